"""Income behind parental benefit (PHS § 39 lg 2-6³)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from tests.benefits.days import day, half_up
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.earlier_scheme import (
    counts_calendar_year,
    counts_calendar_year__by_birth,
)
from perenou.benefits.estonia.parental_benefit.income_base import (
    adopters_right_day,
    average_income,
    further_days_deducted,
    insolvency_tax_counted,
    is_further_day_left_out,
    months_counted,
    months_counted_without_deduction,
    mothers_base_day,
    mothers_base_day__birth_month,
    period_after_day,
    period_after_day__or_of_year,
    period_after_day_of_fifteen,
    period_first_day,
    period_first_day__or_of_year,
    period_first_day_of_fifteen,
    shared_base_day,
    social_tax,
)
from perenou.rules.types import NEVER

SWITCH = day("2019-09-01")


def test_mothers_period_is_reckoned_from_the_expected_day_only_with_a_right_before_the_birth() -> (
    None
):
    assert mothers_base_day(True, expected_day=10, child_birth_day=20) == 10
    assert mothers_base_day(False, expected_day=10, child_birth_day=20) == 20
    assert shared_base_day(child_birth_day=20) == 20


def test_the_right_of_an_adopter_and_of_a_foster_parent() -> None:
    assert adopters_right_day(True, adoption_day=5, care_began_day=9, today=3) == 5
    assert adopters_right_day(False, adoption_day=5, care_began_day=9, today=12) == 9
    # Whoever fosters the child first has the right of the contract until the order is final.
    assert adopters_right_day(True, adoption_day=9, care_began_day=5, today=8) == 5
    assert adopters_right_day(True, adoption_day=9, care_began_day=5, today=9) == 9


@pytest.mark.parametrize(
    ("base", "first", "after"),
    [
        pytest.param("2026-07-01", "2024-10-01", "2025-10-01", id="EX-052: first of the month"),
        pytest.param("2026-07-31", "2024-10-01", "2025-10-01", id="last of the month"),
        pytest.param("2026-08-01", "2024-11-01", "2025-11-01", id="the next month"),
        pytest.param("2019-09-10", "2017-12-01", "2018-12-01", id="EX-050"),
        pytest.param("2019-11-15", "2018-02-01", "2019-02-01", id="EX-051"),
        pytest.param("2026-12-15", "2025-03-01", "2026-03-01", id="worked check 3"),
    ],
)
def test_twelve_months_before_the_last_nine(base: str, first: str, after: str) -> None:
    assert period_first_day(day(base)) == day(first)
    assert period_after_day(day(base)) == day(after)


@pytest.mark.parametrize(
    ("birth", "arose", "first", "after"),
    [
        pytest.param("2019-08-31", "2019-08-31", "2018-01-01", "2019-01-01", id="the day before"),
        pytest.param("2019-09-01", "2019-09-01", "2017-12-01", "2018-12-01", id="the day itself"),
        pytest.param("2017-03-19", "2017-03-19", "2016-01-01", "2017-01-01", id="EX-040"),
        pytest.param(
            "2018-12-05", "2019-02-20", "2018-01-01", "2019-01-01", id="maternity benefit first"
        ),
        pytest.param(
            "2019-06-10", "2019-08-31", "2018-01-01", "2019-01-01", id="arose on the last day"
        ),
        pytest.param(
            "2019-06-10", "2019-09-01", "2017-09-01", "2018-09-01", id="born before, arose after"
        ),
    ],
)
def test_a_right_from_before_september_2019_counts_the_year_before_it(
    birth: str, arose: str, first: str, after: str
) -> None:
    by_year = counts_calendar_year(day(arose), SWITCH)
    assert period_first_day__or_of_year(day(birth), by_year, day(arose)) == day(first)
    assert period_after_day__or_of_year(day(birth), by_year, day(arose)) == day(after)


def test_by_the_other_reading_the_birth_decides() -> None:
    assert counts_calendar_year__by_birth(day("2019-08-31"), SWITCH)
    assert not counts_calendar_year__by_birth(day("2019-09-01"), SWITCH)


@pytest.mark.parametrize(
    ("arose", "base"),
    [("2023-01-31", "2023-03-28"), ("2023-02-01", "2023-04-12")],
)
def test_before_february_2023_the_other_reading_takes_the_month_of_birth(
    arose: str, base: str
) -> None:
    fixed, expected, born = day("2023-02-01"), day("2023-04-12"), day("2023-03-28")
    assert mothers_base_day__birth_month(True, day(arose), fixed, expected, born) == day(base)
    assert mothers_base_day__birth_month(False, day(arose), fixed, expected, born) == born
    assert mothers_base_day(True, expected, born) == expected
    assert mothers_base_day(False, expected, born) == born


def test_an_adopters_period_and_that_of_leave_pay_leave_out_three_months() -> None:
    # EX-091: June 2026 gives March 2025 to February 2026
    assert period_first_day_of_fifteen(day("2026-06-17")) == day("2025-03-01")
    assert period_after_day_of_fifteen(day("2026-06-17")) == day("2026-03-01")


@pytest.mark.parametrize(
    ("released", "unemployed", "redundancy", "leave", "out"),
    [
        (False, True, False, False, True),
        (True, True, False, False, False),
        (False, True, True, False, False),
        (False, False, False, True, True),
        (True, False, False, True, False),
        (False, False, True, False, False),
        (False, False, False, False, False),
    ],
)
def test_a_further_day_left_out(
    released: bool, unemployed: bool, redundancy: bool, leave: bool, out: bool
) -> None:
    assert is_further_day_left_out(released, unemployed, redundancy, leave) is out


@pytest.mark.parametrize(
    ("birth", "days"),
    [("2020-12-31", 0), ("2021-01-01", 40), ("2023-12-31", 40), ("2024-01-01", 0)],
)
def test_further_days_are_deducted_for_three_birth_years(birth: str, days: int) -> None:
    window = (day("2021-01-01"), day("2024-01-01"))
    assert further_days_deducted(40, day(birth), *window) == days
    assert further_days_deducted(40, day(birth), NEVER, NEVER) == 0


def test_the_tax_that_counts() -> None:
    assert insolvency_tax_counted(7) == 7
    # 100.05 before taxes at 33 % is 33.0165, rounded 33.02
    assert social_tax(1000, 200, 30, 10005, social_tax_rate=330) == 1000 + 200 + 30 + 3302


@pytest.mark.parametrize(
    ("days", "released", "further", "months"),
    [
        pytest.param(365, 0, 0, 1200, id="365 / 30 is more than 12"),
        pytest.param(365, 5, 0, 1200, id="360 days are 12 months"),
        pytest.param(365, 6, 0, 1197, id="359 / 30 = 11.9666"),
        pytest.param(365, 65, 0, 1000, id="300 days"),
        pytest.param(365, 65, 30, 900, id="further days, too"),
        pytest.param(365, 364, 0, 3, id="one day"),
        pytest.param(365, 365, 0, 1200, id="no day left: 12"),
        pytest.param(365, 360, 6, 1200, id="fewer than no day: 12"),
        pytest.param(365, 353, 0, 40, id="12 days"),
    ],
)
def test_the_number_of_months(days: int, released: int, further: int, months: int) -> None:
    first = day("2025-01-01")
    assert months_counted(first, first + days, released, further) == months
    if not further:
        assert months_counted_without_deduction(first, first + days, released) == months


@pytest.mark.parametrize("tax", [0, 1, 462_500, 950_400, 1_234_567])
@pytest.mark.parametrize("months", [3, 40, 1000, 1197, 1200])
def test_the_average_income_is_rounded_once(tax: int, months: int) -> None:
    exact = Fraction(tax) / Fraction(33, 100) / Fraction(months, 100)
    assert average_income(tax, months, social_tax_rate=330) == half_up(exact)


def test_a_case_from_the_facts_to_the_average() -> None:
    # 12 months of 660.00 social tax, 65 days on a note: 7920 / 0.33 / 10.00 = 2400.00
    told: dict[tuple[str, int], Told] = {
        ("social_tax_on_income", 0): [("2020-01-01", 0), ("2024-10-01", 66_000), ("2025-10-01", 9)],
        ("released_from_work", 0): [
            ("2020-01-01", False),
            ("2024-12-01", True),
            ("2025-02-04", False),
        ],
    }
    over = world(["2026-07-15"], [], told)
    on = "2026-10-01"
    assert value(over, "shared_period_first", 0, on) == day("2024-10-01")
    assert value(over, "shared_period_after", 0, on) == day("2025-10-01")
    assert value(over, "shared_tax_on_income", 0, on) == 12 * 66_000
    assert value(over, "shared_days_released", 0, on) == 65
    assert value(over, "shared_months", 0, on) == 1000
    assert value(over, "shared_average_income", 0, on) == 2400_00


def test_each_kind_has_its_own_period() -> None:
    told: dict[tuple[str, int], Told] = {
        ("had_sickness_benefit_right", 0): True,
        ("expected_day", 0): day("2026-06-28"),
        ("is_adopter", 0): True,
        ("adoption_day", 0): day("2026-11-05"),
    }
    over = world(["2026-07-02"], [], told)
    periods = {
        "mothers": ("2024-09-01", "2025-09-01"),
        "shared": ("2024-10-01", "2025-10-01"),
        "adopters": ("2025-08-01", "2026-08-01"),
    }
    for key, (first, after) in periods.items():
        assert value(over, f"{key}_period_first", 0, "2026-11-10") == day(first)
        assert value(over, f"{key}_period_after", 0, "2026-11-10") == day(after)


INSOLVENCY: Mapping[tuple[str, int], Told] = {
    ("social_tax_on_income", 0): 100,
    ("social_tax_paid_by_state", 0): 20,
    ("social_tax_on_insolvency_benefit", 0): 3,
}


def test_insolvency_benefit_counts_since_the_supreme_court() -> None:
    over = world(["2019-10-01"], [], INSOLVENCY)
    assert value(over, "shared_social_tax", 0, "2019-10-29") == 12 * 120
    assert value(over, "shared_social_tax", 0, "2019-10-30") == 12 * 123


def test_unemployed_days_are_left_out_from_july_2021_to_2026() -> None:
    told: dict[tuple[str, int], Told] = {
        ("registered_unemployed", 0): [("2017-01-01", False), ("2020-01-01", True)],
        ("social_tax_on_income", 0): 100,
    }
    over = world(["2021-06-15"], [], told)  # September 2019 to August 2020: 244 days from January
    assert value(over, "shared_further_days_left_out", 0, "2021-07-01") == 244
    assert value(over, "shared_months", 0, "2021-06-30") == 1200
    assert value(over, "shared_months", 0, "2021-07-01") == half_up(Fraction(366 - 244, 30) * 100)
    over = world(["2023-12-31"], [], told)  # March 2022 to February 2023: all of it
    assert value(over, "shared_further_days_deducted", 0, "2026-12-31") == 365
    assert value(over, "shared_further_days_deducted", 0, "2027-01-01") == 0
    over = world(["2024-01-01"], [], told)
    assert value(over, "shared_further_days_deducted", 0, "2026-12-31") == 0
