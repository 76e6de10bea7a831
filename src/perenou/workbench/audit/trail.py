"""Adding to the audit trail, and finding any alteration of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event, Head
from perenou.workbench.frame.trace import TRACE
from perenou.workbench.privacy.crypto import chained


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold.

    Attributes:
        number: of the event. kind: ``altered``, ``missing``, ``end`` (the end of the chain is not
            where it should be) or ``anchor`` (not the seal that was kept elsewhere).
    """

    number: int
    kind: str


def record(
    actor: User | None,
    action: str,
    about: str = "",
    about_id: object = "",
    *,
    purpose: str = "",
    detail: Mapping[str, str | int | bool | list[str]] | None = None,
) -> Event:
    """Add an event at the end of the chain, in the transaction of what it tells of."""
    with transaction.atomic():
        head = Head.objects.select_for_update().get_or_create(
            pk=1, defaults={"number": 0, "seal": ""}
        )[0]
        event = Event(
            number=head.number + 1,
            at=timezone.now(),
            actor=actor,
            action=action,
            about=about,
            about_id=str(about_id),
            purpose=purpose,
            detail="" if detail is None else json.dumps(detail, sort_keys=True, ensure_ascii=False),
            trace=TRACE.get(),
        )
        event.seal = _seal(event, head.seal)
        event.save(force_insert=True)
        head.number, head.seal = event.number, event.seal
        head.save(update_fields=["number", "seal"])
    return event


def verify(anchor: tuple[int, str] | None = None) -> Iterator[Fault]:
    """Every place where the trail is not as it was written.

    Args:
        anchor: number and seal of an event, as they were kept outside of this database.
    """
    before, expected, anchored = "", 1, anchor is None
    for event in Event.objects.order_by("number").iterator(chunk_size=2000):
        if event.number != expected:
            yield Fault(expected, "missing")
        elif event.seal != _seal(event, before):
            yield Fault(event.number, "altered")
        if anchor is not None and event.number == anchor[0]:
            anchored = True
            if event.seal != anchor[1]:
                yield Fault(event.number, "anchor")
        before, expected = event.seal, event.number + 1
    head = Head.objects.filter(pk=1).first()
    if (head.number, head.seal) != (expected - 1, before) if head else expected != 1:
        yield Fault(expected - 1, "end")
    if not anchored and anchor is not None:
        yield Fault(anchor[0], "anchor")


def _seal(event: Event, before: str) -> str:
    at: datetime = event.at
    told = [
        before, event.number, at.astimezone(UTC).isoformat(), event.actor_id, event.action,
        event.about, event.about_id, event.purpose, event.detail, event.trace,
    ]  # fmt: skip
    return chained(json.dumps(told, ensure_ascii=False))
