"""Days, months, spells and terms read out of running text, however they are written.

Months without a day, and days without a year, are read in Estonian only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from perenou.language.month_stems import MONTH_STEMS
from perenou.language.number_words import number_of

_NAME: Final = (
    r"(?P<name>jaanuar|veebruar|märts|aprill|mai(?=(?:d|s|st|sse|l|lt|le|ks|ni|na|ta|ga)?(?![a-zäöüõ]))|juuni|juuli|august"
    r"|septemb(?:er|r)|oktoob(?:er|r)|novemb(?:er|r)|detsemb(?:er|r))[a-zäöüõ]{0,5}"
)
_GAP: Final = r"[ \u00a0\u2009\u202f]"
_DASH: Final = r"[-\u2010-\u2014]"
_NUMERIC: Final = re.compile(rf"(?<![\d.])(\d{{1,2}})\.{_GAP}?(\d{{1,2}})\.{_GAP}?(\d{{4}})(?!\d)")
_NUMERIC_RANGE: Final = re.compile(
    rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})\.{_GAP}?{_DASH}{_GAP}?\d{{1,2}}\.\d{{1,2}}\.(\d{{4}})(?!\d)"
)
_ISO: Final = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_WORDED: Final = re.compile(
    rf"(?<![\d.])(?:(?P<first>\d{{1,2}})\.{_DASH})?(?P<day>\d{{1,2}})\.{_GAP}{_NAME}"
    rf"(?:{_GAP}(?P<year>\d{{4}})(?!\d))?",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}})\.{_GAP}?a(?:asta(?:l|st|ks)?\b|\.|\b){_GAP}"
    rf"(?:(?P<day>\d{{1,2}})\.{_GAP})?{_NAME}",
    re.IGNORECASE,
)
_MONTH_YEAR: Final = re.compile(rf"(?<!\w){_NAME}{_GAP}(?P<year>\d{{4}})(?![\d.])", re.IGNORECASE)
_TERM: Final = re.compile(
    rf"(?<![\w.,])(?P<count>\d{{1,4}}|[^\W\d_]{{2,25}}){_GAP}"
    r"(?P<unit>(?:kalendri|töö)?päeva(?:st|ga|ni|ks|le|l)?|(?:kalendri)?kuu(?:d|s|st|ga|ni)?"
    r"|aasta(?:t|s|st|ga|ni)?|(?:(?:calendar|working|business)[ -])?days?|(?:calendar[ -])?months?"
    r"|years?|(?:рабочи[хй]|календарн\w+) (?:день|дня|дней)|день|дня|дней|месяц(?:а|ев)?|года?|лет)"
    r"(?!\w)",
    re.IGNORECASE,
)
_DAY_UNIT: Final = re.compile(r"päev|day|день|дн[яе]")
_MONTH_UNIT: Final = re.compile(r"kuu|month|месяц")
_WORKING: Final = ("töö", "working", "business", "рабоч")
_ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_RUSSIAN: Final = (
    *("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября"),
    *("октября", "ноября", "декабря"),
)
_FOREIGN_MONTHS: Final = {
    name.lower(): at for names in (_ENGLISH, _RUSSIAN) for at, name in enumerate(names, 1)
}
_FOREIGN: Final = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}}){_GAP}(?P<name>{'|'.join(_FOREIGN_MONTHS)}),?{_GAP}(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
"""A day in English or Russian."""


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day in a text: characters ``start`` up to ``end`` and its day number.

    ``in_words``: whether its month is a word.
    """

    start: int
    end: int
    text: str
    day: int
    in_words: bool


@dataclass(frozen=True, slots=True)
class ReadMonth:
    """A month without a day in a text; ``month`` counts from January of year 0."""

    start: int
    end: int
    text: str
    month: int


@dataclass(frozen=True, slots=True)
class ReadTerm:
    """A count of days, months or years in a text.

    ``unit`` is ``day``, ``working_day``, ``month`` or ``year``.
    """

    start: int
    end: int
    text: str
    count: int
    unit: str


def days_in(text: str) -> list[ReadDay]:
    """Every day that exists, in order; one written without its year takes that of the next day."""
    found: dict[int, ReadDay] = {}
    for match in _NUMERIC_RANGE.finditer(text):
        end = match.end(2) + 1
        _add(found, text, match.start(), end, (match[3], match[2], match[1]), in_words=False)
    for match in _NUMERIC.finditer(text):
        _add(found, text, *match.span(), (match[3], match[2], match[1]), in_words=False)
    for match in _ISO.finditer(text):
        _add(found, text, *match.span(), (match[1], match[2], match[3]), in_words=False)
    for match in _YEAR_FIRST.finditer(text):
        if match["day"]:
            month = str(_month(match["name"]))
            _add(found, text, *match.span(), (match["year"], month, match["day"]), in_words=True)
    for match in _FOREIGN.finditer(text):
        parts = (match["year"], str(_FOREIGN_MONTHS[match["name"].lower()]), match["day"])
        _add(found, text, *match.span(), parts, in_words=True)
    taken = _places(found.values())
    year = ""
    for match in reversed(list(_WORDED.finditer(text))):
        year = match["year"] or year
        if not year or match.start() in taken:
            continue
        month = str(_month(match["name"]))
        start = match.start("day")
        _add(found, text, start, match.end(), (year, month, match["day"]), in_words=True)
        if match["first"]:
            start, end = match.start(), match.end("first") + 1
            _add(found, text, start, end, (year, month, match["first"]), in_words=True)
    return [found[start] for start in sorted(found)]


def _places(days: Iterable[ReadDay]) -> set[int]:
    """The places of a text that days take up."""
    return {place for each in days for place in range(each.start, each.end)}


def months_in(text: str) -> list[ReadMonth]:
    """Every month with its year and without a day, in order."""
    found: dict[int, ReadMonth] = {}
    taken = _places(days_in(text))
    for pattern in (_YEAR_FIRST, _MONTH_YEAR):
        for match in pattern.finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            month = int(match["year"]) * 12 + _month(match["name"]) - 1
            found.setdefault(match.start(), ReadMonth(match.start(), match.end(), match[0], month))
    return [found[start] for start in sorted(found)]


def terms_in(text: str) -> Iterator[ReadTerm]:
    """Every count of days, months or years: ``30 päeva``, ``kolmekümne päeva``, ``6 kuud``."""
    for match in _TERM.finditer(text):
        word = match["count"].lower()
        count = int(word) if word.isdigit() else number_of(word)
        if count is None:
            continue
        unit = match["unit"].lower()
        if _DAY_UNIT.search(unit):
            kind = "working_day" if unit.startswith(_WORKING) else "day"
        else:
            kind = "month" if _MONTH_UNIT.search(unit) else "year"
        yield ReadTerm(match.start(), match.end(), match[0], count, kind)


def _month(name: str) -> int:
    lower = name.lower()
    return next(at for at, stem in enumerate(MONTH_STEMS, 1) if lower.startswith(stem))


def _add(
    found: dict[int, ReadDay],
    text: str,
    start: int,
    end: int,
    parts: tuple[str, str, str],
    *,
    in_words: bool,
) -> None:
    try:
        number = date(*(int(part) for part in parts)).toordinal()
    except ValueError:
        return
    found.setdefault(start, ReadDay(start, end, text[start:end], number, in_words))
