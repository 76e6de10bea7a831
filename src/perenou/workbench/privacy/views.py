"""Pages of personal data: how long it is kept, what is deleted, and what is told to a person."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.casework.case_file.personal_code import PersonalCodeError, read_code
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.words import say
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.privacy import retention, rotation
from perenou.workbench.privacy.codes import code_at
from perenou.workbench.privacy.models import Keeping
from perenou.workbench.privacy.person import export

SHOWN = 20


@page(Right.RUN_RETENTION)
@require_http_methods(["GET", "POST"])
def home(request: SignedIn) -> HttpResponse:
    """How long closed cases are kept, how many are due, and the runs so far."""
    kept = {row.kind: str(row.days) for row in Keeping.objects.all()}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed = {sort: request.POST.get(sort, "").strip() for sort in retention.SORTS}
        for sort, text in typed.items():
            if text and not (text.isdecimal() and 0 < int(text[:9]) <= retention.LONGEST_KEPT):
                wrong[sort] = say("privacy.wrong.days", request.language)
        if not wrong:
            for sort, text in typed.items():
                if text != kept.get(sort, ""):
                    retention.set_days(request.user, sort, int(text) if text else None)
            messages.success(request, say("privacy.saved", request.language))
            return redirect("privacy:home")
        kept = typed
    now = timezone.now()
    rows = [
        (sort, kept.get(sort, ""), retention.count_due(sort, now), wrong.get(sort, ""))
        for sort in retention.SORTS
    ]
    runs = Job.objects.filter(kind__in=(retention.JOB, rotation.JOB)).select_related("owner")
    shown = {
        "rows": rows,
        "due": sum(row[2] for row in rows),
        "wrong": wrong,
        "most": retention.LONGEST_KEPT,
        "runs": runs.order_by("-pk")[:SHOWN],
    }
    return render(request, "privacy/home.html", shown, status=422 if wrong else 200)


@page(Right.RUN_RETENTION)
@require_POST
def run(request: SignedIn, what: str) -> HttpResponse:
    """Ask for a deletion run, or for everything to be encrypted anew."""
    if what not in ("retention", "rotation"):
        raise Http404
    key = {"retention": "privacy.run", "rotation": "privacy.keys"}[what]
    question, told = (say(f"{key}.{each}", request.language) for each in ("sure", "what"))
    if asked := asks_first(request, question, told, back=reverse("privacy:home")):
        return asked
    asks = retention.ask_for_run if what == "retention" else rotation.ask_for_rotation
    return redirect("privacy:report", asks(request.user).pk)


@page(Right.RUN_RETENTION, about="job")
@require_safe
def report(request: SignedIn, pk: int) -> HttpResponse:
    """How far a run is, or what came of it."""
    job = get_object_or_404(Job, pk=pk, kind__in=(retention.JOB, rotation.JOB))
    result = json.loads(job.result) if job.state == JobState.DONE else {}
    rows = []
    if job.kind == retention.JOB:
        rows = [(kind, row["deleted"], row["held"]) for kind, row in result.items()]
    shown = {
        "job": job,
        "rows": rows,
        "encrypted": result.get("rows") if job.kind == rotation.JOB else None,
        "is_over": job.state not in (JobState.WAITING, JobState.RUNNING),
    }
    name = "privacy/outcome.html" if request.htmx else "privacy/report.html"
    return render(request, name, shown)


@never_cache
@sensitive_post_parameters("code")
@page(Right.EXPORT_PERSON)
@require_http_methods(["GET", "POST"])
def person(request: SignedIn) -> HttpResponse:
    """Everything about one person, by their personal code, as an archive."""
    code, purpose, kind, wrong = "", "", Kind.REAL, {}
    if request.method == "POST":
        code = "".join(request.POST.get("code", "").split())[:20]
        purpose = request.POST.get("purpose", "").strip()[:300]
        named = request.POST.get("kind", "")
        kind = Kind(named) if named in Kind.values else Kind.REAL
        try:
            read_code(code)
        except PersonalCodeError:
            wrong["code"] = say("person.wrong.code", request.language)
        if len(purpose) < 3:
            wrong["purpose"] = say("person.wrong.purpose", request.language)
        if not wrong:
            archive, found = export(request.user, code, kind, purpose, request.language)
            if found:
                response = HttpResponse(archive, content_type="application/zip")
                response["Content-Disposition"] = 'attachment; filename="perenou-person.zip"'
                return response
            wrong["code"] = say("person.none", request.language)
    shown = {"code": code, "purpose": purpose, "kind": kind, "kinds": Kind.values, "wrong": wrong}
    return render(request, "privacy/person.html", shown, status=422 if wrong else 200)


@never_cache
@case_page(Right.SEE_CASE)
@require_POST
def reveal(request: SignedIn, case: Case, place: str) -> HttpResponse:
    """The whole personal code of somebody in a case."""
    code = code_at(told(latest(case)), place)
    if code is None:
        raise Http404
    purpose, detail = purpose_of(request, case), {"place": place}
    record(request.user, "code.revealed", "case", case.number, purpose=purpose, detail=detail)
    return render(request, "privacy/revealed.html", {"case": case, "code": code})
