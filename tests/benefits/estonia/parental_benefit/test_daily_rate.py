"""Daily rate of parental benefit (PHS § 39 lg 7, §§ 40-43, 45, 63¹⁰)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from tests.benefits.days import day, euros, half_up
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.consecutive_births import own_income
from perenou.benefits.estonia.parental_benefit.daily_rate import (
    adopters_cap_day,
    average_of_estonia,
    base_rate_day,
    base_rate_is_due,
    cap_day__literal,
    cap_month,
    daily_base_rate,
    daily_by_income,
    daily_cap,
    daily_floor,
    daily_rate,
    fathers_right_day,
    floor_day,
    floor_wage,
    floor_wage__turn_of_year,
    is_at_floor,
    kept_income,
    mothers_benefit_is_capped,
    mothers_benefit_is_capped__always,
    mothers_cap_day,
    mothers_daily_rate,
    mothers_right_day,
    mothers_right_from_birth,
    rate_before_cap,
    shared_base_rate_day__kept,
    shared_cap_day,
    shared_cap_day__of_recipient,
    shared_right_day,
    shared_right_day__with_waiver,
)
from perenou.rules.types import FINE, NEVER
from perenou.rules.world import World

RATE = 330
START = day("2026-01-01")


def test_the_day_on_which_the_right_arose() -> None:
    assert mothers_right_day(True, 1000, 990, 991) == 930
    assert mothers_right_from_birth(990) == 990
    assert (fathers_right_day(1000, 990), fathers_right_day(1000, 940)) == (970, 940)
    assert mothers_right_day(False, 1000, 990, 991) == 991
    assert mothers_right_day(True, 1000, 929, 991) == 929


@pytest.mark.parametrize(
    ("is_mother", "right", "born", "arose"),
    [
        (True, True, 990, 1030),
        (True, True, 930, 1030),
        (True, True, 929, 1029),
        (True, False, 990, 1020),
        (False, False, 990, 970),
        (False, False, 940, 940),
    ],
)
def test_the_day_on_which_the_right_to_shared_benefit_arose(
    is_mother: bool, right: bool, born: int, arose: int
) -> None:
    own = fathers_right_day(1000, born)
    for earlier, expected in ((False, arose), (True, 1077)):
        found = shared_right_day(
            earlier, 1077, is_mother, right, 1000, born, NEVER, False, NEVER, own, NEVER
        )
        other = shared_right_day__with_waiver(
            earlier,
            1077,
            False,
            NEVER,
            is_mother,
            right,
            1000,
            born,
            NEVER,
            False,
            NEVER,
            own,
            NEVER,
            2000,
        )
        assert (found, other) == (expected, expected)


@pytest.mark.parametrize(("taken", "arose"), [(1200, 1200), (900, 990)])
def test_the_right_of_whoever_takes_the_parents_place(taken: int, arose: int) -> None:
    assert (
        shared_right_day(False, 1077, False, False, 1000, 990, NEVER, True, taken, 970, NEVER)
        == arose
    )
    found = shared_right_day__with_waiver(
        False, 1077, False, NEVER, False, False, 1000, 990, NEVER, True, taken, 970, NEVER, 2000
    )
    assert found == arose


@pytest.mark.parametrize(("since", "arose"), [(1200, 1200), (900, 970)])
def test_the_right_of_whoever_stands_in_for_a_parent(since: int, arose: int) -> None:
    found = shared_right_day(False, 1077, False, False, 1000, 990, NEVER, False, NEVER, 970, since)
    other = shared_right_day__with_waiver(
        False, 1077, False, NEVER, False, False, 1000, 990, NEVER, False, NEVER, 970, since, 2000
    )
    assert (found, other) == (arose, arose)


def test_a_death_brings_the_mothers_right_to_shared_benefit_forward() -> None:
    more = (False, NEVER, 935, NEVER)
    assert shared_right_day(False, 1077, True, True, 1000, 935, 1007, *more) == 1007
    assert shared_right_day(False, 1077, True, True, 1000, 935, 1040, *more) == 1030
    assert shared_right_day(False, 1077, True, False, 1000, 935, 1007, *more) == 965
    assert shared_right_day(False, 1077, False, False, 1000, 935, 1007, *more) == 935


def after_a_death(death: str, tax: int, right: bool = True) -> World:
    """A mother whose child, expected on 12 March 2026, was born on 2 January and died."""
    told: dict[tuple[str, int], Told] = {
        ("is_mother", 0): True,
        ("had_sickness_benefit_right", 0): right,
        ("expected_day", 0): day("2026-03-12"),
        ("child_death_day", 0): day(death) + 1,
        ("social_tax_on_income", 0): tax,
    }
    return world(["2026-01-02"], [], told)


def test_the_floor_after_a_death_follows_the_wage_of_the_paid_day() -> None:
    """The right arises on the day after the death, before the wage rises on 1 April 2026."""
    over = after_a_death("2026-03-18", 27_060)
    assert value(over, "shared_right_day", 0, "2026-03-19") == day("2026-03-19")
    assert value(over, "shared_parental_benefit_of_day", 0, "2026-03-19") == euros("29.53")
    assert value(over, "shared_parental_benefit_of_day", 0, "2026-03-31") == euros("29.53")
    assert value(over, "shared_parental_benefit_of_day", 0, "2026-04-01") == euros("31.53")
    assert value(over, "shared_parental_benefit_days_in_month", 0, "2026-04-01") == 17


def test_the_base_rate_after_a_death_is_that_of_the_day_after_it() -> None:
    """Without income: the rate of the year of the death, not that of the expected day's 30th."""
    told: dict[tuple[str, int], Told] = {
        ("is_mother", 0): True,
        ("had_sickness_benefit_right", 0): True,
        ("expected_day", 0): day("2025-12-10"),
        ("child_death_day", 0): day("2025-12-21"),
    }
    over = world(["2025-10-10"], [], told)
    assert value(over, "shared_parental_benefit_of_day", 0, "2025-12-21") == euros("27.33")
    assert value(over, "shared_parental_benefit_of_day", 0, "2026-01-05") == euros("27.33")


def test_an_early_death_gives_no_shared_days_and_moves_no_right() -> None:
    over = after_a_death("2026-03-13", 27_060)  # the 70th day after the birth
    assert value(over, "shared_right_day", 0, "2026-03-19") == day("2026-04-11")
    over = after_a_death("2026-03-14", 27_060)
    assert value(over, "shared_right_day", 0, "2026-03-19") == day("2026-03-15")


def test_whose_base_rate() -> None:
    assert base_rate_day(50) == 50
    assert shared_base_rate_day__kept(50, 20, is_mother=True, has_pre_birth_right=False) == 20
    assert shared_base_rate_day__kept(50, 20, is_mother=True, has_pre_birth_right=True) == 50
    assert shared_base_rate_day__kept(50, 20, is_mother=False, has_pre_birth_right=False) == 50


@pytest.mark.parametrize(
    ("month", "a_day"),
    [("820", "27.33"), ("886", "29.53"), ("946", "31.53"), ("3806.10", "126.87")],
)
def test_a_thirtieth(month: str, a_day: str) -> None:
    # EX-043, EX-044
    for thirtieth in (daily_base_rate, daily_floor, daily_cap):
        assert thirtieth(euros(month)) == euros(a_day)


@pytest.mark.parametrize(
    ("close", "tax", "earlier", "kept"),
    [
        pytest.param(True, 39_600, 100_00, 100_00, id="equal: the earlier one"),
        pytest.param(True, 39_601, 100_00, 0, id="a cent of tax more: the new one"),
        pytest.param(True, 39_599, 100_00, 100_00, id="less: the earlier one"),
        pytest.param(False, 0, 100_00, 0, id="births far apart"),
        pytest.param(True, 0, 0, 0, id="no income either time"),
        pytest.param(True, 0, 1, 1, id="no new income"),
    ],
)
def test_the_earlier_income_is_kept_unless_the_new_one_is_larger(
    close: bool, tax: int, earlier: int, kept: int
) -> None:
    # 396.00 of tax in 12 months is 100.00 a month
    own = own_income(tax, 1200, RATE)
    assert kept_income(close, own, earlier * FINE) == kept * FINE


@pytest.mark.parametrize(
    ("kept", "tax", "at_floor"),
    [
        pytest.param(0, 0, False, id="no income: the base rate, not the floor"),
        pytest.param(0, 1, True, id="a cent"),
        pytest.param(0, 374_615, True, id="just below 946"),
        pytest.param(0, 374_616, False, id="just 946"),
        pytest.param(945_99, 0, True, id="kept, below"),
        pytest.param(946_00, 0, False, id="kept, not below"),
        pytest.param(2000_00, 1, False, id="kept, above"),
    ],
)
def test_below_the_minimum_wage(kept: int, tax: int, at_floor: bool) -> None:
    assert is_at_floor(kept * FINE, tax, 1200, RATE, 946_00) is at_floor


def test_the_floor_follows_rises_but_no_fall() -> None:
    assert floor_wage(886, 946) == 946
    assert floor_wage(946, 886) == 946
    assert floor_wage__turn_of_year(886, 820) == 886
    assert floor_wage__turn_of_year(820, 886) == 886
    assert floor_day(day("2024-06-05"), day("2025-12-31")) == day("2025-01-01")
    assert floor_day(day("2025-06-05"), day("2025-12-31")) == day("2025-06-05")


def test_whose_year_gives_the_cap() -> None:
    assert mothers_cap_day(7) == 7
    assert shared_cap_day(8) == 8
    assert adopters_cap_day(9) == 9
    before, after = day("2025-12-28"), day("2026-01-04")
    assert cap_day__literal(after, before, START) == after
    assert cap_day__literal(before, after, START) == after
    assert cap_day__literal(before, before - 3, START) == before - 3
    assert cap_day__literal(after + 9, after, START) == after
    assert shared_cap_day__of_recipient(before, after, START) == before
    assert shared_cap_day__of_recipient(after, after + 400, START) == after + 400


def test_the_cap_of_a_year() -> None:
    # EX-043, EX-046: rounded to cents before it is doubled
    assert average_of_estonia(euros("4567.33")) == euros("1903.05")
    assert average_of_estonia(euros("4845.72")) == euros("2019.05")
    assert cap_month(0, euros("1903.05"), 2) == euros("3806.10")
    assert cap_month(euros("5265.09"), 0, 3) == euros("5265.09")


def test_mothers_benefit_is_capped_from_2026() -> None:
    assert mothers_benefit_is_capped(START - 1, START) is False
    assert mothers_benefit_is_capped(START, START) is True
    assert mothers_benefit_is_capped(START, NEVER) is False
    assert mothers_benefit_is_capped__always() is True
    assert mothers_daily_rate(200, True, 150) == 150
    assert mothers_daily_rate(200, False, 150) == 200
    assert mothers_daily_rate(100, True, 150) == 100
    assert daily_rate(200, 150) == 150
    assert daily_rate(100, 150) == 100


@pytest.mark.parametrize("tax", [374_616, 462_500, 950_400, 1_234_567])
@pytest.mark.parametrize("months", [40, 1000, 1197, 1200])
def test_the_daily_rate_is_rounded_once(tax: int, months: int) -> None:
    exact = Fraction(tax) / Fraction(33, 100) / Fraction(months, 100) / 30
    assert daily_by_income(0, tax, months, RATE) == half_up(exact)


def test_rounding_the_month_first_would_change_the_day() -> None:
    taxes = range(396_000, 400_000)
    by_month = [half_up(Fraction(half_up(Fraction(t * 100_000, 330 * 1200)), 30)) for t in taxes]
    by_day = [daily_by_income(0, tax, 1200, RATE) for tax in taxes]
    assert by_month != by_day


def test_which_figure_gives_the_rate() -> None:
    def rate(kept: int, tax: int, at_floor: bool) -> int:
        is_base = base_rate_is_due(kept, tax)
        return rate_before_cap(is_base, 29_53, at_floor, 31_53, 80_00, 886_00)

    assert rate(0, 0, False) == 29_53
    assert rate(0, 1, True) == 31_53
    assert rate(0, 999_999, False) == 80_00
    assert rate(100_00, 0, True) == 31_53
    assert rate(4500_00, 0, False) == 80_00


def test_a_kept_income_gives_a_thirtieth_of_it() -> None:
    assert daily_by_income(4500_00 * FINE, 1, 1200, RATE) == 150_00


# ---------------------------------------------------------------- from facts to the rate


def rates(
    birth: str,
    on: str,
    *,
    tax: int = 0,
    kind: str = "shared",
    as_of: str = "2027-12-31",
    readings: dict[str, str] | None = None,
    told: Mapping[str, int] | None = None,
) -> int:
    """A daily rate with so many cents of social tax each month."""
    facts: dict[tuple[str, int], Told] = {
        ("social_tax_on_income", 0): tax,
        ("expected_day", 0): day(birth),
    }
    facts |= {(name, 0): fact for name, fact in (told or {}).items()}
    over = world([birth], [], facts, as_of=as_of, readings=readings)
    return value(over, f"{kind}_daily_rate", 0, on)


TAX_OF_4500 = 148_500
TAX_OF_900 = 29_700


@pytest.mark.parametrize(
    ("birth", "on", "rate"),
    [
        pytest.param("2026-02-10", "2026-09-01", "126.87", id="check 4: 2026, capped"),
        pytest.param("2025-02-10", "2025-09-01", "150.00", id="check 4: 2025, below the cap"),
        pytest.param("2025-02-10", "2026-09-01", "150.00", id="check 4: also in 2026"),
        pytest.param("2025-12-31", "2026-09-01", "150.00", id="the last day of 2025"),
        pytest.param("2026-01-01", "2026-09-01", "126.87", id="the first day of 2026"),
        pytest.param("2027-01-01", "2027-09-01", "134.60", id="EX-046: 2027"),
        pytest.param("2023-03-01", "2024-09-01", "143.04", id="EX-045: stays in the next year"),
        pytest.param("2020-03-01", "2022-04-01", "118.27", id="2020: 3548.10 / 30"),
    ],
)
def test_an_income_of_4500_and_the_cap(birth: str, on: str, rate: str) -> None:
    assert rates(birth, on, tax=TAX_OF_4500) == euros(rate)


@pytest.mark.parametrize(
    ("income_tax", "cap"), [(200_000, "175.50"), (199_000, "175.50"), (165_000, "166.67")]
)
def test_the_cap_of_2025(income_tax: int, cap: str) -> None:
    assert rates("2025-06-01", "2025-09-01", tax=income_tax) == euros(cap)


def test_check_3_a_working_mother_with_2400_a_month() -> None:
    told = {"has_pre_birth_right": True, "is_mother": True, "expected_day": day("2026-12-15")}
    for kind, on in (
        ("mothers", "2026-10-06"),
        ("mothers", "2027-01-13"),
        ("shared", "2027-02-01"),
    ):
        assert rates("2026-12-15", on, tax=79_200, kind=kind, told=told) == 80_00


def test_check_5_the_earlier_income_under_the_new_cap() -> None:
    told = {"previous_birth_day": day("2024-02-01"), "previous_income": 4500_00}
    assert rates("2026-11-01", "2026-12-01", told=told) == euros("126.87")
    # the first child's own benefit: 150.00, its cap 157.78
    assert rates("2024-02-01", "2024-12-01", tax=TAX_OF_4500) == euros("150.00")


def test_the_earlier_income_is_not_kept_from_three_years_on() -> None:
    told = {"previous_birth_day": day("2023-11-01"), "previous_income": 4500_00}
    assert rates("2026-11-01", "2026-12-01", told=told) == euros("29.53")
    assert rates("2026-10-31", "2026-12-01", told=told) == euros("126.87")


@pytest.mark.parametrize(
    ("birth", "on", "rate"),
    [
        pytest.param("2025-06-01", "2025-12-31", "27.33", id="EX-044: 2025"),
        pytest.param("2025-06-01", "2026-06-01", "27.33", id="§ 45 lg 2: stays"),
        pytest.param("2026-06-01", "2026-06-01", "29.53", id="EX-044: 2026"),
        pytest.param("2027-01-30", "2027-06-01", "29.53", id="right on 31.12.2026, stays in 2027"),
        pytest.param("2027-01-31", "2027-06-01", "31.53", id="right on 01.01.2027"),
    ],
)
def test_without_income_the_base_rate_of_the_day_the_right_arose(
    birth: str, on: str, rate: str
) -> None:
    assert rates(birth, on) == euros(rate)


def test_gap_39_base_rate_of_a_mother_without_income_at_the_turn_of_the_year() -> None:
    told = {"is_mother": True}
    assert rates("2025-12-20", "2026-01-05", kind="mothers", told=told) == euros("27.33")
    assert rates("2025-12-20", "2026-02-01", told=told) == euros("29.53")
    kept = {"shared_base_rate_day": "same_rate_kept"}
    assert rates("2025-12-20", "2026-02-01", readings=kept, told=told) == euros("27.33")


@pytest.mark.parametrize(
    ("birth", "on", "rate"),
    [
        pytest.param("2025-06-01", "2025-12-31", "29.53", id="minimum wage 886"),
        pytest.param("2025-06-01", "2026-03-31", "29.53", id="the last day of 886"),
        pytest.param("2025-06-01", "2026-04-01", "31.53", id="§ 45 lg 1: raised with the wage"),
        pytest.param("2026-04-01", "2026-04-01", "31.53", id="EX-044: right arose under 946"),
        pytest.param("2024-12-01", "2024-12-31", "27.33", id="820 in 2024"),
        pytest.param("2024-12-01", "2025-01-01", "29.53", id="raised at the turn of the year"),
    ],
)
def test_a_low_income_follows_the_minimum_wage(birth: str, on: str, rate: str) -> None:
    assert rates(birth, on, tax=1) == euros(rate)


def test_before_may_2026_a_rise_was_followed_only_at_the_turn_of_the_year() -> None:
    for as_of, rate in (
        ("2026-04-27", "29.53"),  # not published yet
        ("2026-04-28", "29.53"),  # published, not in force
        ("2026-05-07", "29.53"),
        ("2026-05-08", "31.53"),  # in force, back to 1 April
    ):
        assert rates("2025-06-01", "2026-04-15", tax=1, as_of=as_of) == euros(rate), as_of
        # Whose right arose under the new wage, 30 days before the birth, has it in any case.
        assert rates("2026-05-01", "2026-04-15", tax=1, as_of=as_of) == euros("31.53"), as_of
    assert rates("2025-06-01", "2026-05-08", tax=1, as_of="2026-04-28") == euros("31.53")
    assert rates("2025-06-01", "2026-05-08", tax=1, as_of="2026-04-27") == euros("29.53")
    assert rates("2025-06-01", "2027-01-01", tax=1, as_of="2026-04-27") == euros("31.53")


def test_gap_41_a_benefit_by_income_between_the_old_and_the_new_minimum_wage() -> None:
    # 900.00 a month: above 886, below 946
    assert rates("2025-06-01", "2026-03-31", tax=TAX_OF_900) == euros("30.00")
    assert rates("2025-06-01", "2026-04-01", tax=TAX_OF_900) == euros("30.00")
    raised = {"shared_is_at_floor": "every_lower_benefit"}
    assert rates("2025-06-01", "2026-03-31", tax=TAX_OF_900, readings=raised) == euros("30.00")
    assert rates("2025-06-01", "2026-04-01", tax=TAX_OF_900, readings=raised) == euros("31.53")


def test_mothers_benefit_had_no_cap_for_children_of_2025() -> None:
    tax = 330_000  # 10 000 a month
    assert rates("2025-06-01", "2025-06-02", tax=tax, kind="mothers") == euros("333.33")
    assert rates("2025-06-01", "2025-09-02", tax=tax) == euros("175.50")  # § 45 lg 4
    assert rates("2026-06-01", "2026-06-02", tax=tax, kind="mothers") == euros("126.87")
    always = {"mothers_benefit_is_capped": "always"}
    rate = rates("2025-06-01", "2025-06-02", tax=tax, kind="mothers", readings=always)
    assert rate == euros("175.50")


@pytest.mark.parametrize(
    ("expected", "birth", "mothers", "shared", "literally"),
    [
        pytest.param("2026-01-05", "2025-12-28", "126.87", "175.50", "126.87", id="born early"),
        pytest.param("2025-12-28", "2026-01-05", "333.33", "126.87", "126.87", id="born late"),
        pytest.param("2027-01-05", "2026-12-28", "134.60", "126.87", "126.87", id="a year later"),
    ],
)
def test_gap_38_expected_and_born_in_different_years(
    expected: str, birth: str, mothers: str, shared: str, literally: str
) -> None:
    told = {"expected_day": day(expected)}
    literal = {"mothers_cap_day": "year_of_birth", "shared_cap_day": "year_of_birth"}
    for kind, rate in (("mothers", mothers), ("shared", shared)):
        found = rates(birth, "2027-02-01", tax=330_000, kind=kind, told=told)
        assert found == euros(rate), kind
        found = rates(birth, "2027-02-01", tax=330_000, kind=kind, readings=literal, told=told)
        assert found == euros(literally), kind


def test_gap_38_a_recipient_who_takes_over_in_the_next_year() -> None:
    told = {"is_mother": True}  # her shared benefit begins in January 2027
    own = {"shared_cap_day": "recipients_right"}
    assert rates("2026-12-20", "2027-03-01", tax=330_000, told=told) == euros("126.87")
    rate = rates("2026-12-20", "2027-03-01", tax=330_000, readings=own, told=told)
    assert rate == euros("134.60")


def test_an_adopter_has_the_cap_of_the_order() -> None:
    for order, rate in (("2025-12-31", "175.50"), ("2026-01-01", "126.87")):
        told = {"is_adopter": True, "adoption_day": day(order)}
        found = rates("2023-05-01", "2026-02-01", tax=330_000, kind="adopters", told=told)
        assert found == euros(rate)


def test_the_cap_of_2022_is_known_only_within_bounds() -> None:
    facts: dict[tuple[str, int], Told] = {("social_tax_on_income", 0): 330_000}
    found = world(["2022-06-01"], [], facts).at("shared_daily_rate", 0, day("2022-07-01"))
    assert not isinstance(found, int)
    assert found.bounds == (euros("127.38"), euros("143.04"))
    # An income below those bounds is not touched by them.
    assert rates("2022-06-01", "2022-07-01", tax=99_000) == euros("100.00")


def test_the_cap_of_2028_is_not_known_yet() -> None:
    facts: dict[tuple[str, int], Told] = {
        ("social_tax_on_income", 0): 330_000,
        ("expected_day", 0): day("2028-01-03"),
        ("had_sickness_benefit_right", 0): True,
    }
    found = world(["2028-01-03"], [], facts).at("mothers_daily_rate", 0, day("2027-12-01"))
    assert not isinstance(found, int)
    assert [each.name for each in found.missing] == ["pension_part_of_social_tax"]


def test_the_lower_cap_was_not_known_before_its_publication() -> None:
    for as_of, factor in (("2024-12-11", 3), ("2024-12-12", 2)):
        over = world(["2026-06-01"], [], {}, as_of=as_of)
        assert value(over, "shared_cap_factor", 0, "2026-07-01") == factor


def test_benefit_is_counted_by_the_day_from_april_2022() -> None:
    assert rates("2021-06-01", "2022-03-31", tax=79_200) == 0
    assert rates("2021-06-01", "2022-04-01", tax=79_200) == 80_00
