"""Two instances on one PostgreSQL, many people at once, an instance killed every half minute.

Run as ``python -m benchmarks.instances [SECONDS] [PEOPLE]``; ``make instances`` does. Each person
has a session of their own and clicks now and then; who is not answered by one instance goes to the
other, as a load balancer sends them, and sends the same again: what was saved must be there once.
At the end nothing that was acknowledged may be lost or there twice, and the audit trail must hold.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from secrets import token_hex
from statistics import median, quantiles
from typing import Final

from benchmarks.workbench_load import NAMES, Measured, Person, _free_port, _wait_for
from tests.workbench.on_postgres import create, programs, running

KILL_EVERY: Final = 30.0
CLICKS_A_SECOND: Final = 8.0
"""Of all people together: what two processors answer without queueing."""

PEOPLE: Final = 1000
TRIES: Final = 120
"""How often somebody tries the instances in turn, a quarter second apart, before it counts as an
error."""


class Moving(Person):
    """Somebody behind a load balancer: an instance that is gone is not asked again at once."""

    def __init__(self, ports: list[int], name: str, measured: Measured, seed: int) -> None:
        super().__init__(ports[seed % len(ports)], name, measured, seed)
        self._ports = ports
        self._at = seed
        self.acknowledged: list[str] = []

    def rest(self, seconds: float, end: float) -> bool:
        """Wait about so long, but not past the end; says whether there is time for more."""
        wanted = self._chance.uniform(0.2, 1.8) * seconds
        left = end - time.monotonic()
        time.sleep(max(0.0, min(wanted, left)))
        return wanted < left

    def click(self) -> None:
        """Do one thing, after having seen a page, from which a form is sent."""
        if not self._page:
            self._ask("desk", "GET", "/")
        self._click()

    def _sent(
        self, method: str, address: str, body: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        for left in range(TRIES, 0, -1):
            try:
                answer = super()._sent(method, address, body, headers)
                if answer.status not in (502, 503):
                    if method == "POST" and address == "/entry/new/" and answer.status == 302:
                        self.acknowledged.append(body.partition("token=")[2].partition("&")[0])
                    return answer
                answer.read()
            except (OSError, http.client.HTTPException):
                if left == 1:
                    raise
            self._at += 1
            self._connection.close()
            port = self._ports[self._at % len(self._ports)]
            self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            time.sleep(0.25)
        raise OSError("no instance answers")


def start(port: int, told: dict[str, str]) -> subprocess.Popen[bytes]:
    """An instance, in a group of its own so that all of it can be killed at once."""
    command = [sys.executable, "-m", "perenou.cli", "serve", "--port", str(port), "--workers", "2"]
    return subprocess.Popen(
        command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def kill(instance: subprocess.Popen[bytes]) -> None:
    """Kill all of an instance, in the middle of whatever it does."""
    os.killpg(instance.pid, signal.SIGKILL)
    instance.wait()


def try_out(address: str, seconds: int, people: int) -> int:
    """Let people click while instances die.

    Returns:
        1 where anything was lost, doubled or broken.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = {
            **os.environ, "PERENOU_DATA": folder, "DATABASE_URL": address,
            "PERENOU_REQUESTS": "1000000",
        }  # fmt: skip
        ports, measured = [_free_port(), _free_port()], Measured()
        instances = [start(ports[0], told)]
        _wait_for(ports[0])
        instances.append(start(ports[1], told))
        _wait_for(ports[1])
        everybody = [Moving(ports, NAMES[at % len(NAMES)], measured, at) for at in range(people)]
        sessions = _sign_everybody_in(everybody, told)
        end, kills = time.monotonic() + seconds, 0
        pause = people / CLICKS_A_SECOND

        def click(person: Moving) -> None:
            while person.rest(pause, end):
                person.click()

        threads = [threading.Thread(target=click, args=(each,), daemon=True) for each in everybody]
        for each in threads:
            each.start()
        try:
            while (left := end - time.monotonic()) > 0:
                time.sleep(min(KILL_EVERY, left))
                if time.monotonic() < end:
                    at = kills % 2
                    kill(instances[at])
                    instances[at] = start(ports[at], told)
                    kills += 1
            for each in threads:
                each.join(timeout=120)
        finally:
            for instance in instances:
                instance.terminate()
            for instance in instances:
                instance.wait()
        tokens = [token for person in everybody for token in person.acknowledged]
        faults = _looked_at(tokens, told)
    times = [each for kind in measured.times.values() for each in kind]
    p95 = quantiles(times, n=20)[18] if len(times) > 1 else 0.0
    print(
        f"{sessions} sessions, {seconds} s, {kills} kills: {len(times)} clicks, "
        f"median {median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
        f"{len(tokens)} saves acknowledged, {len(measured.errors)} errors, {len(faults)} faults"
    )
    for each in [*faults, *sorted(set(measured.errors))[:10]]:
        print(f"  {each}")
    return 1 if faults or measured.errors else 0


SESSIONS: Final = """
import sys
from perenou.workbench.serve import set_up
set_up()
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from perenou.workbench.accounts.models import User
engine = import_module(settings.SESSION_ENGINE)
names = sys.argv[1].split(",")
users = [User.objects.get(username=each) for each in names]
for at in range(int(sys.argv[2])):
    user, session = users[at % len(users)], engine.SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(session.session_key)
"""

LOOK: Final = """
import sys
from perenou.workbench.serve import set_up
set_up()
from perenou.workbench.audit.trail import verify
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Version
from perenou.workbench.entry.forms import own_token
users = list(User.objects.all())
tokens = sys.stdin.read().split()
for token in set(tokens):
    own = [own_token(token, user) for user in users]
    count = Version.objects.filter(token__in=own).count()
    if count != 1:
        print(f"acknowledged and there {count} times: {token}")
for fault in verify():
    print(f"audit trail: {fault}")
"""


def _sign_everybody_in(everybody: list[Moving], told: dict[str, str]) -> int:
    """Give each a session of their own: hashing a thousand passwords is not what is tried."""
    command = [sys.executable, "-c", SESSIONS, ",".join(NAMES), str(len(everybody))]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=True)
    keys = done.stdout.split()
    for person, key in zip(everybody, keys, strict=True):
        person._cookies["sessionid"] = key
    return len(keys)


def _looked_at(tokens: list[str], told: dict[str, str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=told, input="\n".join(tokens), capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def main() -> int:
    """Try it out on a PostgreSQL that is started for it.

    Returns:
        1 where anything was lost, doubled or broken.
    """
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    people = int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE
    random.seed(token_hex(4))
    found = programs()
    if found is None:
        print("LEFT OUT: PostgreSQL is not installed.")
        return 0
    with running(found) as address:
        create(address)
        return try_out(address, seconds, people)


if __name__ == "__main__":
    sys.exit(main())
