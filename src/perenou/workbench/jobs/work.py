"""What a job sees while it is done: its arguments, where to go on, and whether to stop."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import Final, TypeAlias, cast

from django.db import OperationalError, connection
from django.utils import timezone

from perenou.workbench.jobs.models import Job, JobState

BEAT: Final = 8.0
"""Seconds between two signs of life: less than after which a worker is taken for dead."""

OFTEN: Final = 1.0
"""Seconds between two writings of how far a job is; nobody looks more often than that."""

Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"
"""What JSON holds."""

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how far a piece of work is, and of how many steps."""

_LOG: Final = logging.getLogger(__name__)


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
        self._steps = job.steps
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

    @contextmanager
    def alive(self) -> Iterator[Progress]:
        """Show that the job is alive, however long a step within takes.

        What it gives is told how far the job is, as often as one likes, and raises Stopped when
        the job is to stop.
        """
        beat = _Beat(self, (self._done, self._steps))
        thread = Thread(target=beat.go_on, daemon=True)
        thread.start()
        try:
            yield beat
        finally:
            beat.is_over.set()
            thread.join()


class _Beat:
    """Tells how far a job is, and from a thread of its own goes on telling while nothing moves."""

    def __init__(self, work: Work, at: tuple[int, int]) -> None:
        self._work = work
        self._at = at
        self._told = float("-inf")
        self._is_stopped = False
        self.is_over = Event()

    def __call__(self, done: int, steps: int) -> None:
        self._at = done, steps
        if self._is_stopped:
            raise Stopped
        if monotonic() - self._told >= OFTEN:
            self._told = monotonic()
            self._work.reached(done, steps)

    def go_on(self) -> None:
        while not self.is_over.wait(BEAT):
            try:
                self._work.reached(*self._at)
            except Stopped:
                self._is_stopped = True
                break
            except OperationalError:
                _LOG.warning("a sign of life was lost: the database was busy")
        connection.close()
