"""An audit of practice: how uniform it is, where it diverges, what that costs, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, NamedTuple, overload

import numpy as np

from perenou.population.arrow import Numbers
from perenou.population.judge import Standing
from perenou.population.practice.clusters import (
    ALL_CAUSES,
    ALL_KINDS,
    EVERYWHERE,
    LIKE_FACTS,
    PLACES,
    Found,
    clusters,
    divergent,
)
from perenou.population.practice.gather import Coded, Practice
from perenou.population.practice.index import Uniformity, Usual, uniformity, usual
from perenou.population.practice.intervals import Share, chance
from perenou.population.practice.sampling import Stratum, strata
from perenou.population.practice.shares import shares
from perenou.population.problems import LEFT_OUT
from perenou.population.recompute import lot_of
from perenou.rules.types import Cents, Day, Months

CONFIDENCE: Final = 0.95
EXAMPLES: Final = 3
"""Decisions of a cluster that an audit shows by itself, drawn by lot."""

MOST_SHOWN: Final = 40
"""Decisions that diverge by themselves and that an audit shows by itself, the dearest first."""

SINGLE: Final = "single"
"""Under what decisions that diverge by themselves are kept; no key of a cluster."""


class DivergentCase(NamedTuple):
    """A decision that diverges.

    Attributes:
        due: what the law gives; where it leaves a choice, what most were granted on like facts.
    """

    id: str
    family: str
    no: int
    benefit: str
    first: Months
    last: Months
    granted: Cents
    due: Cents
    apart: Cents
    kind: str
    cause: str
    decided: Day
    official: str
    office: str
    language: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Decisions that diverge in one way in one place.

    Attributes:
        key: the same in every audit for the same way and place. rivals: other causes that account
            for all of it, too. first, last: months in which these decisions were made. at_risk:
            decisions on like facts there. expected: how many of them chance would give. chance:
            bound of the chance that so many fall there if nothing stands out. over, under: cents;
            where the law leaves a choice, more and less than most were granted on like facts.
            shared: where no place stands out, by dimension what all of them have in common, though
            not all decisions on the benefit have.
    """

    key: str
    benefit: str
    kind: str
    cause: str
    rivals: tuple[str, ...]
    dimension: str
    place: str
    first: Months
    last: Months
    decisions: int
    at_risk: int
    expected: float
    chance: float
    over: Cents
    under: Cents
    examples: tuple[DivergentCase, ...]
    shared: tuple[tuple[str, str], ...] = ()

    @property
    def is_choice(self) -> bool:
        """Whether the law leaves a choice, so that nothing is too much or too little."""
        return self.cause == LIKE_FACTS

    @property
    def money(self) -> Cents:
        """What it is about."""
        return self.over + self.under


@dataclass(frozen=True, slots=True)
class Single:
    """Decisions that diverge by themselves.

    Attributes:
        over, under: cents against the law. dearest: first. unlike: cents apart from what most were
            granted, of decisions of which the law leaves a choice.
    """

    decisions: int
    over: Cents
    under: Cents
    dearest: tuple[DivergentCase, ...] = ()
    unlike: Cents = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """All of it.

    Attributes:
        decisions: how many the table has. same, differing: of which the law's answer is known.
            by_choice: of which only practice on like facts says how to decide. compared: of which
            others on like facts are there. first, last: months of deciding. looks: how many places
            were asked about. shares: by benefit and place of none, and of what diverges by
            kind and cause, for later audits to be laid beside. open: how many undecided ones rest
            on what, as judged.
    """

    confidence: float
    seed: int
    decisions: int
    same: int
    differing: int
    by_choice: int
    undecided: int
    unusable: int
    compared: int
    first: Months
    last: Months
    uniformity: Uniformity
    clusters: tuple[Cluster, ...]
    single: Single
    looks: int
    strata: tuple[Stratum, ...]
    shares: Mapping[str, Share]
    left_out: int
    problems: Mapping[str, int]
    open: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cases(Sequence[DivergentCase]):
    """Decisions that diverge, by their places; each is told when it is asked for.

    Attributes:
        kinds, causes: places among ``ALL_KINDS`` and ``ALL_CAUSES``.
    """

    practice: Practice
    usual: Usual
    apart: Numbers
    rows: Numbers
    kinds: Numbers
    causes: Numbers

    def __len__(self) -> int:
        return int(self.rows.size)

    @overload
    def __getitem__(self, at: int) -> DivergentCase: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[DivergentCase, ...]: ...

    def __getitem__(self, at: int | slice) -> DivergentCase | tuple[DivergentCase, ...]:
        if isinstance(at, slice):
            return tuple(self._told(each) for each in range(len(self))[at])
        return self._told(range(len(self))[at])

    def ordered(self, order: Sequence[int]) -> Cases:
        """The same in another order."""
        places = np.asarray(order, np.int64)
        return Cases(
            self.practice, self.usual, self.apart, self.rows[places], self.kinds[places],
            self.causes[places],
        )  # fmt: skip

    def ids(self) -> list[str]:
        """The number of each decision."""
        import pyarrow as pa

        found: list[str] = self.practice.ids.take(pa.array(self.rows)).to_pylist()
        return found

    def _told(self, at: int) -> DivergentCase:
        practice, row = self.practice, int(self.rows[at])
        due = practice.due[row] if practice.is_judged[row] else self.usual.cents[row]
        benefit, *others = (
            column.names[column.codes[row]] if column.codes[row] >= 0 else ""
            for column in (
                practice.benefit, practice.official, practice.office, practice.language
            )
        )  # fmt: skip
        return DivergentCase(
            practice.ids[row].as_py(), practice.families[row].as_py(), int(practice.number[row]),
            benefit, int(practice.first[row]), int(practice.last[row]), int(practice.cents[row]),
            int(due), int(self.apart[row]), ALL_KINDS[self.kinds[at]],
            ALL_CAUSES[self.causes[at]], int(practice.decided[row]), *others,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """An audit, and all decisions that diverge: by key of their cluster, or ``SINGLE``."""

    audit: Audit
    cases: Mapping[str, Cases]


def audited(practice: Practice, confidence: float = CONFIDENCE, seed: int = 1) -> Made:
    """The audit of a table's decisions.

    Args:
        confidence: of all intervals, and that nothing is said to stand out where nothing does.
        seed: of the sample.
    """
    found = usual(practice)
    kind, fits, apart = divergent(practice, found)
    grouped = clusters(practice, found, confidence)
    cases: dict[str, Cases] = {}
    made: list[Cluster] = []
    for each in grouped.found:
        key = cluster_key(each.benefit, each.kind, each.cause, each.dimension, each.place)
        of = np.full(each.rows.size, ALL_KINDS.index(each.kind))
        by = np.full(each.rows.size, ALL_CAUSES.index(each.cause))
        cases[key] = _by_lot(Cases(practice, found, apart, each.rows, of, by), seed)
        made.append(_cluster(practice, each, apart, key, cases[key][:EXAMPLES]))
    made.sort(key=lambda each: (-each.money, -each.decisions, each.key))
    cases = {each.key: cases[each.key] for each in made}
    cases[SINGLE] = _single(practice, found, apart, grouped.single, kind, fits)
    alone, is_judged = apart[grouped.single], practice.is_judged[grouped.single]
    standing = practice.standing
    by_law = standing <= Standing.DIFFERS
    by_choice = ~by_law & (practice.like >= 0)
    undecided = int(((standing == Standing.UNDECIDED) & ~by_choice).sum())
    by_law_or_choice = int((by_law | by_choice).sum())
    total = practice.total + sum(practice.problems.counts.get(kind, 0) for kind in LEFT_OUT)
    audit = Audit(
        confidence=confidence,
        seed=seed,
        decisions=total,
        same=int(practice.is_lawful.sum()),
        differing=int((standing == Standing.DIFFERS).sum()),
        by_choice=int(by_choice.sum()),
        undecided=undecided,
        unusable=total - by_law_or_choice - undecided,
        compared=int(found.is_compared.sum()),
        first=int(practice.month.min(initial=2**40)) if len(practice) else 0,
        last=int(practice.month.max(initial=0)),
        uniformity=uniformity(practice, found, confidence),
        clusters=tuple(made),
        single=Single(
            int(grouped.single.size),
            int(np.maximum(alone[is_judged], 0).sum()),
            int(np.maximum(-alone[is_judged], 0).sum()),
            cases[SINGLE][:MOST_SHOWN],
            int(np.abs(alone[~is_judged]).sum()),
        ),
        looks=grouped.looks,
        strata=strata(practice, kind >= 0, seed),
        shares=dict(shares(practice, kind, fits, confidence)),
        left_out=practice.problems.families,
        problems=dict(practice.problems.counts),
        open=dict(practice.open.most_common()),
    )
    return Made(audit, cases)


def cluster_key(benefit: str, kind: str, cause: str, dimension: str, place: str) -> str:
    """What a cluster is known by in every audit."""
    told = "\x1f".join((benefit, kind, cause, dimension, place))
    return blake2b(told.encode(), digest_size=6).hexdigest()


def _cluster(
    practice: Practice,
    each: Found,
    apart: Numbers,
    key: str,
    examples: tuple[DivergentCase, ...],
) -> Cluster:
    rows, money = each.rows, apart[each.rows]
    judged = practice.is_judged[rows]
    over = np.where(judged, practice.over[rows], np.maximum(money, 0)).sum()
    under = np.where(judged, practice.under[rows], np.maximum(-money, 0)).sum()
    return Cluster(
        key, each.benefit, each.kind, each.cause, each.rivals, each.dimension, each.place,
        int(practice.month[rows].min()), int(practice.month[rows].max()), int(rows.size),
        each.at_risk, each.expected, chance(each.log_chance), int(over), int(under), examples,
        tuple(_shared(practice, rows)) if each.dimension == EVERYWHERE else (),
    )  # fmt: skip


def _shared(practice: Practice, rows: Numbers) -> Iterator[tuple[str, str]]:
    """What all of some decisions on a benefit have in common, and others on it do not."""
    here = practice.benefit.codes == practice.benefit.codes[rows[0]]
    for dimension in PLACES:
        if dimension == "month":
            continue
        column: Coded = getattr(practice, dimension)
        code = int(column.codes[rows[0]])
        is_one = code >= 0 and bool((column.codes[rows] == code).all())
        if is_one and bool((column.codes[here] != code).any()):
            yield dimension, column.names[code]


def _by_lot(cases: Cases, seed: int) -> Cases:
    """Decisions in the order of their lots."""
    ids = cases.ids()
    return cases.ordered(sorted(range(len(ids)), key=lambda at: (lot_of(seed, ids[at]), ids[at])))


def _single(
    practice: Practice, found: Usual, apart: Numbers, rows: Numbers, kind: Numbers, fits: Numbers
) -> Cases:
    """Decisions that diverge by themselves, the dearest first."""
    # Of several causes that fit, the first is told, as of a decision that is judged by itself.
    first = np.asarray([(bits & -bits).bit_length() - 1 for bits in fits[rows].tolist()], np.int64)
    cases = Cases(practice, found, apart, rows, kind[rows], first)
    ids, money = cases.ids(), np.abs(apart[rows]).tolist()
    return cases.ordered(sorted(range(len(ids)), key=lambda at: (-money[at], ids[at])))
