"""What can be done with many tasks at once: hand them on, mark them as done, give them a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right
from perenou.workbench.frame.many import Before, Deed, Field, Many, Sent, change
from perenou.workbench.frame.many import undo as put_back
from perenou.workbench.tasks import actions
from perenou.workbench.tasks.find import may_change, possible_owners, visible_to
from perenou.workbench.tasks.models import State, Task


def _changeable(user: User, tasks: Sequence[Task]) -> set[int]:
    return {each.pk for each in tasks if may_change(user, each)}


def _hand_on(user: User, task: Task, sent: Sent) -> Before | None:
    if task.owner_id == sent.to.pk:
        return None
    actions.hand_on(user, task, sent.to, token=sent.token_of(task))
    return [task.owner_id, sent.to.pk]


def _take_back(user: User, task: Task, before: Before, sent: Sent) -> bool:
    former, to = before
    if task.owner_id != to:
        return False
    actions.hand_on(user, task, User.objects.get(pk=int(former or 0)), token=sent.token_of(task))
    return True


def _close(user: User, task: Task, sent: Sent) -> Before | None:
    if task.state == State.DONE:
        return None
    actions.close(user, task, State.DONE, "", token=sent.token_of(task))
    return []


def _reopen(user: User, task: Task, before: Before, sent: Sent) -> bool:
    del before
    if task.state != State.DONE:
        return False
    actions.reopen(user, task, sent.undoing, token=sent.token_of(task), is_undone=True)
    return True


def _set_day(user: User, task: Task, sent: Sent) -> Before | None:
    if task.due_day == sent.day:
        return None
    actions.set_day(user, task, sent.day, token=sent.token_of(task))
    return [_told(task.due_day), _told(task.first_day), task.turn, _told(sent.day)]


def _put_day_back(user: User, task: Task, before: Before, sent: Sent) -> bool:
    former, first, turn, now = before
    if _told(task.due_day) != now:
        return False
    series = (_day(first), int(turn or 0))
    actions.set_day(user, task, _day(former), token=sent.token_of(task), series=series)
    return True


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(told: str | int | bool | None) -> date | None:
    return None if told is None else date.fromisoformat(str(told))


MANY: Final[Many[Task]] = Many(
    section="tasks",
    address="tasks",
    found=lambda user: visible_to(user).select_related("owner", "giver"),
    name=lambda task: task.title,
    deeds=(
        Deed("done", Right.USE_TASKS, _changeable, _close, _reopen),
        Deed(
            "hand_on", Right.GIVE_TASKS, _changeable, _hand_on, _take_back,
            Field("to", "tasks.owner", "person", people=possible_owners),
        ),
        Deed(
            "day", Right.USE_TASKS, _changeable, _set_day, _put_day_back,
            Field("day", "tasks.due", "day", may_be_empty=True),
        ),
    ),
)  # fmt: skip


@page(Right.USE_TASKS)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Do something with the chosen tasks."""
    return change(request, MANY)


@page(Right.USE_TASKS)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the tasks that were last changed together back to how each stood before."""
    return put_back(request, MANY)
