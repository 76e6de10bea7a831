"""Adopter's parental benefit (PHS § 38)."""

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

from perenou.rules.rule import day_of
from perenou.rules.types import NEVER
from perenou.rules.world import World

ADOPTED = day_of("2026-05-06")
OLD = "2021-03-03"
Facts = Mapping[tuple[str, int, int], object]
INSURED: Facts = {("has_sickness_benefit_right", who, 0): True for who in (MOTHER, FATHER)}


def adopters(who: int, first: str, last: str, child: int = 0) -> Claim:
    return Claim(who, child, "adopters", first, last)


def adoption(
    claims: list[Claim],
    *,
    birth: str = OLD,
    final: int = ADOPTED,
    more: Facts | None = None,
    facts: Mapping[str, object] | None = None,
    readings: Mapping[str, str] | None = None,
) -> World:
    told: dict[tuple[str, int, int], object] = {
        **INSURED,
        **{("is_adopter", who, 0): True for who in (MOTHER, FATHER)},
        ("is_mother", MOTHER, 0): False,
        ("care_began_day", MOTHER, 0): NEVER,
        ("care_began_day", FATHER, 0): NEVER,
        **(more or {}),
    }
    kid = Kid(birth, facts={"adoption_day": final, **(facts or {})})
    return world_of([kid], claims, told=told, readings=readings)


def test_70_days_within_six_months() -> None:
    world = adoption([adopters(MOTHER, "2026-05-01", "2027-05-01")])
    assert paid(world, "adopters", MOTHER, 0) == [("2026-05-06", "2026-07-14")]
    late = adoption([adopters(MOTHER, "2026-11-01", "2027-05-01")])
    assert paid(late, "adopters", MOTHER, 0) == [("2026-11-01", "2026-11-06")]


def test_it_can_be_paused() -> None:
    claims = [
        adopters(MOTHER, "2026-05-06", "2026-05-15"),
        adopters(MOTHER, "2026-08-01", "2026-12-01"),
    ]
    assert days(paid(adoption(claims), "adopters", MOTHER, 0)) == 70


def test_both_at_once_for_up_to_35_days_that_shorten_the_70() -> None:
    both = [adopters(who, "2026-05-06", "2026-07-31") for who in (MOTHER, FATHER)]
    world = adoption(both)
    for who in (MOTHER, FATHER):
        assert paid(world, "adopters", who, 0) == [("2026-05-06", "2026-06-09")]
    assert on(world, "adopters_overlap_days_used", 0, "2026-08-01") == 35
    assert on(world, "overlap_days_used", 0, "2026-08-01") == 0
    one = adoption(both, readings={"is_second_adopter": "one_adopter"})
    assert days(paid(one, "adopters", MOTHER, 0)) == 70
    assert paid(one, "adopters", FATHER, 0) == []


def test_a_day_beside_another_kind_is_one_of_the_60_only_by_the_other_reading() -> None:
    # 65 days are left until the third birthday: whoever is insured has adopter's benefit.
    claims = [
        adopters(FATHER, "2026-05-06", "2026-07-31"),
        Claim(MOTHER, 0, "shared", "2026-05-07", "2026-07-31"),
    ]
    uninsured: Facts = {("has_sickness_benefit_right", MOTHER, 0): False}
    world = adoption(claims, birth="2023-07-10", more=uninsured)
    assert days(paid(world, "adopters", FATHER, 0)) == 70
    assert paid(world, "shared", MOTHER, 0) == [("2026-05-07", "2026-07-09")]
    assert on(world, "overlap_days_used", 0, "2026-07-10") == 0
    readings = {"overlap_today": "also_beside_an_adopter"}
    other = adoption(claims, birth="2023-07-10", more=uninsured, readings=readings)
    assert paid(other, "shared", MOTHER, 0) == [("2026-05-07", "2026-07-05")]
    assert on(other, "overlap_days_used", 0, "2026-07-10") == 60


def test_an_overlap_of_other_days_counts_towards_the_35() -> None:
    # 34 days at once take 68; of the two left one is used alone and the last one by the first.
    claims = [
        adopters(MOTHER, "2026-05-06", "2026-07-31"),
        adopters(FATHER, "2026-05-06", "2026-06-08"),
        adopters(FATHER, "2026-06-10", "2026-07-31"),
    ]
    world = adoption(claims)
    assert days(paid(world, "adopters", MOTHER, 0)) == 36
    assert days(paid(world, "adopters", FATHER, 0)) == 34


@pytest.mark.parametrize(
    ("more", "facts"),
    [
        pytest.param({("has_sickness_benefit_right", MOTHER, 0): False}, {}, id="not insured"),
        pytest.param({}, {"adopted_within_family": True}, id="within the family"),
        pytest.param({("is_partner_of_parent", MOTHER, 0): True}, {}, id="a parent's partner"),
        pytest.param({("lives_in_estonia", MOTHER, 0): False}, {}, id="elsewhere"),
        pytest.param({("is_adopter", MOTHER, 0): False}, {}, id="no adopter"),
        pytest.param({}, {"child_death_day": ADOPTED}, id="the child died"),
    ],
)
def test_who_has_no_adopters_benefit(more: Facts, facts: Mapping[str, object]) -> None:
    world = adoption([adopters(MOTHER, "2026-05-06", "2026-07-31")], more=more, facts=facts)
    assert paid(world, "adopters", MOTHER, 0) == []


def test_the_sickness_right_counts_on_the_day_of_the_adoption() -> None:
    ended = {("has_sickness_benefit_right", MOTHER, 0): [("2020-01-01", "2026-05-06")]}
    world = adoption([adopters(MOTHER, "2026-05-06", "2026-07-31")], more=ended)
    assert days(paid(world, "adopters", MOTHER, 0)) == 70
    before = {("has_sickness_benefit_right", MOTHER, 0): [("2020-01-01", "2026-05-05")]}
    world = adoption([adopters(MOTHER, "2026-05-06", "2026-07-31")], more=before)
    assert paid(world, "adopters", MOTHER, 0) == []


def test_not_beyond_the_childs_eighteenth_birthday() -> None:
    world = adoption([adopters(MOTHER, "2026-05-06", "2026-07-31")], birth="2008-05-10")
    assert paid(world, "adopters", MOTHER, 0) == [("2026-05-06", "2026-05-09")]


# ---------------------------------------------------------------- either ordinary or adopter's


@pytest.mark.parametrize(
    ("birth", "adopters_days", "shared_days"),
    [("2023-07-15", 70, 0), ("2023-07-16", 0, 71)],
)
def test_with_more_than_70_days_until_three_only_ordinary_benefit_otherwise_only_adopters(
    birth: str, adopters_days: int, shared_days: int
) -> None:
    world = adoption([adopters(MOTHER, "2026-05-06", "2026-12-31")], birth=birth)
    assert days(paid(world, "adopters", MOTHER, 0)) == adopters_days
    ordinary = adoption([Claim(MOTHER, 0, "shared", "2026-05-01", "2026-12-31")], birth=birth)
    assert days(paid(ordinary, "shared", MOTHER, 0)) == shared_days


@pytest.mark.parametrize(("before", "adopters_days"), [(474, 0), (475, 70)])
def test_days_paid_to_others_leave_70_or_more(before: int, adopters_days: int) -> None:
    facts = {"parental_days_paid_before": before}
    world = adoption(
        [adopters(MOTHER, "2026-05-06", "2026-12-31")], birth="2025-01-10", facts=facts
    )
    assert days(paid(world, "adopters", MOTHER, 0)) == adopters_days


def test_days_of_the_parents_in_the_file_count_too() -> None:
    shared = Claim(2, 0, "shared", "2025-02-01", "2026-04-30")
    told = {("is_parent", 2, 0): [("2025-01-10", "2026-05-05")]}
    claims = [shared, adopters(MOTHER, "2026-05-06", "2026-12-31")]
    kid = Kid("2025-01-10", facts={"adoption_day": ADOPTED, "parental_days_paid_before": 21})
    adopter: Facts = {
        **INSURED,
        ("is_adopter", MOTHER, 0): True,
        ("is_mother", MOTHER, 0): False,
        ("fathers_waiver_day", 2, 0): day_of("2025-01-10"),
    }
    world = world_of([kid], claims, people=3, told={**adopter, **told})
    assert days(paid(world, "shared", 2, 0)) == 454
    assert days(paid(world, "adopters", MOTHER, 0)) == 70


def foster(claims: list[Claim], birth: str, readings: Mapping[str, str] | None = None) -> World:
    told: Facts = {
        **INSURED,
        ("is_foster_parent", 2, 0): [("2026-05-06", "2030-01-01")],
        ("has_sickness_benefit_right", 2, 0): True,
        ("care_began_day", 2, 0): ADOPTED,
    }
    return world_of([Kid(birth)], claims, people=3, told=told, readings=readings, parents=())


def test_a_foster_parent_has_it_from_the_contract_like_an_adopter_or_by_choice() -> None:
    claims = [adopters(2, "2026-05-01", "2026-12-31")]
    assert paid(foster(claims, OLD), "adopters", 2, 0) == [("2026-05-06", "2026-07-14")]
    ordinary = [Claim(2, 0, "shared", "2026-05-01", "2026-12-31")]
    assert paid(foster(ordinary, "2023-07-01"), "shared", 2, 0) == []
    free = {"has_adopters_benefit_only": "adopter_alone"}
    assert paid(foster(ordinary, "2023-07-01", free), "shared", 2, 0) == [
        ("2026-05-06", "2026-06-30")
    ]
    bound = adoption(
        [Claim(MOTHER, 0, "shared", "2026-05-06", "2026-06-01")], birth="2023-07-01", readings=free
    )
    assert paid(bound, "shared", MOTHER, 0) == []


@pytest.mark.parametrize(("used", "again"), [(True, 0), (False, 70)])
def test_a_foster_parent_who_used_it_has_none_on_adopting_the_child(used: bool, again: int) -> None:
    told: Facts = {
        ("is_adopter", 2, 0): True,
        ("is_foster_parent", 2, 0): [("2026-01-10", "2026-05-05")],
        ("has_sickness_benefit_right", 2, 0): True,
        ("care_began_day", 2, 0): day_of("2026-01-10"),
    }
    claims = [adopters(2, "2026-05-06", "2026-12-31")]
    if used:
        claims.append(adopters(2, "2026-02-01", "2026-02-10"))
    kid = Kid(OLD, facts={"adoption_day": ADOPTED})
    world = world_of([kid], claims, people=3, told=told, parents=())
    assert days(paid(world, "adopters", 2, 0)) == (10 if used else 70)
    assert on(world, "adopters_right_day", 2, "2026-05-05") == day_of("2026-01-10")
    assert on(world, "adopters_right_day", 2, "2026-05-06") == ADOPTED
    assert days([s for s in paid(world, "adopters", 2, 0) if s[0] >= "2026-05-06"]) == again


def test_of_several_children_adopted_together_one() -> None:
    kids = [
        Kid(OLD, facts={"adoption_day": ADOPTED}),
        Kid("2020-02-02", facts={"adoption_day": ADOPTED}),
    ]
    told: Facts = {
        **INSURED,
        **{("is_adopter", MOTHER, child): True for child in (0, 1)},
        **{("is_mother", MOTHER, child): False for child in (0, 1)},
    }
    claims = [
        adopters(MOTHER, "2026-06-01", "2026-06-10", child=0),
        adopters(MOTHER, "2026-05-10", "2026-05-19", child=1),
    ]
    world = world_of(kids, claims, told=told)
    assert paid(world, "adopters", MOTHER, 1) == [("2026-05-10", "2026-05-19")]
    assert paid(world, "adopters", MOTHER, 0) == []
    assert holds(world, "adopters_day_covered", MOTHER, 0) == []
    apart = [kids[0], Kid("2020-02-02", facts={"adoption_day": day_of("2026-05-05")})]
    world = world_of(apart, claims, told=told)
    assert paid(world, "adopters", MOTHER, 0) == [("2026-06-01", "2026-06-10")]


def test_two_children_taken_in_on_one_day_have_one_ordinary_benefit_a_day() -> None:
    kids = [Kid("2025-03-03"), Kid("2024-02-02")]
    told: Facts = {
        (name, 2, child): value
        for child in (0, 1)
        for name, value in (("is_foster_parent", True), ("care_began_day", ADOPTED))
    }
    claims = [Claim(2, child, "shared", "2026-06-01", "2026-06-10") for child in (0, 1)]
    world = world_of(kids, claims, people=3, told=told, parents=())
    assert days(paid(world, "shared", 2, 0)) + days(paid(world, "shared", 2, 1)) == 10
