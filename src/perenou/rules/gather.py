"""How values are gathered from several rows and from the course of time: plain functions."""

from __future__ import annotations

from collections.abc import Sequence

from perenou.rules.calendar import month_of
from perenou.rules.types import NEVER, NOBODY, Day


def count(among: Sequence[bool]) -> int:
    """How many of the rows count."""
    found = 0
    for counts in among:
        if counts:
            found = found + 1
    return found


def any_of(among: Sequence[bool]) -> bool:
    """Whether any row counts."""
    for counts in among:
        if counts:
            return True
    return False


def total(among: Sequence[bool], of: Sequence[int]) -> int:
    """The sum over the rows that count."""
    found = 0
    for counts, value in zip(among, of, strict=True):
        if counts:
            found = found + value
    return found


def least(among: Sequence[bool], of: Sequence[int]) -> int:
    """The least value of the rows that count, or ``NEVER``."""
    found = NEVER
    for counts, value in zip(among, of, strict=True):
        if counts:
            if value < found:
                found = value
    return found


def greatest(among: Sequence[bool], of: Sequence[int]) -> int:
    """The greatest value of the rows that count, or 0; none is negative."""
    found = 0
    for counts, value in zip(among, of, strict=True):
        if counts:
            if value > found:
                found = value
    return found


def place(own: int, among: Sequence[bool], of: Sequence[int]) -> int:
    """The place (1, 2, ...) of row ``own`` among the rows that count; 0 if it does not count.

    Equal values are placed in the order of the rows.
    """
    if not among[own]:
        return 0
    found = 1
    for row in range(len(among)):
        if row != own:
            if among[row]:
                if of[row] < of[own]:
                    found = found + 1
                elif row < own:
                    if of[row] == of[own]:
                        found = found + 1
    return found


def pick(rows: Sequence[int], among: Sequence[bool], of: Sequence[int]) -> int:
    """Of the rows that count, the one with the least value (of equals the earlier)."""
    found = NOBODY
    best = 0
    for i in range(len(among)):
        if among[i]:
            if found == NOBODY:
                found = rows[i]
                best = of[i]
            elif of[i] < best:
                found = rows[i]
                best = of[i]
    return found


# The course of time: ``days`` are the first days of consecutive pieces and, last, the end of all;
# ``values`` has one value for each piece.


def first_true(days: Sequence[Day], values: Sequence[bool]) -> Day:
    """The first day on which it holds, or ``NEVER``."""
    for i in range(len(values)):
        if values[i]:
            return days[i]
    return NEVER


def begin_unless_held(days: Sequence[Day], values: Sequence[bool]) -> Day:
    """The first day on which it begins to hold, if it does not hold on the first day of all."""
    if values[0]:
        return NEVER
    return first_true(days, values)


def days_unless_held(days: Sequence[Day], values: Sequence[bool]) -> int:
    """The number of days on which it holds, if it does not hold on the first day of all."""
    if values[0]:
        return 0
    return days_true(days, values)


def total_of_days(days: Sequence[Day], values: Sequence[int]) -> int:
    """The sum of a value that is given for each day."""
    found = 0
    for i in range(len(values)):
        if values[i]:
            found = found + values[i] * (days[i + 1] - days[i])
    return found


def days_true(days: Sequence[Day], values: Sequence[bool]) -> int:
    """The number of days on which it holds."""
    found = 0
    for i in range(len(values)):
        if values[i]:
            found = found + (days[i + 1] - days[i])
    return found


def held_since(days: Sequence[Day], values: Sequence[bool]) -> Day:
    """Since when it has been holding at the end without a break; ``NEVER`` if it does not."""
    found = NEVER
    for i in range(len(values) - 1, -1, -1):
        if not values[i]:
            return found
        found = days[i]
    return found


def ended_before(days: Sequence[Day], values: Sequence[bool]) -> Day:
    """The day from which the spell before the last one no longer held; 0 if there was none.

    The last spell is the one that holds at the end, or would begin there.
    """
    i = len(values) - 1
    while i >= 0:
        if values[i]:
            i = i - 1
        else:
            break
    while i >= 0:
        if values[i]:
            return days[i + 1]
        i = i - 1
    return 0


# Between two days: ``starts`` are the first days of the pieces only. The first piece reaches back
# and the last one on without end.


def days_within(begin: Day, end: Day, starts: Sequence[Day], at_most: Sequence[int]) -> int:
    """The number of days in [begin, end) on which it holds.

    Args:
        at_most: on how many days of each piece it can hold: none or, as ``NEVER``, all of them.
    """
    found = 0
    for i in range(len(at_most)):
        a, b = _piece_within(i, begin, end, starts)
        if a < b:
            found = found + min(at_most[i], b - a)
    return found


def sum_of_months(begin: Day, end: Day, starts: Sequence[Day], values: Sequence[int]) -> int:
    """The sum of the monthly values of the months whose first day lies in [begin, end).

    A value is that of each month which begins while it holds.
    """
    found = 0
    for i in range(len(values)):
        a, b = _piece_within(i, begin, end, starts)
        if a < b:
            months = month_of(b - 1) - month_of(a - 1)
            if months > 0:
                found = found + months * values[i]
    return found


def _piece_within(i: int, begin: Day, end: Day, starts: Sequence[Day]) -> tuple[Day, Day]:
    """The part of a piece that lies in [begin, end); empty when its first day is not before."""
    a = starts[i]
    if i == 0 or a < begin:
        a = begin
    b = starts[i + 1] if i + 1 < len(starts) else NEVER
    if end < b:
        b = end
    return a, b
