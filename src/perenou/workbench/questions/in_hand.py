"""The questions that an expert has taken."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.in_hand import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.questions.actions import hand_on
from perenou.workbench.questions.models import OPEN, Question


def _of(user: User) -> QuerySet[Question]:
    return Question.objects.filter(expert=user, state__in=OPEN)


def _hand_on(actor: User, question: Question, to: User, token: str) -> None:
    hand_on(actor, question, to, token=token)


QUESTIONS: Final = Kind("questions", Right.ANSWER_QUESTION, _of, _hand_on)
