"""The way from what another section found to a proposal that begins with it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may


def new_proposal(user: User, origin: str, key: str) -> str:
    """Where somebody begins a proposal with something found; empty: they may write none.

    Args:
        origin, key: of the evidence, as ``evidence`` reads them.
    """
    if not may(user, Right.WRITE_PROPOSAL):
        return ""
    return f"{reverse('proposals:new')}?{urlencode({'from': origin, 'key': key})}"
