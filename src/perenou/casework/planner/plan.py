"""A plan of parental benefit as plain frozen data, and why none can be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from perenou.casework.case_file.plan import Goal
from perenou.casework.case_file.schema import ParentalDays, ParentalKind
from perenou.casework.determination import Doubt, Question
from perenou.casework.planner.wishes import Wish, Wishes
from perenou.rules.types import Cents, Day, Days, Months

Amount: TypeAlias = tuple[Cents, Cents]
"""The least and the most, equal when certain."""


class PlanError(Exception):
    """No plan can be made: the key of a text, what stands in it, and what is needed to know."""

    def __init__(self, key: str, needed: tuple[Question, ...] = (), **slots: str) -> None:
        super().__init__(key)
        self.key = key
        self.needed = needed
        self.slots = slots


@dataclass(frozen=True, slots=True)
class Stay:
    """A time at home: first day, day after the last; ``kind`` None: without benefit."""

    who: str
    kind: ParentalKind | None
    first: Day
    after: Day


@dataclass(frozen=True, slots=True)
class MonthMoney:
    """A family's money of one month: benefits by parent, and wages by parent."""

    month: Months
    benefits: tuple[Amount, ...]
    wages: tuple[Cents, ...]

    @property
    def total(self) -> Amount:
        """Benefits and wages together."""
        wages = sum(self.wages)
        least, most = (sum(b[side] for b in self.benefits) for side in (0, 1))
        return least + wages, most + wages


@dataclass(frozen=True, slots=True)
class Used:
    """A limit of the law that the plan touches: how many of how many days are used.

    Attributes:
        key: ``mothers``, ``fathers``, ``shared`` or ``together``. who: id of the parent, if it is
            one parent's. citation: the provision.
    """

    key: Literal["mothers", "fathers", "shared", "together"]
    who: str
    used: Days
    of: Days
    citation: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a family does, as the rules of the law decide it.

    Attributes:
        stays: times at home in order, from the first day that can still be planned. days: entries
            for ``parental_days``, with the days used before. months: money by month, of the
            parents in their order. together: days paid to both. cared_for: days from the birth
            on that a parent is at home and paid. limits: what the law allows, and what is used.
    """

    stays: tuple[Stay, ...]
    days: tuple[ParentalDays, ...]
    months: tuple[MonthMoney, ...]
    together: Days
    cared_for: Days
    limits: tuple[Used, ...]

    @property
    def money(self) -> Amount:
        """All months together."""
        totals = [month.total for month in self.months]
        return sum(t[0] for t in totals), sum(t[1] for t in totals)

    @property
    def benefit(self) -> Amount:
        """The benefit of all months."""
        every = [amount for month in self.months for amount in month.benefits]
        return sum(a[0] for a in every), sum(a[1] for a in every)

    def worth(self, goal: Goal) -> tuple[int, ...]:
        """By what plans are compared, the first that differs deciding; money by its least."""
        money = self.money[0]
        if goal == "most_days_together":
            return self.together, money, self.cared_for
        if goal == "longest_time_at_home":
            return self.cared_for, money, self.together
        return money, self.cared_for, self.together


@dataclass(frozen=True, slots=True)
class Price:
    """What a wish costs: the best plan without it; None: neither with nor without is there one."""

    wish: Wish
    best: Plan | None


@dataclass(frozen=True, slots=True)
class Planned:
    """The answer to a family's wishes.

    Attributes:
        child, parents: ids. first: the first day that is planned. after: the day after the time
            for the benefit. assumed_birth: the expected day, on which the child is taken to be
            born; None: the birth is known.
        goal, wishes: what was wished. plans: the best one first, then others that really differ;
            empty if the wishes cannot be met together. compared: how many plans the wishes allow.
            judged: how many sets of days the rules had to decide. prices: what each wish costs.
        wages: the wage of each parent, None where none is told. needed: facts that the amounts
            still wait for. doubts: other readings of the law that change the best plan's sum.
    """

    title: str
    as_of: Day
    names: tuple[tuple[str, str], ...]
    child: str
    parents: tuple[str, ...]
    first: Day
    after: Day
    assumed_birth: Day | None
    goal: Goal
    wishes: Wishes
    plans: tuple[Plan, ...]
    compared: int
    judged: int
    prices: tuple[Price, ...]
    wages: tuple[Cents | None, ...]
    needed: tuple[Question, ...]
    doubts: tuple[Doubt, ...]

    def name_of(self, who: str) -> str:
        """The name to show for an id."""
        return dict(self.names).get(who, who)
