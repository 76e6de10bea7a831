"""Generated exercises: one right answer by the engine asked anew, none beside it, and a reason."""

from __future__ import annotations

from collections import Counter
from itertools import cycle, islice

import pytest
from tests.training.right_by_engine import right_ones

from perenou.training.exercise import Exercise
from perenou.training.make import KINDS, NoExerciseError, make
from perenou.training.mark import mark

MANY = 1000


def check(exercise: Exercise) -> None:
    by_engine = right_ones(exercise)
    told = exercise.kind, exercise.family.theme, exercise.fingerprint
    assert by_engine == [each.is_right for each in exercise.choices], told
    assert sum(by_engine) == 1
    marked = mark(exercise, exercise.right)
    assert marked.is_right
    assert marked.reasons, told
    assert marked.provisions


def test_an_exercise_has_one_right_answer_and_a_reason(exercises: list[Exercise]) -> None:
    for exercise in exercises:
        check(exercise)


@pytest.mark.long
def test_so_have_a_thousand_and_they_differ() -> None:
    pairs = [(kind, theme) for kind, themes in KINDS.items() for theme in themes]
    made = []
    for seed, (kind, theme) in enumerate(islice(cycle(pairs), MANY), 1000):
        try:
            exercise = make(kind, seed, theme)
        except NoExerciseError:
            pytest.fail(f"no {kind} about {theme} of seed {seed}")
        check(exercise)
        made.append(exercise)
    assert len({each.fingerprint for each in made}) == MANY
    for of in ("kind", "benefit"):
        shares = Counter(getattr(each, of) for each in made)
        assert max(shares.values()) < MANY * 0.4, shares
