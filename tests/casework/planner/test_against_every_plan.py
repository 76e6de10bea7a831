"""The best plan against every plan of a coarse grid, each decided by solving its case anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from typing import Any, Final

import pytest
from tests.casework.planner.families import late_family

from perenou.casework.case_file import Case, parse
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.planner.search import plan
from perenou.casework.solve import Solved

CUTS: Final = ("2027-06-01", "2027-07-16", "2027-09-01", "2027-10-31", "2027-12-15")
"""Days on which a parent may come home or go: not those that the planner looks at by itself."""

MONTHS: Final = ("2027-06", "2027-12")
STATES: Final = {"mari": ("", "shared"), "jaan": ("", "fathers", "shared")}


def every_plan() -> Iterator[tuple[tuple[str, str], ...]]:
    """By piece of time, what the mother and the father do: at work, or the kind that is claimed."""
    yield from product(product(STATES["mari"], STATES["jaan"]), repeat=len(CUTS) - 1)


def entries_of(states: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    found = []
    for (first, after), kinds in zip(pairwise(CUTS), states, strict=True):
        last = (date.fromisoformat(after) - timedelta(days=1)).isoformat()
        for who, kind in zip(("mari", "jaan"), kinds, strict=True):
            if kind:
                leave = {"leave": "registered"} if kind == "fathers" else {}
                found.append(
                    {"by": who, "for": "liis", "kind": kind, "from": first, "to": last, **leave}
                )
    return found


@cache
def paid_by_plan(incomes: tuple[str, str]) -> dict[tuple[tuple[str, str], ...], int]:
    """The benefit that each plan brings, from the case solved as any other."""
    case = late_family(incomes=incomes)
    mapping = to_mapping(case)
    mapping["period"] = {"from": MONTHS[0], "to": MONTHS[1]}
    used = mapping["parental_days"]
    found = {}
    for states in every_plan():
        days = parse({**mapping, "parental_days": [*used, *entries_of(states)]}).parental_days
        changed: Case = case.model_copy(update={"parental_days": days})
        period = parse({"period": mapping["period"]}).period
        solved = Solved(changed.model_copy(update={"period": period}))
        found[states] = sum(payment.least for payment in solved.payments)
    return found


def wages_of(states: tuple[tuple[str, str], ...], wages: tuple[str, str]) -> float:
    total = 0.0
    for (first, after), kinds in zip(pairwise(CUTS), states, strict=True):
        day = date.fromisoformat(first)
        while day < date.fromisoformat(after):
            in_month = (
                date(day.year + day.month // 12, day.month % 12 + 1, 1) - day.replace(day=1)
            ).days
            total += sum(
                100 * int(wage) / in_month
                for wage, kind in zip(wages, kinds, strict=True)
                if not kind
            )
            day += timedelta(days=1)
    return total + sum(100 * int(wage) * 17 / 31 for wage in wages)


def together_of(states: tuple[tuple[str, str], ...]) -> int:
    return sum(
        (date.fromisoformat(after) - date.fromisoformat(first)).days
        for (first, after), kinds in zip(pairwise(CUTS), states, strict=True)
        if all(kinds)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "wages",
    [("0", "0"), ("2400", "3300"), ("1500", "4000"), ("5000", "1000"), ("1000", "1000")],
)
def test_no_plan_of_a_coarse_grid_brings_more(wages: tuple[str, str]) -> None:
    incomes = ("2400", "3300")
    best = plan(late_family({"goal": "most_money"}, incomes=incomes, wages=wages)).plans[0]
    others = {
        states: paid + wages_of(states, wages) for states, paid in paid_by_plan(incomes).items()
    }
    winner = max(others, key=lambda states: others[states])
    assert best.money[0] >= others[winner] - 31 * 7, winner
