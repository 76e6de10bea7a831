"""Allowance for families with many children (PHS § 21) and its forerunner."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, value, world

from perenou.benefits.estonia.large_family_allowance import (
    counts_for_large_family,
    has_three_children,
    large_family_allowance_rate,
    large_family_of__from_its_day,
    large_family_rate_by_number,
    large_family_rate_left,
    person_is_suspended,
    right_to_large_family_allowance,
    right_to_seven_child_parent_allowance,
    seven_child_parent_allowance_rate,
    share_of_wards,
    steps_down,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import NEVER


@pytest.mark.parametrize(("imprisoned", "with_child"), list(product((False, True), repeat=2)))
def test_suspension(imprisoned: bool, with_child: bool) -> None:
    # PHS § 12 lg 4, § 30 lg 6
    found = person_is_suspended(imprisoned=imprisoned, keeps_child_in_prison=with_child)
    assert found is (imprisoned and not with_child)


@pytest.mark.parametrize(
    ("payable", "proceedings", "separated", "guardian", "foster", "counts"),
    [
        pytest.param(True, False, False, False, False, True, id="in the family"),
        pytest.param(False, False, False, False, False, False, id="not paid for"),
        pytest.param(True, True, False, False, False, False, id="§ 28 lg 1¹: proceedings"),
        pytest.param(True, False, True, False, False, False, id="§ 25 lg 1 p 6 is not listed"),
        pytest.param(True, False, True, True, False, True, id="separated, with its guardian"),
        pytest.param(True, False, True, False, True, True, id="separated, with foster parents"),
    ],
)
def test_what_counts(
    payable: bool, proceedings: bool, separated: bool, guardian: bool, foster: bool, counts: bool
) -> None:
    # PHS § 21 lg 1
    found = counts_for_large_family(
        child_allowance_payable=payable,
        only_first_rate=proceedings,
        separated=separated,
        has_guardian=guardian,
        has_foster_parent=foster,
    )
    assert found is counts


@pytest.mark.parametrize(
    ("children", "large", "seven"),
    [(0, False, False), (2, False, False), (3, True, False), (6, True, False), (7, True, True)],
)
def test_three_and_seven_children(children: int, large: bool, seven: bool) -> None:
    assert has_three_children(children_in_family=children) is large
    assert right_to_seven_child_parent_allowance(children_in_family=children) is seven


@pytest.mark.parametrize(
    ("before", "children", "kept"),
    [
        (True, 0, False),
        (True, 1, True),
        (True, 2, True),
        (True, 3, False),
        (False, 1, False),
        (False, 2, False),
    ],
)
def test_step_down_of_2023(before: bool, children: int, kept: bool) -> None:
    # PHS § 21 lg 4-7 as it stood in 2023
    found = steps_down(had_three_children_before=before, children_in_family=children)
    assert found is kept


@pytest.mark.parametrize(("three", "step"), list(product((False, True), repeat=2)))
def test_right(three: bool, step: bool) -> None:
    found = right_to_large_family_allowance(has_three_children=three, steps_down=step)
    assert found is (three or step)


@pytest.mark.parametrize(
    ("children", "euros"), [(3, 450), (4, 450), (6, 450), (7, 650), (8, 650), (12, 650)]
)
def test_rate(children: int, euros: int) -> None:
    # PHS § 21 lg 2-3
    found = large_family_rate_by_number(
        children_in_family=children,
        large_family_three_to_six=450_00,
        large_family_seven_and_more=650_00,
    )
    assert found == euros * 100


@pytest.mark.parametrize(
    ("children", "cents"),
    [
        pytest.param(1, 216_67, id="one child left: a third"),
        pytest.param(2, 433_33, id="two children left: two thirds"),
    ],
)
def test_rate_of_2023(children: int, cents: int) -> None:
    found = large_family_rate_left(children_in_family=children, large_family_three_to_six=650_00)
    assert found == cents


@pytest.mark.parametrize(("steps", "cents"), [(True, 433_33), (False, 650_00)])
def test_the_part_left_only_when_stepping_down(steps: bool, cents: int) -> None:
    found = large_family_allowance_rate(
        steps_down=steps, large_family_rate_left=433_33, large_family_rate_by_number=650_00
    )
    assert found == cents


def test_rate_for_seven_in_2017() -> None:
    assert seven_child_parent_allowance_rate(seven_child_parent_allowance_month=168_74) == 168_74


EARLY = Application("2017-01-02")


def _born(*years: int) -> list[str]:
    return [f"{year}-03-10" for year in years]


@pytest.mark.parametrize(
    ("month", "three", "seven"),
    [
        pytest.param("2017-06", 0, 0, id="before the allowance"),
        pytest.param("2017-07", 300_00, 400_00, id="its first month"),
        pytest.param("2022-12", 300_00, 400_00, id="last month of 300"),
        pytest.param("2023-01", 650_00, 850_00, id="first month of 650"),
        pytest.param("2023-12", 650_00, 850_00, id="last month of 650"),
        pytest.param("2024-01", 450_00, 650_00, id="first month of 450"),
        pytest.param("2026-12", 450_00, 650_00, id="autumn 2026"),
    ],
)
def test_amounts_over_the_years(month: str, three: int, seven: int) -> None:
    small = world(_born(2012, 2013, 2014), [EARLY])
    large = world(_born(*range(2010, 2017)), [EARLY])
    assert amounts(small, "large_family_allowance", 0, [month]) == [three]
    assert amounts(large, "large_family_allowance", 0, [month]) == [seven]


@pytest.mark.parametrize(
    ("month", "paid"), [("2017-01", 168_74), ("2017-06", 168_74), ("2017-07", 0)]
)
def test_parents_allowance_for_seven_children(month: str, paid: int) -> None:
    births = [f"{year}-03-10" for year in range(2008, 2015)]
    over = world(births, [EARLY])
    assert amounts(over, "seven_child_parent_allowance", 0, [month]) == [paid]


def test_step_down_through_2023() -> None:
    # The eldest turns 19 on 10.03.2023, the next one on 10.10.2023; nothing after the year's end
    births = ["2004-03-10", "2004-10-10", "2012-05-05"]
    over = world(births, [Application("2017-08-01")], {("studies", 0): 2, ("studies", 1): 2,
        ("secondary_education_day", 0): day("2022-12-20"),
        ("secondary_education_day", 1): day("2023-01-10")})  # fmt: skip
    months = ["2023-03", "2023-04", "2023-10", "2023-11", "2023-12", "2024-01"]
    assert amounts(over, "large_family_allowance", 0, months) == [
        650_00,
        433_33,
        433_33,
        216_67,
        216_67,
        0,
    ]
    strict = world(births, [Application("2017-08-01")], {("studies", 0): 2, ("studies", 1): 2,
        ("secondary_education_day", 0): day("2022-12-20"),
        ("secondary_education_day", 1): day("2023-01-10")},
        readings={"steps_down": "conditions_not_met"})  # fmt: skip
    assert amounts(strict, "large_family_allowance", 0, ["2023-03", "2023-04"]) == [650_00, 0]


@pytest.mark.parametrize(
    ("change", "months", "paid"),
    [
        pytest.param(
            "2026-05-10",
            ["2026-05", "2026-06"],
            [450_00, 0],
            id="a third child leaves in May: May in full, nothing from June",
        ),
        pytest.param(
            "2026-06-01",
            ["2026-05", "2026-06"],
            [450_00, 0],
            id="a third child leaves on 1 June: nothing in June",
        ),
    ],
)
def test_fewer_than_three(change: str, months: list[str], paid: list[int]) -> None:
    # PHS § 31
    told: dict[tuple[str, int], Told] = {("raises", 2): (("2017-01-01", True), (change, False))}
    over = world(_born(2012, 2013, 2014), [EARLY], told)
    assert amounts(over, "large_family_allowance", 0, months) == paid


def test_from_six_to_seven_and_back_from_the_next_month() -> None:
    births = [*_born(2010, 2011, 2012, 2013, 2014, 2015), "2026-03-10"]
    told: dict[tuple[str, int], Told] = {
        ("raises", 6): (("2017-01-01", True), ("2026-06-20", False))
    }
    over = world(births, [EARLY], told)
    months = ["2026-03", "2026-04", "2026-06", "2026-07"]
    assert amounts(over, "large_family_allowance", 0, months) == [450_00, 650_00, 650_00, 450_00]
    # the seventh child's own allowance begins in March: 22 of 31 days
    assert amounts(over, "child_allowance", 6, ["2026-03", "2026-04"]) == [70_97, 100_00]


def test_one_and_the_same_person_must_be_paid_for_three() -> None:
    # Agency practice to § 21 lg 1
    births = _born(2010, 2011, 2012, 2013, 2014, 2015)
    split = world(
        births,
        [
            Application("2017-01-02", person=0, children=(0, 1)),
            Application("2017-01-02", person=1, children=(2, 3, 4, 5)),
        ],
        people=2,
    )
    assert value(split, "large_family_allowance_amount", 0, "2026-03-01") == 0
    assert value(split, "large_family_allowance_amount", 1, "2026-03-01") == 450_00


def test_a_separated_child_does_not_count_for_its_carer() -> None:
    # PHS § 21 lg 1 names parent, foster parent, guardian and § 25 lg 1 p 2-3, not p 6
    told: dict[tuple[str, int], Told] = {
        ("is_parent", 2): False,
        ("separated", 2): True,
        ("raises_separated_child", 2): True,
    }
    over = world(_born(2012, 2013, 2014), [EARLY], told)
    assert value(over, "child_allowance_amount", 2, "2026-03-01") > 0
    assert value(over, "large_family_allowance_amount", 0, "2026-03-01") == 0


def test_the_foreign_benefits_of_all_children_count() -> None:
    # PHS § 4 lg 4: 450 less 3 x 50
    told: dict[tuple[str, int], Told] = {
        ("foreign_large_family_allowance", child): 50_00 for child in range(3)
    }
    over = world(_born(2012, 2013, 2014), [EARLY], told)
    assert amounts(over, "large_family_allowance", 0, ["2026-09", "2026-10"]) == [0, 300_00]


def test_uncollected_benefits_suspend_it_from_february_2023_on() -> None:
    # PHS § 12 lg 5, RT I, 11.01.2023, 2
    over = world(_born(2012, 2013, 2014), [EARLY], {("benefit_uncollected", 0): True})
    assert amounts(over, "large_family_allowance", 0, ["2022-12", "2023-03"]) == [300_00, 0]


@pytest.mark.parametrize(
    ("allowance", "wards", "children", "share"),
    [(450_00, 2, 3, 300_00), (450_00, 1, 4, 112_50), (650_00, 1, 7, 92_86)],
)
def test_wards_share_equally(allowance: int, wards: int, children: int, share: int) -> None:
    # PHS § 30 lg 4, § 8 lg 6
    assert share_of_wards(allowance, wards, children) == share


def test_under_the_other_reading_a_child_counts_at_once_unless_it_is_paid_for_already() -> None:
    mother, foster_parent = 0, 1
    assert large_family_of__from_its_day(mother, foster_parent, 1) == foster_parent
    assert large_family_of__from_its_day(mother, foster_parent, 3) == mother


@pytest.mark.parametrize(
    ("reading", "others", "large"),
    [
        pytest.param("not_while_on_leave", 160_00, 0, id="for neither"),
        pytest.param("right_goes_on_in_leave", 180_00, 450_00, id="for both"),
    ],
)
def test_a_child_on_leave_counts_for_the_rate_as_for_the_allowance(
    reading: str, others: int, large: int
) -> None:
    # PHS § 12 lg 7, § 21 lg 1, § 26 lg 1: one answer for both
    told: dict[tuple[str, int], Told] = {
        ("secondary_education_day", 0): NEVER,
        ("studies", 0): Studies.UPPER_SECONDARY,
        ("academic_leave", 0): (("2017-01-01", False), ("2026-01-20", True), ("2026-04-01", False)),
    }
    norms = ("counts_in_the_number", "counts_for_large_family", "large_family_of")
    over = world(
        ["2006-12-01", "2010-06-01", "2013-06-01"],
        [Application("2017-01-10")],
        told,
        readings=dict.fromkeys(norms, reading),
    )
    march = [amounts(over, "child_allowance", child, ["2026-03"])[0] for child in range(3)]
    assert (march[0], sum(march)) == (0, others)
    assert amounts(over, "large_family_allowance", 0, ["2026-03"]) == [large]
