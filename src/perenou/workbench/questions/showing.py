"""A question as its page shows it, to whoever looks: what they may do, and what they had typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.pages import purpose_of
from perenou.workbench.questions.actions import cited_by
from perenou.workbench.questions.find import answer as answer_of
from perenou.workbench.questions.find import (
    approvers,
    is_public,
    may_approve,
    sent_answer,
    unhelpful,
    wording,
)
from perenou.workbench.questions.forms import AnswerForm, accepted, theme_names
from perenou.workbench.questions.models import (
    DONE,
    Answer,
    Elsewhere,
    Help,
    Importance,
    Question,
    State,
    Step,
    What,
)
from perenou.workbench.questions.prepared import Prepared, prepared, text_of
from perenou.workbench.questions.publishing import Place
from perenou.workbench.questions.sources import Looking
from perenou.workbench.references.typed import of_citations


@dataclass(slots=True)
class Sent:
    """What was sent and could not be done: why, and every word of it.

    Attributes:
        error: key of the text ``questions.refused.KEY``. what: which form. words: what was typed
            into it. step: what somebody else had done meanwhile. places: personal data
            in the words, each with how often it stands there.
    """

    error: str = ""
    what: str = ""
    words: str = ""
    day: str = ""
    is_conflict: bool = False
    step: Step | None = None
    form: AnswerForm | None = None
    places: list[tuple[Place, int]] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)


def shown(
    request: SignedIn, question: Question, sent: Sent | None = None, status: int = 200
) -> HttpResponse:
    """The page of a question."""
    sent = sent or Sent()
    question.refresh_from_db()
    asked = wording(question)
    answer = answer_of(question)
    user = request.user
    is_expert = may(user, Right.ANSWER_QUESTION) and question.expert_id == user.pk
    writes = is_expert and question.state in (State.TAKEN, State.HANDED)
    # An answer in the making is the expert's and the approver's alone; others have the one before.
    is_final = question.is_answered
    maker = is_expert or (question.state == State.WAITING and may_approve(user, question))
    before = sent_answer(question) if question.is_mended else None
    public = is_public(question)
    answers_questions = may(user, Right.ANSWER_QUESTION)
    if not (is_final or maker):
        answer = before
    told = {
        "question": question,
        "asked": asked,
        "wordings": list(question.wordings.select_related("author").order_by("number")),
        "answer": answer,
        "before": before if maker else None,
        "answers": list(question.answers.select_related("author")) if maker or is_final else [],
        "steps": list(question.steps.select_related("actor")),
        "returned": _last(question, What.RETURNED) if question.state == State.RETURNED else None,
        "sent_back": _last(question, What.SENT_BACK) if question.state == State.TAKEN else None,
        "replies": list(question.steps.filter(what=What.REPLIED)) if maker else [],
        "sent": sent,
        "is_asker": question.asker_id == user.pk,
        "is_expert": is_expert,
        "writes": writes,
        "may_take": _may_take(request, question),
        "may_mark": answers_questions and question.is_open,
        "may_add": question.state in (State.ASKED, State.TAKEN, State.RETURNED, *DONE),
        "marked": _last(question, What.HELPED),
        "may_reopen": answers_questions and is_final and question.asker_id != user.pk,
        "is_unhelpful": unhelpful(user).filter(pk=question.pk).exists(),
        "is_public": public,
        "is_public_older": public and is_final and not _is_published(question, answer),
        "may_withdraw": answers_questions and public,
        "may_approve": question.state == State.WAITING and may_approve(user, question),
        "may_publish": answers_questions and is_final,
        "approvers": approvers(question) if writes and question.needs_second else [],
        "theme_names": theme_names(request.language),
        "importances": [str(each) for each in Importance.values],
        "elsewhere": Elsewhere.values,
        "helps": Help.values,
        "token": token_hex(12),
        "case": _case(request, question),
    }
    if writes:
        told["form"] = sent.form or _form(request, question)
        told["prepared"] = _prepared(request, question)
    return render(request, "questions/show.html", told, status=status)


def _may_take(request: SignedIn, question: Question) -> bool:
    if not may(request.user, Right.ANSWER_QUESTION) or question.asker_id == request.user.pk:
        return False
    takeable = (State.ASKED, State.TAKEN, State.HANDED, State.RETURNED)
    is_mine = question.expert_id == request.user.pk and question.state != State.ASKED
    return question.state in takeable and not is_mine


def _case(request: SignedIn, question: Question) -> object:
    """The attached case, for whom it may be named."""
    case = question.case
    return case if case is not None and may(request.user, Right.SEE_CASE, case) else None


def _form(request: SignedIn, question: Question) -> AnswerForm:
    """What is saved; or an earlier answer that is to be accepted."""
    source, _, key = request.GET.get("from", "").partition(":")
    taken = accepted(source, key, request.user)
    if taken is not None:
        return taken
    last = answer_of(question)
    if last is None:
        return AnswerForm()
    form = AnswerForm(last.text, of_citations(cited_by(last)), taken_from=last.taken_from)
    # A day that somebody chose stays; one that was today when it was written goes on being today.
    if last.day != localdate(last.made_at).toordinal():
        form.day = last.day
    return form


def _prepared(request: SignedIn, question: Question) -> Prepared:
    case = question.case
    opens = case is not None and may(request.user, Right.SEE_CASE, case)
    if case is not None and opens and case.is_restricted:
        opens = bool(purpose_of(request, case))
    looking = Looking(
        text_of(wording(question)), question.theme, case if opens else None, request.user,
        request.language, request.law_day, question.number,
    )  # fmt: skip
    return prepared(looking, question)


def _is_published(question: Question, answer: Answer | None) -> bool:
    """Whether what everybody may read is this very version of the answer."""
    last = _last(question, What.PUBLISHED)
    return last is None or answer is None or last.answer == answer.number


def _last(question: Question, what: What) -> Step | None:
    return question.steps.filter(what=what).select_related("actor").last()
