"""Formex, the XML of the Official Journal: acts of the Union and their consolidated texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from perenou.statutes.blocks import Block
from perenou.statutes.celex import Celex
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.header import Header, beside, redaction, unknown
from perenou.statutes.layout import laid_out
from perenou.statutes.model import ActText
from perenou.statutes.union import union_drafts
from perenou.statutes.words import subscript, superscript, tidy
from perenou.statutes.xml_stream import Element, Stream

_ROOT: Final = re.compile(rb"<(?:[A-Za-z]+:)?(?:ACT|CONS\.ACT)[\s>]")
_LOOK: Final = 4096
_WALKED: Final = frozenset(
    (
        *("ACT", "CONS.ACT", "CONS.DOC", "PREAMBLE", "GR.CONSID", "GR.VISA", "ENACTING.TERMS"),
        *("DIVISION", "ANNEX", "CONS.ANNEX", "CONTENTS"),
    )
)
_ABOUT: Final = frozenset(("BIB.INSTANCE", "INFO.CONSLEG", "INFO.PROD", "FAM.COMP"))
_SKIPPED: Final = frozenset(("NOTE", "FINAL", "TOC", "GR.NOTES"))
_LABELS: Final = frozenset(("NO.PARAG", "NO.P"))
_LINES: Final = frozenset(
    (
        *("P", "ALINEA", "PARAG", "ITEM", "NP", "TI", "STI", "TI.ART", "STI.ART", "LIST", "ROW"),
        *("SUBDIV", "GR.SEQ", "TITLE", "CONSID", "VISA"),
    )
)


def is_formex(path: Path) -> bool:
    """Whether a file begins as an act in Formex does."""
    try:
        with path.open("rb") as file:
            return _ROOT.search(file.read(_LOOK)) is not None
    except OSError:
        return False


def read_formex(path: Path, told: Header | None = None) -> ActText:
    """Read an act; its CELEX number is the name of its file, stands in it or is told.

    Raises:
        RefusedFileError: naming file, line and reason.
    """
    reader = _Reader()
    digest = reader.read(path)
    header = {**reader.header(path), **beside(path), **(told or {})}
    made = redaction(path, header, digest)
    drafts = list(union_drafts(reader.blocks))
    if not drafts:
        raise RefusedFileError("no_provisions", str(path))
    notices = [f"1: {key}" for key in unknown(header)]
    return ActText(made, laid_out(drafts, notices), tuple(notices))


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.title = ""
        self.celex = ""
        self.day = ""
        self._inside: list[str] = []

    def read(self, path: Path) -> str:
        """Read the file; the SHA-256 of its bytes."""
        stream = Stream(self._enter, self._leave, self._keep, self._stray)
        return stream.read(path)

    def header(self, path: Path) -> Header:
        """What the file says of itself."""
        told: Header = {}
        celex = Celex.parse(path.stem) or Celex.parse(self.celex)
        if celex is not None:
            told |= celex.header()
        if self.title:
            told["title"] = self.title
        if self.day:
            told.setdefault("date", self.day)
        return told

    def _enter(self, name: str, attributes: dict[str, str], line: int) -> bool:
        del attributes, line
        if name in _WALKED:
            self._inside.append(name)
            return True
        return False

    def _leave(self, name: str) -> None:
        del name
        self._inside.pop()

    def _stray(self, text: str, line: int) -> None:
        self.blocks.append(Block(line, 0, text))

    def _keep(self, element: Element) -> None:
        name = element.name
        if name in _ABOUT:
            self._about(element)
        elif name == "TITLE" and self._inside[-1] in ("ACT", "CONS.DOC"):
            self.title = self.title or " ".join(_lines(element))
        elif name not in _SKIPPED:
            self.blocks += (Block(element.line, 0, text) for text in _lines(element))

    def _about(self, element: Element) -> None:
        for each in _every(element):
            if each.name == "DATE" and not self.day and (iso := each.attributes.get("ISO", "")):
                self.day = f"{iso[:4]}-{iso[4:6]}-{iso[6:8]}"
            elif each.name == "NO.CELEX" and not self.celex:
                self.celex = each.words()


def _every(element: Element) -> Iterator[Element]:
    for each in element.children:
        yield each
        yield from _every(each)


def _lines(element: Element) -> list[str]:
    return tidy("".join(_words(element))).split("\n") if element.content else []


def _words(element: Element) -> Iterator[str]:
    """The text; what stands by itself begins a line, and a label stands before its text."""
    if element.name in _SKIPPED:
        return
    if element.name in _LINES:
        yield "\n"
    for each in element.content:
        if isinstance(each, str):
            yield each.replace("\n", " ")
        elif each.name in _LABELS:
            # The text behind a label stands in a line of its own, to which the label belongs.
            yield f"\n{' '.join(each.words().split())}\n"
        elif each.name == "QUOT.S":
            # What an amending act puts into another one is no article of its own: one line.
            yield f"\n{' '.join(''.join(_words(each)).split())}\n"
        elif each.name in ("QUOT.START", "QUOT.END"):
            yield _sign(each.attributes.get("CODE", ""))
        elif each.name == "HT" and each.attributes.get("TYPE") in ("SUP", "SUB"):
            change = superscript if each.attributes["TYPE"] == "SUP" else subscript
            yield change("".join(_words(each)))
        else:
            yield from _words(each)
    if element.name in _LINES:
        yield "\n"
    elif element.name == "CELL":
        yield " | "


def _sign(code: str) -> str:
    """A quotation mark by its number."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return '"'
