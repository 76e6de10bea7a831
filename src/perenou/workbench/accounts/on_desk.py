"""What somebody is told of the safety of their own account, and an administrator of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.attempts import failures
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import ROLES, Right, may
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


def people(user: User, language: Language) -> Block | None:
    """For whoever keeps accounts: that others are to be added, roles nobody has, what is locked."""
    if not may(user, Right.MANAGE_ACCOUNTS):
        return None
    found = list(User.objects.filter(is_active=True).prefetch_related("role_rows"))
    return Block("people", tuple(_people(found, language)), reverse("accounts:list"))


def _people(found: list[User], language: Language) -> Iterator[Row]:
    missing = [role for role in ROLES if not any(role in each.roles for each in found)]
    if len(found) == 1:
        yield Row(say("desk.people.alone", language), reverse("accounts:new"))
    elif missing:
        names = ", ".join(say(f"role.{each}", language) for each in missing)
        yield Row(say("desk.people.missing", language, roles=names), reverse("accounts:new"))
    if locked := sum(each.is_locked_now for each in found):
        text = say("desk.people.locked", language, count=locked)
        yield Row(text, f"{reverse('accounts:list')}?state=locked")


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
