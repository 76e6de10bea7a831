"""The best plan against every plan of a coarse grid, each decided by solving its case anew."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from typing import Any, Final, TypeAlias

import pytest
from tests.casework.planner.families import late_family

from perenou.casework.case_file import parse
from perenou.casework.case_file.plan import Goal
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.planner.search import plan
from perenou.casework.solve import Solved

CUTS: Final = ("2027-06-01", "2027-07-16", "2027-10-31", "2027-12-15")
"""Days on which a parent may come home or go: not those that the planner looks at by itself."""

LONG: Final = bool(os.environ.get("PERENOU_LONG_SEARCH"))
"""Whether all of the grid is tried under all goals; on every change it is each seventeenth plan."""

BORN: Final = "2024-12-15"
LAST_DAYS: Final = 17
"""Days of December after the third birthday."""

INCOMES: Final = ("2400", "3300")

States: TypeAlias = tuple[tuple[str, str], ...]
"""By piece of time, what the mother and the father do: at work, or the kind that is claimed."""


@dataclass(frozen=True)
class Tried:
    """What a plan of the grid brings: benefit, days paid to both, and days paid to anybody."""

    benefit: int
    together: int
    cared_for: int


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@cache
def every_plan() -> dict[States, Tried]:
    mapping = to_mapping(late_family(incomes=INCOMES))
    used = mapping["parental_days"]
    assert isinstance(used, list)
    mapping["period"] = {"from": "2027-06", "to": "2027-12"}
    kinds = list(product(("", "shared"), ("", "fathers", "shared")))
    found = {}
    for states in [*product(kinds, repeat=len(CUTS) - 1)][:: 1 if LONG else 17]:
        solved = Solved(parse({**mapping, "parental_days": [*used, *days_of(states)]}))
        paid = solved.world.line("persons_paid_today", 0)
        number = [paid.at(day) for day in range(ordinal(BORN), ordinal(CUTS[-1]))]
        found[states] = Tried(
            sum(payment.least for payment in solved.payments),
            sum(each == 2 for each in number),
            sum(each >= 1 for each in number),
        )
    return found


def days_of(states: States) -> list[dict[str, Any]]:
    found = []
    for (first, after), kinds in zip(pairwise(CUTS), states, strict=True):
        last = (date.fromisoformat(after) - timedelta(days=1)).isoformat()
        for who, kind in zip(("mari", "jaan"), kinds, strict=True):
            if kind:
                leave = {"leave": "registered"} if kind == "fathers" else {}
                spell = {"kind": kind, "from": first, "to": last}
                found.append({"by": who, "for": "liis", **spell, **leave})
    return found


def wages_of(states: States, wages: tuple[str, str]) -> float:
    """Cents earned on the days for which nothing is claimed, by calendar days of each month."""
    total = 0.0
    for (first, after), kinds in zip(pairwise(CUTS), states, strict=True):
        for day in map(date.fromordinal, range(ordinal(first), ordinal(after))):
            next_month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            size = (next_month - day.replace(day=1)).days
            at_work = [wage for wage, kind in zip(wages, kinds, strict=True) if not kind]
            total += sum(100 * int(wage) / size for wage in at_work)
    return total + sum(100 * int(wage) * LAST_DAYS / 31 for wage in wages)


def worth(goal: Goal, states: States, tried: Tried, wages: tuple[str, str]) -> tuple[float, ...]:
    money = tried.benefit + wages_of(states, wages)
    if goal == "most_days_together":
        return tried.together, money
    if goal == "longest_time_at_home":
        return tried.cared_for, money
    return (money,)


EVERY: Final = tuple(
    product(
        ("most_money", "most_days_together", "longest_time_at_home"),
        (("2400", "3300"), ("0", "0"), ("1500", "4000"), ("5000", "1000"), ("1000", "1000")),
        (False, True),
    )
)
"""Goals, wages and whether somebody must be at home; all of them with PERENOU_LONG_SEARCH=1."""
TRIED: Final = EVERY if LONG else EVERY[::15]


@pytest.mark.slow
@pytest.mark.parametrize(("goal", "wages", "care"), TRIED)
def test_no_plan_of_a_coarse_grid_is_better(goal: Goal, wages: tuple[str, str], care: bool) -> None:
    wishes = {"goal": goal, **({"kindergarten": "2027-10-31"} if care else {})}
    best = plan(late_family(wishes, incomes=INCOMES, wages=wages)).plans[0]
    with_somebody = {
        states: tried
        for states, tried in every_plan().items()
        if not care or all(any(kinds) for kinds in states[:2])
    }
    for states, tried in with_somebody.items():
        other = worth(goal, states, tried, wages)
        # Wages of parts of a month are rounded to the cent, at most one for each day of change.
        assert best.worth(goal)[: len(other)] >= (*other[:-1], other[-1] - 10), states
