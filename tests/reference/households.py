"""Households for comparing calculators: one to three births, every kind of recipient, seeded.

Days are drawn near the law's borders: births close together and three years apart, six months'
terms, turns of the year, the ends of the quotas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from tests.reference.facts import (
    CARERS,
    ONE_DAY,
    PARENTS,
    Capacity,
    Carer,
    Family,
    Household,
    Kind,
    Parent,
    Spouse,
    Who,
    Wish,
    third_birthday,
)
from tests.reference.families import (
    leave,
    monthly_tax,
    notes,
    random_family,
    shared_wishes,
)

FIRST_EXPECTED = date(2022, 11, 1)
GAPS = (285, 300, 330, 365, 400, 475, 548, 605, 640, 730, 914, 1000, 1094, 1095, 1096, 1100, 1400)
EMPTY = Parent()


@dataclass
class _Draft:
    """A birth with its wishes while it is being drawn."""

    family: Family
    wishes: dict[Who, list[Wish]] = field(default_factory=dict)
    names: dict[Who, str] = field(default_factory=dict)


def random_household(rng: Random) -> Household:
    """A household from a source of chance; the same seed gives the same household."""
    drafts: list[_Draft] = []
    expected = FIRST_EXPECTED + rng.randint(0, 1300) * ONE_DAY
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 2, 2, 2, 3))):
        draft = _draft(rng, expected)
        while drafts and (draft.family.birth - drafts[-1].family.birth).days < 180:
            draft = _draft(rng, expected)
        drafts.append(draft)
        expected += (rng.choice(GAPS) + rng.choice((-1, 0, 0, 0, 1, 7))) * ONE_DAY
    _mix_people(rng, drafts)
    for index, draft in enumerate(drafts):
        _others(rng, draft)
        if index + 1 < len(drafts):
            _go_on(rng, draft, drafts[index + 1].family)
        _file(rng, draft)
    return _with_facts(rng, drafts)


def seeded_household(seed: int) -> Household:
    """The household of a seed."""
    return random_household(Random(seed))


def _draft(rng: Random, expected: date) -> _Draft:
    family = random_family(rng, expected)
    wishes = {who: [one for one in family.wishes if one.who is who] for who in PARENTS}
    return _Draft(replace(family, wishes=()), wishes)


def _mix_people(rng: Random, drafts: list[_Draft]) -> None:
    """Sometimes the parents of a later child are others; then nothing is told of an earlier one."""
    for index, draft in enumerate(drafts):
        if index == 0:
            continue
        draft.family = replace(draft.family, previous=None)
        chance = rng.random()
        if chance < 0.12:
            draft.names[Who.FATHER] = f"father {index + 1}"
        elif chance < 0.2:
            draft.names[Who.MOTHER] = f"mother {index + 1}"


def _others(rng: Random, draft: _Draft) -> None:
    """Waived days that pass on, parents who die or leave, spouses, guardians, adopters."""
    chance = rng.random()
    if chance < 0.07:
        _mothers_spouse(rng, draft)
    elif chance < 0.1:
        _fathers_spouse(rng, draft)
    elif chance < 0.24:
        _carers(rng, draft)
    elif chance < 0.27:
        gone = draft.family.birth + rng.choice((-40, 0, 20, 200)) * ONE_DAY
        draft.family = replace(draft.family, father_gone=gone)


def _mothers_spouse(rng: Random, draft: _Draft) -> None:
    family = draft.family
    day = family.birth + rng.choice((-60, -20, 0, 15, 100, 700)) * ONE_DAY
    if rng.random() < 0.5:
        family = replace(family, father_waived_from=day)
    else:
        family = replace(family, father_gone=day)
    since = day + rng.choice((0, 0, 1, 50)) * ONE_DAY
    draft.family = replace(family, spouse=Spouse(EMPTY, Who.MOTHER, since))
    cursor = since + rng.choice((-5, 0, 0, 10)) * ONE_DAY
    own = Wish(Who.SPOUSE, Kind.FATHER, cursor, cursor + rng.choice((0, 9, 29, 34)) * ONE_DAY)
    more = shared_wishes(rng, Who.SPOUSE, family.birth, own.last + ONE_DAY)
    draft.wishes[Who.SPOUSE] = [own, *more]


def _fathers_spouse(rng: Random, draft: _Draft) -> None:
    family = draft.family
    day = family.birth + rng.choice((0, 3, 40, 200)) * ONE_DAY
    spouse = Spouse(EMPTY, Who.FATHER, day + rng.choice((0, 30)) * ONE_DAY)
    draft.family = replace(family, mother_gone=day, spouse=spouse)
    draft.wishes[Who.SPOUSE] = shared_wishes(rng, Who.SPOUSE, family.birth, spouse.since)


def _carers(rng: Random, draft: _Draft) -> None:
    family = draft.family
    gone = family.birth + rng.choice((0, 1, 60, 300, 600)) * ONE_DAY
    since = gone + rng.choice((0, 1, 30, 500)) * ONE_DAY
    if rng.random() < 0.6:  # around the 70 days left that § 38 lg 4 asks about
        left = rng.choice((0, 1, 35, 60, 69, 70, 71, 72, -400))
        since = max(gone, third_birthday(family.birth) - left * ONE_DAY)
    capacity = rng.choice(tuple(Capacity))
    carers = tuple(
        Carer(EMPTY, capacity, since, rng.random() < 0.8, rng.random() < 0.1)
        for _ in range(rng.choice((1, 1, 2)))
    )
    death = family.death if family.death is not None and family.death > since else None
    draft.family = replace(
        family, mother_gone=gone, father_gone=gone, carers=carers, death=death, stillborn=False
    )
    for who in CARERS[: len(carers)]:
        cursor = since + rng.choice((-3, 0, 0, 20, 150)) * ONE_DAY
        wishes: list[Wish] = []
        if capacity is not Capacity.GUARDIAN and rng.random() < 0.7:
            last = cursor + rng.choice((0, 20, 34, 35, 69, 70, 200)) * ONE_DAY
            wishes.append(Wish(who, Kind.ADOPTER, cursor, last))
            cursor = last + ONE_DAY
        draft.wishes[who] = wishes + shared_wishes(rng, who, family.birth, cursor)


def _go_on(rng: Random, draft: _Draft, younger: Family) -> None:
    """Benefit for the older child that goes on beside the claims for the younger."""
    if rng.random() < 0.5:
        return
    who = rng.choice(PARENTS)
    first = younger.expected + rng.choice((-120, -71, -70, -40, -31, -30, 0, 30, 60)) * ONE_DAY
    for wish in draft.wishes[who]:
        first = max(first, wish.last + ONE_DAY)
    last = first + rng.choice((5, 31, 61, 150, 400)) * ONE_DAY
    draft.wishes[who].append(Wish(who, Kind.SHARED, first, last))


def _file(rng: Random, draft: _Draft) -> None:
    """Some claims are filed on a told day, in time or late."""
    for who, wishes in draft.wishes.items():
        for index, wish in enumerate(wishes):
            if rng.random() < 0.06:
                after = rng.choice((-40, -5, 0, 3, 60, 180, 183, 184, 190, 400))
                filed = (wish.first if rng.random() < 0.7 else wish.last) + after * ONE_DAY
                wishes[index] = replace(wish, filed=filed)
            draft.wishes[who] = wishes


def _earnings(rng: Random, births: Sequence[date]) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    if rng.random() < 0.5:
        return found
    level = rng.choice((100_00, 2_145_65, 2_366_77, 2_366_78, 2_632_55, 3_000_00, 7_000_00))
    start = rng.choice(births)
    for after in range(rng.choice((3, 12, 30))):
        index = start.year * 12 + start.month - 1 + after
        if rng.random() < 0.8:
            found[index // 12, index % 12 + 1] = level + rng.choice((0, 0, 1, 13_57))
    return found


def _with_facts(rng: Random, drafts: list[_Draft]) -> Household:
    """The drafts with one set of facts for each person."""
    births: dict[str, list[date]] = {}
    spans: dict[str, list[tuple[date, date]]] = {}
    for draft in drafts:
        for who in draft.family.people():
            name = draft.names.get(who, who.value)
            births.setdefault(name, []).append(draft.family.birth)
            end = draft.family.death or draft.family.birth
            for wish in draft.wishes.get(who, ()):
                if wish.kind is not Kind.SHARED:
                    spans.setdefault(name, []).append((wish.first, wish.last))
            if draft.family.stillborn or draft.family.death is not None:
                spans.setdefault(name, []).append((end, end + 60 * ONE_DAY))
    people = {name: _person(rng, born, spans.get(name, [])) for name, born in births.items()}
    families = []
    for draft in drafts:
        family, names = draft.family, draft.names
        spouse = family.spouse
        if spouse is not None:
            spouse = replace(spouse, parent=people[names.get(Who.SPOUSE, Who.SPOUSE.value)])
        carers = tuple(
            replace(carer, parent=people[names.get(who, who.value)])
            for who, carer in zip(CARERS, family.carers, strict=False)
        )
        everything = {
            "mother": people[names.get(Who.MOTHER, Who.MOTHER.value)],
            "father": people[names.get(Who.FATHER, Who.FATHER.value)],
            "spouse": spouse,
            "carers": carers,
            "names": names,
            "wishes": tuple(one for wishes in draft.wishes.values() for one in wishes),
        }
        families.append(replace(family, **everything))  # type: ignore[arg-type]
    return Household(tuple(families))


def _person(rng: Random, births: list[date], spans: list[tuple[date, date]]) -> Parent:
    last = max(births)
    months = 36 + (last - min(births)).days // 30
    tax = monthly_tax(rng, last + 30 * ONE_DAY, months)
    if rng.random() < 0.3:  # income before the first child only
        tax = {month: cents for month, cents in tax.items() if date(*month, 1) < min(births)}
    employed = rng.random() < 0.3
    return Parent(
        tax,
        tuple(spell for born in births for spell in notes(rng, born)),
        employed,
        leave(rng, spans) if employed else (),
        _earnings(rng, births),
        rng.choice((None, None, 300_00, 654_00, 700_00)),
    )


def features(household: Household) -> set[str]:
    """The features of a household that a comparison may need, by name."""
    found = {f"{len(household.families)} births"}
    for family in household.families:
        told = {
            "death": family.death is not None,
            "stillbirth": family.stillborn,
            "multiple birth": family.children_at_birth > 1,
            "very early birth": family.week_of_birth < 34,
            "no right before the birth": not family.right_before_birth,
            "a child told of before": family.previous is not None,
            "waiver": family.father_waived_from is not None,
            "a parent gone": family.father_gone is not None or family.mother_gone is not None,
            "spouse": family.spouse is not None,
            "two carers": len(family.carers) == 2,
            "other parents": any(who in family.names for who in PARENTS),
            "filed": any(wish.filed is not None for wish in family.wishes),
            "adopter's benefit": any(wish.kind is Kind.ADOPTER for wish in family.wishes),
            "around the third birthday": any(
                wish.last >= third_birthday(family.birth) for wish in family.wishes
            ),
        }
        told.update({carer.capacity.value: True for carer in family.carers})
        for who in family.people():
            parent = family.parent(who)
            told["earnings"] = told.get("earnings", False) or bool(parent.earnings)
            told["employed"] = told.get("employed", False) or parent.employed
            told["exemption"] = told.get("exemption", False) or parent.exemption is not None
            told["notes"] = told.get("notes", False) or bool(parent.notes)
        found.update(name for name, holds in told.items() if holds)
    return found
