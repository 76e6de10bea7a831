"""Spells of months in a text in three languages: ``aprillist kuni juunini 2026``."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NAMES: Final = (
    r"jaanuar\w*|january|январ\w*", r"veebruar\w*|february|феврал\w*",
    r"märts\w*|march|март\w{0,2}", r"aprill?\w*|апрел\w*",
    r"mai(?:s|st|ni|ks|kuu\w*)?|may(?= \d)|ма[йяею]", r"juuni\w*|june|июн\w*",
    r"juuli\w*|july|июл\w*", r"august\w*|август\w*", r"septemb\w*|сентябр\w*",
    r"oktoob\w*|october|октябр\w*", r"novemb\w*|ноябр\w*", r"detsemb\w*|december|декабр\w*",
)  # fmt: skip
_ANY: Final = "|".join(f"(?P<m{at}>{each})" for at, each in enumerate(_NAMES))
_MONTH: Final = re.compile(
    rf"(?<!\d\. )(?<!\d\.)(?<!\d )\b(?:{_ANY})\b"
    r"(?: (?P<year>(?:19|20)\d\d))?|(?P<pre>(?:19|20)\d\d)\. aasta \b(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_TO: Final = re.compile(r"\s*(?:[–-]|kuni|until|till|to|по|до)\s*", re.IGNORECASE)
_AND: Final = re.compile(r"\s*(?:,|ja|and|и|ning|in|в)+\s*", re.IGNORECASE)
_FROM: Final = re.compile(r"\b(?:alates|from|since|с|со|начиная с)\s+$", re.IGNORECASE)
_UP_TO: Final = re.compile(r"\b(?:kuni|until|till|до|по)\s+$", re.IGNORECASE)
_LAST: Final = 12 * 9999


class MonthSpell(NamedTuple):
    """Months from one to another, counted from January of year 0; ``year`` known or not."""

    first: int
    last: int
    has_year: bool

    def covers(self, other: MonthSpell) -> bool:
        """Whether another spell lies in this one; without a year, only by the month's name."""
        if self.has_year and other.has_year:
            return self.first <= other.first and other.last <= self.last
        mine = {month % 12 for month in range(self.first, min(self.last, self.first + 11) + 1)}
        return {
            month % 12 for month in range(other.first, min(other.last, other.first + 11) + 1)
        } <= mine


class _Read(NamedTuple):
    start: int
    end: int
    month: int
    year: int | None


def spells_in(text: str) -> list[MonthSpell]:
    """The spells of months that are told, in order."""
    read = _dated(text, [each for found in _MONTH.finditer(text) if (each := _read(found))])
    spells: list[MonthSpell] = []
    at = 0
    while at < len(read):
        one = read[at]
        first = last = (one.year or 0) * 12 + one.month
        if at + 1 < len(read) and _TO.fullmatch(text, one.end, read[at + 1].start):
            at += 1
            last = (read[at].year or 0) * 12 + read[at].month
        elif _FROM.search(text, 0, one.start):
            last = _LAST
        elif _UP_TO.search(text, 0, one.start):
            first = 0
        spells.append(MonthSpell(first, max(first, last), one.year is not None))
        at += 1
    return spells


def _read(found: re.Match[str]) -> _Read | None:
    if found["pre"]:
        named = _MONTH.fullmatch(found["word"])
        inner = _read(named) if named else None
        return inner and _Read(found.start(), found.end(), inner.month, int(found["pre"]))
    at = next(at for at in range(12) if found[f"m{at}"])
    return _Read(found.start(), found.end(), at, int(found["year"]) if found["year"] else None)


def _dated(text: str, read: list[_Read]) -> list[_Read]:
    """Months without a year take that of the month they are joined to."""
    for at in range(len(read) - 2, -1, -1):
        one, after = read[at], read[at + 1]
        joined = _TO.fullmatch(text, one.end, after.start) or _AND.fullmatch(
            text, one.end, after.start
        )
        if one.year is None and after.year is not None and joined:
            read[at] = one._replace(year=after.year - (one.month > after.month))
    return read
