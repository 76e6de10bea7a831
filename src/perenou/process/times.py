"""Times as logs write them, turned into seconds of local time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from perenou.process.log import UNKNOWN_TIME, Seconds

ESTONIA: Final = ZoneInfo("Europe/Tallinn")
FIRST_YEAR, LAST_YEAR = 2006, 2100
"""Times outside of these years are no times of a log (days off are known from the first on)."""

_ESTONIAN: Final = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?"
)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d").fullmatch
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001  # local time, as the log tells it


def seconds_of(texts: Sequence[str]) -> Seconds:
    """Seconds since 1970 in Estonian local time; ``UNKNOWN_TIME`` where a text is no time.

    Times with an offset are turned into Estonian time; times without one are taken to be that.
    """
    plain = _of_one_form(texts)
    if plain is not None:
        return plain
    known: dict[str, int] = {}
    shifts: dict[int, int] = {}
    found = np.empty(len(texts), dtype=np.int64)
    for at, text in enumerate(texts):
        seconds = known.get(text)
        if seconds is None:
            seconds = known[text] = _second(text.strip(), shifts)
        found[at] = seconds
    return found


def _of_one_form(texts: Sequence[str]) -> Seconds | None:
    """The same, quickly, where all texts are ISO 8601 to the second without an offset."""
    if not texts or not all(map(_ISO, texts)):
        return None
    try:
        found = np.array(texts, dtype="datetime64[s]")
    except ValueError:
        return None
    within = (found >= np.datetime64(f"{FIRST_YEAR}-01-01")) & (
        found < np.datetime64(f"{LAST_YEAR + 1}-01-01")
    )
    return np.where(within, found.astype(np.int64), UNKNOWN_TIME)


def _second(text: str, shifts: dict[int, int]) -> int:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        parts = _ESTONIAN.fullmatch(text)
        if parts is None:
            return UNKNOWN_TIME
        day, month, year, hour, minute, second = (int(each or 0) for each in parts.groups())
        try:
            told = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        except ValueError:
            return UNKNOWN_TIME
    if not FIRST_YEAR <= told.year <= LAST_YEAR:
        return UNKNOWN_TIME
    offset = told.utcoffset()
    plain = told.replace(tzinfo=None)
    seconds = (plain - _EPOCH) // timedelta(seconds=1)
    if offset is None:
        return seconds
    # Looking up the zone is slow, and its offset is the same within an hour.
    seconds -= offset // timedelta(seconds=1)
    at_hour = seconds // 3600
    shift = shifts.get(at_hour)
    if shift is None:
        at = datetime.fromtimestamp(seconds, UTC).astimezone(ESTONIA)
        local = at.utcoffset()
        shift = shifts[at_hour] = 0 if local is None else local // timedelta(seconds=1)
    return seconds + shift
