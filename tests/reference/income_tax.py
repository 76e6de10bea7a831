"""Income tax withheld from parental benefit and child leave pay (TuMS), so far as figures exist."""

from __future__ import annotations

from fractions import Fraction

from tests.reference.daily_rate import half_up

RATE = ((2017, 20), (2025, 22))  # per cent, by year of payment; 2027 on assumed unchanged
EXEMPTION = {  # cents a month at most, by year of payment; 2027 is not known
    2017: 180_00,
    2018: 500_00,
    2019: 500_00,
    2020: 500_00,
    2021: 500_00,
    2022: 500_00,
    2023: 654_00,
    2024: 654_00,
    2025: 654_00,
    2026: 700_00,
}


def withheld(gross: int, year: int, exemption: int | None) -> int | None:
    """The tax in cents on what is paid in one calendar month of a year; None if not known.

    The exemption is what the person asked for, cents a month; None if nothing was asked.
    """
    percent = [value for start, value in RATE if start <= year][-1]
    if exemption is None:
        return half_up(Fraction(gross * percent, 100))
    if year not in EXEMPTION:
        return None
    taxed = max(0, gross - min(exemption, EXEMPTION[year]))
    return half_up(Fraction(taxed * percent, 100))
