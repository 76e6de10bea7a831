"""What a family wishes of its plan, one by one, so that each can be left out and its price told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from perenou.casework.case_file.plan import PlanWishes
from perenou.casework.planner.daysets import DaySet, Span, days_of
from perenou.rules.types import Day, Days

Kind: TypeAlias = Literal["at_home", "at_work", "days_least", "days_most", "together", "care"]


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish.

    Attributes:
        kind: what it is about; ``care``: until kindergarten a parent is at home every day.
        who: id of the parent, empty where it is about both. span: the days; of ``care`` those up
            to kindergarten. number: of days.
    """

    kind: Kind
    who: str = ""
    span: Span = (0, 0)
    number: Days = 0


@dataclass(frozen=True)
class Wishes:
    """All wishes of a family."""

    every: tuple[Wish, ...]

    def days(self, kind: Kind, who: str, origin: Day) -> DaySet:
        """The days of all wishes of a kind for a parent."""
        return days_of((w.span for w in self.every if w.kind == kind and w.who == who), origin)

    def numbers(self, kind: Kind, who: str = "") -> list[Days]:
        """The numbers of all wishes of a kind for a parent."""
        return [w.number for w in self.every if w.kind == kind and w.who == who]

    def without(self, wish: Wish) -> Wishes:
        """The others."""
        return Wishes(tuple(each for each in self.every if each is not wish))


def wishes_of(told: PlanWishes, birth: int) -> Wishes:
    """The wishes that a case file tells."""
    return Wishes(tuple(_told(told, birth)))


def _told(told: PlanWishes, birth: int) -> Iterator[Wish]:
    for spell in told.at_home:
        yield Wish("at_home", str(spell.who), spell.possibly)
    for spell in told.at_work:
        yield Wish("at_work", str(spell.who), spell.possibly)
    for days in told.days:
        if days.least is not None:
            yield Wish("days_least", str(days.who), number=days.least)
        if days.most is not None:
            yield Wish("days_most", str(days.who), number=days.most)
    if told.together is not None:
        yield Wish("together", number=told.together)
    if told.kindergarten is not None:
        yield Wish("care", span=(birth, told.kindergarten.first))
