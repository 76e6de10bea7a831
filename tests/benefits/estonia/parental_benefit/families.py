"""Families with several children and carers laid out as the facts of the days norms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tests.benefits.household import END, START

from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.eu.vocabulary import UNITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline, from_spells
from perenou.rules.types import ABSENT, NEVER, NOBODY, Day
from perenou.rules.world import Facts, World

KINDS: Final = ("mothers", "fathers", "shared", "adopters")


@dataclass(frozen=True)
class Kid:
    """A child: birth, expected day, first day after a death, its birth set, more facts."""

    birth: str
    expected: str = ""
    death: str = ""
    birth_set: int = NOBODY
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """Days claimed by a person for a child, both ends included."""

    who: int
    child: int
    kind: str
    first: str
    last: str


MOTHER: Final = 0
FATHER: Final = 1


def spells(days: object) -> Timeline[Any]:
    """A yes on the days from and to (both included), one value throughout, or as laid out."""
    if isinstance(days, Timeline):
        return days
    if isinstance(days, (list, tuple)):
        return from_spells([(day_of(a), day_of(b) + 1, True) for a, b in days], False, START)
    return Timeline((START,), (days,))


def world_of(
    kids: list[Kid],
    claims: list[Claim],
    *,
    people: int = 2,
    told: Mapping[tuple[str, int, int], object] | None = None,
    readings: Mapping[str, str] | None = None,
    parents: tuple[int, ...] = (MOTHER, FATHER),
    end: Day = END + 1500,
) -> World:
    """The law over a family: people by row, the mother first; all entitled and employed by nobody.

    Args:
        told: further facts by name, person and child (of a person's fact the child is 0).
        parents: who is a parent of every child; row 0 is the mother, with a right before the birth.
        end: the day up to which days are looked at.
    """
    told = told or {}
    size = len(kids)

    def line(name: str, row: int) -> Timeline[Any]:
        unit = LAWBOOK.facts[name].unit.name
        if unit == "child":
            kid = kids[row]
            of_child: dict[str, object] = {
                "child_birth_day": day_of(kid.birth),
                "expected_day": day_of(kid.expected or kid.birth),
                "child_death_day": day_of(kid.death) if kid.death else NEVER,
                "birth_set": kid.birth_set,
                "birth_week": 40,
                "adoption_day": NEVER,
                "child_lives_in_estonia": True,
                **kid.facts,
            }
            return spells(of_child.get(name, ABSENT[LAWBOOK.facts[name].gives]))
        if unit == "person":
            of_person: dict[str, object] = {"lives_in_estonia": True, "ground": Ground.CITIZEN}
            value = told.get((name, row, 0), of_person.get(name))
            return spells(ABSENT[LAWBOOK.facts[name].gives] if value is None else value)
        person, child = row // size, row % size
        if (name, person, child) in told:
            return spells(told[name, person, child])
        if name.startswith("wishes_"):
            return spells(
                [
                    (c.first, c.last)
                    for c in claims
                    if (c.who, c.child, f"wishes_{c.kind}") == (person, child, name)
                ]
            )
        of_carer: dict[str, object] = {
            "is_parent": person in parents,
            "is_mother": person == MOTHER and person in parents,
            "had_sickness_benefit_right": person == MOTHER,
        }
        return spells(of_carer.get(name, ABSENT[LAWBOOK.facts[name].gives]))

    return World(
        LAWBOOK.on(END, readings),
        Facts(
            {
                "person": people,
                "child": size,
                "carer": people * size,
                "claim": 0,
                **dict.fromkeys((unit.name for unit in UNITS), 0),
            },
            {
                ("carer", "person"): [row // size for row in range(people * size)],
                ("carer", "child"): [row % size for row in range(people * size)],
                ("claim", "carer"): [],
            },
            line,
        ),
        START,
        end,
    )


def paid(world: World, kind: str, who: int, child: int) -> list[tuple[str, str]]:
    """The stretches of days paid, both ends included."""
    return holds(world, f"{kind}_benefit_paid", who, child)


def holds(world: World, name: str, who: int, child: int) -> list[tuple[str, str]]:
    """The stretches in which a yes/no norm about a person and a child holds."""
    size = world.facts.rows["child"]
    return [
        (date.fromordinal(first).isoformat(), date.fromordinal(after - 1).isoformat())
        for first, after, value in world.line(name, who * size + child).pieces(world.end)
        if value is True
    ]


def on(world: World, name: str, row: int, day: str) -> Any:
    """A value of a row on a day."""
    return world.at(name, row, day_of(day))


def days(stretches: list[tuple[str, str]]) -> int:
    """How many days stretches have."""
    return sum(day_of(last) - day_of(first) + 1 for first, last in stretches)
