"""Calendar arithmetic, against the calendar of the standard library."""

from __future__ import annotations

import calendar as almanac
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.rules.calendar import (
    add_months,
    birthday,
    day_number,
    first_day_of,
    month_of,
    month_start,
    next_month_start,
    next_or_same,
    year_of,
)
from perenou.rules.types import ALWAYS, NEVER, Months
from perenou.rules.unknown import Moving, Open, Unknown, Waiting, open_number

dates = st.dates(date(1, 3, 1), date(2400, 12, 31))
later_dates = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@given(dates)
def test_a_date_has_the_day_number_of_the_standard_library(when: date) -> None:
    assert day_number(when.year, when.month, when.day) == when.toordinal()


@given(dates)
def test_months_and_years(when: date) -> None:
    number = when.toordinal()
    assert month_of(number) == when.year * 12 + when.month - 1
    assert first_day_of(month_of(number)) == when.replace(day=1).toordinal()
    assert month_start(number) == when.replace(day=1).toordinal()
    length = almanac.monthrange(when.year, when.month)[1]
    assert next_month_start(number) - month_start(number) == length
    assert year_of(number) == when.year


@given(later_dates, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    when: date, months: Months
) -> None:
    year, month = divmod(when.year * 12 + when.month - 1 + months, 12)
    last = almanac.monthrange(year, month + 1)[1]
    wanted = date(year, month + 1, min(when.day, last))
    assert add_months(when.toordinal(), months) == wanted.toordinal()


@given(later_dates, st.integers(0, 100))
def test_an_age_is_reached_on_the_birthday(birth: date, years: int) -> None:
    try:
        wanted = birth.replace(year=birth.year + years)
    except ValueError:
        wanted = date(birth.year + years, 3, 1)
    assert birthday(birth.toordinal(), years) == wanted.toordinal()


@pytest.mark.parametrize(
    ("birth", "years", "reached"),
    [
        ("2004-02-29", 19, "2023-03-01"),
        ("2004-02-29", 20, "2024-02-29"),
        ("2004-03-01", 19, "2023-03-01"),
        ("2000-02-29", 100, "2100-03-01"),
    ],
)
def test_somebody_born_on_the_leap_day(birth: str, years: int, reached: str) -> None:
    assert birthday(day(birth), years) == day(reached)


@given(later_dates, st.integers(1, 12), st.integers(1, 28))
def test_the_next_such_date(when: date, month: int, of_month: int) -> None:
    this_year = date(when.year, month, of_month)
    wanted = this_year if this_year >= when else date(when.year + 1, month, of_month)
    assert next_or_same(when.toordinal(), month, of_month) == wanted.toordinal()


MONOTONE: list[Callable[[int], int]] = [
    month_of,
    month_start,
    next_month_start,
    year_of,
    lambda number: add_months(number, 1),
    lambda number: add_months(number, 6),
    lambda number: add_months(number, -1),
    lambda number: birthday(number, 19),
    lambda number: next_or_same(number, 8, 31),
]


@pytest.mark.parametrize("function", MONOTONE)
def test_a_later_day_never_gives_an_earlier_answer(function: Callable[[int], int]) -> None:
    answers = [function(number) for number in range(day("1999-12-01"), day("2004-04-01"))]
    assert answers == sorted(answers)


@pytest.mark.parametrize("function", MONOTONE)
def test_the_days_around_every_other_day_can_be_reckoned_with(
    function: Callable[[int], int],
) -> None:
    assert function(NEVER) <= function(NEVER + 1)
    assert function(ALWAYS) <= function(day("1900-01-01")) <= function(NEVER)


def test_an_unknown_day_waits() -> None:
    low, high = day("2020-02-01"), day("2020-02-29")
    unknown = Unknown("planted_day", 0, low, high)
    waiting = Waiting(unknown).then(lambda number: add_months(number, 1))
    answer = Open((({}, waiting),))
    assert answer.bounds == (day("2020-03-01"), day("2020-03-29"))


def test_an_open_day_is_not_taken_for_a_plain_one() -> None:
    from perenou.rules.unknown import Looked

    with pytest.raises(Looked):
        month_start(open_number(Unknown("planted_day", 0, 1, 2)))  # type: ignore[arg-type]


def test_the_passing_day_goes_through() -> None:
    moving = Moving(day("2020-01-10"), day("2020-02-10"))
    moved: object = month_start(moving)  # type: ignore[arg-type]
    assert isinstance(moved, Moving)
    assert Moving(day("2020-01-10"), day("2020-02-01"), month_start).exact() == day("2020-01-01")
