"""A quota used up day by day: compared with a plain walk through the days."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.orchard import (
    END,
    NAMED,
    ORCHARD,
    START,
    TREE,
    always,
    unknown_value,
    world_of,
)

from perenou.rules.explain import Explainer
from perenou.rules.lawbook import Lawbook
from perenou.rules.rule import Book, LawError
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import Count, Days
from perenou.rules.unknown import Open
from perenou.rules.world import World

Line = Timeline[Any]


def harvest() -> Book:
    """Each tree may be picked on five days; the orchard on eight tree-days in all.

    Of two trees that are both wanted the first one goes before; three days of both at once are
    the most.
    """
    book = Book()
    book.fact(TREE, "wanted", "bool", **NAMED)
    book.fact(TREE, "first", "bool", **NAMED)
    book.fact(ORCHARD, "quota", "Days", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def own_days_left(wanted: bool, days_used: Days) -> bool:
        return wanted and days_used < 5

    book.across(ORCHARD, "trees_ready", "count", TREE, "ÕUN § 1", among="own_days_left",
                gives="Count", **NAMED)  # fmt: skip

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def picked(
        own_days_left: bool,
        first: bool,
        trees_ready: Count,
        orchard_days_used: Days,
        both_days_used: Days,
        quota: Days,
    ) -> bool:
        if not own_days_left or orchard_days_used >= quota:
            return False
        if trees_ready > 1 and not first:
            return both_days_used < 3 and orchard_days_used < quota - 1
        return True

    book.across(ORCHARD, "trees_picked", "count", TREE, "ÕUN § 1", among="picked",
                gives="Count", **NAMED)  # fmt: skip

    @book.rule(ORCHARD, "ÕUN § 1", **NAMED)
    def both_picked(trees_picked: Count) -> bool:
        return trees_picked > 1

    book.through(TREE, "days_used", "total_so_far", "picked", "ÕUN § 1", gives="Days", **NAMED)
    book.through(
        ORCHARD, "orchard_days_used", "total_so_far", "trees_picked", "ÕUN § 1",
        gives="Days", **NAMED,
    )  # fmt: skip
    book.through(
        ORCHARD, "both_days_used", "total_so_far", "both_picked", "ÕUN § 1", gives="Days", **NAMED
    )
    return book


def walk(wanted: list[Line], quota: int) -> list[list[bool]]:
    """The same, day by day."""
    used, together, both = [0, 0], 0, 0
    found: list[list[bool]] = []
    for day in range(START, END):
        ready = [line.at(day) and used[i] < 5 for i, line in enumerate(wanted)]
        first = ready[0] and together < quota
        second = ready[1] and together < quota
        if second and ready[0]:
            second = both < 3 and together < quota - 1
        found.append([first, second])
        used = [used[0] + first, used[1] + second]
        together += first + second
        both += first and second
    return found


def orchard(wanted: list[Line], quota: Line | None = None) -> World:
    facts = {
        "wanted": wanted,
        "first": [always(True), always(False)],
        "quota": [quota or always(8)],
    }
    return world_of(
        harvest(), facts, rows={"orchard": 1, "tree": 2}, above={("tree", "orchard"): [0, 0]}
    )


def spells(days: list[int]) -> Line:
    """A timeline that turns on each of some days."""
    turns = sorted(set(days))
    return joined(
        [(START, False), *((START + day, i % 2 == 0) for i, day in enumerate(turns) if day > 0)]
    )


turning = st.lists(st.integers(1, END - START - 1), max_size=8).map(spells)


@pytest.mark.properties
@given(first=turning, second=turning, quota=st.integers(0, 10))
@settings(max_examples=200, deadline=None)
def test_every_day_is_as_in_a_plain_walk(first: Line, second: Line, quota: int) -> None:
    world = orchard([first, second], always(quota))
    days = walk([first, second], quota)
    for i, row in enumerate(days):
        assert [world.at("picked", tree, START + i) for tree in (0, 1)] == row
    used = [sum(row[tree] for row in days[:40]) for tree in (0, 1)]
    assert [world.at("days_used", tree, START + 40) for tree in (0, 1)] == used
    assert world.at("orchard_days_used", 0, END - 1) == sum(map(sum, days[:-1]))


@pytest.mark.properties
@given(first=turning, second=turning, known=turning)
@settings(max_examples=60, deadline=None)
def test_what_is_said_of_an_unknown_wish_is_true_however_it_turns_out(
    first: Line, second: Line, known: Line
) -> None:
    """While nobody knows whether the first tree is wanted, each answer given covers both."""
    unknown = unknown_value("wanted", 0, 1, truth=True)
    open_line = joined((day, unknown if first.at(day) else known.at(day)) for day in sorted(
        {*first.starts, *known.starts}))  # fmt: skip
    world = orchard([open_line, second])
    for truth in (False, True):
        turned = joined(
            (day, truth if open_line.at(day) is unknown else open_line.at(day))
            for day in open_line.starts
        )
        other = orchard([turned, second])
        for day in range(START, END):
            for tree in (0, 1):
                said, is_so = world.at("picked", tree, day), other.at("picked", tree, day)
                assert isinstance(said, Open) or said == is_so
            total, so = world.at("days_used", 0, day), other.at("days_used", 0, day)
            low, high = total.bounds if isinstance(total, Open) else (total, total)
            assert isinstance(so, int)
            assert low <= so <= high


def test_pieces_are_few_and_the_reason_names_the_total() -> None:
    world = orchard([always(True), always(False)])
    assert world.line("picked", 0).starts == (START, START + 5)
    reason = Explainer(world).reason("picked", 0, START + 7)
    assert reason.value is False
    used = {part.name: part.value for part in reason.walk()}
    assert used["days_used"] == 5


def test_a_total_outside_any_circle_grows_with_the_days() -> None:
    book = Book()
    book.fact(TREE, "wanted", "bool", **NAMED)
    book.through(TREE, "days", "total_so_far", "wanted", "ÕUN § 1", gives="Days", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def tired(days: Days) -> bool:
        return days >= 3

    world = world_of(book, {"wanted": [spells([2, 4, 10])]})
    assert [world.at("days", 0, START + day) for day in (0, 2, 3, 4, 9, 10, 12)] == [
        0, 0, 1, 2, 2, 2, 4,
    ]  # fmt: skip
    assert world.line("tired", 0).starts == (START, START + 11)


def test_a_value_gathered_through_time_may_not_feed_itself() -> None:
    book = Book()
    book.fact(TREE, "wanted", "bool", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def picked(wanted: bool, days_at_start: Days) -> bool:
        return wanted and days_at_start < 3

    book.through(TREE, "days", "total_so_far", "picked", "ÕUN § 1", gives="Days", **NAMED)
    book.through(TREE, "days_at_start", "at_month_start", "days", "ÕUN § 1", gives="Days", **NAMED)
    with pytest.raises(LawError, match=r"days_at_start.*gathered through time"):
        Lawbook([book], [])
