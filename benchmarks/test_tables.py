"""How fast the law runs over tables, and how long its machine code takes to make."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from benchmarks.test_speed import Measure, family

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.casework.solve import Solved
from perenou.population.from_cases import rows_of
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.kernel import Kernel, Results, compiled
from perenou.rules.compile.rows import LineColumn, Rows

MONTHS = tuple(first_day_of(2026 * 12 + month) for month in range(12))
FAMILIES = 40
COPIES = 500
ALLOWANCES = tuple(
    f"{key}_amount"
    for key, allowance in MONTHLY.items()
    if not allowance.is_claimed_by_days and key != "earlier_parental_benefit"
)


def copied(rows: Rows, times: int) -> Rows:
    """The same families many times over."""

    def offsets(each: np.ndarray) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(np.tile(np.diff(each), times))]).astype(np.int64)

    columns = {
        name: LineColumn(
            offsets(each.offsets), np.tile(each.days, times), np.tile(each.values, times)
        )
        if isinstance(each, LineColumn)
        else np.tile(each, times)
        for name, each in rows.columns.items()
    }
    above = {pair: np.tile(each, times) for pair, each in rows.above.items()}
    return Rows({unit: offsets(each) for unit, each in rows.offsets.items()}, above, columns)


def made(asked: tuple[str, ...], directory: Path) -> tuple[Kernel, Rows]:
    cases = [Solved(family(2 + n % 2, "2026-01", "2026-12", n * 37)) for n in range(FAMILIES)]
    rows = rows_of([case.world.facts for case in cases], LAWBOOK.facts_under(asked))
    law = cases[0].law
    return compiled(law, asked, rows, {}, (START, END), MONTHS, directory), rows


def ran(benchmark: Measure, asked: tuple[str, ...], directory: Path) -> None:
    kernel, rows = made(asked, directory)
    many = copied(rows, COPIES)
    found = benchmark.pedantic(lambda: kernel.run(many), rounds=5, warmup_rounds=1)
    assert isinstance(found, Results)
    assert found.values[asked[0]].sum() > 0


def test_child_allowance_of_twenty_thousand_families(benchmark: Measure, tmp_path: Path) -> None:
    ran(benchmark, ("child_allowance_amount",), tmp_path)


def test_all_allowances_of_twenty_thousand_families(benchmark: Measure, tmp_path: Path) -> None:
    ran(benchmark, ALLOWANCES, tmp_path)


def test_machine_code_of_child_allowance(benchmark: Measure, tmp_path: Path) -> None:
    asked = ("child_allowance_amount",)
    kernel = benchmark.pedantic(lambda: made(asked, tmp_path / str(len([*tmp_path.iterdir()]))))
    assert kernel
