"""A worker: takes jobs from the queue and does them, until it is told to stop."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from importlib import import_module
from secrets import token_hex
from types import FrameType
from typing import Final

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.timezone import localdate

from perenou.workbench.frame.trace import within
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.queue import take
from perenou.workbench.jobs.work import Stopped, Work

PAUSE: Final = 1.0
"""Seconds between two looks at an empty queue."""

KINDS: Final = {
    "audit.verify": "perenou.workbench.audit.checking:run",
    "check_texts": "perenou.workbench.prose.batches:check_texts",
    "flows.play": "perenou.workbench.flows.working:play",
    "flows.read": "perenou.workbench.flows.working:read_log",
    "import_cases": "perenou.workbench.cases.importing:import_cases",
    "interface.simulate": "perenou.workbench.interface.working:simulate",
    "law_change": "perenou.workbench.watch.past:law_change",
    "position_touches": "perenou.workbench.positions.touching:position_touches",
    "practice.audit": "perenou.workbench.practice.running:audit",
    "proposal_compute": "perenou.workbench.proposals.computing:run",
    "privacy.retention": "perenou.workbench.privacy.retention:run",
    "privacy.rotation": "perenou.workbench.privacy.rotation:run",
    "solve_again": "perenou.workbench.cases.solving_again:solve_again",
}
"""By kind of job, the function that does it: ``module:name``; it gives its result as plain data."""

DUTIES: Final = (
    "perenou.workbench.accounts.attempts:drop_ended_sessions",
    "perenou.workbench.flows.keeping:drop_unread",
    "perenou.workbench.frame.typed:forget",
    "perenou.workbench.interface.calls:forget",
    "perenou.workbench.learning.stock:follow_law",
    "perenou.workbench.network.named:look_through",
    "perenou.workbench.practice.keeping:drop_unfinished",
    "perenou.workbench.privacy.retention:run_daily",
    "perenou.workbench.prose.rechecks:follow_law",
    "perenou.workbench.registers.actions:forget",
    "perenou.workbench.tasks.actions:follow_due",
)
"""What is done once a day and after every start, each whole or not at all, without being asked for:
``module:name`` of functions that find themselves what there is to do."""

_LOG = logging.getLogger(__name__)


def work() -> None:
    """Do jobs until the process is asked to end; the one in hand goes back to the queue."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    name = f"{socket.gethostname()[:30]}:{os.getpid()}:{token_hex(4)}"
    day = None
    while not stop.is_set():
        close_old_connections()
        if day != (day := localdate()):
            do_duties()
        if not once_it_answers(name, stop.is_set):
            stop.wait(PAUSE)


def do_duties() -> None:
    """Do what the day asks for; a duty that fails is logged, and keeps no other from being done."""
    for name in DUTIES:
        try:
            _named(name)()
        except Exception:
            _LOG.exception("a duty failed")


def once_it_answers(worker: str, is_stopping: Callable[[], bool]) -> bool:
    """Do the next job; a database that is busy or gone for a while is asked again later."""
    try:
        return once(worker, is_stopping)
    except OperationalError:
        _LOG.exception("the queue lost its database")
        return False


def once(worker: str, is_stopping: Callable[[], bool] = lambda: False) -> bool:
    """Do the next job, if there is one; says whether there was."""
    job = take(worker)
    if job is None:
        return False
    with within(job.trace):
        _do(job, is_stopping)
    return True


def _do(job: Job, is_stopping: Callable[[], bool]) -> None:
    own = Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING)
    try:
        result = _function(job.kind)(Work(job, is_stopping))
    except Stopped:
        own.filter(is_cancelled=True).update(state=JobState.CANCELLED, ended_at=timezone.now())
        own.filter(is_cancelled=False).update(state=JobState.WAITING, worker="", attempts=0)
    except OperationalError:
        # The database was busy or gone for a while; what was begun is begun again.
        _LOG.exception("a job lost its database")
        close_old_connections()
        own.update(state=JobState.WAITING, worker="")
    except Exception as error:
        _LOG.exception("a job failed")
        own.update(
            state=JobState.FAILED, failure=type(error).__name__[:80], ended_at=timezone.now()
        )
    else:
        own.update(state=JobState.DONE, result=json.dumps(result), ended_at=timezone.now())


def _function(kind: str) -> Callable[[Work], object]:
    found: Callable[[Work], object] = _named(KINDS[kind])
    return found


def _named(place: str) -> Callable[..., object]:
    module, _, name = place.partition(":")
    found: Callable[..., object] = getattr(import_module(module), name)
    return found
