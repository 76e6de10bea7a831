"""The flow of work in the overview: which logs there are to look at."""

from __future__ import annotations

from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.flows.models import Log, State


def flows(user: User, period: Period) -> Group | None:
    """How many logs there are, and of the newest one how long work took and what was late."""
    del period
    if not may(user, Right.SEE_FLOWS):
        return None
    found = [Figure("logs", Log.objects.count(), address=reverse("flows:list"))]
    newest = Log.objects.filter(state=State.READY).order_by("-pk").first()
    if newest is not None:
        address = newest.get_absolute_url()
        found += [
            Figure("cases", newest.cases, address=address),
            Figure("through", newest.hours, "hours", newest.over, address),
            Figure("late", newest.late, "share", newest.settled, address),
        ]
    return Group("flows", tuple(found))
