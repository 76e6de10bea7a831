"""How fast earlier answers are found among ten thousand, and what a new one costs."""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter
from typing import Final

import pytest
import yaml
from benchmarks.test_search_speed import Measure, vocabulary

from perenou.language.search.earlier import Earlier, EarlierQuestions
from perenou.language.term_base import term_base

MANY: Final = 10_000
FILE: Final = Path(__file__).resolve().parent.parent / "tests/language/questions/earlier.yaml"


def invented(count: int) -> list[Earlier]:
    """Questions of a hundred words each, of real ones and of words that others hold."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    words, chance = vocabulary(), random.Random(20261127)
    made = []
    for at in range(count):
        row = rows[at % len(rows)]
        noise = [" ".join(chance.choices(words, k=length)) for length in (3, 30, 50)]
        made.append(
            Earlier(
                f"N-{at}", row["theme"], f"{row['subject']} {noise[0]}",
                f"{row['asked']} {noise[1]}", f"{row['answer']} {noise[2]}",
            )
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def earlier() -> EarlierQuestions:
    began = perf_counter()
    made = EarlierQuestions(invented(MANY), term_base().values())
    print(f"\nindex of {len(made)} questions: {perf_counter() - began:.1f} s")
    assert len(made) == MANY
    return made


def test_earlier_answers_to_a_question_as_it_is_typed(
    benchmark: Measure, earlier: EarlierQuestions
) -> None:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    asked = [row["anew"] for row in rows if "anew" in row]

    def all_of_them() -> int:
        return sum(len(earlier.fitting(text)) for text in asked)

    found = benchmark.pedantic(all_of_them, rounds=3, warmup_rounds=1)
    benchmark.extra_info["questions a round"] = len(asked)
    assert found == 5 * len(asked)


def test_a_new_answer_joins(benchmark: Measure, earlier: EarlierQuestions) -> None:
    (new,) = invented(1)

    def join() -> None:
        earlier.put(new)
        assert earlier.fitting(f"{new.subject} {new.asked}")[0].number == new.number

    benchmark.pedantic(join, rounds=5)
