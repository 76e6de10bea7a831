"""Acts in the overview: how many were approved, and how many at the first try."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.find import visible_to
from perenou.workbench.drafts.models import Step, What
from perenou.workbench.figures.sources import Figure, Group, Period


@dataclass(frozen=True, slots=True)
class Approved:
    """An act that was approved.

    Attributes:
        number, address: empty where whoever looks may not see its case. returned: how often it
            was returned before.
    """

    number: str
    address: str
    approved: datetime
    returned: int


def returned_in(user: User, period: Period) -> list[Approved]:
    """The acts that were approved in a period, those that were returned first."""
    steps = Step.objects.filter(what=What.APPROVED, at__date__gte=period.first)
    found = list(steps.select_related("act", "act__case").order_by("-at"))
    returns = _returns([each.act_id for each in found])
    seen = visible_to(user, Right.SEE_CASE).filter(pk__in={each.act.case_id for each in found})
    visible = set(seen.values_list("pk", flat=True))
    rows = []
    for each in found:
        is_seen = each.act.case_id in visible
        number = str(each.act) if is_seen else ""
        address = each.act.get_absolute_url() if is_seen else ""
        rows.append(Approved(number, address, each.at, returns[each.act_id]))
    return sorted(rows, key=lambda row: -row.returned)


def acts(user: User, period: Period) -> Group | None:
    """Acts that were approved in the period."""
    if not may(user, Right.SEE_FIGURES):
        return None
    every = Step.objects.filter(what=What.APPROVED)
    approved = list(
        every.filter(at__date__gte=period.first).values_list("act_id", flat=True).distinct()
    )
    returns = _returns(approved)
    first = sum(not returns[each] for each in approved)
    trend = period.by_month(
        localtime(each).date()
        for each in every.filter(at__date__gte=period.first_of_trend).values_list("at", flat=True)
    )
    at = f"{reverse('figures:acts')}?period={period.key}"
    return Group(
        "acts",
        (
            Figure("approved", len(approved), address=at, trend=trend),
            Figure("first", first, "share", len(approved), at),
        ),
    )


def _returns(acts: list[int]) -> Counter[int]:
    """By act, how often it was returned."""
    steps = Step.objects.filter(what=What.RETURNED, act__in=acts)
    return Counter(steps.values_list("act_id", flat=True))
