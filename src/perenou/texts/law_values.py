"""What a figure of the law is and was: its values over time, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.citation import Citation
from perenou.rules.types import NEVER, Day
from perenou.texts.topics import topics


@dataclass(frozen=True, slots=True)
class Value:
    """A value on the days from ``since`` until before ``until``, as the law counts it (cents)."""

    figure: str
    since: Day
    until: Day
    value: int
    citation: Citation


@lru_cache(maxsize=1024)
def values(figure: str, known: Day) -> tuple[Value, ...]:
    """The values of a figure by the law that was published by a day, the earliest first.

    Spans whose value is not known are left out; equal values that follow each other are one.
    """
    law = LAWBOOK.on(known)
    line = law.figures.get(figure)
    if line is None:
        return ()
    end_day = _end(figure, known)
    found: list[Value] = []
    starts = [*line.starts, NEVER]
    for start, end in pairwise(starts):
        version = line.at(start)
        if version is None or version.value is None:
            continue
        until = min(end, version.validity.until, end_day)
        if until <= start:
            continue
        last = found[-1] if found else None
        if last is not None and last.until == start and last.value == version.value:
            found[-1] = Value(figure, last.since, until, last.value, version.citation)
        else:
            found.append(Value(figure, start, until, version.value, version.citation))
    return tuple(found)


def _end(figure: str, known: Day) -> Day:
    """The first day without a figure whose own values go on."""
    topic = topics().get(figure)
    days = values(topic.ends, known) if topic is not None and topic.ends else ()
    return days[-1].value if days else NEVER


def on(figures: Iterable[str], day: Day, known: Day) -> tuple[Value, ...]:
    """The values that some figures have on a day."""
    return tuple(
        each for name in figures for each in values(name, known) if each.since <= day < each.until
    )
