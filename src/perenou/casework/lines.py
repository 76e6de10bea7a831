"""Timelines of facts of which the file may say only a part."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.schema import Spell
from perenou.language.working_days import MOST_DAYS_OFF, days_off_before, next_working_day
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline, from_spells, joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Open, Unknown, open_number, open_truth
from perenou.rules.world import Line

START: Final = day_of("2017-01-01")
"""The first day of the Family Benefits Act and of every timeline."""
END: Final = day_of("2028-01-01")
"""The day after the last one that can be asked about."""


@lru_cache(maxsize=4096, typed=True)
def certain(value: int | bool) -> Line:
    """A timeline of one value."""
    return Timeline((START,), (value,))


def number(name: str, row: int, low: int, high: int) -> Line:
    """A timeline of one open number within bounds."""
    return Timeline((START,), (open_number(Unknown(name, row, low, high)),))


def truth(name: str, row: int) -> Line:
    """A timeline of one open yes or no."""
    return Timeline((START,), (open_truth(Unknown(name, row, 0, 1)),))


def day_line(name: str, row: int, day: PartialDay | None, silence: Line) -> Line:
    """A timeline of a day that may be known exactly, by month or not at all."""
    if day is None:
        return silence
    if day.is_exact:
        return certain(day.first)
    if not day.is_known:
        return number(name, row, EARLIEST, NEVER)
    return number(name, row, day.first, day.last)


def term_end(last: Day) -> Day:
    """The day on which a term ends: a day off gives way to the next working day (HMS § 33)."""
    return next_working_day(last) if START <= last <= LATEST else last


def days_off_before_line(name: str, row: int, first: Day, last: Day) -> Line:
    """A timeline of how many days off lie directly before a day between two days."""
    low, high = days_off_bounds(first, last)
    return certain(low) if low == high else number(name, row, low, high)


def days_off_bounds(first: Day, last: Day) -> tuple[int, int]:
    """How many days off lie directly before a day between two days, at least and at most.

    Where nothing is known of the day, none: whether it keeps a term is open anyhow.
    """
    if first <= START and last >= LATEST:
        return 0, 0
    if last - first > 31:
        return 0, MOST_DAYS_OFF
    # Before the act there are no terms to keep.
    found = [days_off_before(day) if day > START else 0 for day in range(first, last + 1)]
    return min(found), max(found)


class Said(NamedTuple):
    """One stretch of time for which the file says something.

    Attributes:
        possibly, surely: half-open days outside of which it surely does not hold, within which it
            surely holds. value: what is said; None: the file leaves the value itself open.
    """

    possibly: tuple[Day, Day]
    surely: tuple[Day, Day] | None
    value: Any


def spelled(
    name: str,
    row: int,
    said: Iterable[Said],
    otherwise: Any,
    bounds: tuple[int, int],
    start: Day = START,
) -> Line:
    """A timeline of values said for spells whose ends may be known by month only."""
    said = tuple(said)
    if not said:
        return Timeline((start,), (otherwise,))
    if len(said) == 1 and said[0].possibly == said[0].surely and said[0].value is not None:
        (first, after), value = said[0].possibly, said[0].value
        if first <= start:
            if after > LATEST:
                return certain(value)
            if after > start and value != otherwise:
                return Timeline((start, after), (value, otherwise))
    spells: list[tuple[Day, Day, Any]] = []
    doubts: list[tuple[Day, Day, Any]] = []
    for one in said:
        value = one.value
        if value is None:
            value = unknown_since(name, row, bounds, one.possibly[0])
        if one.surely is not None:
            spells.append((*one.surely, value))
        edges = (
            [one.possibly]
            if one.surely is None
            else [(one.possibly[0], one.surely[0]), (one.surely[1], one.possibly[1])]
        )
        doubts.extend((a, b, a) for a, b in edges if a < b)
    sure = from_spells(spells, otherwise, start)
    if not doubts:
        return sure
    days = sorted({*sure.starts, *(max(d, start) for spell in doubts for d in spell[:2])})
    found: list[tuple[Day, Any]] = []
    for day in days:
        value = sure.at(day)
        for a, b, since in doubts:
            surely_held = any(first <= day < after for first, after, _ in spells)
            if a <= day < b and not surely_held:
                value = unknown_since(name, row, bounds, since)
        found.append((day, value))
    return joined(found)


def unknown_since(name: str, row: int, bounds: tuple[int, int], since: Day) -> Open:
    """An open value from a day on."""
    unknown = Unknown(name, row, *bounds, since=since)
    return open_truth(unknown) if bounds == (0, 1) else open_number(unknown)


def flag(value: object) -> bool | None:
    """A yes or no that the file tells; None where it does not."""
    return value if isinstance(value, bool) else None


def is_same(who: object, person: str) -> bool | None:
    """Whether somebody named in the file is a person; None where the file does not say who."""
    return None if who in (None, "unknown") else who == person


def said_of(spell: Spell, value: Any = True) -> Said:
    """What is said for the days of a spell."""
    if spell.from_ is None and spell.to is None:
        return Said(_EVER, _EVER, value)
    return Said(spell.possibly, spell.surely, value)


_EVER: Final = (EARLIEST, LATEST + 1)


def between(first: PartialDay | None, last: PartialDay | None, value: Any = True) -> Said:
    """From one day up to, but without, another one."""
    a = (EARLIEST, EARLIEST) if first is None else (first.first, first.last)
    b = (LATEST, LATEST) if last is None else (last.first, last.last)
    surely = (a[1], b[0])
    return Said((a[0], b[1]), surely if surely[0] < surely[1] else None, value)


def after_day(day: PartialDay | None) -> PartialDay | None:
    """The day after one, as far as it is known."""
    return None if day is None else PartialDay(day.first + 1, day.last + 1)
