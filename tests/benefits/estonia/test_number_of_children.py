"""From when a changed number of children counts (PHS § 30 lg 1; gap 24)."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, world

from perenou.benefits.estonia.number_of_children import amount__with_rise, risen

FROM_ITS_DAY = dict.fromkeys(
    ("child_allowance_amount", "large_family_allowance_amount"), "rise_from_its_day"
)


@pytest.mark.parametrize(
    ("now", "at_start", "rose"), [(100, 80, True), (80, 80, False), (80, 100, False)]
)
def test_a_rise(now: int, at_start: int, rose: bool) -> None:
    assert risen(by_number=now, by_number_at_start=at_start) is rose


@pytest.mark.parametrize(
    ("at_start", "begun", "risen_days", "cents"),
    [
        pytest.param(True, 0, 0, 80_00, id="no change"),
        pytest.param(True, 0, 21, 93_55, id="80 and 20 for 21 of 31 days"),
        pytest.param(False, 21, 0, 54_19, id="a first month: § 7 lg 1"),
        pytest.param(False, 0, 0, 0, id="not payable"),
    ],
)
def test_amount(at_start: bool, begun: int, risen_days: int, cents: int) -> None:
    found = amount__with_rise(
        payable_at_start=at_start,
        begun_days=begun,
        rate_at_start=80_00,
        rate_at_begin=80_00,
        risen_days=risen_days,
        rate_when_risen=100_00,
        month_first_day=day("2026-10-01"),
        next_month_first_day=day("2026-11-01"),
    )
    assert found == cents


def test_another_states_benefit_above_the_higher_rate_leaves_nothing() -> None:
    found = amount__with_rise(
        payable_at_start=True,
        begun_days=0,
        rate_at_start=0,
        rate_at_begin=0,
        risen_days=21,
        rate_when_risen=0,
        month_first_day=day("2026-10-01"),
        next_month_first_day=day("2026-11-01"),
    )
    assert found == 0


@pytest.mark.parametrize(
    ("readings", "paid"),
    [
        pytest.param({}, [450_00, 450_00, 650_00], id="from the next month"),
        # 450 + 200 x 21/31
        pytest.param(FROM_ITS_DAY, [450_00, 585_48, 650_00], id="gap 24: by days"),
    ],
)
def test_a_seventh_child_is_born_within_a_month(readings: dict[str, str], paid: list[int]) -> None:
    births = [*(f"20{year}-05-05" for year in (10, 11, 12, 13, 14, 15)), "2026-10-11"]
    over = world(births, [Application("2017-01-10"), Application("2026-10-12")], readings=readings)
    months = ["2026-09", "2026-10", "2026-11"]
    assert amounts(over, "large_family_allowance", 0, months) == paid
    # The child's own allowance follows § 7 lg 1 in both: 100 x 21/31.
    assert amounts(over, "child_allowance", 6, months) == [0, 67_74, 100_00]


@pytest.mark.parametrize(
    ("readings", "paid"),
    [
        pytest.param({}, [80_00, 80_00, 100_00], id="from the next month"),
        # 80 + 20 x 21/31
        pytest.param(FROM_ITS_DAY, [80_00, 93_55, 100_00], id="gap 24: by days"),
    ],
)
def test_an_elder_child_joins_the_family_within_a_month(
    readings: dict[str, str], paid: list[int]
) -> None:
    moved: dict[tuple[str, int], Told] = {
        ("household", 0): (("2017-01-01", 1), ("2026-10-11", 0)),
    }
    births = [f"20{year}-05-05" for year in (10, 11, 12)]
    over = world(births, [Application("2017-01-10")], moved, readings=readings)
    months = ["2026-09", "2026-10", "2026-11"]
    assert amounts(over, "child_allowance", 2, months) == paid


@pytest.mark.parametrize("readings", [{}, FROM_ITS_DAY], ids=["next month", "gap 24"])
def test_a_fall_counts_from_the_next_month_in_both_readings(readings: dict[str, str]) -> None:
    births = [f"20{year}-05-05" for year in (10, 11, 12)]
    told: dict[tuple[str, int], Told] = {("child_death_day", 0): day("2026-10-11")}
    over = world(births, [Application("2017-01-10")], told, readings=readings)
    months = ["2026-10", "2026-11"]
    assert amounts(over, "child_allowance", 2, months) == [100_00, 80_00]
    assert amounts(over, "large_family_allowance", 0, months) == [450_00, 0]
