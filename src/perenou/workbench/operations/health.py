"""Whether the workbench can do its work: each part of it asked now, as plain data."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.utils import timezone

from perenou import __version__
from perenou.impact.coded import coded_since
from perenou.workbench.jobs.models import Job, JobState, Turn
from perenou.workbench.jobs.queue import SILENT_AFTER

ACT: Final = "PHS"
"""The act whose newest coded redaction is told as the day of the law."""

LEAST_FREE: Final = 200_000_000
"""Bytes of the disk; with less SQLite may soon refuse to write."""

LATE_AFTER: Final = timedelta(minutes=15)
"""A job that waits for so long while none is being done: no worker runs."""

NEEDED: Final = ("database", "migrations")
"""Parts without which no request can be answered."""

Told = dict[str, str | int]


class Status(StrEnum):
    """How a part is."""

    GOOD = "pass"
    POOR = "warn"
    BAD = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """A part that was looked at.

    Attributes:
        name: of the part. status: how it is. told: what else there is to tell, without names,
            addresses or versions of what others made.
    """

    name: str
    status: Status
    told: Told = field(default_factory=dict)


def everything() -> list[Check]:
    """Every part; without its database the workbench is told as that alone."""
    first = _looked_at(database)
    if first.status is Status.BAD:
        return [first]
    return [first, *(_looked_at(each) for each in (migrations, queue, disk, sign_in, law))]


def is_ready() -> bool:
    """Whether requests can be answered: the database is there and its tables are ours."""
    checks = (_looked_at(each) for each in (database, migrations))
    return all(each.status is Status.GOOD for each in checks)


def worst(checks: list[Check]) -> Status:
    """How the whole is: as its worst part."""
    order = list(Status)
    return max((each.status for each in checks), key=order.index, default=Status.GOOD)


def database() -> Check:
    """Whether it answers, and how fast."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return Check(
        "database", Status.GOOD, {"milliseconds": int((time.perf_counter() - start) * 1000)}
    )


def migrations() -> Check:
    """Whether the tables are those of this program, or newer while a newer one is rolled out."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Check("migrations", Status.BAD if waiting else Status.GOOD, {"waiting": len(waiting)})


def queue() -> Check:
    """Whether work in the background is being done."""
    now = timezone.now()
    waiting = Job.objects.filter(state=JobState.WAITING)
    since = waiting.aggregate(since=Min("made_at"))["since"]
    age = int((now - since).total_seconds()) if since else 0
    alive = Job.objects.filter(state=JobState.RUNNING, alive_at__gt=now - SILENT_AFTER).exists()
    taken = Turn.objects.filter(pk=1, taken_at__gt=now - LATE_AFTER).exists()
    is_late = age > LATE_AFTER.total_seconds() and not alive and not taken
    told: Told = {"waiting": waiting.count(), "oldest_seconds": age}
    return Check("queue", Status.POOR if is_late else Status.GOOD, told)


def disk() -> Check:
    """How much room is left where this instance writes."""
    free = shutil.disk_usage(settings.CONFIGURATION.data).free
    status = Status.GOOD if free >= LEAST_FREE else Status.POOR
    return Check("disk", status, {"free_bytes": free})


def sign_in() -> Check:
    """The state's sign-in service, asked no more often than once a minute."""
    known = settings.CONFIGURATION.sign_in
    if known is None:
        return Check("sign_in", Status.GOOD, {"is_configured": "no"})
    from perenou.workbench.accounts.state_sign_in import is_reachable

    is_there = is_reachable(known, int(time.time() // 60))
    return Check("sign_in", Status.GOOD if is_there else Status.POOR, {"is_configured": "yes"})


def law() -> Check:
    """The program, and the day since which the newest law that it was written after is in force."""
    return Check("law", Status.GOOD, {"program": __version__, "since": coded_since(ACT)})


def _looked_at(part: Callable[[], Check]) -> Check:
    try:
        return part()
    except (Error, OSError) as error:
        return Check(part.__name__, Status.BAD, {"error": type(error).__name__})
