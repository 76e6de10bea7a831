"""A document made from a case and what an official gave, checked as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final, get_args

from perenou.acts.check.case_figures import case_figures
from perenou.acts.check.checker import findings
from perenou.acts.check.finding import Finding
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act as CheckedAct
from perenou.acts.document import Document, Gap, Paragraph, Part, Portion, Span
from perenou.acts.draft import draft
from perenou.acts.matter import Matter
from perenou.acts.particulars import OwnPart, Particulars
from perenou.acts.redraft import with_own
from perenou.casework.solve import Solved
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say

OWN_PARTS: Final = tuple(Part(each) for each in get_args(OwnPart))
"""The parts that take paragraphs of an official's own."""


def made(solved: Solved, matter: Matter, given: Particulars, language: Language) -> Document:
    """A draft in which every paragraph that the official wrote stands, whatever the case says.

    A part that the draft alone would not have is put in for them.
    """
    return with_own(draft(solved, matter, given, language), _own(given, language))


def _own(given: Particulars, language: Language) -> Document:
    """The official's own paragraphs alone."""
    return Document("", language, "", None, tuple(_own_portions(given, language)))


def _own_portions(given: Particulars, language: Language) -> Iterator[Portion]:
    order = [each.value for each in OWN_PARTS]
    for part, own in groupby(
        sorted(given.own, key=lambda each: order.index(each.part)), lambda each: each.part
    ):
        paragraphs = tuple(Paragraph((Span(each.text),), own=True) for each in own)
        yield Portion(Part(part), part_name(Part(part), language), paragraphs)


def part_name(part: Part, language: Language) -> str:
    """What a part is called above its text."""
    named = "laws" if part is Part.BASIS else part.value
    return Catalogue.load("perenou.acts", "texts").text(f"{named}.heading", language)


def checked(document: Document, solved: Solved, language: Language) -> tuple[Finding, ...]:
    """What the checker finds in a document, told in a language."""
    act = CheckedAct(ActText.from_document(document), case_figures(solved))
    return findings(act, language)


def unapproved(document: Document) -> Document:
    """The same marked as a draft on every page, as nobody has approved it."""
    missing = Gap(Part.SIGNATURE, say("drafts.gap.approval", document.language))
    return replace(document, gaps=(*document.gaps, missing))
