"""Cited provisions looked up: whether they exist, since when they are gone, what they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from perenou.language.references.acts import acts
from perenou.language.references.reference import Reference
from perenou.rules.citation import Citation

FILE: Final = Path(__file__).with_name("provisions.yaml")
_ACT: Final = "PHS"


@dataclass(frozen=True, slots=True)
class Topic:
    """What sentences speak of that cite a provision, and the acts it is mistaken for."""

    words: re.Pattern[str]
    provision: Citation
    wrong: frozenset[str]


@dataclass(frozen=True)
class Provisions:
    """Everything of ``provisions.yaml``; days are those of a change."""

    repealed: Mapping[Citation, int]
    added: Mapping[Citation, int]
    acts_gone: Mapping[str, int]
    raised: frozenset[str]
    subsections: Mapping[str, frozenset[str]]
    topics: tuple[Topic, ...]
    benefits: Mapping[str, frozenset[str]]


@cache
def provisions() -> Provisions:
    """What is known of provisions besides the coded norms."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    rows = yaml.load(FILE.read_text(encoding="utf-8"), loader)
    return Provisions(
        {Citation.parse(key): _day(value) for key, value in rows["repealed"].items()},
        {Citation.parse(key): _day(value) for key, value in rows["added"].items()},
        {key: _day(value) for key, value in rows["acts_gone"].items()},
        frozenset(rows["raised"]),
        {key: frozenset(value) for key, value in rows["subsections"].items()},
        tuple(
            Topic(
                re.compile(rf"(?<!\w)(?:{row['words']})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE),
                Citation.parse(row["provision"]),
                frozenset(row["wrong"]),
            )
            for row in rows["topics"]
        ),
        {key: frozenset(value) for key, value in rows["benefits"].items()},
    )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def exists(reference: Reference, day: int | None = None) -> bool | None:
    """Whether the Family Benefits Act has or had a provision; None where that is not known.

    Of a section all of whose subsections are known, no others exist.
    """
    del day
    if reference.name != _ACT or reference.kind != "provision" or not reference.section:
        return None
    section = reference.section
    if section.isascii():
        last = acts()[_ACT].sections
        if not section.isdigit() or last is None or int(section) > last:
            return False
    elif section not in provisions().raised:
        return False
    known = provisions().subsections.get(section)
    if not reference.subsection or known is None:
        return None if reference.subsection else True
    return reference.subsection in known


def gone_since(reference: Reference) -> int | None:
    """The day from which a provision, or what it is a part of, no longer holds."""
    gone = provisions().acts_gone.get(reference.name)
    citation = reference.citation
    if gone is not None or citation is None:
        return gone
    return next((day for each, day in provisions().repealed.items() if each.covers(citation)), None)


def added_on(reference: Reference) -> int | None:
    """The first day of a provision that was added later; None where it is not known to be so."""
    citation = reference.first.citation
    if citation is None:
        return None
    return next((day for each, day in provisions().added.items() if each.covers(citation)), None)
