"""What an exercise rests on: what its answer turns on, and nothing else; and the reasons told."""

from __future__ import annotations

from itertools import combinations

import pytest

from perenou.casework.solve import Solved
from perenou.language.dates import month as month_text
from perenou.rules.calendar import first_day_of
from perenou.training.exercise import Exercise, Kind
from perenou.training.families import family
from perenou.training.make import make
from perenou.training.mark import mark

AMOUNTS = {"PHS § 17 lg 3", "PHS § 19 lg 3", "PHS § 21 lg 2", "PHS § 21 lg 3", "PHS § 7 lg 1"}
SEEDS = range(30, 32)


THEMES = {
    Kind.HOW_MUCH: ("small_family", "nineteenth_birthday", "third_child", "newborn"),
    Kind.WHO: ("nineteenth_birthday", "third_child"),
    Kind.FROM_WHEN: ("newborn", "third_child"),
    Kind.UNTIL_WHEN: ("nineteenth_birthday",),
}


def made(kind: Kind) -> list[Exercise]:
    """Exercises about child allowance and what goes with it."""
    return [make(kind, seed, theme) for theme in THEMES[kind] for seed in SEEDS]


@pytest.mark.parametrize("kind", [Kind.WHO, Kind.FROM_WHEN, Kind.UNTIL_WHEN], ids=str)
def test_whom_and_when_do_not_turn_on_how_much(kind: Kind) -> None:
    for exercise in made(kind):
        assert not AMOUNTS & set(exercise.provisions)
        assert {"PHS § 17 lg 1", "PHS § 17 lg 2"} & set(exercise.provisions)


def test_an_end_turns_on_the_last_month_and_a_start_on_the_claim_in_time() -> None:
    assert all("PHS § 31" in each.provisions for each in made(Kind.UNTIL_WHEN))
    assert all("PHS § 28 lg 1" in each.provisions for each in made(Kind.FROM_WHEN))
    assert not any("PHS § 31" in each.provisions for each in made(Kind.FROM_WHEN))


def test_a_sum_turns_on_its_rate_and_on_what_the_wrong_sums_misread() -> None:
    for exercise in made(Kind.HOW_MUCH):
        own = {"birth_allowance": "PHS § 22 lg 4"}.get(exercise.benefit)
        assert ({own} if own else AMOUNTS) & set(exercise.provisions)
        if "last_month_in_part" in {each.misreading for each in exercise.choices}:
            assert "PHS § 31" in exercise.provisions


def test_the_reasons_are_of_the_month_asked_about_and_of_every_child() -> None:
    """Who is no longer paid for is told, too: the sum is what it is because of that."""
    for exercise in (make(Kind.HOW_MUCH, seed, "nineteenth_birthday") for seed in SEEDS):
        lines = [line.text for line in mark(exercise, exercise.right).reasons]
        month = exercise.family.month
        assert month_text(month, "et") in lines[0] or exercise.benefit != "child_allowance"
        if exercise.benefit == "child_allowance":
            told = "\n".join(lines)
            assert all(
                exercise.family.case.named(who) in told for who in exercise.family.case.children
            )


def test_a_student_of_19_has_the_right_by_the_provision_on_studies() -> None:
    found = 0
    for exercise in (make(Kind.WHICH_PROVISION, seed, "nineteenth_birthday") for seed in range(12)):
        child = exercise.family.case.children.get(exercise.about)
        born = None if child is None else child.born
        if exercise.benefit == "child_allowance" and born is not None:
            is_19 = first_day_of(exercise.family.month - 12 * 19) >= born.first
            assert exercise.provisions == (("PHS § 17 lg 2",) if is_19 else ("PHS § 17 lg 1",))
            found += is_19
    assert found


def test_siblings_are_born_at_least_eleven_months_apart_and_before_the_question_is_put() -> None:
    for seed in range(40):
        drawn = family("third_child", seed)
        births = [each.born.first for each in drawn.case.children.values() if each.born]
        assert all(abs(one - other) >= 330 for one, other in combinations(births, 2))
        assert drawn.month <= 2026 * 12 + 9


def test_a_right_that_goes_on_by_studies_says_so_from_the_birthday_on() -> None:
    """PHS § 17 lg 1 gives it up to 19, lg 2 from then on."""
    found = []
    for seed in range(6):
        exercise = make(Kind.UNTIL_WHEN, seed, "nineteenth_birthday")
        spells = [
            next(ground.citation for ground in right.grounds if ground.value is True)
            for right in Solved(exercise.family.case).rights
            if (right.benefit, right.about) == ("child_allowance", exercise.about)
            and right.status.value == "granted"
        ]
        found.append(spells)
    both = ["PHS § 17 lg 1", "PHS § 17 lg 2"]
    assert both in found
    assert all(spells in (both, both[:1]) for spells in found)
