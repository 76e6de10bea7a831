"""Past decisions recomputed: sums of what differs, and decisions drawn for review.

What differs is told by kind (too much, too little, wrongly granted, wrongly refused), and by cause:
the misreading of the law that leads to exactly what was granted, if there is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heappush, heapreplace
from typing import NamedTuple

import numpy as np

from perenou.population.arrow import Numbers
from perenou.population.folder import FamilyTable, Part, without_duplicates
from perenou.population.judge import KINDS, Judged, Plan, Standing, judged_part
from perenou.population.problems import Problems
from perenou.population.run import Progress
from perenou.rules.types import Cents, Day, Months


class Stratum(NamedTuple):
    """What differences are told by."""

    benefit: str
    kind: str
    cause: str
    office: str
    month: Months


@dataclass(slots=True)
class Sum:
    """Differences of one stratum: how many, and the money granted over and under what was due."""

    count: int = 0
    over: Cents = 0
    under: Cents = 0


class Picked(NamedTuple):
    """A decision drawn for review; the lower its lot, the sooner it is drawn."""

    lot: int
    id: str
    family: str
    no: int
    benefit: str
    month: Months
    last: Months
    granted: Cents
    due: Cents
    difference: Cents
    kind: str
    cause: str
    decided: Day
    by: str
    office: str


@dataclass(slots=True)
class Recomputed:
    """What came of recomputing decisions.

    Attributes:
        decisions: how many there were. same: how many had the right amount. undecided: how many
            rest on what is not known. unusable: how many do not say whose, what, when or how much,
            or speak of somebody who is not in the family. open: how many of the undecided rest on
            what, by name of a fact or figure, or ``TOO_LONG``.
        sums: differences by stratum. picked: by benefit, kind, cause and office, those for review.
    """

    decisions: int = 0
    same: int = 0
    undecided: int = 0
    unusable: int = 0
    sums: dict[Stratum, Sum] = field(default_factory=dict)
    picked: dict[tuple[str, str, str, str], list[Picked]] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)
    problems: Problems = field(default_factory=Problems)

    @property
    def differing(self) -> int:
        """How many had another amount."""
        return sum(each.count for each in self.sums.values())

    def add(self, other: Recomputed, most: int) -> None:
        """Count others; of those for review ``most`` of each stratum are kept."""
        self.decisions += other.decisions
        self.same += other.same
        self.undecided += other.undecided
        self.unusable += other.unusable
        self.open.update(other.open)
        for stratum, found in other.sums.items():
            mine = self.sums.setdefault(stratum, Sum())
            mine.count += found.count
            mine.over += found.over
            mine.under += found.under
        for key, drawn in other.picked.items():
            self.picked[key] = sorted([*self.picked.get(key, ()), *drawn])[:most]
        self.problems.add_all(other.problems)


class Drawing(NamedTuple):
    """How decisions are drawn for review: ``most`` of each stratum are kept."""

    seed: int
    most: int


def recompute(
    table: FamilyTable, planned: Plan, drawing: Drawing, progress: Progress | None = None
) -> Recomputed:
    """Recompute all decisions of a table.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    found = Recomputed()
    found.problems.add_all(table.problems)
    done, every = 0, table.families
    for part in without_duplicates(table, found.problems):
        found.add(recomputed_part(part, planned, drawing), drawing.most)
        done += part.families
        if progress is not None:
            progress(done, every)
    return found


def recomputed_part(part: Part, planned: Plan, drawing: Drawing) -> Recomputed:
    """Recompute the decisions of one part."""
    judged, problems = judged_part(part, planned)
    found = Recomputed()
    found.problems.add_all(problems)
    if judged is None:
        return found
    standing = judged.standing
    found.open = judged.open
    found.decisions = standing.size
    found.same, found.undecided, found.unusable = (
        int((standing == each).sum())
        for each in (Standing.RIGHT, Standing.UNDECIDED, Standing.UNUSABLE)
    )
    some = np.flatnonzero(standing == Standing.DIFFERS)
    if some.size:
        _told(found, judged, some, planned, drawing)
    return found


def _told(
    found: Recomputed, judged: Judged, some: Numbers, planned: Plan, drawing: Drawing
) -> None:
    """Count differing decisions by stratum, and draw some for review."""
    import pyarrow as pa

    decisions = judged.decisions.some(some, judged.decisions.family[some])
    families = judged.families.take(pa.array(some)).to_pylist()
    over, under, due = (each[some].tolist() for each in (judged.over, judged.under, judged.due))
    granted, kinds = decisions.cents.tolist(), judged.kind[some].tolist()
    offices = decisions.office.fill_null("").to_pylist()
    officials = decisions.by.fill_null("").to_pylist()
    ids = decisions.ids.fill_null("").to_pylist()
    kept: dict[tuple[str, str, str, str], list[tuple[int, Picked]]] = defaultdict(list)
    for at, cause in enumerate(judged.causes(some)):
        key, kind = planned.benefits[int(decisions.benefit[at])], KINDS[kinds[at]]
        month = int(decisions.first[at])
        stratum = Stratum(key, kind, cause, offices[at], month)
        mine = found.sums.setdefault(stratum, Sum())
        mine.count += 1
        mine.over += over[at]
        mine.under += under[at]
        lot = lot_of(drawing.seed, ids[at])
        heap = kept[stratum[:4]]
        if len(heap) < drawing.most or lot < -heap[0][0]:
            picked = Picked(
                lot, ids[at], str(families[at]), int(decisions.number[at]), key, month,
                int(decisions.last[at]), granted[at], due[at], over[at] - under[at], kind, cause,
                int(decisions.decided[at]), officials[at], offices[at],
            )  # fmt: skip
            if len(heap) < drawing.most:
                heappush(heap, (-lot, picked))
            else:
                heapreplace(heap, (-lot, picked))
    for group, drawn in kept.items():
        everybody = [*found.picked.get(group, ()), *(each for _, each in drawn)]
        found.picked[group] = sorted(everybody)[: drawing.most]


def lot_of(seed: int, name: str) -> int:
    """A decision's lot: by seed and number alone, wherever and in whatever order it is met."""
    return int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=8).digest())


def sample(found: Recomputed, size: int) -> Iterator[Picked]:
    """Differing decisions for review: of every stratum one before any has two, and so on.

    Strata are those of benefit, kind, cause and office; the lot decides within each.
    """
    left = {key: [*drawn] for key, drawn in sorted(found.picked.items())}
    given = 0
    while given < size and any(left.values()):
        for drawn in left.values():
            if drawn and given < size:
                yield drawn.pop(0)
                given += 1
