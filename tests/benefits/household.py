"""A household told as plain facts, and the law laid over it, without a case file in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tests.benefits.days import day

from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.eu.vocabulary import UNITS
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.timeline import Timeline, joined
from perenou.rules.types import ABSENT, NEVER, NOBODY, Day
from perenou.rules.world import Facts, World

START = day("2017-01-01")
END = day("2028-01-01")

Told = int | bool | Sequence[tuple[str, int | bool]]
"""A fact that never changes, or its values by the ISO date from which each holds."""

COMMONPLACE: Mapping[str, int | bool] = {
    "child_lives_in_estonia": True,
    "child_ground": Ground.CITIZEN,
    "lives_in_estonia": True,
    "ground": Ground.CITIZEN,
    "is_parent": True,
    "raises": True,
    "parents_fulfil_duty": False,
    "guardian_is_natural_person": True,
    "birth_set": NOBODY,
    "guardianship_final_day": START,
    "household": 0,
}
"""What is true of a household unless a test says otherwise; every other fact is absent."""


@dataclass(frozen=True, slots=True)
class Application:
    """A claim of a person for children (rows) and benefits (keys; none = all)."""

    received: str
    person: int = 0
    children: tuple[int, ...] = ()
    benefits: tuple[str, ...] = ()
    consent: bool = False


def world(
    births: Sequence[str],
    claims: Sequence[Application],
    told: Mapping[tuple[str, int], Told] | None = None,
    *,
    people: int = 1,
    as_of: str = "2027-12-31",
    readings: Mapping[str, str] | None = None,
) -> World:
    """The law of ``as_of`` over a household.

    Args:
        births: the children's birth dates, by row. claims: who claimed what for whom.
        told: facts by name and row of their unit; the row of an adult and a child is
            ``carer(person, child, children)``. people: the number of adults.
        readings: readings chosen instead of the default.
    """
    size = len(births)
    rows: list[tuple[Application, int, int]] = [
        (claim, claim.person, child)
        for claim in claims
        for child in (claim.children or range(size))
    ]
    facts = dict(told or {})
    for child, birth in enumerate(births):
        facts.setdefault(("child_birth_day", child), day(birth))

    def line(name: str, row: int) -> Timeline[int | bool]:
        if (name, row) in facts:
            return _line(facts[name, row])
        if name.startswith("claims_"):
            benefits = rows[row][0].benefits
            return _line(not benefits or name.removeprefix("claims_") in benefits)
        if name == "received_day":
            return _line(day(rows[row][0].received))
        if name == "has_consent":
            return _line(rows[row][0].consent)
        if name in COMMONPLACE:
            return _line(COMMONPLACE[name])
        return _line(ABSENT[LAWBOOK.facts[name].gives])

    return World(
        LAWBOOK.on(day(as_of), readings),
        Facts(
            {
                "person": people,
                "child": size,
                "carer": people * size,
                "claim": len(rows),
                **dict.fromkeys((unit.name for unit in UNITS), 0),
            },
            {
                ("carer", "person"): [row // size for row in range(people * size)],
                ("carer", "child"): [row % size for row in range(people * size)],
                ("claim", "carer"): [carer(p, c, size) for _, p, c in rows],
            },
            line,
        ),
        START,
        END,
    )


def carer(person: int, child: int, children: int) -> int:
    """The row of an adult and a child in a household with so many children."""
    return person * children + child


def value(over: World, name: str, row: int, on: Day | str) -> int:
    """A certain value of a name for a row on a day."""
    found = over.at(name, row, day(on) if isinstance(on, str) else on)
    assert isinstance(found, int), f"{name} is open: {found}"
    return found


def amounts(over: World, benefit: str, row: int, months: Sequence[str]) -> list[int]:
    """The amounts of a benefit in months written 2026-10."""
    return [value(over, f"{benefit}_amount", row, f"{month}-01") for month in months]


SURVIVORS_CLAIM: Final = Application("2026-11-20", benefits=("survivors_allowance",))


def fatherless(
    died: str = "2026-11-05", more: Mapping[tuple[str, int], Told] | None = None
) -> dict[tuple[str, int], Told]:
    """Person 0 the mother, person 1 the father who died; one child."""
    return {
        ("death_day", 1): day(died),
        ("raises", carer(1, 0, 1)): (("2017-01-01", True), (died, False)),
        **(more or {}),
    }


DEBTOR: Final = carer(1, 0, 1)
"""The row of a father who owes maintenance, and the only child."""
PROCEEDINGS: Final = (
    "court_ruling_day",
    "court_ruling_set_aside_day",
    "court_case_ended_day",
    "court_claim_day",
    "enforcement_opened_day",
    "enforcement_closed_day",
    "enforcement_claim_day",
    "abroad_confirmed_day",
    "enforcement_stayed_day",
    "enforcement_resumed_day",
    "bankruptcy_declared_day",
    "bankruptcy_order_final_day",
    "bankruptcy_claim_day",
)
"""The days of proceedings for maintenance."""


def owing(told: Mapping[str, Told | str]) -> dict[tuple[str, int], Told]:
    """Person 0 the mother, person 1 the father who owes, person 2 the only child itself.

    What is told is told of the debtor; days may be written as dates.
    """
    return {
        ("is_maintenance_debtor", DEBTOR): True,
        ("raises", DEBTOR): False,
        ("is_the_child", carer(2, 0, 1)): True,
        ("is_parent", carer(2, 0, 1)): False,
        ("court_seeks_award", DEBTOR): True,
        **{(name, DEBTOR): NEVER for name in PROCEEDINGS},
        **{
            (name, DEBTOR): day(held) if isinstance(held, str) else held
            for name, held in told.items()
        },
    }


def _line(told: Told) -> Timeline[int | bool]:
    if isinstance(told, (int, bool)):
        return Timeline((START,), (told,))
    return joined((max(day(since), START), held) for since, held in told)
