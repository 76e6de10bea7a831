"""Seeded cases besides households: corrections, rights before 01.04.2022, child leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.reference.before_2022 import DAYS_INSTEAD_OF_MONTHS, EarlierFamily
from tests.reference.child_leave import Leave
from tests.reference.facts import ONE_DAY, Family, Household, Parent, Spell, Who
from tests.reference.families import monthly_tax, notes
from tests.reference.households import random_household


@dataclass(frozen=True)
class Correction:
    """Facts as they were thought to be, as they are, and the day on which that comes to light."""

    before: Household
    after: Household
    known: date


@dataclass(frozen=True)
class ChildLeave:
    """A parent's child leave."""

    parent: Parent
    leaves: tuple[Leave, ...]
    single_parent: bool


def seeded_correction(seed: int) -> Correction:
    """A household of which social tax, leave entries or earnings of one person turn out wrong."""
    rng = Random(seed)
    after = random_household(rng)
    name = rng.choice(sorted(after.people()))
    was = _as_thought(rng, after.people()[name])
    families = tuple(_with(family, name, was) for family in after.families)
    known = date(2026, 10, 1) + rng.randint(0, 900) * ONE_DAY
    return Correction(Household(families), after, known)


def _as_thought(rng: Random, parent: Parent) -> Parent:
    if parent.leave and rng.random() < 0.5:
        longer = tuple(Spell(one.first, one.last + 5 * ONE_DAY) for one in parent.leave)
        return replace(parent, leave=longer)
    factor = rng.choice((50, 90, 110, 150, 400))
    tax = {month: cents * factor // 100 for month, cents in parent.social_tax.items()}
    return replace(parent, social_tax=tax)


def _with(family: Family, name: str, parent: Parent) -> Family:
    for who in (Who.MOTHER, Who.FATHER):
        if family.name(who) == name:
            family = replace(family, **{who.value: parent})  # type: ignore[arg-type]
    if family.spouse is not None and family.name(Who.SPOUSE) == name:
        family = replace(family, spouse=replace(family.spouse, parent=parent))
    carers = tuple(
        replace(carer, parent=parent) if family.name(who) == name else carer
        for who, carer in zip((Who.CARER, Who.SECOND_CARER), family.carers, strict=False)
    )
    return replace(family, carers=carers)


def seeded_earlier_family(seed: int) -> EarlierFamily:
    """A child born 01.2017-03.2022, with or without the note, breaks and days after the switch."""
    rng = Random(seed)
    expected = date(2017, 3, 1) + rng.randint(0, 1800) * ONE_DAY
    birth = expected + rng.choice((-30, -5, 0, 0, 7)) * ONE_DAY
    note = None
    if rng.random() < 0.6:
        note = expected - rng.choice((70, 50, 30)) * ONE_DAY
    paused: set[tuple[int, int]] = set()
    current = max(birth, DAYS_INSTEAD_OF_MONTHS).replace(day=1)
    while current < date(2022, 4, 1) and rng.random() < 0.9:
        if rng.random() < 0.15:
            paused.add((current.year, current.month))
        current = (current + 31 * ONE_DAY).replace(day=1)
    claimed: tuple[Spell, ...] | None = None
    if rng.random() < 0.5:
        first = date(2022, 4, 1) + rng.randint(0, 700) * ONE_DAY
        claimed = (Spell(first, first + rng.randint(0, 300) * ONE_DAY),)
    fathers: tuple[Spell, ...] = ()
    if rng.random() < 0.6:
        first = max(birth, expected + rng.choice((-35, 0, 10, 100, 900, 1080)) * ONE_DAY)
        fathers = (Spell(first, first + rng.choice((0, 9, 29, 40)) * ONE_DAY),)
    earnings = {}
    if rng.random() < 0.5:
        for after in range(30):
            index = birth.year * 12 + birth.month - 1 + after
            earnings[index // 12, index % 12 + 1] = rng.choice((0, 500_00, 1900_00, 4000_00))
    parent = Parent(monthly_tax(rng, birth), notes(rng, birth), earnings=earnings)
    return EarlierFamily(birth, expected, note, parent, frozenset(paused), claimed, fathers)


def seeded_child_leave(seed: int) -> ChildLeave:
    """Child leave in 2026 for one to four children, some of them near fourteen."""
    rng = Random(seed)
    leaves = []
    cursor = date(2026, 1, 1) + rng.randint(0, 60) * ONE_DAY
    children = [f"child {number}" for number in range(rng.randint(1, 4))]
    births = {
        child: date(2012, 1, 1) + rng.choice((rng.randint(0, 364), rng.randint(0, 5000))) * ONE_DAY
        for child in children
    }
    for _ in range(rng.randint(1, 6)):
        last = cursor + rng.choice((0, 4, 9, 13, 25, 35)) * ONE_DAY
        if last.year > 2026:
            break
        child = rng.choice(children)
        leaves.append(Leave(child, births[child], cursor, last))
        cursor = last + rng.randint(1, 60) * ONE_DAY
    parent = Parent(monthly_tax(rng, date(2026, 12, 1)), notes(rng, date(2026, 12, 1)))
    return ChildLeave(parent, tuple(leaves), rng.random() < 0.3)
