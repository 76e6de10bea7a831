"""Families of every kind to compare, each by its seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Final

from tests.reference.before_2022 import EarlierFamily
from tests.reference.daily_rate import half_up
from tests.reference.facts import PARENTS, Family, Household, Parent, Who
from tests.reference.families import random_family
from tests.reference.households import features, random_household
from tests.reference.other_cases import seeded_earlier_family

LEVELS: Final = (0, 300_00, 708_06, 781_05, 868_74, 1000_00, 2500_00)
"""Social tax of a month of earnings in cents; three lie near half of a cap."""


def one_child(seed: int) -> Household:
    """One birth, claims of its parents alone."""
    rng = Random(seed)
    family = random_family(rng)
    family = replace(
        family,
        mother=_earning(rng, family, family.mother),
        father=_earning(rng, family, family.father),
    )
    return consistent(Household((family,)))


def household_with(*wanted: str) -> Callable[[int], Household]:
    """Households that have one of some features."""

    def draw(seed: int) -> Household:
        rng = Random(seed)
        while True:
            household = random_household(rng)
            if features(household) & {*wanted}:
                return consistent(household)

    return draw


def _earning(rng: Random, family: Family, parent: Parent) -> Parent:
    """The parent with social tax after the birth and, sometimes, an exemption."""
    tax, level = dict(parent.social_tax), rng.choice(LEVELS)
    start = max(family.birth, family.expected)
    for after in range(1, 30):
        index = start.year * 12 + start.month - 1 + after
        if level and rng.random() < 0.8:
            tax[index // 12, index % 12 + 1] = level + rng.choice((0, 0, 1, 177))
    return replace(parent, social_tax=tax, exemption=rng.choice((None, 300_00, 700_00)))


def consistent(household: Household) -> Household:
    """Earnings beside the benefit and the social tax on them as one, as the norms know them."""
    people = {name: _as_one(parent) for name, parent in household.people().items()}
    return Household(tuple(_with_people(family, people) for family in household.families))


def earlier_family(seed: int) -> EarlierFamily:
    """A right of before April 2022, with earnings and the social tax on them as one."""
    family = seeded_earlier_family(seed)
    return replace(family, parent=_as_one(family.parent))


def _as_one(parent: Parent) -> Parent:
    tax = dict(parent.social_tax)
    for month, cents in parent.earnings.items():
        tax[month] = max(tax.get(month, 0), cents * 33 // 100)
    earnings = {month: half_up(Fraction(cents * 100, 33)) for month, cents in tax.items() if cents}
    return replace(parent, social_tax=tax, earnings=earnings)


def _with_people(family: Family, people: dict[str, Parent]) -> Family:
    spouse = family.spouse
    if spouse is not None:
        spouse = replace(spouse, parent=people[family.name(Who.SPOUSE)])
    carers = tuple(
        replace(carer, parent=people[family.name(who)])
        for who, carer in zip(family.people()[-len(family.carers) :], family.carers, strict=False)
    )
    mother, father = (people[family.name(who)] for who in PARENTS)
    return replace(family, mother=mother, father=father, spouse=spouse, carers=carers)
