"""Families in which nobody may have a benefit that is claimed by days: nothing is computed of them.

Such a benefit is paid on days that somebody claims, or after a child's death, and its program is
the longest of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.population.arrow import Flags, families_of
from perenou.rules.compile.rows import LineColumn, Rows
from perenou.rules.types import NEVER

WITHOUT: Final[Mapping[str, int]] = {
    **{f"wishes_{kind}": 0 for kind in ("mothers", "fathers", "shared", "adopters")},
    "child_death_day": NEVER,
    "stillborn": 0,
}
"""Facts, and the value of each with which, in all rows, nobody is paid by days."""


def parted(benefits: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Benefits that are claimed for months or once, and those that are claimed by days."""
    by_days = tuple(
        key for key in benefits if key in MONTHLY and MONTHLY[key].is_claimed_by_days
    )  # fmt: skip
    return tuple(key for key in benefits if key not in by_days), by_days


def may_have_days(rows: Rows) -> Flags:
    """By family, whether somebody may be paid by days."""
    found = np.zeros(rows.families, np.bool_)
    for name, nothing in WITHOUT.items():
        column = rows.columns.get(name)
        if column is None:
            continue  # what a table is silent about is ordinary, and nobody claims by silence
        values = column.values if isinstance(column, LineColumn) else column
        of_row = families_of(rows.offsets[LAWBOOK.facts[name].unit.name])
        others = np.flatnonzero(values != nothing)
        if isinstance(column, LineColumn):
            others = np.searchsorted(column.offsets, others, side="right") - 1
        found[of_row[others]] = True
    return found
