"""The days of maintenance allowance in court time, which the months of its payments only hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perenou.acts.ends import End
from perenou.acts.matter import Item, Matter
from perenou.acts.rows import carer_row
from perenou.casework.determination import Status
from perenou.casework.maintenance import COURT
from perenou.rules.calendar import month_of
from perenou.rules.types import Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def in_court_days(solved: Solved, matter: Matter) -> Matter:
    """A matter with the days on which a court-time right begins and runs out (PHS § 49 lg 3).

    A month that the law pays whole, as after an early end, stays whole.
    """
    items = tuple(_in_days(solved, item) for item in matter.items)
    return matter if items == matter.items else replace(matter, items=items)


def court_days(solved: Solved, debtor: str, child: str, day: Day) -> tuple[Day, Day] | None:
    """The first day of a court-time right and the day after its last; None while either is open."""
    row = carer_row(solved, debtor, child)
    if row is None:
        return None
    first = solved.world.at("court_time_begins", row, day)
    after = solved.world.at("court_time_runs_out", row, day)
    return None if isinstance(first, Open) or isinstance(after, Open) else (first, after)


def _in_days(solved: Solved, item: Item) -> Item:
    if item.benefit != COURT or item.debtor is None or not item.about:
        return item
    is_granted = item.status is Status.GRANTED
    days = court_days(
        solved, item.debtor, item.about[0], item.first if is_granted else item.first - 1
    )
    if days is None:
        return item
    first, after = days
    if not is_granted:
        ran_out = month_of(after) == month_of(item.first - 1)
        return replace(item, first=after) if ran_out and after < item.first else item
    begins = max(item.first, first) if month_of(first) == month_of(item.first) else item.first
    end = item.end
    if end is not None and after - 1 < end.last:
        end = End(after - 1, is_open=False)
    return replace(item, first=begins, end=end)
