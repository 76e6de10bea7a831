"""What the desk shows of tasks: one's own open ones, those that are over first."""

from __future__ import annotations

from typing import Final

from django.db.models import F
from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.cases.listing import due_pills
from perenou.workbench.desk.sources import Block, Row, count_of
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.tasks.models import State, Task

SHOWN: Final = 8


def tasks(user: User, language: Language) -> Block | None:
    """One's own open tasks by their day; those without a day last."""
    if not may(user, Right.USE_TASKS):
        return None
    found = Task.objects.filter(owner=user, state=State.OPEN)
    first = found.order_by(F("open_due").asc(nulls_last=True), "pk")[:SHOWN]
    rows = tuple(_row(task, language) for task in first)
    more = f"{reverse('tasks:list')}?whose=own&state=open"
    return Block("tasks", rows, more, count_of(found, len(rows), SHOWN))


def _row(task: Task, language: Language) -> Row:
    beside = "" if task.open_due is None else day(task.open_due)
    return Row(task.title, task.get_absolute_url(), beside, due_pills(task.open_due, language))
