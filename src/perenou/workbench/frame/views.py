"""What a reader chooses for every page, and provisions as they stood on a day."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from perenou.language.grammar import LANGUAGES
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.provisions import provision_on
from perenou.workbench.frame.reader import COOKIE, LAW_DAY

LONGEST_CITATION: Final = 40
"""No provision is written longer, and no column holds more of its name."""


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages."""
    wanted = request.POST.get("language", "")
    response = redirect(_back(request))
    if wanted in LANGUAGES:
        response.set_cookie(
            COOKIE, wanted, max_age=365 * 86400, httponly=True, samesite="Lax",
            secure=request.is_secure(),
        )  # fmt: skip
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=wanted)
    return response


@require_POST
def law_day(request: HttpRequest) -> HttpResponse:
    """Choose the day as of which law is shown; an empty one is today."""
    try:
        chosen = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        request.session.pop(LAW_DAY, None)
    else:
        request.session[LAW_DAY] = chosen.toordinal()
    return redirect(_back(request))


@page(Right.READ_LAW, about="provision")
@require_safe
def provision(request: SignedIn, citation: str) -> HttpResponse:
    """A provision: what it says in a sentence, what is coded of it, and where it stands."""
    if len(citation) > LONGEST_CITATION:
        raise Http404
    try:
        cited = Citation.parse(citation.replace("_", " "))
    except ValueError:
        raise Http404 from None
    day = _day(request.GET.get("on", ""), request.law_day)
    told = {"told": provision_on(cited, day, request.language)}
    beside = request.headers.get("HX-Request") == "true"
    return render(request, f"frame/provision{'_beside' if beside else ''}.html", told)


def _day(text: str, otherwise: int) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return otherwise


def _back(request: HttpRequest) -> str:
    """The page that the reader came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
