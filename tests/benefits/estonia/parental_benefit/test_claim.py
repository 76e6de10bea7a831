"""Which days a claim for parental benefit covers (PHS § 46 lg 1, 6)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.benefits.days import day
from tests.benefits.household import Told, value, world

from perenou.benefits.estonia.parental_benefit.claim import (
    claim_covers_day,
    claim_covers_day__its_month_only,
    claim_covers_day__six_months_back,
    shared_claim_right_day,
)
from perenou.rules.types import NEVER

RIGHT = "2026-03-10"


def test_the_time_for_shared_benefit_does_not_run_before_the_birth() -> None:
    assert shared_claim_right_day(shared_right_day=70, child_birth_day=100) == 100
    assert shared_claim_right_day(shared_right_day=130, child_birth_day=100) == 130


@pytest.mark.parametrize(
    ("covers", "claimed", "on", "expected"),
    [
        pytest.param(claim_covers_day, "2026-09-10", RIGHT, True, id="on the last day"),
        pytest.param(claim_covers_day, "2026-09-11", RIGHT, False, id="a day later"),
        pytest.param(claim_covers_day, "2026-09-11", "2026-08-31", False, id="the month before"),
        pytest.param(claim_covers_day, "2026-09-11", "2026-09-01", True, id="its own month"),
        pytest.param(claim_covers_day, "2026-09-11", "2026-12-24", True, id="later days"),
        pytest.param(
            claim_covers_day__six_months_back, "2026-09-10", RIGHT, True, id="in time, six months"
        ),
        pytest.param(
            claim_covers_day__six_months_back, "2026-11-11", "2026-04-30", False, id="seven back"
        ),
        pytest.param(
            claim_covers_day__six_months_back, "2026-11-11", "2026-05-01", True, id="six back"
        ),
        pytest.param(
            claim_covers_day__its_month_only, "2026-09-10", RIGHT, True, id="in time, earlier days"
        ),
        pytest.param(
            claim_covers_day__its_month_only, "2026-09-11", "2026-08-31", False, id="too late"
        ),
        pytest.param(
            claim_covers_day__its_month_only, "2026-09-11", "2026-09-30", True, id="its last day"
        ),
        pytest.param(
            claim_covers_day__its_month_only, "2026-09-10", "2026-10-01", False, id="next month"
        ),
    ],
)
def test_which_days_are_covered(
    covers: Callable[..., bool], claimed: str, on: str, expected: bool
) -> None:
    assert covers(day(claimed), 0, day(RIGHT), 6, day(on)) is expected
    assert covers(NEVER, 0, day(RIGHT), 6, day(on)) is True


@pytest.mark.parametrize(
    "covers",
    [claim_covers_day, claim_covers_day__six_months_back, claim_covers_day__its_month_only],
)
def test_a_time_that_ends_on_a_day_off_runs_on(covers: Callable[..., bool]) -> None:
    """Six months from 20 March 2026 end on a Sunday; the next working day is 21 September."""
    right = day("2026-03-20")
    assert covers(day("2026-09-21"), 2, right, 6, right) is True


def claimed_late(reading: str = "from_month_of_claim") -> list[int]:
    """Days of shared benefit by month, claimed on 20 November for all of 2026."""
    told: dict[tuple[str, int], Told] = {
        ("is_mother", 0): True,
        ("expected_day", 0): day("2026-03-10"),
        ("wishes_mothers", 0): True,
        ("wishes_shared", 0): [("2017-01-01", False), ("2026-04-09", True)],
        ("days_claimed_day", 0): [("2017-01-01", NEVER), ("2026-04-09", day("2026-11-20"))],
    }
    over = world(["2026-03-10"], [], told, readings={"shared_claim_covers_day": reading})
    months = [f"2026-{month:02}-01" for month in range(3, 13)]
    assert value(over, "mothers_parental_benefit_days_in_month", 0, months[0]) == 22
    return [value(over, "shared_parental_benefit_days_in_month", 0, month) for month in months]


def test_a_late_claim_for_shared_benefit_by_each_reading() -> None:
    assert claimed_late() == [0, 0, 0, 0, 0, 0, 0, 0, 30, 31]
    assert claimed_late("six_months_back") == [0, 0, 31, 30, 31, 31, 30, 31, 30, 31]
    assert claimed_late("its_month_only") == [0, 0, 0, 0, 0, 0, 0, 0, 30, 0]


@pytest.mark.parametrize(("claimed", "paid"), [("2026-08-16", 23), ("2026-08-17", 0)])
def test_the_fathers_time_runs_from_the_30th_day_before_the_expected_one(
    claimed: str, paid: int
) -> None:
    told: dict[tuple[str, int], Told] = {
        ("expected_day", 0): day("2026-03-18"),
        ("wishes_fathers", 0): True,
        ("days_claimed_day", 0): day(claimed),
    }
    over = world(["2026-03-18"], [], told)
    # From 16 February: 13 days in February, 17 in March.
    assert value(over, "fathers_parental_benefit_days_in_month", 0, "2026-02-01") == (
        13 if paid else 0
    )
