"""The field in which people cite provisions: what was typed, read, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.contrib import messages

from perenou.impact.given import Fault, given
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.language.references.resolve import find
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.frame.templatetags.said import day as told_day
from perenou.workbench.frame.words import say
from perenou.workbench.references.models import LONGEST_CITATION

LONGEST: Final = 2000
MOST: Final = 40

_WRONG: Final = frozenset({"ambiguous", "missing", "unknown_act"})
"""What is wrong with a citation in running text that names no other text: § 5 of what stands above
may be read by people."""

_OURS: Final = frozenset({"words", "whole_act", "other", "range", "out_of_force"})


@dataclass(slots=True)
class CitationField:
    """What the field says.

    Attributes:
        text: as it was typed, or as it is kept. citations: what was read. unseen: those of them of
            which nobody here can tell whether the act has them. errors: each with how to cure it.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    unseen: tuple[Citation, ...] = ()
    errors: list[str] = field(default_factory=list)


def of_citations(citations: tuple[Citation, ...]) -> CitationField:
    """The field as what is kept fills it."""
    return CitationField("; ".join(map(str, citations)), citations)


def typed(text: str, day: Day, language: Language, *, is_needed: bool = True) -> CitationField:
    """What somebody typed, with every wrong citation refused.

    Args:
        text: as it was typed. day: on which every provision has to be in force.
        language: of the messages. is_needed: whether at least one has to be cited.
    """
    shown = text.strip().replace("\r\n", "\n")
    if len(shown) > LONGEST:
        return CitationField(shown, errors=[say("references.wrong.long", language, most=LONGEST)])
    read = given(shown, day)
    found = CitationField(shown, read.citations, read.unseen)
    found.errors = [_told(each, day, language) for each in read.faults]
    long = [each for each in read.citations if len(str(each)) > LONGEST_CITATION]
    found.errors += [say("references.wrong.words", language, text=str(each)) for each in long]
    if len(read.citations) > MOST:
        found.errors.append(say("references.wrong.many", language, most=MOST))
    if is_needed and not read.citations and not found.errors:
        found.errors.append(say("references.wrong.none", language))
    if not found.errors:
        found.text = "; ".join(map(str, read.citations))
    return found


def typed_within(text: str, day: Day, language: Language) -> CitationField:
    """What a running text cites, as if each had been typed into the field."""
    return typed("; ".join(_cited_in(text)), day, language, is_needed=False)


def _cited_in(text: str) -> list[str]:
    """What a text cites or tries to, each as it would be typed into the field."""
    found: dict[str, None] = {}
    for mention in find(text):
        for reference in mention.references:
            if reference.kind == "provision":
                found[str(reference.first)] = None
        if any(each.reason in _WRONG for each in mention.problems):
            found[text[mention.start : mention.end]] = None
    return list(found)


def tell_unseen(request: SignedIn, field: CitationField) -> None:
    """Warn of what was saved although nobody here can tell whether its act has it."""
    if field.unseen:
        unseen = [str(each) for each in field.unseen]
        messages.warning(request, say("references.unseen", request.language, citations=unseen))


def _told(fault: Fault, day: Day, language: Language) -> str:
    if fault.kind == "out_of_force":
        on = told_day(day)
        return say("references.wrong.out_of_force", language, text=fault.text, day=on)
    if fault.kind in _OURS:
        return say(f"references.wrong.{fault.kind}", language, text=fault.text)
    texts = Catalogue.load("perenou.language", "texts")
    line = texts.text(f"reference.{fault.kind}", language, text=fault.text)
    if fault.candidates:
        named = list(fault.candidates)
        line += " " + texts.text("reference.candidates", language, candidates=named)
    return line
