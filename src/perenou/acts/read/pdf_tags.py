"""The paragraphs of a tagged PDF: its tree of structure, with the text of each marked stretch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.acts.read.document import Cell, ListKind, ReadParagraph
from perenou.acts.read.pages import Line, item, one_line
from perenou.statutes.words import superscript

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject, PdfObject

Stretch: TypeAlias = tuple[int, int]
"""A marked stretch of a page: the page from 0, and its mark."""

_BLOCKS: Final = frozenset(
    (
        *("P", "Title", "Caption", "LI", "LBody", "TH", "TD", "BlockQuote", "Note", "TOCI", "L"),
        *("Sect", "Div", "Part", "Art", "Document", "Table", "THead", "TBody", "TFoot", "TR"),
        *("Figure", "Formula", "Index", "TOC", "FENote", "Aside"),
    )
)
_HEADING: Final = re.compile("H([1-6])?")
_DECORATION: Final = -1
"""The mark of what stands on a page but is no part of the text, such as page numbers."""

_RAISED_SIZE: Final = 0.8
_RAISED_BY: Final = 0.15
"""A figure is raised if it is so much smaller than the letters before it and so much higher, in
their size; ``§ 21¹`` must not become another section."""

_MOST_DEPTH: Final = 100
_MOST_ELEMENTS: Final = 300_000


class _CannotTellError(Exception):
    """The marks of the file do not say which text is whose."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page, and the text of its marked stretches by mark.

    ``is_whole``: whether all text that is no decoration stands in marked stretches.
    """

    lines: tuple[Line, ...]
    marked: dict[int, str]
    is_whole: bool


def page_text(page: PageObject, count: Callable[[], None]) -> PageText:
    """Read a page. ``count``: called for each command that draws, to stop at too many."""
    from pypdf.generic import DictionaryObject, NameObject

    texts: dict[int, str] = {}
    marks: list[int | None] = []
    lines = _Lines()
    is_inside_text = False
    is_whole = True
    resources = _resolved(page.get("/Resources"))
    named = resources.get("/Properties") if isinstance(resources, DictionaryObject) else None
    named = _resolved(named)

    def begin(operator: object, operands: Sequence[object], *_: object) -> None:
        nonlocal is_inside_text, is_whole
        count()
        if operator in (b"BT", b"ET"):
            is_inside_text = operator == b"BT"
        elif operator in (b"BDC", b"BMC"):
            properties: object = operands[1] if len(operands) > 1 else None
            if isinstance(properties, NameObject) and isinstance(named, DictionaryObject):
                properties = _resolved(named.get(properties))
            mark: object = None
            if isinstance(properties, DictionaryObject):
                mark = properties.get("/MCID")
            if operands and operands[0] == "/Artifact":
                mark = _DECORATION
            if isinstance(mark, int) and is_inside_text:
                # The text comes only when its object ends, when the marks are already past.
                is_whole = False
            marks.append(int(mark) if isinstance(mark, int) else None)
        elif operator == b"EMC" and marks:
            marks.pop()

    def take(
        text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float
    ) -> None:
        del font
        nonlocal is_whole
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        size *= abs(inner[3] * outer[3]) or 1.0
        text = lines.take(text, height, size)
        mark = next((mark for mark in reversed(marks) if mark is not None), None)
        if mark is not None:
            texts[mark] = texts.get(mark, "") + text
        elif text.strip():
            is_whole = False

    page.extract_text(visitor_operand_before=begin, visitor_text=take)
    texts.pop(_DECORATION, None)
    return PageText(lines.ended(), texts, is_whole)


class _Lines:
    """Puts lines together from pieces of text, whose breaks are their own or stand between them."""

    def __init__(self) -> None:
        self._done: list[Line] = []
        self._text = ""
        self._first = self._base = (0.0, 0.0)

    def take(self, text: str, height: float, size: float) -> str:
        """Add a piece; it comes back with its figures raised if it stands raised."""
        if self._text.strip() and text.strip().isdecimal():
            is_small = size < _RAISED_SIZE * self._base[1]
            if is_small and height - self._base[0] > _RAISED_BY * self._base[1]:
                self._text += superscript(text)
                return superscript(text)
        for at, piece in enumerate(text.split("\n")):
            if at:
                self._end()
            if piece.strip():
                self._base = height, size
                if not self._text.strip():
                    self._first = height, size
            self._text += piece
        return text

    def ended(self) -> tuple[Line, ...]:
        self._end()
        return tuple(self._done)

    def _end(self) -> None:
        text = mended(self._text).strip(" \t\r")
        if text.strip():
            self._done.append(Line(text, *self._first))
        self._text = ""


def mended(text: str) -> str:
    """A text without the spaces that stand in it only because its pieces stood apart."""
    text = re.sub(" *\u00a0 *", "\u00a0", text)
    return re.sub(r" +(?=[,.;:!?)](?:\s|$))", "", text)


def tagged(reader: PdfReader, pages: Sequence[PageText]) -> tuple[ReadParagraph, ...]:
    """The paragraphs; none if the file has no tags or its tags do not hold its whole text."""
    from pypdf.generic import DictionaryObject

    root = _resolved(reader.root_object.get("/StructTreeRoot"))
    if not isinstance(root, DictionaryObject) or not all(page.is_whole for page in pages):
        return ()
    roles = _resolved(root.get("/RoleMap"))
    walk = _Walk(
        {(at, mark): said for at, page in enumerate(pages) for mark, said in page.marked.items()},
        {
            page.indirect_reference.idnum: at
            for at, page in enumerate(reader.pages)
            if page.indirect_reference is not None
        },
        {str(own): str(tag) for own, tag in roles.items()}
        if isinstance(roles, DictionaryObject)
        else {},
    )
    try:
        walk.children(root, None, 0)
    except _CannotTellError:
        return ()
    walk.end()
    if any(text.strip() for place, text in walk.texts.items() if place not in walk.seen):
        return ()
    return tuple(replace(each, number=number) for number, each in enumerate(walk.found, 1))


@dataclass(slots=True)
class _Walk:
    """Goes through the tree in order of reading and ends a paragraph at each block."""

    texts: dict[Stretch, str]
    pages: dict[int, int]
    roles: dict[str, str]
    found: list[ReadParagraph] = field(default_factory=list)
    seen: set[Stretch] = field(default_factory=set)
    _text: str = ""
    _page: int | None = None
    _level: int = 0
    _listed: ListKind | None = None
    _cell: Cell | None = None
    _tables: int = 0
    _rows: list[list[int]] = field(default_factory=list)
    _elements: int = 0

    def children(self, element: DictionaryObject, page: int | None, depth: int) -> None:
        """What an element holds: marked stretches of a page, and further elements."""
        from pypdf.generic import DictionaryObject

        self._elements += 1
        if depth > _MOST_DEPTH or self._elements > _MOST_ELEMENTS:
            raise _CannotTellError
        page = self._page_of(element, page)
        for child in _listed(element.get("/K")):
            if isinstance(child, int):
                self._take(page, int(child))
            elif isinstance(child, DictionaryObject):
                kind = str(child.get("/Type", ""))
                if kind == "/MCR":
                    if "/Stm" in child:
                        raise _CannotTellError
                    mark = child.get("/MCID")
                    if isinstance(mark, int):
                        self._take(self._page_of(child, page), int(mark))
                elif kind != "/OBJR":
                    self._element(child, page, depth + 1)

    def _element(self, element: DictionaryObject, page: int | None, depth: int) -> None:
        tag = self._tag(element)
        heading = _HEADING.fullmatch(tag)
        if tag == "Lbl" and self._listed is not None:
            before, self._text = self._text, ""
            self.children(element, page, depth)
            self._listed = "numbers" if any(map(str.isalnum, self._text)) else "bullets"
            self._text = before
            return
        if not heading and tag not in _BLOCKS:
            self.children(element, page, depth)
            return
        self.end()
        kept = self._level, self._listed, self._cell
        if heading or tag == "Title":
            self._level = int(heading[1] or 1) if heading else 1
        elif tag == "LI":
            self._listed = "bullets"
        elif tag == "Table":
            self._tables += 1
            self._rows.append([self._tables, 0, 0])
        elif tag == "TR" and self._rows:
            self._rows[-1][1] += 1
            self._rows[-1][2] = 0
        elif tag in ("TH", "TD") and self._rows:
            self._rows[-1][2] += 1
            table, row, column = self._rows[-1]
            self._cell = Cell(table, row, column, tag == "TH")
        self.children(element, page, depth)
        self.end()
        if tag == "Table":
            self._rows.pop()
        if tag != "LBody":
            self._level, self._listed, self._cell = kept

    def _tag(self, element: DictionaryObject) -> str:
        """The standard tag behind a file's own."""
        tag = str(element.get("/S", ""))
        for _ in range(10):
            if tag not in self.roles:
                break
            tag = self.roles[tag]
        return tag.removeprefix("/")

    def _page_of(self, element: DictionaryObject, page: int | None) -> int | None:
        if "/Pg" not in element:
            return page
        return self.pages.get(getattr(element.raw_get("/Pg"), "idnum", -1), page)

    def _take(self, page: int | None, mark: int) -> None:
        if page is None:
            raise _CannotTellError
        text = self.texts.get((page, mark))
        if text is None or (page, mark) in self.seen:
            return
        self.seen.add((page, mark))
        if self._page is None:
            self._page = page
        self._text += text

    def end(self) -> None:
        """End the paragraph that was gathered."""
        text = one_line(mended(self._text))
        if self._listed:
            # Many programs write the mark of an item into its text.
            text, kind = item(text)
            self._listed = kind or self._listed
        if text:
            page = None if self._page is None else self._page + 1
            self.found.append(
                ReadParagraph(
                    0, text, page=page, level=self._level, listed=self._listed, cell=self._cell
                )
            )
        self._text = ""
        self._page = None


def _resolved(value: PdfObject | None) -> PdfObject | None:
    return None if value is None else value.get_object()


def _listed(kids: PdfObject | None) -> Iterable[object]:
    """The children of an element, of which a single one stands without a list."""
    from pypdf.generic import ArrayObject

    kids = _resolved(kids)
    return [_resolved(kid) for kid in kids] if isinstance(kids, ArrayObject) else [kids]
