"""Rounding, only here."""

from __future__ import annotations

from perenou.rules.types import FINE, Cents, FineCents, Hundredths


def round_to_cent(numerator: int, denominator: int) -> Cents:
    """A fraction of cents as whole cents, half a cent upwards (PHS § 8 lg 6, § 19¹ lg 7).

    Not for negatives.
    """
    return (2 * numerator + denominator) // (2 * denominator)


def round_to_hundredth(numerator: int, denominator: int) -> Hundredths:
    """A fraction in hundredths, half a hundredth upwards (PHS § 39 lg 6). Not for negatives."""
    return (200 * numerator + denominator) // (2 * denominator)


def round_finely(numerator: int, denominator: int) -> FineCents:
    """A fraction of cents in millionths of a cent: fine enough to be rounded once more to the cent.

    Not for negatives.
    """
    return (2 * numerator * FINE + denominator) // (2 * denominator)


def in_cents(fine: int | tuple[int, int]) -> int | tuple[int, int]:
    """Money in millionths of a cent, or the bounds of it, in whole cents as people read it."""
    if isinstance(fine, tuple):
        return round_to_cent(fine[0], FINE), round_to_cent(fine[1], FINE)
    return round_to_cent(fine, FINE)


def leave_off_decimals(numerator: int, denominator: int) -> Cents:
    """A fraction of cents as whole euros, downwards (reading of 987/2009 art 90).

    What is exact to the cent stays as it is. Not for negatives.
    """
    cents = numerator // denominator
    if cents * denominator == numerator:
        return cents
    return numerator // (100 * denominator) * 100
