"""Rules of plain language: each finds its own example and lets the better wording stand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from perenou.language.clarity.find import Block, Spot, find
from perenou.language.clarity.rules import Rule, RuleError, rules
from perenou.language.clarity.unchanged import same_facts
from perenou.language.grammar import LANGUAGES, Language

OF_WHOLE_TEXTS: Final = {
    "umbisikuline-osakaal", "mine-tihedus", "avg_sentence_words", "komasid-palju",
}  # fmt: skip
"""Rules whose measure needs more than the one sentence of the example."""

_REST: Final = "problem: p, advice: a, severity: warn"
EVERY: Final = [(language, rule) for language in LANGUAGES for rule in rules(language).values()]


def spots(text: str, rule: Rule, language: Language = "et") -> tuple[Spot, ...]:
    return find([Block(text, True)], [rule], is_letter=True, is_estonian=language == "et")


@pytest.mark.parametrize(("language", "rule"), EVERY, ids=[rule.id for _, rule in EVERY])
def test_a_rule_finds_its_bad_example_and_not_its_good_one(language: Language, rule: Rule) -> None:
    if rule.example_bad.startswith("(") or rule.id in OF_WHOLE_TEXTS:
        pytest.skip("its example is described, or too short for its measure")
    assert spots(rule.example_bad, rule, language)
    assert not spots(rule.example_good, rule, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_what_why_and_where_it_comes_from(language: Language) -> None:
    for rule in rules(language).values():
        assert rule.problem
        assert rule.advice
        assert rule.source, rule.id
        assert len(rule.source) > 5, rule.id


@pytest.mark.parametrize(
    ("text", "rule", "instead"),
    [
        ("Teatage sellest koheselt.", "koheselt", "kohe"),
        ("Koheselt helistage.", "koheselt", "Kohe"),
        ("Teie poolt esitatud avaldus.", "poolt-teie", "Teie"),
        ("Maksame 80.50 eurot.", "kymnendpunkt", "80,50"),
        ("Vastake mitte hiljem kui homme.", "hilisemalt-kui", None),
    ],
)
def test_a_better_wording_is_offered_where_it_is_safe(
    text: str, rule: str, instead: str | None
) -> None:
    (spot,) = spots(text, rules("et")[rule])
    assert spot.instead == instead


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Maksame 80 eurot.", "Maksame 90 eurot."),
        ("Tähtaeg on 5. mail 2026.", "Tähtaeg on 6. mail 2026."),
        ("Te ei saa toetust.", "Te saate toetust."),
        ("Alus on PHS § 17.", "Alus on PHS § 18."),
        ("Kirja saab Mari Maasikas.", "Kirja saab Mari Murakas."),
        ("Vastake 30 päeva jooksul.", "Vastake 30 kuu jooksul."),
    ],
)
def test_other_facts_are_told_from_other_words(before: str, after: str) -> None:
    assert not same_facts(before, after)
    assert same_facts(before, before)


def test_the_name_of_the_office_is_no_word_that_is_too_long() -> None:
    rule = rules("et")["liitsona-pikk"]
    assert not spots("Taotlus esitati Sotsiaalkindlustusametile.", rule)
    assert spots("Palun esitage lapsehoolduspuhkusetasutaotlus.", rule)


def test_others_words_in_quotation_marks_are_left() -> None:
    rule = rules("et")["koheselt"]
    assert not spots("Ta kirjutas: „Palun saatke mulle see dokument koheselt kirjaga koju.“", rule)


def test_an_organisation_adds_rules_and_replaces_ours_without_code(tmp_path: Path) -> None:
    own = tmp_path / "meie.yaml"
    own.write_text(
        "rules:\n"
        "- {id: kliendihaldur, kind: lemma, pattern: kliendihaldur, problem: Võõras., advice: Ütle"
        " ametnik., severity: warn}\n"
        "- {id: koheselt, kind: regex, pattern: koheselt, problem: Meie oma., advice: Kohe.,"
        " severity: error}\n"
    )
    found = rules("et", own)
    assert spots("Pöörduge kliendihalduri poole.", found["kliendihaldur"])
    assert found["koheselt"].severity == "error"
    assert len(found) == len(rules("et")) + 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{kind: regex}", "without id"),
        (f"{{id: a, kind: regex, pattern: '(', {_REST}}}", "a: "),
        (f"{{id: a, kind: metric, pattern: pikkus > 3, {_REST}}}", "unknown measure"),
        (f"{{id: a, kind: lemma, pattern: '<3>', {_REST}}}", "no pattern"),
        (f"{{id: a, kind: regex, pattern: x, muu: 1, {_REST}}}", "unknown field"),
        ("{id: a, kind: regex, pattern: x, problem: p, advice: a}", "severity is missing"),
    ],
)
def test_a_rule_that_is_written_wrongly_is_refused_with_its_place(
    tmp_path: Path, row: str, told: str
) -> None:
    own = tmp_path / "meie.yaml"
    own.write_text(f"rules:\n- {row}\n")
    with pytest.raises(RuleError, match=told):
        rules("et", own)
