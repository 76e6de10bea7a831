"""Several children of one person, twins, parental leave, waivers, pauses, recipients."""

from __future__ import annotations

from datetime import date
from random import Random

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

from perenou.benefits.estonia.parental_benefit.several_children import (
    shortens_period_in_parents_place,
)
from perenou.rules.explain import Explainer, causes
from perenou.rules.rule import day_of
from perenou.rules.world import World

MIA, ANTS = 0, 1
KIDS = [Kid("2025-05-10"), Kid("2026-11-20")]
"""The right for the younger arises 70 days before the birth, on 11 September 2026."""
OLDER = Claim(MOTHER, MIA, "shared", "2025-12-01", "2026-10-10")
YOUNGER = Claim(MOTHER, ANTS, "mothers", "2026-10-11", "2026-12-19")


def why(world: World, name: str, row: int, day: str) -> list[str]:
    explainer = Explainer(world)
    return [c.name for c in causes(explainer, explainer.reason(name, row, day_of(day)))]


# ---------------------------------------------------------------- taking the next child's benefit


def test_taking_the_next_childs_benefit_ends_the_right_for_the_earlier_child() -> None:
    later = Claim(MOTHER, MIA, "shared", "2026-12-20", "2026-12-31")
    world = world_of(KIDS, [OLDER, YOUNGER, later])
    assert paid(world, "shared", MOTHER, MIA) == [("2025-12-01", "2026-10-10")]
    assert paid(world, "mothers", MOTHER, ANTS) == [("2026-10-11", "2026-12-19")]
    assert why(world, "shared_benefit_paid", 0, "2026-12-20") == ["earlier_right_has_ended"]
    # Without it the earlier child's benefit simply goes on, also after the birth.
    world = world_of(KIDS, [OLDER, later])
    assert paid(world, "shared", MOTHER, MIA) == [
        ("2025-12-01", "2026-10-10"),
        ("2026-12-20", "2026-12-31"),
    ]


def test_a_day_claimed_for_both_is_paid_for_the_next_child() -> None:
    both = Claim(MOTHER, MIA, "shared", "2026-10-11", "2026-10-12")
    world = world_of(KIDS, [OLDER, YOUNGER, both])
    assert paid(world, "shared", MOTHER, MIA)[-1][1] == "2026-10-10"
    assert why(world, "shared_benefit_paid", 0, "2026-10-11") == ["other_child_is_chosen"]
    assert holds(world, "other_child_is_chosen", MOTHER, MIA) == [("2026-10-11", "2026-10-12")]
    assert holds(world, "other_child_is_chosen", MOTHER, ANTS) == []


def test_one_parents_choice_leaves_the_other_parents_right_alone_or_by_the_other_reading_not() -> (
    None
):
    own = Claim(FATHER, MIA, "fathers", "2025-06-01", "2025-06-30")
    shared = Claim(FATHER, MIA, "shared", "2026-10-11", "2026-10-20")
    world = world_of(KIDS, [OLDER, YOUNGER, own, shared])
    assert paid(world, "shared", FATHER, MIA) == [("2026-10-11", "2026-10-20")]
    family = world_of(
        KIDS, [OLDER, YOUNGER, own, shared], readings={"earlier_right_has_ended": "by_family"}
    )
    # The first day is the one on which the mother takes it; the right ends with it.
    assert paid(family, "shared", FATHER, MIA) == [("2026-10-11", "2026-10-11")]
    assert paid(family, "mothers", MOTHER, ANTS) == [("2026-10-11", "2026-12-19")]


def test_unused_fathers_days_outlast_the_next_childs_benefit_or_by_the_other_reading_not() -> None:
    claims = [
        Claim(FATHER, ANTS, "fathers", "2026-11-20", "2026-12-04"),
        Claim(FATHER, MIA, "fathers", "2026-12-04", "2026-12-14"),
    ]
    assert paid(world_of(KIDS, claims), "fathers", FATHER, MIA) == [("2026-12-05", "2026-12-14")]
    ends = world_of(KIDS, claims, readings={"fathers_day_due": "every_right_ends"})
    assert paid(ends, "fathers", FATHER, MIA) == []
    assert paid(ends, "fathers", FATHER, ANTS) == [("2026-11-20", "2026-12-04")]


# ---------------------------------------------------------------- going on with the earlier child's


def test_days_of_the_earlier_child_since_the_right_arose_are_taken_from_the_next_childs() -> None:
    world = world_of(KIDS, [OLDER, YOUNGER])
    assert on(world, "shared_days_used", ANTS, "2026-09-11") == 0
    assert on(world, "shared_days_used", ANTS, "2026-09-12") == 1
    assert on(world, "shared_days_used", ANTS, "2027-01-01") == 30
    assert on(world, "shared_quota", ANTS, "2027-01-01") == 475 + 30
    long = Claim(MOTHER, ANTS, "shared", "2026-12-20", "2029-12-31")
    world = world_of(KIDS, [OLDER, YOUNGER, long])
    assert days(paid(world, "shared", MOTHER, ANTS)) == 475


def test_what_a_parent_gave_up_for_the_earlier_child_is_not_taken_from_a_guardian() -> None:
    # 545 less the 70 days paid to the mother for the child (§ 34 lg 5), not the 30 given up.
    kids = [KIDS[MIA], Kid("2026-11-20", facts={"guardian_is_natural_person": True})]
    told = {
        ("is_guardian", 2, ANTS): [("2027-01-01", "2030-12-31")],
        ("care_began_day", 2, ANTS): day_of("2027-01-01"),
    }
    long = Claim(2, ANTS, "shared", "2027-01-01", "2029-12-31")
    world = world_of(kids, [OLDER, YOUNGER, long], people=3, told=told)
    assert days(paid(world, "shared", 2, ANTS)) == 545 - 70
    assert shortens_period_in_parents_place(True, True)
    assert not shortens_period_in_parents_place(False, True)


def test_days_lost_by_a_late_start_are_not_lost_twice_or_by_the_other_reading_are() -> None:
    claims = [
        Claim(MOTHER, MIA, "shared", "2026-01-01", "2026-11-10"),
        Claim(MOTHER, ANTS, "mothers", "2026-11-11", "2026-12-19"),
        Claim(MOTHER, ANTS, "shared", "2026-12-20", "2029-12-31"),
    ]
    assert days(paid(world_of(KIDS, claims), "shared", MOTHER, ANTS)) == 475
    every = {"shortens_next_child": "every_day"}
    assert days(paid(world_of(KIDS, claims, readings=every), "shared", MOTHER, ANTS)) == 475 - 61


def test_days_in_the_mothers_own_time_are_not_taken_and_later_ones_are() -> None:
    claims = [Claim(MOTHER, MIA, "shared", "2026-11-20", "2026-12-31")]
    world = world_of(KIDS, claims)
    assert on(world, "shared_days_used", ANTS, "2026-12-20") == 0
    assert on(world, "shared_days_used", ANTS, "2026-12-21") == 1
    assert on(world, "shared_days_used", ANTS, "2027-01-01") == 12


def test_only_whoever_has_a_right_for_the_next_child_shortens_it() -> None:
    claims = [OLDER, YOUNGER]
    other_father = {("is_parent", MOTHER, ANTS): True, ("is_parent", FATHER, ANTS): False}
    father = [
        Claim(FATHER, MIA, "fathers", "2025-06-01", "2025-06-30"),
        Claim(FATHER, MIA, "shared", "2027-01-01", "2027-01-10"),
    ]
    world = world_of(KIDS, [*claims, *father])
    assert on(world, "shared_days_used", ANTS, "2027-02-01") == 40
    world = world_of(KIDS, [*claims, *father], told=other_father)
    assert on(world, "shared_days_used", ANTS, "2027-02-01") == 30


def test_both_parents_on_one_day_for_the_earlier_child_take_two_days() -> None:
    claims = [
        Claim(MOTHER, MIA, "shared", "2026-12-21", "2026-12-30"),
        Claim(FATHER, MIA, "fathers", "2025-06-01", "2025-06-30"),
        Claim(FATHER, MIA, "shared", "2026-12-21", "2026-12-30"),
    ]
    world = world_of(KIDS, claims)
    assert on(world, "shared_days_used", ANTS, "2027-01-01") == 20
    assert on(world, "shared_days_used", MIA, "2027-01-01") == 20


# ---------------------------------------------------------------- one benefit for a multiple birth


def test_twins_have_one_benefit() -> None:
    twins = [Kid("2026-03-10", birth_set=0), Kid("2026-03-10", birth_set=0)]
    claims = [
        Claim(MOTHER, 0, "mothers", "2025-12-30", "2026-04-08"),
        Claim(MOTHER, 1, "mothers", "2025-12-30", "2026-04-08"),
        Claim(FATHER, 1, "fathers", "2026-03-10", "2026-03-20"),
        Claim(FATHER, 0, "fathers", "2026-03-10", "2026-06-30"),
        Claim(MOTHER, 1, "shared", "2026-05-01", "2026-05-31"),
    ]
    world = world_of(twins, claims)
    assert days(paid(world, "mothers", MOTHER, 0)) == 100
    assert paid(world, "mothers", MOTHER, 1) == []
    assert paid(world, "fathers", FATHER, 1) == []
    assert paid(world, "shared", MOTHER, 1) == []
    assert days(paid(world, "fathers", FATHER, 0)) == 30
    assert why(world, "mothers_benefit_paid", 1, "2026-01-05") == ["is_borne_by_other_child"]
    more = world_of(twins, claims, readings={"own_fathers_quota": "on_top"})
    assert days(paid(more, "fathers", FATHER, 0)) == 60
    single = world_of(KIDS, claims[3:4], readings={"own_fathers_quota": "on_top"})
    assert on(single, "own_fathers_quota", 2, "2026-05-01") == 30
    assert on(more, "own_fathers_quota", 0, "2026-05-01") == 0


@pytest.mark.parametrize(
    "first",
    [
        Kid("2026-03-10", death="2026-03-20", birth_set=0),
        Kid("2026-03-10", birth_set=0, facts={"stillborn": True}),
    ],
)
def test_the_benefit_of_a_birth_is_reckoned_with_a_child_that_is_alive(first: Kid) -> None:
    world = world_of([first, Kid("2026-03-10", birth_set=0)], [])
    assert on(world, "is_borne_by_other_child", 0, "2026-05-01") is True
    assert on(world, "is_borne_by_other_child", 1, "2026-05-01") is False


# ---------------------------------------------------------------- days given after a death


def test_a_day_given_after_a_death_yields_to_a_claimed_day_for_another_child() -> None:
    kids = [Kid("2025-05-10", death="2026-11-01"), Kid("2026-11-20")]
    world = world_of(kids, [Claim(MOTHER, ANTS, "mothers", "2026-11-11", "2026-12-19")])
    assert paid(world, "shared", MOTHER, MIA) == [("2026-11-01", "2026-11-10")]
    assert paid(world, "shared", FATHER, MIA) == [("2026-11-01", "2026-11-30")]


def test_of_three_who_claim_a_day_two_are_paid() -> None:
    # The mother's spouse has the days that the father waived; he claims shared ones.
    claims = [
        Claim(MOTHER, 0, "mothers", "2026-03-10", "2026-04-08"),
        Claim(FATHER, 0, "shared", "2026-03-12", "2026-04-10"),
        Claim(2, 0, "fathers", "2026-03-14", "2026-04-12"),
    ]
    told = {
        ("fathers_waiver_day", FATHER, 0): day_of("2026-03-10"),
        ("fathers_waiver_day", 2, 0): day_of("2026-03-10"),
        ("is_partner_of_parent", 2, 0): True,
        ("is_partner_of_mother", 2, 0): True,
    }
    world = world_of([Kid("2026-03-10")], claims, people=3, told=told)
    assert paid(world, "mothers", MOTHER, 0) == [("2026-03-10", "2026-04-08")]
    assert paid(world, "shared", FATHER, 0) == [("2026-03-12", "2026-04-10")]
    assert paid(world, "fathers", 2, 0) == [("2026-04-09", "2026-04-12")]


@pytest.mark.parametrize("deaths", [("2026-03-20", ""), ("", "2026-03-20")])
def test_the_death_of_a_twin_gives_no_days_or_by_the_other_reading_gives_them(
    deaths: tuple[str, str],
) -> None:
    twins = [Kid("2026-03-10", death=death, birth_set=0) for death in deaths]
    dead = 0 if deaths[0] else 1
    assert paid(world_of(twins, []), "fathers", FATHER, dead) == []
    other = world_of(twins, [], readings={"death_gives_days": "each_child"})
    assert paid(other, "fathers", FATHER, dead) == [("2026-03-20", "2026-04-18")]
    assert paid(other, "fathers", FATHER, 1 - dead) == []


def test_the_death_of_the_last_child_of_a_birth_gives_days() -> None:
    twins = [Kid("2026-03-10", death=death, birth_set=0) for death in ("2026-03-20", "2026-09-01")]
    world = world_of(twins, [])
    assert paid(world, "fathers", FATHER, 0) == []
    assert paid(world, "shared", FATHER, 1) == [("2026-09-01", "2026-09-30")]
    # Both on one day: days once, by either reading.
    twins = [Kid("2026-03-10", death="2026-03-20", birth_set=0)] * 2
    for readings in ({}, {"death_gives_days": "each_child"}):
        world = world_of(twins, [], readings=readings)
        assert paid(world, "fathers", FATHER, 0) == [("2026-03-20", "2026-04-18")]
        assert paid(world, "mothers", MOTHER, 1) == []


@pytest.mark.parametrize(
    ("first_day", "given", "by_other"),
    [
        ("2023-01-31", [], [("2023-02-01", "2023-03-01")]),
        ("2023-02-01", [("2023-02-01", "2023-03-02")], [("2023-02-01", "2023-03-02")]),
        ("2023-01-01", [], []),
    ],
)
def test_a_death_before_february_2023_gives_no_shared_days_or_the_rest_of_them(
    first_day: str, given: list[tuple[str, str]], by_other: list[tuple[str, str]]
) -> None:
    kids = [Kid("2022-05-10", death=first_day)]
    assert paid(world_of(kids, []), "shared", MOTHER, 0) == given
    other = world_of(kids, [], readings={"death_falls_under_provision": "rest_of_the_days"})
    assert paid(other, "shared", MOTHER, 0) == by_other


@pytest.mark.parametrize(
    ("day", "partner", "told"),
    [
        ("2023-12-31", True, True),
        ("2024-01-01", True, False),
        ("2023-12-31", False, False),
    ],
)
def test_a_partners_claim_before_2024_is_told_as_a_doubt(
    day: str, partner: bool, told: bool
) -> None:
    for kind in ("shared", "fathers"):
        claims = [Claim(2, 0, kind, "2023-12-01", "2024-01-31")]
        facts = {("is_partner_of_parent", 2, 0): partner, ("is_parent", 2, 0): False}
        world = world_of([Kid("2023-06-10")], claims, people=3, told=facts)
        assert on(world, "partner_claims_before_2024", 2, day) is told
    parent = world_of(
        [Kid("2023-06-10")],
        [Claim(FATHER, 0, "shared", "2023-12-01", "2024-01-31")],
        told={("is_partner_of_parent", FATHER, 0): True},
    )
    assert on(parent, "partner_claims_before_2024", FATHER, "2023-12-31") is False


def test_two_deaths_at_once_give_one_day() -> None:
    twins = [
        Kid("2026-03-10", birth_set=0, facts={"stillborn": True}),
        Kid("2026-03-10", birth_set=0, facts={"stillborn": True}),
    ]
    world = world_of(twins, [])
    assert days(paid(world, "fathers", FATHER, 0)) == 30
    assert paid(world, "fathers", FATHER, 1) == []


def test_days_given_to_an_employee_without_a_leave_entry_are_told_as_a_doubt() -> None:
    kids = [Kid("2026-03-10", death="2026-03-20")]
    claims = [Claim(MOTHER, 0, "mothers", "2026-02-01", "2026-03-24")]
    world = world_of(kids, claims)
    assert paid(world, "mothers", MOTHER, 0) == [("2026-02-01", "2026-05-11")]
    assert holds(world, "paid_after_death_without_leave", MOTHER, 0) == [
        ("2026-03-25", "2026-05-11")
    ]
    assert days(holds(world, "paid_after_death_without_leave", FATHER, 0)) == 30
    later = world_of([Kid("2025-03-10", death="2026-03-20")], [])
    assert days(paid(later, "shared", MOTHER, 0)) == 30
    assert holds(later, "paid_after_death_without_leave", MOTHER, 0) == []
    claimed = [Claim(FATHER, 0, "fathers", "2026-03-20", "2026-04-18")]
    assert holds(world_of(kids, claimed), "paid_after_death_without_leave", FATHER, 0) == []


# ---------------------------------------------------------------- parental leave

ONE = [Kid("2026-03-10")]
USED = Claim(FATHER, 0, "fathers", "2026-03-10", "2026-04-08")


@pytest.mark.parametrize(
    ("first", "day"), [("2026-04-09", "2026-04-08"), ("2026-04-09", "2026-04-09")]
)
def test_parental_leave_decides_once_the_child_is_30_days_old(first: str, day: str) -> None:
    on_leave = {("on_parental_leave", MOTHER, 0): True}
    claims = [
        Claim(FATHER, 0, "fathers", "2026-02-08", "2026-03-09"),
        Claim(FATHER, 0, "shared", "2026-03-10", "2026-05-31"),
    ]
    world = world_of(ONE, claims, told=on_leave)
    is_paid = on(world, "shared_benefit_paid", 1, day)
    assert is_paid is (day < first)
    assert paid(world, "shared", FATHER, 0) == [("2026-03-10", "2026-04-08")]
    assert why(world, "shared_benefit_paid", 1, "2026-04-09") == ["right_of_other_on_leave"]
    weak = world_of(
        ONE, claims, told=on_leave, readings={"right_of_other_on_leave": "only_between_two_claims"}
    )
    assert paid(weak, "shared", FATHER, 0) == [("2026-03-10", "2026-05-31")]
    both = {**on_leave, ("on_parental_leave", FATHER, 0): True}
    assert days(paid(world_of(ONE, claims, told=both), "shared", FATHER, 0)) == 83


def test_whoever_is_on_leave_comes_first_when_the_60_days_are_used() -> None:
    claims = [
        USED,
        Claim(FATHER, 0, "shared", "2026-05-01", "2026-09-30"),
        Claim(MOTHER, 0, "shared", "2026-06-01", "2026-09-30"),
    ]
    world = world_of(ONE, claims)
    assert paid(world, "shared", MOTHER, 0) == [("2026-06-01", "2026-07-30")]
    told = {("on_parental_leave", MOTHER, 0): [("2026-06-01", "2026-12-31")]}
    world = world_of(ONE, claims, told=told)
    assert paid(world, "shared", FATHER, 0) == [("2026-05-01", "2026-07-30")]
    assert paid(world, "shared", MOTHER, 0) == [("2026-06-01", "2026-09-30")]
    assert holds(world, "yields_in_a_tie", FATHER, 0) == []


# ---------------------------------------------------------------- a tie


def test_a_tie_is_told_only_where_it_decides() -> None:
    claims = [
        USED,
        Claim(MOTHER, 0, "shared", "2026-05-01", "2026-07-31"),
        Claim(FATHER, 0, "shared", "2026-05-01", "2026-07-31"),
    ]
    world = world_of(ONE, claims)
    assert paid(world, "shared", MOTHER, 0) == [("2026-05-01", "2026-07-31")]
    assert paid(world, "shared", FATHER, 0) == [("2026-05-01", "2026-06-29")]
    assert holds(world, "yields_in_a_tie", FATHER, 0) == [("2026-06-30", "2026-07-31")]
    assert holds(world, "yields_in_a_tie", MOTHER, 0) == []
    later = [*claims[:2], Claim(FATHER, 0, "shared", "2026-05-02", "2026-07-31")]
    assert holds(world_of(ONE, later), "yields_in_a_tie", FATHER, 0) == []


# ---------------------------------------------------------------- reasons


def test_a_fathers_refused_shared_day_names_his_own_days_and_a_mothers_hers() -> None:
    claims = [
        Claim(FATHER, 0, "shared", "2026-04-01", "2026-04-30"),
        Claim(MOTHER, 0, "shared", "2026-04-01", "2026-04-30"),
    ]
    world = world_of(ONE, claims)
    assert why(world, "shared_benefit_paid", 1, "2026-04-05") == ["fathers_right_goes_on"]
    assert why(world, "shared_benefit_paid", 0, "2026-04-05") == ["mothers_time_goes_on"]
    assert paid(world, "shared", MOTHER, 0) == [("2026-04-09", "2026-04-30")]


def test_fathers_days_used_up_and_waived_are_told_apart() -> None:
    claims = [Claim(FATHER, 0, "fathers", "2026-03-10", "2026-05-31")]
    world = world_of(ONE, claims)
    assert why(world, "fathers_benefit_paid", 1, "2026-04-09") == ["fathers_days_are_used_up"]
    waived = {("fathers_waiver_day", FATHER, 0): day_of("2026-03-20")}
    world = world_of(ONE, claims, told=waived)
    assert paid(world, "fathers", FATHER, 0) == [("2026-03-10", "2026-03-19")]
    assert why(world, "fathers_benefit_paid", 1, "2026-03-20") == ["fathers_days_are_waived"]


# ---------------------------------------------------------------- pauses, waivers, taking over


def test_fathers_and_shared_benefit_pause_and_resume_on_chosen_days() -> None:  # § 46¹ lg 1-2
    claims = [
        Claim(FATHER, 0, "fathers", "2026-03-10", "2026-03-19"),
        Claim(FATHER, 0, "fathers", "2026-06-01", "2026-12-31"),
        Claim(MOTHER, 0, "shared", "2026-05-05", "2026-05-10"),
        Claim(MOTHER, 0, "shared", "2026-08-01", "2026-08-02"),
    ]
    world = world_of(ONE, claims)
    assert paid(world, "fathers", FATHER, 0) == [
        ("2026-03-10", "2026-03-19"),
        ("2026-06-01", "2026-06-20"),
    ]
    assert paid(world, "shared", MOTHER, 0) == [
        ("2026-05-05", "2026-05-10"),
        ("2026-08-01", "2026-08-02"),
    ]
    assert on(world, "shared_days_used", 0, "2026-09-01") == 8
    # No day in a month: paused (lg 4); the daily rate is not computed anew (lg 5).
    assert on(world, "shared_parental_benefit_days_in_month", 0, "2026-07-01") == 0
    rates = {on(world, "shared_daily_rate", 0, day) for day in ("2026-05-05", "2026-08-01")}
    assert len(rates) == 1


def test_mothers_benefit_cannot_be_paused() -> None:
    claims = [
        Claim(MOTHER, 0, "mothers", "2025-12-30", "2026-01-31"),
        Claim(MOTHER, 0, "mothers", "2026-02-11", "2026-12-31"),
    ]
    stretches = paid(world_of(ONE, claims), "mothers", MOTHER, 0)
    assert stretches == [("2025-12-30", "2026-01-31"), ("2026-02-11", "2026-04-08")]
    assert days(stretches) == 90


@pytest.mark.parametrize(
    ("applied", "first"),
    [("2026-05-04", "2026-06-01"), ("2026-05-31", "2026-06-01"), ("2026-04-30", "2026-05-16")],
)
def test_a_new_recipient_is_paid_from_the_month_after_the_application(  # EX-078
    applied: str, first: str
) -> None:
    claims = [
        USED,
        Claim(MOTHER, 0, "shared", "2026-04-09", "2026-05-15"),
        Claim(FATHER, 0, "shared", "2026-05-16", "2026-06-30"),
    ]
    told = {("recipient_change_day", FATHER, 0): day_of(applied)}
    world = world_of(ONE, claims, told=told)
    assert paid(world, "shared", FATHER, 0) == [(first, "2026-06-30")]
    if first == "2026-06-01":
        assert why(world, "shared_benefit_paid", 1, "2026-05-31") == [
            "waits_for_change_of_recipient"
        ]


def test_a_waiver_covers_what_is_unused_and_is_final() -> None:
    waived = {("fathers_waiver_day", FATHER, 0): day_of("2026-03-20")}
    claims = [
        Claim(FATHER, 0, "fathers", "2026-03-10", "2026-03-19"),
        Claim(FATHER, 0, "shared", "2026-03-20", "2026-03-29"),
        Claim(FATHER, 0, "fathers", "2026-04-01", "2026-04-10"),
    ]
    world = world_of(ONE, claims, told=waived)
    assert paid(world, "fathers", FATHER, 0) == [("2026-03-10", "2026-03-19")]
    assert paid(world, "shared", FATHER, 0) == [("2026-03-20", "2026-03-29")]


@pytest.mark.parametrize(
    ("waiver", "default", "other"),
    [
        ("2026-04-20", "2026-02-08", "2026-04-20"),
        ("2026-03-01", "2026-02-08", "2026-03-10"),
        ("2027-01-01", "2026-02-08", "2026-02-08"),
    ],
)
def test_when_the_right_of_a_father_arose_who_waived_his_days(
    waiver: str, default: str, other: str
) -> None:
    told = {("fathers_waiver_day", FATHER, 0): day_of(waiver)}
    world = world_of(ONE, [], told=told)
    assert on(world, "shared_right_day", 1, "2026-06-01") == day_of(default)
    reading = {"shared_right_day": "with_the_waiver"}
    world = world_of(ONE, [], told=told, readings=reading)
    assert on(world, "shared_right_day", 1, "2026-06-01") == day_of(other)
    assert on(world, "shared_right_day", 0, "2026-06-01") == day_of("2026-04-09")
    no_right = {**told, ("had_sickness_benefit_right", MOTHER, 0): False}
    world = world_of(ONE, [], told=no_right, readings=reading)
    assert on(world, "shared_right_day", 0, "2026-06-01") == day_of("2026-04-09")


# ---------------------------------------------------------------- whatever is claimed


@pytest.mark.properties
@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_parents_claim_for_two_children(seed: int) -> None:
    """Day by day: one benefit a person; the earlier right ends; the next child has fewer days."""
    chance = Random(seed)
    kids = [Kid("2025-05-10"), Kid("2026-09-20", "2026-09-28")]
    first, last = day_of("2025-03-01"), day_of("2028-06-30")
    claims = []
    for who in (MOTHER, FATHER):
        for child in (MIA, ANTS):
            for kind in ("mothers" if who == MOTHER else "fathers", "shared", "shared"):
                a = chance.randrange(first, last)
                b = min(a + chance.randrange(5, 260), last)
                claims.append(
                    Claim(who, child, kind, str(date.fromordinal(a)), str(date.fromordinal(b)))
                )
    claims.append(Claim(FATHER, MIA, "fathers", "2025-05-10", "2025-06-08"))
    world = world_of(kids, claims)

    def is_paid(kind: str, who: int, child: int, day: int) -> bool:
        return world.at(f"{kind}_benefit_paid", who * 2 + child, day) is True

    due = day_of("2026-09-28")
    begun = [
        max(day_of(c.first), due - 70)
        for c in claims
        if (c.who, c.child, c.kind) == (MOTHER, ANTS, "mothers") and day_of(c.last) >= due - 70
    ]
    begin = min([day_of("2026-09-20"), *begun])
    right_for_younger = {MOTHER: day_of("2026-09-28") - 70, FATHER: day_of("2026-09-28") - 30}
    taken = {MOTHER: False, FATHER: False}
    used = 0
    for day in range(first, last):
        assert world.at("shared_days_used", ANTS, day) == used
        earlier = 0
        for who in (MOTHER, FATHER):
            paid_for = [
                child
                for child in (MIA, ANTS)
                for kind in ("mothers", "fathers", "shared")
                if is_paid(kind, who, child, day)
            ]
            assert len(paid_for) <= 1, (who, day)
            if taken[who]:
                assert not is_paid("shared", who, MIA, day)
                assert not is_paid("mothers", who, MIA, day)
            if is_paid("shared", who, MIA, day) and day >= right_for_younger[who]:
                keeps = due - begin >= 31
                lost = who == MOTHER and day < due + 30 and (day >= begin or not keeps)
                earlier += not lost
            used += is_paid("shared", who, ANTS, day)
            taken[who] = taken[who] or ANTS in paid_for
        used += earlier


def test_of_two_bars_the_one_that_is_met_first_is_told() -> None:
    waiting = {("recipient_change_day", FATHER, 0): day_of("2026-04-05")}
    claims = [Claim(FATHER, 0, "shared", "2026-04-01", "2026-04-30")]
    world = world_of(ONE, claims, told=waiting)
    assert why(world, "shared_benefit_paid", 1, "2026-04-06") == ["waits_for_change_of_recipient"]
    assert why(world, "shared_benefit_paid", 1, "2026-02-06") == ["wishes_shared"]
