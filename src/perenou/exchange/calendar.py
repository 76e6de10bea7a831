"""Calendars as other programs take them: iCalendar files (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from unicodedata import category
from uuid import UUID

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"

_MORNING: Final = 9
"""Hour at which one is reminded of a whole day; without it that would be at midnight."""

_LONGEST_LINE: Final = 75
"""Octets of a line without its break (section 3.1)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that stands in a calendar.

    Attributes:
        uid: the same for as long as it is the same thing. start: a day, which it then takes whole;
            or a moment with its zone. end: when it ends; None: on the same day, or at once.
        changes: how often it was changed; a program takes the later one. changed: when it last was.
        reminds: days before it that one is reminded, in the morning where it takes a day
            whole; None: never.
    """

    uid: UUID
    title: str
    start: date | datetime
    changed: datetime
    end: date | datetime | None = None
    changes: int = 0
    text: str = ""
    place: str = ""
    address: str = ""
    reminds: int | None = None


def written(name: str, entries: Sequence[Entry]) -> bytes:
    """A calendar as a file; its entries stand in the order in which they are given.

    Args:
        name: of the calendar, as programs show it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Perenou//Workbench//ET",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for each in entries:
        lines += _entry(each)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _entry(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_moment(entry.changed)}"
    yield f"LAST-MODIFIED:{_moment(entry.changed)}"
    yield f"SEQUENCE:{entry.changes}"
    yield f"DTSTART{_when(entry.start)}"
    end = entry.end
    if not isinstance(entry.start, datetime) and (end is None or end == entry.start):
        end = entry.start + timedelta(1)  # the day after the last one (section 3.6.1)
    if end is not None:
        yield f"DTEND{_when(end)}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    for key, value in (("DESCRIPTION", entry.text), ("LOCATION", entry.place)):
        if value:
            yield f"{key}:{_escaped(value)}"
    if entry.address:
        yield f"URL:{entry.address}"
    # What is due on a day leaves that day free for other things.
    is_busy = isinstance(entry.start, datetime)
    yield f"TRANSP:{'OPAQUE' if is_busy else 'TRANSPARENT'}"
    if entry.reminds is not None:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(entry.title)}"
        yield f"TRIGGER:{_before(entry.start, entry.reminds)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _before(start: date | datetime, days: int) -> str:
    """How long before its start one is reminded (section 3.3.6)."""
    if isinstance(start, datetime):
        return f"-P{days}D"
    return f"-P{days - 1}DT{24 - _MORNING}H" if days else f"PT{_MORNING}H"


def _when(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return f":{_moment(value)}"
    return f";VALUE=DATE:{value:%Y%m%d}"


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text as a value (section 3.3.11); control characters have no place in one."""
    plain = "\n".join(text.rstrip("\n").splitlines())
    plain = "".join(each for each in plain if each in "\n\t" or category(each) != "Cc")
    for sign in "\\;,":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets; each but the first begins with a space.

    No character is cut in two.
    """
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
