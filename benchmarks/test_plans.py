"""How fast plans of parental benefit are: one solved with its reasons, and the best one found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.test_speed import Measure, payments_with_reasons

from perenou.casework.case_file.reader import parse, read
from perenou.casework.case_file.schema import Case
from perenou.casework.planner.search import plan
from perenou.casework.solve import Solved
from perenou.rules.explain import Reason
from perenou.rules.types import Cents

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "plan_two_parents.yaml"
BIRTH = date(2024, 12, 1)
MOTHERS, FATHERS = 80_00, 110_00
"""Daily rates of incomes of 2400 and 3300 euros."""

STAYS = (
    ("mother", "mothers", -70, 100),
    ("father", "fathers", 0, 30),
    ("mother", "shared", 30, 290),
    ("father", "shared", 320, 100),
    ("mother", "shared", 700, 60),
    ("father", "shared", 730, 25),
)
"""Who claims what, from which day after the birth, for how many days: for three years."""


def three_years(later: int) -> Case:
    """Two parents who use all their days within three years, thirty of them together twice."""
    birth = BIRTH + timedelta(days=later)
    residence = [{"country": "EE", "ground": "citizen"}]

    def parent(sex: str, gross: str) -> dict[str, Any]:
        return {
            "sex": sex,
            "birth": "1990-05-05",
            "residence": residence,
            "income": [{"from": "2021-01", "to": "2027-12", "gross": gross}],
            "notes": [],
            "previous_income_base": [],
            "sickness_benefit_right": [{"from": "2020-01-01"}],
        }

    days = []
    for who, kind, first, number in STAYS:
        begin = birth + timedelta(days=first)
        end = begin + timedelta(days=number - 1)
        leave = {} if kind == "shared" else {"leave": "registered"}
        spell = {"from": begin.isoformat(), "to": end.isoformat()}
        days.append({"by": who, "for": "child", "kind": kind, **spell, **leave})
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2024-09", "to": "2027-12"},
            "otherwise": "ordinary",
            "people": {"mother": parent("female", "2400"), "father": parent("male", "3300")},
            "children": {
                "child": {
                    "birth": birth.isoformat(),
                    "expected": birth.isoformat(),
                    "residence": residence,
                    "parents": [
                        {"who": "mother", "role": "mother"},
                        {"who": "father", "role": "father"},
                    ],
                    "lives": [{"with": ["mother", "father"], "share": "full"}],
                }
            },
            "claims": [],
            "parental_days": days,
        }
    )


def next_three_years() -> Callable[[], tuple[tuple[object, ...], dict[str, object]]]:
    later = count()

    def setup() -> tuple[tuple[object, ...], dict[str, object]]:
        return (three_years(next(later)),), {}

    return setup


def test_plan_of_three_years_by_the_day_with_reasons(benchmark: Measure) -> None:
    """Every month of both parents, each payment with its tree."""

    def answer(case: Case) -> tuple[Cents, tuple[Reason, ...]]:
        solved = Solved(case)
        of_parents = [p for p in solved.payments if p.benefit.endswith("parental_benefit")]
        reasons = tuple(solved.reason(payment) for payment in of_parents)
        return sum(payment.most for payment in of_parents), reasons

    made = benchmark.pedantic(answer, setup=next_three_years(), rounds=40, warmup_rounds=3)
    assert isinstance(made, tuple)
    assert made[0] == (100 + 290 + 60) * MOTHERS + (30 + 100 + 25) * FATHERS
    assert len(made[1]) > 25


def test_all_of_three_years_with_reasons(benchmark: Measure) -> None:
    """The same with every other benefit looked at, too."""

    def total(case: Case) -> Cents:
        return payments_with_reasons(Solved(case))[0]

    made = benchmark.pedantic(total, setup=next_three_years(), rounds=20, warmup_rounds=2)
    assert made == (100 + 290 + 60) * MOTHERS + (30 + 100 + 25) * FATHERS


def test_best_plan_of_a_family(benchmark: Measure) -> None:
    """The best plan, others that differ, and what each of six wishes costs."""

    def best(case: Case) -> tuple[tuple[Cents, Cents], int, int]:
        made = plan(case)
        return made.plans[0].money, made.compared, len(made.prices)

    made = benchmark.pedantic(best, setup=lambda: ((read(EXAMPLE),), {}), rounds=5, warmup_rounds=1)
    assert isinstance(made, tuple)
    assert made[0] == (228_263_33, 228_263_33)
    assert made[1] > 1000
    assert made[2] == 5


def test_best_plan_without_wishes(benchmark: Measure) -> None:
    def best(case: Case) -> tuple[Cents, Cents]:
        return plan(case.model_copy(update={"plan": None})).plans[0].money

    made = benchmark.pedantic(best, setup=lambda: ((read(EXAMPLE),), {}), rounds=8, warmup_rounds=1)
    assert made == (64_720_00, 64_720_00)
