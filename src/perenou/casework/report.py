"""What a report is made of: sections of plain sentences and tables, without any styling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from perenou.casework.words import Words
from perenou.language.dates import month as month_text
from perenou.language.dates import month_range

Tone = Literal["", "good", "bad", "open", "doubt", "quiet"]
"""How a line may be coloured; what it means always stands in its words, too."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two; ``depth`` is how far it is indented."""

    text: str
    depth: int = 0
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row under a head; ``figures`` are the columns to align to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its key, heading, sentences, and perhaps a table."""

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a case: title, what was asked, sections in order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section of a key, if there is anything to tell in it."""
        return next((each for each in self.sections if each.key == key), None)


def month_or_months(first: int, last: int, words: Words) -> str:
    """A month, or the months from one to another."""
    if first == last:
        return month_text(first, words.language)
    return month_range(first, last, words.language)


def owed_by(about: str, debtor: str | None, words: Words) -> str:
    """Children, and who owes the maintenance that a benefit stands in for."""
    if debtor is None:
        return about
    return words.say("tell.payments.owed_by", about=about, debtor=words.name_of(debtor))
