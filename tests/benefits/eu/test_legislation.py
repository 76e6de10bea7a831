"""Whose legislation applies: the order of Title II, one state at a time."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, PENSION, SELF_EMPLOYED, Adult, Child, world
from tests.benefits.household import Told

from perenou.benefits.eu.grounds import bond_here, is_family_of_child
from perenou.benefits.eu.legislation import pursues_activity_here
from perenou.benefits.eu.vocabulary import Activity, Bond, Interruption

STATES = ("EE", "FI", "SE")
ON = "2026-02-01"
SUBSTANTIAL = {**EMPLOYED, "substantial_part_here": True}
SEAT = {"employer_seat_here": True}
SAILOR = {"activity": Activity.SEAFARER}
CREW = {"activity": Activity.FLIGHT_CREW}
OFFICIAL = {"activity": Activity.CIVIL_SERVANT}
SOLDIER = {"activity": Activity.SERVICE}
CENTRE = {**SELF_EMPLOYED, "centre_of_interest_here": True}
A1 = {"bound_by_document": True}
DOLE = {"interruption": Interruption.UNEMPLOYMENT_BENEFIT}
SICK = {"interruption": Interruption.SICKNESS}
AWAY = {**EMPLOYED, "interruption": Interruption.UNPAID_LEAVE}


def found(ties: Mapping[str, Mapping[str, Told]], **of_person: Told) -> str:
    """The state whose law applies to somebody who lives in Estonia."""
    told = {(name, 0): value for name, value in of_person.items()}
    over = world(STATES, [Adult("EE", ties)], [Child("EE")], told)
    applies = [s for row, s in enumerate(STATES) if over.at("law_applies_here", row, day(ON))]
    assert len(applies) <= 1, "one legislation at a time"
    return "".join(applies)


@pytest.mark.parametrize(
    ("ties", "state"),
    [
        ({}, "EE"),
        ({"FI": EMPLOYED}, "FI"),
        ({"FI": SELF_EMPLOYED}, "FI"),
        ({"FI": AWAY}, "EE"),
        ({"FI": SICK}, "FI"),
        ({"FI": DOLE}, "FI"),
        ({"EE": DOLE}, "EE"),
        ({"FI": PENSION}, "EE"),
        ({"FI": CREW}, "FI"),
        ({"FI": SAILOR}, "FI"),
        ({"FI": SAILOR, "EE": SEAT}, "EE"),
        ({"FI": SAILOR, "SE": SEAT}, "FI"),
        ({"EE": SUBSTANTIAL, "FI": EMPLOYED}, "EE"),
        ({"EE": {**EMPLOYED}, "FI": {**EMPLOYED, **SEAT}}, "FI"),
        ({"EE": {**EMPLOYED, **SEAT}, "FI": {**EMPLOYED, **SEAT}}, "FI"),
        ({"EE": EMPLOYED, "FI": {**EMPLOYED, **SEAT}, "SE": SEAT}, "EE"),
        ({"FI": {**EMPLOYED, **SEAT}, "SE": EMPLOYED}, "FI"),
        ({"FI": {**EMPLOYED, **SEAT}, "SE": {**EMPLOYED, **SEAT}}, "EE"),
        ({"EE": {**SELF_EMPLOYED, "substantial_part_here": True}, "FI": SELF_EMPLOYED}, "EE"),
        ({"EE": SELF_EMPLOYED, "FI": CENTRE}, "FI"),
        ({"EE": SELF_EMPLOYED, "FI": EMPLOYED}, "FI"),
        ({"EE": EMPLOYED, "FI": OFFICIAL}, "FI"),
        ({"EE": EMPLOYED, "FI": SOLDIER}, "FI"),
        ({"EE": A1, "FI": EMPLOYED}, "EE"),
        ({"SE": A1, "FI": OFFICIAL}, "SE"),
    ],
)
def test_the_order_of_rules(ties: Mapping[str, Mapping[str, Told]], state: str) -> None:
    assert found(ties) == state


def test_a_benefit_drawn_because_of_work_does_not_outrank_present_work() -> None:
    assert found({"EE": EMPLOYED, "FI": DOLE}) == "EE"


@pytest.mark.parametrize(
    ("ends", "state"), [("2026-01-31", "FI"), ("2026-02-01", "FI"), ("2026-02-02", "EE")]
)
def test_a_posting_expected_to_last_longer_than_24_months(ends: str, state: str) -> None:
    posted: dict[str, Told] = {
        "posted_from_here": True,
        "posting_began_day": day("2024-02-01"),
        "posting_ends_day": day(ends),
    }
    ties: dict[str, Mapping[str, Told]] = {"FI": posted, "EE": {"activity": Activity.POSTED}}
    assert found(ties) == state


@pytest.mark.parametrize(
    ("ties", "state"),
    [
        ({"FI": EMPLOYED}, "FI"),
        ({"EE": EMPLOYED, "FI": EMPLOYED}, "EE"),
        ({"SE": {"first_asked_here": True}}, "EE"),
        ({"FI": EMPLOYED, "SE": {**EMPLOYED, "first_asked_here": True}}, "SE"),
    ],
)
def test_while_states_disagree(ties: Mapping[str, Mapping[str, Told]], state: str) -> None:
    assert found(ties, law_is_disputed=True) == state


@pytest.mark.parametrize("interruption", list(Interruption))
def test_what_counts_as_work(interruption: Interruption) -> None:
    counts = interruption not in (Interruption.NONE, Interruption.UNPAID_LEAVE)
    assert pursues_activity_here(Activity.NONE, interruption, True) is counts
    with_contract = interruption is not Interruption.UNPAID_LEAVE
    assert pursues_activity_here(Activity.EMPLOYED, interruption, True) is with_contract


@pytest.mark.parametrize(
    ("applies", "works", "pension", "bond"),
    [
        (True, True, True, Bond.WORK),
        (True, False, True, Bond.PENSION),
        (False, True, True, Bond.PENSION),
        (True, False, False, Bond.RESIDENCE),
        (False, True, False, Bond.NONE),
    ],
)
def test_the_ground(applies: bool, works: bool, pension: bool, bond: Bond) -> None:
    assert bond_here(applies, works, pension, True, 20, 20) == bond
    assert bond_here(applies, works, pension, True, 19, 20) == Bond.NONE
    assert bond_here(applies, works, pension, False, 20, 20) == Bond.NONE


def test_whoever_raises_the_child_is_family() -> None:
    assert is_family_of_child(True, False, False)
    assert is_family_of_child(False, True, False)
    assert is_family_of_child(False, False, True)
    assert not is_family_of_child(False, False, False)
