"""How fast the law runs over tables, beside a loop by hand, and how long its machine code takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import numba
import numpy as np
import pytest
from benchmarks.families import country, kinds, plain_family, table_of, what_differs
from benchmarks.test_speed import Measure
from numpy.typing import NDArray

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.rules.calendar import birthday, first_day_of, next_month_start
from perenou.rules.compile.kernel import Results, compiled
from perenou.rules.rule import day_of

LAW: Final = LAWBOOK.on(day_of("2026-11-24"))
MONTHS: Final = tuple(first_day_of(2026 * 12 + month) for month in range(12))
MILLION: Final = 1_000_000
COUNTRY: Final = 160_000
YEARS_APART: Final = 1500
"""By how many days at most a plain family's births are earlier or later than the next one's."""
PLAIN: Final = ("child_allowance_amount", "large_family_allowance_amount")
ALLOWANCES: Final = tuple(
    f"{key}_amount"
    for key, allowance in MONTHLY.items()
    if not allowance.is_claimed_by_days and key != "earlier_parental_benefit"
)


@numba.njit(parallel=True)
def by_hand(
    births: NDArray[np.int64],
    nineteenth: NDArray[np.int64],
    months: NDArray[np.int64],
    after: NDArray[np.int64],
    rate: int,
) -> NDArray[np.int64]:
    """Child allowance of children of whom nothing is to be told but when they were born."""
    found = np.zeros((births.size, months.size), np.int64)
    for child in numba.prange(births.size):
        birth, end = births[child], nineteenth[child]
        for month in range(months.size):
            first = months[month]
            if birth <= first:
                if first < end:
                    found[child, month] = rate
            elif birth < after[month]:
                days = after[month] - first
                found[child, month] = (2 * rate * (after[month] - birth) + days) // (2 * days)
    return found


def plain_families(directory: Path) -> tuple[Any, Any]:
    """A kernel and a million families of two parents and two children."""
    few, same = what_differs(table_of([plain_family()], PLAIN))
    rows = country(few, MILLION, YEARS_APART)
    return compiled(LAW, PLAIN, rows, same, (START, END), MONTHS, directory), rows


def test_a_year_of_child_and_large_family_allowance_of_a_million(
    benchmark: Measure, tmp_path: Path
) -> None:
    kernel, rows = plain_families(tmp_path)
    found = benchmark.pedantic(lambda: kernel.run(rows), rounds=5, warmup_rounds=1)
    assert isinstance(found, Results)
    assert not found.undecided.size


def test_a_year_of_child_allowance_of_a_million_by_hand(benchmark: Measure, tmp_path: Path) -> None:
    kernel, rows = plain_families(tmp_path)
    births = rows.columns["child_birth_day"]
    ends = np.asarray([birthday(int(day), 19) for day in np.unique(births)], np.int64)
    nineteenth = ends[np.searchsorted(np.unique(births), births)]
    months = np.asarray(MONTHS, np.int64)
    after = np.asarray([next_month_start(month) for month in MONTHS], np.int64)
    found = benchmark.pedantic(
        lambda: by_hand(births, nineteenth, months, after, 80_00), rounds=5, warmup_rounds=1
    )
    assert isinstance(found, np.ndarray)
    assert (found == kernel.run(rows).values[PLAIN[0]]).all()


def test_a_year_of_all_allowances_of_a_country(benchmark: Measure, tmp_path: Path) -> None:
    rows = country(table_of(kinds(), ALLOWANCES), COUNTRY)
    kernel = compiled(LAW, ALLOWANCES, rows, {}, (START, END), MONTHS, tmp_path)
    found = benchmark.pedantic(lambda: kernel.run(rows), rounds=5, warmup_rounds=1)
    assert isinstance(found, Results)
    assert found.values["large_family_allowance_amount"].any()


def _in_a_process_of_its_own(directory: Path) -> None:
    """What a cold process does: read the law, find the kernels, run them once."""
    subprocess.run([sys.executable, "-m", "benchmarks.test_tables", str(directory)], check=True)


@pytest.mark.parametrize("is_kept", [False, True], ids=["empty cache", "kernels kept"])
def test_all_allowances_of_a_country_from_a_cold_process(
    benchmark: Measure, tmp_path: Path, *, is_kept: bool
) -> None:
    rows = country(table_of(kinds(), ALLOWANCES), COUNTRY)
    np.save(tmp_path / "rows.npy", np.asarray([rows], object), allow_pickle=True)
    benchmark.pedantic(
        lambda: _in_a_process_of_its_own(tmp_path), warmup_rounds=1 if is_kept else 0
    )


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    [table] = np.load(folder / "rows.npy", allow_pickle=True)
    compiled(LAW, ALLOWANCES, table, {}, (START, END), MONTHS, folder).run(table)
