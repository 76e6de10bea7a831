"""The list of accounts."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import ROLES
from perenou.workbench.frame.cells import Cell, Pill
from perenou.workbench.frame.lists import Column, Filter, Listing
from perenou.workbench.frame.templatetags.said import moment
from perenou.workbench.frame.words import say

STATES: Final = ("open", "locked", "closed")


def _name(user: User, language: Language) -> Cell:
    del language
    return Cell(user.name, reverse("accounts:show", args=[user.pk]))


def _roles(user: User, language: Language) -> Cell:
    return Cell(", ".join(say(f"role.{role}", language) for role in ROLES if role in user.roles))


def _state(user: User, language: Language) -> Cell:
    if not user.is_active:
        return Cell("", pills=(Pill(say("accounts.closed", language), "bad"),))
    if user.is_locked_now:
        until = say("accounts.locked_until", language, when=moment(user.locked_until))
        return Cell("", pills=(Pill(until, "due"),))
    return Cell("", pills=(Pill(say("accounts.open", language), "good"),))


def _by_role(found: QuerySet[User], value: str, user: User) -> QuerySet[User]:
    del user
    return found.filter(role_rows__role=value)


def _by_state(found: QuerySet[User], value: str, user: User) -> QuerySet[User]:
    del user
    is_locked = Q(is_active=True, locked_until__gt=timezone.now())
    if value == "closed":
        return found.filter(is_active=False)
    return (
        found.filter(is_locked) if value == "locked" else found.filter(~is_locked, is_active=True)
    )


ACCOUNTS: Final[Listing[User]] = Listing(
    key="accounts",
    title="accounts.title",
    address="accounts:list",
    order="name",
    fetched=("role_rows",),
    columns=(
        Column("name", "accounts.name", _name, order="name"),
        Column("username", "accounts.username", lambda user, _: Cell(user.username),
               order="username"),
        Column("unit", "accounts.unit", lambda user, _: Cell(user.unit), order="unit"),
        Column("roles", "accounts.roles", _roles),
        Column("state", "accounts.state", _state),
        Column("last", "accounts.last", lambda user, _: Cell(moment(user.last_login)),
               order="last_login", may_be_empty=True),
    ),
    filters=(
        Filter("role", "accounts.roles", tuple((each.value, f"role.{each}") for each in ROLES),
               _by_role),
        Filter("state", "accounts.state", tuple((each, f"accounts.{each}") for each in STATES),
               _by_state),
    ),
)  # fmt: skip
