"""How fast it is: a cold start, the next case, and families over two and three years."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Protocol

from perenou.casework.case_file.reader import parse
from perenou.casework.case_file.schema import Case
from perenou.casework.coordination import state_months
from perenou.casework.solve import Solved
from perenou.rules.explain import Reason
from perenou.rules.types import Cents

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "everyday_two_children.yaml"
MOST_ROUNDS = 200
BIRTHS = (date(2014, 5, 14), date(2017, 9, 2), date(2021, 1, 30))


class Measure(Protocol):
    """What is used of the fixture ``benchmark``."""

    def pedantic(
        self,
        target: Callable[..., object],
        *,
        setup: Callable[[], tuple[tuple[object, ...], dict[str, object]]] | None = None,
        rounds: int = 1,
        warmup_rounds: int = 0,
    ) -> object: ...


def family(children: int, first: str, last: str, later: int) -> Case:
    """Two parents who are citizens and their children, claimed for by the mother at birth.

    Args:
        later: by how many days every birth is moved, so that no two cases are the same.
    """
    births = [(birth + timedelta(days=later)).isoformat() for birth in BIRTHS]
    residence = [{"country": "EE", "ground": "citizen"}]
    ids = [f"child_{number}" for number in range(children)]
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": first, "to": last},
            "otherwise": "ordinary",
            "people": {
                "mother": {"sex": "female", "birth": "1988-02-03", "residence": residence},
                "father": {"sex": "male", "birth": "1986-07-19", "residence": residence},
            },
            "children": {
                name: {
                    "birth": birth,
                    "residence": residence,
                    "parents": [
                        {"who": "mother", "role": "mother"},
                        {"who": "father", "role": "father"},
                    ],
                    "lives": [{"with": ["mother", "father"], "share": "full"}],
                }
                for name, birth in zip(ids, births, strict=False)
            },
            "couples": [{"who": ["mother", "father"], "kind": "marriage", "from": "2012-06-18"}],
            "claims": [
                {
                    "by": "mother",
                    "for": [name],
                    "benefits": ["child_allowance"],
                    "received": birth,
                    "channel": "e_service",
                }
                for name, birth in zip(ids, births, strict=False)
            ],
        }
    )


def several_states(later: int) -> Case:
    """Four children here; the mother's work ends, the father's moves from one state to another.

    The second state pays in its own currency, so that the supplement changes every month.
    """
    births = [(b + timedelta(days=later)).isoformat() for b in (*BIRTHS, date(2012, 3, 5))]
    home = [{"country": "EE", "ground": "citizen"}]
    first_days = [date(year, month, 1) for year in (2025, 2026) for month in range(1, 13)]
    finnish = ("94.88", "104.84", "133.79", "173.24")
    ids = [f"child_{number}" for number in range(4)]
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2024-01", "to": "2026-12"},
            "otherwise": "ordinary",
            "people": {
                "mother": {
                    "sex": "female",
                    "birth": "1988-02-03",
                    "residence": home,
                    "work": [{"country": "EE", "kind": "employed", "to": "2024-10-14"}],
                },
                "father": {
                    "sex": "male",
                    "birth": "1986-07-19",
                    "residence": home,
                    "work": [
                        {"country": "FI", "kind": "employed", "to": "2025-08-16"},
                        {"country": "SE", "kind": "employed", "from": "2025-08-17"},
                    ],
                },
            },
            "children": {
                name: {
                    "birth": birth,
                    "residence": home,
                    "parents": [
                        {"who": "mother", "role": "mother"},
                        {"who": "father", "role": "father"},
                    ],
                    "lives": [{"with": ["mother", "father"], "share": "full"}],
                    "state_benefits": [
                        {
                            "country": "FI",
                            "amount": amount,
                            "interval": "month",
                            "to": "2025-08-31",
                        },
                        {
                            "country": "SE",
                            "amount": 1250,
                            "currency": "SEK",
                            "interval": "month",
                            "from": "2025-08-17",
                        },
                    ],
                }
                for name, birth, amount in zip(ids, births, finnish, strict=True)
            },
            "couples": [{"who": ["mother", "father"], "kind": "marriage", "from": "2012-06-18"}],
            "claims": [
                {
                    "by": "mother",
                    "for": "all",
                    "benefits": ["child_allowance", "large_family_allowance"],
                    "received": "2021-06-01",
                }
            ],
            "exchange_rates": [
                {
                    "currency": "SEK",
                    "day": (day - timedelta(days=1)).isoformat(),
                    "rate": f"11.{day.month:02}",
                }
                for day in first_days
            ],
        }
    )


def run_python(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def amount_of(solved: Solved) -> Cents:
    """The child allowance of the first child in the first month, and nothing else."""
    amount = solved.world.at("child_allowance_amount", 0, solved.first_day)
    assert isinstance(amount, int)
    return amount


def payments_with_reasons(solved: Solved) -> tuple[Cents, tuple[Reason, ...]]:
    """The sum of all payments, and the whole cited tree of each."""
    payments = solved.payments
    reasons = tuple(solved.reason(payment) for payment in payments)
    return sum(payment.most for payment in payments), reasons


def next_case(
    children: int, first: str, last: str
) -> Callable[[], tuple[tuple[object, ...], dict[str, object]]]:
    """Before each round a case that was not seen before; all of them are read beforehand.

    Reading a case right before it is solved would measure how cold the processor is then.
    """
    cases = iter([family(children, first, last, later) for later in range(MOST_ROUNDS)])

    def setup() -> tuple[tuple[object, ...], dict[str, object]]:
        return (next(cases),), {}

    return setup


def test_nothing_but_the_interpreter_cold(benchmark: Measure) -> None:
    """What of the cold measures below is Python's own."""
    assert benchmark.pedantic(lambda: run_python("-c", "pass"), rounds=15, warmup_rounds=2) == ""


def test_import_cold(benchmark: Measure) -> None:
    made = benchmark.pedantic(
        lambda: run_python("-c", "import perenou; print(perenou.__version__)"),
        rounds=15,
        warmup_rounds=2,
    )
    assert made


def test_first_cited_answer_cold(benchmark: Measure) -> None:
    made = benchmark.pedantic(
        lambda: run_python("-m", "perenou.cli", "solve", str(EXAMPLE), "--json"),
        rounds=10,
        warmup_rounds=1,
    )
    assert "PHS § 17 lg 1" in str(made)


def test_next_case_value(benchmark: Measure) -> None:
    def value(case: Case) -> Cents:
        return amount_of(Solved(case))

    made = benchmark.pedantic(
        value, setup=next_case(1, "2026-11", "2026-11"), rounds=150, warmup_rounds=5
    )
    assert made == 80_00


def test_next_case_with_reasons(benchmark: Measure) -> None:
    """The same amount, with the whole tree of what it rests on."""

    def answer(case: Case) -> tuple[object, int]:
        solved = Solved(case)
        tree = solved.explainer.reason("child_allowance_amount", 0, solved.first_day)
        return tree.value, sum(1 for reason in tree.walk() if reason.citation)

    made = benchmark.pedantic(
        answer, setup=next_case(1, "2026-11", "2026-11"), rounds=150, warmup_rounds=5
    )
    assert isinstance(made, tuple)
    assert made[0] == 80_00
    assert made[1] > 10


def test_every_payment_of_next_case_with_reasons(benchmark: Measure) -> None:
    """Of all benefits whatever is paid for the month, each with its tree."""

    def answer(case: Case) -> tuple[Cents, int]:
        total, reasons = payments_with_reasons(Solved(case))
        return total, len(reasons)

    made = benchmark.pedantic(
        answer, setup=next_case(1, "2026-11", "2026-11"), rounds=60, warmup_rounds=5
    )
    assert made == (80_00, 1)


def test_family_of_three_over_24_months_with_reasons(benchmark: Measure) -> None:
    def answer(case: Case) -> tuple[Cents, tuple[Reason, ...]]:
        return payments_with_reasons(Solved(case))

    made = benchmark.pedantic(
        answer, setup=next_case(3, "2025-01", "2026-12"), rounds=40, warmup_rounds=3
    )
    assert isinstance(made, tuple)
    assert made[0] == 24 * (80_00 + 80_00 + 100_00 + 450_00)
    assert len(made[1]) == 24 * 4


def test_three_states_four_children_36_months_with_reasons(benchmark: Measure) -> None:
    """Who pays first and how much, month by month, and every payment with its tree."""
    later = count()

    def setup() -> tuple[tuple[object, ...], dict[str, object]]:
        return (several_states(next(later)),), {}

    def answer(case: Case) -> tuple[Cents, int, int]:
        solved = Solved(case)
        total, reasons = payments_with_reasons(solved)
        assert all(payment.is_certain for payment in solved.payments)
        return total, len(reasons), len(state_months(solved))

    made = benchmark.pedantic(answer, setup=setup, rounds=20, warmup_rounds=2)
    assert isinstance(made, tuple)
    assert made[0] > 10 * 70_000
    assert made[1] > 36 * 4
    assert made[2] == 36 * 4 * 2


def test_whole_determination(benchmark: Measure) -> None:
    """Questions, doubts, deadlines and coming changes with it."""

    def total(case: Case) -> tuple[Cents, Cents]:
        return Solved(case).determination.total

    made = benchmark.pedantic(
        total, setup=next_case(2, "2026-01", "2026-12"), rounds=20, warmup_rounds=2
    )
    assert made == (1920_00, 1920_00)
