"""The families of a flat file put together, those that are told alike but for their days at once.

Of each form (``forms``) two families are put together by themselves, as every family of any other
extract is: those that are farthest apart in time. Where the second is what the pattern of the first
gives with its days, so are all others of the form, and they are filled in by columns. Families of
no form, of a rare one, or of one whose pattern does not hold, are put together by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.population.arrow import Flags, Numbers, chosen, joined, taken
from perenou.population.decisions import LONGEST, decision_type, months_of
from perenou.population.extract.column_map import ColumnMap
from perenou.population.extract.families import Given, cell_told, given_of
from perenou.population.extract.flat import benefit_key
from perenou.population.extract.forms import UNTOLD, Forms, Told, forms_of, told_of
from perenou.population.extract.made import (
    IN,
    NOBODY,
    Made,
    cents_told,
    day_told,
    decisions_of,
    flaw_of,
    made_of,
    month_told,
)
from perenou.population.extract.pattern import Pattern, filled, is_same, pattern_of
from perenou.population.extract.sources import Lot, place_of
from perenou.population.from_cases import without_ordinary
from perenou.population.job import BENEFITS
from perenou.population.ordinary import ordinary
from perenou.population.problems import Problems
from perenou.population.schema import EPOCH
from perenou.population.write_cases import Laid, laid
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.types import Day

if TYPE_CHECKING:
    import pyarrow as pa

FEWEST: Final = 4
"""Families that must be of one form; of fewer each is put together by itself."""

AT_ONCE: Final = 2_000
"""Families put together by themselves whose cases are kept until they are laid out."""


@dataclass(frozen=True, slots=True)
class Families:
    """Families as they are written, in the order of their names, with the decisions on each."""

    names: Sequence[str]
    cases: Laid
    decisions: pa.Array

    def in_lots(self, room: int) -> Iterator[Families]:
        """The same in lots of at most so many families."""
        for start in range(0, len(self.names), room):
            size = min(room, len(self.names) - start)
            rows = taken(self.cases.rows, np.arange(start, start + size))
            yield Families(
                self.names[start : start + size],
                Laid(without_ordinary(rows, ordinary()), self.cases.texts.slice(start, size)),
                self.decisions.slice(start, size),
            )


def families_by_form(lot: Lot, column_map: ColumnMap, problems: Problems) -> Families:
    """The families of some rows of a flat file, which has a plain map.

    Args:
        problems: is told what is wrong, family by family.
    """
    import pyarrow as pa

    told = told_of(lot, column_map)
    forms = forms_of(told, column_map)
    making = _Making(told, forms, column_map)
    lots = [*making.by_form(), *making.alone()]
    making.count(problems)
    order = np.argsort(np.concatenate([np.zeros(0, np.int64), *(each.places for each in lots)]))
    names = [told.names[at] for each in lots for at in each.places.tolist()]
    if not lots:
        empty = pa.array([], decision_type())
        return Families([], laid([]), empty)
    chosen_order = pa.array(order)
    return Families(
        [names[at] for at in order.tolist()],
        Laid(
            taken(joined([each.cases.rows for each in lots], ordinary()), order),
            pa.concat_arrays([each.cases.texts for each in lots]).take(chosen_order),
        ),
        pa.concat_arrays([each.decisions for each in lots]).take(chosen_order),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the families, by their places."""

    places: Numbers
    cases: Laid
    decisions: pa.Array


class _Making:
    """Puts the families of some rows together, and notes what is wrong with each."""

    def __init__(self, told: Told, forms: Forms, column_map: ColumnMap) -> None:
        self._told, self._forms, self._map = told, forms, column_map
        self._starts = told.starts
        self._is_alone = forms.of == UNTOLD
        self._problems: dict[int, Problems] = {}
        self._rows = _Decided(told)

    def by_form(self) -> Iterator[_Part]:
        """Those of which many are of one form."""
        order = np.argsort(self._forms.of, kind="stable")
        order = order[np.searchsorted(self._forms.of[order], 0) :]
        ends = np.flatnonzero(np.diff(self._forms.of[order], append=UNTOLD)) + 1
        start = 0
        for end in ends.tolist():
            places, start = order[start:end], end
            size = np.diff(self._forms.days_at)[places[0]]
            days = self._forms.days[self._forms.days_at[places][:, None] + np.arange(size)]
            found = self._pattern(places, days) if places.size >= FEWEST else None
            if found is None:
                self._is_alone[places] = True
                continue
            pattern, whose = found
            yield _Part(places, filled(pattern, days), self._decided(places, whose))

    def _pattern(self, places: Numbers, days: Numbers) -> tuple[Pattern, Numbers] | None:
        """The pattern of a form, and by what is told of a family whose row it is about.

        None: the families cannot be put together, or differ in more than their days.
        """
        some = [0] if days.shape[1] == 0 else [int(days[:, 0].argmin()), int(days[:, -1].argmax())]
        made = [self._made(int(places[at]), Problems()) for at in some]
        if any(each is None for each in made):
            return None
        told = [each for each in made if each is not None]
        whose = [self._by_kind(int(places[at]), each) for at, each in zip(some, told, strict=True)]
        laid_out = [laid([each.case]) for each in told]
        pattern = pattern_of(laid_out[0], days[some[0]])
        holds = all(
            is_same(filled(pattern, days[[at]]), each) and np.array_equal(whose[0], its)
            for at, each, its in zip(some, laid_out, whose, strict=True)
        )
        return (pattern, whose[0]) if holds else None

    def _made(self, place: int, problems: Problems) -> Made | None:
        return made_of(self._told.names[place], self._given(place), self._map, problems)

    def _given(self, place: int) -> list[Given]:
        start, end = int(self._starts[place]), int(self._starts[place + 1])
        lot = self._told.lot
        some = Lot(
            lot.places[start:end], lot.is_broken[start:end], lot.cells.slice(start, end - start)
        )
        return [given for _, given in given_of(some, self._map, 0)]

    def _by_kind(self, place: int, made: Made) -> Numbers:
        """Of each thing that is told of a family, the row that its decision is about."""
        first = self._forms.kinds[place]
        found = np.full(self._forms.kinds[place + 1] - first, NOBODY)
        rows = slice(self._starts[place], self._starts[place + 1])
        found[self._forms.kind[rows] - first] = made.whose
        return found

    def _decided(self, places: Numbers, whose: Numbers) -> pa.Array:
        """The decisions on families of a form; those that cannot be used are noted."""
        offsets, rows = chosen(self._starts, places)
        family = np.repeat(places, np.diff(offsets))
        number = whose[self._forms.kind[rows] - self._forms.kinds[family]]
        is_usable = self._rows.is_whole[rows] & ((number != NOBODY) | self._rows.is_choice[rows])
        for row, about in zip(rows[~is_usable].tolist(), number[~is_usable].tolist(), strict=True):
            noted = self._problems.setdefault(int(self._told.family[row]), Problems())
            self._note(row, about, noted)
        kept = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_usable)])[offsets]
        some = rows[is_usable]
        about = np.where(self._rows.is_choice[some], 0, number[is_usable])
        return self._rows.column(some, about, kept)

    def _note(self, row: int, whose: int, noted: Problems) -> None:
        flaw = flaw_of(self._rows.told(row), whose)
        source, lot = self._map.tables[0], self._told.lot
        cells = {title: lot.cells[title][row].as_py() for title in lot.cells.column_names}
        place = place_of(source, int(lot.places[row]))
        noted.add(flaw, [cell_told(place, source, IN[flaw], cells)])

    def alone(self) -> Iterator[_Part]:
        """Those that are put together by themselves."""
        import pyarrow as pa

        left = np.flatnonzero(self._is_alone)
        for start in range(0, left.size, AT_ONCE):
            places, cases, decisions = [], [], []
            for place in left[start : start + AT_ONCE].tolist():
                noted = self._problems[place] = Problems()
                made = self._made(place, noted)
                if made is None:
                    noted.families += 1
                    continue
                places.append(place)
                cases.append(made.case)
                decisions.append(decisions_of(made, self._map, noted))
            if places:
                told = pa.array(decisions, decision_type())
                yield _Part(np.asarray(places, np.int64), laid(cases), told)

    def count(self, problems: Problems) -> None:
        """Tell what was noted, in the order of the families."""
        for place in sorted(self._problems):
            problems.add_all(self._problems[place])


class _Decided:
    """What rows decide, column by column.

    Attributes:
        is_whole: which rows say when, for which months and how much of something that is known.
            is_choice: which are about a matter that the law leaves a choice in.
    """

    def __init__(self, told: Told) -> None:
        import pyarrow as pa

        fields = told.fields
        self._texts = {name: fields[name].texts() for name in _TEXTS}
        self._days = {
            "month": fields["month"].numbers(lambda text: _ordinal(month_told(text))),
            "last_month": fields["last_month"].numbers(lambda text: _ordinal(month_told(text))),
            "decided": fields["decided"].numbers(lambda text: _ordinal(day_told(text))),
        }
        claimed = fields["claimed"].numbers(lambda text: _ordinal(day_told(text)))
        self._cents = fields["amount"].numbers(cents_told)
        self._fields = fields
        keys = [benefit_key(value[0]) for value in fields["benefit"].values] + [""]
        codes = fields["benefit"].codes
        self._benefit = pa.array(keys).take(
            pa.array(np.where(codes == UNTOLD, len(keys) - 1, codes))
        )
        is_computed = np.asarray([key in BENEFITS for key in keys])
        self.is_choice: Flags = ~is_computed[codes] & (fields["facts"].codes != UNTOLD)
        first, last, decided = (self._days[name] for name in _DAYS)
        is_run = fields["last_month"].codes != UNTOLD
        span = months_of(last) - months_of(first)
        self.is_whole: Flags = (
            (first != UNKNOWN)
            & (~is_run | ((last != UNKNOWN) & (span >= 0) & (span < LONGEST)))
            & (decided != UNKNOWN)
            & ((claimed == UNKNOWN) | (claimed <= decided))
            & (self._cents != UNKNOWN)
        )

    def told(self, row: int) -> dict[str, str]:
        """What a row tells of its decision, as the map names the fields."""
        found = {
            name: each.values[code][0]
            for name, each in self._fields.items()
            if (code := int(each.codes[row])) != UNTOLD
        }
        return found | {"benefit": self._benefit[row].as_py()}

    def column(self, rows: Numbers, whose: Numbers, offsets: Numbers) -> pa.Array:
        """The decisions of some rows as a column of families.

        Args:
            whose: of each the number of the row that it is about. offsets: where each family's
                begin, and last where all end.
        """
        import pyarrow as pa

        def day(name: str) -> pa.Array:
            some = self._days[name][rows]
            numbers = np.where(some == UNKNOWN, 0, some - EPOCH).astype(np.int32)
            return pa.array(numbers, pa.int32(), mask=some == UNKNOWN).cast(pa.date32())

        chosen_rows = pa.array(rows)
        columns = {
            **{name: texts.take(chosen_rows) for name, texts in self._texts.items()},
            **{name: day(name) for name in self._days},
            "benefit": self._benefit.take(chosen_rows),
            "no": pa.array(whose.astype(np.int16)),
            "cents": pa.array(self._cents[rows]),
        }
        columns["facts"] = columns["facts"].fill_null("")
        names = [field.name for field in decision_type().value_type]
        inside = pa.StructArray.from_arrays([columns[name] for name in names], names=names)
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inside)


_TEXTS: Final = ("id", "by", "office", "language", "facts")
_DAYS: Final = ("month", "last_month", "decided")


def _ordinal(day: date | None) -> Day | None:
    return None if day is None else day.toordinal()
