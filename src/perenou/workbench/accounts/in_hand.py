"""What somebody has in hand, and who goes on with it once they no longer do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, QuerySet

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import ROLES, TABLE, Reach, Right, Role, may
from perenou.workbench.frame.words import say


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing that somebody answers for.

    Attributes:
        key: ``accounts.in_hand.KEY`` tells how many. right: without which nobody answers for it.
        of: what somebody has in hand of it. hand_on: from an actor, a thing, to whom, and the
            token of the form.
    """

    key: str
    right: Right
    of: Callable[[User], QuerySet[Any]]
    hand_on: Callable[[User, Any, User, str], None]


@dataclass(frozen=True, slots=True)
class Held:
    """How many things of a sort somebody has in hand, and who may go on with them."""

    key: str
    count: int
    takers: tuple[User, ...]


KINDS: Final = (
    "perenou.workbench.cases.in_hand:CASES",
    "perenou.workbench.questions.in_hand:QUESTIONS",
    "perenou.workbench.positions.in_hand:POSITIONS",
    "perenou.workbench.network.in_hand:REQUESTS",
    "perenou.workbench.tasks.in_hand:TASKS",
)
"""The sorts in their order, each ``module:NAME``."""


def in_hand(user: User, but: Collection[Role] = ()) -> list[Held]:
    """What somebody has in hand; what they may still answer for with these roles is left out."""
    colleagues = User.objects.filter(is_active=True).exclude(pk=user.pk)
    others = list(colleagues.prefetch_related("role_rows").order_by("name", "pk"))
    found = []
    for kind in _kinds():
        if any(TABLE[kind.right][ROLES.index(role)] is not Reach.NONE for role in but):
            continue
        if count := kind.of(user).count():
            takers = tuple(each for each in others if may(each, kind.right))
            found.append(Held(kind.key, count, takers))
    return found


def counts_said(held: Collection[Held], language: Language) -> str:
    """How many things of each sort there are, in words; empty: nothing is in hand."""
    return ", ".join(
        say(f"accounts.in_hand.{each.key}", language, count=each.count) for each in held
    )


def hand_on(actor: User, user: User, to: Mapping[str, User], *, token: str) -> int:
    """Give what somebody has in hand to whoever was chosen for its sort; how many things.

    Raises:
        LookupError: whoever was chosen may not answer for it.
    """
    count = 0
    with transaction.atomic():
        for kind in _kinds():
            other = to.get(kind.key)
            if other is None:
                continue
            if not (other.is_active and may(other, kind.right)) or other.pk == user.pk:
                raise LookupError(kind.key)
            things: list[Model] = list(kind.of(user))
            for thing in things:
                kind.hand_on(actor, thing, other, f"{token[:24]}-{kind.key[:4]}-{thing.pk}")
            count += len(things)
    return count


def _kinds() -> list[Kind]:
    found = []
    for each in KINDS:
        module, _, name = each.partition(":")
        kind: Kind = getattr(import_module(module), name)
        found.append(kind)
    return found
