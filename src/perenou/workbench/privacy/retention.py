"""Deleting what is kept no longer: which cases and entries that are, and the run that does it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import ProtectedError, QuerySet, RestrictedError
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import Detail, record
from perenou.workbench.cases.models import Case, State
from perenou.workbench.entry.models import Draft
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Work
from perenou.workbench.privacy.models import Keeping, Sort

JOB: Final = "privacy.retention"

LONGEST_KEPT: Final = 36_500
"""Days; nothing is kept for longer than a century."""


def set_days(actor: User, sort: Sort, days: int | None) -> None:
    """Tell how long a sort of data is kept; None: until told otherwise."""
    with transaction.atomic():
        if days is None:
            Keeping.objects.filter(kind=sort).delete()
        else:
            Keeping.objects.update_or_create(kind=sort, defaults={"days": days})
        told: Detail = {"kind": sort.value, "days": -1 if days is None else days}
        record(actor, "retention.set", "retention", sort.value, detail=told)


def due(sort: Sort, now: datetime) -> QuerySet[Case] | QuerySet[Draft]:
    """What of a sort is to be deleted now: closed cases, or entries that no case came of."""
    keeping = Keeping.objects.filter(kind=sort).first()
    if keeping is None:
        return Case.objects.none()
    before = now - timedelta(days=keeping.days)
    if sort is Sort.DRAFT:
        return Draft.objects.filter(case=None, changed_at__lt=before)
    return Case.objects.filter(kind=sort, state=State.CLOSED, changed_at__lt=before)


def ask_for_run(actor: User) -> Job:
    """Put a deletion run into the queue; two never run at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, dict[str, int]]:
    """Delete what is due, each row with all that hangs on it or not at all.

    Returns:
        By sort of data, how much was deleted, and how much something still holds.
    """
    now = timezone.now()
    found = [(sort, pk) for sort in Sort for pk in due(sort, now).values_list("pk", flat=True)]
    told = {sort.value: {"deleted": 0, "held": 0} for sort in Sort}
    for at, (sort, pk) in enumerate(found):
        work.reached(at, len(found))
        outcome = _erase(work.owner, sort, pk, now)
        if outcome:
            told[sort.value][outcome] += 1
    work.reached(len(found), len(found))
    with transaction.atomic():
        detail = {f"{sort}_{key}": n for sort, row in told.items() for key, n in row.items()}
        record(work.owner, "retention.run", "retention", detail=detail)
    return told


def _erase(actor: User, sort: Sort, pk: int, now: datetime) -> str:
    """Delete a row with all that hangs on it, if it is still due when it is locked."""
    try:
        with transaction.atomic():
            row = due(sort, now).select_for_update().filter(pk=pk).first()
            if row is None:
                return ""
            if isinstance(row, Draft):
                row.delete()
                record(actor, "draft.deleted", "draft", row.key)
                return "deleted"
            number, versions = row.number, row.versions.count()
            row.delete()
            record(actor, "case.deleted", "case", number, detail={"versions": versions})
    except (ProtectedError, RestrictedError):
        return "held"
    return "deleted"
