"""Rows of an extract put together, a family at a time, as the data of case files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple, NoReturn

from perenou.casework.case_file.personal_code import names_a_person
from perenou.casework.case_file.source import Data
from perenou.population.extract.column_map import (
    AMOUNTS,
    DAYS,
    DECISIONS,
    LISTS,
    MONTHS,
    PEOPLE,
    Column,
    ColumnMap,
    Source,
)
from perenou.population.extract.flat import FLAT, put_together
from perenou.population.extract.sources import Lot, place_of
from perenou.population.problems import Problems


class Given(NamedTuple):
    """A row as it is kept until its family is whole: place, number of its file, cells."""

    place: str
    source: int
    cells: Mapping[str, str]
    is_broken: bool


@dataclass(slots=True)
class Family:
    """What an extract tells of a family.

    Attributes:
        data: of its case file. decisions: what was granted it, as the map names the fields;
            decided_in: the row of each. ids: by id in the extract, the id in the case file.
    """

    data: dict[str, Data]
    decisions: list[dict[str, str]] = field(default_factory=list)
    decided_in: list[Given] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


def given_of(lot: Lot, column_map: ColumnMap, source: int) -> Iterator[tuple[str, Given]]:
    """The rows of a file of the map, each with the name of its family."""
    of = column_map.tables[source]
    titles = lot.cells.column_names
    columns = [column.to_pylist() for column in lot.cells.columns]
    at_family = titles.index(of.family)
    for number, is_broken, *cells in zip(
        lot.places.tolist(), lot.is_broken.tolist(), *columns, strict=True
    ):
        told = dict(zip(titles, cells, strict=True))
        yield cells[at_family], Given(place_of(of, number), source, told, is_broken)


def cell_told(place: str, source: Source, field: str, cells: Mapping[str, str]) -> str:
    """Where a field stands in a row, and what is written there.

    A day of somebody's birth and whatever holds a personal code are not repeated.
    """
    title = next((name for name, column in source.columns.items() if column.field == field), "")
    cell = cells.get(title, "")
    is_told = 0 < len(cell) <= LONGEST_TOLD and field not in UNREPEATED
    shown = f": {cell}" if is_told and not names_a_person(cell) else ""
    return f"{place} {title}{shown}" if title else place


LONGEST_TOLD: Final = 40
UNREPEATED: Final = frozenset({"whose", "child_birth", "births"})


class UnknownCodeError(Exception):
    """A cell holds a code that its column does not know."""


class _UnusableError(Exception):
    """A family cannot be put together; what is wrong has been counted."""


def family_of(
    name: str, given: Sequence[Given], column_map: ColumnMap, problems: Problems
) -> Family | None:
    """A family from all its rows; None: it has a row that cannot be used."""
    try:
        return _Building(name, column_map, problems).built(given)
    except _UnusableError:
        return None


def values_of(name: str, cell: str, column: Column, column_map: ColumnMap) -> list[str]:
    """The values of a field that a cell holds, as a case file writes them; one at least.

    Raises:
        UnknownCodeError: it holds a code that the column does not know.
    """
    parts = cell.split(column.split) if column.split else [cell]
    return [_value(name, part.strip(), column, column_map) for part in parts]


def _value(name: str, cell: str, column: Column, column_map: ColumnMap) -> str:
    if column.values:
        if cell not in column.values:
            raise UnknownCodeError
        return column.values[cell]
    if name in DAYS:
        return _dated(cell, column.date or column_map.dates, "%Y-%m-%d")
    if name in MONTHS:
        return _month(cell, column, column_map)
    return _amount(cell, column, column_map.decimal) if name in AMOUNTS else cell


def _dated(cell: str, form: str, wanted: str) -> str:
    try:
        return datetime.strptime(cell, form).strftime(wanted)  # noqa: DTZ007
    except ValueError:
        return cell  # what is no date in any form is refused with the case


def _month(cell: str, column: Column, column_map: ColumnMap) -> str:
    """A month; a day tells the month that it is in, for spreadsheets make days of months."""
    for form in (column.date or column_map.months, column_map.dates, "%Y-%m-%d"):
        found = _dated(cell, form, "%Y-%m")
        if found != cell:
            return found
    return cell


def _amount(cell: str, column: Column, decimal: str) -> str:
    plain = cell.replace("\u00a0", "").replace(" ", "").replace(decimal, ".")
    if column.unit == "cents" and plain.isdecimal():
        cents = int(plain)
        return f"{cents // 100}.{cents % 100:02}"
    return plain


_ADULT: Final = "inimene"
_CHILD: Final = "laps"
_APART: Final = frozenset({"people", "children", DECISIONS, FLAT})
"""What is not put into a case as a list of its own."""


class _Building:
    def __init__(self, name: str, column_map: ColumnMap, problems: Problems) -> None:
        self._name = name
        self._map = column_map
        self._problems = problems
        self._ids: dict[str, str] = {}
        self._counts = {_ADULT: 0, _CHILD: 0}
        self._people: dict[str, dict[str, Data]] = {}
        self._children: dict[str, dict[str, Data]] = {}
        self._lists: dict[str, list[Data]] = {}
        self._decisions: list[dict[str, str]] = []
        self._flat: list[dict[str, Data]] = []
        self._decided_in: list[Given] = []

    def built(self, given: Sequence[Given]) -> Family:
        """The family.

        Raises:
            _UnusableError: a row of it cannot be used.
        """
        if any(row.is_broken for row in given):
            raise _UnusableError  # counted where it was met
        unique = {(row.source, tuple(row.cells.items())): row for row in given}
        if len(unique) < len(given):
            self._problems.add("row_twice", [self._name], len(given) - len(unique))
        rows = sorted(unique.values(), key=lambda row: self._order(self._map.tables[row.source]))
        for row in rows:
            self._take(row, self._map.tables[row.source])
        data: dict[str, Data] = {"people": {**self._people}, "children": {**self._children}}
        if self._map.otherwise:
            data["otherwise"] = self._map.otherwise
        if self._map.as_of:
            data["as_of"] = self._map.as_of
        if self._flat:
            of_rows, decisions = put_together(self._flat)
            self._decisions = [*decisions, *self._decisions]
            data |= of_rows
        for source in self._map.tables:
            if "." not in source.list_ and source.list_ not in _APART:
                data[source.list_] = self._lists.get(source.list_, [])
        return Family(data, self._decisions, self._decided_in, self._ids)

    @staticmethod
    def _order(source: Source) -> int:
        """Children first and then adults, so that everybody is known when named."""
        places = {"children": 0, "people": 1, FLAT: 3, DECISIONS: 4}
        return places.get(source.list_, 2)

    def _take(self, row: Given, source: Source) -> None:
        entry = self._entry(row, source)
        group, _, inner = source.list_.partition(".")
        if source.list_ in (FLAT, DECISIONS):
            self._decided_in.append(row)
        if source.list_ == FLAT:
            self._flat.append(entry)
            return
        if source.list_ == DECISIONS:
            self._decisions.append({key: str(value) for key, value in entry.items()})
            return
        if group not in ("people", "children"):
            self._lists.setdefault(group, []).append(entry)
            return
        told = row.cells[source.who or ""]
        if told in self._map.empty:
            self._refuse("row_without_person", row.place)
        who = self._id(told, _CHILD if group == "children" else _ADULT)
        of = self._children if who.startswith(_CHILD) else self._people
        if inner:
            if who not in of:
                self._refuse("row_of_nobody", row.place)
            held = of[who].setdefault(inner, [])
            if not isinstance(held, list):
                self._refuse("row_contradicts", row.place)
            # One state of things may be told by several rows, such as one of each parent; but two
            # sums that are alike are two.
            if entry not in held or AMOUNTS & entry.keys():
                held.append(entry)
        elif of.get(who):
            self._refuse("row_contradicts", row.place)
        else:
            of[who] = entry
            self._lists_of(group, of[who])

    def _lists_of(self, group: str, entry: dict[str, Data]) -> None:
        """What a file tells of entry by entry is told whole: no entry means there is none."""
        for source in self._map.tables:
            of, _, inner = source.list_.partition(".")
            if of == group and inner:
                entry.setdefault(inner, [])

    def _entry(self, row: Given, source: Source) -> dict[str, Data]:
        entry: dict[str, Data] = deepcopy(source.set_)
        for title, column in source.columns.items():
            cell = row.cells[title]
            if cell in self._map.empty:
                continue
            head, _, rest = column.field.partition(".")
            if rest:
                held = entry.setdefault(head, [{}])
                inner = held[0] if isinstance(held, list) and held else None
                if not isinstance(inner, dict):
                    self._refuse("row_contradicts", row.place)
                self._put(inner, rest, cell, column, row)
            else:
                self._put(entry, head, cell, column, row)
        return entry

    def _put(
        self, entry: dict[str, Data], name: str, cell: str, column: Column, row: Given
    ) -> None:
        try:
            values = values_of(name, cell, column, self._map)
        except UnknownCodeError:
            source = self._map.tables[row.source]
            self._refuse("code_unknown", cell_told(row.place, source, column.field, row.cells))
        kind = self._map.tables[row.source].list_
        is_of_family = kind != FLAT and (kind != DECISIONS or name == "whose")  # not who decided
        if name in PEOPLE and is_of_family and not column.values:
            values = [value if value == "all" else self._id(value, _ADULT) for value in values]
        if name in LISTS and values != ["all"]:
            held = entry.setdefault(name, [])
            if isinstance(held, list):
                held.extend(values)
        else:
            entry[name] = values[0]

    def _id(self, told: str, kind: str) -> str:
        """Somebody's id in the case file: a number in the family, whatever the extract's is."""
        found = self._ids.get(told)
        if found is None:
            self._counts[kind] += 1
            found = self._ids[told] = f"{kind}{self._counts[kind]:02}"
            if kind == _ADULT:
                self._people.setdefault(found, {})
        return found

    def _refuse(self, kind: str, place: str) -> NoReturn:
        self._problems.add(kind, [place])
        raise _UnusableError
