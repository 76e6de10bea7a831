"""Deleting what is kept no longer: which cases that are, and the run that deletes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import ProtectedError, QuerySet, RestrictedError
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


def set_days(actor: User, kind: Kind, days: int | None) -> None:
    """Tell how long closed cases of a sort are kept; None: until told otherwise."""
    with transaction.atomic():
        if days is None:
            Keeping.objects.filter(kind=kind).delete()
        else:
            Keeping.objects.update_or_create(kind=kind, defaults={"days": days})
        told: Detail = {"kind": kind.value, "days": -1 if days is None else days}
        record(actor, "retention.set", "retention", kind.value, detail=told)


def due(kind: Kind, now: datetime) -> QuerySet[Case]:
    """The cases of a sort that are to be deleted now; closed ones alone."""
    keeping = Keeping.objects.filter(kind=kind).first()
    if keeping is None:
        return Case.objects.none()
    before = now - timedelta(days=keeping.days)
    return Case.objects.filter(kind=kind, state=State.CLOSED, changed_at__lt=before)


def ask_for_run(actor: User) -> Job:
    """Put a deletion run into the queue; two never run at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, dict[str, int]]:
    """Delete what is due, each case whole or not at all.

    Returns:
        By sort of data, how many cases were deleted, and how many something still holds.
    """
    now = timezone.now()
    found = [(kind, pk) for kind in Kind for pk in due(kind, now).values_list("pk", flat=True)]
    told = {kind.value: {"deleted": 0, "held": 0} for kind in Kind}
    for at, (kind, pk) in enumerate(found):
        work.reached(at, len(found))
        outcome = _erase(work.owner, kind, pk, now)
        if outcome:
            told[kind.value][outcome] += 1
    work.reached(len(found), len(found))
    with transaction.atomic():
        detail = {f"{kind}_{key}": n for kind, row in told.items() for key, n in row.items()}
        record(work.owner, "retention.run", "retention", detail=detail)
    return told


def _erase(actor: User, kind: Kind, pk: int, now: datetime) -> str:
    """Delete a case with all that hangs on it, if it is still due when its row is locked."""
    try:
        with transaction.atomic():
            case = due(kind, now).select_for_update().filter(pk=pk).first()
            if case is None:
                return ""
            number, versions = case.number, case.versions.count()
            case.delete()
            record(actor, "case.deleted", "case", number, detail={"versions": versions})
    except (ProtectedError, RestrictedError):
        return "held"
    return "deleted"
