"""Things of the workbench that other things are about: where each kind is shown."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

THINGS: Final = {
    "case": "cases:show",
    "handbook": "handbook:show",
    "job": "jobs:show",
    "position": "positions:show",
    "provision": "frame:provision",
    "task": "tasks:show",
}
"""By kind of thing, as the audit trail names it: the name of the address of its page, which takes
what the thing is known by."""


def address_of(about: str, about_id: str) -> str:
    """Where a thing is shown; empty for a kind that has no page."""
    name = THINGS.get(about)
    return "" if name is None else reverse(name, args=[about_id.replace(" ", "_")])
