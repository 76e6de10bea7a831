"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from perenou.acts.check.finding import Finding
from perenou.acts.check.view import Act
from perenou.casework.as_json import Json


def findings_json(act: Act, found: Sequence[Finding]) -> str:
    """Kind and day of the document and every finding with its place; characters count from 0."""
    return as_text(findings_data(act, found))


def findings_data(act: Act, found: Sequence[Finding]) -> dict[str, Json]:
    """The same as plain data."""
    return {
        "kind": act.kind,
        "day": None if act.day is None else date.fromordinal(act.day).isoformat(),
        "findings": [_finding(act, each) for each in found],
    }


def as_text(data: object) -> str:
    """Plain data as JSON for programs and people."""
    return json.dumps(data, indent=2, ensure_ascii=False)


def _finding(act: Act, found: Finding) -> Json:
    place = found.place
    return {
        "item": found.item,
        "group": found.group,
        "severity": found.severity,
        "place": None
        if place is None
        else {
            "paragraph": place.paragraph,
            "page": act.paragraphs[place.paragraph - 1].page,
            "start": place.start,
            "end": place.end,
        },
        "excerpt": found.excerpt,
        "text": found.text,
        "why": found.why,
        "citation": found.citation,
        "cure": found.cure,
    }
