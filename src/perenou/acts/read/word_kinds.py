"""What kind of paragraph a Word style makes: the level of a heading, an item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from perenou.acts.page.layout import words
from perenou.acts.read.document import ListKind
from perenou.acts.read.word_text import W
from perenou.acts.read.xml_tree import Element
from perenou.language.grammar import LANGUAGES

_VALUE: Final = f"{W}val"
_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MOST_STEPS: Final = 20
"""Styles may rest on each other no deeper, and a circle ends."""


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    shape: Element | None


class Kinds:
    """Kinds of paragraphs, from the styles and lists of a file; either may be missing."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {} if styles is None else dict(_named(styles))
        self._lists = {} if numbering is None else _lists(numbering)
        own = {words().text("page.style.own", language).casefold() for language in LANGUAGES}
        self._own = {id for id, style in self._styles.items() if style.name.casefold() in own}

    def level(self, paragraph: Element) -> int:
        """The level of a heading from 1 to 9, 0 for other text."""
        for name, shape in self._shapes(paragraph):
            if found := _HEADING.fullmatch(name):
                return int(found[1])
            if name.casefold() == "title":
                return 1
            outline = _number(shape, "outlineLvl")
            if outline is not None:
                return outline + 1 if outline < 9 else 0
        return 0

    def listed(self, paragraph: Element) -> ListKind | None:
        """The kind of list that a paragraph is an item of."""
        for _, shape in self._shapes(paragraph):
            properties = None if shape is None else shape.find(f"{W}numPr")
            if properties is not None:
                number = properties.find(f"{W}numId")
                id = "" if number is None else number.get(_VALUE, "")
                return None if id == "0" else self._lists.get(id, "bullets")
        return None

    def is_own(self, paragraph: Element) -> bool:
        """Whether its style is that of text which an official wrote."""
        return _style_of(paragraph) in self._own

    def _shapes(self, paragraph: Element) -> list[tuple[str, Element | None]]:
        """By style from the paragraph itself downwards: the style's name and what it shapes."""
        found: list[tuple[str, Element | None]] = [("", paragraph.find(f"{W}pPr"))]
        id = _style_of(paragraph)
        while id in self._styles and len(found) < _MOST_STEPS:
            style = self._styles[id]
            found.append((style.name, style.shape))
            id = style.based_on
        return found


def _style_of(paragraph: Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else named.get(_VALUE, "")


def _number(shape: Element | None, name: str) -> int | None:
    found = None if shape is None else shape.find(f"{W}{name}")
    value = "" if found is None else found.get(_VALUE, "")
    return int(value) if value.isdecimal() and len(value) < 4 else None


def _named(styles: Element) -> list[tuple[str, _Style]]:
    found = []
    for style in styles.iter(f"{W}style"):
        name, based = style.find(f"{W}name"), style.find(f"{W}basedOn")
        found.append(
            (
                style.get(f"{W}styleId", ""),
                _Style(
                    "" if name is None else name.get(_VALUE, ""),
                    "" if based is None else based.get(_VALUE, ""),
                    style.find(f"{W}pPr"),
                ),
            )
        )
    return found


def _lists(numbering: Element) -> dict[str, ListKind]:
    """By number of a list: its kind, which its first level decides."""
    bullets = set()
    for form in numbering.iter(f"{W}abstractNum"):
        first = form.find(f"{W}lvl/{W}numFmt")
        if first is not None and first.get(_VALUE) in ("bullet", "none"):
            bullets.add(form.get(f"{W}abstractNumId", ""))
    found: dict[str, ListKind] = {}
    for each in numbering.iter(f"{W}num"):
        named = each.find(f"{W}abstractNumId")
        is_bullets = named is not None and named.get(_VALUE, "") in bullets
        found[each.get(f"{W}numId", "")] = "bullets" if is_bullets else "numbers"
    return found
