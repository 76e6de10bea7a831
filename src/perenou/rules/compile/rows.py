"""Families as rows: what a kernel takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

UNKNOWN: Final = -(1 << 62)
"""What stands in a column where the fact is not known."""


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A fact that changes with time.

    Attributes:
        offsets: where each row's pieces begin, and last where all end. days, values: the first day
            and the value of each piece; the first piece of a row begins with the horizon.
    """

    offsets: NDArray[np.int64]
    days: NDArray[np.int64]
    values: NDArray[np.int64]


ColumnValues: TypeAlias = "NDArray[np.int64] | LineColumn"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kernel must know of a column beforehand.

    Attributes:
        is_line: whether it changes with time. is_complete: whether every value is known.
    """

    is_line: bool
    is_complete: bool


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Rows:
    """Tables of families, one for each unit, the rows of a family one after the other.

    Attributes:
        offsets: by unit, where each family's rows begin, and last where all end.
        above: by (unit, unit above it), the row above of each row, counted within the family.
        columns: facts by name; a fact that is missing is ordinary.
    """

    offsets: Mapping[str, NDArray[np.int64]]
    above: Mapping[tuple[str, str], NDArray[np.int64]]
    columns: Mapping[str, ColumnValues]

    @property
    def shapes(self) -> dict[str, Shape]:
        """The shape of each column."""
        found = {}
        for name, column in self.columns.items():
            is_line = isinstance(column, LineColumn)
            values = column.values if isinstance(column, LineColumn) else column
            is_complete = bool(values.min(initial=0) > UNKNOWN)
            found[name] = Shape(is_line, is_complete)
        return found

    @property
    def families(self) -> int:
        """How many families there are."""
        return next(iter(self.offsets.values())).size - 1

    def count(self, unit: str) -> int:
        """How many rows a unit has."""
        return int(self.offsets[unit][-1])

    def most(self, unit: str) -> int:
        """The most rows that a family has of a unit."""
        return int(np.diff(self.offsets[unit]).max(initial=0))
