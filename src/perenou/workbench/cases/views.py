"""Pages of cases."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Access, Case
from perenou.workbench.cases.pages import PURPOSES


def visible_to(user: User) -> QuerySet[Case]:
    """The cases that somebody may know of."""
    extends = reach(user, Right.LIST_CASES)
    if extends is Reach.NONE:
        return Case.objects.none()
    own = Q(owner=user) | Q(Exists(Access.objects.filter(case=OuterRef("pk"), user=user)))
    return Case.objects.filter(own | Q(is_restricted=False) if extends is Reach.ALL else own)


@page(Right.LIST_CASES)
@require_safe
def cases(request: SignedIn) -> HttpResponse:
    """The cases that one may see."""
    found = visible_to(request.user).select_related("owner")
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "cases/list.html", {"page": shown})


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
