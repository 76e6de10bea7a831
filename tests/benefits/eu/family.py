"""A family told as plain facts by state, and the law laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.benefits.days import day
from tests.benefits.household import COMMONPLACE, END, START, Told

from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.eu.vocabulary import Activity, Interruption
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.timeline import Timeline
from perenou.rules.types import ABSENT, NEVER
from perenou.rules.world import Facts, World

EMPLOYED: Final[Mapping[str, Told]] = {"activity": Activity.EMPLOYED}
SELF_EMPLOYED: Final[Mapping[str, Told]] = {"activity": Activity.SELF_EMPLOYED}
PENSION: Final[Mapping[str, Told]] = {"draws_pension_here": True}
UNPAID_LEAVE: Final[Mapping[str, Told]] = {
    "activity": Activity.EMPLOYED,
    "interruption": Interruption.UNPAID_LEAVE,
}

Lives = str | Sequence[tuple[str, str]]
"""A state's code, or codes by the ISO date from which each holds."""

Ties = Mapping[str, Mapping[str, Told]]
"""By state, what ties an adult to it."""


@dataclass(frozen=True, slots=True)
class Adult:
    """A parent: where they live, and by state what ties them to it."""

    lives: Lives
    ties: Ties = field(default_factory=dict)
    raises: bool = True


@dataclass(frozen=True, slots=True)
class Dealing:
    """Dealings with a state's institution about a child, told as facts; days left out: never."""

    state: str
    told: Mapping[str, Told]
    child: int = 0


@dataclass(frozen=True, slots=True)
class Child:
    """A child: where it lives, and what other states give for it, in cents a month."""

    lives: Lives
    gives: Mapping[str, Told] = field(default_factory=dict)
    birth: str = "2015-03-10"
    named: str = ""


def world(
    states: Sequence[str],
    adults: Sequence[Adult],
    children: Sequence[Child],
    told: Mapping[tuple[str, int], Told] | None = None,
    *,
    readings: Mapping[str, str] | None = None,
    claimed: bool = True,
    claims: Sequence[str] = ("child_allowance",),
    dealings: Sequence[Dealing] = (),
) -> World:
    """The law of the end of 2027 over a family; the first adult claims in Estonia.

    Args:
        states: codes, Estonia first where it is among them. told: further facts by name and row.
    """
    size, many = len(children), len(states)
    awards = [
        (c * many + states.index(state), amount)
        for c, child in enumerate(children)
        for state, amount in child.gives.items()
    ]
    carers = [(p, c) for p in range(len(adults)) for c in range(size)]
    facts = dict(told or {})

    def where(lives: Lives, state: str) -> Told:
        if isinstance(lives, str):
            return lives == state
        return tuple((since, country == state) for since, country in lives)

    for c, child in enumerate(children):
        facts.setdefault(("child_birth_day", c), day(child.birth))
        facts[("child_lives_in_estonia", c)] = where(child.lives, "EE")
        facts[("named_primary", c)] = states.index(child.named) if child.named else NEVER - 1
        for s, state in enumerate(states):
            facts[("child_lives_here", c * many + s)] = where(child.lives, state)
            facts.setdefault(("general_right_there", c * many + s), _gives(child.gives, state))
    for p, adult in enumerate(adults):
        facts[("person_number", p)] = p
        facts[("lives_in_estonia", p)] = where(adult.lives, "EE")
        for s, state in enumerate(states):
            facts[("lives_here", p * many + s)] = where(adult.lives, state)
            for name, value in adult.ties.get(state, {}).items():
                facts[(name, p * many + s)] = value
    for row, (p, _) in enumerate(carers):
        facts[("raises", row)] = adults[p].raises
    for a, (_, amount) in enumerate(awards):
        facts.setdefault(("award_minor", a), amount)
    for d, dealing in enumerate(dealings):
        facts |= {(name, d): value for name, value in dealing.told.items()}
    for s, state in enumerate(states):
        facts[("state_number", s)] = s
        facts[("is_estonia", s)] = state == "EE"
    rest: Mapping[str, int | bool] = {
        **COMMONPLACE,
        "in_cross_border_family": True,
        "child_in_cross_border_family": True,
        "ground": Ground.CITIZEN,
        "award_children": 1,
        "award_is_in_euros": True,
        "award_is_general": True,
        "family_number": 0,
        "received_day": START,
        "question_day": day("2026-11-24"),
        "dealing_covers": True,
        "estonia_asked_first": True,
    }

    def line(name: str, row: int) -> Timeline[int | bool]:
        if (name, row) in facts:
            return _line(facts[name, row])
        if name.startswith("claims_"):
            return _line(claimed and name.removeprefix("claims_") in claims)
        if name in rest:
            return _line(rest[name])
        return _line(ABSENT[LAWBOOK.facts[name].gives])

    mine = [row for row, (p, _) in enumerate(carers) if p == 0]
    return World(
        LAWBOOK.on(day("2027-12-31"), readings),
        Facts(
            {
                "person": len(adults),
                "child": size,
                "carer": len(carers),
                "claim": len(mine),
                "state": many,
                "link": len(adults) * many,
                "child_state": size * many,
                "tie": len(carers) * many,
                "award": len(awards),
                "dealing": len(dealings),
            },
            {
                ("carer", "person"): [p for p, _ in carers],
                ("carer", "child"): [c for _, c in carers],
                ("claim", "carer"): mine,
                ("link", "person"): [p for p in range(len(adults)) for _ in states],
                ("link", "state"): [s for _ in adults for s in range(many)],
                ("child_state", "child"): [c for c in range(size) for _ in states],
                ("child_state", "state"): [s for _ in children for s in range(many)],
                ("tie", "carer"): [row for row in range(len(carers)) for _ in states],
                ("tie", "link"): [p * many + s for p, _ in carers for s in range(many)],
                ("tie", "child_state"): [c * many + s for _, c in carers for s in range(many)],
                ("award", "child_state"): [row for row, _ in awards],
                ("dealing", "child_state"): [
                    each.child * many + states.index(each.state) for each in dealings
                ],
            },
            line,
        ),
        START,
        END,
    )


def _gives(gives: Mapping[str, Told], state: str) -> Told:
    amount = gives.get(state, 0)
    if isinstance(amount, int):
        return amount > 0
    return tuple((since, of_day > 0) for since, of_day in amount)


def _line(told: Told) -> Timeline[int | bool]:
    if isinstance(told, int):
        return Timeline((START,), (told,))
    days = [day(since) for since, _ in told]
    return Timeline((START, *days[1:]), tuple(value for _, value in told))


def by_state(
    over: World, name: str, states: Sequence[str], on: str, child: int = 0
) -> dict[str, int]:
    """The certain values of a name of a child, by state."""
    found: dict[str, int] = {}
    for s, state in enumerate(states):
        value = over.at(name, child * len(states) + s, day(on))
        assert isinstance(value, int), f"{name} of {state} is open: {value}"
        found[state] = value
    return found


def primary(over: World, states: Sequence[str], on: str, child: int = 0) -> str:
    """The code of the state that pays first; empty where none does."""
    found = by_state(over, "general_is_primary", states, on, child)
    return next((state for state, is_first in found.items() if is_first), "")
