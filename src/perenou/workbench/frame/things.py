"""Things of the workbench that other things are about: where each kind is shown."""

from __future__ import annotations

from typing import Final

from django.urls import NoReverseMatch, reverse

THINGS: Final = {
    "answer": "questions:answer",
    "arrival": "watch:show",
    "bill": "watch:bill",
    "case": "cases:show",
    "course": "learning:course",
    "flow": "flows:show",
    "exercise": "learning:exercise",
    "handbook": "handbook:show",
    "job": "jobs:show",
    "meeting": "network:meeting",
    "notice": "notices:show",
    "partner": "network:partner",
    "position": "positions:show",
    "practice": "practice:show",
    "proposal": "proposals:show",
    "provision": "frame:provision",
    "statement": "learning:statement",
    "question": "questions:show",
    "request": "network:request",
    "task": "tasks:show",
    "text": "texts:show",
    "text_set": "texts:set",
}
"""By kind of thing, as the audit trail names it: the name of the address of its page, which takes
what the thing is known by."""


def address_of(about: str, about_id: str) -> str:
    """Where a thing is shown; empty for a kind that has no page, or for what it never is called."""
    name = THINGS.get(about)
    if name is None:
        return ""
    try:
        return reverse(name, args=[about_id.replace(" ", "_")])
    except NoReverseMatch:
        return ""
