"""What the desk shows of questions: the expert's queue, what waits for approval, one's own."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row, count_of
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.questions.find import queue, to_approve, unhelpful
from perenou.workbench.questions.listing import TONES, due_pill, importance_pill
from perenou.workbench.questions.models import DONE, OPEN, Help, Question, State

SHOWN: Final = 8


def to_answer(user: User, language: Language) -> Block | None:
    """The queue of an expert, by due date, importance and theme; first what did not help."""
    if not may(user, Right.ANSWER_QUESTION):
        return None
    found = queue(user).exclude(asker=user)
    more = f"{reverse('questions:list')}?whose=queue"
    bad = unhelpful(user)
    mend = [_row(each, language, (_helped(each, language),)) for each in _first(bad)]
    rows = [_row(each, language) for each in _first(found)]
    count = count_of(bad, len(mend), SHOWN) + count_of(found, len(rows), SHOWN)
    return Block("to_answer", (*mend, *rows), more, count)


def _first(found: QuerySet[Question]) -> QuerySet[Question]:
    return found.order_by("rank", "pk")[:SHOWN]


def _helped(question: Question, language: Language) -> Pill:
    tone = "bad" if question.helped == Help.NO else "due"
    return Pill(say(f"questions.desk.helped.{question.helped}", language), tone)


def approving(user: User, language: Language) -> Block | None:
    """The answers that wait for one's approval; nothing where there are none."""
    found = to_approve(user).order_by("rank", "pk")[:SHOWN]
    rows = tuple(_row(each, language) for each in found)
    more = f"{reverse('questions:list')}?whose=approve"
    return Block("to_approve", rows, more) if rows else None


def asked(user: User, language: Language) -> Block | None:
    """One's own questions: open ones, and answers of which one has not said whether they helped."""
    if not may(user, Right.ASK_QUESTION):
        return None
    mine = Question.objects.filter(asker=user)
    answered = list(mine.filter(state__in=DONE, helped="").order_by("-answered_at")[:SHOWN])
    waiting = list(mine.filter(state__in=OPEN).order_by("rank", "pk")[: SHOWN - len(answered)])
    rows = tuple(_row(each, language) for each in (*answered, *waiting))
    return Block("my_questions", rows, f"{reverse('questions:list')}?whose=asked")


def _row(question: Question, language: Language, more: tuple[Pill, ...] = ()) -> Row:
    state = State(question.state)
    pills = [Pill(say(f"questions.state.{state}", language), TONES.get(state, ""))]
    pills += (*importance_pill(question, language), *more)
    if (due := due_pill(question, language)) is not None:
        pills.append(due)
    beside = "" if question.due_day is None else day(question.due_day)
    text = f"{question.number} · {question.subject}"
    return Row(text, question.get_absolute_url(), beside, tuple(pills))
