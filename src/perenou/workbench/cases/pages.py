"""What every page of a case goes through: it is reached, a purpose is given, and it is logged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from perenou.workbench.accounts.pages import RIGHT, SignedIn, View
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.trail import record
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.back import here, send, to_sign_in

P = ParamSpec("P")

PURPOSES: Final = "purposes"
"""Key of the session: by number of a restricted case, when its purpose was given and which."""

PURPOSE_HOLDS: Final = 3600
"""Seconds after which a purpose is asked again."""


def case_page(
    right: Right,
) -> Callable[
    [Callable[Concatenate[SignedIn, Case, P], HttpResponse]],
    View,
]:
    """A page of one case, by its number, for people whose right reaches it.

    To everybody else the case does not exist. A restricted case opens after its purpose is told.
    """

    def made(
        view: Callable[Concatenate[SignedIn, Case, P], HttpResponse],
    ) -> View:
        @wraps(view)
        def shown(
            request: HttpRequest, number: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            known = cast("SignedIn", request)
            case = Case.objects.select_related("owner").filter(number=number).first()
            if case is None or not may(known.user, right, case):
                if case is not None:
                    told = {"right": right.value}
                    record(known.user, "refused", "case", case.number, detail=told)
                raise Http404
            purpose = purpose_of(known, case)
            if case.is_restricted and not purpose:
                address = reverse("cases:purpose", args=[case.number])
                return send(request, f"{address}?{urlencode({'next': here(request)})}")
            response = view(known, case, *args, **kwargs)
            if request.method in ("GET", "HEAD") and response.status_code < 400:
                record(known.user, f"view.{right.value}", "case", case.number, purpose=purpose)
            return response

        setattr(shown, RIGHT, right)
        return shown

    return made


def purpose_of(request: SignedIn, case: Case) -> str:
    """The purpose told in this session for opening a restricted case; empty: none, or too old."""
    told = request.session.get(PURPOSES, {}).get(case.number)
    if told is None or timezone.now().timestamp() - told[0] > PURPOSE_HOLDS:
        return ""
    return str(told[1])


def hold_purpose(request: SignedIn, case: Case) -> None:
    """Let a purpose hold on while somebody writes, so that nothing typed meets a question."""
    if purpose := purpose_of(request, case):
        given = request.session[PURPOSES]
        given[case.number] = (timezone.now().timestamp(), purpose)
        request.session[PURPOSES] = given
