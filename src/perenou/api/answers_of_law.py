"""The form of answers about the law."""

from __future__ import annotations

from typing_extensions import TypedDict

from perenou.api.answers import Told, Value


class BenefitNames(TypedDict):
    """The benefits' names by their keys."""

    benefits: dict[str, str]


class Figure(TypedDict):
    """A figure that applies on the day."""

    name: str
    label: str
    value: Value
    type: str
    citation: str
    link: str | None
    source: str
    checked: bool


class FiguresOfDay(TypedDict):
    """The figures of a day; ``next``: after which name to go on, None at the end."""

    day: str
    known: str
    figures: list[Figure]
    next: str | None


class NormInList(TypedDict):
    """A norm by its name."""

    name: str
    label: str
    citation: str


class NormsOfDay(TypedDict):
    """The norms of a day; ``next``: after which name to go on, None at the end."""

    day: str
    known: str
    norms: list[NormInList]
    next: str | None


class NormTold(TypedDict):
    """What norms say."""

    names: list[str]
    told: str
    sections: list[Told]


class NamedNorm(TypedDict):
    """A norm that rests on a provision."""

    name: str
    label: str


class ProvisionTold(TypedDict):
    """A provision as it reads on a day; ``text`` is None where its act was not imported."""

    citation: str
    day: str
    link: str | None
    summary: str | None
    text: str | None
    note: str
    repealed: bool | None
    figures: list[Figure]
    norms: list[NamedNorm]


class Hit(TypedDict):
    """What a search found."""

    kind: str
    place: str
    title: str
    text: str


class Found(TypedDict):
    """What answers a question, the best first."""

    found: list[Hit]


class HandbookPage(TypedDict):
    """A page of the handbook by its key."""

    key: str
    title: str
    in_force: bool


class HandbookTold(TypedDict):
    """The pages of the handbook, and one of them where it was asked for."""

    day: str
    known: str
    pages: list[HandbookPage]
    title: str
    told: str
    sections: list[Told]
