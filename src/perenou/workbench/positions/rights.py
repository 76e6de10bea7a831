"""Who may do what with a position: nobody approves what they have written in."""

from __future__ import annotations

from django.db.models import QuerySet

from perenou.language.alphabet import alphabetical
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, may, reach
from perenou.workbench.positions.models import Position, State


def visible_to(user: User) -> QuerySet[Position]:
    """The positions that somebody may see: those in the making only by who makes and approves."""
    if not may(user, Right.READ_POSITIONS):
        return Position.objects.none()
    if may(user, Right.WRITE_POSITION) or may(user, Right.APPROVE_POSITION):
        return Position.objects.all()
    return Position.objects.filter(approved_on__isnull=False)


def may_approve(user: User, position: Position) -> bool:
    """Whether somebody may return or approve a position."""
    return user.is_active and may(user, Right.APPROVE_POSITION) and not has_written(user, position)


def has_written(user: User, position: Position) -> bool:
    """Whether somebody has begun it or made any version of it."""
    return position.author_id == user.pk or position.versions.filter(author=user).exists()


def for_approval_by(user: User) -> QuerySet[Position]:
    """The positions that wait for approval and that somebody may approve."""
    if not may(user, Right.APPROVE_POSITION):
        return Position.objects.none()
    waiting = Position.objects.filter(state=State.REVIEW).exclude(author=user)
    return waiting.exclude(versions__author=user)


def readers() -> list[User]:
    """Everybody who is to read positions, by unit and name."""
    users = User.objects.filter(is_active=True).prefetch_related("role_rows")
    found = [each for each in users if reach(each, Right.READ_POSITIONS) is not Reach.NONE]
    return sorted(found, key=lambda each: (alphabetical(each.unit), alphabetical(each.name)))
