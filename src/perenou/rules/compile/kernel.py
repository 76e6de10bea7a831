"""A kernel: a program over tables, run as machine code that is kept on disk."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from perenou.rules.calendar import next_month_start
from perenou.rules.compile.common import Common, in_common, shared_out
from perenou.rules.compile.errors import UnfitTableError
from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.kept import program_kept
from perenou.rules.compile.nodes import Line
from perenou.rules.compile.program import (
    OVERFLOWN,
    PIECES,
    ROOM,
    SWEPT,
    UNDECIDED,
    Program,
    program_of,
)
from perenou.rules.compile.rows import LineColumn, Rows, Shape
from perenou.rules.lawbook import Law
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day

Numbers = NDArray[np.int64]

MUCH: Final = 1_000_000_000
"""Letters of a program, once for each family, from which on code is worth making that runs fast."""

SHARES: Final = 16
"""Into how many parts the families are shared out for each processor, for none to wait long."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a kernel gave.

    Attributes:
        values: by name, rows of its unit by months: the value on each month's first day.
        overflown: the places of families whose timelines have more pieces than there is room for,
            or whose numbers have more than 64 bits.
        undecided: the places of those whose answer may rest on what is not known.
            What is given for either says nothing.
    """

    values: Mapping[str, Numbers]
    overflown: Numbers
    undecided: Numbers


class Kernel:
    """The law of a day for some names, compiled.

    Attributes:
        months: the first days of the months asked about. program: what is run for families of any
            kind. shorter: what is run before it for those that have something in common.
    """

    def __init__(
        self,
        program: Program,
        shorter: Sequence[tuple[Common, Program]],
        rows: Rows | None,
        months: Sequence[Day],
        directory: Path | None,
    ) -> None:
        self._made_for = None if rows is None else ref(rows)
        self.months = np.asarray(months, np.int64)
        self.program, self.shorter = program, tuple(shorter)
        self._directory = directory
        self._runs: dict[Path | str, Callable[..., None]] = {}
        self._seen: Counter[str] = Counter()
        self._workers = 1 if directory is None else os.cpu_count() or 1

    def by_machine(self, directory: Path) -> Kernel:
        """The same, run as machine code that is kept in a folder."""
        return Kernel(self.program, self.shorter, None, self.months.tolist(), directory)

    @property
    def is_made(self) -> bool:
        """Whether machine code of it is kept, so that it need not be made."""
        folder = self._directory
        programs = (*(program for _, program in self.shorter), self.program)
        return folder is not None and all(
            any(path.is_file() for path in _kept(program.text, folder)) for program in programs
        )

    def run(self, rows: Rows) -> Results:
        """The values of the asked names for the families of a table.

        Raises:
            UnfitTableError: it says more than the table that the kernel was made for.
        """
        if self._made_for is None or rows is not self._made_for():
            self._check(rows)
        months = self.months.size
        failed = np.zeros(rows.families, np.int64)
        outputs = {
            name: np.zeros((rows.count(unit), months), np.int64)
            for name, unit in self.program.asked.items()
        }
        commons = [common for common, _ in self.shorter]
        programs = [*(program for _, program in self.shorter), self.program]
        with ThreadPoolExecutor(self._workers) as pool:
            shares = shared_out(rows, commons, self.program.unit_names, pool)
            parts = [(p, each) for p, each in zip(programs, shares, strict=True) if each.size]
            for program, families in parts:
                self._seen[program.text] += families.size * len(program.text)
            # Machine code that is not kept yet is made side by side.
            codes = pool.map(self._code, (program.text for program, _ in parts))
            for (program, families), code in zip(parts, [*codes], strict=True):
                self._over(program, code, families, rows, failed, outputs, pool)
        overflown, undecided = (np.flatnonzero(failed == why) for why in (OVERFLOWN, UNDECIDED))
        return Results(outputs, overflown, undecided)

    def _check(self, rows: Rows) -> None:
        shapes = rows.shapes
        read = self.program.columns
        unfit = [each.name for each in read if not _fits(shapes[each.name], each.shape)]
        unfit += [
            unit for unit in self.program.without if unit in rows.offsets and rows.count(unit)
        ]
        if unfit:
            raise UnfitTableError(tuple(sorted(unfit)))

    def _over(
        self, program: Program, run: Callable[..., None], families: Numbers, rows: Rows,
        failed: Numbers, outputs: Mapping[str, Numbers], pool: ThreadPoolExecutor,
    ) -> None:  # fmt: skip
        """Run a program over some families."""
        given = [
            families, self.months, failed,
            *(rows.offsets[unit] for unit in program.units),
            *(_array(rows, name, program.start) for name in program.data),
            *(each.reshape(-1) for each in outputs.values()),
        ]  # fmt: skip
        parts = max(1, min(families.size, SHARES * self._workers))
        bounds = np.linspace(0, families.size, parts + 1).astype(np.int64).tolist()
        shares = iter([*pairwise(bounds)])

        def work(_: int) -> None:
            room = _room(program, rows)
            for low, high in shares:
                run(low, high, *room, *given)

        for _ in pool.map(work, range(self._workers)):
            pass

    def _code(self, text: str) -> Callable[..., None]:
        folder = self._directory
        if folder is None:
            if text not in self._runs:
                self._runs[text] = _as_python(text)
            return self._runs[text]
        quick, good = _kept(text, folder)
        path = good if self._seen[text] > MUCH or good.is_file() else quick
        if path not in self._runs:
            self._runs[path] = _as_machine_code(text, path, is_quick=path == quick)
        return self._runs[path]


def compiled(
    law: Law,
    asked: Sequence[str],
    rows: Rows,
    ordinary: Mapping[str, Line],
    horizon: tuple[Day, Day],
    months: Sequence[Day],
    directory: Path | None,
    *,
    is_shortened: bool = True,
    programs: Path | None = None,
) -> Kernel:
    """A kernel for some names over a table's columns.

    Args:
        ordinary: by name, what the facts are that the table may be silent about. horizon: as of
            the solver. months: first days of months in a row. directory: where machine code is
            kept; None: none is made, Python runs the program as it stands. is_shortened: whether
            there is a shorter program for families that have something in common. programs: where
            the programs are kept; None: where machine code is.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    kept = programs or directory
    days = months[0], next_month_start(months[-1])
    none = {unit: 0 for unit in _units(law) if unit not in rows.offsets or rows.count(unit) == 0}

    def program(
        columns: Mapping[str, Shape], same: Mapping[str, Line], most: Mapping[str, int]
    ) -> Program:
        def made() -> Program:
            graph = graph_of(law, asked, columns, same, most, horizon, days)
            return program_of(graph, asked, len(months))

        if kept is None:
            return made()
        return program_kept(kept, law, (asked, columns, same, most, horizon, days), made)

    shapes = rows.shapes
    whole = program(shapes, ordinary, none)
    read = {name: unit for name, unit in whole.unit_names.items() if name in rows.columns}
    shorter = []
    for common in in_common(rows, read) if is_shortened else ():
        settled = {
            name: Timeline((horizon[0],), (_as_given(law, name, value),))
            for name, value in common.values.items()
        }
        left = {name: shape for name, shape in shapes.items() if name not in settled}
        most = {**common.most, **none}
        shorter.append((common, program(left, {**ordinary, **settled}, most)))
    return Kernel(whole, shorter, rows, months, directory)


def _fits(shape: Shape, wanted: Shape) -> bool:
    """Whether a column says no more than another one."""
    return shape.is_line <= wanted.is_line and shape.is_complete >= wanted.is_complete


def _as_given(law: Law, name: str, value: int) -> int | bool:
    return bool(value) if law.book.gives(name) == "bool" else value


def _units(law: Law) -> set[str]:
    """Every unit that a law speaks of."""
    book = law.book
    of_norms = (versions[0].unit for versions in book.rules.values())
    return {*book.units, *(u.name for u in of_norms), *(f.unit.name for f in book.facts.values())}


def _room(program: Program, rows: Rows) -> list[Numbers]:
    """The arrays that a worker writes to, with what is the same for every row."""
    lines = program.constants
    slots = sum(rows.most(unit) * width for unit, width in program.slots.items())
    pieces = sum(len(line.starts) for line in lines)
    days, values = (np.empty(pieces + PIECES + ROOM, np.int64) for _ in range(2))
    single, offsets, sizes, growth = (np.zeros(len(lines) + slots, np.int64) for _ in range(4))
    begin = 0
    for at, line in enumerate(lines):
        size = len(line.starts)
        days[begin : begin + size] = line.starts
        values[begin : begin + size] = [int(value) for value in line.values]
        offsets[at], sizes[at] = begin, size
        begin += size
    bases, counts, firsts = (np.zeros(len(program.units), np.int64) for _ in range(3))
    swept = np.empty(SWEPT, np.int64)
    flags = np.zeros(max(1, program.flags), np.int64)
    return [single, days, values, offsets, sizes, bases, counts, firsts, swept, flags, growth]


def _array(rows: Rows, name: str, start: Day) -> Numbers:
    """An array of a table by its name in programs.

    Args:
        start: the first day of the horizon.
    """
    kind, _, rest = name.partition("_")
    if kind == "up":
        below, _, above = rest.partition("__")
        return rows.above[below, above]
    column = rows.columns[rest]
    if isinstance(column, LineColumn):
        return {"column": column.values, "days": column.days, "offsets": column.offsets}[kind]
    if kind == "days":
        return np.full(column.size, start, np.int64)
    return np.arange(column.size + 1, dtype=np.int64) if kind == "offsets" else column


def _as_python(text: str) -> Callable[..., None]:
    """A program as Python runs it."""
    overflown: list[str] = []

    def overflow() -> bool:
        is_over = bool(overflown)
        overflown.clear()
        return is_over

    here: dict[str, Any] = {"overflow": overflow}
    exec(text, here)
    kernel: Callable[..., None] = here["kernel"]

    def run(*arguments: Any) -> None:
        # A name that nobody asks for on some days may divide by what is not there on them.
        with np.errstate(divide="ignore", over="call", call=lambda kind, _: overflown.append(kind)):
            kernel(*arguments)

    return run


def _as_machine_code(text: str, path: Path, *, is_quick: bool) -> Callable[..., None]:
    """A program as machine code, taken from where it was kept, if it was."""
    from perenou.rules.compile.machine import loaded, machine_code

    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(machine_code(text, is_quick=is_quick))
        fresh.replace(path)
        path.with_suffix(".py").write_text(text, "utf-8")
    return loaded(path.read_bytes(), text)


def _kept(text: str, directory: Path) -> tuple[Path, Path]:
    """Where the machine code of a program is kept that is soon made, and that runs fast."""
    from perenou.rules.compile.machine import made_by

    name = sha256(f"{made_by()}\n{text}".encode()).hexdigest()[:24]
    return directory / f"{name}-quick.o", directory / f"{name}.o"
