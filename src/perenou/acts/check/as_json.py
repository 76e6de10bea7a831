"""Findings for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from perenou.acts.check.finding import Finding
from perenou.acts.check.view import Act, Place
from perenou.casework.as_json import Json


def findings_data(act: Act, found: Sequence[Finding]) -> dict[str, Json]:
    """Kind and day of the document and every finding with its place; characters count from 0."""
    return {
        "kind": act.kind,
        "day": None if act.day is None else date.fromordinal(act.day).isoformat(),
        "findings": [finding_data(act, each) for each in found],
    }


def place_data(act: Act, place: Place) -> dict[str, Json]:
    """A place as plain data."""
    return {
        "paragraph": place.paragraph,
        "page": act.paragraphs[place.paragraph - 1].page,
        "start": place.start,
        "end": place.end,
    }


def finding_data(act: Act, found: Finding) -> dict[str, Json]:
    """A finding as plain data."""
    return {
        "item": found.item,
        "group": found.group,
        "severity": found.severity,
        "place": None if found.place is None else place_data(act, found.place),
        "excerpt": found.excerpt,
        "text": found.text,
        "why": found.why,
        "citation": found.citation,
        "cure": found.cure,
    }
