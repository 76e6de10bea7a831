"""DOCX as paragraphs: body, then headers, footers and notes; macros are refused.

Only the package's own parts are read; an address that it names is never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from perenou.acts.document import Part
from perenou.acts.read.document import (
    Cell,
    Metadata,
    ReadComment,
    ReadDocument,
    ReadParagraph,
    Where,
)
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.package import Package
from perenou.acts.read.word_kinds import Kinds
from perenou.acts.read.word_text import W, paragraphs, piece_text, runs, text
from perenou.acts.read.xml_tree import Element
from perenou.acts.write_docx import BOOKMARK

BODY: Final = "word/document.xml"
_MACROS: Final = re.compile(r"(^|/)vba(Project|Data)[^/]*$", re.IGNORECASE)
_MACRO_TYPE: Final = b"macroEnabled"
_FURTHER: Final[tuple[tuple[re.Pattern[str], Where], ...]] = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/footnotes\.xml"), "footnote"),
    (re.compile(r"word/endnotes\.xml"), "endnote"),
)
_BREAK: Final = f"{W}lastRenderedPageBreak"
_CHANGES: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_DUBLIN: Final = "http://purl.org/dc"


def read_docx(content: bytes, name: str) -> ReadDocument:
    """Read a file.

    Raises:
        RefusedDocumentError: broken, protected, with macros, or too large to be a document.
    """
    package = checked(content, name)
    body = package.xml(BODY)
    if body is None:
        raise RefusedDocumentError("broken", name)
    kinds = Kinds(package.xml("word/styles.xml"), package.xml("word/numbering.xml"))
    found = list(_paragraphs(body, "body", kinds))
    for pattern, where in _FURTHER:
        for part in sorted(filter(pattern.fullmatch, package.names)):
            further = package.xml(part)
            if further is not None:
                found += _paragraphs(further, where, kinds, len(found))
    return ReadDocument(
        name,
        "docx",
        tuple(paragraph for paragraph in found if paragraph.text.strip()),
        _metadata(package.xml("docProps/core.xml")),
        tuple(_comments(body, package.xml("word/comments.xml"))),
        sum(1 for tag in _CHANGES for _ in body.iter(tag)),
        max((paragraph.page or 0 for paragraph in found), default=0) or None,
    )


def checked(content: bytes, name: str) -> Package:
    """The package of a file, after a look whether it may be opened at all.

    Raises:
        RefusedDocumentError: as for ``read_docx``.
    """
    package = Package(content, name)
    types = package.read("[Content_Types].xml") or b""
    if _MACRO_TYPE in types or any(_MACROS.search(part) for part in package.names):
        raise RefusedDocumentError("macros", name)
    return package


def _paragraphs(
    container: Element, where: Where, kinds: Kinds, counted: int = 0
) -> Iterator[ReadParagraph]:
    """The paragraphs of one part of the package, the empty ones too, numbered on from others."""
    cells = dict(_cells(container))
    pages = _Pages(container)
    part: Part | None = None
    for number, paragraph in enumerate(paragraphs(container), counted + 1):
        part = _part(paragraph) or part
        yield ReadParagraph(
            number,
            text(paragraph),
            where,
            pages.of(paragraph),
            kinds.level(paragraph),
            kinds.listed(paragraph),
            cells.get(paragraph),
            part if where == "body" else None,
            kinds.is_own(paragraph),
        )


class _Pages:
    """Counts pages by the marks that Word left where it last broke them; without any, unknown."""

    def __init__(self, container: Element) -> None:
        self._page = 1 if container.find(f".//{_BREAK}") is not None else None

    def of(self, paragraph: Element) -> int | None:
        """The page on which a paragraph begins; to be asked in order."""
        if self._page is None:
            return None
        begins = self._page
        has_text = False
        for run in runs(paragraph):
            for piece in run:
                if piece.tag == _BREAK:
                    self._page += 1
                    begins += not has_text
                has_text = has_text or bool(piece_text(piece))
        return begins


def _cells(container: Element) -> Iterator[tuple[Element, Cell]]:
    """By paragraph of a table: its cell; of tables inside each other, the inner one."""
    for number, table in enumerate(container.iter(f"{W}tbl"), 1):
        for at, row in enumerate(table.iterfind(f"{W}tr"), 1):
            is_head = row.find(f"{W}trPr/{W}tblHeader") is not None
            for column, cell in enumerate(row.iterfind(f"{W}tc"), 1):
                for paragraph in cell.iter(f"{W}p"):
                    yield paragraph, Cell(number, at, column, is_head)


def _part(paragraph: Element) -> Part | None:
    """The part of an act that begins at a paragraph."""
    for mark in paragraph.iter(f"{W}bookmarkStart"):
        name = mark.get(f"{W}name", "")
        found = name.removeprefix(BOOKMARK).rstrip("0123456789").rstrip("_")
        if name.startswith(BOOKMARK) and found in set(Part):
            return Part(found)
    return None


def _comments(body: Element, comments: Element | None) -> Iterator[ReadComment]:
    if comments is None:
        return
    begins: dict[str, int] = {}
    for number, paragraph in enumerate(paragraphs(body), 1):
        for tag in (f"{W}commentRangeStart", f"{W}commentReference"):
            for mark in paragraph.iter(tag):
                begins.setdefault(mark.get(f"{W}id", ""), number)
    for comment in comments.iter(f"{W}comment"):
        said = "\n".join(text(paragraph) for paragraph in paragraphs(comment))
        yield ReadComment(
            begins.get(comment.get(f"{W}id", "")), comment.get(f"{W}author", ""), said
        )


def _metadata(core: Element | None) -> Metadata:
    if core is None:
        return Metadata()

    def told(space: str, name: str) -> str:
        return (core.findtext(f"{{{space}}}{name}") or "").strip()

    return Metadata(
        told(f"{_DUBLIN}/elements/1.1/", "title"),
        told(f"{_DUBLIN}/elements/1.1/", "creator"),
        told(f"{_DUBLIN}/elements/1.1/", "language"),
        told(f"{_DUBLIN}/terms/", "created"),
        told(f"{_DUBLIN}/terms/", "modified"),
    )
