"""What the desk shows of cases: deadlines, one's open cases, and those that one saw last."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from perenou.language.grammar import Language
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Right, may
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.find import visible_to, worked_on_by
from perenou.workbench.cases.listing import due_pills
from perenou.workbench.cases.models import Case, State
from perenou.workbench.desk.sources import Block, Row, count_of
from perenou.workbench.frame.templatetags.said import day, moment

SHOWN: Final = 8
_LOOKED_AT: Final = 200
"""How many of the latest events are looked at for cases that somebody saw."""


def due(user: User, language: Language) -> Block | None:
    """The open cases that one works on with a deadline, the nearest first."""
    if not may(user, Right.LIST_CASES):
        return None
    found = Case.objects.filter(worked_on_by(user), state=State.OPEN, due_day__isnull=False)
    rows = tuple(_due_row(case, language) for case in found.order_by("due_day", "pk")[:SHOWN])
    more = f"{reverse('cases:list')}?whose=worked&state=open&order=due"
    return Block("due", rows, more, count_of(found, len(rows), SHOWN))


def open_cases(user: User, language: Language) -> Block | None:
    """One's own open cases, the latest changed first; who opens none is not told to."""
    del language
    if not may(user, Right.LIST_CASES):
        return None
    found = Case.objects.filter(owner=user, state=State.OPEN)
    rows = tuple(_row(case, moment(case.changed_at)) for case in found[:SHOWN])
    if not rows and not may(user, Right.CREATE_CASE):
        return None
    more = f"{reverse('cases:list')}?whose=own&state=open"
    return Block("mine", rows, more, count_of(found, len(rows), SHOWN))


def seen(user: User, language: Language) -> Block | None:
    """The cases that one saw last, by the audit trail."""
    del language
    if not may(user, Right.LIST_CASES):
        return None
    events = Event.objects.filter(actor=user, about="case", action__startswith="view.")
    numbers = list(
        dict.fromkeys(events.order_by("-number").values_list("about_id", flat=True)[:_LOOKED_AT])
    )[:SHOWN]
    found = {case.number: case for case in visible_to(user).filter(number__in=numbers)}
    return Block("seen", tuple(_row(found[each], "") for each in numbers if each in found))


def _row(case: Case, beside: str) -> Row:
    return Row(f"{case.number} · {case.title}", reverse("cases:show", args=[case.number]), beside)


def _due_row(case: Case, language: Language) -> Row:
    row = _row(case, day(case.due_day))
    return Row(row.text, row.address, row.beside, due_pills(case.due_day, language))
