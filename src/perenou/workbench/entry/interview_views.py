"""The guided interview: one question at a time, and the family and the answer as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from perenou.casework.answers import AnswerError
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.determination import Question
from perenou.casework.tell_questions import hint_text, question_text
from perenou.casework.words import Words
from perenou.rules.citation import Citation
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case, Version
from perenou.workbench.cases.pages import case_page
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.entry.actions import begin, changing, drop, read
from perenou.workbench.entry.answers_form import answer_of, contradicts, fields_of, shown_answer
from perenou.workbench.entry.discarding import discarded
from perenou.workbench.entry.family_form import check, family_of, family_sent
from perenou.workbench.entry.forms import number as number_of
from perenou.workbench.entry.forms import token_of
from perenou.workbench.entry.interviewing import Answered, Course, state_of
from perenou.workbench.entry.interviewing import begin as begin_interview
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.entry.saving import save
from perenou.workbench.entry.views import family_page, kind_of_new
from perenou.workbench.frame.family import family
from perenou.workbench.frame.problems import problem_told
from perenou.workbench.frame.reader import chosen_law_day
from perenou.workbench.frame.words import say

TAKING: Final = ("answer", "skip", "rows", "save")
"""What is done with what stands in the fields; saving takes a half-answered question as it is."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A question answered earlier, in words."""

    at: int
    question: str
    answer: str


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def new_interview(request: SignedIn, key: str) -> HttpResponse:
    """An interview about a case that is not opened yet."""
    draft = Draft.objects.filter(user=request.user, key=key, how=How.INTERVIEW).first()
    if draft is None:
        return opened_from(request, key)
    if request.method == "POST":
        return _answered(request, draft, None)
    course = Course(state_of(read(draft)), chosen_law_day(request))
    return _shown(request, course, None, draft_key=draft.key)


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def change_family(request: SignedIn, key: str) -> HttpResponse:
    """Change who is there while an interview about a case that is not opened yet goes on."""
    drafts = Draft.objects.filter(user=request.user, key=key, how=How.INTERVIEW, case=None)
    draft = drafts.first()
    if draft is None:
        return opened_from(request, key)
    course = Course(state_of(read(draft)), chosen_law_day(request))
    before = course.family
    if request.method == "GET":
        return family_page(request, family_of(before, request.language, key), of=key)
    form = family_sent(request.POST, key)
    do = request.POST.get("do", "")
    if do in ("adult", "child"):
        return family_page(request, form, at=do, of=key)
    check(form, request.language, before.everybody)
    if form.case is None:
        return family_page(request, form, status=422, of=key)
    with changing(request.user, key, How.INTERVIEW) as held:
        if held is not None:
            course = Course(state_of(held.content), chosen_law_day(request))
            course.begin_anew(form.case)
            held.content = course.state.as_json()
    return redirect("entry:new-interview", key)


@case_page(Right.CHANGE_CASE)
@require_http_methods(["GET", "POST"])
def interview(request: SignedIn, case: Case) -> HttpResponse:
    """An interview about what is still missing in a case."""
    draft = Draft.objects.filter(user=request.user, case=case, how=How.INTERVIEW).first()
    if request.method == "POST":
        if draft is None:
            state = begin_interview(told(latest(case)))
            draft = begin(request.user, How.INTERVIEW, state.as_json(), case=case)
        return _answered(request, draft, case)
    state = begin_interview(told(latest(case))) if draft is None else state_of(read(draft))
    course = Course(state, chosen_law_day(request))
    return _shown(request, course, case, is_unsaved=draft is not None)


def opened_from(request: SignedIn, key: str) -> HttpResponse:
    """Where a draft is gone: the case that was opened from it."""
    version = Version.objects.select_related("case").filter(token=key, author=request.user).first()
    if version is None:
        raise Http404
    return redirect("cases:show", version.case.number)


def _answered(request: SignedIn, draft: Draft, case: Case | None) -> HttpResponse:
    do, _, at = request.POST.get("do", "answer").partition(".")
    here = redirect(request.path)
    if do == "discard":
        after = reverse("entry:new") if case is None else reverse("cases:show", args=[case.number])
        return discarded(request, draft, after)
    with changing(request.user, draft.key, How.INTERVIEW) as held:
        if held is None:
            return here
        course = Course(state_of(held.content), chosen_law_day(request))
        error = ""
        if do == "back":
            course.back(number_of(at))
        elif do in TAKING and request.POST.get("at", "") == course.place:
            error = _take(request, course, do)
        held.content = course.state.as_json()
    if error:
        key = draft.key if case is None else None
        return _shown(request, course, case, error=error, draft_key=key)
    if do == "save":
        return _save(request, draft, course, case)
    return here


def _skips(request: SignedIn, course: Course) -> str:
    """What the button says that leaves a step without an answer."""
    if not course.state.given:
        return say("entry.interview.skip", request.language)
    blank = course.talk.asked(Words(request.language, course.case.named)).blank
    return blank[:1].upper() + blank[1:]


def _take(request: SignedIn, course: Course, do: str) -> str:
    """Take the answer that was sent to the present step; what is wrong with it."""
    step = course.talk.step
    if step is None:
        return ""
    words = Words(request.language, course.case.named)
    text = "" if do == "skip" else answer_of(step, request.POST)
    if do != "skip" and contradicts(step, request.POST):
        return say("entry.interview.both", request.language)
    if do == "rows":
        course.prefill(text)
        return ""
    if do == "answer" and not text:
        return say("entry.interview.empty", request.language, skip=_skips(request, course))
    try:
        if text or do == "skip":
            course.give(text)
        if do == "save":
            course.finish()
    except AnswerError:
        course.prefill(text)
        form = course.talk.asked(words).form
        return say("entry.interview.wrong", request.language, form=form)
    except CaseFileError as error:
        return " ".join(problem_told(each, request.language) for each in error.problems)
    return ""


def _save(request: SignedIn, draft: Draft, course: Course, case: Case | None) -> HttpResponse:
    if case is not None:
        return save(
            request, case, course.case, How.INTERVIEW, based_on=draft.based_on,
            token=token_of(request), note=say("entry.interview.note", request.language),
        )  # fmt: skip
    with transaction.atomic():
        made = actions.open_case(
            request.user, course.case, title=course.case.title or "–", token=draft.key,
            kind=kind_of_new(),
        )  # fmt: skip
        drop(request.user, draft, saved=True)
    return redirect("cases:show", made.number)


def _shown(
    request: SignedIn, course: Course, case: Case | None, *, error: str = "",
    is_unsaved: bool = True, draft_key: str | None = None,
) -> HttpResponse:  # fmt: skip
    words = Words(request.language, course.case.named)
    step, question = course.talk.step, course.question
    shown: dict[str, object] = {
        "case": case,
        "course": course,
        "error": error,
        "token": token_hex(16),
        "is_unsaved": is_unsaved,
        "family_address": ""
        if draft_key is None
        else reverse("entry:change-family", args=[draft_key]),
        "total": words.say("value.open")
        if course.position.is_all_open
        else words.amount(*course.position.total),
        "left": course.position.left,
        "family": family(course.case, request.law_day, request.language),
        "earlier": [_earlier(at, each, words) for at, each in enumerate(course.state.earlier)][
            ::-1
        ],
        "address": reverse("entry:new")
        if case is None
        else reverse("cases:show", args=[case.number]),
    }
    if step is not None and question is not None:
        asked = course.talk.asked(words)
        shown |= {
            "asked": asked,
            "skips": _skips(request, course),
            "is_first": not course.state.given,
            "whole": question_text(question, words),
            "hint": hint_text(question, words),
            "norms": _norms(question, words),
            "fields": fields_of(step, course.initial, words),
        }
    return render(request, "entry/interview.html", shown, status=422 if error else 200)


def _norms(question: Question, words: Words) -> list[tuple[str, str]]:
    """The provisions that ask, each with what it says in a sentence."""
    return [(each, words.provision(Citation.parse(each))) for each in question.asked_by]


def _earlier(at: int, answered: Answered, words: Words) -> Earlier:
    question = Question(answered.facts, answered.about, 0, ())
    parts = [shown_answer(each.form, each.of, each.text, words) for each in answered.given]
    answer = "; ".join(part for part in parts if part)
    return Earlier(at, question_text(question, words), answer)
