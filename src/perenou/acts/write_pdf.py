"""A document as PDF: tagged, for the archive (PDF/A-2a) and for screen readers (PDF/UA-1).

Typst holds to both standards or refuses to write. The document goes to it as data, never as Typst's
own markup, so that nothing in a text can be taken for a command. Only the fonts that Typst brings
are used; the same document gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.acts.document import Block, Document, Grid, Listing, Paragraph, Portion, Span, Spans
from perenou.acts.page.errors import UnwritableTextError, need
from perenou.acts.page.layout import (
    LOCALES,
    check,
    clean,
    edge,
    leads,
    link,
    running,
    shown,
    status,
    widths,
    words,
)
from perenou.casework.charts import Chart, drawn, words_of
from perenou.casework.picture import as_file
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from typst import Fonts

Data: TypeAlias = "str | int | Sequence[Data] | dict[str, Data] | None"

_UNWRITABLE: Final = re.compile(r'(?:the text|the codepoint) `"(.+?)"`')
"""How Typst says that no font has a letter, or that the archive's standard forbids it."""

_NO_DAY: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Creation time of a document that has no day yet: the clock would make each file another one."""


def as_pdf(document: Document) -> bytes:
    """The whole file.

    Raises:
        MissingLibraryError: ``typst`` is not installed.
        UnwritableTextError: the fonts do not have a letter of the text.
        ValueError: a row of a table does not fit its head, or a span holds no citation.
    """
    need("typst")
    import typst

    compiler = typst.Compiler(_template(), font_paths=_fonts())
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"document": json.dumps(_document(document), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=_day(document.day),
        )
    except typst.TypstError as refused:
        letters = _UNWRITABLE.search(refused.message)
        if letters is None:
            raise
        raise UnwritableTextError(letters[1]) from None
    if not isinstance(made, bytes):
        raise TypeError("typst gives a PDF as one piece of bytes")
    return made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("perenou.acts.page").joinpath("letter.typ").read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)


def _day(day: int | None) -> datetime:
    if day is None:
        return _NO_DAY
    found = date.fromordinal(day)
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


def _document(document: Document) -> dict[str, Data]:
    day = None if document.day is None else date.fromordinal(document.day)
    language, _, region = LOCALES[document.language].partition("-")
    return {
        "title": clean(document.title),
        "lang": language,
        "region": region,
        "day": None if day is None else {"year": day.year, "month": day.month, "day": day.day},
        "status": status(document),
        "running": running(document),
        "edge": edge(document),
        "number": words().text("page.number", document.language, page="{page}", pages="{pages}"),
        "before": _portions(document.before_title, document.language),
        "after": _portions(document.after_title, document.language),
    }


def _portions(portions: Sequence[Portion], language: Language) -> list[Data]:
    return [
        _portion(each, kept, language) for each, kept in zip(portions, leads(portions), strict=True)
    ]


def _portion(portion: Portion, kept: Sequence[bool], language: Language) -> dict[str, Data]:
    """A part; ``kept``: of each block, whether it stays with the next one."""
    return {
        "part": portion.part.value,
        "heading": clean(portion.heading),
        "level": 3 if portion.is_below else 2,
        "blocks": [
            _block(block, language, is_lead=is_lead)
            for block, is_lead in zip(portion.blocks, kept, strict=True)
        ],
    }


def _block(block: Block, language: Language, *, is_lead: bool) -> dict[str, Data]:
    return {"leads": is_lead, **_told(block, language)}


def _told(block: Block, language: Language) -> dict[str, Data]:
    if isinstance(block, Paragraph):
        return {"sort": "paragraph", "spans": _spans(block.spans)}
    if isinstance(block, Listing):
        return {"sort": "numbers" if block.numbered else "bullets", "items": _cells(block.items)}
    if isinstance(block, Chart):
        picture = drawn(block, language)
        return {
            "sort": "chart",
            "picture": as_file(picture),
            "words": clean(words_of(picture)),
        }
    return _table(block)


def _table(grid: Grid) -> dict[str, Data]:
    check(grid)
    return {
        "sort": "table",
        "caption": clean(grid.caption),
        "head": [clean(name) for name in grid.head],
        "rows": [_cells(row) for row in grid.rows],
        "foot": _cells(grid.foot),
        "numbers": sorted(grid.numbers),
        "widths": list(widths(grid)),
    }


def _cells(cells: Sequence[Spans]) -> list[Data]:
    """Cells or items; each is a mapping, because lists in lists would run together."""
    return [{"spans": _spans(cell)} for cell in cells]


def _spans(spans: Spans) -> list[Data]:
    return [_span(span) for span in spans]


def _span(span: Span) -> dict[str, Data]:
    return {"text": shown(span), "kind": span.kind, "link": link(span)}
