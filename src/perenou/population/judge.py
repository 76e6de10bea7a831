"""Past decisions laid beside the law of their days, each by itself.

Of every decision it is told whether it gave what was due, else how it differs, what money that is,
and which misreadings of the law lead to exactly what was granted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import BENEFITS as BY_LAW
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.personal_code import names_a_person
from perenou.population.arrow import Flags, Numbers, taken
from perenou.population.asked import unit_paid
from perenou.population.beside import baskets_of
from perenou.population.decisions import DECISION, Decisions, decisions_of, is_decisions, law_days
from perenou.population.folder import Families, FamilyTable, Part, Wanted, read
from perenou.population.in_force import InForce
from perenou.population.job import BENEFITS, Job, job_of
from perenou.population.likeness import likeness, stated
from perenou.population.misread import READINGS, Matter, months_needed
from perenou.population.paid import Paid, paid, says, wanted_of
from perenou.population.problems import EXAMPLES, Problems
from perenou.rules.compile.rows import UNKNOWN, Rows, Shape
from perenou.rules.types import Day

if TYPE_CHECKING:
    import pyarrow as pa

KINDS: Final = ("wrongly_granted", "wrongly_refused", "too_much", "too_little")
"""How a decision may differ: right to nothing, refused in spite of a right, another amount."""

DECIDED: Final = (*BENEFITS, *(basket.coordinated for basket in baskets_of(BENEFITS)))
"""What decisions are about: the benefits, and what is paid beside another state's."""

LOOKED_AT: Final[tuple[str, ...]] = ("child_birth_day", "received_day")
"""Facts that misreadings look at themselves."""

UNEXPLAINED: Final = "unexplained"
"""The cause where no misreading leads to what was granted."""

CAUSES: Final = (*READINGS, UNEXPLAINED)
"""The causes; a misreading is told before those that follow it."""


class Standing(IntEnum):
    """How a decision stands to the law of its day."""

    RIGHT = 0
    DIFFERS = 1
    UNDECIDED = 2
    """It rests on what is not known."""
    UNUSABLE = 3
    """It does not say whose, what, when or how much, or speaks of somebody who is not there yet."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Decisions with what the law says of each, one after the other.

    Attributes:
        families: of each, the name of its family. standing: of ``Standing``. kind: place in
            ``KINDS``; -1: it does not differ. fits: bits by the order of ``READINGS``, one for each
            misreading that gives what was granted. due: cents of the first month that differs, or
            of the first month. over, under: cents granted beyond and short of what was due. like:
            a number that decisions on like facts share; 0: they are not known.
    """

    decisions: Decisions
    families: pa.Array
    standing: Numbers
    kind: Numbers
    fits: Numbers
    due: Numbers
    over: Numbers
    under: Numbers
    like: Numbers
    open: Counter[str] = field(default_factory=Counter)

    def causes(self, some: Numbers) -> list[str]:
        """The first cause of some decisions that differ."""
        return [first_cause(fits) for fits in self.fits[some].tolist()]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is judged of a table, and how.

    Attributes:
        benefits: what is decided on, by keys. jobs: by day from which the law was known, the
            amounts of all months that are decided on under it; one for all days whose law says the
            same of them.
        is_compared: whether decisions are compared with each other, too: every misreading that
            fits is then told, not only the first, and which decisions are alike.
    """

    benefits: tuple[str, ...]
    jobs: Mapping[Day, Job]
    is_compared: bool = False


class NoDecisionsError(Exception):
    """A table has no column of decisions."""


def first_cause(fits: int) -> str:
    """The first misreading that fits."""
    return CAUSES[(fits & -fits).bit_length() - 1] if fits else UNEXPLAINED


def plan(table: FamilyTable, directory: Path | None, *, is_compared: bool = False) -> Plan:
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
        found = decisions_of(column, DECIDED)
        usable = found.is_whole & (found.benefit >= 0)
        if usable.any():
            asked |= {DECIDED[at] for at in np.unique(found.benefit[usable])}
            days |= {*np.unique(law_days(found.decided[usable])).tolist()}
            first.append(int(found.first[usable].min()))
            last.append(int(found.last[usable].max()))
    if not has_any:
        raise NoDecisionsError
    benefits = tuple(key for key in BENEFITS if key in _with_kinds(asked))
    also = tuple(dict.fromkeys(MONTHLY[key].whole for key in benefits))
    jobs: dict[Day, Job] = {}
    alike: dict[tuple[str, InForce], Job] = {}
    for day in sorted(days):
        months = months_needed(min(first), max(last))
        job = replace(job_of(table, benefits, months, day, directory), also=also)
        jobs[day] = alike.setdefault(says(job), job)
    return Plan(tuple(key for key in DECIDED if key in asked), jobs, is_compared)


def _with_kinds(asked: set[str]) -> set[str]:
    """Benefits, with those in whose stead something is paid that is asked about."""
    kinds = (basket for basket in baskets_of(BENEFITS) if basket.coordinated in asked)
    return asked.union(*(basket.benefits for basket in kinds))


def _tells_decisions(schema: pa.Schema) -> bool:
    return DECISION in schema.names and is_decisions(schema.field(DECISION).type)


def judged_part(part: Part, planned: Plan) -> tuple[Judged | None, Problems]:
    """Judge the decisions of one part; None: it has none that can be read."""
    import pyarrow as pa

    jobs = [*dict.fromkeys(planned.jobs.values())]
    shapes: dict[str, Shape] = {}
    of_units = {"person", "child", "carer", "claim"}  # what hangs on a child left out
    for job in jobs:
        wanted = wanted_of(job)
        of_units |= wanted.units
        told = dict(job.shapes)
        shapes |= wanted.shapes
        # A misreading may take the law of another day, which rests on facts that this one does not.
        others = {name for name in LAWBOOK.facts_under(job.names) if name in told}
        shapes |= {name: each for name, each in told.items() if name in others or name in LOOKED_AT}
        of_units |= {LAWBOOK.facts[name].unit.name for name in others}
    families = read(part, Wanted(shapes, frozenset(of_units), (DECISION,)))
    problems = families.problems
    if families.rows.families == 0 or DECISION not in families.extra.column_names:
        return None, problems
    if not _tells_decisions(families.extra.schema):
        problems.add("column_type", [f"{part.path.name}: {DECISION}"])
        return None, problems
    every = decisions_of(families.extra[DECISION], planned.benefits)
    judging = _Judging(families, every, planned)
    usable = every.is_whole & (every.benefit >= 0)
    days = law_days(np.where(usable, every.decided, 0))
    for job in jobs:
        known = [day for day, each in planned.jobs.items() if each == job]
        mine = np.flatnonzero(usable & np.isin(days, known))
        if mine.size:
            judging.under_law(mine, job)
    problems.add_all(judging.problems)
    names = families.names.take(pa.array(every.family))
    return judging.judged(names), problems


class _Judging:
    """Fills in what the law says of the decisions of one part."""

    def __init__(self, families: Families, every: Decisions, planned: Plan) -> None:
        size = len(every)
        self._families = families
        self._every = every
        self._planned = planned
        self._standing = np.full(size, int(Standing.UNUSABLE), np.int64)
        self._kind = np.full(size, -1, np.int64)
        self._fits, self._due, self._over, self._under, self._like = (
            np.zeros(size, np.int64) for _ in range(5)
        )
        self._open: Counter[str] = Counter()
        self.problems = Problems()

    def judged(self, names: pa.Array) -> Judged:
        """All of it."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if self._planned.is_compared:
            every = self._every
            has_choice = ~np.asarray(pc.is_in(every.about, pa.array([*BY_LAW, *COORDINATED])))
            by_facts = has_choice & (every.cents >= 0)
            self._like = np.where(by_facts, stated(every.about, every.facts), self._like)
        return Judged(
            self._every, names, self._standing, self._kind, self._fits, self._due, self._over,
            self._under, self._like, self._open,
        )  # fmt: skip

    def under_law(self, mine: Numbers, job: Job) -> None:
        """Judge the decisions that were made under one law."""
        places, of = np.unique(self._every.family[mine], return_inverse=True)
        rows = taken(self._families.rows, places)
        for found in paid(job, rows, rows.columns):
            place = np.full(rows.families, -1, np.int64)
            place[found.places] = np.arange(found.places.size)
            family = place[of]
            here = family >= 0
            self._among(mine[here], family[here], found)

    def _among(self, mine: Numbers, of: Numbers, found: Paid) -> None:
        """Judge decisions on some families, each named by its place among them."""
        every = self._every
        for at, key in enumerate(self._planned.benefits):
            chosen = np.flatnonzero(every.benefit[mine] == at)
            if chosen.size == 0:
                continue
            here, family = mine[chosen], of[chosen]
            offsets = found.rows.offsets[unit_paid(key)]
            exists = every.number[here] < np.diff(offsets)[family]
            here, family = here[exists], family[exists]
            is_born = self._born(key, found.rows, here, offsets[family] + every.number[here])
            here, family = here[is_born], family[is_born]
            if here.size == 0:
                continue
            decisions = every.some(here, family)
            cents = found.cents.get(key)
            if cents is None:  # beside another state's benefit, of a family without another state
                cents = np.zeros((int(offsets[-1]), len(found.job.months)), np.int64)
            matter = Matter(
                found.job, key, found.rows, decisions, offsets[family] + decisions.number,
                int((decisions.last - decisions.first).max()) + 1, cents,
                found.values.get(MONTHLY[key].whole) if key in MONTHLY else None,
            )  # fmt: skip
            is_open = (matter.right == UNKNOWN).any(axis=1)
            if is_open.any():
                self._standing[here[is_open]] = Standing.UNDECIDED
                for why in found.why_open(
                    key, family[is_open], decisions.first[is_open], decisions.last[is_open]
                ):
                    self._open.update(why)
            decided = np.flatnonzero(~is_open)
            if decided.size:
                self._about(here[decided], matter.about(decided) if is_open.any() else matter)

    def _born(self, key: str, rows: Rows, here: Numbers, row: Numbers) -> Flags:
        """Which decisions were not made before the child that they are about was born."""
        births = rows.columns.get("child_birth_day")
        if unit_paid(key) != "child" or not isinstance(births, np.ndarray):
            return np.ones(here.size, np.bool_)
        birth = births[row]
        found: Flags = (birth == UNKNOWN) | (birth <= self._every.decided[here])
        early = here[~found]
        if early.size:
            ids = self._every.ids.take(early[:EXAMPLES]).fill_null("").to_pylist()
            shown = [name for name in ids if name and not names_a_person(name)]
            self.problems.add("decision_before_birth", shown, early.size)
        return found

    def _about(self, here: Numbers, matter: Matter) -> None:
        """Judge decisions on one benefit of which the law's answer is known."""
        due = matter.right
        differs = (due != matter.decisions.cents[:, None]).any(axis=1)
        self._standing[here] = np.where(differs, Standing.DIFFERS, Standing.RIGHT)
        self._due[here] = due[:, 0]
        if self._planned.is_compared:
            self._like[here] = likeness(matter)
        some = np.flatnonzero(differs)
        if some.size:
            self._differing(here[some], matter.about(some))

    def _differing(self, here: Numbers, matter: Matter) -> None:
        decisions, due = matter.decisions, matter.right
        in_time = np.arange(matter.length) <= (decisions.last - decisions.first)[:, None]
        apart = np.where(in_time, decisions.cents[:, None] - due, 0)
        none_due = np.where(in_time, due, 0).sum(axis=1) == 0
        by_amount = np.where(apart.sum(axis=1) > 0, 2, 3)
        self._kind[here] = np.where(none_due, 0, np.where(decisions.cents == 0, 1, by_amount))
        self._over[here] = np.maximum(apart, 0).sum(axis=1)
        self._under[here] = np.maximum(-apart, 0).sum(axis=1)
        self._due[here] = due[np.arange(here.size), (apart != 0).argmax(axis=1)]
        self._fits[here] = fitting(matter, is_first_enough=not self._planned.is_compared)


def fitting(matter: Matter, *, is_first_enough: bool = True) -> Numbers:
    """By decision, the misreadings that give what was granted in each of its months, as bits.

    Args:
        is_first_enough: whether a decision that one explains is left alone by those that follow.
    """
    granted = matter.decisions.cents[:, None]
    found = np.zeros(len(matter.decisions), np.int64)
    here, open_ones = matter, np.arange(len(matter.decisions))
    for at, key in enumerate(READINGS):
        for amounts in READINGS[key](here):
            fits = (amounts == granted[open_ones]).all(axis=1)
            found[open_ones[fits]] |= 1 << at
        if not is_first_enough:
            continue
        left = np.flatnonzero(found == 0)
        if left.size == 0:
            break
        if left.size < open_ones.size:
            open_ones, here = left, matter.about(left)
    return found
