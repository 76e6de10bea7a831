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
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIMED_BY_DAYS, PERSON
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.change import changed
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.references import adults_of
from perenou.casework.case_file.schema import Case, Child, Person, Spell, entries
from perenou.casework.case_file.source import Data
from perenou.casework.solve import Solved
from perenou.rules.calendar import birthday, first_day_of, month_of, next_month_start
from perenou.rules.types import Cents, Day, Months
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
        month: the month that is then paid. amount: what is paid for it.
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
    months = {row: _refused(solved, benefit, row) for row in rows}
    if allowance.unit is PERSON and any(month is None for month in months.values()):
        months = {}  # a family's allowance is paid to one of its adults
    refused = {row: month for row, month in months.items() if month is not None}
    until = time.monotonic() + seconds
    found: list[Help] = []
    beyond: list[str] = []
    is_whole = True
    for row, month in refused.items():
        helps = _fewest(solved, benefit, row, month, until)
        is_whole = is_whole and helps is not None
        found += [Help(ids[row], each, month, amount) for each, amount in helps or ()]
        if not helps:
            beyond.append(ids[row])
    return WhatHelps(benefit, tuple(found), tuple(beyond), is_whole, not refused)


def _fewest(
    solved: Solved, benefit: str, row: int, month: Months, until: float
) -> list[tuple[tuple[Change, ...], Cents]] | None:
    """The fewest changes by which a row is paid for a month, with the sum; None: out of time."""
    possible = [*_possible(solved, benefit, first_day_of(month))]
    for size in range(1, MOST_CHANGES + 1):
        found: list[tuple[tuple[Change, ...], Cents]] = []
        for changes in combinations(possible, size):
            if time.monotonic() > until:
                return None
            if len({(each.way, each.about) for each in changes}) < size:
                continue
            other = _with(solved, changes)
            amount = 0 if other is None else _amount(other, benefit, row, month)[0]
            if amount > 0:
                found.append((changes, amount))
        if found:
            return found
    return []


def _with(solved: Solved, changes: Sequence[Change]) -> Solved | None:
    """The case with some changes; None where it would contradict itself."""
    try:
        case = changed(solved.case, [edit for each in changes for edit in each.edits])
    except CaseFileError:
        return None
    other = Solved(case, solved.as_of, solved.readings, book=solved.law.book)
    return other if other.facts.people == solved.facts.people else None


def _refused(solved: Solved, benefit: str, row: int) -> Months | None:
    """The month asked about for which a row is surely not paid; None: there is none.

    The first such month from the day of the question on, otherwise the last one before. A month
    that was over before the child was born is none.
    """
    first = solved.first_month
    if MONTHLY[benefit].unit is CHILD:
        born = solved.case.children[solved.facts.children[row]].born
        first = first if born is None else max(first, month_of(born.first))
    months = range(first, solved.last_month + 1)
    unpaid = [month for month in months if _amount(solved, benefit, row, month)[1] == 0]
    to_come = [month for month in unpaid if month >= month_of(solved.as_of)]
    return to_come[0] if to_come else unpaid[-1] if unpaid else None


def _amount(solved: Solved, benefit: str, row: int, month: Months) -> tuple[Cents, Cents]:
    """What a row is paid for a month, at least and at most."""
    value = solved.world.at(f"{benefit}_amount", row, first_day_of(month))
    return value.bounds if isinstance(value, Open) else (value, value)


# ---------------------------------------------------------------------- what can be changed


def _possible(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    """The changes to try, the nearer at hand first; what goes on does so from a day on."""
    under = set(LAWBOOK.facts_under((f"{benefit}_amount",)))
    ways = [way for way, facts in WAYS.items() if under.intersection(facts)]
    for way in ways:
        yield from _CHANGES[way](solved, benefit, day)


def _claims(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del day
    case = solved.case
    if case.claims == "unknown":
        return
    named = benefit.removesuffix("_second")
    for who in adults_of(case):
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


def _consents(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit, day
    for at, claim in enumerate(entries(solved.case.claims)):
        if claim.by in adults_of(solved.case) and claim.consent is not True:
            yield Change("consent", (str(claim.by),), (f"claims.{at}.consent=true",))


def _counted(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit, day
    for child, told in solved.case.children.items():
        if any(spell.share == "equal" for spell in entries(told.lives)):
            for who in _others(solved.case, child):
                value = json.dumps([{"family_of": who}])
                edit = f"children.{child}.counted_with={value}"
                yield Change("counted", (who, child), (edit,))


def _certificates(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit, day
    for child, told in solved.case.children.items():
        for at, spell in enumerate(entries(told.studies)):
            if spell.country != "EE" and spell.certificate_filed is None:
                edit = f"children.{child}.studies.{at}.certificate_filed={_day(solved.as_of)}"
                yield Change("certificate", (child,), (edit,))


def _collected(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    """What was suspended as uncollected is claimed again."""
    case, named = solved.case, benefit.removesuffix("_second")
    for who, _, person in _told_of_adults(case):
        children = dict.fromkeys(
            child
            for claim in entries(case.claims)
            if claim.by == who and (claim.benefits == "all" or named in entries(claim.benefits))
            for child in case.children_of(claim) or ()
        )
        if entries(person.uncollected) and children:
            again: dict[str, Data] = {
                "by": who, "for": [*children], "benefits": [named],
                "received": _day(max(solved.as_of, day)), "channel": "e_service",
            }  # fmt: skip
            yield Change("collected", (who,), (f"claims.+={json.dumps(again)}",))


def _homes(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        for who in _others(solved.case, child):
            spells = entries(told.lives)
            if not any(who in entries(spell.with_) for spell in spells):
                edits = _ended(day, f"children.{child}.lives", spells)
                fresh = json.dumps({"with": [who], "share": "full", "from": _day(day)})
                place = f"children.{child}.lives"
                added = f"{place}.+={fresh}" if spells else f"{place}=[{fresh}]"
                yield Change("lives", (who, child), (*edits, added))


def _studies(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        if told.born is None or not told.born.is_exact or told.studies == "unknown":
            continue
        if next_month_start(day) <= birthday(told.born.first, YOUNGEST_STUDENT):
            continue
        if told.secondary_education not in (None, False):
            continue
        begin = min(day, birthday(told.born.first, 19))
        fresh = json.dumps(
            {
                "level": "upper_secondary",
                "country": "EE",
                "from": _day(begin),
                "final_class": False,
            }
        )
        place = f"children.{child}.studies"
        edits = [*_ended(begin, place, entries(told.studies))]
        edits.append(f"{place}.+={fresh}" if entries(told.studies) else f"{place}=[{fresh}]")
        if told.secondary_education is None:
            edits.append(f"children.{child}.secondary_education=false")
        yield Change("studies", (child,), tuple(edits))


def _residences(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for who, place, person in _told_of_adults(solved.case):
        if (edits := _moved_here(day, f"{place}.residence", person)) is not None:
            yield Change("residence", (who,), edits)


def _child_residences(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        if (edits := _moved_here(day, f"children.{child}.residence", told)) is not None:
            yield Change("child_residence", (child,), edits)


def _others(case: Case, child: str) -> tuple[str, ...]:
    """The adults of a case but for the child itself."""
    return tuple(who for who in adults_of(case) if who != child)


def _told_of_adults(case: Case) -> Iterator[tuple[str, str, Person]]:
    """Each adult, where the file tells of them, and what it tells."""
    for who in adults_of(case):
        yield who, f"{'people' if who in case.people else 'children'}.{who}", case.person(who)


def _moved_here(day: Day, place: str, who: Person | Child) -> tuple[str, ...] | None:
    """Living in Estonia from a day on; None for whoever does already."""
    spells = entries(who.residence)
    here = [s for s in spells if s.country == "EE" and s.ground not in (None, "unknown", "none")]
    if any(spell.possibly[0] <= day < spell.possibly[1] for spell in here):
        return None
    ground = str(here[0].ground) if here else "permanent"
    fresh = json.dumps({"country": "EE", "ground": ground, "from": _day(day)})
    added = f"{place}.+={fresh}" if spells else f"{place}=[{fresh}]"
    return (*_ended(day, place, spells), added)


def _ended(when: Day, place: str, spells: Sequence[Spell]) -> Iterator[str]:
    """Let the spells that last over a day end on the day before it."""
    for at, spell in enumerate(spells):
        first, after = spell.possibly
        if first < when < after:
            yield f"{place}.{at}.to={_day(when - 1)}"


def _released(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for who, place, person in _told_of_adults(solved.case):
        edits = tuple(_ended(day, f"{place}.imprisonment", entries(person.imprisonment)))
        if edits:
            yield Change("released", (who,), edits)


def _child_released(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        edits = tuple(_ended(day, f"children.{child}.imprisonment", entries(told.imprisonment)))
        if edits:
            yield Change("child_released", (child,), edits)


def _care_ends(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        spells = entries(told.substitute_care)
        edits = tuple(_ended(day, f"children.{child}.substitute_care", spells))
        if edits:
            yield Change("care_ends", (child,), edits)


def _foreign_ends(solved: Solved, benefit: str, day: Day) -> Iterator[Change]:
    del benefit
    for child, told in solved.case.children.items():
        edits = tuple(_ended(day, f"children.{child}.other_state", entries(told.other_state)))
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
