"""Programs asking over HTTP: how long a question takes beside others, and a thousand at once.

Run as ``python -m benchmarks.interface [SECONDS]``; ``make interface`` does. A server with two
workers is started on an empty database. Fifty clients ask by one token, first each once a second,
as programs behind forms do, then each as fast as it is answered, which shows what the machine can
do. Every family is another one, so that no answer can have been kept from before.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count
from statistics import median, quantiles
from typing import Any, Final

from benchmarks.workbench_load import work_of

CLIENTS: Final = 50
MANY: Final = 1_000
TOKENS: Final = f"""
from perenou.workbench.serve import set_up
set_up()
from perenou.api.operation import SCOPES
from perenou.workbench.accounts.models import User
from perenou.workbench.interface import tokens
user = User.objects.get(username="ekspert")
for at in range({CLIENTS}):
    print(tokens.make(user, "koormus", SCOPES, 1)[1])
"""


def case(at: int) -> dict[str, Any]:
    """An invented family of two children, the same by no two numbers."""
    day, year = 1 + at % 28, 2010 + at // 28 % 14
    home = [{"country": "EE", "ground": "citizen"}]

    def child(name: str, birth: str) -> dict[str, Any]:
        return {
            "name": name, "birth": birth, "residence": home,
            "parents": [{"who": "ema", "role": "mother"}],
            "lives": [{"with": ["ema"], "share": "full"}],
        }  # fmt: skip

    return {
        "as_of": "2026-11-26",
        "period": {"from": "2026-01", "to": "2026-12"},
        "otherwise": "ordinary",
        "people": {"ema": {"name": "Ema Näidis", "birth": "1990-05-01", "residence": home}},
        "children": {
            "esimene": child("Esimene Näidis", f"{year}-05-{day:02}"),
            "teine": child("Teine Näidis", f"{year + 2}-{1 + at // 400 % 12:02}-{day:02}"),
        },
        "claims": [
            {
                "benefits": ["child_allowance"],
                "for": ["esimene", "teine"],
                "by": "ema",
                "received": f"{year + 2}-12-30",
            }
        ],
    }


class Client:
    """A program with a connection of its own."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}

    def ask(self, name: str, told: object) -> float:
        """Seconds until a question is answered."""
        body = json.dumps(told)
        begun = time.perf_counter()
        self._connection.request("POST", f"/api/v1/{name}", body, self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        took = time.perf_counter() - begun
        assert answer.status == 200, text[:500]
        assert b'"problem"' not in text[:40], text[:500]
        return took


def together(
    port: int, secrets: list[str], name: str, seconds: float, pause: float, numbers: Iterator[int]
) -> tuple[list[float], float]:
    """The times of fifty clients, and how many questions a second were answered."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def go(at: int) -> None:
        client = Client(port, secrets[at])
        time.sleep(pause * at / CLIENTS)
        while time.monotonic() < end:
            took = client.ask(name, {"case": case(next(numbers))})
            times.append(took)
            time.sleep(max(0.0, pause - took))

    threads = [threading.Thread(target=go, args=(at,)) for at in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(times) / seconds


def told(times: list[float]) -> str:
    """Half and nearly all of some times, in milliseconds."""
    return (
        f"half in {median(times) * 1000:.0f} ms, 95 % in {quantiles(times, n=20)[-1] * 1000:.0f} ms"
    )


def main(seconds: float) -> None:
    """Start a server, ask, and say what it took."""
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"PERENOU_DATA": data, "PERENOU_REQUESTS": "99999999"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "perenou.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(port)
            made = subprocess.run(
                [sys.executable, "-c", TOKENS],
                env=environment, capture_output=True, text=True, check=True,
            )  # fmt: skip
            _measure(port, server.pid, made.stdout.split(), seconds)
        finally:
            server.terminate()
            server.wait()


def _measure(port: int, pid: int, secrets: list[str], seconds: float) -> None:
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    numbers = count()
    together(port, secrets, "solve", 3, 0, numbers)  # both workers have read the law
    for name in ("sums", "solve"):
        times, _ = together(port, secrets, name, seconds, 1.0, numbers)
        print(f"{name}, {CLIENTS} clients, each once a second: {told(times)}", flush=True)
        before = work_of(pid)
        times, rate = together(port, secrets, name, seconds, 0, numbers)
        work = (work_of(pid) - before) / len(times) * 1000
        print(f"{name}, {CLIENTS} clients without a pause: {told(times)}; {rate:.0f} a second, "
              f"{work:.1f} ms of processor time each", flush=True)  # fmt: skip
    for name, secret in (("sums", secrets[0]), ("solve", secrets[1])):
        client = Client(port, secret)
        client.ask("batch", {"questions": _many(name, numbers, 100)})  # the pool has begun
        before = work_of(pid)
        took = client.ask("batch", {"questions": _many(name, numbers, MANY)})
        work = (work_of(pid) - before) / MANY * 1000
        print(f"{name}, {MANY} in one call: {took:.1f} s; {work:.1f} ms of processor time each",
              flush=True)  # fmt: skip


def _many(name: str, numbers: Iterator[int], most: int) -> list[dict[str, Any]]:
    return [{"operation": name, "question": {"case": case(next(numbers))}} for _ in range(most)]


def _wait(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/api/v1/openapi.json")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
