"""The law over a table of families, a part at a time: totals, and the amounts of every family.

What a table leaves open is never counted as nothing: it is told how many families it concerns, by
benefit, and what is open stands empty in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from perenou.population.arrow import Flags, Numbers, families_of
from perenou.population.asked import unit_paid
from perenou.population.folder import Families, FamilyTable, Part, read, without_duplicates
from perenou.population.job import FEW, Job, in_python, is_across
from perenou.population.paid import paid, wanted_of
from perenou.population.problems import Problems
from perenou.rules.compile.rows import UNKNOWN, Rows

if TYPE_CHECKING:
    import pyarrow as pa

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many families are done, and of how many."""

AHEAD: Final = 2
"""How many parts are read while one is computed."""


@dataclass(slots=True)
class Totals:
    """What some families get together.

    Attributes:
        families: how many were computed. undecided: of how many of them some amount is in no sum,
            because it rests on what is not known, or because their timelines are too long.
        across_states: how many of them have a life that touches several states.
        cents, paid: by benefit, and what is paid beside another state's, by month: the money, and
            how many children or adults it is for. open: by the same, of how many families some
            amount is in no sum.
        problems: what was left out. reading, computing: seconds, each of one thread.
    """

    cents: dict[str, Numbers]
    paid: dict[str, Numbers]
    open: dict[str, int]
    families: int = 0
    undecided: int = 0
    across_states: int = 0
    problems: Problems = field(default_factory=Problems)
    reading: float = 0.0
    computing: float = 0.0

    @classmethod
    def nothing(cls, job: Job) -> Totals:
        """Of no family."""
        size = len(job.months)
        cents, paid = ({key: np.zeros(size, np.int64) for key in job.told} for _ in range(2))
        return cls(cents, paid, dict.fromkeys(job.told, 0))

    def add(self, other: Totals) -> None:
        """Count further families."""
        for key, cents in other.cents.items():
            self.cents[key] = self.cents[key] + cents
            self.paid[key] = self.paid[key] + other.paid[key]
            self.open[key] += other.open[key]
        self.families += other.families
        self.undecided += other.undecided
        self.across_states += other.across_states
        self.problems.add_all(other.problems)
        self.reading += other.reading
        self.computing += other.computing


def run(
    table: FamilyTable, job: Job, out: Path | None = None, progress: Progress | None = None
) -> Totals:
    """The totals of a table; with ``out`` also the amounts of each family, as Parquet.

    Memory holds a few parts at a time. An error or a break leaves no half-written file.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
        OSError: the result cannot be written.
    """
    job = fitting(job, table)
    totals = Totals.nothing(job)
    totals.problems.add_all(table.problems)
    parts = without_duplicates(table, totals.problems)
    done, every = 0, table.families
    with result_file(out, job) as write:
        for part, families, seconds in _read_ahead(parts, job):
            found, amounts = computed(job, families, is_told=out is not None)
            found.reading = seconds
            totals.add(found)
            if amounts is not None:
                write(amounts)
            done += part.families
            if progress is not None:
                progress(done, every)
    return totals


def fitting(job: Job, table: FamilyTable) -> Job:
    """A job as it is quickest for a table: without machine code for a few families.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    wanted_of(job)
    return in_python(job) if table.families <= FEW else job


def _read_ahead(parts: Sequence[Part], job: Job) -> Iterator[tuple[Part, Families, float]]:
    wanted = wanted_of(job)

    def timed(part: Part) -> tuple[Part, Families, float]:
        began = perf_counter()
        return part, read(part, wanted), perf_counter() - began

    with ThreadPoolExecutor(1) as reader:
        coming = []
        try:
            for part in parts:
                coming.append(reader.submit(timed, part))
                if len(coming) > AHEAD:
                    yield coming.pop(0).result()
            while coming:
                yield coming.pop(0).result()
        finally:
            for each in coming:
                each.cancel()


def computed(job: Job, families: Families, *, is_told: bool) -> tuple[Totals, pa.Table | None]:
    """The totals of some families, and the amounts of each if they are to be told."""
    began = perf_counter()
    rows = families.rows
    totals = Totals.nothing(job)
    totals.problems.add_all(families.problems)
    totals.families = rows.families
    if rows.families == 0:
        return totals, None
    told: list[pa.Table] = []
    undecided = np.zeros(rows.families, np.bool_)
    for found in paid(job, rows):
        some, places = found.rows, found.places
        for key, cents in found.cents.items():
            is_open = cents == UNKNOWN
            values = np.where(is_open, 0, cents) if is_open.any() else cents
            totals.cents[key] += values.sum(axis=0)
            totals.paid[key] += np.count_nonzero(values, axis=0)
            of_family = families_of(some.offsets[unit_paid(key)])
            concerned = np.unique(of_family[is_open.any(axis=1)])
            totals.open[key] += concerned.size
            undecided[places[concerned]] = True
            if is_told:
                names = families.names.take(places[of_family])
                told.append(_amounts(job, key, names, some, values, is_open))
    totals.undecided = int(undecided.sum())
    totals.across_states = int(is_across(rows).sum())
    totals.computing = perf_counter() - began
    if not told:
        return totals, None
    import pyarrow as pa

    return totals, pa.concat_tables(told)


# ---------------------------------------------------------------------------- the result


def _amounts(
    job: Job, key: str, names: pa.Array, rows: Rows, values: Numbers, is_open: Flags
) -> pa.Table:
    """The rows that are paid something in some month, or of which that is not known.

    Args:
        names: of each row, its family's.
    """
    import pyarrow as pa

    unit = unit_paid(key)
    offsets = rows.offsets[unit]
    some = np.flatnonzero((is_open | (values != 0)).any(axis=1))
    size = some.size
    columns = {
        "family": names.take(pa.array(some)),
        "benefit": pa.DictionaryArray.from_arrays(
            pa.array(np.full(size, job.told.index(key), np.int8)), list(job.told)
        ),
        "unit": pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, np.int8)), [unit]),
        "no": pa.array((some - offsets[families_of(offsets)[some]]).astype(np.int16)),
    }
    for at, month in enumerate(job.months):
        columns[_month(month)] = pa.array(values[some, at], mask=is_open[some, at])
    return pa.table(columns)


def _month(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


@contextmanager
def result_file(out: Path | None, job: Job) -> Iterator[Callable[[pa.Table], None]]:
    """Give a function that writes amounts to a file, which is there only once it is whole."""
    if out is None:
        yield lambda _: None
        return
    import pyarrow.parquet as pq

    fresh = out.with_name(f".{out.name}.part")
    writer: pq.ParquetWriter | None = None

    def write(amounts: pa.Table) -> None:
        nonlocal writer
        if writer is None:
            writer = pq.ParquetWriter(fresh, amounts.schema, compression="zstd")
        writer.write_table(amounts)

    try:
        yield write
        if writer is None:
            write(_no_amounts(job))
        assert writer is not None
        writer.close()
        writer = None
        fresh.replace(out)
    finally:
        if writer is not None:
            writer.close()
        fresh.unlink(missing_ok=True)


def _no_amounts(job: Job) -> pa.Table:
    import pyarrow as pa

    words = pa.dictionary(pa.int8(), pa.string())
    names = {"family": pa.int64(), "benefit": words, "unit": words, "no": pa.int16()}
    names |= {_month(month): pa.int64() for month in job.months}
    return pa.schema([*names.items()]).empty_table()
