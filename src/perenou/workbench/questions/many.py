"""What can be done with many questions at once: hand them on, set theme, importance or due date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.many import Before, Deed, Field, Many, Sent, change
from perenou.workbench.frame.many import undo as put_back
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.find import visible_to
from perenou.workbench.questions.forms import due_day
from perenou.workbench.questions.models import Importance, Question


def _experts(user: User) -> list[User]:
    del user
    found = User.objects.filter(is_active=True).prefetch_related("role_rows")
    return [each for each in found if may(each, Right.ANSWER_QUESTION)]


def _seen(user: User, questions: Sequence[Question]) -> set[int]:
    """Those that somebody may see to: an expert's right reaches to all; the rest is refused."""
    del user
    return {each.pk for each in questions}


def _hand_on(user: User, question: Question, sent: Sent) -> Before | None:
    if question.expert_id == sent.to.pk:
        return None
    actions.assign(user, question, sent.to, token=sent.token_of(question))
    return [question.expert_id, question.taken_at is not None, sent.to.pk]


def _take_back(user: User, question: Question, before: Before, sent: Sent) -> bool:
    former, was_taken, to = before
    if question.expert_id != to:
        return False
    had = None if former is None else User.objects.get(pk=int(former or 0))
    key = sent.token_of(question)
    actions.put_with(user, question, had, was_taken=bool(was_taken), token=key)
    return True


def _theme(question: Question) -> str:
    return question.theme


def _importance(question: Question) -> str:
    return str(question.importance)


def _due(question: Question) -> str:
    return "" if question.due_day is None else question.due_day.isoformat()


def _marked(key: str, now: Callable[[Question], str], field: Field) -> Deed[Question]:
    """Setting one of the things by which the queue is ordered."""

    def mark(user: User, question: Question, value: str, sent: Sent) -> None:
        told = {"theme": _theme(question), "importance": _importance(question),
                "due": _due(question)} | {key: value}  # fmt: skip
        day = date.fromisoformat(told["due"]) if told["due"] else None
        try:
            actions.mark(
                user, question, Importance(int(told["importance"])), Theme(told["theme"]), day,
                needs_second=question.needs_second, based_on=question.latest,
                token=sent.token_of(question),
            )  # fmt: skip
        except actions.ConflictError:
            raise actions.RefusedError("other_state") from None

    def does(user: User, question: Question, sent: Sent) -> Before | None:
        if now(question) == sent.value:
            return None
        if key == "due" and sent.value and due_day(sent.value) is None:
            raise actions.RefusedError("no_due")
        mark(user, question, sent.value, sent)
        return [now(question), sent.value]

    def undoes(user: User, question: Question, before: Before, sent: Sent) -> bool:
        former, set_to = map(str, before)
        if now(question) != set_to:
            return False
        mark(user, question, former, sent)
        return True

    return Deed(key, Right.ANSWER_QUESTION, _seen, does, undoes, field)


MANY: Final[Many[Question]] = Many(
    section="questions",
    address="questions",
    found=visible_to,
    by="number",
    deeds=(
        Deed(
            "hand_on", Right.ANSWER_QUESTION, _seen, _hand_on, _take_back,
            Field("to", "questions.column.expert", "person", people=_experts),
        ),
        _marked("theme", _theme, Field(
            "theme", "questions.column.theme", "choice",
            tuple((each, f"theme.{each}") for each in Theme.values),
        )),
        _marked("importance", _importance, Field(
            "importance", "questions.importance", "choice",
            tuple((str(each), f"questions.importance.{each}") for each in Importance.values),
        )),
        _marked("due", _due, Field(
            "due", "questions.column.due", "day", may_be_empty=True,
        )),
    ),
)  # fmt: skip


@page(Right.ANSWER_QUESTION)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Do something with the chosen questions."""
    return change(request, MANY)


@page(Right.ANSWER_QUESTION)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the questions that were last changed together back to how each stood before."""
    return put_back(request, MANY)
