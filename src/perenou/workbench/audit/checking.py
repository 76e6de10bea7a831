"""Checking the whole trail in the background, and what came of the last check."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from perenou.workbench.accounts.models import User
from perenou.workbench.audit.models import Head
from perenou.workbench.audit.trail import record, verify
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.queue import ask
from perenou.workbench.jobs.work import Work

JOB: Final = "audit.verify"
MOST_FAULTS: Final = 100
"""Faults that are told one by one; a trail with more is told by their number."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the trail.

    Attributes:
        pk: of its job. state: of its job. at: when it ended. events: that were looked at. faults:
            how many places do not hold; told: the first of them, as number and kind. anchor: to be
            kept elsewhere.
    """

    pk: int
    state: str
    at: datetime | None
    events: int
    faults: int
    told: tuple[tuple[int, str], ...]
    anchor: str


def ask_for_check(actor: User) -> Job:
    """Put a check into the queue; two never run at once."""
    return ask(actor, JOB, {}, lock=JOB)


def run(work: Work) -> dict[str, object]:
    """Check the trail from its first event to its last."""
    steps = Head.objects.values_list("number", flat=True).first() or 0
    told: list[tuple[int, str]] = []
    faults = 0
    for fault in verify(reached=lambda done: work.reached(done, steps)):
        faults += 1
        if len(told) < MOST_FAULTS:
            told.append((fault.number, fault.kind))
    record(work.owner, "audit.verified", "audit", detail={"faults": faults})
    head = Head.objects.get(pk=1)
    anchor = f"{head.number}:{head.seal}"
    return {"events": steps, "faults": faults, "told": told, "anchor": anchor}


def last_check() -> Check | None:
    """The check that was asked for last, done or not."""
    job = Job.objects.filter(kind=JOB).order_by("-pk").first()
    return None if job is None else check_of(job)


def check_of(job: Job) -> Check:
    """A check as its job tells it."""
    told = json.loads(job.result) if job.state == JobState.DONE else {}
    faults = tuple((int(number), str(kind)) for number, kind in told.get("told", ()))
    return Check(
        job.pk, job.state, job.ended_at, int(told.get("events", job.done)),
        int(told.get("faults", 0)), faults, str(told.get("anchor", "")),
    )  # fmt: skip
