"""Past decisions recomputed under the law that was in force, as it was known on their days.

What differs is told by kind (too much, too little, wrongly granted, wrongly refused), and by cause:
the misreading of the law that leads to exactly what was granted, if there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from heapq import heappush, heapreplace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.population.arrow import Numbers, taken
from perenou.population.decisions import DECISION, Decisions, decisions_of, is_decisions, law_days
from perenou.population.folder import Families, FamilyTable, Part, Wanted, read, without_duplicates
from perenou.population.job import BENEFITS, KERNELS, STATES, Job, in_python, job_of, ready
from perenou.population.misread import READINGS, Matter, months_needed
from perenou.population.problems import Problems
from perenou.population.run import Progress
from perenou.rules.compile.rows import Shape
from perenou.rules.types import Cents, Day, Months

if TYPE_CHECKING:
    import pyarrow as pa

KINDS: Final = ("wrongly_granted", "wrongly_refused", "too_much", "too_little")
"""How a decision may differ: right to nothing, refused in spite of a right, another amount."""

LOOKED_AT: Final[tuple[str, ...]] = ("child_birth_day", "received_day")
"""Facts that misreadings look at themselves."""

UNEXPLAINED: Final = "unexplained"
"""The cause where no misreading leads to what was granted."""


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
            rest on facts that are not known, or on another state's benefits. unusable: how many do
            not say whose, what, when or how much, or speak of somebody who is not in the family.
        sums: differences by stratum. picked: by benefit, kind, cause and office, those for review.
    """

    decisions: int = 0
    same: int = 0
    undecided: int = 0
    unusable: int = 0
    sums: dict[Stratum, Sum] = field(default_factory=dict)
    picked: dict[tuple[str, str, str, str], list[Picked]] = field(default_factory=dict)
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
        for stratum, found in other.sums.items():
            mine = self.sums.setdefault(stratum, Sum())
            mine.count += found.count
            mine.over += found.over
            mine.under += found.under
        for key, drawn in other.picked.items():
            self.picked[key] = sorted([*self.picked.get(key, ()), *drawn])[:most]
        self.problems.add_all(other.problems)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is recomputed of a table, and how.

    Attributes:
        benefits: keys. jobs: by day from which the law was known, the amounts of all months that
            are decided on under it; one for all days whose law says the same of them.
        seed, most: of the sample: how many of each stratum are kept.
    """

    benefits: tuple[str, ...]
    jobs: Mapping[Day, Job]
    seed: int
    most: int


class NoDecisionsError(Exception):
    """A table has no column of decisions."""


def plan(table: FamilyTable, directory: Path | None, seed: int, most: int) -> Plan:
    """Look through the decisions of a table for the laws and months that they need.

    Raises:
        NoDecisionsError: there are none.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    days: set[Day] = set()
    asked: set[str] = set()
    first, last = [], []
    has_any = False
    for part in table.parts:
        try:
            with pq.ParquetFile(part.path) as file:
                if not _tells_decisions(file.schema_arrow):
                    continue
                has_any = True
                column = file.read_row_group(part.group, columns=[DECISION])[DECISION]
        except (OSError, pa.ArrowException):
            continue  # which is told when it is read
        found = decisions_of(column, BENEFITS)
        usable = found.is_whole & (found.benefit >= 0)
        if usable.any():
            asked |= {BENEFITS[at] for at in np.unique(found.benefit[usable])}
            days |= {*np.unique(law_days(found.decided[usable])).tolist()}
            first.append(int(found.first[usable].min()))
            last.append(int(found.last[usable].max()))
    if not has_any:
        raise NoDecisionsError
    benefits = tuple(key for key in BENEFITS if key in asked)
    also = tuple(dict.fromkeys(MONTHLY[key].whole for key in benefits))
    jobs: dict[Day, Job] = {}
    alike: dict[str, Job] = {}
    for day in sorted(days):
        months = months_needed(min(first), max(last))
        job = replace(job_of(table, benefits, months, day, directory), also=also)
        text = ready(in_python(job)).kernel.program.text
        jobs[day] = alike.setdefault(text, job)
    return Plan(benefits, jobs, seed, most)


def _tells_decisions(schema: pa.Schema) -> bool:
    return DECISION in schema.names and is_decisions(schema.field(DECISION).type)


def recompute(table: FamilyTable, planned: Plan, progress: Progress | None = None) -> Recomputed:
    """Recompute all decisions of a table.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    found = Recomputed()
    found.problems.add_all(table.problems)
    done, every = 0, table.families
    for part in without_duplicates(table, found.problems):
        found.add(recomputed_part(part, planned), planned.most)
        done += part.families
        if progress is not None:
            progress(done, every)
    return found


def recomputed_part(part: Part, planned: Plan) -> Recomputed:
    """Recompute the decisions of one part."""
    jobs = [*dict.fromkeys(planned.jobs.values())]
    shapes: dict[str, Shape] = {}
    of_units = {STATES, "person", "child", "carer", "claim"}  # what hangs on a child left out
    for job in jobs:
        wanted = ready(in_python(job)).wanted
        of_units |= wanted.units
        told = dict(job.shapes)
        shapes |= wanted.shapes
        shapes |= {name: told[name] for name in LOOKED_AT if name in told}
    wanted = Wanted(shapes, frozenset(of_units), (DECISION,))
    families = read(part, wanted)
    found = Recomputed()
    found.problems.add_all(families.problems)
    if families.rows.families == 0 or DECISION not in families.extra.column_names:
        return found
    if not _tells_decisions(families.extra.schema):
        found.problems.add("column_type", [f"{part.path.name}: {DECISION}"])
        return found
    every = decisions_of(families.extra[DECISION], planned.benefits)
    found.decisions = len(every)
    usable = every.is_whole & (every.benefit >= 0)
    days = law_days(np.where(usable, every.decided, 0))
    for job in jobs:
        known = [day for day, each in planned.jobs.items() if each == job]
        mine = np.flatnonzero(usable & np.isin(days, known))
        if mine.size:
            _under_law(found, families, every, mine, job, planned)
    found.unusable += len(every) - int(usable.sum())
    return found


def _under_law(
    found: Recomputed,
    families: Families,
    every: Decisions,
    mine: Numbers,
    job: Job,
    planned: Plan,
) -> None:
    """Recompute the decisions that were made under one law."""
    import pyarrow as pa

    places, of = np.unique(every.family[mine], return_inverse=True)
    rows = taken(families.rows, places)
    results = KERNELS.of(job, rows.families).run(rows)
    is_open = np.diff(rows.offsets[STATES]) > 0
    is_open[results.undecided] = True
    is_open[results.overflown] = True
    for at, key in enumerate(job.benefits):
        chosen = np.flatnonzero(every.benefit[mine] == at)
        if chosen.size == 0:
            continue
        unit = MONTHLY[key].unit.name
        decisions = every.some(mine[chosen], of[chosen])
        offsets = rows.offsets[unit]
        exists = decisions.number < np.diff(offsets)[decisions.family]
        found.unusable += int((~exists).sum())
        decided = exists & ~is_open[decisions.family]
        found.undecided += int((exists & is_open[decisions.family]).sum())
        decisions = decisions.some(np.flatnonzero(decided), decisions.family[decided])
        if len(decisions) == 0:
            continue
        whole = results.values.get(MONTHLY[key].whole)
        row = offsets[decisions.family] + decisions.number
        length = int((decisions.last - decisions.first).max()) + 1
        matter = Matter(
            job, key, rows, decisions, row, length, results.values[f"{key}_amount"], whole
        )
        due = matter.right
        differs = (due != decisions.cents[:, None]).any(axis=1)
        found.same += int((~differs).sum())
        some = np.flatnonzero(differs)
        if some.size:
            names = families.names.take(pa.array(places[decisions.family[some]]))
            _told(found, matter.about(some), names.to_pylist(), planned)


# ---------------------------------------------------------------------------- causes


def causes(matter: Matter) -> list[str]:
    """By decision, the first misreading that gives what was granted in each of its months."""
    granted = matter.decisions.cents[:, None]
    found = np.full(len(matter.decisions), -1)
    keys = [*READINGS]
    open_ones = np.arange(len(matter.decisions))
    here = matter
    for at, key in enumerate(keys):
        for amounts in READINGS[key](here):
            fits = (amounts == granted[open_ones]).all(axis=1) & (found[open_ones] < 0)
            found[open_ones[fits]] = at
        left = np.flatnonzero(found < 0)
        if left.size == 0:
            break
        if left.size < open_ones.size:
            open_ones, here = left, matter.about(left)
    return [UNEXPLAINED if at < 0 else keys[at] for at in found.tolist()]


def _told(found: Recomputed, matter: Matter, families: list[object], planned: Plan) -> None:
    """Count differing decisions by stratum, and draw some for review."""
    decisions = matter.decisions
    due = matter.right
    in_time = np.arange(matter.length) <= (decisions.last - decisions.first)[:, None]
    apart = np.where(in_time, decisions.cents[:, None] - due, 0)
    total = apart.sum(axis=1)
    due_sum = np.where(in_time, due, 0).sum(axis=1)
    over = np.maximum(apart, 0).sum(axis=1).tolist()
    under = np.maximum(-apart, 0).sum(axis=1).tolist()
    granted = decisions.cents.tolist()
    offices = decisions.office.fill_null("").to_pylist()
    officials = decisions.by.fill_null("").to_pylist()
    ids = decisions.ids.fill_null("").to_pylist()
    first_differing = due[np.arange(len(decisions)), (apart != 0).argmax(axis=1)].tolist()
    kept: dict[tuple[str, str, str, str], list[tuple[int, Picked]]] = defaultdict(list)
    for at, cause in enumerate(causes(matter)):
        kind = _kind(granted[at], int(due_sum[at]), int(total[at]))
        month = int(decisions.first[at])
        stratum = Stratum(matter.key, kind, cause, offices[at], month)
        mine = found.sums.setdefault(stratum, Sum())
        mine.count += 1
        mine.over += over[at]
        mine.under += under[at]
        lot = _lot(planned.seed, ids[at])
        heap = kept[stratum[:4]]
        if len(heap) < planned.most or lot < -heap[0][0]:
            picked = Picked(
                lot, ids[at], str(families[at]), int(decisions.number[at]), matter.key, month,
                int(decisions.last[at]), granted[at], first_differing[at], int(total[at]), kind,
                cause, int(decisions.decided[at]), officials[at], offices[at],
            )  # fmt: skip
            if len(heap) < planned.most:
                heappush(heap, (-lot, picked))
            else:
                heapreplace(heap, (-lot, picked))
    for key, drawn in kept.items():
        everybody = [*found.picked.get(key, ()), *(each for _, each in drawn)]
        found.picked[key] = sorted(everybody)[: planned.most]


def _kind(granted: Cents, due: Cents, total: Cents) -> str:
    if due == 0:
        return "wrongly_granted"
    if granted == 0:
        return "wrongly_refused"
    return "too_much" if total > 0 else "too_little"


def _lot(seed: int, name: str) -> int:
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
