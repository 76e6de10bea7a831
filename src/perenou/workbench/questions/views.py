"""A question, and everything that is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from perenou.casework.case_file.personal_code import names_a_person
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.models import Case
from perenou.workbench.drafts.reviewers import visible_case
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.find import visible_to
from perenou.workbench.questions.forms import (
    answering,
    attached,
    colleague,
    due_day,
    one_line,
    people_of,
    prose,
)
from perenou.workbench.questions.models import Elsewhere, Help, Importance, Question
from perenou.workbench.questions.pages import question_page
from perenou.workbench.questions.personal import personal_in
from perenou.workbench.questions.publishing import decide, with_times
from perenou.workbench.questions.showing import Sent, shown
from perenou.workbench.references.typed import tell_unseen

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


@sensitive_post_parameters()
@question_page(Right.ASK_QUESTION)
@require_POST
def facts(request: SignedIn, question: Question) -> HttpResponse:
    """Add facts to one's question, or change the case that it is about."""
    words, number = prose(request, "words"), one_line(request, "case")[:20]
    here = visible_case(request.user, question.case.number) if question.case else None
    about = (question.case, visible_case(request.user, number) if number else None)
    people = [name for case in about for name in people_of(case)]
    personal = personal_in(request, {"words": words}, people)
    is_asker = question.asker_id == request.user.pk
    is_refused = personal.texts is None and is_asker and not names_a_person(words)
    if decide(personal.places, request.POST.get("do", "")) or is_refused:
        sent = Sent(
            error="personal", what="facts_added", words=words, more={"case": number},
            places=with_times(personal.places, "words"),
        )  # fmt: skip
        return shown(request, question, sent, status=422)
    words = words if personal.texts is None else personal.texts["words"]

    def do(based_on: int, key: str) -> None:
        case: Case | Literal["same"] | None = "same"
        # A case that the asker may no longer see is not in their form, and stays.
        if "case" in request.POST and number != ("" if here is None else here.number):
            case, error = attached(request, number)
            if error:
                raise actions.RefusedError(error)
        elif here is None and request.POST.get("off") == "1":
            case = None
        actions.add_facts(request.user, question, words, case=case, based_on=based_on, token=key)

    return _done(request, question, "facts_added", do)


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
            needs_second=request.POST.get("needs_second") == "1", based_on=based_on, token=key,
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
    form = answering(request)
    sent = Sent(what="written", form=form)
    if not form.is_right:
        return shown(request, question, sent, status=422)
    key = token(request, "write")
    try:
        actions.write(
            request.user, question, form.text, form.given.citations, form.day,
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
            tell_unseen(request, form.given)
            return redirect(question)
    except actions.ConflictError as conflict:
        sent.is_conflict, sent.step = True, conflict.step
        return shown(request, question, sent, status=409)
    except actions.RefusedError as refused:
        sent.error = refused.key
        return shown(request, question, sent, status=422)
    messages.success(request, say("questions.done.written", request.language))
    tell_unseen(request, form.given)
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
def reopen(request: SignedIn, question: Question) -> HttpResponse:
    """Take an answer that was sent to mend it."""
    return _said(request, question, "reopened", actions.reopen)


@private
@question_page(Right.ANSWER_QUESTION)
@require_POST
def keep(request: SignedIn, question: Question) -> HttpResponse:
    """Leave an answer as it is, though it did not help."""
    return _said(request, question, "kept", actions.keep_answer)


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
        more={key: request.POST.get(key, "")[:20] for key in ("to", "helped", "case")},
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
    if not visible_to(request.user).filter(pk=question.pk).exists():
        return redirect("questions:list")
    return redirect(question)
