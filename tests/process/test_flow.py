"""What is measured of a log is what a slow count of every case finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from statistics import median

import pytest
from tests.process.logs import log_of, ways_of

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES
from perenou.language.working_days import add_working_days, is_working_day
from perenou.process import flow
from perenou.process.analyse import analyse
from perenou.process.clock import Clock
from perenou.process.log import EventLog
from perenou.process.spread import bounds, spread
from perenou.process.synthetic import synthetic
from perenou.process.terms import figure_of, known_roles, last_day, terms
from perenou.process.variants import ways
from perenou.rules.calendar import add_months


def cases_of(log: EventLog) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for case, activity, end in zip(
        log.case.tolist(),
        log.activity.tolist(),
        log.ended.tolist(),
        strict=True,
    ):
        found[case].append((log.activities[activity], end))
    return found


def test_edges_are_those_of_a_slow_count() -> None:
    log = synthetic(400)
    number: Counter[tuple[str, str]] = Counter()
    between: dict[tuple[str, str], list[int]] = defaultdict(list)
    having: dict[tuple[str, str], set[int]] = defaultdict(set)
    for case, steps in cases_of(log).items():
        for (one, at), (other, then) in pairwise(steps):
            number[one, other] += 1
            between[one, other].append(then - at)
            having[one, other].add(case)
    edges = flow.edges(log)
    assert len(edges) == len(number)
    for edge in edges:
        pair = log.activities[edge.before], log.activities[edge.after]
        assert edge.number == number[pair]
        assert edge.cases == len(having[pair])
        assert edge.between.median == median(between[pair])
        if edge.between.p90 is not None:
            below = sum(each <= edge.between.p90 for each in between[pair])
            assert below >= 0.9 * number[pair]


def test_repeats_and_returns_are_counted_by_case() -> None:
    log = ways_of("ab", "aab", "abab", "abb")
    steps = {log.activities[s.activity]: s for s in flow.step_figures(log, flow.running(log))}
    assert (steps["a"].repeated, steps["a"].returned, steps["a"].number) == (1, 1, 6)
    assert (steps["b"].repeated, steps["b"].returned, steps["b"].cases) == (1, 1, 4)


def test_ways_are_told_apart_by_every_step() -> None:
    found = ways(ways_of("ab", "ba", "ab", "abb"))
    assert found.of_case.tolist() == [0, 1, 0, 2]


def test_few_values_have_no_percentiles() -> None:
    assert spread(ways_of("ab").ended).p90 is None
    nine, ten = (spread(ways_of("a" * 15).ended[:size]) for size in (9, 10))
    assert (nine.is_few, ten.is_few) == (True, False)
    assert ten.p95 is None


@pytest.mark.parametrize(("part", "whole"), [(0, 1), (1, 1), (0, 10), (3, 7), (50, 1000)])
def test_bounds_hold_the_share_and_narrow_with_numbers(part: int, whole: int) -> None:
    low, high = bounds(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
    narrower = bounds(part * 100, whole * 100)
    assert narrower[1] - narrower[0] < high - low


def test_working_time_is_that_of_the_office() -> None:
    first = date(2026, 12, 1).toordinal()
    clock = Clock(first, first + 60)
    start = (date(2026, 12, 23).toordinal() - 719_163) * 86_400.0
    # 23 December has eight hours, 24 to 27 are days off.
    assert clock.worked_at(start + 86_400 * 5 + 9 * 3600) - clock.worked_at(start) == 9 * 3600
    at = clock.worked_at(start + 15 * 3600)
    assert clock.ends_at(at + 3600) == start + 16 * 3600
    assert clock.begins_at(at + 3600) == start + 5 * 86_400 + 8 * 3600


# ------------------------------------------------------------------------------ legal terms


def test_terms_end_as_the_acts_count_days() -> None:
    day = date(2026, 11, 20).toordinal()
    assert last_day(day, 30, "working_day") == add_working_days(day, 30)
    assert last_day(date(2026, 11, 21).toordinal(), 1, "month") == date(2026, 12, 21).toordinal()
    # 30 days after 24 November 2026 is Christmas Eve; the term ends on the Monday after.
    assert last_day(date(2026, 11, 24).toordinal(), 30, "day") == date(2026, 12, 28).toordinal()
    assert add_months(date(2026, 12, 31).toordinal(), 2) == date(2027, 2, 28).toordinal()


def test_every_term_is_played_by_known_roles_and_has_a_figure() -> None:
    for term in terms():
        assert {*term.begins, term.ends} <= set(known_roles())


def test_it_is_said_that_maintenance_allowance_is_decided_sooner() -> None:
    (version,) = figure_of("maintenance_decision_working_days").versions
    for language in LANGUAGES:
        said = Catalogue.load("perenou.process", "texts").text(
            "process.term.note.decision", language
        )
        assert f"{version.value} " in said
        assert str(version.citation) in said


def test_a_decision_a_day_late_is_late_and_on_the_day_it_is_not() -> None:
    begin = date(2026, 3, 2).toordinal()
    due = date.fromordinal(add_working_days(begin, 30))
    after = date.fromordinal(due.toordinal() + 1)
    log = log_of(
        kept=[("Taotlus saabus", "2026-03-02 09:00"), ("Otsus", f"{due} 15:59")],
        late=[("Taotlus saabus", "2026-03-02 09:00"), ("Otsus", f"{after} 08:00")],
        overdue=[("Taotlus saabus", "2026-03-02 09:00")],
        open=[("Taotlus saabus", f"{after} 07:00")],
        completed=[
            ("Taotlus saabus", "2026-01-05 09:00"), ("Andmed saabusid", "2026-03-02 09:00"),
            ("Otsus", f"{due} 12:00"),
        ],
    )  # fmt: skip
    (kept,) = [each for each in analyse(log).terms if each.term.key == "decision"]
    assert (kept.number, kept.ended, kept.late, kept.overdue, kept.open) == (5, 3, 1, 1, 1)
    assert kept.took.median == sum(
        is_working_day(day) for day in range(begin + 1, due.toordinal() + 1)
    )
    assert [str(version.citation) for version in kept.versions] == ["PHS § 8 lg 1"]
    assert {log.cases[case] for case in kept.cases} == {"late", "overdue"}


def test_nothing_is_to_be_paid_after_a_refusal() -> None:
    told = [("Otsus", "2026-03-02 09:00"), ("Maksmine", "2026-03-03 09:00")]
    log = log_of(
        **{f"p{at}": told for at in range(3)},
        refused=[("Otsus", "2026-03-02 09:00"), ("Keeldumise teatamine", "2026-03-03 09:00")],
        waits=[("Otsus", "2026-05-20 09:00")],
    )  # fmt: skip
    (kept,) = [each for each in analyse(log).terms if each.term.key == "payout"]
    assert (kept.number, kept.ended, kept.overdue) == (4, 3, 0)
