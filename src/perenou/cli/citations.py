"""``perenou law cite``: the citations in a text, each with what it means and where to read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from perenou.cli.refusal import RefusedError

if TYPE_CHECKING:
    from perenou.language.grammar import Language
    from perenou.language.references.reference import Reference
    from perenou.language.references.resolve import Mention, Target


class Place(NamedTuple):
    """Where people can read what is cited, and the redaction in the store that was looked into."""

    link: str | None
    redaction: str


Found: TypeAlias = "list[tuple[Mention, list[Place]]]"
"""Every mention, with a place for each of its targets."""


def read_text(file: Path) -> str:
    """The text of a file, or of the standard input for ``-``; of a PDF or DOCX its paragraphs.

    Raises:
        RefusedError: it cannot be read.
        RefusedFileError: a PDF or DOCX cannot be read.
    """
    from perenou.statutes.documents import paragraphs

    try:
        if file.suffix.lower() in (".pdf", ".docx"):
            return "\n".join(paragraphs(file))
        if str(file) == "-":
            return sys.stdin.read()
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise RefusedError("cli.error.unreadable", path=str(file)) from None


def home_of(text: str) -> Reference | None:
    """The provision or act in which a text stands, as the user wrote it.

    Raises:
        RefusedError: it is no citation.
    """
    from perenou.language.references.reference import Reference
    from perenou.language.references.resolve import find

    if not text:
        return None
    for mention in find(text):
        for each in mention.references:
            if each.kind in ("provision", "act"):
                return each if each.section else Reference("provision", each.name)
    raise RefusedError("cli.law.error.provision", value=text)


def citations(text: str, day: int, home: Reference | None, store: Path | None) -> Found:
    """Every mention of a text with where its targets can be read, as worded on a day.

    Provisions are looked up in the store, where it has the act, and else among the coded norms.
    """
    from perenou.impact.known import known
    from perenou.language.references.resolve import find
    from perenou.statutes.lookup import link

    with known(store) as (exists, lookup):
        mentions = find(text, home=home, exists=exists, day=day)

        def place(reference: Reference) -> Place:
            held = None if lookup is None else lookup.redaction(reference.name, day)
            return Place(link(reference, lookup, day), "" if held is None else held.redaction.id)

        return [(each, [place(target.reference) for target in each.targets]) for each in mentions]


def as_data(found: Found, language: Language) -> list[dict[str, object]]:
    """The mentions for programs."""
    from perenou.language.references.resolve import explained

    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "normal": str(mention),
            "targets": [
                {
                    "cites": str(target.reference),
                    "kind": target.reference.kind,
                    "verified": target.verified,
                    "resolved": target.problem is None,
                    "link": place.link if target.problem is None else None,
                    "redaction": place.redaction or None,
                }
                for target, place in zip(mention.targets, places, strict=True)
            ],
            "problems": [
                {
                    "reason": problem.reason,
                    "candidates": [str(each) for each in problem.candidates],
                }
                for problem in mention.problems
            ],
            "explained": list(explained(mention, language)),
        }
        for mention, places in found
    ]


def as_lines(found: Found, language: Language) -> Iterator[str]:
    """The mentions for people: place, words, normal form; then targets and what is open."""
    from perenou.benefits.summaries import summaries
    from perenou.language.catalogue import Catalogue
    from perenou.language.references.resolve import explained

    texts = Catalogue.load("perenou.cli", "texts")
    known = summaries()
    for mention, places in found:
        yield texts.text(
            "cli.law.cite.mention",
            language,
            start=str(mention.start),
            end=str(mention.end),
            text=" ".join(mention.text.split()),
            normal=str(mention) or "?",
        )
        for target, place in zip(mention.targets, places, strict=True):
            if target.problem is None:
                key = f"cli.law.cite.{_state(target, place)}"
                slots = {"id": place.redaction} if key.endswith("looked_up_in") else {}
                yield f"    {target.reference} ({texts.text(key, language, **slots)})"
                yield f"      {place.link or texts.text('cli.law.cite.no_link', language)}"
                cited = target.reference.citation
                if cited is not None and cited in known:
                    yield f"      {known[cited].in_language(language)}"
        yield from (f"    ! {line}" for line in explained(mention, language))


def _state(target: Target, place: Place) -> str:
    if target.verified:
        return "looked_up_in" if place.redaction else "looked_up"
    return "not_looked_up" if target.reference.kind == "provision" else target.reference.kind
