"""Kill the workbench's processes in the middle of saves, imports and jobs, and look what is left.

Run as ``python -m tests.workbench.crash [KILLS] [postgresql]``, on SQLite or on a PostgreSQL that
is started for it. Real processes save cases and do jobs; each is killed with ``SIGKILL`` at a
random moment and started anew. At the end nothing that was acknowledged may be lost, nothing may
be half there or there twice, and every job must have come to its end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from typing import Final

from tests.workbench.on_postgres import create, programs, running

KILLS: Final = 50
FILES: Final = 12
"""Of an import, two of which cannot be opened."""

PATIENCE: Final = 300
"""Seconds that the jobs have to come to their end once nobody is killed any more."""

CASE: Final = """
title: Väljamõeldud pere {at}
as_of: 2026-11-26
period: {{from: 2026-10, to: 2026-11}}
otherwise: ordinary
people:
  ema: {{name: Ema Näidis{at}, birth: 1990-05-01, residence: [{{country: EE, ground: citizen}}]}}
children:
  laps:
    name: Laps Näidis{at}
    birth: 2018-05-14
    residence: [{{country: EE, ground: citizen}}]
    parents: [{{who: ema, role: mother}}]
    lives: [{{with: [ema], share: full}}]
"""


def saving(acknowledged: Path) -> None:
    """Open cases and save them anew, and tell of each only when it is saved."""
    from perenou.casework.case_file.reader import read_text
    from perenou.workbench.accounts.models import User
    from perenou.workbench.cases.actions import open_case, save

    user = User.objects.get(username="saver")
    out = os.open(acknowledged, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        at = random.randrange(10**6)
        told = read_text(CASE.format(at=at), "case.yaml")
        case = open_case(user, told, title=f"Salvestus {at}", token=token_hex(16))
        os.write(out, f"{case.number} 1\n".encode())
        for based_on in (1, 2):
            save(user, case, told, based_on=based_on, token=token_hex(16))
            os.write(out, f"{case.number} {based_on + 1}\n".encode())


def working() -> None:
    """Do jobs, as ``perenou worker`` does; what a dead worker held is soon taken over."""
    from perenou.workbench.jobs import queue, worker

    queue.SILENT_AFTER = timedelta(seconds=1)  # type: ignore[misc]
    # A job that is killed over and over before it can get anywhere is what this is about.
    queue.MOST_ATTEMPTS = 10**6  # type: ignore[misc]
    worker.PAUSE = 0.1  # type: ignore[misc]
    worker.work()


class Processes:
    """Processes that are forked from this one, each by what it does."""

    def __init__(self, kinds: list[Callable[[], None]]) -> None:
        self._kinds = kinds
        self._pids = [self._start(kind) for kind in kinds]

    def kill_one(self) -> None:
        """Kill one in the middle of whatever it does, and start another in its place."""
        at = random.randrange(len(self._pids))
        self._kill(at)
        self._pids[at] = self._start(self._kinds[at])

    def kill(self, which: Callable[[], None]) -> None:
        """Kill those that do one thing, and start none in their place."""
        for at, kind in enumerate(self._kinds):
            if kind is which:
                self._kill(at)

    def end(self) -> None:
        """Kill all that are left."""
        for at in range(len(self._pids)):
            self._kill(at)

    def _kill(self, at: int) -> None:
        if self._pids[at]:
            os.kill(self._pids[at], signal.SIGKILL)
            os.waitpid(self._pids[at], 0)
            self._pids[at] = 0

    @staticmethod
    def _start(kind: Callable[[], None]) -> int:
        from django.db import connections

        connections.close_all()
        pid = os.fork()
        if pid == 0:
            try:
                random.seed()
                kind()
            finally:
                os._exit(1)
        return pid


def ask(number: int) -> str:
    """Ask for an import and for solving again; gives the parcel."""
    from perenou.workbench.accounts.models import User
    from perenou.workbench.cases.importing import CaseText, ask_for_import
    from perenou.workbench.cases.models import Kind
    from perenou.workbench.jobs.queue import ask as ask_for

    user = User.objects.get(username="importer")
    files = [
        CaseText(f"{at}.yaml", CASE.format(at=at) if at > 1 else "people: [") for at in range(FILES)
    ]
    parcel = token_hex(12)
    ask_for_import(user, files, Kind.REAL, parcel, "et")
    ask_for(user, "solve_again", {"number": number}, lock="solve_again")
    return parcel


def faults(parcels: list[str], acknowledged: Path) -> list[str]:
    """Whatever is lost, half there or there twice."""
    from django.db.models import Count, Max

    from perenou.casework.case_file.reader import read_text
    from perenou.workbench.audit.models import Event
    from perenou.workbench.audit.trail import verify
    from perenou.workbench.cases.models import Case, Version
    from perenou.workbench.jobs.models import Item, Job, JobState, Outcome

    found = [f"job {job} {job.state} {job.failure}" for job in Job.objects.exclude(
        state=JobState.DONE)]  # fmt: skip
    saved = {
        (case, number) for case, number in Version.objects.values_list("case__number", "number")
    }
    lines = acknowledged.read_text(encoding="utf-8").splitlines() if acknowledged.exists() else []
    if not lines:
        found.append("nothing was ever saved: this proves nothing")
    for line in lines:
        case, number = line.split()
        if (case, int(number)) not in saved:
            found.append(f"acknowledged and lost: {line}")
    cases = Case.objects.annotate(
        last=Max("versions__number"), count=Count("versions", distinct=True),
        marked=Count("marks", distinct=True),
    )  # fmt: skip
    found += [
        f"half there: {case}" for case in cases
        if not case.latest == case.last == case.count or not case.marked
    ]  # fmt: skip
    for version in Version.objects.iterator():
        read_text(version.content, "case.yaml")
        json.loads(version.determination)
    events = Event.objects.filter(action__in=["case.opened", "case.saved"]).count()
    if events != len(saved):
        found.append(f"{len(saved)} versions, but {events} events tell of one")
    for parcel in parcels:
        items = Item.objects.filter(parcel=parcel)
        opened = items.filter(outcome=Outcome.DONE).count()
        made = Version.objects.filter(token__startswith=f"{parcel}-").count()
        failed = items.filter(outcome=Outcome.FAILED).count()
        if (opened, made, failed) != (FILES - 2, FILES - 2, 2):
            found.append(f"parcel {parcel}: {opened} done, {made} opened, {failed} failed")
    return found + [f"audit trail: {fault}" for fault in verify()]


def main() -> int:
    """Kill so often, on the database that is asked for.

    Returns:
        1 where anything is wrong.
    """
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    os.environ["DATABASE_URL"] = ""
    if "postgresql" not in sys.argv:
        return crash(kills)
    found = programs()
    if found is None:
        print("LEFT OUT: PostgreSQL is not installed.")
        return 0
    with running(found) as address:
        create(address)
        os.environ["DATABASE_URL"] = address
        return crash(kills)


def crash(kills: int) -> int:
    """Kill so often, and look what is left.

    Returns:
        1 where anything is wrong.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERENOU_DATA"] = folder
        os.environ["PERENOU_DEMO"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "perenou.workbench.settings"
        import django

        django.setup()
        from django.core.management import call_command

        from perenou.casework.as_json import determination_json
        from perenou.casework.case_file.reader import read_text
        from perenou.casework.solve import Solved
        from perenou.workbench.accounts.models import User
        from perenou.workbench.accounts.rights import Role
        from perenou.workbench.jobs.models import Job, JobState

        call_command("migrate", interactive=False, verbosity=0)
        for name in ("saver", "importer"):
            User.objects.make(name, name, [Role.CASEWORKER])
        acknowledged = Path(folder, "acknowledged")
        # What is loaded once here need not be loaded by every process that is started.
        determination_json(Solved(read_text(CASE.format(at=0), "case.yaml")))

        def saver() -> None:
            saving(acknowledged)

        waiting = Job.objects.filter(state__in=(JobState.WAITING, JobState.RUNNING))
        parcels = [ask(0)]
        processes = Processes([working, working, saver])
        try:
            for number in range(1, kills + 1):
                time.sleep(random.uniform(0.05, 1.2))
                processes.kill_one()
                if not waiting.exists():
                    parcels.append(ask(number))
            processes.kill(saver)
            until = time.monotonic() + PATIENCE
            while waiting.exists() and time.monotonic() < until:
                time.sleep(0.2)
        finally:
            processes.end()
        found = faults(parcels, acknowledged)
        saved = len(acknowledged.read_text(encoding="utf-8").splitlines())
    print(f"{kills} kills, {saved} saves acknowledged, {len(parcels)} imports: ", end="")
    print("\n".join([f"{len(found)} faults", *found]) if found else "nothing lost or half there")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
