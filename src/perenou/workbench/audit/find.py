"""Events by who, what, about what, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import make_aware

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import actions_said

GROUPS: Final = ("seen", "changed", "exported", "refused", "sign_in")
"""Sorts of actions that are asked for together."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an auditor asks for; an empty value asks for everything.

    Attributes:
        who: part of a name or user name. action: a key, or one of ``GROUPS``. about: a case's
            number, or the id of another object. since, until: days, both included. purpose: part
            of what was told as a reason.
    """

    who: str = ""
    action: str = ""
    about: str = ""
    since: date | None = None
    until: date | None = None
    purpose: str = ""

    @property
    def query(self) -> str:
        """It once more, as it stands in an address."""
        told = {
            "who": self.who, "action": self.action, "about": self.about,
            "since": self.since or "", "until": self.until or "", "purpose": self.purpose,
        }  # fmt: skip
        return urlencode({key: value for key, value in told.items() if value})


def asked(request: HttpRequest) -> Asked:
    """What a request asks for; what cannot be read asks for nothing."""

    def text(key: str, most: int) -> str:
        return request.GET.get(key, "").strip()[:most]

    return Asked(
        text("who", 120), text("action", 40), text("about", 40),
        _day(text("since", 10)), _day(text("until", 10)), text("purpose", 300),
    )  # fmt: skip


def events(wanted: Asked) -> QuerySet[Event]:
    """The events that are asked for, the newest first."""
    found = Event.objects.select_related("actor")
    if wanted.who:
        people = User.objects.filter(
            Q(name__icontains=wanted.who) | Q(username__icontains=wanted.who)
        )
        found = found.filter(actor__in=people.values("pk"))
    if wanted.action in GROUPS:
        found = found.filter(_group(wanted.action))
    elif wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.about:
        found = found.filter(about_id=wanted.about)
    if wanted.since is not None:
        found = found.filter(at__gte=_begin(wanted.since))
    if wanted.until is not None:
        found = found.filter(at__lt=_begin(wanted.until + timedelta(days=1)))
    if wanted.purpose:
        found = found.filter(purpose__icontains=wanted.purpose)
    return found.order_by("-number")


def choices(language: Language) -> list[tuple[str, str]]:
    """Every action that can be asked for, with its words."""
    return sorted(actions_said(language).items(), key=lambda each: each[1])


def _group(name: str) -> Q:
    if name == "seen":
        return Q(action__startswith="view.")
    if name == "exported":
        return Q(action__endswith="exported")
    if name == "refused":
        return Q(action="refused")
    if name == "sign_in":
        return Q(action__startswith="sign_")
    return ~(Q(action__startswith="view.") | Q(action="refused") | Q(action__startswith="sign_"))


def _begin(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2999 else None
