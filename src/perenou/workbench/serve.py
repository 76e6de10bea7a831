"""Starting the workbench: tables brought up to date, invented data loaded, requests answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from types import FrameType
from typing import TYPE_CHECKING, Final

from perenou.workbench.operations.counters import FOLDER

if TYPE_CHECKING:
    from perenou.workbench.configuration import Configuration

PATIENCE: Final = 30
"""Seconds that requests and the job in hand have to come to an end."""


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


class Beside:
    """A process beside the server, begun again when it ends by itself.

    Args:
        command: what is run. told: its environment. pause: seconds before it is begun again.
    """

    def __init__(self, command: list[str], told: dict[str, str], pause: float = 5.0) -> None:
        self._command, self._told, self._pause = command, told, pause
        self._ending = threading.Event()
        self._turn = threading.Lock()
        self._running = self._begin()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def pid(self) -> int:
        """Of the process that runs now."""
        return self._running.pid

    def end(self) -> None:
        """Ask it to end, and make it end where it takes too long."""
        with self._turn:
            self._ending.set()
        self._running.terminate()
        try:
            self._running.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # Another worker takes over what it held, as from any that fell silent.
            self._running.kill()
            self._running.wait()

    def _begin(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, env=self._told)

    def _watch(self) -> None:
        while not self._ending.is_set():
            self._running.wait()
            self._ending.wait(self._pause)
            with self._turn:
                if not self._ending.is_set():
                    self._running = self._begin()


def run(host: str, port: int, workers: int) -> int:
    """Answer requests until stopped; a worker of the queue runs beside and ends with it.

    Asked to stop, it takes no more requests, answers those that it has, and gives the job in hand
    back to the queue.

    Returns:
        The exit code of the server.
    """
    with tempfile.TemporaryDirectory(prefix="perenou-metrics-") as counted:
        told = {FOLDER: counted, **os.environ}
        queue = Beside([sys.executable, "-m", "perenou.cli", "worker"], told)
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
            return server.wait()
        finally:
            queue.end()
