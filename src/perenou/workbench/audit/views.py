"""The auditor's page."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.models import Event


@page(Right.READ_AUDIT)
@require_safe
def events(request: SignedIn) -> HttpResponse:
    """Events, the newest first."""
    found = Event.objects.select_related("actor")
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"page": shown})
