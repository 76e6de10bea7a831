"""The auditor's pages."""

from __future__ import annotations

import json

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit import checking
from perenou.workbench.audit.export import as_json_lines
from perenou.workbench.audit.listing import EVENTS
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import record
from perenou.workbench.audit.unusual import unusual
from perenou.workbench.frame.lists import answer, narrowed
from perenou.workbench.jobs.models import Job, JobState


@page(Right.READ_AUDIT)
@require_safe
def events(request: SignedIn) -> HttpResponse:
    """Events, the newest first, and whether the trail is intact."""
    told = {"check": checking.last_check(), "unusual": unusual()}
    return answer(request, EVENTS, Event.objects.all(), "audit/list.html", told)


@page(Right.READ_AUDIT, about="event")
@require_safe
def event(request: SignedIn, number: int) -> HttpResponse:
    """One event with all that it tells."""
    found = get_object_or_404(Event.objects.select_related("actor"), number=number)
    detail = json.loads(found.detail) if found.detail else {}
    near = Event.objects.filter(trace=found.trace).exclude(pk=found.pk) if found.trace else ()
    told = {"event": found, "detail": sorted(detail.items()), "near": list(near[:20])}
    return render(request, "audit/event.html", told)


@page(Right.READ_AUDIT)
@require_POST
def export(request: SignedIn) -> StreamingHttpResponse:
    """The events that are asked for as JSON lines with their seals, for checking the chain."""
    found = narrowed(request, EVENTS, Event.objects.select_related("actor")).order_by("-number")
    with transaction.atomic():
        record(request.user, "audit.exported", "audit", detail={"events": found.count()})
    kind = "application/jsonl; charset=utf-8"
    response = StreamingHttpResponse(as_json_lines(found), content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="perenou-audit.jsonl"'
    return response


@page(Right.READ_AUDIT)
@require_POST
def verify(request: SignedIn) -> HttpResponse:
    """Ask for a check of the whole trail."""
    return redirect("audit:check", checking.ask_for_check(request.user).pk)


@page(Right.READ_AUDIT, about="job")
@require_safe
def check(request: SignedIn, pk: int) -> HttpResponse:
    """A check of the trail: how far it is, or what came of it."""
    job = get_object_or_404(Job, pk=pk, kind=checking.JOB)
    is_over = job.state not in (JobState.WAITING, JobState.RUNNING)
    told = {"job": job, "check": checking.check_of(job), "is_over": is_over}
    name = "audit/checked.html" if request.htmx else "audit/check.html"
    return render(request, name, told)
