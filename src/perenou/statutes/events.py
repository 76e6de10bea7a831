"""What happened to an act, day by day: adopted, published, in force, in part, retroactively."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from perenou.statutes.model import Day, Redaction
from perenou.statutes.reigns import reigns

EventKind: TypeAlias = Literal[
    "adopted", "published", "in_force", "in_part", "retroactive", "begins", "ends"
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a day.

    Attributes:
        kind: ``adopted``, ``in_force``, ``in_part`` and ``retroactive`` are an amending act's;
            ``published``, ``begins`` and ``ends`` a redaction's.
        source: publication of the amending act, or number of the redaction. note: a remark.
    """

    day: Day
    kind: EventKind
    source: str
    note: str = ""


def timeline(redactions: Iterable[Redaction]) -> tuple[Event, ...]:
    """Everything that is known to have happened to a work, in order of days, each once."""
    every = tuple(redactions)
    found: dict[Event, None] = {}
    for each in every:
        found[Event(each.published, "published", each.id)] = None
        for mark in each.history:
            days: tuple[tuple[Day | None, EventKind], ...] = (
                (mark.adopted, "adopted"),
                (mark.in_force, "in_force"),
                *((day, "in_part") for day in mark.partly),
                (mark.retroactive, "retroactive"),
            )
            for day, kind in days:
                if day is not None:
                    note = mark.note if kind in ("in_part", "retroactive") else ""
                    found[Event(day, kind, mark.source, note)] = None
    for reign in reigns(every):
        found[Event(reign.since, "begins", reign.redaction.id)] = None
        if reign.until is not None:
            found[Event(reign.until, "ends", reign.redaction.id)] = None
    return tuple(sorted(found, key=lambda event: event.day))
