"""Reasons shared between days: on every day the tree that the day by itself would have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.rules.orchard import (
    APPLE,
    END,
    NAMED,
    ORCHARD,
    START,
    TREE,
    always,
    unknown_value,
    world_of,
)

from perenou.rules.explain import Explainer, Reason, walk
from perenou.rules.lawbook import OWN_ROW
from perenou.rules.rule import Book, day_of
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import Cents, Count, Day
from perenou.rules.unknown import Open
from perenou.rules.world import World

FIRST, AFTER = day_of("2020-02-01"), day_of("2020-04-01")
RIPE = day_of("2020-02-17")


def orchard() -> World:
    """Trees with days of their own, looked at through months and across the orchard."""
    book = Book()
    book.fact(TREE, "ripe_day", "Day", **NAMED)
    book.fact(TREE, "weight", "Cents", **NAMED)
    book.fact(TREE, "healthy", "bool", **NAMED)
    book.fact(APPLE, "picked_day", "Day", **NAMED)

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def is_ripe(ripe_day: Day, healthy: bool, today: Day) -> bool:
        return today >= ripe_day and healthy

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def ripe_this_month(ripe_day: Day, month_first_day: Day, next_month_first_day: Day) -> bool:
        return month_first_day <= ripe_day < next_month_first_day

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def month_before(month_first_day: Day) -> Day:
        return month_first_day - 1

    @book.rule(TREE, "ÕUN § 1", **NAMED)
    def day_itself(today: Day, healthy: bool) -> Day:
        return today if healthy else 0

    book.across(ORCHARD, "ripe_trees", "count", TREE, "ÕUN § 2", among="is_ripe", **NAMED)
    book.across(
        TREE, "place", "order", TREE, "ÕUN § 2", among="is_ripe", of="ripe_day",
        together="orchard", own="orchard", **NAMED,
    )  # fmt: skip
    book.across(
        TREE, "alike", "count", TREE, "ÕUN § 2", among="is_ripe", together="weight", own="weight",
        **NAMED,
    )  # fmt: skip
    book.across(
        TREE, "number", "count", TREE, "ÕUN § 2", among="is_ripe", together="row", own=OWN_ROW,
        **NAMED,
    )  # fmt: skip
    book.through(
        TREE, "ripe_at_start", "at_month_start", "is_ripe", "ÕUN § 3", gives="bool", **NAMED
    )
    book.through(TREE, "ripe_begin", "begin_in_month", "is_ripe", "ÕUN § 3", **NAMED)
    book.through(TREE, "ripe_since", "since", "is_ripe", "ÕUN § 3", **NAMED)
    book.through(
        TREE, "weight_in_month", "total_in_month", "weight", "ÕUN § 3", gives="Cents", **NAMED
    )
    book.through(
        TREE, "weight_before", "value_on", "weight", "ÕUN § 3", by=("month_before",),
        gives="Cents", **NAMED,
    )  # fmt: skip
    book.through(TREE, "weight_so_far", "total_so_far", "weight", "ÕUN § 3", gives="Cents", **NAMED)

    @book.rule(TREE, "ÕUN § 4", **NAMED)
    def enough(
        ripe_trees: Count, place: Count, alike: Count, ripe_at_start: bool, ripe_begin: Day,
        ripe_since: Day, weight_in_month: Cents, weight_before: Cents, ripe_this_month: bool,
        day_itself: Day,
    ) -> bool:  # fmt: skip
        if ripe_this_month and ripe_begin < ripe_since + 1 and alike > 0:
            return weight_in_month > 50
        if ripe_at_start and place == 1 and ripe_trees > 1:
            return weight_before > 3
        return day_itself > 0

    march = day_of("2020-03-10")
    open_day = unknown_value("ripe_day", RIPE, RIPE + 9, row=2)
    facts: dict[str, Sequence[Timeline[Any]]] = {
        "ripe_day": [always(RIPE), always(march), always(open_day)],
        "weight": [joined([(START, 2), (march, 4)]), always(4), joined([(START, 4), (RIPE, 7)])],
        "healthy": [always(True), joined([(START, True), (march + 9, False)]), always(True)],
        "picked_day": [],
    }
    above = {("tree", "orchard"): [0, 0, 0], ("apple", "tree"): []}
    rows = {"orchard": 1, "tree": 3, "apple": 0}
    return world_of(book, facts, rows=rows, above=above)


def shape(reason: Reason) -> object:
    """A tree without the days that it is told of."""
    value = reason.value.bounds if isinstance(reason.value, Open) else reason.value
    told = None if reason.kind == "time" else value
    return reason.name, reason.row, reason.kind, told, [shape(part) for part in reason.because]


NAMES = (
    "enough", "is_ripe", "place", "alike", "number", "ripe_at_start", "ripe_begin", "ripe_since",
    "weight_in_month", "weight_before", "weight_so_far", "ripe_this_month",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_day_has_the_tree_of_the_day_by_itself(name: str) -> None:
    world = orchard()
    days = [*range(FIRST - 3, AFTER + 3)]
    forwards, backwards = (Explainer(world, FIRST, AFTER) for _ in range(2))
    for row in range(3):
        for explainer, order in ((forwards, days), (backwards, days[::-1])):
            for day in order:
                told = explainer.reason(name, row, day)
                assert shape(told) == shape(Explainer(world).reason(name, row, day)), day
                assert told.day == day if not FIRST <= day < AFTER else FIRST <= told.day <= day
        for day in days:
            assert forwards.reason(name, row, day).day == backwards.reason(name, row, day).day


def test_days_on_which_nothing_changes_share_one_reason() -> None:
    explainer = Explainer(orchard(), FIRST, AFTER)
    before, after = [
        [explainer.reason("is_ripe", 0, day) for day in days]
        for days in (range(FIRST, RIPE), range(RIPE, AFTER))
    ]
    assert len({id(reason) for reason in before}) == len({id(reason) for reason in after}) == 1
    assert (before[0].day, after[0].day) == (FIRST, RIPE)
    apart = Explainer(orchard())
    assert apart.reason("is_ripe", 0, FIRST) is not apart.reason("is_ripe", 0, FIRST + 1)


def test_a_walk_over_several_trees_meets_each_reason_once() -> None:
    explainer = Explainer(orchard(), FIRST, AFTER)
    tops = [explainer.reason("enough", 0, day) for day in (FIRST, RIPE, AFTER - 1)]
    met = list(walk(tops))
    assert len(met) == len({id(reason) for reason in met})
    assert {id(reason) for top in tops for reason in top.walk()} == {id(reason) for reason in met}
    assert END > AFTER
