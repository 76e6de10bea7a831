"""Provisions looked up without a text: whether an act has them, since when, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from perenou.language.references.acts import acts
from perenou.language.references.reference import Reference
from perenou.rules.citation import Citation

FILE: Final = Path(__file__).with_name("inventory.yaml")
ACT: Final = "PHS"
"""The act of which every section is known."""


@dataclass(frozen=True)
class Inventory:
    """Everything of ``inventory.yaml``; days are those of a change."""

    repealed: Mapping[Citation, int]
    added: Mapping[Citation, int]
    acts_gone: Mapping[str, int]
    raised: frozenset[str]
    subsections: Mapping[str, frozenset[str]]


@cache
def inventory() -> Inventory:
    """What is known of provisions besides the coded norms."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    rows = yaml.load(FILE.read_text(encoding="utf-8"), loader)
    return Inventory(
        {Citation.parse(key): _day(value) for key, value in rows["repealed"].items()},
        {Citation.parse(key): _day(value) for key, value in rows["added"].items()},
        {key: _day(value) for key, value in rows["acts_gone"].items()},
        frozenset(rows["raised"]),
        {key: frozenset(value) for key, value in rows["subsections"].items()},
    )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def exists(reference: Reference, day: int | None = None) -> bool | None:
    """Whether the Family Benefits Act ever has or had a provision; None where that is not known.

    Of a section all of whose subsections are known, no others exist.
    """
    del day
    if reference.name != ACT or reference.kind != "provision" or not reference.section:
        return None
    section = reference.section
    if section.isascii():
        last = acts()[ACT].sections
        if not section.isdigit() or last is None or int(section) > last:
            return False
    elif section not in inventory().raised:
        return False
    known = inventory().subsections.get(section)
    if not reference.subsection or known is None:
        return None if reference.subsection else True
    return reference.subsection in known


def gone_since(reference: Reference) -> int | None:
    """The day from which a provision, or what it is a part of, no longer holds."""
    gone = inventory().acts_gone.get(reference.name)
    citation = reference.citation
    if gone is not None or citation is None:
        return gone
    return next((day for each, day in inventory().repealed.items() if each.covers(citation)), None)


def added_on(reference: Reference) -> int | None:
    """The first day of a provision that was added later; None where it is not known to be so."""
    citation = reference.first.citation
    if citation is None:
        return None
    return next((day for each, day in inventory().added.items() if each.covers(citation)), None)
