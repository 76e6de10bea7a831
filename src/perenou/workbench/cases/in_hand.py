"""The cases that somebody answers for."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.in_hand import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.cases.actions import hand_over
from perenou.workbench.cases.models import Case, State


def _of(user: User) -> QuerySet[Case]:
    return Case.objects.filter(owner=user, state=State.OPEN)


def _hand_on(actor: User, case: Case, to: User, token: str) -> None:
    del token
    hand_over(actor, case, to, keeps_access=False)


CASES: Final = Kind("cases", Right.CHANGE_CASE, _of, _hand_on)
