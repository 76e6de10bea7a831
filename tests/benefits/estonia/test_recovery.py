"""Set-off against benefits paid on (PHS § 14 lg 2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.benefits.estonia.recovery import (
    most_set_off_from_parental_benefit,
    most_set_off_in_month,
)


@pytest.mark.parametrize(
    ("granted", "most"),
    [
        pytest.param(0, 0, id="nothing granted"),
        pytest.param(80_00, 16_00, id="one child allowance"),
        pytest.param(710_00, 142_00, id="three children and the family allowance"),
        pytest.param(347_82, 69_56, id="survivor's allowance, 69.564 to the cent"),
        pytest.param(67_74, 13_54, id="a first month, not more than 13.548"),
    ],
)
def test_a_fifth_of_what_is_granted(granted: int, most: int) -> None:
    assert most_set_off_in_month(granted, 200) == most


@pytest.mark.properties
@given(st.integers(0, 10_000_00), st.integers(0, 1000))
def test_is_the_share_to_the_cent_and_never_more(granted: int, share: int) -> None:
    most = most_set_off_in_month(granted, share)
    assert most * 1000 <= granted * share < (most + 1) * 1000
    assert 0 <= most <= granted


@pytest.mark.parametrize(
    ("granted", "base_rate", "most"),
    [
        pytest.param(945_90, 886_00, 502_90, id="half of the base rate of 2026 is left"),
        pytest.param(443_00, 886_00, 0, id="just that"),
        pytest.param(443_01, 886_00, 1, id="a cent more"),
        pytest.param(100_00, 886_00, 0, id="less than that"),
        pytest.param(1000_00, 886_01, 556_99, id="443.005: half a cent in the recipient's favour"),
    ],
)
def test_half_of_the_base_rate_is_left_of_parental_benefit(
    granted: int, base_rate: int, most: int
) -> None:
    assert most_set_off_from_parental_benefit(granted, base_rate, 500) == most
