"""Bills and texts that arrived, found by their number, name and title."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.search import Place
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.watch.models import Arrival, Bill

MOST_WORDS: Final = 8


def found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Bills in whose number or title every word stands, the latest first."""
    words = text.split()[:MOST_WORDS]
    if not words or not may(user, Right.READ_WATCH):
        return "bill", ()
    rows = Bill.objects.all()
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return "bill", tuple(Place(bill.called, bill.get_absolute_url()) for bill in rows[:most])


def texts_found(text: str, user: User, most: int) -> tuple[str, tuple[Place, ...]]:
    """Acts, judgments and guidance that arrived, in whose name or title every word stands."""
    words = text.split()[:MOST_WORDS]
    if not words or not may(user, Right.READ_WATCH):
        return "arrival", ()
    rows = Arrival.objects.all()
    for word in words:
        rows = rows.filter(Q(title__icontains=word) | Q(name__icontains=word))
    return "arrival", tuple(
        Place(each.title, each.get_absolute_url(), day(each.since)) for each in rows[:most]
    )
