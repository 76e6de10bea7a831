"""Opening a case, changing its file, and copying it."""

from __future__ import annotations

from secrets import token_hex

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from perenou.casework.case_file.source import Data
from perenou.casework.case_file.template import template
from perenou.casework.case_file.writer import to_mapping
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases import actions
from perenou.workbench.cases.models import Case, Kind, Version
from perenou.workbench.cases.pages import case_page, purpose_of
from perenou.workbench.cases.solving import latest, told
from perenou.workbench.entry.actions import begin, drop, keep, read
from perenou.workbench.entry.discarding import discarded
from perenou.workbench.entry.family_form import FamilyForm, check, family_sent
from perenou.workbench.entry.forms import (
    CaseForm,
    own_token,
    sent,
    title_errors,
    token_of,
    typed_into,
)
from perenou.workbench.entry.interviewing import begin as begin_interview
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.entry.plain import Json, text_of
from perenou.workbench.entry.saving import save
from perenou.workbench.entry.unfinished import address_of, title_of
from perenou.workbench.privacy.codes import holds_codes


def kind_of_new() -> Kind:
    """What sort of case is opened: nothing is real where the data are invented."""
    return Kind.DEMO if settings.CONFIGURATION.demo else Kind.REAL


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Choose how to open a case; or open it from a file or pasted text."""
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do == "keep":
            return _keep_new(request)
        if do == "discard":
            draft = get_object_or_404(_unfinished(request), key=token_of(request))
            return discarded(request, draft, reverse("entry:new"))
        form = sent(request, request.language)
        if form.case is not None and not form.errors:
            with transaction.atomic():
                case = actions.open_case(
                    request.user, form.case, title=form.title,
                    token=own_token(form.token, request.user),
                    kind=kind_of_new(),
                )  # fmt: skip
                for draft in _unfinished(request).filter(key=form.token):
                    drop(request.user, draft, saved=True)
            return redirect("cases:show", case.number)
        return _new(request, form, status=422)
    asked = request.GET.get("draft", "")
    texts = _unfinished(request).filter(how=How.TEXT)
    kept = next((each for each in texts if each.key == asked), None)
    if kept is None:
        return _new(request, CaseForm(content=template(request.language)))
    content = read(kept)
    form = CaseForm(
        title=text_of(content["title"]), content=text_of(content["content"]), token=kept.key
    )
    return _new(request, form)


def _new(request: SignedIn, form: CaseForm, status: int = 200) -> HttpResponse:
    unfinished = [(each, title_of(each), address_of(each)) for each in _unfinished(request)]
    shown = {"form": form, "unfinished": unfinished, "is_new": True}
    return render(request, "entry/new.html", shown, status=status)


def _keep_new(request: SignedIn) -> HttpResponse:
    form = typed_into(request)
    if Version.objects.filter(token=own_token(form.token, request.user)).exists():
        return HttpResponse(status=204)  # sent before the case was opened, and late
    content: dict[str, Json] = {"title": form.title, "content": form.content}
    draft = begin(request.user, How.TEXT, content, key=form.token)
    keep(request.user, draft, content)
    return render(request, "entry/kept.html", {"draft": draft})


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def new_family(request: SignedIn) -> HttpResponse:
    """Who is there; then on to the interview, or to the forms."""
    if request.method == "GET":
        year = localdate().year
        return family_page(request, FamilyForm(first=f"01.{year}", last=f"12.{year}"))
    form = family_sent(request.POST, token_of(request))
    do = request.POST.get("do", "")
    if do in ("adult", "child"):
        return family_page(request, form, at=do)
    check(form, request.language)
    if form.case is None:
        return family_page(request, form, status=422)
    if do == How.FACTS:
        mapping: Data = to_mapping(form.case)
        draft = begin(request.user, How.FACTS, {"mapping": mapping}, key=form.token)  # type: ignore[dict-item]
        return redirect("entry:new-facts", draft.key)
    state = begin_interview(form.case)
    draft = begin(request.user, How.INTERVIEW, state.as_json(), key=form.token)
    return redirect("entry:new-interview", draft.key)


def family_page(
    request: SignedIn, form: FamilyForm, at: str = "", status: int = 200, *, of: str = ""
) -> HttpResponse:
    """The form of a family; ``of``: the key of the interview that is going on about it."""
    return render(request, "entry/family.html", {"form": form, "at": at, "of": of}, status=status)


@page(Right.CREATE_CASE)
@require_http_methods(["GET"])
def find_copy(request: SignedIn) -> HttpResponse:
    """From the number of an earlier case to its copy."""
    number = request.GET.get("number", "").strip().replace("\0", "")
    found = Case.objects.filter(number=number).first()
    if found is None or not may(request.user, Right.EXPORT_CASE, found):
        form = CaseForm(content=template(request.language))
        shown = {"form": form, "is_new": True, "number": number, "is_not_found": True}
        return render(request, "entry/new.html", shown, status=422)
    return redirect("entry:copy", found.number)


@case_page(Right.EXPORT_CASE)
@require_http_methods(["GET", "POST"])
def copy(request: SignedIn, case: Case) -> HttpResponse:
    """Open another case that says what this one says; it needs the right to take data out."""
    if not may(request.user, Right.CREATE_CASE):
        raise PermissionDenied
    if request.method == "POST":
        title = " ".join(request.POST.get("title", "").split())
        errors = title_errors(title, request.language)
        token = token_of(request)
        if not errors:
            made = actions.open_case(
                request.user, told(latest(case)), title=title,
                token=own_token(token, request.user),
                kind=Kind(case.kind), is_restricted=case.is_restricted,
            )  # fmt: skip
            return redirect("cases:show", made.number)
        shown = {"case": case, "title": title, "token": token, "errors": errors}
        return render(request, "entry/copy.html", shown, status=422)
    shown = {"case": case, "title": case.title, "token": token_hex(16), "errors": {}}
    return render(request, "entry/copy.html", shown)


@case_page(Right.CHANGE_CASE)
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, case: Case) -> HttpResponse:
    """Change what a case says, as text; its personal codes stand there whole, which is audited."""
    unsaved = Draft.objects.filter(user=request.user, case=case, how=How.TEXT).first()
    if request.method == "GET":
        if unsaved is not None and "continue" not in request.GET:
            return offer(request, case, unsaved, reverse("entry:edit", args=[case.number]))
        form = CaseForm(content=latest(case).content, based_on=case.latest)
        if unsaved is not None:
            content = read(unsaved)
            form.content, form.note = text_of(content["content"]), text_of(content["note"])
            form.based_on = unsaved.based_on
        if holds_codes(form.content):
            purpose, detail = purpose_of(request, case), {"place": "text"}
            record(
                request.user, "code.revealed", "case", case.number, purpose=purpose, detail=detail
            )
        return render(request, "entry/edit.html", {"case": case, "form": form})
    do = request.POST.get("do", "")
    if do == "discard":
        return discarded(request, unsaved, reverse("entry:edit", args=[case.number]))
    form = typed_into(request) if do == "keep" else sent(request, request.language)
    if do == "keep" and is_saved(case, form.token):
        return HttpResponse(status=204)
    content_: dict[str, Json] = {"content": form.content, "note": form.note}
    unsaved = begin(request.user, How.TEXT, content_, case=case)
    keep(request.user, unsaved, content_, based_on=form.based_on)
    if do == "keep":
        return render(request, "entry/kept.html", {"draft": unsaved})
    how = next((each for each in How if each == request.POST.get("how", "")), How.TEXT)
    form.errors.pop("title", None)
    if form.case is None or form.errors:
        shown = {"case": case, "form": form, "how": how.value}
        return render(request, "entry/edit.html", shown, status=422)
    return save(
        request, case, form.case, how, based_on=form.based_on, token=form.token, note=form.note,
        also=(How.TEXT,),
    )  # fmt: skip


def is_saved(case: Case, token: str) -> bool:
    """Whether a form has been saved: what is kept of it later comes too late."""
    return case.versions.filter(token=own_token(token, case)).exists()


def offer(request: SignedIn, case: Case, draft: Draft, address: str) -> HttpResponse:
    """Ask whether to go on with what was left unfinished."""
    return render(request, "entry/offer.html", {"case": case, "draft": draft, "address": address})


def _unfinished(request: SignedIn) -> QuerySet[Draft]:
    return Draft.objects.filter(user=request.user, case=None)
