"""Rounding, only here."""

from __future__ import annotations

from perenou.rules.types import Cents


def round_to_cent(numerator: int, denominator: int) -> Cents:
    """A fraction of cents as whole cents, half a cent upwards (PHS § 8 lg 6, § 19¹ lg 7).

    Not for negatives.
    """
    return (2 * numerator + denominator) // (2 * denominator)
