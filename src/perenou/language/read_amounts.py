"""Sums of money read out of running text, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_GAP: Final = r"[ \u00a0\u2009\u202f]"
_FIGURE: Final = (
    rf"\d{{1,3}}(?:(?:{_GAP}|\.)\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
_UNIT: Final = r"euro\w*|eur\b|€|евро\b"
_ENGLISH: Final = re.compile("euros", re.IGNORECASE)
"""The unit by which a text is English, in which a comma groups thousands and parts no cents."""

_SUM: Final = re.compile(
    rf"(?<![\w.,§])(?P<before>(?:€|EUR){_GAP}?)?(?P<figure>[-\u2212]?(?:{_FIGURE}))"
    rf"(?:(?P<gap>{_GAP}*|-)(?P<unit>{_UNIT}))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"[-\u2212]?(?:{_FIGURE})")
_CENTS: Final = 2


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """A sum in a text: characters ``start`` up to ``end``, as written, and its value in cents.

    ``decimals`` is how many decimals are written; what goes beyond a cent is cut off.
    """

    start: int
    end: int
    text: str
    cents: int
    decimals: int


def amounts_in(text: str) -> Iterator[ReadAmount]:
    """Every number with the unit euro, in order."""
    for found in _SUM.finditer(text):
        if found["unit"] or found["before"]:
            is_english = (
                bool(found["before"]) or _ENGLISH.fullmatch(found["unit"] or "") is not None
            )
            cents, decimals = _value(found["figure"], groups=".," if is_english else ".")
            yield ReadAmount(found.start(), found.end(), found[0], cents, decimals)


def bare_amount(text: str) -> int | None:
    """The value in cents of a table cell that holds one sum and nothing else, unit or not."""
    whole = text.strip()
    sums = list(amounts_in(whole))
    if len(sums) == 1 and sums[0].text == whole:
        return sums[0].cents
    if _BARE.fullmatch(whole) is None:
        return None
    cents, decimals = _value(whole)
    return cents if decimals <= _CENTS else None


def _value(figure: str, groups: str = ".") -> tuple[int, int]:
    """Cents and the number of decimals; the last comma or point parts decimals from euros.

    One of ``groups`` before exactly three figures groups thousands instead, unless only zero stands
    before it.
    """
    is_negative = figure[0] in "-\u2212"
    plain = re.sub(r"[^\d.,]", "", figure)
    marks = [sign for sign in plain if not sign.isdigit()]
    decimals = ""
    if marks:
        whole, _, tail = plain.rpartition(marks[-1])
        if len(tail) == 3 and marks[-1] in groups and whole.strip("0"):
            whole += tail
        else:
            decimals = tail
        plain = re.sub(r"\D", "", whole)
    cents = int(plain) * 100 + int((decimals + "00")[:_CENTS])
    return (-cents if is_negative else cents), len(decimals)
