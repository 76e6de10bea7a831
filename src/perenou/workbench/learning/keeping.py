"""What is kept of somebody's learning: all of it for them, and what of it is old."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Model, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.learning.models import Answer, Assignment, Repeat, Statement
from perenou.workbench.learning.taking import assigned_to


def before(moment: datetime) -> Iterator[QuerySet[Model]]:
    """Rows about learners that are older than a moment; courses and exercises are about nobody."""
    yield Answer.objects.filter(at__lt=moment)
    yield Repeat.objects.filter(due_on__lt=moment.date())
    yield Statement.objects.filter(made_at__lt=moment)
    yield Assignment.objects.filter(due_on__lt=moment.date()).exclude(user=None)


def kept_of(user: User) -> dict[str, object]:
    """All that is kept of somebody's learning, as plain data."""
    answers = Answer.objects.filter(user=user).select_related("exercise")
    return {
        "name": user.name,
        "unit": user.unit,
        "answers": [
            {
                "exercise": each.exercise_id, "kind": each.exercise.kind,
                "theme": each.exercise.theme, "at": each.at.isoformat(),
                "is_right": each.is_right, "misreading": each.misreading,
            }
            for each in answers
        ],
        "repeats": [
            {"kind": each.kind, "theme": each.theme, "streak": each.streak,
             "due_on": each.due_on.isoformat()}
            for each in Repeat.objects.filter(user=user)
        ],
        "courses": [
            {"course": each.course.title, "due_on": each.due_on.isoformat()}
            for each in Assignment.objects.filter(assigned_to(user)).select_related("course")
        ],
        "statements": [
            {"law_day": each.law_day.isoformat(), "expires_on": each.expires_on.isoformat(),
             "mastered": json.loads(each.content)}
            for each in Statement.objects.filter(user=user)
        ],
    }  # fmt: skip
