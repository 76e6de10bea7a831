"""Letters and pages in the overview: what is wrong, what is unclear, what is to be checked."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.listing import SOON
from perenou.workbench.figures.sources import Figure, Group, Period
from perenou.workbench.prose.models import Check, Text


def texts(user: User, period: Period) -> Group | None:
    """The texts of the register that are in use."""
    if not may(user, Right.KEEP_TEXTS):
        return None
    at = f"{reverse('texts:list')}?whose=register"
    kept = Text.objects.filter(is_registered=True)
    used = kept.filter(is_retired=False)
    checks = Check.objects.filter(text__is_registered=True, at__date__gte=period.first_of_trend)
    trend = period.by_month(localtime(each).date() for each in checks.values_list("at", flat=True))
    wrong = used.filter(facts__gt=0).count()
    unclear = used.filter(wording__gt=0).count()
    due = used.filter(due_day__lte=localdate() + SOON).count()
    return Group(
        "texts",
        (
            Figure("kept", kept.count(), address=at, trend=trend),
            Figure("wrong", wrong, address=f"{at}&state=facts"),
            Figure("unclear", unclear, address=f"{at}&state=wording"),
            Figure("due", due, address=f"{at}&state=due"),
        ),
    )
