"""Cases as rows of tables: for each unit its rows, and what the file says of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.timeline import Timeline, joined
from perenou.rules.unknown import Open
from perenou.rules.world import Facts

Line: TypeAlias = Timeline[Any]


def rows_of(cases: Sequence[Facts], names: Iterable[str]) -> Rows:
    """The rows of some cases.

    Args:
        cases: the facts of each, as the solver asks them. names: the facts to be told; of those of
            a unit that no case has, nothing is.
    """
    units = sorted({unit for case in cases for unit in case.rows})
    offsets = {
        unit: np.cumsum([0, *(case.rows.get(unit, 0) for case in cases)]).astype(np.int64)
        for unit in units
    }
    pairs = {pair for case in cases for pair in case.above}
    above = {
        pair: np.asarray([row for case in cases for row in case.above.get(pair, ())], np.int64)
        for pair in sorted(pairs)
    }
    columns: dict[str, ColumnValues] = {}
    for name in names:
        unit = LAWBOOK.facts[name].unit.name
        lines = [case.line(name, row) for case in cases for row in range(case.rows.get(unit, 0))]
        if lines:
            columns[name] = column_of(lines)
    return Rows(offsets, above, columns)


def column_of(lines: Sequence[Line]) -> ColumnValues:
    """Timelines as a column: one value for each row, where none of them changes with time."""
    if all(len(line.values) == 1 for line in lines):
        return np.asarray([_known(line.values[0]) for line in lines], np.int64)
    plain = [
        line if len(line.values) == 1 else joined(_pieces(line)) for line in lines
    ]  # of two values that are not known one after the other only one is left
    if all(len(line.values) == 1 for line in plain):
        return np.asarray([_known(line.values[0]) for line in plain], np.int64)
    offsets = np.cumsum([0, *(len(line.starts) for line in plain)]).astype(np.int64)
    return LineColumn(
        offsets,
        np.asarray([day for line in plain for day in line.starts], np.int64),
        np.asarray([_known(value) for line in plain for value in line.values], np.int64),
    )


def without_ordinary(rows: Rows, ordinary: Mapping[str, Line]) -> Rows:
    """The same rows in fewer columns: none that says of every row what is ordinary.

    Timelines none of which changes are values.
    """
    kept: dict[str, ColumnValues] = {}
    for name, column in rows.columns.items():
        line = ordinary.get(name)
        if isinstance(column, LineColumn) and column.days.size == column.offsets.size - 1:
            column = column.values
        is_said = (
            line is not None
            and len(line.values) == 1
            and not isinstance(column, LineColumn)
            and bool((column == int(line.values[0])).all())
        )
        if not is_said:
            kept[name] = column
    return Rows(rows.offsets, rows.above, kept)


def _pieces(line: Line) -> Iterator[tuple[int, int]]:
    return ((day, _known(v)) for day, v in zip(line.starts, line.values, strict=True))


def _known(value: Any) -> int:
    return UNKNOWN if isinstance(value, Open) else int(value)
