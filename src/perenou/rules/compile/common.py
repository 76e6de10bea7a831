"""What most families of a table have in common, which is then folded away for them.

Nearly every family lives here, has no guardian and nobody in prison, and most have one or two
children. A program in which all that is settled beforehand is much shorter; families that differ
in any of it run a longer one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.rules.compile.rows import UNKNOWN, ColumnValues, LineColumn, Rows

SHARE: Final = 0.2
"""The greatest share of families that may differ from the others."""

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

    def holds(self, rows: Rows, units: Mapping[str, str]) -> NDArray[np.bool_]:
        """Of which families it is true, as truth values by family.

        Args:
            units: by fact, the unit of its rows.
        """
        found = np.ones(rows.families, bool)
        for name, value in self.values.items():
            others = _other_rows(rows.columns[name], value)
            found[_families(rows, units[name], others)] = False
        for unit, most in self.most.items():
            found &= np.diff(rows.offsets[unit]) <= most
        return found


def in_common(rows: Rows, units: Mapping[str, str]) -> tuple[Common, ...]:
    """What families have in common, the most first: what a family is not like it tries the next.

    Args:
        units: by fact that is read, the unit of its rows.
    """
    if rows.families < LEAST:
        return ()
    values = _values_in_common(rows, units)
    found = [Common(values, {})] if values else []
    few = {
        unit: FEW
        for unit in sorted({*units.values()})
        if FEW < rows.most(unit) and (np.diff(rows.offsets[unit]) <= FEW).mean() > 1 - MANY
    }
    few |= {unit: most for unit in {*units.values()} if (most := rows.most(unit)) <= FEW}
    return (Common(values, few), *found) if few else tuple(found)


def _values_in_common(rows: Rows, units: Mapping[str, str]) -> dict[str, int]:
    """By name the facts, and their one value, that most families have in common."""
    found: list[tuple[int, str, int, NDArray[np.int64]]] = []
    for name, unit in units.items():
        value = _most_common(rows.columns[name])
        if value != UNKNOWN:
            other = _families(rows, unit, _other_rows(rows.columns[name], value))
            found.append((other.size, name, value, other))
    chosen: dict[str, int] = {}
    others = np.zeros(rows.families, bool)
    for _, name, value, other in sorted(found, key=lambda each: each[:2]):
        others[other] = True
        if others.sum() > SHARE * rows.families:
            break
        chosen[name] = value
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
    """The families of some rows."""
    return np.unique(np.searchsorted(rows.offsets[unit], of, side="right") - 1)
