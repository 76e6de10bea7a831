"""Allowance for triplets or a larger multiple birth (PHS § 21¹)."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, value, world

from perenou.benefits.estonia.triplets_allowance import (
    eighteen_months_day,
    lives_in_family_of_set,
    right_to_triplets_allowance,
    triplets_allowance_rate,
)


@pytest.mark.parametrize("payable", [False, True])
def test_lives_in_the_family(payable: bool) -> None:
    assert lives_in_family_of_set(child_allowance_payable=payable) is payable


@pytest.mark.parametrize(
    ("born", "turns"),
    [
        pytest.param("2025-01-10", "2026-07-10", id="ordinary"),
        pytest.param("2025-07-01", "2027-01-01", id="over the year's end"),
        pytest.param("2024-12-31", "2026-06-30", id="a month of 30 days"),
        pytest.param("2024-08-31", "2026-02-28", id="February"),
        pytest.param("2022-08-31", "2024-02-29", id="leap February"),
        pytest.param("2024-02-29", "2025-08-29", id="born on a leap day"),
    ],
)
def test_eighteen_months(born: str, turns: str) -> None:
    assert eighteen_months_day(child_birth_day=day(born), triplets_months=18) == day(turns)


@pytest.mark.parametrize(
    ("children", "place", "today", "right"),
    [
        pytest.param(3, 1, "2026-07-09", True, id="last day"),
        pytest.param(3, 1, "2026-07-10", False, id="18 months"),
        pytest.param(2, 1, "2026-07-09", False, id="twins"),
        pytest.param(4, 1, "2026-07-09", True, id="quadruplets"),
        pytest.param(3, 2, "2026-07-09", False, id="one allowance for the set: not the second"),
        pytest.param(3, 3, "2026-07-09", False, id="one allowance for the set: not the third"),
        pytest.param(3, 0, "2026-07-09", False, id="a child that does not count"),
    ],
)
def test_right(children: int, place: int, today: str, right: bool) -> None:
    found = right_to_triplets_allowance(
        children_of_one_birth=children,
        place_in_birth_set=place,
        eighteen_months_day=day("2026-07-10"),
        today=day(today),
    )
    assert found is right


def test_rate() -> None:
    assert triplets_allowance_rate(triplets_allowance_month=1000_00) == 1000_00


ONE_BIRTH: dict[tuple[str, int], Told] = {("birth_set", child): 0 for child in range(3)}


def test_from_birth_to_the_month_of_eighteen_months() -> None:
    # Born on 10.01.2025: 22 of 31 days; July 2026 in full; beside it the other allowances
    over = world(["2025-01-10"] * 3, [Application("2025-01-20")], ONE_BIRTH)
    months = ["2024-12", "2025-01", "2025-02", "2026-07", "2026-08"]
    assert amounts(over, "triplets_allowance", 0, months) == [0, 709_68, 1000_00, 1000_00, 0]
    assert amounts(over, "triplets_allowance", 1, months) == [0] * 5
    assert value(over, "large_family_allowance_amount", 0, "2025-02-01") == 450_00
    assert [value(over, "child_allowance_amount", c, "2025-02-01") for c in range(3)] == [
        80_00,
        80_00,
        100_00,
    ]


def test_not_before_march_2018() -> None:
    over = world(["2017-11-10"] * 3, [Application("2017-11-20")], ONE_BIRTH)
    assert amounts(over, "triplets_allowance", 0, ["2018-02", "2018-03"]) == [0, 1000_00]


def test_the_death_of_one_ends_it() -> None:
    told: dict[tuple[str, int], Told] = {**ONE_BIRTH, ("child_death_day", 2): day("2025-04-12")}
    over = world(["2025-01-10"] * 3, [Application("2025-01-20")], told)
    assert amounts(over, "triplets_allowance", 0, ["2025-04", "2025-05"]) == [1000_00, 0]


def test_one_person_raises_all_three() -> None:
    over = world(
        ["2025-01-10"] * 3,
        [
            Application("2025-01-20", person=0, children=(0, 1)),
            Application("2025-01-20", person=1, children=(2,)),
        ],
        {**ONE_BIRTH, ("raises", 2): False, ("raises", 3): False, ("raises", 4): False},
        people=2,
    )
    assert amounts(over, "triplets_allowance", 0, ["2025-02"]) == [0]


def test_single_births_are_no_set() -> None:
    over = world(["2025-01-10"] * 3, [Application("2025-01-20")])
    assert amounts(over, "triplets_allowance", 0, ["2025-02"]) == [0]
