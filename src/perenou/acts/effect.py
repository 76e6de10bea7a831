"""From which month the end of a right, or another recipient, shows in what is paid."""

from __future__ import annotations

from perenou.acts.matter import Item, Kind
from perenou.benefits.estonia.months import MONTHLY
from perenou.rules.calendar import next_month_start
from perenou.rules.types import Day

LAST_MONTH = "PHS § 31"
"""A monthly family allowance stops with the month after the one in which the right ends."""


def takes_effect(item: Item, kind: Kind | None) -> Day:
    """The first day of what an act of a kind changes in payment; the day of the right otherwise."""
    begins_a_month = item.passes or kind in (Kind.TERMINATION, Kind.SUSPENSION)
    return (
        next_month_start(item.first - 1) if begins_a_month and is_paid_whole(item) else item.first
    )


def is_paid_whole(item: Item) -> bool:
    """Whether the month in which it ends is paid in full, to whoever has it on the first day."""
    allowance = MONTHLY.get(item.benefit)
    return allowance is not None and not allowance.is_claimed_by_days and item.debtor is None
