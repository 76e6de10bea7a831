"""What of the acts waits for somebody: to be reviewed, to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

from perenou.workbench.accounts.models import User
from perenou.workbench.drafts.models import Act, Next, State
from perenou.workbench.drafts.reviewers import for_anybody

Why = Literal["review", "review_anybody", "mend"]


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """An act that waits for somebody.

    Attributes:
        kind: key of its kind; its name is the text ``drafts.kind.KIND``. why: to be reviewed by
            them, by any of several, or to be mended; the text ``drafts.waiting.WHY`` tells it.
        author: who writes it. since: since when, in UTC. address: of its page.
    """

    case: str
    title: str
    number: int
    kind: str
    why: Why
    author: str
    since: datetime
    address: str


def waiting_for(user: User) -> list[WaitingAct]:
    """The acts that wait for somebody, the longest waiting first."""
    mine = Q(owner=user) & (Q(state=State.RETURNED) | (Q(state=State.WAITING) & ~Q(author=user)))
    found = Act.objects.filter(mine | for_anybody(user))
    rows = found.select_related("case", "author").order_by("changed_at", "pk")
    return [_row(act) for act in rows]


def _row(act: Act) -> WaitingAct:
    why: Why = "mend" if act.next_step == Next.MEND else "review"
    if act.is_for_anybody:
        why = "review_anybody"
    return WaitingAct(
        act.case.number,
        act.case.title,
        act.number,
        act.kind,
        why,
        act.author.name,
        act.changed_at,
        act.get_absolute_url(),
    )
