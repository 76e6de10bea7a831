"""Adding to the audit trail, and finding any alteration of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, cast

from django.db import transaction
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Event, Head
from perenou.workbench.frame.trace import TRACE
from perenou.workbench.privacy.crypto import chained, is_chained

Detail = Mapping[str, str | int | bool | list[str]]
"""What else an event tells, without personal data."""


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
    detail: Detail | None = None,
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
            about_id=str(about_id)[:40],
            purpose=purpose[:300],
            detail="" if detail is None else json.dumps(detail, sort_keys=True, ensure_ascii=False),
            trace=TRACE.get(),
        )
        event.seal = _seal(event, head.seal)
        event.save(force_insert=True)
        head.number, head.seal = event.number, event.seal
        head.proof = _proof(head.number, head.seal)
        head.save(update_fields=["number", "seal", "proof"])
    return event


def verify(
    anchor: tuple[int, str] | None = None, reached: Callable[[int], None] | None = None
) -> Iterator[Fault]:
    """Every place where the trail is not as it was written.

    Others may go on writing meanwhile; only the last few events are looked at while they wait.

    Args:
        anchor: number and seal of an event, as they were kept outside of this database.
        reached: is told now and then how many events were looked at.
    """
    walk = _Walk(anchor)
    while rows := walk.next_rows():
        yield from walk.over(rows)
        if reached is not None:
            reached(walk.number)
    with transaction.atomic():
        head = Head.objects.select_for_update().filter(pk=1).first()
        faults = [fault for rows in iter(walk.next_rows, []) for fault in walk.over(rows)]
        faults += walk.ended(head)
    yield from faults


_SEALED: Final = (
    "number", "at", "actor_id", "action", "about", "about_id", "purpose", "detail", "trace",
)  # fmt: skip
"""Columns that a seal is made over, in this order."""

_BATCH: Final = 2000

_Row = tuple[str, int, datetime, int | None, str, str, str, str, str, str]


class _Walk:
    """A walk along the chain.

    Attributes:
        number: of the last event that was looked at.
    """

    def __init__(self, anchor: tuple[int, str] | None) -> None:
        self.number = 0
        self._seal = ""
        self._is_begun = False
        self._anchor = anchor

    def next_rows(self) -> list[_Row]:
        rows = Event.objects.order_by("number").values_list("seal", *_SEALED)
        # An event before the first one has no business there, and must be seen, too.
        after = rows.filter(number__gt=self.number) if self._is_begun else rows
        self._is_begun = True
        return list(after[:_BATCH])

    def over(self, rows: list[_Row]) -> Iterator[Fault]:
        for seal, *told in rows:
            number, at = cast("int", told[0]), cast("datetime", told[1])
            if number != self.number + 1:
                yield Fault(self.number + 1, "missing")
            elif not is_chained(_text_of(self._seal, number, at, told[2:]), seal):
                yield Fault(number, "altered")
            if self._anchor is not None and number == self._anchor[0]:
                if seal != self._anchor[1]:
                    yield Fault(number, "anchor")
                self._anchor = None
            self.number, self._seal = number, seal

    def ended(self, head: Head | None) -> Iterator[Fault]:
        if head is None:
            # Whoever has signed in left an event: a trail of nothing was taken away.
            is_end = self.number == 0 and not User.objects.filter(last_login__isnull=False).exists()
        else:
            is_end = (head.number, head.seal) == (self.number, self._seal)
            is_end &= is_chained(_end_of(head.number, head.seal), head.proof)
        if not is_end:
            yield Fault(self.number, "end")
        if self._anchor is not None:
            yield Fault(self._anchor[0], "anchor")


def _seal(event: Event, before: str) -> str:
    told = [getattr(event, column) for column in _SEALED]
    return chained(_text_of(before, event.number, event.at, told[2:]))


def _text_of(before: str, number: int, at: datetime, rest: list[object]) -> str:
    told = [before, number, at.astimezone(UTC).isoformat(), *rest]
    return json.dumps(told, ensure_ascii=False)


def _proof(number: int, seal: str) -> str:
    return chained(_end_of(number, seal))


def _end_of(number: int, seal: str) -> str:
    return json.dumps(["end", number, seal])
