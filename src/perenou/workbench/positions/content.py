"""What a position says, apart from where it is kept; and what two of its versions differ in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.types import ALWAYS, NEVER, Day
from perenou.statutes.wording import Run, runs
from perenou.workbench.frame.templatetags.said import day as told_day
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Position, PositionVersion

TEXTS: Final = ("question", "answer", "reasons", "sources", "other")
"""What is written in words, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a position says.

    Attributes:
        other: the other reading. since, until: the days that it holds for, both included; None:
            open. doubt, reading: of the engine; empty where it settles none, or none other.
    """

    question: str
    answer: str
    reasons: str
    sources: str
    other: str
    citations: tuple[Citation, ...]
    theme: str
    since: date | None = None
    until: date | None = None
    doubt: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a position that two versions word otherwise."""

    part: str
    runs: tuple[Run, ...]


def content_of(version: PositionVersion) -> Content:
    """What a version says."""
    return Content(
        version.question, version.answer, version.reasons, version.sources, version.other,
        cited(version.citations), version.theme, version.since, version.until, version.doubt,
        version.reading,
    )  # fmt: skip


def cited(text: str) -> tuple[Citation, ...]:
    """Citations as a version keeps them."""
    return tuple(Citation.parse(each) for each in text.split("; ") if each)


def written(citations: tuple[Citation, ...]) -> str:
    """Citations as a version keeps them."""
    return "; ".join(map(str, citations))


def differences(
    before: PositionVersion, after: PositionVersion, language: Language
) -> tuple[Difference, ...]:
    """What differs between two versions, part by part."""
    pairs = [(part, getattr(before, part), getattr(after, part)) for part in TEXTS]
    pairs.append(("citations", before.citations, after.citations))
    pairs.append(("period", period(before, language), period(after, language)))
    old, new = (say(f"theme.{each.theme}", language) for each in (before, after))
    pairs.append(("theme", old, new))
    pairs.append(("doubt", before.doubt, after.doubt))
    pairs.append(("reading", before.reading, after.reading))
    return tuple(Difference(part, runs(one, two)) for part, one, two in pairs if one != two)


def period(version: Position | PositionVersion, language: Language) -> str:
    """The days that a position or a version of it holds for, told."""
    since, until = told_day(version.since), told_day(version.until)
    if since and until:
        return f"{since}–{until}"
    if since:
        return say("positions.period.since", language, day=since)
    if until:
        return say("positions.period.until", language, day=until)
    return say("positions.period.always", language)


def day_in_question(since: date | None, until: date | None, today: date) -> Day:
    """The day on which what a position cites has to be in force."""
    if until is not None and until < today:
        return until.toordinal()
    return (since if since is not None and since > today else today).toordinal()


def holds_on_until(old: Position, new: Position) -> date | None:
    """The last day that a position goes on to hold for once another has come in its place.

    Returns:
        None where it holds for no day that is before the other's first.
    """
    if old.first_day >= new.first_day:
        return None
    return date.fromordinal(min(old.after, new.first_day) - 1)


def overlap(one: tuple[Day, Day], other: tuple[Day, Day]) -> bool:
    """Whether two half-open periods share a day."""
    return max(one[0], other[0], ALWAYS) < min(one[1], other[1], NEVER)
