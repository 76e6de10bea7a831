"""Doings that no ordinary day has, found in the trail: for auditors and for whoever watches.

Each kind has a figure below which it is ordinary; nothing is concluded, somebody has to look.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event

WITHIN: Final = timedelta(days=1)
BEFORE: Final = timedelta(days=30)
"""What somebody did in these days before is what is usual for them."""

REFUSED: Final = 10
"""Refusals of one person in a day."""

FAILED: Final = 20
"""Failed sign-ins to one account in a day; five lock it for a while."""

SEEN: Final = 40
"""Cases that one person looks at in a day, if they never before looked at half as many."""

KINDS: Final = ("refused", "failed", "seen", "harmful")

_LOOK: Final = Q(action__startswith="view.", about="case")


@dataclass(frozen=True, slots=True)
class Unusual:
    """Something to look at.

    Attributes:
        kind: of ``KINDS``. who: did it, or whose account it was tried on. number: how often.
    """

    kind: str
    who: User
    number: int


def unusual(now: datetime | None = None) -> list[Unusual]:
    """What was unusual in the day before a moment, by kind."""
    now = now or timezone.now()
    since = now - WITHIN
    people = {each.pk: each for each in User.objects.all()}
    # By actor and time, for which the trail has an index: it is too long to be read by time alone.
    today = Event.objects.filter(actor__in=[*people], at__gt=since, at__lte=now).order_by()
    strangers = Event.objects.filter(actor=None, at__gt=since, at__lte=now).order_by()
    found = []
    for pk, number in _counted(today.filter(action="refused"), "actor", "pk"):
        if number >= REFUSED:
            found.append(Unusual("refused", people[pk], number))
    tried = strangers.filter(action="sign_in_failed", about="account")
    for about, number in _counted(tried, "about_id", "pk"):
        if number >= FAILED and int(about) in people:
            found.append(Unusual("failed", people[int(about)], number))
    for pk, number in _counted(today.filter(_LOOK), "actor", "about_id"):
        if number >= SEEN and number > 2 * _most_seen(pk, since):
            found.append(Unusual("seen", people[pk], number))
    for pk, number in _counted(today.filter(action="harmful_file"), "actor", "pk"):
        found.append(Unusual("harmful", people[pk], number))
    return found


@lru_cache(maxsize=1)
def by_kind(minute: int) -> dict[str, int]:
    """How many of each kind there are; looked for once in the same minute."""
    del minute
    found = unusual()
    return {kind: sum(each.kind == kind for each in found) for kind in KINDS}


def _counted(events: QuerySet[Event], by: str, what: str) -> list[tuple[int, int]]:
    return list(events.values_list(by).annotate(Count(what, distinct=True)))


def _most_seen(pk: int, until: datetime) -> int:
    """The most cases that somebody looked at on one of the days before."""
    looks = Event.objects.filter(_LOOK, actor=pk, at__gt=until - BEFORE, at__lte=until).order_by()
    days = looks.annotate(day=TruncDate("at")).values_list("day")
    return max((number for _, number in days.annotate(Count("about_id", distinct=True))), default=0)
