"""Whoever takes the parents' place, and the spouse or partner of a parent."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.benefits.estonia.parental_benefit.families import (
    FATHER,
    MOTHER,
    Claim,
    Kid,
    days,
    holds,
    on,
    paid,
    world_of,
)

from perenou.benefits.estonia.vocabulary import Ground
from perenou.rules.rule import day_of

OTHER = 2
ONE = [Kid("2025-03-10")]
LONG = Claim(OTHER, 0, "shared", "2025-05-01", "2028-12-31")


def test_a_guardian_has_545_days_less_those_paid_before() -> None:
    guardian = {
        ("is_guardian", OTHER, 0): [("2025-05-01", "2030-12-31")],
        ("care_began_day", OTHER, 0): day_of("2025-05-01"),
    }
    natural = {"guardian_is_natural_person": True}
    kids = [Kid("2025-03-10", facts=natural)]
    world = world_of(kids, [LONG], people=3, told=guardian)
    assert days(paid(world, "shared", OTHER, 0)) == 545
    assert paid(world, "shared", OTHER, 0)[0][0] == "2025-05-01"
    assert on(world, "benefit_right_day", 2, "2025-06-01") == day_of("2025-05-01")
    assert on(world, "shared_right_day", 2, "2025-06-01") == day_of("2025-05-01")
    # Days paid to the mother in this file, and to people whom it does not have, are deducted.
    mothers = Claim(MOTHER, 0, "mothers", "2025-03-10", "2025-04-08")
    world = world_of(kids, [mothers, LONG], people=3, told=guardian)
    assert days(paid(world, "shared", OTHER, 0)) == 545 - 30
    told_before = [Kid("2025-03-10", facts={**natural, "parental_days_paid_before": 500})]
    world = world_of(told_before, [LONG], people=3, told=guardian)
    assert days(paid(world, "shared", OTHER, 0)) == 45
    none_left = [Kid("2025-03-10", facts={**natural, "parental_days_paid_before": 600})]
    assert paid(world_of(none_left, [LONG], people=3, told=guardian), "shared", OTHER, 0) == []


@pytest.mark.parametrize(
    ("told", "facts", "takes"),
    [
        pytest.param({"is_foster_parent": True}, {}, True, id="foster parent"),
        pytest.param(
            {"is_foster_parent": True}, {"parents_fulfil_duty": True}, False, id="parents do"
        ),
        pytest.param({"is_guardian": True}, {}, False, id="a body"),
        pytest.param(
            {"is_guardian": True}, {"guardian_is_natural_person": True}, True, id="guardian"
        ),
        pytest.param(
            {"is_adopter": True}, {"adoption_day": day_of("2025-06-01")}, True, id="adopter"
        ),
        pytest.param(
            {"is_adopter": True}, {"adoption_day": day_of("2025-06-02")}, False, id="not yet"
        ),
        pytest.param(
            {"is_adopter": True},
            {"adoption_day": day_of("2025-06-01"), "adopted_within_family": True},
            False,
            id="within the family",
        ),
        pytest.param({}, {}, False, id="nobody"),
    ],
)
def test_who_takes_the_parents_place(
    told: Mapping[str, object], facts: Mapping[str, object], takes: bool
) -> None:
    world = world_of(
        [Kid("2025-03-10", facts=facts)],
        [],
        people=3,
        told={(name, OTHER, 0): value for name, value in told.items()},
    )
    assert on(world, "takes_parents_place", 2, "2025-06-01") is takes
    assert on(world, "may_have_parental_benefit", 2, "2025-06-01") is takes


VISA = {
    ("ground", MOTHER, 0): Ground.SHORT_TERM_VISA,
    ("ground", FATHER, 0): Ground.SHORT_TERM_VISA,
}


def test_work_on_a_visa_gives_mothers_days_and_since_2026_fathers() -> None:
    """PHS § 4 lg 1¹: no shared benefit; a father's days only from 22 May 2026."""
    claims = [
        Claim(MOTHER, 0, "mothers", "2026-04-01", "2026-07-09"),
        Claim(FATHER, 0, "fathers", "2026-05-11", "2026-06-09"),
        Claim(MOTHER, 0, "shared", "2026-07-10", "2026-07-31"),
    ]
    kids = [Kid("2026-06-10", expected="2026-06-10")]
    world = world_of(kids, claims, told=VISA)
    assert paid(world, "mothers", MOTHER, 0) == [("2026-04-01", "2026-07-09")]
    assert paid(world, "fathers", FATHER, 0) == [("2026-05-22", "2026-06-09")]
    assert paid(world, "shared", MOTHER, 0) == []
    literal = {"short_term_worker_can_claim": "only_residents_claim"}
    assert paid(world_of(kids, claims, told=VISA, readings=literal), "mothers", MOTHER, 0) == []


def test_another_temporary_ground_before_may_2026_is_a_doubt() -> None:
    told = {("ground", MOTHER, 0): Ground.NONE}
    claims = [Claim(MOTHER, 0, "mothers", "2026-04-01", "2026-07-09")]
    world = world_of([Kid("2026-06-10", expected="2026-06-10")], claims, told=told)
    assert paid(world, "mothers", MOTHER, 0) == []
    assert holds(world, "mother_may_stay_temporarily", MOTHER, 0) == [("2026-04-01", "2026-05-21")]


def test_an_adoptive_parent_has_neither_mothers_nor_fathers_days() -> None:
    told = {("is_adopter", FATHER, 0): True, ("is_mother", MOTHER, 0): False}
    kids = [Kid("2025-03-10", facts={"adoption_day": day_of("2025-06-01")})]
    claims = [
        Claim(FATHER, 0, "fathers", "2025-07-01", "2025-07-10"),
        Claim(FATHER, 0, "shared", "2025-08-01", "2025-08-10"),
    ]
    world = world_of(kids, claims, told=told)
    assert paid(world, "fathers", FATHER, 0) == []
    assert paid(world, "shared", FATHER, 0) == [("2025-08-01", "2025-08-10")]


def test_two_in_the_parents_place_share_the_last_day() -> None:
    told = {(name, who, 0): True for who in (OTHER, 3) for name in ("is_foster_parent",)}
    kids = [Kid("2025-03-10", facts={"parental_days_paid_before": 542})]
    claims = [
        Claim(OTHER, 0, "shared", "2025-05-01", "2025-05-31"),
        Claim(3, 0, "shared", "2025-05-02", "2025-05-31"),
    ]
    world = world_of(kids, claims, people=4, told=told)
    assert days(paid(world, "shared", OTHER, 0)) == 2
    assert days(paid(world, "shared", 3, 0)) == 1
    claims = [
        Claim(OTHER, 0, "shared", "2025-05-01", "2025-05-31"),
        Claim(3, 0, "shared", "2025-05-03", "2025-05-31"),
    ]
    world = world_of(kids, claims, people=4, told=told)
    assert days(paid(world, "shared", OTHER, 0)) == 3
    assert paid(world, "shared", 3, 0) == []


# ---------------------------------------------------------------- spouse or registered partner

PARTNER = {
    ("is_partner_of_parent", OTHER, 0): True,
    ("is_partner_of_mother", OTHER, 0): True,
}
FATHERS = Claim(OTHER, 0, "fathers", "2025-04-01", "2025-06-30")


@pytest.mark.parametrize(
    ("more", "facts", "length"),
    [
        pytest.param({}, {}, 0, id="the father is there"),
        pytest.param({}, {"second_parent_unrecorded": True}, 30, id="no father recorded"),
        pytest.param({("death_day", FATHER, 0): day_of("2025-03-31")}, {}, 30, id="dead"),
        pytest.param({("steps_aside", FATHER, 0): True}, {}, 30, id="does not raise the child"),
        pytest.param({("steps_aside", MOTHER, 0): True}, {}, 0, id="the mother does not"),
        pytest.param({("fathers_waiver_day", OTHER, 0): day_of("2025-04-01")}, {}, 30, id="waived"),
        pytest.param(
            {("steps_aside", FATHER, 0): True, ("is_partner_of_mother", OTHER, 0): False},
            {},
            0,
            id="another parent's partner",
        ),
    ],
)
def test_the_mothers_partner_has_fathers_benefit_in_the_fathers_stead(
    more: Mapping[tuple[str, int, int], object], facts: Mapping[str, object], length: int
) -> None:
    kids = [Kid("2025-03-10", facts=facts)]
    world = world_of(kids, [FATHERS], people=3, told={**PARTNER, **more})
    assert days(paid(world, "fathers", OTHER, 0)) == length


@pytest.mark.parametrize(("day", "holds_now"), [("2023-12-31", False), ("2024-01-01", True)])
def test_partners_stand_in_from_2024(day: str, holds_now: bool) -> None:
    kids = [Kid("2023-03-10", facts={"second_parent_unrecorded": True})]
    world = world_of(kids, [], people=3, told=PARTNER)
    assert on(world, "stands_in_for_father", 2, day) is holds_now
    assert on(world, "stands_in_for_parent", 2, day) is holds_now
    away = world_of([Kid("2023-03-10")], [], told={("steps_aside", FATHER, 0): True})
    assert on(away, "fathers_place_is_open", 0, day) is holds_now


def test_days_that_the_father_used_are_deducted_from_his_stand_in() -> None:
    claims = [Claim(FATHER, 0, "fathers", "2025-03-10", "2025-03-29"), FATHERS]
    waived = {
        ("fathers_waiver_day", who, 0): day_of("2025-03-30") for who in (MOTHER, FATHER, OTHER)
    }
    world = world_of(ONE, claims, people=3, told={**PARTNER, **waived})
    assert days(paid(world, "fathers", FATHER, 0)) == 20
    assert days(paid(world, "fathers", OTHER, 0)) == 10


def test_a_partners_shared_benefit_is_told_as_a_doubt() -> None:
    told = {**PARTNER, ("steps_aside", FATHER, 0): True}
    claims = [
        Claim(OTHER, 0, "fathers", "2025-04-01", "2025-04-30"),
        Claim(OTHER, 0, "shared", "2025-05-01", "2025-05-10"),
    ]
    world = world_of(ONE, claims, people=3, told=told)
    assert paid(world, "shared", OTHER, 0) == [("2025-05-01", "2025-05-10")]
    assert holds(world, "partner_claims_shared_benefit", OTHER, 0) == [("2025-05-01", "2025-05-10")]
    held_back = world_of(ONE, claims[1:], people=3, told=told)
    assert paid(held_back, "shared", OTHER, 0) == []
    assert days(holds(held_back, "partner_claims_shared_benefit", OTHER, 0)) == 10
    only_mother = world_of(ONE, [Claim(MOTHER, 0, "shared", "2025-05-01", "2025-05-10")])
    assert holds(only_mother, "partner_claims_shared_benefit", MOTHER, 0) == []


def test_days_after_a_death_are_the_parents() -> None:
    kids = [Kid("2025-03-10", death="2026-06-01")]
    told = {**PARTNER, ("steps_aside", FATHER, 0): [("2025-04-01", "2026-04-30")]}
    world = world_of(kids, [], people=3, told=told)
    assert paid(world, "shared", FATHER, 0) == [("2026-06-01", "2026-06-30")]
    assert paid(world, "shared", OTHER, 0) == []


def test_the_right_of_a_partner_arises_when_the_partner_stands_in() -> None:
    told = {**PARTNER, ("steps_aside", FATHER, 0): [("2025-06-01", "2030-01-01")]}
    world = world_of(ONE, [], people=3, told=told)
    assert on(world, "benefit_right_day", 2, "2025-07-01") == day_of("2025-06-01")
    assert on(world, "benefit_right_day", 1, "2025-07-01") == day_of("2025-02-08")


@pytest.mark.parametrize(
    ("more", "facts", "stands"),
    [
        pytest.param({("steps_aside", MOTHER, 0): True}, {}, True, id="the mother waived"),
        pytest.param({("death_day", MOTHER, 0): day_of("2025-05-31")}, {}, True, id="she died"),
        pytest.param({("death_day", MOTHER, 0): day_of("2025-06-01")}, {}, False, id="on the day"),
        pytest.param({}, {}, False, id="both are there"),
        pytest.param({("is_partner_of_parent", OTHER, 0): False}, {}, False, id="no partner"),
    ],
)
def test_a_fathers_partner_stands_in_for_the_mother(
    more: Mapping[tuple[str, int, int], object], facts: Mapping[str, object], stands: bool
) -> None:
    told = {("is_partner_of_parent", OTHER, 0): True, **more}
    world = world_of([Kid("2025-03-10", facts=facts)], [], people=3, told=told)
    assert on(world, "stands_in_for_parent", 2, "2025-06-01") is stands


# ---------------------------------------------------------------- suspended and ended (§§ 12-13)


@pytest.mark.parametrize(
    ("told", "facts", "is_paid"),
    [
        pytest.param({}, {}, True, id="nothing"),
        pytest.param({("imprisoned", MOTHER, 0): True}, {}, False, id="detained"),
        pytest.param({("serves_sentence", MOTHER, 0): True}, {}, False, id="serves a sentence"),
        pytest.param({("missing", MOTHER, 0): True}, {}, False, id="missing"),
        pytest.param({}, {"separated": True}, False, id="child separated"),
        pytest.param({("lacks_custody", MOTHER, 0): True}, {}, False, id="no custody"),
        pytest.param({("steps_aside", MOTHER, 0): True}, {}, False, id="does not raise the child"),
        pytest.param({}, {"has_guardian": True}, False, id="the child has a guardian"),
    ],
)
def test_suspended_days_are_neither_paid_nor_used(
    told: Mapping[tuple[str, int, int], object], facts: Mapping[str, object], is_paid: bool
) -> None:
    claims = [Claim(MOTHER, 0, "shared", "2026-10-05", "2026-10-24")]
    world = world_of([Kid("2025-03-10", facts=facts)], claims, told=told)
    assert bool(paid(world, "shared", MOTHER, 0)) is is_paid
    assert on(world, "shared_days_used", 0, "2026-11-01") == (20 if is_paid else 0)


@pytest.mark.parametrize(("sentence", "default", "other"), [(False, 20, 0), (True, 0, 0)])
def test_a_mother_detained_with_her_child(sentence: bool, default: int, other: int) -> None:
    told: Mapping[tuple[str, int, int], object] = {
        ("imprisoned", MOTHER, 0): True,
        ("lives_with_child_in_prison", MOTHER, 0): True,
        ("serves_sentence", MOTHER, 0): sentence,
    }
    claims = [Claim(MOTHER, 0, "shared", "2026-10-05", "2026-10-24")]
    assert days(paid(world_of(ONE, claims, told=told), "shared", MOTHER, 0)) == default
    none = world_of(ONE, claims, told=told, readings={"suspended_in_detention": "no_exception"})
    assert days(paid(none, "shared", MOTHER, 0)) == other


def test_a_wanted_adopter_has_no_adopters_benefit() -> None:
    told: Mapping[tuple[str, int, int], object] = {
        ("is_adopter", OTHER, 0): True,
        ("has_sickness_benefit_right", OTHER, 0): True,
        ("wanted", OTHER, 0): [("2026-10-10", "2026-10-12")],
    }
    kids = [Kid("2021-03-03", facts={"adoption_day": day_of("2026-10-01")})]
    claims = [Claim(OTHER, 0, "adopters", "2026-10-05", "2026-10-20")]
    world = world_of(kids, claims, people=3, told=told)
    assert paid(world, "adopters", OTHER, 0) == [
        ("2026-10-05", "2026-10-09"),
        ("2026-10-13", "2026-10-20"),
    ]


def test_a_man_who_adopts_a_child_in_care_is_no_father_besides_or_by_the_other_reading_is() -> None:
    told = {
        ("is_adopter", FATHER, 0): True,
        ("is_mother", MOTHER, 0): False,
        ("care_began_day", FATHER, 0): day_of("2025-06-01"),
    }
    kids = [Kid("2025-03-10", facts={"adoption_day": day_of("2025-06-01")})]
    claims = [
        Claim(FATHER, 0, "fathers", "2025-06-10", "2025-07-20"),
        Claim(FATHER, 0, "shared", "2025-07-21", "2025-07-31"),
    ]
    world = world_of(kids, claims, told=told)
    assert paid(world, "fathers", FATHER, 0) == []
    assert paid(world, "shared", FATHER, 0) == [("2025-07-21", "2025-07-31")]
    too = world_of(kids, claims, told=told, readings={"is_father": "by_adoption_too"})
    assert paid(too, "fathers", FATHER, 0) == [("2025-06-10", "2025-07-09")]
    assert paid(too, "shared", FATHER, 0) == [("2025-07-21", "2025-07-31")]
    waiting = world_of(kids, claims[1:], told=told, readings={"is_father": "by_adoption_too"})
    assert paid(waiting, "shared", FATHER, 0) == []


def test_a_second_mother_has_fathers_days_from_2024_on_or_before_by_the_other_reading() -> None:
    told = {("is_second_mother", FATHER, 0): True}
    claims = [Claim(FATHER, 0, "fathers", "2023-12-20", "2024-01-10")]
    kids = [Kid("2023-06-10")]
    world = world_of(kids, claims, told=told)
    assert paid(world, "fathers", FATHER, 0) == [("2024-01-01", "2024-01-10")]
    readings = {"second_mother_counts": "any_second_parent"}
    already = world_of(kids, claims, told=told, readings=readings)
    assert paid(already, "fathers", FATHER, 0) == [("2023-12-20", "2024-01-10")]
    adopted = {**readings, "is_father": "by_adoption_too"}
    already = world_of(kids, claims, told=told, readings=adopted)
    assert paid(already, "fathers", FATHER, 0) == [("2023-12-20", "2024-01-10")]
    only_now = world_of(kids, claims, told=told, readings={"is_father": "by_adoption_too"})
    assert paid(only_now, "fathers", FATHER, 0) == [("2024-01-01", "2024-01-10")]
