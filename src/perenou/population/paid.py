"""What the families of a table are paid: by kernels, and by the solver where these leave it open.

Of most families whose life touches several states something is not known that only the solver can
do without; of the others the kernels' answer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from perenou.benefits.eu.vocabulary import Basket
from perenou.benefits.lawbook import LAWBOOK
from perenou.population.arrow import Numbers, chosen, families_of, taken
from perenou.population.asked import cents_by_month, names_asked, unit_paid
from perenou.population.beside import baskets_of, beside, names_beside
from perenou.population.by_solver import Missing, by_solver, put_in, unit_of
from perenou.population.days import WITHOUT, may_have_days, parted
from perenou.population.folder import Wanted
from perenou.population.in_force import InForce
from perenou.population.job import (
    KERNELS,
    STATES,
    Job,
    first_days,
    in_one_state,
    in_python,
    in_several_states,
    is_across,
    law_in_force,
    law_of,
    ready,
)
from perenou.population.schema import units
from perenou.rules.compile.kernel import Results
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows

TOO_LONG: Final = "too_long"
"""What keeps an amount open where the timelines of a family have no room in a kernel."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What some families are paid under a job.

    Attributes:
        places: of the families in the table. rows: theirs. cents: by benefit, and by what is paid
            beside another state's: rows by months, ``UNKNOWN`` where that is open. values: by name,
            what was computed. overflown: places of families for whom there was no room. missing:
            what the solver did not know; None: it was not asked.
    """

    job: Job
    places: Numbers
    rows: Rows
    cents: Mapping[str, Numbers]
    values: Mapping[str, Numbers]
    overflown: Numbers
    missing: Missing | None = None

    def why_open(self, key: str, family: Numbers, first: Numbers, last: Numbers) -> list[set[str]]:
        """What some amounts rest on that is not known: facts, figures or ``TOO_LONG``.

        Args:
            family: of each amount its family's place in ``rows``. first, last: its months.
        """
        if self.missing is None:
            return self._untold(key, family)
        names = _names_behind(self.job, key)
        start = self.job.first
        return [
            {
                fact
                for name in names
                for behind in self.missing.get((name, place), ())[since - start : until - start + 1]
                for fact in behind
            }
            for place, since, until in zip(
                family.tolist(), first.tolist(), last.tolist(), strict=True
            )
        ]

    def _untold(self, key: str, family: Numbers) -> list[set[str]]:
        """The facts under a benefit of which something is not known in a family."""
        found: list[set[str]] = [set() for _ in family]
        for at in np.flatnonzero(np.isin(family, self.overflown)).tolist():
            found[at].add(TOO_LONG)
        for name in LAWBOOK.facts_under([f"{key}_amount"]):
            column = self.rows.columns.get(name)
            if column is None:
                continue
            of_row = families_of(self.rows.offsets[LAWBOOK.facts[name].unit.name])
            open_rows = np.flatnonzero(_values(column) == UNKNOWN)
            if isinstance(column, LineColumn):
                open_rows = families_of(column.offsets)[open_rows]
            for at in np.flatnonzero(np.isin(family, of_row[open_rows])).tolist():
                found[at].add(name)
        return found


def _values(column: Numbers | LineColumn) -> Numbers:
    return column.values if isinstance(column, LineColumn) else column


def paid(job: Job, rows: Rows, kept: Collection[str] = ()) -> Iterator[Paid]:
    """What families are paid, some at a time; those that are paid nothing may be left out.

    Args:
        kept: columns that the rows given back are to have beside those that are read.

    Raises:
        NotCompiledError: something cannot be computed over tables.
        MissingColumnsError: the table lacks facts that have no ordinary value.
    """
    across = is_across(rows)
    by_month, by_days = parted(job.benefits)
    for benefits, which in ((by_month, ~across), (by_days, ~across & may_have_days(rows))):
        places = np.flatnonzero(which)
        if benefits and places.size:
            mine = in_one_state(_of(job, benefits))
            names = {*ready(in_python(mine)).wanted.shapes, *kept}
            some = _some(rows, places, names)
            results = KERNELS.of(mine, places.size).run(some)
            values = _without(results, some)
            cents = _by_benefit(benefits, job, values)
            yield Paid(job, places, some, cents, values, results.overflown)
    if across.any():
        places = np.flatnonzero(across)
        yield _in_several_states(job, places, _some(rows, places, rows.columns))


def amounts(job: Job, rows: Rows, key: str) -> Numbers:
    """What each row of a benefit is paid, rows by months; ``UNKNOWN`` where that is open."""
    offsets = rows.offsets[unit_paid(key)]
    found = np.zeros((int(offsets[-1]), len(job.months)), np.int64)
    for each in paid(job, rows, rows.columns):
        if key in each.cents:
            found[chosen(offsets, each.places)[1]] = each.cents[key]
    return found


def says(job: Job) -> tuple[str, InForce]:
    """What the law of a job says: of two jobs that ask the same, the same where the laws do."""
    text = ready(in_python(in_one_state(job))).kernel.program.text
    return text, () if STATES in job.without else law_in_force(_whole(job))


def wanted_of(job: Job) -> Wanted:
    """What of a table is to be read for a job."""
    under: Collection[str] = ()
    of_units: frozenset[str] = frozenset()
    if STATES not in job.without:
        under, of_units = LAWBOOK.facts_under(_whole(job).names), frozenset(units())
    shapes = {name: shape for name, shape in job.shapes if name in under or name in WITHOUT}
    for benefits in parted(job.benefits):
        if benefits:
            wanted = ready(in_python(in_one_state(_of(job, benefits)))).wanted
            shapes |= wanted.shapes
            of_units |= wanted.units
    return Wanted(shapes, of_units | {LAWBOOK.facts[name].unit.name for name in shapes})


def _of(job: Job, benefits: tuple[str, ...]) -> Job:
    return replace(job, benefits=benefits)


def _whole(job: Job) -> Job:
    """A job for families of several states, with all benefits of the kinds that are asked about.

    What is paid in the stead of a kind hangs on all of it: whoever is paid together is replaced
    together.
    """
    kinds = baskets_of(job.benefits)
    others = (key for basket in kinds for key in basket.benefits if key not in job.benefits)
    return in_several_states(_of(job, (*job.benefits, *others)))


def _names_behind(job: Job, key: str) -> tuple[str, ...]:
    """The names of a job for several states that a benefit's amounts rest on."""
    kind = next((each for each in baskets_of(job.benefits) if _is_of(each, key)), None)
    if kind is None:
        return names_asked(key)
    return (*(name for each in kind.benefits for name in names_asked(each)),
            *names_beside(kind.benefits))  # fmt: skip


def _is_of(kind: Basket, key: str) -> bool:
    return key == kind.coordinated or key in kind.benefits


def _some(rows: Rows, places: Numbers, names: Collection[str]) -> Rows:
    """The rows of some families, with some of their columns."""
    own = {name: column for name, column in rows.columns.items() if name in names}
    rows = replace(rows, columns=own)
    return rows if places.size == rows.families else taken(rows, places)


def _in_several_states(job: Job, places: Numbers, rows: Rows) -> Paid:
    """What is paid to families of several states, also beside other states' benefits."""
    wide = _whole(job)
    left = np.arange(rows.families)
    values: dict[str, Numbers] | None = None
    if KERNELS.pays(wide, rows.families):
        results = ready(wide).kernel.run(rows)
        left = np.union1d(results.undecided, results.overflown)
        values = _without(results, rows)
    solved, missing = by_solver(law_of(wide), rows, wide.names, first_days(wide), left)
    told = solved if values is None else put_in(values, solved)
    every = beside(rows, wide.benefits, _by_benefit(wide.benefits, wide, told), told)
    cents = {key: every[key] for key in job.told}
    return Paid(job, places, rows, cents, told, left[:0], missing)


def _by_benefit(
    benefits: Sequence[str], job: Job, values: Mapping[str, Numbers]
) -> dict[str, Numbers]:
    months = first_days(job)
    return {key: cents_by_month(key, values, months) for key in benefits}


def _without(results: Results, rows: Rows) -> dict[str, Numbers]:
    """The values of a kernel; those of families for whom there was no room are left open."""
    found = dict(results.values)
    if results.overflown.size:
        for name, values in found.items():
            of_family = families_of(rows.offsets[unit_of(name)])
            values[np.isin(of_family, results.overflown)] = UNKNOWN
    return found
