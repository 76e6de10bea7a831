"""Pages of acts: those of a case, one being written, its versions and files."""

from __future__ import annotations

import json
from pathlib import Path
from secrets import token_hex
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from perenou.acts import choose
from perenou.acts.kinds import Kind
from perenou.acts.page.errors import PageError
from perenou.acts.write import content as written
from perenou.casework.words import Words
from perenou.language.grammar import LANGUAGES, Language
from perenou.registers.asic_e import MIMETYPE
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.departures import are_confirmed
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import case_page, hold_purpose, purpose_of
from perenou.workbench.cases.solving import latest as latest_of_case
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.container import container_of, is_finished
from perenou.workbench.drafts.content import read
from perenou.workbench.drafts.given import typed
from perenou.workbench.drafts.making import unapproved
from perenou.workbench.drafts.matters import held
from perenou.workbench.drafts.showing import (
    Sent,
    act_of,
    changes_of,
    latest_versions,
    live,
    norms,
    reasons_of,
    shown,
    version_of,
)
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say

FILES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
"""By kind of file: its media type."""

CONTAINER: Final = "asice"
"""The kind of file of a finished act alone, ready to be signed."""


@case_page(Right.SEE_CASE)
@require_safe
def acts(request: SignedIn, case: Case) -> HttpResponse:
    """What a case asks for, what may be begun, and the acts that there are."""
    version = latest_of_case(case)
    with held(version) as of:
        words = Words(request.language, of.solved.case.named, of.solved.facts.people)
        matters = [(each, choose.told(each, words)) for each in of.every]
        is_confirmed = are_confirmed(case, of.solved.case)
    asked = [each for each in matters if not each[0].is_begun]
    rows = [(each.act, each, read(each.content)) for each in latest_versions(case)]
    told = {
        "case": case,
        "version": version,
        "rows": rows,
        "open": sum(bool(act.next_step) for act, _, _ in rows),
        "asked": asked,
        "begun": [each for each in matters if each[0].is_begun],
        "is_confirmed": is_confirmed,
        "may_draft": is_confirmed and may(request.user, Right.DRAFT_ACT, case),
        "may_check": may(request.user, Right.CHECK_TEXT),
        "token": token_hex(12),
    }
    return render(request, "drafts/list.html", told)


@case_page(Right.DRAFT_ACT)
@require_POST
def new(request: SignedIn, case: Case) -> HttpResponse:
    """Begin an act about a matter of the list."""
    version = case.versions.filter(number=whole(request, "version")).first()
    number, _, kind = request.POST.get("matter", "").partition(" ")
    language = request.POST.get("language", "")
    known = kind in set(Kind) and language in LANGUAGES and number.isdecimal()
    if version is None or not known:
        return redirect("drafts:list", case.number)
    chosen: Language = next(each for each in LANGUAGES if each == language)
    try:
        act = actions.begin(
            request.user,
            version,
            int(number),
            Kind(kind),
            chosen,
            token=token(request, f"n{number}"),
        )
    except actions.RefusedError as refused:
        messages.error(request, say(f"drafts.refused.{refused.key}", request.language))
        return redirect("drafts:list", case.number)
    except choose.ChoiceError:
        # The list was made on another day or by hand; it is shown anew.
        return redirect("drafts:list", case.number)
    return redirect(act)


@case_page(Right.SEE_CASE)
@require_safe
def show(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """An act beside its reasons, to write, to review, or to read."""
    return shown(request, act_of(case, act))


@case_page(Right.DRAFT_ACT)
@require_POST
def save(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Save what was written as the next version."""
    found = act_of(case, act)
    form = typed(_sent(request), request.language)
    based_on = whole(request, "based_on")
    if form.given is None:
        return shown(request, found, Sent(form, based_on), status=422)
    try:
        version = actions.save(
            request.user, found, form.given, based_on=based_on, token=token(request, "save")
        )
    except actions.ConflictError as conflict:
        sent = Sent(form, conflict.latest.number, conflict.latest)
        return shown(request, found, sent, status=409)
    except actions.ChoiceError as choice:
        return shown(request, found, Sent(form, based_on, choose=choice), status=409)
    except actions.RefusedError as refused:
        return shown(request, found, Sent(form, based_on, error=refused.key), status=409)
    messages.success(request, say("drafts.saved", request.language, number=version.number))
    return redirect(found)


@case_page(Right.DRAFT_ACT)
@require_POST
def look(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """The draft and its findings with what is being typed; what is typed is kept meanwhile."""
    found = act_of(case, act)
    hold_purpose(request, case)
    form = typed(_sent(request), request.language)
    actions.keep_typed(request.user, found, json.dumps(dict(form.raw)), whole(request, "based_on"))
    if form.given is None:
        response = render(request, "drafts/paused.html", {"errors": form.errors})
        response["HX-Reswap"] = "none"
        return response
    version = actions.latest(found)
    now = live(version, read(version.content), form, request.language)
    return render(request, "drafts/live.html", {"live": now, "act": found})


@case_page(Right.DRAFT_ACT)
@require_POST
def forget(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Throw away what was typed and not saved."""
    found = act_of(case, act)
    actions.forget_typed(request.user, found)
    return redirect(found)


@case_page(Right.DRAFT_ACT)
@require_POST
def redraft(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Draft anew from the latest version of the case."""
    found = act_of(case, act)
    number = whole(request, "matter") or None
    try:
        version = actions.redraft(
            request.user, found, based_on=whole(request, "based_on"),
            token=token(request, "again"), number=number,
        )  # fmt: skip
    except actions.ChoiceError as choice:
        return shown(request, found, Sent(choose=choice), status=422)
    except actions.ConflictError:
        return shown(request, found, Sent(error="conflict"), status=409)
    except actions.RefusedError as refused:
        return shown(request, found, Sent(error=refused.key), status=409)
    count = len(changes_of(version, read(version.content)))
    key = "drafts.redrafted" if count else "drafts.redrafted.none"
    slots = {"count": count} if count else {}
    messages.success(request, say(key, request.language, **slots))
    return redirect(found)


@case_page(Right.SEE_CASE)
@require_safe
def reasons(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Why the act says what it says, as trees."""
    found = act_of(case, act)
    version = actions.latest(found)
    told = {
        "act": found,
        "case": case,
        "groups": reasons_of(version, read(version.content), request.language),
    }
    is_part = request.headers.get("HX-Request") == "true"
    name = "drafts/reason_groups.html" if is_part else "drafts/reasons.html"
    return render(request, name, told)


@case_page(Right.SEE_CASE)
@require_safe
def version(request: SignedIn, case: Case, act: int, version: int) -> HttpResponse:
    """A version of an act, and what it changed."""
    found = act_of(case, act)
    of = version_of(found, version)
    content = read(of.content)
    told = {
        "act": found,
        "case": case,
        "version": of,
        "name": content.matter.name,
        "live": live(of, content, None, request.language),
        "changes": changes_of(of, content),
        "norms": norms(content.document),
        "may_export": may(request.user, Right.EXPORT_CASE, case),
    }
    return render(request, "drafts/version.html", told)


@case_page(Right.EXPORT_CASE)
@require_safe
def file(request: SignedIn, case: Case, act: int, version: int, kind: str) -> HttpResponse:
    """A version of an act as a file; marked as a draft on every page unless it was approved."""
    found = act_of(case, act)
    of = version_of(found, version)
    is_whole = is_finished(found, of)
    if kind not in FILES and not (kind == CONTAINER and is_whole):
        raise Http404
    document = read(of.content).document
    if not is_whole:
        document = unapproved(document)
    name = f"{case.number}-{found.number}-v{of.number}.{kind}"
    try:
        if kind == CONTAINER:
            made: bytes | None = container_of(found, document)
        else:
            made = written(document, Path(name))
    except PageError as error:
        why = error.text(request.language)
        messages.error(request, say("drafts.file.unwritable", request.language, why=why))
        return redirect("drafts:version", case.number, found.number, of.number)
    assert made is not None
    record(
        request.user, "act.exported", "act", found, purpose=purpose_of(request, case),
        detail={"version": of.number, "file": kind},
    )  # fmt: skip
    response = HttpResponse(made, content_type=FILES.get(kind, MIMETYPE))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# ------------------------------------------------------------------------------ what was sent


def _sent(request: SignedIn) -> dict[str, str]:
    found = {}
    for name, value in request.POST.items():
        if isinstance(value, str):
            found[name] = value.replace("\r\n", "\n")
    return found
