"""A household of the reference calculator laid out as the facts that the norms take.

The only such layout: whatever is compared with the reference rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tests.benefits.estonia.parental_benefit.families import Claim, Kid, world_of
from tests.benefits.household import START
from tests.reference.before_2022 import NOTE_DAYS, EarlierFamily
from tests.reference.facts import (
    CARERS,
    PARENTS,
    Capacity,
    Family,
    Household,
    Kind,
    Parent,
    Spell,
    Who,
)
from tests.reference.household import ChildFound
from tests.reference.working_days import days_off_before

from perenou.rules.timeline import Timeline, from_spells
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.world import World

KINDS: Final = {
    Kind.MOTHER: "mothers",
    Kind.FATHER: "fathers",
    Kind.SHARED: "shared",
    Kind.ADOPTER: "adopters",
}
"""By kind of the reference: the first word of the norms about its days."""
PLACES: Final = (*PARENTS, Who.SPOUSE, *CARERS)
LAST: Final = "2039-12-31"
END: Final = date(2040, 1, 1).toordinal()
"""Later than any day of a household that is drawn."""
FIRST_INCOME: Final = date(2010, 1, 1).toordinal()
Told = dict[tuple[str, int, int], Any]


@dataclass(frozen=True)
class Laid:
    """The law over a household, and where its people and births stand.

    People by row; births by the row of their first child.
    """

    world: World
    people: tuple[str, ...]
    births: tuple[int, ...]
    children: int

    def row(self, person: str, birth: int) -> int:
        """The row of a person and the first child of a birth."""
        return self.people.index(person) * self.children + self.births[birth]


def laid_out(
    household: Household,
    found: tuple[ChildFound, ...],
    readings: Mapping[str, str] | None = None,
    more: Told | None = None,
) -> Laid:
    """The law of the last modelled day over a household.

    Args:
        found: the reference's answer, for whom somebody was paid before; a file tells that, too.
        more: further facts by name, person and child.
    """
    people = tuple(sorted(household.people(), key=lambda name: _place(household, name)))
    births: list[int] = []
    kids: list[Kid] = []
    for family in household.families:
        births.append(len(kids))
        kids += [_kid(family, births[-1])] * family.children_at_birth
    claims: list[Claim] = []
    told: Told = {}
    for row, (name, parent) in enumerate((name, household.people()[name]) for name in people):
        told |= _of_person(parent, row)
        told["has_sickness_benefit_right", row, 0] = _sickness_right(household, name)
        for first, family in zip(births, household.families, strict=True):
            who = next((who for who in family.people() if family.name(who) == name), None)
            for child in range(first, first + family.children_at_birth):
                told |= _of_carer(family, who, row, child)
            claims += [
                Claim(row, first, KINDS[wish.kind], str(wish.first), str(wish.last))
                for wish in family.wishes
                if wish.who is who
            ]
    told |= _previous(household, found, people, births) | (more or {})
    world = world_of(kids, claims, people=len(people), told=told, readings=readings, end=END)
    return Laid(world, people, tuple(births), len(kids))


def _sickness_right(household: Household, name: str) -> Timeline[Any]:
    """What is told of the day on which a person took each child holds until the next."""
    days = sorted(
        (carer.since.toordinal(), carer.right_to_sickness_benefit)
        for family in household.families
        for who, carer in zip(CARERS, family.carers, strict=False)
        if family.name(who) == name
    )
    after = [day for day, _ in [*days[1:], (END, False)]][: len(days)]
    return from_spells(
        [(day, end, held) for (day, held), end in zip(days, after, strict=True) if day < end],
        False,
        START,
    )


def _place(household: Household, name: str) -> int:
    return min(
        PLACES.index(who)
        for family in household.families
        for who in family.people()
        if family.name(who) == name
    )


def _kid(family: Family, first_of_birth: int) -> Kid:
    facts: dict[str, object] = {
        "birth_week": family.week_of_birth,
        "stillborn": family.stillborn,
        "guardian_is_natural_person": True,
    }
    if any(carer.capacity is Capacity.ADOPTER for carer in family.carers):
        facts["adoption_day"] = family.carers[0].since.toordinal()
    death = "" if family.death is None else str(family.death + timedelta(days=1))
    birth_set = first_of_birth if family.children_at_birth > 1 else NOBODY
    return Kid(str(family.birth), str(family.expected), death, birth_set, facts)


def _of_person(parent: Parent, row: int) -> Told:
    return {
        ("social_tax_on_income", row, 0): _tax(parent),
        ("released_from_work", row, 0): from_spells(
            [(one.first.toordinal(), one.last.toordinal() + 1, True) for one in parent.notes],
            False,
            FIRST_INCOME,
        ),
        ("basic_exemption_asked", row, 0): parent.exemption or 0,
    }


def _tax(parent: Parent) -> Timeline[Any]:
    spells = []
    for (year, month), cents in parent.social_tax.items():
        first = date(year, month, 1)
        after = (first + timedelta(days=31)).replace(day=1)
        spells.append((first.toordinal(), after.toordinal(), cents))
    return from_spells(spells, 0, FIRST_INCOME)


def _of_carer(family: Family, who: Who | None, row: int, child: int) -> Told:
    """The facts of a person towards a child; nobody is towards one without a part in it."""
    waived = family.father_waived_from
    found: dict[str, Any] = {
        "is_parent": who in PARENTS,
        "is_mother": who is Who.MOTHER,
        "had_sickness_benefit_right": who is Who.MOTHER and family.right_before_birth,
        "fathers_waiver_day": NEVER if waived is None else waived.toordinal(),
        "previous_birth_day": NEVER,
        "previous_income": 0,
        "previous_benefit_carer": NOBODY,
    }
    gone = {Who.MOTHER: family.mother_gone, Who.FATHER: family.father_gone}
    if who in gone and gone[who] is not None:
        found["steps_aside"] = _since(gone[who])
    if who is Who.SPOUSE and family.spouse is not None:
        since = _since(family.spouse.since)
        found["is_partner_of_parent"] = since
        found["is_partner_of_mother"] = since if family.spouse.of is Who.MOTHER else False
    if who in CARERS:
        carer = family.carer(who)
        since = _since(carer.since)
        found["is_adopter"] = carer.capacity is Capacity.ADOPTER
        found["is_foster_parent"] = since if carer.capacity is Capacity.FOSTER_PARENT else False
        found["is_guardian"] = since if carer.capacity is Capacity.GUARDIAN else False
        found["care_began_day"] = carer.since.toordinal()
        # Told of whoever takes the child; before that day nobody stands in for a parent there.
        found["is_partner_of_parent"] = since if carer.spouse_of_a_parent else False
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
        found["days_off_before_days_claimed"] = from_spells(
            [(first, after, days_off_before(date.fromordinal(day))) for first, after, day in filed],
            0,
            START,
        )
        income = None if family.previous is None else family.previous.income(who)
        if family.previous is not None and income is not None:
            found["previous_birth_day"] = family.previous.birth.toordinal()
            found["previous_income"] = int(income)
    return {(name, row, child): value for name, value in found.items()}


def _since(day: date | None) -> list[tuple[str, str]]:
    return [(str(day), LAST)]


def _previous(
    household: Household, found: tuple[ChildFound, ...], people: tuple[str, ...], births: list[int]
) -> Told:
    """For whom each person was paid before, where that was for a child of the household."""
    size = births[-1] + household.families[-1].children_at_birth
    first_paid: dict[str, dict[int, date]] = {}
    for index, (family, child) in enumerate(zip(household.families, found, strict=bool(found))):
        for one in child.days:
            if one.paid is not None:
                first_paid.setdefault(family.name(one.who), {}).setdefault(index, one.day)
    told: Told = {}
    for name, paid in first_paid.items():
        row = people.index(name)
        for later, day in paid.items():
            earlier = max((i for i in paid if i < later and paid[i] < day), default=None)
            if earlier is None:
                continue
            born = household.families[earlier].birth.toordinal()
            for twin in range(household.families[later].children_at_birth):
                place = births[later] + twin
                told["previous_benefit_carer", row, place] = row * size + births[earlier]
                told["previous_birth_day", row, place] = born
                told["previous_income", row, place] = 0
    return told


# ------------------------------------------------------------------ rights before 01.04.2022


def earlier_laid_out(family: EarlierFamily, readings: Mapping[str, str] | None = None) -> World:
    """The law over a child born before 01.04.2022, the mother who draws benefit, and a father."""
    told: Told = {
        **_of_person(family.parent, 0),
        ("had_sickness_benefit_right", 0, 0): family.note is not None,
        ("previous_birth_day", 0, 0): NEVER,
        ("previous_birth_day", 1, 0): NEVER,
        ("fathers_waiver_day", 0, 0): NEVER,
        ("fathers_waiver_day", 1, 0): NEVER,
        ("days_claimed_day", 0, 0): NEVER,
        ("days_claimed_day", 1, 0): NEVER,
        ("maternity_benefit_began_day", 0, 0): NEVER,
        ("maternity_benefit_after_day", 0, 0): NEVER,
    }
    if family.note is not None:
        told["maternity_benefit_began_day", 0, 0] = family.note.toordinal()
        told["maternity_benefit_after_day", 0, 0] = family.note.toordinal() + NOTE_DAYS
    claims = [Claim(0, 0, "shared", str(one.first), str(one.last)) for one in _claimed(family)] + [
        Claim(1, 0, "fathers", str(one.first), str(one.last)) for one in family.fathers
    ]
    return world_of(
        [Kid(str(family.birth), str(family.expected))], claims, told=told, readings=readings
    )


def _claimed(family: EarlierFamily) -> Iterator[Spell]:
    """Every month before the switch that is not left out, then the days claimed."""
    month = family.birth.replace(day=1)
    while month < date(2022, 4, 1):
        after = (month + timedelta(days=31)).replace(day=1)
        if (month.year, month.month) not in family.paused:
            yield Spell(max(month, family.birth), after - timedelta(days=1))
        month = after
    if family.claimed is None:
        yield Spell(date(2022, 4, 1), date(2026, 1, 1))
    else:
        yield from family.claimed
