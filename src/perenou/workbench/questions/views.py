"""A question, and everything that is done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.templatetags.said import day as told_day
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.forms import (
    answering,
    colleague,
    due_day,
    prose,
)
from perenou.workbench.questions.models import Elsewhere, Help, Importance, Question
from perenou.workbench.questions.pages import question_page
from perenou.workbench.questions.showing import Sent, shown

private = sensitive_post_parameters("text", "words")


class Saying(Protocol):
    """Something that is done with a question by saying some words."""

    def __call__(
        self, actor: User, question: Question, words: str, /, *, based_on: int, token: str
    ) -> object:
        """Do it."""


@question_page(Right.ASK_QUESTION)
@require_safe
def show(request: SignedIn, question: Question) -> HttpResponse:
    """A question, its answer, and what can be done with it."""
    return shown(request, question)


@private
@question_page(Right.ASK_QUESTION)
@require_POST
def facts(request: SignedIn, question: Question) -> HttpResponse:
    """Add facts to one's question."""
    return _said(request, question, "facts_added", actions.add_facts)


@private
@question_page(Right.ASK_QUESTION)
@require_POST
def drop(request: SignedIn, question: Question) -> HttpResponse:
    """Withdraw one's question."""
    return _said(request, question, "dropped", actions.drop)


@private
@question_page(Right.ASK_QUESTION)
@require_POST
def helped(request: SignedIn, question: Question) -> HttpResponse:
    """Say whether the answer helped."""
    wanted = request.POST.get("helped", "")

    def do(based_on: int, key: str) -> None:
        del based_on
        if wanted not in Help.values:
            raise actions.RefusedError("no_help")
        words = prose(request, "words")
        actions.tell_help(request.user, question, Help(wanted), words, token=key)

    return _done(request, question, "helped", do)


@question_page(Right.ANSWER_QUESTION)
@require_POST
def take(request: SignedIn, question: Question) -> HttpResponse:
    """Take a question to answer."""
    return _done(
        request, question, "taken",
        lambda based_on, key: actions.take(request.user, question, based_on=based_on, token=key),
    )  # fmt: skip


@question_page(Right.ANSWER_QUESTION)
@require_POST
def give_up(request: SignedIn, question: Question) -> HttpResponse:
    """Put a question back for any expert."""
    return _done(
        request, question, "given_up",
        lambda based_on, key: actions.give_up(request.user, question, based_on=based_on, token=key),
    )  # fmt: skip


@question_page(Right.ANSWER_QUESTION)
@require_POST
def mark(request: SignedIn, question: Question) -> HttpResponse:
    """Set importance, theme, due date, and whether a second person approves."""
    theme, importance = request.POST.get("theme", ""), request.POST.get("importance", "")
    needs_second = request.POST.get("needs_second") == "1"
    due = request.POST.get("due", "").strip()

    def do(based_on: int, key: str) -> None:
        # A due date that has passed meanwhile may stay as it was.
        is_same = question.due_day is not None and due == question.due_day.isoformat()
        day = question.due_day if is_same else due_day(due)
        if theme not in Theme.values or importance not in map(str, Importance.values):
            raise actions.RefusedError("no_choice")
        if due and day is None:
            raise actions.RefusedError("no_due")
        actions.mark(
            request.user, question, Importance(int(importance)), Theme(theme), day,
            needs_second=needs_second, based_on=based_on, token=key,
            words=_marked(
                question, Importance(int(importance)), Theme(theme), day,
                needs_second=needs_second, language=request.language,
            ),
        )  # fmt: skip

    return _done(request, question, "marked", do)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def give_back(request: SignedIn, question: Question) -> HttpResponse:
    """Return a question for more facts."""
    return _said(request, question, "returned", actions.give_back)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def hand(request: SignedIn, question: Question) -> HttpResponse:
    """Hand a question to a lawyer or the ministry."""
    to = request.POST.get("to", "")

    def do(based_on: int, key: str) -> None:
        if to not in Elsewhere.values:
            raise actions.RefusedError("no_choice")
        actions.hand(
            request.user, question, Elsewhere(to), due_day(request.POST.get("day", "")),
            prose(request, "words"), based_on=based_on, token=key,
        )  # fmt: skip

    return _done(request, question, "handed", do)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def reply(request: SignedIn, question: Question) -> HttpResponse:
    """Note what the lawyer or the ministry answered."""
    return _said(request, question, "replied", actions.note_reply)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def write(request: SignedIn, question: Question) -> HttpResponse:
    """Save the answer; with it give it to the asker, or to a second person, where that is asked."""
    form = answering(request, request.law_day)
    sent = Sent(what="written", form=form)
    if not form.is_right:
        return shown(request, question, sent, status=422)
    key = token(request, "write")
    try:
        actions.write(
            request.user, question, form.text, form.given.citations, request.law_day,
            based_on=whole(request, "based_on"), token=key, taken_from=form.taken_from,
        )  # fmt: skip
        if request.POST.get("do") == "finish":
            question.refresh_from_db()
            actions.finish(
                request.user, question, approver=colleague(request.POST.get("approver", "")),
                based_on=question.latest, token=token(request, "fin"),
            )  # fmt: skip
            question.refresh_from_db()
            what = "submitted" if question.needs_second else "answered"
            messages.success(request, say(f"questions.done.{what}", request.language))
            return redirect(question)
    except actions.ConflictError as conflict:
        sent.is_conflict, sent.step = True, conflict.step
        return shown(request, question, sent, status=409)
    except actions.RefusedError as refused:
        sent.error = refused.key
        return shown(request, question, sent, status=422)
    messages.success(request, say("questions.done.written", request.language))
    return redirect(question)


@private
@question_page(Right.APPROVE_ANSWER)
@require_POST
def approve(request: SignedIn, question: Question) -> HttpResponse:
    """Approve an answer."""
    return _said(request, question, "approved", actions.approve)


@private
@question_page(Right.APPROVE_ANSWER)
@require_POST
def send_back(request: SignedIn, question: Question) -> HttpResponse:
    """Send an answer back to its expert."""
    return _said(request, question, "sent_back", actions.send_back)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def withdraw(request: SignedIn, question: Question) -> HttpResponse:
    """Let nobody find a published answer any more."""
    return _said(request, question, "withdrawn", actions.withdraw)


def _said(request: SignedIn, question: Question, what: str, do: Saying) -> HttpResponse:
    """Do something for which words alone are sent."""
    words = prose(request, "words")
    return _done(
        request, question, what,
        lambda based_on, key: do(request.user, question, words, based_on=based_on, token=key),
    )  # fmt: skip


def _done(
    request: SignedIn, question: Question, what: str, do: Callable[[int, str], object]
) -> HttpResponse:
    """Do something and go back to the question; all that was typed comes back where it fails."""
    sent = Sent(
        what=what, words=prose(request, "words"), day=request.POST.get("day", "")[:10],
        more={key: request.POST.get(key, "")[:20] for key in ("to", "helped")},
    )  # fmt: skip
    try:
        do(whole(request, "based_on"), token(request, what))
    except actions.ConflictError as conflict:
        sent.is_conflict, sent.step = True, conflict.step
        return shown(request, question, sent, status=409)
    except actions.RefusedError as refused:
        sent.error = refused.key
        return shown(request, question, sent, status=422)
    messages.success(request, say(f"questions.done.{what}", request.language))
    return redirect(question)


def _marked(
    question: Question, importance: Importance, theme: Theme, due: date | None, *,
    needs_second: bool, language: Language,
) -> str:  # fmt: skip
    """What is marked otherwise than before, in words."""
    was = question.theme, question.importance, question.due_day, question.needs_second
    now = theme.value, importance.value, due, needs_second
    pairs = [
        [
            say(f"questions.theme.{of}", language),
            say(f"questions.importance.{urgent}", language),
            told_day(by) or "–",
            say(f"questions.marked.second.{'true' if second else 'false'}", language),
        ]
        for of, urgent, by, second in (was, now)
    ]
    return "; ".join(f"{old} → {new}" for old, new in zip(*pairs, strict=True) if old != new)
