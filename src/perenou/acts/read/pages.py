"""Paragraphs from lines that end where the page was full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from perenou.acts.read.document import ListKind

_BULLET: Final = re.compile(r"[-–—•·▪*+][ \t\u00a0]+")
_NUMBER: Final = re.compile(
    r"(?:\(?\d{1,3}[¹²³⁴⁵⁶⁷⁸⁹]*\)|\d{1,3}\.(?=[ \t\u00a0]+[\"„“«]?[A-ZÕÄÖÜŠŽА-ЯЁ]))[ \t\u00a0]+"
)
"""A figure with a point in front of a small letter is an ordinal: ``1. oktoobrist``."""

_SECTION: Final = re.compile(r"§[ \u00a0]*\d+[¹²³⁴⁵⁶⁷⁸⁹]*\.[ \u00a0]")
_DASHES: Final = "-–—"
_STOPS: Final = ".:;,!?"

_FULL: Final = 0.7
"""A line shorter than this share of the widest was ended by its writer."""

_ROOM: Final = 1.5
"""Points by which lines of one paragraph may stand further apart than usual, for raised signs."""

_LEAST_STEP: Final = 0.8
"""Lines of one text stand no nearer to each other, in sizes of their letters."""

_SAME_SIZE: Final = 0.5
"""Points."""

_WIDEST: Final = 120
"""Longer lines were never broken, so that each is a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, how high above its foot it stands and how large its letters are: points."""

    text: str
    height: float
    size: float


def unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs of plain text, the lines of each still parted.

    A line goes on in the next one if the next one's first word would not have fitted into it; an
    empty line ends a paragraph. The widest line says how much fits.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    held: list[str] = []
    for raw in lines:
        line = raw.strip(" \t")
        if held and not (line and width <= _WIDEST and _is_broken(held[-1], line, width)):
            yield "\n".join(held)
            held = []
        if line:
            held.append(line)
    if held:
        yield "\n".join(held)


def set_together(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[int, str]]:
    """Paragraphs of a file, each with its page from 0, the lines of each still parted.

    A line goes on in the next one if it is full and the next one stands as near to it as lines of
    this file stand below full ones, in letters of the same size. A paragraph ends with its page.
    """
    width = max((len(line.text) for page in pages for line in page), default=0)
    step = min(
        (_step(a, b) for page in pages for a, b in pairwise(page) if _fills(a, b, width)), default=0
    )
    for at, page in enumerate(pages):
        held: list[Line] = []
        for line in page:
            last = held[-1] if held else line
            goes_on = (
                _fills(last, line, width)
                and _step(last, line) <= step + _ROOM
                and not _begins(last.text, line.text)
            )
            if held and not goes_on:
                yield at, "\n".join(each.text for each in held)
                held = []
            held.append(line)
        if held:
            yield at, "\n".join(each.text for each in held)


def _step(upper: Line, lower: Line) -> float:
    return upper.height - lower.height


def _fills(upper: Line, lower: Line, width: int) -> bool:
    """Whether a line is full and the next one of the same letters stands below it."""
    is_alike = abs(upper.size - lower.size) < _SAME_SIZE
    is_below = _LEAST_STEP * upper.size < _step(upper, lower)
    return is_alike and is_below and len(upper.text) >= _FULL * width


def item(text: str) -> tuple[str, ListKind | None]:
    """A list item without its mark, and the list's kind."""
    if mark := _BULLET.match(text):
        return text[mark.end() :], "bullets"
    if mark := _NUMBER.match(text):
        return text[mark.end() :], "numbers"
    return text, None


def one_line(text: str) -> str:
    """A paragraph without its breaks; a word that a soft hyphen parts is whole again."""
    text = re.sub(r"\u00ad\n\s*", "", text)
    text = re.sub(r"(?<=\w[-–])\n\s*", "", text)
    return re.sub(r"[ \t]*\n[ \t\n]*|[ \t]{2,}", " ", text).strip(" \t\n")


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line of plain text ended only because the next word did not fit."""
    fits = len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width
    return not fits and not _begins(line, following)


def _begins(line: str, following: str) -> bool:
    """Whether what follows a line begins a paragraph wherever it stands."""
    is_dash = following[0] in _DASHES and line[-1] not in _STOPS
    return (item(following)[1] is not None and not is_dash) or bool(_SECTION.match(following))
