"""Days and months of a case file: exact, known only by month, or unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

DateKey = Literal["bad_date", "bad_month", "impossible_date", "date_out_of_range"]

EARLIEST: Final = date(1900, 1, 1).toordinal()
"""Stands for "since ever": the first day that a case file can name."""
LATEST: Final = date(2100, 12, 31).toordinal()
"""Stands for "with no end": the last day that a case file can name."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_ESTONIAN_DAY = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\.?")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_ESTONIAN_MONTH = re.compile(r"([0-9]{1,2})[./]([0-9]{4})")


class DateTextError(ValueError):
    """A text that is no day or month; carries the message key and the cure found, if any."""

    def __init__(self, key: DateKey, text: str, suggestion: str | None = None) -> None:
        super().__init__(f"{key}: {text}")
        self.key: DateKey = key
        self.text = text
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day as far as it is known: somewhere from `first` to `last` (ordinals, both inclusive)."""

    first: int
    last: int

    @classmethod
    def exact(cls, ordinal: int) -> PartialDay:
        """The exactly known day with this ordinal."""
        return cls(ordinal, ordinal)

    @classmethod
    def within(cls, year: int, month: int) -> PartialDay:
        """Some day of the month."""
        first = date(year, month, 1).toordinal()
        return cls(first, first + monthrange(year, month)[1] - 1)

    @property
    def is_exact(self) -> bool:
        """Whether the day itself is known."""
        return self.first == self.last

    @property
    def is_known(self) -> bool:
        """Whether anything is known: the day or at least its month."""
        return self != UNKNOWN_DAY

    @property
    def ordinal(self) -> int | None:
        """The day's ordinal when it is known exactly."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        """The text that a case file writes: `2018-05-14`, `2018-05` or `unknown`."""
        if self == UNKNOWN_DAY:
            return "unknown"
        text = date.fromordinal(self.first).isoformat()
        return text if self.is_exact else text[:7]


UNKNOWN_DAY: Final = PartialDay(EARLIEST, LATEST)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @property
    def first(self) -> int:
        """Ordinal of the month's first day."""
        return date(self.year, self.month, 1).toordinal()

    @property
    def last(self) -> int:
        """Ordinal of the month's last day."""
        return self.first + monthrange(self.year, self.month)[1] - 1

    def __str__(self) -> str:
        """The text that a case file writes: `2026-01`."""
        return f"{self.year:04}-{self.month:02}"


def read_partial_day(text: str) -> PartialDay:
    """Read `YYYY-MM-DD`, `YYYY-MM` or `unknown`.

    Raises:
        DateTextError: for any other text, a day that no calendar has, or a year before 1900 or
            after 2100.
    """
    if text == "unknown":
        return UNKNOWN_DAY
    if _MONTH.fullmatch(text):
        month = read_month(text)
        return PartialDay.within(month.year, month.month)
    match = _DAY.fullmatch(text)
    if match is None:
        raise DateTextError("bad_date", text, _iso_day(text))
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise DateTextError("impossible_date", text) from None
    if not EARLIEST <= day.toordinal() <= LATEST:
        raise DateTextError("date_out_of_range", text)
    return PartialDay.exact(day.toordinal())


def read_month(text: str) -> Month:
    """Read `YYYY-MM`.

    Raises:
        DateTextError: for any other text, a month beyond 12, or a year before 1900 or after 2100.
    """
    match = _MONTH.fullmatch(text)
    if match is None:
        raise DateTextError("bad_month", text, _iso_month(text))
    year, month = int(match[1]), int(match[2])
    if not 1 <= month <= 12:
        raise DateTextError("impossible_date", text)
    if not 1900 <= year <= 2100:
        raise DateTextError("date_out_of_range", text)
    return Month(year, month)


def full_years(birth: int, day: int) -> int:
    """Whole years lived on a day by somebody born on `birth` (ordinals); negative before birth."""
    born, now = date.fromordinal(birth), date.fromordinal(day)
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


def _iso_day(text: str) -> str | None:
    if match := _ESTONIAN_DAY.fullmatch(text):
        year, month, day = match[3], match[2], match[1]
    elif match := _LOOSE_DAY.fullmatch(text):
        year, month, day = match[1], match[2], match[3]
    else:
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _iso_month(text: str) -> str | None:
    if match := _DAY.fullmatch(text):
        return text[:7]
    if (match := _ESTONIAN_MONTH.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return f"{match[2]}-{int(match[1]):02}"
    return None
