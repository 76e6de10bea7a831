"""Kinds, days and quotas of parental benefit, norm by norm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.against_reference.as_facts import laid_out
from tests.reference.facts import Family, Household, Kind, Parent, Spell, Who, Wish

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.world import World

FAR = date(2027, 12, 31)
MOTHER = 0


def father(family: Family) -> int:
    """The row of the father and the first child of the birth."""
    return family.children_at_birth


def world_of(
    family: Family,
    *,
    readings: Mapping[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> World:
    """The law over a family; further facts are told of both parents."""
    facts = {
        (name, person, child): value
        for name, value in (more or {}).items()
        for person in (0, 1)
        for child in range(family.children_at_birth)
    }
    return laid_out(Household((family,)), (), readings, facts).world


def d(text: str) -> date:
    return date.fromisoformat(text)


def wish(who: Who, kind: Kind, first: str, last: str) -> Wish:
    return Wish(who, kind, d(first), d(last))


def mothers(first: str, last: str) -> Wish:
    return wish(Who.MOTHER, Kind.MOTHER, first, last)


def days_of(world: World, name: str, row: int) -> list[tuple[date, date]]:
    """The stretches in which a yes/no norm holds, both ends included."""
    line = world.line(name, row)
    return [
        (date.fromordinal(first), date.fromordinal(after - 1))
        for first, after, value in line.pieces(world.end)
        if value is True
    ]


def at(world: World, name: str, row: int, day: str) -> Any:
    return world.at(name, row, d(day).toordinal())


# EX-070, EX-071, EX-073: starts 70, 31 and 30 days before the expected date (PHS § 35 lg 3-4).
@pytest.mark.parametrize(
    ("start", "length", "shared"), [("2025-05-01", 100, 475), ("2025-06-09", 61, 514),
                                    ("2025-06-10", 60, 475)],
)  # fmt: skip
def test_days_not_used_before_the_birth_move_only_up_to_the_31st_day(
    start: str, length: int, shared: int
) -> None:
    family = Family(d("2025-07-10"), d("2025-07-10"), wishes=(mothers(start, "2025-08-08"),))
    world = world_of(family)
    [(first, last)] = days_of(world, "mothers_benefit_paid", MOTHER)
    assert (first, last) == (d(start), d("2025-08-08"))
    assert (last - first).days + 1 == length
    assert at(world, "shared_quota", 0, "2025-09-01") == shared


def test_a_start_earlier_than_the_70th_day_is_not_paid_from_there() -> None:
    family = Family(d("2025-07-10"), d("2025-07-10"), wishes=(mothers("2025-04-20", "2025-12-01"),))
    assert days_of(world_of(family), "mothers_benefit_paid", MOTHER) == [
        (d("2025-05-01"), d("2025-08-08"))
    ]


def test_the_other_reading_moves_one_day_fewer() -> None:
    late = Family(d("2025-07-10"), d("2025-07-10"), wishes=(mothers("2025-06-09", "2025-08-08"),))
    early = Family(d("2025-07-10"), d("2025-07-10"), wishes=(mothers("2025-06-10", "2025-08-08"),))
    none = Family(d("2025-07-10"), d("2025-07-10"), right_before_birth=False)
    reading = {"mothers_days_moved": "first_day_not_counted"}
    assert at(world_of(late, readings=reading), "shared_quota", 0, "2025-09-01") == 513
    assert at(world_of(early, readings=reading), "shared_quota", 0, "2025-09-01") == 475
    assert at(world_of(none, readings=reading), "mothers_days_moved", 0, "2025-09-01") == 0


def test_born_before_the_planned_start_the_days_run_from_the_birth() -> None:
    # Expected 1 August, planned start 31 days before, born 40 days before: 70 days, 505 shared.
    family = Family(
        d("2025-06-22"), d("2025-08-01"), 34, wishes=(mothers("2025-06-22", "2025-12-01"),)
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2025-06-22"), d("2025-08-30"))]
    assert at(world, "shared_quota", 0, "2025-09-01") == 505
    worked = world_of(family, more={"worked_on_birth_day": True})
    assert days_of(worked, "mothers_benefit_paid", MOTHER)[0][0] == d("2025-06-23")


def test_born_more_than_70_days_early_there_are_100_days_from_the_birth() -> None:
    family = Family(
        d("2025-05-01"), d("2025-08-01"), 27, wishes=(mothers("2025-05-01", "2025-12-01"),)
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2025-05-01"), d("2025-08-08"))]
    assert at(world, "shared_quota", 0, "2025-09-01") == 475


def test_not_started_and_born_late_there_are_30_days_from_the_birth() -> None:
    family = Family(d("2025-08-06"), d("2025-08-01"), wishes=(mothers("2025-08-06", "2025-12-01"),))
    assert days_of(world_of(family), "mothers_benefit_paid", MOTHER) == [
        (d("2025-08-06"), d("2025-09-04"))
    ]


def test_born_after_the_expected_day_the_shortening_goes_on_by_the_other_reading() -> None:
    """Gap 33: 30 days from the expected date of 1 August, 25 of them after the birth."""
    family = Family(d("2025-08-06"), d("2025-08-01"), wishes=(mothers("2025-08-06", "2025-12-01"),))
    readings = {"mothers_ordinary_after_day": "shortened_past_the_expected_day"}
    for more, first in (({}, "2025-08-06"), ({"worked_on_birth_day": True}, "2025-08-07")):
        world = world_of(family, readings=readings, more=more)
        assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d(first), d("2025-08-30"))]
    begun = replace(family, wishes=(mothers("2025-07-30", "2025-12-01"),))
    without = replace(family, right_before_birth=False)
    for other, last in ((begun, "2025-08-30"), (without, "2025-09-04")):
        world = world_of(other, readings=readings)
        assert days_of(world, "mothers_benefit_paid", MOTHER)[0][1] == d(last)


def test_born_exactly_70_days_early_to_a_mother_at_work_there_are_99_or_100_days() -> None:
    """Gap 4: from the next day; by the other reading no day moves to shared benefit."""
    family = Family(
        d("2025-05-23"), d("2025-08-01"), 30, wishes=(mothers("2025-05-23", "2025-12-01"),)
    )
    both = ("mothers_ordinary_after_day", "unused_days_kept")
    other = dict.fromkeys(both, "hundred_from_then")
    for readings, last, shared in (({}, "2025-08-30", 476), (other, "2025-08-31", 475)):
        world = world_of(family, readings=readings, more={"worked_on_birth_day": True})
        assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2025-05-24"), d(last))]
        assert at(world, "shared_quota", 0, "2025-09-01") == shared
    later = replace(family, expected=d("2025-07-31"))
    for readings in ({}, other):
        world = world_of(later, readings=readings)
        assert days_of(world, "mothers_benefit_paid", MOTHER)[0][1] == d("2025-08-29")
    without = world_of(replace(family, right_before_birth=False), readings=other)
    assert days_of(without, "mothers_benefit_paid", MOTHER)[0][1] == d("2025-06-21")


def test_without_the_right_before_birth_there_are_30_and_515_days() -> None:  # EX-080
    family = Family(
        d("2026-03-10"),
        d("2026-03-10"),
        right_before_birth=False,
        wishes=(mothers("2026-01-01", "2026-12-31"),),
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2026-03-10"), d("2026-04-08"))]
    assert at(world, "own_shared_quota", MOTHER, "2026-05-01") == 515


@pytest.mark.parametrize(("day", "right"), [("2026-09-30", False), ("2026-10-01", True)])
def test_a_bereaved_mother_has_the_right_before_birth_from_october_2026(
    day: str, right: bool
) -> None:
    family = Family(d("2026-11-10"), d("2026-11-10"), right_before_birth=False)
    world = world_of(family, more={"bereavement_declared": True})
    assert at(world, "has_pre_birth_right", MOTHER, day) is right
    assert at(world, "has_pre_birth_right", father(family), day) is False


def test_a_birth_before_the_30th_day_gives_no_fathers_days_yet_or_by_the_other_reading_does() -> (
    None
):
    # Born 40 days before the expected date, which is 17 June.
    family = Family(
        birth=d("2026-05-08"),
        expected=d("2026-06-17"),
        wishes=(wish(Who.FATHER, Kind.FATHER, "2026-05-08", "2026-06-30"),),
    )
    row = father(family)
    literal = world_of(family)
    assert days_of(literal, "fathers_benefit_paid", row) == [(d("2026-05-18"), d("2026-06-16"))]
    early = world_of(family, readings={"in_fathers_time": "from_early_birth"})
    assert days_of(early, "fathers_benefit_paid", row) == [(d("2026-05-08"), d("2026-06-06"))]


def test_fathers_days_run_from_the_30th_day_before_the_expected_date() -> None:  # EX-077
    family = Family(
        d("2026-06-01"),
        d("2026-06-18"),
        wishes=(wish(Who.FATHER, Kind.FATHER, "2026-05-01", "2026-07-31"),),
    )
    world = world_of(family)
    row = father(family)
    assert days_of(world, "fathers_benefit_paid", row) == [(d("2026-05-19"), d("2026-06-17"))]
    assert at(world, "fathers_days_used", 0, "2026-06-01") == 13
    assert at(world, "fathers_days_used", 0, "2026-07-01") == 30
    assert at(world, "fathers_parental_benefit_days_in_month", row, "2026-05-01") == 13


def test_an_employee_needs_the_leave_in_the_register() -> None:
    family = Family(
        d("2026-06-01"),
        d("2026-06-01"),
        mother=Parent(employed=True, leave=(Spell(d("2026-05-01"), d("2026-05-20")),)),
        father=Parent(employed=True),
        wishes=(
            mothers("2026-04-25", "2026-06-30"),
            wish(Who.FATHER, Kind.FATHER, "2026-06-01", "2026-06-30"),
        ),
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2026-05-01"), d("2026-05-20"))]
    assert days_of(world, "fathers_benefit_paid", father(family)) == []
    # Each leave by its own provision (§ 35 lg 7, § 36 lg 3).
    assert at(world, "lacks_leave_entry", MOTHER, "2026-06-01")
    assert at(world, "lacks_paternity_leave_entry", father(family), "2026-06-01")
    (rule,) = LAWBOOK.rules["lacks_paternity_leave_entry"]
    assert str(rule.citation) == "PHS § 36 lg 3"


def test_shared_days_end_the_day_before_the_third_birthday_or_by_the_other_reading_on_it() -> None:
    family = Family(
        d("2023-05-05"),
        d("2023-05-05"),
        wishes=(wish(Who.MOTHER, Kind.SHARED, "2026-04-01", "2026-06-30"),),
    )
    assert days_of(world_of(family), "shared_benefit_paid", MOTHER) == [
        (d("2026-04-01"), d("2026-05-04"))
    ]
    other = world_of(family, readings={"parental_benefit_after_day": "birthday_included"})
    assert days_of(other, "shared_benefit_paid", MOTHER)[0][1] == d("2026-05-05")


def test_the_father_has_shared_days_after_his_own_or_after_waiving_them() -> None:
    wishes = (wish(Who.FATHER, Kind.SHARED, "2026-06-01", "2026-06-30"),)
    waived = Family(
        d("2026-05-01"), d("2026-05-01"), wishes=wishes, father_waived_from=d("2026-06-11")
    )
    row = father(waived)
    assert days_of(world_of(waived), "shared_benefit_paid", row) == [
        (d("2026-06-11"), d("2026-06-30"))
    ]
    use_only = {"fathers_right_goes_on": "use_only"}
    assert days_of(world_of(waived, readings=use_only), "shared_benefit_paid", row) == []
    used = Family(
        d("2026-05-01"),
        d("2026-05-01"),
        wishes=(wish(Who.FATHER, Kind.FATHER, "2026-05-01", "2026-05-30"), *wishes),
    )
    assert days_of(world_of(used, readings=use_only), "shared_benefit_paid", row) == [
        (d("2026-06-01"), d("2026-06-30"))
    ]
    mother = Family(
        d("2026-05-01"),
        d("2026-05-01"),
        wishes=(wish(Who.MOTHER, Kind.SHARED, "2026-05-01", "2026-07-30"),),
    )
    assert days_of(world_of(mother, readings=use_only), "shared_benefit_paid", MOTHER) == [
        (d("2026-05-31"), d("2026-07-30"))
    ]


def test_by_person_a_father_has_515_days() -> None:
    family = Family(d("2025-07-10"), d("2025-07-10"), wishes=(mothers("2025-06-09", "2025-08-08"),))
    world = world_of(family, readings={"own_shared_quota": "by_person"})
    assert at(world, "own_shared_quota", MOTHER, "2025-09-01") == 514
    assert at(world, "own_shared_quota", father(family), "2025-09-01") == 515 + 39


def together(first: str, last: str, **more: Any) -> Family:
    """Both parents claim shared days; the mother has claimed since before the father."""
    return Family(
        d("2025-01-10"),
        d("2025-01-10"),
        father_waived_from=d("2025-01-10"),
        wishes=(
            wish(Who.MOTHER, Kind.SHARED, "2025-02-09", "2025-12-31"),
            wish(Who.FATHER, Kind.SHARED, first, last),
        ),
        **more,
    )


def test_both_at_once_for_60_days_then_whoever_began_earlier() -> None:  # EX-076
    family = together("2025-03-01", "2025-06-30")
    world = world_of(family)
    row = father(family)
    assert days_of(world, "shared_benefit_paid", row) == [(d("2025-03-01"), d("2025-04-29"))]
    assert at(world, "overlap_days_used", 0, "2025-03-26") == 25
    assert at(world, "overlap_days_used", 0, "2025-06-30") == 60
    # 60 days of both take two each: 20 before them, 120 in them.
    assert at(world, "shared_days_used", 0, "2025-04-30") == 20 + 120


def test_after_a_very_early_birth_or_for_triplets_only_30_days_together_shorten() -> None:
    early = together("2025-03-01", "2025-06-30", week_of_birth=33)
    triplets = together("2025-03-01", "2025-06-30", children_at_birth=3)
    twins = together("2025-03-01", "2025-06-30", children_at_birth=2)
    assert at(world_of(early), "shared_days_used", 0, "2025-04-30") == 20 + 90
    assert at(world_of(triplets), "shared_days_used", 0, "2025-04-30") == 20 + 90
    assert at(world_of(twins), "shared_days_used", 0, "2025-04-30") == 20 + 120


def test_after_30_days_together_only_a_day_of_who_joined_later_may_go_free() -> None:
    """Gap 31: a mother joins on her own days, of which none can be spared."""
    readings = {"shared_days_spared_today": "whoever_joined_later"}
    both_shared = together("2025-03-01", "2025-06-30", week_of_birth=33)
    wishes = (
        wish(Who.FATHER, Kind.SHARED, "2025-01-10", "2025-04-30"),
        mothers("2025-01-11", "2025-04-30"),
    )
    own = Family(
        d("2025-01-10"), d("2025-02-27"), 33, wishes=wishes, father_waived_from=d("2025-01-10")
    )
    for chosen, of_own in (({}, 61 - 30), (readings, 61)):
        world = world_of(both_shared, readings=chosen)
        assert at(world, "shared_days_used", 0, "2025-04-30") == 20 + 90
        world = world_of(own, readings=chosen, more={"worked_on_birth_day": True})
        assert at(world, "shared_days_used", 0, "2025-03-12") == of_own


def test_the_last_shared_day_goes_to_whoever_began_earlier() -> None:
    wishes = (
        wish(Who.MOTHER, Kind.SHARED, "2025-02-09", "2026-05-27"),
        wish(Who.FATHER, Kind.SHARED, "2026-05-28", "2026-06-30"),
        wish(Who.MOTHER, Kind.SHARED, "2026-05-28", "2026-06-30"),
    )
    family = Family(
        d("2025-01-10"), d("2025-01-10"), father_waived_from=d("2025-01-10"), wishes=wishes
    )
    world = world_of(family)
    # 473 days are used by 27 May; on the 28th both take one, and none is left.
    assert at(world, "shared_days_used", 0, "2026-05-28") == 473
    assert days_of(world, "shared_benefit_paid", father(family)) == [
        (d("2026-05-28"), d("2026-05-28"))
    ]
    one_more = Family(
        d("2025-01-10"),
        d("2025-01-10"),
        father_waived_from=d("2025-01-10"),
        wishes=(
            wish(Who.MOTHER, Kind.SHARED, "2025-02-09", "2026-06-30"),
            wish(Who.FATHER, Kind.SHARED, "2026-05-29", "2026-06-30"),
        ),
    )
    assert days_of(world_of(one_more), "shared_benefit_paid", father(family)) == []
    assert days_of(world_of(one_more), "shared_benefit_paid", MOTHER)[0][1] == d("2026-05-29")


# ---------------------------------------------------------------------- a child's death


def test_after_a_stillbirth_the_mother_has_100_days_in_all_and_the_father_30() -> None:
    family = Family(
        d("2025-06-20"),
        d("2025-07-10"),
        stillborn=True,
        wishes=(mothers("2025-06-01", "2025-08-08"),),
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2025-06-01"), d("2025-09-08"))]
    assert days_of(world, "fathers_benefit_paid", father(family)) == [
        (d("2025-06-20"), d("2025-07-19"))
    ]
    assert days_of(world, "shared_benefit_paid", MOTHER) == []


def test_after_an_early_death_the_100_days_by_each_reading() -> None:
    """Gap 32: begun 19 days before the expected 20 June, over on 19 July; death on 30 July."""
    family = Family(
        d("2025-06-10"),
        d("2025-06-20"),
        death=d("2025-07-30"),
        wishes=(mothers("2025-06-01", "2025-09-30"),),
    )
    before = (d("2025-06-01"), d("2025-07-19"))
    for readings, paid in (
        ({}, [before, (d("2025-07-31"), d("2025-09-08"))]),
        (
            {"mothers_day_after_death": "consecutive_from_the_start"},
            [(d("2025-06-01"), d("2025-09-08"))],
        ),
        (
            {"mothers_after_death_until": "hundred_new_days"},
            [before, (d("2025-07-31"), d("2025-11-07"))],
        ),
    ):
        assert days_of(world_of(family, readings=readings), "mothers_benefit_paid", MOTHER) == paid
    without = replace(family, right_before_birth=False)
    for reading in ("mothers_day_after_death", "mothers_after_death_until"):
        other = {
            "mothers_day_after_death": "consecutive_from_the_start",
            "mothers_after_death_until": "hundred_new_days",
        }
        world = world_of(without, readings={reading: other[reading]})
        own = d("2025-07-31"), d("2025-08-29")
        assert days_of(world, "mothers_benefit_paid", MOTHER)[-1] == own
        # That is § 34 lg 9; what a mother with a right before the birth has is lg 7.
        assert days_of(world, "mothers_day_after_death_by_itself", MOTHER) == [own]
    assert days_of(world_of(family), "mothers_day_after_death_by_itself", MOTHER) == []


def test_a_bereaved_mother_after_an_early_death_by_each_subsection() -> None:
    """Gap 32: 100 days in all like others (lg 7), or 30 from the death (lg 9)."""
    family = Family(
        d("2026-12-01"),
        d("2026-12-01"),
        right_before_birth=False,
        death=d("2026-12-10"),
        wishes=(mothers("2026-11-01", "2027-02-28"),),
    )
    bereaved = {"bereavement_declared": True}
    for readings, last in (
        ({}, "2027-02-08"),
        ({"used_most_of_mothers_days": "bereaved_by_lg_9"}, "2027-01-09"),
    ):
        world = world_of(family, readings=readings, more=bereaved)
        assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2026-11-01"), d(last))]
    insured = replace(family, right_before_birth=True)
    world = world_of(insured, readings={"used_most_of_mothers_days": "bereaved_by_lg_9"})
    assert days_of(world, "mothers_benefit_paid", MOTHER)[-1][1] == d("2027-02-08")


def test_after_an_early_death_with_more_than_70_days_used_30_more_follow() -> None:
    family = Family(
        d("2025-07-10"),
        d("2025-07-10"),
        death=d("2025-07-20"),
        wishes=(mothers("2025-05-01", "2025-08-08"),),
    )
    world = world_of(family)
    assert days_of(world, "mothers_benefit_paid", MOTHER) == [(d("2025-05-01"), d("2025-08-19"))]
    assert days_of(world, "fathers_benefit_paid", father(family)) == [
        (d("2025-07-21"), d("2025-08-19"))
    ]


@pytest.mark.parametrize(
    ("stillborn", "death", "first"),
    [(True, None, "2025-07-11"), (False, "2025-07-20", "2025-07-21")],
)
def test_without_the_right_before_birth_30_days_follow_the_death(
    stillborn: bool, death: str | None, first: str
) -> None:
    family = Family(
        d("2025-07-10"),
        d("2025-07-10"),
        stillborn=stillborn,
        death=d(death) if death else None,
        right_before_birth=False,
    )
    [(begin, last)] = days_of(world_of(family), "mothers_benefit_paid", MOTHER)
    assert begin == d(first)
    assert (last - begin).days == 29


@pytest.mark.parametrize(
    ("death", "kind"),
    [("2025-09-18", "mothers_benefit_paid"), ("2025-09-19", "shared_benefit_paid")],
)
def test_a_death_later_than_70_days_gives_both_parents_30_shared_days(
    death: str, kind: str
) -> None:
    family = Family(
        d("2025-07-10"),
        d("2025-07-10"),
        death=d(death),
        wishes=(mothers("2025-07-10", "2025-08-08"),),
    )
    world = world_of(family)
    after = d(death).toordinal() + 1
    assert world.at(kind, MOTHER, after) is True
    shared = days_of(world, "shared_benefit_paid", father(family))
    assert bool(shared) is (kind == "shared_benefit_paid")


def test_nothing_follows_a_death_after_the_third_birthday_or_without_entitlement() -> None:
    old = Family(d("2023-01-10"), d("2023-01-10"), death=d("2026-01-10"))
    assert days_of(world_of(old), "shared_benefit_paid", MOTHER) == []
    young = Family(d("2025-01-10"), d("2025-01-10"), death=d("2026-01-09"))
    assert days_of(world_of(young), "shared_benefit_paid", MOTHER) != []
    elsewhere = {"lives_in_estonia": False}
    assert days_of(world_of(young, more=elsewhere), "shared_benefit_paid", MOTHER) == []
    early = Family(d("2025-01-10"), d("2025-01-10"), death=d("2025-01-12"))
    assert days_of(world_of(early, more=elsewhere), "mothers_benefit_paid", MOTHER) == []
    assert days_of(world_of(early, more=elsewhere), "fathers_benefit_paid", father(early)) == []


def test_worked_check_3_of_the_specification() -> None:
    tax = {(2025 + m // 12, m % 12 + 1): 792_00 for m in range(2, 14)}
    family = Family(
        d("2026-12-15"),
        d("2026-12-15"),
        mother=Parent(social_tax=tax),
        wishes=(mothers("2026-10-06", "2027-01-13"),),
    )
    world = world_of(family)
    amounts = [
        at(world, "mothers_parental_benefit_amount", MOTHER, f"{month}-01")
        for month in ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02")
    ]
    assert amounts == [0, 2080_00, 2400_00, 2480_00, 1040_00, 0]
    assert at(world, "mothers_parental_benefit_whole_month", MOTHER, "2026-11-05") is True
    assert at(world, "mothers_parental_benefit_whole_month", MOTHER, "2026-10-05") is False
