"""From the nodes of a file to provisions with stable addresses: what the format leaves crooked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from perenou.statutes.address import DIVISIONS, Address, Level, Step, is_number
from perenou.statutes.model import Link, Mark, Provision
from perenou.statutes.words import clean, tidy

_LINE_NUMBER: Final[dict[Level, re.Pattern[str]]] = {
    "subsection": re.compile(r"\((\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0|]*"),
    "point": re.compile(r"(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0|]*"),
}
_HOLDS: Final[dict[Level, tuple[Level, ...]]] = {
    "section": ("subsection", "point"),
    "subsection": ("point",),
}


@dataclass(slots=True, eq=False)
class Draft:
    """A node as it was read: number, title and text may still be missing or stand elsewhere.

    Attributes:
        above: the node that it stood in. is_blank: its displayed number is there and empty.
    """

    level: Level
    line: int
    above: Draft | None
    xml_id: str
    number: str = ""
    title: str = ""
    text: str = ""
    is_blank: bool = False
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def is_repealed(self) -> bool:
        """Without text, and a mark says that it was repealed."""
        return not self.text and any(mark.repeals for mark in self.marks)


def laid_out(drafts: list[Draft], notices: list[str]) -> tuple[Provision, ...]:
    """The provisions of an act in order, each with an address of its own.

    Args:
        notices: what could not be placed is added here, with its line.
    """
    kept = _without_placeholders(drafts, notices)
    kept = _unnumbered_joined(kept)
    parents = {id(draft.above) for draft in kept if draft.above is not None}
    split = [
        part
        for draft in kept
        for part in ([draft] if id(draft) in parents else _numbered_lines(draft))
    ]
    return _addressed(split, notices)


def _without_placeholders(drafts: list[Draft], notices: list[str]) -> list[Draft]:
    """Drop what the editor's tool left behind: empty nodes with a blank number."""
    has_parts = {id(draft.above) for draft in drafts if draft.above is not None}
    kept: list[Draft] = []
    for draft in drafts:
        is_empty = not (draft.text or draft.title or draft.marks or id(draft) in has_parts)
        if is_empty and draft.level != "subsection" and (draft.is_blank or not draft.number):
            notices.append(f"{draft.line}: {draft.level} {draft.number}".rstrip())
            continue
        kept.append(draft)
    return kept


def _unnumbered_joined(drafts: list[Draft]) -> list[Draft]:
    """Join subsections without a number to what they belong to.

    The first ones of a section are the section's own text. A later one explains the subsection
    before it; where that has points, it comes after them, as a paragraph of its own.
    """
    kept: list[Draft] = []
    joined_to: dict[int, Draft] = {}
    last: dict[int, Draft] = {}
    has_parts: set[int] = set()
    for draft in drafts:
        if draft.above is not None:
            draft.above = joined_to.get(id(draft.above), draft.above)
        above = draft.above
        if draft.level != "subsection" or draft.number or above is None:
            if draft.level == "subsection" and above is not None:
                last[id(above)] = draft
            if above is not None:
                has_parts.add(id(above))
            kept.append(draft)
            continue
        home = last.get(id(above), above)
        joined_to[id(draft)] = home
        if id(home) in has_parts and home is not above and draft.text:
            draft.level, draft.above = "paragraph", home
            joined_to[id(draft)] = home
            kept.append(draft)
            continue
        if id(home) in has_parts and draft.text:
            draft.level = "paragraph"
            kept.append(draft)
            continue
        home.text = "\n".join(each for each in (home.text, draft.text) if each)
        home.marks += draft.marks
        home.links += draft.links
    return kept


def _numbered_lines(draft: Draft) -> list[Draft]:
    """Points of old acts: numbered lines of one text, the first of them 1."""
    if "\n" not in draft.text or draft.level not in _HOLDS:
        return [draft]
    for level in _HOLDS[draft.level]:
        lines = draft.text.split("\n")
        found = [_LINE_NUMBER[level].match(line) for line in lines]
        numbers = [each[1] for each in found if each]
        if len(numbers) < 2 or numbers[0] != "1" or len(set(numbers)) < len(numbers):
            continue
        parts: list[Draft] = []
        own: list[str] = []
        for line, number in zip(lines, found, strict=True):
            if number is not None:
                part = Draft(level, draft.line, draft, "", number[1], text=line[number.end() :])
                parts.append(part)
            elif parts:
                parts[-1].text += f"\n{line}"
            else:
                own.append(line)
        draft.text = tidy("\n".join(own))
        return [draft, *(each for part in parts for each in _numbered_lines(part))]
    return [draft]


def _addressed(drafts: list[Draft], notices: list[str]) -> tuple[Provision, ...]:
    addresses: dict[int, Address] = {}
    used: Counter[Address] = Counter()
    counted: Counter[tuple[Address | None, Level]] = Counter()
    provisions: list[Provision] = []
    for draft in drafts:
        above = None if draft.above is None else addresses[id(draft.above)]
        if draft.level in ("section", "article") or (
            above is not None
            and above.level in DIVISIONS
            and draft.level not in DIVISIONS
            and draft.level != "paragraph"
        ):
            above = None
        number = draft.number
        if number and not is_number(number):
            notices.append(f"{draft.line}: {clean(number)[:40]}")
            number = ""
        if not number and draft.level != "preamble":
            counted[above, draft.level] += 1
            number = str(counted[above, draft.level])
        steps = () if above is None else above.steps
        address = Address((*steps, Step(draft.level, number)))
        used[address] += 1
        if used[address] > 1:
            notices.append(f"{draft.line}: {address} ({used[address]})")
            address = Address((*steps, Step(draft.level, f"{number}[{used[address]}]")))
        addresses[id(draft)] = address
        provisions.append(
            Provision(
                address,
                draft.title,
                draft.text,
                draft.is_repealed,
                tuple(draft.marks),
                tuple(draft.links),
                draft.xml_id,
            )
        )
    return tuple(provisions)
