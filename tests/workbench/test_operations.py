"""What those who watch are told, who they are, and what the log says and leaves out."""

from __future__ import annotations

import ast
import json
import logging
import re
import subprocess
import sys
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from tests.workbench.conftest import Opened, People, signed_in

from perenou import __version__
from perenou.workbench.accounts.rights import Role
from perenou.workbench.configuration import SignIn
from perenou.workbench.frame.log import JsonLines
from perenou.workbench.frame.trace import TRACE, WHOLE, parent, within
from perenou.workbench.jobs import worker
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.queue import ask, take
from perenou.workbench.operations import health
from perenou.workbench.operations.counters import Counters
from perenou.workbench.operations.health import LATE_AFTER, LEAST_FREE

pytestmark = pytest.mark.django_db

WATCHED: Final = ("/health/", "/health/live/", "/health/ready/", "/metrics")
PARENT: Final = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


# -------------------------------------------------------------------------------- health


def test_every_part_is_told_and_the_versions_of_others_are_not() -> None:
    answer = Client().get("/health/")
    told = json.loads(answer.content)
    assert (answer.status_code, told["status"], told["version"]) == (200, "pass", __version__)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["law"])
    assert set(told["checks"]) == {"database", "migrations", "queue", "disk", "sign_in", "law"}
    assert (told["liveness"], told["readiness"]) == ("pass", "pass")
    text = answer.content.decode().casefold()
    assert not re.search("django|sqlite|postgres|gunicorn|python", text)


def test_without_its_database_it_lives_is_not_ready_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise DatabaseError("host db.example password secret")

    monkeypatch.setattr(connection, "cursor", gone)
    codes = {at: Client().get(at).status_code for at in WATCHED}
    assert codes == {"/health/": 503, "/health/live/": 200, "/health/ready/": 503, "/metrics": 200}
    page = Client().get("/health/").content.decode()
    assert json.loads(page)["checks"]["database"]["status"] == "fail"
    assert "secret" not in page
    assert 'perenou_part{part="database",perenou_part="fail"} 1' in metrics()


def test_tables_of_another_version_are_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = "perenou.workbench.operations.health.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda *_: [("one", False)])
    assert Client().get("/health/ready/").status_code == 503
    assert json.loads(Client().get("/health/").content)["checks"]["migrations"]["status"] == "fail"


def test_a_queue_that_nobody_works_off_and_a_full_disk_are_warned_of(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(somebody(Role.CASEWORKER), "solve_again", {})
    assert health.queue().status == "pass"
    Job.objects.update(made_at=timezone.now() - LATE_AFTER * 2)
    assert health.queue().status == "warn"
    take("a worker")
    assert health.queue().status == "pass"
    usage = type("Usage", (), {"free": LEAST_FREE - 1})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    assert health.disk().status == "warn"
    assert Client().get("/health/").status_code == 200  # poor, but it answers


def test_a_sign_in_service_that_is_away_is_told(settings: Any) -> None:
    known = SignIn("http://127.0.0.1:9", "c", "s", "http://127.0.0.1:9/d", (), "low")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)
    assert health.sign_in().status == "warn"


# ------------------------------------------------------------------------- who may watch


@pytest.mark.parametrize("at", WATCHED)
def test_to_strangers_there_is_nothing_to_watch(somebody: People, settings: Any, at: str) -> None:
    settings.CONFIGURATION = replace(
        settings.CONFIGURATION, observers=(ip_network("10.1.0.0/16"),), observer_token="t" * 24
    )
    client = signed_in(somebody(*Role))
    assert client.get(at).status_code == 404  # not even to an administrator
    assert client.get(at, REMOTE_ADDR="10.2.0.1").status_code == 404
    assert client.get(at, headers={"X-Forwarded-For": "10.1.0.1"}).status_code == 404
    assert client.get(at, headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert client.get(at, REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get(at, headers={"Authorization": f"Bearer {'t' * 24}"}).status_code == 200


@pytest.mark.parametrize("at", WATCHED)
def test_those_who_watch_change_nothing_and_come_by_any_name(settings: Any, at: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().post(at).status_code == 405
    answer = Client().get(at, headers={"Host": "10.0.0.7:8000"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


# ------------------------------------------------------------------------------- figures


def metrics() -> str:
    answer = Client().get("/metrics")
    assert answer["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
    return answer.content.decode()


def figures(text: str) -> dict[str, float]:
    found = re.findall(r"^([a-z_]+(?:\{[^}]*\})?) (\S+)$", text, re.M)
    return {name: float(number) for name, number in found}


def test_figures_are_open_metrics(somebody: People, opened: Opened) -> None:
    opened(somebody(Role.CASEWORKER))
    Client().get("/account/sign-in/")
    text = metrics()
    assert text.endswith("# EOF\n")
    families = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.M)
    assert len({name for name, _ in families}) == len(families)
    ends = {"counter": ("_total",), "info": ("_info",), "gauge": ("",), "stateset": ("",),
            "histogram": ("_bucket", "_count", "_sum")}  # fmt: skip
    allowed = {name + end for name, kind in families for end in ends[kind]}
    for line in text.splitlines()[:-1]:
        if not line.startswith("#"):
            found = re.fullmatch(r'([a-z_]+)(\{([a-z_]+="[^"]*",?)+\})? [0-9.e+-]+', line)
            assert found, line
            assert found[1] in allowed, line
    units = re.findall(r"^# UNIT (\S+) (\S+)$", text, re.M)
    assert units
    assert all(name.endswith(f"_{unit}") for name, unit in units)


def test_requests_are_counted_by_area_way_and_status_with_their_time() -> None:
    name = 'perenou_requests_total{view="accounts",way="look",status="2xx"}'
    before = figures(metrics()).get(name, 0)
    for _ in range(3):
        Client().get("/account/sign-in/")
    Client().get("/no/such/page/")
    told = figures(metrics())
    assert told[name] == before + 3
    assert told['perenou_requests_total{view="none",way="look",status="4xx"}'] >= 1
    at = 'perenou_request_seconds_bucket{view="accounts",way="look",le='
    steps = [number for key, number in told.items() if key.startswith(at)]
    assert steps == sorted(steps)
    assert steps[-1] == told['perenou_request_seconds_count{view="accounts",way="look"}']
    assert told['perenou_request_seconds_sum{view="accounts",way="look"}'] > 0


def test_jobs_the_trail_and_what_was_solved_are_told(somebody: People, opened: Opened) -> None:
    before = figures(metrics())
    user = somebody(Role.CASEWORKER)
    opened(user)
    ask(user, "solve_again", {})
    Job.objects.update(made_at=timezone.now() - LATE_AFTER)
    told = figures(metrics())
    assert told['perenou_jobs{state="waiting"}'] == 1
    assert told["perenou_queue_age_seconds"] >= LATE_AFTER.total_seconds()
    assert told["perenou_audit_events"] == before["perenou_audit_events"] + 2
    assert told["perenou_solves_total"] > before["perenou_solves_total"]


COUNT: Final = """
import sys
from pathlib import Path
from perenou.workbench.operations.counters import Counters
counted = Counters(["a", "b"], Path(sys.argv[1]))
for _ in range(1000):
    counted.add("a")
import os; os._exit(9)
"""


def test_processes_add_up_and_one_that_was_killed_is_not_forgotten(tmp_path: Path) -> None:
    ours = Counters(["a", "b"], tmp_path)
    ours.add("b", 5)
    others = [subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path)]) for _ in range(2)]
    assert [each.wait() for each in others] == [9, 9]
    assert ours.read() == {"a": 2000, "b": 5}
    (tmp_path / "stray").write_bytes(b"x")
    assert Counters(["another"], tmp_path).read() == {"another": 0}


# ------------------------------------------------------------------------ trace and log


def test_a_trace_is_taken_on_and_a_request_has_an_id_of_its_own() -> None:
    whole = PARENT.split("-")[1]
    answers = [Client().get("/account/sign-in/", headers={"traceparent": PARENT}) for _ in range(2)]
    own = {answer["X-Trace-Id"] for answer in answers}
    assert len(own) == 2
    assert {answer["traceresponse"] for answer in answers} == {f"00-{whole}-{x}-01" for x in own}


@pytest.mark.parametrize(
    "told", ["", "x", f"ff{PARENT[2:]}", f"00-{'0' * 32}-{'1' * 16}-01", PARENT[:-3], "00-Ä"]
)
def test_a_trace_that_is_none_begins_anew(told: str) -> None:
    with within(told):
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", parent())
        assert WHOLE.get() not in told or not told
    assert (TRACE.get(), WHOLE.get(), parent()) == ("", "", "")


def test_a_job_goes_on_in_the_trace_of_who_asked(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    with within(PARENT):
        ask(somebody(Role.CASEWORKER), "solve_again", {})
    seen: list[str] = []
    monkeypatch.setattr(worker, "_function", lambda _: lambda _: seen.append(parent()))
    assert worker.once("a worker")
    assert seen[0].split("-")[1] == PARENT.split("-")[1]


def test_a_request_that_breaks_has_one_line_with_its_error(
    somebody: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Mari")

    client = signed_in(somebody(Role.EXPERT))
    client.raise_request_exception = False
    monkeypatch.setattr("perenou.workbench.desk.views.blocks", broken)
    assert client.get("/").status_code == 500
    lines = [json.loads(JsonLines().format(each)) for each in caplog.records]
    (line,) = [each for each in lines if each["log.level"] == "error"]
    assert line["error.type"] == "RuntimeError"
    assert "test_operations.py" in line["error.stack_trace"]
    assert line["http.response.status_code"] == 500
    outside = logging.LogRecord("x", logging.INFO, "f", 1, "a job failed", None, None)
    assert json.loads(JsonLines().format(outside))["trace.id"] == "-"


def test_a_message_that_a_library_puts_together_is_withheld() -> None:
    def line(message: str) -> Any:
        record = logging.LogRecord("x", logging.INFO, "f", 1, message, None, None)
        return json.loads(JsonLines().format(record))

    assert line("a job failed")["message"] == "a job failed"
    assert line("Mari Näide typed\nthis")["message"] == "message withheld"
    record = logging.makeLogRecord(
        {"name": "django.request", "msg": "%s: %s", "args": ("Not Found", "/cases/mari/")}
    )
    assert json.loads(JsonLines().format(record))["message"] == "Not Found: (withheld)"


def test_no_module_puts_anything_into_a_message() -> None:
    """A message is a fixed text: what stands in it could be somebody's."""
    root = Path(__file__).resolve().parents[2] / "src" / "perenou" / "workbench"
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_log = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name) and node.func.value.id == "_LOG"
            )  # fmt: skip
            if is_log and isinstance(node, ast.Call):
                assert len(node.args) == 1, file
                assert isinstance(node.args[0], ast.Constant), file
