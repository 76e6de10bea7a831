"""A kernel: a program over tables, run as machine code that is kept on disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from perenou.rules.calendar import next_month_start
from perenou.rules.compile.graph import Graph, Line, graph_of
from perenou.rules.compile.program import OVERFLOWN, PIECES, ROOM, UNDECIDED, Program
from perenou.rules.compile.rows import LineColumn, Rows
from perenou.rules.lawbook import Law
from perenou.rules.types import Day

Numbers = NDArray[np.int64]

SHARES: Final = 16
"""Into how many parts the families are shared out for each processor, for none to wait long."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a kernel gave.

    Attributes:
        values: by name, rows of its unit by months: the value on each month's first day.
        overflown: the places of families whose timelines have more pieces than there is room for.
        undecided: the places of those whose answer may rest on what is not known.
            What is given for either says nothing.
    """

    values: Mapping[str, Numbers]
    overflown: Numbers
    undecided: Numbers


class Kernel:
    """The law of a day for some names, compiled.

    Attributes:
        months: the first days of the months asked about. program: what is run.
    """

    def __init__(
        self, graph: Graph, asked: Sequence[str], months: Sequence[Day], directory: Path | None
    ) -> None:
        self.months = np.asarray(months, np.int64)
        self.program = Program(graph, asked, len(months))
        text = self.program.text
        self._run = _as_python(text) if directory is None else _as_machine_code(text, directory)
        self._workers = 1 if directory is None else os.cpu_count() or 1

    def run(self, rows: Rows) -> Results:
        """The values of the asked names for the families of a table."""
        program, count, months = self.program, rows.families, self.months.size
        given = [
            self.months,
            failed := np.zeros(count, np.int64),
            *(rows.offsets[unit] for unit in program.blocks.units),
            *(_array(rows, name) for name in program.data),
        ]
        outputs = {
            name: np.zeros(rows.count(program.unit_of(name).name) * months, np.int64)
            for name in program.asked
        }
        parts = max(1, min(count, SHARES * self._workers))
        bounds = np.linspace(0, count, parts + 1).astype(np.int64).tolist()

        def work(part: tuple[int, int]) -> None:
            self._run(*part, *self._room(rows), *given, *outputs.values())

        with ThreadPoolExecutor(self._workers) as pool:
            for _ in pool.map(work, pairwise(bounds)):
                pass
        overflown, undecided = (np.flatnonzero(failed == why) for why in (OVERFLOWN, UNDECIDED))
        values = {name: each.reshape(-1, months) for name, each in outputs.items()}
        return Results(values, overflown, undecided)

    def _room(self, rows: Rows) -> list[Numbers]:
        """The arrays that a worker writes to, with what is the same for every row."""
        program = self.program
        lines = program.constants
        slots = sum(rows.most(program.unit_of(name).name) for name in program.made)
        pieces = sum(len(line.starts) for line in lines)
        days, values = (np.empty(pieces + PIECES + ROOM, np.int64) for _ in range(2))
        single, offsets, sizes = (np.zeros(len(lines) + slots, np.int64) for _ in range(3))
        bases = np.zeros(max(1, len(program.blocks.order)), np.int64)
        begin = 0
        for at, line in enumerate(lines):
            size = len(line.starts)
            days[begin : begin + size] = line.starts
            values[begin : begin + size] = [int(value) for value in line.values]
            offsets[at], sizes[at] = begin, size
            begin += size
        for place, slot in program.fixed_slots:
            bases[place] = slot
        counts, firsts = (np.zeros(len(program.blocks.units), np.int64) for _ in range(2))
        return [single, days, values, offsets, sizes, bases, counts, firsts]


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
        ordinary: by name, what the facts are that the table may be silent about. horizon: as of
            the solver. months: first days of months in a row. directory: where machine code is
            kept; None: none is made, Python runs the program as it stands.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    days = months[0], next_month_start(months[-1])
    without = frozenset(unit for unit in rows.offsets if rows.count(unit) == 0)
    graph = graph_of(law, asked, rows.shapes, ordinary, without, horizon, days)
    return Kernel(graph, asked, months, directory)


def _array(rows: Rows, name: str) -> Numbers:
    kind, _, rest = name.partition("_")
    if kind == "up":
        below, _, above = rest.partition("__")
        return rows.above[below, above]
    column = rows.columns[rest]
    if isinstance(column, LineColumn):
        return {"column": column.values, "days": column.days, "offsets": column.offsets}[kind]
    return column


def _as_python(text: str) -> Callable[..., None]:
    """A program as Python runs it."""
    here: dict[str, Any] = {}
    exec(text, here)
    kernel: Callable[..., None] = here["kernel"]

    def run(*arguments: Any) -> None:
        # A name that nobody asks for on some days may divide by what is not there on them.
        with np.errstate(divide="ignore"):
            kernel(*arguments)

    return run


def _as_machine_code(text: str, directory: Path) -> Callable[..., None]:
    """A program as machine code, taken from where it was kept, if it was."""
    from perenou.rules.compile.machine import loaded, machine_code, processor

    name = sha256(f"{processor()}\n{text}".encode()).hexdigest()[:24]
    path = directory / f"{name}.o"
    if not path.is_file():
        directory.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(machine_code(text))
        fresh.replace(path)
        path.with_suffix(".py").write_text(text, "utf-8")
    return loaded(path.read_bytes(), text)
