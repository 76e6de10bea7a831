"""Child leave pay and social tax by the State beside parental benefit."""

from __future__ import annotations

import pytest
from tests.benefits.days import day, euros
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.neighbours import (
    child_leave_daily_pay,
    disabled_child_leave_daily_pay,
    social_tax_paid_for_recipient,
)

CAP = euros("3806.10")


@pytest.mark.parametrize(
    ("tax", "wage", "pay"),
    [
        pytest.param(0, "886", "42.19", id="EX-092: January to March"),
        pytest.param(0, "946", "45.05", id="EX-092: from April"),
        pytest.param(118_800 * 10, "946", "50.00", id="half of a thirtieth of 3000"),
        pytest.param(79_200 * 12, "946", "45.05", id="half of a thirtieth of 2400 is less"),
        pytest.param(990_000 * 12, "946", "63.44", id="EX-092: the most"),
    ],
)
def test_child_leave_pay(tax: int, wage: str, pay: str) -> None:
    assert child_leave_daily_pay(tax, 1200, 330, 500, euros(wage), 252, CAP) == euros(pay)


@pytest.mark.parametrize(
    ("tax", "pay"),
    [
        pytest.param(66_000 * 12, "95.24", id="EX-090: 2000 a month"),
        pytest.param(990_000 * 12, "181.24", id="EX-090: the most"),
        pytest.param(0, "0", id="no income"),
    ],
)
def test_leave_pay_of_a_disabled_childs_parent(tax: int, pay: str) -> None:
    assert disabled_child_leave_daily_pay(tax, 1200, 330, 252, CAP) == euros(pay)


def test_leave_pay_from_the_facts() -> None:
    # EX-091: leave in June 2026 rests on March 2025 to February 2026
    told: dict[tuple[str, int], Told] = {
        ("social_tax_on_income", 0): [
            ("2017-01-01", 9_999_99),
            ("2025-03-01", 66_000),
            ("2026-03-01", 9_999_99),
        ]
    }
    over = world(["2020-05-05"], [], told)
    on = "2026-06-17"
    assert value(over, "leave_period_first", 0, on) == day("2025-03-01")
    assert value(over, "leave_period_after", 0, on) == day("2026-03-01")
    assert value(over, "leave_average_income", 0, on) == 2000_00
    assert value(over, "disabled_child_leave_daily_pay", 0, on) == euros("95.24")
    assert value(over, "child_leave_daily_pay", 0, on) == euros("45.05")
    assert value(over, "cap_of_the_year", 0, on) == CAP
    assert value(over, "cap_of_the_year", 0, "2025-06-17") == euros("5265.09")
    assert value(over, "child_leave_daily_pay", 0, "2025-12-31") == 0
    assert value(over, "disabled_child_leave_daily_pay", 0, "2025-12-31") == 0


def test_days_on_a_note_shorten_the_base_of_leave_pay() -> None:
    told: dict[tuple[str, int], Told] = {
        ("social_tax_on_income", 0): 66_000,
        ("released_from_work", 0): [
            ("2017-01-01", False),
            ("2025-03-01", True),
            ("2025-05-05", False),
        ],
    }
    over = world(["2020-05-05"], [], told)
    assert value(over, "leave_months", 0, "2026-06-01") == 1000


def test_the_state_pays_social_tax_on_the_monthly_base() -> None:
    assert social_tax_paid_for_recipient(886_00, 330) == euros("292.38")
    over = world(["2026-05-05"], [], {})
    assert value(over, "social_tax_paid_for_recipient", 0, "2026-12-31") == euros("292.38")
    found = over.at("social_tax_paid_for_recipient", 0, day("2027-01-01"))
    assert not isinstance(found, int)
    assert found.bounds == (euros("292.38"), euros("312.18"))
