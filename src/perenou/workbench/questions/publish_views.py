"""Publishing an answer, and reading what is published."""

from __future__ import annotations

from dataclasses import asdict
from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.questions import actions
from perenou.workbench.questions.differs import changed_since
from perenou.workbench.questions.find import answer as answer_of
from perenou.workbench.questions.find import visible_to, wording
from perenou.workbench.questions.forms import people_of, prose, wrong_in
from perenou.workbench.questions.models import Alike, Question
from perenou.workbench.questions.pages import question_page
from perenou.workbench.questions.published import every, likest
from perenou.workbench.questions.publishing import (
    Place,
    confirm,
    decide,
    places,
    with_times,
)
from perenou.workbench.questions.showing import Sent, shown
from perenou.workbench.watch.changing import changing


@sensitive_post_parameters()
@question_page(Right.ANSWER_QUESTION)
@require_http_methods(["GET", "POST"])
def publish(request: SignedIn, question: Question) -> HttpResponse:
    """Decide on every place with personal data, and let everybody read what is left."""
    answer = answer_of(question)
    if not question.is_answered or answer is None:
        return shown(request, question, Sent(error="not_answered"), status=422)
    people = people_of(question.case)
    if request.method != "POST":
        asked = wording(question)
        public = actions.Public(asked.subject, asked.text, answer.text)
        return _form(
            request, question, public, places(asdict(public), people, request.language, {})
        )
    public = _sent(request)
    found = places(asdict(public), people, request.language, request.POST.dict())
    if not all(each.strip() for each in asdict(public).values()):
        return _form(request, question, public, found, error="empty")
    if public.answer != answer.text:
        # What a second person approved is published as they approved it, but for what is found.
        if question.needs_second:
            return _form(request, question, public, found, error="approved")
        if wrong_in(public.answer, answer.day, request.language):
            return _form(request, question, public, found, error="citations")
    do = request.POST.get("do", "")
    if decide(found, do) or do != "publish":
        return _form(request, question, public, found)
    confirmed = confirm(asdict(public), found, people, request.language)
    if confirmed is None:
        return _form(request, question, public, found, error="places")
    left = actions.Public(**confirmed.texts)
    # What stands instead of a place is written here, too.
    if confirmed.replaced and wrong_in(left.answer, answer.day, request.language):
        return _form(request, question, public, found, error="citations")
    try:
        actions.publish(
            request.user, question, left, confirmed.decided, kept=confirmed.kept,
            replaced=confirmed.replaced, based_on=whole(request, "based_on"),
            token=token(request, "pub"),
        )  # fmt: skip
    except actions.ConflictError:
        question.refresh_from_db()
        return _form(request, question, public, found, error="conflict")
    except actions.RefusedError as refused:
        return shown(request, question, Sent(error=refused.key), status=422)
    if of := likest(question.number):
        actions.note_repeat(question.number, of, Alike.SIMILAR)
    messages.success(request, say("questions.done.published", request.language))
    return redirect("questions:answer", question.number)


@page(Right.READ_ANSWERS, about="answer")
@require_safe
def answer(request: SignedIn, number: str) -> HttpResponse:
    """A published answer, as everybody may read it."""
    row = every().get(number)
    if row is None:
        raise Http404
    told = {
        "row": row,
        "changed": list(changed_since(row, request.law_day, request.language)),
        "changing": changing("answer", number, request.user, request.language),
        "original": visible_to(request.user).filter(number=number).first(),
        "is_mended": any(each.is_mended for each in Question.objects.filter(number=number)),
    }
    return render(request, "questions/answer.html", told)


def _sent(request: SignedIn) -> actions.Public:
    subject = " ".join(request.POST.get("subject", "").split())[: actions.LONGEST_SUBJECT]
    longest = actions.LONGEST_TEXT
    return actions.Public(
        subject, prose(request, "asked", longest), prose(request, "answer", longest)
    )


def _form(
    request: SignedIn, question: Question, public: actions.Public, found: list[Place],
    error: str = "",
) -> HttpResponse:  # fmt: skip
    told = {
        "question": question,
        "public": public,
        "fields": [
            (field, text, with_times(found, field)) for field, text in asdict(public).items()
        ],
        "count": len(found),
        "day": getattr(answer_of(question), "day", None),
        "open": sum(not each.choice for each in found),
        "error": error,
        "token": token_hex(12),
    }
    status = {"": 200, "conflict": 409}.get(error, 422)
    return render(request, "questions/publish.html", told, status=status)
