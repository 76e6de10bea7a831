"""A whole program: what the norms call, the loop of each part, and the loop over families."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from perenou.rules.calendar import month_of, month_start, next_month_start
from perenou.rules.compile.blocks import ARRAYS, Block, Blocks
from perenou.rules.compile.cuts import EXACTLY, REACHES
from perenou.rules.compile.nodes import Column, Constant, Graph, Line
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.compile.schedule import MOST
from perenou.rules.compile.source import KNOWN, Functions
from perenou.rules.rule import Unit
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

PIECES: Final = 1 << 16
"""The most pieces that the timelines of one family may have together."""

ROOM: Final = 1 << 13
"""Room after them for the pieces of one row more: one for each day of over twenty years."""

SWEPT: Final = ROOM * (MOST + 1)
"""Room for the pieces of a sweep, or of a recurrence, until all are there."""

OVERFLOWN: Final = 1
UNDECIDED: Final = 2

_TIMELINES: Final = """
def put(S, V, begin, top, day, value):
    if top > begin and S[top - 1] == day:
        top -= 1
    if top == begin or V[top - 1] != value:
        S[top] = day
        V[top] = value
        top += 1
    return top

def piece(S, V, O, N, slot, a, cut):
    i = O[slot]
    last = i + N[slot] - 1
    while i < last and S[i + 1] <= a:
        i += 1
    if i < last and S[i + 1] < cut[0]:
        cut[0] = S[i + 1]
    return V[i]

def known(value, cut):
    if value == UNKNOWN:
        cut[1] = 1
        return 0
    return value

def settled(value, cut):
    if cut[1] != 0:
        cut[1] = 0
        return UNKNOWN
    return value

def value_on(S, V, o, n, day):
    i = o
    while i + 1 < o + n and S[i + 1] <= day:
        i += 1
    return V[i]

def days_within(S, V, o, n, since, until):
    found = 0
    for i in range(n):
        if V[o + i] != 0:
            a = since if i == 0 or S[o + i] < since else S[o + i]
            b = S[o + i + 1] if i + 1 < n and S[o + i + 1] < until else until
            if a < b:
                if V[o + i] == UNKNOWN:
                    return UNKNOWN
                found += b - a
    return found

def sum_of_months(S, V, o, n, since, until):
    found = 0
    for i in range(n):
        a = since if i == 0 or S[o + i] < since else S[o + i]
        b = S[o + i + 1] if i + 1 < n and S[o + i + 1] < until else until
        if a < b:
            months = month_of(b - 1) - month_of(a - 1)
            if months > 0:
                if V[o + i] == UNKNOWN:
                    return UNKNOWN
                found += months * V[o + i]
    return found
"""


@dataclass(frozen=True, slots=True)
class Program:
    """The program of some names.

    Attributes:
        text: it, in a small part of Python: ``kernel(low, high, ...)`` over arrays of numbers.
        asked: by name that is asked, the unit of its rows. data: the table's arrays in their order.
        columns: the facts that are read; those that count on other days only are not.
        units: of which rows are counted. slots: by unit, the timelines of one row.
        constants: the timelines that stand in the first slots, the same for every row.
        flags: how many gates there are. groups: the names that are computed day after day together.
        start: the first day of the horizon. without: the units of which no family has a row.
    """

    text: str
    asked: Mapping[str, str]
    data: tuple[str, ...]
    columns: tuple[Column, ...]
    units: tuple[str, ...]
    slots: Mapping[str, int]
    constants: tuple[Line, ...]
    flags: int
    groups: tuple[tuple[str, ...], ...]
    start: Day
    without: frozenset[str]

    @property
    def unit_names(self) -> dict[str, str]:
        """By name of a fact that is read, the unit of its rows."""
        return {column.name: column.unit for column in self.columns}


def program_of(graph: Graph, asked: Sequence[str], months: int) -> Program:
    """Write the program of some names.

    Args:
        months: how many months are asked about.
    """
    return _Writing(graph, asked).program(months)


class _Writing:
    def __init__(self, graph: Graph, asked: Sequence[str]) -> None:
        self.graph = graph
        self.asked = tuple(asked)
        self.blocks = Blocks(graph, asked)
        self.constants = [self._line(name) for name in self.blocks.same]
        read = [each for block in self.blocks.blocks for each in block.data]
        as_is = (*asked, *self.blocks.gates.all)
        columns = [f"column_{name}" for name in as_is if self._is_read_as_is(name)]
        self.data = [*dict.fromkeys((*read, *columns))]

    def program(self, months: int) -> Program:
        text = "\n\n".join(
            (
                '"""Written by a program from the norms; not meant to be changed."""',
                f"NEVER = {NEVER}\nUNKNOWN = {UNKNOWN}\nLIMIT = {PIECES}\nSWEPT = {SWEPT}",
                *self._functions(),
                _TIMELINES.strip(),
                *("\n".join(block.lines) for block in self.blocks.blocks),
                "\n".join(self._kernel(months)) + "\n",
            )
        )
        read = (
            node
            for node in self.graph.nodes.values()
            if isinstance(node, Column) and f"column_{node.name}" in self.data
        )
        return Program(
            text, {name: self.unit_of(name).name for name in self.asked}, tuple(self.data),
            tuple(read), tuple(self.blocks.units), dict(self.blocks.widths), tuple(self.constants),
            len(self.blocks.gates.all), self.graph.groups, self.graph.start, self.graph.without,
        )  # fmt: skip

    def unit_of(self, name: str) -> Unit:
        """The unit whose rows a name has."""
        unit = self.graph.law.book.unit_of(name)
        if unit is None:
            raise KeyError(name)
        return unit

    def _is_read_as_is(self, name: str) -> bool:
        node = self.graph.nodes[name]
        return isinstance(node, Column) and not node.is_line

    def _line(self, name: str) -> Line:
        node = self.graph.nodes[name]
        if not isinstance(node, Constant):
            raise TypeError(name)
        pieces = zip(node.line.starts, node.line.values, strict=True)
        # What is not known of a figure is nowhere read from here: see ``Version.unknown``.
        known = joined((day, value) for day, value in pieces if not isinstance(value, Open))
        return known if known.starts else Timeline((self.graph.start,), (0,))

    def _functions(self) -> list[str]:
        functions = self.graph.functions
        passing: list[Callable[..., Any]] = [
            *REACHES.values(), *EXACTLY.values(), month_start, next_month_start, month_of,
        ]  # fmt: skip
        names = [functions.name_of(each) for each in passing]
        done: dict[str, ast.FunctionDef] = {}
        _gather([*names, *sorted(self.blocks.called)], functions, done)
        return [ast.unparse(ast.fix_missing_locations(tree)) for tree in done.values()]

    def _kernel(self, months: int) -> list[str]:
        units = self.blocks.units
        arguments = ", ".join(
            (
                "low", "high", *ARRAYS, "families", "months", "failed",
                *(f"rows_{unit}" for unit in units),
                *self.data, *(f"out_{at}" for at in range(len(self.asked))),
            )
        )  # fmt: skip
        lines = [
            f"def kernel({arguments}):",
            "    for place in range(low, high):",
            "        family = families[place]",
            f"        top = {sum(len(line.starts) for line in self.constants)}",
            f"        slot = {len(self.constants)}",
        ]
        for at, unit in enumerate(units):
            lines += [
                f"        G[{at}] = rows_{unit}[family]",
                f"        C[{at}] = rows_{unit}[family + 1] - rows_{unit}[family]",
                f"        B[{at}] = slot",
                f"        slot += C[{at}] * {self.blocks.widths[unit]}",
            ]
        gates = self.blocks.gates
        lines += [f"        F[{at}] = 0" for at in range(len(gates.all))]
        lines += [f"        live_{at} = 1" for at in range(len(self.asked))]
        for name in gates.all:
            lines += self._noted(name)
        for loop, block in zip(self.blocks.loops, self.blocks.blocks, strict=True):
            live = (f"live_{at} != 0" for at, name in enumerate(self.asked) if name in loop.needs)
            given = ", ".join((*ARRAYS, "top", *block.data))
            lines += [
                f"        if top >= 0 and ({' or '.join(live)}):",
                f"            top = {block.name}({given})",
            ]
            for name in loop.names:
                lines += self._closed(name)
        lines += [
            "        if overflow() != 0 or top < 0:",
            f"            failed[family] = {OVERFLOWN}",
            "            continue",
        ]
        for at, name in enumerate(self.asked):
            lines += self._told(at, name, months)
        return lines

    def _noted(self, name: str) -> list[str]:
        """Noting, before all else, whether a fact that is a gate holds for any row."""
        node = self.graph.nodes[name]
        if not isinstance(node, Column) or node.is_line:
            return []
        unit = self.blocks.units.index(node.unit)
        return [
            f"        for r in range(C[{unit}]):",
            f"            if column_{name}[G[{unit}] + r] != 0:",
            f"                F[{self.blocks.gates.all.index(name)}] = 1",
            *self._closed(name),
        ]

    def _closed(self, name: str) -> list[str]:
        """Leaving out what hangs on a gate that holds for no row."""
        gates = self.blocks.gates
        asked = [at for at, each in enumerate(self.asked) if name in gates.of[each]]
        if not asked:
            return []
        return [
            f"        if F[{gates.all.index(name)}] == 0:",
            *(f"            live_{at} = 0" for at in asked),
        ]

    def _told(self, at: int, name: str, months: int) -> list[str]:
        """Writing out the values of an asked name."""
        unit = self.unit_of(name)
        place = self.blocks.units.index(unit.name)
        # Where it is not live, it is nothing, as what is written to is from the start.
        lines = [f"        for r in range(C[{place}] if live_{at} != 0 else 0):"]
        if self.graph.is_single(name):
            value = self.blocks.value(Block("", frozenset()), name, unit, "r")
            lines += [f"            for m in range({months}):", f"                v = {value}"]
        else:
            slot = self.blocks.at(name, "r")
            lines += [
                f"            i = O[{slot}]",
                f"            last = i + N[{slot}] - 1",
                f"            for m in range({months}):",
                "                while i < last and S[i + 1] <= months[m]:",
                "                    i += 1",
                "                v = V[i]",
            ]
        return [
            *lines,
            f"                out_{at}[(G[{place}] + r) * {months} + m] = v",
            "                if v == UNKNOWN:",
            f"                    failed[family] = {UNDECIDED}",
        ]


def _called(tree: ast.AST) -> Iterable[str]:
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            yield each.func.id


def _gather(names: Iterable[str], functions: Functions, done: dict[str, ast.FunctionDef]) -> None:
    """Functions by name, each after those that it calls."""
    for name in names:
        if name in done or name in KNOWN:
            continue
        tree = functions.named(name)
        _gather(_called(tree), functions, done)
        done[name] = tree
