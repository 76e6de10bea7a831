"""Two answers month by month: where a cell differs, the old amount, the new one, and why."""

from __future__ import annotations

from dataclasses import dataclass

from perenou.casework.report import Line
from perenou.casework.solve import Solved
from perenou.casework.tell_money import month_or_months
from perenou.casework.words import Words
from perenou.workbench.cases.months_told import Bounds, MonthTable, months_told
from perenou.workbench.cases.solving import Answer
from perenou.workbench.cases.why_differs import why_differs

NOTHING: Bounds = (0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount in both answers; ``before`` is empty where they are alike."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A run of months: a cell for each benefit, the sums, and why they differ."""

    called: str
    cells: tuple[Cell, ...]
    total: Cell
    why: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ComparedMonths:
    """Both tables of months as one."""

    benefits: tuple[str, ...]
    rows: tuple[ComparedRow, ...]


def months_compared(
    before: Answer, after: Answer, pair: tuple[Solved, Solved], words: Words
) -> ComparedMonths:
    """Every month of either answer; runs that are alike in both stand in one row.

    Args:
        pair: the same two, from which the reasons are drawn.
    """
    old = months_told(before.made, before.turns, words)
    new = months_told(after.made, after.turns, words)
    columns = {each.key: each.name for table in (old, new) if table for each in table.columns}
    was, now = _by_month(old), _by_month(new)
    rows: list[tuple[int, int, tuple[tuple[Bounds, Bounds], ...], tuple[Line, ...]]] = []
    for month in sorted({*was, *now}):
        cells = tuple(
            (was.get(month, {}).get(key, NOTHING), now.get(month, {}).get(key, NOTHING))
            for key in columns
        )
        if rows and rows[-1][1] == month - 1 and rows[-1][2] == cells:
            rows[-1] = (rows[-1][0], month, cells, rows[-1][3])
            continue
        differing = (key for key, (one, other) in zip(columns, cells, strict=True) if one != other)
        told = (why_differs(*pair, month, key, words.language) for key in differing)
        lines = {line.text: line for lines in told for line in lines}
        rows.append((month, month, cells, tuple(lines.values())))
    return ComparedMonths(tuple(columns.values()), tuple(_row(each, words) for each in rows))


def _by_month(table: MonthTable | None) -> dict[int, dict[str, Bounds]]:
    if table is None:
        return {}
    return {
        month: {
            column.key: cell
            for column, cell in zip(table.columns, row.cells, strict=True)
            if cell is not None
        }
        for row in table.rows
        for month in range(row.month, row.last + 1)
    }


def _row(
    row: tuple[int, int, tuple[tuple[Bounds, Bounds], ...], tuple[Line, ...]], words: Words
) -> ComparedRow:
    first, last, cells, why = row
    old, new = (tuple(cell[at] for cell in cells) for at in (0, 1))
    return ComparedRow(
        month_or_months(first, last, words),
        tuple(_cell(*cell, words) for cell in cells),
        _cell(_sum(old), _sum(new), words),
        why,
    )


def _cell(before: Bounds, after: Bounds, words: Words) -> Cell:
    shown = words.amount(*after)
    return Cell("" if before == after else words.amount(*before), shown)


def _sum(cells: tuple[Bounds, ...]) -> Bounds:
    return sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
