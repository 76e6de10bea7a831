"""What is checked: paragraphs with their places, from a drafted document or from plain text.

Readers of other formats make the same paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from perenou.acts.document import Document, Grid, Listing, Part, text_of
from perenou.acts.kinds import Kind
from perenou.acts.read.document import ReadDocument, ReadParagraph
from perenou.casework.charts import Chart, told
from perenou.rules.types import Day


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in which table of the document a paragraph stands; all count from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph, list item or table cell.

    Attributes:
        number: its place in the document, from 1. heading: level of a heading, 0 for other text.
        part: what the part of the act is for, where the source says so. cell: its place in a
            table. page: where the source has pages.
    """

    number: int
    text: str
    heading: int = 0
    part: Part | None = None
    cell: Cell | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ActText:
    """A document to check.

    Attributes:
        kind: of act or letter; None: to be told from the text. day: of issue; None likewise.
        is_reading_copy: whether it is a translation that only informs.
    """

    paragraphs: tuple[TextParagraph, ...]
    kind: Kind | None = None
    day: Day | None = None
    is_reading_copy: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not any(each.text.strip() for each in self.paragraphs)

    @classmethod
    def from_text(cls, text: str, kind: Kind | None = None, day: Day | None = None) -> ActText:
        """Read plain text or Markdown: wrapped lines are joined, ``|`` parts the cells of a row."""
        return cls(tuple(_numbered(_of_text(text))), kind, day)

    @classmethod
    def from_read(
        cls, document: ReadDocument, kind: Kind | None = None, day: Day | None = None
    ) -> ActText:
        """Take a file as it was read; its paragraphs keep their order, not their numbers."""
        return cls(tuple(_numbered(map(_of_read, document.paragraphs))), kind, day)

    @classmethod
    def from_document(cls, document: Document) -> ActText:
        """Take a drafted document."""
        return cls(
            tuple(_numbered(_of_document(document))),
            Kind(document.kind) if document.kind in set(Kind) else None,
            document.day,
            document.is_reading_copy,
        )


def _numbered(paragraphs: Iterable[TextParagraph]) -> Iterator[TextParagraph]:
    for number, each in enumerate(paragraphs, 1):
        yield replace(each, number=number, text=unicodedata.normalize("NFC", each.text))


# ------------------------------------------------------------------------------ documents


def _of_document(document: Document) -> Iterator[TextParagraph]:
    yield TextParagraph(0, document.title, heading=1, part=Part.HEADING)
    table = 0
    for portion in document.portions:
        part = portion.part
        if portion.heading:
            yield TextParagraph(0, portion.heading, heading=2, part=part)
        for block in portion.blocks:
            if isinstance(block, Grid):
                yield TextParagraph(0, block.caption, part=part)
                rows = [block.head, *(tuple(map(text_of, row)) for row in block.rows)]
                if block.foot:
                    rows.append(tuple(map(text_of, block.foot)))
                yield from _cells(rows, table, part)
                table += 1
            elif isinstance(block, Listing):
                for item in block.items:
                    yield TextParagraph(0, text_of(item), part=part)
            elif isinstance(block, Chart):
                yield TextParagraph(0, told(block, document.language), part=part)
            else:
                yield TextParagraph(0, text_of(block.spans), part=part)


def _cells(
    rows: Iterable[tuple[str, ...]], table: int, part: Part | None
) -> Iterator[TextParagraph]:
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            yield TextParagraph(0, text, part=part, cell=Cell(table, row, column))


# ------------------------------------------------------------------------------ files


def _of_read(paragraph: ReadParagraph) -> TextParagraph:
    place = paragraph.cell
    return TextParagraph(
        0,
        paragraph.text,
        paragraph.level,
        paragraph.part,
        None if place is None else Cell(place.table - 1, place.row - 1, place.column - 1),
        paragraph.page,
    )


# ------------------------------------------------------------------------------ plain text

_BOLD: Final = re.compile(r"(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1")
_HEADING: Final = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM: Final = re.compile(r"\s*(?:[-–•*]|\d{1,2}[.)]|[a-zõäöü]\))\s+")
_RULE_LINE: Final = re.compile(r"[\s|:_=*–-]+$")
_CELLS: Final = re.compile(r"\s*\|?\s*(.*?)\s*\|?\s*$")
_ENDS: Final = ".:;?!"
_LONG_LINE: Final = 45
_WRAPPED: Final = range(50, 125)
"""How long a line is that was broken because the page was full."""


def _of_text(text: str) -> Iterator[TextParagraph]:
    table, row, held = -1, 0, ""
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        bare = _BOLD.sub(r"\2", line).strip("\ufeff \t\f")
        is_row = "|" in bare and bare.count("|") >= 1
        goes_on = bare and not is_row and not _ITEM.match(bare) and not _HEADING.match(bare)
        if held and goes_on and _is_wrapped(held.rsplit("\n", 1)[-1], bare):
            held = f"{held}\n{bare}"
            continue
        if held:
            yield _line(held)
            held = ""
        if is_row:
            if _RULE_LINE.fullmatch(bare):
                continue
            if row == 0:
                table += 1
            whole = _CELLS.fullmatch(bare)
            inner = bare if whole is None else whole[1]
            cells = tuple(each.strip() for each in inner.split("|"))
            for column, cell in enumerate(cells):
                yield TextParagraph(0, cell, cell=Cell(table, row, column))
            row += 1
            continue
        row = 0
        if bare and not _RULE_LINE.fullmatch(bare):
            held = bare


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a line goes on in the following one; a short line with a capital begins anew."""
    if len(line) not in _WRAPPED or line[-1] in _ENDS:
        return False
    return following[0].islower() or len(following) >= _LONG_LINE or following.endswith(".")


def _line(text: str) -> TextParagraph:
    joined = text.replace("\n", " ")
    heading = _HEADING.match(joined)
    if heading is not None:
        return TextParagraph(0, heading[2], heading=len(heading[1]))
    return TextParagraph(0, joined)
