"""What asked names rest on, once what a table says nothing about is folded away."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

from perenou.rules.compile.cuts import TOTAL, cutting, passing
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.rules.compile.fold import Turns, folded, only_value
from perenou.rules.compile.rows import UNKNOWN, Shape
from perenou.rules.compile.source import Functions
from perenou.rules.lawbook import MOVING, OWN_ROW, Law
from perenou.rules.rule import Across, Rule, Through, Unit
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
    "pick": NOBODY,
}
"""By kind of aggregate: what it is where no row counts."""

LOOKING_BACK: Final = frozenset({"since", "previous_end", "ever_before", TOTAL})
LOOKING_AHEAD: Final = frozenset({"first", "value_on", "days_within", "sum_of_months"})
"""The through kinds that look at the days before, or also at those to come."""

COUNTING: Final = frozenset({"count", "order"})
"""The aggregates that are a number of rows at most."""

WITHOUT_BEGIN: Final = {"begin_in_month": NEVER, "days_in_month_if_begun_inside": 0}
"""By through kind: what it is for a month in which nothing begins."""


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
        return node.node.kind in ("since", "previous_end") and self.is_single(node.of)

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


def graph_of(
    law: Law,
    asked: Iterable[str],
    columns: Mapping[str, Shape],
    ordinary: Mapping[str, Line],
    most: Mapping[str, int],
    horizon: tuple[Day, Day],
    days: tuple[Day, Day],
) -> Graph:
    """The graph of some names over a table.

    Args:
        columns: the facts that the table has.
        ordinary: by name, what the facts are that it may be silent about. most: by unit, the most
            rows that a family has, where that is known. horizon: as of the solver. days: the first
            day and the day after the last one asked about, of whole months.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    graph = Graph(law, *horizon, *days)
    making = _Making(graph, columns, ordinary, most)
    wanted = tuple(asked)
    for name in wanted:
        making.node(name)
    _simplify(graph)
    kept = _reached(graph, wanted)
    graph.nodes = {name: node for name, node in graph.nodes.items() if name in kept}
    if missing := making.missing & kept:
        raise MissingColumnsError(tuple(sorted(missing)))
    graph.groups = groups_of(graph, wanted)
    together = [name for group in graph.groups for name in group]
    within = _within_a_month(graph, wanted)
    back, ahead = [*together], []
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and name not in within:
            back += [node.of] if node.node.kind in LOOKING_BACK | LOOKING_AHEAD else []
            ahead += [node.of] if node.node.kind in LOOKING_AHEAD else []
    graph.past, graph.future = _reached(graph, back), _reached(graph, ahead)
    for group in graph.groups:
        graph.future |= frozenset(group) if graph.future & set(group) else frozenset()
    return graph


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


def groups_of(graph: Graph, asked: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Totals with what rests on them directly and with what they add up, if that rests on them.

    Raises:
        NotCompiledError: a total is asked for itself, or is gathered from rows or through time.
    """
    group: dict[str, set[str]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, Constant | Column):
            continue
        members = {each for each in node.rests_on if graph.is_total(each)}
        if members and not isinstance(node, Norm):
            raise NotCompiledError(name, "gathers a running total")
        if graph.is_total(name) and name in asked:
            raise NotCompiledError(name, "is a running total")
        members |= set(graph.law.book.groups.get(name, ())) & set(graph.nodes)
        if members or graph.is_total(name):
            joined_up = {name, *members}
            for each in [*joined_up]:
                joined_up |= group.get(each, set())
            for each in joined_up:
                group[each] = joined_up
    found: dict[int, tuple[str, ...]] = {}
    for members in group.values():
        if id(members) not in found:
            found[id(members)] = _ordered(graph, members)
    return tuple(each for each in found.values() if each)


def _ordered(graph: Graph, members: Collection[str]) -> tuple[str, ...]:
    """The names of a group, each after those that it rests on, totals first."""
    nodes = {name: graph.nodes[name] for name in graph.nodes if name in members}
    left = {
        name: set(node.rests_on) & set(nodes)
        for name, node in nodes.items()
        if not isinstance(node, Constant | Column)
    }
    found = [name for name in left if graph.is_total(name)]
    if not found:
        return ()
    while len(found) < len(left):
        found.append(next(n for n in left if n not in found and left[n] <= {*found}))
    return tuple(found)


def _reached(graph: Graph, names: Iterable[str]) -> frozenset[str]:
    """Some names and all that they rest on."""
    found: set[str] = set()
    todo = [*names]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            node = graph.nodes[name]
            todo += () if isinstance(node, Constant | Column) else node.rests_on
    return frozenset(found)


def _simplify(graph: Graph) -> None:
    """Let names rest on what others only pass on, and on whether anybody is picked, not on whom."""
    for name, node in [*graph.nodes.items()]:
        if isinstance(node, Norm):
            versions = (_with_anybody(graph, version) for version in node.versions)
            graph.nodes[name] = replace(
                node,
                versions=tuple(
                    replace(each, inputs=tuple(_passed_on(graph, given) for given in each.inputs))
                    for each in versions
                ),
            )
        elif isinstance(node, ThroughTime) and not isinstance(graph.nodes[node.of], Constant):
            way = graph.way(node.node.unit, node.of)
            given = _passed_on(graph, Input("", node.of, way, is_truth=False))
            if graph.way(node.node.unit, given.name) == given.way:
                graph.nodes[name] = replace(node, of=given.name)
    order = [*graph.nodes]
    graph.nodes = {name: graph.nodes[name] for name in _in_order(graph, order)}


def _in_order(graph: Graph, names: Iterable[str]) -> list[str]:
    """Names, each after those that it rests on, as far as they do not rest on each other."""
    found: dict[str, bool] = {}

    def visit(name: str) -> None:
        if name not in found:
            found[name] = False
            node = graph.nodes[name]
            for each in () if isinstance(node, Constant | Column) else node.rests_on:
                visit(each)
            found[name] = found.pop(name)

    for name in names:
        visit(name)
    return [*found]


def _with_anybody(graph: Graph, version: Version) -> Version:
    """A version that asks whether anybody is picked, where that is all that it looks at."""
    inputs = []
    tree = version.tree
    for each in version.inputs:
        node = graph.nodes[each.name]
        if isinstance(node, AcrossRows) and node.node.kind == "pick" and node.node.among:
            asking = _Anybody(each.parameter)
            changed = asking.visit(deepcopy(tree))
            if not asking.looks_at_whom:
                tree = changed
                name = f"anybody of {each.name}"
                across = replace(node.node, name=name, kind="any", of="", own="", gives="bool")
                graph.nodes[name] = AcrossRows(name, node.unit, across, (across.among,))
                inputs.append(replace(each, name=name, is_truth=True))
                continue
        inputs.append(each)
    return replace(version, tree=tree, inputs=tuple(inputs))


class _Anybody(ast.NodeTransformer):
    """Puts a truth value in place of comparisons of somebody's row with that of nobody."""

    def __init__(self, parameter: str) -> None:
        self._parameter = parameter
        self.looks_at_whom = False

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        match node:
            case ast.Compare(ast.Name(name), [op], [ast.Constant(value)]) if (
                name == self._parameter and value == NOBODY and isinstance(op, ast.Eq | ast.NotEq)
            ):
                held = ast.Name(name, ast.Load())
                return held if isinstance(op, ast.NotEq) else ast.UnaryOp(ast.Not(), held)
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.Name:
        self.looks_at_whom = self.looks_at_whom or node.id == self._parameter
        return node


def _passed_on(graph: Graph, given: Input) -> Input:
    """The argument that a norm passes on, if that is all that it does."""
    node = graph.nodes[given.name]
    while isinstance(node, Norm) and len(node.versions) == 1:
        version = node.versions[0]
        match version.tree.body, version.inputs:
            case [ast.Return(ast.Name())], [inner] if not version.moving and not version.totals:
                given = replace(given, name=inner.name, way=(*given.way, *inner.way))
            case _:
                return given
        node = graph.nodes[given.name]
    return given


def _within_a_month(graph: Graph, asked: Collection[str]) -> frozenset[str]:
    """The values on the day on which something begins in a month, which count in that month only.

    It is proved of each norm that takes one: where nothing begins, it does not look at it.
    """
    beginning: dict[str, dict[str, int]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and node.node.kind in WITHOUT_BEGIN:
            beginning.setdefault(node.of, {})[name] = WITHOUT_BEGIN[node.node.kind]
    found: dict[str, dict[str, int]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and node.node.kind == "value_on" and name not in asked:
            day = graph.nodes[node.node.by[0]]
            if isinstance(day, ThroughTime) and day.node.kind == "begin_in_month":
                found[name] = beginning[day.of]
    for node in graph.nodes.values():
        if isinstance(node, Constant | Column):
            continue
        for name in found.keys() & {*node.rests_on}:
            if not isinstance(node, Norm) or _looks_at(graph, node, name, found[name]):
                found.pop(name)
    return frozenset(found)


def _looks_at(graph: Graph, norm: Norm, name: str, known: Mapping[str, int]) -> bool:
    """Whether a norm may look at a name where others are known."""
    for version in norm.versions:
        given = {each.parameter: known[each.name] for each in version.inputs if each.name in known}
        left = folded(version.tree, given, {}, graph.functions.called)
        read = {each.arg for each in left.args.args}
        if any(each.name == name and each.parameter in read for each in version.inputs):
            return True
    return False


class _Making:
    def __init__(
        self,
        graph: Graph,
        columns: Mapping[str, Shape],
        ordinary: Mapping[str, Line],
        most: Mapping[str, int],
    ) -> None:
        self._graph = graph
        self._most = most
        self._without = frozenset(unit for unit, rows in most.items() if rows == 0)
        self._law, self._book = graph.law, graph.law.book
        self._columns = columns
        self._ordinary = ordinary
        self.missing: set[str] = set()
        self._in_hand: set[str] = set()

    def node(self, name: str) -> Node:
        """A name's node, made after those that it rests on."""
        nodes = self._graph.nodes
        if name not in nodes and name in self._book.groups:
            self._together(self._book.groups[name])
        elif name not in nodes:
            found = self._made(name)  # which may add others first
            nodes[name] = found
        return nodes[name]

    def _together(self, names: Sequence[str]) -> None:
        """Make what rests on its own past; a total of nothing may leave others with nothing, too."""
        nodes = self._graph.nodes
        self._in_hand |= set(names)
        nothing: set[str] = set()
        is_settled = False
        while not is_settled:
            for name in names:
                nodes.pop(name, None)
            for name in names:
                made = self._line(0) if name in nothing else None
                nodes[name] = self._made(name) if made is None else Constant(name, made)
            fresh = {
                name
                for name, of in ((n, self._book.through[n].of) for n in names if n in self._book.through)
                if name not in nothing and isinstance(nodes[of], Constant)
                and not any(nodes[of].line.values)
            }
            nothing |= fresh
            is_settled = not fresh
        self._in_hand -= set(names)

    def _constant(self, name: str) -> Line | None:
        if name in self._in_hand and name not in self._graph.nodes:
            return None
        node = self.node(name)
        return node.line if isinstance(node, Constant) else None

    def _made(self, name: str) -> Node:
        book = self._book
        unit = book.unit_of(name)
        if unit is not None and unit.name in self._without:
            return Constant(name, self._line(ABSENT[book.gives(name)]))  # of no row at all
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
                if found and _is_same(found[-1], version):
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
        most = {each: most for each, name in inputs.items() if (most := self._counted(name))}
        known: dict[str, int | bool] = {}
        unknown: set[str] = set()
        while True:
            try:
                left = folded(tree, known, passes, functions.called, most)
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
        growing = {each: TOTAL for each in read if self._is_total(inputs[each])}
        taken = [
            Input(
                each, inputs[each], self._book.way_to(rule.unit, inputs[each]) or (),
                self._book.gives(inputs[each]) == "bool",
            )
            for each in read
            if each not in moving and each not in unknown
        ]  # fmt: skip
        return Version(
            begin, after, cutting(left, {**moving, **growing}),
            tuple(each for each in taken if each.parameter not in growing),
            tuple(each for each in taken if each.parameter in growing),
            tuple((each, moving[each]) for each in read if each in moving),
            tuple(each for each in read if each in unknown),
        )  # fmt: skip

    def _counted(self, name: str) -> int | None:
        """How many rows a name counts at most; None: that is not known, or it counts none."""
        node = self._book.across.get(name)
        return self._most.get(node.members.name) if node and node.kind in COUNTING else None

    def _is_total(self, name: str) -> bool:
        node = self._book.through.get(name)
        return node is not None and node.kind == TOTAL

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
        lines = {name: self._constant(name) for name in (node.of, *node.by)}
        constant = {name: line for name, line in lines.items() if line is not None}
        is_total = node.kind == TOTAL
        if len(constant) == len(lines) and not (is_total and any(constant[node.of].values)):
            return Constant(node.name, self._gathered(node, constant))
        of = node.of
        if node.kind == "value_on" and of in self._book.parameters:
            of = f"{of} on any day"
            line = self._law.reaching_back(node.of)
            values = (UNKNOWN if isinstance(value, Open) else value for value in line.values)
            known = joined(zip(line.starts, values, strict=True))
            self._graph.nodes[of] = Constant(of, known)
        return ThroughTime(node.name, node.unit.name, node, of)

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


def _is_same(one: Version, other: Version) -> bool:
    """Whether two versions say the same."""
    return (one.text, one.inputs, one.totals) == (other.text, other.inputs, other.totals)


def _giving(value: int | bool, begin: Day, after: Day) -> Version:
    arguments = ast.arguments([], [], None, [], [], None, [])
    tree = ast.FunctionDef("absent", arguments, [ast.Return(ast.Constant(value))], [])
    return Version(begin, after, tree)
