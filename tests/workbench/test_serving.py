"""Instances as they run: started, asked, told to stop; and what each sees of another."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.workbench.drill import SECRETS

from perenou.workbench import serve

LONGEST_START: Final = 15
"""Seconds of processor time that starting may take; measured so, for a test must not hang on what
else a machine does."""

PREPARE: Final = """
import sys
from perenou.workbench.serve import prepare
prepare()
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
User.objects.make("ekspert", "Väljamõeldud Ekspert", [Role.EXPERT], "a long password of it")
"""


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation that several processes share."""
    environment = os.environ | SECRETS | {"PERENOU_DATA": str(tmp_path), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True)
    return environment


def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(at: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{at}{path}", timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def started(told: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    at = port()
    command = [sys.executable, "-m", "perenou.cli", "serve", "--port", str(at), "--workers", "2"]
    running = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    until = time.monotonic() + 120
    while get(at, "/health/ready/")[0] != 200:
        assert running.poll() is None, running.stderr.read() if running.stderr else b""
        assert time.monotonic() < until
        time.sleep(0.1)
    return running, at


def work(pid: int) -> float:
    """Seconds of processor time of a process and all that it started."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    own = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return own + sum(work(int(child)) for child in children)


def workers_of(pid: int) -> list[int]:
    """The processes of the queue that a process started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    told = {int(each): Path(f"/proc/{each}/cmdline").read_bytes() for each in children}
    return [each for each, command in told.items() if command.endswith(b"\0worker\0")]


@pytest.mark.long
def test_it_starts_answers_and_stops_without_losing_anything(told: dict[str, str]) -> None:
    running, at = started(told)
    try:
        # Two processes answer and one does jobs: no one of them took longer than all together.
        assert work(running.pid) < 3 * LONGEST_START
        for _ in range(12):
            assert get(at, "/account/sign-in/")[0] == 200
        figures = get(at, "/metrics")[1]
        # Whichever process is asked tells what both have counted.
        assert 'perenou_requests_total{view="accounts",way="look",status="2xx"} 12' in figures
        assert json.loads(get(at, "/health/")[1])["status"] == "pass"
        # The process that does jobs comes again when it ended by itself.
        (jobs,) = workers_of(running.pid)
        os.kill(jobs, signal.SIGKILL)
        until = time.monotonic() + 30
        while workers_of(running.pid) in ([], [jobs]):
            assert time.monotonic() < until
            time.sleep(0.2)
        # A request that is being answered is answered to its end.
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(get(at, "/account/sign-in/")[0]))
        asking.start()
        time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        asking.join()
        assert running.wait(timeout=90) == 0
        assert answers in ([200], [0])  # answered, or not taken any more: never broken off
    finally:
        if running.poll() is None:
            running.kill()
        if running.stderr is not None:
            running.stderr.close()
    assert get(at, "/health/live/")[0] == 0


def test_in_use_the_tables_are_changed_by_a_command_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed: list[str] = []
    monkeypatch.setattr(serve, "migrate", lambda: changed.append("migrated"))
    for production, expected in ((True, []), (False, ["migrated"])):
        found = type("Told", (), {"production": production, "demo": False})
        monkeypatch.setattr(serve, "set_up", lambda found=found: found)
        serve.prepare()
        assert changed == expected


SAVE: Final = """
from perenou.workbench.serve import set_up
set_up()
from tests.workbench.conftest import EXAMPLES
from perenou.casework.case_file.reader import read
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.actions import open_case
user = User.objects.get(username="ekspert")
told = read(EXAMPLES / "everyday_two_children.yaml")
print(open_case(user, told, title="Enneolematu", token="a").number)
"""
SEE: Final = """
import sys
from perenou.workbench.serve import set_up
set_up()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case
client = Client()
client.cookies["sessionid"] = sys.argv[1]
print(client.get("/cases/").content.decode().count("Enneolematu"))
"""
ENTER: Final = """
from perenou.workbench.serve import set_up
set_up()
from django.test import Client
from perenou.workbench.accounts.models import User
client = Client()
client.force_login(User.objects.get(username="ekspert"))
print(client.cookies["sessionid"].value)
"""


@pytest.fixture
def run(told: dict[str, str]) -> Callable[..., str]:
    """Runs a program as another instance would."""

    def ran(code: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=told, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.strip().splitlines()[-1]

    return ran


@pytest.mark.long
def test_what_one_instance_saves_another_shows_in_the_session_of_a_third(
    run: Callable[..., str],
) -> None:
    session = run(ENTER)
    assert run(SEE, session) == "0"
    run(SAVE)
    assert int(run(SEE, session)) >= 1
