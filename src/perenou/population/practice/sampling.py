"""Which decisions people should look at: a sample by strata, and how sure it makes one.

Strata are a benefit in an office. Proportional allocation gives each stratum its share of the
sample; Neyman's gives more to those in which decisions diverge more, and so a narrower interval for
the same work. Every stratum has at least two, so that its own spread can be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final, Literal

from perenou.population.arrow import Flags, Numbers, runs
from perenou.population.practice.gather import Practice
from perenou.population.recompute import lot_of

Allocation = Literal["neyman", "proportional"]
ALLOCATIONS: Final[tuple[Allocation, ...]] = ("neyman", "proportional")

KEPT: Final = 500
"""Decisions of a stratum that are put in the order of their lots; no plan takes more of one."""

FEWEST: Final = 2
"""Of each stratum, if it has so many."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A benefit in an office: how many decisions, how many diverge, and those drawn first."""

    benefit: str
    office: str
    decisions: int
    divergent: int
    first: tuple[str, ...]

    @property
    def expected(self) -> float:
        """The share that is expected to diverge: one more of two more, so that none is nought."""
        return (self.divergent + 1) / (self.decisions + 2)

    @property
    def most(self) -> int:
        """How many can be drawn."""
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan: how many of each stratum, and half the width of the interval that this buys.

    Attributes:
        bound: if as many diverge as is expected. worst: whatever may diverge.
    """

    allocation: Allocation
    seed: int
    sizes: tuple[int, ...]
    bound: float
    worst: float

    @property
    def size(self) -> int:
        """How many decisions."""
        return sum(self.sizes)


def strata(practice: Practice, is_divergent: Flags, seed: int) -> tuple[Stratum, ...]:
    """The strata of a table's decisions, each with its first decisions by lot."""
    offices = len(practice.office.names) + 1
    codes = practice.benefit.codes * offices + practice.office.codes + 1
    found = []
    for code, rows in runs(codes):
        if code < 0:
            continue  # the benefit is not told
        office = code % offices - 1
        found.append(
            Stratum(
                practice.benefit.names[code // offices],
                practice.office.names[office] if office >= 0 else "",
                int(rows.size),
                int(is_divergent[rows].sum()),
                tuple(_first(practice, rows, seed)),
            )
        )
    return tuple(found)


def _first(practice: Practice, rows: Numbers, seed: int) -> Iterator[str]:
    import pyarrow as pa

    ids = practice.ids.take(pa.array(rows)).to_pylist()
    yield from (name for _, name in nsmallest(KEPT, ((lot_of(seed, name), name) for name in ids)))


def planned(
    of: Sequence[Stratum], size: int, allocation: Allocation, seed: int, confidence: float
) -> Planned:
    """A plan of so many decisions, or as many as there are."""
    weights = [
        each.decisions
        * (sqrt(each.expected * (1 - each.expected)) if allocation == "neyman" else 1.0)
        for each in of
    ]
    sizes = _shared(size, weights, [each.most for each in of])
    return Planned(
        allocation, seed, tuple(sizes),
        _bound(of, sizes, [each.expected for each in of], confidence),
        _bound(of, sizes, [0.5] * len(of), confidence),
    )  # fmt: skip


def size_for(
    of: Sequence[Stratum], error: float, allocation: Allocation, confidence: float
) -> int | None:
    """The least size whose bound is at most ``error`` (a share); None: there are not so many."""
    low, high = 1, sum(each.most for each in of)
    if high == 0 or planned(of, high, allocation, 0, confidence).bound > error:
        return None
    while low < high:
        middle = (low + high) // 2
        if planned(of, middle, allocation, 0, confidence).bound <= error:
            high = middle
        else:
            low = middle + 1
    return planned(of, low, allocation, 0, confidence).size  # of each stratum at least a few


def drawn(of: Sequence[Stratum], plan: Planned) -> Iterator[tuple[Stratum, str]]:
    """The decisions of a plan."""
    for stratum, size in zip(of, plan.sizes, strict=True):
        for name in stratum.first[:size]:
            yield stratum, name


def _shared(size: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """A number shared out by weight within bounds, the rest to the largest remainders."""
    sizes = [min(FEWEST, each) for each in most]
    left = min(size, sum(most)) - sum(sizes)
    while left > 0:
        room = [at for at, each in enumerate(most) if sizes[at] < each]
        total = sum(weights[at] for at in room)
        wanted = {at: left * weights[at] / total for at in room}
        given = {at: min(int(wanted[at]), most[at] - sizes[at]) for at in room}
        if not any(given.values()):
            for at in sorted(room, key=lambda at: (-wanted[at], at))[: ceil(left)]:
                given[at] = 1
        for at, more in given.items():
            sizes[at] += more
            left -= more
    return sizes


def _bound(
    of: Sequence[Stratum], sizes: Sequence[int], shares: Sequence[float], confidence: float
) -> float:
    """Half the width of the interval of the whole's share, drawn without putting back."""
    every = sum(each.decisions for each in of)
    variance = 0.0
    for stratum, size, value in zip(of, sizes, shares, strict=True):
        if size and stratum.decisions > 1:
            rest = (stratum.decisions - size) / (stratum.decisions - 1)
            variance += (stratum.decisions / every) ** 2 * value * (1 - value) / size * rest
    return NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(variance)
