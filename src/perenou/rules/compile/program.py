"""A whole program: what the norms call, the loop of each part, and the loop over families."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.compile.blocks import ARRAYS, Block, Blocks
from perenou.rules.compile.cuts import EXACTLY, REACHES
from perenou.rules.compile.graph import Column, Constant, Graph, Line
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.compile.source import KNOWN, Functions
from perenou.rules.rule import Unit
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER
from perenou.rules.unknown import Open

PIECES: Final = 1 << 16
"""The most pieces that the timelines of one family may have together."""

ROOM: Final = 1 << 13
"""Room after them for the pieces of one row more: one for each day of over twenty years."""

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
"""


class Program:
    """The program of some names.

    Attributes:
        text: it, in a small part of Python: ``kernel(low, high, ...)`` over arrays of numbers.
        data: the table's arrays in their order. made: the names that have a slot for each row.
        constants: the timelines that stand in the first slots, the same for every row.
    """

    def __init__(self, graph: Graph, asked: Sequence[str], months: int) -> None:
        self.graph = graph
        self.asked = tuple(asked)
        self.blocks = Blocks(graph, asked)
        self.made = [name for loop in self.blocks.loops for name in loop.names]
        self._same = [n for n in self.blocks.order if isinstance(graph.nodes[n], Constant)]
        self.constants = [self._line(name) for name in self._same]
        read = [each for block in self.blocks.blocks for each in block.data]
        columns = [f"column_{name}" for name in asked if self._is_read_as_is(name)]
        self.data = [*dict.fromkeys((*read, *columns))]
        self.text = "\n\n".join(
            (
                '"""Written by a program from the norms; not meant to be changed."""',
                f"NEVER = {NEVER}\nUNKNOWN = {UNKNOWN}\nLIMIT = {PIECES}",
                _TIMELINES.strip(),
                *self._functions(),
                *("\n".join(block.lines) for block in self.blocks.blocks),
                "\n".join(self._kernel(months)) + "\n",
            )
        )

    @property
    def fixed_slots(self) -> list[tuple[int, int]]:
        """Which places of ``B`` are the same for every family, and what stands there."""
        return [(self.blocks.order.index(name), at) for at, name in enumerate(self._same)]

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
            *REACHES.values(), *EXACTLY.values(), month_start, next_month_start,
        ]  # fmt: skip
        names = [functions.name_of(each) for each in passing]
        done: dict[str, ast.FunctionDef] = {}
        _gather([*names, *sorted(self.blocks.called)], functions, done)
        return [ast.unparse(ast.fix_missing_locations(tree)) for tree in done.values()]

    def _kernel(self, months: int) -> list[str]:
        units, order = self.blocks.units, self.blocks.order
        arguments = ", ".join(
            (
                "low", "high", *ARRAYS, "months", "failed", *(f"rows_{unit}" for unit in units),
                *self.data, *(f"out_{at}" for at in range(len(self.asked))),
            )
        )  # fmt: skip
        lines = [
            f"def kernel({arguments}):",
            "    for family in range(low, high):",
            f"        top = {sum(len(line.starts) for line in self.constants)}",
            f"        slot = {len(self.constants)}",
        ]
        for at, unit in enumerate(units):
            lines += [
                f"        G[{at}] = rows_{unit}[family]",
                f"        C[{at}] = rows_{unit}[family + 1] - rows_{unit}[family]",
            ]
        for name in self.made:
            unit_at = units.index(self.unit_of(name).name)
            lines += [f"        B[{order.index(name)}] = slot", f"        slot += C[{unit_at}]"]
        for block in self.blocks.blocks:
            given = ", ".join((*ARRAYS, "top", *block.data))
            lines += ["        if top >= 0:", f"            top = {block.name}({given})"]
        lines += [
            "        if top < 0:",
            f"            failed[family] = {OVERFLOWN}",
            "            continue",
        ]
        for at, name in enumerate(self.asked):
            lines += self._told(at, name, months)
        return lines

    def _told(self, at: int, name: str, months: int) -> list[str]:
        """Writing out the values of an asked name."""
        unit = self.unit_of(name)
        place = self.blocks.units.index(unit.name)
        lines = [f"        for r in range(C[{place}]):"]
        if self.graph.is_single(name):
            value = self.blocks.value(Block("", frozenset()), name, unit, "r")
            lines += [f"            for m in range({months}):", f"                v = {value}"]
        else:
            same = isinstance(self.graph.nodes[name], Constant)
            slot = self.blocks.base(name) + ("" if same else " + r")
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
