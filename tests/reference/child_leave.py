"""Child leave pay by day (TLS § 63, § 63¹), which borrows the mechanics of PHS § 39-40; 2026 only.

Only for 2026 are the lowest and the highest day settled; another year raises ValueError.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.reference.daily_rate import CAP, MINIMUM_WAGE, at, average_of, half_up, months_before
from tests.reference.facts import Parent, Spell
from tests.reference.working_days import is_working_day, working_days


@dataclass(frozen=True)
class Leave:
    """Days of child leave for a child, both ends in."""

    child: str
    birth: date
    first: date
    last: date


def income(parent: Parent, day: date) -> Fraction:
    """The average monthly income in cents of M-15 ... M-4 for the month of leave."""
    return average_of(parent, months_before(day, 15, 4))


def lowest_day(day: date) -> int:
    """Twelve minimum wages over the working days of the year, cents."""
    _only_2026(day)
    return half_up(Fraction(12 * at(MINIMUM_WAGE, day), working_days(day.year)))


def day_pay(parent: Parent, day: date) -> int:
    """The pay of a day of leave in cents: half of a thirtieth of the month, within its bounds."""
    _only_2026(day)
    half = half_up(income(parent, day) / 60)
    return min(max(half, lowest_day(day)), half_up(Fraction(CAP[day.year], 60)))


def disabled_childs_day_pay(parent: Parent, day: date) -> int:
    """The pay of the monthly day for a disabled child's parent, cents (TLS § 63¹)."""
    _only_2026(day)
    divisor = Fraction(working_days(day.year), 12)
    return half_up(min(income(parent, day), Fraction(CAP[day.year])) / divisor)


def fourteenth_birthday(birth: date) -> date:
    """The day on which a child turns fourteen; 1 March for a child of 29 February."""
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + 14, 3, 1)
    return date(birth.year + 14, birth.month, birth.day)


def paid_days(leaves: Sequence[Leave], single_parent: bool) -> list[tuple[str, date]]:
    """The working days that are paid to a parent, in order.

    Ten for each child (twenty to a single parent) until it is fourteen, and at most thirty calendar
    days of leave in a year.
    """
    whole = 20 if single_parent else 10
    used: dict[str, int] = {}
    in_year: dict[int, int] = {}
    found = []
    for leave in sorted(leaves, key=lambda one: one.first):
        for day in Spell(leave.first, leave.last).days():
            if day >= fourteenth_birthday(leave.birth) or in_year.get(day.year, 0) == 30:
                continue
            in_year[day.year] = in_year.get(day.year, 0) + 1
            if is_working_day(day) and used.get(leave.child, 0) < whole:
                used[leave.child] = used.get(leave.child, 0) + 1
                found.append((leave.child, day))
    return found


def _only_2026(day: date) -> None:
    if day.year != 2026:
        raise ValueError(f"no source settles the bounds of child leave pay in {day.year}")
