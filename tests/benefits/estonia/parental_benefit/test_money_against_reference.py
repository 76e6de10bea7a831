"""Earnings, income tax, quotas and child leave pay, against the independent calculator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

import pytest
from tests.benefits.estonia.parental_benefit.as_facts import MOTHER, father, world_of
from tests.benefits.estonia.parental_benefit.test_days_against_reference import LIFTED
from tests.reference.child_leave import day_pay, disabled_childs_day_pay
from tests.reference.daily_rate import half_up
from tests.reference.earnings import reduced
from tests.reference.facts import Family, Household, Kind, Parent, Who
from tests.reference.families import random_family
from tests.reference.household import ChildFound, walk_through
from tests.reference.income_tax import withheld
from tests.reference.other_cases import seeded_child_leave

from perenou.rules.world import World

FAMILIES: Final = int(os.environ.get("PERENOU_REFERENCE_FAMILIES", "60")) // 2
LEVELS: Final = (0, 300_00, 708_06, 781_05, 868_74, 1000_00, 2500_00)
"""Social tax of a month of earnings in cents; three lie near half of a cap."""


def rows(family: Family) -> dict[Who, int]:
    return {Who.MOTHER: MOTHER, Who.FATHER: father(family)}


def earning(rng: Random, family: Family, parent: Parent) -> Parent:
    """The parent with earnings, told as social tax, after the birth."""
    tax, level = dict(parent.social_tax), rng.choice(LEVELS)
    start = max(family.birth, family.expected)
    for after in range(1, 30):
        index = start.year * 12 + start.month - 1 + after
        if level and rng.random() < 0.8:
            tax[index // 12, index % 12 + 1] = level + rng.choice((0, 0, 1, 177))
    return replace(parent, social_tax=tax)


def following(month: date) -> date:
    """The first day of the next month."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def whole_months(found: ChildFound) -> Iterator[tuple[Who, date, int]]:
    """A person's whole months of shared benefit in 2023-2026 with their sum in cents."""
    sums: dict[tuple[Who, date], list[int]] = {}
    for one in found.days:
        if one.paid is Kind.SHARED and not one.automatic and one.cents is not None:
            sums.setdefault((one.who, one.day.replace(day=1)), []).append(one.cents)
    for (who, month), days in sums.items():
        whole = len(days) == (following(month) - month).days and len(set(days)) == 1
        if whole and 2023 <= month.year <= 2026:
            yield who, month, sum(days)


def money_compared(family: Family, exemption: int | None) -> list[object]:
    """Every whole month whose sum beside earnings, or whose tax, differs between the two."""
    more = {"basic_exemption_asked": exemption or 0}
    world = world_of(family, readings=LIFTED, more=more)
    (found,) = walk_through(Household((family,)))
    differences: list[object] = []
    for who, month, granted in whole_months(found):
        social_tax = family.parent(who).social_tax.get((month.year, month.month), 0)
        earned = half_up(social_tax / Fraction(33, 100))
        due = reduced(granted, earned, month.year, month.month)
        assert due is not None
        row, day = rows(family)[who], month.toordinal()
        mine = world.at("shared_parental_benefit_amount", row, day)
        if mine != due:
            differences.append((who, month, granted, earned, mine, due))
        tax = withheld(due, following(month).year, exemption)  # of the year of payment
        net = world.at("shared_parental_benefit_net", row, day)
        differs = isinstance(net, int) if tax is None else net != due - tax
        if differs:
            differences.append((who, month, granted, earned, net, due, tax))
    return differences


def counted(world: World, found: ChildFound) -> list[object]:
    """Every month at whose end the used days differ; days after a death stand outside."""
    differences: list[object] = []
    for one in found.ledgers:
        end = following(date(one.year, one.month, 1))
        paid = [day.paid for day in found.days if day.day < end and not day.automatic]
        expected = {
            "fathers_days_used": paid.count(Kind.FATHER),
            "shared_days_used": paid.count(Kind.SHARED) - one.spared,
            "overlap_days_used": one.together,
        }
        for name, days in expected.items():
            mine = world.at(name, 0, end.toordinal())
            if mine != days:
                differences.append((name, end, mine, days))
    return differences


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_earnings_and_income_tax_of_whole_months(part: int) -> None:
    for seed in range(part, FAMILIES, 5):
        rng = Random(seed)
        family = random_family(rng)
        family = replace(
            family,
            mother=earning(rng, family, family.mother),
            father=earning(rng, family, family.father),
        )
        assert not money_compared(family, (None, 300_00, 700_00)[seed % 3]), (seed, family)


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_used_days_at_the_end_of_each_month(part: int) -> None:
    for seed in range(part, FAMILIES, 5):
        family = random_family(Random(seed))
        (found,) = walk_through(Household((family,)))
        assert not counted(world_of(family), found), (seed, family)


@pytest.mark.properties
@pytest.mark.slow
def test_child_leave_pay_of_2026() -> None:
    for seed in range(FAMILIES):
        parent = seeded_child_leave(seed).parent
        born = date(2024, 5, 1)
        world = world_of(Family(birth=born, expected=born, mother=parent))
        for month in range(1, 13):
            first = date(2026, month, 1)
            mine = [
                world.at(name, 0, first.toordinal())
                for name in ("child_leave_daily_pay", "disabled_child_leave_daily_pay")
            ]
            assert mine == [day_pay(parent, first), disabled_childs_day_pay(parent, first)], seed
