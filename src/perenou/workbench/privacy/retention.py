"""Deleting what is kept no longer: which cases and other rows that are, and the run that does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Final, TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet, RestrictedError
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.cases.models import Case, Kind, State
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Work
from perenou.workbench.privacy.models import Keeping

JOB: Final = "privacy.retention"

LONGEST_KEPT: Final = 36_500
"""Days; nothing is kept for longer than a century."""

Before: TypeAlias = Callable[[datetime], Iterable[QuerySet[Model]]]
"""Gives the rows of a sort that are older than a moment."""

OTHERS: Final[dict[str, str]] = {
    "draft": "perenou.workbench.entry.keeping:before",
    "flows": "perenou.workbench.flows.keeping:before",
    "learning": "perenou.workbench.learning.keeping:before",
    "network": "perenou.workbench.network.keeping:before",
    "practice": "perenou.workbench.practice.keeping:before",
    "question": "perenou.workbench.questions.keeping:before",
    "text": "perenou.workbench.prose.keeping:before",
    "tasks": "perenou.workbench.tasks.keeping:before",
}
"""Sorts of data beside cases: ``module:function`` of what finds their old rows."""

SORTS: Final = (*Kind.values, *OTHERS)
"""Every sort that is kept for a time of its own; ``privacy.kind.SORT`` in the texts."""


def set_days(actor: User, sort: str, days: int | None) -> None:
    """Tell how long data of a sort are kept; None: until told otherwise."""
    with transaction.atomic():
        if days is None:
            Keeping.objects.filter(kind=sort).delete()
        else:
            Keeping.objects.update_or_create(kind=sort, defaults={"days": days})
        told: Detail = {"kind": sort, "days": -1 if days is None else days}
        record(actor, "retention.set", "retention", sort, detail=told)


def due(kind: Kind, now: datetime) -> QuerySet[Case]:
    """The cases of a sort that are to be deleted now; closed ones alone."""
    before = _before(kind, now)
    if before is None:
        return Case.objects.none()
    return Case.objects.filter(kind=kind, state=State.CLOSED, changed_at__lt=before)


def due_rows(sort: str, now: datetime) -> Iterator[QuerySet[Model]]:
    """The rows of a sort beside cases that are to be deleted now."""
    before = _before(sort, now)
    if before is not None:
        module, _, name = OTHERS[sort].partition(":")
        found: Before = getattr(import_module(module), name)
        yield from found(before)


def count_due(sort: str, now: datetime) -> int:
    """How many cases, or other rows, of a sort are to be deleted now."""
    if sort in OTHERS:
        return sum(rows.count() for rows in due_rows(sort, now))
    return due(Kind(sort), now).count()


def _before(sort: str, now: datetime) -> datetime | None:
    keeping = Keeping.objects.filter(kind=sort).first()
    return None if keeping is None else now - timedelta(days=keeping.days)


def ask_for_run(actor: User) -> Job:
    """Put a deletion run into the queue; two never run at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, dict[str, int]]:
    """Delete what is due; a job."""
    return delete_due(work.owner, work.reached)


def run_daily() -> None:
    """Delete what is due, every day, where the environment tells to; a duty of the worker."""
    now = timezone.now()
    if settings.CONFIGURATION.deletes_daily and any(count_due(sort, now) for sort in SORTS):
        delete_due(None, lambda *_: None)


def delete_due(
    actor: User | None, reached: Callable[[int, int], object]
) -> dict[str, dict[str, int]]:
    """Delete what is due, each case whole or not at all.

    Args:
        actor: who asked for it; None: the day did. reached: is told how far it is.

    Returns:
        By sort of data, how many cases or rows were deleted, and how many something still holds.
    """
    now = timezone.now()
    found = [(kind, pk) for kind in Kind for pk in due(kind, now).values_list("pk", flat=True)]
    told = {sort: {"deleted": 0, "held": 0} for sort in SORTS}
    for sort in OTHERS:
        told[sort]["deleted"] = _erase_rows(actor, sort, now)
    for at, (kind, pk) in enumerate(found):
        reached(at, len(found))
        outcome = _erase(actor, kind, pk, now)
        if outcome:
            told[kind.value][outcome] += 1
    reached(len(found), len(found))
    with transaction.atomic():
        detail = {f"{kind}_{key}": n for kind, row in told.items() for key, n in row.items()}
        record(actor, "retention.run", "retention", detail=detail)
    return told


def _erase_rows(actor: User | None, sort: str, now: datetime) -> int:
    """Delete the rows of a sort that are due, and tell the trail of it in the same step."""
    with transaction.atomic():
        gone = 0
        for rows in due_rows(sort, now):
            by_model = rows.delete()[1]
            # What hangs on a row goes with it and is not counted, as it is not where they wait.
            gone += by_model.get(rows.model._meta.label, 0)
        if gone:
            told: Detail = {"deleted": gone}
            record(actor, "retention.deleted", "retention", sort, detail=told)
    return gone


def _erase(actor: User | None, kind: Kind, pk: int, now: datetime) -> str:
    """Delete a case with all that hangs on it, if it is still due when its row is locked."""
    try:
        with transaction.atomic():
            case = due(kind, now).select_for_update().filter(pk=pk).first()
            if case is None:
                return ""
            told: Detail = {"versions": case.versions.count()}
            record(actor, "case.deleted", "case", case.number, detail=told)
            case.delete()
    except (ProtectedError, RestrictedError):
        return "held"
    return "deleted"
