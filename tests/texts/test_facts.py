"""Facts in texts: what is stale or wrong is found with the right value, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from tests.texts.labelled_texts import judged, labelled
from tests.texts.stale_pages import TODAY, outcomes, pages
from tests.texts.text_table import scores

from perenou.acts.check.finding import Finding, Severity
from perenou.acts.check.text import ActText
from perenou.language.grammar import Language
from perenou.texts import topics
from perenou.texts.check import Wanted, check_text
from perenou.texts.facts import FACT_RULES

PRECISION, RECALL = 0.9, 0.8
FOUND, ACCUSED = 0.95, 0.03


def found(text: str, language: Language = "et", written: str | None = None) -> list[Finding]:
    day = None if written is None else date.fromisoformat(written).toordinal()
    checked = check_text(ActText.from_text(text), Wanted(TODAY, language, day))
    return [each for each in checked.findings if each.item in FACT_RULES]


def test_facts_in_the_labelled_texts_are_found_and_others_are_not_accused() -> None:
    told = [
        each
        for kind in ("facts", "apart_facts")
        for text in labelled(kind)
        for each in judged(text, facts=True)
    ]
    precision, recall = scores(told)
    assert sum(each.is_labelled for each in told) > 50
    assert precision >= PRECISION
    assert recall >= RECALL


def test_what_has_changed_since_a_page_of_the_past_is_found_and_nothing_else() -> None:
    told = [outcome for page in pages(25, TODAY) for outcome in outcomes(page, TODAY)]
    changed = [each.is_accused for each in told if each.spot.is_changed]
    same = [each.is_accused for each in told if not each.spot.is_changed]
    assert len(changed) > 10
    assert sum(changed) >= FOUND * len(changed)
    assert sum(same) <= ACCUSED * len(same)


def test_a_stale_sum_is_told_with_the_right_one_its_provision_and_since_when() -> None:
    (finding,) = found("Üksikvanema lapse toetus on 80 eurot kuus.")
    assert finding.item == "stale-figure"
    assert finding.excerpt == "80 eurot"
    assert "31. augustini 2026" in finding.text
    assert "100 eurot" in finding.cure
    assert "1. septembrist 2026" in finding.cure
    assert finding.citation == "PHS § 19 lg 3"


def test_a_sum_of_before_that_is_granted_from_a_day_on_is_stale() -> None:
    text = "Määrame 60 euro suuruse lapsetoetuse ja üksikvanema lapse toetuse 80 eurot alates "
    told = found(f"{text}1. septembrist 2026.")
    assert [(each.item, each.excerpt) for each in told] == [
        ("stale-figure", "60 euro"), ("stale-figure", "80 eurot"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Ema saab lapsetoetust 60 eurot kuus, aga Soome maksab esimesena.",
        "Ema saab lapsetoetust 60 eurot kuus; teine riik maksab vahe.",
        "Child allowance is 60 euros a month, but Finland pays first.",
    ],
)
def test_a_stale_sum_is_found_although_another_state_is_named_after_it(text: str) -> None:
    assert [each.item for each in found(text)] == ["stale-figure"]


@pytest.mark.parametrize(
    ("language", "right"), [("et", "100 eurot"), ("en", "100 euros"), ("ru", "100 евро")]
)
def test_findings_are_told_in_the_language_that_is_asked_for(
    language: Language, right: str
) -> None:
    (finding,) = found("Üksikvanema lapse toetus on 80 eurot kuus.", language)
    assert right in finding.cure


@pytest.mark.parametrize(
    ("text", "place", "citation"),
    [
        ("Vanemahüvitist vähendatakse, kui teenite üle 2632,55 euro.", "2632,55 euro", "PHS § 44"),
        ("Lapsetoetust makstakse kuni lapse 16-aastaseks saamiseni.", "16-aastaseks",
         "PHS § 17 lg 1"),
        ("Child allowance is paid until the child turns 16.", "16", "PHS § 17 lg 1"),
        ("Детское пособие платят до достижения ребёнком 16 лет.", "16 лет", "PHS § 17 lg 1"),
    ],
)  # fmt: skip
def test_a_rule_that_was_repealed_or_changed_is_told(text: str, place: str, citation: str) -> None:
    (finding,) = found(text)
    assert (finding.item, finding.excerpt) == ("stale-figure", place)
    assert finding.citation == citation


def test_what_was_compared_with_nothing_is_named_and_nothing_else() -> None:
    text = (
        "Lapsetoetus on esimese lapse eest 80 eurot kuus. Koolitoetus on 50 eurot aastas. "
        "Üksikvanema lapse toetus on 80 eurot kuus. Küsige lisa. "
        "Vaide saate esitada 30 päeva jooksul. Kandideerida saab 12 päeva."
    )
    left = check_text(ActText.from_text(text), Wanted(TODAY)).uncompared
    assert [(each.figures, each.names) for each in left] == [
        (("50 eurot",), ("Koolitoetus",)), (("12 päeva",), ()),
    ]  # fmt: skip
    assert left[0].text == "Koolitoetus on 50 eurot aastas."


@pytest.mark.parametrize(
    "texts",
    [
        ("Sünnitoetus on 320 eurot. Seda tuleb taotleda kolme kuu jooksul.",
         "Childbirth allowance is 320 euros. It must be claimed within three months.",
         "Пособие по рождению – 320 евро. Заявление на него подают в течение трёх месяцев."),
        ("# Peretoetused\n\nOtsuse saate 10 tööpäeva jooksul.",
         "# Family benefits\n\nYou get the decision within 10 working days.",
         "# Семейные пособия\n\nРешение вы получите в течение 10 рабочих дней."),
        ("Vaide saate esitada 60 päeva jooksul.",
         "You can file a challenge within 60 days.",
         "Возражение можно подать в течение 60 дней."),
        ("Lapsetoetus laekub 5. kuupäeval.",
         "Child allowance is paid on the 5th.",
         "Детское пособие выплачивают 5 числа."),
    ],
)  # fmt: skip
def test_the_same_error_is_found_in_every_language(texts: tuple[str, str, str]) -> None:
    told = [[(each.item, each.citation) for each in found(text)] for text in texts]
    assert len(told[0]) == 1
    assert told[0] == told[1] == told[2]


def test_a_figure_is_known_by_the_provision_beside_it() -> None:
    (finding,) = found("Aega on 10 tööpäeva (PHS § 8 lg 1).")
    assert (finding.item, finding.excerpt) == ("stale-figure", "10 tööpäeva")
    assert found("Aega on 30 tööpäeva (PHS § 8 lg 1).") == []


def test_a_letter_is_held_to_what_it_says_of_everybody_and_not_to_its_own_sums() -> None:
    letter = "Lugupeetud Mari Maasikas\n\n{}"
    wrong = "Lapsetoetust makstakse kolmanda lapse eest 120 eurot kuus."
    assert [each.item for each in found(letter.format(wrong))] == ["wrong-figure"]
    assert found(letter.format("Määrasime Teile lapsetoetuse 42,67 eurot kuus.")) == []
    table = "| lapsetoetus kolmanda lapse eest | 42,67 eurot |"
    assert found(letter.format(table)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lapsetoetust makstakse kuni lapse 19-aastaseks saamiseni.",
        "Kuni 2022. aasta lõpuni maksti lapsetoetust kuni lapse 16-aastaseks saamiseni.",
        "Vanemahüvitist ei vähendata, kui teenite üle 3000 euro.",
        "Toetus on 80 eurot kuus.",
        "Üksikvanema lapse toetus oli 80 eurot kuus.",
        "Üksikvanema lapse toetus oli kuni 31.08.2026 80 eurot kuus.",
        "2025. aastal oli üksikvanema lapse toetus 80 eurot kuus.",
        "Üksikvanema lapse toetus tõusis 80 eurolt 100 eurole kuus.",
        "Soome maksab lapsetoetust 94,88 eurot kuus.",
        "Kui isa töötab Soomes, saab ema lapsetoetust 94,88 eurot kuus.",
        "Enammakstud lapsetoetus on 60 eurot.",
        "Lapsetoetus ja vanemahüvitis laekusid koos: 60 eurot.",
        "1. detsembrist 2026: lapsetoetus 80 eurot kuus (enne 56 eurot).",
        "Linna sünnitoetus on 500 eurot.",
        "Lapsehooldustasu kaotati. Vanem sai lapsehooldustasu iga kuu ja tal oli selleks õigus.",
        "Vanemahüvitise seaduse asemel kehtib perehüvitiste seadus.",
        "Enne 2026. aastat vähendas tulu hüvitist. (PHS § 44)",
        "Sünnieelse õiguseta jagatavat vanemahüvitist makstakse 515 päeva.",
    ],
)
def test_nothing_is_accused_that_the_text_does_not_say_of_today(text: str) -> None:
    assert found(text) == []


def test_what_was_right_on_the_day_of_the_text_is_told_more_mildly() -> None:
    text = "Üksikvanema lapse toetus on 80 eurot kuus."
    (old,) = found(text, written="2025-05-05")
    (new,) = found(text, written="2026-11-01")
    assert old.severity is Severity.MINOR
    assert new.severity is Severity.MAJOR


def test_a_page_that_says_when_it_was_changed_is_of_that_day() -> None:
    page = "Uuendatud 05.05.2025\n\nÜksikvanema lapse toetus on 80 eurot kuus."
    checked = check_text(ActText.from_text(page), Wanted(TODAY))
    assert checked.written == date(2025, 5, 5).toordinal()


def test_a_decision_is_held_to_the_months_that_it_decides_about() -> None:
    head = "Lugupeetud Mari Maasikas\n\n"
    text = "Määran Teile üksikvanema lapse toetuse alates 1. aprillist 2026. Suurus on {} kuus."
    assert found(head + text.format("80 eurot")) == []
    late = text.replace("aprillist", "oktoobrist").format("80 eurot")
    assert [each.item for each in found(head + late)] == ["stale-figure"]


def test_topics_that_name_no_figure_or_tell_no_words_are_refused() -> None:
    with pytest.raises(topics.TopicError, match="no such figure"):
        topics._topic("no_such_figure", {"benefit": "child_allowance", "unit": "month"})
    with pytest.raises(topics.TopicError, match="unknown unit"):
        topics._topic("minimum_wage", {"needs": ["x"], "unit": "krooni"})
    with pytest.raises(topics.TopicError, match="either a benefit"):
        topics._topic("minimum_wage", {"unit": "month"})


def test_hidden_text_and_menus_of_a_page_are_not_read() -> None:
    from perenou.acts.read.read import read

    page = (
        "<html><body><nav><p>lapsetoetus 60</p></nav><p hidden>peidetud <b>sees</b></p>"
        '<div style="display:none"><p>ka peidetud</p></div><p>nähtav <br>rida</p></body></html>'
    )
    assert read(page.encode(), "leht.html").text == "nähtav\nrida\n"
