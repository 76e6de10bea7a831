"""The form of answers, part by part: what programs may rely on.

Keys are never renamed, new ones may be added. A day is an ISO date, a month ``2026-11``; whoever is
meant is named by the id of the case file.
"""

from __future__ import annotations

from typing import Literal

# The standard library's own cannot be read by pydantic before Python 3.12.
from typing_extensions import TypedDict


class Amount(TypedDict):
    """A sum: in cents to compute with, in euros to read."""

    cents: int
    euros: str


class Bounds(TypedDict):
    """The least and the most that a sum can be; the same while it is certain."""

    least: Amount
    most: Amount | None
    """None: without an upper bound."""


class Cited(TypedDict):
    """A provision and where it can be read; None: nowhere that is known."""

    citation: str
    link: str | None


class Said(TypedDict):
    """A sentence; ``depth`` says how far it is a part of those above it."""

    depth: int
    text: str


class Rows(TypedDict):
    """A table as texts."""

    head: list[str]
    rows: list[list[str]]


class Told(TypedDict):
    """A section of a report."""

    key: str
    heading: str
    lines: list[Said]
    table: Rows | None


class OpenValue(TypedDict):
    """A value that is not known."""

    open: Literal[True]
    least: bool | int | str | Amount | None
    most: bool | int | str | Amount | None


Value = bool | int | str | Amount | OpenValue | None
"""By the type beside it: a truth value, number, day (None: no such day) or sum, or an open one."""

OfWhom = TypedDict("OfWhom", {"for": list[str]})
OfOne = TypedDict("OfOne", {"for": str})
Since = TypedDict("Since", {"from": str, "to": str | None})
Between = TypedDict("Between", {"from": str, "to": str})
"""Keys that Python cannot write as names."""
