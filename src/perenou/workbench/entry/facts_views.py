"""The facts of a case by forms: one page, saved as a whole, kept every few seconds."""

from __future__ import annotations

from secrets import token_hex
from typing import cast
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.writer import to_mapping
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import case_page
from perenou.workbench.cases.solving import told
from perenou.workbench.entry.actions import begin, drop, keep, read
from perenou.workbench.entry.discarding import discarded
from perenou.workbench.entry.facts_form import (
    Mapping,
    hidden,
    is_sent,
    read_form,
    rearrange,
    without_empty_rows,
)
from perenou.workbench.entry.facts_page import facts_page
from perenou.workbench.entry.forms import note_of, title_errors, token_of
from perenou.workbench.entry.forms import number as number_of
from perenou.workbench.entry.interview_views import opened_from
from perenou.workbench.entry.labels import Labels, words_of
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.entry.plain import Json, text_of
from perenou.workbench.entry.saving import save
from perenou.workbench.entry.views import is_saved, kind_of_new, offer


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def new_facts(request: SignedIn, key: str) -> HttpResponse:
    """The facts of a case that is not opened yet."""
    draft = Draft.objects.filter(user=request.user, key=key, how=How.FACTS).first()
    if draft is None:
        return opened_from(request, key)
    mapping = cast("Mapping", read(draft)["mapping"])
    if request.method == "GET":
        return _shown(request, None, mapping, at=request.GET.get("at", ""))
    if request.POST.get("do", "") == "discard":
        return discarded(request, draft, reverse("entry:new"))
    mapping = _read(request, mapping)
    title = " ".join(request.POST.get("title", "").split())
    mapping = {**mapping, "title": title} if title else mapping
    do, at = rearrange(request.POST, mapping)
    mapping = without_empty_rows(mapping) if do == "save" else mapping
    keep(request.user, draft, {"mapping": cast("Json", mapping)})
    if do == "keep":
        return render(request, "entry/kept.html", {"draft": draft})
    if do != "save":
        return redirect(f"{request.path}?{urlencode({'at': at})}")
    errors = title_errors(title, request.language)
    try:
        file = parse_data(mapping, "case.yaml")
    except CaseFileError as error:
        return _shown(request, None, mapping, error=error, errors=errors)
    if errors:
        return _shown(request, None, mapping, errors=errors)
    with transaction.atomic():
        made = actions.open_case(
            request.user, file, title=title, token=draft.key, kind=kind_of_new()
        )
        drop(request.user, draft, saved=True)
    return redirect("cases:show", made.number)


@case_page(Right.CHANGE_CASE)
@require_http_methods(["GET", "POST"])
def facts(request: SignedIn, case: Case) -> HttpResponse:
    """The facts of a case, to be changed."""
    unsaved = Draft.objects.filter(user=request.user, case=case, how=How.FACTS).first()
    here = reverse("entry:facts", args=[case.number])
    if request.method == "GET":
        if unsaved is None:
            return _shown(request, case, _of_version(case, case.latest))
        if "continue" not in request.GET:
            return offer(request, case, unsaved, here)
        content = read(unsaved)
        return _shown(
            request, case, cast("Mapping", content["mapping"]), based_on=unsaved.based_on,
            note=text_of(content["note"]), at=request.GET.get("at", ""),
        )  # fmt: skip
    if request.POST.get("do", "") == "discard":
        return discarded(request, unsaved, here)
    based_on = number_of(request.POST.get("based_on", ""))
    mapping = _read(request, _shown_before(case, unsaved, based_on))
    note = note_of(request)
    do, at = rearrange(request.POST, mapping)
    if do == "keep" and is_saved(case, token_of(request)):
        return HttpResponse(status=204)
    mapping = without_empty_rows(mapping) if do == "save" else mapping
    content = {"mapping": cast("Json", mapping), "note": note}
    unsaved = begin(request.user, How.FACTS, content, case=case)
    keep(request.user, unsaved, content, based_on=based_on)
    if do == "keep":
        return render(request, "entry/kept.html", {"draft": unsaved})
    if do != "save":
        return redirect(f"{here}?{urlencode({'continue': '1', 'at': at})}")
    try:
        file = parse_data(mapping, "case.yaml")
    except CaseFileError as error:
        return _shown(request, case, mapping, error=error, based_on=based_on, note=note)
    return save(
        request, case, file, How.FACTS, based_on=based_on, token=token_of(request), note=note
    )


def _of_version(case: Case, number: int) -> Mapping:
    return to_mapping(told(get_object_or_404(case.versions, number=number)))


def _shown_before(case: Case, unsaved: Draft | None, based_on: int) -> Mapping:
    """What a form was made from that comes back: what was not saved yet, or the version."""
    if unsaved is not None and unsaved.based_on == based_on:
        return cast("Mapping", read(unsaved)["mapping"])
    return _of_version(case, based_on)


def _read(request: SignedIn, base: Mapping) -> Mapping:
    """What the form says; a form of which a part is missing takes nothing away."""
    return read_form(request.POST, base) if is_sent(request.POST) else base


def _shown(
    request: SignedIn, case: Case | None, mapping: Mapping, *, error: CaseFileError | None = None,
    errors: dict[str, str] | None = None, based_on: int | None = None, note: str = "", at: str = "",
) -> HttpResponse:  # fmt: skip
    labels = Labels(request.language, words_of(request.language, mapping))
    latest = 0 if case is None else case.latest
    shown = {
        "case": case,
        "page_of": facts_page(mapping, request.language, error),
        "hidden": [labels.place(path) for path in hidden(mapping)],
        "title": mapping.get("title", ""),
        "errors": errors or {},
        "note": note,
        "based_on": latest if based_on is None else based_on,
        "token": token_hex(16),
        "at": at,
    }
    is_wrong = error is not None or bool(errors)
    return render(request, "entry/facts.html", shown, status=422 if is_wrong else 200)
