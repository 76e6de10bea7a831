"""Cases in the overview: how many there are, and what is open in them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.cases.find import visible_to
from perenou.workbench.cases.models import Case, State
from perenou.workbench.figures.sources import Figure, Group, Period


def cases(user: User, period: Period) -> Group | None:
    """Open cases; whoever may not list them all counts those that are not restricted."""
    del period
    sees_all = reach(user, Right.LIST_CASES) is Reach.ALL
    found = (
        visible_to(user, Right.LIST_CASES) if sees_all else Case.objects.filter(is_restricted=False)
    )
    at = reverse("cases:list") if sees_all else ""
    is_open = found.filter(state=State.OPEN)

    def figure(key: str, count: int, query: str) -> Figure:
        return Figure(key, count, address=f"{at}?{query}" if at else "")

    today = localdate()
    return Group(
        "cases",
        (
            figure("open", is_open.count(), "state=open"),
            figure("over", is_open.filter(due_day__lt=today).count(), "state=open&due=over"),
            figure("missing", is_open.filter(missing__gt=0).count(), "state=open&open=missing"),
            figure("doubts", is_open.filter(doubts__gt=0).count(), "state=open&open=doubts"),
            figure("decided", found.filter(state=State.DECIDED).count(), "state=decided"),
        ),
    )
