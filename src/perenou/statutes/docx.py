"""DOCX: the packed XML of a word processor as headings and paragraphs.

Read with the same closed stream as acts. What was struck out in tracked changes is left out, and so
are pictures, footnotes, headers and the numbers that the word processor counts by itself.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from perenou.damaged import DAMAGED
from perenou.statutes.blocks import Block
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.header import Header
from perenou.statutes.words import subscript, superscript, tidy
from perenou.statutes.xml_stream import MOST_BYTES, Element, Stream

_BODY: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_ABOUT: Final = "docProps/core.xml"
_WALKED: Final = frozenset(("document", "body", "sdt", "sdtContent", "styles", "coreProperties"))
_SKIPPED: Final = frozenset(("del", "moveFrom", "Fallback", "footnoteReference", "instrText"))
_DEEPEST: Final = 6
MOST_PARTS: Final = 10_000
"""Packed files; a document has some dozens."""


def read_docx(path: Path) -> tuple[Header, list[Block]]:
    """The title that the file gives itself, and its headings and paragraphs.

    Raises:
        RefusedFileError: it is no such file, is locked by a password or holds far too much.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if _BODY not in names or len(names) > MOST_PARTS:
                raise RefusedFileError("not_docx", str(path))
            header = _header(packed, path) if _ABOUT in names else {}
            depths = _depths(packed, path) if _STYLES in names else {}
            return header, list(_blocks(packed, path, depths))
    except DAMAGED:
        raise RefusedFileError("not_docx", str(path)) from None


def _kept(packed: zipfile.ZipFile, path: Path, name: str) -> list[Element]:
    """The elements of a packed file below those that are walked through."""
    if packed.getinfo(name).file_size > MOST_BYTES:
        raise RefusedFileError("too_large", str(path), most=str(MOST_BYTES // 1024**2))
    found: list[Element] = []

    def enter(name: str, attributes: dict[str, str], line: int) -> bool:
        del attributes, line
        return name in _WALKED

    stream = Stream(enter, lambda _name: None, found.append, lambda _text, _line: None)
    with packed.open(name) as file:
        stream.read_bytes(file, f"{path}:{name}")
    return found


def _header(packed: zipfile.ZipFile, path: Path) -> Header:
    told = {each.name: tidy(each.words()) for each in _kept(packed, path, _ABOUT)}
    return {"title": told["title"]} if told.get("title") else {}


@dataclass(frozen=True, slots=True)
class _Style:
    depth: int
    based_on: str


def _depths(packed: zipfile.ZipFile, path: Path) -> dict[str, int]:
    """By style: how deep a heading it makes; 0 for none."""
    styles: dict[str, _Style] = {}
    for each in _kept(packed, path, _STYLES):
        if each.name != "style":
            continue
        based = each.child("basedOn")
        styles[_value(each, "styleId")] = _Style(
            _depth(each), "" if based is None else _value(based, "val")
        )
    found: dict[str, int] = {}
    for name, style in styles.items():
        seen = {name}
        while not style.depth and style.based_on in styles and style.based_on not in seen:
            seen.add(style.based_on)
            style = styles[style.based_on]
        found[name] = style.depth
    return found


def _depth(style: Element) -> int:
    called = style.child("name")
    name = "" if called is None else _value(called, "val").casefold()
    if name == "title":
        return 1
    word, _, number = name.partition(" ")
    if word == "heading" and number.isdecimal():
        return min(int(number[:2]), _DEEPEST)
    outline = style.child("pPr", "outlineLvl")
    return 0 if outline is None else _outlined(outline)


def _outlined(outline: Element) -> int:
    """Levels are counted from 0; 9 is the text itself."""
    level = _value(outline, "val")
    return min(int(level) + 1, _DEEPEST) if level.isdecimal() and level < "9" else 0


def _value(element: Element, name: str) -> str:
    for key, value in element.attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""


def _blocks(packed: zipfile.ZipFile, path: Path, depths: dict[str, int]) -> Iterator[Block]:
    for each in _kept(packed, path, _BODY):
        if each.name == "tbl":
            yield from _rows(each)
        elif each.name == "p":
            style = each.child("pPr", "pStyle")
            outline = each.child("pPr", "outlineLvl")
            depth = 0 if style is None else depths.get(_value(style, "val"), 0)
            if outline is not None:
                depth = _outlined(outline)
            for line in tidy("".join(_words(each))).split("\n"):
                if line:
                    yield Block(each.line, depth, line)


def _rows(table: Element) -> Iterator[Block]:
    """A row is a paragraph, its cells parted by strokes."""
    for row in table.children:
        if row.name == "tr":
            cells = [tidy("".join(_words(cell))).replace("\n", " ") for cell in row.children]
            if text := " | ".join(cell for cell in cells if cell):
                yield Block(row.line, 0, text)


def _words(element: Element) -> Iterator[str]:
    if element.name in _SKIPPED:
        return
    if element.name == "t":
        yield element.words_as_they_stand()
    elif element.name in ("tab", "br", "cr"):
        yield " " if element.name == "tab" else "\n"
    elif element.name == "noBreakHyphen":
        yield "-"
    elif element.name == "r":
        raised = element.child("rPr", "vertAlign")
        text = "".join(word for each in element.children for word in _words(each))
        place = "" if raised is None else _value(raised, "val")
        change = {"superscript": superscript, "subscript": subscript}.get(place)
        yield text if change is None else change(text)
    elif element.name not in ("rPr", "pPr"):
        for each in element.children:
            yield from _words(each)
        if element.name == "p":
            yield "\n"
