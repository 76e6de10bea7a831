"""Variants: cases that went the same way, with their share, time, work and waiting."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from perenou.process.log import EventLog, Truths
from perenou.process.spread import Spread, spread

Way = tuple[int, ...]
"""Codes of activities, in the order in which they were done."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way that cases went.

    Attributes:
        number: of cases. through: seconds from first to last step. working, waiting: seconds of a
            case on average; working is None where the log does not tell beginnings. cases: a few of
            them.
    """

    way: Way
    number: int
    through: Spread
    working: float | None
    waiting: float
    cases: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """All ways of a log: ``ways`` by number, and of each case the number of its way."""

    ways: tuple[Way, ...]
    of_case: NDArray[np.int64]


SHOWN = 5
"""Cases that are named as examples."""


def ways(log: EventLog) -> Ways:
    """The ways that the cases of a log went."""
    known: dict[bytes, int] = {}
    content = log.activity.astype(np.int32).tobytes()
    edges = (log.firsts * 4).tolist()
    of_case = np.array(
        [known.setdefault(content[low:high], len(known)) for low, high in pairwise(edges)],
        dtype=np.int64,
    )
    found = tuple(tuple(np.frombuffer(way, dtype=np.int32).tolist()) for way in known)
    return Ways(found, of_case)


def variants(log: EventLog, found: Ways, counted: Truths, most: int) -> list[Variant]:
    """The most frequent ways of the cases that are counted."""
    firsts = log.firsts
    through = log.ended[firsts[1:] - 1] - log.ended[firsts[:-1]]
    waiting = np.add.reduceat(log.waiting, firsts[:-1])
    told = log.has_beginnings
    working = np.add.reduceat(np.maximum(log.working, 0), firsts[:-1])
    numbers = np.bincount(found.of_case[counted], minlength=len(found.ways))
    made = []
    for way in np.argsort(-numbers, kind="stable")[:most].tolist():
        if not numbers[way]:
            break
        cases = np.flatnonzero((found.of_case == way) & counted)
        made.append(
            Variant(
                found.ways[way],
                len(cases),
                spread(through[cases]),
                float(working[cases].mean()) if told else None,
                float(waiting[cases].mean()),
                tuple(cases[:SHOWN].tolist()),
            )
        )
    return made
