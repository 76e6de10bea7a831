"""Sets of days as the bits of a whole number, which Python joins, cuts and counts at once.

Bit 0 stands for an origin that all sets of one family share.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from perenou.rules.types import Day, Days

DaySet: TypeAlias = int
Span: TypeAlias = tuple[Day, Day]
"""First day and the day after the last."""


def days_of(spans: Iterable[Span], origin: Day) -> DaySet:
    """The days that lie in any of some spans, as far as they lie after the origin."""
    found = 0
    for first, after in spans:
        low, high = max(first - origin, 0), max(after - origin, 0)
        if low < high:
            found |= (1 << high) - (1 << low)
    return found


def spans_of(days: DaySet, origin: Day) -> tuple[Span, ...]:
    """The separate spans of days, in order."""
    found = []
    while days:
        low = (days & -days).bit_length() - 1
        after = ~(days >> low)
        size = (after & -after).bit_length() - 1
        found.append((origin + low, origin + low + size))
        days &= ~(((1 << size) - 1) << low)
    return tuple(found)


def first_days(days: DaySet, number: Days) -> DaySet:
    """The earliest days, at most so many of them."""
    surplus = days.bit_count() - number
    if surplus <= 0:
        return days
    if number <= 0:
        return 0
    # Whole pieces are taken from the end while they are not needed.
    while True:
        top = days.bit_length()
        size = top - start_of_run(days, top)
        if surplus < size:
            return days & ((1 << top - surplus) - 1)
        days &= (1 << top - size) - 1
        surplus -= size


def upto_together(one: DaySet, other: DaySet, number: Days) -> tuple[DaySet, DaySet]:
    """Both sets up to the last day by which they use no more than so many days between them."""
    if one.bit_count() + other.bit_count() <= number:
        return one, other
    low, high = 0, max(one.bit_length(), other.bit_length())
    while low < high:
        middle = (low + high + 1) // 2
        below = (1 << middle) - 1
        if (one & below).bit_count() + (other & below).bit_count() <= number:
            low = middle
        else:
            high = middle - 1
    below = (1 << low) - 1
    return one & below, other & below


def pieces(days: DaySet) -> int:
    """How many separate spans."""
    return (days & ~(days << 1)).bit_count()


def start_of_run(days: DaySet, place: int) -> int:
    """The first place of the unbroken days that reach to a place, without it."""
    return (((1 << place) - 1) & ~days).bit_length()
