"""The facts that the independent calculator of parental benefit takes: households and their wishes.

A household has one or more births (`Family`), oldest first; one person may have a part in several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

ONE_DAY = timedelta(days=1)


class Who(Enum):
    """A person's part towards one child."""

    MOTHER = "mother"
    FATHER = "father"
    SPOUSE = "spouse"
    CARER = "carer"
    SECOND_CARER = "second carer"

    __hash__ = object.__hash__  # three times as fast as by name


PARENTS = (Who.MOTHER, Who.FATHER)
CARERS = (Who.CARER, Who.SECOND_CARER)


class Kind(Enum):
    """A kind of parental benefit (PHS § 34 lg 1)."""

    MOTHER = "mother's"
    FATHER = "father's"
    SHARED = "shared"
    ADOPTER = "adopter's"

    __hash__ = object.__hash__


class Capacity(Enum):
    """In what capacity somebody else raises the child (§ 37 lg 4, § 38)."""

    ADOPTER = "adopter"
    FOSTER_PARENT = "foster parent"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class Spell:
    """Days from the first to the last, both in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a spell ends before it begins: {self}")

    def days(self) -> Iterator[date]:
        """Every day of the spell."""
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY


@dataclass(frozen=True)
class Wish:
    """Days for which a person claims a kind, both ends in, and when; in time if no day is told."""

    who: Who
    kind: Kind
    first: date
    last: date
    filed: date | None = None


@dataclass(frozen=True)
class Parent:
    """One person. Social tax and earnings beside the benefit are cents by (year, month).

    The exemption is the basic exemption from income tax, cents a month, that the person asked for.
    """

    social_tax: Mapping[tuple[int, int], int] = field(default_factory=dict)
    notes: tuple[Spell, ...] = ()
    employed: bool = False
    leave: tuple[Spell, ...] = ()
    earnings: Mapping[tuple[int, int], int] = field(default_factory=dict)
    exemption: int | None = None


@dataclass(frozen=True)
class PreviousChild:
    """The earlier child and the monthly income in cents behind each parent's benefit for it."""

    birth: date
    mother_income: Fraction | None = None
    father_income: Fraction | None = None

    def income(self, who: Who) -> Fraction | None:
        """The income behind one parent's benefit for the earlier child."""
        return {Who.MOTHER: self.mother_income, Who.FATHER: self.father_income}.get(who)


@dataclass(frozen=True)
class Spouse:
    """A parent's spouse or registered partner, and since when § 36 lg 6 or § 37 lg 1 lets it in.

    It stands in from 2024 on at the earliest; the wording before was not seen.
    """

    parent: Parent
    of: Who
    since: date

    @property
    def stands_in_since(self) -> date:
        """The first day on which it has a right."""
        return max(self.since, date(2024, 1, 1))

    def __post_init__(self) -> None:
        if self.of not in PARENTS:
            raise ValueError("a spouse is that of a parent")


@dataclass(frozen=True)
class Carer:
    """Somebody who raises the child instead of its parents, and since when.

    That is the day on which the adoption order became final, the foster contract was signed or the
    guardian was appointed.
    """

    parent: Parent
    capacity: Capacity
    since: date
    right_to_sickness_benefit: bool = True
    spouse_of_a_parent: bool = False


@dataclass(frozen=True)
class Family:
    """One birth with everybody who may claim for it, and their claims.

    A parent is gone from the day on which it is dead, no longer fulfils its duties, or, for the
    father, is unknown. Names tell which persons of several births are the same.
    """

    birth: date
    expected: date
    week_of_birth: int = 40
    children_at_birth: int = 1
    stillborn: bool = False
    death: date | None = None
    right_before_birth: bool = True
    mother: Parent = field(default_factory=Parent)
    father: Parent = field(default_factory=Parent)
    father_waived_from: date | None = None
    wishes: tuple[Wish, ...] = ()
    previous: PreviousChild | None = None
    mother_gone: date | None = None
    father_gone: date | None = None
    spouse: Spouse | None = None
    carers: tuple[Carer, ...] = ()
    names: Mapping[Who, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.birth < date(2022, 4, 1):
            raise ValueError("children born before 01.04.2022 had other rules")
        if any(wish.first < date(2022, 4, 1) for wish in self.wishes):
            raise ValueError("benefit claimed for days before 01.04.2022 had other rules")
        if self.birth > self.expected + 30 * ONE_DAY:
            raise ValueError("no child is born more than 30 days after the expected date")
        if self.death is not None and (self.stillborn or self.death < self.birth):
            raise ValueError("a death day is of a child that was born alive, after its birth")
        if self.previous is not None and self.previous.birth >= self.birth:
            raise ValueError("the previous child is born earlier")
        if len(self.carers) > 2:
            raise ValueError("at most two carers")
        if self.mother_gone is not None and self.mother_gone < self.birth:
            raise ValueError("the mother is there at the birth")
        for carer in self.carers:
            if self.parents_gone is None or carer.since < max(self.birth, self.parents_gone):
                raise ValueError("others raise the child after its birth and instead of parents")
        names = [self.name(who) for who in self.people()]
        if len(set(names)) < len(names):
            raise ValueError(f"one person has two parts towards a child: {names}")
        for wish in self.wishes:
            if wish.who not in self.people():
                raise ValueError(f"a wish of a {wish.who.value} who is not there")
        for who in self.people():
            wished_days(self, who)

    @property
    def parents_gone(self) -> date | None:
        """The day from which neither parent raises the child (§ 37 lg 4)."""
        if self.mother_gone is None or self.father_gone is None:
            return None
        return max(self.mother_gone, self.father_gone)

    def people(self) -> tuple[Who, ...]:
        """Everybody who may have a part, the parents first."""
        more = () if self.spouse is None else (Who.SPOUSE,)
        return PARENTS + more + CARERS[: len(self.carers)]

    def name(self, who: Who) -> str:
        """The name of a person."""
        return self.names.get(who, who.value)

    def carer(self, who: Who) -> Carer:
        """One of the carers."""
        return self.carers[CARERS.index(who)]

    def parent(self, who: Who) -> Parent:
        """The facts of one person."""
        if who is Who.MOTHER:
            return self.mother
        if who is Who.FATHER:
            return self.father
        if who is Who.SPOUSE:
            assert self.spouse is not None
            return self.spouse.parent
        return self.carer(who).parent


@dataclass(frozen=True)
class Household:
    """Births that share people, oldest first."""

    families: tuple[Family, ...]

    def __post_init__(self) -> None:
        births = [family.birth for family in self.families]
        if not births or sorted(set(births)) != births:
            raise ValueError("births go from the oldest to the youngest")
        mothers: dict[str, date] = {}
        for family in self.families:
            name = family.name(Who.MOTHER)
            if name in mothers and (family.birth - mothers[name]).days < 180:
                raise ValueError("one mother's births are at least 180 days apart")
            mothers[name] = family.birth
        self.people()

    def people(self) -> dict[str, Parent]:
        """The facts of every person by name."""
        found: dict[str, Parent] = {}
        for family in self.families:
            for who in family.people():
                parent = family.parent(who)
                if found.setdefault(family.name(who), parent) != parent:
                    raise ValueError(f"{family.name(who)} has two sets of facts")
        return found


def third_birthday(birth: date) -> date:
    """The day on which the child turns three; 1 March for a child of 29 February."""
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + 3, 3, 1)
    return date(birth.year + 3, birth.month, birth.day)


def wishes_by_day(family: Family, who: Who) -> dict[date, Wish]:
    """The person's wish for each day; two claims of one person for one day are refused."""
    wished: dict[date, Wish] = {}
    for wish in family.wishes:
        if wish.who is who:
            for day in Spell(wish.first, wish.last).days():
                if day in wished:
                    raise ValueError(f"two wishes of the {who.value} for {day}")
                wished[day] = wish
    return wished


def wished_days(family: Family, who: Who) -> dict[date, Kind]:
    """What the person claims on each day."""
    return {day: wish.kind for day, wish in wishes_by_day(family, who).items()}
