"""Maintenance allowance month by month, over a household of plain facts (PHS § 48-60)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pytest
from tests.benefits.days import day
from tests.benefits.household import (
    DEBTOR,
    PROCEEDINGS,
    Application,
    Told,
    amounts,
    carer,
    owing,
    value,
    world,
)

from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import ANSWERS, NEVER
from perenou.rules.unknown import Open
from perenou.rules.world import World

MOTHER = 0
COURT = "maintenance_allowance_court"
ENFORCEMENT = "maintenance_allowance_enforcement"
BANKRUPTCY = "maintenance_allowance_bankruptcy"
KINDS = (COURT, ENFORCEMENT, BANKRUPTCY)


Held: TypeAlias = Told | str
"""What is told of the debtor: as everywhere, or a day as a date."""


def owed(
    told: Mapping[str, Held],
    *,
    birth: str = "2014-05-05",
    household: Mapping[tuple[str, int], Told] | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: str = "2027-12-31",
) -> World:
    """A mother who claimed every kind, a father who owes, and the child as a person of its own.

    Days in ``told`` may be written as dates.
    """
    facts = {**owing(told), **(household or {})}
    claim = Application("2017-01-02", benefits=KINDS)
    return world([birth], [claim], facts, people=3, readings=readings, as_of=as_of)


def paid(over: World, kind: str, months: list[str]) -> list[int]:
    return amounts(over, kind, DEBTOR, months)


# ---------------------------------------------------------------------- court time

COURT_CASE: Mapping[str, Held] = {
    "court_ruling_day": "2026-03-10",
    "court_claim_day": "2026-04-24",
}
COURT_MONTHS = [f"2026-{month:02}" for month in range(3, 10)]


def test_court_time_is_150_days_from_the_day_after_the_ruling() -> None:
    # 21 of 31 days of March, four months, 7 of 31 days of August: 11.03 - 07.08 = 150 days
    over = owed(COURT_CASE)
    full = 200_00
    assert paid(over, COURT, COURT_MONTHS) == [135_48, full, full, full, full, 45_16, 0]
    days = [value(over, "court_time_days_in_month", DEBTOR, f"{m}-01") for m in COURT_MONTHS]
    assert sum(days) == 150


def test_court_time_does_not_depend_on_what_the_debtor_pays() -> None:
    over = owed({**COURT_CASE, "received_month": 500_00})
    assert paid(over, COURT, ["2026-04"]) == [200_00]


def test_a_claim_one_day_late_gives_nothing() -> None:
    over = owed({**COURT_CASE, "court_claim_day": "2026-04-25"})
    assert paid(over, COURT, COURT_MONTHS) == [0] * 7


@pytest.mark.parametrize(
    ("told", "household", "months"),
    [
        pytest.param({"court_case_ended_day": "2026-05-02"}, {}, 3, id="the case ended"),
        pytest.param({"court_ruling_set_aside_day": "2026-05-31"}, {}, 3, id="set aside"),
        pytest.param({}, {("death_day", 1): day("2026-05-03")}, 3, id="the debtor died"),
        pytest.param({}, {("child_death_day", 0): day("2026-05-03")}, 3, id="the child died"),
        pytest.param(
            {"somebody_else_maintains": (("2017-01-01", False), ("2026-04-02", True))},
            {},
            2,
            id="another person maintains",
        ),
    ],
)
def test_an_early_end_leaves_its_month_whole(
    told: Mapping[str, Held], household: Mapping[tuple[str, int], Told], months: int
) -> None:
    over = owed({**COURT_CASE, **told}, household=household)
    whole = [135_48, 200_00, 200_00][:months]
    assert paid(over, COURT, COURT_MONTHS) == [*whole, *[0] * (7 - months)]


def test_an_action_to_change_maintenance_gives_nothing() -> None:
    over = owed({**COURT_CASE, "court_seeks_award": False})
    assert paid(over, COURT, COURT_MONTHS) == [0] * 7


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        pytest.param(
            {f"{COURT}_rate": "thirty_days"}, [140_00, 200_00, 46_67], id="thirtieths, gap 1"
        ),
        pytest.param(
            {"court_time_begins": "event_day_counts"}, [141_94, 200_00, 38_71], id="gap 43"
        ),
        pytest.param({"court_last_claim_day": "event_day_counts"}, [0, 0, 0], id="gap 43, late"),
    ],
)
def test_other_readings_of_court_time(reading: Mapping[str, str], found: list[int]) -> None:
    over = owed(COURT_CASE, readings=reading)
    assert paid(over, COURT, ["2026-03", "2026-04", "2026-08"]) == found


def test_court_time_over_the_rise_of_2024_and_before_the_rule_on_days() -> None:
    over = owed({"court_ruling_day": "2023-11-30", "court_claim_day": "2023-12-05"})
    assert paid(over, COURT, ["2023-11", "2023-12", "2024-01"]) == [0, 100_00, 200_00]
    told: Mapping[str, Held] = {"court_ruling_day": "2022-06-15", "court_claim_day": "2022-06-20"}
    months = ["2022-06", "2022-07", "2022-11"]
    assert paid(owed(told), COURT, months) == [50_00, 100_00, 40_00]
    whole = owed(told, readings={f"{COURT}_rate": "whole_months"})
    assert paid(whole, COURT, months) == [100_00, 100_00, 40_00]


def second_time(ruling: str) -> list[int]:
    """April to July 2026 in second proceedings; the first ones were in 2024."""
    first, second = day("2024-02-10"), day(ruling)
    begins = f"{ruling[:7]}-01"
    over = owed(
        {
            "court_ruling_day": (("2017-01-01", first), (begins, second)),
            "court_claim_day": (("2017-01-01", first + 5), (begins, second + 5)),
        },
        birth="2008-03-05",
        household={("studies", 0): Studies.UPPER_SECONDARY},
    )
    return paid(over, COURT, ["2026-04", "2026-05", "2026-06", "2026-07"])


def test_once_for_a_child_and_parent_but_again_for_the_adult_child() -> None:
    # 18 on 5 March 2026
    assert second_time("2026-03-31") == [200_00, 200_00, 200_00, 200_00]
    assert second_time("2026-03-04") == [0, 0, 0, 0]


def test_before_july_2022_there_was_no_second_time() -> None:
    first, second = day("2019-02-10"), day("2022-01-31")
    over = owed(
        {
            "court_ruling_day": (("2017-01-01", first), ("2022-01-01", second)),
            "court_claim_day": (("2017-01-01", first + 5), ("2022-01-01", second + 5)),
        },
        birth="2003-12-05",
        household={("studies", 0): Studies.HIGHER},
    )
    assert paid(over, COURT, ["2022-02", "2022-05", "2022-06"]) == [0, 0, 0]


# ---------------------------------------------------------------------- enforcement time

FILE: Mapping[str, Held] = {
    "title_month": 260_00,
    "enforcement_opened_day": "2026-06-20",
    "enforcement_claim_day": "2026-06-20",
}
SUMMER = ["2026-06", "2026-07", "2026-08", "2026-09"]


def test_the_agencys_example_of_the_waiting_month() -> None:
    over = owed(FILE)
    assert paid(over, ENFORCEMENT, SUMMER) == [0, 0, 200_00, 200_00]
    literal = owed(FILE, readings={"first_accounting_day": "to_the_day"})
    assert paid(literal, ENFORCEMENT, SUMMER) == [0, 200_00, 200_00, 200_00]
    assert value(over, f"{ENFORCEMENT}_paid_by", DEBTOR, "2026-08-01") == day("2026-09-30")


@pytest.mark.parametrize(
    ("title", "received", "found", "literal"),
    [
        (260_00, 40_00, 160_00, 160_00),
        (80_00, 0, 80_00, 80_00),
        (80_00, 30_00, 50_00, 80_00),
        (260_00, 230_00, 0, 0),
    ],
)
def test_worked_check_six(title: int, received: int, found: int, literal: int) -> None:
    told = {**FILE, "title_month": title, "received_month": received}
    assert paid(owed(told), ENFORCEMENT, ["2026-08"]) == [found]
    other = owed(told, readings={"arrears_allowance": "from_the_general_limit"})
    assert paid(other, ENFORCEMENT, ["2026-08"]) == [literal]


@pytest.mark.parametrize(("month", "most"), [("2023-12", 100_00), ("2024-01", 200_00)])
def test_the_limit_rises_with_january_2024(month: str, most: int) -> None:
    told = {**FILE, "enforcement_opened_day": "2023-01-05", "enforcement_claim_day": "2023-01-05"}
    assert paid(owed(told), ENFORCEMENT, [month]) == [most]


def test_before_publication_the_rise_was_not_known() -> None:
    told = {**FILE, "enforcement_opened_day": "2023-01-05", "enforcement_claim_day": "2023-01-05"}
    assert paid(owed(told, as_of="2023-07-05"), ENFORCEMENT, ["2024-01"]) == [100_00]
    assert paid(owed(told, as_of="2023-07-06"), ENFORCEMENT, ["2024-01"]) == [200_00]


@pytest.mark.parametrize(
    ("opened", "unpaid", "first"),
    [
        pytest.param("2020-01-20", "2020-05", "2020-06", id="four full months before the switch"),
        pytest.param("2020-03-20", "2020-06", "2020-07", id="still waiting: shortened, § 62"),
        pytest.param("2020-05-20", "2020-06", "2020-07", id="one full month"),
        pytest.param("2020-06-20", "2020-07", "2020-08", id="one full month after the switch"),
    ],
)
def test_four_waiting_months_become_one_in_july_2020(opened: str, unpaid: str, first: str) -> None:
    over = owed({**FILE, "enforcement_opened_day": opened, "enforcement_claim_day": opened})
    assert paid(over, ENFORCEMENT, [unpaid, first]) == [0, 100_00]


def test_a_late_claim_counts_from_the_month_after_it() -> None:
    told = {**FILE, "enforcement_opened_day": "2025-01-05", "enforcement_claim_day": "2026-07-05"}
    assert paid(owed(told), ENFORCEMENT, SUMMER) == [0, 0, 200_00, 200_00]
    other = owed(told, readings={"enforcement_claimed_from": "month_of_claim"})
    assert paid(other, ENFORCEMENT, SUMMER) == [0, 200_00, 200_00, 200_00]


@pytest.mark.parametrize(("month", "amount"), [("2022-06", 0), ("2022-07", 100_00)])
def test_an_agreement_is_a_title_since_july_2022(month: str, amount: int) -> None:
    told = {
        **FILE,
        "title_is_agreement": True,
        "enforcement_opened_day": "2022-01-05",
        "enforcement_claim_day": "2022-01-05",
    }
    assert paid(owed(told), ENFORCEMENT, [month]) == [amount]


@pytest.mark.parametrize(
    ("confirmed", "authorised", "unpaid", "first"),
    [
        ("2026-06-20", True, "2026-07", "2026-08"),
        ("2022-02-20", True, "2022-06", "2022-07"),
        ("2022-04-20", True, "2022-06", "2022-07"),
    ],
)
def test_a_debtor_abroad(confirmed: str, authorised: bool, unpaid: str, first: str) -> None:
    told: dict[str, Held] = {
        "title_month": 260_00,
        "enforced_only_abroad": True,
        "abroad_confirmed_day": confirmed,
        "bailiff_authorised": authorised,
        "enforcement_claim_day": "2022-02-20",
    }
    found = paid(owed(told), ENFORCEMENT, [unpaid, first])
    assert found[0] == 0
    assert found[1] > 0
    nobody = owed({**told, "bailiff_authorised": False})
    assert paid(nobody, ENFORCEMENT, [unpaid, first]) == [0, 0]


def test_a_closed_file_leaves_its_month_whole_or_counts_by_days() -> None:
    told = {**FILE, "enforcement_closed_day": "2026-09-11"}
    months = ["2026-08", "2026-09", "2026-10"]
    assert paid(owed(told), ENFORCEMENT, months) == [200_00, 200_00, 0]
    by_days = owed(told, readings={f"{ENFORCEMENT}_rate": "by_days"})
    assert paid(by_days, ENFORCEMENT, months) == [200_00, 66_67, 0]


def test_the_adult_child_is_paid_itself_and_to_the_month_of_21() -> None:
    over = owed(FILE, birth="2008-08-15", household={("studies", 0): Studies.HIGHER})
    payee = "maintenance_allowance_payee"
    assert value(over, payee, 0, "2026-08-01") == 0
    assert value(over, payee, 0, "2026-09-01") == 2
    young = owed(FILE, birth="2005-09-15", household={("studies", 0): Studies.HIGHER})
    months = ["2026-08", "2026-09", "2026-10"]
    assert paid(young, ENFORCEMENT, months) == [200_00, 200_00, 0]
    by_days = owed(
        FILE,
        birth="2005-09-15",
        household={("studies", 0): Studies.HIGHER},
        readings={f"{ENFORCEMENT}_rate": "by_days"},
    )
    assert paid(by_days, ENFORCEMENT, months) == [200_00, 93_33, 0]


def test_nothing_is_paid_to_a_recipient_in_prison_or_without_the_child() -> None:
    imprisoned = owed(FILE, household={("imprisoned", 0): True})
    assert paid(imprisoned, ENFORCEMENT, ["2026-08"]) == [0]
    moved = owed(
        FILE, household={("raises", MOTHER): (("2017-01-01", True), ("2026-09-01", False))}
    )
    assert paid(moved, ENFORCEMENT, ["2026-08", "2026-09"]) == [200_00, 0]


@pytest.mark.parametrize(
    ("month", "foreign", "amount"),
    [
        ("2026-09", 50_00, 0),
        ("2026-10", 50_00, 150_00),
        ("2026-10", 200_00, 0),
        ("2026-10", 0, 200_00),
    ],
)
def test_another_states_allowance(month: str, foreign: int, amount: int) -> None:
    over = owed(FILE, household={(f"foreign_{ENFORCEMENT}", 0): foreign})
    assert paid(over, ENFORCEMENT, [month]) == [amount]


# ---------------------------------------------------------------------- bankruptcy time

BANKRUPT: Mapping[str, Held] = {
    **FILE,
    "enforcement_opened_day": "2025-01-05",
    "enforcement_claim_day": "2025-01-05",
    "enforcement_stayed_day": "2026-07-11",
    "bankruptcy_declared_day": "2026-08-21",
    "bankruptcy_claim_day": "2026-09-05",
}


def test_enforcement_and_bankruptcy_share_the_month_of_the_stay() -> None:
    over = owed({**BANKRUPT, "received_month": 40_00})
    assert paid(over, ENFORCEMENT, SUMMER) == [160_00, 160_00, 0, 0]
    assert paid(over, BANKRUPTCY, SUMMER) == [0, 0, 160_00, 160_00]


def test_other_readings_of_the_stay_pay_the_same_in_total() -> None:
    told = {**BANKRUPT, "received_month": 40_00}
    on = owed(told, readings={"enforcement_is_stayed": "while_stayed"})
    assert paid(on, ENFORCEMENT, SUMMER) == [160_00, 160_00, 160_00, 0]
    assert paid(on, BANKRUPTCY, SUMMER) == [0, 0, 0, 160_00]
    by_days = owed(
        told, readings={f"{ENFORCEMENT}_rate": "by_days", f"{BANKRUPTCY}_rate": "by_days"}
    )
    # 160 * 10/31 = 51.61 and 160 * 21/31 = 108.39
    assert paid(by_days, ENFORCEMENT, SUMMER) == [160_00, 51_61, 0, 0]
    assert paid(by_days, BANKRUPTCY, SUMMER) == [0, 108_39, 160_00, 160_00]


def test_without_a_declaration_the_stay_gives_nothing_and_enforcement_goes_on() -> None:
    told = {
        **BANKRUPT,
        "bankruptcy_declared_day": NEVER,
        "bankruptcy_claim_day": NEVER,
        "enforcement_resumed_day": "2026-09-20",
    }
    assert paid(owed(told), ENFORCEMENT, SUMMER) == [200_00, 200_00, 0, 200_00]
    assert paid(owed(told), BANKRUPTCY, SUMMER) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("final", "found"),
    [("2026-09-30", [200_00, 0]), ("2026-10-01", [200_00, 200_00]), ("2026-09-02", [200_00, 0])],
)
def test_bankruptcy_time_ends_with_the_month_of_the_final_order(
    final: str, found: list[int]
) -> None:
    over = owed({**BANKRUPT, "bankruptcy_order_final_day": final})
    assert paid(over, BANKRUPTCY, ["2026-09", "2026-10"]) == found


@pytest.mark.parametrize(
    ("claimed", "reading", "first"),
    [
        pytest.param("2027-02-21", {}, "2026-08", id="within six months"),
        pytest.param("2027-04-01", {}, "2026-10", id="later: six calendar months back"),
        pytest.param(
            "2027-02-21",
            {"bankruptcy_last_claim_day": "event_day_counts"},
            "2026-08",
            id="gap 43: six months back, as far as the stay",
        ),
    ],
)
def test_when_bankruptcy_time_is_claimed(
    claimed: str, reading: Mapping[str, str], first: str
) -> None:
    over = owed({**BANKRUPT, "bankruptcy_claim_day": claimed}, readings=reading)
    months = ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert paid(over, BANKRUPTCY, months) == [200_00 if m >= first else 0 for m in months]


def test_told_by_the_agency_nobody_need_claim() -> None:
    over = owed({**BANKRUPT, "bankruptcy_claim_day": NEVER, "bankruptcy_notified": True})
    assert paid(over, BANKRUPTCY, ["2026-08"]) == [200_00]


@pytest.mark.parametrize(("month", "amount"), [("2022-06", 0), ("2022-07", 100_00)])
def test_bankruptcy_time_exists_since_july_2022(month: str, amount: int) -> None:
    over = owed(
        {
            "title_month": 260_00,
            "bankruptcy_declared_day": "2022-05-10",
            "bankruptcy_claim_day": "2022-07-20",
        }
    )
    assert paid(over, BANKRUPTCY, [month]) == [amount]
    assert value(over, "bankruptcy_claim_passed", DEBTOR, f"{month}-01") == amount


def test_all_kinds_together_are_200_in_a_month() -> None:
    # Court time in March: 21 of 31 days; enforcement fills it up to 200.
    over = owed({**BANKRUPT, **COURT_CASE})
    months = ["2026-03", "2026-04", "2026-08"]
    assert paid(over, COURT, months) == [135_48, 200_00, 45_16]
    assert paid(over, ENFORCEMENT, months) == [64_52, 0, 0]
    assert paid(over, BANKRUPTCY, months) == [0, 0, 154_84]


def test_two_debtors_of_one_child_are_two_allowances() -> None:
    facts: dict[tuple[str, int], Told] = {
        ("is_guardian", carer(2, 0, 1)): True,
        ("has_guardian", 0): True,
        ("is_parent", carer(2, 0, 1)): False,
    }
    for row in (carer(0, 0, 1), carer(1, 0, 1)):
        facts |= {(name, row): NEVER for name in PROCEEDINGS}
        facts["is_maintenance_debtor", row] = True
        facts["title_month", row] = 150_00
        facts["enforcement_opened_day", row] = day("2026-01-10")
        facts["enforcement_claim_day", row] = day("2026-01-10")
        facts["raises", row] = False
    claim = Application("2026-01-10", person=2, benefits=KINDS)
    over = world(["2014-05-05"], [claim], facts, people=3)
    for row in (carer(0, 0, 1), carer(1, 0, 1)):
        assert amounts(over, ENFORCEMENT, row, ["2026-02", "2026-03"]) == [0, 150_00]
    assert value(over, "maintenance_allowance_payee", 0, "2026-03-01") == 2


def test_recovery_and_the_claim_on_the_debtor() -> None:
    told = {**COURT_CASE, "court_case_ended_day": "2026-06-10", "title_month": 150_00}
    awarded = owed({**told, "court_awarded": True})
    assert value(awarded, "court_claim_passed", DEBTOR, "2026-04-01") == 150_00
    assert value(awarded, "court_time_to_recover", DEBTOR, "2026-04-01") == 0
    refused = owed(told)
    assert value(refused, "court_claim_passed", DEBTOR, "2026-04-01") == 0
    assert value(refused, "court_time_to_recover", DEBTOR, "2026-04-01") == 200_00
    began = owed(
        {
            **told,
            "court_awarded": True,
            "debtor_began_paying_day": "2026-05-20",
            "received_month": 60_00,
        }
    )
    assert value(began, "court_time_to_recover", DEBTOR, "2026-04-01") == 0
    assert value(began, "court_time_to_recover", DEBTOR, "2026-05-01") == 60_00
    assert value(began, "court_claim_passed", DEBTOR, "2026-05-01") == 90_00


# ---------------------------------------------------------------------- emergency or war

AUTUMN = ["2026-09", "2026-10", "2026-11", "2026-12"]


def stayed(first: str, after: str) -> Told:
    return ("2017-01-01", False), (first, True), (after, False)


def spans(over: World, kind: str, months: list[str]) -> list[tuple[int, int]]:
    amounts = [over.at(f"{kind}_amount", DEBTOR, day(f"{month}-01")) for month in months]
    return [each.bounds if isinstance(each, Open) else (each, each) for each in amounts]


ANY = 0, ANSWERS["Cents"][1]


def test_in_an_emergency_the_government_sets_what_enforcement_time_pays() -> None:
    told = {
        **FILE,
        "received_month": 150_00,
        "stayed_in_emergency": stayed("2026-10-20", "2026-12-01"),
    }
    over = owed(told)
    assert spans(over, ENFORCEMENT, AUTUMN) == [(50_00, 50_00), ANY, ANY, (50_00, 50_00)]
    # Whatever the debtor paid: also where nothing is in arrears.
    paid_up = owed({**told, "received_month": 300_00})
    assert spans(paid_up, ENFORCEMENT, AUTUMN) == [(0, 0), ANY, ANY, (0, 0)]
    assert value(paid_up, f"right_to_{ENFORCEMENT}", DEBTOR, "2026-10-01") is True
    # Nobody claimed, no title, still waiting, or stayed by a bankruptcy: nothing.
    for change in (
        {"enforcement_claim_day": NEVER},
        {"title_month": 0},
        {"enforcement_opened_day": "2026-11-05"},
        {"enforcement_stayed_day": "2026-09-01"},
    ):
        assert paid(owed({**told, **change}), ENFORCEMENT, ["2026-10", "2026-11"]) == [0, 0]


def test_the_emergency_rules_are_known_since_they_were_published() -> None:
    told = {**FILE, "stayed_in_emergency": stayed("2026-07-01", "2027-01-01")}
    assert spans(owed(told, as_of="2026-06-30"), ENFORCEMENT, ["2026-10"]) == [ANY]
    assert paid(owed(told, as_of="2026-06-29"), ENFORCEMENT, ["2026-10"]) == [200_00]
    # They apply from October 2026 on.
    assert spans(owed(told), ENFORCEMENT, ["2026-09", "2026-10"]) == [(200_00, 200_00), ANY]


def test_in_an_emergency_the_government_sets_what_bankruptcy_time_pays() -> None:
    told = {
        **BANKRUPT,
        "enforcement_stayed_day": NEVER,
        "bankruptcy_declared_day": "2026-10-15",
        "bankruptcy_claim_day": "2026-10-20",
        "stayed_in_emergency": stayed("2026-10-01", "2026-12-01"),
        "received_month": 500_00,
    }
    over = owed(told)
    # October is an accounting month of the enforcement still; no month has two such amounts.
    assert spans(over, ENFORCEMENT, AUTUMN) == [(0, 0), ANY, (0, 0), (0, 0)]
    assert spans(over, BANKRUPTCY, AUTUMN) == [(0, 0), (0, 0), ANY, (0, 0)]
    for change in ({"bankruptcy_claim_day": NEVER}, {"title_month": 0}):
        assert paid(owed({**told, **change}), BANKRUPTCY, ["2026-11"]) == [0]


def test_court_time_is_untouched_by_an_emergency() -> None:
    case = {"court_ruling_day": "2026-09-30", "court_claim_day": "2026-10-05"}
    over = owed({**case, "stayed_in_emergency": stayed("2026-10-01", "2026-12-01")})
    assert paid(over, COURT, ["2026-10", "2026-11"]) == [200_00, 200_00]


@pytest.mark.parametrize(
    ("kind", "month", "told"),
    [
        pytest.param(ENFORCEMENT, "2026-10", FILE, id="enforcement"),
        pytest.param(BANKRUPTCY, "2026-10", BANKRUPT, id="bankruptcy"),
    ],
)
def test_months_of_an_emergency_carry_a_doubt(
    kind: str, month: str, told: Mapping[str, Held]
) -> None:
    name = "government_sets_maintenance_allowance"
    stay: Mapping[str, Held] = {"stayed_in_emergency": stayed("2026-10-01", "2026-11-01")}
    over = owed({**told, **stay})
    assert value(over, f"{kind}_receives", DEBTOR, f"{month}-01") is True
    assert value(over, name, DEBTOR, f"{month}-01") is True
    assert value(over, name, DEBTOR, "2026-11-01") is False
    assert value(owed(stay), name, DEBTOR, f"{month}-01") is False


# ---------------------------------------------------------------------- wordings that were not seen


def test_first_payments_before_march_2018_carry_a_doubt_instead_of_a_day() -> None:
    over = owed({"court_ruling_day": "2018-01-10", "court_claim_day": "2018-01-15"})
    months = ["2018-01", "2018-02", "2018-03"]
    doubts = [value(over, "first_payment_before_2018_03", DEBTOR, f"{m}-01") for m in months]
    assert doubts == [True, True, False]
    by = [value(over, f"{COURT}_paid_by", DEBTOR, f"{m}-01") for m in months]
    assert by == [NEVER, NEVER, day("2018-03-31")]
    assert value(owed({}), "first_payment_before_2018_03", DEBTOR, "2018-01-01") is False


@pytest.mark.parametrize(
    "change",
    [
        {"title_month": 0},
        {"enforcement_claim_day": "2020-06-01"},
        {"enforcement_opened_day": NEVER},
    ],
)
def test_receipts_before_july_2020_carry_a_doubt(change: Mapping[str, Held]) -> None:
    told: Mapping[str, Held] = {
        "title_month": 150_00,
        "enforcement_opened_day": "2020-01-05",
        "enforcement_claim_day": "2020-01-05",
        "received_month": 300_00,
    }
    name = "accounting_before_2020_07"
    months = ["2020-05", "2020-06", "2020-07"]

    def doubted(over: World) -> list[object]:
        return [value(over, name, DEBTOR, f"{month}-01") for month in months]

    # Also where nothing is paid: how the receipts were accounted for decides just that.
    assert doubted(owed(told)) == [False, True, False]
    assert doubted(owed({**told, **change})) == [False, False, False]


def test_payments_in_court_time_before_july_2022_carry_a_doubt() -> None:
    told: Mapping[str, Held] = {
        "court_ruling_day": "2022-03-31",
        "court_claim_day": "2022-04-05",
        "debtor_began_paying_day": "2022-05-31",
    }
    name = "debtor_paid_before_2022_07"
    months = ["2022-04", "2022-05", "2022-06", "2022-07"]

    def doubted(over: World) -> list[object]:
        return [value(over, name, DEBTOR, f"{month}-01") for month in months]

    assert doubted(owed(told)) == [False, True, True, False]
    assert doubted(owed({**told, "court_claim_day": NEVER})) == [False] * 4
    assert paid(owed(told), COURT, months) == [100_00] * 4
