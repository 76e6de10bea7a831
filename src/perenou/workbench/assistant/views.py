"""The page on which a machine proposes; nothing is taken over before an official takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from perenou.assistant.endpoint import Endpoint
from perenou.assistant.proposal import Proposal, Rejected
from perenou.assistant.wording import MOST_TEXT
from perenou.services.call import ServiceError
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.assistant.asking import (
    endpoint,
    proposed_answer,
    proposed_case,
    proposed_sentence,
    would_send,
)
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case
from perenou.workbench.entry.actions import begin
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say

WAYS: Final = ("case", "sentence", "answer")
"""What can be proposed."""


@dataclass(slots=True)
class _Form:
    """What was typed."""

    way: str = WAYS[0]
    text: str = ""
    case: str = ""
    token: str = ""


@page(Right.USE_ASSISTANT)
@require_http_methods(["GET", "POST"])
def propose(request: SignedIn) -> HttpResponse:
    """Choose what a machine is to propose; with POST, what would be sent, then what it proposes."""
    model = endpoint()
    if model is None:
        raise Http404
    ways = [each for each in WAYS if each != "case" or may(request.user, Right.CREATE_CASE)]
    wanted = request.GET.get("way", "")
    form = _Form(next((each for each in ways if each == wanted), ways[0]), token=token(request))
    told: dict[str, object] = {"form": form, "ways": ways, "most": MOST_TEXT}
    if request.method != "POST":
        return render(request, "assistant/propose.html", told)
    sent = request.POST.get("way", wanted)
    form.way = next((each for each in ways if each == sent), ways[0])
    form.text, form.case = _typed(request), request.POST.get("case", "").strip()[:20]
    case = visible_to(request.user, Right.SEE_CASE).filter(number=form.case).first()
    error = ""
    if not form.text.strip():
        error = say("assistant.error.nothing", request.language)
    elif form.way == "answer" and form.case and case is None:
        error = say("assistant.error.case", request.language, number=form.case)
    elif "sent" not in request.POST:
        day = localdate().toordinal()
        preview = would_send(form.way, form.text, case, day, request.language)
        told["preview"] = preview
        error = "" if preview else Rejected("unsafe", "").told(request.language)
    else:
        try:
            told |= _proposed(request, model, form, case)
        except ServiceError as failed:
            error = say(f"assistant.error.{failed.why}", request.language)
    told["error"] = error
    return render(request, "assistant/propose.html", told, status=422 if error else 200)


def _typed(request: SignedIn) -> str:
    """The text that is sent; from the form of another page that of the fields that it tells."""
    of = request.GET.get("of", "text")
    found = [
        text for name, texts in request.POST.lists() for text in texts
        if text.strip() and (name == of or name.startswith(f"{of}."))
    ]  # fmt: skip
    return "\n\n".join(found)


def _proposed(
    request: SignedIn, model: Endpoint, form: _Form, case: Case | None
) -> dict[str, object]:
    about = ("case", case.pk) if case is not None and form.way == "answer" else ("assistant", "")
    record(request.user, "assistant.asked", *about, detail={"way": form.way})
    found: Proposal
    if form.way == "case":
        found = proposed_case(model, form.text, request.language)
    elif form.way == "sentence":
        found = proposed_sentence(model, form.text)
    else:
        day = localdate().toordinal()
        found = proposed_answer(model, form.text, case, day, request.language)
    return {
        "proposal": found,
        "rejected": [
            each.told(request.language) for each in found.rejected if not _is_in(each, found)
        ],
        "doubts": [each.told(request.language) for each in found.rejected if _is_in(each, found)],
        "draft": _draft(request, form, found) if form.way == "case" and found.text else None,
    }


def _is_in(each: Rejected, found: Proposal) -> bool:
    return bool(found.text) and each.is_doubt


def _draft(request: SignedIn, form: _Form, found: Proposal) -> Draft:
    """The proposal as an unfinished case, marked as the machine's."""
    mark = say("assistant.mark", request.language)
    content = {"title": "", "content": f"# {mark}\n{found.text}"}
    return begin(request.user, How.TEXT, content, key=form.token)
