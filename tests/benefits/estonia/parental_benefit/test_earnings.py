"""A whole month's benefit and its reduction for earnings (PHS § 44)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.benefits.days import day, euros
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.earnings import (
    earnings_of_month,
    reduction_for_earnings,
    reduction_for_earnings__above_base_rate,
    reduction_for_earnings__base_rate_remains,
    shared_whole_month,
    shared_whole_month__by_month,
    shared_whole_month_reduced,
)
from perenou.rules.types import FINE

ENDED = day("2026-01-01")


@pytest.mark.parametrize(
    ("kept", "tax", "at_floor", "month"),
    [
        pytest.param(0, 1, False, "1200", id="by income"),
        pytest.param(0, 0, False, "584", id="no income: the base rate"),
        pytest.param(0, 1, True, "600", id="the floor"),
        pytest.param(900_00, 0, False, "900", id="kept income"),
        pytest.param(500_00, 0, True, "600", id="kept income below the floor"),
        pytest.param(5000_00, 0, False, "3548.10", id="the cap"),
    ],
)
def test_a_month_before_april_2022(kept: int, tax: int, at_floor: bool, month: str) -> None:
    found = shared_whole_month__by_month(
        kept * FINE, tax, 1200_00, 584_00, at_floor, 600_00, euros("3548.10")
    )
    assert found == euros(month)


def test_a_month_from_april_2022_is_as_long_as_it_is() -> None:
    first, after = day("2026-02-01"), day("2026-03-01")
    assert shared_whole_month(80_00, first, after) == 28 * 80_00


def test_the_month_changes_its_count_in_april_2022() -> None:
    told: dict[tuple[str, int], Told] = {("social_tax_on_income", 0): 79_200}
    over = world(["2021-06-01"], [], told)
    assert value(over, "shared_whole_month", 0, "2022-03-01") == 2400_00
    assert value(over, "shared_whole_month", 0, "2022-04-01") == 30 * 80_00
    assert value(over, "shared_whole_month", 0, "2022-05-01") == 31 * 80_00


def test_earnings_are_the_income_behind_the_tax() -> None:
    assert earnings_of_month(33_000, 0, 330) == 1000_00
    assert earnings_of_month(33_000, 500_00, 330) == 1500_00


BOTH = pytest.mark.parametrize(
    "reduction", [reduction_for_earnings, reduction_for_earnings__base_rate_remains]
)


@BOTH
@pytest.mark.parametrize(
    ("granted", "earned", "paid"),
    [
        pytest.param("2000", "1500", "2000", id="EX-041: below the threshold"),
        pytest.param("2500", "2500", "2205.39", id="EX-042"),
        pytest.param("2500", "1910.77", "2500", id="at the threshold"),
        pytest.param("2500", "1910.78", "2500", id="half a cent more: rounded up"),
        pytest.param("2500", "1910.79", "2499.99", id="a cent less"),
    ],
)
def test_half_of_the_earnings_above_the_threshold(
    reduction: Callable[..., int], granted: str, earned: str, paid: str
) -> None:
    found = reduction(
        euros(granted), euros(earned), euros("1910.77"), 584_00, day("2021-05-01"), ENDED
    )
    assert euros(granted) - found == euros(paid)


@pytest.mark.parametrize(
    ("granted", "remains", "by_base_rate"),
    [
        pytest.param("2000", "1000", "584", id="half of the benefit, or the base rate"),
        pytest.param("1000", "584", "584", id="the base rate is more than half"),
        pytest.param("500", "500", "500", id="never more than was granted"),
    ],
)
def test_what_remains_with_large_earnings(granted: str, remains: str, by_base_rate: str) -> None:
    arguments = (euros(granted), 9000_00, euros("1910.77"), 584_00, day("2021-05-01"), ENDED)
    assert euros(granted) - reduction_for_earnings(*arguments) == euros(remains)
    other = reduction_for_earnings__base_rate_remains(*arguments)
    assert euros(granted) - other == euros(by_base_rate)


@pytest.mark.parametrize(
    ("granted", "earned", "paid"),
    [
        ("1000", "430", "1000"),
        ("1000", "630", "900"),
        ("1000", "9000", "500"),
        ("600", "9000", "430"),
        ("400", "9000", "400"),
    ],
)
def test_to_february_2018_earnings_above_the_base_rate(
    granted: str, earned: str, paid: str
) -> None:
    found = reduction_for_earnings__above_base_rate(euros(granted), euros(earned), 430_00)
    assert euros(granted) - found == euros(paid)


@BOTH
def test_no_reduction_from_2026(reduction: Callable[..., int]) -> None:
    arguments = (2500_00, 9000_00, euros("2632.55"), 886_00)
    assert reduction(*arguments, day("2025-12-01"), ENDED) > 0
    assert reduction(*arguments, day("2026-01-01"), ENDED) == 0


def test_the_switches_of_the_reduction() -> None:
    # 1000 a month of benefit, 1000 a month of earnings
    told: dict[tuple[str, int], Told] = {("social_tax_on_income", 0): 33_000}
    over = world(["2018-01-10"], [], told)
    # (1000 - 470) / 2 = 265 in February 2018; half of the cap is more than the earnings in March
    assert value(over, "shared_whole_month_reduction", 0, "2018-02-01") == 265_00
    assert value(over, "shared_whole_month_reduced", 0, "2018-02-01") == 735_00
    assert value(over, "shared_whole_month_reduction", 0, "2018-03-01") == 0
    told = {("social_tax_on_income", 0): 165_000}  # 5000 a month
    over = world(["2025-01-10"], [], told)
    # 31 days of 166.67; (5000 - 2632.55) / 2 = 1183.725 less
    assert value(over, "shared_whole_month_reduced", 0, "2025-12-01") == euros("3983.05")
    assert value(over, "shared_whole_month_reduced", 0, "2026-01-01") == 31 * euros("166.67")
    assert shared_whole_month_reduced(100, 30) == 70


def test_the_end_of_the_reduction_was_not_known_before_its_publication() -> None:
    told: dict[tuple[str, int], Told] = {("social_tax_on_income", 0): 165_000}
    before = world(["2025-01-10"], [], told, as_of="2024-12-11")
    assert value(before, "shared_whole_month_reduction", 0, "2026-01-01") > 0
    after = world(["2025-01-10"], [], told, as_of="2024-12-12")
    assert value(after, "shared_whole_month_reduction", 0, "2026-01-01") == 0
