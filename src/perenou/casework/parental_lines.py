"""The course of days of parental benefit: who claims which, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.parental_answer import DaySpell, DayState, Span
from perenou.rules.timeline import joined
from perenou.rules.types import Day
from perenou.rules.unknown import Open
from perenou.rules.world import Line, Value

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def span(value: Value) -> Span:
    """The least and the most that a value can be."""
    return value.bounds if isinstance(value, Open) else (int(value), int(value))


def rows_by_days(solved: Solved) -> Iterator[tuple[str, int]]:
    """Every benefit and row (of an adult and a child) with days that are, or may be, claimed."""
    for key in solved.benefits:
        if key in MONTHLY and MONTHLY[key].is_claimed_by_days:
            for row in range(len(solved.facts.carers)):
                if not solved.world.line(MONTHLY[key].right, row).always(False):
                    yield key, row


def days_within(line: Line, first: Day, after: Day) -> Span:
    """For how many of the days [first, after) something holds."""
    least = most = 0
    while first < after:
        value, until = line.piece(first, after)
        low, high = span(value)
        least += low * (until - first)
        most += high * (until - first)
        first = until
    return least, most


def spells(solved: Solved, benefit: str, row: int) -> Iterator[DaySpell]:
    """The days of a benefit in the months asked about, by what becomes of them."""
    allowance = MONTHLY[benefit]
    claimed = solved.world.line(allowance.right, row)
    paid = solved.world.line(allowance.payable, row)
    who = solved.adult_of(allowance, row)
    starts = sorted({*claimed.starts, *paid.starts})
    course = joined((day, _state(claimed.at(day), paid.at(day))) for day in starts)
    for first, after, state in course.pieces(solved.world.end):
        first, after = max(first, solved.first_day), min(after, solved.after)
        if state is not None and first < after:
            yield DaySpell(benefit, who, first, after, state)


def _state(claimed: Value, paid: Value) -> DayState | None:
    if paid is True:
        return DayState.PAID
    if claimed is False:
        return None
    return DayState.REFUSED if claimed is True and paid is False else DayState.OPEN
