"""The facts that the independent calculator of parental benefit takes: a family and its wishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

ONE_DAY = timedelta(days=1)


class Who(Enum):
    """A parent."""

    MOTHER = "mother"
    FATHER = "father"


class Kind(Enum):
    """A kind of parental benefit (PHS § 34 lg 1)."""

    MOTHER = "mother's"
    FATHER = "father's"
    SHARED = "shared"


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
    """Days for which a person claims a kind, both ends in."""

    who: Who
    kind: Kind
    first: date
    last: date


@dataclass(frozen=True)
class Parent:
    """One parent: social tax in cents by (year, month), note days, employment and leave entries."""

    social_tax: Mapping[tuple[int, int], int] = field(default_factory=dict)
    notes: tuple[Spell, ...] = ()
    employed: bool = False
    leave: tuple[Spell, ...] = ()


@dataclass(frozen=True)
class PreviousChild:
    """The earlier child and the monthly income in cents behind each parent's benefit for it."""

    birth: date
    mother_income: Fraction | None = None
    father_income: Fraction | None = None

    def income(self, who: Who) -> Fraction | None:
        """The income behind one parent's benefit for the earlier child."""
        return self.mother_income if who is Who.MOTHER else self.father_income


@dataclass(frozen=True)
class Family:
    """One child with its parents and their claims."""

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

    def __post_init__(self) -> None:
        if self.birth < date(2022, 4, 1):
            raise ValueError("children born before 01.04.2022 had other rules")
        if self.birth > self.expected + 30 * ONE_DAY:
            raise ValueError("no child is born more than 30 days after the expected date")
        if self.death is not None and (self.stillborn or self.death < self.birth):
            raise ValueError("a death day is of a child that was born alive, after its birth")
        if self.previous is not None and self.previous.birth >= self.birth:
            raise ValueError("the previous child is born earlier")
        for who in Who:
            wished_days(self, who)

    def parent(self, who: Who) -> Parent:
        """The facts of one parent."""
        return self.mother if who is Who.MOTHER else self.father


def third_birthday(birth: date) -> date:
    """The day on which the child turns three; 1 March for a child of 29 February."""
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + 3, 3, 1)
    return date(birth.year + 3, birth.month, birth.day)


def wished_days(family: Family, who: Who) -> dict[date, Kind]:
    """What the person claims on each day; two claims of one person for one day are refused."""
    wished: dict[date, Kind] = {}
    for wish in family.wishes:
        if wish.who is who:
            for day in Spell(wish.first, wish.last).days():
                if day in wished:
                    raise ValueError(f"two wishes of the {who.value} for {day}")
                wished[day] = wish.kind
    return wished
