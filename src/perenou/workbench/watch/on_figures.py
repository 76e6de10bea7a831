"""The law in the overview: what is expected, what waits, and rules older than their text."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.watch.models import OPEN_STAGES, Arrival, Bill
from perenou.workbench.watch.reading import newer_acts


def law(user: User, period: Period) -> Group | None:
    """Open risks that come from changes of the law."""
    if not may(user, Right.READ_WATCH):
        return None
    came = Arrival.objects.filter(at__date__gte=period.first_of_trend)
    trend = period.by_month(localtime(each).date() for each in came.values_list("at", flat=True))
    waiting = Arrival.objects.filter(waiting__gt=0).count()
    expected = Bill.objects.filter(stage__in=OPEN_STAGES).count()
    arrivals = f"{reverse('watch:list')}?waiting=open"
    bills = f"{reverse('watch:bills')}?stage=expected"
    return Group(
        "law",
        (
            Figure("older", len(newer_acts()), address=reverse("watch:acts")),
            Figure("waiting", waiting, address=arrivals, trend=trend),
            Figure("expected", expected, address=bills),
        ),
    )
