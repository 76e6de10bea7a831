"""The days of parental benefit, against the independent day-by-day calculator."""

from __future__ import annotations

import os
from datetime import date
from random import Random
from typing import Any, Final

import pytest
from tests.benefits.estonia.parental_benefit.as_facts import MOTHER, father, world_of
from tests.reference.facts import Family, Kind, Who
from tests.reference.families import random_family
from tests.reference.parental_benefit import determine

from perenou.rules.world import World

FAMILIES: Final = int(os.environ.get("PERENOU_REFERENCE_FAMILIES", "60"))
PAID: Final = {
    Kind.MOTHER: "mothers_benefit_paid",
    Kind.FATHER: "fathers_benefit_paid",
    Kind.SHARED: "shared_benefit_paid",
}


def paid_kind(world: World, row: int, day: int) -> Kind | None:
    kinds = [kind for kind, name in PAID.items() if world.at(name, row, day) is True]
    assert len(kinds) <= 1
    return kinds[0] if kinds else None


def compared(family: Family) -> list[Any]:
    """Every difference between the two."""
    world = world_of(family)
    expected = determine(family)
    found: list[Any] = []
    for outcome in expected.days:
        day = outcome.day.toordinal()
        row = MOTHER if outcome.who is Who.MOTHER else father(family)
        mine = paid_kind(world, row, day)
        if mine is not outcome.paid:
            found.append(
                (outcome.day.isoformat(), outcome.who, mine, outcome.paid, outcome.refusal)
            )
    return found


AMOUNTS: Final = {
    Kind.MOTHER: "mothers_parental_benefit",
    Kind.FATHER: "fathers_parental_benefit",
    Kind.SHARED: "shared_parental_benefit",
}
LIFTED: Final = {f"{key}_is_at_floor": "every_lower_benefit" for key in ("mothers", "shared")}
"""The reference lifts every benefit to the minimum wage of the paid day (§ 45 lg 1 read widely)."""


def amounts_compared(family: Family) -> list[Any]:
    """Every month whose days or money differ between the two; no earnings taken off (§ 44)."""
    world = world_of(family, readings=LIFTED)
    found: list[Any] = []
    for month in determine(family).amounts:
        row = MOTHER if month.who is Who.MOTHER else father(family)
        first = date(month.year, month.month, 1).toordinal()
        name = AMOUNTS[month.kind]
        mine = [world.at(f"{name}_{what}", row, first) for what in ("days_in_month", "granted")]
        if mine != [month.days, month.cents]:
            found.append((mine, month))
    return found


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_each_month_has_the_days_and_the_money_of_the_reference(part: int) -> None:
    for seed in range(part, FAMILIES, 10):
        family = random_family(Random(seed))
        assert not amounts_compared(family), (seed, family)


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(10379, id="shared days after a death, the wage rising before the 30th day"),
    ],
)
def test_families_that_once_differed(seed: int) -> None:
    family = random_family(Random(seed))
    assert not amounts_compared(family), (seed, family)


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_each_day_is_paid_as_the_reference_says(part: int) -> None:
    for seed in range(part, FAMILIES, 10):
        family = random_family(Random(seed))
        assert not compared(family), (seed, family)
