"""The rows of a flat file by columns, and which of its families are told alike but for their days.

Two families are of one *form* if their rows say the same but for days, and if their days come in
the same order, also among the days that matter by themselves (``marks``). A family is not of any
form if it says something that only putting it together can tell what is wrong with, or in a way
that is too odd to be found again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.casework.case_file.checks import EARLIEST_CLAIM
from perenou.casework.case_file.dates import DateTextError, read_partial_day
from perenou.casework.child_facts import YOUNGEST_PUPIL
from perenou.casework.lines import START
from perenou.population.arrow import Flags, Numbers
from perenou.population.extract.column_map import Column, ColumnMap
from perenou.population.extract.families import UnknownCodeError, values_of
from perenou.population.extract.flat import FIELDS, FLAT
from perenou.population.extract.sources import Lot
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.types import Day

if TYPE_CHECKING:
    import pyarrow as pa

UNTOLD: Final = -1
"""The code of what a row does not tell, and the form of a family that is of none."""

WIDEST: Final = 18 * 365
"""Days between the births of two children of a family at most; those farther apart matter."""

MOST_KINDS: Final = 24
MOST_CHILDREN: Final = 12
"""How many rows that say different things of the family, and births, a form has at most."""

_LISTS: Final = ("births", "facts")


def is_plain(column_map: ColumnMap) -> bool:
    """Whether a map is of one flat file, each field of which stands in one column as it is.

    What else there is must be ordinary, so that nothing hangs on how far two days are apart.
    """
    if len(column_map.tables) != 1 or column_map.tables[0].list_ != FLAT:
        return False
    source = column_map.tables[0]
    fields = [column.field for column in source.columns.values()]
    return (
        column_map.otherwise is not None
        and source.who is None
        and len({*fields}) == len(fields)
        and {*fields} <= {*FIELDS}
        and all(isinstance(value, str) for value in source.set_.values())
        and {*source.set_} <= {*FIELDS} - {*_LISTS}
        and all(each.split is None or each.field in _LISTS for each in source.columns.values())
    )


@dataclass(frozen=True, slots=True)
class Field:
    """What the rows tell of a field.

    Attributes:
        codes: of each row the place of what it tells among the values, or ``UNTOLD``.
        is_odd: by value, whether the field cannot hold it.
    """

    codes: Numbers
    values: tuple[tuple[str, ...], ...]
    is_odd: Flags

    def has_odd(self) -> Flags:
        """Which rows tell something that the field cannot hold."""
        found: Flags = np.append(self.is_odd, np.False_)[self.codes]
        return found

    def texts(self) -> pa.Array:
        """What each row tells as one text; nothing: it does not tell it."""
        import pyarrow as pa

        told = pa.array(["; ".join(value) for value in self.values], pa.string())
        codes = pa.array(self.codes, pa.int64(), mask=self.codes == UNTOLD)
        return told.take(codes)

    def numbers(self, number: Callable[[str], int | None]) -> Numbers:
        """What each row tells as a number; ``UNKNOWN`` where it is none."""
        found = [number(value[0]) for value in self.values]
        table = [UNKNOWN if each is None else each for each in found]
        return np.asarray([*table, UNKNOWN], np.int64)[self.codes]


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of a flat file, those of a family one after the other.

    Attributes:
        lot: the rows. names: of families, in the order of the alphabet. family: of each row, the
            place of its name. fields: by name.
    """

    lot: Lot
    names: tuple[str, ...]
    family: Numbers
    fields: Mapping[str, Field]

    @property
    def starts(self) -> Numbers:
        """Where the rows of each family begin, and last where all end."""
        return np.searchsorted(self.family, np.arange(len(self.names) + 1))


def told_of(lot: Lot, column_map: ColumnMap) -> Told:
    """The rows of a flat file as a plain map tells them."""
    import pyarrow as pa

    source = column_map.tables[0]
    named = lot.cells[source.family].combine_chunks().dictionary_encode()
    known = named.dictionary.to_pylist()
    names = sorted(known)
    rank = {name: at for at, name in enumerate(names)}
    family = np.asarray([rank[name] for name in known], np.int64)[_plain(named.indices)]
    order = np.argsort(family, kind="stable")
    rows = Lot(lot.places[order], lot.is_broken[order], lot.cells.take(pa.array(order)))
    by_field = {column.field: title for title, column in source.columns.items()}
    fields = {name: _field(rows, column_map, by_field.get(name), name) for name in FIELDS}
    return Told(rows, tuple(names), family[order], fields)


def _field(rows: Lot, column_map: ColumnMap, title: str | None, name: str) -> Field:
    source = column_map.tables[0]
    places: dict[tuple[str, ...] | None, int] = {}

    def coded(told: tuple[str, ...] | None) -> int:
        # An empty text tells nothing; but it is no day of birth.
        if told == ("",) and name != "births":
            return UNTOLD
        return places.setdefault(told, len(places))

    otherwise = coded((str(source.set_[name]),)) if name in source.set_ else UNTOLD
    codes = np.full(rows.places.size, otherwise)
    if title is not None:
        cells = rows.cells[title].combine_chunks().dictionary_encode()
        table = [
            otherwise
            if cell in column_map.empty
            else coded(_values(name, cell, source.columns[title], column_map))
            for cell in cells.dictionary.to_pylist()
        ]
        codes = np.asarray([*table, UNTOLD], np.int64)[_plain(cells.indices)]
    is_odd = np.asarray([told is None for told in places], np.bool_)
    return Field(codes, tuple(("",) if told is None else told for told in places), is_odd)


def _values(name: str, cell: str, column: Column, column_map: ColumnMap) -> tuple[str, ...] | None:
    """What a cell tells; None: it holds a code that its column does not know."""
    try:
        values = values_of(name, cell, column, column_map)
    except UnknownCodeError:
        return None
    return tuple(values) if name in _LISTS else (values[0],)


def _plain(indices: pa.Array) -> Numbers:
    return np.asarray(indices, np.int64)


# ---------------------------------------------------------------------------- forms


@dataclass(frozen=True, slots=True)
class Forms:
    """Which families are told alike.

    Attributes:
        of: the form of each family, or ``UNTOLD``. kind: by row, which of the things that are told
            of the family it tells; kinds: where those of each family begin. days: all days of a
            family, rising, one family after the other; days_at: where those of each begin.
    """

    of: Numbers
    kind: Numbers
    kinds: Numbers
    days: Numbers
    days_at: Numbers


def marks(column_map: ColumnMap) -> tuple[Day, ...]:
    """Days that matter by themselves, whatever a family tells."""
    as_of = [date.today().toordinal()]  # noqa: DTZ011
    if column_map.as_of:
        try:
            told = read_partial_day(column_map.as_of)
            as_of = [told.first, told.last]
        except DateTextError:
            pass  # every family is refused for it
    pupil = date.fromordinal(START).replace(year=date.fromordinal(START).year - YOUNGEST_PUPIL)
    days = {EARLIEST_CLAIM, START, pupil.toordinal()}
    return tuple(sorted(days | {*as_of, *(day + 1 for day in as_of)}))


def forms_of(told: Told, column_map: ColumnMap) -> Forms:
    """The forms of families."""
    births, child, claimed = (_days(told.fields[n]) for n in ("births", "child_birth", "claimed"))
    count = len(told.names)
    is_odd = told.lot.is_broken | _is_twice(told)
    for name in FIELDS:
        is_odd |= told.fields[name].has_odd()
    for each, name in ((births, "births"), (child, "child_birth"), (claimed, "claimed")):
        is_odd |= each.is_odd[told.fields[name].codes]
    is_out = np.zeros(count, np.bool_)
    is_out[told.family[is_odd]] = True

    same = told.family
    for name in ("benefit", "single", "resident", "births", "child_birth", "claimed"):
        same = _paired(same, told.fields[name].codes + 1)
    first = np.unique(same, return_index=True)[1]
    of_kind = told.family[first]
    kinds = np.searchsorted(of_kind, np.arange(count + 1))

    def code(name: str) -> Numbers:
        found: Numbers = told.fields[name].codes[first]
        return found

    at, by = births.all_of(code("births"))
    each_day = np.concatenate([by, child.first_of(code("child_birth")),
                               claimed.first_of(code("claimed"))])  # fmt: skip
    owner = np.concatenate([of_kind[at], of_kind, of_kind])
    key = np.where(each_day == UNTOLD, UNTOLD, owner * _FAR + each_day)
    distinct = np.unique(key[key != UNTOLD])
    days, days_of = distinct % _FAR, distinct // _FAR
    days_at = np.searchsorted(days_of, np.arange(count + 1))
    mark = np.asarray(marks(column_map), np.int64)
    among = np.searchsorted(mark, each_day, "left") + np.searchsorted(mark, each_day, "right")
    rank = np.searchsorted(distinct, key) - days_at[owner]
    token = np.where(key == UNTOLD, 0, rank * (2 * mark.size + 1) + among + 1)

    born = np.concatenate([np.ones(by.size, np.bool_), np.ones(first.size, np.bool_),
                           np.zeros(first.size, np.bool_)]) & (key != UNTOLD)  # fmt: skip
    low, high = np.full(count, _FAR), np.zeros(count, np.int64)
    np.minimum.at(low, owner[born], each_day[born])
    np.maximum.at(high, owner[born], each_day[born])
    is_out |= high - low > WIDEST

    sizes = np.bincount(at, minlength=first.size)
    is_out |= np.diff(kinds) > MOST_KINDS
    is_out[of_kind[sizes > MOST_CHILDREN]] = True
    one = _paired(code("benefit") + 1, code("single") + 1)
    one = _paired(one, code("resident") + 1)
    one = _paired(one, np.where(code("births") == UNTOLD, 0, sizes + 1))
    one = _paired(one, token[by.size : by.size + first.size])
    one = _paired(one, token[by.size + first.size :])
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    for place in range(min(int(sizes.max(initial=0)), MOST_CHILDREN)):
        one = _paired(one, _nth(token[: by.size], starts, place))
    form = np.diff(kinds)
    for place in range(min(int(form.max(initial=0)), MOST_KINDS)):
        form = _paired(form, _nth(one + 1, kinds, place))
    return Forms(np.where(is_out, UNTOLD, form), same, kinds, days, days_at)


_FAR: Final = 1 << 22
"""More than the number of any day."""


def _nth(values: Numbers, starts: Numbers, place: int) -> Numbers:
    """Of each group the value at a place in it; 0: it has none there."""
    at = starts[:-1] + place
    is_there = at < starts[1:]
    return np.where(is_there, np.append(values, 0)[np.where(is_there, at, values.size)], 0)


def _paired(one: Numbers, other: Numbers) -> Numbers:
    """A number for each pair, the same for the same pair, in the order in which they are met."""
    import pyarrow as pa

    width = int(other.max(initial=0)) + 1
    return _plain(pa.array(one * width + other).dictionary_encode().indices)


def _is_twice(told: Told) -> Flags:
    """Which rows may be there twice: others of the family say the same in every cell."""
    same = told.family
    # The number of the decision mostly tells rows apart, and then no other cell is looked at.
    titles = [*told.lot.cells.column_names]
    for title in titles:
        cells = told.lot.cells[title].combine_chunks().dictionary_encode()
        same = _paired(same, _plain(cells.indices))
        if int(same.max(initial=-1)) + 1 == same.size:
            return np.zeros(same.size, np.bool_)
    found: Flags = np.bincount(same)[same] > 1
    return found


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that each value of a field tells, one value after the other; last of none.

    Attributes:
        is_odd: by value, whether it tells something that is no day.
    """

    starts: Numbers
    days: Numbers
    is_odd: Flags

    def first_of(self, codes: Numbers) -> Numbers:
        """The first day of each; ``UNTOLD``: there is none."""
        return _nth(self.days + 1, self.starts, 0)[codes] - 1

    def all_of(self, codes: Numbers) -> tuple[Numbers, Numbers]:
        """All days of each, and before them which one of these tells it."""
        sizes = np.diff(self.starts)[codes]
        of = np.repeat(np.arange(codes.size), sizes)
        within = np.arange(of.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return of, self.days[self.starts[:-1][codes][of] + within]


def _days(field: Field) -> _Days:
    found = [[_day(text) for text in value] for value in field.values]
    is_odd = [None in each for each in found]
    told = [[0 if day is None else day for day in each] for each in found]
    starts = np.cumsum([0, *map(len, told), 0])
    flat = np.asarray([day for each in told for day in each], np.int64)
    return _Days(starts, flat, np.asarray([*is_odd, False], np.bool_))


def _day(text: str) -> Day | None:
    try:
        return read_partial_day(text).ordinal
    except DateTextError:
        return None
