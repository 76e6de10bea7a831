"""Amounts and periods of parental benefit and child leave pay that authorities have published.

Each case names its publisher and the date of what was published.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import pytest
from tests.benefits.days import day, euros

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file import read_text
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END, START
from perenou.rules.unknown import Open
from perenou.rules.world import World

CLAIMED: Final = [
    {"by": "mari", "for": "juku", "kind": "shared", "from": "2026-10-01", "to": "2026-10-31"}
]


def solved(
    income: list[dict[str, Any]],
    child: dict[str, Any],
    claimed: Sequence[dict[str, str]] = (),
    **mother: Any,
) -> World:
    """The law over a mother, who may have claimed days, and one child."""
    person = {"income": income, "notes": [], "previous_income_base": [], **mother}
    content = {
        "otherwise": "ordinary",
        "people": {"mari": person},
        "children": {"juku": {"parents": [{"who": "mari", "role": "mother"}], **child}},
        "parental_days": [*claimed],
    }
    facts = CaseFacts(read_text(json.dumps(content), "case.json"))
    return World(LAWBOOK.on(day("2026-11-26")), facts.facts(), START, END)


def at(world: World, name: str, on: str) -> int:
    found = world.at(name, 0, day(on))
    assert isinstance(found, int), f"{name} is open: {found}"
    return found


def test_ex_040_calendar_year_before_the_birth() -> None:
    # SKA guidance, reprinted by superlapsehoidja.ee, 2018
    income = [
        {"from": "2016-01", "to": "2016-12", "social_tax": "385.41"},
        {"month": "2016-12", "social_tax": "0.08"},
    ]
    world = solved(income, {"birth": "2017-03-19"}, sickness_benefit_right=[])
    assert at(world, "shared_social_tax", "2017-04-01") == euros("4625")
    assert at(world, "shared_months", "2017-04-01") == 1200
    assert at(world, "shared_average_income", "2017-04-01") == euros("1167.93")
    assert at(world, "shared_whole_month", "2017-04-01") == euros("1167.93")


@pytest.mark.parametrize(
    ("ident", "granted", "earned", "paid"),
    [("EX-041", "2000", "1500", "2000"), ("EX-042", "2500", "2500", "2205.39")],
)
def test_earning_beside_the_benefit_in_2021(
    ident: str, granted: str, earned: str, paid: str
) -> None:
    # SM, page Vanemahüvitis, 2021; half of the cap 1910.77
    income = [
        {"from": "2019-01", "to": "2020-12", "gross": granted},
        {"from": "2021-01", "to": "2021-12", "gross": earned},
    ]
    world = solved(income, {"birth": "2020-12-05"}, sickness_benefit_right=[])
    assert at(world, "shared_whole_month", "2021-05-01") == euros(granted), ident
    assert at(world, "shared_whole_month_reduced", "2021-05-01") == euros(paid), ident


@pytest.mark.parametrize(
    ("ident", "birth", "month", "a_day"),
    [
        # SKA, page Vanemahüvitise ülempiir ja miinimum, 10.2026
        ("EX-043", "2026-05-05", "3806.10", "126.87"),
        # SKA, page Vanemahüvitise ülempiir (change of year), 2024
        ("EX-045", "2023-05-05", "4291.29", "143.04"),
        # SKA, page Vanemahüvitise ülempiir 2027, 10.2026; RT I, 19.03.2026, 18
        ("EX-046", "2027-05-05", "4038.10", "134.60"),
    ],
)
def test_the_cap_of_a_birth_year(ident: str, birth: str, month: str, a_day: str) -> None:
    income = [{"from": "2020-01", "to": "2027-12", "gross": 9000}]
    world = solved(income, {"birth": birth}, sickness_benefit_right=[])
    for on in (birth, "2027-12-01" if birth.startswith("2027") else f"{int(birth[:4]) + 1}-06-01"):
        assert at(world, "shared_cap_month", on) == euros(month), ident
        assert at(world, "shared_daily_rate", on) == euros(a_day), ident


def test_ex_043_the_average_behind_the_cap_is_rounded_first() -> None:
    # SKA, page Vanemahüvitise ülempiir ja miinimum 2026, 10.2026
    world = solved([], {"birth": "2026-05-05"}, sickness_benefit_right=[])
    assert at(world, "shared_average_of_estonia", "2026-06-01") == euros("1903.05")


@pytest.mark.parametrize(
    ("birth", "income", "on", "a_day"),
    [
        pytest.param("2026-05-05", "0", "2026-06-01", "29.53", id="no income, 2026"),
        pytest.param("2026-05-05", "100", "2026-06-01", "31.53", id="low income, from April 2026"),
        pytest.param("2025-05-05", "0", "2025-06-01", "27.33", id="no income, 2025"),
    ],
)
def test_ex_044_the_least_benefit(birth: str, income: str, on: str, a_day: str) -> None:
    # SKA, page Vanemahüvitise ülempiir ja miinimum 2026, 10.2026
    told = [{"from": "2022-01", "to": "2026-12", "gross": income}]
    world = solved(told, {"birth": birth}, sickness_benefit_right=[])
    assert at(world, "shared_daily_rate", on) == euros(a_day)


@pytest.mark.parametrize(
    ("ident", "birth", "first", "after"),
    [
        # SM and SKA text, reprinted by juristaitab.ee, 2020
        ("EX-050", "2019-09-10", "2017-12-01", "2018-12-01"),
        # SKA guidance in the press, 2019
        ("EX-051", "2019-11", "2018-02-01", "2019-02-01"),
    ],
)
def test_the_accounting_period(ident: str, birth: str, first: str, after: str) -> None:
    world = solved([], {"birth": birth}, sickness_benefit_right=[])
    assert at(world, "shared_period_first", "2020-01-01") == day(first), ident
    assert at(world, "shared_period_after", "2020-01-01") == day(after), ident


def test_ex_052_the_period_of_a_working_mother_follows_the_expected_day() -> None:
    # SKA, page Vanemahüvitise suuruse arvutamine, 10.2026
    child = {"expected": "2026-07-01", "birth": "2026-06-25"}
    world = solved([], child, sickness_benefit_right=[{"from": "2020-01-01"}])
    assert at(world, "mothers_period_first", "2026-06-01") == day("2024-10-01")
    assert at(world, "mothers_period_after", "2026-06-01") == day("2025-10-01")
    assert at(world, "shared_period_first", "2026-06-01") == day("2024-09-01")


def test_ex_090_and_091_leave_pay_of_a_disabled_childs_parent() -> None:
    # SKA, pages Puudega lapse vanema lapsepuhkus and Lapsepuhkus, 10.2026
    income = [{"from": "2025-03", "to": "2026-02", "gross": 2000}]
    world = solved(income, {"birth": "2020-05-05"})
    assert at(world, "leave_period_first", "2026-06-10") == day("2025-03-01")
    assert at(world, "leave_period_after", "2026-06-10") == day("2026-03-01")
    assert at(world, "disabled_child_leave_daily_pay", "2026-06-10") == euros("95.24")
    rich = solved([{"from": "2024-01", "gross": 9000}], {"birth": "2020-05-05"})
    assert at(rich, "disabled_child_leave_daily_pay", "2026-06-10") == euros("181.24")


def test_ex_092_the_limits_of_child_leave_pay_in_2026() -> None:
    # SKA, page Lapsepuhkus, 10.2026
    poor = solved([], {"birth": "2020-05-05"})
    assert at(poor, "child_leave_daily_pay", "2026-03-31") == euros("42.19")
    assert at(poor, "child_leave_daily_pay", "2026-04-01") == euros("45.05")
    rich = solved([{"from": "2024-01", "gross": 9000}], {"birth": "2020-05-05"})
    assert at(rich, "child_leave_daily_pay", "2026-06-10") == euros("63.44")


ABROAD: dict[str, Any] = {
    "residence": [{"country": "EE", "ground": "citizen"}],
    "work_interruptions": [],
    "state_pensions": [],
    "sickness_benefit_right": [],
}


def test_ex_060_one_estonian_month_and_eleven_finnish() -> None:
    # SKA, page Perehüvitised ja töötamine teises Euroopa riigis, October 2026
    income = [
        {"month": "2025-01", "social_tax": "561"},
        {"from": "2025-02", "to": "2025-12", "social_tax": "0"},
    ]
    work = [
        {"country": "EE", "kind": "employed", "to": "2025-01-31"},
        {"country": "FI", "kind": "employed", "from": "2025-02-01", "to": "2025-12-31"},
    ]
    world = solved(income, {"birth": "2026-10-01"}, CLAIMED, work=work, **ABROAD)
    assert at(world, "shared_months_here", "2026-10-01") == 1
    assert at(world, "shared_months_abroad", "2026-10-01") == 11
    assert at(world, "shared_social_tax", "2026-10-01") == euros("6732")
    assert at(world, "shared_average_income", "2026-10-01") == euros("1700")
    assert at(world, "shared_daily_rate", "2026-10-01") == euros("56.67")
    assert at(world, "shared_worked_abroad_only", "2026-10-01") is False


def test_ex_061_work_abroad_only_gives_the_minimum_wage() -> None:
    # SKA, page Perehüvitised ja töötamine teises Euroopa riigis, October 2026
    income = [{"from": "2025-01", "to": "2026-09", "social_tax": "0"}]
    work = [{"country": "FI", "kind": "employed", "from": "2024-01-01"}]
    world = solved(income, {"birth": "2026-10-01"}, CLAIMED, work=work, **ABROAD)
    assert at(world, "shared_average_income", "2026-10-01") == euros("946")
    assert at(world, "shared_daily_rate", "2026-10-01") == euros("31.53")
    assert at(world, "shared_worked_abroad_only", "2026-10-01") is True


def test_a_few_months_abroad_and_none_in_estonia_give_the_minimum_wage_too() -> None:
    income = [{"from": "2025-01", "to": "2026-09", "social_tax": "0"}]
    work = [{"country": "FI", "kind": "employed", "from": "2025-01-01", "to": "2025-04-30"}]
    world = solved(income, {"birth": "2026-10-01"}, work=work, **ABROAD)
    assert at(world, "shared_months_abroad", "2026-10-01") == 4
    assert at(world, "shared_daily_rate", "2026-10-01") == euros("31.53")


def test_a_month_with_estonian_tax_does_not_count_twice() -> None:
    income = [
        {"from": "2025-01", "to": "2025-06", "gross": "2000"},
        {"from": "2025-07", "to": "2025-12", "social_tax": "0"},
    ]
    work = [{"country": "FI", "kind": "employed", "from": "2025-04-01", "to": "2025-09-30"}]
    world = solved(income, {"birth": "2026-10-01"}, work=work, **ABROAD)
    assert at(world, "shared_months_here", "2026-10-01") == 6
    assert at(world, "shared_months_abroad", "2026-10-01") == 3
    assert at(world, "shared_social_tax", "2026-10-01") == euros("5940")


def test_months_of_which_work_or_income_is_not_told_are_open() -> None:
    world = solved([], {"birth": "2026-10-01"}, work="unknown", state_pensions=[{"country": "FI"}])
    assert isinstance(world.at("shared_months_abroad", 0, day("2026-10-01")), Open)
    work = [{"country": "FI", "kind": "employed"}, {"kind": "employed", "from": "2025-07-01"}]
    income = [{"from": "2025-01", "to": "2025-12", "social_tax": "unknown"}]
    world = solved(income, {"birth": "2026-10-01"}, work=work, **ABROAD)
    assert isinstance(world.at("shared_months_here", 0, day("2026-10-01")), Open)
