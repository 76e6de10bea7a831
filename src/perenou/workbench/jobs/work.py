"""What a job sees while it is done: its arguments, where to go on, and whether to stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias, cast

from django.utils import timezone

from perenou.workbench.jobs.models import Job, JobState

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""What JSON holds."""


class Stopped(Exception):  # noqa: N818  # carries control, is no error
    """Somebody asked the job or its worker to stop, or another worker has taken it over."""


class Work:
    """A job in the making.

    Attributes:
        owner: who asked for it. arguments: what it was asked with. place: where an earlier worker
            got to; empty at first.
    """

    def __init__(self, job: Job, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self.owner = job.owner
        self.arguments = cast("dict[str, str | int]", json.loads(job.arguments))
        self.place = cast("dict[str, Plain]", json.loads(job.place or "{}"))
        self._job = job
        self._done = job.done
        self._is_stopping = is_stopping

    def reached(self, done: int, steps: int, place: dict[str, Plain] | None = None) -> None:
        """Tell how far it is, and where to go on after a restart; to be called every few seconds.

        Raises:
            Stopped: the job is to stop.
        """
        changes: dict[str, object] = {"done": done, "steps": steps, "alive_at": timezone.now()}
        if place is not None:
            changes["place"] = json.dumps(place)
        if done > self._done:
            changes["attempts"] = 0
        kept = Job.objects.filter(
            pk=self._job.pk, state=JobState.RUNNING, worker=self._job.worker, is_cancelled=False
        ).update(**changes)
        if not kept or self._is_stopping():
            raise Stopped
