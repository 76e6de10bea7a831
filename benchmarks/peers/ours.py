"""Ours: child allowance and large-family allowance with all their claims, or a loop by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from benchmarks.families import country, plain_family, table_of, what_differs
from benchmarks.peers.population import EPOCH, asked, measured, people
from benchmarks.test_tables import LAW, MONTHS, PLAIN, by_hand

from perenou import __version__
from perenou.casework.lines import END, START
from perenou.rules.calendar import birthday, next_month_start
from perenou.rules.compile.kernel import compiled
from perenou.rules.compile.rows import Rows


def of_families(families: int) -> Rows:
    """The same families as the others compute: claimed for some weeks after each birth."""
    told = people(families)
    births = told.birth[told.is_child] + EPOCH
    few, _ = what_differs(table_of([plain_family()], PLAIN))
    rows = country(few, families, 0)
    moved = births - rows.columns["child_birth_day"]
    columns = {
        name: np.maximum(column + moved, START + 1) if name == "received_day" else column
        for name, column in rows.columns.items()
    }
    return Rows(rows.offsets, rows.above, {**columns, "child_birth_day": births})


def main(families: int, what: str, directory: Path) -> None:
    rows = of_families(families)
    if what == "hand":
        births = rows.columns["child_birth_day"]
        assert isinstance(births, np.ndarray)
        ends = np.asarray([birthday(int(day), 19) for day in np.unique(births)], np.int64)
        nineteenth = ends[np.searchsorted(np.unique(births), births)]
        months = np.asarray(MONTHS, np.int64)
        after = np.asarray([next_month_start(month) for month in MONTHS], np.int64)
        by_hand(births[:2], nineteenth[:2], months, after, 80_00)
        measured(
            "", "child allowance by a loop by hand in Numba, without claims",
            lambda: by_hand(births, nineteenth, months, after, 80_00),
        )  # fmt: skip
        return
    _, same = what_differs(table_of([plain_family()], PLAIN))
    kernel = compiled(LAW, PLAIN, rows, same, (START, END), MONTHS, directory)
    kernel.run(rows)
    measured(
        __version__, "child and large-family allowance with their claims", lambda: kernel.run(rows)
    )


if __name__ == "__main__":
    main(asked(), sys.argv[2], Path(sys.argv[3]))
