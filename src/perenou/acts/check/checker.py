"""A document laid beside the checklist: every finding, the worst first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from perenou.acts.check.checklist import Item, checklist
from perenou.acts.check.finding import Detector, Finding, Hit
from perenou.acts.check.view import Act, Place, Sentence
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language

if TYPE_CHECKING:
    from perenou.acts.check.case_figures import CaseFigures
    from perenou.acts.check.text import ActText


def check(
    source: ActText, case: CaseFigures | None = None, language: Language = "et"
) -> tuple[Finding, ...]:
    """Check a document.

    Args:
        source: the document. case: what its case says, where it is known. language: of the report.

    Returns:
        The findings, by severity, then by the order of the checklist, then by place.
    """
    return findings(Act(source, case), language)


def findings(
    act: Act, language: Language = "et", items: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """The findings on a document that has been read already; as ``check``.

    Args:
        items: of the checklist that alone are looked for; None: all.
    """
    found = [
        _told(act, item, hit, language)
        for item in checklist().values()
        if (items is None or item.id in items) and act.is_of(item.applies_to)
        for hit in _hits(act, item)
    ]
    order = {item: at for at, item in enumerate(checklist())}
    return tuple(
        sorted(found, key=lambda each: (each.severity.rank, order[each.item], _start(each.place)))
    )


def _start(place: Place | None) -> tuple[int, int]:
    return (0, 0) if place is None else (place.paragraph, place.start)


def _hits(act: Act, item: Item) -> Iterator[Hit]:
    seen: set[Place | None] = set()
    detector = detectors().get(item.id)
    for hit in (*_by_pattern(act, item), *(detector(act) if detector else ())):
        if hit.place is None or hit.place not in seen:
            seen.add(hit.place)
            yield hit


def _by_pattern(act: Act, item: Item) -> Iterator[Hit]:
    if item.needs is not None and not act.says(item.needs):
        yield Hit()
    if item.never is None:
        return
    for sentence in act.sentences:
        if item.unless is not None and item.unless.search(sentence.text):
            continue
        for found in item.never.finditer(sentence.text):
            yield Hit(within(sentence, found))


def within(sentence: Sentence, found: re.Match[str]) -> Place:
    """The place of a match in a sentence."""
    place = sentence.place
    return Place(place.paragraph, place.start + found.start(), place.start + found.end())


def _told(act: Act, item: Item, hit: Hit, language: Language) -> Finding:
    texts = Catalogue.load("perenou.acts.check", "texts")
    key = f"check.{item.id.lower().replace('-', '_')}"
    what = texts.text(f"{key}.what", language)
    if hit.detail:
        what += " " + texts.text(f"check.detail.{hit.detail}", language, **dict(hit.slots))
    return Finding(
        item.id,
        item.group,
        hit.severity or item.severity,
        hit.place,
        "" if hit.place is None else act.excerpt(hit.place),
        what,
        texts.text(f"{key}.why", language),
        item.citation,
        texts.text(f"{key}.cure", language),
    )


@cache
def detectors() -> dict[str, Detector]:
    """By item: the function that finds what patterns alone cannot."""
    from perenou.acts.check import (
        access,
        amounts,
        automation,
        basis,
        challenge,
        citations,
        consistency,
        contest,
        data_protection,
        delivery,
        duties,
        hearing,
        identity,
        numbers,
        operative,
        reasons,
        recovery,
        revocation,
        signature,
        sums,
        wording,
    )

    rooms = (
        identity, operative, basis, citations, reasons, hearing, amounts, sums, duties, contest,
        signature, delivery, recovery, revocation, challenge, access, data_protection, automation,
        wording, numbers, consistency,
    )  # fmt: skip
    return {item: detector for room in rooms for item, detector in room.DETECTORS.items()}
