"""Several children, spouses and carers, against the independent day-by-day calculator."""

from __future__ import annotations

import os
from datetime import date
from typing import Any, Final

import pytest
from tests.benefits.estonia.parental_benefit.families import Claim, Kid, world_of
from tests.benefits.household import START
from tests.reference.facts import CARERS, PARENTS, Capacity, Family, Household, Kind, Who
from tests.reference.household import walk_through
from tests.reference.households import seeded_household

from perenou.rules.timeline import from_spells
from perenou.rules.types import NEVER
from perenou.rules.world import World

HOUSEHOLDS: Final = int(os.environ.get("PERENOU_REFERENCE_FAMILIES", "60"))
KINDS: Final = {
    Kind.MOTHER: "mothers",
    Kind.FATHER: "fathers",
    Kind.SHARED: "shared",
    Kind.ADOPTER: "adopters",
}
PLACES: Final = (*PARENTS, Who.SPOUSE, *CARERS)
LAST: Final = "2035-01-01"


def is_compared(household: Household) -> bool:
    """Several births or others than parents, but for what is read in another way there.

    There the father's spouse waits for the mother's benefit, partners stand in before 2024, and a
    death before February 2023 gives no days that are left of the thirty.
    """
    families = household.families
    if len(families) == 1 and families[0].people() == PARENTS:
        return False
    return all(
        family.children_at_birth == 1
        and len({carer.since for carer in family.carers}) <= 1
        and (family.death is None or family.death > date(2023, 1, 31))
        and (
            family.spouse is None
            or (family.spouse.of is Who.MOTHER and family.spouse.since >= date(2024, 1, 1))
        )
        for family in families
    )


def as_world(household: Household, people: list[str]) -> World:
    """The household's facts; people by row in the order given."""
    kids: list[Kid] = []
    claims: list[Claim] = []
    told: dict[tuple[str, int, int], object] = {}
    for child, family in enumerate(household.families):
        facts: dict[str, object] = {
            "birth_week": family.week_of_birth,
            "stillborn": family.stillborn,
            "guardian_is_natural_person": True,
        }
        if any(carer.capacity is Capacity.ADOPTER for carer in family.carers):
            facts["adoption_day"] = family.carers[0].since.toordinal()
        death = "" if family.death is None else str(date.fromordinal(family.death.toordinal() + 1))
        kids.append(Kid(str(family.birth), str(family.expected), death, facts=facts))
        for row, name in enumerate(people):
            who = next((who for who in family.people() if family.name(who) == name), None)
            told |= of_carer(family, who, row, child)
            if who is not None:
                claims += [
                    Claim(row, child, KINDS[wish.kind], str(wish.first), str(wish.last))
                    for wish in family.wishes
                    if wish.who is who
                ]
    for row, name in enumerate(people):
        for family in household.families:
            for who in family.people():
                if who in CARERS and family.name(who) == name:
                    told["has_sickness_benefit_right", row, 0] = family.carer(
                        who
                    ).right_to_sickness_benefit
    return world_of(kids, claims, people=len(people), told=told)


def of_carer(
    family: Family, who: Who | None, row: int, child: int
) -> dict[tuple[str, int, int], Any]:
    """The facts of a person towards a child."""
    waived = family.father_waived_from
    found: dict[str, Any] = {
        "is_parent": who in PARENTS,
        "is_mother": who is Who.MOTHER,
        "had_sickness_benefit_right": who is Who.MOTHER and family.right_before_birth,
        "fathers_waiver_day": NEVER if waived is None else waived.toordinal(),
    }
    gone = {Who.MOTHER: family.mother_gone, Who.FATHER: family.father_gone}
    if who in gone and gone[who] is not None:
        found["steps_aside"] = [(str(gone[who]), LAST)]
    if who is Who.SPOUSE and family.spouse is not None:
        since = [(str(family.spouse.since), LAST)]
        found["is_partner_of_parent"] = since
        found["is_partner_of_mother"] = since if family.spouse.of is Who.MOTHER else False
    if who in CARERS:
        carer = family.carer(who)
        since = [(str(carer.since), LAST)]
        found["is_adopter"] = carer.capacity is Capacity.ADOPTER
        found["is_foster_parent"] = since if carer.capacity is Capacity.FOSTER_PARENT else False
        found["is_guardian"] = since if carer.capacity is Capacity.GUARDIAN else False
        found["care_began_day"] = carer.since.toordinal()
        found["is_partner_of_parent"] = carer.spouse_of_a_parent
    if who is not None:
        parent = family.parent(who)
        filed = [
            (wish.first.toordinal(), wish.last.toordinal() + 1, wish.filed.toordinal())
            for wish in family.wishes
            if wish.who is who and wish.filed is not None
        ]
        found["entitled_to_leave"] = parent.employed
        found["leave_registered"] = [(str(one.first), str(one.last)) for one in parent.leave]
        found["days_claimed_day"] = from_spells(filed, NEVER, START)
    return {(name, row, child): value for name, value in found.items()}


def compared(household: Household) -> list[Any]:
    """Every day and used quota on which the two differ."""
    people = sorted(
        household.people(),
        key=lambda name: min(
            PLACES.index(who)
            for family in household.families
            for who in family.people()
            if family.name(who) == name
        ),
    )
    world = as_world(household, people)
    size = len(household.families)
    found: list[Any] = []
    for child, (family, expected) in enumerate(
        zip(household.families, walk_through(household), strict=True)
    ):
        for outcome in expected.days:
            row = people.index(family.name(outcome.who)) * size + child
            day = outcome.day.toordinal()
            mine = [
                kind
                for kind, name in KINDS.items()
                if world.at(f"{name}_benefit_paid", row, day) is True
            ]
            if mine != ([] if outcome.paid is None else [outcome.paid]):
                found.append((child, str(outcome.day), outcome.who, mine, outcome))
    return found


@pytest.mark.properties
@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_each_day_of_several_children_is_paid_as_the_reference_says(part: int) -> None:
    for seed in range(part, HOUSEHOLDS * 4, 10):
        household = seeded_household(seed)
        if is_compared(household):
            assert not compared(household), (seed, household)
