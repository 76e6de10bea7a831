"""Positions on the desk: to approve, to look at again, to read."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.desk.sources import Block, Row
from perenou.workbench.frame.cells import Pill
from perenou.workbench.frame.templatetags.said import day
from perenou.workbench.frame.words import say
from perenou.workbench.positions.models import Position, State
from perenou.workbench.positions.rights import for_approval_by

SHOWN: Final = 6

TOLD_DAYS: Final = 30
"""For so long those who relied on a position are told that it was withdrawn."""


def positions(user: User, language: Language) -> Block | None:
    """What somebody has to do with positions, the most pressing first; None: nothing."""
    if not may(user, Right.READ_POSITIONS):
        return None
    rows = [_row(each, "approve", "open", language) for each in for_approval_by(user)[:SHOWN]]
    rows += [_row(each, "withdrawn", "bad", language) for each in _withdrawn(user)[:SHOWN]]
    held = Position.objects.filter(state=State.APPROVED)
    if may(user, Right.WRITE_POSITION):
        drafts = Position.objects.filter(author=user, state=State.DRAFT)
        rows += [_row(each, "write", "", language) for each in drafts[:SHOWN]]
        due = held.filter(review_by__lt=localdate()).order_by("review_by")
        rows += [_row(each, "overdue", "due", language) for each in due[:SHOWN]]
    if len(rows) < SHOWN:
        unread = held.exclude(acknowledgements__user=user).order_by("-approved_on", "-pk")
        rows += [_row(each, "read", "", language) for each in unread[: SHOWN - len(rows)]]
    if not rows and not may(user, Right.WRITE_POSITION):
        return None  # whoever only reads has nothing to do here
    return Block("positions", tuple(rows[:SHOWN]), reverse("positions:list"))


def _withdrawn(user: User) -> QuerySet[Position]:
    """What somebody approved or relies on as read, and that was withdrawn not long ago."""
    mine = Q(approved_by=user) | Q(author=user) | Q(acknowledgements__user=user)
    since = localdate() - timedelta(days=TOLD_DAYS)
    gone = Position.objects.filter(mine, state=State.WITHDRAWN, approved_on__isnull=False)
    return gone.filter(ended_on__gte=since).order_by("-ended_on", "-pk").distinct()


def _row(position: Position, why: str, tone: str, language: Language) -> Row:
    days = {"overdue": position.review_by, "withdrawn": position.ended_on}
    beside = day(days.get(why))
    pill = Pill(say(f"positions.desk.{why}", language), tone)
    text = f"{position.number} {position.question}"
    return Row(text, position.get_absolute_url(), beside, (pill,))
