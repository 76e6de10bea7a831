"""Who may be the second pair of eyes of an act: never anybody who has written in it."""

from __future__ import annotations

from django.db.models import F, Q

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Reach, Right, may, reach
from perenou.workbench.cases.models import Access, Case
from perenou.workbench.drafts.models import Act, ActVersion, State


def has_written(user: User, act: Act) -> bool:
    """Whether somebody has answered for it or made any version of it."""
    return act.author_id == user.pk or act.versions.filter(author=user).exists()


def may_review(user: User, act: Act) -> bool:
    """Whether somebody may return or approve an act."""
    return user.is_active and may(user, Right.APPROVE_ACT, act.case) and not has_written(user, act)


def reviewers(act: Act) -> list[User]:
    """Everybody who may review an act, by name."""
    case = act.case
    worked_on = {case.owner_id, *case.access.values_list("user_id", flat=True)}
    written = {act.author_id, *act.versions.values_list("author_id", flat=True)}
    found = []
    for user in User.objects.filter(is_active=True).prefetch_related("role_rows"):
        extends = reach(user, Right.APPROVE_ACT)
        sees = extends is Reach.ALL and not case.is_restricted
        if extends is not Reach.NONE and (sees or user.pk in worked_on) and user.pk not in written:
            found.append(user)
    return found


def for_anybody(user: User) -> Q:
    """The acts that wait for a second pair of eyes nobody named, which somebody may be."""
    extends = reach(user, Right.APPROVE_ACT)
    if extends is Reach.NONE:
        return Q(pk__in=())
    reached = Q(case__owner=user) | Q(case__in=Access.objects.filter(user=user).values("case"))
    if extends is Reach.ALL:
        reached |= Q(case__is_restricted=False)
    wrote = ActVersion.objects.filter(author=user).values("act")
    waits = Q(state=State.WAITING, owner_id=F("author_id"))
    return reached & waits & ~Q(author=user) & ~Q(pk__in=wrote)


def visible_case(user: User, number: str) -> Case | None:
    """The case of a number, if somebody may see it."""
    case = Case.objects.filter(number=number).first() if number.isprintable() else None
    return case if case is not None and may(user, Right.SEE_CASE, case) else None
