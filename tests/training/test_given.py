"""Exercises about a family that a case tells of, and how hard an exercise is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.acts.cases import example
from tests.training.right_by_engine import right_ones

from perenou.rules.calendar import birthday, first_day_of
from perenou.training.boundaries import FAR
from perenou.training.exercise import Exercise, Kind
from perenou.training.families import family, given
from perenou.training.make import OF_GIVEN, NoExerciseError, make, make_of
from perenou.training.mark import mark

TURNS_19 = example("three_children_one_turns_19").case
MONTH = 2026 * 12 + 5


def about(name: str, month: int) -> dict[Kind, Exercise]:
    """Every kind of exercise that can be made about an example in a month."""
    made = {}
    for kind in Kind:
        try:
            made[kind] = make_of(kind, given(example(name).case, month), 1)
        except NoExerciseError:
            continue
    return made


@pytest.mark.parametrize(
    ("name", "month", "kinds"),
    [
        ("three_children_one_turns_19", 2026 * 12 + 6, {Kind.HOW_MUCH, Kind.WHO, Kind.FIND_FAULT}),
        ("eu_mother_estonia_father_finland", 2026 * 12, {Kind.WHICH_STATE, Kind.HOW_MUCH}),
        ("missing_facts", 2026 * 12 + 9, {Kind.WHAT_IS_MISSING}),
    ],
)
def test_what_a_case_tells_makes_exercises(name: str, month: int, kinds: set[Kind]) -> None:
    made = about(name, month)
    assert kinds <= set(made) <= set(OF_GIVEN)
    for exercise in made.values():
        assert right_ones(exercise) == [each.is_right for each in exercise.choices]
        assert mark(exercise, exercise.right).reasons


def test_nothing_is_asked_whose_answer_is_open() -> None:
    """Where a fact is missing an amount has bounds; no choice could be right then."""
    made = about("missing_facts", 2026 * 12 + 9)
    assert Kind.HOW_MUCH not in made


def test_a_case_without_a_child_is_refused() -> None:
    with pytest.raises(ValueError, match="child"):
        given(TURNS_19.model_copy(update={"children": {}}), MONTH)


def test_the_child_whose_boundary_is_nearest_is_the_one_asked_about() -> None:
    turning = given(TURNS_19, 2026 * 12 + 5).turning
    born = TURNS_19.children[turning].born
    assert born is not None
    assert abs(birthday(born.first, 19) - first_day_of(2026 * 12 + 5)) < 100


def test_more_norms_and_a_nearer_boundary_make_it_harder() -> None:
    """Each alone: the same exercise with another number of norms, and with another distance."""
    exercise = make(Kind.HOW_MUCH, 3, "small_family")
    by_norms = [replace(exercise, norms=n, days_near=FAR).difficulty for n in (5, 30, 50)]
    by_days = [replace(exercise, norms=5, days_near=days).difficulty for days in (FAR, 92, 31)]
    assert by_norms == [1, 2, 3]
    assert by_days == [1, 2, 3]
    assert replace(exercise, norms=50, days_near=0).difficulty == 5


def test_a_fingerprint_changes_with_what_is_right_and_with_what_is_asked() -> None:
    exercise = make(Kind.HOW_MUCH, 5)
    assert make(Kind.HOW_MUCH, 5).fingerprint == exercise.fingerprint
    other = replace(exercise.choices[0], value=1)
    assert replace(exercise, choices=(other, *exercise.choices[1:])).fingerprint != (
        exercise.fingerprint
    )
    moved = replace(exercise, family=replace(family("newborn", 1), month=exercise.family.month))
    assert moved.fingerprint != exercise.fingerprint
