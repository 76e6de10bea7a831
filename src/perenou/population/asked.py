"""What is computed of each benefit, and in which month it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.population.arrow import Numbers
from perenou.rules.calendar import next_month_start
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.types import Day


def names_asked(benefit: str) -> tuple[str, ...]:
    """The names whose values tell what is paid of a benefit, its amount first."""
    amount = f"{benefit}_amount"
    return (amount,) if benefit in MONTHLY else (amount, f"{benefit}_day", f"{benefit}_claim_day")


def unit_paid(benefit: str) -> str:
    """Whose rows a benefit's amounts are."""
    return MONTHLY[benefit].unit.name if benefit in MONTHLY else CHILD.name


def cents_by_month(benefit: str, values: Mapping[str, Numbers], months: Sequence[Day]) -> Numbers:
    """What each row of a benefit is paid, rows by months; ``UNKNOWN`` where that is left open.

    What is granted once belongs to the month of its claim, or of the right where that comes later.

    Args:
        values: as a kernel gave them. months: the first days of months in a row.
    """
    paid = values[f"{benefit}_amount"]
    if benefit in MONTHLY:
        return paid
    day, claimed = (values[f"{benefit}_{of}"][:, :1] for of in ("day", "claim_day"))
    when = np.maximum(day, claimed)
    ends = np.array([*months, next_month_start(months[-1])])
    in_time = np.where((when >= ends[:-1]) & (when < ends[1:]), paid, 0)
    is_open = (paid == UNKNOWN) | ((paid != 0) & ((day == UNKNOWN) | (claimed == UNKNOWN)))
    return np.where(is_open, UNKNOWN, in_time)
