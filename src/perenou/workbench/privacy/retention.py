"""Deleting what is kept no longer: which cases and questions, and the run that deletes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Literal

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
from perenou.workbench.questions.models import OPEN, Question

JOB: Final = "privacy.retention"

LONGEST_KEPT: Final = 36_500
"""Days; nothing is kept for longer than a century."""


Sort = Kind | Literal["question"]
"""What is kept for a time of its own: cases by sort of data, and questions of colleagues."""

SORTS: Final[tuple[Sort, ...]] = (*Kind, "question")


def set_days(actor: User, sort: Sort, days: int | None) -> None:
    """Tell how long what is closed is kept; None: until told otherwise."""
    with transaction.atomic():
        if days is None:
            Keeping.objects.filter(kind=sort).delete()
        else:
            Keeping.objects.update_or_create(kind=sort, defaults={"days": days})
        told: Detail = {"kind": str(sort), "days": -1 if days is None else days}
        record(actor, "retention.set", "retention", str(sort), detail=told)


def due(sort: Sort, now: datetime) -> QuerySet[Case] | QuerySet[Question]:
    """What of a sort is to be deleted now; what is closed alone."""
    keeping = Keeping.objects.filter(kind=sort).first()
    before = now if keeping is None else now - timedelta(days=keeping.days)
    if isinstance(sort, Kind):
        cases = Case.objects.filter(kind=sort, state=State.CLOSED, changed_at__lt=before)
        return Case.objects.none() if keeping is None else cases
    questions = Question.objects.exclude(state__in=OPEN).filter(changed_at__lt=before)
    return Question.objects.none() if keeping is None else questions


def ask_for_run(actor: User) -> Job:
    """Put a deletion run into the queue; two never run at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, dict[str, int]]:
    """Delete what is due, each case or question whole or not at all.

    Returns:
        By sort, how many were deleted, and how many something still holds.
    """
    now = timezone.now()
    found = [(sort, pk) for sort in SORTS for pk in due(sort, now).values_list("pk", flat=True)]
    told = {str(sort): {"deleted": 0, "held": 0} for sort in SORTS}
    for at, (sort, pk) in enumerate(found):
        work.reached(at, len(found))
        outcome = _erase(work.owner, sort, pk, now)
        if outcome:
            told[str(sort)][outcome] += 1
    work.reached(len(found), len(found))
    with transaction.atomic():
        detail = {f"{kind}_{key}": n for kind, row in told.items() for key, n in row.items()}
        record(work.owner, "retention.run", "retention", detail=detail)
    return told


def _erase(actor: User, sort: Sort, pk: int, now: datetime) -> str:
    """Delete something with all that hangs on it, if it is still due when its row is locked."""
    try:
        with transaction.atomic():
            row = due(sort, now).select_for_update().filter(pk=pk).first()
            if row is None:
                return ""
            if isinstance(row, Question):
                # What was published names nobody and stays.
                told: Detail = {"answers": row.answers.count()}
                record(actor, "question.deleted", "question", row.number, detail=told)
            else:
                told = {"versions": row.versions.count()}
                record(actor, "case.deleted", "case", row.number, detail=told)
            row.delete()
    except (ProtectedError, RestrictedError):
        return "held"
    return "deleted"
