"""Who is to take which course, and how far they are in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from perenou.language.alphabet import alphabetical
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.learning.models import (
    Answer,
    Assignment,
    Course,
    CourseState,
    Exercise,
    Use,
)


@dataclass(frozen=True, slots=True)
class Taking:
    """A course as somebody takes it.

    Attributes:
        due_on: by when they are to take it; None: nobody said so. answered, right: of all its
            exercises.
    """

    course: Course
    due_on: date | None
    exercises: int
    answered: int
    right: int

    @property
    def is_done(self) -> bool:
        """Whether every exercise is answered."""
        return self.answered >= self.exercises

    def is_late(self, today: date) -> bool:
        """Whether the day has passed and something is not answered."""
        return self.due_on is not None and self.due_on < today and not self.is_done


def courses_for(user: User) -> QuerySet[Course]:
    """The courses somebody may open: open ones, those assigned to them, and all for teachers."""
    if may(user, Right.TEACH):
        return Course.objects.all()
    is_mine = Q(state=CourseState.CLOSED) & assigned_courses(user)
    return Course.objects.filter(Q(state=CourseState.OPEN) | is_mine)


def assigned_courses(user: User) -> Q:
    """The courses that somebody is to take."""
    return Q(pk__in=Assignment.objects.filter(assigned_to(user)).values("course"))


def assigned_to(user: User) -> Q:
    """The assignments that are somebody's own or their unit's."""
    unit = Q(unit=user.unit) if user.unit else Q(pk__in=[])
    return Q(user=user) | unit


def takings(user: User) -> list[Taking]:
    """The courses that somebody is to take or has begun, the earliest due first."""
    begun = Use.objects.filter(
        part__course__state=CourseState.OPEN, exercise__answers__user=user
    ).values_list("part__course", flat=True)
    due = _due(user)
    return _by_day(user, {*due, *begun}, due)


def assigned(user: User) -> list[Taking]:
    """The courses that somebody is to take by a day, the earliest due first."""
    due = _due(user)
    return _by_day(user, due, due)


def _due(user: User) -> dict[int, date]:
    due: dict[int, date] = {}
    for each in Assignment.objects.filter(assigned_to(user), course__state=CourseState.OPEN):
        due[each.course_id] = min(each.due_on, due.get(each.course_id, each.due_on))
    return due


def _by_day(user: User, courses: Iterable[int], due: dict[int, date]) -> list[Taking]:
    found = [taking(user, each, due.get(each.pk)) for each in Course.objects.filter(pk__in=courses)]
    return sorted(
        found, key=lambda each: (each.due_on or date.max, alphabetical(each.course.title))
    )


def taking(user: User, course: Course, due_on: date | None = None) -> Taking:
    """How far somebody is in a course."""
    exercises = Use.objects.filter(part__course=course, exercise__is_gone=False)
    given = Answer.objects.filter(
        user=user, exercise__in=exercises.values("exercise"),
        fingerprint=F("exercise__fingerprint"),
    ).values_list("is_right", flat=True)  # fmt: skip
    answers = list(given)
    return Taking(course, due_on, exercises.count(), len(answers), sum(answers))


def next_exercise(user: User, course: Course, after: Exercise | None = None) -> Exercise | None:
    """The next exercise of a course that somebody has not answered; None: they have all.

    Args:
        after: the one that was just answered, behind which to go on; from the end to the beginning.
    """
    uses = list(
        Use.objects.filter(part__course=course, exercise__is_gone=False)
        .select_related("exercise", "part")
        .order_by("part__place", "place")
    )
    done = answered(user, (use.exercise for use in uses))
    at = next((n for n, use in enumerate(uses, 1) if use.exercise == after), 0)
    ordered = (*uses[at:], *uses[:at])
    return next((use.exercise for use in ordered if use.exercise_id not in done), None)


def answered(user: User, exercises: Iterable[Exercise]) -> dict[int, bool]:
    """By key of each exercise that somebody has answered as it is now, whether rightly."""
    given = Answer.objects.filter(
        user=user, exercise__in=[each.pk for each in exercises],
        fingerprint=F("exercise__fingerprint"),
    )  # fmt: skip
    return dict(given.values_list("exercise", "is_right"))


def learners(course: Course) -> list[User]:
    """Everybody who is to take a course, by name."""
    assigned = Assignment.objects.filter(course=course)
    units = list(assigned.exclude(unit="").values_list("unit", flat=True))
    who = Q(pk__in=assigned.exclude(user=None).values("user")) | Q(unit__in=units)
    return list(User.objects.filter(who, is_active=True).distinct().order_by("name", "pk"))
