"""The form of answers about documents."""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict


class Place(TypedDict):
    """Where something stands: characters ``start`` to ``end`` of a paragraph; both count from 0."""

    paragraph: int
    page: int | None
    start: int
    end: int


class Finding(TypedDict):
    """One thing to mend; ``place`` is None where something is missing."""

    item: str
    group: str
    severity: str
    place: Place | None
    excerpt: str
    text: str
    why: str
    citation: str
    cure: str


class ActChecked(TypedDict):
    """What is wrong with an act or letter."""

    kind: str | None
    day: str | None
    findings: list[Finding]


class TextFinding(Finding):
    """The same in a text; ``instead`` could stand in the place of the excerpt."""

    key: str
    instead: str | None


class Uncompared(TypedDict):
    """A sentence whose figures were compared with nothing; benefits whose names are not known."""

    place: Place
    text: str
    figures: list[str]
    unknown_names: list[str]


class TextChecked(TypedDict):
    """What is stale, wrong or hard to read in a text, and what was compared with nothing."""

    language: str
    day: str | None
    rules_left_out: int
    findings: list[TextFinding]
    uncompared: list[Uncompared]


class MatterInList(TypedDict):
    """Something to decide or write, by its number."""

    number: int
    kind: str
    kind_name: str
    to: str
    about: str
    since: str
    only_on_request: bool


class MatterList(TypedDict):
    """What there is to decide in a case."""

    matters: list[MatterInList]


class Gap(TypedDict):
    """What a draft still lacks."""

    part: str
    what: str


class Drafted(TypedDict):
    """A draft: as a document by parts, as plain text, and what it still lacks."""

    kind: str
    title: str
    text: str
    gaps: list[Gap]
    document: dict[str, Any]
    findings: list[Finding]
