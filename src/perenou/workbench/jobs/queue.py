"""The queue: asking for work, taking it, and letting go of what a dead worker held."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.trail import record
from perenou.workbench.frame.trace import parent
from perenou.workbench.jobs.models import Job, JobState, Turn

SILENT_AFTER: Final = timedelta(seconds=30)
"""A worker that has not shown itself for so long is taken to be dead."""

MOST_ATTEMPTS: Final = 5
"""A job that was begun so often without getting any further is given up."""

_LOOKED_AT: Final = 20


def ask(
    owner: User,
    kind: str,
    arguments: Mapping[str, str | int],
    lock: str = "",
    *,
    joins: bool = True,
) -> Job:
    """Put work into the queue, unless whoever asks waits for the same work already.

    Args:
        lock: jobs of one lock never run at the same time; empty: this job's own.
        joins: whether a job that runs already will do; not where what it works on has changed.
    """
    told = json.dumps(arguments, sort_keys=True)
    states = (JobState.WAITING, JobState.RUNNING) if joins else (JobState.WAITING,)
    with transaction.atomic():
        asked = Job.objects.filter(owner=owner, kind=kind, arguments=told, state__in=states).first()
        if asked is not None:
            return asked
        job = Job.objects.create(owner=owner, kind=kind, arguments=told, lock=lock, trace=parent())
        record(owner, "job.asked", "job", job.pk, detail={"kind": kind})
    return job


def cancel(actor: User, job: Job) -> None:
    """Ask a job to stop; one that waits stops at once."""
    with transaction.atomic():
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.state == JobState.WAITING:
            held.state, held.ended_at = JobState.CANCELLED, timezone.now()
        elif held.state != JobState.RUNNING:
            return
        held.is_cancelled = True
        held.save(update_fields=["state", "ended_at", "is_cancelled"])
        record(actor, "job.cancelled", "job", job.pk)


def again(actor: User, job: Job) -> Job:
    """Ask once more for the work of a job that ended."""
    with transaction.atomic():
        made = Job.objects.create(
            owner=job.owner, kind=job.kind, arguments=job.arguments, lock=job.lock, trace=parent()
        )
        record(actor, "job.again", "job", made.pk, detail={"of": job.pk})
    return made


def take(worker: str) -> Job | None:
    """The next job for a worker, marked as its own; None: there is nothing to do."""
    now = timezone.now()
    with transaction.atomic():
        # One row that every worker locks first: two never choose at the same time.
        turn = Turn.objects.select_for_update().get_or_create(pk=1)[0]
        silent = Q(alive_at__lte=now - SILENT_AFTER) | Q(alive_at__isnull=True)
        busy = set(
            Job.objects.filter(~silent, state=JobState.RUNNING).values_list("lock", flat=True)
        )
        found = Job.objects.select_for_update().filter(
            Q(state=JobState.WAITING) | (Q(state=JobState.RUNNING) & silent)
        )
        for job in found.exclude(lock__in=busy - {""}).order_by("pk")[:_LOOKED_AT]:
            job.attempts += 1
            if job.is_cancelled or job.attempts > MOST_ATTEMPTS:
                job.state = JobState.CANCELLED if job.is_cancelled else JobState.FAILED
                job.failure = "" if job.is_cancelled else "attempts"
                job.ended_at = now
                job.save()
                continue
            job.state, job.worker, job.alive_at = JobState.RUNNING, worker, now
            job.save()
            turn.taken_at = now
            turn.save(update_fields=["taken_at"])
            return job
    return None
