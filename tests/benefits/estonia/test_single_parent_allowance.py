"""Single-parent child allowance (PHS § 19)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, carer, world

from perenou.benefits.estonia.single_parent_allowance import (
    parent_is_wanted,
    pension_for_wanted_parent,
    right_to_single_parent_allowance,
    single_parent_allowance_rate,
    step_parents_pension_before_2024,
    survivor_paid_for_wanted_parent,
    survivor_paid_for_wanted_parent__from_claim,
)


@pytest.mark.parametrize(("first", "second"), list(product((False, True), repeat=2)))
def test_the_wanted_parent(first: bool, second: bool) -> None:
    both = first and second
    assert parent_is_wanted(is_parent=first, wanted=second) is both
    assert pension_for_wanted_parent(parent_is_wanted=first, pension_for_parent=second) is both


@pytest.mark.parametrize(
    ("wanted", "first", "second", "granted", "granted_second", "instead"),
    [
        pytest.param(True, True, False, True, False, True, id="granted for the wanted parent"),
        pytest.param(True, True, False, False, True, False, id="granted for the other parent"),
        pytest.param(True, False, True, True, True, True, id="granted as the second parent"),
        pytest.param(True, False, True, True, False, False, id="the second is not granted"),
        pytest.param(True, False, False, True, True, False, id="no right for this parent"),
        pytest.param(False, True, False, True, False, False, id="not wanted"),
    ],
)
def test_granted_for_the_same_parent(
    wanted: bool, first: bool, second: bool, granted: bool, granted_second: bool, instead: bool
) -> None:
    # PHS § 19 lg 4 p 3
    given = {
        "parent_is_wanted": wanted,
        "is_first_loss": first,
        "is_second_loss": second,
        "survivors_allowance_due_to_somebody": granted,
        "survivors_allowance_second_due_to_somebody": granted_second,
    }
    assert survivor_paid_for_wanted_parent(**given) is instead
    for claimed, counts in ((day("2027-03-10"), instead), (day("2027-03-11"), False)):
        found = survivor_paid_for_wanted_parent__from_claim(
            **given, survivor_claim_day=claimed, today=day("2027-03-10")
        )
        assert found is counts


@pytest.mark.parametrize(("right", "alone", "pension"), list(product((False, True), repeat=3)))
def test_a_step_parents_pension_before_2024_is_told_as_a_doubt(
    right: bool, alone: bool, pension: bool
) -> None:
    found = step_parents_pension_before_2024(
        right_to_child_allowance=right,
        second_parent_unrecorded=alone,
        pension_for_step_parent=pension,
    )
    assert found is (right and alone and pension)


ALONE: Mapping[str, Any] = {
    "right_to_child_allowance": True,
    "second_parent_unrecorded": True,
    "some_parent_is_wanted": False,
    "pension_paid_for_the_same_parent": False,
    "pension_for_step_parent": False,
    "survivor_paid_instead": False,
}


@pytest.mark.parametrize(
    ("change", "right"),
    [
        pytest.param({}, True, id="lg 1: no second parent on record"),
        pytest.param({"right_to_child_allowance": False}, False, id="lg 1: § 17 is not met"),
        pytest.param({"second_parent_unrecorded": False}, False, id="lg 1: two parents"),
        pytest.param(
            {"second_parent_unrecorded": False, "some_parent_is_wanted": True},
            True,
            id="lg 1: a parent is declared wanted",
        ),
        pytest.param({"pension_paid_for_the_same_parent": True}, False, id="lg 4 p 3: pension"),
        pytest.param({"survivor_paid_instead": True}, False, id="lg 4 p 3: survivor's allowance"),
        pytest.param({"pension_for_step_parent": True}, False, id="lg 4 p 4: step-parent"),
    ],
)
def test_right(change: Mapping[str, Any], right: bool) -> None:
    assert right_to_single_parent_allowance(**{**ALONE, **change}) is right


def test_rate() -> None:
    assert single_parent_allowance_rate(single_parent_allowance_month=100_00) == 100_00


NO_FATHER: dict[tuple[str, int], Told] = {("second_parent_unrecorded", 0): True}


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        ("2017-01", 19_18),
        ("2022-12", 19_18),
        ("2023-01", 80_00),
        ("2026-08", 80_00),
        ("2026-09", 100_00),
        ("2027-12", 100_00),
    ],
)
def test_amounts_over_the_years(month: str, paid: int) -> None:
    over = world(["2012-01-10"], [Application("2017-01-02")], NO_FATHER)
    assert amounts(over, "single_parent_allowance", 0, [month]) == [paid]


def test_from_birth_to_acknowledgement_of_paternity() -> None:
    # lg 2, lg 4 p 1-2, § 7 lg 1, § 31: 20 of 28 days of February; June in full
    told: dict[tuple[str, int], Told] = {
        ("second_parent_unrecorded", 0): (("2017-01-01", True), ("2026-06-12", False))
    }
    over = world(["2026-02-09"], [Application("2026-02-20")], told)
    months = ["2026-01", "2026-02", "2026-03", "2026-06", "2026-07"]
    assert amounts(over, "single_parent_allowance", 0, months) == [0, 57_14, 80_00, 80_00, 0]


def test_from_the_day_the_parent_is_wanted_to_the_end_of_the_search() -> None:
    told: dict[tuple[str, int], Told] = {
        ("wanted", 1): (("2017-01-01", False), ("2026-04-16", True), ("2026-06-30", False)),
        ("raises", carer(1, 0, 1)): False,
    }
    over = world(["2015-02-09"], [Application("2026-05-20")], told, people=2)
    months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"]
    assert amounts(over, "single_parent_allowance", 0, months) == [0, 40_00, 80_00, 80_00, 0]


def test_not_beside_survivors_allowance_for_the_same_parent() -> None:
    # § 19 lg 4 p 3: wanted and missing since 2025; survivor's allowance granted for October 2026
    told: dict[tuple[str, int], Told] = {
        ("wanted", 1): (("2017-01-01", False), ("2025-03-01", True)),
        ("missing", 1): (("2017-01-01", False), ("2025-03-01", True)),
        ("missing_since", 1): day("2025-03-01"),
        ("raises", carer(1, 0, 1)): False,
    }
    claims = [Application("2025-04-10", benefits=("child_allowance", "single_parent_allowance"))]
    without = world(["2015-02-09"], claims, told, people=2)
    assert amounts(without, "single_parent_allowance", 0, ["2026-09", "2026-12"]) == [100_00] * 2
    claimed = [*claims, Application("2026-10-01", benefits=("survivors_allowance",))]
    beside = world(["2015-02-09"], claimed, told, people=2)
    assert amounts(beside, "survivors_allowance", 0, ["2026-09", "2026-10"]) == [0, 347_82]
    assert amounts(beside, "single_parent_allowance", 0, ["2026-09", "2026-11"]) == [100_00, 0]


def test_beside_survivors_allowance_for_the_other_parent() -> None:
    # § 19 lg 4 p 3 speaks of the same parent: father unrecorded, mother dead
    told: dict[tuple[str, int], Told] = {
        **NO_FATHER,
        ("death_day", 0): day("2026-11-05"),
        ("raises", 0): (("2017-01-01", True), ("2026-11-05", False)),
        ("is_parent", carer(1, 0, 1)): False,
        ("is_guardian", carer(1, 0, 1)): (("2017-01-01", False), ("2026-11-05", True)),
        ("has_guardian", 0): (("2017-01-01", False), ("2026-11-05", True)),
    }
    over = world(["2015-02-09"], [Application("2026-11-20", person=1)], told, people=2)
    assert amounts(over, "single_parent_allowance", 0, ["2026-12"]) == [100_00]
    assert amounts(over, "survivors_allowance", 0, ["2026-12"]) == [347_82]
