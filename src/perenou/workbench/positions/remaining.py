"""Which days a position holds for, less those for which others have come in its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from perenou.rules.types import ALWAYS, NEVER, Day
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.positions.models import Position

Stretch: TypeAlias = tuple[Day, Day]
"""Days, half-open."""


def remaining(position: Position, known: Day | None = None) -> tuple[Stretch, ...]:
    """The days that a position holds for and that nothing has come in the place of, in order.

    Its successors are read once where they were fetched with it.

    Args:
        known: the day by which a successor had to be approved; None: by now.
    """
    taken = [
        each.days
        for each in position.successors.all()
        if each.approved_on is not None and (known is None or each.approved_on.toordinal() <= known)
    ]
    return less(position.days, taken)


def left_after(old: Position, new: Position) -> tuple[Stretch, ...]:
    """The days that would be left to a position once another is approved in its place."""
    return taken_off(remaining(old), new.days)


def taken_off(stretches: Iterable[Stretch], taken: Stretch) -> tuple[Stretch, ...]:
    """What is left of stretches of days without another."""
    return tuple(piece for each in stretches for piece in less(each, [taken]))


def less(whole: Stretch, taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What of a stretch of days is in none of others."""
    left = []
    start, end = whole
    for first, after in sorted(taken):
        if start < min(first, end):
            left.append((start, min(first, end)))
        start = max(start, after)
    if start < end:
        left.append((start, end))
    return tuple(left)


def share_a_day(one: Iterable[Stretch], other: Iterable[Stretch]) -> bool:
    """Whether some day is in stretches of both."""
    others = tuple(other)
    return any(max(a, c) < min(b, d) for a, b in one for c, d in others)


def days_told(stretches: Iterable[Stretch]) -> str:
    """Stretches of days as a list has room for; empty where they are all days."""
    told = [
        (
            "" if first <= ALWAYS else day(date.fromordinal(first)),
            "" if after >= NEVER else day(date.fromordinal(after - 1)),
        )
        for first, after in stretches
    ]
    return "; ".join(f"{first}–{last}" for first, last in told if first or last)
