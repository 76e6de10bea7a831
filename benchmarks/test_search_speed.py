"""How fast search is over a hundred thousand invented units."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from time import perf_counter
from typing import Protocol

import pytest

from perenou.language.search.engine import Index
from perenou.language.search.unit import Unit
from perenou.language.term_base import term_base

UNITS = 100_000
PER_ACT = 200
QUESTIONS = (
    "emapalk", "üksikema raha", "lapsetoetuse maksmise peatamine", "alimentide võlgnik", "isakuu",
    "koondamisraha", "vanemahüvitise ülempiir", "toetuse tagasinõudmine", "пособие на ребёнка",
    "paternity leave", "emapuhks", "täitemenetlusaegse elatisabi taotlemine kohtutäituri kaudu",
)  # fmt: skip


class Measure(Protocol):
    """What is used of the fixture ``benchmark``."""

    extra_info: dict[str, object]

    def pedantic(
        self,
        target: Callable[..., object],
        *,
        setup: Callable[[], tuple[tuple[object, ...], dict[str, object]]] | None = None,
        rounds: int = 1,
        warmup_rounds: int = 0,
    ) -> object: ...


def invented(act: int, chance: random.Random) -> list[Unit]:
    """An act of sections made from the words of the term base, and words of its own."""
    words = vocabulary()
    return [
        Unit(
            f"A{act} § {number}",
            " ".join(chance.choices(words, k=4)),
            " ".join(chance.choices(words, k=50)),
            "act",
            f"A{act}",
        )
        for number in range(PER_ACT)
    ]


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Some 30,000 forms: the words of the term base and compounds of them with endings."""
    words = sorted({w for t in term_base().values() for n in (t.name, t.means) for w in n.split()})
    plain = [word.strip(".,;:()").lower() for word in words if word.strip(".,;:()").isalpha()]
    chance = random.Random(1)
    made = {
        chance.choice(plain) + chance.choice(plain) + chance.choice(["", "le", "st", "ga", "d"])
        for _ in range(30_000)
    }
    return (*plain, *plain, *plain, *sorted(made))


@pytest.fixture(scope="module")
def index() -> Index:
    chance = random.Random(20261126)
    units = [u for act in range(UNITS // PER_ACT) for u in invented(act, chance)]
    began = perf_counter()
    made = Index(units, terms=term_base().values())
    took = perf_counter() - began
    print(f"\nindex of {len(made)} units: {took:.1f} s")
    assert len(made) == UNITS
    assert took < 120
    return made


def test_a_question(benchmark: Measure, index: Index) -> None:
    chance = random.Random(5)

    def setup() -> tuple[tuple[object, ...], dict[str, object]]:
        return (chance.choice(QUESTIONS),), {}

    benchmark.pedantic(index.ask, setup=setup, rounds=200, warmup_rounds=5)
    times = []
    for number in range(240):
        began = perf_counter()
        answer = index.ask(QUESTIONS[number % len(QUESTIONS)])
        times.append(perf_counter() - began)
        assert answer.hits
    benchmark.extra_info["p95 ms"] = round(sorted(times)[int(0.95 * len(times))] * 1000, 1)
    print(f"\nquestion: p95 {benchmark.extra_info['p95 ms']} ms")


def test_typing_ahead(benchmark: Measure, index: Index) -> None:
    assert index.complete("lapse")
    benchmark.pedantic(lambda: index.complete("vanemahüv"), rounds=50, warmup_rounds=2)


def test_one_act_changes(benchmark: Measure, index: Index) -> None:
    chance = random.Random(7)

    def change() -> None:
        index.update("A7", invented(7, chance))
        assert len(index) == UNITS

    benchmark.pedantic(change, rounds=3)
