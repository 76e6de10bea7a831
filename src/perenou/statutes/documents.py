"""Guidance, judgments and Union acts from Markdown, HTML, plain text, PDF and DOCX.

Each needs metadata: ``title``, ``issuer`` and ``date``; ``kind``, ``abbreviation``, ``id``,
``work``, ``source``, ``from``, ``to``, ``status`` and ``access`` may be told. In Markdown and plain
text they stand between two lines ``---``, a key and a value on each line; HTML has ``<meta
name="issuer" content="...">``. For any file they may stand in one beside it that is named like it
with ``.meta`` behind. A Union act may instead be named by its consolidated CELEX number, as in
``02004R0883-20190731.html``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from perenou.statutes.blocks import Block, drafts
from perenou.statutes.celex import Celex, first_day
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.header import KEYS, Header, beside, front, redaction, unknown
from perenou.statutes.layout import laid_out
from perenou.statutes.model import ActText, Redaction
from perenou.statutes.union import union_drafts
from perenou.statutes.words import Plain, only_tags
from perenou.statutes.xml_stream import MOST_BYTES

_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_CALLED: Final = frozenset(("doc-ti", "oj-doc-ti", "title-doc-first", "title-doc-last"))
"""What EUR-Lex calls the paragraphs of an act's title."""

_UNION: Final = re.compile(r"\d{1,4}/\d{4}")
_HEAD: Final = 40
"""Lines among which the day of a Union act or judgment stands."""

_BULLET: Final = re.compile(r"\s*[-*+]\s+")


def read_document(path: Path, told: Header | None = None) -> ActText:
    """Read a document with its metadata.

    Args:
        told: metadata that the user adds, before what stands in the file and beside it.

    Raises:
        RefusedFileError: naming file, line and reason.
    """
    content = _content(path)
    own, blocks = _FORMS[path.suffix.lower()](path, content)
    header = {**own, **beside(path), **(told or {})}
    made = redaction(path, header, _digest(content, header))
    found = list(union_drafts(blocks) if _is_of_union(made) else drafts(iter(blocks)))
    notices = [f"1: {key}" for key in unknown(header)]
    if not found:
        raise RefusedFileError("no_provisions", str(path))
    return ActText(made, laid_out(found, notices), tuple(notices))


def paragraphs(path: Path) -> Iterator[str]:
    """The headings and paragraphs of a document, without asking who issued it.

    Raises:
        RefusedFileError: naming file, line and reason.
    """
    _, blocks = _FORMS[path.suffix.lower()](path, _content(path))
    return (each.text for each in blocks)


def _is_of_union(made: Redaction) -> bool:
    celex = Celex.parse(made.id)
    return (celex is not None and not celex.is_of_court) or _UNION.fullmatch(
        made.abbreviation
    ) is not None


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedFileError("too_large", str(path), most=str(MOST_BYTES // 1024**2))
        content = path.read_bytes()
    except OSError:
        raise RefusedFileError("unreadable", str(path)) from None
    if not content.strip():
        raise RefusedFileError("empty", str(path))
    return content


def _digest(content: bytes, header: Header) -> str:
    """Of the file and its metadata: a change of either makes another text."""
    digest = sha256(content)
    digest.update("\n".join(f"{key}: {header[key]}" for key in sorted(header)).encode())
    return digest.hexdigest()


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RefusedFileError("encoding", str(path)) from None


def _marked_up(path: Path, content: bytes) -> tuple[Header, Iterable[Block]]:
    header, body, first = front(path, _text(path, content))
    return header, _blocks(body, first)


def _web_page(path: Path, content: bytes) -> tuple[Header, Iterable[Block]]:
    page = _Page()
    page.feed(only_tags(_text(path, content)))
    page.close()
    blocks = page.blocks()
    header = page.header
    if (celex := Celex.parse(path.stem)) is not None:
        # A page of EUR-Lex is called by a file's name and says in its first lines what it is.
        header.pop("title", None)
        if page.called:
            header["title"] = " ".join(page.called)
        head = " ".join([*page.called, *(each.text for each in blocks[:_HEAD])])
        if not celex.day and (day := first_day(head)) is not None:
            header.setdefault("date", day.isoformat())
    return header, blocks


def _pdf(path: Path, content: bytes) -> tuple[Header, Iterable[Block]]:
    from perenou.statutes.pdf import read_pdf

    del content
    return read_pdf(path)


def _docx(path: Path, content: bytes) -> tuple[Header, Iterable[Block]]:
    from perenou.statutes.docx import read_docx

    del content
    return read_docx(path)


_FORMS: Final[dict[str, Callable[[Path, bytes], tuple[Header, Iterable[Block]]]]] = {
    ".md": _marked_up,
    ".txt": _marked_up,
    ".html": _web_page,
    ".htm": _web_page,
    ".xhtml": _web_page,
    ".pdf": _pdf,
    ".docx": _docx,
}
SUFFIXES: Final = tuple(_FORMS)


def _blocks(body: str, first: int) -> Iterator[Block]:
    """Headings and paragraphs of Markdown or of plain text; a list's items are paragraphs."""
    held: list[str] = []
    begin = first
    for at, line in enumerate([*body.split("\n"), ""], start=first):
        heading = _HEADING.fullmatch(line.strip())
        is_item = re.match(r"\s*(?:[-*+]|\d+[.)]|\(\d+\S*\))\s", line) is not None
        if held and (not line.strip() or heading or is_item):
            yield Block(begin, 0, " ".join(held))
            held = []
        if heading is not None:
            yield Block(at, len(heading[1]), heading[2])
        elif line.strip():
            if not held:
                begin = at
            held.append(_BULLET.sub("", line).strip())


class _Page(Plain):
    """HTML as blocks, with the metadata of its head; ``called`` is what EUR-Lex prints as title."""

    def __init__(self) -> None:
        super().__init__()
        self.header: dict[str, str] = {}
        self.called: list[str] = []
        self._is_title = False
        self._is_called = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        key = told.get("name", "").casefold().removeprefix("dc.")
        if tag == "meta" and key in KEYS:
            self.header[key] = told.get("content", "")
        self._is_title = tag == "title"
        self._is_called = tag == "p" and not _CALLED.isdisjoint(told.get("class", "").split())
        super().handle_starttag(tag, attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.pieces.append("\n" + "#" * int(tag[1]) + " ")

    def handle_data(self, data: str) -> None:
        if self._is_title and data.strip():
            self.header.setdefault("title", data.strip())
        if self._is_called and data.strip():
            self.called.append(" ".join(data.split()))
        super().handle_data(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False
        self._is_called = self._is_called and tag != "p"
        super().handle_endtag(tag)

    def blocks(self) -> list[Block]:
        """Headings and paragraphs; lines of a page have no meaning, so they are all 0."""
        made: list[Block] = []
        for line in filter(None, self.text().split("\n")):
            found = _HEADING.fullmatch(line)
            made.append(Block(0, 0, line) if found is None else Block(0, len(found[1]), found[2]))
        return made
