"""How near a family stands to the next day that changes what it is paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.solve import Solved
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.types import Months

FAR: Final = 366
"""Days from which on a boundary is not near any more."""


def _lines(solved: Solved, benefit: str) -> Iterator[tuple[str, int]]:
    """The timelines whose changes are the boundaries of a benefit."""
    for key, name, row in solved.amounts_of(benefit):
        allowance = MONTHLY[key]
        if allowance.is_claimed_by_days:
            # What is paid by days is another sum in nearly every month.
            yield from ((allowance.entitled, row), (allowance.rate, row))
        else:
            yield name, row


def days_near(solved: Solved, benefit: str, month: Months) -> int:
    """Days from a month to the nearest one that changes an amount of a benefit; 0: within it."""
    first = first_day_of(month)
    after = next_month_start(first)
    near = FAR
    for name, row in _lines(solved, benefit):
        for start in solved.world.line(name, row).starts[1:]:
            is_within = first <= start < after
            near = min(near, 0 if is_within else min(abs(start - first), abs(start - after)))
    return near
