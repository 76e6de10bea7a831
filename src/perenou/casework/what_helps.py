"""What would turn a refusal into a grant: the fewest changes of facts that people can bring about.

A change is made in the case file and the case is solved again, first each one alone, then pairs and
threes; so what is told to help does, by the same law and on the same facts as every answer.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal, TypeAlias

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CARER, CLAIMED_BY_DAYS, PERSON
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.schema import Child, Person, Spell, entries
from perenou.casework.case_file.source import Data
from perenou.casework.solve import Solved
from perenou.rules.calendar import birthday, first_day_of
from perenou.rules.types import Cents, Months
from perenou.rules.unknown import Open

Way: TypeAlias = Literal[
    "claim", "consent", "counted", "certificate", "collected", "lives", "studies",
    "child_residence", "residence", "child_released", "released", "care_ends", "foreign_ends",
]  # fmt: skip
"""A kind of change; the nearer at hand, the earlier it stands."""

WAYS: Final[dict[Way, tuple[str, ...]]] = {
    "claim": ("received_day",),
    "consent": ("has_consent",),
    "counted": ("counted_in_family",),
    "certificate": ("certificate_day",),
    "collected": ("benefit_uncollected",),
    "lives": ("raises",),
    "studies": ("studies",),
    "child_residence": ("child_lives_in_estonia",),
    "residence": ("lives_in_estonia",),
    "child_released": ("child_imprisoned",),
    "released": ("imprisoned",),
    "care_ends": ("institutional_care",),
    "foreign_ends": ("foreign_child_allowance",),
}
"""By kind of change: the facts by which an allowance must rest on it for the change to be tried."""

HELPED: Final = tuple(
    key for key in MONTHLY if key not in CLAIMED_BY_DAYS and MONTHLY[key].unit is not CARER
)
"""The benefits of which can be told what would bring them: monthly ones of a child or an adult."""

MOST_CHANGES: Final = 3
YOUNGEST_STUDENT: Final = 16


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that could be otherwise.

    Attributes:
        way: what kind of change. about: the ids of the people that it speaks of.
        edits: the change in the case file, as ``changed`` takes it.
    """

    way: Way
    about: tuple[str, ...]
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What would bring a benefit.

    Attributes:
        about: for whom, the id of a child or adult. changes: all that would have to be otherwise.
        month: the first month that is then paid. amount: what is paid for it.
    """

    about: str
    changes: tuple[Change, ...]
    month: Months
    amount: Cents


@dataclass(frozen=True, slots=True)
class WhatHelps:
    """What was found for a benefit.

    Attributes:
        found: for each child or adult that is refused it, the fewest changes; several where equally
            many help. beyond: those whom no changes tried would help.
        is_whole: whether everything was tried in the time there was. paid: whether nobody is
            refused it.
    """

    benefit: str
    found: tuple[Help, ...]
    beyond: tuple[str, ...]
    is_whole: bool
    paid: bool


def what_helps(solved: Solved, benefit: str, seconds: float = 10.0) -> WhatHelps:
    """The fewest changes that would turn the refusal of a monthly benefit into a grant.

    Args:
        benefit: one of ``HELPED``. seconds: how long at most.
    """
    allowance = MONTHLY[benefit]
    rows = range(solved.world.facts.rows[allowance.unit.name])
    ids = [solved.id_of(allowance.unit.name, row) for row in rows]
    refused = [row for row in rows if _most(solved, benefit, row) == 0]
    if allowance.unit is PERSON and len(refused) < len(rows):
        refused = []  # a family's allowance is paid to one of its adults
    if not refused:
        return WhatHelps(benefit, (), (), True, True)
    until = time.monotonic() + seconds
    possible = [*_possible(solved, benefit)]
    found: list[Help] = []
    waiting = set(refused)
    for size in range(1, MOST_CHANGES + 1):
        helped: set[int] = set()
        for changes in combinations(possible, size):
            if time.monotonic() > until:
                beyond = tuple(ids[row] for row in sorted(waiting - helped))
                return WhatHelps(benefit, tuple(found), beyond, False, False)
            if len({(each.way, each.about) for each in changes}) < size:
                continue
            other = _with(solved, changes)
            for row in sorted(waiting) if other is not None else ():
                grant = _grant(other, benefit, row) if other is not None else None
                if grant is not None:
                    helped.add(row)
                    found.append(Help(ids[row], changes, *grant))
        waiting -= helped
        if not waiting:
            break
    return WhatHelps(benefit, tuple(found), tuple(ids[row] for row in sorted(waiting)), True, False)


def _with(solved: Solved, changes: Sequence[Change]) -> Solved | None:
    """The case with some changes; None where it would contradict itself."""
    try:
        case = changed(solved.case, [edit for each in changes for edit in each.edits])
    except CaseFileError:
        return None
    other = Solved(case, solved.as_of, solved.readings)
    return other if other.facts.people == solved.facts.people else None


def _most(solved: Solved, benefit: str, row: int) -> Cents:
    """The most that may be paid in the months asked about."""
    return max(_amounts(solved, benefit, row)[month][1] for month in _months(solved))


def _grant(solved: Solved, benefit: str, row: int) -> tuple[Months, Cents] | None:
    """The first month that is surely paid, and the sum."""
    amounts = _amounts(solved, benefit, row)
    return next(((month, amounts[month][0]) for month in _months(solved) if amounts[month][0]), None)


def _months(solved: Solved) -> range:
    return range(solved.first_month, solved.last_month + 1)


def _amounts(solved: Solved, benefit: str, row: int) -> dict[Months, tuple[Cents, Cents]]:
    found = {}
    for month in _months(solved):
        value = solved.world.at(f"{benefit}_amount", row, first_day_of(month))
        found[month] = value.bounds if isinstance(value, Open) else (value, value)
    return found


# ---------------------------------------------------------------------- what can be changed


def _possible(solved: Solved, benefit: str) -> Iterator[Change]:
    """The changes to try, the nearer at hand first."""
    under = set(LAWBOOK.facts_under((f"{benefit}_amount",)))
    ways = [way for way, facts in WAYS.items() if under.intersection(facts)]
    for way in ways:
        yield from _CHANGES[way](solved, benefit)


def _claims(solved: Solved, benefit: str) -> Iterator[Change]:
    case = solved.case
    if case.claims == "unknown":
        return
    named = benefit.removesuffix("_second")
    for who in case.people:
        for child in case.children:
            has_claimed = any(
                claim.by == who
                and child in (case.children_of(claim) or ())
                and (claim.benefits == "all" or named in entries(claim.benefits))
                for claim in entries(case.claims)
            )
            if not has_claimed:
                claim: dict[str, Data] = {
                    "by": who, "for": [child], "benefits": [named],
                    "received": _day(solved.as_of), "channel": "e_service",
                }  # fmt: skip
                place = "claims" if case.claims is None else "claims.+"
                value = json.dumps([claim] if case.claims is None else claim)
                yield Change("claim", (who, child), (f"{place}={value}",))


def _consents(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for at, claim in enumerate(entries(solved.case.claims)):
        if claim.by in solved.case.people and claim.consent is not True:
            yield Change("consent", (str(claim.by),), (f"claims.{at}.consent=true",))


def _counted(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        if any(spell.share == "equal" for spell in entries(told.lives)):
            for who in solved.case.people:
                value = json.dumps([{"family_of": who}])
                edit = f"children.{child}.counted_with={value}"
                yield Change("counted", (who, child), (edit,))


def _certificates(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        for at, spell in enumerate(entries(told.studies)):
            if spell.country != "EE" and spell.certificate_filed is None:
                edit = f"children.{child}.studies.{at}.certificate_filed={_day(solved.as_of)}"
                yield Change("certificate", (child,), (edit,))


def _collected(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for who, person in solved.case.people.items():
        if entries(person.uncollected):
            yield Change("collected", (who,), (f"people.{who}.uncollected=[]",))


def _homes(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        for who in solved.case.people:
            spells = entries(told.lives)
            if not any(who in entries(spell.with_) for spell in spells):
                edits = _ended(solved, f"children.{child}.lives", spells)
                fresh = json.dumps(
                    {"with": [who], "share": "full", "from": _day(solved.first_day)}
                )
                place = f"children.{child}.lives"
                added = f"{place}.+={fresh}" if spells else f"{place}=[{fresh}]"
                yield Change("lives", (who, child), (*edits, added))


def _studies(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        if told.born is None or not told.born.is_exact or told.studies == "unknown":
            continue
        if solved.after <= birthday(told.born.first, YOUNGEST_STUDENT):
            continue
        if told.secondary_education not in (None, False):
            continue
        begin = min(solved.first_day, birthday(told.born.first, 19))
        fresh = json.dumps(
            {"level": "upper_secondary", "country": "EE", "from": _day(begin)}
        )
        place = f"children.{child}.studies"
        edits = [*_ended(solved, place, entries(told.studies), begin)]
        edits.append(f"{place}.+={fresh}" if entries(told.studies) else f"{place}=[{fresh}]")
        if told.secondary_education is None:
            edits.append(f"children.{child}.secondary_education=false")
        yield Change("studies", (child,), tuple(edits))


def _residences(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for who, person in solved.case.people.items():
        if (edits := _moved_here(solved, f"people.{who}.residence", person)) is not None:
            yield Change("residence", (who,), edits)


def _child_residences(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        if (edits := _moved_here(solved, f"children.{child}.residence", told)) is not None:
            yield Change("child_residence", (child,), edits)


def _moved_here(solved: Solved, place: str, who: Person | Child) -> tuple[str, ...] | None:
    """Living in Estonia from the first day asked about; None for whoever does already."""
    spells = entries(who.residence)
    day = solved.first_day
    here = [s for s in spells if s.country == "EE" and s.ground not in (None, "unknown", "none")]
    if any(spell.possibly[0] <= day < spell.possibly[1] for spell in here):
        return None
    ground = str(here[0].ground) if here else "permanent"
    fresh = json.dumps({"country": "EE", "ground": ground, "from": _day(day)})
    added = f"{place}.+={fresh}" if spells else f"{place}=[{fresh}]"
    return (*_ended(solved, place, spells), added)


def _ended(
    solved: Solved, place: str, spells: Sequence[Spell], day: int | None = None
) -> Iterator[str]:
    """Let the spells that last over a day end on the day before it."""
    when = solved.first_day if day is None else day
    for at, spell in enumerate(spells):
        first, after = spell.possibly
        if first < when < after:
            yield f"{place}.{at}.to={_day(when - 1)}"


def _released(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for who, person in solved.case.people.items():
        edits = tuple(_ended(solved, f"people.{who}.imprisonment", entries(person.imprisonment)))
        if edits:
            yield Change("released", (who,), edits)


def _child_released(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        edits = tuple(_ended(solved, f"children.{child}.imprisonment", entries(told.imprisonment)))
        if edits:
            yield Change("child_released", (child,), edits)


def _care_ends(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        spells = entries(told.substitute_care)
        edits = tuple(_ended(solved, f"children.{child}.substitute_care", spells))
        if edits:
            yield Change("care_ends", (child,), edits)


def _foreign_ends(solved: Solved, benefit: str) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        edits = tuple(_ended(solved, f"children.{child}.other_state", entries(told.other_state)))
        if edits:
            yield Change("foreign_ends", (child,), edits)


_CHANGES: Final = {
    "claim": _claims,
    "consent": _consents,
    "counted": _counted,
    "certificate": _certificates,
    "collected": _collected,
    "lives": _homes,
    "studies": _studies,
    "child_residence": _child_residences,
    "residence": _residences,
    "child_released": _child_released,
    "released": _released,
    "care_ends": _care_ends,
    "foreign_ends": _foreign_ends,
}


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()
