"""When cases wait: by the month and by the day of the week in which the waiting began."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from perenou.process.log import DAY, NOBODY, EventLog
from perenou.process.spread import Spread, spreads


@dataclass(frozen=True, slots=True)
class WaitWhen:
    """Waiting that began in a month (from year 0) or on a weekday (0: Monday), in seconds.

    Attributes:
        worst: the activity that was waited for longest in all then; ``NOBODY`` where nothing
            waited.
    """

    when: int
    waiting: Spread
    worst: int


def waits_by_month(log: EventLog, outside: Collection[int]) -> list[WaitWhen]:
    """Waiting for steps of the agency itself by month, in order."""
    rows, since = _waits(log, outside)
    months = since.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return _told(log, rows, months)


def waits_by_weekday(log: EventLog, outside: Collection[int]) -> list[WaitWhen]:
    """Waiting for steps of the agency itself by day of the week, Monday first."""
    rows, since = _waits(log, outside)
    # 1 January 1970 was a Thursday.
    return _told(log, rows, (since // DAY + 3) % 7)


def _waits(log: EventLog, outside: Collection[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    waits = log.follows & ~np.isin(log.unit, list(outside))
    rows = np.flatnonzero(waits)
    return rows, log.ended[rows - 1]


def _told(log: EventLog, rows: NDArray[np.int64], when: NDArray[np.int64]) -> list[WaitWhen]:
    if not len(rows):
        return []
    low = int(when.min())
    size = int(when.max()) - low + 1
    waiting = log.waiting[rows]
    found = []
    for at, each in enumerate(spreads(when - low, waiting, size)):
        if each.number:
            here = when - low == at
            by_step = np.bincount(log.activity[rows[here]], waiting[here])
            worst = int(by_step.argmax()) if by_step.any() else NOBODY
            found.append(WaitWhen(low + at, each, worst))
    return found
