"""What a reader chooses for every page, what they are typing, and provisions as of a day."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.language.grammar import LANGUAGES
from perenou.rules.citation import Citation
from perenou.workbench.accounts.middleware import left
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.back import ours
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.models import SavedView
from perenou.workbench.frame.provisions import provision_on
from perenou.workbench.frame.reader import (
    FIRST_DAY,
    LANGUAGE,
    LAST_DAY,
    LAW_DAY,
    THEMES,
)
from perenou.workbench.frame.sent import whole
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.typed import Fields, drop, keep, kept
from perenou.workbench.frame.words import say

_VIEW: Final = re.compile(r"[a-z_]+=[a-z0-9_.-]+(&[a-z_]+=[a-z0-9_.-]+){0,9}")
"""Filters and order as an address tells them."""

LONGEST_CITATION: Final = 40
"""No provision is written longer, and no column holds more of its name."""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages."""
    wanted = request.POST.get("language", "")
    if wanted in LANGUAGES and isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).update(language=wanted)
    elif wanted in LANGUAGES:
        request.session[LANGUAGE] = wanted
    return redirect(_back(request))


@require_POST
def law_day(request: HttpRequest) -> HttpResponse:
    """Choose the day as of which law is shown; today itself, or none, follows the calendar."""
    try:
        chosen = date.fromisoformat(request.POST.get("day", "")).toordinal()
    except ValueError:
        chosen = localdate().toordinal()
    if chosen == localdate().toordinal():
        request.session.pop(LAW_DAY, None)
    elif FIRST_DAY <= chosen <= LAST_DAY:
        request.session[LAW_DAY] = chosen
    return redirect(_back(request))


@page(Right.OWN_ACCOUNT)
@require_POST
def look(request: SignedIn) -> HttpResponse:
    """Choose the theme, fold the rail, or have nothing checked while writing."""
    chosen = request.look
    if (theme := request.POST.get("theme")) in THEMES:
        chosen = replace(chosen, theme=theme)
    if rail := request.POST.get("rail"):
        chosen = replace(chosen, is_folded=rail == "folded")
    if live := request.POST.get("live"):
        chosen = replace(chosen, checks_live=live == "on")
    is_beside = request.headers.get("HX-Request") == "true"
    User.objects.filter(pk=request.user.pk).update(look=str(chosen))
    return HttpResponse(status=204) if is_beside else redirect(_back(request))


@page(Right.USE_DESK)
@require_safe
def keys(request: SignedIn) -> HttpResponse:
    """The keys that do something."""
    return render(request, "frame/keys.html")


@page(Right.USE_DESK)
@require_POST
def keep_view(request: SignedIn) -> HttpResponse:
    """Keep filters and order of a list under a name; the same name is written over."""
    name = " ".join(request.POST.get("name", "").split())[:60]
    listing, query = request.POST.get("listing", "")[:20], request.POST.get("query", "")
    if name and _VIEW.fullmatch(query):
        SavedView.objects.update_or_create(
            user=request.user, listing=listing, name=name, defaults={"query": query}
        )
        messages.success(request, say("list.views.kept", request.language, name=name))
    return redirect(_back(request))


@page(Right.USE_DESK)
@require_POST
def drop_view(request: SignedIn) -> HttpResponse:
    """Keep a view no longer."""
    number = request.POST.get("view", "")
    mine = SavedView.objects.filter(user=request.user)
    view = mine.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if view is not None:
        question = say("list.views.drop.sure", request.language, name=view.name)
        if asked := asks_first(request, question, back="/", keeps=("view", "next")):
            return asked
        view.delete()
    return redirect(_back(request))


@page(Right.OWN_ACCOUNT, is_refresh=True)
@require_http_methods(["GET", "POST"])
def typed(request: SignedIn) -> HttpResponse:
    """Keep what is being typed into a form, tell what is kept of some, or let go of it."""
    if request.method == "GET":
        found = kept(request.user, request.GET.getlist("form"))
        told = [
            {"form": each.form, "fields": fields, "at": moment(each.changed_at)}
            for each, fields in found
        ]
        return JsonResponse({"kept": told})
    form = request.POST.get("form", "")
    if whole(request, "user") != request.user.pk:
        return HttpResponse(status=409)  # somebody else signed in beside the page that sends this
    if request.POST.get("do") == "drop":
        drop(request.user, form)
        return JsonResponse({"left": left(request)})
    fields = _fields(request.POST.get("content", ""))
    if fields is None or not keep(request.user, form, fields):
        return HttpResponse(status=422)
    return JsonResponse({"left": left(request)})


def _fields(text: str) -> Fields | None:
    """Names and values as the page tells them; None where it tells something else."""
    try:
        told = json.loads(text)
        pairs = [(name, value) for name, value in told]
    except (TypeError, ValueError, RecursionError):
        return None
    return pairs if all(isinstance(each, str) for pair in pairs for each in pair) else None


@page(Right.READ_LAW, about="provision")
@require_safe
def provision(request: SignedIn, citation: str) -> HttpResponse:
    """A provision: what it says in a sentence, what is coded of it, and where it stands."""
    if len(citation) > LONGEST_CITATION:
        raise Http404
    try:
        cited = Citation.parse(citation.replace("_", " "))
    except ValueError:
        raise Http404 from None
    day = _day(request.GET.get("on", ""), request.law_day)
    told = {"told": provision_on(cited, day, request.language)}
    beside = request.headers.get("HX-Request") == "true"
    return render(request, f"frame/provision{'_beside' if beside else ''}.html", told)


def _day(text: str, otherwise: int) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return otherwise


def _back(request: HttpRequest) -> str:
    """The page that the reader came from, if it is one of ours."""
    return ours(request, request.POST.get("next", ""), "/")
