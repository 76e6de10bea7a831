"""A report: sections of plain sentences and tables, without any styling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from perenou.rules.types import Day

Tone = Literal["", "good", "bad", "open", "doubt", "quiet"]
"""How a line may be coloured; what it means always stands in its words, too."""

Cited = tuple[tuple[str, Day], ...]
"""Provisions, each with the day on whose wording it is meant."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or two.

    Attributes:
        depth: how far it is indented. cited: the provisions it names, each with the day on whose
            wording it opens.
    """

    text: str
    depth: int = 0
    tone: Tone = ""
    cited: Cited = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row under a head; ``figures`` are the columns to align to the right.

    Attributes:
        cited: the provisions that any row names. cited_by_row: instead of it, those of each row,
            where rows name the same provision in different wordings.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    cited: Cited = ()
    cited_by_row: tuple[Cited, ...] = ()

    @property
    def with_cited(self) -> tuple[tuple[tuple[str, ...], Cited], ...]:
        """Each row with the provisions that it may name."""
        cited = self.cited_by_row or (self.cited,) * len(self.rows)
        return tuple(zip(self.rows, cited, strict=True))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its key, heading, sentences, and perhaps a table or rows of letters.

    Attributes:
        drawn: rows of letters that stand below each other, at most 80 columns wide.
    """

    key: str
    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a case: title, what was asked, sections in order."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def rewritten(self, write: Callable[[str], str]) -> Report:
        """The report with every sentence and every cell of its tables written anew."""

        def of(section: Section) -> Section:
            table = section.table
            if table is not None:
                rows = tuple(tuple(map(write, row)) for row in table.rows)
                table = replace(table, rows=rows)
            lines = tuple(replace(line, text=write(line.text)) for line in section.lines)
            return replace(section, lines=lines, table=table)

        return replace(self, sections=tuple(map(of, self.sections)))

    def section(self, key: str) -> Section | None:
        """The section of a key, if there is anything to tell in it."""
        return next((each for each in self.sections if each.key == key), None)
