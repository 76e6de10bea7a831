"""Conscript's child allowance (KVTS § 54 lg 11-13, § 64 lg 5)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, amounts, carer, world

from perenou.benefits.estonia.conscripts_child_allowance import (
    conscripts_child_allowance_rate,
    maintainer_in_service,
    right_to_conscripts_child_allowance,
)


@pytest.mark.parametrize(("parent", "maintains", "serves"), list(product((False, True), repeat=3)))
def test_maintainer_in_service(parent: bool, maintains: bool, serves: bool) -> None:
    found = maintainer_in_service(
        is_parent=parent, is_maintained=maintains, in_conscript_service=serves
    )
    assert found is ((parent or maintains) and serves)


@pytest.mark.parametrize(
    ("serves", "entitled", "stillborn", "today", "right"),
    [
        pytest.param(True, True, False, "2026-10-14", True, id="the day before 18"),
        pytest.param(True, True, False, "2026-10-15", False, id="18"),
        pytest.param(False, True, False, "2026-10-14", False, id="nobody serves"),
        pytest.param(True, False, False, "2026-10-14", False, id="PHS § 4 is not met"),
        pytest.param(True, True, True, "2026-10-14", False, id="stillborn"),
    ],
)
def test_right(serves: bool, entitled: bool, stillborn: bool, today: str, right: bool) -> None:
    found = right_to_conscripts_child_allowance(
        some_maintainer_in_service=serves,
        majority_day=day("2026-10-15"),
        child_is_entitled_person=entitled,
        stillborn=stillborn,
        today=day(today),
    )
    assert found is right


def test_rate() -> None:
    assert conscripts_child_allowance_rate(conscripts_child_allowance_month=900_00) == 900_00


def test_for_the_time_of_service() -> None:
    # 20 of 31 days of January; November in full
    service = (("2017-01-01", False), ("2026-01-12", True), ("2026-11-20", False))
    over = world(
        ["2025-05-05"],
        [Application("2026-01-20")],
        {("in_conscript_service", 1): service, ("raises", carer(1, 0, 1)): False},
        people=2,
    )
    months = ["2025-12", "2026-01", "2026-02", "2026-11", "2026-12"]
    paid = amounts(over, "conscripts_child_allowance", 0, months)
    assert paid == [0, 580_65, 900_00, 900_00, 0]


@pytest.mark.parametrize(
    ("month", "paid"),
    [
        ("2018-12", 50_00),
        ("2019-01", 300_00),
        ("2021-06", 300_00),
        ("2021-07", 900_00),
        ("2026-10", 900_00),
    ],
)
def test_amounts_over_the_years(month: str, paid: int) -> None:
    over = world(["2015-05-05"], [Application("2017-01-02")], {("in_conscript_service", 0): True})
    assert amounts(over, "conscripts_child_allowance", 0, [month]) == [paid]


def test_a_stillborn_child_gives_no_right() -> None:
    over = world(
        ["2026-01-10"],
        [Application("2026-01-20")],
        {("in_conscript_service", 0): True, ("stillborn", 0): True},
    )
    assert amounts(over, "conscripts_child_allowance", 0, ["2026-02"]) == [0]
