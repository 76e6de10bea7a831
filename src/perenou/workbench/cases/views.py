"""Pages of cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from perenou.casework.case_file.template import template
from perenou.casework.tell import tell
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases import actions
from perenou.workbench.cases.forms import CaseForm, sent
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.cases.pages import PURPOSES, case_page
from perenou.workbench.cases.solving import latest, solved


@page(Right.CREATE_CASE)
@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Open a case from a file or pasted text."""
    if request.method == "POST":
        form = sent(request, request.language)
        if form.case is not None and not form.errors:
            kind = Kind.DEMO if request.POST.get("kind") == Kind.DEMO else Kind.REAL
            case = actions.open_case(
                request.user, form.case, title=form.title, token=form.token, kind=kind
            )
            return redirect("cases:show", case.number)
        return render(request, "cases/new.html", {"form": form}, status=422)
    form = CaseForm(content=template(request.language))
    return render(request, "cases/new.html", {"form": form})


@case_page(Right.SEE_CASE)
@require_safe
def show(request: SignedIn, case: Case) -> HttpResponse:
    """The answer to a case and its grounds."""
    version = latest(case)
    made = solved(version, request.law_day if request.is_law_day_chosen else None)
    report = tell(made.determination, request.language)
    told = {
        "case": case,
        "version": version,
        "report": report,
        "may_change": may(request.user, Right.CHANGE_CASE, case),
    }
    return render(request, "cases/show.html", told)


@case_page(Right.CHANGE_CASE)
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, case: Case) -> HttpResponse:
    """Change what a case says."""
    version = latest(case)
    if request.method == "POST":
        form = sent(request, request.language)
        form.errors.pop("title", None)
        if form.case is not None and not form.errors:
            try:
                actions.save(
                    request.user, case, form.case, based_on=form.based_on, token=form.token,
                    note=form.note,
                )  # fmt: skip
            except actions.ConflictError as conflict:
                told = {"case": case, "form": form, "latest": conflict.latest}
                return render(request, "cases/conflict.html", told, status=409)
            return redirect("cases:show", case.number)
        return render(request, "cases/edit.html", {"case": case, "form": form}, status=422)
    form = CaseForm(content=version.content, based_on=version.number)
    return render(request, "cases/edit.html", {"case": case, "form": form})


@page(Right.SEE_CASE, about="case")
@require_http_methods(["GET", "POST"])
def purpose(request: SignedIn, number: str) -> HttpResponse:
    """Ask why a restricted case is opened."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(after, None):
        after = ""
    told = {"number": number, "next": after, "is_missing": False}
    if request.method == "POST":
        why = request.POST.get("purpose", "").strip()[:300]
        if len(why) >= 3:
            given = request.session.get(PURPOSES, {})
            given[number] = (timezone.now().timestamp(), why)
            request.session[PURPOSES] = given
            record(request.user, "case.purpose", "case", number, purpose=why)
            return redirect(after) if after else redirect("cases:show", number)
        told["is_missing"] = True
    return render(request, "cases/purpose.html", told, status=422 if told["is_missing"] else 200)
