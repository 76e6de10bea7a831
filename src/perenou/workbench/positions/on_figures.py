"""Positions in the overview: what is harmonised, who has read it, and which doubts are open."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.benefits.lawbook import LAWBOOK
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.positions.models import Acknowledgement, Position, State
from perenou.workbench.positions.rights import readers


def unsettled() -> list[str]:
    """The doubts of the law that no position that holds settles."""
    held = Position.objects.filter(state=State.APPROVED).exclude(doubt="")
    settled = set(held.values_list("doubt", flat=True))
    return [key for key in LAWBOOK.doubts if key not in settled]


def positions(user: User, period: Period) -> Group | None:
    """How practice is kept uniform."""
    if not may(user, Right.WRITE_POSITION):
        return None
    at = reverse("positions:list")
    held = Position.objects.filter(state=State.APPROVED)
    people = [each.pk for each in readers()]
    read = Acknowledgement.objects.filter(position__in=held, user__in=people).count()
    approved = Position.objects.filter(approved_on__gte=period.first_of_trend)
    trend = period.by_month(
        day for day in approved.values_list("approved_on", flat=True) if day is not None
    )
    overdue = held.filter(review_by__lt=localdate()).count()
    waiting = Position.objects.filter(state=State.REVIEW).count()
    return Group(
        "positions",
        (
            Figure("held", held.count(), address=f"{at}?state=approved", trend=trend),
            Figure("waiting", waiting, address=f"{at}?state=review"),
            Figure("overdue", overdue, address=f"{at}?only=overdue"),
            Figure("read", read, "share", held.count() * len(people), f"{at}?state=approved"),
            Figure("doubts", len(unsettled()), address=reverse("figures:doubts")),
        ),
    )
