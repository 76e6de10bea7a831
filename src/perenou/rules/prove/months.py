"""The calendar on terms: exact from 1902 to 2099, and for every known day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import numpy as np
import z3

from perenou.rules.prove.terms import (
    Array,
    Term,
    both,
    chosen,
    compared,
    either,
    key_of,
    mapped,
    minus,
    negation,
    plus,
    times,
)

FIRST: Final = date(1902, 1, 1).toordinal()
LAST: Final = date(2099, 12, 31).toordinal()
_BEFORE_MONTH: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class Months:
    """Months, years and first days of terms.

    Attributes:
        conditions: what holds of the numbers that were made up to say so.
    """

    def __init__(self) -> None:
        self.conditions: list[Term] = []
        self._months: dict[object, tuple[Term, Term]] = {}
        self._parts: dict[object, tuple[Term, Term, Term]] = {}
        self._firsts: dict[object, tuple[Term, Term]] = {}
        self._fours: dict[object, tuple[Term, Term]] = {}

    def month_of(self, day: Term) -> Term:
        """The month of a day, as ``calendar.month_of``."""
        return self._remembered(self._months, day, _months_of, self._month_of)

    def _month_of(self, day: Term) -> Term:
        month = self._fresh("month")
        first, after = self.first_day_of(month), self.first_day_of(plus(month, 1))
        within = both(compared("<=", FIRST, day), compared("<=", day, LAST))
        holds = both(compared("<=", first, day), compared("<", day, after))
        self.conditions.append(either(negation(within), holds))
        return month

    def first_day_of(self, month: Term) -> Term:
        """The first day of a month, as ``calendar.first_day_of``."""
        return self._remembered(self._firsts, month, _first_days_of, self._first_day_of)

    @staticmethod
    def _remembered(
        known: dict[object, tuple[Term, Term]],
        term: Term,
        of_array: Callable[[Array], Array],
        otherwise: Callable[[Term], Term],
    ) -> Term:
        found = known.get(key_of(term))
        if found is None:
            value = mapped(term, of_array)
            found = known[key_of(term)] = (term, otherwise(term) if value is None else value)
        return found[1]

    def _first_day_of(self, month: Term) -> Term:
        return self._first_day(*self._year_and_month(month))

    def year_of(self, day: Term) -> Term:
        """The year of a day."""
        month = self.month_of(day)
        year = mapped(month, lambda months: months // 12)
        return self._year_and_month(month)[0] if year is None else year

    def day_number(self, year: Term, month: Term, day: Term) -> Term:
        """The day number of a date, as ``calendar.day_number``; its month is known."""
        first = self.first_day_of(plus(times(12, year), minus(month, 1)))
        return plus(first, minus(day, 1))

    def month_start(self, day: Term) -> Term:
        """The first day of a day's month."""
        return self.first_day_of(self.month_of(day))

    def next_month_start(self, day: Term) -> Term:
        """The first day of the month after a day's."""
        return self.first_day_of(plus(self.month_of(day), 1))

    def _fresh(self, name: str) -> Term:
        return z3.FreshInt(name)

    def _year_and_month(self, month: Term) -> tuple[Term, Term]:
        """The year, and the month of the year from 0."""
        found = self._parts.get(key_of(month))
        if found is None:
            year, of_year = self._fresh("year"), self._fresh("of_year")
            self.conditions += [
                compared("==", month, plus(times(12, year), of_year)),
                compared("<=", 0, of_year),
                compared("<", of_year, 12),
            ]
            found = self._parts[key_of(month)] = (month, year, of_year)
        return found[1:]

    def _first_day(self, year: Term, of_year: Term) -> Term:
        """The first day of a month of a year, of the years in which every fourth is a leap year."""
        four, is_leap = self._of_four(year)
        before: Term = _BEFORE_MONTH[11]
        for month in range(10, -1, -1):
            here = compared("<=", of_year, month)
            before = chosen(here, _BEFORE_MONTH[month], before)
        late = compared(">=", of_year, 2)
        january = plus(plus(times(365, minus(year, 1)), four), -14)
        return plus(plus(january, before), chosen(both(is_leap, late), 1, 0))

    def _of_four(self, year: Term) -> tuple[Term, Term]:
        """How many times four years lie before a year, and whether it is a leap year."""
        found = self._fours.get(key_of(year))
        if found is None:
            four = self._fresh("four")
            rest = minus(minus(year, 1), times(4, four))
            self.conditions += [compared("<=", 0, rest), compared("<=", rest, 3)]
            self._fours[key_of(year)] = (year, four)
            return four, compared("==", rest, 3)
        four = found[1]
        return four, compared("==", minus(minus(year, 1), times(4, four)), 3)


_EPOCH: Final = date(1970, 1, 1).toordinal()
_EPOCH_MONTH: Final = 1970 * 12


def _months_of(days: Array) -> Array:
    """The month of each day, as ``calendar.month_of``."""
    dates = (days - _EPOCH).astype("datetime64[D]")
    found: Array = dates.astype("datetime64[M]").astype(np.int64) + _EPOCH_MONTH
    return found


def _first_days_of(months: Array) -> Array:
    """The first day of each month, as ``calendar.first_day_of``."""
    dates = (months - _EPOCH_MONTH).astype("datetime64[M]")
    found: Array = dates.astype("datetime64[D]").astype(np.int64) + _EPOCH
    return found
