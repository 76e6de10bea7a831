"""Exercises: one right answer by the engine, no other that is also right, and a reason."""

from __future__ import annotations

import pytest

from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.training.exercise import Exercise, Kind
from perenou.training.families import SURNAMES, THEMES, family
from perenou.training.make import KINDS, make
from perenou.training.mark import mark
from perenou.training.tell import Telling

SEEDS = range(4)


@pytest.fixture(scope="module", params=list(Kind), ids=lambda kind: kind.value)
def made(request: pytest.FixtureRequest) -> list[Exercise]:
    """Exercises of one kind."""
    return [make(request.param, seed) for seed in SEEDS]


def test_each_has_one_right_answer_and_at_least_two_wrong_ones(made: list[Exercise]) -> None:
    for exercise in made:
        assert sum(each.is_right for each in exercise.choices) == 1
        assert len({each.value for each in exercise.choices}) == len(exercise.choices) >= 3
        assert exercise.provisions
        assert 1 <= exercise.difficulty <= 5


def test_each_is_told_and_marked_in_three_languages(made: list[Exercise]) -> None:
    for exercise, language in zip(made, (*LANGUAGES, LANGUAGES[0]), strict=True):
        telling = Telling(exercise, language)
        assert telling.question()
        assert list(telling.family())
        texts = [telling.choice(each) for each in exercise.choices]
        assert len(set(texts)) == len(texts)
        for at, choice in enumerate(exercise.choices):
            marked = mark(exercise, at, language)
            assert marked.is_right == choice.is_right
            assert bool(marked.why_wrong) != choice.is_right
            assert marked.right == texts[exercise.right]
            assert marked.reasons


def test_the_same_seed_gives_the_same_exercise() -> None:
    for kind in Kind:
        assert make(kind, 7) == make(kind, 7)


def test_every_theme_is_asked_about() -> None:
    assert {theme for themes in KINDS.values() for theme in themes} == set(THEMES)


def test_an_amount_asked_for_is_what_the_family_is_paid() -> None:
    for seed in SEEDS:
        exercise = make(Kind.HOW_MUCH, seed)
        solved = Solved(exercise.family.case)
        paid = [
            p.least
            for p in solved.monthly_payments(exercise.family.month)
            if p.benefit == exercise.benefit
        ]
        once = [
            p.least
            for p in solved.payments
            if (p.benefit, p.month) == (exercise.benefit, exercise.family.month)
        ]
        assert exercise.choices[exercise.right].value == sum(paid or once)


def test_a_last_month_read_as_a_part_is_less_than_the_whole_one() -> None:
    """Plain arithmetic over the days of the birthday's month, beside the engine's own."""
    found = 0
    for seed in range(24):
        exercise = make(Kind.HOW_MUCH, seed, "nineteenth_birthday")
        right = exercise.choices[exercise.right].value
        for choice in exercise.choices:
            if choice.misreading == "last_month_in_part":
                assert isinstance(choice.value, int)
                assert isinstance(right, int)
                first = first_day_of(exercise.family.month)
                days = next_month_start(first) - first
                birth = exercise.family.case.children[exercise.family.turning].born
                assert birth is not None
                assert 0 < right - choice.value <= right * (days - 1) // days + 1
                found += 1
    assert found >= 3


def test_a_child_of_18_years_and_364_days_beats_an_8_year_old() -> None:
    near = make(Kind.HOW_MUCH, 3, "nineteenth_birthday")
    far = make(Kind.HOW_MUCH, 3, "small_family")
    assert near.difficulty > far.difficulty


@pytest.mark.parametrize("theme", THEMES)
def test_an_invented_family_leaves_nothing_open_and_nobody_real(theme: str) -> None:
    for seed in SEEDS:
        drawn = family(next(each for each in THEMES if each == theme), seed)
        solved = Solved(drawn.case)
        assert all(payment.is_certain for payment in solved.payments)
        people = (*drawn.case.people.values(), *drawn.case.children.values())
        assert all(str(each.name).split()[-1] in SURNAMES for each in people)
        assert all(each.personal_code is None for each in people)
