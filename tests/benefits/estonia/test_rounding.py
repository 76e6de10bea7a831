"""Rounding to a cent (PHS § 8 lg 6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.benefits.days import half_up

from perenou.benefits.estonia.rounding import (
    in_cents,
    round_finely,
    round_to_cent,
    round_to_hundredth,
)
from perenou.rules.types import FINE


@pytest.mark.parametrize(
    ("numerator", "denominator", "cents"),
    [
        pytest.param(0, 31, 0, id="nothing"),
        pytest.param(1, 3, 0, id="a third of a cent down"),
        pytest.param(1, 2, 1, id="half a cent up"),
        pytest.param(2, 3, 1, id="two thirds up"),
        pytest.param(3, 2, 2, id="one and a half up"),
        pytest.param(100_00 * 21, 31, 67_74, id="100 euros for 21 of 31 days"),
        pytest.param(450_00 * 21, 31, 304_84, id="450 euros for 21 of 31 days"),
        pytest.param(650_00 * 2, 3, 433_33, id="two thirds of 650 euros"),
        pytest.param(650_00, 3, 216_67, id="a third of 650 euros"),
        pytest.param(80_00 * 28, 28, 80_00, id="a whole month"),
    ],
)
def test_known_fractions(numerator: int, denominator: int, cents: int) -> None:
    assert round_to_cent(numerator, denominator) == cents


@pytest.mark.properties
@given(st.integers(0, 10**12), st.integers(1, 10**6))
def test_lies_within_half_a_cent(numerator: int, denominator: int) -> None:
    found = round_to_cent(numerator, denominator)
    assert abs(found * denominator - numerator) * 2 <= denominator
    assert found == half_up(Fraction(numerator, denominator))


@pytest.mark.properties
@given(st.integers(0, 100_000), st.integers(28, 31), st.data())
def test_the_pieces_of_a_month_make_the_month_within_a_cent(
    rate: int, length: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, length))
    pieces = round_to_cent(rate * cut, length) + round_to_cent(rate * (length - cut), length)
    assert abs(pieces - rate) <= 1


@pytest.mark.properties
@given(st.integers(0, 100_000), st.integers(28, 31), st.data())
def test_a_part_is_never_above_the_whole_and_more_days_never_give_less(
    rate: int, length: int, data: st.DataObject
) -> None:
    days = data.draw(st.integers(0, length - 1))
    part = round_to_cent(rate * days, length)
    assert 0 <= part <= rate
    assert part <= round_to_cent(rate * (days + 1), length)


@pytest.mark.parametrize(
    ("numerator", "denominator", "hundredths"),
    [(365, 30, 1217), (359, 30, 1197), (1, 30, 3), (0, 30, 0), (1, 200, 1), (1, 201, 0)],
)
def test_hundredths_are_rounded_half_up(numerator: int, denominator: int, hundredths: int) -> None:
    assert round_to_hundredth(numerator, denominator) == hundredths


def test_fine_sums_are_shown_in_whole_cents() -> None:
    assert round_finely(1, 3) == 333_333
    assert round_finely(2, 3) == 666_667
    assert in_cents(FINE + FINE // 2) == 2
    assert in_cents(FINE + FINE // 2 - 1) == 1
    assert in_cents((0, 3 * FINE)) == (0, 3)
