"""Asking before something is deleted, or much is changed at once."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string

from perenou.workbench.accounts.pages import SignedIn
from perenou.workbench.frame.back import ours

CONFIRMED: Final = "confirmed"
"""The field by which somebody says yes."""


class Question(HttpResponse):
    """A page that asks whether to do what a form was sent for."""


def asks_first(
    request: SignedIn, question: str, told: str = "", *, back: str, keeps: tuple[str, ...] = ()
) -> Question | None:
    """The page that asks whether to do what a form was sent for; None where that was confirmed.

    Args:
        question: what is asked. told: what will come of it. back: where a no leads. keeps: the
            fields of the form that are sent again with the yes.
    """
    if request.POST.get(CONFIRMED):
        return None
    fields = [(name, value) for name in keeps for value in request.POST.getlist(name)]
    shown = {
        "question": question,
        "told": told,
        "back": ours(request, request.POST.get("next", ""), back),
        "fields": fields,
        "confirmed": CONFIRMED,
    }
    return Question(render_to_string("frame/confirm.html", shown, request))
