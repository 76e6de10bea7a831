"""The first page, and the one search box."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.desk.search import asked, suggested
from perenou.workbench.desk.sources import blocks

LONGEST = 200
SHORTEST_SUGGESTED = 2


@page(Right.USE_DESK)
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """What waits for whoever signed in."""
    return render(request, "desk/home.html", {"blocks": blocks(request.user, request.language)})


@sensitive_post_parameters("asked")
@page(Right.SEARCH)
@require_http_methods(["GET", "POST"])
def search(request: SignedIn) -> HttpResponse:
    """Everything that answers a question.

    The question may be a name or a personal code: it is only ever sent as a form, stands in no
    address, and the audit trail is told how much was found, not by what.
    """
    text = " ".join(request.POST.get("asked", "").split())[:LONGEST]
    if not text:
        return render(request, "desk/search.html", {"searched": "", "results": None})
    results = asked(text, request.user, request.language)
    found = {"cases": results.cases, "found": results.count}
    record(request.user, "searched", "search", detail=found)
    if results.only:
        return redirect(results.only)
    return render(request, "desk/search.html", {"searched": text, "results": results})


@sensitive_post_parameters("asked")
@page(Right.SEARCH)
@require_POST
def suggest(request: SignedIn) -> HttpResponse:
    """What may be meant, while somebody is typing."""
    text = " ".join(request.POST.get("asked", "").split())[:LONGEST]
    if len(text) < SHORTEST_SUGGESTED:
        return HttpResponse()
    results = suggested(text, request.user, request.language)
    if results.cases:
        record(request.user, "suggested", "search", detail={"cases": results.cases})
    return render(request, "desk/suggestions.html", {"results": results})
