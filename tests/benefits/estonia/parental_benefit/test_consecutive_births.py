"""The income kept from an earlier birth (PHS § 43 lg 1)."""

from __future__ import annotations

import pytest
from tests.benefits.days import day
from tests.benefits.estonia.parental_benefit.families import (
    MOTHER,
    Claim,
    Kid,
    on,
    world_of,
)
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.consecutive_births import (
    average_income_behind,
    births_are_close,
    earlier_income,
    income_behind_benefit,
    income_behind_benefit__within_limits,
    own_income,
    told_earlier_income,
)
from perenou.benefits.estonia.parental_benefit.daily_rate import daily_by_income
from perenou.rules.timeline import from_spells
from perenou.rules.types import FINE, NEVER, NOBODY


@pytest.mark.parametrize(
    ("previous", "birth", "months", "close"),
    [
        ("2023-05-10", "2026-05-09", 36, True),
        ("2023-05-10", "2026-05-10", 36, False),
        ("2017-11-10", "2020-05-09", 30, True),
        ("2017-11-10", "2020-05-10", 30, False),
        ("2026-05-10", "2026-05-10", 36, False),
        ("2026-05-11", "2026-05-10", 36, False),
    ],
)
def test_less_than_so_many_months_apart(
    previous: str, birth: str, months: int, close: bool
) -> None:
    assert births_are_close(day(previous), day(birth), months) is close


def test_without_a_previous_benefit_no_birth_is_close() -> None:
    assert births_are_close(NEVER, day("2026-05-10"), 36) is False


def test_a_told_income_comes_before_a_computed_one() -> None:
    assert earlier_income(100, 200) == 100 * FINE
    assert earlier_income(0, 200) == 200
    assert told_earlier_income(100) == 100 * FINE


@pytest.mark.parametrize(
    ("close", "own", "earlier", "behind"),
    [(True, 99, 100, 100), (True, 100, 100, 100), (True, 101, 100, 101), (False, 99, 100, 99)],
)
def test_the_larger_income_stands_behind_the_benefit(
    close: bool, own: int, earlier: int, behind: int
) -> None:
    assert income_behind_benefit(close, own, earlier) == behind
    assert income_behind_benefit__within_limits(close, own, earlier, 0, 1) == behind


@pytest.mark.parametrize(
    ("fathers_or_shared", "mothers", "adopters", "behind"),
    [
        pytest.param(0, 5, 0, 200, id="mother's alone"),
        pytest.param(0, 0, 5, 300, id="adopter's alone"),
        pytest.param(9, 5, 0, 100, id="shared after mother's"),
        pytest.param(9, 12, 0, 200, id="mother's after shared, for the child's death"),
        pytest.param(9, 0, 5, 100, id="shared after adopter's"),
        pytest.param(9, 0, 12, 300, id="adopter's after shared"),
        pytest.param(0, 0, 0, 100, id="no days told"),
    ],
)
def test_the_income_of_the_kind_paid_last_stands_behind_the_benefit(
    fathers_or_shared: int, mothers: int, adopters: int, behind: int
) -> None:
    ended = fathers_or_shared, mothers, adopters
    assert average_income_behind(False, False, False, *ended, 100, 200, 300) == behind


def test_a_kind_that_is_being_paid_is_the_last_one() -> None:
    assert average_income_behind(True, False, False, 0, 9, 9, 100, 200, 300) == 100
    assert average_income_behind(False, True, False, 9, 0, 9, 100, 200, 300) == 200
    assert average_income_behind(False, False, True, 9, 9, 0, 100, 200, 300) == 300


@pytest.mark.parametrize(
    ("shared", "kept"),
    [
        pytest.param(("2025-01-01", "2025-01-30"), 1800_00, id="paid before the next child"),
        pytest.param(("2025-07-01", "2025-07-30"), 900_00, id="paid after the next child"),
    ],
)
def test_what_is_paid_for_the_earlier_child_afterwards_is_no_previous_benefit(
    shared: tuple[str, str], kept: int
) -> None:
    # By the months before the expected day 900.00, by those before the much earlier birth 1800.00:
    # the stillbirth leaves the earlier child's shared benefit for afterwards.
    kids = [Kid("2023-06-05", "2023-10-04"), Kid("2025-04-11", facts={"stillborn": True})]
    claims = [
        Claim(MOTHER, 0, "mothers", "2023-07-26", "2023-11-02"),
        Claim(MOTHER, 0, "shared", *shared),
        Claim(MOTHER, 1, "mothers", "2025-04-11", "2025-05-10"),
    ]
    told: dict[tuple[str, int, int], object] = {
        ("previous_benefit_carer", MOTHER, 1): 0,
        ("previous_birth_day", MOTHER, 1): day("2023-06-05"),
        ("previous_birth_day", MOTHER, 0): NEVER,
        ("previous_benefit_carer", MOTHER, 0): NOBODY,
        # September 2021 to August 2022 before the birth, 2022 before the expected day
        ("social_tax_on_income", MOTHER, 0): from_spells(
            [
                (day("2021-09-01"), day("2022-01-01"), 118_800),
                (day("2022-01-01"), day("2023-01-01"), 29_700),
            ],
            0,
            day("2017-01-01"),
        ),
    }
    over = world_of(kids, claims, told=told)
    assert on(over, "mothers_kept_income", 1, "2025-04-20") == kept * FINE


def test_within_floor_and_cap() -> None:
    def within(close: bool, own: int, earlier: int) -> int:
        found = income_behind_benefit__within_limits(close, own * FINE, earlier * FINE, 80, 300)
        return found // FINE

    assert within(False, 50, 0) == 80
    assert within(False, 500, 0) == 300
    assert within(True, 50, 400) == 300
    assert within(False, 0, 0) == 0


@pytest.mark.parametrize("months", [3, 350, 1197, 1200])
def test_a_carried_income_gives_the_same_day_as_the_income_itself(months: int) -> None:
    # Rounded to cents on its way it would give another cent for some of them.
    for tax in range(396_000, 400_000, 7):
        carried = own_income(tax, months, 330)
        assert daily_by_income(carried, 0, 1200, 330) == daily_by_income(0, tax, months, 330)


def test_two_and_a_half_years_to_june_2020_then_three() -> None:
    # § 63²: running benefits follow the longer interval from 1 July 2020
    told: dict[tuple[str, int], Told] = {
        ("previous_birth_day", 0): day("2017-01-10"),
        ("previous_income", 0): 1000_00,
    }
    over = world(["2019-10-10"], [], told)
    assert not value(over, "births_are_close", 0, "2020-06-30")
    assert value(over, "births_are_close", 0, "2020-07-01")


BIRTHS = ["2018-01-05", "2020-06-05", "2022-11-05", "2025-03-05", "2026-12-05"]


def _chain(*, first: int = 0) -> dict[tuple[str, int], Told]:
    """Five children of one person less than three years apart; only before the first one income."""
    told: dict[tuple[str, int], Told] = {
        ("previous_benefit_carer", row): row - 1 if row > first else NOBODY
        for row in range(len(BIRTHS))
    }
    for row in range(first + 1, len(BIRTHS)):
        told["previous_birth_day", row] = day(BIRTHS[row - 1])
    told["previous_birth_day", first] = NEVER
    told["social_tax_on_income", 0] = [("2017-01-01", 49_500), ("2018-01-01", 0)]
    return told


def test_the_kept_income_passes_through_several_children() -> None:
    # 495.00 a month / 0.33 = 1500.00 in the calendar year before the first birth
    over = world(BIRTHS, [], _chain())
    assert value(over, "income_behind_benefit_0", 0, "2019-06-01") == 1500_00 * FINE
    assert value(over, "earlier_income_3", 1, "2021-06-01") == 1500_00 * FINE
    assert value(over, "earlier_income_3", 2, "2023-06-01") == 1500_00 * FINE
    assert value(over, "earlier_income_3", 3, "2025-06-01") == 1500_00 * FINE
    assert value(over, "shared_kept_income", 3, "2025-06-01") == 1500_00 * FINE
    assert value(over, "shared_daily_rate", 3, "2025-06-01") == 50_00


def test_a_told_income_starts_the_chain_anew() -> None:
    told = _chain()
    told["previous_income", 3] = 1800_00
    over = world(BIRTHS, [], told)
    assert value(over, "shared_kept_income", 3, "2025-06-01") == 1800_00 * FINE
    assert value(over, "shared_kept_income", 4, "2026-12-10") == 1800_00 * FINE


def test_a_longer_gap_breaks_the_chain() -> None:
    births = ["2018-01-05", "2021-01-05", "2023-01-05"]
    told: dict[tuple[str, int], Told] = {
        ("previous_benefit_carer", 0): NOBODY,
        ("previous_birth_day", 0): NEVER,
        ("previous_benefit_carer", 1): 0,
        ("previous_birth_day", 1): day(births[0]),
        ("previous_benefit_carer", 2): 1,
        ("previous_birth_day", 2): day(births[1]),
        ("social_tax_on_income", 0): [("2017-01-01", 49_500), ("2018-01-01", 0)],
    }
    over = world(births, [], told)
    assert value(over, "shared_kept_income", 1, "2021-06-01") == 0
    assert value(over, "shared_kept_income", 2, "2023-06-01") == 0


def test_gap_40_the_income_can_be_carried_on_after_floor_and_cap() -> None:
    # The first child's own income of 6000 is above the cap of 2024 (4733.53), the second has none.
    births = ["2024-02-05", "2025-11-05"]
    told: dict[tuple[str, int], Told] = {
        ("previous_benefit_carer", 0): NOBODY,
        ("previous_birth_day", 0): NEVER,
        ("previous_benefit_carer", 1): 0,
        ("previous_birth_day", 1): day(births[0]),
        ("social_tax_on_income", 0): [("2017-01-01", 198_000), ("2023-06-01", 0)],
    }
    raw = world(births, [], told)
    assert value(raw, "shared_kept_income", 1, "2025-12-01") == 6000_00 * FINE
    assert value(raw, "shared_daily_rate", 1, "2025-12-01") == 175_50
    readings = {f"income_behind_benefit_{step}": "within_floor_and_cap" for step in range(3)}
    limited = world(births, [], told, readings=readings)
    assert value(limited, "shared_kept_income", 1, "2025-12-01") == 4733_53 * FINE
    assert value(limited, "shared_daily_rate", 1, "2025-12-01") == 157_78
