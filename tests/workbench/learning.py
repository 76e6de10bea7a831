"""Courses, exercises and answers for the tests of training."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate

from perenou.training.exercise import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.learning import actions
from perenou.workbench.learning.answering import Given, answer
from perenou.workbench.learning.models import (
    Answer,
    Assignment,
    Course,
    CourseState,
    Exercise,
    Statement,
)
from perenou.workbench.learning.stock import Wanted, current

SOON = timedelta(days=7)


def course(
    teacher: User, count: int = 2, token: str = "course", wanted: Wanted | None = None
) -> Course:
    """An open course of one part with exercises."""
    made = actions.begin(teacher, "Esimene nädal", "Alused", token=token)
    if not made.parts.exists():
        told = actions.PartTold(
            "Lapsetoetus", "Sünnist 19. sünnipäevani (PHS § 17 lg 1).",
            wanted or Wanted(kind=Kind.FROM_WHEN.value, theme="newborn"), count,
        )  # fmt: skip
        actions.add_part(teacher, made, told, based_on=made.revision, token=f"{token}-part")
        made.refresh_from_db()
        actions.set_state(teacher, made, CourseState.OPEN, based_on=made.revision)
        made.refresh_from_db()
    return made


def assigned(
    teacher: User, of: Course, *, user: User | None = None, unit: str = "",
    due_on: date | None = None,
) -> Assignment:  # fmt: skip
    return actions.assign(teacher, of, user=user, unit=unit, due_on=due_on or localdate() + SOON)


def exercises(of: Course) -> list[Exercise]:
    """The exercises of a course in order."""
    return [use.exercise for part in of.parts.all() for use in part.uses.all()]


def answered(user: User, exercise: Exercise, *, rightly: bool = True) -> Given:
    """An answer to an exercise."""
    made = current(exercise)
    assert made is not None
    wrong = next(at for at in range(len(made.choices)) if at != made.right)
    chosen = made.right if rightly else wrong
    return answer(user, exercise, made, chosen, fingerprint=made.fingerprint)


def statement(user: User, token: str = "statement") -> Statement:
    """A statement of one section, as if it had been mastered today."""
    return Statement.objects.get_or_create(
        token=token,
        defaults={
            "user": user, "law_day": localdate(), "expires_on": localdate() + timedelta(364),
            "content": '[{"citation": "PHS § 17", "answers": 3, "right": 3,'
                       ' "last": "2026-11-20", "law": "another"}]',
        },
    )[0]  # fmt: skip


def count_of(user: User) -> int:
    return Answer.objects.filter(user=user).count()
