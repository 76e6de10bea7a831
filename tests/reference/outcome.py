"""What the independent calculator of parental benefit finds, day by day and month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from tests.reference.facts import Kind, Who


class Refusal(Enum):
    """Why a claimed day is not paid: the provision, a colon, and the reason in words."""

    NOT_THE_MOTHER = "PHS § 35 lg 1: mother's benefit is for the mother"
    NOT_THE_FATHER = "PHS § 36 lg 1, 6: father's benefit is for the father or the mother's spouse"
    NOT_A_CARER = "PHS § 38 lg 1: adopter's benefit is for an adopter or a foster parent"
    CARER_HAS_SHARED_ONLY = "PHS § 37 lg 4: a carer has shared days"
    PARENT_GONE = "PHS § 36 lg 6, § 37 lg 1: the parent is dead or does not raise the child"
    CHILD_DIED = "PHS § 34 lg 7-9¹: the child has died"
    CHILD_IS_THREE = "PHS § 34 lg 2, § 36 lg 4: the child is three"
    EARLIER_RIGHT_ENDED = "PHS § 34 lg 10 p 2: benefit for the next child was taken"
    PARENTS_RAISE = "PHS § 36 lg 6, § 37 lg 1, 4: the parents raise the child or nobody stands in"
    NO_RIGHT_BEFORE_BIRTH = "PHS § 35 lg 2, 6: no right before the birth"
    MOTHERS_TOO_EARLY = "PHS § 35 lg 2: more than 70 days before the expected date"
    MOTHERS_OVER = "PHS § 35 lg 3, 6: the days of mother's benefit are over"
    MOTHERS_NO_LEAVE = "PHS § 35 lg 7: no maternity leave entered for the day"
    FATHERS_TOO_EARLY = "PHS § 36 lg 2: more than 30 days before the expected date"
    FATHERS_WAIVED = "PHS § 36 lg 6, § 37 lg 3: the father has waived his days"
    FATHERS_USED = "PHS § 36 lg 2: the 30 days are used"
    FATHERS_NO_LEAVE = "PHS § 36 lg 3: no paternity leave entered for the day"
    SHARED_BEFORE_BIRTH = "PHS § 37 lg 1, 3: no shared benefit before the birth"
    SHARED_MOTHERS_FIRST = "PHS § 37 lg 3: mother's benefit is not over"
    SHARED_FATHERS_FIRST = "PHS § 37 lg 3: the right to father's benefit is not over"
    SHARED_USED = "PHS § 37 lg 1-2: the shared days are used"
    ADOPTER_ONLY = "PHS § 38 lg 4: 70 or fewer ordinary days, so adopter's benefit only"
    ORDINARY_ONLY = "PHS § 38 lg 4: more than 70 ordinary days, so no adopter's benefit"
    ADOPTER_NO_RIGHT = "PHS § 38 lg 1-2: no right to sickness benefit, or a parent's spouse"
    ADOPTER_TERM = "PHS § 38 lg 3: outside the six months"
    ADOPTER_USED = "PHS § 38 lg 3: the 70 days are used"
    CLAIMED_LATE = "PHS § 46 lg 1, 6: claimed more than six months after the right arose"
    OTHER_CHILD = "PHS § 34 lg 10, § 46 lg 1: the day is paid for another child"
    TOGETHER_USED = "PHS § 34 lg 3: the 60 days together are used"
    TWO_ARE_PAID = "PHS § 34 lg 3: two persons are paid already"

    @property
    def provision(self) -> str:
        """The provision alone."""
        return self.value.partition(":")[0]


class DayOutcome(NamedTuple):
    """One person's day; claimed is what was wished, or what a death gives without a wish.

    Cents are None for a paid day whose figures no source gives.
    """

    day: date
    who: Who
    claimed: Kind | None
    paid: Kind | None
    refusal: Refusal | None
    automatic: bool
    cents: int | None


@dataclass(frozen=True)
class Balance:
    """Days of one kind."""

    used: int
    left: int
    lost: int


class Count:
    """A running balance of one kind."""

    def __init__(self, left: int) -> None:
        self.used = 0
        self.left = left
        self.lost = 0

    def use(self) -> None:
        """A day is paid."""
        self.used += 1
        self.left -= 1

    def lose(self, days: int) -> None:
        """Days are gone unpaid."""
        self.lost += days
        self.left -= days

    def balance(self) -> Balance:
        """How it stands."""
        return Balance(self.used, self.left, self.lost)


@dataclass(frozen=True)
class MonthLedger:
    """The days after the last day of a month; spared are shared days that § 34 lg 6 spared.

    Shared days of carers (§ 37 lg 4) stand apart from those of the parents. Ended are those whose
    right for this child ended with benefit for a younger one (§ 34 lg 10 p 2).
    """

    year: int
    month: int
    mother: Balance
    father: Balance
    shared: Balance
    together: int
    spared: int
    carers: Balance = Balance(0, 0, 0)
    adopters: Balance = Balance(0, 0, 0)
    adopters_together: int = 0
    ended: frozenset[Who] = frozenset()


@dataclass(frozen=True)
class RateSpell:
    """A daily rate: from the first to the last paid day that had it, with no other in between."""

    who: Who
    kind: Kind
    first: date
    last: date
    cents: int | None


@dataclass(frozen=True)
class MonthAmount:
    """What one person gets of one kind for one month."""

    year: int
    month: int
    who: Who
    kind: Kind
    days: int
    cents: int | None


def rate_spells(days: list[DayOutcome]) -> tuple[RateSpell, ...]:
    """The daily rates of a child's days, by person and kind."""
    spells: list[RateSpell] = []
    for who in Who:
        for kind in Kind:
            current: RateSpell | None = None
            for one in days:
                if one.who is not who or one.paid is not kind:
                    continue
                if current is not None and current.cents == one.cents:
                    spells.pop()
                    current = RateSpell(who, kind, current.first, one.day, one.cents)
                else:
                    current = RateSpell(who, kind, one.day, one.day, one.cents)
                spells.append(current)
    return tuple(spells)


def month_amounts(days: list[DayOutcome]) -> tuple[MonthAmount, ...]:
    """The sums by month, person and kind; None where a day's figure is not known."""
    found: dict[tuple[int, int, Who, Kind], tuple[int, int | None]] = {}
    for one in days:
        if one.paid is not None:
            key = (one.day.year, one.day.month, one.who, one.paid)
            count, cents = found.get(key, (0, 0))
            total = None if cents is None or one.cents is None else cents + one.cents
            found[key] = (count + 1, total)
    return tuple(MonthAmount(*key, *value) for key, value in found.items())
