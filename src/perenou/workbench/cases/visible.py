"""Which cases somebody may know of."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, reach
from perenou.workbench.cases.models import Access, Case


def visible_to(user: User, right: Right = Right.LIST_CASES) -> QuerySet[Case]:
    """The cases to which a right of somebody extends."""
    extends = reach(user, right)
    if extends is Reach.NONE:
        return Case.objects.none()
    own = worked_on_by(user)
    # The simple condition first: for most rows no other one is looked at.
    return Case.objects.filter(Q(is_restricted=False) | own if extends is Reach.ALL else own)


def worked_on_by(user: User) -> Q:
    """Those that somebody owns or was granted."""
    return Q(owner=user) | Q(pk__in=Access.objects.filter(user=user).values("case"))
