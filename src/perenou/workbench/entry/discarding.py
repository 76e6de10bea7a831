"""Letting go of unsaved work, which is asked about first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.entry.actions import drop
from perenou.workbench.entry.models import Draft
from perenou.workbench.frame.confirm import asks_first
from perenou.workbench.frame.words import say


def discarded(request: SignedIn, draft: Draft | None, after: str) -> HttpResponse:
    """Let go of a draft, if there still is one, and go on to another page."""
    if draft is None:
        return redirect(after)
    question = say("entry.discard.sure", request.language)
    told = say("entry.discard.what", request.language)
    if asked := asks_first(request, question, told, back=request.path, keeps=("do", "token")):
        return asked
    drop(request.user, draft)
    return redirect(after)
