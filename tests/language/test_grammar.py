from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.grammar import (
    CASES,
    LANGUAGES,
    Language,
    alternatives,
    counted,
    form,
    grouped,
    lexicon,
    listed,
)

ESTONIAN = {
    "child": (
        "laps lapse last lapsesse lapses lapsest lapsele lapsel lapselt lapseks lapseni lapsena "
        "lapseta lapsega",
        "lapsed laste lapsi lastesse lastes lastest lastele lastel lastelt lasteks lasteni lastena "
        "lasteta lastega",
    ),
    "deadline": (
        "tähtaeg tähtaja tähtaega tähtajasse tähtajas tähtajast tähtajale tähtajal tähtajalt "
        "tähtajaks tähtajani tähtajana tähtajata tähtajaga",
        "tähtajad tähtaegade tähtaegu tähtaegadesse tähtaegades tähtaegadest tähtaegadele "
        "tähtaegadel tähtaegadelt tähtaegadeks tähtaegadeni tähtaegadena tähtaegadeta "
        "tähtaegadega",
    ),
    "objection": (
        "vaie vaide vaiet vaidesse vaides vaidest vaidele vaidel vaidelt vaideks vaideni vaidena "
        "vaideta vaidega",
        "vaided vaiete vaideid vaietesse vaietes vaietest vaietele vaietel vaietelt vaieteks "
        "vaieteni vaietena vaieteta vaietega",
    ),
    "percentage_point": (
        "protsendipunkt protsendipunkti protsendipunkti protsendipunktisse protsendipunktis "
        "protsendipunktist protsendipunktile protsendipunktil protsendipunktilt protsendipunktiks "
        "protsendipunktini protsendipunktina protsendipunktita protsendipunktiga",
        "protsendipunktid protsendipunktide protsendipunkte protsendipunktidesse "
        "protsendipunktides protsendipunktidest protsendipunktidele protsendipunktidel "
        "protsendipunktidelt protsendipunktideks protsendipunktideni protsendipunktidena "
        "protsendipunktideta protsendipunktidega",
    ),
}

PRINCIPAL_FORMS = """
day           päev päeva päeva päevad päevade päevi
working_day   tööpäev tööpäeva tööpäeva tööpäevad tööpäevade tööpäevi
calendar_day  kalendripäev kalendripäeva kalendripäeva kalendripäevad kalendripäevade kalendripäevi
week          nädal nädala nädalat nädalad nädalate nädalaid
month         kuu kuu kuud kuud kuude kuid
year          aasta aasta aastat aastad aastate aastaid
euro          euro euro eurot eurod eurode eurosid
cent          sent sendi senti sendid sentide sente
application   taotlus taotluse taotlust taotlused taotluste taotlusi
decision      otsus otsuse otsust otsused otsuste otsuseid
question      küsimus küsimuse küsimust küsimused küsimuste küsimusi
benefit       toetus toetuse toetust toetused toetuste toetusi
parent        vanem vanema vanemat vanemad vanemate vanemaid
person        isik isiku isikut isikud isikute isikuid
human         inimene inimese inimest inimesed inimeste inimesi
family        pere pere peret pered perede peresid
payment       makse makse makset maksed maksete makseid
overpayment   enammakse enammakse enammakset enammaksed enammaksete enammakseid
right         õigus õiguse õigust õigused õiguste õigusi
rule          reegel reegli reeglit reeglid reeglite reegleid
provision     säte sätte sätet sätted sätete sätteid
certificate   tõend tõendi tõendit tõendid tõendite tõendeid
reason        põhjus põhjuse põhjust põhjused põhjuste põhjusi
fact          asjaolu asjaolu asjaolu asjaolud asjaolude asjaolusid
change        muudatus muudatuse muudatust muudatused muudatuste muudatusi
error         viga vea viga vead vigade vigu
proceeding    menetlus menetluse menetlust menetlused menetluste menetlusi
step          samm sammu sammu sammud sammude samme
transition    üleminek ülemineku üleminekut üleminekud üleminekute üleminekuid
"""

ENDINGS = {
    "illative": "sse",
    "inessive": "s",
    "elative": "st",
    "allative": "le",
    "adessive": "l",
    "ablative": "lt",
    "translative": "ks",
    "terminative": "ni",
    "essive": "na",
    "abessive": "ta",
    "comitative": "ga",
}


@pytest.mark.parametrize("noun", ESTONIAN)
def test_estonian_nouns_in_all_cases(noun: str) -> None:
    singular, plural = ESTONIAN[noun]
    assert [form(noun, "et", case) for case in CASES["et"]] == singular.split()
    assert [form(noun, "et", case, "plural") for case in CASES["et"]] == plural.split()


@pytest.mark.parametrize("line", PRINCIPAL_FORMS.strip().splitlines())
def test_estonian_principal_forms(line: str) -> None:
    noun, *wanted = line.split()
    cases = ("nominative", "genitive", "partitive")
    singular = [form(noun, "et", case) for case in cases]
    plural = [form(noun, "et", case, "plural") for case in cases]
    assert singular + plural == wanted


def test_every_estonian_noun_is_checked_by_hand() -> None:
    by_hand = {line.split()[0] for line in PRINCIPAL_FORMS.strip().splitlines()}
    assert by_hand | set(ESTONIAN) | {"doubt"} == set(lexicon())


RUSSIAN_COUNTS = """
child         ребёнок / ребёнка / детей
human         человек / человека / человек
percentage_point процентный пункт / процентных пункта / процентных пунктов
day           день / дня / дней
working_day   рабочий день / рабочих дня / рабочих дней
calendar_day  календарный день / календарных дня / календарных дней
week          неделя / недели / недель
month         месяц / месяца / месяцев
year          год / года / лет
euro          евро / евро / евро
cent          цент / цента / центов
application   заявление / заявления / заявлений
decision      решение / решения / решений
question      вопрос / вопроса / вопросов
benefit       пособие / пособия / пособий
parent        родитель / родителя / родителей
person        лицо / лица / лиц
family        семья / семьи / семей
payment       выплата / выплаты / выплат
overpayment   переплата / переплаты / переплат
right         право / права / прав
rule          правило / правила / правил
provision     норма / нормы / норм
certificate   справка / справки / справок
deadline      срок / срока / сроков
reason        причина / причины / причин
fact          обстоятельство / обстоятельства / обстоятельств
doubt         спорный вопрос / спорных вопроса / спорных вопросов
change        изменение / изменения / изменений
objection     возражение / возражения / возражений
error         ошибка / ошибки / ошибок
proceeding    производство / производства / производств
step          шаг / шага / шагов
transition    переход / перехода / переходов
"""


@pytest.mark.parametrize("line", RUSSIAN_COUNTS.strip().splitlines())
def test_russian_nouns_after_one_two_and_five(line: str) -> None:
    noun, _, forms = line.partition(" ")
    one, two, five = forms.strip().split(" / ")
    assert [counted(n, noun, "ru") for n in (1, 2, 5)] == [f"1 {one}", f"2 {two}", f"5 {five}"]


def test_every_russian_noun_is_checked_by_hand() -> None:
    assert {line.split()[0] for line in RUSSIAN_COUNTS.strip().splitlines()} == set(lexicon())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noun", sorted(lexicon()))
def test_every_noun_has_every_form(noun: str, language: Language) -> None:
    forms = lexicon()[noun][language]
    for number in (forms.singular, forms.plural):
        assert len(number) == len(CASES[language])
        assert all(part and part == part.strip() for part in number)
    assert bool(forms.few) == (language == "ru")


@pytest.mark.parametrize("noun", sorted(set(lexicon()) - {"doubt"}))
def test_estonian_local_cases_stand_on_the_genitive(noun: str) -> None:
    for case, ending in ENDINGS.items():
        assert form(noun, "et", case) == form(noun, "et", "genitive") + ending
        plural = form(noun, "et", "genitive", "plural") + ending
        assert form(noun, "et", case, "plural") == plural


@pytest.mark.parametrize(
    ("number", "noun", "language", "case", "text"),
    [
        (0, "child", "et", "nominative", "0 last"),
        (1, "child", "et", "nominative", "1 laps"),
        (3, "child", "et", "nominative", "3 last"),
        (21, "child", "et", "nominative", "21 last"),
        (3, "child", "et", "genitive", "3 lapse"),
        (1, "child", "et", "partitive", "1 last"),
        (3, "child", "et", "elative", "3 lapsest"),
        (3, "child", "et", "adessive", "3 lapsel"),
        (3, "child", "et", "terminative", "3 lapseni"),
        (30, "working_day", "et", "genitive", "30 tööpäeva"),
        (2, "doubt", "et", "nominative", "2 kahtlust"),
        (1, "doubt", "et", "nominative", "1 kahtlus"),
        (12345, "euro", "et", "nominative", "12\u202f345 eurot"),
        (1, "child", "en", "nominative", "1 child"),
        (0, "child", "en", "nominative", "0 children"),
        (2, "child", "en", "nominative", "2 children"),
        (2, "family", "en", "nominative", "2 families"),
        (2, "person", "en", "nominative", "2 people"),
        (12345, "euro", "en", "nominative", "12,345 euros"),
        (0, "child", "ru", "nominative", "0 детей"),
        (1, "child", "ru", "nominative", "1 ребёнок"),
        (2, "child", "ru", "nominative", "2 ребёнка"),
        (5, "child", "ru", "nominative", "5 детей"),
        (11, "child", "ru", "nominative", "11 детей"),
        (12, "child", "ru", "nominative", "12 детей"),
        (21, "child", "ru", "nominative", "21 ребёнок"),
        (22, "child", "ru", "nominative", "22 ребёнка"),
        (111, "child", "ru", "nominative", "111 детей"),
        (112, "child", "ru", "nominative", "112 детей"),
        (121, "child", "ru", "nominative", "121 ребёнок"),
        (1, "child", "ru", "accusative", "1 ребёнка"),
        (3, "child", "ru", "accusative", "3 детей"),
        (3, "child", "ru", "genitive", "3 детей"),
        (21, "child", "ru", "genitive", "21 ребёнка"),
        (3, "child", "ru", "dative", "3 детям"),
        (5, "child", "ru", "instrumental", "5 детьми"),
        (1, "year", "ru", "nominative", "1 год"),
        (4, "year", "ru", "nominative", "4 года"),
        (19, "year", "ru", "nominative", "19 лет"),
        (19, "year", "ru", "prepositional", "19 годах"),
        (1, "payment", "ru", "accusative", "1 выплату"),
        (2, "payment", "ru", "accusative", "2 выплаты"),
        (5, "payment", "ru", "accusative", "5 выплат"),
        (2, "working_day", "ru", "nominative", "2 рабочих дня"),
        (30, "working_day", "ru", "nominative", "30 рабочих дней"),
        (21, "working_day", "ru", "genitive", "21 рабочего дня"),
        (3, "doubt", "ru", "nominative", "3 спорных вопроса"),
        (5, "euro", "ru", "instrumental", "5 евро"),
    ],
)
def test_counted(number: int, noun: str, language: Language, case: str, text: str) -> None:
    assert counted(number, noun, language, case) == text


@pytest.mark.properties
@given(st.integers(2, 10**9), st.sampled_from(sorted(lexicon())))
def test_estonian_numerals_take_the_partitive_and_never_the_plural(number: int, noun: str) -> None:
    assert counted(number, noun, "et").endswith(" " + form(noun, "et", "partitive"))
    for case in CASES["et"][1:]:
        assert counted(number, noun, "et", case).endswith(" " + form(noun, "et", case))


@pytest.mark.properties
@given(st.integers(0, 10**6), st.sampled_from(sorted(lexicon())))
def test_russian_form_depends_on_the_last_two_figures_only(number: int, noun: str) -> None:
    shown = counted(number, noun, "ru").removeprefix(grouped(number, "ru"))
    assert shown == counted(number % 100, noun, "ru").removeprefix(grouped(number % 100, "ru"))


@pytest.mark.properties
@given(st.integers(-(10**12), 10**12))
def test_grouped_number_keeps_its_figures(number: int) -> None:
    for language in LANGUAGES:
        text = grouped(number, language)
        figures = text.replace("\u202f", "").replace(",", "").replace("\u2212", "-")
        assert int(figures) == number
        assert " " not in text


def test_unknown_noun_case_or_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'chidl' is not in lexicon\.yaml"):
        counted(3, "chidl", "et")
    with pytest.raises(ValueError, match="et has no case 'dative'"):
        counted(3, "child", "et", "dative")
    with pytest.raises(ValueError, match="en has no case 'genitive'"):
        form("child", "en", "genitive")
    with pytest.raises(ValueError, match="cannot count -1"):
        counted(-1, "child", "et")


@pytest.mark.parametrize(
    ("items", "language", "text"),
    [
        ([], "et", ""),
        (["Mari"], "et", "Mari"),
        (["Mari", "Juku"], "et", "Mari ja Juku"),
        (["Mari", "Juku", "Jaan"], "et", "Mari, Juku ja Jaan"),
        (["Mari", "Juku", "Jaan"], "en", "Mari, Juku and Jaan"),
        (["Mari", "Juku", "Jaan"], "ru", "Mari, Juku и Jaan"),
    ],
)
def test_listed(items: list[str], language: Language, text: str) -> None:
    assert listed(items, language) == text


def test_alternatives_are_joined_by_or() -> None:
    assert alternatives([], "et") == ""
    assert alternatives(["Eesti"], "et") == "Eesti"
    assert alternatives(["Eesti", "Soome", "Rootsi"], "et") == "Eesti, Soome või Rootsi"
    assert alternatives(["Estonia", "Finland"], "en") == "Estonia or Finland"
    assert alternatives(["Эстония", "Финляндия"], "ru") == "Эстония или Финляндия"
