"""What is gathered from rows: plain functions, checked against their definitions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.rules import gather
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER, NOBODY

members = st.lists(st.tuples(st.booleans(), st.integers(-5, 5)), max_size=7)


@given(members)
def test_count_any_sum_least_and_greatest(rows: list[tuple[bool, int]]) -> None:
    among, of = [counts for counts, _ in rows], [value for _, value in rows]
    counted = [value for counts, value in rows if counts]
    assert gather.count(among) == len(counted)
    assert gather.any_of(among) == bool(counted)
    assert gather.total(among, of) == sum(counted)
    assert gather.least(among, of) == min(counted, default=NEVER)
    assert gather.greatest(among, [abs(value) for value in of]) == max(map(abs, counted), default=0)


@given(members)
def test_places_are_1_2_3_and_equals_stand_in_the_order_of_the_rows(
    rows: list[tuple[bool, int]],
) -> None:
    among, of = [counts for counts, _ in rows], [value for _, value in rows]
    ordered = sorted((value, row) for row, (counts, value) in enumerate(rows) if counts)
    for row, (counts, value) in enumerate(rows):
        place = ordered.index((value, row)) + 1 if counts else 0
        assert gather.place(row, among, of) == place


@given(members)
def test_the_one_picked_is_the_first_in_place(rows: list[tuple[bool, int]]) -> None:
    among, of = [counts for counts, _ in rows], [value for _, value in rows]
    names = [100 + row for row in range(len(rows))]
    ordered = sorted((value, row) for row, (counts, value) in enumerate(rows) if counts)
    assert gather.pick(names, among, of) == (names[ordered[0][1]] if ordered else NOBODY)


def test_two_of_the_same_age_stand_in_the_order_of_the_rows() -> None:
    assert [gather.place(row, [True] * 3, [7, 5, 5]) for row in range(3)] == [3, 1, 2]
    assert gather.pick([10, 11, 12], [True] * 3, [7, 5, 5]) == 11


def test_rows_of_different_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        gather.total([True, True], [1])


@st.composite
def courses(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    """First days of pieces and the end, and a truth value for each piece."""
    values = draw(st.lists(st.booleans(), min_size=1, max_size=6))
    days = [10]
    for _ in values:
        days.append(days[-1] + draw(st.integers(1, 4)))
    return days, values


def by_day(course: tuple[list[int], list[bool]]) -> dict[int, bool]:
    days, values = course
    return {day: value for i, value in enumerate(values) for day in range(days[i], days[i + 1])}


@given(courses())
def test_the_course_of_time_day_by_day(course: tuple[list[int], list[bool]]) -> None:
    days, values = course
    held = by_day(course)
    yes = [day for day, value in held.items() if value]
    assert gather.first_true(days, values) == min(yes, default=NEVER)
    assert gather.days_true(days, values) == len(yes)
    assert gather.days_unless_held(days, values) == (0 if held[10] else len(yes))
    assert gather.begin_unless_held(days, values) == (
        NEVER if held[10] else min(yes, default=NEVER)
    )
    last = days[-1] - 1
    since = NEVER
    while held.get(last, False):
        since, last = last, last - 1
    assert gather.held_since(days, values) == since
    while last >= 10 and not held[last]:
        last -= 1
    assert gather.ended_before(days, values) == (last + 1 if last >= 10 else 0)


def test_between_two_days_the_first_piece_reaches_back_and_the_last_one_on() -> None:
    january, february = day_of("2020-01-01"), day_of("2020-02-01")
    december, april = day_of("2019-12-01"), day_of("2020-04-01")
    starts = [january, february]
    assert gather.days_within(december, april, starts, [NEVER, 0]) == 62
    assert gather.sum_of_months(december, april, starts, [1, 10]) == 1 + 1 + 10 + 10
    # A month counts when its first day lies within.
    assert gather.sum_of_months(january + 1, february + 1, starts, [1, 10]) == 10
    assert gather.sum_of_months(january + 1, february, starts, [1, 10]) == 0
    assert gather.sum_of_months(february, january, starts, [1, 10]) == 0
