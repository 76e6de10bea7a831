"""What asked names rest on, once what a table says nothing about is folded away."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from perenou.rules.compile.cuts import cutting, passing
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.rules.compile.fold import Turns, folded, only_value
from perenou.rules.compile.rows import Shape
from perenou.rules.compile.source import Functions
from perenou.rules.lawbook import MOVING, OWN_ROW, WITHIN_A_MONTH, Law
from perenou.rules.rule import Across, Rule, Through
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, NEVER, NOBODY, Day
from perenou.rules.unknown import Open
from perenou.rules.world import Facts, World

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

NOT_COMPILED: Final = frozenset({"total_so_far", "total_in_month", "sum_of_months"})
"""The through kinds that are not compiled yet: those of days that are used up."""


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
        moving: by parameter, what passes with time. unknown: parameters for figures that are not
            known for these days.
    """

    begin: Day
    after: Day
    tree: ast.FunctionDef
    inputs: tuple[Input, ...]
    moving: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it does, in words of Python, without its days."""
        body = "\n".join(ast.unparse(ast.fix_missing_locations(each)) for each in self.tree.body)
        return f"{[each.arg for each in self.tree.args.args]}\n{body}"

    @property
    def value(self) -> int | bool | None:
        """What it gives in any case; None where that hangs on something."""
        rests_on_any = self.inputs or self.moving or self.unknown
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
        return (each.name for version in self.versions for each in version.inputs)


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


@dataclass(slots=True)
class Graph:
    """Everything that a kernel computes, each after what it rests on.

    Attributes:
        start, end: the horizon. first, after: the days asked about: whole months.
        nodes: by name. functions: what the norms call. far: the names whose past or future counts.
    """

    law: Law
    start: Day
    end: Day
    first: Day
    after: Day
    functions: Functions = field(default_factory=Functions)
    nodes: dict[str, Node] = field(default_factory=dict)
    far: frozenset[str] = frozenset()
    _complete: dict[str, bool] = field(default_factory=dict)

    def window(self, name: str) -> tuple[Day, Day]:
        """For which days a name is computed: those asked about, or all where others count."""
        return (self.start, self.end) if name in self.far else (self.first, self.after)

    def is_single(self, name: str) -> bool:
        """Whether a name has one value for each row throughout the days that it is computed for."""
        node = self.nodes[name]
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
        return node.node.kind in ("since", "previous_end") and self.is_single(node.of)

    def is_complete(self, name: str) -> bool:
        """Whether a name's value is always known."""
        found = self._complete.get(name)
        if found is None:
            node = self.nodes[name]
            match node:
                case Constant():
                    found = not any(isinstance(value, Open) for value in node.line.values)
                case Column():
                    found = node.shape.is_complete
                case Norm():
                    found = not any(version.unknown for version in self.versions(node))
                    found = found and all(self.is_complete(each) for each in node.rests_on)
                case _:
                    found = all(self.is_complete(each) for each in node.rests_on)
            self._complete[name] = found
        return found

    def versions(self, norm: Norm) -> tuple[Version, ...]:
        """A norm's versions within the days that it is computed for."""
        first, after = self.window(norm.name)
        return tuple(
            replace(v, begin=max(v.begin, first), after=min(v.after, after))
            for v in norm.versions
            if max(v.begin, first) < min(v.after, after)
        )


def graph_of(
    law: Law,
    asked: Iterable[str],
    columns: Mapping[str, Shape],
    ordinary: Mapping[str, Line],
    without: frozenset[str],
    horizon: tuple[Day, Day],
    days: tuple[Day, Day],
) -> Graph:
    """The graph of some names over a table.

    Args:
        columns: the facts that the table has.
        ordinary: by name, what the facts are that it may be silent about. without: the units of
            which it has no rows. horizon: as of the solver. days: the first day and the day after
            the last one asked about, of whole months.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    graph = Graph(law, *horizon, *days)
    making = _Making(graph, columns, ordinary, without)
    wanted = tuple(asked)
    for name in wanted:
        making.node(name)
    kept: set[str] = set()
    looked_at = [*wanted]
    while looked_at:
        name = looked_at.pop()
        if name not in kept:
            kept.add(name)
            node = graph.nodes[name]
            looked_at += () if isinstance(node, Constant | Column) else node.rests_on
    graph.nodes = {name: node for name, node in graph.nodes.items() if name in kept}
    if missing := making.missing & kept:
        raise MissingColumnsError(tuple(sorted(missing)))
    far: set[str] = set()
    todo = [
        name
        for name, node in graph.nodes.items()
        if isinstance(node, ThroughTime) and node.node.kind not in WITHIN_A_MONTH
    ]
    while todo:
        node = graph.nodes[todo.pop()]
        if not isinstance(node, Constant | Column):
            fresh = set(node.rests_on) - far
            far |= fresh
            todo += fresh
    graph.far = frozenset(far)
    return graph


class _Making:
    def __init__(
        self,
        graph: Graph,
        columns: Mapping[str, Shape],
        ordinary: Mapping[str, Line],
        without: frozenset[str],
    ) -> None:
        self._graph = graph
        self._without = without
        self._law, self._book = graph.law, graph.law.book
        self._columns = columns
        self._ordinary = ordinary
        self.missing: set[str] = set()

    def node(self, name: str) -> Node:
        """A name's node, made after those that it rests on."""
        found = self._graph.nodes.get(name)
        if found is None:
            found = self._made(name)
            self._graph.nodes[name] = found
        return found

    def _constant(self, name: str) -> Line | None:
        node = self.node(name)
        return node.line if isinstance(node, Constant) else None

    def _made(self, name: str) -> Node:
        book = self._book
        unit = book.unit_of(name)
        if unit is not None and unit.name in self._without:
            return Constant(name, self._line(ABSENT[book.gives(name)]))  # of no row at all
        if name in book.groups:
            raise NotCompiledError(name, "rests on its own past")
        if name in book.facts:
            return self._fact(name)
        if name in book.parameters:
            line = self._law.within(self._graph.start, self._graph.end).figure(name)
            return Constant(name, line)
        if name in book.rules:
            return self._norm(name)
        if name in book.across:
            return self._across(book.across[name])
        return self._through(book.through[name])

    def _fact(self, name: str) -> Node:
        if name in self._columns:
            return Column(name, self._book.facts[name].unit.name, self._columns[name])
        line = self._ordinary.get(name)
        if line is None:
            self.missing.add(name)
            return Column(name, self._book.facts[name].unit.name, Shape(False, True))
        return Constant(name, line)

    # ------------------------------------------------------------------ norms

    def _norm(self, name: str) -> Node:
        horizon = self._law.within(self._graph.start, self._graph.end)
        found: list[Version] = []
        for begin, after, rule, _ in horizon.norm(name):
            if rule is None:
                fresh = [_giving(ABSENT[self._book.gives(name)], begin, after)]
            else:
                fresh = list(self._versions(rule, begin, after))
            for version in fresh:
                if found and found[-1].text == version.text and found[-1].inputs == version.inputs:
                    found[-1] = replace(found[-1], after=version.after)
                else:
                    found.append(version)
        values = [version.value for version in found]
        if all(value is not None for value in values):
            starts = [version.begin for version in found]
            return Constant(name, joined(zip(starts, values, strict=True)))
        return Norm(name, self._book.rules[name][0].unit.name, tuple(found))

    def _versions(self, rule: Rule, begin: Day, after: Day) -> Iterator[Version]:
        todo = [(begin, after)]
        while todo:
            first, end = todo.pop()
            version = self._version(rule, first, end)
            if isinstance(version, int):
                todo += [(version, end), (first, version)]
            else:
                yield version

    def _version(self, rule: Rule, begin: Day, after: Day) -> Version | Day:
        """A version over some days, or the day at which they are to be cut."""
        inputs = dict(zip(rule.parameters, rule.inputs, strict=True))
        moving = {each: wanted for each, wanted in inputs.items() if wanted in MOVING}
        passes = {each: passing(wanted, begin, after) for each, wanted in moving.items()}
        functions = self._graph.functions
        tree = functions.tree(rule.function)
        known: dict[str, int | bool] = {}
        unknown: set[str] = set()
        while True:
            try:
                left = folded(tree, known, passes, functions.called)
            except Turns as turns:
                return turns.day
            fresh = False
            for argument in left.args.args:
                line = None if argument.arg in moving else self._constant(inputs[argument.arg])
                if line is not None:
                    value, until = line.piece(begin, after)
                    if until < after:
                        return until
                    if isinstance(value, Open):
                        unknown.add(argument.arg)
                    elif argument.arg not in known:
                        known[argument.arg], fresh = value, True
            if not fresh:
                break
        read = [each.arg for each in left.args.args]
        return Version(
            begin, after, cutting(left, moving),
            tuple(
                Input(
                    each, inputs[each], self._book.way_to(rule.unit, inputs[each]) or (),
                    self._book.gives(inputs[each]) == "bool",
                )
                for each in read
                if each not in moving and each not in unknown
            ),
            tuple((each, moving[each]) for each in read if each in moving),
            tuple(each for each in read if each in unknown),
        )  # fmt: skip

    # ------------------------------------------------------------------ rows and time

    def _across(self, node: Across) -> Node:
        if node.members.name in self._without:
            return Constant(node.name, self._line(NOTHING[node.kind]))
        among = self._single(node.among)
        keys = [self._single(each) for each in (node.together, node.own) if node.together]
        if among is False or any(isinstance(key, int) and key < 0 for key in keys):
            return Constant(node.name, self._line(NOTHING[node.kind]))
        names = [name for name in (node.among, node.of, node.together) if self._is_name(name)]
        if node.kind != "pick" and self._is_name(node.own):
            names.append(node.own)
        for name in names:
            self.node(name)
        return AcrossRows(node.name, node.unit.name, node, tuple(names))

    def _is_name(self, key: str) -> bool:
        return bool(key) and key != OWN_ROW and key not in self._book.units

    def _single(self, key: str) -> int | bool | None:
        """The one value of a constant; None for everything else."""
        line = self._constant(key) if self._is_name(key) else None
        value = line.values[0] if line is not None and len(line.values) == 1 else None
        return value if isinstance(value, int) else None

    def _through(self, node: Through) -> Node:
        if node.kind in NOT_COMPILED:
            raise NotCompiledError(node.name, "adds up days")
        lines = {name: self._constant(name) for name in (node.of, *node.by)}
        constant = {name: line for name, line in lines.items() if line is not None}
        if len(constant) == len(lines):
            return Constant(node.name, self._gathered(node, constant))
        of = node.of
        if node.kind == "value_on" and of in self._book.parameters:
            of = f"{of} on any day"
            line = self._law.reaching_back(node.of)
            self._graph.nodes[of] = Constant(of, self._known(node.of, line))
        return ThroughTime(node.name, node.unit.name, node, of)

    def _known(self, name: str, line: Line) -> Line:
        """What of a figure is known, which is all that the days asked about can rest on.

        Raises:
            NotCompiledError: it is not.
        """
        pieces = [*zip(line.starts, line.values, strict=True)]
        for start, value in pieces:
            if isinstance(value, Open) and start < self._graph.after:
                raise NotCompiledError(name, "is not known yet")
        return joined([(start, value) for start, value in pieces if not isinstance(value, Open)])

    def _gathered(self, node: Through, lines: Mapping[str, Line]) -> Line:
        """What is gathered from timelines that no table changes, as the solver does it."""
        book = self._book
        units = {name: unit for name in lines if (unit := book.unit_of(name)) is not None}
        names = {node.unit.name, *(unit.name for unit in units.values())}
        above = {
            (low.name, high.name): [0]
            for unit in (node.unit, *units.values())
            for low in (unit, *unit.above)
            for high in low.above
        }
        names |= {name for pair in above for name in pair}

        def said(name: str, row: int) -> Line:
            del row
            return lines[name]

        world = World(
            self._law, Facts(dict.fromkeys(names, 1), above, said),
            self._graph.start, self._graph.end,
        )  # fmt: skip
        return world.gathered(node, lines)

    def _line(self, value: int | bool) -> Line:
        return Timeline((self._graph.start,), (value,))


def _giving(value: int | bool, begin: Day, after: Day) -> Version:
    arguments = ast.arguments([], [], None, [], [], None, [])
    tree = ast.FunctionDef("absent", arguments, [ast.Return(ast.Constant(value))], [])
    return Version(begin, after, tree, (), ())
