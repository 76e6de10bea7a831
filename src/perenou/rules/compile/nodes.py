"""What a kernel computes: the names that are left, and what each is computed from."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from perenou.rules.compile.courses import OF_ONE
from perenou.rules.compile.cuts import TOTAL
from perenou.rules.compile.fold import only_value
from perenou.rules.compile.rows import UNKNOWN, Shape
from perenou.rules.compile.source import Functions
from perenou.rules.lawbook import Law
from perenou.rules.rule import Across, Through, Unit
from perenou.rules.timeline import Timeline
from perenou.rules.types import NEVER, NOBODY, Day
from perenou.rules.unknown import Open

Line: TypeAlias = Timeline[Any]

NOTHING: Final[dict[str, int | bool]] = {
    "count": 0,
    "order": 0,
    "sum": 0,
    "any": False,
    "least": NEVER,
    "greatest": 0,
    "pick": NOBODY,
}
"""By kind of aggregate: what it is where no row counts."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A name that is the same for every row, whatever a table says."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Column:
    """A fact that a table has."""

    name: str
    unit: str
    shape: Shape

    @property
    def is_line(self) -> bool:
        """Whether it changes with time."""
        return self.shape.is_line


@dataclass(frozen=True, slots=True)
class Input:
    """An argument of a version: its parameter, its name, the units to climb through to its row."""

    parameter: str
    name: str
    way: tuple[str, ...]
    is_truth: bool


@dataclass(frozen=True, slots=True)
class Version:
    """What a norm is over [begin, after), folded.

    Attributes:
        totals: arguments that grow from day to day. moving: by parameter, what passes with time.
        unknown: parameters for figures that are not known for these days.
    """

    begin: Day
    after: Day
    tree: ast.FunctionDef
    inputs: tuple[Input, ...] = ()
    totals: tuple[Input, ...] = ()
    moving: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it does, in words of Python, without its days."""
        body = "\n".join(ast.unparse(ast.fix_missing_locations(each)) for each in self.tree.body)
        return f"{[each.arg for each in self.tree.args.args]}\n{body}"

    @property
    def value(self) -> int | bool | None:
        """What it gives in any case; None where that hangs on something."""
        rests_on_any = self.inputs or self.totals or self.moving or self.unknown
        return None if rests_on_any else only_value(self.tree)


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm with something left to decide."""

    name: str
    unit: str
    versions: tuple[Version, ...]

    @property
    def rests_on(self) -> Iterator[str]:
        """The names that it is computed from."""
        return (
            each.name for version in self.versions for each in (*version.inputs, *version.totals)
        )


@dataclass(frozen=True, slots=True)
class AcrossRows:
    """An aggregate over rows."""

    name: str
    unit: str
    node: Across
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThroughTime:
    """What is gathered from the course of a timeline.

    Attributes:
        of: the timeline; of a figure that is looked up for any day, also of days long past.
    """

    name: str
    unit: str
    node: Through
    of: str

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The names that it is computed from."""
        return (self.of, *self.node.by)


Node: TypeAlias = Constant | Column | Norm | AcrossRows | ThroughTime


@dataclass
class Graph:
    """Everything that a kernel computes, each after what it rests on.

    Attributes:
        start, end: the horizon. first, after: the days asked about: whole months.
        without: the units of which no family has a row.
        nodes: by name. functions: what the norms call.
        groups: the names that are computed day after day together, each after those of its group
            that it rests on, but for totals, which rest on the past only.
        past, future: the names of which also the days before or after those asked about count.
    """

    law: Law
    start: Day
    end: Day
    first: Day
    after: Day
    without: frozenset[str] = frozenset()
    functions: Functions = field(default_factory=Functions)
    nodes: dict[str, Node] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    past: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    _single: dict[str, bool] = field(default_factory=dict)

    def window(self, name: str) -> tuple[Day, Day]:
        """For which days a name is computed: those asked about, and all where others count."""
        return (
            self.start if name in self.past else self.first,
            self.end if name in self.future else self.after,
        )

    def is_single(self, name: str) -> bool:
        """Whether a name has one value for each row throughout the days that it is computed for."""
        found = self._single.get(name)
        if found is None:
            found = self._single[name] = self._is_single(name)
        return found

    def _is_single(self, name: str) -> bool:
        node = self.nodes[name]
        if any(name in group for group in self.groups):
            return False
        match node:
            case Constant():
                return len(node.line.starts) == 1
            case Column():
                return not node.is_line
            case Norm():
                versions = self.versions(node)
                return len(versions) == 1 and not versions[0].moving and all(
                    self.is_single(each.name) for each in versions[0].inputs
                )  # fmt: skip
            case AcrossRows():
                return all(self.is_single(each) for each in node.rests_on)
        if node.node.kind in ("first", "value_on", "days_within"):
            return all(self.is_single(each) for each in node.node.by)
        return node.node.kind in OF_ONE and self.is_single(node.of)

    def way(self, unit: Unit, name: str) -> tuple[str, ...]:
        """The units to climb through from a unit to a name's own."""
        node = self.nodes[name]
        match node:
            case Constant():
                return ()
            case Column():
                target = self.law.book.facts[name].unit
            case Norm():
                target = self.law.book.rules[name][0].unit
            case _:
                target = node.node.unit
        return unit.reaches(target) or ()

    def is_total(self, name: str) -> bool:
        """Whether a name grows from day to day."""
        node = self.nodes[name]
        return isinstance(node, ThroughTime) and node.node.kind == TOTAL

    def is_complete(self, name: str) -> bool:
        """Whether a name's value is always known."""
        return name not in self._open

    @cached_property
    def _open(self) -> frozenset[str]:
        """What may not be known."""
        users: dict[str, list[str]] = {}
        for name, node in self.nodes.items():
            for each in () if isinstance(node, Constant | Column) else node.rests_on:
                users.setdefault(each, []).append(name)
        found: set[str] = set()
        todo = [name for name, node in self.nodes.items() if _may_be_open(node)]
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += users.get(name, ())
        return frozenset(found)

    def versions(self, norm: Norm) -> tuple[Version, ...]:
        """A norm's versions within the days that it is computed for."""
        first, after = self.window(norm.name)
        return tuple(
            replace(v, begin=max(v.begin, first), after=min(v.after, after))
            for v in norm.versions
            if max(v.begin, first) < min(v.after, after)
        )


def _may_be_open(node: Node) -> bool:
    """Whether a node is not always known by itself, whatever it rests on."""
    match node:
        case Constant():
            return any(isinstance(value, Open) or value == UNKNOWN for value in node.line.values)
        case Column():
            return not node.shape.is_complete
        case Norm():
            return any(version.unknown for version in node.versions)
    return False
