"""What can be done with many requests at once: hand them on, say by when an answer is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.pages import SignedIn, page
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.frame.many import Before, Deed, Field, Many, Sent, change
from perenou.workbench.frame.many import undo as put_back
from perenou.workbench.network import actions
from perenou.workbench.network.find import visible_to
from perenou.workbench.network.models import Request


def _seen(user: User, requests: Sequence[Request]) -> set[int]:
    """Whoever may write to partners may see to each that they see; a closed one is refused."""
    del user
    return {each.pk for each in requests}


def _takers(user: User) -> list[User]:
    del user
    found = User.objects.filter(is_active=True).prefetch_related("role_rows")
    return [each for each in found if may(each, Right.WRITE_NETWORK)]


def _hand_on(user: User, request: Request, sent: Sent) -> Before | None:
    if request.owner_id == sent.to.pk:
        return None
    if request.is_closed:
        raise actions.RefusedError("tells_of_people")  # whoever hands it on would not see it again
    actions.hand_on_with_reminder(user, request, sent.to, token=sent.token_of(request))
    return [request.owner_id, sent.to.pk]


def _take_back(user: User, request: Request, before: Before, sent: Sent) -> bool:
    former, to = before
    if request.owner_id != to:
        return False
    key = sent.token_of(request)
    actions.hand_on_with_reminder(user, request, User.objects.get(pk=int(former or 0)), token=key)
    return True


def _set_due(user: User, request: Request, sent: Sent) -> Before | None:
    if request.due_day == sent.day:
        return None
    actions.set_due(user, request, sent.day, _language(request.owner))
    return ["" if request.due_day is None else request.due_day.isoformat(), sent.value]


def _put_due_back(user: User, request: Request, before: Before, sent: Sent) -> bool:
    del sent
    former, now = map(str, before)
    if ("" if request.due_day is None else request.due_day.isoformat()) != now:
        return False
    day = date.fromisoformat(former) if former else None
    actions.set_due(user, request, day, _language(request.owner))
    return True


def _language(owner: User) -> Language:
    """Of a reminder that is given: its owner's."""
    return next((each for each in LANGUAGES if each == owner.language), "et")


MANY: Final[Many[Request]] = Many(
    section="network",
    address="network",
    found=lambda user: visible_to(user).select_related("owner", "case", "partner"),
    name=lambda request: request.subject,
    deeds=(
        Deed(
            "hand_on", Right.WRITE_NETWORK, _seen, _hand_on, _take_back,
            Field("to", "network.owner", "person", people=_takers),
        ),
        Deed(
            "due", Right.WRITE_NETWORK, _seen, _set_due, _put_due_back,
            Field("day", "tasks.due", "day", may_be_empty=True),
        ),
    ),
)  # fmt: skip


@page(Right.WRITE_NETWORK)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Do something with the chosen requests."""
    return change(request, MANY)


@page(Right.WRITE_NETWORK)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the requests that were last changed together back to how each stood before."""
    return put_back(request, MANY)
