"""Which texts have to be checked again, because a year is over or what they state has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from perenou.language.grammar import LANGUAGES, Language
from perenou.texts.rests import moved
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.words import say
from perenou.workbench.prose.models import Text
from perenou.workbench.tasks.actions import give
from perenou.workbench.watch.models import Touched

AHEAD: Final = timedelta(days=30)
"""So long before a figure changes a text that states it is asked for."""


def follow_law() -> None:
    """Note for every text of the register by when it has to be checked again, and give the task.

    It is told once for each reason, and may run as often as one likes.
    """
    today = localdate()
    touched = _touched()
    found = Text.objects.filter(
        is_registered=True, is_retired=False, checked_day__isnull=False
    ).select_related("owner")
    for text in found.iterator():
        for day, why, key in _reasons(text, today, touched.get(text.pk)):
            _note(text, day, why, key)


def _touched() -> dict[int, tuple[int, datetime, date]]:
    """By text, the last text of the law that touches it: its number, when it came, since when."""
    rows = Touched.objects.filter(kind="writing", name__startswith="text:").exclude(
        Q(aside_by__isnull=False)
    )
    found: dict[int, tuple[int, datetime, date]] = {}
    for name, arrival, at, since in rows.order_by("arrival").values_list(
        "name", "arrival", "arrival__at", "arrival__since"
    ):
        key = name.removeprefix("text:")
        if key.isdecimal():
            found[int(key)] = (arrival, at, since)
    return found


def _reasons(
    text: Text, today: date, touched: tuple[int, datetime, date] | None
) -> Iterator[tuple[date, str, str]]:
    """By when a text has to be checked, why, and what the reason is known by; the first is told."""
    checked = text.checked_day
    assert checked is not None
    until = (today + AHEAD).toordinal()
    changes = moved(text.figures.split(), checked.toordinal(), until)
    if changes:
        first = changes[0]
        yield date.fromordinal(first.day), "figure", f"figure:{first.figure}:{first.day}"
    elif touched is not None and text.checked_at is not None and touched[1] > text.checked_at:
        yield max(today, min(touched[2], today + AHEAD)), "law", f"law:{touched[0]}"
    elif text.due_day is not None and text.due_day <= today:
        yield text.due_day, "year", f"year:{text.due_day.isoformat()}"


def _note(text: Text, day: date, why: str, key: str) -> None:
    owner = text.owner
    language: Language = next((each for each in LANGUAGES if each == owner.language), "et")
    with transaction.atomic():
        Text.objects.filter(pk=text.pk).update(due_day=day, due_why=why)
        title = say("texts.due.task", language, title=text.title)
        words = say(f"texts.due.why.{why}", language, day=day.toordinal())
        source = f"text:{text.pk}:due:{key}"[:80]
        known = owner.tasks.filter(source_key=source).exists()
        give(owner, owner, title, day, "text", str(text.pk), source, text=words)
        if not known:
            record(None, "text.due", "text", text.pk, detail={"why": why})
