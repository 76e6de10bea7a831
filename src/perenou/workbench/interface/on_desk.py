"""Tokens of programs that end soon, told to whose they are in time to make others."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.words import say
from perenou.workbench.interface import tokens

SOON: Final = timedelta(days=14)


def ending(user: User, language: Language) -> Block | None:
    """The tokens that end within two weeks, and how to renew them."""
    if not may(user, Right.USE_INTERFACE):
        return None
    today = localdate()
    found = tokens.own(user).filter(
        ended_at__isnull=True, expires_on__gte=today, expires_on__lte=today + SOON
    )
    rows = [
        Row(each.name, beside=say("desk.tokens.ends", language, day=each.expires_on.toordinal()))
        for each in found.order_by("expires_on")
    ]
    return Block("tokens", tuple(rows), reverse("api:tokens")) if rows else None
