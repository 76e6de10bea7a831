"""One question asked of everything: cases, provisions, norms, terms, sections of the workbench."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, TypeAlias

from django.urls import reverse

from perenou.impact.findable import by_place
from perenou.language.grammar import Language
from perenou.language.references.resolve import find
from perenou.language.search.engine import Hit
from perenou.rules.citation import Citation
from perenou.texts.cited import provisions_in
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.find import found_by, words_without_case
from perenou.workbench.cases.models import Case
from perenou.workbench.desk.law_index import law_index
from perenou.workbench.frame.things import address_of
from perenou.workbench.guide.chapters import address_of as guide_address
from perenou.workbench.handbook.search import pages_of
from perenou.workbench.references.numbered import numbered

OTHERS: Final = (
    "perenou.workbench.positions.search:found",
    "perenou.workbench.questions.search:found",
    "perenou.workbench.tasks.search:found",
    "perenou.workbench.watch.search:found",
    "perenou.workbench.watch.search:texts_found",
    "perenou.workbench.prose.search:found",
    "perenou.workbench.network.search:found",
    "perenou.workbench.network.search:meetings_found",
    "perenou.workbench.learning.search:found",
    "perenou.workbench.proposals.search:found",
)
"""What else is looked through: ``module:function`` of what finds places of one kind, for somebody
and a text; it gives the kind and what it found."""

MOST_OF_A_GROUP: Final = 10
MOST_SUGGESTED: Final = 5
MOST_PAGES: Final = 3
_LOOKED_AT: Final = 60
ACT: Final = "PHS"
"""The act that is meant where somebody who asks about family benefits names none."""
_SHORT: Final = re.compile(
    r"\s*(?:phs\s*(?:§\s*)?|§\s*|(?=\d+\S*\s+lg\s))(?P<place>\d.*?)\s*", re.I
)
_ORDER: Final = ("rule", "summary", "act", "guidance", "term", "handbook")


@dataclass(frozen=True, slots=True)
class Place:
    """Something that was found: where it opens, what it says, and the pieces to mark in it."""

    title: str
    address: str
    beside: str = ""
    pieces: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Places of one kind, ``search.kind.KIND`` in the texts."""

    kind: str
    places: tuple[Place, ...]


Finder: TypeAlias = Callable[[str, User, int], tuple[str, tuple[Place, ...]]]
"""Finds at most so many places of its kind that somebody may see."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a question found.

    Attributes:
        only: where the question means one place beyond doubt, its address; empty otherwise.
        meant: terms of the field that it was understood to mean. missing: its words that are
            found nowhere.
    """

    groups: tuple[Group, ...]
    only: str
    meant: tuple[str, ...]
    missing: tuple[str, ...]
    cases: int

    @property
    def count(self) -> int:
        """How many places there are in all."""
        return sum(len(group.places) for group in self.groups)


def asked(text: str, user: User, language: Language) -> Results:
    """Everything that somebody may see and that answers a question."""
    cases = list(found_by(text, user).select_related("owner")[:MOST_OF_A_GROUP])
    cited = _cited(text)
    answer = law_index(language).ask(text, most=_LOOKED_AT)
    groups = [
        *_certain(cases, cited),
        *_pages(answer.hits, user, language),
        *_others(text, user, MOST_OF_A_GROUP),
    ]
    by_kind: dict[str, list[Place]] = {}
    for hit, _ in by_place(answer.hits):
        by_kind.setdefault(hit.unit.kind, []).append(_place(hit))
    groups += [
        Group(kind, tuple(by_kind[kind][:MOST_OF_A_GROUP])) for kind in _ORDER if kind in by_kind
    ]
    nowhere = {word.casefold() for word in answer.found_nothing}
    missing = tuple(words_without_case(text, user, nowhere))
    said = text.casefold()
    meant = tuple(term for term in dict.fromkeys(answer.terms) if term.casefold() not in said)
    return Results(
        tuple(groups), _only(text, user, cited), meant, missing,
        len(cases),
    )  # fmt: skip


def suggested(text: str, user: User, language: Language) -> Results:
    """What may be meant while somebody is typing: a few cases, provisions, terms."""
    cases = list(found_by(text, user).select_related("owner")[:MOST_SUGGESTED])
    cited = _cited(text)
    groups = [
        *_certain(cases, cited),
        *_others(text, user, MOST_SUGGESTED),
    ]
    hits = law_index(language).ask(text, most=_LOOKED_AT).hits
    law = (hit for hit in hits if hit.unit.kind != "handbook")
    places = [place for place in map(_place, law) if place.address][:MOST_SUGGESTED]
    if places and not cited:
        groups.append(Group("law", tuple(places)))
    return Results(tuple(groups), "", (), (), len(cases))


def _certain(cases: list[Case], cited: list[Citation]) -> Iterator[Group]:
    """What stands first: the cases, and the provisions that are cited."""
    if cases:
        yield Group("case", tuple(map(_case, cases)))
    if cited:
        yield Group("provision", tuple(Place(str(each), _provision(each)) for each in cited))


def _pages(hits: Sequence[Hit], user: User, language: Language) -> Iterator[Group]:
    """The pages of the handbook of benefits that tell of what was found in the law."""
    found = pages_of(hits, language) if may(user, Right.READ_HANDBOOK) else ()
    if found:
        yield Group("page", tuple(Place(each.title, each.address) for each in found[:MOST_PAGES]))


def _others(text: str, user: User, most: int) -> Iterator[Group]:
    """What the sections find that a text may mean."""
    for name in OTHERS:
        module, _, function = name.partition(":")
        found: Finder = getattr(import_module(module), function)
        kind, places = found(text, user, most)
        if places:
            yield Group(kind, places)


def _only(text: str, user: User, cited: list[Citation]) -> str:
    wanted = text.strip()
    if (known := numbered(wanted, user)) is not None:
        return address_of(*known)
    if len(cited) == 1 and _is_whole(wanted):
        return _provision(cited[0])
    return ""


def _is_whole(text: str) -> bool:
    """Whether a text is a citation and nothing else."""
    whole = _with_act(text)
    return [(each.start, each.end) for each in find(whole)] == [(0, len(whole))]


def _with_act(text: str) -> str:
    """A text as it stands, or as a citation of our act where it is one that leaves its name out."""
    short = _SHORT.fullmatch(text)
    whole = f"{ACT} § {short['place']}" if short else text
    return whole if [(each.start, each.end) for each in find(whole)] == [(0, len(whole))] else text


def _cited(text: str) -> list[Citation]:
    return list(dict.fromkeys(provisions_in(_with_act(text))))


def _provision(citation: Citation) -> str:
    return reverse("frame:provision", args=[str(citation).replace(" ", "_")])


def _case(case: Case) -> Place:
    address = reverse("cases:show", args=[case.number])
    return Place(f"{case.number} · {case.title}", address, case.owner.name)


def _place(hit: Hit) -> Place:
    if hit.unit.kind == "handbook":
        return Place(
            hit.unit.title, guide_address(hit.unit.title), "", tuple(_pieces(*hit.snippet()))
        )
    try:
        address = _provision(Citation.parse(hit.unit.address))
    except ValueError:
        address = ""
    beside = hit.unit.address if address and hit.unit.title != hit.unit.address else ""
    # The text of a norm is for engineers; it is shown only where the question was found in it.
    is_told = hit.unit.kind != "rule" or bool(hit.in_text)
    return Place(hit.unit.title, address, beside, tuple(_pieces(*hit.snippet())) if is_told else ())


def _pieces(text: str, marks: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
