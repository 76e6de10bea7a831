"""The law of a day for some benefits and months, ready to run over the parts of a table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.folder import FamilyTable, Wanted
from perenou.population.ordinary import ordinary
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.graph import Column, graph_of
from perenou.rules.compile.kernel import Kernel
from perenou.rules.compile.rows import Shape
from perenou.rules.types import Day, Months

if TYPE_CHECKING:
    from perenou.rules.compile.graph import Graph

BENEFITS: Final = tuple(key for key, each in MONTHLY.items() if not each.is_claimed_by_days)
"""The benefits that run over tables: the monthly ones, but for those that are claimed by days."""

FEW: Final = 2_000
"""Families that Python computes sooner than machine code is made, about a millisecond each."""

STATES: Final = "state"
"""The unit of which a family has rows only where its life touches several states."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a table.

    Attributes:
        benefits: keys. first, last: months. as_of: the law of which day. readings: by norm, the
            reading chosen of it. shapes, without: of the table. directory: where machine code is
            kept; None: Python runs the law as it stands. also: further names whose values are
            wanted, each of the unit of some benefit.
    """

    benefits: tuple[str, ...]
    first: Months
    last: Months
    as_of: Day
    shapes: tuple[tuple[str, Shape], ...]
    without: frozenset[str]
    directory: Path | None
    readings: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names whose values are computed: the amounts first, in the order of benefits."""
        return (*names_of(self.benefits), *self.also)

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
        tuple(benefits), *months, as_of, tuple(table.shapes.items()), table.without, directory,
        tuple(sorted((readings or {}).items())),
    )  # fmt: skip


@dataclass(frozen=True)
class Ready:
    """A job with its kernel, made when first run."""

    job: Job
    graph: Graph

    @cached_property
    def kernel(self) -> Kernel:
        """The machine code."""
        months = [first_day_of(month) for month in self.job.months]
        return Kernel(self.graph, self.job.names, months, self.job.directory)

    @cached_property
    def wanted(self) -> Wanted:
        """What of a table it needs."""
        shapes = {
            name: node.shape for name, node in self.graph.nodes.items() if isinstance(node, Column)
        }
        program = ready(in_python(self.job)).kernel.program
        asked = {MONTHLY[key].unit.name for key in self.job.benefits}
        return Wanted(shapes, frozenset({*program.blocks.units, *asked, STATES}))


@lru_cache(maxsize=256)
def ready(job: Job) -> Ready:
    """A job made ready; once in each process.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    law = LAWBOOK.on(job.as_of, dict(job.readings))
    days = first_day_of(job.first), first_day_of(job.last + 1)
    graph = graph_of(law, job.names, dict(job.shapes), ordinary(), job.without, (START, END), days)
    return Ready(job, graph)


def kernel_for(job: Job, families: int) -> Kernel:
    """The kernel of a job for some number of families.

    Machine code that this process has not made yet takes longer than it saves on a few families;
    Python gives them the same answers.
    """
    is_made = "kernel" in vars(ready(job))
    return ready(job if is_made or families > FEW else in_python(job)).kernel


def in_python(job: Job) -> Job:
    """The same job without machine code."""
    return replace(job, directory=None)


def names_of(benefits: Sequence[str]) -> tuple[str, ...]:
    """The names of the monthly amounts of some benefits."""
    return tuple(f"{key}_amount" for key in benefits)


def code_directory() -> Path:
    """Where machine code is kept: ``PERENOU_CACHE``, otherwise the user's cache."""
    told = os.environ.get("PERENOU_CACHE")
    if told:
        return Path(told) / "kernels"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "perenou" / "kernels"
