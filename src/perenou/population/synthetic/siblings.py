"""Sets of brothers and sisters whose births fit those of each year, and whose numbers fit, too.

Many sets are drawn by chance, then weighed until births by year and families by number of children
are as published (raking: each set's weight is multiplied by what its years and its number lack, in
turn), and as many families are taken as the weights say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.population.synthetic.targets import Targets
from perenou.rules.types import Day

Numbers = NDArray[np.int64]

MOST: Final = 9
"""Children of a family at most."""
YEARS: Final = 21
"""Years of birth that are drawn: those of children that may be of age for an allowance."""
OF_AGE: Final = 19
"""Age until which children are counted, when families are counted by their number."""
COUNTED_IN: Final = 0.25
"""When in the year they are counted: at the end of March."""

_DRAWN: Final = 150_000
_ROUNDS: Final = 60
_BEFORE: Final = 6
"""Years before the first that is kept in which a family may begin."""
_SIZES: Final = (0.36, 0.37, 0.17, 0.055, 0.02, 0.01, 0.007, 0.005, 0.003)
"""How sets are drawn before they are weighed."""
_GAP: Final = (2.2, 1.25, 1.0)
"""Years between siblings: shape and scale of what comes after the least gap (assumed)."""


@dataclass(frozen=True, slots=True)
class Siblings:
    """Families' children in order of birth.

    Attributes:
        sizes: how many children each family has. born: by child, the year of birth with its part
            of the year. is_multiple: by child, whether it was born with the one before it.
    """

    sizes: Numbers
    born: NDArray[np.float64]
    is_multiple: NDArray[np.bool_]


def siblings(year: int, targets: Targets, chance: np.random.Generator) -> Siblings:
    """The children of all families who were born in a year or the twenty before it."""
    born, multiple = _drawn(year, targets, chance)
    weights = _weighed(born, year, targets)
    chosen = _taken(weights, chance)
    born, multiple = born[chosen], multiple[chosen]
    is_there = np.isfinite(born)
    return Siblings(is_there.sum(1).astype(np.int64), born[is_there], multiple[is_there])


def children_by_year(year: int, targets: Targets) -> NDArray[np.float64]:
    """How many children of each year of birth live in Estonia, the earliest year first.

    As many as were born, raised by what came from abroad: by how many more children there are than
    were born in their years. Years of which no births are published yet have as many as the last.
    """
    births = {int(each): number for each, number in targets.figures["births"].values.items()}
    last = max(births)
    day = targets.figures["children_under_18"].on
    assert day is not None
    at = _year_of(day)
    raised = targets.of("children_under_18") / sum(births[y] for y in range(at - 18, at))
    years = range(year - YEARS + 1, year + 1)
    return np.array([births[max(min(y, last), min(births))] * raised for y in years])


def families_by_number(targets: Targets) -> NDArray[np.float64]:
    """Of all families, the share of those with one, two, ... and with seven children and more.

    How many children large families have together, and how many families have seven, is as the
    agency counted; one beside two children, and three, four and five beside each other, as in the
    households.
    """
    children = targets.figures["children_by_number"].values
    large = targets.figures["large_families"].values
    one, two, three, four = (children[str(number)] / number for number in range(1, 5))
    five_and_more = children["5+"] / _OF_FIVE_AND_MORE
    seven = large["seven"] / large["families"] * (three + four + five_and_more)
    five_or_six = max(five_and_more - seven, 0.0)
    parts = np.array([one, two, three, four, five_or_six * _FIVE, five_or_six * (1 - _FIVE), seven])
    held = parts * np.array([1, 2, 3, 4, 5, 6, _OF_SEVEN_AND_MORE])
    share = large["percent"] / 100
    parts[2:] *= share / (1 - share) * held[:2].sum() / held[2:].sum()
    found: NDArray[np.float64] = parts / parts.sum()
    return found


_OF_FIVE_AND_MORE: Final = 5.4
_OF_SEVEN_AND_MORE: Final = 7.2
_FIVE: Final = 0.78
"""Children on average of families with five and seven and more, and the share of five among those
with five or six (assumed: nothing of it is published)."""


def _year_of(day: Day) -> int:
    return date.fromordinal(day).year


def _drawn(
    year: int, targets: Targets, chance: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Sets of children, a row each: births in years; what is not there is not a number."""
    births = targets.of("births", "2025")
    twins = targets.of("multiple_births", "twins") / births
    triplets = targets.of("multiple_births", "triplets") / births
    size = chance.choice(np.arange(1, MOST + 1), _DRAWN, p=np.array(_SIZES) / sum(_SIZES))
    first = year - YEARS + 1 - _BEFORE + chance.random(_DRAWN) * (YEARS + _BEFORE)
    shape, scale, least = _GAP
    gaps = least + chance.gamma(shape, scale, (_DRAWN, MOST))
    gaps[:, 0] = 0
    together = chance.random((_DRAWN, MOST))
    multiple = np.zeros((_DRAWN, MOST), np.bool_)
    multiple[:, 1:] = together[:, 1:] < twins * 2  # a birth that a sibling follows, of about half
    third = (chance.random((_DRAWN, MOST)) < triplets / twins) & np.roll(multiple, 1, 1)
    multiple[:, 2:] |= third[:, 2:]
    gaps[multiple] = 0
    born = first[:, None] + gaps.cumsum(1)
    is_there = np.arange(MOST)[None, :] < size[:, None]
    is_there &= (born >= year - YEARS + 1) & (born < year + 1)
    kept = is_there.any(1)
    born, multiple, is_there = born[kept], multiple[kept], is_there[kept]
    born[~is_there] = np.inf
    # The first child that is kept was born with nobody who is kept.
    multiple &= is_there & np.roll(is_there, 1, 1)
    multiple[:, 0] = False
    return born, multiple


def _weighed(born: NDArray[np.float64], year: int, targets: Targets) -> NDArray[np.float64]:
    is_there = np.isfinite(born)
    place = np.where(is_there, np.floor(born) - (year - YEARS + 1), YEARS).astype(np.int64)
    in_year = [(place == y).sum(1) for y in range(YEARS)]
    some = [np.flatnonzero(each) for each in in_year]
    of_some = [each[those] for each, those in zip(in_year, some, strict=True)]
    counted = year + COUNTED_IN
    number = np.minimum((is_there & (born <= counted) & (born > counted - OF_AGE)).sum(1), 7)
    wanted = children_by_year(year, targets)
    shares = families_by_number(targets)
    weights = np.full(len(born), wanted.sum() / is_there.sum())
    for _ in range(_ROUNDS):
        held = np.bincount(number, weights, 8)[1:]
        factors = np.concatenate([[1.0], shares * held.sum() / np.maximum(held, 1e-9)])
        weights *= factors[number]
        for y in range(YEARS):
            # A sum over few, not a product of vectors: that would wait for threads.
            weights[some[y]] *= wanted[y] / (weights[some[y]] * of_some[y]).sum()
    return weights


def _taken(weights: NDArray[np.float64], chance: np.random.Generator) -> Numbers:
    """Places, each as often as its weight says: evenly spaced along the weights (systematic)."""
    total = round(float(weights.sum()))
    ends = weights.cumsum() * (total / weights.sum())
    found: Numbers = np.searchsorted(ends, np.arange(total) + chance.random(), "right")
    return chance.permutation(np.minimum(found, len(weights) - 1))
