"""A proposed new version of a text: every change marked and reasoned, for its owner to accept.

Wording is changed where a rule offers something that tells the same. Facts are never changed by
themselves: the right value stands in a comment, and whoever owns the text decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from perenou.acts.changes import Replacement, with_changes
from perenou.acts.check.comment import AUTHOR, commented
from perenou.acts.check.finding import Finding
from perenou.acts.check.text import ActText
from perenou.acts.read.document import ReadDocument
from perenou.language.clarity.unchanged import same_facts
from perenou.language.grammar import Language
from perenou.texts.check import CheckedText


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for a place; ``finding`` says why."""

    paragraph: int
    start: int
    end: int
    instead: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class MendedParagraph:
    """A paragraph before and after, and what was changed in it; equal where nothing was."""

    number: int
    before: str
    after: str
    changes: tuple[Change, ...]


def changes(checked: CheckedText) -> tuple[Change, ...]:
    """The changes that are safe, in order, none overlapping; a paragraph tells the same facts.

    Where somebody accepted only some, ``checked`` holds the findings of these alone.
    """
    found = sorted(
        (
            Change(each.place.paragraph, each.place.start, each.place.end, each.instead, each)
            for each in checked.findings
            if each.place is not None and each.instead is not None
        ),
        key=lambda each: (each.paragraph, each.start, -each.end),
    )
    return tuple(_apart(checked, found))


def _apart(checked: CheckedText, found: Sequence[Change]) -> Iterator[Change]:
    kept: list[Change] = []
    for each in found:
        same = [one for one in kept if one.paragraph == each.paragraph]
        if same and same[-1].end >= each.start:
            continue
        text = checked.act.paragraphs[each.paragraph - 1].text
        if same_facts(text, _changed(text, [*same, each])):
            kept.append(each)
    yield from kept


def _changed(text: str, found: Sequence[Change]) -> str:
    for each in reversed(found):
        text = text[: each.start] + each.instead + text[each.end :]
    return text


def mended(checked: CheckedText) -> tuple[MendedParagraph, ...]:
    """Every paragraph before and after."""
    found = changes(checked)
    return tuple(
        MendedParagraph(each.number, each.text, _changed(each.text, own), own)
        for each in checked.act.paragraphs
        for own in (tuple(one for one in found if one.paragraph == each.number),)
    )


def mended_source(checked: CheckedText) -> ActText:
    """The text as it reads with the changes."""
    after = {each.number: each.after for each in mended(checked)}
    source = checked.act.source
    rows = (replace(each, text=after[each.number]) for each in source.paragraphs)
    return replace(source, paragraphs=tuple(rows))


_OF_BODY: Final = "body"


def mended_docx(
    content: bytes,
    read: ReadDocument,
    checked: CheckedText,
    language: Language,
    at: datetime,
    accepted: CheckedText | None = None,
) -> bytes:
    """The Word file with comments for all findings and the changes tracked.

    Args:
        accepted: the text with the findings alone whose changes are wanted; None: all of them.

    Raises:
        MissingLibraryError: the library that writes Word files is not installed.
    """
    with_remarks = commented(content, read, checked.findings, language)
    wanted = []
    for each in changes(accepted or checked):
        paragraph = read.paragraphs[each.paragraph - 1]
        if paragraph.where == _OF_BODY:
            wanted.append(Replacement(paragraph.number, each.start, each.end, each.instead))
    return with_changes(with_remarks, read.name, wanted, AUTHOR, at)
