"""Values in running text, as the law counts them: cents, days, months, per mille, ages, hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from perenou.language.number_words import number_of
from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import terms_in
from perenou.texts.topics import Unit

_PERCENT: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|protsen\w*|per\s?cent|процент\w*)",
    re.IGNORECASE,
)
_HOURS: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d[\d\u00a0 ]{0,6})\s*(?:(?:kontakt|akadeemilist\s+)?tun[dn]\w*"
    r"|(?:contact\s+|academic\s+)?hours?|(?:контактн\w+\s+)?час\w*)",
    re.IGNORECASE,
)
_AGE: Final = re.compile(
    r"(?<![\w.,§])(?P<number>\d{1,2}|[a-zõäöü]{3,20}?(?=aasta))"
    r"(?:[\s.-]*(?:aasta(?:seks|seni|ne|se|sed|ste|st)\b|aasta\s+vanus\w*|sünnipäeva\w*)"
    r"|[\s-]*(?:years?[\s-](?:old|of\s+age)|лет(?:ия)?\b|-?летнего\s+возраста)"
    r"|(?=\D|$)(?:(?<=turns\s\d\d)|(?<=age\sof\s\d\d)))",
    re.IGNORECASE,
)
_WEEKS: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})\.?(?:\s*(?:raseduse\s*)?nädal\w*|(?:th)?[\s-]*weeks?\b|(?:-?[йя])?\s*недел\w*)",
    re.IGNORECASE,
)
_DAY_OF_MONTH: Final = re.compile(
    r"(?<![\d.,])(?P<number>[1-9]|[12]\d|3[01])(?:\.\s*kuupäev\w*|(?:st|nd|rd|th)\b(?:\s+day)?(?!\s+(?:week|child))"
    r"|(?:-?(?:го|е))?\s*числ\w*)",
    re.IGNORECASE,
)
_COUNTED: Final[dict[Unit, re.Pattern[str]]] = {
    "age": _AGE,
    "hours": _HOURS,
    "weeks": _WEEKS,
    "day_of_month": _DAY_OF_MONTH,
}
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d|\.\d))")
"""A comma that groups thousands: no sum of the law has three decimals."""

_TERM_UNITS: Final[dict[Unit, dict[str, int]]] = {
    "days": {"day": 1},
    "working_days": {"working_day": 1},
    "months": {"month": 1, "year": 12},
}


@dataclass(frozen=True, slots=True)
class Read:
    """A value in a text: characters ``start`` up to ``end``, as the law counts it."""

    start: int
    end: int
    value: int


def values_in(text: str, unit: Unit) -> list[Read]:
    """Every value in a unit, as the law counts it."""
    if unit in ("month", "once"):
        grouped = _THOUSANDS.sub("\u00a0", text)
        return [Read(each.start, each.end, each.cents) for each in amounts_in(grouped)]
    if unit in _TERM_UNITS:
        sizes = _TERM_UNITS[unit]
        return [
            Read(each.start, each.end, each.count * sizes[each.unit])
            for each in terms_in(text)
            if each.unit in sizes
        ]
    if unit == "percent":
        return [
            Read(*each.span(), round(float(each["number"].replace(",", ".")) * 10))
            for each in _PERCENT.finditer(text)
        ]
    counted = _COUNTED[unit]
    found = ((each, _whole(each["number"])) for each in counted.finditer(text))
    return [Read(*each.span(), value) for each, value in found if value is not None]


def _whole(text: str) -> int | None:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else number_of(text)
