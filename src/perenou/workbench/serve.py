"""Starting the workbench: tables brought up to date, invented data loaded, requests answered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perenou.workbench.configuration import Configuration


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
    """Set up, bring the tables up to date, and load invented data where they are asked for."""
    found = set_up()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if found.demo:
        from perenou.workbench.demo import load

        load()
    return found


def run(host: str, port: int, workers: int) -> int:
    """Answer requests until stopped; a worker of the queue runs beside and ends with it.

    Returns:
        The exit code of the server.
    """
    queue = subprocess.Popen([sys.executable, "-m", "perenou.cli", "worker"])
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", str(workers),
        "--threads", "4", "--keep-alive", "30", "--log-level", "warning", "--max-requests", "20000",
        "--max-requests-jitter", "2000", "--no-control-socket",
        "perenou.workbench.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command)

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        server.terminate()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    try:
        return server.wait()
    finally:
        queue.terminate()
        queue.wait()
