"""The periods that lists and figures look back on, alike everywhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.timezone import localdate

PERIODS: Final = ("30", "90", "365")
"""How many days each has; today is the last of them."""


def first_day(period: str) -> date:
    """The first day of a period, which belongs to it as today does."""
    return localdate() - timedelta(days=int(period) - 1)
