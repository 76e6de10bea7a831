"""A family of the reference calculator laid out as the facts that the norms take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from tests.benefits.household import END, START
from tests.reference.facts import Family, Kind, Parent, Who, Wish

from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.timeline import Timeline, from_spells
from perenou.rules.types import ABSENT, NEVER, NOBODY
from perenou.rules.world import Facts, World

Line = Timeline[Any]

KINDS: Final = {
    Kind.MOTHER: "wishes_mothers",
    Kind.FATHER: "wishes_fathers",
    Kind.SHARED: "wishes_shared",
}
MOTHER: Final = 0


def father(family: Family) -> int:
    """The row of the father and the first child of the birth."""
    return family.children_at_birth


def always(value: object) -> Line:
    """One value throughout."""
    return Timeline((START,), (value,))


def _spells(days: Iterable[tuple[date, date]]) -> Line:
    return from_spells(
        [(first.toordinal(), last.toordinal() + 1, True) for first, last in days], False, START
    )


def _tax(parent: Parent) -> Line:
    spells = []
    for (year, month), cents in parent.social_tax.items():
        first = date(year, month, 1)
        after = (first + timedelta(days=31)).replace(day=1)
        spells.append((first.toordinal(), after.toordinal(), cents))
    return from_spells(spells, 0, START)


def _previous(family: Family, who: Who) -> dict[str, object]:
    income = None if family.previous is None else family.previous.income(who)
    if family.previous is None or income is None:
        return {"previous_birth_day": NEVER, "previous_income": 0}
    return {
        "previous_birth_day": family.previous.birth.toordinal(),
        "previous_income": int(income),
    }


def world_of(
    family: Family,
    *,
    readings: Mapping[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> World:
    """The law of the last modelled day over the family: the mother first, then the father.

    Args:
        readings: readings chosen instead of the default. more: further facts, for every row.
    """
    size = family.children_at_birth
    first_child = {0: Who.MOTHER, size: Who.FATHER}
    child: dict[str, object] = {
        "child_birth_day": family.birth.toordinal(),
        "child_death_day": NEVER if family.death is None else family.death.toordinal() + 1,
        "stillborn": family.stillborn,
        "expected_day": family.expected.toordinal(),
        "birth_week": family.week_of_birth,
        "birth_set": 0 if size > 1 else NOBODY,
        "child_lives_in_estonia": True,
        "child_ground": Ground.CITIZEN,
    }
    by_person = [family.mother, family.father]

    def wishes(who: Who, kind: Kind) -> Line:
        chosen: list[Wish] = [w for w in family.wishes if w.who is who and w.kind is kind]
        return _spells((wish.first, wish.last) for wish in chosen)

    def line(name: str, row: int) -> Line:
        if more is not None and name in more:
            return always(more[name])
        unit = LAWBOOK.facts[name].unit.name
        if unit == "child" and name in child:
            return always(child[name])
        if unit == "person":
            if name == "social_tax_on_income":
                return _tax(by_person[row])
            if name == "released_from_work":
                return _spells((note.first, note.last) for note in by_person[row].notes)
            if name == "lives_in_estonia":
                return always(True)
            if name == "ground":
                return always(Ground.CITIZEN)
        if unit == "carer":
            parent = by_person[row // size]
            told: dict[str, object] = {
                "is_parent": True,
                "is_mother": row // size == 0,
                "had_sickness_benefit_right": row // size == 0 and family.right_before_birth,
                "entitled_to_leave": parent.employed,
                "fathers_waiver_day": (
                    NEVER
                    if family.father_waived_from is None
                    else family.father_waived_from.toordinal()
                ),
                **_previous(family, Who.MOTHER if row // size == 0 else Who.FATHER),
            }
            if name in told:
                return always(told[name])
            if name == "leave_registered":
                return _spells((leave.first, leave.last) for leave in parent.leave)
            for kind, wished in KINDS.items():
                if name == wished and row in first_child:
                    return wishes(first_child[row], kind)
        return always(ABSENT[LAWBOOK.facts[name].gives])

    return World(
        LAWBOOK.on(END, readings),
        Facts(
            {"person": 2, "child": size, "carer": 2 * size, "claim": 0},
            {
                ("carer", "person"): [row // size for row in range(2 * size)],
                ("carer", "child"): [row % size for row in range(2 * size)],
                ("claim", "carer"): [],
            },
            line,
        ),
        START,
        END + 1500,
    )
