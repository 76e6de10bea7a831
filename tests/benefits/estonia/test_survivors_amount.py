"""The standard amount of survivor's allowance (PHS § 19¹ lg 4-9)."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.household import SURVIVORS_CLAIM, fatherless, value, world

from perenou.benefits.estonia.survivors_amount import (
    base_of_2026,
    base_of_2026__unindexed,
    indexed_base,
    part_from_wage,
    survivors_allowance_standard,
    survivors_allowance_standard__indexed,
    survivors_allowance_standard__unindexed,
)
from perenou.rules.unknown import Open


@pytest.mark.parametrize(
    ("factor", "cents"),
    [
        pytest.param(1048, 285_06, id="272 raised by 4.8 %: 285.056"),
        pytest.param(1000, 272_00, id="prices stood still"),
        pytest.param(990, 272_00, id="prices fell: never lowered"),
        pytest.param(1001, 272_27, id="272.272"),
    ],
)
def test_the_base_of_2026(factor: int, cents: int) -> None:
    # PHS § 19¹ lg 5
    found = base_of_2026(survivors_allowance_base=272_00, price_factor_of_2025=factor)
    assert found == cents
    assert base_of_2026__unindexed(survivors_allowance_base=272_00) == 272_00


@pytest.mark.parametrize(
    ("factor", "cents"), [(1050, 299_31), (1000, 285_06), (995, 285_06), (1037, 295_61)]
)
def test_the_base_is_indexed_each_year_and_rounded_to_cents(factor: int, cents: int) -> None:
    # 285.06 * 1.05 = 299.313; * 1.037 = 295.60722 (lg 5, lg 7)
    assert indexed_base(base_of_2026=285_06, price_factor=factor) == cents


@pytest.mark.parametrize(
    ("wage", "cents"), [(2092_00, 62_76), (2200_50, 66_02), (2200_49, 66_01), (0, 0)]
)
def test_three_per_cent_of_the_average_wage(wage: int, cents: int) -> None:
    # PHS § 19¹ lg 6-7: 3 % of 2200.50 is 66.015
    assert part_from_wage(average_wage_published=wage, survivors_wage_share=30) == cents


def test_standard_amount() -> None:
    assert survivors_allowance_standard(survivors_allowance_month=347_82) == 347_82
    given = {"part_from_wage": 62_76}
    assert (
        survivors_allowance_standard__unindexed(survivors_allowance_base=272_00, **given) == 334_76
    )
    assert survivors_allowance_standard__indexed(indexed_base=299_31, **given) == 362_07


@pytest.mark.parametrize(
    ("readings", "april", "least"),
    [
        pytest.param({}, 347_82, 285_06, id="indexed in 2026"),
        pytest.param(
            dict.fromkeys(
                ("survivors_allowance_standard", "base_of_2026"), "first_indexed_in_2027"
            ),
            334_76,
            272_00,
            id="gap 22: first indexed in 2027",
        ),
    ],
)
def test_may_2027_is_open_but_not_below_the_base(
    readings: dict[str, str], april: int, least: int
) -> None:
    # PHS § 19¹ lg 9: until 30 April the amount of the year before
    over = world(["2015-03-03"], [SURVIVORS_CLAIM], fatherless(), people=2, readings=readings)
    assert value(over, "survivors_allowance_amount", 0, "2027-04-30") == april
    found = over.at("survivors_allowance_amount", 0, day("2027-05-01"))
    assert isinstance(found, Open)
    assert found.bounds[0] == least
