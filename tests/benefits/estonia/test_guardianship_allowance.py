"""Allowance for a child under guardianship (PHS § 20)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, world

from perenou.benefits.estonia.guardianship_allowance import (
    continues_after_majority,
    continues_after_majority__from_nineteen,
    day_before_majority,
    final_order_gives_right,
    guardianship_allowance_rate,
    guardianship_gives_right,
    guardianship_gives_right__any_guardian,
    guardianship_gives_right__or_foster_contract,
    guardianship_gives_right__order_final,
    right_to_guardianship_allowance,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import NEVER


@pytest.mark.parametrize(("guardian", "natural", "fulfil"), list(product((False, True), repeat=3)))
def test_guardianship(guardian: bool, natural: bool, fulfil: bool) -> None:
    # PHS § 20 lg 1; a natural person since 01.04.2021
    found = guardianship_gives_right(
        has_guardian=guardian, guardian_is_natural_person=natural, parents_fulfil_duty=fulfil
    )
    assert found is (guardian and natural and not fulfil)
    assert guardianship_gives_right__order_final(final_order_gives_right=natural) is natural
    earlier = guardianship_gives_right__any_guardian(
        has_guardian=guardian, parents_fulfil_duty=fulfil
    )
    assert earlier is (guardian and not fulfil)


@pytest.mark.parametrize(
    ("guardian", "fulfil", "today", "right"),
    [
        pytest.param(True, False, "2018-03-14", False, id="the day before finality"),
        pytest.param(True, False, "2018-03-15", True, id="the day of finality"),
        pytest.param(False, False, "2018-03-15", False, id="no guardian"),
        pytest.param(True, True, "2018-03-15", False, id="the parents fulfil their duty"),
    ],
)
def test_a_final_order_was_needed_before_november_2018(
    guardian: bool, fulfil: bool, today: str, right: bool
) -> None:
    found = final_order_gives_right(
        has_guardian=guardian,
        parents_fulfil_duty=fulfil,
        guardianship_final_day=day("2018-03-15"),
        today=day(today),
    )
    assert found is right
    for foster in (False, True):
        in_2017 = guardianship_gives_right__or_foster_contract(
            final_order_gives_right=right, has_foster_contract=foster
        )
        assert in_2017 is (right or foster)


AT_EIGHTEEN: Mapping[str, Any] = {
    "guardianship_ended_at_majority": True,
    "guardianship_gave_right_to_the_end": True,
    "majority_day": day("2025-11-20"),
    "nineteenth_birthday": day("2026-11-20"),
    "studies_count": True,
    "studies_past_nineteen": False,
    "today": day("2025-11-20"),
}


@pytest.mark.parametrize(
    ("change", "goes_on", "from_nineteen"),
    [
        pytest.param({}, True, True, id="18, studying"),
        pytest.param({"today": day("2025-11-19")}, False, False, id="the day before 18"),
        pytest.param({"guardianship_ended_at_majority": False}, False, False, id="ended earlier"),
        pytest.param(
            {"guardianship_gave_right_to_the_end": False}, False, False, id="was not due up to 18"
        ),
        pytest.param({"studies_count": False}, False, True, id="18, not studying: gap 23"),
        pytest.param(
            {"today": day("2026-11-19"), "studies_count": False}, False, True, id="day before 19"
        ),
        pytest.param({"today": day("2026-11-20")}, False, False, id="19, school year over"),
        pytest.param(
            {"today": day("2026-11-20"), "studies_past_nineteen": True},
            True,
            True,
            id="19, studying",
        ),
    ],
)
def test_after_eighteen(change: Mapping[str, Any], goes_on: bool, from_nineteen: bool) -> None:
    # PHS § 20 lg 3
    given = {**AT_EIGHTEEN, **change}
    assert continues_after_majority(**given) is goes_on
    given.pop("studies_count")
    assert continues_after_majority__from_nineteen(**given) is from_nineteen


@pytest.mark.parametrize(
    ("guardianship", "on", "entitled", "placed"), list(product((False, True), repeat=4))
)
def test_right(guardianship: bool, on: bool, entitled: bool, placed: bool) -> None:
    found = right_to_guardianship_allowance(
        guardianship_gives_right=guardianship,
        continues_after_majority=on,
        child_is_entitled_person=entitled,
        not_paid_by_placement=placed,
    )
    assert found is ((guardianship or on) and entitled and not placed)


def test_rate() -> None:
    assert guardianship_allowance_rate(guardianship_allowance_month=240_00) == 240_00


def _ward(since: str, until: str = "2030-01-01") -> dict[tuple[str, int], Told]:
    spell = (("2017-01-01", False), (since, True), (until, False))
    return {("has_guardian", 0): spell, ("is_guardian", 0): spell, ("is_parent", 0): False}


def test_from_the_day_the_order_is_made_known_to_the_end_of_the_month() -> None:
    # lg 2: 13 of 31 days of March; September in full; beside child allowance (§ 8 lg 2)
    over = world(["2014-05-05"], [Application("2026-03-25")], _ward("2026-03-19", "2026-09-08"))
    months = ["2026-02", "2026-03", "2026-04", "2026-09", "2026-10"]
    assert amounts(over, "guardianship_allowance", 0, months) == [0, 100_65, 240_00, 240_00, 0]
    assert amounts(over, "child_allowance", 0, ["2026-04"]) == [80_00]


def test_a_guardian_that_is_not_a_natural_person_since_april_2021() -> None:
    told: dict[tuple[str, int], Told] = {
        **_ward("2019-01-01"),
        ("guardian_is_natural_person", 0): False,
    }
    over = world(["2014-05-05"], [Application("2019-01-05")], told)
    assert amounts(over, "guardianship_allowance", 0, ["2021-03", "2021-04"]) == [240_00, 0]


CAME_OF_AGE: dict[tuple[str, int], Told] = {
    ("guardianship_ended_at_majority", 0): (("2017-01-01", False), ("2024-11-20", True)),
    ("studies", 0): Studies.UPPER_SECONDARY,
    ("secondary_education_day", 0): NEVER,
    ("final_class", 0): (("2017-01-01", False), ("2025-09-01", True)),
    ("is_the_child", 0): False,
}


def test_paid_to_the_end_of_the_final_class_after_eighteen() -> None:
    # 19 in November 2025, final class 2025/2026: last paid for June 2026
    told = {**_ward("2017-02-01", "2024-11-20"), **CAME_OF_AGE}
    over = world(["2006-11-20"], [Application("2017-02-10")], told)
    months = ["2024-12", "2025-10", "2026-06", "2026-07"]
    assert amounts(over, "guardianship_allowance", 0, months) == [240_00, 240_00, 240_00, 0]


@pytest.mark.parametrize(
    "never",
    [
        pytest.param({("guardian_is_natural_person", 0): False}, id="a legal person"),
        pytest.param({("parents_fulfil_duty", 0): True}, id="the parents fulfil their duty"),
    ],
)
def test_what_was_never_due_does_not_begin_at_eighteen(
    never: dict[tuple[str, int], Told],
) -> None:
    # PHS § 20 lg 1 with lg 3
    told = {**_ward("2022-02-01", "2024-11-20"), **CAME_OF_AGE, **never}
    told["is_parent", 0] = True
    over = world(["2006-11-20"], [Application("2022-02-10")], told)
    assert amounts(over, "guardianship_allowance", 0, ["2024-10", "2025-03"]) == [0, 0]


@pytest.mark.parametrize(
    ("natural", "paid"),
    [
        pytest.param(True, [240_00, 240_00, 240_00], id="a natural person to the end"),
        # From 01.04.2021 the municipality gave no right: nothing can go on at 18.
        pytest.param(False, [240_00, 0, 0], id="a municipality"),
    ],
)
def test_only_what_was_due_up_to_eighteen_goes_on(natural: bool, paid: list[int]) -> None:
    # PHS § 20 lg 1 and 3
    told = {
        **_ward("2017-02-01", "2024-11-20"),
        **CAME_OF_AGE,
        ("guardian_is_natural_person", 0): natural,
    }
    over = world(["2006-11-20"], [Application("2017-02-10")], told)
    months = ["2021-03", "2021-04", "2025-03"]
    assert amounts(over, "guardianship_allowance", 0, months) == paid
    assert day_before_majority(majority_day=day("2024-11-20")) == day("2024-11-19")
