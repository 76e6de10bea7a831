"""What is done with an act besides writing it: handing over, returning, approving, giving up."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.models import Case
from perenou.workbench.cases.pages import case_page
from perenou.workbench.drafts import actions
from perenou.workbench.drafts.models import Act
from perenou.workbench.drafts.showing import Sent, act_of, shown
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say


@case_page(Right.DRAFT_ACT)
@require_POST
def hand_over(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Hand an act over for a second pair of eyes."""

    def do(found: Act) -> None:
        chosen = whole(request, "named")
        named = User.objects.filter(pk=chosen).first() if chosen else None
        if chosen and named is None:
            raise actions.RefusedError("cannot_review")
        actions.hand_over(
            request.user, found, named=named, based_on=whole(request, "based_on"),
            token=token(request, "hand"), words=_words(request),
        )  # fmt: skip

    return _done(request, act_of(case, act), "handed_over", do)


@case_page(Right.DRAFT_ACT)
@require_POST
def recall(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Take back what was handed over."""
    return _done(
        request, act_of(case, act), "recalled",
        lambda found: actions.recall(request.user, found, token=token(request, "recall")),
    )  # fmt: skip


@case_page(Right.DRAFT_ACT)
@require_POST
def take_over(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Go on writing what somebody else has begun."""
    return _done(
        request, act_of(case, act), "taken_over",
        lambda found: actions.take_over(request.user, found, token=token(request, "take")),
    )  # fmt: skip


@case_page(Right.DRAFT_ACT)
@require_POST
def drop(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Give up an act."""
    return _done(
        request, act_of(case, act), "dropped",
        lambda found: actions.drop(
            request.user, found, words=_words(request), token=token(request, "drop")
        ),
    )  # fmt: skip


@case_page(Right.APPROVE_ACT)
@require_POST
def give_back(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Return an act with remarks."""
    return _done(
        request, act_of(case, act), "returned",
        lambda found: actions.give_back(
            request.user, found, words=_words(request), based_on=whole(request, "based_on"),
            token=token(request, "return"),
        ),
    )  # fmt: skip


@case_page(Right.APPROVE_ACT)
@require_POST
def approve(request: SignedIn, case: Case, act: int) -> HttpResponse:
    """Approve an act."""
    return _done(
        request, act_of(case, act), "approved",
        lambda found: actions.approve(
            request.user, found, words=_words(request), based_on=whole(request, "based_on"),
            token=token(request, "approve"),
        ),
    )  # fmt: skip


def _done(request: SignedIn, act: Act, what: str, do: Callable[[Act], None]) -> HttpResponse:
    """Do a step and go back to the act; what was typed comes back where it cannot be done."""
    words = {what: _words(request)}
    try:
        do(act)
    except actions.ConflictError:
        return shown(request, act, Sent(error="conflict", words=words), status=409)
    except actions.RefusedError as refused:
        return shown(request, act, Sent(error=refused.key, words=words), status=422)
    messages.success(request, say(f"drafts.{what}", request.language))
    return redirect(act)


def _words(request: SignedIn) -> str:
    return request.POST.get("words", "")[: actions.LONGEST_WORDS]
