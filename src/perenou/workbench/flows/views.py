"""Pages of event logs: bringing one, telling its columns, and what it tells."""

from __future__ import annotations

import json
from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perenou.casework.picture import as_file
from perenou.population.simulate.files import workbook
from perenou.process.columns import MEANINGS, NEEDED
from perenou.process.errors import RefusedLogError
from perenou.process.findings import OUTSIDERS
from perenou.process.terms import known_roles, roles_in
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.flows import actions
from perenou.workbench.flows.citing import key_of
from perenou.workbench.flows.kept import failure_said, findings_of, report_of, unpacked
from perenou.workbench.flows.listing import LOGS, state_pill
from perenou.workbench.flows.models import LONGEST_NAME, Log, Question, Source, State, Telling
from perenou.workbench.flows.working import SHARES
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.lists import answer
from perenou.workbench.frame.sent import posted, token
from perenou.workbench.frame.uploads import is_too_large
from perenou.workbench.frame.words import say
from perenou.workbench.proposals.links import new_proposal

USUAL_SHARE: Final = 2
SAMPLE: Final = 3
LONGEST_CELL: Final = 60
FILES: Final = {
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_TOP: Final = ("answer", "findings", "terms")
"""Sections that stand above the picture."""


@page(Right.SEE_FLOWS)
@require_safe
def logs(request: SignedIn) -> HttpResponse:
    """Event logs that were brought."""
    told = {"may_run": may(request.user, Right.RUN_FLOWS)}
    return answer(
        request, LOGS, Log.objects.defer("raw", "content", "model"), "flows/list.html", told
    )


@page(Right.RUN_FLOWS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Bring a log, or have one invented."""
    if request.method != "POST":
        return _new(request, {}, "")
    sent = posted(request)
    name = " ".join(sent.get("name", "").split())[:LONGEST_NAME]
    if sent.get("source") == Source.INVENTED:
        made = actions.invent(
            request.user, name or say("flows.invented.name", request.language), token=token(request)
        )
        return redirect(made)
    upload, model = request.FILES.get("file"), request.FILES.get("model")
    if is_too_large(request):
        return _new(request, sent, say("flows.wrong.too_large", request.language))
    if upload is None:
        return _new(request, sent, say("flows.wrong.no_file", request.language))
    content = upload.read(actions.MOST_BYTES + 1)
    if len(content) > actions.MOST_BYTES:
        return _new(request, sent, say("flows.wrong.too_large", request.language))
    told: bytes | None = b"" if sent.get("own_model") else None
    if model is not None:
        told = model.read(actions.MOST_MODEL)
    try:
        log = actions.bring(
            request.user, name or (upload.name or "")[-LONGEST_NAME:], content, told,
            token=token(request),
        )  # fmt: skip
    except RefusedLogError as refused:
        return _new(request, sent, refused.text(request.language))
    return redirect("flows:columns", log.pk) if log.state == State.COLUMNS else redirect(log)


@page(Right.RUN_FLOWS, about="flow")
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedIn, pk: int) -> HttpResponse:
    """Tell which column of a table is which."""
    log = _log(pk)
    if not log.raw:
        return redirect(log)
    try:
        table = actions.table_of(log)
        told, error, status = actions.columns_for(table.head), "", 200
        if request.method == "POST":
            told = {meaning: posted(request).get(meaning, "") for meaning in MEANINGS}
            actions.tell_columns(request.user, log, told)
            return redirect(log)
    except RefusedLogError as refused:
        error, status = refused.text(request.language), 422
    # The rows name people; whoever brought the file knows them already.
    rows = [
        [cell[:LONGEST_CELL] for cell in row]
        for row, _ in zip(table.rows(), range(SAMPLE), strict=False)
        if log.owner_id == request.user.pk
    ]
    if not error and log.failure:
        error = failure_said(log.failure, request.language)
    context = {
        "log": log, "head": table.head, "rows": rows, "error": error,
        "fields": [(meaning, told.get(meaning, ""), meaning in NEEDED) for meaning in MEANINGS],
    }  # fmt: skip
    return render(request, "flows/columns.html", context, status=status)


@page(Right.SEE_FLOWS, about="flow")
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """What a log tells: the answer, the picture, and every table."""
    return render(request, "flows/show.html", _told(request, _log(pk)))


@page(Right.SEE_FLOWS, about="flow", is_refresh=True)
@require_safe
def now(request: SignedIn, pk: int) -> HttpResponse:
    """How far a log is, to be put in the place of what is on the screen."""
    log = _log(pk)
    told = {"of": log, "job": log.job, "address": reverse("flows:now", args=[pk])}
    response = render(request, "flows/progress.html", told)
    if log.state != State.WAITING:
        response["HX-Refresh"] = "true"
    return response


@page(Right.RUN_FLOWS, about="flow")
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: SignedIn, pk: int) -> HttpResponse:
    """Tell between which steps terms run, and which units are not of the agency."""
    log = _log(pk)
    if not log.content:
        return redirect(log)
    events = unpacked(log.content)
    if request.method == "POST":
        roles = {
            role: [step]
            for role in known_roles()
            if (step := posted(request).get(role, "")) in events.activities
        }
        outside = [name for name in request.POST.getlist("outside") if name in events.units]
        actions.set_up(request.user, log, roles, outside)
        messages.success(request, say("flows.set_up.done", request.language))
        return redirect(log)
    played = roles_in(events, json.loads(log.roles))
    chosen = {role: events.activities[codes[0]] if codes else "" for role, codes in played.items()}
    told = json.loads(log.outside)
    context = {
        "log": log, "steps": events.activities, "roles": list(chosen.items()),
        "units": [(name, name in told or name.casefold() in OUTSIDERS, name.casefold() in OUTSIDERS)
                  for name in events.units],
    }  # fmt: skip
    return render(request, "flows/set_up.html", context)


@page(Right.SEE_FLOWS, about="flow")
@require_safe
def file(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """The tables of a log as a workbook, or its picture as SVG."""
    log = _log(pk)
    telling = _telling(log, request)
    if telling is None or kind not in FILES:
        raise Http404
    if kind == "svg":
        content = as_file(json.loads(telling.pictures)[str(_share(request))]).encode()
    else:
        content = workbook(report_of(telling.report))
    record(request.user, "flow.exported", "flow", log.pk, detail={"format": kind})
    response = HttpResponse(content, content_type=FILES[kind])
    response["Content-Disposition"] = f'attachment; filename="menetlused-{log.pk}.{kind}"'
    return response


@page(Right.OPEN_FLOW_NAMES, about="flow")
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: SignedIn, pk: int) -> HttpResponse:
    """Open the name behind a pseudonym, for a purpose that is written down."""
    log = _log(pk)
    if not log.content:
        raise Http404
    told: dict[str, object] = {"log": log}
    status = 200
    if request.method == "POST":
        sent = posted(request)
        called, purpose = sent.get("called", "")[:20].strip(), sent.get("purpose", "").strip()
        told |= {"called": called, "purpose": purpose}
        error = "" if called and purpose else "missing"
        try:
            if not error:
                told["found"] = actions.open_name(request.user, log, called, purpose)
                told["is_asked"] = True
        except actions.NoPseudonymError:
            error = "wrong"
        if error:
            told["error"] = say(f"flows.names.{error}", request.language)
            status = 422
    return render(request, "flows/names.html", told, status=status)


@page(Right.RUN_FLOWS, about="flow")
@require_POST
def delete(request: SignedIn, pk: int) -> HttpResponse:
    """Delete a log."""
    log = _log(pk)
    question = say("flows.delete.sure", request.language, name=log.name)
    told = say("flows.delete.what", request.language)
    if asked := asks_first(request, question, told, back=reverse("flows:show", args=[pk])):
        return asked
    actions.delete(request.user, log)
    messages.success(request, say("flows.deleted", request.language))
    return redirect("flows:list")


def _new(request: SignedIn, sent: dict[str, str], error: str) -> HttpResponse:
    told = {"error": error, "sent": sent, "token": sent.get("token") or token_hex(12)}
    return render(request, "flows/new.html", told, status=422 if error else 200)


def _log(pk: int) -> Log:
    log = Log.objects.select_related("owner", "job").filter(pk=pk).first()
    if log is None:
        raise Http404
    return log


def _telling(log: Log, request: SignedIn) -> Telling | None:
    return Telling.objects.filter(log=log, question=None, language=request.language).first()


def _share(request: SignedIn) -> int:
    told = request.GET.get("share", "")
    return int(told) if told in map(str, SHARES) else USUAL_SHARE


def _told(request: SignedIn, log: Log) -> dict[str, object]:
    telling = _telling(log, request)
    told: dict[str, object] = {
        "log": log,
        "of": log,
        "job": log.job,
        "address": reverse("flows:now", args=[log.pk]),
        "pill": state_pill(log.state, request.language),
        "failure": failure_said(log.failure, request.language) if log.failure else "",
        "may_run": may(request.user, Right.RUN_FLOWS),
        "may_open": may(request.user, Right.OPEN_FLOW_NAMES),
    }
    if telling is None or log.state != State.READY:
        return told
    report = report_of(telling.report)
    share = _share(request)
    findings = findings_of(telling.findings)
    return told | {
        "report": report,
        "top": [each for each in report.sections if each.key in _TOP],
        "below": [each for each in report.sections if each.key not in _TOP],
        # Drawn here, with every word of it escaped.
        "picture": mark_safe(json.loads(telling.pictures)[str(share)]),
        "shares": SHARES,
        "share": share,
        "findings": [
            (said, new_proposal(request.user, "process", key_of(log, key)))
            for key, said in findings.items()
        ],
        "questions": [
            (each, state_pill(each.state, request.language))
            for each in Question.objects.filter(log=log).select_related("owner")[:20]
        ],
    }
