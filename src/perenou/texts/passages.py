"""A document as passages that each say something: sentences and rows of tables, with what is above.

A list item or short paragraph often leaves to its heading, or to the line that leads in the list,
what it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from perenou.acts.check.text import TextParagraph
from perenou.acts.check.view import Act, Place
from perenou.language.sentences import sentences

_BETWEEN: Final = " | "
_LEADS: Final = re.compile(r":\s*$")


@dataclass(frozen=True)
class Passage:
    """Something that is said in one piece.

    Attributes:
        text: a sentence, or the cells of a row with bars between. starts, pieces: where in it which
            paragraph begins. above: the line that leads it in, then headings from the nearest on.
        cells: texts of the cells; empty for a sentence. head: cells of the row of headings.
    """

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Place, ...]
    above: tuple[str, ...]
    cells: tuple[str, ...] = ()
    head: tuple[str, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Where characters of the passage stand in the document; they lie in one paragraph."""
        at = bisect_right(self.starts, start) - 1
        piece, offset = self.pieces[at], start - self.starts[at]
        first = piece.start + offset
        return Place(piece.paragraph, first, min(first + end - start, piece.end))


def passages(act: Act) -> Iterator[Passage]:
    """Every sentence, heading and row, in order."""
    headings: list[tuple[int, str]] = []
    lead = ""
    row: list[TextParagraph] = []
    head: tuple[str, ...] = ()
    for each in (*act.paragraphs, None):
        cell = None if each is None else each.cell
        if row and (cell is None or row[0].cell is None or _row(row[0]) != _row(each)):
            made = _of_row(row, _above(lead, headings), head)
            if row[0].cell is not None and row[0].cell.row == 0:
                head = made.cells
            yield made
            row = []
        if each is None:
            return
        if cell is not None:
            row.append(each)
            continue
        head = ()
        if each.heading:
            while headings and headings[-1][0] >= each.heading:
                headings.pop()
            above = _above("", headings)
            headings.append((each.heading, each.text))
            lead = ""
        else:
            above = _above(lead, headings)
            if _LEADS.search(each.text):
                lead, above = each.text, _above("", headings)
        before = ""
        for start, end in sentences(each.text):
            text = each.text[start:end]
            place = Place(each.number, start, end)
            yield Passage(text, (0,), (place,), (*((before,) if before else ()), *above))
            before = text


def _row(paragraph: TextParagraph | None) -> tuple[int, int] | None:
    cell = None if paragraph is None else paragraph.cell
    return None if cell is None else (cell.table, cell.row)


def _above(lead: str, headings: list[tuple[int, str]]) -> tuple[str, ...]:
    return (*((lead,) if lead else ()), *(text for _, text in reversed(headings)))


def _of_row(row: list[TextParagraph], above: tuple[str, ...], head: tuple[str, ...]) -> Passage:
    text, starts, pieces = "", [], []
    for each in row:
        if text:
            text += _BETWEEN
        starts.append(len(text))
        pieces.append(Place(each.number, 0, len(each.text)))
        text += each.text
    cells = tuple(each.text for each in row)
    return Passage(text, tuple(starts), tuple(pieces), above, cells, head)
