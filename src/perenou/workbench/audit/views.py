"""The auditor's pages."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit import checking
from perenou.workbench.audit.export import as_csv, as_json_lines
from perenou.workbench.audit.find import GROUPS, asked, choices
from perenou.workbench.audit.find import events as found_by
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.jobs.models import Job, JobState


@page(Right.READ_AUDIT)
@require_safe
def events(request: SignedIn) -> HttpResponse:
    """Events, the newest first, and whether the trail is intact."""
    wanted = asked(request)
    shown = Paginator(found_by(wanted), 50).get_page(request.GET.get("page"))
    told = {
        "page": shown,
        "asked": wanted,
        "groups": GROUPS,
        "choices": choices(request.language),
        "check": checking.last_check(),
    }
    return render(request, "audit/list.html", told)


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
def export(request: SignedIn, form: str) -> StreamingHttpResponse:
    """The events that are asked for, as a file."""
    if form not in ("csv", "jsonl"):
        raise Http404
    wanted = asked(request)
    found = found_by(wanted)
    with transaction.atomic():
        told: Detail = {"form": form, "events": found.count()}
        record(request.user, "audit.exported", "audit", detail=told)
    if form == "csv":
        lines, kind = as_csv(found, request.language), "text/csv; charset=utf-8"
    else:
        lines, kind = as_json_lines(found), "application/jsonl; charset=utf-8"
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="perenou-audit.{form}"'
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
