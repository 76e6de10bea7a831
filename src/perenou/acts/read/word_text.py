"""Which paragraphs a Word text has, in which order, and what their runs say.

Reading and writing comments count paragraphs and characters by these same functions, over a tree of
the standard library or of lxml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol, Self, TypeVar

from perenou.statutes.words import superscript

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX: Final = f"{W}txbxContent"
_GONE: Final = frozenset((f"{W}del", f"{W}moveFrom", _FALLBACK))
"""What is struck out, or drawn a second time for old programs."""

_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_VALUE: Final = f"{W}val"


class Node(Protocol):
    """An element of either tree."""

    @property
    def tag(self) -> object:
        """Its name; lxml has comments and instructions among elements, whose name is no text."""

    @property
    def text(self) -> str | None:
        """The text before its first child."""

    def get(self, key: str, /) -> str | None:
        """An attribute."""

    def __iter__(self) -> Iterator[Self]: ...


N = TypeVar("N", bound=Node)


def paragraphs(container: N) -> Iterator[N]:
    """Every paragraph inside, in order; those of a text box follow the one that holds it."""
    for child in _children(container):
        if child.tag == f"{W}p":
            yield child
        yield from paragraphs(child)


def runs(paragraph: N) -> Iterator[N]:
    """The runs of a paragraph that are read, also those in links and tracked insertions."""
    for child in _children(paragraph):
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in (_BOX, f"{W}p"):
            yield from runs(child)


def run_text(run: Node) -> str:
    """What a run says; raised figures are superscripts, and no character is more or less."""
    said = "".join(piece_text(child) for child in run)
    return superscript(said) if _is_raised(run) else said


def piece_text(piece: Node) -> str:
    """What a piece of a run says: its text, or the sign that it stands for."""
    if piece.tag == f"{W}t":
        return piece.text or ""
    if piece.tag == f"{W}br" and piece.get(f"{W}type") in ("page", "column"):
        return ""
    return _SIGNS.get(piece.tag, "") if isinstance(piece.tag, str) else ""


def text(paragraph: Node) -> str:
    """What a paragraph says, as if its tracked changes were accepted."""
    return "".join(run_text(run) for run in runs(paragraph))


def _children(container: N) -> Iterator[N]:
    for child in container:
        if child.tag not in _GONE:
            yield child


def _is_raised(run: Node) -> bool:
    for child in run:
        if child.tag == f"{W}rPr":
            return any(
                each.tag == f"{W}vertAlign" and each.get(_VALUE) == "superscript" for each in child
            )
    return False
