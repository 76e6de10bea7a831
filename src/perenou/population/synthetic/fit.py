"""The invented families beside the published figures that they are fitted to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.population.synthetic import FIRST_YEAR
from perenou.population.synthetic.draw import Estonia, Kind, draw
from perenou.population.synthetic.siblings import OF_AGE, YEARS
from perenou.population.synthetic.targets import Target, targets
from perenou.rules.types import Day

Numbers = NDArray[np.int64]

OF_FULL_AGE: Final = 18


@dataclass(frozen=True, slots=True)
class Fit:
    """A figure as published and as drawn.

    Attributes:
        what: which of the target's figures; empty where it is one.
    """

    target: Target
    what: str
    published: int
    drawn: int

    @property
    def off(self) -> float:
        """By how many per cent what was drawn is more."""
        return 100 * (self.drawn / self.published - 1)


def fits(seed: int) -> Iterator[Fit]:
    """Every figure, in the order of the file."""
    for key, target in targets().figures.items():
        found = _MEASURES[key](_Drawn(seed), target)
        for what, value in found.items():
            yield Fit(target, what, target.values[what], value)


@dataclass(frozen=True, slots=True)
class _Drawn:
    seed: int

    def of(self, target: Target) -> Estonia:
        """The families of the year that a figure is about."""
        assert target.on is not None
        return self.year(date.fromordinal(target.on).year)

    def year(self, year: int) -> Estonia:
        """The families of a year, or of the first one that is drawn."""
        return _drawn(max(year, FIRST_YEAR), self.seed)


@lru_cache(maxsize=8)
def _drawn(year: int, seed: int) -> Estonia:
    return draw(year, seed)


def _born_between(estonia: Estonia, low: int, high: int, on: Day) -> NDArray[np.bool_]:
    """The children who are from ``low`` up to but not including ``high`` years old on a day."""
    day = date.fromordinal(on)
    after, until = _back(day, high), _back(day, low)
    found: NDArray[np.bool_] = (estonia.born > after) & (estonia.born <= until)
    return found


def _back(day: date, years: int) -> Day:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day).toordinal()


def _births(drawn: _Drawn, target: Target) -> dict[str, int]:
    last = int(max(target.values))
    estonia = drawn.year(last)
    return {
        what: int(
            (
                (estonia.born >= date(int(what), 1, 1).toordinal())
                & (estonia.born <= date(int(what), 12, 31).toordinal())
            ).sum()
        )
        for what in target.values
        if int(what) > last - YEARS
    }


def _under_18(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    return {"": int(_born_between(drawn.of(target), 0, OF_FULL_AGE, target.on).sum())}


def _by_age(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    estonia = drawn.of(target)
    found = {}
    for what in target.values:
        low, high = what.split("-")
        found[what] = int(_born_between(estonia, int(low), int(high) + 1, target.on).sum())
    return found


def _season(drawn: _Drawn, target: Target) -> dict[str, int]:
    born = drawn.of(target).born
    months = np.array([date.fromordinal(int(day)).month for day in born])
    seasons = {
        "winter": (12, 1, 2),
        "spring": (3, 4, 5),
        "summer": (6, 7, 8),
        "autumn": (9, 10, 11),
    }
    return {
        what: round(100 * float(np.isin(months, months_of).mean()))
        for what, months_of in seasons.items()
    }


def _multiple(drawn: _Drawn, target: Target) -> dict[str, int]:
    estonia = drawn.of(target)
    chosen = estonia.born >= date(estonia.year, 1, 1).toordinal()
    births = estonia.family_of[chosen] * 100 + estonia.births[chosen]
    together = np.unique(births, return_counts=True)[1]
    return {"twins": int((together == 2).sum()), "triplets": int((together == 3).sum())}


def _by_number(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    estonia = drawn.of(target)
    number = estonia.count_by_family(_born_between(estonia, 0, OF_FULL_AGE, target.on))
    held = np.bincount(number, number).astype(int)
    return {**{str(n): int(held[n]) for n in range(1, 5)}, "5+": int(held[5:].sum())}


def _large(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    estonia = drawn.of(target)
    number = estonia.count_by_family(_born_between(estonia, 0, OF_AGE, target.on))
    large = number >= 3
    return {
        "families": int(large.sum()),
        "seven": int((number >= 7).sum()),
        "children": int(number[large].sum()),
        "percent": round(100 * float(number[large].sum() / number.sum())),
    }


def _lone(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    estonia = drawn.of(target)
    number = estonia.count_by_family(_born_between(estonia, 0, OF_FULL_AGE, target.on))
    lone = (estonia.kinds != Kind.COUPLE) & (number > 0)
    both = target.values["mothers"] + target.values["fathers"]
    fathers = both * float(estonia.by_father[lone].mean())
    return {
        "children": round(100 * float(number[lone].sum() / number.sum())),
        "mothers": both - round(fathers),
        "fathers": round(fathers),
    }


def _couples(drawn: _Drawn, target: Target) -> dict[str, int]:
    estonia = drawn.of(target)
    both = target.values["married"] + target.values["cohabiting"]
    married = round(both * float(estonia.married[estonia.kinds == Kind.COUPLE].mean()))
    return {"married": married, "cohabiting": both - married}


def _single(drawn: _Drawn, target: Target) -> dict[str, int]:
    assert target.on is not None
    estonia = drawn.of(target)
    number = estonia.count_by_family(_born_between(estonia, 0, OF_AGE, target.on))
    alone = number[(estonia.kinds == Kind.UNRECORDED) & (number > 0)]
    return {"children": int(alone.sum()), "families": alone.size}


def _regions(drawn: _Drawn, target: Target) -> dict[str, int]:
    estonia = drawn.of(target)
    born = estonia.count_by_family(estonia.born >= date(estonia.year, 1, 1).toordinal())
    held = np.bincount(estonia.regions, born, len(estonia.region_names))
    return {name: int(held[at]) for at, name in enumerate(estonia.region_names)}


def _wages(drawn: _Drawn, target: Target) -> dict[str, int]:
    estonia = drawn.of(target)
    is_there = estonia.wages > 0
    every = estonia.wages[is_there] / 100
    region = np.repeat(estonia.regions, is_there.sum(1))
    name_of = np.array(estonia.region_names)[region]
    places = {what: [what] for what in target.values if what not in ("mean", "median")}
    places["Harju"] = ["Tallinn", "Harjumaa"]
    return {
        "mean": round(float(every.mean())),
        "median": round(float(np.median(every))),
        **{
            what: round(float(every[np.isin(name_of, names)].mean()))
            for what, names in places.items()
        },
    }


_MEASURES: Final[Mapping[str, Callable[[_Drawn, Target], dict[str, int]]]] = {
    "births": _births,
    "children_under_18": _under_18,
    "children_by_age": _by_age,
    "born_in_season": _season,
    "multiple_births": _multiple,
    "children_by_number": _by_number,
    "large_families": _large,
    "lone_parents": _lone,
    "couples": _couples,
    "single_parent_allowance": _single,
    "births_by_region": _regions,
    "wages": _wages,
}
"""By target: how it is measured among the invented families."""
