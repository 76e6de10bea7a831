"""What somebody is told of the safety of their own account, while there is something to tell."""

from __future__ import annotations

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.attempts import failures
from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import action_said
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say

MOST = 5


def safety(user: User, language: Language) -> Block | None:
    """What happened to an account since its owner last signed in: changes and failed sign-ins."""
    rows = [*_failed(user, language), *_changes(user, language)]
    return Block("safety", tuple(rows), reverse("accounts:own")) if rows else None


def _failed(user: User, language: Language) -> list[Row]:
    tried = failures(user)
    if not tried:
        return []
    text = say("desk.safety.failed", language, count=len(tried))
    beside = f"{moment(tried[0].at)}, {tried[0].address}"
    return [Row(text, beside=beside, pills=(Pill(say("desk.safety.look", language), "due"),))]


def _changes(user: User, language: Language) -> list[Row]:
    if user.previous_login is None:
        return []
    told = Event.objects.filter(
        about="account", about_id=str(user.pk), action__startswith="account.",
        at__gt=user.previous_login,
    ).select_related("actor")  # fmt: skip
    return [
        Row(
            action_said(each.action, language),
            beside=f"{moment(each.at)}, {each.actor.name}" if each.actor else moment(each.at),
        )
        for each in told.order_by("-number")[:MOST]
    ]
