"""Medians and percentiles of groups of values, and shares with what chance leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FEW: Final = 10
"""Fewer values than this have no percentiles that mean anything; the median is told with a mark."""
FOR_P95: Final = 40
"""Of fewer values the 95th percentile would be one or two of them."""

_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Spread:
    """How values lie: in the unit of the values.

    Attributes:
        number: of values. p90, p95: None where there are too few of them. total: their sum.
    """

    number: int
    median: float
    p90: float | None
    p95: float | None
    total: float

    @property
    def is_few(self) -> bool:
        """Whether the median itself says little."""
        return self.number < FEW


NONE: Final = Spread(0, 0.0, None, None, 0.0)


def spreads(groups: NDArray[np.int64], values: NDArray[Any], size: int) -> list[Spread]:
    """How the values of each group lie, by group from 0 to ``size``."""
    order = np.lexsort((values, groups))
    ordered, at = values[order], groups[order]
    begins = np.searchsorted(at, np.arange(size + 1))
    found = []
    for low, high in zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True):
        found.append(_spread(ordered[low:high]))
    return found


def spread(values: NDArray[Any]) -> Spread:
    """How some values lie."""
    return _spread(np.sort(values))


def _spread(ordered: NDArray[Any]) -> Spread:
    number = len(ordered)
    if not number:
        return NONE
    return Spread(
        number,
        float(np.median(ordered)),
        float(ordered[int(np.ceil(0.9 * number)) - 1]) if number >= FEW else None,
        float(ordered[int(np.ceil(0.95 * number)) - 1]) if number >= FOR_P95 else None,
        float(ordered.sum()),
    )


def bounds(part: int, whole: int) -> tuple[float, float]:
    """Between which shares the true one lies, with 95 per cent (Wilson's interval).

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    JASA 22 (1927): it stays within 0 and 1 and is honest about small numbers.
    """
    if not whole:
        return 0.0, 1.0
    share = part / whole
    middle = share + _Z**2 / (2 * whole)
    reach = _Z * sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    scale = 1 + _Z**2 / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
