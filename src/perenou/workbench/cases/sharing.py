"""Who works on a case, who answers for it, where it stands, and which other cases belong to it."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.cases import actions
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case, State
from perenou.workbench.cases.pages import case_page
from perenou.workbench.frame.alphabet import by_alphabet
from perenou.workbench.frame.words import say

SUGGESTED: Final = 200
"""Colleagues that the field suggests; any other can be typed."""


@case_page(Right.SHARE_CASE)
@require_http_methods(["GET", "POST"])
def share(request: SignedIn, case: Case) -> HttpResponse:
    """Who works on the case; grant, withdraw, restrict, hand over."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        what = request.POST.get("do", "")
        if what == "restrict":
            is_restricted = request.POST.get("is_restricted") == "1"
            actions.restrict(request.user, case, is_restricted=is_restricted)
        elif what in ("grant", "withdraw", "hand_over"):
            user = _colleague(request.POST.get("username", ""))
            # From somebody who has left, access can be withdrawn but no longer granted.
            if user is None or (what != "withdraw" and not _may_work(user, what)):
                errors[what] = say("share.nobody", request.language)
            elif what == "grant":
                actions.grant(request.user, case, user)
            elif what == "withdraw":
                actions.withdraw(request.user, case, user)
            else:
                actions.hand_over(request.user, case, user)
        else:
            raise Http404
        if not errors:
            messages.success(request, say("share.done", request.language))
            return redirect("cases:share", case.number)
    told = {
        "case": case,
        "errors": errors,
        "typed": request.POST.get("username", ""),
        "access": case.access.select_related("user", "granted_by").order_by(
            by_alphabet("user__name")
        ),
        "colleagues": _colleagues(request.user)[:SUGGESTED],
    }
    return render(request, "cases/share.html", told, status=422 if errors else 200)


@case_page(Right.CHANGE_CASE)
@require_POST
def state(request: SignedIn, case: Case) -> HttpResponse:
    """Say where a case stands."""
    wanted = request.POST.get("state", "")
    if wanted not in State.values:
        raise Http404
    actions.set_state(request.user, case, State(wanted))
    return redirect("cases:show", case.number)


@case_page(Right.CHANGE_CASE)
@require_POST
def link(request: SignedIn, case: Case) -> HttpResponse:
    """Link another case of the family, or take a link back; only one that one may see oneself."""
    number = request.POST.get("number", "").strip()
    other = visible_to(request.user).filter(number=number).exclude(pk=case.pk).first()
    if other is None:
        messages.error(request, say("links.unknown", request.language))
    elif request.POST.get("do") == "unlink":
        actions.unlink(request.user, case, other)
    else:
        actions.link(request.user, case, other)
    return redirect("cases:show", case.number)


def _colleagues(but: User) -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(pk=but.pk)


def _colleague(typed: str) -> User | None:
    """Whom a user name means, or the whole name of one colleague only."""
    wanted = " ".join(typed.split())
    found = User.objects.prefetch_related("role_rows")
    named = found.filter(username=wanted).first()
    if named is not None:
        return named
    alike = list(found.filter(is_active=True, name=wanted)[:2])
    return alike[0] if len(alike) == 1 else None


def _may_work(user: User, what: str) -> bool:
    """Whether the rights table lets somebody work on a case at all, or answer for one."""
    right = Right.CHANGE_CASE if what == "hand_over" else Right.SEE_CASE
    return user.is_active and reach(user, right) is not Reach.NONE
