"""What the overview is made of: each section gives its figures by one entry in ``SOURCES``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Final, Literal, TypeAlias

from django.utils.timezone import localdate

from perenou.workbench.accounts.models import User
from perenou.workbench.frame.periods import PERIODS, first_day

MONTHS: Final = 12
"""Of a trend."""

SMALL: Final = 10
"""A share or a middle value of fewer than so many says little, and that is said beside it."""

Unit: TypeAlias = Literal["number", "share", "hours"]


@dataclass(frozen=True, slots=True)
class Period:
    """The time that is looked at.

    Attributes:
        key: as lists know it. first, last: its days, both included.
    """

    key: str
    first: date
    last: date

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Year and month of each place of a trend, the oldest first."""
        at = self.last.year * 12 + self.last.month - 1
        return tuple(divmod(at - back, 12) for back in range(MONTHS - 1, -1, -1))

    def by_month(self, days: Iterable[date]) -> tuple[int, ...]:
        """How many of some days lie in each month of a trend."""
        found = dict.fromkeys(self.months, 0)
        for each in days:
            month = each.year, each.month - 1
            if month in found:
                found[month] += 1
        return tuple(found.values())

    @property
    def first_of_trend(self) -> date:
        """The first day that a trend counts."""
        year, month = self.months[0]
        return date(year, month + 1, 1)


def period_of(key: str) -> Period:
    """The period of a key; the longest, where it is none."""
    known = key if key in PERIODS else PERIODS[-1]
    return Period(known, first_day(known), localdate())


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Attributes:
        key: ``figures.GROUP.KEY`` is what it is called. value: None: not known. of: of a share,
            the whole; of a middle value, how many it rests on. address: of the list that it
            counts; empty: whoever looks may not see that list. trend: by month, the oldest first.
    """

    key: str
    value: int | None
    unit: Unit = "number"
    of: int | None = None
    address: str = ""
    trend: tuple[int, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether it rests on too few to say much."""
        return self.of is not None and self.of < SMALL


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of a section; ``figures.KEY`` is its heading."""

    key: str
    figures: tuple[Figure, ...]


Source: TypeAlias = Callable[[User, Period], Group | None]
"""Makes the figures of a section for somebody; None where they are not for them."""

SOURCES: Final = (
    "perenou.workbench.cases.on_figures:cases",
    "perenou.workbench.questions.on_figures:questions",
    "perenou.workbench.drafts.on_figures:acts",
    "perenou.workbench.practice.on_figures:practice",
    "perenou.workbench.positions.on_figures:positions",
    "perenou.workbench.prose.on_figures:texts",
    "perenou.workbench.flows.on_figures:flows",
    "perenou.workbench.learning.on_figures:learning",
    "perenou.workbench.proposals.on_figures:proposals",
    "perenou.workbench.watch.on_figures:law",
)
"""The sections in their order, each ``module:function``."""


def groups(user: User, period: Period) -> list[Group]:
    """The figures that are for somebody."""
    made = (_function(name)(user, period) for name in SOURCES)
    return [group for group in made if group is not None]


def _function(name: str) -> Source:
    module, _, function = name.partition(":")
    found: Source = getattr(import_module(module), function)
    return found
