"""The standard amount of survivor's allowance (PHS § 19¹ lg 4-9)."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.household import (
    SURVIVORS_CLAIM,
    fatherless,
    world,
)

from perenou.benefits.estonia.survivors_amount import (
    survivors_allowance_standard,
    survivors_allowance_standard__unindexed,
)


def test_standard_amount() -> None:
    assert survivors_allowance_standard(survivors_allowance_month=347_82) == 347_82


@pytest.mark.parametrize(("today", "cents"), [("2027-04-30", 334_76), ("2027-05-01", 347_82)])
def test_standard_amount_first_indexed_in_2027(today: str, cents: int) -> None:
    # gap 22: 272 + 3 % of 2092 until 30.04.2027
    found = survivors_allowance_standard__unindexed(
        survivors_allowance_month=347_82,
        survivors_allowance_base=272_00,
        survivors_wage_share=30,
        average_wage_before_switch=2092_00,
        first_indexed_amount_day=day("2027-05-01"),
        today=day(today),
    )
    assert found == cents


def test_the_unknown_amount_of_may_2027_is_at_least_the_base() -> None:
    over = world(["2015-03-03"], [SURVIVORS_CLAIM], fatherless(), people=2)
    found = over.at("survivors_allowance_amount", 0, day("2027-05-01"))
    assert not isinstance(found, int)
    assert found.bounds[0] >= 272_00
