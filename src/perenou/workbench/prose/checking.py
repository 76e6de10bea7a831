"""A version of a text checked in the language of whoever reads, with what was decided about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Final

from perenou.acts.check.finding import Finding
from perenou.acts.check.text import Cell
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.texts.check import CheckedText, Wanted, check_text
from perenou.texts.clarity import Rules
from perenou.texts.dismissed import key_of
from perenou.texts.facts import GROUP as FACTS
from perenou.texts.kept import from_kept
from perenou.texts.mend import changes
from perenou.workbench.prose.models import CLOSING, Decision, Text, Version, What

_LONG: Final = 90
"""Characters from which on a place is not underlined but marked where it begins."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the page shows it.

    Attributes:
        number: in the order of the text, from 1. what: decided about it; empty while nothing is.
        can_be_accepted: whether its change can be taken over as things stand.
    """

    number: int
    key: str
    finding: Finding
    what: str = ""
    decision: Decision | None = None
    can_be_accepted: bool = False

    @property
    def is_fact(self) -> bool:
        """Whether it is about a fact."""
        return self.finding.group == FACTS

    @property
    def is_open(self) -> bool:
        """Whether it still is to be settled."""
        return self.what not in CLOSING


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a paragraph and the finding that they belong to, if any."""

    text: str
    told: Told | None = None
    put: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph with its marks; ``badges``: findings about the whole of it or a long part."""

    number: int
    heading: int
    pieces: tuple[Piece, ...]
    badges: tuple[Told, ...]
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of its own, or a table: its rows of cells."""

    paragraph: Shown | None
    rows: tuple[tuple[Shown, ...], ...] = ()


def checked_of(version: Version, today: Day, language: Language) -> CheckedText:
    """A version checked against the law of a day."""
    written = None if version.written is None else version.written.toordinal()
    return _checked(version.paragraphs, written, today, language)


@lru_cache(maxsize=32)
def _checked(paragraphs: str, written: Day | None, today: Day, language: Language) -> CheckedText:
    source = from_kept(json.loads(paragraphs))
    return check_text(source, Wanted(today, language, written, Rules()))


def latest(text: Text) -> Version:
    """The version that counts."""
    return text.versions.order_by("-number")[0]


def told_of(text: Text, checked: CheckedText) -> list[Told]:
    """Every finding with its key and what was decided; each key once, in the order of the text."""
    decided = {each.key: each for each in text.decisions.select_related("actor")}
    by_key: dict[str, Finding] = {}
    for each in sorted(checked.findings, key=_place):
        by_key.setdefault(key_of(checked.act, each), each)
    safe = {key_of(checked.act, each.finding) for each in changes(checked)}
    return [
        Told(
            number, key, finding,
            decided[key].what if key in decided else "", decided.get(key), key in safe,
        )
        for number, (key, finding) in enumerate(by_key.items(), 1)
    ]  # fmt: skip


def only(checked: CheckedText, told: list[Told], what: What) -> CheckedText:
    """A checked text with the findings alone about which something was decided."""
    keys = {each.key for each in told if each.what == what}
    kept = tuple(e for e in checked.findings if key_of(checked.act, e) in keys)
    return replace(checked, findings=kept)


def shown(checked: CheckedText, told: list[Told]) -> Iterator[Shown]:
    """The text with a mark for every finding; a change that was accepted stands beside the old."""
    by_paragraph: dict[int, list[Told]] = {}
    for each in told:
        if each.finding.place is not None:
            by_paragraph.setdefault(each.finding.place.paragraph, []).append(each)
    accepted = {
        key_of(checked.act, each.finding): each.instead
        for each in changes(only(checked, told, What.ACCEPTED))
    }
    for paragraph in checked.act.paragraphs:
        own = by_paragraph.get(paragraph.number, [])
        yield Shown(
            paragraph.number,
            paragraph.heading,
            tuple(_pieces(paragraph.text, own, accepted)),
            tuple(filter(_is_long, own)),
            paragraph.cell,
        )


def blocks(paragraphs: Iterable[Shown]) -> Iterator[Block]:
    """The paragraphs, the cells of a table put together."""
    for table, group in groupby(paragraphs, lambda each: each.cell and each.cell.table):
        if table is None:
            yield from (Block(each) for each in group)
            continue
        rows = groupby(group, lambda each: each.cell and each.cell.row)
        yield Block(None, tuple(tuple(cells) for _, cells in rows))


def _pieces(text: str, own: list[Told], accepted: Mapping[str, str]) -> Iterator[Piece]:
    at = 0
    for each in own:
        place = each.finding.place
        if place is None or place.start < at or _is_long(each):
            continue
        if place.start > at:
            yield Piece(text[at : place.start])
        yield Piece(text[place.start : place.end], each, accepted.get(each.key))
        at = place.end
    if at < len(text):
        yield Piece(text[at:])


def _is_long(told: Told) -> bool:
    place = told.finding.place
    return place is not None and place.end - place.start > _LONG


def _place(finding: Finding) -> tuple[int, int, int]:
    place = finding.place
    return (0, 0, 0) if place is None else (place.paragraph, place.start, place.end)
