"""Days and euros as the tests write them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

from perenou.rules.types import Cents, Day


def day(text: str) -> Day:
    """The day number of an ISO date."""
    return date.fromisoformat(text).toordinal()


def euros(text: str) -> Cents:
    """An amount in euros as whole cents."""
    cents = Fraction(text) * 100
    assert cents.denominator == 1, text
    return int(cents)


def half_up(value: Fraction) -> int:
    """A fraction rounded to a whole number, halves upwards."""
    return floor(value + Fraction(1, 2))


def last_day(year: int, month: int) -> date:
    """The last day of a month, found by stepping back from the first day of the next one."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)


def months_later(start: date, months: int) -> date:
    """The same day so many months later (or earlier), or that month's last day if it has none."""
    year, month = start.year, start.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        elif month == 0:
            year, month = year - 1, 12
    return date(year, month, min(start.day, last_day(year, month).day))
