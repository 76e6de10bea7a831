"""Pages of cases."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import PURPOSES
from perenou.workbench.frame.back import ours


@page(Right.SEE_CASE, about="case")
@require_http_methods(["GET", "POST"])
def purpose(request: SignedIn, number: str) -> HttpResponse:
    """Ask why a restricted case is opened."""
    after = ours(request, request.POST.get("next") or request.GET.get("next") or "", "")
    case = Case.objects.filter(number=number).first()
    if case is None or not may(request.user, Right.SEE_CASE, case):
        if case is not None:
            detail = {"right": Right.SEE_CASE.value}
            record(request.user, "refused", "case", case.number, detail=detail)
        raise Http404
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
