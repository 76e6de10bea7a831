"""A smaller household that still shows a difference: by hand, one simplification at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.reference.facts import CARERS, ONE_DAY, Family, Household, Parent, Who, Wish


def simpler(household: Household) -> Iterator[Household]:
    """Variants with one thing less, the boldest first."""
    families = household.families
    for index in range(len(families)):
        if len(families) > 1:
            yield from _valid(families[:index] + families[index + 1 :])
    for index, family in enumerate(families):
        for change in _family_changes(family):
            changed = _replaced(family, change)
            if changed is not None:
                yield from _valid((*families[:index], changed, *families[index + 1 :]))
    for name, parent in household.people().items():
        for plainer in _plainer(parent):
            yield from _valid(tuple(_with_person(one, name, plainer) for one in families))


def shrink(
    household: Household, fails: Callable[[Household], bool], tries: int = 2000
) -> Household:
    """The simplest household found for which `fails` still holds; it must hold at first."""
    if not fails(household):
        raise ValueError("nothing to shrink: the household does not fail")
    going_on = True
    while going_on:
        going_on = False
        for variant in simpler(household):
            tries -= 1
            if tries < 0:
                return household
            if variant != household and fails(variant):
                household, going_on = variant, True
                break
    return household


def _valid(families: tuple[Family, ...]) -> Iterator[Household]:
    try:
        yield Household(families)
    except ValueError:
        return


def _replaced(family: Family, change: dict[str, Any]) -> Family | None:
    try:
        return replace(family, **change)
    except ValueError:
        return None


def _without(family: Family, *people: Who) -> tuple[Wish, ...]:
    return tuple(wish for wish in family.wishes if wish.who not in people)


def _family_changes(family: Family) -> Iterator[dict[str, Any]]:
    for who in family.people():
        if any(wish.who is who for wish in family.wishes):
            yield {"wishes": _without(family, who)}
    if family.carers:
        rest = _without(family, *CARERS)
        yield {"carers": (), "mother_gone": None, "father_gone": None, "wishes": rest}
        first = _without(family, Who.SECOND_CARER)
        yield {"carers": family.carers[:1], "wishes": first}
    if family.spouse is not None:
        yield {"spouse": None, "wishes": _without(family, Who.SPOUSE)}
    plain = {
        "death": None,
        "stillborn": False,
        "previous": None,
        "father_waived_from": None,
        "father_gone": None,
        "mother_gone": None,
        "week_of_birth": 40,
        "children_at_birth": 1,
        "right_before_birth": True,
        "birth": family.expected,
    }
    for name, value in plain.items():
        if getattr(family, name) != value:
            yield {name: value}
    for wish in family.wishes:
        rest = tuple(one for one in family.wishes if one is not wish)
        yield {"wishes": rest}
        if wish.filed is not None:
            yield {"wishes": (*rest, replace(wish, filed=None))}
        half = (wish.last - wish.first).days // 2
        if wish.last > wish.first:
            yield {"wishes": (*rest, replace(wish, last=wish.first + half * ONE_DAY))}
            yield {"wishes": (*rest, replace(wish, first=wish.first + (half + 1) * ONE_DAY))}
            yield {"wishes": (*rest, replace(wish, last=wish.last - ONE_DAY))}
            yield {"wishes": (*rest, replace(wish, first=wish.first + ONE_DAY))}


def _plainer(parent: Parent) -> Iterator[Parent]:
    if parent != Parent():
        yield Parent()
    if parent.employed:
        yield replace(parent, employed=False, leave=())
    plain: dict[str, Any] = {"social_tax": {}, "notes": (), "earnings": {}, "exemption": None}
    for name, value in plain.items():
        if getattr(parent, name) != value:
            yield replace(parent, **{name: value})
    for one in parent.notes:
        yield replace(parent, notes=tuple(other for other in parent.notes if other is not one))
    for one in parent.leave:
        yield replace(parent, leave=tuple(other for other in parent.leave if other is not one))


def _with_person(family: Family, name: str, parent: Parent) -> Family:
    for who in family.people():
        if family.name(who) != name:
            continue
        if who is Who.MOTHER:
            family = replace(family, mother=parent)
        elif who is Who.FATHER:
            family = replace(family, father=parent)
        elif who is Who.SPOUSE and family.spouse is not None:
            family = replace(family, spouse=replace(family.spouse, parent=parent))
        else:
            carers = tuple(
                replace(carer, parent=parent) if carer is family.carer(who) else carer
                for carer in family.carers
            )
            family = replace(family, carers=carers)
    return family
