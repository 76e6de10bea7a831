"""What a law pays to invented families in each month of a year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.lines import END, START
from perenou.population.arrow import taken
from perenou.population.asked import cents_by_month, names_asked, unit_paid
from perenou.population.days import may_have_days, parted
from perenou.population.synthetic.case import BY_DAYS, CLAIMED
from perenou.population.synthetic.draw import Estonia
from perenou.population.synthetic.rows import WAGE, rows_of_all, rows_with_more_pay
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.kernel import Kernel, compiled
from perenou.rules.compile.rows import Rows
from perenou.rules.lawbook import Law, Lawbook
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day

Numbers = NDArray[np.int64]

COMPUTED: Final = (*CLAIMED, *BY_DAYS)
"""What invented families claim."""

NOT_CLAIMED: Final = tuple(key for key in (*MONTHLY, *ONE_OFF) if key not in COMPUTED)
"""Benefits that no invented family claims; nothing is computed of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What families are paid under a law.

    Attributes:
        amounts: by benefit, families by months, in cents. is_open: by family, whether anything of
            it is left undecided; what it is paid says nothing then. children: families by months,
            how many children child allowance is paid for. refused: benefits that could not be
            computed, each with what keeps it from it.
    """

    law: Law
    year: int
    amounts: Mapping[str, Numbers]
    is_open: NDArray[np.bool_]
    children: Numbers
    refused: tuple[tuple[str, NotCompiledError], ...]

    @property
    def total(self) -> Numbers:
        """Families by months, all benefits together; nothing where something is open."""
        found: Numbers = sum(self.amounts.values(), np.zeros_like(self.children))
        return found


def months_of(year: int) -> tuple[Day, ...]:
    """The first days of a year's months."""
    return tuple(first_day_of(year * 12 + month) for month in range(12))


@dataclass(frozen=True, slots=True)
class Families:
    """Invented families as tables.

    Attributes:
        rows, ordinary: the columns, and the facts that are the same for all.
    """

    estonia: Estonia
    rows: Rows
    ordinary: Mapping[str, Timeline[Any]]


def tables(estonia: Estonia, books: Iterable[Lawbook]) -> Families:
    """The tables of families, with all facts that some laws may ask about."""
    names = [name for key in COMPUTED for name in names_asked(key)]
    wanted = sorted({fact for book in books for fact in book.facts_under(names)})
    return Families(estonia, *rows_of_all(estonia, wanted))


def with_more_pay(families: Families, euros: int) -> Families:
    """The same families when every wage is some euros more."""
    more = rows_with_more_pay(families.rows, families.estonia, euros * 100)
    return replace(families, rows=more)


def by_wage(law: Law) -> tuple[str, ...]:
    """The benefits that rest on present wages, so not those that stand in for earlier ones."""
    return tuple(key for key in touched(law, [WAGE]) if key not in BY_DAYS)


def outcome(
    law: Law,
    families: Families,
    directory: Path | None,
    benefits: Collection[str] = COMPUTED,
    like: Outcome | None = None,
) -> Outcome:
    """Run a law over families.

    Args:
        directory: where machine code is kept; None: Python runs the law, which is slow.
        benefits: what is computed. like: the outcome of a law that says the same of all others;
            None: nothing is told of them.
    """
    estonia, rows = families.estonia, families.rows
    amounts = {} if like is None else dict(like.amounts)
    is_open = np.zeros(estonia.families, np.bool_) if like is None else like.is_open.copy()
    children = np.zeros((estonia.families, 12), np.int64) if like is None else like.children.copy()
    refused: list[tuple[str, NotCompiledError]] = [] if like is None else [*like.refused]
    everybody = np.ones(estonia.families, np.bool_)
    by_month, by_days = parted([key for key in COMPUTED if key in benefits])
    for part, chosen in ((by_month, everybody), (by_days, may_have_days(rows))):
        places = np.flatnonzero(chosen)
        some = rows if places.size == estonia.families else taken(rows, places)
        kernel, asked = _kernel(law, part, some, families, directory, refused)
        if kernel is None or not places.size:
            continue
        found = kernel.run(some)
        is_open[places[found.undecided]] = True
        is_open[places[found.overflown]] = True
        for key in asked:
            cents = cents_by_month(key, found.values, months_of(estonia.year))
            amounts[key] = np.zeros_like(children)
            amounts[key][places] = _summed(cents, some.offsets[unit_paid(key)])
        if "child_allowance" in asked:
            paid = (found.values["child_allowance_amount"] > 0).astype(np.int64)
            children = _summed(paid, some.offsets["child"])
    for each in (*amounts.values(), children):
        each[is_open] = 0
    return Outcome(law, estonia.year, amounts, is_open, children, tuple(refused))


def _kernel(
    law: Law, benefits: Sequence[str], rows: Rows, families: Families, directory: Path | None,
    refused: list[tuple[str, NotCompiledError]],
) -> tuple[Kernel | None, list[str]]:  # fmt: skip
    """A kernel of the benefits that can be computed, and which they are; others are noted."""
    asked = [*benefits]
    while asked:
        names = [name for key in asked for name in names_asked(key)]
        try:
            kernel = compiled(
                law, names, rows, families.ordinary, (START, END),
                months_of(families.estonia.year), directory,
            )  # fmt: skip
        except NotCompiledError as error:
            kept = [key for key in asked if not _rests_on(law, names_asked(key), error.name)]
            if len(kept) == len(asked):
                raise
            refused += [(key, error) for key in asked if key not in kept]
            asked = kept
        else:
            return kernel, asked
    return None, []


def touched(law: Law, names: Iterable[str]) -> tuple[str, ...]:
    """The benefits of invented families that rest on any of some names."""
    told = tuple(names)
    return tuple(
        key for key in COMPUTED if any(_rests_on(law, names_asked(key), name) for name in told)
    )


def untouched(law: Law, names: Iterable[str]) -> tuple[str, ...]:
    """Those of some names on which nothing rests that is computed."""
    asked = [name for key in COMPUTED for name in names_asked(key)]
    return tuple(name for name in names if not _rests_on(law, asked, name))


def _rests_on(law: Law, names: Sequence[str], wanted: str) -> bool:
    seen: set[str] = set()
    todo = [*names]
    while todo:
        name = todo.pop()
        if name == wanted:
            return True
        if name not in seen:
            seen.add(name)
            todo.extend(law.book.rests_on(name))
    return False


def _summed(values: Numbers, offsets: Numbers) -> Numbers:
    """Rows added up by family; every family has a row of every unit that is paid."""
    return np.add.reduceat(values, offsets[:-1], axis=0)
