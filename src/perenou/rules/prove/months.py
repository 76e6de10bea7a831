"""The calendar on terms: exact from 1902 to 2099, and for every known day."""

from __future__ import annotations

from datetime import date
from typing import Final

import z3

from perenou.rules import calendar
from perenou.rules.prove.terms import (
    Term,
    both,
    chosen,
    compared,
    either,
    key_of,
    minus,
    negation,
    parts_of_choice,
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
        self._months: dict[tuple[bool, int], tuple[Term, Term]] = {}
        self._parts: dict[tuple[bool, int], tuple[Term, Term, Term]] = {}
        self._firsts: dict[tuple[bool, int], tuple[Term, Term]] = {}
        self._fours: dict[tuple[bool, int], tuple[Term, Term]] = {}

    def month_of(self, day: Term) -> Term:
        """The month of a day, as ``calendar.month_of``."""
        if isinstance(day, int):
            return calendar.month_of(day)
        found = self._months.get(key_of(day))
        if found is None:
            found = self._months[key_of(day)] = (day, self._month_of(day))
        return found[1]

    def _month_of(self, day: Term) -> Term:
        parts = parts_of_choice(day)
        if parts is not None:
            test, yes, no = parts
            return chosen(test, self.month_of(yes), self.month_of(no))
        month = self._fresh("month")
        first, after = self.first_day_of(month), self.first_day_of(plus(month, 1))
        within = both(compared("<=", FIRST, day), compared("<=", day, LAST))
        holds = both(compared("<=", first, day), compared("<", day, after))
        self.conditions.append(either(negation(within), holds))
        return month

    def first_day_of(self, month: Term) -> Term:
        """The first day of a month, as ``calendar.first_day_of``."""
        if isinstance(month, int):
            return calendar.first_day_of(month)
        found = self._firsts.get(key_of(month))
        if found is None:
            found = self._firsts[key_of(month)] = (month, self._first_day_of(month))
        return found[1]

    def _first_day_of(self, month: Term) -> Term:
        parts = parts_of_choice(month)
        if parts is not None:
            test, yes, no = parts
            return chosen(test, self.first_day_of(yes), self.first_day_of(no))
        return self._first_day(*self._year_and_month(month))

    def year_of(self, day: Term) -> Term:
        """The year of a day."""
        if isinstance(day, int):
            return calendar.year_of(day)
        parts = parts_of_choice(day)
        if parts is not None:
            test, yes, no = parts
            return chosen(test, self.year_of(yes), self.year_of(no))
        return self._year_and_month(self.month_of(day))[0]

    def day_number(self, year: Term, month: Term, day: Term) -> Term:
        """The day number of a date, as ``calendar.day_number``; its month is known."""
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
            return calendar.day_number(year, month, day)
        parts = parts_of_choice(year)
        if parts is not None:
            test, yes, no = parts
            return chosen(
                test, self.day_number(yes, month, day), self.day_number(no, month, day)
            )
        return plus(self._first_day(year, minus(month, 1)), minus(day, 1))

    def month_start(self, day: Term) -> Term:
        """The first day of a day's month."""
        return self.first_day_of(self.month_of(day))

    def next_month_start(self, day: Term) -> Term:
        """The first day of the month after a day's."""
        return self.first_day_of(plus(self.month_of(day), 1))

    def birthday(self, birth: Term, years: int) -> Term:
        """The day on which an age is reached, as ``calendar.birthday``."""
        month = self.month_of(birth)
        within = minus(birth, self.first_day_of(month))
        return plus(self.first_day_of(plus(month, 12 * years)), within)

    def _fresh(self, name: str) -> Term:
        return z3.FreshInt(name)

    def _year_and_month(self, month: Term) -> tuple[Term, Term]:
        """The year, and the month of the year from 0."""
        if isinstance(month, int):
            return divmod(month, 12)
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
        if isinstance(year, int):
            four, is_leap = (year - 1) // 4, year % 4 == 0
        else:
            four, is_leap = self._of_four(year)
        before: Term
        if isinstance(of_year, int):
            before = _BEFORE_MONTH[of_year]
            late: Term = of_year >= 2
        else:
            before = _BEFORE_MONTH[11]
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
