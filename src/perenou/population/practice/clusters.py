"""Where practice diverges: decisions that part in one way from the law or each other, grouped.

A *pattern* is a benefit, how decisions differ, and a cause that leads to exactly what was granted.
A decision may fit several patterns. For each it is asked of every office, official, language and
run of months whether more of it falls there than chance would deal out among decisions on like
facts. What stands out most is a cluster; its decisions are laid aside, and the rest is asked again.
What no place accounts for is a cluster of its own, spread everywhere.

All questions together share the chance of error that is allowed (Bonferroni; the r-th round has
6/(π r)² of it), so that where nothing stands out none does with at least the confidence asked for.
What was decided on a family by one official on one day counts once, for it is one slip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log, pi
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from perenou.population.arrow import Flags, Numbers
from perenou.population.judge import CAUSES, KINDS, UNEXPLAINED
from perenou.population.practice.gather import Practice
from perenou.population.practice.index import LEAST, Usual
from perenou.population.practice.intervals import log_surprise

UNLIKE: Final = ("unlike_more", "unlike_less")
"""How decisions differ from most on like facts where the law leaves a choice: more, or less."""

ALL_KINDS: Final = (*KINDS, *UNLIKE)
LIKE_FACTS: Final = "like_facts"
"""The cause where the law leaves a choice, and it was used otherwise than by most."""

ALL_CAUSES: Final = (*CAUSES, LIKE_FACTS)
PLACES: Final = ("office", "official", "language", "month")
EVERYWHERE: Final = "everywhere"

FEWEST: Final = 5
"""Sittings that a cluster must have; fewer are told as single differences."""

LONGEST_RUN: Final = 12
"""Months of a run that is asked about at most."""

LEAST_LIKE: Final = 5
"""Decisions on like facts that must be there to say what is usual where the law leaves a choice."""

Reals: TypeAlias = NDArray[np.float64]

_UNEXPLAINED: Final = 1 << CAUSES.index(UNEXPLAINED)
_LIKE_FACTS: Final = 1 << ALL_CAUSES.index(LIKE_FACTS)


@dataclass(frozen=True, slots=True)
class Found:
    """A cluster as places among the decisions.

    Attributes:
        rows: its decisions. benefit: key or text. kind, cause: of the pattern. rivals: other causes
            that account for all of it, too. dimension: of ``PLACES`` or everywhere. place: a name;
            of months ``first..last`` as numbers. at_risk, expected: decisions on like facts in that
            place, and how many of them chance would give. log_chance: bound of that chance.
    """

    rows: Numbers
    benefit: str
    kind: str
    cause: str
    rivals: tuple[str, ...]
    dimension: str
    place: str
    at_risk: int
    expected: float
    log_chance: float


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters found, decisions that diverge by themselves, and how often was asked."""

    found: tuple[Found, ...]
    single: Numbers
    looks: int


@dataclass(frozen=True, slots=True)
class _Place:
    dimension: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Best:
    log_chance: float
    place: _Place | None
    at_risk: int
    expected: float
    looks: int


def divergent(practice: Practice, found: Usual) -> tuple[Numbers, Numbers, Numbers]:
    """By decision how it diverges (place among ``ALL_KINDS`` or -1), its causes as bits, and money.

    Where the law's answer is known, that decides; otherwise what most decided on like facts.
    """
    kind = practice.kind.copy()
    fits = np.where(kind >= 0, np.where(practice.fits == 0, _UNEXPLAINED, practice.fits), 0)
    clear = (found.size >= LEAST_LIKE) & (2 * found.votes > found.size)
    unlike = ~practice.is_judged & clear & ~found.is_usual
    more = practice.cents > found.cents
    kind = np.where(unlike, np.where(more, len(KINDS), len(KINDS) + 1), kind)
    fits = np.where(unlike, _LIKE_FACTS, fits)
    months = practice.last - practice.first + 1
    apart = np.where(
        unlike, (practice.cents - found.cents) * months, practice.over - practice.under
    )
    return kind, fits, apart


def clusters(practice: Practice, found: Usual, confidence: float) -> Clusters:
    """Find where practice diverges."""
    kind, fits, _ = divergent(practice, found)
    made: list[Found] = []
    searching = _Searching(practice, kind, fits, confidence)
    made = [*searching.placed(), *searching.spread()]
    single = np.flatnonzero((kind >= 0) & searching.is_open)
    return Clusters(tuple(made), single, searching.looks)


class _Searching:
    """The patterns that are left, and what of each was laid aside."""

    def __init__(self, practice: Practice, kind: Numbers, fits: Numbers, confidence: float) -> None:
        self._practice = practice
        self._kind, self._fits = kind, fits
        self._error = log(1 - confidence)
        self.is_open: Flags = kind >= 0
        self.looks = 0
        self._benefits = len(practice.benefit.names)
        self._patterns = [*self._named()]
        self._aside: dict[tuple[int, int, int], list[_Place]] = {}
        self._about: dict[int, _Sittings] = {}

    def _named(self) -> Iterator[tuple[int, int, int]]:
        """Every benefit, kind and cause of which there is a decision."""
        differs = np.flatnonzero(self._kind >= 0)
        benefit = self._practice.benefit.codes[differs]
        for at in range(len(ALL_CAUSES)):
            has = (self._fits[differs] >> at) & 1 == 1
            pairs = benefit[has] * len(ALL_KINDS) + self._kind[differs[has]]
            for pair in np.unique(pairs[benefit[has] >= 0]).tolist():
                yield pair // len(ALL_KINDS), pair % len(ALL_KINDS), at

    def _hits(self, pattern: tuple[int, int, int]) -> Numbers:
        """The decisions of a pattern that are not in a cluster yet."""
        benefit, kind, cause = pattern
        rows = np.flatnonzero(self.is_open & (self._kind == kind))
        fits = (self._fits[rows] >> cause) & 1 == 1
        found: Numbers = rows[fits & (self._practice.benefit.codes[rows] == benefit)]
        return found

    def placed(self) -> Iterator[Found]:
        """What stands out somewhere, the most striking first."""
        best = {pattern: self._best(pattern) for pattern in self._patterns}
        turn = 1
        while best:
            looks = sum(each.looks for each in best.values())
            self.looks += looks
            pattern, top = min(best.items(), key=lambda each: (each[1].log_chance, each[0]))
            allowed = self._error + log(6 / (pi * turn) ** 2) - log(max(looks, 1))
            if top.place is None or top.log_chance > allowed:
                return
            rows = self._hits(pattern)
            rows = rows[self._in_place(rows, top.place)]
            yield self._told(pattern, rows, top)
            self.is_open[rows] = False
            for other in [*best]:
                if other[:2] == pattern[:2] and self._shares(other, rows):
                    self._aside.setdefault(other, []).append(top.place)
                    best[other] = self._best(other)
            turn += 1

    def spread(self) -> Iterator[Found]:
        """What no place accounts for; the cause that accounts for most comes first."""
        left = {pattern: self._hits(pattern) for pattern in self._patterns}
        while left:
            pattern = min(left, key=lambda each: (-left[each].size, each))
            rows = left.pop(pattern)
            sittings = np.unique(self._practice.sitting[rows])
            if sittings.size < FEWEST:
                continue
            here = self._practice.benefit.codes == pattern[0]
            at_risk = int(
                (here & np.isin(self._practice.like, _groups(self._practice, rows))).sum()
            )
            yield self._told(pattern, rows, _Best(0.0, None, at_risk, float(rows.size), 0))
            self.is_open[rows] = False
            left = {other: self._hits(other) for other in left}

    def _shares(self, pattern: tuple[int, int, int], rows: Numbers) -> bool:
        return bool(((self._fits[rows] >> pattern[2]) & 1).any())

    def _told(self, pattern: tuple[int, int, int], rows: Numbers, top: _Best) -> Found:
        benefit, kind, cause = pattern
        rivals = tuple(
            name
            for at, name in enumerate(ALL_CAUSES)
            if at != cause and bool(((self._fits[rows] >> at) & 1).all())
        )
        place = top.place
        name = ""
        if place is not None:
            name = (
                f"{place.first}..{place.last}"
                if place.dimension == "month"
                else getattr(self._practice, place.dimension).names[place.first]
            )
        return Found(
            rows, self._practice.benefit.names[benefit], ALL_KINDS[kind], ALL_CAUSES[cause], rivals,
            EVERYWHERE if place is None else place.dimension, name, top.at_risk, top.expected,
            top.log_chance,
        )  # fmt: skip

    def _in_place(self, rows: Numbers, place: _Place) -> Flags:
        codes = (
            self._practice.month[rows]
            if place.dimension == "month"
            else getattr(self._practice, place.dimension).codes[rows]
        )
        found: Flags = (codes >= place.first) & (codes <= place.last)
        return found

    def _best(self, pattern: tuple[int, int, int]) -> _Best:
        """Where a pattern stands out most."""
        hits = self._hits(pattern)
        if np.unique(self._practice.sitting[hits]).size < FEWEST:
            return _Best(0.0, None, 0, 0.0, 0)
        about = self._about.get(pattern[0])
        if about is None:
            about = self._about[pattern[0]] = _Sittings(self._practice, pattern[0])
        keep = np.ones(about.first.size, np.bool_)
        for place in self._aside.get(pattern, ()):
            keep &= ~self._in_place(about.first, place)
        best = _Best(0.0, None, 0, 0.0, 0)
        looks = 0
        is_hit = about.hit(hits)
        # Among the strata in which it occurs, hits are dealt out to the sittings of each alike.
        strata = about.strata
        size = np.bincount(strata[keep], minlength=about.count)
        some = np.bincount(strata[keep & is_hit], minlength=about.count)
        rows = np.flatnonzero(keep & (some > 0)[strata])
        chances = (some / np.maximum(size, 1))[strata[rows]]
        for dimension in PLACES:
            for place, count, trials, expected in _asked(
                self._practice, dimension, about.first[rows], is_hit[rows], chances
            ):
                looks += 1
                if count < FEWEST:
                    continue
                surprise = log_surprise(count, trials, expected)
                if surprise < best.log_chance:
                    best = _Best(surprise, place, trials, expected, 0)
        return _Best(best.log_chance, best.place, best.at_risk, best.expected, looks)


class _Sittings:
    """What was decided on a benefit in one sitting, with the facts of all of it as a stratum.

    Attributes:
        first: of each sitting, its first decision. strata: of each, a number; count: how many.
    """

    def __init__(self, practice: Practice, benefit: int) -> None:
        rows = np.flatnonzero((practice.benefit.codes == benefit) & (practice.like >= 0))
        _, start, self._of = np.unique(
            practice.sitting[rows], return_index=True, return_inverse=True
        )
        self.first = rows[start]
        self._place = np.full(len(practice), -1, np.int64)
        self._place[rows] = self._of
        # A sum of scattered numbers, which does not rest on the order of the decisions.
        scattered = practice.like[rows].astype(np.uint64) + np.uint64(1)
        with np.errstate(over="ignore"):
            scattered *= np.uint64(0x9E3779B97F4A7C15)
            scattered ^= scattered >> np.uint64(29)
            scattered *= np.uint64(0xBF58476D1CE4E5B9)
        sums = np.zeros(start.size, np.uint64)
        np.add.at(sums, self._of, scattered)
        self.strata = np.unique(sums, return_inverse=True)[1].astype(np.int64)
        self.count = int(self.strata.max(initial=-1)) + 1

    def hit(self, rows: Numbers) -> Flags:
        """Which sittings have one of some decisions."""
        found = np.zeros(self.first.size, np.bool_)
        places = self._place[rows]
        found[places[places >= 0]] = True
        return found


def _asked(
    practice: Practice, dimension: str, rows: Numbers, is_hit: Flags, chances: Reals
) -> Iterator[tuple[_Place, int, int, float]]:
    """Every place of a dimension that is large enough: hits, sittings, and what chance gives."""
    if dimension != "month":
        column = getattr(practice, dimension)
        codes = column.codes[rows]
        told = codes >= 0
        trials = np.bincount(codes[told], minlength=len(column.names))
        counts = np.bincount(codes[told & is_hit], minlength=len(column.names))
        expected = np.bincount(codes[told], chances[told], minlength=len(column.names))
        if np.count_nonzero(trials) < 2:
            return
        for at in np.flatnonzero(trials >= LEAST).tolist():
            yield _Place(dimension, at, at), int(counts[at]), int(trials[at]), float(expected[at])
        return
    if rows.size == 0:
        return
    months = practice.month[rows]
    low = int(months.min())
    span = int(months.max()) - low + 1
    sums: list[Reals] = [
        np.concatenate([[0.0], np.cumsum(np.bincount(months - low, weights, minlength=span))])
        for weights in (is_hit.astype(np.float64), np.ones(rows.size), chances)
    ]
    for first in range(span):
        for last in range(first, min(first + LONGEST_RUN, span)):
            if last - first + 1 == span:
                continue
            hits, size, by_chance = (float(each[last + 1] - each[first]) for each in sums)
            if size >= LEAST:
                yield _Place("month", low + first, low + last), round(hits), round(size), by_chance


def _groups(practice: Practice, rows: Numbers) -> Numbers:
    found: Numbers = np.unique(practice.like[rows])
    return found[found >= 0]
