"""A timeline: what holds when. Immutable, half-open, total over the horizon of a case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from perenou.rules.types import NEVER, Day

T = TypeVar("T")


class Timeline(Generic[T]):
    """Values by the day from which each holds; the last one holds to the end of the horizon.

    Attributes:
        starts: first days, ascending; ``starts[0]`` is the first day of the horizon.
        values: one value for each start; neighbours differ.
    """

    __slots__ = ("starts", "values")

    def __init__(self, starts: tuple[Day, ...], values: tuple[T, ...]) -> None:
        self.starts = starts
        self.values = values

    def at(self, day: Day) -> T:
        """The value on a day (the first value for any day before the horizon)."""
        if len(self.starts) == 1:
            return self.values[0]
        return self.values[max(bisect_right(self.starts, day) - 1, 0)]

    def piece(self, day: Day, before: Day) -> tuple[T, Day]:
        """The value on a day, and the day up to which it holds, at most ``before``."""
        starts = self.starts
        if len(starts) == 1:
            return self.values[0], before
        after = bisect_right(starts, day)
        value = self.values[after - 1 if after else 0]
        if after < len(starts) and starts[after] < before:
            return value, starts[after]
        return value, before

    def around(self, day: Day) -> tuple[T, Day, Day]:
        """The value on a day, the first day of its piece and the day after it (``NEVER``: open)."""
        starts = self.starts
        if len(starts) == 1:
            return self.values[0], starts[0] if starts[0] < day else day, NEVER
        at = bisect_right(starts, day)
        after = starts[at] if at < len(starts) else NEVER
        return (self.values[at - 1], starts[at - 1], after) if at else (self.values[0], day, after)

    def start_of(self, day: Day) -> Day:
        """The first day of the piece that a day lies in."""
        return self.starts[max(bisect_right(self.starts, day) - 1, 0)]

    def pieces(self, end: Day) -> Iterator[tuple[Day, Day, T]]:
        """Each piece as first day, day after its last one, and value."""
        starts = self.starts
        last = len(starts) - 1
        for i, value in enumerate(self.values):
            yield starts[i], (starts[i + 1] if i < last else end), value

    def always(self, value: object) -> bool:
        """Whether it has this one value throughout."""
        return len(self.values) == 1 and _same(self.values[0], value)

    def next_change(self, day: Day) -> Day | None:
        """The first day after ``day`` on which the value is another one."""
        at = bisect_right(self.starts, day)
        return self.starts[at] if at < len(self.starts) else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Timeline):
            return NotImplemented
        return self.starts == other.starts and all(
            _same(one, two) for one, two in zip(self.values, other.values, strict=True)
        )

    def __hash__(self) -> int:
        return hash((self.starts, self.values))

    def __repr__(self) -> str:
        return f"Timeline({self.starts}, {self.values})"


def joined(pieces: Iterable[tuple[Day, T]]) -> Timeline[T]:
    """A timeline of (first day, value) pairs in ascending order; equal neighbours become one."""
    if isinstance(pieces, list) and len(pieces) == 1:
        start, value = pieces[0]
        return Timeline((start,), (value,))
    starts: list[Day] = []
    values: list[T] = []
    last: object = starts  # which no value is
    for start, value in pieces:
        if value is not last and not _same(last, value):
            starts.append(start)
            values.append(value)
            last = value
    return Timeline(tuple(starts), tuple(values))


def _same(one: object, other: object) -> bool:
    if type(one) is not type(other):
        return False
    # An open value has no truth of equality; it knows itself whether another says the same.
    same_as = getattr(one, "same_as", None)
    return bool(one == other if same_as is None else same_as(other))


def from_spells(spells: Iterable[tuple[Day, Day, T]], otherwise: T, start: Day) -> Timeline[T]:
    """A timeline of spells [first day, day after the last) on a background value.

    Where spells lie over each other, the one that begins later wins; cutting a spell in two
    changes nothing.
    """
    ordered = sorted(spells, key=lambda spell: spell[0])
    days = sorted({start, *(max(day, start) for spell in ordered for day in spell[:2])})
    found: list[tuple[Day, T]] = []
    for day in days:
        value = otherwise
        for first, after, candidate in ordered:
            if first <= day < after:
                value = candidate
        found.append((day, value))
    return joined(found)
