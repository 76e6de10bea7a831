"""HTML as paragraphs: what stands in ``main``, or else in the page without its menus.

No script is run, and what the page hides is not read.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from perenou.acts.document import Part
from perenou.acts.read.document import (
    Cell,
    ListKind,
    Metadata,
    ReadDocument,
    ReadParagraph,
)
from perenou.acts.read.read_text import decoded
from perenou.statutes.words import only_tags, superscript

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_OLD: Final = frozenset(
    ("windows-1252", "windows-1257", "windows-1251", "iso-8859-1", "iso-8859-15", "iso-8859-13")
)
"""Encodings of one byte a character that pages in Estonian, English and Russian were written in."""

_SILENT: Final = frozenset(
    ("script", "style", "template", "noscript", "title", "svg", "nav", "select", "button")
)
_EMPTY: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
"""Elements that nothing ends."""

_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)

_CELLS: Final = frozenset({"td", "th", "tr", "thead", "tbody", "tfoot"})
_ENDED_BY: Final = {
    "p": _BLOCKS, "li": frozenset({"li"}), "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}), "td": _CELLS, "th": _CELLS, "tr": _CELLS - {"td", "th"},
}  # fmt: skip
"""Elements that need no end tag, with those whose beginning ends them."""

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")


def read_html(content: bytes, name: str) -> ReadDocument:
    """Read a page.

    Raises:
        RefusedDocumentError: the encoding is unknown.
    """
    declared = _CHARSET.search(content[:4096])
    charset = declared[1].decode("ascii").lower() if declared else ""
    is_old = charset in _OLD
    text = content.decode(charset, errors="replace") if is_old else decoded(content, name)
    page = _Page(has_main=re.search(r"<main[\s>]", text, re.IGNORECASE) is not None)
    page.feed(only_tags(text))
    page.close()
    page.end()
    return ReadDocument(
        name,
        "html",
        tuple(page.found),
        Metadata(page.title.strip(), page.author, page.language),
    )


class _Page(HTMLParser):
    """Gathers paragraphs; every block ends the one before it."""

    def __init__(self, *, has_main: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[ReadParagraph] = []
        self.title = self.author = self.language = ""
        self._is_on = not has_main
        self._has_main = has_main
        self._silent: list[str] = []
        self._hidden: list[str] = []
        """Elements that are open from the outermost hidden one on."""
        self._text = ""
        self._raised = 0
        self._level = 0
        self._lists: list[ListKind] = []
        self._item: ListKind | None = None
        self._tables = 0
        self._open: list[list[int]] = []
        self._cell: Cell | None = None
        self._is_head = False
        self._own = False
        self._part: Part | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what the tag begins."""
        told = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = told.get("lang", "")
        elif tag == "meta" and told.get("name", "").casefold() in ("author", "dc.creator"):
            self.author = told.get("content", "")
        while self._hidden and tag in _ENDED_BY.get(self._hidden[-1], ()):
            self._hidden.pop()
        if tag in _SILENT:
            self._silent.append(tag)
        elif self._hidden or "hidden" in told or _HIDDEN.search(told.get("style", "")):
            if tag not in _EMPTY:
                self._hidden.append(tag)
        if tag == "main":
            self._is_on = True
        if tag == "br":
            self._text += "\n"
        elif tag == "sup":
            self._raised += 1
        if tag not in _BLOCKS:
            return
        self.end()
        self._part = next((part for part in Part if part == told.get("data-part")), self._part)
        if re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1])
        elif tag in ("ul", "ol"):
            self._lists.append("numbers" if tag == "ol" else "bullets")
        elif tag == "li":
            self._item = self._lists[-1] if self._lists else "bullets"
        elif tag == "p":
            self._own = "data-own" in told
        else:
            self._table(tag)

    def _table(self, tag: str) -> None:
        if tag == "table":
            self._tables += 1
            self._open.append([self._tables, 0, 0])
        elif tag in ("thead", "tbody", "tfoot"):
            self._is_head = tag == "thead"
        elif tag == "tr" and self._open:
            self._open[-1][1] += 1
            self._open[-1][2] = 0
        elif tag in ("td", "th") and self._open:
            self._open[-1][2] += 1
            table, row, column = self._open[-1]
            self._cell = Cell(table, row, column, self._is_head)

    def handle_endtag(self, tag: str) -> None:
        """End what the tag ends."""
        if tag in _SILENT and tag in self._silent:
            self._silent.remove(tag)
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass
        elif self._hidden and self._hidden[0] in _ENDED_BY and tag in _BLOCKS:
            self._hidden.clear()  # what it stood in ends
        if tag == "sup":
            self._raised = max(0, self._raised - 1)
        if tag not in _BLOCKS:
            return
        self.end()
        if re.fullmatch("h[1-6]", tag):
            self._level = 0
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._item = self._lists[-1] if self._lists else None
        elif tag == "li":
            self._item = None
        elif tag == "p":
            self._own = False
        elif tag == "section":
            self._part = None
        elif tag == "main":
            self._is_on = not self._has_main
        elif tag == "thead":
            self._is_head = False
        elif tag in ("td", "th"):
            self._cell = None
        elif tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if self._silent:
            self.title += data if self._silent[-1] == "title" else ""
        elif self._is_on and not self._hidden:
            said = _SPACE.sub(" ", data)
            self._text += superscript(said) if self._raised else said

    def end(self) -> None:
        """End the paragraph that was gathered."""
        lines = (re.sub(" {2,}", " ", line).strip(" ") for line in self._text.split("\n"))
        text = "\n".join(lines).strip("\n")
        self._text = ""
        if text.strip():
            self.found.append(
                ReadParagraph(
                    len(self.found) + 1,
                    text,
                    level=self._level,
                    listed=self._item,
                    cell=self._cell,
                    part=self._part,
                    own=self._own,
                )
            )
