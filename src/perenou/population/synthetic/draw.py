"""The invented Estonia of a year: every family drawn, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.population.synthetic import SEED
from perenou.population.synthetic.siblings import children_by_year, siblings
from perenou.population.synthetic.targets import Targets, targets
from perenou.rules.rule import day_of

Numbers = NDArray[np.int64]

WEIGHTS: Final = (1.0, 0.5, 0.3)
"""What an adult, a further person from 14 on and a younger one weigh when income is shared, as in
Statistics Estonia's equivalised income (https://arileht.delfi.ee/artikkel/92566429)."""

_CLAIMED_AFTER: Final = (10, 45)
"""Days after a birth between which the claim comes (assumed; all are in time)."""


FIRST_CLAIM: Final = day_of("2010-01-04")
"""No case file names an earlier claim; whoever has older children claims for them on this day."""


class Kind(IntEnum):
    """What sort of family it is."""

    COUPLE = 0
    LONE = 1
    UNRECORDED = 2


@dataclass(frozen=True, slots=True)
class Estonia:
    """Families of invented people.

    Attributes:
        year: the year that they are drawn for. seed: what they were drawn from.
        offsets: where each family's children begin in the arrays of children, and last where all
            end. born: by child, the day of birth, in order within a family. claimed: by child, the
            day of the claim. births: by child, the number of the birth within the family.
        kinds: by family, its ``Kind``. by_father: whether the father raises the children alone.
        married: whether a couple is. regions: by family, the place in ``region_names``.
        wages: by family, the gross wage of mother and father a month in cents; 0: nobody there.
        whole: where these are the first of the country's families, how many those are; 0: all.
    """

    year: int
    seed: int
    offsets: Numbers
    born: Numbers
    births: Numbers
    claimed: Numbers
    kinds: Numbers
    by_father: NDArray[np.bool_]
    married: NDArray[np.bool_]
    regions: Numbers
    wages: Numbers
    region_names: tuple[str, ...]
    whole: int = 0

    @property
    def families(self) -> int:
        """How many families there are."""
        return self.kinds.size

    @property
    def sizes(self) -> Numbers:
        """How many children each family has, grown up or not."""
        return np.diff(self.offsets)

    @property
    def family_of(self) -> Numbers:
        """By child, the place of its family."""
        return np.repeat(np.arange(self.families), self.sizes)

    def count_by_family(self, chosen: NDArray[np.bool_]) -> Numbers:
        """How many chosen children each family has."""
        return np.bincount(self.family_of, chosen, self.families).astype(np.int64)

    def first(self, families: int) -> Estonia:
        """The first so many families, which are no smaller country but a part of this one."""
        if families >= self.families:
            return self
        end = self.offsets[families]
        return Estonia(
            self.year, self.seed, self.offsets[: families + 1], self.born[:end],
            self.births[:end], self.claimed[:end], self.kinds[:families],
            self.by_father[:families], self.married[:families], self.regions[:families],
            self.wages[:families], self.region_names, self.whole or self.families,
        )  # fmt: skip

    @property
    def shared_income(self) -> NDArray[np.float64]:
        """By family, gross wages a month for each adult's weight, in cents, in mid-year."""
        day = date(self.year, 7, 1).toordinal()
        fourteen = date(self.year - 14, 7, 1).toordinal()
        older = self.count_by_family(self.born <= fourteen)
        younger = self.count_by_family((self.born > fourteen) & (self.born <= day))
        # Of a lone parent's family the other parent lives and earns elsewhere.
        adults = np.where(self.kinds == Kind.COUPLE, 2, 1)
        alone = np.where(self.by_father, self.wages[:, 1], self.wages[:, 0])
        income = np.where(self.kinds == Kind.COUPLE, self.wages.sum(1), alone)
        first, further, child = WEIGHTS
        weight = first + further * (adults - 1 + older) + child * younger
        found: NDArray[np.float64] = income / weight
        return found


def draw(year: int, seed: int = SEED) -> Estonia:
    """The invented families of a year; the same for the same year and seed.

    Args:
        year: children born in it and in the twenty years before it are there.
    """
    known = targets()
    chance = np.random.Generator(np.random.PCG64([seed, year]))
    sets = siblings(year, known, chance)
    offsets = np.concatenate([[0], sets.sizes.cumsum()]).astype(np.int64)
    born = _days(sets.born, known)
    births = np.cumsum(~sets.is_multiple) - 1
    claimed = born + chance.integers(*_CLAIMED_AFTER, births[-1] + 1)[births]
    claimed = np.maximum(claimed, FIRST_CLAIM)
    births = births - np.repeat(births[offsets[:-1]], sets.sizes)
    families = sets.sizes.size
    kinds = _kinds(year, offsets, born, known, chance)
    lone = known.figures["lone_parents"].values
    # Where no second parent is on record, the mother is alone: the others make up for it.
    fathers = lone["fathers"] / (lone["fathers"] + lone["mothers"])
    fathers *= float((kinds != Kind.COUPLE).sum() / max((kinds == Kind.LONE).sum(), 1))
    by_father = (kinds == Kind.LONE) & (chance.random(families) < fathers)
    couples = known.figures["couples"].values
    married = (kinds == Kind.COUPLE) & (
        chance.random(families) < couples["married"] / (couples["married"] + couples["cohabiting"])
    )
    names = tuple(known.figures["births_by_region"].values)
    regions = _shared_out([*known.figures["births_by_region"].values.values()], families, chance)
    wages = _wages(regions, names, known, chance)
    wages[kinds == Kind.UNRECORDED, 1] = 0
    return Estonia(
        year, seed, offsets, born, births, claimed, kinds, by_father, married, regions, wages, names
    )


def _days(born: NDArray[np.float64], known: Targets) -> Numbers:
    """Days of birth from years with their parts, more of them in seasons with more births."""
    season = known.figures["born_in_season"].values
    by_month = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer",
                "autumn", "autumn", "autumn", "winter")  # fmt: skip
    ends = np.cumsum([0, *(season[each] for each in by_month)]) / sum(
        season[each] for each in by_month
    )
    year = np.floor(born).astype(np.int64)
    in_year = np.interp(born - year, ends, np.arange(13) / 12)
    first = np.array([date(y, 1, 1).toordinal() for y in range(year.min(), year.max() + 2)])
    begin, after = first[year - year.min()], first[year - year.min() + 1]
    days = begin + np.floor(in_year * (after - begin)).astype(np.int64)
    found: Numbers = np.minimum(days, after - 1)
    return found


def _kinds(
    year: int, offsets: Numbers, born: Numbers, known: Targets, chance: np.random.Generator
) -> Numbers:
    """Couples, lone parents, and those whose child has no second parent on record."""
    families = offsets.size - 1
    day, grown = date(year, 3, 31).toordinal(), date(year - 19, 3, 31).toordinal()
    family_of = np.repeat(np.arange(families), np.diff(offsets))
    number = np.bincount(family_of, (born <= day) & (born > grown), families)
    number = np.maximum(number, 1).astype(np.int64)
    recorded = known.figures["single_parent_allowance"].values
    share = known.of("lone_parents", "children") / 100
    # The allowance was paid for so many of the children of March 2022.
    part = recorded["children"] / _children_of(2022, known)
    kinds = np.full(families, Kind.COUPLE, np.int64)
    chosen = _with_children(number, part, recorded["children"] / recorded["families"], chance)
    kinds[chosen] = Kind.UNRECORDED
    lone = (share - part) / (1 - part)
    kinds[(kinds == Kind.COUPLE) & (chance.random(families) < lone)] = Kind.LONE
    return kinds


def _children_of(year: int, known: Targets) -> float:
    """Children under 19 at the end of March."""
    by_year = children_by_year(year, known)
    return float(by_year[2:-1].sum() - by_year[2] * 0.25 + by_year[-1] * 0.25)


def _with_children(
    number: Numbers, part: float, mean: float, chance: np.random.Generator
) -> Numbers:
    """Families that have a part of all children, and so many each on average.

    Those with one, two and three children are taken in the numbers that give that average; of
    those with more than one, one in eight has three.
    """
    children = float(number.sum()) * part
    families = children / mean
    beyond = children - families  # children after the first
    three = beyond / 10
    wanted = {1: families - (beyond - three), 2: beyond - 2 * three, 3: three}
    found = [
        chance.permutation(np.flatnonzero(number == size))[: round(count)]
        for size, count in wanted.items()
    ]
    return np.concatenate(found)


def _shared_out(parts: Sequence[int], count: int, chance: np.random.Generator) -> Numbers:
    """Places of parts, as many of each as its part says, in random order."""
    ends = np.cumsum(parts) / sum(parts)
    spread = (np.arange(count) + chance.random()) / count
    return chance.permutation(np.searchsorted(ends, spread, "right")).astype(np.int64)


def _wages(
    regions: Numbers, names: Sequence[str], known: Targets, chance: np.random.Generator
) -> Numbers:
    """Wages with the published mean and median, and the means of the counties that have one."""
    told = known.figures["wages"].values
    shares = np.bincount(regions, minlength=len(names)) / regions.size
    means = np.array([float(told.get(name, 0)) for name in names])
    tallinn, harju = names.index("Tallinn"), names.index("Harjumaa")
    of_both = shares[tallinn] + shares[harju]
    means[harju] = (told["Harju"] * of_both - means[tallinn] * shares[tallinn]) / shares[harju]
    untold = means == 0
    rest = told["mean"] - (means * shares).sum()
    means[untold] = rest / shares[untold].sum()
    spread = np.sqrt(2 * np.log(told["mean"] / told["median"]))
    drawn = chance.normal(-(spread**2) / 2, spread, (regions.size, 2))
    euros = means[regions][:, None] * np.exp(drawn)
    return (np.round(euros) * 100).astype(np.int64)
