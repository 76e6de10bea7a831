"""Calendar arithmetic on day numbers: pure integers, so that every reading of a rule can take it.

Each function is monotone in its first argument. That lets an unknown day pass through it: the
answer is then the function waiting for the day (see ``perenou.rules.unknown``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from operator import index
from typing import Concatenate, ParamSpec, SupportsIndex, cast

from perenou.rules.types import Day, Months

P = ParamSpec("P")

_DAYS_FROM_YEAR_ZERO = 306  # ordinal 1 is 1 January of year 1; the count below starts on 1 March 0


def monotone(function: Callable[Concatenate[Day, P], int]) -> Callable[Concatenate[Day, P], int]:
    """Let a non-decreasing function of a day take days that are unknown or still moving."""
    remembered: Callable[..., int] = lru_cache(maxsize=4096)(function)

    @wraps(function)
    def lifted(day: Day, *args: P.args, **kwargs: P.kwargs) -> int:
        if type(day) is int and not args and not kwargs:
            return remembered(day)
        # Further arguments are settled first; only the day itself may stay unknown or moving.
        settled = [index(cast("SupportsIndex", argument)) for argument in args]
        if type(day) is int:
            return remembered(day, *settled, **kwargs)
        return day.map(lambda known: remembered(known, *settled, **kwargs))  # type: ignore[attr-defined, no-any-return]

    return cast("Callable[Concatenate[Day, P], int]", lifted)


def day_number(year: int, month: int, day: int) -> Day:
    """The day number of a date; day 32 and later run on into the next month."""
    if month <= 2:
        year = year - 1
        month = month + 12
    return (
        365 * year
        + year // 4
        - year // 100
        + year // 400
        + (153 * (month - 3) + 2) // 5
        + day
        - _DAYS_FROM_YEAR_ZERO
    )


@monotone
def month_of(day: Day) -> Months:
    """The month that a day lies in, counted from month 0 = January of year 0."""
    shifted = day + _DAYS_FROM_YEAR_ZERO - 1
    era = shifted // 146097
    in_era = shifted - era * 146097
    year = (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365
    in_year = in_era - (365 * year + year // 4 - year // 100)
    march_month = (5 * in_year + 2) // 153
    return (year + era * 400) * 12 + march_month + 2


@monotone
def first_day_of(month: Months) -> Day:
    """The first day of a month counted from month 0 = January of year 0."""
    return day_number(month // 12, month - (month // 12) * 12 + 1, 1)


@monotone
def month_start(day: Day) -> Day:
    """The first day of the month that a day lies in."""
    return first_day_of(month_of(day))


@monotone
def next_month_start(day: Day) -> Day:
    """The first day of the month after the one that a day lies in."""
    return first_day_of(month_of(day) + 1)


@monotone
def add_months(day: Day, months: Months) -> Day:
    """The same day of the month so many months later, or that month's last day if it is shorter."""
    month = month_of(day)
    wanted = first_day_of(month + months) + (day - first_day_of(month))
    last = first_day_of(month + months + 1) - 1
    if wanted < last:
        return wanted
    return last


@monotone
def birthday(birth: Day, years: int) -> Day:
    """The day on which an age is reached; somebody born on 29 February reaches it on 1 March."""
    month = month_of(birth)
    return first_day_of(month + 12 * years) + (birth - first_day_of(month))


@monotone
def year_of(day: Day) -> int:
    """The calendar year of a day."""
    return month_of(day) // 12


@monotone
def next_or_same(day: Day, month: int, of_month: int) -> Day:
    """The first such date (say, 31 August) on or after a day."""
    this_year = day_number(year_of(day), month, of_month)
    if this_year < day:
        return day_number(year_of(day) + 1, month, of_month)
    return this_year
