"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from perenou.acts.check.finding import Finding
from perenou.acts.check.view import Act, Place
from perenou.casework.as_json import Json


def findings_json(act: Act, found: Sequence[Finding]) -> str:
    """Kind and day of the document and every finding with its place; characters count from 0."""
    return as_text(findings_data(act, found))


def findings_data(act: Act, found: Sequence[Finding]) -> dict[str, Json]:
    """The same as plain data."""
    return {
        "kind": act.kind,
        "day": None if act.day is None else date.fromordinal(act.day).isoformat(),
        "findings": [finding_data(act, each) for each in found],
    }


def as_text(data: object) -> str:
    """Plain data as JSON for programs and people."""
    return json.dumps(data, indent=2, ensure_ascii=False)


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
