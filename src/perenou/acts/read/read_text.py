"""Plain text and Markdown as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from perenou.acts.read.document import Cell, Metadata, ReadDocument, ReadParagraph
from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.pages import item, one_line, unwrapped
from perenou.statutes.words import superscript, tidy

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ \t]*")
_FENCE: Final = re.compile(r"(```|~~~).*")
_RULE: Final = re.compile(r"(?:[-*_][ \t]*){3,}")
_ROW: Final = re.compile(r"\|.*\|")
_ROW_RULE: Final = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+")
_LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,2000}[^()]{0,500}\)")
_EMPHASIS: Final = re.compile(r"(?<![\w\\])(\*\*|__|\*|_|`)(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)")
_RAISED: Final = re.compile(r"<sup>(\d+)</sup>|\^(\d+)\^")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT: Final = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def decoded(content: bytes, name: str) -> str:
    """The text of a file in UTF-8, or in UTF-16 where it says so itself.

    Raises:
        RefusedDocumentError: it is in another encoding.
    """
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedDocumentError("encoding", name) from None
    if "\0" in text:
        raise RefusedDocumentError("encoding", name)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")


def read_text(content: bytes, name: str) -> ReadDocument:
    """Read plain text; lines that were broken to a width are joined.

    Raises:
        RefusedDocumentError: the encoding is unknown.
    """
    lines = decoded(content, name).split("\n")
    found = []
    for number, text in enumerate(unwrapped(lines), 1):
        said, kind = item(one_line(text))
        found.append(ReadParagraph(number, tidy(said), listed=kind))
    return ReadDocument(name, "text", _with_words(found))


def read_markdown(content: bytes, name: str) -> ReadDocument:
    """Read Markdown: headings, lists, tables and paragraphs, without their signs.

    Raises:
        RefusedDocumentError: the encoding is unknown.
    """
    text = decoded(content, name)
    front = _FRONT.match(text)
    title = re.search(r"^title:[ \t]*(.*)$", front[1], re.MULTILINE) if front else None
    found = [
        replace(paragraph, number=number)
        for number, paragraph in enumerate(_markdown(text[front.end() :] if front else text), 1)
    ]
    metadata = Metadata(title=title[1].strip(" \"'") if title else "")
    return ReadDocument(name, "markdown", _with_words(found), metadata)


def _with_words(found: list[ReadParagraph]) -> tuple[ReadParagraph, ...]:
    return tuple(paragraph for paragraph in found if paragraph.text)


def _markdown(text: str) -> Iterator[ReadParagraph]:
    held: list[str] = []
    table = row = 0
    is_code = was_row = False
    for line in [*text.split("\n"), ""]:
        stripped = line.strip().removeprefix(">").strip()
        is_row = not is_code and _ROW.fullmatch(stripped) is not None
        underline = _UNDERLINE.fullmatch(stripped) if held and not is_code else None
        heading = None if is_code else _HEADING.fullmatch(stripped)
        is_fence = _FENCE.fullmatch(stripped) is not None
        is_item = not is_code and item(stripped)[1] is not None
        if underline:
            yield _said(held, level=1 if stripped[0] == "=" else 2)
            held = []
            continue
        is_rule = not is_code and _RULE.fullmatch(stripped) is not None
        if held and (not stripped or is_row or heading or is_fence or is_item or is_rule):
            yield _said(held)
            held = []
        if is_row:
            table, row = (table, row) if was_row else (table + 1, 0)
            if not _ROW_RULE.fullmatch(stripped):
                row += 1
                yield from _cells(stripped, table, row)
        elif heading:
            yield ReadParagraph(0, _inline(heading[2]), level=len(heading[1]))
        elif is_fence:
            is_code = not is_code
        elif is_code:
            yield ReadParagraph(0, tidy(line))
        elif stripped and not is_rule:
            held.append(stripped)
        was_row = is_row


def _said(lines: list[str], level: int = 0) -> ReadParagraph:
    said, kind = item("\n".join(lines)) if not level else ("\n".join(lines), None)
    return ReadParagraph(0, _inline(one_line(said)), level=level, listed=kind)


def _cells(line: str, table: int, row: int) -> Iterator[ReadParagraph]:
    for column, text in enumerate(re.split(r"(?<!\\)\|", line)[1:-1], 1):
        place = Cell(table, row, column, is_head=row == 1)
        yield ReadParagraph(0, _inline(text.strip()), cell=place)


def _inline(text: str) -> str:
    text = _LINK.sub(r"\1", text)
    for _ in ("**_", "*_", "`"):
        text = _EMPHASIS.sub(r"\2", text)
    text = _RAISED.sub(lambda found: superscript(found[1] or found[2]), text)
    return tidy(_ESCAPED.sub(r"\1", text))
