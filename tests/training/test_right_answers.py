"""Generated exercises: one right answer by the engine asked anew, none beside it, and a reason."""

from __future__ import annotations

import pytest
from tests.training.right_by_engine import right_ones

from perenou.training.exercise import Exercise, Kind
from perenou.training.make import NoExerciseError, make
from perenou.training.mark import mark

FEW = 5
MANY = 125  # of each of eight kinds: 1,000


def check(exercise: Exercise) -> None:
    by_engine = right_ones(exercise)
    assert by_engine == [each.is_right for each in exercise.choices], exercise.fingerprint
    assert sum(by_engine) == 1
    marked = mark(exercise, exercise.right)
    assert marked.is_right
    assert marked.reasons
    assert marked.provisions


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_an_exercise_has_one_right_answer_and_a_reason(kind: Kind) -> None:
    for seed in range(100, 100 + FEW):
        check(make(kind, seed))


@pytest.mark.long
def test_so_have_a_thousand() -> None:
    made = 0
    for kind in Kind:
        for seed in range(1000, 1000 + MANY):
            try:
                exercise = make(kind, seed)
            except NoExerciseError:
                pytest.fail(f"no {kind} of seed {seed}")
            check(exercise)
            made += 1
    assert made == MANY * len(Kind) == 1000
