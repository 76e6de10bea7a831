"""Rows of families as Arrow, and back: one row for each family, its units as lists inside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import START
from perenou.population.schema import (
    EPOCH,
    FAMILY,
    FROM,
    LAST_DAY,
    NUMBER,
    VALUE,
    bounds,
    units,
    value_type,
)
from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows
from perenou.rules.timeline import Timeline
from perenou.rules.types import NEVER

if TYPE_CHECKING:
    import pyarrow as pa

Numbers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

_LONGEST: Final = np.int64(np.iinfo(np.int32).max)


# ---------------------------------------------------------------------------- writing


def to_arrow(rows: Rows, families: pa.Array) -> pa.Table:
    """The rows of families as a table.

    Args:
        families: the name of each: text or a whole number.

    Raises:
        OverflowError: there are more rows than one table's lists can hold.
    """
    import pyarrow as pa

    columns = {FAMILY: families}
    for unit in units().values():
        if unit.name not in rows.offsets or rows.count(unit.name) == 0:
            continue  # that a unit has no rows is what a folder says by not having its column
        offsets = rows.offsets[unit.name]
        if offsets[-1] > _LONGEST:
            raise OverflowError(unit.name)
        inside: dict[str, pa.Array] = {NUMBER: _numbered(offsets)}
        for above in unit.above:
            pair = (unit.name, above.name)
            if pair in rows.above:
                inside[above.name] = pa.array(rows.above[pair].astype(np.int16))
        for name, column in rows.columns.items():
            fact = LAWBOOK.facts[name]
            if fact.unit.name == unit.name:
                inside[name] = _column(column, fact.gives)
        struct = pa.StructArray.from_arrays([*inside.values()], names=[*inside])
        columns[unit.name] = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), struct)
    return pa.table(columns)


def _numbered(offsets: Numbers) -> pa.Array:
    import pyarrow as pa

    counts = np.diff(offsets)
    return pa.array((np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)).astype(np.int16))


def _column(column: ColumnValues, gives: str) -> pa.Array:
    import pyarrow as pa

    if not isinstance(column, LineColumn):
        return _values(column, gives)
    begins = np.zeros(column.days.size, np.bool_)
    begins[column.offsets[:-1]] = True
    begins &= column.days == START
    days = pa.array((column.days - EPOCH).astype(np.int32), pa.int32(), mask=begins)
    struct = pa.StructArray.from_arrays(
        [days.cast(pa.date32()), _values(column.values, gives)], names=[FROM, VALUE]
    )
    return pa.ListArray.from_arrays(pa.array(column.offsets, pa.int32()), struct)


def _values(values: Numbers, gives: str) -> pa.Array:
    import pyarrow as pa

    unknown = values == UNKNOWN
    kind = value_type(gives)
    known = np.where(unknown, 0, values)
    if gives == "Day":
        known = np.where(known >= NEVER, LAST_DAY, known) - EPOCH
        return pa.array(known.astype(np.int32), pa.int32(), mask=unknown).cast(kind)
    if gives == "bool":
        return pa.array(known.astype(np.bool_), kind, mask=unknown)
    return pa.array(known, pa.int64(), mask=unknown).cast(kind)


# ---------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with some families of a table.

    Attributes:
        kind: of ``ProblemKind``. what: the unit or fact. families: places of the families.
    """

    kind: str
    what: str
    families: Numbers


def from_arrow(
    table: pa.Table,
    facts: Collection[str],
    lines: Collection[str],
    silent: Mapping[str, Timeline[Any]],
    of_units: Collection[str],
) -> tuple[Rows, list[Flaw]]:
    """The rows of a table, and what is wrong with them.

    Rows of a family that has a flaw are as harmless as they can be made, but say nothing.

    Args:
        facts: those that are wanted, each as one timeline if it is among ``lines``, otherwise as
            one value. silent: what the table says of a wanted fact that it has no column of.
        of_units: the units that are wanted.
    """
    reading = _Reading(table.num_rows)
    offsets: dict[str, Numbers] = {}
    above: dict[tuple[str, str], Numbers] = {}
    columns: dict[str, ColumnValues] = {}
    inside: dict[str, Mapping[str, pa.Array]] = {}
    for unit in units().values():
        if unit.name not in of_units:
            continue
        has_any = unit.name in table.column_names
        offsets[unit.name], inside[unit.name] = (
            _unit(table[unit.name].combine_chunks())
            if has_any
            else (np.zeros(table.num_rows + 1, np.int64), {})
        )
    for name, found in inside.items():
        here = offsets[name]
        count = int(here[-1])
        for higher in units()[name].above:
            if higher.name in offsets:
                up = found.get(higher.name)
                numbers = np.full(count, UNKNOWN) if up is None else _plain(up)
                above[name, higher.name] = reading.linked(name, numbers, here, offsets[higher.name])
        for fact in facts:
            if LAWBOOK.facts[fact].unit.name != name:
                continue
            array = found.get(fact)
            if array is None:
                column = _same(silent[fact], count, is_line=fact in lines)
            else:
                column = reading.column(fact, array, here, is_line=fact in lines)
            columns[fact] = column
    return Rows(offsets, above, columns), reading.flaws


class _Reading:
    """Reads columns and notes what is wrong with them."""

    def __init__(self, families: int) -> None:
        self._families = families
        self.flaws: list[Flaw] = []

    def _note(self, kind: str, what: str, is_bad: Flags, offsets: Numbers) -> None:
        if is_bad.any():
            places = np.searchsorted(offsets, np.flatnonzero(is_bad), side="right") - 1
            self.flaws.append(Flaw(kind, what, np.unique(places)))

    def linked(self, unit: str, numbers: Numbers, here: Numbers, there: Numbers) -> Numbers:
        """Numbers of rows above, each within its family."""
        most = np.repeat(np.diff(there), np.diff(here))
        outside = (numbers < 0) | (numbers >= most)
        self._note("row_outside", unit, outside, here)
        return np.where(outside, 0, numbers)

    def column(self, fact: str, array: pa.Array, here: Numbers, *, is_line: bool) -> ColumnValues:
        """A fact's values or timelines."""
        import pyarrow as pa

        gives = LAWBOOK.facts[fact].gives
        if not pa.types.is_list(array.type):
            values = self._possible(fact, _as_told(array, gives), gives, here)
            return _constant_lines(values) if is_line else values
        pieces = _offsets(array)
        flat = array.flatten()
        days = _plain(flat.field(FROM).cast("int32"))
        days = np.where(days == UNKNOWN, START, days + EPOCH)
        empty = np.diff(pieces) == 0
        first = np.zeros(days.size, np.bool_)
        first[pieces[:-1][~empty]] = True
        if empty.any():  # nothing is told of the row: it is not known
            self._note("line_order", fact, empty, here)
            return _constant_lines(np.full(empty.size, UNKNOWN))
        late = first & (days > START)
        order = np.ones(days.size, np.bool_)
        order[1:] = first[1:] | (days[1:] > days[:-1])
        of_row = np.repeat(np.arange(pieces.size - 1), np.diff(pieces))
        bad = np.zeros(pieces.size - 1, np.bool_)
        bad[of_row[late | ~order]] = True
        self._note("line_order", fact, bad, here)
        told = _as_told(flat.field(VALUE), gives)
        rows = np.append(pieces[here[:-1]], pieces[here[-1]]).astype(np.int64)
        return LineColumn(pieces, days, self._possible(fact, told, gives, rows))

    def _possible(self, fact: str, values: Numbers, gives: str, here: Numbers) -> Numbers:
        low, high = bounds(gives)
        impossible = (values != UNKNOWN) & ((values < low) | (values > high))
        if impossible.any():
            self._note("value_impossible", fact, impossible, here)
            values = np.where(impossible, UNKNOWN, values)
        return values


def _unit(array: pa.ListArray) -> tuple[Numbers, Mapping[str, pa.Array]]:
    flat = array.flatten()
    names = [flat.type.field(at).name for at in range(flat.type.num_fields)]
    return _offsets(array), dict(zip(names, flat.flatten(), strict=True))


def _offsets(array: pa.ListArray) -> Numbers:
    """Where each list begins in what ``flatten`` gives, and last where all end."""
    lengths = np.asarray(array.value_lengths().fill_null(0), np.int64)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _plain(array: pa.Array) -> Numbers:
    import pyarrow as pa

    whole = array.cast(pa.int64())
    return np.asarray(whole.fill_null(UNKNOWN) if whole.null_count else whole, np.int64)


def _as_told(array: pa.Array, gives: str) -> Numbers:
    if gives != "Day":
        return _plain(array)
    days = _plain(array.cast("int32"))
    return np.where(days == UNKNOWN, days, np.minimum(days + EPOCH, NEVER))


def _constant_lines(values: Numbers) -> LineColumn:
    offsets = np.arange(values.size + 1, dtype=np.int64)
    return LineColumn(offsets, np.full(values.size, START, np.int64), values)


def _same(line: Timeline[Any], count: int, *, is_line: bool) -> ColumnValues:
    """A column in which every row has the same timeline."""
    values = np.asarray([int(value) for value in line.values], np.int64)
    if not is_line:
        return np.full(count, values[0])
    size = values.size
    return LineColumn(
        np.arange(count + 1, dtype=np.int64) * size,
        np.tile(np.asarray(line.starts, np.int64), count),
        np.tile(values, count),
    )


# ---------------------------------------------------------------------------- choosing


def runs(codes: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Each code that there is, rising, with the places where it stands."""
    order = np.argsort(codes, kind="stable")
    names, starts = np.unique(codes[order], return_index=True)
    # Of no codes there is one part, which is empty.
    yield from zip(names.tolist(), np.split(order, starts[1:]), strict=False)


def taken(rows: Rows, families: Numbers) -> Rows:
    """The rows of some families, in the order in which they are named."""
    places_of = {unit: chosen(offsets, families) for unit, offsets in rows.offsets.items()}
    of_unit = {unit: places for unit, (_, places) in places_of.items()}
    columns: dict[str, ColumnValues] = {}
    for name, column in rows.columns.items():
        places = of_unit[LAWBOOK.facts[name].unit.name]
        if isinstance(column, LineColumn):
            offsets, pieces = chosen(column.offsets, places)
            columns[name] = LineColumn(offsets, column.days[pieces], column.values[pieces])
        else:
            columns[name] = column[places]
    above = {pair: numbers[of_unit[pair[0]]] for pair, numbers in rows.above.items()}
    return Rows({unit: offsets for unit, (offsets, _) in places_of.items()}, above, columns)


def joined(lots: Sequence[Rows], silent: Mapping[str, Timeline[Any]]) -> Rows:
    """The rows of some lots of families, one lot after the other.

    Args:
        silent: what a lot says of a fact that it has no column of, while another has.
    """
    names = {unit for rows in lots for unit in rows.offsets}
    offsets = {
        unit: np.concatenate(
            [
                np.zeros(1, np.int64),
                np.cumsum(np.concatenate([np.diff(rows.offsets[unit]) for rows in lots])),
            ]
        )
        for unit in sorted(names)
    }
    pairs = {pair for rows in lots for pair in rows.above}
    above = {pair: np.concatenate([rows.above[pair] for rows in lots]) for pair in sorted(pairs)}
    columns: dict[str, ColumnValues] = {}
    for name, fact in LAWBOOK.facts.items():
        told = [rows.columns.get(name) for rows in lots]
        if all(column is None for column in told):
            continue
        is_line = any(isinstance(column, LineColumn) for column in told)
        whole = [
            _silence(silent, name, rows.count(fact.unit.name), is_line=is_line)
            if column is None
            else column
            for rows, column in zip(lots, told, strict=True)
        ]
        plain = [column for column in whole if not isinstance(column, LineColumn)]
        columns[name] = _lines_joined(whole) if is_line else np.concatenate(plain)
    return Rows(offsets, above, columns)


def _silence(
    silent: Mapping[str, Timeline[Any]], fact: str, count: int, *, is_line: bool
) -> ColumnValues:
    # Without rows of the unit nothing is said of the fact, be it ordinary or not.
    return _same(silent[fact] if count else Timeline((START,), (0,)), count, is_line=is_line)


def _lines_joined(columns: Sequence[ColumnValues]) -> LineColumn:
    lines = [
        column if isinstance(column, LineColumn) else _constant_lines(column) for column in columns
    ]
    counts = np.concatenate([np.diff(line.offsets) for line in lines])
    return LineColumn(
        np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]),
        np.concatenate([line.days for line in lines]),
        np.concatenate([line.values for line in lines]),
    )


def chosen(offsets: Numbers, groups: Numbers) -> tuple[Numbers, Numbers]:
    """The offsets of some groups put one after the other, and the places of their members."""
    counts = np.diff(offsets)[groups]
    fresh = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    places = np.arange(fresh[-1]) + np.repeat(offsets[:-1][groups] - fresh[:-1], counts)
    return fresh, places


def families_of(offsets: Numbers) -> Numbers:
    """By row of a unit, the place of its family."""
    return np.repeat(np.arange(offsets.size - 1, dtype=np.int64), np.diff(offsets))


def unknown_in(rows: Rows) -> Iterator[str]:
    """The names of the columns in which something is not known."""
    for name, shape in rows.shapes.items():
        if not shape.is_complete:
            yield name
