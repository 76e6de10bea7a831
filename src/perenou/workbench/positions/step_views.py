"""What is done with a position from its page; refused, it comes back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.sent import token, whole
from perenou.workbench.frame.words import say
from perenou.workbench.positions import actions
from perenou.workbench.positions.conflicts import conflicts_of
from perenou.workbench.positions.models import Position
from perenou.workbench.positions.showing import Refused, position_of, shown
from perenou.workbench.positions.touching import look

_FIELDS: Final = ("words", "competence", "note")


@page(Right.WRITE_POSITION, about="position")
@require_POST
def send(request: SignedIn, number: str) -> HttpResponse:
    """Hand it over for approval."""

    def do(position: Position) -> None:
        actions.send(
            request.user,
            position,
            based_on=whole(request, "based_on"),
            token=token(request, "send"),
        )

    return _done(request, number, "sent", do)


@page(Right.WRITE_POSITION, about="position")
@require_POST
def touches(request: SignedIn, number: str) -> HttpResponse:
    """Ask which open cases it would have solved otherwise."""
    return redirect("jobs:show", look(request.user, position_of(request, number)).pk)


@page(Right.WRITE_POSITION, about="position")
@require_POST
def recall(request: SignedIn, number: str) -> HttpResponse:
    """Take it back, to write on."""
    key = token(request, "recall")
    return _done(
        request, number, "recalled", lambda each: actions.recall(request.user, each, token=key)
    )


@page(Right.APPROVE_POSITION, about="position")
@require_POST
def give_back(request: SignedIn, number: str) -> HttpResponse:
    """Return it with remarks."""

    def do(position: Position) -> None:
        words = request.POST.get("words", "")
        key = token(request, "return")
        actions.give_back(request.user, position, words=words, token=key)

    return _done(request, number, "returned", do)


@page(Right.APPROVE_POSITION, about="position")
@require_POST
def approve(request: SignedIn, number: str) -> HttpResponse:
    """Approve it within a competence."""

    def do(position: Position) -> None:
        actions.approve(
            request.user, position, competence=request.POST.get("competence", ""),
            based_on=whole(request, "based_on"), token=token(request, "approve"),
        )  # fmt: skip

    return _done(request, number, "approved", do)


@page(Right.WRITE_POSITION, about="position")
@require_POST
def review(request: SignedIn, number: str) -> HttpResponse:
    """Say that it still holds."""

    def do(position: Position) -> None:
        words = request.POST.get("words", "")
        actions.review(request.user, position, words=words, token=token(request, "review"))

    return _done(request, number, "reviewed", do)


@page(Right.WRITE_POSITION, about="position")
@require_POST
def withdraw(request: SignedIn, number: str) -> HttpResponse:
    """Let it hold no longer."""

    def do(position: Position) -> None:
        words = request.POST.get("words", "")
        actions.withdraw(request.user, position, words=words, token=token(request, "withdraw"))

    return _done(request, number, "withdrawn", do)


@page(Right.READ_POSITIONS, about="position")
@require_POST
def acknowledge(request: SignedIn, number: str) -> HttpResponse:
    """Say that one has read it and understood it."""
    return _done(
        request, number, "acknowledged", lambda each: actions.acknowledge(request.user, each)
    )


@page(Right.WRITE_POSITION, about="position")
@require_POST
def answer_conflict(request: SignedIn, number: str) -> HttpResponse:
    """Say why something that seems to contradict it does not."""

    def do(position: Position) -> None:
        key, note = request.POST.get("conflict", ""), request.POST.get("note", "")
        known = conflicts_of(position, actions.latest(position), request.language)
        if key not in {each.key for each in known}:
            raise actions.RefusedError("no_conflict")
        actions.answer_conflict(request.user, position, key, note)

    return _done(request, number, "conflict_answered", do)


def _done(
    request: SignedIn, number: str, what: str, do: Callable[[Position], None]
) -> HttpResponse:
    position = position_of(request, number)
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    try:
        do(position)
    except actions.ConflictError:
        return shown(request, position, Refused("saved_meanwhile", words=typed), status=409)
    except actions.RefusedError as refused:
        status = 422 if refused.key in ("no_words", "no_competence") else 409
        return shown(request, position, Refused(refused.key, refused.other, typed), status=status)
    messages.success(request, say(f"positions.done.{what}", request.language))
    return redirect(position)
