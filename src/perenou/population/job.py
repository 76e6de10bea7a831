"""The law of a day for some benefits and months, ready to run over the parts of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.arrow import Flags, taken
from perenou.population.asked import names_asked, unit_paid
from perenou.population.beside import ABROAD, baskets_of, names_beside
from perenou.population.folder import FamilyTable, Part, Wanted, no_rows, read
from perenou.population.in_force import InForce, in_force
from perenou.population.ordinary import ordinary
from perenou.population.schema import units
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.kernel import Kernel, compiled
from perenou.rules.compile.rows import Rows, Shape
from perenou.rules.lawbook import Law
from perenou.rules.types import Day, Months

BENEFITS: Final = tuple(key for key, each in MONTHLY.items() if not each.is_claimed_by_days)
"""The benefits that decisions are about: the monthly ones, but for those claimed by days."""

FEW: Final = 1_000
"""Families that Python computes sooner than machine code is made, about a millisecond each."""

A_FEW: Final = 50
"""Families that Python computes sooner than machine code is loaded that is kept."""

SAMPLES: Final = 8
"""How many parts are tried for a sample."""

SAMPLE: Final = 4_000
"""Families that are looked at for what most have in common."""

STATES: Final = "state"
"""The unit of which a family has rows only where its life touches several states."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a table.

    Attributes:
        benefits: keys. first, last: months. as_of: the law of which day. readings: by norm, the
            reading chosen of it. sample: parts of the table; the first that can be read shows what
            most families have in common. shapes, without: of the whole table. directory: where
            programs and machine code are kept; None: Python runs the law as it stands. also:
            further names whose values are wanted, each of the unit of some benefit. is_lean:
            whether one program does for all families; several of them are worth making only for
            many. is_in_python: whether Python runs the law all the same.
    """

    benefits: tuple[str, ...]
    first: Months
    last: Months
    as_of: Day
    sample: tuple[Part, ...]
    shapes: tuple[tuple[str, Shape], ...]
    without: frozenset[str]
    directory: Path | None
    readings: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    is_lean: bool = False
    is_in_python: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names whose values are computed: those of the benefits in order, then others."""
        of_benefits = (name for key in self.benefits for name in names_asked(key))
        return (*of_benefits, *self.also)

    @property
    def told(self) -> tuple[str, ...]:
        """What is told of: the benefits, and what is paid in their stead beside other states'."""
        baskets = () if STATES in self.without else baskets_of(self.benefits)
        return (*self.benefits, *(basket.coordinated for basket in baskets))

    @property
    def months(self) -> range:
        """The months asked about."""
        return range(self.first, self.last + 1)


def job_of(
    table: FamilyTable,
    benefits: Sequence[str],
    months: tuple[Months, Months],
    as_of: Day,
    directory: Path | None,
    readings: Mapping[str, str] | None = None,
) -> Job:
    """The job of some benefits over a table; months are the first and the last."""
    return Job(
        tuple(benefits), *months, as_of, table.parts[:SAMPLES], tuple(table.shapes.items()),
        table.without, directory,
        tuple(sorted((readings or {}).items())),
    )  # fmt: skip


def law_of(job: Job) -> Law:
    """The law of a job's day, read as it says."""
    return LAWBOOK.on(job.as_of, dict(job.readings))


def first_days(job: Job) -> list[Day]:
    """The first days of a job's months."""
    return [first_day_of(month) for month in job.months]


def in_one_state(job: Job) -> Job:
    """The same job for the families whose life touches no other state."""
    return replace(job, without=job.without | ABROAD)


def in_several_states(job: Job) -> Job:
    """The same job for the others, with what is set off against other states' benefits."""
    return replace(job, also=(*job.also, *names_beside(job.benefits)))


def is_across(rows: Rows) -> Flags:
    """By family, whether its life touches several states."""
    return np.diff(rows.offsets[STATES]) > 0


@dataclass(frozen=True, slots=True)
class _Sample(Rows):
    """Some families that stand for a whole table.

    Attributes:
        whole: the shapes of the table's columns. without: the units of which the table has no rows.
    """

    whole: Mapping[str, Shape]
    without: frozenset[str]

    @property
    def shapes(self) -> dict[str, Shape]:
        """The shape of each column of the table."""
        return {name: self.whole[name] for name in self.columns}

    def count(self, unit: str) -> int:
        """How many rows a unit has; of one that only other families have rows of, one."""
        return max(int(self.offsets[unit][-1]), int(unit not in self.without))


@dataclass(frozen=True, slots=True)
class Ready:
    """A job with its kernel, and what of a table it needs."""

    kernel: Kernel
    wanted: Wanted


@lru_cache(maxsize=256)
def ready(job: Job) -> Ready:
    """A job made ready; once in each process, and once for all laws that say the same.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    alike = replace(job, as_of=0, readings=(), is_in_python=False)
    made = _ready(_FIRST.setdefault((law_in_force(job), alike), job))
    if job.directory is None or job.is_in_python:
        return made
    return Ready(made.kernel.by_machine(job.directory), made.wanted)


_FIRST: Final[dict[tuple[InForce, Job], Job]] = {}
"""The first of the jobs that ask the same and whose laws say the same."""


@lru_cache(maxsize=256)
def _ready(job: Job) -> Ready:
    """A job made ready for Python."""
    law = law_of(job)
    shapes = dict(job.shapes)
    under = [name for name in LAWBOOK.facts_under(job.names) if name in shapes]
    rows = _sample(job.sample, tuple((name, shapes[name]) for name in under))
    if STATES in job.without:
        rows = taken(rows, np.flatnonzero(~is_across(rows)))
    sample = _Sample(rows.offsets, rows.above, rows.columns, shapes, job.without)
    kernel = compiled(
        law, job.names, sample, ordinary(), (START, END), first_days(job), None,
        is_shortened=not job.is_lean, programs=job.directory,
    )  # fmt: skip
    read = {each.partition("_")[2] for each in kernel.program.data}
    asked = {unit_paid(key) for key in job.benefits}
    wanted = Wanted(
        {name: shapes[name] for name in under if name in read},
        frozenset({*kernel.program.units, *asked, STATES}),
    )
    return Ready(kernel, wanted)


def law_in_force(job: Job) -> InForce:
    """What law is in force for a job."""
    days = first_day_of(job.first), first_day_of(job.last + 1)
    return in_force(law_of(job), job.names, days)


@lru_cache(maxsize=4)
def _sample(parts: tuple[Part, ...], shapes: tuple[tuple[str, Shape], ...]) -> Rows:
    for part in parts:
        rows = read(part, Wanted(dict(shapes), frozenset(units()))).rows
        if rows.families:
            return taken(rows, np.arange(min(rows.families, SAMPLE)))
    return no_rows(dict(shapes))


class Kernels:
    """Kernels for families that come a few at a time.

    Machine code takes longer to make than it saves on a few families; Python gives them the same
    answers until there have been more.
    """

    def __init__(self) -> None:
        self._seen: Counter[Job] = Counter()

    def of(self, job: Job, families: int) -> Kernel:
        """The kernel of a job for some further families."""
        return ready(job if self.pays(job, families) else in_python(job)).kernel

    def pays(self, job: Job, families: int) -> bool:
        """Whether there have been, with some further families, enough for machine code."""
        if job.directory is None or job.is_in_python:
            return False
        self._seen[job] += families
        return self._seen[job] > FEW or (families > A_FEW and ready(job).kernel.is_made)


KERNELS: Final = Kernels()
"""Those of this process."""


def in_python(job: Job) -> Job:
    """The same job without machine code."""
    return replace(job, is_in_python=True)


def names_of(benefits: Sequence[str]) -> tuple[str, ...]:
    """The names of the monthly amounts of some benefits."""
    return tuple(f"{key}_amount" for key in benefits)
