"""Norms that depend on their own past: a quota of days that is used up day by day.

A running total (the through-kind ``total_so_far``) may feed the very norm that it adds up. Such
names form a group, and a group is evaluated forward in time: on each piece the totals are known at
its first day, grow evenly within it, and the piece ends where that growth, or anything outside the
group, would turn an answer. There is no loop over days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from perenou.rules.lawbook import MOVING
from perenou.rules.rule import Across, Rule
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, ANSWERS, Day
from perenou.rules.unknown import (
    Moving,
    Open,
    Split,
    Unknown,
    answered,
    open_number,
)

if TYPE_CHECKING:
    from perenou.rules.world import World

Key: TypeAlias = tuple[str, int]
"""A name and a row of its unit."""


@dataclass(frozen=True, slots=True)
class Running:
    """A total that grows by the same number each day: ``base`` on the day ``since``."""

    base: int
    since: Day
    daily: int

    def on(self, day: Day) -> int:
        """The total at the beginning of a day."""
        return self.base + self.daily * (day - self.since)

    def moving(self, first: Day, after: Day) -> Moving:
        """The total passing through a piece of time."""
        return Moving(first, after, self.on)


def plain(value: Any, day: Day) -> Any:
    """A value of a timeline's piece as it is on a day of the piece."""
    return value.on(day) if value.__class__ is Running else value


@dataclass(slots=True)
class Total:
    """What has come together before a day: between two numbers while something is unknown."""

    low: int = 0
    high: int = 0
    parts: frozenset[Unknown] = frozenset()

    def within(self, first: Day, after: Day, daily: int | Open) -> int | Running | Open:
        """The total over [first, after), while so much is added each day."""
        least, most = daily.bounds if isinstance(daily, Open) else (int(daily), int(daily))
        if least == most and self.low == self.high:
            return Running(self.low, first, least) if least else self.low
        high = self.high + most * (after - first - 1)
        return open_number(Unknown("", 0, self.low, high, parts=self.parts_with(daily)))

    def parts_with(self, daily: int | Open) -> frozenset[Unknown]:
        """The unknown facts behind the total, with those behind what is added."""
        return self.parts | daily.missing if isinstance(daily, Open) else self.parts

    def add(self, days: int, daily: int | Open) -> None:
        """Let so many days pass."""
        least, most = daily.bounds if isinstance(daily, Open) else (int(daily), int(daily))
        self.parts = self.parts_with(daily)
        self.low += least * days
        self.high += most * days


class Recurrence:
    """One group of names, evaluated forward in time for every row.

    Args:
        world: gives what the group rests on from outside. names: the group, each after those of
            it that it rests on, but for running totals, which rest on the past only.
    """

    def __init__(self, world: World, names: Sequence[str]) -> None:
        book = world.law.book
        self.world = world
        self.group = frozenset(names)
        rows = world.facts.rows
        keys = [
            (name, row)
            for name in names
            for row in range(rows[(book.unit_of(name) or book.through[name].unit).name])
        ]
        self.totals: dict[Key, Total] = {key: Total() for key in keys if key[0] in book.through}
        self.norms: list[Key] = [key for key in keys if key[0] not in book.through]
        self.asked: dict[tuple[Rule, int], tuple[list[Key], Sequence[int]]] = {}
        """By version and row, the names and rows that it asks for, and those it asks for first."""
        self.changes = sorted(
            {
                begin
                for name in names
                if name in book.rules
                for begin, *_ in world.horizon.norm(name)
            }
        )

    def lines(self) -> dict[Key, Timeline[Any]]:
        """The timelines of every name and row of the group."""
        found: dict[Key, list[tuple[Day, Any]]] = {key: [] for key in (*self.totals, *self.norms)}
        first = self.world.start
        while first < self.world.end:
            at_first = self._pass(first, first + 1, dict.fromkeys(self.totals, 0))[0]
            daily = {key: at_first[self._added(key)] for key in self.totals}
            after = next((day for day in self.changes if day > first), self.world.end)
            values, after = self._pass(first, after, daily)
            # While a total is unknown, a piece may be too long for what is certain on its first
            # day to stay certain; on one day alone it does.
            while any(
                isinstance(values[self._added(key)], Open) and not isinstance(added, Open)
                for key, added in daily.items()
            ):
                values, after = self._pass(first, (first + after) // 2, daily)
            for key, value in values.items():
                found[key].append((first, value))
            for key, total in self.totals.items():
                total.add(after - first, values[self._added(key)])
            first = after
        return {key: joined(pieces) for key, pieces in found.items()}

    def _added(self, key: Key) -> Key:
        """The name and row that a running total adds up."""
        node = self.world.law.book.through[key[0]]
        return node.of, self.world.row_above(node.unit, key[1], node.of)

    def _pass(self, first: Day, after: Day, daily: Mapping[Key, Any]) -> tuple[dict[Key, Any], Day]:
        """Every value on [first, after), and the day up to which all of them hold."""
        while True:
            values: dict[Key, Any] = {
                key: total.within(first, after, daily[key]) for key, total in self.totals.items()
            }
            piece = _Piece(self, values, first, after)
            try:
                for key in self.norms:
                    values[key] = piece.value(*key)
            except Split as split:
                after = min(piece.after, split.day)
                continue
            if piece.after == after or not any(
                isinstance(values[key], Open) for key in self.totals
            ):
                return values, piece.after
            after = piece.after  # bounds of unknown totals belong to the piece's length


class _Piece:
    """One piece of time, narrowed while norms look at what changes within it."""

    def __init__(
        self, whole: Recurrence, values: Mapping[Key, Any], first: Day, after: Day
    ) -> None:
        self.world = whole.world
        self.group = whole.group
        self.asked = whole.asked
        self.values = values
        self.first = first
        self.after = after

    def value(self, name: str, row: int) -> Any:
        """The value of a norm or aggregate of the group."""
        world, book = self.world, self.world.law.book
        if name in book.across:
            return self._across(book.across[name], row)
        rule = world.law.version_of(name, self.first)
        if rule is None:
            return ABSENT[book.gives(name)]
        asked = self.asked.get((rule, row))
        if asked is None:
            keys = [
                (wanted, -1 if wanted in MOVING else world.row_above(rule.unit, row, wanted))
                for wanted in rule.inputs
            ]
            asked = self.asked[rule, row] = keys, world.horizon.plan(rule).first
        keys, first = asked
        return self._answer(rule.function, rule.inputs, keys, ANSWERS[rule.gives], first)

    def _across(self, node: Across, row: int) -> Any:
        world = self.world
        gathering = world.gathering(node, row)
        answers = ANSWERS[node.gives]
        if node.kind in ("count", "order"):
            answers = (0, gathering.size)
        names = [name for name, _ in gathering.places]
        return self._answer(gathering.function, names, gathering.places, answers, gathering.first)

    def _answer(
        self,
        function: Any,
        names: Sequence[str],
        keys: Sequence[Key],
        answers: tuple[int, int],
        first: Sequence[int],
    ) -> Any:
        return answered(function, names, lambda at: self._argument(*keys[at]), answers, first)

    def _argument(self, name: str, row: int) -> Any:
        if not name:
            return row
        if name in MOVING:
            return Moving(self.first, self.after, MOVING[name])
        if name in self.group:
            value = self.values[name, row]
        else:
            value, self.after = self.world.figure_or_line(name, row).piece(self.first, self.after)
        return value.moving(self.first, self.after) if value.__class__ is Running else value
