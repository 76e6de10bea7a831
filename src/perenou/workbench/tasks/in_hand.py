"""The tasks that somebody is to do."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from perenou.workbench.accounts.in_hand import Kind
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right
from perenou.workbench.tasks.actions import hand_on
from perenou.workbench.tasks.models import State, Task


def _of(user: User) -> QuerySet[Task]:
    return Task.objects.filter(owner=user, state=State.OPEN)


def _hand_on(actor: User, task: Task, to: User, token: str) -> None:
    hand_on(actor, task, to, token=token)


TASKS: Final = Kind("tasks", Right.USE_TASKS, _of, _hand_on)
