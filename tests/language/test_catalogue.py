from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import perenou
from perenou.language.catalogue import Catalogue, CatalogueError, SlotValue
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.citation import Citation

Files: TypeAlias = dict[str, str]
Load: TypeAlias = Callable[[Files], Catalogue]

NOVEMBER = 2026 * 12 + 10
THE_24TH = date(2026, 11, 24).toordinal()
SAMPLES: dict[str, SlotValue] = {
    "text": "Mart Tamm",
    "list": ["Mari", "Juku"],
    "number": 3,
    "cents": 34782,
    "day": THE_24TH,
    "days": (THE_24TH, THE_24TH + 60),
    "month": NOVEMBER,
    "months": (NOVEMBER, NOVEMBER + 3),
    "citation": "PHS § 17 lg 1",
}


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    package = f"pkg_{abs(hash(tmp_path))}"
    root = tmp_path / package
    root.mkdir()
    (root / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def write_and_load(files: Files) -> Catalogue:
        for path, text in files.items():
            file = root / "texts" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return Catalogue.load(package, "texts")

    return write_and_load


def everywhere(et: str, en: str | None = None, ru: str | None = None) -> Files:
    en = et if en is None else en
    return {"et/a.yaml": et, "en/a.yaml": en, "ru/a.yaml": en if ru is None else ru}


def one(template: str) -> Files:
    """The template under the key ``k`` in Estonian, its slots without cases in the others."""
    plain = template.replace(":genitive", "").replace(":adessive", "").replace(":inessive", "")
    return everywhere(f"k: '{template}'", f"k: '{plain.replace(':allative', '')}'")


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{x}", "Mart Tamm", "Mart Tamm"),
        ("{{{x}}}", "a", "{a}"),
        ("{x:list}", ["Mari", "Juku", "Jaan"], "Mari, Juku ja Jaan"),
        ("{x:number}", 12345, "12\u202f345"),
        ("{x:count:child}", 3, "3 last"),
        ("{x:count:child}", 1, "1 laps"),
        ("{x:count:child:genitive} kohta", 3, "3 lapse kohta"),
        ("{x:noun:child:genitive} eest", 1, "lapse eest"),
        ("{x:noun:child:genitive} eest", 3, "laste eest"),
        ("{x:called:child:allative}", "Mart Tamm", "lapsele (Mart Tamm)"),
        ("{x:euros}", 34782, "347,82 eurot"),
        ("{x:euros:genitive} suurune", 8000, "80 euro suurune"),
        ("{x:euros}", (8000, 53000), "80 kuni 530 eurot"),
        ("{x:euros}", (8000, None), "vähemalt 80 eurot"),
        ("{x:day}", THE_24TH, "24. november 2026"),
        ("{x:day:adessive}", THE_24TH, "24. novembril 2026"),
        ("{x:day_range}", (THE_24TH - 23, THE_24TH), "1.–24. november 2026"),
        ("{x:day_spell}", (THE_24TH, None), "alates 24. novembrist 2026"),
        ("{x:month}", NOVEMBER, "november 2026"),
        ("{x:month:inessive}", NOVEMBER, "novembris 2026"),
        ("{x:month_of_year:genitive} eest", NOVEMBER, "2026. aasta novembri eest"),
        ("{x:month_range}", (NOVEMBER, NOVEMBER + 1), "november–detsember 2026"),
        ("{x:month_spell}", (NOVEMBER, None), "alates novembrist 2026"),
        ("{x:citation}", Citation.parse("PHS § 17 lg 1"), "PHS § 17 lg 1"),
        ("{x:citation}", "PHS § 17 lg 1 p 2", "PHS § 17 lg 1 p 2"),
        ("{x} ja {x}", "üks", "üks ja üks"),
    ],
)
def test_slots(load: Load, template: str, value: SlotValue, text: str) -> None:
    assert load(one(template)).text("k", "et", x=value) == text


def test_no_doubled_full_stop_after_an_abbreviation(load: Load) -> None:
    catalogue = load(everywhere("k: 'Lisage {x}.'", "k: 'Add {x}.'", "k: 'Добавьте {x}. А'"))
    assert catalogue.text("k", "et", x="tõend jm.") == "Lisage tõend jm."
    assert catalogue.text("k", "en", x="papers") == "Add papers."
    assert catalogue.text("k", "ru", x="справку и т. п.") == "Добавьте справку и т. п. А"


def test_slots_may_stand_in_another_order_and_case(load: Load) -> None:
    files = everywhere(
        "k: '{n:count:child:genitive} eest {x:euros}'",
        "k: '{x:euros} for {n:count:child}'",
        "k: '{x:euros} на {n:count:child:accusative}'",
    )
    catalogue = load(files)
    assert catalogue.text("k", "et", n=2, x=16000) == "2 lapse eest 160 eurot"
    assert catalogue.text("k", "en", n=2, x=16000) == "160 euros for 2 children"
    assert catalogue.text("k", "ru", n=2, x=16000) == "160 евро на 2 детей"


def test_files_of_a_language_make_one_catalogue(load: Load) -> None:
    files = everywhere("yes: jah") | {"et/b.yaml": "b: ära\n", "ru/c.yaml": "b: нет\n"}
    catalogue = load(files | {"en/a.yaml": "yes: 'yes'\nb: do not\n"})
    assert catalogue.keys() == ("yes", "b")
    assert catalogue.text("b", "en") == "do not"
    assert catalogue.text("yes", "ru") == "jah"


def test_a_second_load_is_the_same_object() -> None:
    first = Catalogue.load("perenou.language", "texts")
    assert Catalogue.load("perenou.language", "texts") is first


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (everywhere("a: x\nb: y", "a: x"), "et/a.yaml: b: missing in en"),
        (everywhere("a: x", "a: x\nb: y", "a: x"), "en/a.yaml: b: missing in et"),
        (
            everywhere("a: x {n}", "a: x {m}", "a: x {n}"),
            "en/a.yaml: a: takes m (text), but et/a.yaml takes n (text)",
        ),
        (
            everywhere("a: x {n:euros}", "a: x {n:euros}", "a: нет"),
            "ru/a.yaml: a: takes no slots, but et/a.yaml takes n (cents)",
        ),
        (
            everywhere("a: x {n:euros}", "a: x {n:day}", "a: x {n:euros}"),
            "en/a.yaml: a: takes n (day), but et/a.yaml takes n (cents)",
        ),
        (everywhere("a: x\nb: x {n"), "et/a.yaml:2: b: a lone '{'"),
        (everywhere("a: x n}"), "et/a.yaml:1: a: a lone '}'"),
        (everywhere("a: x {}"), "slot {}: '' is no slot name"),
        (everywhere("a: x {N}"), "slot {N}: 'N' is no slot name"),
        (everywhere("a: x {n!r}"), "slot {n!r}: 'n!r' is no slot name"),
        (everywhere("a: x {n:}"), "slot {n:}: no kind ''"),
        (everywhere("a: x {n:euro}"), "slot {n:euro}: no kind 'euro'"),
        (everywhere("a: x {n:count}"), "slot {n:count}: wrong number of arguments"),
        (everywhere("a: x {n:count:child:genitive:x}"), "wrong number of arguments"),
        (everywhere("a: x {n:citation:genitive}"), "wrong number of arguments"),
        (everywhere("a: x {n:count:chidl}"), "'chidl' is not in lexicon.yaml"),
        (everywhere("a: x {n:day:dative}"), "et has no case 'dative'"),
        (everywhere("a: x {n:day:adessive}"), "en has no case 'adessive'"),
        (everywhere("a: x {n:day} {n:euros}"), "slot 'n' takes both day and cents"),
        (everywhere("a: {n}"), "et/a.yaml:1: a: holds no text"),
        (everywhere("a: "), "et/a.yaml:1: a: holds no text"),
        (everywhere("[a]: x"), "a key is a word"),
        (everywhere("a: x\na: y"), "et/a.yaml:2: a: stands in et/a.yaml too"),
        (
            everywhere("a: x") | {"et/b.yaml": "a: y"},
            "et/b.yaml:1: a: stands in et/a.yaml too",
        ),
        (everywhere("- a"), "et/a.yaml: holds no mapping"),
        (everywhere(""), "et/a.yaml: holds no mapping"),
        (everywhere("a: 'x"), "et/a.yaml: not readable"),
        ({"et/a.yaml": "a: x", "en/a.yaml": "a: x"}, "texts/ru: no text files"),
    ],
)
def test_a_check_tells_what_is_wrong(load: Load, files: Files, problem: str) -> None:
    catalogue = load(files)
    with pytest.raises(CatalogueError) as caught:
        catalogue.check()
    assert any(problem in found for found in caught.value.problems), caught.value.problems


def test_all_problems_come_at_once(load: Load) -> None:
    catalogue = load(everywhere("a: x {n\nb: {n}\nc: x", "a: x\nb: x"))
    with pytest.raises(CatalogueError) as caught:
        catalogue.check()
    assert [found.split(": ")[0] for found in caught.value.problems] == [
        "et/a.yaml:1",
        "et/a.yaml:2",
        "et/a.yaml",
        "et/a.yaml",
        "en/a.yaml",
        "en/a.yaml",
    ]


def test_unknown_package_is_refused() -> None:
    with pytest.raises(CatalogueError, match="no such package"):
        Catalogue.load("perenou.nowhere", "texts")
    with pytest.raises(CatalogueError, match="no such folder of texts"):
        Catalogue.load("perenou.language", "nowhere")


def test_a_broken_language_is_refused_when_asked_for_and_no_other(load: Load) -> None:
    catalogue = load(everywhere("a: x", "a: x {n"))
    assert catalogue.text("a", "et") == "x"
    with pytest.raises(CatalogueError, match="a lone"):
        catalogue.text("a", "en")


def test_every_catalogue_of_the_package_is_whole() -> None:
    root = Path(perenou.__file__).parent
    folders = [folder for folder in root.rglob("texts") if (folder / "et").is_dir()]
    assert len(folders) >= 4
    for folder in folders:
        package = ".".join(("perenou", *folder.parent.relative_to(root).parts))
        Catalogue.load(package, folder.name).check()


@pytest.mark.parametrize(
    ("template", "slots", "problem"),
    [
        ("{x}", {}, "k: takes x; given none"),
        ("{x}", {"x": "a", "y": "b"}, "k: takes x; given x, y"),
        ("a", {"y": "b"}, "k: takes no slots; given y"),
        ("{x}", {"x": 3}, "{x}: takes a text"),
        ("{x:euros}", {"x": "3"}, "{x}: takes a whole number"),
        ("{x:euros}", {"x": True}, "{x}: takes a whole number"),
        ("{x:euros}", {"x": (1, 2, 3)}, "{x}: takes a pair"),
        ("{x:count:child}", {"x": -1}, "{x}: cannot count -1"),
        ("{x:list}", {"x": "abc"}, "{x}: takes a list"),
        ("{x:day_range}", {"x": (1, None)}, "{x}: takes a pair with both ends"),
        ("{x:day_spell}", {"x": (None, None)}, "{x}: a spell without any bound"),
        ("{x:citation}", {"x": "§ 17"}, "{x}: not a citation"),
    ],
)
def test_wrong_slots_are_refused(
    load: Load, template: str, slots: dict[str, SlotValue], problem: str
) -> None:
    catalogue = load(one(template))
    with pytest.raises(CatalogueError) as caught:
        catalogue.text("k", "et", **slots)
    assert problem in str(caught.value)


def test_unknown_key_is_refused() -> None:
    with pytest.raises(CatalogueError, match=r"perenou\.language/texts: no text 'yess'"):
        Catalogue.load("perenou.language", "texts").text("yess", "et")


COMMON = Catalogue.load("perenou.language", "texts")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", COMMON.keys())
def test_every_common_text_can_be_written(key: str, language: Language) -> None:
    slots = {
        name: SAMPLES[takes] for name, takes in COMMON.templates(language)[key].slots().items()
    }
    text = COMMON.text(key, language, **slots)
    assert text == text.strip()
    assert text
    assert "{" not in text
    assert "  " not in text


def test_no_common_text_is_missing_in_a_language() -> None:
    for language in LANGUAGES:
        assert set(COMMON.templates(language)) == set(COMMON.keys())


@pytest.mark.parametrize(
    ("key", "slots", "et", "en", "ru"),
    [
        ("yes", {}, "jah", "yes", "да"),
        ("no", {}, "ei", "no", "нет"),
        ("undecided", {}, "otsustamata", "undecided", "не решено"),
        (
            "within_working_days",
            {"days": 30},
            "30 tööpäeva jooksul",
            "within 30 working days",
            "в течение 30 рабочих дней",
        ),
        (
            "within_months",
            {"months": 1},
            "1 kuu jooksul",
            "within 1 month",
            "в течение 1 месяца",
        ),
        (
            "for_month",
            {"month": NOVEMBER},
            "2026. aasta novembri eest",
            "for November 2026",
            "за ноябрь 2026 года",
        ),
        (
            "missing_facts",
            {"questions": 1},
            "vastamata on 1 küsimus",
            "1 question to answer",
            "осталось ответить: 1 вопрос",
        ),
        (
            "doubts",
            {"doubts": 2},
            "2 kahtlust",
            "2 doubts",
            "2 спорных вопроса",
        ),
        ("age", {"years": 19}, "19-aastane", "aged 19 years", "в возрасте 19 лет"),
        ("for_children", {"children": 1}, "1 lapse eest", "for 1 child", "на 1 ребёнка"),
    ],
)
def test_common_texts(key: str, slots: dict[str, SlotValue], et: str, en: str, ru: str) -> None:
    assert [COMMON.text(key, language, **slots) for language in LANGUAGES] == [et, en, ru]


@pytest.mark.properties
@given(st.text(alphabet=st.characters(exclude_characters="."), max_size=40))
def test_a_plain_slot_gives_back_its_text(value: str) -> None:
    assert COMMON.text("payee", "et", payee=value) == f"saaja: {value}"


@pytest.mark.parametrize("language", ["et", "en"])
@pytest.mark.parametrize(
    "room", ["proposals/texts/{}/proposals", "workbench/texts/{}/proposals",
             "workbench/texts/{}/prose"],
)  # fmt: skip
def test_a_count_of_one_leaves_no_word_in_the_plural(room: str, language: str) -> None:
    """A bare number stands behind what it counts; before it, only a counted noun may stand."""
    path = Path(perenou.__file__).parent / f"{room.format(language)}.yaml"
    before_a_word = (
        r"\{(?:count|hours|minutes|facts|wording|closed):number\} "
        r"(?!(?:tekstis|on|more)\b)[^\W\d_]+"
    )
    assert re.findall(before_a_word, path.read_text("utf-8")) == []


def test_a_file_or_text_is_added_in_the_same_word_in_every_section() -> None:
    texts = Path(perenou.__file__).parent / "workbench" / "texts" / "et"
    for section in ("audit", "entry", "network", "proposals", "prose", "watch"):
        told = (texts / f"{section}.yaml").read_text("utf-8")
        assert re.findall(r"\b(?:[Tt]oo|[Tt]õi|[Tt]oodud|laadi fail|laadis üles)\b", told) == []


@pytest.mark.parametrize(
    ("section", "key", "said"),
    [
        ("prose", "texts.again.what", "Teksti võrreldakse"),
        ("prose", "texts.accept_all", "sõnastused, mis sisu ei muuda"),
        ("prose", "action.texts.checked", "Kontrollis tekste"),
        ("proposals", "proposals.refused.no_such_step", "Seda seisu praegu märkida ei saa"),
    ],
)
def test_a_calque_or_wrong_case_does_not_come_back(section: str, key: str, said: str) -> None:
    texts = Path(perenou.__file__).parent / "workbench" / "texts" / "et" / f"{section}.yaml"
    (line,) = [each for each in texts.read_text("utf-8").split("\n") if each.startswith(f"{key}:")]
    assert said in line
