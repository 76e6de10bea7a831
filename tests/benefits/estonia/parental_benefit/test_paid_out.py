"""What of a month of parental benefit is paid: earnings (PHS § 44), income tax, the day (§ 46)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.benefits.days import day, euros
from tests.benefits.household import Told, carer, value, world

from perenou.benefits.estonia.parental_benefit.earnings import (
    reduction_for_earnings,
    reduction_for_earnings__by_days,
)
from perenou.benefits.estonia.parental_benefit.paid_out import (
    amount_after,
    basic_exemption_may_fall,
    childs_share,
    days_of_all_kinds,
    fathers_day_before_birth,
    of_all_kinds,
    own_share,
    parental_benefit_is_reduced,
    parental_benefit_net_of_month,
    parental_benefit_pay_day,
    rounded_share,
    shared_share,
)
from perenou.rules.types import Day
from perenou.rules.unknown import Open
from perenou.rules.world import World

Facts = dict[tuple[str, int], Told]


def at_home(birth: str, tax: Told, more: Facts | None = None, as_of: str = "2027-12-31") -> World:
    """A mother without the right before birth, who claims shared benefit from the 31st day on."""
    first = day(birth)
    told: Facts = {
        ("is_mother", 0): True,
        ("expected_day", 0): first,
        ("wishes_mothers", 0): True,
        ("wishes_shared", 0): True,
        ("social_tax_on_income", 0): tax,
        **(more or {}),
    }
    return world([birth], [], told, as_of=as_of)


def test_sums_of_the_kinds() -> None:
    assert of_all_kinds(1, 20, 300, 4000) == 4321
    assert days_of_all_kinds(1, 2, 3, 4) == 10
    assert parental_benefit_is_reduced(1)
    assert not parental_benefit_is_reduced(0)
    assert amount_after(100, 30) == 70
    assert amount_after(0, 30) == 0


@pytest.mark.properties
@given(st.integers(0, 10_000_00), st.integers(0, 10_000_00), st.integers(0, 10_000_00))
def test_the_parts_of_a_persons_sum_add_up(whole: int, own: int, rest: int) -> None:
    """Each within a cent of its share."""
    total = own + rest
    mine, theirs = own_share(whole, own, total), shared_share(whole, rest, total)
    assert mine + theirs == (whole if total else 0)
    if total:
        assert abs(mine - Fraction(whole * own, total)) <= 1
    assert own_share(whole, 0, total) == 0 == shared_share(whole, 0, total)


@pytest.mark.parametrize(
    ("earned", "paid"),
    [
        pytest.param("2632.55", "3100.00", id="at half of the cap"),
        pytest.param("2632.57", "3099.99", id="a cent less"),
        pytest.param("3000", "2916.28", id="half of 367.45"),
        pytest.param("9000", "1550.00", id="half of the benefit remains"),
    ],
)
def test_earnings_of_2025_reduce_the_paid_month(earned: str, paid: str) -> None:
    tax = [("2017-01-01", 990_00), ("2025-10-01", 0), ("2026-01-01", 0)]
    gross: Facts = {("gross_income", 0): [("2017-01-01", 0), ("2025-10-01", euros(earned)),
                                          ("2025-11-01", 0)]}  # fmt: skip
    over = at_home("2025-05-11", tax, gross)
    assert value(over, "shared_parental_benefit_granted", 0, "2025-10-01") == 3100_00
    assert value(over, "shared_parental_benefit_amount", 0, "2025-10-01") == euros(paid)
    assert value(over, "shared_parental_benefit_amount", 0, "2025-11-01") == 3000_00


def test_earnings_from_2026_on_reduce_nothing() -> None:
    over = at_home("2025-05-11", 990_00, {("gross_income", 0): 9000_00})
    assert value(over, "shared_parental_benefit_amount", 0, "2025-12-01") < 31 * 175_50
    assert value(over, "parental_benefit_reduction", 0, "2026-01-01") == 0
    granted = value(over, "shared_parental_benefit_granted", 0, "2026-01-01")
    assert value(over, "shared_parental_benefit_amount", 0, "2026-01-01") == granted


def test_earnings_reduce_two_kinds_of_one_month_once() -> None:
    # June 2025: 9 days of mother's and 21 of shared benefit, 100 euros each
    tax = [("2017-01-01", 990_00), ("2025-06-01", 1320_00), ("2025-07-01", 0)]  # 4000 in June
    over = at_home("2025-05-11", tax)
    assert value(over, "mothers_parental_benefit_granted", 0, "2025-06-01") == 900_00
    assert value(over, "shared_parental_benefit_granted", 0, "2025-06-01") == 2100_00
    # (4000 - 2632.55) / 2 = 683.725 is taken off, three tenths of it from the mother's benefit
    assert value(over, "mothers_parental_benefit_reduction", 0, "2025-06-01") == euros("205.12")
    assert value(over, "shared_parental_benefit_reduction", 0, "2025-06-01") == euros("478.60")
    assert value(over, "parental_benefit_of_month", 0, "2025-06-01") == euros("2316.28")


def test_a_month_paid_in_part_reduced_by_its_days() -> None:
    first, after, ended = day("2025-09-01"), day("2025-10-01"), day("2026-01-01")
    limit, rate = euros("2632.55"), 820_00
    whole = (2000_00, 4632_55, limit, rate, first, ended)
    assert reduction_for_earnings(*whole) == 1000_00

    def by_days(granted: int, days: int, earned: int, on: Day = first) -> int:
        return reduction_for_earnings__by_days(granted, days, earned, limit, rate, on, after, ended)

    assert by_days(2000_00, 30, 4632_55) == 1000_00
    assert by_days(1000_00, 15, 4632_55) == 500_00
    assert by_days(1000_00, 15, 9000_00) == 500_00  # half of the benefit remains
    assert by_days(600_00, 15, 9000_00) == 190_00  # 15 days of the base rate, 410, remain
    assert by_days(1000_00, 15, euros("2632.55")) == 0
    assert by_days(0, 0, 9000_00) == 0
    assert by_days(1000_00, 15, 9000_00, ended) == 0


@pytest.mark.parametrize(
    ("month", "on"),
    [
        pytest.param("2026-10-01", "2026-11-08", id="the next month"),
        pytest.param("2026-12-01", "2027-01-08", id="the next year"),
    ],
)
def test_paid_on_the_8th_of_the_next_month(month: str, on: str) -> None:
    over = at_home("2026-05-05", 990_00)
    assert value(over, "parental_benefit_pay_day", 0, month) == day(on)
    assert parental_benefit_pay_day(100, 8) == 107


@pytest.mark.parametrize(
    ("gross", "asked", "net"),
    [
        pytest.param("2400", "700", "2026.00", id="22 % of 1700"),
        pytest.param("2400", "0", "1872.00", id="no exemption asked for"),
        pytest.param("2400", "900", "2026.00", id="at most the exemption of the year"),
        pytest.param("600", "700", "600", id="below the exemption"),
        pytest.param("700", "700", "700", id="at the exemption"),
        pytest.param("700.05", "700", "700.04", id="a cent of tax"),
        pytest.param("700.02", "700", "700.02", id="less than half a cent of tax"),
        pytest.param("0", "700", "0", id="nothing"),
    ],
)
def test_after_income_tax(gross: str, asked: str, net: str) -> None:
    found = parental_benefit_net_of_month(euros(gross), euros(asked), 700_00, 220)
    assert found == euros(net)


@pytest.mark.properties
@given(st.integers(0, 10_000_00), st.integers(0, 1000_00), st.sampled_from((200, 220, 225, 333)))
def test_the_tax_is_rounded_half_a_cent_upwards(gross: int, exempt: int, rate: int) -> None:
    taxed = max(0, gross - exempt)
    tax = (taxed * rate * 2 + 1000) // 2000
    assert parental_benefit_net_of_month(gross, exempt, exempt, rate) == gross - tax


def test_decembers_benefit_is_taxed_by_the_rules_of_january() -> None:
    asked: Facts = {("basic_exemption_asked", 0): 1000_00}
    over = at_home("2024-05-05", 990_00, asked)
    # November 2024, paid in December: 20 % above 654
    assert value(over, "income_tax_rate_at_payment", 0, "2024-11-01") == 200
    granted = value(over, "parental_benefit_granted_of_month", 0, "2024-12-01")
    assert value(over, "income_tax_rate_at_payment", 0, "2024-12-01") == 220
    assert value(over, "basic_exemption_at_payment", 0, "2025-12-01") == 700_00
    assert value(over, "basic_exemption_at_payment", 0, "2025-11-01") == 654_00
    found = value(over, "parental_benefit_net_of_month", 0, "2024-12-01")
    paid = value(over, "parental_benefit_of_month", 0, "2024-12-01")
    assert granted >= paid
    assert found == paid - ((paid - 654_00) * 220 * 2 + 1000) // 2000


def test_net_of_2027_is_open_as_its_exemption_is_not_known() -> None:
    over = at_home("2026-05-05", 792_00, {("basic_exemption_asked", 0): 700_00})
    assert value(over, "shared_parental_benefit_net", 0, "2026-11-01") == euros("2026.00")
    found = over.at("shared_parental_benefit_net", 0, day("2026-12-01"))
    assert isinstance(found, Open)
    assert found.bounds == (euros("1934.40"), euros("2088.40"))


@pytest.mark.parametrize(
    ("gross", "falls_from", "asked", "expected"),
    [
        (2000_00, 14400_00, 1, True),
        (2000_00, 14400_00, 0, False),
        (2000_00, 0, 700_00, False),
        (0, 14400_00, 700_00, False),
    ],
)
def test_when_the_exemption_may_have_fallen(
    gross: int, falls_from: int, asked: int, expected: bool
) -> None:
    assert basic_exemption_may_fall(gross, falls_from, asked) is expected


def test_one_exemption_for_two_kinds_of_a_month() -> None:
    over = at_home("2026-05-11", 990_00, {("basic_exemption_asked", 0): 700_00})
    net = [
        value(over, f"{kind}_parental_benefit_net", 0, "2026-06-01")
        for kind in ("mothers", "shared")
    ]
    assert sum(net) == euros("3000") - euros("506.00")  # 22 % of 2300
    assert net[0] == euros("748.20")  # nine days of thirty


def test_two_children_share_the_earnings_and_the_exemption_of_a_parent() -> None:
    """Father's benefit for the newborn and shared benefit for the elder child in one month."""
    elder, newborn = carer(0, 0, 2), carer(0, 1, 2)
    told: Facts = {
        ("expected_day", 0): day("2024-06-01"),
        ("expected_day", 1): day("2026-06-16"),
        ("fathers_waiver_day", elder): day("2024-06-01"),
        ("wishes_shared", elder): [("2017-01-01", False), ("2026-06-01", True),
                                   ("2026-06-16", False)],
        ("wishes_fathers", newborn): [("2017-01-01", False), ("2026-06-16", True)],
        ("social_tax_on_income", 0): 990_00,
        ("basic_exemption_asked", 0): 700_00,
    }  # fmt: skip
    over = world(["2024-06-01", "2026-06-16"], [], told)
    assert value(over, "shared_parental_benefit_amount", elder, "2026-06-01") == 1500_00
    assert value(over, "fathers_parental_benefit_amount", newborn, "2026-06-01") == 1500_00
    assert value(over, "parental_benefit_of_month", 0, "2026-06-01") == 3000_00
    assert value(over, "shared_parental_benefit_net", elder, "2026-06-01") == euros("1247.00")
    assert value(over, "fathers_parental_benefit_net", newborn, "2026-06-01") == euros("1247.00")


@pytest.mark.properties
@given(st.integers(0, 10_000_00), st.lists(st.integers(1, 3_000_00), min_size=1, max_size=4))
def test_the_shares_of_the_children_add_up(whole: int, granted: list[int]) -> None:
    """Each child's within a cent of its part; the last one's takes what the others leave."""
    total, count = sum(granted), len(granted)
    rounded = [
        rounded_share(whole, own, total, place, count) for place, own in enumerate(granted, 1)
    ]
    found = [
        childs_share(whole, own, total, place, count, mine, sum(rounded) - mine)
        for place, (own, mine) in enumerate(zip(granted, rounded, strict=True), 1)
    ]
    assert rounded[-1] == 0
    if all(found):
        assert sum(found) == whole
    for own, mine in zip(granted, found, strict=True):
        assert abs(mine - Fraction(whole * own, total)) <= 2
    assert childs_share(whole, 0, total, 1, 2, 0, 0) == 0 == rounded_share(whole, 0, total, 1, 2)


def test_no_cent_is_lost_among_three_children() -> None:
    """Days of three children in one month, and the reduction for earnings divided among them."""
    births = ["2023-05-10", "2024-06-10", "2025-09-10"]
    rows = [carer(0, child, 3) for child in range(3)]
    days = (
        ("2025-09-01", "2025-09-04"),
        ("2025-09-04", "2025-09-10"),
        ("2025-09-10", "2025-10-01"),
    )
    told: Facts = {
        ("social_tax_on_income", 0): [("2017-01-01", 990_00), ("2025-09-01", 1320_00),
                                      ("2025-10-01", 0)],
        ("basic_exemption_asked", 0): 654_00,
    }  # fmt: skip
    for child, (row, (first, after)) in enumerate(zip(rows, days, strict=True)):
        told["expected_day", child] = day(births[child])
        told["wishes_fathers", row] = [("2017-01-01", False), (first, True), (after, False)]
    over = world(births, [], told)
    paid = [value(over, "parental_benefit_granted_for_child", row, "2025-09-01") for row in rows]
    assert paid == [300_00, 600_00, 2100_00]
    for whole, part in (
        ("parental_benefit_reduction", "fathers_parental_benefit_reduction"),
        ("parental_benefit_net_of_month", "fathers_parental_benefit_net"),
    ):
        parts = [value(over, part, row, "2025-09-01") for row in rows]
        assert sum(parts) == value(over, whole, 0, "2025-09-01") > 0
        assert all(parts)


def test_fathers_days_before_the_birth() -> None:
    assert fathers_day_before_birth(True, 100, 99)
    assert not fathers_day_before_birth(True, 100, 100)
    assert not fathers_day_before_birth(False, 100, 99)
    told: Facts = {
        ("expected_day", 0): day("2026-06-16"),
        ("wishes_fathers", 0): [("2017-01-01", False), ("2026-05-25", True)],
    }
    over = world(["2026-06-10"], [], told)
    assert value(over, "fathers_days_before_birth_in_month", 0, "2026-05-01") == 7
    assert value(over, "fathers_days_before_birth_in_month", 0, "2026-06-01") == 9
    assert value(over, "fathers_parental_benefit_days_in_month", 0, "2026-06-01") == 23
