"""What a text tells in figures, alike in every language: sums, days, terms, shares, sections."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from perenou.language.read_amounts import amounts_in
from perenou.language.read_dates import days_in, months_in, terms_in

Kind: TypeAlias = Literal["sum", "day", "term", "share", "section"]
KINDS: Final[tuple[Kind, ...]] = ("sum", "day", "term", "share", "section")

_SHARE: Final = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|protsen\w*|per\s?cent|процент\w*)", re.IGNORECASE
)
_SECTION: Final = re.compile(
    r"(?:§+|\bsections?|\bparagrahv\w*|\bpar|\bстать\w+|\bпараграф\w*)\s*(\d{1,3}[¹²³⁴⁵⁶⁷⁸⁹⁰]*)",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d|\.\d))")
_DAYS: Final = {"day": 1, "working_day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}
_A_YEAR: Final = 1900
"""From so many years on it is the number of a year that is told."""


@dataclass(frozen=True)
class FiguresTold:
    """By kind, what is told: cents, ordinals, days or months, thousandths, numbers of sections.

    Attributes:
        words: by kind and value, how the text itself writes it.
    """

    values: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    words: Mapping[tuple[Kind, str], str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.values.values()))

    def lacking(self, other: FiguresTold) -> tuple[str, ...]:
        """What the other tells and this does not, in the other's words."""
        return tuple(
            other.words[kind, value]
            for kind in KINDS
            for value in sorted(
                other.values.get(kind, frozenset()) - self.values.get(kind, frozenset())
            )
        )

    def parts_from(self, other: FiguresTold) -> tuple[str, ...]:
        """What both tell of a kind without either telling what the other does; each in its words.

        Whoever only says more does not part.
        """
        for kind in KINDS:
            mine, theirs = self.values.get(kind, frozenset()), other.values.get(kind, frozenset())
            if mine - theirs and theirs - mine:
                return (
                    ", ".join(self.words[kind, each] for each in sorted(mine - theirs)),
                    ", ".join(other.words[kind, each] for each in sorted(theirs - mine)),
                )
        return ()


def figures_told(text: str) -> FiguresTold:
    """Everything that a text tells in figures."""
    values: dict[Kind, set[str]] = defaultdict(set)
    words: dict[tuple[Kind, str], str] = {}

    def add(kind: Kind, value: object, start: int, end: int) -> None:
        values[kind].add(str(value))
        words.setdefault((kind, str(value)), " ".join(text[start:end].split()))

    for amount in amounts_in(_THOUSANDS.sub("\u00a0", text)):
        add("sum", amount.cents, amount.start, amount.end)
    for day in days_in(text):
        add("day", day.day, day.start, day.end)
    for month in months_in(text):
        add("day", f"m{month.month}", month.start, month.end)
    for term in terms_in(text):
        if term.unit in _DAYS:
            told = f"{'w' if term.unit == 'working_day' else 'd'}{term.count * _DAYS[term.unit]}"
            add("term", told, term.start, term.end)
        elif term.unit in _MONTHS and term.count < _A_YEAR:
            add("term", f"m{term.count * _MONTHS[term.unit]}", term.start, term.end)
    for share in _SHARE.finditer(text):
        add("share", round(float(share[1].replace(",", ".")) * 10), *share.span())
    for section in _SECTION.finditer(text):
        add("section", section[1], *section.span())
    return FiguresTold({kind: frozenset(found) for kind, found in values.items()}, words)
