"""Small logs for the tests, written as cases of steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from perenou.process.log import EventLog, Gathering

Event = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str] | tuple[str, ...]
"""Activity, time, and perhaps state, official and unit."""


def seconds(time: str) -> int:
    """Seconds since 1970 of a local time."""
    return round((datetime.fromisoformat(time) - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001


def log_of(**cases: Sequence[Event]) -> EventLog:
    """A log of cases by name."""
    rows = [(name, *event) for name, events in cases.items() for event in events]

    def column(at: int) -> list[str]:
        return [row[at] if len(row) > at else "" for row in rows]

    found = Gathering()
    times = np.array([seconds(each) for each in column(2)], dtype=np.int64)
    found.add(column(0), column(1), times, column(3), column(5), column(4))
    return found.log()


def ways_of(*ways: str) -> EventLog:
    """A log of which each letter of each word is a step, an hour after the other."""
    cases = {
        f"c{at}": [(letter, f"2026-03-02 {8 + hour:02}:00") for hour, letter in enumerate(way)]
        for at, way in enumerate(ways)
    }
    return log_of(**cases)
