"""The chain of states that pay for orphans, and time in other states (883/2004 art 6, 69)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, Adult, Child, by_state, world
from tests.benefits.household import Told

from perenou.benefits.eu.amounts import estonian_orphans
from perenou.benefits.eu.orphans import (
    ALONG_THE_CHAIN,
    PRIORITY,
    child_passes_time_here,
    orphans_standing_today,
    passes_time_here,
    tie_time_rank,
)
from perenou.benefits.eu.priority import (
    due__by_own_law,
    due__of_chain,
    order__of_chain,
    pays_fourth,
    pays_third,
    suspended,
)
from perenou.rules.types import NEVER

YES, NO = True, False
ON = "2026-11-01"
STATES = ("EE", "FI", "SE", "LV")


def test_the_place_in_the_chain() -> None:
    assert orphans_standing_today(YES, 0, NO) == PRIORITY
    assert orphans_standing_today(NO, -120, NO) == ALONG_THE_CHAIN - 120
    assert orphans_standing_today(NO, 0, NO) == NEVER
    assert orphans_standing_today(NO, 0, YES) == ALONG_THE_CHAIN


def test_only_the_time_of_a_dead_parent_counts() -> None:
    assert tie_time_rank(YES, 100, 100, 60) == -60
    assert tie_time_rank(YES, 100, 101, 60) == -60
    assert tie_time_rank(YES, 100, 99, 60) == 0
    assert tie_time_rank(NO, 100, 101, 60) == 0


def test_one_state_alone_pays() -> None:
    assert [due__of_chain(place, 700) for place in (0, 1, 2)] == [0, 700, 0]
    assert [due__by_own_law(place, 700) for place in (0, 1, 2)] == [0, 700, 700]
    assert order__of_chain(YES, 4000) == 0
    assert order__of_chain(NO, 4000) == 4000
    assert suspended(1, 700, 300) == 0
    assert suspended(2, 700, 0) == 700
    assert suspended(2, 700, 900) == 0
    assert estonian_orphans(300, 40) == 340


# The mother works in Finland and lives with the child in Estonia; the father has died.
Orphan = Mapping[str, int]


def chain(
    months: Orphan, gives: Orphan, readings: Mapping[str, str] | None = None
) -> dict[str, int]:
    """By state what is paid for an orphan in November 2026; Estonia gives 347.82 euros."""
    size = len(STATES)
    told: dict[tuple[str, int], Told] = {
        ("death_day", 1): day("2026-10-05"),
    }
    for s, state in enumerate(STATES):
        told["general_right_there", s] = state == "FI"
    for state, value in months.items():
        told["months_subject_here", size + STATES.index(state)] = value
    awards = sorted(gives, key=STATES.index)
    for row, state in enumerate(awards):
        told["award_is_general", row] = False
        told["award_is_orphans", row] = True
        told["orphans_right_there", STATES.index(state)] = True
        told["award_minor", row] = gives[state]
    adults = (Adult("EE", {"FI": EMPLOYED}), Adult("EE"))
    child = Child("EE", {state: gives[state] for state in awards}, birth="2018-05-14")
    over = world(
        STATES, adults, [child], told, readings=readings,
        claims=("child_allowance", "survivors_allowance"),
    )  # fmt: skip
    return by_state(over, "orphans_due", STATES, ON)


NOTHING = {"EE": 0, "FI": 0, "SE": 0, "LV": 0}


@pytest.mark.parametrize(
    ("months", "gives", "payer", "amount"),
    [
        ({"EE": 120, "SE": 60}, {"SE": 15_000}, "EE", 34_782),
        ({"EE": 60, "SE": 120}, {"SE": 15_000}, "SE", 15_000),
        ({"EE": 60, "SE": 120}, {}, "EE", 34_782),  # the longest gives none: the next longest
        ({"EE": 60, "SE": 120, "LV": 90}, {"LV": 9_000}, "LV", 9_000),
        ({"EE": 120, "SE": 60}, {"FI": 5_000}, "FI", 5_000),  # the state that pays first for it
        ({"SE": 60}, {"SE": 15_000}, "SE", 15_000),
        ({}, {"SE": 15_000}, "EE", 34_782),  # Sweden never had the father under its law
    ],
)
def test_the_chain(months: Orphan, gives: Orphan, payer: str, amount: int) -> None:
    assert chain(months, gives) == {**NOTHING, payer: amount}


def test_as_a_survivors_benefit_each_state_would_pay_its_own() -> None:
    readings = {"orphans_due": "survivors_benefit"}
    found = chain({"EE": 60, "SE": 120}, {"SE": 15_000}, readings)
    assert found == {**NOTHING, "EE": 34_782, "SE": 15_000}


@pytest.mark.parametrize("estonia", [YES, NO])
@pytest.mark.parametrize("reached", [YES, NO])
@pytest.mark.parametrize("lives", [YES, NO])
@pytest.mark.parametrize("works", [YES, NO])
def test_time_in_other_states(estonia: bool, reached: bool, lives: bool, works: bool) -> None:
    elsewhere = not estonia and reached
    assert passes_time_here(estonia, reached, lives, works) is (elsewhere and (lives or works))
    assert child_passes_time_here(estonia, reached, lives) is (elsewhere and lives)


def test_the_third_and_the_fourth_state_that_top_up() -> None:
    assert pays_third(3, NO, NO)
    assert not pays_third(2, NO, NO)
    assert not pays_third(3, YES, NO)
    assert pays_fourth(4, NO, NO)
    assert not pays_fourth(4, NO, YES)


def test_five_states_each_pays_what_exceeds_all_before_it() -> None:
    states = ("EE", "FI", "SE", "LV", "LT")
    adults = (
        Adult("LT", {"EE": EMPLOYED}),
        Adult("FI", {"FI": {"draws_pension_here": True, "insured_months_here": 300}}),
        Adult("SE", {"SE": {"draws_pension_here": True, "insured_months_here": 200}}),
        Adult("LV", {"LV": {"draws_pension_here": True, "insured_months_here": 100}}),
    )
    gives = {"FI": 9000, "SE": 8500, "LV": 12000, "LT": 12500}
    over = world(states, adults, [Child("LT", gives)])
    assert by_state(over, "general_due", states, "2026-02-01") == {
        "EE": 8000, "SE": 500, "FI": 500, "LV": 3000, "LT": 500,
    }  # fmt: skip
