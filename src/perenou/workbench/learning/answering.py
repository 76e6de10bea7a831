"""Answers to exercises, and what of them is to be repeated when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from perenou.training.exercise import Exercise as Made
from perenou.training.repetition import Repetition, due
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.learning.models import GIVEN, Answer, Exercise, Repeat
from perenou.workbench.learning.stock import Wanted, fresh


class ChangedError(Exception):
    """The law has changed since the exercise was shown; it is another one now."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and whether it is the one that was sent: an earlier one is never replaced."""

    answer: Answer
    is_new: bool


def answer(user: User, stored: Exercise, made: Made, chosen: int, *, fingerprint: str) -> Given:
    """Keep somebody's answer; the first one to an exercise counts.

    Args:
        made: the exercise as it is now. chosen: the place of the choice. fingerprint: of the
            exercise as it was shown.

    Raises:
        ChangedError: it was another exercise when it was shown.
        IndexError: there is no such choice.
    """
    if fingerprint != made.fingerprint:
        raise ChangedError
    if not 0 <= chosen < len(made.choices):
        raise IndexError(chosen)
    choice = made.choices[chosen]
    told = {
        "chosen": chosen, "is_right": choice.is_right, "misreading": choice.misreading,
        "said": choice.digest,
    }  # fmt: skip
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept = Answer.objects.create(
                    user=user, exercise=stored, fingerprint=fingerprint, **told
                )
        except IntegrityError:
            return Given(Answer.objects.get(
                user=user, exercise=stored, fingerprint=fingerprint), False)  # fmt: skip
        _repeat(user, stored, is_right=choice.is_right)
        # Whether it was right is theirs and their trainer's, not the trail's.
        record(user, "exercise.answered", "exercise", stored.pk)
    return Given(kept, True)


def _repeat(user: User, stored: Exercise, *, is_right: bool) -> None:
    """Put the kind and theme down for repetition.

    A right answer leads on only when it was due: twenty exercises in an afternoon are one
    repetition. A wrong one always begins again.
    """
    if stored.theme == GIVEN:
        return  # there is no second exercise about the same family
    today = localdate()
    row = (
        Repeat.objects.select_for_update()
        .filter(user=user, kind=stored.kind, theme=stored.theme)
        .first()
    )
    if row is not None and is_right and row.due_on > today:
        return
    before = Repetition() if row is None else Repetition(row.streak, row.interval)
    after = before.after(is_right=is_right)
    row = row or Repeat(user=user, kind=stored.kind, theme=stored.theme)
    row.streak, row.interval = after.streak, after.interval
    row.due_on = date.fromordinal(due(today.toordinal(), after))
    row.save()


def due_repeats(user: User) -> QuerySet[Repeat]:
    """What somebody is to repeat by today, the longest due first."""
    return Repeat.objects.filter(user=user, due_on__lte=localdate())


def next_repeat(user: User) -> Exercise | None:
    """An exercise for what is due first; None: nothing is due."""
    row = due_repeats(user).first()
    if row is None:
        return None
    return fresh(Wanted(kind=row.kind, theme=row.theme), user)


def answers_of(user: User) -> QuerySet[Answer]:
    """Somebody's answers, the latest first."""
    return Answer.objects.filter(user=user).select_related("exercise").order_by("-pk")
