"""Exercises: one right answer by the engine, no other that is also right, and a reason."""

from __future__ import annotations

from itertools import cycle

import pytest

from perenou.acts.check.planters import PLANTERS
from perenou.casework.solve import Solved
from perenou.language.grammar import LANGUAGES
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.training.as_if import CHANGES
from perenou.training.draft import SURNAMES
from perenou.training.exercise import Exercise, Kind
from perenou.training.families import STORIES, THEMES, family
from perenou.training.find_fault import ALIKE
from perenou.training.make import KINDS, NoExerciseError, make
from perenou.training.mark import mark
from perenou.training.misreadings import amount
from perenou.training.tell import Telling

SEEDS = range(4)


def test_each_has_one_right_answer_and_at_least_two_wrong_ones(exercises: list[Exercise]) -> None:
    for exercise in exercises:
        assert sum(each.is_right for each in exercise.choices) == 1
        assert len({each.value for each in exercise.choices}) == len(exercise.choices) >= 3
        assert exercise.provisions
        assert 1 <= exercise.difficulty <= 5


def test_each_is_told_and_marked_in_three_languages(exercises: list[Exercise]) -> None:
    for exercise, language in zip(exercises, cycle(LANGUAGES), strict=False):
        telling = Telling(exercise, language)
        assert telling.question()
        assert list(telling.family())
        texts = [telling.choice(each) for each in exercise.choices]
        assert len(set(texts)) == len(texts)
        assert all(telling.misreading(each) for each in exercise.choices if not each.is_right)
        marked = mark(exercise, exercise.right, language)
        assert marked.right == texts[exercise.right]
        assert marked.reasons


def test_a_family_is_told_in_few_sentences_none_of_them_twice(exercises: list[Exercise]) -> None:
    """Nothing is told of each child apart that is so of all, nor claims of long ago."""
    for exercise in exercises:
        told = list(Telling(exercise, "et").family())
        assert len(set(told)) == len(told)
        assert len(told) <= 16, told


def test_like_questions_are_put_in_more_than_one_way(exercises: list[Exercise]) -> None:
    asked: dict[Kind, set[str]] = {}
    for exercise in exercises:
        question = Telling(exercise, "en").question().replace(exercise.benefit, "")
        asked.setdefault(exercise.kind, set()).add(question)
    assert all(len(ways) > 1 for ways in asked.values())


def test_a_wrong_answer_is_what_the_family_would_get_as_it_is_misread(
    exercises: list[Exercise],
) -> None:
    """Solved wholly anew, not by what the exercise kept of the family itself."""
    found = set()
    for exercise in exercises:
        if exercise.kind is not Kind.HOW_MUCH:
            continue
        family = exercise.family
        for choice in exercise.choices:
            if choice.misreading in CHANGES:
                case = CHANGES[choice.misreading](family)
                assert case is not None
                anew = Solved(case, case.as_of_day)
                assert amount(anew, exercise.benefit, family.month) == choice.value
                found.add(choice.misreading)
    assert len(found) >= 5, found


def test_no_two_faults_are_offered_that_a_reader_takes_for_each_other() -> None:
    """And faults vary: whoever always names the same one is seldom right."""
    known = {planter.item for planter in PLANTERS}
    assert all(group <= known for group in ALIKE)
    theme, found = "newborn", []
    for seed in range(12):
        exercise = make(Kind.FIND_FAULT, seed, theme)
        offered = {each.value for each in exercise.choices}
        assert not any(len(offered & group) > 1 for group in ALIKE)
        found.append(exercise.choices[exercise.right].value)
    assert len(set(found)) >= 6
    assert max(map(found.count, found)) <= 4


def test_an_exercise_is_about_a_misreading_where_that_is_asked() -> None:
    for misreading, theme in (("old_rates", "small_family"), ("another_not_counted", "third_child"),
                              ("earlier_income_ignored", "parental_next_child")):  # fmt: skip
        exercise = make(Kind.HOW_MUCH, 1, theme, misreading)
        assert misreading in {each.misreading for each in exercise.choices}
        assert make(Kind.HOW_MUCH, 1, theme, misreading) == exercise
    with pytest.raises(NoExerciseError):
        make(Kind.HOW_MUCH, 1, "newborn", "threefold_cap")


def test_a_story_is_about_the_benefits_that_it_names(exercises: list[Exercise]) -> None:
    for exercise in exercises:
        if exercise.benefit and exercise.kind is not Kind.FIND_FAULT:
            assert exercise.benefit in STORIES[exercise.family.theme].benefits


def test_the_same_seed_gives_the_same_exercise() -> None:
    for kind in (Kind.HOW_MUCH, Kind.WHAT_IS_MISSING, Kind.FIND_FAULT):
        assert make(kind, 7) == make(kind, 7)


def test_every_theme_is_asked_about() -> None:
    assert {theme for themes in KINDS.values() for theme in themes} == set(THEMES)


def test_a_last_month_read_as_a_part_is_less_than_the_whole_one() -> None:
    """Plain arithmetic over the days of the birthday's month, beside the engine's own."""
    for seed in range(3):
        exercise = make(Kind.HOW_MUCH, seed, "nineteenth_birthday", "last_month_in_part")
        right = exercise.choices[exercise.right].value
        wrong = {each.misreading: each.value for each in exercise.choices}["last_month_in_part"]
        assert isinstance(wrong, int)
        assert isinstance(right, int)
        first = first_day_of(exercise.family.month)
        days = next_month_start(first) - first
        assert 0 < right - wrong <= right * (days - 1) // days + 1


def test_a_child_of_18_years_and_364_days_beats_an_8_year_old() -> None:
    near, far = (
        sum(make(Kind.HOW_MUCH, seed, theme).difficulty for seed in SEEDS)
        for theme in ("nineteenth_birthday", "small_family")
    )
    assert near > far


def test_an_invented_family_leaves_nothing_open_and_nobody_real() -> None:
    for theme in THEMES:
        drawn = family(theme, 1)
        solved = Solved(drawn.case)
        assert all(payment.is_certain for payment in solved.payments), theme
        people = (*drawn.case.people.values(), *drawn.case.children.values())
        assert all(str(each.name).split()[-1] in SURNAMES for each in people)
        assert all(each.personal_code is None for each in people)
