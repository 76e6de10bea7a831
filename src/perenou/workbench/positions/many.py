"""What can be done with many positions at once: say by when they are to be looked at again."""

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
from perenou.workbench.positions import actions
from perenou.workbench.positions.models import Position
from perenou.workbench.positions.rights import visible_to


def _seen(user: User, positions: Sequence[Position]) -> set[int]:
    """Whoever may write one may see to the review of each; one that does not hold is refused."""
    del user
    return {each.pk for each in positions}


def _set_day(user: User, position: Position, sent: Sent) -> Before | None:
    assert sent.day is not None  # the field may not be empty
    if position.review_by == sent.day:
        return None
    before = position.review_by
    actions.set_review_day(user, position, sent.day, token=sent.token_of(position))
    return [None if before is None else before.isoformat(), sent.value]


def _put_day_back(user: User, position: Position, before: Before, sent: Sent) -> bool:
    former, now = before
    if position.review_by is None or position.review_by.isoformat() != now:
        return False
    day = date.fromisoformat(str(former))
    actions.put_review_day(user, position, day, token=sent.token_of(position))
    return True


MANY: Final[Many[Position]] = Many(
    section="positions",
    address="positions",
    found=visible_to,
    by="number",
    deeds=(
        Deed(
            "review", Right.WRITE_POSITION, _seen, _set_day, _put_day_back,
            Field("day", "positions.review_by", "day"),
        ),
    ),
)  # fmt: skip


@page(Right.WRITE_POSITION)
@require_POST
def change_many(request: SignedIn) -> HttpResponse:
    """Do something with the chosen positions."""
    return change(request, MANY)


@page(Right.WRITE_POSITION)
@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the positions that were last changed together back to how each stood before."""
    return put_back(request, MANY)
