"""Which tasks somebody may know of, and which they may change."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, may, reach
from perenou.workbench.cases.find import worked_on_by
from perenou.workbench.cases.models import Case
from perenou.workbench.tasks.models import Link, Task


def visible_to(user: User) -> QuerySet[Task]:
    """The tasks that somebody has or gave; everybody's, for whoever's right reaches so far.

    A task about a restricted case is seen by others only if they work on the case.
    """
    extends = reach(user, Right.USE_TASKS)
    if extends is Reach.NONE:
        return Task.objects.none()
    own = Q(owner=user) | Q(giver=user)
    if extends is Reach.OWN:
        return Task.objects.filter(own)
    closed = Case.objects.filter(is_restricted=True).exclude(worked_on_by(user))
    hidden = Link.objects.filter(about="case", about_id__in=closed.values("number"))
    return Task.objects.filter(own | ~Q(pk__in=hidden.values("task")))


def may_change(user: User, task: Task) -> bool:
    """Whether somebody may change a task that they see: its owner, its giver, whoever gives."""
    return user.pk in (task.owner_id, task.giver_id) or may(user, Right.GIVE_TASKS)


def possible_owners(user: User, right: Right = Right.USE_TASKS) -> list[User]:
    """Whom somebody may give a task to; themselves at least, and they stand first.

    Args:
        right: what they need besides, to open what the task is about.
    """
    if not may(user, Right.GIVE_TASKS):
        return [user]
    found = User.objects.filter(is_active=True).exclude(pk=user.pk).prefetch_related("role_rows")
    return [user, *(each for each in found if _may_have(each, right))]


def _may_have(user: User, right: Right) -> bool:
    return may(user, Right.USE_TASKS) and may(user, right)
