"""What most families of a table have in common, which is then folded away for them.

Nearly every family lives here, has no guardian and nobody in prison, and most have one or two
children. A program in which all that is settled beforehand is much shorter; families that differ
in any of it run a longer one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows

SHARES: Final = (0.35, 0.03)
"""The greatest shares of families that may differ from the others."""

FEW: Final = 2
"""How many rows of a unit are few."""

MANY: Final = 0.6
"""The greatest share of families that may have more than a few."""

LEAST: Final = 1000
"""Of fewer families no program of their own is made for most of them."""

SAMPLE: Final = 4096
"""From how many rows the most common value is taken; how common it is, all rows say."""


@dataclass(frozen=True, slots=True)
class Common:
    """What some families have in common.

    Attributes:
        values: facts by name with the one value that they have throughout.
        most: by unit, how many rows they have at most.
    """

    values: Mapping[str, int]
    most: Mapping[str, int]


def shared_out(
    rows: Rows, commons: Sequence[Common], units: Mapping[str, str], pool: Executor
) -> list[NDArray[np.int64]]:
    """The places of the families that each of some commons is the first to be true of, then others.

    Args:
        units: by fact, the unit of its rows. pool: what the columns are looked through by.
    """
    facts = sorted({(name, value) for common in commons for name, value in common.values.items()})

    def families(fact: tuple[str, int]) -> NDArray[np.int64]:
        name, value = fact
        return _families(rows, units[name], _other_rows(rows.columns[name], value))

    others = dict(zip(facts, pool.map(families, facts), strict=True))
    left = np.ones(rows.families, bool)
    found = []
    for common in commons:
        held = left.copy()
        for fact in common.values.items():
            held[others[fact]] = False
        for unit, most in common.most.items():
            held &= np.diff(rows.offsets[unit]) <= most
        left &= ~held
        found.append(np.flatnonzero(held))
    return [*found, np.flatnonzero(left)]


def in_common(rows: Rows, units: Mapping[str, str]) -> tuple[Common, ...]:
    """What families have in common, the most first: what a family is not like it tries the next.

    Args:
        units: by fact that is read, the unit of its rows.
    """
    if rows.families < LEAST:
        return ()
    found: list[Common] = []
    for values in _values_in_common(rows, units):
        if values and values not in [each.values for each in found]:
            found.append(Common(values, {}))
    sizes = {unit: np.diff(rows.offsets[unit]) for unit in sorted({*units.values()})}
    few = {unit: FEW for unit, size in sizes.items() if (size <= FEW).mean() >= 1 - MANY}
    return (Common(found[0].values if found else {}, few), *found) if few else tuple(found)


def _values_in_common(rows: Rows, units: Mapping[str, str]) -> list[dict[str, int]]:
    """By name the facts, and their one value, that most families have in common; by share."""
    counted: list[tuple[int, str, int]] = []
    for name, unit in units.items():
        value = _most_common(rows.columns[name])
        if value != UNKNOWN:
            others = np.zeros(rows.families, bool)
            others[_families(rows, unit, _other_rows(rows.columns[name], value))] = True
            counted.append((int(others.sum()), name, value))
    chosen: list[dict[str, int]] = [{} for _ in SHARES]
    others = np.zeros(rows.families, bool)
    for _, name, value in sorted(counted):
        others[_families(rows, units[name], _other_rows(rows.columns[name], value))] = True
        differing = others.sum() / rows.families
        for share, values in zip(SHARES, chosen, strict=True):
            if differing <= share:
                values[name] = value
    return chosen


def _most_common(column: ColumnValues) -> int:
    values = column.values if isinstance(column, LineColumn) else column
    sample = values[:: max(1, values.size // SAMPLE)]
    each, counts = np.unique(sample, return_counts=True)
    return int(each[counts.argmax()]) if each.size else UNKNOWN


def _other_rows(column: ColumnValues, value: int) -> NDArray[np.int64]:
    """The rows that have another value at any time."""
    if not isinstance(column, LineColumn):
        return np.flatnonzero(column != value)
    firsts = column.values[column.offsets[:-1]]
    return np.flatnonzero((firsts != value) | (np.diff(column.offsets) > 1))


def _families(rows: Rows, unit: str, of: NDArray[np.int64]) -> NDArray[np.int64]:
    """The family of each of some rows."""
    return np.searchsorted(rows.offsets[unit], of, side="right") - 1
