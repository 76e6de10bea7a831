"""Rows of any families are the same after they were Parquet, and so are some of them alone."""

from __future__ import annotations

import io
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import START
from perenou.population.arrow import from_arrow, taken, to_arrow
from perenou.population.schema import bounds, units
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.timeline import Timeline

NAMES: Final = (
    "child_birth_day", "studies", "course_hours", "household", "child_lives_in_estonia",
    "foreign_child_allowance", "lives_in_estonia", "death_day", "raises", "received_day",
)  # fmt: skip
"""Facts of every type, of every unit of a family without other states."""

NOTHING: Final = Timeline((START,), (UNKNOWN,))


@st.composite
def some_rows(draw: st.DrawFn) -> Rows:
    """Rows of a few families, some of them empty, with values of every kind."""
    families = draw(st.integers(1, 5))
    offsets: dict[str, np.ndarray] = {}
    above: dict[tuple[str, str], np.ndarray] = {}
    for unit in ("person", "child", "carer", "claim"):
        high = [each.name for each in units()[unit].above]
        counts = [
            draw(st.integers(0, 3))
            if all(offsets[each][at + 1] > offsets[each][at] for each in high)
            else 0
            for at in range(families)
        ]
        offsets[unit] = np.cumsum([0, *counts]).astype(np.int64)
        for each in high:
            numbers = [
                draw(st.integers(0, int(offsets[each][at + 1] - offsets[each][at]) - 1))
                for at, count in enumerate(counts)
                for _ in range(count)
            ]
            above[unit, each] = np.asarray(numbers, np.int64)
    columns: dict[str, ColumnValues] = {}
    for name in NAMES:
        fact = LAWBOOK.facts[name]
        low, top = bounds(fact.gives)
        value = st.one_of(
            st.just(UNKNOWN),
            st.just(low),
            st.just(min(top, 30_000)),
            st.integers(low, min(top, 99)),
        )
        if fact.gives == "Day":
            value = st.one_of(value, st.just(top), st.integers(700_000, 750_000))
        size = int(offsets[fact.unit.name][-1])
        if draw(st.booleans()):
            columns[name] = np.asarray([draw(value) for _ in range(size)], np.int64)
            continue
        pieces = [draw(st.integers(1, 3)) for _ in range(size)]
        days = [START + 90 * at for count in pieces for at in range(count)]
        columns[name] = LineColumn(
            np.cumsum([0, *pieces]).astype(np.int64),
            np.asarray(days, np.int64),
            np.asarray([draw(value) for _ in days], np.int64),
        )
    return Rows(offsets, above, columns)


def told(rows: Rows) -> object:
    """All that rows say, for comparing; units without rows left out."""
    columns = {
        name: [each.tolist() for each in (column.offsets, column.days, column.values)]
        if isinstance(column, LineColumn)
        else column.tolist()
        for name, column in rows.columns.items()
    }
    return (
        {unit: each.tolist() for unit, each in rows.offsets.items()},
        {pair: each.tolist() for pair, each in rows.above.items()},
        columns,
    )


def read_again(rows: Rows) -> Rows:
    into = io.BytesIO()
    pq.write_table(to_arrow(rows, pa.array(range(rows.families))), into, row_group_size=1000)
    lines = [name for name, column in rows.columns.items() if isinstance(column, LineColumn)]
    silent = dict.fromkeys(rows.columns, NOTHING)
    found, flaws = from_arrow(pq.read_table(into), rows.columns, lines, silent, rows.offsets)
    assert not flaws
    return found


@pytest.mark.properties
@given(some_rows())
def test_rows_are_the_same_after_they_were_written(rows: Rows) -> None:
    assert told(read_again(rows)) == told(rows)


@pytest.mark.properties
@given(some_rows(), st.data())
def test_families_taken_out_are_the_same_as_those_written_alone(
    rows: Rows, data: st.DataObject
) -> None:
    places = data.draw(st.lists(st.integers(0, rows.families - 1), min_size=1, unique=True))
    some = taken(rows, np.asarray(places))
    assert some.families == len(places)
    back = [places.index(at) for at in sorted(places)]
    assert told(taken(some, np.asarray(back))) == told(taken(rows, np.asarray(sorted(places))))
    assert told(taken(rows, np.arange(rows.families))) == told(rows)
