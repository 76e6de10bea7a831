"""How uniform practice is: the harmonisation index and the share that is lawful, whole and apart.

The harmonisation index is the share of decisions, among those that have another on like facts, that
were decided as most decisions on these facts were. Lawful is what gave the amount that the law of
its day gives, among decisions of which that is known. Both bear an interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from perenou.population.arrow import Flags, Numbers, runs
from perenou.population.practice.gather import Coded, Practice
from perenou.population.practice.intervals import Share, share
from perenou.rules.types import Cents, Months

LEAST: Final = 20
"""Decisions that a group must have to be compared with others; of fewer, nothing is said."""

DIMENSIONS: Final = ("benefit", "office", "language")
"""What the index is told by; officials are never put in a row, they only appear in clusters."""


@dataclass(frozen=True, slots=True)
class Group:
    """Decisions of one benefit, office, language or month.

    Attributes:
        alike, lawful: shares, open where the group is too small to say. over, under: cents.
    """

    name: str
    decisions: int
    alike: Share
    lawful: Share
    over: Cents
    under: Cents
    is_small: bool


@dataclass(frozen=True, slots=True)
class MonthOfPractice:
    """Decisions that were made in one month."""

    month: Months
    group: Group


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual on the facts of each decision.

    Attributes:
        size: how many decisions are on like facts, the decision itself included; 0: not known.
        is_usual: whether it was decided as most of them were. votes: how many were.
        cents: what most of them were granted, where the law leaves a choice.
    """

    size: Numbers
    is_usual: Flags
    votes: Numbers
    cents: Numbers

    @property
    def is_compared(self) -> Flags:
        """Which decisions have another on like facts."""
        found: Flags = self.size > 1
        return found


def usual(practice: Practice) -> Usual:
    """What most decisions on like facts say; of equals, what is lawful, then the smaller number."""
    like, outcome = practice.like, practice.outcome
    inside = np.flatnonzero(like >= 0)
    size, votes, best = (np.zeros(like.size, np.int64) for _ in range(3))
    if inside.size == 0:
        return Usual(size, np.ones(like.size, np.bool_), votes, best)
    groups = int(like.max()) + 1
    order = inside[np.lexsort((outcome[inside], like[inside]))]
    fresh = np.ones(order.size, np.bool_)
    fresh[1:] = (np.diff(like[order]) != 0) | (np.diff(outcome[order]) != 0)
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, order.size))
    of_group, told = like[order[starts]], outcome[order[starts]]
    ranked = np.lexsort((told, told != 0, -counts, of_group))
    first = np.ones(ranked.size, np.bool_)
    first[1:] = np.diff(of_group[ranked]) != 0
    winner, most = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    winner[of_group[ranked[first]]] = told[ranked[first]]
    most[of_group[ranked[first]]] = counts[ranked[first]]
    sizes = np.bincount(like[inside], minlength=groups)
    size[inside], votes[inside] = sizes[like[inside]], most[like[inside]]
    best[inside] = winner[like[inside]]
    return Usual(size, (like < 0) | (best == outcome), votes, best)


@dataclass(frozen=True, slots=True)
class Uniformity:
    """The index and the share that is lawful: of all, by dimension, and month by month."""

    whole: Group
    by: dict[str, tuple[Group, ...]]
    months: tuple[MonthOfPractice, ...]


def uniformity(practice: Practice, found: Usual, confidence: float) -> Uniformity:
    """How uniform practice is."""
    every = np.arange(len(practice))
    by: dict[str, tuple[Group, ...]] = {}
    for dimension in DIMENSIONS:
        column: Coded = getattr(practice, dimension)
        order = np.argsort(column.codes, kind="stable")
        ends = np.searchsorted(column.codes[order], np.arange(len(column.names) + 1))
        by[dimension] = tuple(
            _group(practice, found, order[ends[at] : ends[at + 1]], name, confidence)
            for at, name in enumerate(column.names)
            if ends[at] < ends[at + 1]
        )
    return Uniformity(
        _group(practice, found, every, "", confidence),
        by,
        tuple(_months(practice, found, confidence)),
    )


def _months(practice: Practice, found: Usual, confidence: float) -> Iterator[MonthOfPractice]:
    for month, rows in runs(practice.month):
        yield MonthOfPractice(month, _group(practice, found, rows, "", confidence))


def habits(practice: Practice) -> Numbers:
    """By decision, whose habit it may be: its official's, else its office's; -1: nobody is told."""
    offices = len(practice.office.names)
    return np.where(
        practice.official.codes >= 0,
        practice.official.codes + offices,
        practice.office.codes,
    )


def _group(practice: Practice, found: Usual, rows: Numbers, name: str, confidence: float) -> Group:
    is_small = rows.size < LEAST
    compared = rows[found.is_compared[rows]] if not is_small else rows[:0]
    judged = rows[practice.is_judged[rows]] if not is_small else rows[:0]
    of = habits(practice)
    return Group(
        name,
        int(rows.size),
        share(found.is_usual[compared], of[compared], confidence),
        share(practice.is_lawful[judged], of[judged], confidence),
        int(practice.over[rows].sum()),
        int(practice.under[rows].sum()),
        is_small,
    )
