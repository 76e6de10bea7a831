"""The words of an act: pieces joined as they read, HTML as plain lines, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

from perenou.language.month_stems import MONTH_STEMS
from perenou.statutes.address import raised

_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_CLOSING: Final = ".,;:!?)]}»”’…%"
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_CELL: Final = "\ue000"
"""Parts the cells of a row while lines are put right; a character that no text has."""

_RUN: Final = re.compile(r"[ \t\r\f\v]+")
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
        *("section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_CELLS: Final = frozenset(("td", "th"))
_SILENT: Final = frozenset(("script", "style", "title", "template", "noscript"))


def superscript(text: str) -> str:
    """What stood raised: figures as superscripts, so that ``§ 2¹`` and ``§ 21`` differ."""
    return raised(text)


def subscript(text: str) -> str:
    """What stood lowered: figures as subscripts."""
    return text.translate(_LOWERED)


def joined(pieces: Iterable[str]) -> str:
    """Pieces in order; a space only where both sides have none and no punctuation follows."""
    text = ""
    for piece in pieces:
        if (
            text
            and piece
            and not text[-1].isspace()
            and not piece[0].isspace()
            and piece[0] not in _CLOSING
            and text[-1] not in "(["
        ):
            text += " "
        text += piece
    return text


def clean(text: str) -> str:
    """A text without the characters that nobody sees, which could steer a terminal."""
    return _UNSEEN.sub("", text)


def tidy(text: str) -> str:
    """Lines without runs of spaces and without control characters; other spaces stay."""
    lines = (_RUN.sub(" ", line).strip(" ") for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line.strip())


class Plain(HTMLParser):
    """HTML as plain lines: blocks and rows begin a line, cells are parted by `` | ``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0
        self._raised = 0
        self._lowered = 0
        self._has_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a cell, raised or lowered words."""
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif tag == "sup":
            self._raised += 1
        elif tag == "sub":
            self._lowered += 1
        elif tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")
            if tag == "tr":
                self._has_cell = False
        elif tag in _CELLS:
            if self._has_cell:
                self.pieces.append(f" {_CELL} ")
            self._has_cell = True

    def handle_endtag(self, tag: str) -> None:
        """End what the tag began."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag == "sub":
            self._lowered = max(0, self._lowered - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Take words in."""
        if self._silent:
            return
        if self._raised:
            data = superscript(data)
        elif self._lowered:
            data = subscript(data)
        # Line breaks of the source are spaces; only tags begin lines.
        self.pieces.append(data.replace(_CELL, "").replace("\r", " ").replace("\n", " "))

    def text(self) -> str:
        """What was read."""
        text = tidy("".join(self.pieces))
        # A cell that holds paragraphs is still one cell.
        return (
            text.replace(f"\n{_CELL}", f" {_CELL}")
            .replace(f"{_CELL}\n", f"{_CELL} ")
            .replace(_CELL, "|")
        )


def plain(html: str) -> str:
    """HTML as plain text; text without tags comes back as it is."""
    parser = Plain()
    parser.feed(only_tags(html))
    parser.close()
    return parser.text()


_DECLARATION: Final = re.compile(r"<[!?][^<>]*>")
_NO_TAG: Final = re.compile(r"<(?!/?[A-Za-z][\w:-]{0,40}(?:[\s/][^<>]*)?>)")


def only_tags(html: str) -> str:
    """HTML without comments and declarations; a ``<`` that begins no tag is a sign of its own.

    The standard library's parser takes a time that grows with the square of the length where tags
    and comments are not closed; it never sees such.
    """
    pieces: list[str] = []
    begin = 0
    while (opened := html.find("<!--", begin)) >= 0:
        closed = html.find("-->", opened + 4)
        pieces.append(html[begin:opened])
        begin = len(html) if closed < 0 else closed + 3
    pieces.append(html[begin:])
    return _NO_TAG.sub("&lt;", _DECLARATION.sub("", "".join(pieces)))


_END: Final = re.compile(r"[.!?…](?=[\s\u00a0]+[\"„«(]?[A-ZÕÄÖÜŠŽ§])|\n")
_NO_END: Final = re.compile(
    r"(?:^|[\s\u00a0(])(?:nr|a|lk|p|lg|vt|st|jt|jm|nt|s|art|IX|IV|V?I{1,3}|V|X{1,3}V?I{0,3})$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with the space that follows it; joined they are the text.

    No sentence ends at ``1. novembrist``, ``nr``, ``a.``, ``lg 1 p 2.`` or a Roman numeral, unless
    a new line begins there.
    """
    found: list[str] = []
    begin = 0
    for end in _END.finditer(text):
        if end.start() < begin:
            continue
        before, after = text[begin : end.start()], text[end.end() :].lstrip()
        if end[0] == "." and (_NO_END.search(before) or _is_ordinal(before, after)):
            continue
        stop = end.end() + len(text[end.end() :]) - len(after)
        found.append(text[begin:stop])
        begin = stop
    if begin < len(text):
        found.append(text[begin:])
    return tuple(found)


def _is_ordinal(before: str, after: str) -> bool:
    """Whether a point after a figure makes it an ordinal: what follows is the thing counted."""
    if not before[-1:].isdigit():
        return False
    return after[:1].islower() or after.casefold().startswith(MONTH_STEMS) or after[:1] == "§"
