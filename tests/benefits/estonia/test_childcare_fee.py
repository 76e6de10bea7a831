"""Childcare allowance, paid until August 2024 (old PHS § 18; § 63¹ lg 2)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, amounts, world

from perenou.benefits.estonia.childcare_fee import (
    carer_gets_parental_benefit,
    childcare_fee_conditions,
    childcare_fee_rate,
    counts_as_under_three,
    is_three_to_eight,
    is_under_three,
    right_to_childcare_fee,
    right_to_childcare_fee__kept,
)


@pytest.mark.parametrize(
    ("today", "under", "to_eight"),
    [
        pytest.param("2016-02-28", False, False, id="the day before the birth"),
        pytest.param("2016-02-29", True, False, id="the day of birth"),
        pytest.param("2019-02-28", True, False, id="the day before 3, born on a leap day"),
        pytest.param("2019-03-01", False, True, id="3"),
        pytest.param("2024-02-28", False, True, id="the day before 8"),
        pytest.param("2024-02-29", False, False, id="8"),
    ],
)
def test_ages(today: str, under: bool, to_eight: bool) -> None:
    born = day("2016-02-29")
    assert is_under_three(child_birth_day=born, today=day(today)) is under
    assert is_three_to_eight(child_birth_day=born, today=day(today)) is to_eight


@pytest.mark.parametrize(("first", "second"), list(product((False, True), repeat=2)))
def test_counting(first: bool, second: bool) -> None:
    both = first and second
    assert counts_as_under_three(is_under_three=first, child_allowance_payable=second) is both
    assert carer_gets_parental_benefit(raises=first, gets_parental_benefit=second) is both


@pytest.mark.parametrize(
    ("of_right", "under", "to_eight", "young", "paid", "parental", "right"),
    [
        pytest.param(True, True, False, 1, 1, False, True, id="under three"),
        pytest.param(True, True, False, 1, 1, True, False, id="beside parental benefit"),
        pytest.param(False, True, False, 1, 1, False, False, id="no child allowance"),
        pytest.param(True, False, True, 1, 2, False, True, id="3 to 8 beside a younger one"),
        pytest.param(True, False, True, 0, 3, False, True, id="3 to 8 in a family of three"),
        pytest.param(True, False, True, 0, 2, False, False, id="3 to 8 in a family of two"),
        pytest.param(True, False, False, 1, 3, False, False, id="8 and more"),
    ],
)
def test_right(
    of_right: bool,
    under: bool,
    to_eight: bool,
    young: int,
    paid: int,
    parental: bool,
    right: bool,
) -> None:
    given: dict[str, Any] = {
        "right_to_child_allowance": of_right,
        "is_under_three": under,
        "is_three_to_eight": to_eight,
        "under_three_in_family": young,
        "paid_children_in_family": paid,
        "family_gets_parental_benefit": parental,
    }
    abolished = day("2019-09-01")
    conditions = childcare_fee_conditions(**given)
    assert conditions is right
    assert right_to_childcare_fee(childcare_fee_conditions=conditions) is right
    for born, kept in ((abolished - 1, right), (abolished, False)):
        found = right_to_childcare_fee__kept(
            childcare_fee_conditions=conditions,
            child_birth_day=born,
            childcare_fee_abolished_day=abolished,
        )
        assert found is kept


@pytest.mark.parametrize(("under", "cents"), [(True, 38_36), (False, 19_18)])
def test_rate(under: bool, cents: int) -> None:
    found = childcare_fee_rate(
        is_under_three=under, childcare_fee_under_three=38_36, childcare_fee_three_to_eight=19_18
    )
    assert found == cents


def test_to_the_third_birthday() -> None:
    over = world(["2018-05-16"], [Application("2018-05-20")])
    months = ["2018-04", "2018-05", "2018-06", "2021-05", "2021-06"]
    assert amounts(over, "childcare_fee", 0, months) == [0, 19_80, 38_36, 38_36, 0]


def test_not_while_the_family_gets_parental_benefit() -> None:
    parental = (("2017-01-01", True), ("2019-11-01", False))
    over = world(
        ["2018-05-16"], [Application("2018-05-20")], {("gets_parental_benefit", 0): parental}
    )
    assert amounts(over, "childcare_fee", 0, ["2019-10", "2019-11"]) == [0, 38_36]


def test_the_last_month_is_august_2024_and_only_for_the_born_before_september_2019() -> None:
    births = ["2016-10-10", "2017-10-10", "2018-10-10", "2019-09-01"]
    over = world(births, [Application("2019-09-10")])
    for child, paid in ((0, [19_18, 0]), (1, [19_18, 0]), (2, [19_18, 0]), (3, [0, 0])):
        assert amounts(over, "childcare_fee", child, ["2024-08", "2024-09"]) == paid
    assert amounts(over, "childcare_fee", 3, ["2020-01"]) == [0]
