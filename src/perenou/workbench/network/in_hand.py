"""The requests to and from partners that somebody sees to."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.in_hand import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.network.actions import hand_on
from perenou.workbench.network.models import Request, State


def _of(user: User) -> QuerySet[Request]:
    return Request.objects.filter(owner=user, state=State.OPEN)


def _hand_on(actor: User, request: Request, to: User, token: str) -> None:
    del token
    hand_on(actor, request, to)


REQUESTS: Final = Kind("requests", Right.WRITE_NETWORK, _of, _hand_on)
