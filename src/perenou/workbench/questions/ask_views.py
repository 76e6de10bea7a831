"""Asking: the form, what already answers it while it is typed, and telling that it does."""

from __future__ import annotations

from secrets import token_hex

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.back import ours
from perenou.workbench.frame.sent import token
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.forms import AskForm, asking, attached, people_of, theme_names
from perenou.workbench.questions.models import Importance
from perenou.workbench.questions.personal import Personal, personal_in
from perenou.workbench.questions.publishing import decide, with_times
from perenou.workbench.questions.sources import SOURCES, Block, Looking, blocks


@sensitive_post_parameters()
@page(Right.ASK_QUESTION)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Ask; before it is sent, whoever asks has seen what already answers it."""
    if request.method != "POST":
        number = request.GET.get("case", "")[:20]
        case, _ = attached(request, number)
        form = AskForm(number=number if case is not None else "", case=case)
        return _form(request, form, _blocks(request, form), status=200)
    form = asking(request)
    if form.errors:
        return _form(request, form, _blocks(request, form), status=422)
    do, has_seen = request.POST.get("do", ""), request.POST.get("seen") == "1"
    found = [] if has_seen else _blocks(request, form)
    personal = personal_in(request, form.texts, people_of(form.case))
    if do == "look" or decide(personal.places, do) or personal.texts is None or found:
        is_refused = do == "send" and personal.texts is None
        shown = found or _blocks(request, form)
        return _form(request, form, shown, 422 if is_refused else 200, personal)
    form.subject, form.text = personal.texts["subject"], personal.texts["text"]
    question = actions.ask(request.user, form.wish, form.case, token=token(request, "ask"))
    messages.success(request, say("questions.sent", request.language, number=question.number))
    return redirect(question)


@sensitive_post_parameters("text", "subject")
@page(Right.ASK_QUESTION)
@require_POST
def look(request: SignedIn) -> HttpResponse:
    """What already answers what is being typed."""
    form = asking(request)
    return render(request, "questions/beside.html", _told(form, _blocks(request, form)))


@page(Right.ASK_QUESTION)
@require_POST
def settled(request: SignedIn) -> HttpResponse:
    """Note that something answers the question, and open it."""
    source, _, key = request.POST.get("settled", "").partition(":")
    theme = request.POST.get("theme", "")
    if source not in dict(SOURCES) or not key:
        raise Http404
    chosen = Theme(theme) if theme in Theme.values else Theme.FAMILY_ALLOWANCES
    actions.settle(request.user, chosen, source, key[:80], token=token(request, f"s{key}"[-11:]))
    messages.success(request, say("questions.settled", request.language))
    return redirect(ours(request, request.POST.get("address", ""), "/"))


def _blocks(request: SignedIn, form: AskForm) -> list[Block]:
    looking = Looking(
        f"{form.subject}. {form.text}".strip(". "), form.theme, form.case, request.user,
        request.language, request.law_day,
    )  # fmt: skip
    return blocks(looking)


def _told(form: AskForm, found: list[Block]) -> dict[str, object]:
    return {"form": form, "blocks": found, "token": token_hex(12)}


def _form(
    request: SignedIn, form: AskForm, found: list[Block], status: int,
    personal: Personal | None = None,
) -> HttpResponse:  # fmt: skip
    places = [] if personal is None else personal.places
    told = _told(form, found) | {
        "places": [each for field in form.texts for each in with_times(places, field)],
        "open": sum(not each.choice for each in places),
        "theme_names": theme_names(request.language),
        "importances": [str(each) for each in Importance.values],
        "is_seen": bool(found) and request.method == "POST",
        "most": actions.LONGEST_TEXT,
    }
    return render(request, "questions/new.html", told, status=status)
