"""The month as its first day stands, living in Estonia, and other states' amounts in euros."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, Adult, Child, by_state, primary, world
from tests.benefits.household import Told, value

from perenou.benefits.eu.amounts import share
from perenou.benefits.eu.currency import (
    award_in_euros,
    award_in_euros__decimals_left_off,
    award_in_euros__weeks_by_4_35,
    rate_day,
    rate_day__first_of_month_before,
    rate_day__payment,
)
from perenou.benefits.eu.vocabulary import UNITS, Activity, Interval

EE_FI = ("EE", "FI")


def moved(on: str, to: str) -> tuple[tuple[str, int], ...]:
    """Work that begins on a day and ends on another."""
    return (
        ("2017-01-01", Activity.NONE),
        (on, Activity.EMPLOYED),
        (to, Activity.NONE),
    )


def test_work_that_moves_inside_a_month_changes_competence_from_the_next() -> None:
    ties = {
        "EE": {"activity": (("2017-01-01", Activity.EMPLOYED), ("2026-02-17", Activity.NONE))},
        "FI": {"activity": (("2017-01-01", Activity.NONE), ("2026-02-17", Activity.EMPLOYED))},
    }
    over = world(EE_FI, [Adult("EE", ties), Adult("EE")], [Child("EE", {"FI": 9488})])
    assert [primary(over, EE_FI, f"2026-0{m}-01") for m in (1, 2, 3)] == ["EE", "EE", "FI"]
    due = [by_state(over, "general_due", EE_FI, f"2026-0{m}-01") for m in (1, 2, 3)]
    assert due == [{"EE": 8000, "FI": 0}, {"EE": 8000, "FI": 0}, {"EE": 0, "FI": 9488}]


def test_work_that_covers_no_first_day_moves_nothing() -> None:
    ties = {"FI": {"activity": moved("2026-02-03", "2026-02-25")}}
    over = world(EE_FI, [Adult("EE", ties)], [Child("EE", {"FI": 9488})])
    for month in ("2026-02-01", "2026-03-01"):
        assert by_state(over, "general_due", EE_FI, month) == {"EE": 8000, "FI": 0}


def test_in_the_month_of_birth_the_day_of_birth_decides() -> None:
    ties = {"FI": {"activity": moved("2026-02-03", "2026-02-25")}}
    child = Child("EE", {"FI": (("2017-01-01", 0), ("2026-02-10", 9488))}, "2026-02-10")
    over = world(EE_FI, [Adult("EE", ties)], [child])
    assert primary(over, EE_FI, "2026-02-01") == "FI"
    # Of the first month Estonian law gives 19 days of 28; Finland pays more.
    assert by_state(over, "general_amount", EE_FI, "2026-02-01") == {"EE": 5429, "FI": 9488}
    assert by_state(over, "general_due", EE_FI, "2026-02-01") == {"EE": 0, "FI": 9488}
    assert primary(over, EE_FI, "2026-03-01") == "EE"


def test_a_right_that_begins_while_another_state_pays_counts_from_the_next_month() -> None:
    late = (("2017-01-01", Activity.NONE), ("2026-02-10", Activity.EMPLOYED))
    adults = [Adult("FI", {"EE": {"activity": late}}), Adult("FI", {"FI": EMPLOYED})]
    over = world(EE_FI, adults, [Child("FI", {"FI": 1000})])
    # The Estonian right begins on the 10th, but Finland paid on the 1st.
    assert by_state(over, "general_amount", EE_FI, "2026-02-01")["EE"] > 0
    assert by_state(over, "general_due", EE_FI, "2026-02-01") == {"EE": 0, "FI": 1000}
    assert by_state(over, "general_due", EE_FI, "2026-03-01") == {"EE": 7000, "FI": 1000}


@pytest.mark.parametrize(
    ("adults", "lives"),
    [
        ([Adult("FI", {"EE": EMPLOYED}), Adult("FI")], True),
        ([Adult("FI"), Adult("FI", {"EE": EMPLOYED}, raises=False)], True),
        ([Adult("FI", {"EE": {"draws_pension_here": True}})], True),
        ([Adult("FI", {"FI": EMPLOYED})], False),
        ([Adult("FI"), Adult("EE")], False),
    ],
)
def test_living_in_estonia_where_estonia_is_competent(adults: list[Adult], lives: bool) -> None:
    over = world(EE_FI, adults, [Child("FI", {"FI": 1000})])
    on = "2026-02-01"
    assert value(over, "child_is_entitled_person", 0, on) is lives
    assert value(over, "is_entitled_person", 0, on) is lives
    assert (value(over, "child_allowance_amount", 0, on) == 8000) is lives


def test_outside_coordination_people_must_live_in_estonia() -> None:
    told: dict[tuple[str, int], Told] = {
        ("in_cross_border_family", 0): False,
        ("child_in_cross_border_family", 0): False,
    }
    over = world(EE_FI, [Adult("FI", {"EE": EMPLOYED})], [Child("FI")], told)
    assert value(over, "child_allowance_amount", 0, "2026-02-01") == 0
    of_states = {unit.name for unit in UNITS}
    asked = {over.law.book.unit_of(name) for name, _ in over.evaluated()}
    assert not {unit.name for unit in asked if unit} & of_states, "nothing of it is even looked at"


@pytest.mark.parametrize(
    ("minor", "interval", "children", "rate", "euros", "whole"),
    [
        (9488, Interval.MONTH, 1, 0, 9488, 9488),  # nothing to round
        (319200, Interval.QUARTER, 1, 7_460_000, 14263, 14200),  # 3192 DKK a quarter at 7.46
        (2605, Interval.WEEK, 1, 850_000, 13280, 13200),  # 26.05 a week at 0.85
        (120000, Interval.YEAR, 1, 0, 10000, 10000),
        (34456, Interval.MONTH, 3, 0, 11485, 11400),
        (125000, Interval.MONTH, 1, 11_015_500, 11348, 11300),  # 1250 SEK at 11.0155
    ],
)
def test_amounts_in_euros(
    minor: int, interval: Interval, children: int, rate: int, euros: int, whole: int
) -> None:
    cut = award_in_euros__decimals_left_off(minor, interval, children, rate == 0, rate)
    assert cut == whole
    assert award_in_euros(minor, interval, children, rate == 0, rate) == euros
    other = award_in_euros__weeks_by_4_35(minor, interval, children, rate == 0, rate)
    assert other == (13331 if interval == Interval.WEEK else euros)


def test_the_day_of_the_rate() -> None:
    paid = day("2026-03-25")
    assert rate_day__payment(paid) == paid
    assert rate_day(day("2026-03-01")) == day("2026-02-28")
    rates = (("2017-01-01", 10_000_000), ("2026-02-01", 11_000_000), ("2026-03-01", 12_000_000))
    told: dict[tuple[str, int], Told] = {
        ("award_is_in_euros", 0): False,
        ("published_rate", 0): rates,
        ("award_paid_day", 0): paid,
    }
    adults = [Adult("EE"), Adult("FI", {"FI": EMPLOYED})]
    over = world(EE_FI, adults, [Child("EE", {"FI": 132000})], told)
    amounts = [
        by_state(over, "general_amount", EE_FI, on)["FI"]
        for on in ("2022-03-01", "2026-02-01", "2026-03-01", "2026-04-01")
    ]
    assert amounts == [11000, 13200, 12000, 11000]
    over = world(
        EE_FI, adults, [Child("EE", {"FI": 132000})], told, readings={"rate_day": "payment_day"}
    )
    assert by_state(over, "general_amount", EE_FI, "2026-02-01")["FI"] == 11000
    before = {"rate_day": "first_of_month_before"}
    assert rate_day__first_of_month_before(day("2026-03-01")) == day("2026-02-01")
    over = world(EE_FI, adults, [Child("EE", {"FI": 132000})], told, readings=before)
    assert by_state(over, "general_amount", EE_FI, "2026-03-01")["FI"] == 12000
    assert by_state(over, "general_amount", EE_FI, "2026-02-01")["FI"] == 13200


@pytest.mark.parametrize("whole", [45000, 65000, 100, 7, 0])
@pytest.mark.parametrize("number", [1, 3, 4, 7])
def test_shares_add_up(whole: int, number: int) -> None:
    shares = [share(whole, place, number) for place in range(1, number + 1)]
    assert sum(shares) == whole
    assert max(shares) - min(shares) <= 1
    assert share(whole, 0, number) == 0


def test_parental_benefit_is_compared_with_its_own_kind_only() -> None:
    adults = [Adult("EE"), Adult("FI", {"FI": EMPLOYED})]
    told: dict[tuple[str, int], Told] = {("award_is_replacing", 0): False}
    over = world(EE_FI, adults, [Child("EE", {"FI": 9488})], told)
    assert by_state(over, "replacing_amount", EE_FI, "2026-02-01") == {"EE": 0, "FI": 0}
    assert value(over, "replacing_estonia_pays", 0, "2026-02-01") == 0
