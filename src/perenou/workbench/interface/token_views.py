"""Pages of one's own tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from perenou.api.operation import SCOPES
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.words import say
from perenou.workbench.interface import tokens

DAYS = (30, 90, 366)
"""For how many days a token can be made."""
_LONGEST_NAME = 60


@page(Right.USE_INTERFACE)
@require_safe
def own(request: SignedIn) -> HttpResponse:
    """One's own tokens."""
    return _shown(request)


@page(Right.USE_INTERFACE)
@require_POST
def make(request: SignedIn) -> HttpResponse:
    """Make a token; its secret is shown this once."""
    name = " ".join(request.POST.get("name", "").split())
    scopes = [each for each in SCOPES if each in request.POST.getlist("scope")]
    days = next((each for each in DAYS if str(each) == request.POST.get("days")), DAYS[0])
    wrong = {}
    if not 1 <= len(name) <= _LONGEST_NAME:
        wrong["name"] = say("interface.wrong.name", request.language, most=_LONGEST_NAME)
    if not scopes:
        wrong["scope"] = say("interface.wrong.scope", request.language)
    if wrong:
        return _shown(request, wrong=wrong, status=422)
    made, secret = tokens.make(request.user, name, scopes, days)
    shown = _shown(request, made=made, secret=secret)
    shown["Cache-Control"] = "no-store"
    return shown


@page(Right.USE_INTERFACE)
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Withdraw a token."""
    if tokens.end(request.user, pk):
        messages.success(request, say("interface.ended", request.language))
    else:
        messages.warning(request, say("interface.not_there", request.language))
    return redirect("api:tokens")


def _shown(request: SignedIn, status: int = 200, **told: object) -> HttpResponse:
    rows = [
        {
            "token": each,
            "scopes": [f"interface.scope.{scope}" for scope in SCOPES if scope in each.scopes],
            "is_taken": each.ended_at is None and each.expires_on >= localdate(),
        }
        for each in tokens.own(request.user)
    ]
    # What was made is not typed once more.
    sent = request.POST if status != 200 else QueryDict()
    typed = {
        "name": sent.get("name", ""),
        "scopes": sent.getlist("scope") or ["law"],
        "days": sent.get("days", str(DAYS[0])),
    }
    shown = {"rows": rows, "all_scopes": SCOPES, "all_days": [str(each) for each in DAYS]}
    return render(
        request, "interface/tokens.html", {**shown, "typed": typed, **told}, status=status
    )
