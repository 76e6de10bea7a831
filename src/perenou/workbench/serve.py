"""Starting the workbench: tables brought up to date, invented data loaded, requests answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from types import FrameType
from typing import TYPE_CHECKING, Final

from perenou.workbench.operations.counters import FOLDER

if TYPE_CHECKING:
    from perenou.workbench.configuration import Configuration

PATIENCE: Final = 30
"""Seconds that requests and the job in hand have to come to an end."""


LOOK: Final = 5
"""Seconds between two looks whether the worker of the queue still runs."""


def set_up() -> Configuration:
    """Make Django ready in this process.

    Raises:
        ConfigurationError: the environment tells something that cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perenou.workbench.settings")
    import django
    from django.conf import settings

    from perenou.workbench.configuration import read

    found = read()
    found.data.mkdir(parents=True, exist_ok=True)
    django.setup()
    assert settings.configured
    return found


def prepare() -> Configuration:
    """Set up, bring the tables up to date, and load invented data where they are asked for.

    In production the tables are left alone: ``perenou migrate`` changes them, by a user of the
    database who may, before the new version is started by one who may not.
    """
    found = set_up()
    if not found.production:
        migrate()
    if found.demo:
        from perenou.workbench.demo import load

        load()
    return found


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def run(host: str, port: int, workers: int) -> int:
    """Answer requests until stopped; a worker of the queue runs beside and ends with it.

    A worker that ended by itself is started again. Asked to stop, it takes no more requests,
    answers those that it has, and gives the job in hand back to the queue.

    Returns:
        The exit code of the server.
    """
    with tempfile.TemporaryDirectory(prefix="perenou-metrics-") as counted:
        told = {FOLDER: counted, **os.environ}
        queue = _worker(told)
        command = [
            sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", str(workers),
            "--threads", "4", "--keep-alive", "30", "--log-level", "warning",
            "--max-requests", "20000", "--max-requests-jitter", "2000", "--no-control-socket",
            "--graceful-timeout", str(PATIENCE), "--config", "python:perenou.workbench.processes",
            "perenou.workbench.wsgi:application",
        ]  # fmt: skip
        server = subprocess.Popen(command, env=told)

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            del number, frame
            server.terminate()

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        try:
            while True:
                try:
                    return server.wait(LOOK)
                except subprocess.TimeoutExpired:
                    if queue.poll() is not None:
                        queue = _worker(told)
        finally:
            queue.terminate()
            try:
                queue.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                # Another worker takes over what it held, as from any that fell silent.
                queue.kill()
                queue.wait()


def _worker(told: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process that does the jobs of the queue."""
    return subprocess.Popen([sys.executable, "-m", "perenou.cli", "worker"], env=told)
