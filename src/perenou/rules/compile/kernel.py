"""A kernel: its text, kept on disk with the machine code that Numba makes of it, and its run."""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.compile.blocks import ARRAYS, Block, Blocks
from perenou.rules.compile.cuts import EXACTLY, REACHES
from perenou.rules.compile.graph import Column, Constant, Graph, Line, graph_of
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows
from perenou.rules.compile.source import KNOWN, Functions
from perenou.rules.lawbook import Law
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open

PIECES: Final = 1 << 16
"""The most pieces that the timelines of one family may have together."""

ROOM: Final = 1 << 13
"""Room after them for the pieces of one row more: one for each day of over twenty years."""

_PUT: Final = """
def put(S, V, begin, top, day, value):
    if top > begin and S[top - 1] == day:
        top -= 1
    if top == begin or V[top - 1] != value:
        S[top] = day
        V[top] = value
        top += 1
    return top
"""
_PIECE: Final = """
def piece(S, V, O, N, slot, a, b):
    i = O[slot]
    last = i + N[slot] - 1
    while i < last and S[i + 1] <= a:
        i += 1
    if i < last and S[i + 1] < b:
        b = S[i + 1]
    return V[i], b
"""
_KNOWN: Final = """
def known(value, cut):
    if value == UNKNOWN:
        cut[1] = 1
        return np.int64(0)
    return np.int64(value)
"""
_SETTLED: Final = """
def settled(value, cut):
    if cut[1] != 0:
        cut[1] = 0
        return np.int64(UNKNOWN)
    return np.int64(value)
"""
_VALUE_ON: Final = """
def value_on(S, V, o, n, day):
    i = o
    while i + 1 < o + n and S[i + 1] <= day:
        i += 1
    return V[i]
"""
_DAYS_WITHIN: Final = """
def days_within(S, V, o, n, since, until):
    found = 0
    for i in range(n):
        if V[o + i] != 0:
            a = since if i == 0 or S[o + i] < since else S[o + i]
            b = S[o + i + 1] if i + 1 < n and S[o + i + 1] < until else until
            if a < b:
                if V[o + i] == UNKNOWN:
                    return np.int64(UNKNOWN)
                found += b - a
    return found
"""


@dataclass(frozen=True, slots=True)
class Results:
    """What a kernel gave.

    Attributes:
        values: by name, rows of its unit by months: the value on each month's first day.
        overflown: the places of families whose timelines have more pieces than there is room for.
        undecided: the places of those whose answer may rest on what is not known.
            What is given for either says nothing.
    """

    values: Mapping[str, NDArray[np.int64]]
    overflown: NDArray[np.int64]
    undecided: NDArray[np.int64]


class Kernel:
    """The law of a day for some names, compiled.

    Attributes:
        asked: the names. months: the first days of the months asked about.
        text: what Numba compiles.
    """

    def __init__(
        self,
        graph: Graph,
        asked: Sequence[str],
        months: Sequence[Day],
        directory: Path | None,
    ) -> None:
        self.graph = graph
        self.asked = tuple(asked)
        self.months = np.asarray(months, np.int64)
        self._blocks = Blocks(graph, asked)
        self._made = [name for loop in self._blocks.loops for name in loop.names]
        self.text = self._written()
        self._run = _as_python(self.text) if directory is None else _loaded(self.text, directory)

    def run(self, rows: Rows, *, chunks: int = 0) -> Results:
        """The values of the asked names for the families of a table.

        Args:
            chunks: into how many pieces the families are shared out; 0: by the processors.
        """
        count = rows.families
        parts = max(1, min(count, chunks or 16 * (os.cpu_count() or 1)))
        bounds = np.linspace(0, count, parts + 1).astype(np.int64)
        outputs = [
            np.zeros((rows.count(self._unit_of(name)), len(self.months)), np.int64)
            for name in self.asked
        ]
        failed = np.zeros(count, np.uint8)
        starts, held, offsets, sizes = self._constants()
        slots = self._slots(rows)
        self._run(
            bounds[:-1], bounds[1:], slots, starts, held, offsets, sizes, self.months, failed,
            *(rows.offsets[unit] for unit in self._blocks.units),
            *(self._array(rows, each) for each in self._data), *outputs,
        )  # fmt: skip
        values = dict(zip(self.asked, outputs, strict=True))
        overflown, undecided = (np.flatnonzero(failed == why).astype(np.int64) for why in (1, 2))
        return Results(values, overflown, undecided)

    def _unit_of(self, name: str) -> str:
        unit = self.graph.law.book.unit_of(name)
        if unit is None:
            raise KeyError(name)
        return unit.name

    @property
    def _data(self) -> list[str]:
        columns = [f"column_{name}" for name in self.asked if self._is_read_as_is(name)]
        read = [each for block in self._blocks.blocks for each in block.data]
        return list(dict.fromkeys((*read, *columns)))

    def _is_read_as_is(self, name: str) -> bool:
        node = self.graph.nodes[name]
        return isinstance(node, Column) and not node.is_line

    @property
    def _constant_names(self) -> list[str]:
        nodes = self.graph.nodes
        return [name for name in self._blocks.order if isinstance(nodes[name], Constant)]

    def _constants(self) -> tuple[NDArray[np.int64], ...]:
        lines = [self._line(name) for name in self._constant_names]
        sizes = np.asarray([len(line.starts) for line in lines], np.int64)
        offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        starts = np.asarray([day for line in lines for day in line.starts], np.int64)
        values = np.asarray([int(value) for line in lines for value in line.values], np.int64)
        return starts, values, offsets, sizes

    def _line(self, name: str) -> Line:
        node = self.graph.nodes[name]
        if not isinstance(node, Constant):
            raise TypeError(name)
        pieces = zip(node.line.starts, node.line.values, strict=True)
        # What is not known of a figure is nowhere read from here: see ``Version.unknown``.
        known = joined((day, value) for day, value in pieces if not isinstance(value, Open))
        return known if known.starts else Timeline((self.graph.start,), (0,))

    def _slots(self, rows: Rows) -> int:
        most = {unit: rows.most(unit) for unit in self._blocks.units}
        found = len(self._constant_names)
        return found + sum(most[self._unit_of(name)] for name in self._made)

    @staticmethod
    def _array(rows: Rows, name: str) -> NDArray[Any]:
        kind, _, rest = name.partition("_")
        if kind == "up":
            below, _, above = rest.partition("__")
            return rows.above[below, above]
        column = rows.columns[rest]
        if isinstance(column, LineColumn):
            return {"column": column.values, "days": column.days, "offsets": column.offsets}[kind]
        return column

    # ------------------------------------------------------------------ text

    def _written(self) -> str:
        blocks, order = self._blocks, self._blocks.order
        data = self._data
        units = blocks.units
        outputs = [f"out_{at}" for at in range(len(self.asked))]
        arguments = ", ".join(
            (
                "lows", "highs", "slots", "starts", "values", "offsets", "sizes", "months",
                "failed", *(f"rows_{unit}" for unit in units), *data, *outputs,
            )
        )  # fmt: skip
        body = [
            f"def kernel({arguments}):",
            "    for chunk in prange(lows.size):",
            f"        S = np.empty({PIECES + ROOM} + starts.size, np.int64)",
            f"        V = np.empty({PIECES + ROOM} + starts.size, np.int64)",
            "        X = np.empty(slots, np.int64)",
            "        O = np.empty(slots, np.int64)",
            "        N = np.empty(slots, np.int64)",
            f"        B = np.empty({len(order)}, np.int64)",
            f"        C = np.empty({len(units)}, np.int64)",
            f"        G = np.empty({len(units)}, np.int64)",
            "        cut = np.empty(2, np.int64)",
            "        S[: starts.size] = starts",
            "        V[: starts.size] = values",
            "        for i in range(sizes.size):",
            "            O[i] = offsets[i]",
            "            N[i] = sizes[i]",
            *(f"        B[{order.index(n)}] = {i}" for i, n in enumerate(self._constant_names)),
            "        for family in range(lows[chunk], highs[chunk]):",
            "            top = starts.size",
            "            cut[1] = 0",
            *(
                line
                for at, unit in enumerate(units)
                for line in (
                    f"            G[{at}] = rows_{unit}[family]",
                    f"            C[{at}] = rows_{unit}[family + 1] - rows_{unit}[family]",
                )
            ),
            f"            next_slot = {len(self._constant_names)}",
        ]
        for name in self._made:
            unit = units.index(self._unit_of(name))
            body += [
                f"            B[{order.index(name)}] = next_slot",
                f"            next_slot += C[{unit}]",
            ]
        for block in blocks.blocks:
            given = ", ".join((*ARRAYS, "top", *block.data))
            body += ["            if top >= 0:", f"                top = {block.name}({given})"]
        body += [
            "            if top < 0:",
            "                failed[family] = 1",
            "                continue",
        ]
        for at, name in enumerate(self.asked):
            body += self._told(at, name)
        return (
            "\n\n".join(
                [
                    self._head(),
                    *self._functions(),
                    *self._loops(),
                    _compiled("\n".join(body), "parallel=True", "cache=True"),
                ]
            )
            + "\n"
        )

    def _told(self, at: int, name: str) -> list[str]:
        """Writing out the values of an asked name."""
        unit = self._blocks.units.index(self._unit_of(name))
        node = self.graph.nodes[name]
        lines = [f"            for r in range(C[{unit}]):"]
        if self.graph.is_single(name):
            block = Block("", frozenset())
            rows = self.graph.law.book.unit_of(name)
            assert rows is not None
            value = self._blocks.value(block, name, rows, "r")
            return [
                *lines,
                f"                out_{at}[G[{unit}] + r, :] = {value}",
                f"                if {value} == UNKNOWN:",
                "                    failed[family] = 2",
            ]
        slot = self._blocks.base(name) + ("" if isinstance(node, Constant) else " + r")
        return [
            *lines,
            f"                i = O[{slot}]",
            f"                last = i + N[{slot}] - 1",
            "                for m in range(months.size):",
            "                    while i < last and S[i + 1] <= months[m]:",
            "                        i += 1",
            f"                    out_{at}[G[{unit}] + r, m] = V[i]",
            "                    if V[i] == UNKNOWN:",
            "                        failed[family] = 2",
        ]

    def _head(self) -> str:
        return "\n".join(
            [
                '"""Written by a program from the norms; not meant to be changed."""',
                "import numpy as np",
                "from numba import njit, prange",
                f"NEVER = {NEVER}",
                f"UNKNOWN = {UNKNOWN}",
                f"LIMIT = {PIECES}",
            ]
        )

    def _functions(self) -> list[str]:
        functions = self.graph.functions
        passing = [*REACHES.values(), *EXACTLY.values(), month_start, next_month_start]
        names = [functions.name_of(each) for each in passing]
        names += sorted(self._blocks.called)
        done: dict[str, ast.FunctionDef] = {}
        _gather(names, functions, done)
        made = [_compiled(_text(tree)) for tree in done.values()]
        return made + [
            _compiled(each.strip())
            for each in (_PUT, _PIECE, _KNOWN, _SETTLED, _VALUE_ON, _DAYS_WITHIN)
        ]

    def _loops(self) -> list[str]:
        return [_compiled("\n".join(block.lines)) for block in self._blocks.blocks]


def compiled(
    law: Law,
    asked: Sequence[str],
    rows: Rows,
    ordinary: Mapping[str, Line],
    horizon: tuple[Day, Day],
    months: Sequence[Day],
    directory: Path | None,
) -> Kernel:
    """A kernel for some names over a table's columns.

    Args:
        ordinary: by name, what the facts are that the table may be silent about.
        horizon: as of the solver. months: first days of months in a row. directory: where kernels
            are kept; None: not compiled, but run by Python itself, to look into one.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    days = months[0], next_month_start(months[-1])
    without = frozenset(unit for unit in rows.offsets if rows.count(unit) == 0)
    graph = graph_of(law, asked, rows.shapes, ordinary, without, horizon, days)
    return Kernel(graph, asked, months, directory)


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


def _text(tree: ast.FunctionDef) -> str:
    return ast.unparse(ast.fix_missing_locations(tree))


def _compiled(text: str, *options: str) -> str:
    given = ", ".join(('error_model="numpy"', *options))
    return f"@njit({given})\n{text}"


def _as_python(text: str) -> Callable[..., None]:
    """The kernel of a text, as Python runs it."""
    here: dict[str, Any] = {"njit": lambda **_: lambda function: function, "prange": range}
    exec(text.replace("from numba import njit, prange", ""), here)
    kernel: Callable[..., None] = here["kernel"]

    def run(*arguments: Any) -> None:
        # A name that nobody asks for on some days may divide by what is not there on them.
        with np.errstate(divide="ignore"):
            kernel(*arguments)

    return run


def _loaded(text: str, directory: Path) -> Callable[..., None]:
    """The kernel of a text, its machine code taken from where it was kept, if it was."""
    name = f"perenou_kernel_{sha256(text.encode()).hexdigest()[:16]}"
    path = directory / f"{name}.py"
    if not path.is_file():
        directory.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(text, "utf-8")
        fresh.replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    found: Callable[..., None] = module.kernel
    return found
