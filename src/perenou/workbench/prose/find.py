"""Which texts somebody may know of, and which they may change."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.prose.models import Batch, Text
from perenou.workbench.tasks.find import possible_owners


def visible_to(user: User) -> QuerySet[Text]:
    """One's own texts, and those of the register."""
    if not may(user, Right.CHECK_TEXT):
        return Text.objects.none()
    return Text.objects.filter(Q(is_registered=True) | Q(owner=user))


def may_change(user: User, text: Text) -> bool:
    """Whether somebody may change a text that they see: its owner, or a keeper of the register."""
    return text.owner_id == user.pk or (text.is_registered and may(user, Right.KEEP_TEXTS))


def possible_owners_of(user: User, text: Text) -> list[User]:
    """Whom somebody may give a text, or the task to mend it: those who may open it."""
    return possible_keepers(user) if text.is_registered else [user]


def possible_keepers(user: User) -> list[User]:
    """Whom somebody may make the owner of a text of the register."""
    return possible_owners(user, Right.CHECK_TEXT)


def sets_of(user: User) -> QuerySet[Batch]:
    """The sets that somebody had checked; those whose texts are registered, for everybody."""
    if not may(user, Right.CHECK_TEXT):
        return Batch.objects.none()
    return Batch.objects.filter(Q(registers=True) | Q(owner=user))
