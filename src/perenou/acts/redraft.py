"""Drafting anew when the facts have changed: own paragraphs stay, and what changed is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from perenou.acts.document import Document, Paragraph, Part, Portion, lines_of, text_of

Way: TypeAlias = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph, list item or table row of two drafts.

    Attributes:
        old, new: its text in each; empty where it does not stand.
    """

    part: Part
    way: Way
    old: str
    new: str


def with_own(document: Document, earlier: Document) -> Document:
    """A draft with the official's own paragraphs of an earlier one, each once."""
    portions = list(document.portions)
    for portion in earlier.portions:
        own = [b for b in portion.blocks if isinstance(b, Paragraph) and b.own]
        if not own:
            continue
        at = next((i for i, each in enumerate(portions) if each.part is portion.part), None)
        if at is None:
            place = _place(portions, portion.part)
            portions.insert(place, Portion(portion.part, portion.heading, tuple(own)))
            continue
        here = portions[at]
        known = {text_of(b.spans) for b in here.blocks if isinstance(b, Paragraph) and b.own}
        new = [block for block in own if text_of(block.spans) not in known]
        portions[at] = replace(here, blocks=(*here.blocks, *new))
    return replace(document, portions=tuple(portions))


def _place(portions: list[Portion], part: Part) -> int:
    """Where a part belongs that the new draft does not have: before the next one of the page."""
    order = list(Part)
    wanted = order.index(part)
    for at, portion in enumerate(portions):
        if order.index(portion.part) > wanted:
            return at
    return len(portions)


def changes(old: Document, new: Document) -> tuple[Changed, ...]:
    """What differs between two drafts, part by part, in the order of the page."""
    return tuple(each for each in _compared(old, new) if each.way != "same")


def _compared(old: Document, new: Document) -> Iterator[Changed]:
    parts = dict.fromkeys([*(p.part for p in new.portions), *(p.part for p in old.portions)])
    for part in sorted(parts, key=list(Part).index):
        before, after = _lines(old, part), _lines(new, part)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for way, a1, a2, b1, b2 in matcher.get_opcodes():
            if way == "equal":
                yield from (Changed(part, "same", line, line) for line in before[a1:a2])
                continue
            both = min(a2 - a1, b2 - b1)
            for at in range(both):
                yield Changed(part, "changed", before[a1 + at], after[b1 + at])
            yield from (Changed(part, "removed", line, "") for line in before[a1 + both : a2])
            yield from (Changed(part, "added", "", line) for line in after[b1 + both : b2])


def _lines(document: Document, part: Part) -> list[str]:
    return [
        line
        for portion in document.portions
        if portion.part is part
        for block in portion.blocks
        for line in lines_of(block, document.language)
    ]
