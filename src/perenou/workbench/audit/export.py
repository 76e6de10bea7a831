"""Events as files: CSV for a spreadsheet, JSON lines with the seals for checking the chain."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC
from io import StringIO
from typing import Final

from django.db.models import QuerySet

from perenou.language.grammar import Language
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.words import action_said
from perenou.workbench.frame.words import say

HEAD: Final = ("number", "at", "actor", "action", "about", "purpose", "detail", "trace")

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: QuerySet[Event], language: Language) -> Iterator[str]:
    """The events as lines of CSV, in a reader's language."""
    yield "\ufeff" + _line([say(f"audit.{key}", language) for key in HEAD])
    for event in found.iterator(chunk_size=1000):
        about = " ".join(filter(None, (event.about, event.about_id)))
        yield _line(
            [
                str(event.number), event.at.astimezone(UTC).isoformat(),
                "" if event.actor is None else event.actor.name,
                action_said(event.action, language), about, event.purpose, event.detail,
                event.trace,
            ]
        )  # fmt: skip


def as_json_lines(found: QuerySet[Event]) -> Iterator[str]:
    """The events as they are sealed, a JSON object a line."""
    for event in found.iterator(chunk_size=1000):
        told = {
            "number": event.number, "at": event.at.astimezone(UTC).isoformat(),
            "actor": event.actor_id,
            "actor_name": None if event.actor is None else event.actor.name,
            "action": event.action, "about": event.about, "about_id": event.about_id,
            "purpose": event.purpose, "detail": event.detail, "trace": event.trace,
            "seal": event.seal,
        }  # fmt: skip
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _line(cells: list[str]) -> str:
    out = StringIO()
    # A cell that a spreadsheet would take for a formula is told to be text.
    csv.writer(out).writerow([f"'{c}" if c.startswith(_DANGEROUS) else c for c in cells])
    return out.getvalue()
