"""The lists of questions and of published answers: columns and filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.periods import PERIODS, first_day
from perenou.workbench.frame.templatetags.said import day, moment
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions.find import queue, to_approve, unhelpful
from perenou.workbench.questions.models import (
    DONE,
    OPEN,
    Help,
    Importance,
    Publication,
    Question,
    State,
)

SOON: Final = timedelta(days=3)
"""How far off a due date is said to come soon."""

TONES: Final = {
    State.RETURNED: "bad", State.WAITING: "open", State.HANDED: "open", State.ANSWERED: "good",
    State.PUBLISHED: "good",
}  # fmt: skip

"""Days back from today that are looked at."""


def due_pill(question: Question, language: Language) -> Pill | None:
    """How a due date stands; None: there is nothing to say."""
    if question.due_day is None or not question.is_open:
        return None
    today = localdate()
    if question.due_day < today:
        return Pill(say("cases.due.over", language), "bad")
    if question.due_day <= today + SOON:
        return Pill(say("questions.due.soon", language), "due")
    return None


def importance_pill(question: Question, language: Language) -> tuple[Pill, ...]:
    """How important it is, where it is more than usual."""
    if question.importance == Importance.ORDINARY:
        return ()
    tone = "bad" if question.importance == Importance.URGENT else "due"
    return (Pill(say(f"questions.importance.{question.importance}", language), tone),)


def _due(question: Question, language: Language) -> Cell:
    if question.due_day is None:
        return Cell("")
    pill = due_pill(question, language)
    return Cell(day(question.due_day), pills=() if pill is None else (pill,))


def _state(question: Question, language: Language) -> Cell:
    tone = TONES.get(State(question.state), "")
    return Cell("", pills=(Pill(say(f"questions.state.{question.state}", language), tone),))


def _subject(question: Question, language: Language) -> Cell:
    return Cell(question.subject, pills=importance_pill(question, language))


def _by_whose(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    if value == "queue":
        return found.filter(pk__in=queue(user).values("pk"))
    if value == "approve":
        return found.filter(pk__in=to_approve(user).values("pk"))
    if value == "unhelpful":
        return found.filter(pk__in=unhelpful(user).values("pk"))
    return found.filter(expert=user) if value == "answering" else found.filter(asker=user)


def _by_state(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    if value in ("open", "done"):
        return found.filter(state__in=OPEN if value == "open" else DONE)
    return found.filter(state=value)


def _by_theme(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    return found.filter(theme=value)


def _by_importance(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    return found.filter(importance=int(value))


def _by_due(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    if value == "late":
        return found.filter(answered_at__isnull=False, due_day__lt=F("answered_at__date"))
    today = localdate()
    is_open = Q(state__in=OPEN)
    if value == "over":
        return found.filter(is_open, due_day__lt=today)
    return found.filter(is_open, due_day__gte=today, due_day__lte=today + SOON)


def _by_help(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    if value == "untold":
        return found.filter(state__in=DONE, helped="")
    return found.filter(helped=value)


def _by_period(found: QuerySet[Question], value: str, user: User) -> QuerySet[Question]:
    del user
    return found.filter(made_at__date__gte=first_day(value))


def _chosen(group: str, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((each, f"{group}.{each}") for each in values)


QUESTIONS: Final[Listing[Question]] = Listing(
    key="questions",
    title="menu.questions",
    address="questions:list",
    order="due",
    name=lambda question: question.number,
    joined=("asker", "expert"),
    columns=(
        Column("number", "questions.column.number",
               lambda question, _: Cell(question.number, question.get_absolute_url()), order="pk"),
        Column("subject", "questions.column.subject", _subject),
        Column("theme", "questions.column.theme",
               lambda question, language: Cell(say(f"theme.{question.theme}", language)),
               order="theme"),
        Column("state", "questions.column.state", _state),
        Column("due", "questions.column.due", _due, order="rank"),
        Column("asker", "questions.column.asker", lambda question, _: Cell(question.asker.name)),
        Column("expert", "questions.column.expert",
               lambda question, _: Cell("" if question.expert is None else question.expert.name)),
        Column("made", "questions.column.made", lambda question, _: Cell(moment(question.made_at)),
               order="made_at"),
    ),
    filters=(
        Filter("whose", "questions.whose",
               _chosen("questions.whose",
                       ("queue", "unhelpful", "answering", "approve", "asked")), _by_whose),
        Filter("state", "questions.column.state",
               (*_chosen("questions.state", ("open", "done")),
                *_chosen("questions.state", tuple(State.values))), _by_state),
        Filter("theme", "questions.column.theme",
               _chosen("theme", tuple(Theme.values)), _by_theme),
        Filter("importance", "questions.importance",
               _chosen("questions.importance", tuple(map(str, Importance.values))), _by_importance),
        Filter("due", "questions.column.due",
               _chosen("questions.due", ("over", "soon", "late")), _by_due),
        Filter("helped", "questions.helped",
               _chosen("questions.helped", (*Help.values, "untold")), _by_help),
        Filter("period", "questions.period", _chosen("questions.period", PERIODS), _by_period),
    ),
)  # fmt: skip


def _answers_by_theme(
    found: QuerySet[Publication], value: str, user: User
) -> QuerySet[Publication]:
    del user
    return found.filter(theme=value)


ANSWERS: Final[Listing[Publication]] = Listing(
    key="answers",
    title="questions.answers.title",
    address="questions:answers",
    order="-at",
    name=lambda row: row.number,
    columns=(
        Column("number", "questions.column.number",
               lambda row, _: Cell(row.number, row.get_absolute_url())),
        Column("subject", "questions.column.subject", lambda row, _: Cell(row.subject)),
        Column("theme", "questions.column.theme",
               lambda row, language: Cell(say(f"theme.{row.theme}", language)),
               order="theme"),
        Column("day", "questions.column.day", lambda row, _: Cell(day(row.day)), order="day"),
        Column("at", "questions.column.at", lambda row, _: Cell(moment(row.at)), order="at"),
    ),
    filters=(
        Filter("theme", "questions.column.theme",
               _chosen("theme", tuple(Theme.values)), _answers_by_theme),
    ),
)  # fmt: skip
