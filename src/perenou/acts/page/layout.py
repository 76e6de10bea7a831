"""What every writer decides alike: where lines may not break, where links lead, widths of columns.

Sizes are in points and colours those of the design system, so that the same act is the same page in
every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeVar

from perenou.acts.document import (
    Block,
    Document,
    Grid,
    Listing,
    Paragraph,
    Part,
    Portion,
    Span,
    text_of,
)
from perenou.casework.charts import Chart
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.statutes.words import clean as without_unseen

LOCALES: Final[dict[Language, str]] = {"et": "et-EE", "en": "en-GB", "ru": "ru-RU"}
"""By language: how files name it together with its country."""

BLUE: Final = "004277"
GAP: Final = "FFF2E6"
LINE: Final = "D2D3D8"
GREY: Final = "5D6071"
HEAD: Final = "F0F0F2"

NO_BREAK: Final = "\u00a0"
"""A space at which no line ends."""

_WHOLE: Final = frozenset(("amount", "day", "month", "count", "provision"))
_LONGEST_WHOLE: Final = 32
"""A longer stretch, such as a spell of days, has to break somewhere."""

_BOUND: Final = re.compile(r"(?<=§) |(?<=\d\.) | (?=\d)| (?=(?:lg|p) \d)")
"""Spaces at which even a long stretch does not break: ``1. oktoobrist 2026``, ``§ 17 lg 1``."""

_LONGEST_EDGE: Final = 70

_UNWRITABLE: Final = re.compile("[\t\n\r\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What a file cannot hold, or would take for a new line."""

_LEAST_WIDTH: Final = 4
_MOST_WIDTH: Final = 36
_BOLD: Final = 1.2
"""How much wider bold letters are."""

_EDGES: Final = 3
"""Room on both sides of a cell's text."""

_ROOM: Final = 88
"""Letters that a line of the page has room for."""

_FINE: Final = 100
"""Parts of a letter in which columns are told that share a page."""


T = TypeVar("T")


def words() -> Catalogue:
    """The few words that a page has beside the document's own."""
    return Catalogue.load("perenou.acts.page", "texts")


def status(document: Document) -> str:
    """What the page says above the text of a draft; empty for what can be signed."""
    return words().text("page.draft", document.language) if document.gaps else ""


def running(document: Document) -> str:
    """The same for every further page, where it also says that a reading copy is one."""
    is_copy = document.is_reading_copy and not document.gaps
    return words().text("page.copy", document.language) if is_copy else status(document)


def edge(document: Document) -> str:
    """The title as it stands at the foot of every further page, cut after a word if it is long."""
    title = clean(document.title)
    if len(title) <= _LONGEST_EDGE:
        return title
    return title[:_LONGEST_EDGE].rsplit(" ", 1)[0] + " …"


def shown(span: Span) -> str:
    """The text of a span, its spaces such that a figure stays on one line with what it counts."""
    text = clean(span.text)
    if span.kind not in _WHOLE:
        return text
    if len(text) <= _LONGEST_WHOLE:
        return text.replace(" ", NO_BREAK)
    return _BOUND.sub(NO_BREAK, text)


def clean(text: str) -> str:
    """A text without characters that nobody sees, and a space for what no file can hold.

    Unseen characters could turn the figures of an amount around.
    """
    return _UNWRITABLE.sub(" ", without_unseen(text))


def link(span: Span) -> str | None:
    """The address that opens the provision of a span, as it was worded on its day."""
    if not span.provision:
        return None
    citation = Citation.parse(span.provision)
    return citation.link if span.wording is None else citation.link_on(span.wording)


def widths(grid: Grid) -> tuple[int, ...]:
    """How wide the columns of a table are in proportion to each other.

    A column is at least as wide as its longest stretch without a break, and no wider than a text
    needs that may run over several lines. Where the page is narrower than that, texts give way.
    """
    columns = [_width(grid, at) for at in range(len(grid.head))]
    least, wanted = (sum(each) for each in zip(*columns, strict=True))
    if not least < _ROOM < wanted:
        return tuple(wish for _, wish in columns)
    return tuple(
        round(_FINE * (few + (wish - few) * (_ROOM - least) / (wanted - least)))
        for few, wish in columns
    )


def _width(grid: Grid, at: int) -> tuple[int, int]:
    """How many letters a column takes at least, and how many it would like to have."""
    cells = ["".join(map(shown, row[at])) for row in grid.rows]
    bold = [clean(grid.head[at]), *("".join(map(shown, cell)) for cell in grid.foot[at : at + 1])]
    longest = max(map(len, cells), default=0)
    unbroken = max((len(word) for cell in cells for word in cell.split(" ")), default=0)
    heavy = max(len(word) for cell in bold for word in cell.split(" "))
    least = max(_LEAST_WIDTH, unbroken, round(heavy * _BOLD))
    return least + _EDGES, max(least, min(longest, _MOST_WIDTH)) + _EDGES


def check(grid: Grid) -> None:
    """See that every row has a cell for every column.

    Raises:
        ValueError: a row is longer or shorter than the head, naming the table and the row.
    """
    for number, row in enumerate((*grid.rows, *filter(None, [grid.foot])), 1):
        if len(row) != len(grid.head):
            raise ValueError(
                f"{grid.caption}: row {number} has {len(row)} cells, the head {len(grid.head)}: "
                f"{' | '.join(text_of(cell) for cell in row)}"
            )


def leads(portions: Sequence[Portion]) -> list[list[bool]]:
    """Of each block of each part, whether no page may part it from the next one.

    A paragraph stays with the list or table that it leads in, and the last block of the text with
    the signature, which stays whole.
    """
    return [
        [
            _leads(block, next_block, portion, next_portion)
            for block, next_block in _pairs(portion.blocks)
        ]
        for portion, next_portion in _pairs(portions)
    ]


def _pairs(things: Sequence[T]) -> zip[tuple[T, T | None]]:
    """Each with the one behind it."""
    return zip(things, (*things[1:], None), strict=False)


def _leads(block: Block, behind: Block | None, portion: Portion, following: Portion | None) -> bool:
    if behind is None:
        return following is not None and following.part is Part.SIGNATURE
    if portion.part is Part.SIGNATURE:
        return True
    return isinstance(block, Paragraph) and isinstance(behind, (Listing, Grid, Chart))
