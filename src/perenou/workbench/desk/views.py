"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import State

SHOWN = 10


@page(Right.USE_DESK)
@require_safe
def home(request: SignedIn) -> HttpResponse:
    """What waits for whoever signed in."""
    open_cases = visible_to(request.user).filter(owner=request.user, state=State.OPEN)
    due = open_cases.filter(due_day__isnull=False).order_by("due_day")[:SHOWN]
    told = {"due": due, "recent": open_cases.order_by("-changed_at")[:SHOWN]}
    return render(request, "desk/home.html", told)
