"""What asked names rest on, once what a table says nothing about is folded away."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from perenou.rules.compile.cuts import TOTAL, cutting, passing
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.rules.compile.fold import Turns, folded
from perenou.rules.compile.nodes import (
    NOTHING,
    AcrossRows,
    Column,
    Constant,
    Graph,
    Input,
    Line,
    Node,
    Norm,
    ThroughTime,
    Version,
)
from perenou.rules.compile.rows import UNKNOWN, Shape
from perenou.rules.compile.simplify import simplify
from perenou.rules.compile.windows import reached, set_windows
from perenou.rules.lawbook import MOVING, OWN_ROW, Law
from perenou.rules.rule import Across, Rule, Through
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, Day
from perenou.rules.unknown import Open
from perenou.rules.world import Facts, World

COUNTING: Final = frozenset({"count", "order"})
"""The aggregates that are a number of rows at most."""


def graph_of(
    law: Law,
    asked: Iterable[str],
    columns: Mapping[str, Shape],
    ordinary: Mapping[str, Line],
    most: Mapping[str, int],
    horizon: tuple[Day, Day],
    days: tuple[Day, Day],
    *,
    is_short: bool = True,
) -> Graph:
    """The graph of some names over a table.

    Args:
        columns: the facts that the table has.
        ordinary: by name, what the facts are that it may be silent about. most: by unit, the most
            rows that a family has, where that is known. horizon: as of the solver. days: the first
            day and the day after the last one asked about, of whole months. is_short: whether
            shorter ways to the same values are taken; without them every name is one of the law,
            and no day is one of many, nor any figure unknown.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    without = frozenset(unit for unit, rows in most.items() if rows == 0)
    graph = Graph(law, *horizon, *days, without)
    making = _Making(graph, columns, ordinary, most)
    wanted = tuple(asked)
    for name in wanted:
        making.node(name)
    if is_short:
        simplify(graph)
    kept = reached(graph, wanted)
    graph.nodes = {name: node for name, node in graph.nodes.items() if name in kept}
    if missing := making.missing & kept:
        raise MissingColumnsError(tuple(sorted(missing)))
    set_windows(graph, wanted)
    if not is_short:
        _refuse_open_ends(graph)
    return graph


def _refuse_open_ends(graph: Graph) -> None:
    """Refuse what grows from day to day, and figures looked up that are not known yet."""
    if graph.groups:
        raise NotCompiledError(graph.groups[0][0], "own_past")
    for name, node in graph.nodes.items():
        if isinstance(node, Constant):
            for start, value in zip(node.line.starts, node.line.values, strict=True):
                if not isinstance(value, Open) and value == UNKNOWN and start < graph.after:
                    raise NotCompiledError(name, "not_known")


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
        self._without = graph.without
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
        """Make what rests on its own past; totals of nothing may leave others with nothing."""
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
            fresh = {name for name in names if name not in nothing and self._adds_nothing(name)}
            nothing |= fresh
            is_settled = not fresh
        self._in_hand -= set(names)

    def _adds_nothing(self, name: str) -> bool:
        """Whether a name is a total of what is always nothing."""
        if not self._is_total(name):
            return False
        of = self._graph.nodes[self._book.through[name].of]
        return isinstance(of, Constant) and not any(of.line.values)

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
        for begin, after, rule, *_ in horizon.norm(name):
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
