"""How fast the law runs over files of families, how much of it is reading, and what it holds.

``python -m benchmarks.table_files 2000000 [FOLDER]`` makes a table of so many children once, of
invented families of two and three children whose days of birth differ, and computes the child
allowance of 2026 for all of them. With ``decisions`` as a third word it recomputes as many past
decisions instead, of which every thirtieth was made wrong.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np
import pyarrow as pa
from benchmarks.test_speed import family

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.solve import Solved
from perenou.population.arrow import families_of, taken
from perenou.population.decisions import DECISION, decision_type
from perenou.population.folder import FamilyTable, opened, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.job import job_of, names_of
from perenou.population.judge import plan
from perenou.population.kernels import code_directory
from perenou.population.ordinary import ordinary
from perenou.population.recompute import Drawing, recompute
from perenou.population.run import run
from perenou.rules.compile.rows import Rows
from perenou.rules.rule import day_of

ASKED: Final = ("child_allowance",)
MONTHS: Final = (2026 * 12, 2026 * 12 + 11)
AS_OF: Final = day_of("2026-11-24")
KINDS: Final = 40
"""Families that are made by solving; the others are those again, born on other days."""

OF_ONE_FILE: Final = 400_000
EPOCH: Final = 719_163
WRONG: Final = 30


def made(families: int, seed: int) -> Rows:
    """The rows of some families."""
    cases = [Solved(family(2 + n % 2, "2026-01", "2026-12", n * 37)) for n in range(KINDS)]
    facts = LAWBOOK.facts_under(names_of(ASKED))
    rows = without_ordinary(rows_of([case.world.facts for case in cases], facts), ordinary())
    rows = taken(rows, np.tile(np.arange(KINDS), families // KINDS))
    shift = np.random.default_rng(seed).integers(-300, 300, rows.families)
    columns = dict(rows.columns)
    for name, unit in (("child_birth_day", "child"), ("received_day", "claim")):
        column = columns[name]
        assert isinstance(column, np.ndarray)
        columns[name] = column + shift[families_of(rows.offsets[unit])]
    return Rows(rows.offsets, rows.above, columns)


def decided(rows: Rows, first: int) -> pa.Array:
    """A decision on every child for a month of 2026, the day of it in the same month."""
    draw = np.random.default_rng(first)
    offsets = rows.offsets["child"]
    count = int(offsets[-1])
    number = np.arange(count) - np.repeat(offsets[:-1], np.diff(offsets))
    month = draw.integers(0, 9, count)
    day = (np.datetime64("2026-01") + month).astype("datetime64[D]").astype(np.int32)
    cents = np.where(number >= 2, 10_000, 8_000)
    wrong = draw.integers(0, WRONG, count) == 0
    cents = np.where(wrong, draw.choice([6_000, 10_000, 0, 7_777], count), cents)
    struct = {
        "id": pa.array(np.arange(first, first + count)).cast(pa.string()),
        "benefit": pa.array(["child_allowance"] * count),
        "no": pa.array(number.astype(np.int16)),
        "month": pa.array(day).cast(pa.date32()),
        "last_month": pa.nulls(count, pa.date32()),
        "cents": pa.array(cents),
        "decided": pa.array(day + 20).cast(pa.date32()),
        "by": pa.array(np.char.add("a", draw.integers(1, 60, count).astype(str))),
        "office": pa.array(draw.choice(["Lääne", "Ida", "Põhja", "Lõuna"], count)),
    }
    names = [field.name for field in decision_type().value_type]
    inside = pa.StructArray.from_arrays([struct[name] for name in names], names=names)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inside)


def prepared(folder: Path, children: int, *, has_decisions: bool) -> FamilyTable:
    """The table, made if it is not there yet."""
    families = round(children / 2.5)
    number, done = 0, 0
    while done < families:
        size = max(KINDS, min(OF_ONE_FILE, families - done) // KINDS * KINDS)
        path = folder / f"families-{number:05}.parquet"
        if not path.is_file():
            rows = made(size, number)
            extra = {DECISION: decided(rows, done * 3)} if has_decisions else None
            write(path, rows, pa.array(np.arange(done, done + size)), extra)
        number, done = number + 1, done + size
    return opened(folder)


def main(arguments: Sequence[str]) -> None:
    children = int(arguments[0]) if arguments else 2_000_000
    has_decisions = "decisions" in arguments[2:]
    with tempfile.TemporaryDirectory() as own:
        folder = Path(arguments[1]) if arguments[1:] and arguments[1] else Path(own)
        table = prepared(folder, children, has_decisions=has_decisions)
        size = sum(path.stat().st_size for path in folder.glob("*.parquet"))
        print(f"{table.families:,} families, {size / 1e6:,.0f} MB, {len(table.parts)} parts")
        wall, cpu = perf_counter(), process_time()
        if has_decisions:
            found = recompute(table, plan(table, code_directory()), Drawing(1, 50))
            print(
                f"{found.decisions:,} decisions, {found.same:,} the same, "
                f"{found.differing:,} differ, {found.undecided:,} undecided"
            )
        else:
            totals = run(table, job_of(table, ASKED, MONTHS, AS_OF, code_directory()))
            seconds = totals.reading + totals.computing
            print(f"{totals.families:,} computed, {totals.cents['child_allowance'].sum():,} cents")
            print(f"reading {totals.reading:.1f} s, computing {totals.computing:.1f} s")
            print(f"share of reading {totals.reading / seconds:.0%}")
        wall, cpu = perf_counter() - wall, process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{wall:.1f} s, {cpu:.1f} s of processor time, {peak:,.0f} MB at most")
        print(
            f"{children / cpu:,.0f} children a second of one core; {children / wall:,.0f} a second"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
