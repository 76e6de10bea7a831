"""Rounding, only here."""

from __future__ import annotations

from perenou.rules.types import Cents, Hundredths


def round_to_cent(numerator: int, denominator: int) -> Cents:
    """A fraction of cents as whole cents, half a cent upwards (PHS § 8 lg 6, § 19¹ lg 7).

    Not for negatives.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def round_to_hundredth(numerator: int, denominator: int) -> Hundredths:
    """A fraction in hundredths, half a hundredth upwards (PHS § 39 lg 6). Not for negatives."""
    return (200 * numerator + denominator) // (2 * denominator)


def leave_off_decimals(numerator: int, denominator: int) -> Cents:
    """A fraction of cents as whole euros, downwards (reading of 987/2009 art 90).

    What is exact to the cent stays as it is. Not for negatives.
    """
    cents = numerator // denominator
    if cents * denominator == numerator:
        return cents
    return numerator // (100 * denominator) * 100
