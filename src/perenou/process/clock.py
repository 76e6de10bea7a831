"""Working time: eight hours on every Estonian working day, laid out as one line of seconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

import numpy as np
from numpy.typing import NDArray

from perenou.language.working_days import is_working_day
from perenou.process.log import DAY, EPOCH_DAY

OPENS: Final = 8 * 3600
WORKDAY: Final = 8 * 3600
"""Seconds of work in a day; the office is open from 8.00 to 16.00."""

Moments = NDArray[np.float64]


class Clock:
    """Turns local time into time worked since a first day, and back.

    Args:
        first, last: the days between which it can tell, as day numbers.
    """

    def __init__(self, first: int, last: int) -> None:
        works = np.array([is_working_day(day) for day in range(first, last + 1)])
        self._begin = (first - EPOCH_DAY) * DAY
        self._before = np.concatenate(([0], np.cumsum(works * WORKDAY))).astype(np.float64)
        self._works = works
        self._listed: list[float] = self._before.tolist()

    def worked(self, at: Moments) -> Moments:
        """Seconds worked from the first day to some moments."""
        day, of_day = np.divmod(np.asarray(at, dtype=np.float64) - self._begin, DAY)
        day = np.clip(day.astype(np.int64), 0, len(self._works) - 1)
        within = np.clip(of_day - OPENS, 0, WORKDAY) * self._works[day]
        return np.asarray(self._before[day] + within, dtype=np.float64)

    def begins(self, worked: Moments) -> Moments:
        """The moments at which so much was worked, the latest where the office was closed."""
        day = np.searchsorted(self._before, worked, side="right") - 1
        return self._moment(day, worked)

    def ends(self, worked: Moments) -> Moments:
        """The moments at which so much was worked, the earliest where the office was closed."""
        day = np.maximum(np.searchsorted(self._before, worked, side="left") - 1, 0)
        return self._moment(day, worked)

    def _moment(self, day: NDArray[np.int64], worked: Moments) -> Moments:
        day = np.minimum(day, len(self._works) - 1)
        return self._begin + day * float(DAY) + OPENS + (worked - self._before[day])

    def worked_at(self, at: float) -> float:
        """``worked`` of one moment."""
        day, of_day = divmod(at - self._begin, DAY)
        place = min(max(int(day), 0), len(self._works) - 1)
        before = self._listed[place]
        within = min(max(of_day - OPENS, 0.0), float(WORKDAY))
        return min(before + within, self._listed[place + 1])

    def ends_at(self, worked: float) -> float:
        """``ends`` of one amount of work."""
        day = max(bisect_left(self._listed, worked) - 1, 0)
        return self._one(day, worked)

    def begins_at(self, worked: float) -> float:
        """``begins`` of one amount of work."""
        return self._one(bisect_right(self._listed, worked) - 1, worked)

    def _one(self, day: int, worked: float) -> float:
        day = min(day, len(self._works) - 1)
        return self._begin + day * float(DAY) + OPENS + (worked - self._listed[day])
