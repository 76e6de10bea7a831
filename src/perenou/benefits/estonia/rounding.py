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
