"""All that was planted in an invented log is found, and nothing where nothing was planted."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from tests.process.logs import log_of

from perenou.process.analyse import MODEL, Analysis, analyse
from perenou.process.model import read_model
from perenou.process.synthetic import ALL, CLEAN, Planted, invented, synthetic
from perenou.process.tell import tell_finding
from perenou.process.words import Words

CASES = 4000

FOUND = {
    "slow_approval": ("bottleneck", "approved"),
    "asked_again": ("rework", "asked"),
    "sent_back": ("rework", "drafted"),
    "no_hearing": ("skipped", "heard"),
    "no_check": ("skipped", "checked"),
    "checked_twice": ("repeated", "checked"),
    "paid_before_told": ("order", "granted"),
}
"""By what was planted, what is to be found: its kind and the step that it is about."""

DEVIATION = {
    "asked_again": ("again", "asked"),
    "sent_back": ("again", "drafted"),
    "no_hearing": ("skipped", "heard"),
    "no_check": ("skipped", "checked"),
    "checked_twice": ("again", "checked"),
    "paid_before_told": ("order", "paid"),
}


@cache
def analysed(planted: Planted, cases: int = CASES) -> Analysis:
    model = read_model(MODEL.read_bytes(), MODEL.name)
    return analyse(synthetic(cases, planted=planted), model=model)


def found(analysis: Analysis) -> set[tuple[str, str]]:
    keys = {kind.name: key for key, kind in invented().steps.items()}
    return {(f.kind, keys[analysis.log.activities[f.activity]]) for f in analysis.findings}


def deviations(analysis: Analysis) -> dict[tuple[str, str], int]:
    keys = {kind.name: key for key, kind in invented().steps.items()}
    assert analysis.conformance is not None
    return {(d.kind, keys[d.name]): d.cases for d in analysis.conformance.deviations}


def test_everything_planted_is_found_and_nothing_else() -> None:
    assert found(analysed(ALL)) == set(FOUND.values())


def test_nothing_is_found_where_nothing_was_planted() -> None:
    clean = analysed(CLEAN)
    assert found(clean) == set()
    assert clean.conformance is not None
    assert clean.conformance.fitness > 0.999


@pytest.mark.parametrize("name", [each.name for each in fields(Planted)])
def test_each_is_found_alone(name: str) -> None:
    alone = analysed(replace(CLEAN, **{name: True}), 2500)
    assert found(alone) == {FOUND[name]}


def test_deviations_are_counted_as_often_as_they_were_planted() -> None:
    analysis = analysed(ALL)
    counted = deviations(analysis)
    assert set(DEVIATION.values()) <= set(counted)
    log = analysis.log
    names = invented().steps
    checked = log.activities.index(names["checked"].name)
    assessed = log.activities.index(names["assessed"].name)
    have = {int(case) for case in log.case[log.activity == checked]}
    came = {int(case) for case in log.case[log.activity == assessed]}
    # Cases that have not come as far as the assessment may lack the check by other steps.
    assert counted["skipped", "checked"] >= len(came - have)
    twice = [f for f in analysis.findings if f.kind == "repeated"]
    assert counted["again", "checked"] == twice[0].number


def test_a_step_that_a_few_cases_wait_very_long_for_is_a_bottleneck() -> None:
    """Which no median shows: one case in five waits fifty days for the decision."""
    first = datetime(2026, 3, 2, 9)  # noqa: DTZ001

    def case(at: int, rare: int) -> list[tuple[str, str]]:
        days = (0, 2, 3, 3 + (rare if at % 5 == 0 else 4), 8 + (rare if at % 5 == 0 else 4))
        start = first + timedelta(days=at % 60)
        names = ("Saabus", "Kontroll", "Teine pilk", "Otsus", "Makse")
        return [(name, f"{start + timedelta(days=day):%Y-%m-%d %H:%M}")
                for name, day in zip(names, days, strict=True)]  # fmt: skip

    made = analyse(log_of(**{f"m{at}": case(at, 50) for at in range(120)}))
    (finding,) = (each for each in made.findings if each.kind == "bottleneck")
    assert (made.log.activities[finding.activity], finding.is_tail) == ("Otsus", True)
    words = Words("et", made.log)
    assert "aga iga kümnes kord vähemalt 50,0 p" in tell_finding(finding, made, words)
    even = analyse(log_of(**{f"m{at}": case(at, 6) for at in range(120)}))
    assert not [each for each in even.findings if each.kind == "bottleneck"]
    few = analyse(log_of(**{f"m{at}": case(at, 50) for at in range(40)}))
    assert not [each for each in few.findings if each.is_tail]


def test_too_few_cases_are_no_finding() -> None:
    assert found(analysed(replace(CLEAN, no_hearing=True), 150)) == set()


def test_the_same_seed_gives_the_same_log() -> None:
    one, other = synthetic(300), synthetic(300)
    assert (one.ended == other.ended).all()
    assert (one.activity == other.activity).all()
    assert not (synthetic(300, seed=1).ended[:50] == one.ended[:50]).all()


@pytest.mark.long
def test_all_is_found_in_a_hundred_thousand_cases() -> None:
    for planted in (ALL, CLEAN):
        expected = set(FOUND.values()) if planted is ALL else set()
        assert found(analysed(planted, 100_000)) == expected
