"""What families share that are told alike but for their days, and filling others in by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.child_facts import YOUNGEST_PUPIL
from perenou.casework.lines import START, days_off_bounds
from perenou.population.arrow import Numbers
from perenou.population.from_cases import without_ordinary
from perenou.population.ordinary import ordinary
from perenou.population.write_cases import Laid
from perenou.rules.calendar import birthday
from perenou.rules.compile.rows import ColumnValues, LineColumn, Rows
from perenou.rules.types import Day

if TYPE_CHECKING:
    import pyarrow as pa

_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})")

NOT_A_DAY: Final = -1
"""What stands for the place of a day where a number is none of the family's days."""


class _By(NamedTuple):
    """A fact that is told by the calendar from a day, which is another fact of the same row."""

    fact: str
    told: Callable[[Day], int]


def _days_off(day: Day) -> int:
    return days_off_bounds(day, day)[0]


BY_CALENDAR: Final[Mapping[str, _By]] = {
    "days_off_before_claim": _By("received_day", _days_off),
    "days_off_before_objection": _By("objection_day", _days_off),
    "days_off_before_days_claimed": _By("days_claimed_day", _days_off),
}
STARTS_BY_CALENDAR: Final[Mapping[str, _By]] = {
    "studies_abroad": _By("child_birth_day", lambda day: birthday(day, YOUNGEST_PUPIL)),
}
"""Facts whose timeline turns on a day that the calendar tells from another fact."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A family as it is written, and which of its numbers are its days.

    Attributes:
        first: the family. days: its days, rising. places: by fact, of each value the place of the
            day that it is, or ``NOT_A_DAY``. starts: the same of the days of timelines. texts: its
            case between the days that it names; named: the places of these days.
    """

    first: Laid
    days: Numbers
    places: Mapping[str, Numbers]
    starts: Mapping[str, Numbers]
    texts: tuple[str, ...]
    named: tuple[int, ...]


def pattern_of(first: Laid, days: Numbers) -> Pattern:
    """The pattern of a family.

    Args:
        first: one family. days: all days that its rows tell, rising, each once.
    """
    places: dict[str, Numbers] = {}
    starts: dict[str, Numbers] = {}
    for name, column in first.rows.columns.items():
        values = column.values if isinstance(column, LineColumn) else column
        if LAWBOOK.facts[name].gives == "Day":
            places[name] = _places(values, days)
        if isinstance(column, LineColumn):
            starts[name] = _places(column.days, days)
    for name, by in STARTS_BY_CALENDAR.items():
        told = first.rows.columns.get(name)
        if isinstance(told, LineColumn):
            rows = np.repeat(np.arange(told.offsets.size - 1), np.diff(told.offsets))
            starts[name] = np.where(told.days > START, places[by.fact][rows], NOT_A_DAY)
    pieces = _DAY.split(first.texts[0].as_py())
    named = [_place(text, days) for text in pieces]
    texts, at = [""], []
    for text, place in zip(pieces, named, strict=True):
        if place == NOT_A_DAY:
            texts[-1] += text
        else:
            at.append(place)
            texts.append("")
    return Pattern(first, days, places, starts, tuple(texts), tuple(at))


def _places(values: Numbers, days: Numbers) -> Numbers:
    if days.size == 0:
        return np.full(values.size, NOT_A_DAY)
    at = np.minimum(np.searchsorted(days, values), days.size - 1)
    return np.where(days[at] == values, at, NOT_A_DAY)


def _place(text: str, days: Numbers) -> int:
    if not _DAY.fullmatch(text):
        return NOT_A_DAY
    return int(_places(np.asarray([date.fromisoformat(text).toordinal()]), days)[0])


def filled(pattern: Pattern, days: Numbers) -> Laid:
    """Families of a pattern with days of their own.

    Args:
        days: by family and place of the day.
    """
    count = days.shape[0]
    rows = pattern.first.rows
    offsets = {unit: np.arange(count + 1) * at[-1] for unit, at in rows.offsets.items()}
    above = {pair: np.tile(numbers, count) for pair, numbers in rows.above.items()}
    columns: dict[str, ColumnValues] = {}
    for name, column in rows.columns.items():
        places = pattern.places.get(name)
        if not isinstance(column, LineColumn):
            columns[name] = _with_days(column, places, days)
            continue
        starts, by = pattern.starts[name], STARTS_BY_CALENDAR.get(name)
        turns = days if by is None else _by_calendar(by, days)
        columns[name] = LineColumn(
            np.concatenate([np.zeros(1, np.int64), np.cumsum(np.tile(_sizes(column), count))]),
            _with_days(column.days, starts, turns),
            _with_days(column.values, places, days),
        )
    for name, by in BY_CALENDAR.items():
        places, of = pattern.places.get(by.fact), columns.get(by.fact)
        if places is not None and isinstance(of, LineColumn):
            silent = np.full(places.size, int(ordinary()[name].values[0]))
            values = _with_days(silent, places, _by_calendar(by, days))
            columns[name] = LineColumn(of.offsets, of.days, values)
        elif places is not None:
            told = rows.columns.get(name)
            silent = np.full(places.size, int(ordinary()[name].values[0]))
            plain = silent if told is None or isinstance(told, LineColumn) else told
            columns[name] = _with_days(plain, places, _by_calendar(by, days))
    return Laid(without_ordinary(Rows(offsets, above, columns), ordinary()), _texts(pattern, days))


def _sizes(column: LineColumn) -> Numbers:
    return np.diff(column.offsets)


def _with_days(values: Numbers, places: Numbers | None, days: Numbers) -> Numbers:
    """Values repeated for each family, those that are days with the family's own."""
    made = np.tile(values, (days.shape[0], 1))
    if places is not None:
        is_day = places != NOT_A_DAY
        made[:, is_day] = days[:, places[is_day]]
    return made.ravel()


def _by_calendar(by: _By, days: Numbers) -> Numbers:
    each, at = np.unique(days, return_inverse=True)
    told = np.asarray([by.told(day) for day in each.tolist()], np.int64)
    return told[at].reshape(days.shape)


def _texts(pattern: Pattern, days: Numbers) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    each, at = np.unique(days, return_inverse=True)
    named = pa.array([date.fromordinal(day).isoformat() for day in each.tolist()], pa.string())
    of = at.reshape(days.shape)
    first, *rest = pattern.texts
    parts = [pa.array([first] * days.shape[0], pa.string())]
    for place, text in zip(pattern.named, rest, strict=True):
        parts += [named.take(pa.array(of[:, place])), text]
    return pc.binary_join_element_wise(*parts, "")


def is_same(one: Laid, other: Laid) -> bool:
    """Whether families are written in the same way."""
    mine, its = one.rows, other.rows
    return (
        one.texts.equals(other.texts)
        and _are_same(mine.offsets, its.offsets)
        and _are_same(mine.above, its.above)
        and _are_same(_numbers(mine), _numbers(its))
    )


def _numbers(rows: Rows) -> dict[tuple[str, str], Numbers]:
    found: dict[tuple[str, str], Numbers] = {}
    for name, column in rows.columns.items():
        if isinstance(column, LineColumn):
            found[name, "offsets"], found[name, "days"] = column.offsets, column.days
            found[name, "values"] = column.values
        else:
            found[name, ""] = column
    return found


Key = TypeVar("Key")


def _are_same(one: Mapping[Key, Numbers], other: Mapping[Key, Numbers]) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(numbers, other[key]) for key, numbers in one.items()
    )
