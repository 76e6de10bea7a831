"""Reading the first sheet of an XLSX workbook, closed to everything that attacks use.

Only the texts and numbers of the first sheet are read; formulas are taken by the value they had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat
from zipfile import ZipFile

from perenou.damaged import DAMAGED

MOST_BYTES: Final = 256 * 1024 * 1024
"""Of the sheet, unpacked; it is read piece by piece."""

MOST_HELD: Final = 48 * 1024 * 1024
"""Of each other part, unpacked; these are read as a whole."""

MOST_COLUMNS: Final = 500

_PIECE: Final = 1 << 16
"""Bytes of the sheet that are unpacked at a time; few enough that its widest rows fit."""

_CELL: Final = re.compile(r"([A-Z]{1,3})\d+")
_DATE: Final = re.compile(r"[dy]|^[^hs]*m[^hs]*$", re.IGNORECASE)
"""In the format of a day; beside hours or seconds, m is minutes."""

_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""What a format says in words, and of colours and languages; hours above 24 are ``[h]``."""

_DATED: Final = frozenset({14, 15, 16, 17, 22, 27, 30, 36, 50, 57})
"""Numbers of the formats of days that every workbook has."""

_BEGINNING: Final = date(1899, 12, 30)
_BEGINNING_1904: Final = date(1904, 1, 1)


class NoWorkbookError(Exception):
    """A file that is no workbook, or one that cannot be read."""


def rows_of_sheet(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet as texts; days as ``2026-11-24``.

    Raises:
        NoWorkbookError: it cannot be read.
    """
    try:
        with ZipFile(path) as book:
            shared = _shared(book)
            styles, (start, first) = _styles(book), _told(book)
            sheet = book.getinfo(_target(book, first))
            if sheet.file_size > MOST_BYTES:
                raise NoWorkbookError
            with book.open(sheet) as content:
                yield from _Sheet(shared, styles, start).rows(content)
    except (*DAMAGED, KeyError, expat.ExpatError, ValueError, OverflowError) as error:
        raise NoWorkbookError from error


def _part(book: ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > MOST_HELD:
        raise NoWorkbookError
    return book.read(name)


def _parser() -> expat.XMLParserType:
    made = expat.ParserCreate()
    made.buffer_text = True

    def refused(*_: object) -> None:
        raise NoWorkbookError

    made.StartDoctypeDeclHandler = refused
    made.EntityDeclHandler = refused
    return made


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _shared(book: ZipFile) -> list[str]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    found: list[str] = []
    open_in: list[str] = []
    parser = _parser()

    def begin(name: str, attributes: dict[str, str]) -> None:
        del attributes
        open_in.append(_local(name))
        if open_in[-1] == "si":
            found.append("")

    def words(text: str) -> None:
        if open_in and open_in[-1] == "t" and "rPh" not in open_in:
            found[-1] += text

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_in.pop() and None
    parser.CharacterDataHandler = words
    parser.Parse(_part(book, "xl/sharedStrings.xml"), True)
    return found


def _styles(book: ZipFile) -> list[bool]:
    """By number of a cell's style: whether it shows a day."""
    if "xl/styles.xml" not in book.namelist():
        return []
    own: dict[int, bool] = {}
    found: list[bool] = []
    inside: list[str] = []
    parser = _parser()

    def begin(name: str, attributes: dict[str, str]) -> None:
        inside.append(_local(name))
        if inside[-1] == "numFmt":
            plain = _QUOTED.sub("", attributes.get("formatCode", ""))
            own[int(attributes["numFmtId"])] = bool(_DATE.search(plain))
        elif inside[-1] == "xf" and "cellXfs" in inside:
            number = int(attributes.get("numFmtId", "0"))
            found.append(own.get(number, number in _DATED))

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: inside.pop() and None
    parser.Parse(_part(book, "xl/styles.xml"), True)
    return found


def _told(book: ZipFile) -> tuple[date, str]:
    """The day that the workbook counts days from, and by which name it calls its first sheet."""
    start = [_BEGINNING]
    sheets: list[str] = []
    parser = _parser()

    def begin(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            start[0] = _BEGINNING_1904
        elif _local(name) == "sheet":
            sheets.extend(value for key, value in attributes.items() if _local(key) == "id")

    parser.StartElementHandler = begin
    parser.Parse(_part(book, "xl/workbook.xml"), True)
    if not sheets:
        raise NoWorkbookError
    return start[0], sheets[0]


def _target(book: ZipFile, name: str) -> str:
    """The part that a workbook calls by a name; tabs may stand in another order than their parts.

    Raises:
        KeyError: there is none.
    """
    found: dict[str, str] = {}
    parser = _parser()

    def begin(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            found[attributes["Id"]] = attributes.get("Target", "")

    parser.StartElementHandler = begin
    parser.Parse(_part(book, "xl/_rels/workbook.xml.rels"), True)
    target = found[name]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class _Sheet:
    """Gathers the cells of a sheet, row by row."""

    def __init__(self, shared: list[str], styles: list[bool], start: date) -> None:
        self._shared, self._styles, self._start = shared, styles, start
        self._done: list[list[str]] = []
        self._row: list[str] = []
        self._kind = ""
        self._style = 0
        self._column = 0
        self._text = ""
        self._inside = ""

    def rows(self, content: IO[bytes]) -> Iterator[list[str]]:
        """The rows, as they are met."""
        parser = _parser()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        while piece := content.read(_PIECE):
            parser.Parse(piece, False)
            yield from self._done
            self._done.clear()
        parser.Parse(b"", True)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = _local(name)
        if self._inside == "row":
            self._row = []
        elif self._inside == "c":
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", "0"))
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _number(place[1]) if place else len(self._row)
            if self._column >= MOST_COLUMNS:
                raise NoWorkbookError
            self._text = ""

    def _words(self, text: str) -> None:
        if self._inside in ("v", "t"):
            self._text += text

    def _end(self, name: str) -> None:
        ended = _local(name)
        if ended == "row":
            self._done.append(self._row)
        elif ended == "c":
            self._row += [""] * (self._column - len(self._row))
            self._row.append(self._value())
        self._inside = ""

    def _value(self) -> str:
        if self._kind == "s":
            return self._shared[int(self._text)] if self._text else ""
        if self._kind == "b":
            return "true" if self._text == "1" else "false"
        if self._kind != "n" or not self._text:
            return self._text
        number = float(self._text)
        if self._style < len(self._styles) and self._styles[self._style]:
            return (self._start + timedelta(days=int(number))).isoformat()
        # Spreadsheets write 17 digits of a number: 347.82 stands as 347.81999999999999.
        return str(int(number)) if number.is_integer() else repr(number)


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1
