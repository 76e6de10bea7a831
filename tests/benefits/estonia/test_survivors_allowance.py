"""Survivor's allowance: the right and its months (PHS § 19¹)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import (
    SURVIVORS_CLAIM,
    Application,
    amounts,
    carer,
    fatherless,
    value,
    world,
)

from perenou.benefits.estonia.survivors_allowance import (
    ended_by_adoption_or_pension,
    ended_by_adoption_or_pension__always,
    entitled__in_substitute_care,
    foreign_survivors_remainder,
    has_died,
    has_pension_for_parent,
    has_second_parent_by_adoption,
    is_first_loss,
    is_lost_parent,
    is_searched_for,
    is_second_loss,
    left_alone_today,
    left_alone_today__not_yet,
    loss_day,
    lost_as_missing,
    missing_parent_time_over,
    parent_is_lost,
    resumed_in_same_school_year,
    right_for_lost_parent,
    search_failed_day,
    studies_for_survivors_allowance,
    studies_to_twenty_one,
    survivor_age_right,
    survivor_age_right__same_year,
    survivors_retroactive_months,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import NEVER


@pytest.mark.parametrize(
    ("parent", "died", "missing", "after_search", "today", "lost"),
    [
        pytest.param(True, None, False, False, "2027-05-05", False, id="alive"),
        pytest.param(True, "2027-05-05", False, False, "2027-05-04", False, id="the day before"),
        pytest.param(True, "2027-05-05", False, False, "2027-05-05", True, id="lg 2: day of death"),
        pytest.param(False, "2027-05-05", False, False, "2027-05-05", False, id="not a parent"),
        pytest.param(True, None, True, True, "2026-10-05", True, id="lg 1: not found in 12 months"),
        pytest.param(True, None, True, False, "2026-10-05", False, id="lg 1: found within them"),
        pytest.param(True, None, False, True, "2028-01-05", False, id="lg 3 p 3: found later"),
    ],
)
def test_loss_of_a_parent(
    parent: bool, died: str | None, missing: bool, after_search: bool, today: str, lost: bool
) -> None:
    found = parent_is_lost(
        is_parent=parent,
        has_died=has_died(death_day=NEVER if died is None else day(died), today=day(today)),
        is_searched_for=is_searched_for(missing=missing),
        missing_after_search=after_search,
    )
    assert found is lost


@pytest.mark.parametrize(
    ("since", "failed"),
    [("2026-10-05", "2027-10-05"), ("2028-02-29", "2029-02-28"), ("2026-12-31", "2027-12-31")],
)
def test_twelve_months_of_search(since: str, failed: str) -> None:
    assert search_failed_day(missing_since=day(since), search_months=12) == day(failed)


@pytest.mark.parametrize(
    ("parent", "died", "since", "lost"),
    [(True, 9, NEVER, 9), (True, NEVER, 7, 7), (True, 9, 7, 7), (False, 9, 7, NEVER)],
)
def test_day_of_loss(parent: bool, died: int, since: int, lost: int) -> None:
    # PHS § 19¹ lg 2
    assert loss_day(is_parent=parent, death_day=died, missing_since=since) == lost


@pytest.mark.parametrize(
    ("died", "since", "today", "over"),
    [
        pytest.param(None, "2027-02-10", "2032-02-09", False, id="the day before 5 years"),
        pytest.param(None, "2027-02-10", "2032-02-10", True, id="5 years"),
        pytest.param(None, None, "2032-02-10", False, id="never missing"),
        pytest.param("2030-01-01", "2027-02-10", "2032-02-10", False, id="known to be dead"),
        pytest.param("2032-02-10", "2027-02-10", "2032-02-10", False, id="died on that day"),
        pytest.param("2032-02-11", "2027-02-10", "2032-02-10", True, id="died a day later"),
    ],
)
def test_five_years_for_a_missing_parent(
    died: str | None, since: str | None, today: str, over: bool
) -> None:
    # PHS § 19¹ lg 3 p 3
    found = missing_parent_time_over(
        death_day=NEVER if died is None else day(died),
        missing_since=NEVER if since is None else day(since),
        missing_parent_years=5,
        today=day(today),
    )
    assert found is over


@pytest.mark.parametrize(
    ("studies", "qualifies", "today", "count"),
    [
        pytest.param(Studies.NONE, True, "2026-12-01", False, id="no studies"),
        pytest.param(Studies.BASIC, False, "2026-12-01", True, id="basic school"),
        pytest.param(Studies.UPPER_SECONDARY, False, "2026-12-01", True, id="upper secondary"),
        pytest.param(
            Studies.VOCATIONAL, False, "2027-12-01", True, id="vocational after secondary"
        ),
        pytest.param(Studies.HIGHER, False, "2027-12-01", True, id="higher education"),
        pytest.param(Studies.COURSE, True, "2027-06-18", True, id="course"),
        pytest.param(Studies.COURSE, False, "2027-06-18", False, id="shorter course"),
        pytest.param(Studies.COURSE, True, "2027-06-19", False, id="course after secondary"),
    ],
)
def test_studies(studies: Studies, qualifies: bool, today: str, count: bool) -> None:
    # PHS § 19¹ lg 3 p 2
    found = studies_to_twenty_one(
        studies=studies,
        course_qualifies=qualifies,
        secondary_education_day=day("2027-06-19"),
        today=day(today),
    )
    assert found is count
    # PHS § 29 lg 3
    assert studies_for_survivors_allowance(found, foreign_studies_proved=True) is count
    assert not studies_for_survivors_allowance(found, foreign_studies_proved=False)


def without(given: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: told for key, told in given.items() if key not in keys}


STUDENT: Mapping[str, Any] = {
    "child_birth_day": day("2009-05-10"),
    "nineteenth_birthday": day("2028-05-10"),
    "twenty_first_birthday": day("2030-05-10"),
    "studies_for_survivors_allowance": True,
    "studies_since": day("2026-10-01"),
    "studies_broken_off_day": 0,
    "resumed_in_same_school_year": False,
    "first_loss_day": day("2027-01-05"),
    "secondary_education_day": NEVER,
    "today": day("2028-12-01"),
}


NO_STUDENT = {
    **STUDENT,
    "studies_for_survivors_allowance": False,
    "studies_since": NEVER,
}


BACK = {
    **STUDENT,
    "studies_since": day("2028-11-01"),
    "studies_broken_off_day": day("2028-05-10"),
}


@pytest.mark.parametrize(
    ("given", "right", "same_year_only"),
    [
        pytest.param({**NO_STUDENT, "today": day("2009-05-09")}, False, False, id="before birth"),
        pytest.param({**NO_STUDENT, "today": day("2009-05-10")}, True, True, id="day of birth"),
        pytest.param({**NO_STUDENT, "today": day("2028-05-09")}, True, True, id="day before 19"),
        pytest.param({**NO_STUDENT, "today": day("2028-05-10")}, False, False, id="19"),
        pytest.param({**STUDENT, "today": day("2028-05-10")}, True, True, id="19, studying"),
        pytest.param(
            {**STUDENT, "studies_since": day("2028-05-10")}, True, True, id="studying since 19"
        ),
        pytest.param({**STUDENT, "today": day("2030-05-09")}, True, True, id="day before 21"),
        pytest.param({**STUDENT, "today": day("2030-05-10")}, False, False, id="21"),
        pytest.param(BACK, False, False, id="§ 29 lg 2²: back at 19 in a later school year"),
        pytest.param(
            {**BACK, "resumed_in_same_school_year": True},
            True,
            True,
            id="§ 29 lg 2²: back at 19 in the same school year",
        ),
        pytest.param(
            {**BACK, "secondary_education_day": day("2028-12-01")},
            True,
            False,
            id="gap 21: back at 19 with secondary education",
        ),
        pytest.param(
            {**BACK, "secondary_education_day": day("2028-12-02")},
            False,
            False,
            id="a day before secondary education",
        ),
        pytest.param(
            {**BACK, "studies_broken_off_day": day("2028-05-09")},
            True,
            False,
            id="gap 21: broken off before 19, so § 29 lg 2² does not bar it",
        ),
        pytest.param({**BACK, "today": day("2029-05-09")}, False, False, id="day before 20"),
        pytest.param({**BACK, "today": day("2029-05-10")}, True, False, id="gap 21: back at 20"),
        pytest.param(
            {**BACK, "first_loss_day": day("2028-11-01")},
            True,
            True,
            id="broken off and back before there was any right",
        ),
        pytest.param(
            {**BACK, "first_loss_day": day("2028-05-10")},
            True,
            False,
            id="gap 21: broken off before the loss, back after it",
        ),
        pytest.param(
            {**BACK, "first_loss_day": day("2028-05-09")}, False, False, id="broken off after it"
        ),
    ],
)
def test_ages(given: dict[str, Any], right: bool, same_year_only: bool) -> None:
    # PHS § 19¹ lg 3 p 1-2
    assert survivor_age_right(**without(given, "studies_since")) is right
    rest = without(given, "secondary_education_day", "studies_broken_off_day")
    assert survivor_age_right__same_year(**rest) is same_year_only


@pytest.mark.parametrize(
    ("since", "broken_off", "same"),
    [
        pytest.param("2029-08-31", "2029-01-10", True, id="31 August"),
        pytest.param("2029-09-01", "2029-01-10", False, id="1 September"),
        pytest.param("2029-02-01", "2028-09-01", True, id="over the year's end"),
        pytest.param(None, "2029-01-10", False, id="not studying"),
        pytest.param("2029-02-01", None, False, id="never broken off"),
    ],
)
def test_back_in_the_same_school_year(
    since: str | None, broken_off: str | None, same: bool
) -> None:
    # PHS § 29 lg 2²
    found = resumed_in_same_school_year(
        studies_since=NEVER if since is None else day(since),
        studies_broken_off_day=0 if broken_off is None else day(broken_off),
    )
    assert found is same


ORPHAN: Mapping[str, Any] = {
    "parent_is_lost": True,
    "missing": False,
    "missing_since": NEVER,
    "missing_parent_time_over": False,
    "is_transitional": False,
    "transitional_age_right": False,
    "survivor_age_right": True,
    "history_is_fulfilled": True,
    "ended_by_adoption_or_pension": False,
    "child_is_entitled_person": True,
    "detained_without_payment": False,
}


MISSING: Mapping[str, Any] = {
    "parent_is_lost": False,
    "missing_since": day("2026-03-05"),
    "is_transitional": True,
    "transitional_age_right": True,
}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        pytest.param({}, True, id="lg 1"),
        pytest.param({"parent_is_lost": False}, False, id="lg 1: both parents live"),
        pytest.param({"missing_parent_time_over": True}, False, id="lg 3 p 3: five years"),
        pytest.param({"survivor_age_right": False}, False, id="lg 3 p 1-2"),
        pytest.param({"history_is_fulfilled": False}, False, id="§ 4 lg 1²"),
        pytest.param({"ended_by_adoption_or_pension": True}, False, id="lg 3 p 4-5"),
        pytest.param({"child_is_entitled_person": False}, False, id="§ 4"),
        pytest.param({"detained_without_payment": True}, False, id="§ 30 lg 2 p 2"),
        pytest.param(
            {"is_transitional": True, "history_is_fulfilled": False}, False, id="§ 63¹¹: too old"
        ),
        pytest.param(
            {
                "is_transitional": True,
                "transitional_age_right": True,
                "survivor_age_right": False,
                "history_is_fulfilled": False,
            },
            True,
            id="§ 63¹¹: no history asked, 24 instead of 21",
        ),
        pytest.param({**MISSING, "missing": True}, True, id="§ 63¹¹ lg 2 p 4: still missing"),
        pytest.param({**MISSING, "missing": False}, False, id="§ 63¹¹ lg 2 p 4: found"),
        pytest.param(
            {**MISSING, "missing_since": NEVER}, True, id="§ 63¹¹ lg 1: nothing said of a search"
        ),
        pytest.param(
            {**MISSING, "missing": True, "is_transitional": False},
            False,
            id="lg 1: missing for less than 12 months",
        ),
    ],
)
def test_right(change: Mapping[str, Any], right: bool) -> None:
    assert right_for_lost_parent(**{**ORPHAN, **change}) is right


@pytest.mark.parametrize(
    ("foreign", "first", "left"),
    [
        pytest.param(300_00, True, 0, id="covered by the first allowance"),
        pytest.param(347_82, True, 0, id="covered to the cent"),
        pytest.param(400_00, True, 52_18, id="more than the first allowance"),
        pytest.param(300_00, False, 300_00, id="no first allowance"),
        pytest.param(0, True, 0, id="nothing from another state"),
    ],
)
def test_another_states_benefit_counts_once(foreign: int, first: bool, left: int) -> None:
    # PHS § 4 lg 4
    found = foreign_survivors_remainder(
        foreign_survivors_allowance=foreign,
        right_to_survivors_allowance=first,
        survivors_allowance_rate=347_82,
    )
    assert found == left


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("right", [True, False])
def test_first_and_second_loss(place: int, right: bool) -> None:
    assert is_first_loss(right_for_lost_parent=right, loss_place=place) is (right and place == 1)
    assert is_second_loss(right_for_lost_parent=right, loss_place=place) is (right and place == 2)


@pytest.mark.parametrize(
    ("parent", "missing", "died", "lost"),
    [
        (True, True, NEVER, True),
        (False, True, NEVER, False),
        (True, False, NEVER, False),
        (True, True, 9, False),
    ],
)
def test_missing_not_dead(parent: bool, missing: bool, died: int, lost: bool) -> None:
    assert lost_as_missing(is_parent=parent, missing=missing, death_day=died) is lost


@pytest.mark.parametrize(
    ("missing", "old", "months"),
    [(True, False, 12), (False, True, 12), (True, True, 12), (False, False, 6)],
)
def test_months_back(missing: bool, old: bool, months: int) -> None:
    # PHS § 28 lg 2, § 63¹¹ lg 4
    found = survivors_retroactive_months(
        some_parent_missing=missing,
        some_old_right=old,
        family_allowance_retroactive_months=6,
        missing_parent_retroactive_months=12,
        old_right_retroactive_months=12,
    )
    assert found == months


def test_from_the_day_of_death() -> None:
    # 26 of 30 days of November
    over = world(["2015-03-03"], [SURVIVORS_CLAIM], fatherless(), people=2)
    months = ["2026-10", "2026-11", "2026-12", "2027-04"]
    assert amounts(over, "survivors_allowance", 0, months) == [0, 301_44, 347_82, 347_82]


def test_both_parents_lost_gives_two_allowances() -> None:
    told = fatherless(more={("death_day", 0): day("2026-11-05")})
    told |= {
        ("raises", 0): (("2017-01-01", True), ("2026-11-05", False)),
        ("is_parent", carer(2, 0, 1)): False,
        ("is_guardian", carer(2, 0, 1)): (("2017-01-01", False), ("2026-11-05", True)),
        ("has_guardian", 0): (("2017-01-01", False), ("2026-11-05", True)),
        ("foreign_survivors_allowance", 0): 0,
    }
    claim = Application("2026-11-20", person=2, benefits=("survivors_allowance",))
    over = world(["2015-03-03"], [claim], told, people=3)
    assert amounts(over, "survivors_allowance", 0, ["2026-12"]) == [347_82]
    assert amounts(over, "survivors_allowance_second", 0, ["2026-12"]) == [347_82]
    # another state's 300 euros are deducted once (§ 4 lg 4)
    over = world(
        ["2015-03-03"], [claim], {**told, ("foreign_survivors_allowance", 0): 300_00}, people=3
    )
    together = sum(
        value(over, f"{key}_amount", 0, "2026-12-01")
        for key in ("survivors_allowance", "survivors_allowance_second")
    )
    assert together == 395_64


@pytest.mark.parametrize(
    ("readings", "november"),
    [({}, 0), ({"carer_of_separated_child": "orphan_too"}, 173_91)],
    ids=["from the order on", "from the day after the death, but not during the proceedings"],
)
def test_an_orphan_before_there_is_a_guardian(readings: dict[str, str], november: int) -> None:
    """The second parent dies on 15 November; proceedings open on 1, the order is of 10 December."""
    order = (("2017-01-01", False), ("2026-12-10", True))
    told = fatherless(more={("death_day", 0): day("2026-11-15")}) | {
        ("death_day", 1): day("2026-10-10"),
        ("raises", 0): (("2017-01-01", True), ("2026-11-16", False)),
        ("raises", carer(2, 0, 1)): (("2017-01-01", False), ("2026-11-16", True)),
        ("is_parent", carer(2, 0, 1)): False,
        ("is_guardian", carer(2, 0, 1)): order,
        ("has_guardian", 0): order,
        ("proceedings_in_favour", carer(2, 0, 1)): (
            ("2017-01-01", False), ("2026-12-01", True), ("2026-12-10", False),
        ),
    }  # fmt: skip
    claims = [
        Application("2026-11-02", person=0, benefits=("survivors_allowance",)),
        Application("2026-12-15", person=2, benefits=("survivors_allowance",)),
    ]
    over = world(["2015-03-03"], claims, told, people=3, readings=readings)
    # Not on 15 November: nobody is paid for their own death.
    assert amounts(over, "survivors_allowance_second", 0, ["2026-11", "2026-12"]) == [
        november, 246_84,
    ]  # fmt: skip
    assert amounts(over, "survivors_allowance", 0, ["2026-11", "2026-12"]) == [347_82, 246_84]


@pytest.mark.parametrize(("right", "lost"), list(product((False, True), repeat=2)))
def test_a_lost_parent(right: bool, lost: bool) -> None:
    assert is_lost_parent(right_for_lost_parent=right, parent_is_lost=lost) is (right or lost)


LEFT_ALONE: Mapping[str, Any] = {
    "is_the_child": True,
    "majority_day": day("2024-11-11"),
    "both_are_entitled_persons": True,
    "some_parent_lives": True,
    "some_parent_lives_on": False,
    "role_began_day": day("2026-10-06"),
    "today": day("2026-10-05"),
}


@pytest.mark.parametrize(
    ("change", "alone"),
    [
        pytest.param({}, True, id="§ 19¹ lg 2: the day of death"),
        pytest.param({"is_the_child": False}, False, id="somebody else"),
        pytest.param({"majority_day": day("2026-10-05")}, True, id="18 on that day"),
        pytest.param({"majority_day": day("2026-10-06")}, False, id="18 on the next day"),
        pytest.param({"both_are_entitled_persons": False}, False, id="§ 4"),
        pytest.param({"some_parent_lives": False}, False, id="an earlier death"),
        pytest.param({"some_parent_lives_on": True}, False, id="the other parent lives"),
        pytest.param({"role_began_day": day("2026-10-07")}, False, id="lived elsewhere for a day"),
    ],
)
def test_a_child_of_age_whose_last_parent_died_today(
    change: Mapping[str, Any], alone: bool
) -> None:
    assert left_alone_today(**{**LEFT_ALONE, **change}) is alone
    assert left_alone_today__not_yet() is False


@pytest.mark.parametrize(
    ("readings", "october"),
    [({}, 302_94), ({"left_alone_today": "from_independent_life"}, 291_72)],
    ids=["347.82 * 27/31, § 28 lg 1", "347.82 * 26/31, § 25 lg 1 p 4"],
)
def test_both_parents_die_on_a_day_and_the_child_of_age_lives_alone_from_the_next(
    readings: dict[str, str], october: int
) -> None:
    died = {("death_day", person): day("2026-10-05") for person in (0, 1)}
    own = carer(2, 0, 1)
    told = fatherless(more={("death_day", 0): day("2026-10-05")}) | died | {
        ("is_the_child", own): True,
        ("is_parent", own): False,
        ("raises", own): False,
        ("lives_independently", 0): (("2017-01-01", False), ("2026-10-06", True)),
        ("raises", 0): (("2017-01-01", True), ("2026-10-06", False)),
    }  # fmt: skip
    claims = [Application("2026-10-20", person=2, benefits=("survivors_allowance",))]
    over = world(["2008-02-11"], claims, told, people=3, readings=readings)
    for benefit in ("survivors_allowance", "survivors_allowance_second"):
        assert amounts(over, benefit, 0, ["2026-10", "2026-11"]) == [october, 347_82]
        # Neither of the dead has the allowance for the other, not for a day.
        for dead in (0, 1):
            assert not value(over, f"{benefit}_entitled", dead, "2026-10-05")


@pytest.mark.parametrize(
    ("received", "months", "paid"),
    [
        pytest.param(
            "2027-11-20",
            ["2026-10", "2026-11", "2026-12", "2027-04"],
            [0, 301_44, 347_82, 347_82],
            id="filed in the month in which the search has lasted 12 months",
        ),
        pytest.param(
            "2027-12-20",
            ["2026-10", "2026-11", "2026-12", "2027-04"],
            [0, 0, 347_82, 347_82],
            id="filed a month later: one month less",
        ),
    ],
)
def test_a_missing_parents_first_twelve_months(
    received: str, months: list[str], paid: list[int]
) -> None:
    # PHS § 19¹ lg 1-2 with § 28 lg 2: the right arose on the day the search began, 05.11.2026
    over = world(
        ["2015-03-03"],
        [Application(received, benefits=("survivors_allowance",))],
        {
            ("missing", 1): (("2017-01-01", False), ("2026-11-05", True)),
            ("missing_since", 1): day("2026-11-05"),
            ("raises", carer(1, 0, 1)): (("2017-01-01", True), ("2026-11-05", False)),
        },
        people=2,
    )
    assert amounts(over, "survivors_allowance", 0, months) == paid


@pytest.mark.parametrize(
    ("placed", "paid"),
    [
        pytest.param("institutional_care", 347_82, id="p 1: substitute care is excepted"),
        pytest.param("child_imprisoned", 0, id="p 2: prison is not"),
    ],
)
def test_placement(placed: str, paid: int) -> None:
    # PHS § 30 lg 2, lg 4
    told = fatherless(
        more={
            (placed, 0): (("2017-01-01", False), ("2026-11-25", True)),
            ("has_guardian", 0): (("2017-01-01", False), ("2026-11-06", True)),
            ("is_guardian", carer(2, 0, 1)): (("2017-01-01", False), ("2026-11-06", True)),
            ("is_parent", carer(2, 0, 1)): False,
        }
    )
    claim = Application("2026-11-20", person=2, benefits=("survivors_allowance",))
    over = world(["2015-03-03"], [claim], told, people=3)
    assert amounts(over, "survivors_allowance", 0, ["2026-12"]) == [paid]


def test_struck_off_at_nineteen_and_back_in_the_next_school_year() -> None:
    # PHS § 29 lg 2²: a 19-year-old without secondary education is paid again only in that year
    told = fatherless(
        more={
            ("studies", 0): (
                ("2017-01-01", Studies.UPPER_SECONDARY),
                ("2027-01-10", Studies.NONE),
                ("2027-09-01", Studies.VOCATIONAL),
            ),
            ("secondary_education_day", 0): NEVER,
        }
    )
    over = world(["2007-11-20"], [SURVIVORS_CLAIM], told, people=2)
    months = ["2026-12", "2027-01", "2027-02"]
    assert amounts(over, "survivors_allowance", 0, months) == [347_82, 347_82, 0]
    assert not value(over, "survivors_allowance_payable", 0, "2027-10-01")


@pytest.mark.parametrize(
    ("transitional", "pension", "adopted"), list(product((False, True), repeat=3))
)
def test_adoption_or_a_pension_ends_the_right(
    transitional: bool, pension: bool, adopted: bool
) -> None:
    # PHS § 19¹ lg 3 p 4-5; gap 48
    given = {
        "has_pension_for_parent": has_pension_for_parent(pension_for_parent=pension),
        "has_second_parent_by_adoption": has_second_parent_by_adoption(
            adopter_added_as_second_parent=adopted
        ),
    }
    found = ended_by_adoption_or_pension(is_transitional=transitional, **given)
    assert found is (not transitional and (pension or adopted))
    assert ended_by_adoption_or_pension__always(**given) is (pension or adopted)


WIDOWED: Mapping[str, Any] = {
    "right": True,
    "may_claim": False,
    "only_child_allowance": False,
    "is_parent": True,
    "lacks_custody": False,
    "has_guardian": False,
    "institutional_care": True,
    "both_are_entitled_persons": True,
    "is_lost_parent": False,
    "left_alone_today": False,
}


@pytest.mark.parametrize(
    ("change", "entitled"),
    [
        pytest.param({}, True, id="gap 29: the parent of a child in substitute care"),
        pytest.param({"right": False}, False, id="no right"),
        pytest.param({"both_are_entitled_persons": False}, False, id="§ 4"),
        pytest.param({"is_parent": False}, False, id="not a parent"),
        pytest.param({"is_lost_parent": True}, False, id="the lost parent"),
        pytest.param({"lacks_custody": True}, False, id="§ 13: no custody"),
        pytest.param({"has_guardian": True}, False, id="§ 30 lg 4: the child has a guardian"),
        pytest.param({"institutional_care": False}, False, id="no substitute care"),
        pytest.param({"institutional_care": False, "may_claim": True}, True, id="at home"),
        pytest.param(
            {"institutional_care": False, "left_alone_today": True}, True, id="left alone"
        ),
        pytest.param(
            {"institutional_care": False, "may_claim": True, "only_child_allowance": True},
            False,
            id="§ 28 lg 1¹",
        ),
    ],
)
def test_who_is_entitled_beside_substitute_care(change: Mapping[str, Any], entitled: bool) -> None:
    assert entitled__in_substitute_care(**{**WIDOWED, **change}) is entitled


@pytest.mark.parametrize(
    ("readings", "paid"),
    [({}, 0), ({"survivors_allowance_entitled": "parent_in_substitute_care"}, 347_82)],
    ids=["the parent is excluded", "gap 29: the parent is paid"],
)
def test_payee_of_a_child_in_substitute_care(readings: dict[str, str], paid: int) -> None:
    in_care = (("2017-01-01", False), ("2026-11-25", True))
    told = fatherless(more={("institutional_care", 0): in_care})
    over = world(["2015-03-03"], [SURVIVORS_CLAIM], told, people=2, readings=readings)
    assert amounts(over, "survivors_allowance", 0, ["2026-12"]) == [paid]
