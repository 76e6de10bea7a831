"""The reduction of a month's benefit for earnings beside it (PHS § 44, in force to 31.12.2025)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.reference.daily_rate import BASE_RATE, CAP, at, half_up


def threshold(year: int, month: int) -> int | None:
    """The earnings in cents a month that do not reduce; None where no source gives the cap.

    To 02.2018 the base rate, from 03.2018 half the cap of the calendar year, half a cent up.
    """
    first = date(year, month, 1)
    if first < date(2018, 3, 1):
        return at(BASE_RATE, first)
    if year not in CAP:
        return None
    return half_up(Fraction(CAP[year], 2))


def reduced(granted: int, earned: int, year: int, month: int) -> int | None:
    """What is left of a month's benefit in cents beside earnings in cents.

    Half of what is earned above the threshold is taken off; half of the benefit and the base rate
    stay, those of a whole month also where fewer days are paid.
    """
    if year >= 2026 or earned == 0:
        return granted
    limit = threshold(year, month)
    if limit is None:
        # The cap of 2022 lies between those of the years about it; often that is enough.
        before, after = (
            reduced_above(threshold(one, month), granted, earned, year, month)
            for one in (2021, 2023)
        )
        return before if before == after else None
    return reduced_above(limit, granted, earned, year, month)


def reduced_above(limit: int | None, granted: int, earned: int, year: int, month: int) -> int:
    """The same, with a threshold."""
    assert limit is not None
    base_rate = Fraction(at(BASE_RATE, date(year, month, 1)))
    lowest = min(Fraction(granted), max(Fraction(granted, 2), base_rate))
    left = granted - Fraction(max(0, earned - limit), 2)
    return half_up(max(left, lowest))
