"""Fifty people clicking: how long the workbench takes to answer, on SQLite and on PostgreSQL.

Run as ``python -m benchmarks.workbench_load [SECONDS] [PEOPLE] [postgresql]``; ``make load`` does,
on both. A server with two workers is started on an empty database with invented cases; each person
looks at pages thirty times for each save, and waits about two seconds between two clicks, as a
quick reader does. PostgreSQL is started for it and thrown away; where it is not installed, that is
said.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlencode

from tests.workbench.on_postgres import create, programs, running

PASSWORD: Final = "näidis parool 2026"
NAMES: Final = ("menetleja", "menetleja2", "ekspert", "koolitaja")
PAUSE: Final = 2.0
"""Seconds between two clicks of a person, on average."""

READS_TO_A_WRITE: Final = 30
CSRF: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')
NUMBER: Final = re.compile(r'href="/cases/(\d{4}-\d+)/"')
CASE: Final = """
title: Väljamõeldud pere
as_of: 2026-11-26
period: {{from: 2026-01, to: 2026-12}}
otherwise: ordinary
people:
  ema: {{name: Ema Näidis, birth: 1990-05-01, residence: [{{country: EE, ground: citizen}}]}}
children:
  laps:
    name: Laps Näidis
    birth: 20{year}-05-14
    residence: [{{country: EE, ground: citizen}}]
    parents: [{{who: ema, role: mother}}]
    lives: [{{with: [ema], share: full}}]
"""


@dataclass
class Measured:
    """What was measured: seconds by kind of click, errors, and the server's processor time."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    work: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float) -> None:
        """Keep the time of a click."""
        with self.lock:
            self.times[kind].append(seconds)


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, port: int, name: str, measured: Measured, seed: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._measured = measured
        self._chance = random.Random(seed)
        self._name = name
        self._page = ""
        self._cases: list[str] = []

    def sign_in(self) -> None:
        """Sign in; hashing a password is slow on purpose and is not measured."""
        self._ask("", "GET", "/account/sign-in/")
        self._post("", "/account/sign-in/", {"username": self._name, "password": PASSWORD})

    def share(self, other: Person) -> None:
        """Go on in the session of somebody who has signed in."""
        self._cookies, self._page = dict(other._cookies), other._page

    def click_until(self, end: float) -> None:
        """Click after a pause, over and over."""
        while time.monotonic() < end:
            time.sleep(self._chance.uniform(0.5, 1.5) * PAUSE)
            self._click()

    def _click(self) -> None:
        if self._chance.randrange(READS_TO_A_WRITE + 1) == 0 and self._name != "ekspert":
            self._ask("form", "GET", "/entry/new/")
            token = TOKEN.search(self._page)
            sent = {
                "title": "Koormuse kaasus",
                "content": CASE.format(year=self._chance.randint(10, 25)),
                "token": token[1] if token else "",
            }
            self._post("save", "/entry/new/", sent)
            return
        kind = self._chance.choices(
            ("desk", "list", "case", "filter", "search", "provision"), (3, 4, 6, 2, 2, 2)
        )[0]
        if kind == "case" and self._cases:
            self._ask(kind, "GET", f"/cases/{self._chance.choice(self._cases)}/")
        elif kind == "search":
            words = ("lapsetoetus", "elatis", "kolm last", "Mari", "PHS § 17 lg 1")
            self._post(kind, "/search/", {"asked": self._chance.choice(words)})
        elif kind == "desk":
            self._ask(kind, "GET", "/")
        elif kind == "provision":
            self._ask(kind, "GET", "/law/PHS_%C2%A7_17_lg_1")
        elif kind == "filter":
            self._ask(kind, "GET", "/cases/?state=open&order=due")
        else:
            self._ask("list", "GET", "/cases/")
            self._cases = NUMBER.findall(self._page) or self._cases

    def _post(self, kind: str, address: str, sent: dict[str, str]) -> None:
        token = CSRF.search(self._page)
        body = urlencode({**sent, "csrfmiddlewaretoken": token[1] if token else ""})
        self._ask(kind, "POST", address, body)

    def _sent(
        self, method: str, address: str, body: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, address, body or None, headers)
        return self._connection.getresponse()

    def _ask(self, kind: str, method: str, address: str, body: str = "") -> None:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        try:
            try:
                answer = self._sent(method, address, body, headers)
            except http.client.RemoteDisconnected:
                # The server closed a connection that was idle: a browser opens another.
                self._connection.close()
                answer = self._sent(method, address, body, headers)
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self._measured.errors.append(f"{method} {address}: {type(error).__name__}")
            self._connection.close()
            return
        if kind:
            self._measured.add(kind, time.perf_counter() - start)
        if answer.status >= 400:
            self._measured.errors.append(f"{method} {address}: {answer.status}")
        for each in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(each).items():
                self._cookies[name] = morsel.value
        if answer.status == 200:
            self._page = text
        elif answer.status == 302:
            self._ask(kind, "GET", answer.headers["Location"])


def measure(database: str, seconds: int, people: int) -> Measured:
    """Start the workbench on a database and let people click."""
    port = _free_port()
    measured = Measured()
    with tempfile.TemporaryDirectory() as folder:
        told = {
            **os.environ, "PERENOU_DATA": folder, "DATABASE_URL": database,
            "PERENOU_REQUESTS": "100000",
        }  # fmt: skip
        command = [sys.executable, "-m", "perenou.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(
            command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(port)
            everybody = [Person(port, NAMES[at % len(NAMES)], measured, at) for at in range(people)]
            for person in everybody[: len(NAMES)]:
                person.sign_in()
            for at, person in enumerate(everybody):
                person.share(everybody[at % len(NAMES)])
            # What each worker loads once, such as the index of the law, is no part of the measure.
            _together(everybody, time.monotonic() + 10)
            measured.times.clear()
            before = work_of(server.pid)
            _together(everybody, time.monotonic() + seconds)
            measured.work = work_of(server.pid) - before
        finally:
            server.terminate()
            server.wait()
    return measured


def told(name: str, measured: Measured) -> str:
    """A table of what was measured."""
    rows = [f"| {name} | Clicks | Median | p95 |", "|---|---|---|---|"]
    everything = [each for times in measured.times.values() for each in times]
    for kind, times in [*sorted(measured.times.items()), ("**all**", everything)]:
        p95 = quantiles(times, n=20)[18] if len(times) > 1 else times[0]
        rows.append(
            f"| {kind} | {len(times)} | {median(times) * 1000:.0f} ms | {p95 * 1000:.0f} ms |"
        )
    errors = ", ".join(sorted(set(measured.errors))[:5])
    work = f"{measured.work / len(everything) * 1000:.0f} ms of processor time a click. "
    return "\n".join(
        [*rows, "", f"{work}Errors: {len(measured.errors)}{f' ({errors})' * bool(errors)}"]
    )


def _together(people: list[Person], end: float) -> None:
    threads = [threading.Thread(target=person.click_until, args=(end,)) for person in people]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def work_of(pid: int) -> float:
    """Seconds of processor time of a process and all that it started."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    own = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = " ".join(task.read_text(encoding="utf-8") for task in tasks).split()
    return own + sum(work_of(int(child)) for child in children)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("the server did not start")


def main() -> None:
    """Measure on both databases."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    if "postgresql" not in sys.argv:
        print(told("SQLite", measure("", seconds, people)), flush=True)
    found = programs()
    if found is None:
        print("\nLEFT OUT: PostgreSQL is not installed.")
        return
    with running(found) as address:
        create(address)
        print("\n" + told("PostgreSQL", measure(address, seconds, people)))


if __name__ == "__main__":
    main()
