"""A document as people read it: parts, blocks and spans, without any file format.

One document is written to HTML, DOCX and PDF from the same blocks, and is compared and checked as
data. An amount, a day or a provision in it is a span of its own with the value that it shows, so
that nobody has to read it back out of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from perenou.casework.charts import Chart, told
from perenou.language.grammar import Language
from perenou.rules.types import Cents, Day


class Part(StrEnum):
    """What a part of an act is for; the order is that of the page.

    ``SECTION`` is a part of a paper that is no act, and may stand in it any number of times.
    """

    HEADER = "header"
    ADDRESSEE = "addressee"
    ACCESS = "access"
    HEADING = "heading"
    OPERATIVE = "operative"
    APPLICATION = "application"
    FACTS = "facts"
    CALCULATION = "calculation"
    BASIS = "basis"
    REASONS = "reasons"
    WEIGHING = "weighing"
    HEARING = "hearing"
    DUTIES = "duties"
    CONTEST = "contest"
    SECTION = "section"
    SIGNATURE = "signature"
    ANNEXES = "annexes"


BEFORE_TITLE: Final = frozenset((Part.HEADER, Part.ADDRESSEE, Part.ACCESS))
"""The parts that stand above the title of a page."""

SpanKind: TypeAlias = Literal[
    "text", "strong", "amount", "day", "month", "count", "provision", "name", "gap"
]
"""``gap``: something that an official still has to fill in."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one kind.

    Attributes:
        text: as it is read. value: of an amount in cents, of a day its number, of a count the
            number. provision: the citation in normal form. wording: the day on whose wording a
            provision opens.
    """

    text: str
    kind: SpanKind = "text"
    value: int | None = None
    provision: str = ""
    wording: Day | None = None


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``own``: written by an official, not drafted."""

    spans: Spans
    own: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or with bullets."""

    items: tuple[Spans, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption, which is also its text alternative.

    Attributes:
        head: the headings of the columns. rows: cells by row. foot: cells of a last row of sums.
        numbers: places of the columns that hold figures and stand to the right.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    foot: tuple[Spans, ...] = ()
    numbers: frozenset[int] = frozenset()


Block: TypeAlias = Paragraph | Listing | Grid | Chart


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a document under its heading; without a heading it has none of its own.

    Attributes:
        is_below: whether it is a part of the one before it, with a heading one level lower.
    """

    part: Part
    heading: str
    blocks: tuple[Block, ...]
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What an official must still give before the document can be final."""

    part: Part
    what: str


@dataclass(frozen=True, slots=True)
class Document:
    """An act or a letter.

    Attributes:
        kind: key of its kind. title: its heading. portions: in the order of the page. gaps: what
            is missing; a document with gaps is a draft. day: of issue; None: not yet set.
        is_reading_copy: whether it is a translation that only informs.
    """

    kind: str
    language: Language
    title: str
    day: Day | None
    portions: tuple[Portion, ...]
    gaps: tuple[Gap, ...] = ()
    is_reading_copy: bool = False

    def part(self, part: Part) -> Portion | None:
        """The portion of a part, if the document has it."""
        return next((portion for portion in self.portions if portion.part is part), None)

    @property
    def before_title(self) -> tuple[Portion, ...]:
        """The portions above the title."""
        return tuple(portion for portion in self.portions if portion.part in BEFORE_TITLE)

    @property
    def after_title(self) -> tuple[Portion, ...]:
        """The portions below the title."""
        return tuple(portion for portion in self.portions if portion.part not in BEFORE_TITLE)

    def spans(self) -> Iterator[Span]:
        """Every span, in order of reading."""
        for portion in self.portions:
            for block in portion.blocks:
                yield from spans_of(block)

    @property
    def amounts(self) -> tuple[Cents, ...]:
        """Every amount shown, in order of reading."""
        return tuple(s.value for s in self.spans() if s.kind == "amount" and s.value is not None)


def spans_of(block: Block) -> Iterator[Span]:
    """The spans of a block, in order of reading."""
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item
    elif isinstance(block, Grid):
        for row in (*block.rows, block.foot):
            for cell in row:
                yield from cell


def text_of(spans: Sequence[Span]) -> str:
    """Spans as plain text."""
    return "".join(span.text for span in spans)


def plain(document: Document) -> str:
    """A document as plain text: a line a paragraph, list item or table row."""
    lines: list[str] = []
    for portion in document.before_title:
        lines += _portion(portion, document.language)
    lines += [*([""] if lines else []), document.title]
    for portion in document.after_title:
        lines += _portion(portion, document.language)
    return "\n".join(lines) + "\n"


def _portion(portion: Portion, language: Language) -> Iterator[str]:
    if portion.heading:
        yield ""
        yield portion.heading
    for block in portion.blocks:
        yield from lines_of(block, language)


def lines_of(block: Block, language: Language) -> Iterator[str]:
    """A block as plain text: a line a paragraph, list item, table row or chart."""
    if isinstance(block, Paragraph):
        yield text_of(block.spans)
    elif isinstance(block, Listing):
        for number, item in enumerate(block.items, 1):
            yield f"{number}. {text_of(item)}" if block.numbered else f"– {text_of(item)}"
    elif isinstance(block, Chart):
        yield told(block, language)
    else:
        yield block.caption
        yield " | ".join(block.head)
        for row in (*block.rows, *filter(None, [block.foot])):
            yield " | ".join(text_of(cell) for cell in row)
