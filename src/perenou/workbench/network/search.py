"""Partners found by their name and what they are asked about, meetings by their title."""

from __future__ import annotations

from typing import Final

from django.db.models import Q
from django.utils.timezone import localdate

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.search import Place
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.network.models import Meeting, Partner

MOST_WORDS: Final = 8


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Partners in whose name or themes every word stands, by name."""
    words = text.split()[:MOST_WORDS]
    if not words or not may(user, Right.SEE_NETWORK):
        return "partner", ()
    rows = Partner.objects.filter(is_active=True)
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(themes__icontains=word))
    return "partner", tuple(Place(each.name, each.get_absolute_url()) for each in rows[:most])


def meetings_found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Meetings in whose title, place or partner every word stands, the latest first."""
    words = text.split()[:MOST_WORDS]
    if not words or not may(user, Right.SEE_NETWORK):
        return "meeting", ()
    rows = Meeting.objects.all()
    for word in words:
        in_title = Q(title__icontains=word) | Q(place__icontains=word)
        rows = rows.filter(in_title | Q(partner__name__icontains=word))
    return "meeting", tuple(
        Place(each.title, each.get_absolute_url(), day(localdate(each.start)))
        for each in rows[:most]
    )
