"""The positions that somebody is writing, or that wait for approval."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.in_hand import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.positions.actions import hand_on
from perenou.workbench.positions.models import Position, State


def _of(user: User) -> QuerySet[Position]:
    return Position.objects.filter(author=user, state__in=(State.DRAFT, State.REVIEW))


def _hand_on(actor: User, position: Position, to: User, token: str) -> None:
    del token
    hand_on(actor, position, to)


POSITIONS: Final = Kind("positions", Right.WRITE_POSITION, _of, _hand_on)
