"""Families of which only the shape is known: their facts as terms, and examples as case files.

A shape is one or two parents with so many children, all of one household, born on different days
and claimed for in time. What else may befall them is free; silence is ordinary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import z3

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import PERSON, Ground, Studies
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.checks import YOUNGEST_SECONDARY_EDUCATION
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.source import Data
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END, START
from perenou.rules.calendar import birthday, first_day_of
from perenou.rules.prove.family import Course
from perenou.rules.prove.terms import (
    Base,
    Term,
    both,
    chosen,
    compared,
    either,
    negation,
    plus,
    times,
)
from perenou.rules.types import NEVER
from perenou.rules.types import Months as MonthNumber
from perenou.rules.unknown import Open

Free: TypeAlias = Literal["alone", "studies", "residence", "care", "wanted", "foreign", "wage"]
"""What may befall a family beside births."""

CLAIMED: Final = ("child_allowance", "single_parent_allowance", "large_family_allowance")
MOTHER: Final = "ema"
FATHER: Final = "isa"
OLDEST: Final = 21
"""Years of age of the oldest child that a shape has; no allowance here is paid so long."""
SCHOOL_AGE: Final = 6
YOUNGEST_GRADUATE: Final = YOUNGEST_SECONDARY_EDUCATION + 1
BETWEEN_BIRTHS: Final = 300
"""Days between births that an ordinary family has at least."""
MOST_WAGE: Final = 10_000
"""Euros a month that a mother earns at most before taxes."""
MOST_FOREIGN: Final = 150
"""Euros a month of another state's benefit: more than any rate that it stands beside."""


@dataclass(frozen=True, slots=True)
class ChildTerms:
    """A child: the days of its life, each known or a term.

    Attributes:
        birth: the day of birth. moved: since when it lives in Estonia, ``START``: always.
        studied_until: the last day of its studies, ``START - 1``: it does not study.
        final_class, graduated: whether in the final class, and with secondary education at the end.
        placed: since when in a children's home, ``END``: never.
        foreign: cents a month of another state's child benefit.
    """

    birth: Term
    moved: Term = START
    studied_until: Term = START - 1
    final_class: Term = False
    graduated: Term = False
    placed: Term = END
    foreign: Term = 0


@dataclass(frozen=True, slots=True)
class FamilyTerms:
    """A family of a shape.

    Attributes:
        children: from the eldest on. is_alone: whether the mother is, and the register without a
            second parent. wanted: since when the father is declared wanted, ``END``: never.
        wage: the mother's, before taxes, in cents a month.
    """

    children: tuple[ChildTerms, ...]
    is_alone: Term = False
    wanted: Term = END
    wage: Term = 0

    @property
    def unusual(self) -> list[Term]:
        """What sets a family apart from the most ordinary one, as conditions."""
        found = [self.is_alone, compared("<", self.wanted, END), compared(">", self.wage, 0)]
        for elder, younger in pairwise(self.children):
            found.append(compared("<", younger.birth, plus(elder.birth, BETWEEN_BIRTHS)))
        for child in self.children:
            found += [
                compared(">", child.moved, START),
                compared(">=", child.studied_until, START),
                child.final_class,
                child.graduated,
                compared("<", child.placed, END),
                compared(">", child.foreign, 0),
            ]
        return found


def family_of(
    size: int, month: MonthNumber, free: frozenset[Free]
) -> tuple[FamilyTerms, list[Term]]:
    """A family of terms, and what holds of every family of its shape.

    Args:
        size: how many children. month: the month asked about; everybody is born by its end.
        free: what may befall the family.
    """
    last = first_day_of(month + 1) - 1
    eldest = birthday(first_day_of(month), -OLDEST)
    holds: list[Term] = []
    children: list[ChildTerms] = []

    def between(what: str, low: int, high: int) -> Term:
        base = Base(what, low, high)
        holds.extend(base.bounds)
        return base.itself

    for at in range(size):
        birth = between(f"birth_{at}", eldest, last)
        if children:
            holds.append(compared("<", children[-1].birth, birth))
        child = ChildTerms(birth)
        if "residence" in free:
            moved = between(f"moved_{at}", START, last)
            holds.append(either(compared("==", moved, START), compared(">", moved, birth)))
            child = replace(child, moved=moved)
        if "studies" in free:
            until = between(f"studied_until_{at}", START - 1, END - 2)
            school = plus(birth, SCHOOL_AGE * 366)
            holds.append(either(compared("<", until, START), compared(">", until, school)))
            final, graduated = z3.Bool(f"final_{at}"), z3.Bool(f"graduated_{at}")
            studies = compared(">=", until, START)
            grown = compared(">", until, plus(birth, YOUNGEST_GRADUATE * 366))
            holds += [
                either(negation(final), studies),
                either(negation(graduated), both(studies, grown)),
            ]
            child = replace(child, studied_until=until, final_class=final, graduated=graduated)
        if "care" in free:
            placed = between(f"placed_{at}", START + 1, END)
            holds.append(compared(">", placed, birth))
            child = replace(child, placed=placed)
        if "foreign" in free:
            euros = between(f"foreign_{at}", 0, MOST_FOREIGN)
            child = replace(child, foreign=times(euros, 100))
        children.append(child)
    family = FamilyTerms(tuple(children))
    if "alone" in free:
        family = replace(family, is_alone=z3.Bool("is_alone"))
    if "wanted" in free:
        wanted = between("wanted", START + 1, END)
        holds.append(either(negation(family.is_alone), compared("==", wanted, END)))
        family = replace(family, wanted=wanted)
    if "wage" in free:
        family = replace(family, wage=times(between("wage", 0, MOST_WAGE), 100))
    return family, holds


# ---------------------------------------------------------------------- as a case file


def case_of(
    family: FamilyTerms, read: Callable[[Term], int], month: MonthNumber, as_of: int
) -> Case:
    """A family as a case.

    Args:
        read: gives what a term is. month: the month asked about. as_of: the day of the law.
    """
    mother: dict[str, Data] = {"residence": [{"country": "EE", "ground": "citizen"}]}
    if (wage := read(family.wage)) > 0:
        mother["income"] = [{"gross": _euros(wage)}]
    people: dict[str, Data] = {MOTHER: mother}
    is_alone = bool(read(family.is_alone))
    if not is_alone:
        father: dict[str, Data] = {"residence": [{"country": "EE", "ground": "citizen"}]}
        if (wanted := read(family.wanted)) < END:
            father["wanted"] = [{"from": _day(wanted)}]
        people[FATHER] = father
    children: dict[str, Data] = {}
    claimed: dict[int, list[Data]] = {}
    for at, child in enumerate(family.children):
        who = f"laps{at + 1}"
        children[who] = _child(child, is_alone, read)
        claimed.setdefault(max(read(child.birth), START), []).append(who)
    claims: list[Data] = [
        {
            "by": MOTHER, "for": whom, "benefits": [*CLAIMED], "received": _day(day),
            "channel": "e_service",
        }
        for day, whom in claimed.items()
    ]  # fmt: skip
    of_year = f"{month // 12}-{month % 12 + 1:02}"
    mapping: dict[str, Data] = {
        "as_of": _day(as_of),
        "period": {"from": of_year, "to": of_year},
        "otherwise": "ordinary",
        "people": people,
        "children": children,
        "couples": [],
        "notices": [],
        "waivers": [],
        "claims": claims,
    }
    return parse_data(mapping, "")


def _child(child: ChildTerms, is_alone: bool, read: Callable[[Term], int]) -> dict[str, Data]:
    links: list[Data] = [{"who": MOTHER, "role": "mother"}]
    adults: list[Data] = [MOTHER]
    if not is_alone:
        links.append({"who": FATHER, "role": "father"})
        adults.append(FATHER)
    home: dict[str, Data] = {"country": "EE", "ground": "citizen"}
    if (moved := read(child.moved)) > START:
        home["from"] = _day(moved)
    found: dict[str, Data] = {
        "birth": _day(read(child.birth)),
        "residence": [home],
        "parents": links,
        "lives": [{"with": adults, "share": "full"}],
        "pension": [],
        "former_pension": [],
    }
    if is_alone:
        found["second_parent"] = "none"
    until = read(child.studied_until)
    found["studies"] = []
    if until >= START:
        studies: dict[str, Data] = {
            "level": "upper_secondary",
            "to": _day(until),
            "final_class": "true" if read(child.final_class) else "false",
        }
        found["studies"] = [studies]
    found["secondary_education"] = _day(until) if read(child.graduated) else "false"
    if (placed := read(child.placed)) < END:
        found["substitute_care"] = [{"kind": "childrens_home", "from": _day(placed)}]
    if (foreign := read(child.foreign)) > 0:
        amount = _euros(foreign)
        found["other_state"] = [{"benefit": "child_allowance", "month_amount": amount}]
    return found


def _known(term: Term) -> int:
    """A term that is a number.

    Raises:
        TypeError: it is more.
    """
    if not isinstance(term, int):
        raise TypeError(term)
    return term


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()


# ---------------------------------------------------------------------- as facts


class Shape:
    """The rows of a shape: which facts are the same for all its families, and which are terms."""

    def __init__(self, size: int, month: MonthNumber, as_of: int) -> None:
        births = [first_day_of(month - 12 * (size - at)) for at in range(size)]
        plain = FamilyTerms(tuple(ChildTerms(birth) for birth in births))
        self._case = CaseFacts(case_of(plain, _known, month, as_of), as_of)
        facts = self._case.facts()
        self.counts: Mapping[str, int] = {u: n for u, n in facts.rows.items() if n}
        self.without = frozenset(unit for unit, count in facts.rows.items() if not count)
        self.above: Mapping[tuple[str, str], Sequence[int]] = facts.above

    def ordinary(self, name: str) -> list[Course] | None:
        """By row, a fact's course where it is no term; None where the shape leaves it open."""
        rows = self.counts.get(LAWBOOK.facts[name].unit.name, 0)
        lines = [self._case.line(name, row) for row in range(rows)]
        if any(isinstance(value, Open) for line in lines for value in line.values):
            return None
        return [[*zip(line.starts, line.values, strict=True)] for line in lines]

    @cached_property
    def given(self) -> dict[tuple[str, int], str | int]:
        """What is taken for granted: every right of the mother's is claimed in time, by her alone.

        She claims on the day of birth, so that a claim never comes late; that the solver says the
        same of each example is seen to when it is confirmed.
        """
        found: dict[tuple[str, int], str | int] = {}
        for key in CLAIMED:
            allowance = MONTHLY[key]
            if allowance.unit is PERSON:
                holders = [*self._case.people]
            else:
                holders = [self._case.people[person] for person, _ in self._case.carers]
            for row, who in enumerate(holders):
                found[allowance.due, row] = allowance.entitled if who == MOTHER else False
        return found

    def terms(self, family: FamilyTerms) -> dict[str, list[Course]]:
        """By name of each fact that is a term, its course by row."""
        children = family.children
        carers: list[Course] = [
            [(START, self._case.people[person] == MOTHER or negation(family.is_alone))]
            for person, _ in self._case.carers
        ]
        found: dict[str, list[Course]] = {
            "child_birth_day": [[(START, c.birth)] for c in children],
            "child_lives_in_estonia": [_from(c.moved, True, False) for c in children],
            "child_ground": [
                _from(c.moved, int(Ground.CITIZEN), int(Ground.NONE)) for c in children
            ],
            "studies": [
                _until(c.studied_until, int(Studies.UPPER_SECONDARY), int(Studies.NONE))
                for c in children
            ],
            "final_class": [_until(c.studied_until, c.final_class, False) for c in children],
            "secondary_education_day": [
                [(START, chosen(c.graduated, c.studied_until, NEVER))] for c in children
            ],
            "institutional_care": [_from(c.placed, True, False) for c in children],
            "foreign_child_allowance": [[(START, c.foreign)] for c in children],
            "second_parent_unrecorded": [[(START, family.is_alone)] for _ in children],
            "is_parent": carers,
            "raises": carers,
            "gross_income": [
                [(START, family.wage if who == MOTHER else 0)] for who in self._case.people
            ],
            "wanted": [
                _from(family.wanted, True, False) if who == FATHER else [(START, False)]
                for who in self._case.people
            ],
        }
        return found


def _from(first: Term, value: Term, otherwise: Term) -> Course:
    if isinstance(first, int) and not START < first < END:
        return [(START, value if first <= START else otherwise)]
    return [(START, otherwise), (first, value)]


def _until(last: Term, value: Term, otherwise: Term) -> Course:
    before = compared(">=", last, START)
    return [(START, chosen(before, value, otherwise)), (plus(last, 1), otherwise)]
