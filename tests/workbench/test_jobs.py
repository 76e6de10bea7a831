"""Jobs: the queue, importing many cases, solving the open ones again, and killed processes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from threading import Event, current_thread, main_thread
from time import monotonic
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.workbench import serve
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event as Trailed
from perenou.workbench.cases import importing, one_by_one
from perenou.workbench.cases.actions import open_case
from perenou.workbench.cases.importing import UploadError, files_of
from perenou.workbench.cases.models import Case, State, Version
from perenou.workbench.jobs import work as jobs_work
from perenou.workbench.jobs import worker
from perenou.workbench.jobs.models import Item, Job, JobState, Outcome
from perenou.workbench.jobs.queue import MOST_ATTEMPTS, SILENT_AFTER, ask, cancel, take
from perenou.workbench.jobs.work import Stopped, Work

pytestmark = pytest.mark.django_db

TEXT = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")


def archive(files: dict[str, str]) -> bytes:
    """A ZIP archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return out.getvalue()


def upload(client: Client, name: str, data: bytes, token: str = "ab" * 12) -> Job:
    """Ask for an import on its page."""
    sent = {"file": SimpleUploadedFile(name, data), "token": token}
    answer = client.post("/cases/import/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return Job.objects.get(pk=int(answer["Location"].split("/")[2]))


# ------------------------------------------------------------------------------- the queue


def test_jobs_of_one_lock_never_run_together_and_others_do(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    first, second = ask(user, "solve_again", {"n": 1}, "a"), ask(user, "solve_again", {"n": 2}, "a")
    third = ask(user, "solve_again", {"n": 3}, "b")
    assert [job and job.pk for job in (take("x"), take("y"), take("z"))] == [
        first.pk, third.pk, None,
    ]  # fmt: skip
    Job.objects.filter(pk=first.pk).update(state=JobState.DONE)
    taken = take("z")
    assert taken is not None
    assert taken.pk == second.pk


def test_what_a_silent_worker_held_is_taken_over_and_it_finds_out(somebody: People) -> None:
    job = ask(somebody(Role.CASEWORKER), "solve_again", {}, "a")
    held = take("dead")
    assert held is not None
    assert take("alive") is None
    Job.objects.update(alive_at=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    taken = take("alive")
    assert taken is not None
    assert (taken.pk, taken.attempts) == (job.pk, 2)
    with pytest.raises(Stopped):
        Work(held).reached(1, 2)
    Work(taken).reached(1, 2)
    job.refresh_from_db()
    assert (job.done, job.steps, job.attempts) == (1, 2, 0)


def test_a_job_that_never_gets_any_further_is_given_up(somebody: People) -> None:
    job = ask(somebody(Role.CASEWORKER), "solve_again", {})
    for _ in range(MOST_ATTEMPTS):
        assert take("dying") is not None
        Job.objects.update(alive_at=None)
    assert take("dying") is None
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "attempts")


def test_the_same_work_is_not_asked_for_twice_while_one_waits_for_it(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    assert ask(user, "solve_again", {}) == ask(user, "solve_again", {})
    take("x")
    assert ask(user, "solve_again", {}).pk == Job.objects.get().pk
    Job.objects.update(state=JobState.DONE)
    ask(user, "solve_again", {})
    assert Job.objects.count() == 2


def test_a_cancelled_job_stops_whether_it_waits_or_runs(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    waiting = ask(user, "solve_again", {"n": 1})
    cancel(user, waiting)
    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELLED
    running = ask(user, "solve_again", {"n": 2})

    def cancelled_midway(work: Work) -> object:
        cancel(user, running)
        work.reached(1, 2)
        raise AssertionError("it went on")

    monkeypatch.setattr(worker, "_function", lambda _: cancelled_midway)
    assert worker.once("x")
    running.refresh_from_db()
    assert running.state == JobState.CANCELLED
    assert running.ended_at is not None


def test_a_job_shows_itself_alive_during_a_step_that_takes_long(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    seen = Event()

    def reached(_: Work, done: int, steps: int) -> None:
        told.append((done, steps))
        if told.count((1, 2)) == 3:
            seen.set()

    monkeypatch.setattr(Work, "reached", reached)
    monkeypatch.setattr(jobs_work, "BEAT", 0.001)
    with Work(ask(somebody(Role.CASEWORKER), "solve_again", {})).alive() as tell:
        tell(1, 2)
        assert seen.wait(10)


def test_a_job_that_is_told_to_stop_during_a_long_step_stops_after_it(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reached(*_: object) -> None:
        if current_thread() is not main_thread():
            raise Stopped

    monkeypatch.setattr(Work, "reached", reached)
    monkeypatch.setattr(jobs_work, "BEAT", 0.001)
    until = monotonic() + 10
    work = Work(ask(somebody(Role.CASEWORKER), "solve_again", {}))
    with work.alive() as tell:

        def go_on() -> None:
            while monotonic() < until:
                tell(1, 2)

        with pytest.raises(Stopped):
            go_on()


def test_how_far_a_job_is_is_not_written_more_often_than_anybody_looks(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(Work, "reached", lambda _, *far: told.append(far[0]))
    monkeypatch.setattr(jobs_work, "OFTEN", 1e6)
    with Work(ask(somebody(Role.CASEWORKER), "solve_again", {})).alive() as tell:
        for done in range(100):
            tell(done, 100)
    assert told == [0]


def test_work_that_has_changed_since_a_job_began_is_asked_for_anew(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    begun = ask(user, "solve_again", {}, "a")
    assert take("x") == begun
    assert ask(user, "solve_again", {}, "a") == begun
    later = ask(user, "solve_again", {}, "a", joins=False)
    assert later != begun
    assert ask(user, "solve_again", {}, "a", joins=False) == later


def test_a_worker_asked_to_end_gives_its_job_back(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(somebody(Role.CASEWORKER), "solve_again", {})
    monkeypatch.setattr(worker, "_function", lambda _: lambda work: work.reached(1, 2))
    assert worker.once("x", lambda: True)
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (JobState.WAITING, 1, 0)


@pytest.mark.parametrize(
    ("error", "state", "failure"),
    [
        (ValueError("somebody's name"), JobState.FAILED, "ValueError"),
        (OperationalError("locked"), JobState.WAITING, ""),
    ],
)
def test_an_error_ends_a_job_and_a_lost_database_only_delays_it(
    somebody: People, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str, failure: str
) -> None:
    job = ask(somebody(Role.CASEWORKER), "solve_again", {})

    def broken(work: Work) -> object:
        del work
        raise error

    monkeypatch.setattr(worker, "_function", lambda _: broken)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.once("x")
    job.refresh_from_db()
    assert (job.state, job.failure, job.result) == (state, failure, "")


def test_a_database_that_does_not_answer_ends_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(name: str) -> Job | None:
        del name
        raise OperationalError("database is locked")

    monkeypatch.setattr(worker, "take", busy)
    assert not worker.once_it_answers("x", lambda: False)
    monkeypatch.setattr(worker, "take", lambda _: None)
    assert not worker.once_it_answers("x", lambda: False)


def test_a_worker_that_ended_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    class Process:
        """A server that lasts for three looks, and workers of which the first ends at once."""

        def __init__(self, command: list[str], env: dict[str, str]) -> None:
            del env
            begun.append("worker" if command[-1] == "worker" else "server")
            self.number, self.looks = len(begun), 0

        def wait(self, timeout: float | None = None) -> int:
            self.looks += 1
            if begun[self.number - 1] == "server" and self.looks < 3:
                raise subprocess.TimeoutExpired("x", timeout or 0)
            return 0

        def poll(self) -> int | None:
            return 1 if self.number == 1 else None

        def terminate(self) -> None:
            """End."""

    monkeypatch.setattr("subprocess.Popen", Process)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert serve.run("127.0.0.1", 1, 1) == 0
    assert begun == ["worker", "server", "worker"]


# ----------------------------------------------------------------------------- many cases


def test_an_archive_opens_each_case_whole_or_tells_its_error(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    data = archive(
        {
            "a.yaml": TEXT,
            "sub/b.yml": TEXT,
            "c.yaml": "people: [",
            "readme.txt": "x",
            "__MACOSX/._a.yaml": "x",
        }
    )
    job = upload(client, "cases.zip", data)
    assert upload(client, "cases.zip", data) == job
    assert worker.once("x")
    job.refresh_from_db()
    assert (job.state, json.loads(job.result)) == (JobState.DONE, {"done": 2, "failed": 2})
    assert Case.objects.filter(owner=user).count() == 2
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert "Kaasuseid avatud: 2; avamata jäi: 2." in page
    assert all(f'href="/cases/{each.number}/"' in page for each in Case.objects.all())
    assert "<td>c.yaml</td>" in page
    assert "<td>readme.txt</td>" in page
    assert "Seda liiki faili ei avata." in page
    assert '<pre class="error">' in page


def test_an_import_goes_on_where_it_was_and_opens_nothing_twice(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    job = upload(signed_in(user), "list.yaml", "\n---\n".join([TEXT] * 3).encode())
    taken, calls = take("killed"), []
    assert taken is not None
    plain = importing._open

    def killed(*told: object) -> None:
        calls.append(told)
        if len(calls) == 2:
            raise KeyboardInterrupt
        plain(*told)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "_open", killed)
    with pytest.raises(KeyboardInterrupt):
        importing.import_cases(Work(taken))
    assert Case.objects.count() == 1
    Job.objects.update(alive_at=None)
    assert worker.once("y")
    job.refresh_from_db()
    assert json.loads(job.result) == {"done": 3, "failed": 0}
    assert Case.objects.count() == Version.objects.count() == 3
    # Once more does only what failed: nothing is left to do.
    signed_in(user).post(f"/jobs/{job.pk}/again/")
    assert worker.once("y")
    assert Case.objects.count() == 3


def test_what_was_uploaded_cannot_be_read_in_the_database_and_goes_when_it_is_opened(
    somebody: People,
) -> None:
    upload(signed_in(somebody(Role.CASEWORKER)), "mari-näide.yaml", TEXT.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, content FROM jobs_item")
        stored = " ".join(map(str, cursor.fetchone()))
        cursor.execute("SELECT arguments FROM jobs_job")
        stored += str(cursor.fetchone())
    assert "mari-n" not in stored.casefold()  # four letters alone come by chance
    worker.once("x")
    item = Item.objects.get()
    assert (item.outcome, item.content) == (Outcome.DONE, "")


def test_a_case_that_cannot_be_solved_keeps_no_other_from_being_opened(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    job = upload(signed_in(user), "list.yaml", "\n---\n".join([TEXT] * 2).encode())
    plain, calls = open_case, []

    def breaking(*told: object, **named: object) -> Case:
        calls.append(named)
        if len(calls) == 1:
            raise ZeroDivisionError
        return plain(*told, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "open_case", breaking)
    worker.once("x")
    job.refresh_from_db()
    assert json.loads(job.result) == {"done": 1, "failed": 1}
    page = signed_in(user).get(f"/jobs/{job.pk}/").content.decode()
    assert "ei õnnestunud arvutada" in page


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("x.pdf", b"x", "kind"),
        ("x.zip", b"no archive", "broken"),
        ("x.zip", archive({}), "empty"),
        ("x.zip", archive({"a.txt": "x"}), "empty"),
        ("x.yaml", b"# only a comment\n---\n", "empty"),
        ("x.yaml", b"\xff\xfe\x00", "not_utf8"),
        ("x.yaml", b"a: 1\n---\n" * 2001, "too_many"),
        ("x.zip", archive({f"{at}.yaml": "" for at in range(2001)}), "too_many"),
        ("x.zip", archive({"a.yaml": "x" * 6_000_000}), "too_large"),
        ("x.yaml", b"x" * 20_000_001, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_upload_that_holds_no_case_files_says_why(name: str, data: bytes, key: str) -> None:
    with pytest.raises(UploadError) as told:
        files_of(name, data)
    assert told.value.key == f"cases.import.{key}"


def test_the_page_says_why_an_upload_is_refused_and_nothing_is_kept(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    for sent in ({}, {"file": SimpleUploadedFile("x.zip", b"no archive")}):
        answer = client.post("/cases/import/", {**sent, "token": "nonsense"})
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.content.decode()
    assert not Item.objects.exists()
    assert not Job.objects.exists()


def test_solving_again_finds_those_whose_answer_changed(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    same, changed, closed = opened(user), opened(user), opened(user)
    Case.objects.filter(pk=closed.pk).update(state=State.CLOSED)
    version = changed.versions.get()
    stored = json.loads(version.determination)
    stored["payments"][0]["least"]["cents"] += 1000
    stored["payments"][0]["most"]["cents"] += 1000
    version.determination = json.dumps(stored)
    version.save()
    client = signed_in(user)
    address = client.post("/cases/solve-again/")["Location"]
    assert worker.once("x")
    result = json.loads(Job.objects.get().result)
    assert result["looked"] == 2
    assert [each["number"] for each in result["changed"]] == [changed.number]
    (each,) = result["changed"]
    assert each["before"][0] - each["after"][0] == 1000
    page = client.get(address).content.decode()
    assert f'href="/cases/{changed.number}/"' in page
    assert f'href="/cases/{same.number}/"' not in page


def test_more_than_can_be_listed_are_counted_and_a_lost_database_is_no_fault_of_a_case(
    somebody: People, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = somebody(Role.CASEWORKER)
    for _ in range(3):
        opened(user)
    monkeypatch.setattr(one_by_one, "MOST_LISTED", 2)
    told: one_by_one.Told = {"met": [], "met_count": 0}
    found = Case.objects.order_by("number")
    ask(user, "solve_again", {})
    job = take("x")
    assert job is not None
    work = Work(job)

    def look(number: str, _: Version) -> None:
        one_by_one.put(told, "met", number)

    gone = found.last()
    assert gone is not None
    Case.objects.filter(pk=gone.pk).update(latest=3)
    one_by_one.look_at_each(work, found, told, look)
    assert (told["looked"], told["met_count"], told["unsolved"]) == (2, 2, [])
    Case.objects.filter(pk=gone.pk).update(latest=1)
    one_by_one.look_at_each(work, found, told, look)
    assert (told["met_count"], len(cast("list[str]", told["met"]))) == (5, 2)

    def lost(*_: object) -> None:
        raise OperationalError

    with pytest.raises(OperationalError):
        one_by_one.look_at_each(work, found, told, lost)


def test_solving_again_goes_on_where_it_was_and_tells_what_could_not_be_solved(
    somebody: People, opened: Opened
) -> None:
    user = somebody(Role.CASEWORKER)
    first, second = opened(user), opened(user)
    Version.objects.filter(case=second).update(content="people: [")
    job = ask(user, "solve_again", {})
    Job.objects.update(place=json.dumps({"looked": 7, "after": first.pk}))
    assert worker.once("x")
    job.refresh_from_db()
    told = json.loads(job.result)
    assert told == {
        "looked": 8, "changed": [], "changed_count": 0, "unsolved": [second.number],
        "unsolved_count": 1,
    }  # fmt: skip


def test_jobs_are_ones_own_and_what_came_of_them_is_told_to_nobody_else(
    somebody: People, opened: Opened
) -> None:
    owner, stranger, boss = (
        somebody(Role.CASEWORKER), somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    )  # fmt: skip
    opened(owner)
    job = upload(signed_in(owner), "perekond-tamm.yaml", b"people: [")
    worker.once("x")
    assert signed_in(stranger).get(f"/jobs/{job.pk}/").status_code == 404
    assert "perekond-tamm" in signed_in(owner).get(f"/jobs/{job.pk}/").content.decode()
    assert "perekond-tamm" not in signed_in(boss).get(f"/jobs/{job.pk}/").content.decode()
    assert signed_in(boss).post(f"/jobs/{job.pk}/again/").status_code == 404


def test_refreshing_what_is_on_the_screen_is_no_new_look(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    job, client = ask(user, "solve_again", {}), signed_in(user)
    page = client.get(f"/jobs/{job.pk}/").content.decode()
    assert f'data-hx-get="/jobs/{job.pk}/now/"' in page
    seen = Trailed.objects.filter(action="view.see_jobs")
    assert seen.count() == 1
    assert client.get(f"/jobs/{job.pk}/now/").status_code == 200
    assert 'data-hx-get="/jobs/now/' in client.get("/jobs/now/?state=waiting").content.decode()
    assert seen.count() == 1


@pytest.mark.slow
def test_nothing_is_lost_or_half_there_when_processes_are_killed() -> None:
    command = [sys.executable, "-m", "tests.workbench.crash", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
