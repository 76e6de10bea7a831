"""Childbirth, adoption and start-in-life allowances (PHS § 22-23, old § 24, § 28 lg 3-4)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from tests.benefits.days import day, months_later
from tests.benefits.household import Application, Told, carer, value, world

from perenou.benefits.estonia.one_off_allowances import (
    adopted_in_family_before_2024,
    adoption_allowance_arises,
    adoption_allowance_day,
    adoption_allowance_rate,
    amount_once,
    birth_allowance_arises,
    birth_allowance_day,
    birth_allowance_rate,
    birth_allowance_was_paid,
    claim_in_time,
    claim_in_time__entitled_when_claiming,
    claim_rank_once,
    in_time_until,
    in_time_until__event_day_counts,
    may_claim_once,
    receives_as_adopter,
    receives_once,
    start_in_life_allowance_arises,
    start_in_life_allowance_day,
    start_in_life_allowance_rate,
    stillbirth_before_the_right_was_law,
    stillbirth_counts,
    stillbirth_counts__not,
    time_runs_from,
    time_runs_from__adopter,
)
from perenou.rules.types import NEVER, NOBODY

ACT = day("2017-01-01")


@pytest.mark.parametrize(
    ("stillborn", "week", "counts"),
    [
        pytest.param(False, 40, True, id="born alive"),
        pytest.param(False, 20, True, id="born alive very early"),
        pytest.param(True, 21, False, id="stillborn in week 21"),
        pytest.param(True, 22, True, id="stillborn in week 22"),
        pytest.param(True, 39, True, id="stillborn in week 39"),
    ],
)
def test_stillbirth(stillborn: bool, week: int, counts: bool) -> None:
    # PHS § 22 lg 1, the 22nd week by agency practice
    found = stillbirth_counts(stillborn=stillborn, stillbirth_week=week, stillbirth_weeks_needed=22)
    assert found is counts
    assert stillbirth_counts__not(stillborn=stillborn) is not stillborn


@pytest.mark.parametrize(
    ("born", "counts", "paid", "right"),
    [
        pytest.param("2026-03-10", True, False, True, id="lg 2: the day of birth"),
        pytest.param("2026-03-10", False, False, False, id="the birth does not count"),
        pytest.param("2026-03-10", True, True, False, id="lg 3: paid before"),
        pytest.param("2016-12-31", True, False, False, id="the day before the act"),
        pytest.param("2017-01-01", True, False, True, id="first day of the act"),
    ],
)
def test_day_of_birth_allowance(born: str, counts: bool, paid: bool, right: bool) -> None:
    arises = birth_allowance_arises(
        child_birth_day=day(born),
        birth_counts=counts,
        birth_allowance_was_paid=birth_allowance_was_paid(birth_allowance_paid_earlier=paid),
        act_in_force_day=ACT,
    )
    found = birth_allowance_day(birth_allowance_arises=arises, child_birth_day=day(born))
    assert found == (day(born) if right else NEVER)


@pytest.mark.parametrize(
    ("together", "cents"), [(0, 320_00), (1, 320_00), (2, 320_00), (3, 1000_00), (4, 1000_00)]
)
def test_rate_of_birth_allowance(together: int, cents: int) -> None:
    # PHS § 22 lg 4-5
    found = birth_allowance_rate(
        born_together=together, birth_allowance_child=320_00, birth_allowance_triplet=1000_00
    )
    assert found == cents


@pytest.mark.parametrize(
    ("final", "within", "right"),
    [
        pytest.param("2026-05-04", False, True, id="§ 23: the order is final"),
        pytest.param("2026-05-04", True, False, id="§ 23: adopter of the family"),
        pytest.param(None, False, False, id="not adopted"),
        pytest.param("2016-12-31", False, False, id="the day before the act"),
        pytest.param("2017-01-01", False, True, id="first day of the act"),
    ],
)
def test_day_of_adoption_allowance(final: str | None, within: bool, right: bool) -> None:
    adopted = NEVER if final is None else day(final)
    arises = adoption_allowance_arises(
        adoption_day=adopted, adopted_within_family=within, act_in_force_day=ACT
    )
    found = adoption_allowance_day(adoption_allowance_arises=arises, adoption_day=adopted)
    assert found == (adopted if right else NEVER)


@pytest.mark.parametrize(
    ("in_time", "adopter", "had_birth_allowance"), list(product((False, True), repeat=3))
)
def test_only_the_adopter_without_birth_allowance(
    in_time: bool, adopter: bool, had_birth_allowance: bool
) -> None:
    # PHS § 23
    found = receives_as_adopter(
        some_claim_in_time=in_time,
        is_adopter=adopter,
        birth_allowance_receives=had_birth_allowance,
    )
    assert found is (in_time and adopter and not had_birth_allowance)


@pytest.mark.parametrize(
    ("text", "right"),
    [("2016-12-31", False), ("2017-01-01", True), ("2017-12-31", True), ("2018-01-01", False)],
)
def test_day_of_start_in_life_allowance(text: str, right: bool) -> None:
    arises = start_in_life_allowance_arises(
        start_in_life_day=day(text),
        act_in_force_day=ACT,
        start_in_life_ended_day=day("2018-01-01"),
    )
    found = start_in_life_allowance_day(
        start_in_life_allowance_arises=arises, start_in_life_day=day(text)
    )
    assert found == (day(text) if right else NEVER)


def test_rates() -> None:
    assert adoption_allowance_rate(adoption_allowance_child=320_00) == 320_00
    assert start_in_life_allowance_rate(start_in_life_allowance_once=383_60) == 383_60


@pytest.mark.parametrize(
    ("parent", "guardian", "foster", "itself", "emergency", "entitled"),
    list(product((False, True), repeat=6)),
)
def test_may_claim(
    parent: bool, guardian: bool, foster: bool, itself: bool, emergency: bool, entitled: bool
) -> None:
    found = may_claim_once(
        is_parent=parent,
        is_guardian=guardian,
        is_foster_parent=foster,
        is_the_child=itself,
        raises_in_emergency=emergency,
        is_entitled_person=entitled,
    )
    assert found is (entitled and (parent or guardian or foster or itself or emergency))


BORN, CARE = day("2026-01-10"), day("2026-03-01")


@pytest.mark.parametrize(
    ("right", "care", "runs"),
    [
        pytest.param(BORN, NEVER, BORN, id="a parent: from the right"),
        pytest.param(BORN, CARE, CARE, id="§ 28 lg 4: the order or the contract"),
        pytest.param(CARE, BORN, CARE, id="care began before the right"),
        pytest.param(NEVER, CARE, NEVER, id="no right"),
    ],
)
def test_the_time_runs_from(right: int, care: int, runs: int) -> None:
    assert time_runs_from(day=right, care_began_day=care) == runs


@pytest.mark.parametrize(
    ("right", "adopter", "final", "care", "runs"),
    [
        pytest.param(BORN, True, CARE, NEVER, CARE, id="gap 27: the adopter"),
        pytest.param(CARE, True, BORN, NEVER, CARE, id="the order before the right"),
        pytest.param(BORN, True, NEVER, NEVER, BORN, id="no order"),
        pytest.param(NEVER, True, CARE, NEVER, NEVER, id="no right"),
        pytest.param(BORN, False, CARE, NEVER, BORN, id="a parent"),
        pytest.param(BORN, False, NEVER, CARE, CARE, id="a guardian or foster parent"),
        pytest.param(NEVER, False, NEVER, CARE, NEVER, id="a foster parent without a right"),
    ],
)
def test_other_reading_the_adopters_time_runs_from_finality(
    right: int, adopter: bool, final: int, care: int, runs: int
) -> None:
    found = time_runs_from__adopter(
        day=right, care_began_day=care, is_adopter=adopter, adoption_day=final
    )
    assert found == runs


@pytest.mark.parametrize(
    ("start", "last"),
    [
        pytest.param("2026-01-15", "2026-07-15", id="ordinary"),
        pytest.param("2025-08-31", "2026-02-28", id="month end, February"),
        pytest.param("2023-08-31", "2024-02-29", id="month end, leap February"),
        pytest.param("2024-02-29", "2024-08-29", id="leap day"),
        pytest.param("2025-12-31", "2026-06-30", id="month of 30 days"),
        pytest.param("2025-09-30", "2026-03-30", id="from a month of 30 days"),
    ],
)
def test_last_day_for_claiming(start: str, last: str) -> None:
    # PHS § 28 lg 3; gap 43 for the other reading
    assert in_time_until(time_runs_from=day(start), one_off_claim_months=6) == day(last)
    other = in_time_until__event_day_counts(time_runs_from=day(start), one_off_claim_months=6)
    assert other == day(last) - 1


def test_no_last_day_without_a_right() -> None:
    assert in_time_until(time_runs_from=NEVER, one_off_claim_months=6) == NEVER
    assert in_time_until__event_day_counts(time_runs_from=NEVER, one_off_claim_months=6) == NEVER


def test_last_day_against_another_calculation() -> None:
    draw = Random(283)
    for _ in range(3000):
        start = date(2017, 1, 1) + timedelta(days=draw.randrange(4000))
        found = in_time_until(start.toordinal(), 6)
        assert found == months_later(start, 6).toordinal()


@pytest.mark.parametrize(
    ("claimed", "may", "claim", "right", "in_time"),
    [
        pytest.param(True, True, "2026-07-14", BORN, True, id="the day before the last one"),
        pytest.param(True, True, "2026-07-15", BORN, True, id="the last day"),
        pytest.param(True, True, "2026-07-16", BORN, False, id="a day late"),
        pytest.param(False, True, "2026-07-14", BORN, False, id="not claimed"),
        pytest.param(True, False, "2026-07-14", BORN, False, id="somebody who may not claim"),
        pytest.param(True, True, "2026-07-14", NEVER, False, id="no right"),
    ],
)
def test_claim_in_time(claimed: bool, may: bool, claim: str, right: int, in_time: bool) -> None:
    given: dict[str, Any] = {
        "claimed": claimed,
        "may_claim_then": may,
        "application_day": day(claim),
        "days_off_before_claim": 0,
        "arises": right < NEVER,
        "last_day": day("2026-07-15"),
    }
    found = claim_in_time(**given, entitled_then=True)
    assert found is in_time
    assert not claim_in_time(**given, entitled_then=False)
    assert claim_in_time__entitled_when_claiming(**given) is in_time
    assert claim_rank_once(claim_in_time=found, application_day=day(claim)) == (
        day(claim) if in_time else NEVER
    )


@pytest.mark.parametrize(
    ("claim", "days_off", "in_time"),
    [
        # 24 and 25 December 2026 are holidays, the 26th is one and a Saturday.
        pytest.param("2026-12-28", 4, True, id="the next working day"),
        pytest.param("2026-12-29", 0, False, id="the day after it"),
    ],
)
def test_a_last_day_that_is_a_day_off_gives_way(claim: str, days_off: int, in_time: bool) -> None:
    # TsÜS § 136 lg 8, HMS § 33
    given: dict[str, Any] = {
        "claimed": True,
        "may_claim_then": True,
        "application_day": day(claim),
        "days_off_before_claim": days_off,
        "arises": True,
        "last_day": day("2026-12-25"),
    }
    assert claim_in_time(**given, entitled_then=True) is in_time
    assert claim_in_time__entitled_when_claiming(**given) is in_time


@pytest.mark.parametrize("in_time", [False, True])
def test_receives(in_time: bool) -> None:
    assert receives_once(some_claim_in_time=in_time) is in_time


@pytest.mark.parametrize(
    ("recipient", "foreign", "on", "cents"),
    [
        pytest.param(0, 0, "2026-09-30", 320_00, id="in full"),
        pytest.param(0, 100_00, "2026-10-01", 220_00, id="§ 4 lg 4: the difference"),
        pytest.param(0, 100_00, "2026-09-30", 0, id="nothing beside it until September 2026"),
        pytest.param(0, 1, "2026-09-30", 0, id="nor beside one cent"),
        pytest.param(0, 320_00, "2026-10-01", 0, id="§ 4 lg 4: as much"),
        pytest.param(0, 400_00, "2026-10-01", 0, id="§ 4 lg 4: more"),
        pytest.param(NOBODY, 0, "2026-10-01", 0, id="nobody claimed"),
    ],
)
def test_amount(recipient: int, foreign: int, on: str, cents: int) -> None:
    found = amount_once(
        recipient=recipient,
        rate_on_day=320_00,
        foreign=foreign,
        day=day(on),
        top_up_start=day("2026-10-01"),
    )
    assert found == cents


TODAY = "2027-06-01"


@pytest.mark.parametrize(
    ("received", "cents"),
    [("2026-01-10", 320_00), ("2026-07-10", 320_00), ("2026-07-11", 0)],
)
def test_a_parents_claim(received: str, cents: int) -> None:
    over = world(["2026-01-10"], [Application(received)])
    assert value(over, "birth_allowance_amount", 0, TODAY) == cents


@pytest.mark.parametrize(("children", "each"), [(1, 320_00), (2, 320_00), (3, 1000_00)])
def test_twins_and_triplets(children: int, each: int) -> None:
    told: dict[tuple[str, int], Told] = {}
    if children > 1:
        told = {("birth_set", child): 0 for child in range(children)}
    over = world(["2026-01-10"] * children, [Application("2026-01-20")], told)
    for child in range(children):
        assert value(over, "birth_allowance_amount", child, TODAY) == each


@pytest.mark.parametrize(
    ("born", "cents"), [("2020-06-30", 0), ("2020-07-01", 320_00), ("2026-01-10", 320_00)]
)
def test_stillbirths_since_july_2020(born: str, cents: int) -> None:
    # RT I, 28.05.2021, 12
    over = world(
        [born],
        [Application(born)],
        {("stillborn", 0): True, ("stillbirth_week", 0): 30},
    )
    assert value(over, "birth_allowance_amount", 0, TODAY) == cents


@pytest.mark.parametrize("role", ["is_guardian", "is_foster_parent"])
@pytest.mark.parametrize(("received", "cents"), [("2026-09-20", 320_00), ("2026-09-21", 0)])
def test_a_guardians_and_a_foster_parents_claim(role: str, received: str, cents: int) -> None:
    # PHS § 22 lg 3, § 28 lg 4: six months from the order's finality or the contract
    told: dict[tuple[str, int], Told] = {
        ("is_parent", carer(1, 0, 1)): False,
        (role, carer(1, 0, 1)): (("2017-01-01", False), ("2026-03-20", True)),
        ("care_began_day", carer(1, 0, 1)): day("2026-03-20"),
    }
    over = world(["2026-01-10"], [Application(received, person=1)], told, people=2)
    assert value(over, "birth_allowance_amount", 0, TODAY) == cents


def test_adoption_allowance_is_the_adopters() -> None:
    # PHS § 23: the parent who gave the child away gets nothing
    told: dict[tuple[str, int], Told] = {
        ("adoption_day", 0): day("2026-05-04"),
        ("is_adopter", carer(1, 0, 1)): True,
        ("is_parent", carer(1, 0, 1)): (("2017-01-01", False), ("2026-05-04", True)),
        ("is_parent", carer(0, 0, 1)): (("2017-01-01", True), ("2026-05-04", False)),
    }
    adopter = world(["2020-01-10"], [Application("2026-11-04", person=1)], told, people=2)
    assert value(adopter, "adoption_allowance_amount", 0, TODAY) == 320_00
    late = world(["2020-01-10"], [Application("2026-11-05", person=1)], told, people=2)
    assert value(late, "adoption_allowance_amount", 0, TODAY) == 0
    parent = world(["2020-01-10"], [Application("2026-05-10", person=0)], told, people=2)
    assert value(parent, "adoption_allowance_amount", 0, TODAY) == 0


def test_start_in_life_allowance_is_the_young_persons_own() -> None:
    told: dict[tuple[str, int], Told] = {
        ("start_in_life_day", 0): day("2017-06-15"),
        ("is_parent", 0): False,
        ("is_the_child", 0): True,
    }
    over = world(["1999-01-10"], [Application("2017-07-01")], told)
    assert value(over, "start_in_life_allowance_amount", 0, TODAY) == 383_60


def test_the_first_claim_in_time_is_paid() -> None:
    over = world(
        ["2026-01-10"],
        [Application("2026-03-01", person=0), Application("2026-02-01", person=1)],
        people=2,
    )
    assert value(over, "birth_allowance_recipient", 0, TODAY) == 1
    assert value(over, "birth_allowance_amount", 0, TODAY) == 320_00


@pytest.mark.parametrize(
    ("came", "readings", "cents"),
    [
        pytest.param("2026-01-10", {}, 320_00, id="came on the day of birth"),
        pytest.param("2026-01-11", {}, 0, id="came a day later"),
        pytest.param(
            "2026-01-11",
            {"birth_allowance_claim_in_time": "entitled_when_claiming"},
            320_00,
            id="a day later, the other reading",
        ),
    ],
)
def test_a_parent_who_came_to_estonia_after_the_birth(
    came: str, readings: dict[str, str], cents: int
) -> None:
    # PHS § 22 lg 2 with § 4 lg 1
    told: dict[tuple[str, int], Told] = {
        ("lives_in_estonia", 0): (("2017-01-01", False), (came, True))
    }
    over = world(["2026-01-10"], [Application("2026-03-10")], told, readings=readings)
    assert value(over, "birth_allowance_amount", 0, TODAY) == cents


def test_a_guardian_must_be_entitled_when_the_guardianship_begins() -> None:
    # PHS § 22 lg 3, § 28 lg 4
    for came, cents in (("2026-03-05", 320_00), ("2026-03-06", 0)):
        told: dict[tuple[str, int], Told] = {
            ("is_parent", 0): False,
            ("is_guardian", 0): (("2017-01-01", False), ("2026-03-05", True)),
            ("care_began_day", 0): day("2026-03-05"),
            ("lives_in_estonia", 0): (("2017-01-01", False), (came, True)),
        }
        over = world(["2026-01-10"], [Application("2026-08-10")], told)
        assert value(over, "birth_allowance_amount", 0, TODAY) == cents


@pytest.mark.parametrize(
    ("final", "within", "today", "told_as_doubt"),
    [
        pytest.param("2023-12-31", True, "2023-12-31", True, id="the last day before"),
        pytest.param("2024-01-01", True, "2024-01-01", False, id="registered partners added"),
        pytest.param("2023-12-31", False, "2023-12-31", False, id="not within the family"),
        pytest.param("2023-06-15", True, "2023-06-14", False, id="before the adoption"),
        pytest.param("2023-06-15", True, "2023-12-15", True, id="the last day for claiming"),
        pytest.param("2023-06-15", True, "2023-12-16", False, id="a day later"),
    ],
)
def test_adoption_within_the_family_before_2024(
    final: str, within: bool, today: str, told_as_doubt: bool
) -> None:
    found = adopted_in_family_before_2024(
        adoption_day=day(final),
        adopted_within_family=within,
        partners_added_day=day("2024-01-01"),
        one_off_claim_months=6,
        today=day(today),
    )
    assert found is told_as_doubt


@pytest.mark.parametrize(
    ("stillborn", "counts", "born", "told_as_doubt"),
    [
        pytest.param(True, True, "2021-06-06", True, id="the last day before"),
        pytest.param(True, True, "2021-06-07", False, id="in force"),
        pytest.param(True, False, "2020-06-30", False, id="no right then"),
        pytest.param(False, True, "2021-06-06", False, id="born alive"),
    ],
)
def test_the_time_for_claiming_after_an_early_stillbirth_is_told_as_a_doubt(
    stillborn: bool, counts: bool, born: str, told_as_doubt: bool
) -> None:
    found = stillbirth_before_the_right_was_law(
        stillborn=stillborn,
        birth_counts=counts,
        child_birth_day=day(born),
        stillbirth_right_in_force_day=day("2021-06-07"),
    )
    assert found is told_as_doubt
