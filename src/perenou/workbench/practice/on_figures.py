"""Practice in the overview: how uniform and lawful it was when it was last looked at."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.practice.models import Audit, State
from perenou.workbench.practice.showing import found_of


def practice(user: User, period: Period) -> Group | None:
    """The newest audit, whenever it was made, and how many were made."""
    if not may(user, Right.READ_PRACTICE):
        return None
    done = Audit.objects.filter(state=State.DONE)
    made = done.filter(made_at__date__gte=period.first_of_trend).values_list("made_at", flat=True)
    counted = Figure(
        "audits", done.count(), address=f"{reverse('practice:list')}?state={State.DONE.value}",
        trend=period.by_month(localtime(each).date() for each in made),
    )  # fmt: skip
    newest = done.order_by("-pk").first()
    if newest is None:
        return Group("practice", (counted,))
    address, whole = newest.get_absolute_url(), found_of(newest).uniformity.whole
    return Group(
        "practice",
        (
            counted,
            Figure("alike", whole.alike.part, "share", whole.alike.whole, address),
            Figure("lawful", whole.lawful.part, "share", whole.lawful.whole, address),
            Figure("clusters", newest.clusters, address=address),
        ),
    )
