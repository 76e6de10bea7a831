"""Events as a file: JSON lines with the seals, for checking the chain elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC

from django.db.models import QuerySet

from perenou.workbench.audit.models import Event


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
