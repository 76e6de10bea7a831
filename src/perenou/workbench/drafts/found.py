"""Findings as a page shows them: each item once, with every place where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perenou.acts.check.finding import Finding, Severity

LONGEST: int = 160
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class FoundAt:
    """A place: number of its paragraph from 1, and what stands there."""

    paragraph: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the checklist that was found.

    Attributes:
        places: none where something is missing altogether.
    """

    item: str
    severity: str
    text: str
    why: str
    citation: str
    cure: str
    places: tuple[FoundAt, ...]

    @property
    def stops(self) -> bool:
        """Whether a document should not be signed with it."""
        return Severity(self.severity).stops


def rows_of(findings: Sequence[Finding]) -> tuple[Found, ...]:
    """The findings, the worst first as they come; what is said alike of several places, once."""
    rows: dict[tuple[str, str], list[Finding]] = {}
    for each in findings:
        rows.setdefault((each.item, each.text), []).append(each)
    return tuple(_row(alike) for alike in rows.values())


def _row(alike: Sequence[Finding]) -> Found:
    first = alike[0]
    places = tuple(
        FoundAt(each.place.paragraph, _short(each.excerpt))
        for each in alike
        if each.place is not None
    )
    return Found(
        first.item, first.severity.value, first.text, first.why, first.citation, first.cure, places
    )


def _short(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rsplit(' ', 1)[0]} …"


def worst_by_place(findings: Sequence[Finding]) -> dict[int, str]:
    """By number of a paragraph, the severity of the worst finding in it."""
    found: dict[int, Severity] = {}
    for each in findings:
        if each.place is not None:
            at = each.place.paragraph
            found[at] = min(found.get(at, each.severity), each.severity, key=lambda one: one.rank)
    return {at: severity.value for at, severity in found.items()}
