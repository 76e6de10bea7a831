"""Numbers of Riigi Teataja: ``111072026059`` is ``RT I, 11.07.2026, 59``, both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from perenou.statutes.model import Day

_PARTS: Final = {"1": "RT I", "2": "RT II", "3": "RT III", "4": "RT IV"}
_DIGITS: Final = {part: digit for digit, part in _PARTS.items()}
TRANSLATION: Final = "5"
"""First digit of the number of an English translation."""

_NUMBERED: Final = re.compile(r"(\d)(\d{2})(\d{2})(\d{4})(\d{3})")
_CITED: Final = re.compile(
    r"(?P<part>RT I{1,3}|RT IV), (?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}),"
    r" (?P<article>\d{1,3})"
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a number says: the part of the gazette, the day and the article."""

    part: str
    day: Day
    article: int

    @property
    def citation(self) -> str:
        """As people write it."""
        when = date.fromordinal(self.day)
        return f"{self.part}, {when:%d.%m.%Y}, {self.article}"


def published(act: str) -> Published | None:
    """What an act's number says; None for an old number, which has no structure.

    Raises:
        ValueError: a number of twelve digits that names no day or no part of the gazette.
    """
    found = _NUMBERED.fullmatch(act)
    if found is None:
        if act.isdecimal() and len(act) < 12:
            return None
        raise ValueError(f"not a number of Riigi Teataja: {act!r}")
    digit, day, month, year, article = found.groups()
    if digit == TRANSLATION:
        part = "translation"
    elif digit in _PARTS:
        part = _PARTS[digit]
    else:
        raise ValueError(f"no part of Riigi Teataja has the number {digit}: {act!r}")
    return Published(part, date(int(year), int(month), int(day)).toordinal(), int(article))


def number_of(citation: str) -> str:
    """The number of what was published: ``RT I, 11.07.2026, 59`` is ``111072026059``.

    Raises:
        ValueError: the citation has another form (before June 2010 there is no such number).
    """
    found = _CITED.fullmatch(citation)
    if found is None:
        raise ValueError(f"not a publication with a number: {citation!r}")
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return f"{_DIGITS[found['part']]}{day:%d%m%Y}{int(found['article']):03}"
