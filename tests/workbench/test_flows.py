"""Process analysis: a log comes in, is told, and nobody is named without a trace."""

from __future__ import annotations

import json
from datetime import timedelta
from gzip import compress
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from tests.workbench.conftest import People, signed_in

from perenou.process import read as process_read
from perenou.process.analyse import MODEL, Analysis, analyse
from perenou.process.read_csv import Table, open_table
from perenou.process.synthetic import synthetic
from perenou.process.tell import tell
from perenou.process.write_log import HEAD, as_csv, as_xes
from perenou.pseudonym import pseudonym
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.flows import actions, working
from perenou.workbench.flows.keeping import drop_unread
from perenou.workbench.flows.kept import findings_of, packed, report_of, report_text, unpacked
from perenou.workbench.flows.models import Log, Question, State, Telling
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.queue import cancel
from perenou.workbench.jobs.worker import once
from perenou.workbench.privacy.crypto import pseudonym_key
from perenou.workbench.proposals.evidence import begun_from, links

pytestmark = pytest.mark.django_db

CASES = 600


@pytest.fixture
def expert(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def page(expert: User) -> Client:
    return signed_in(expert)


@pytest.fixture(scope="module")
def csv() -> bytes:
    return as_csv(synthetic(CASES))


@pytest.fixture
def read(expert: User, monkeypatch: pytest.MonkeyPatch) -> Log:
    """An invented log that was read."""
    monkeypatch.setattr(working, "INVENTED_CASES", CASES)
    log = actions.invent(expert, "Näidis", token="read")
    assert once("worker")
    log.refresh_from_db()
    return log


def sent(page: Client, content: bytes, name: str = "logi.csv", **more: object) -> Log | None:
    """The log that a file became."""
    told = {"file": SimpleUploadedFile(name, content), "name": "Logi", "token": "t1", **more}
    response = page.post("/flows/new/", told)
    assert response.status_code in (302, 422)
    return Log.objects.first() if response.status_code == 302 else None


def test_a_table_is_brought_told_read_and_shown(page: Client, csv: bytes) -> None:
    log = sent(page, compress(csv), "logi.csv.gz", own_model="1")
    assert log is not None
    assert log.state == State.COLUMNS
    shown = page.get(f"/flows/{log.pk}/columns/").content.decode()
    assert all(f'<option value="{name}" selected>' in shown for name in HEAD)
    told = dict(
        zip(("case", "activity", "time", "lifecycle", "resource", "unit"), HEAD, strict=True)
    )
    assert page.post(f"/flows/{log.pk}/columns/", told).status_code == 302
    assert 'id="progress"' in page.get(f"/flows/{log.pk}/").content.decode()
    assert once("worker")
    log.refresh_from_db()
    assert (log.state, log.cases, log.raw) == (State.READY, CASES, "")
    whole = page.get(f"/flows/{log.pk}/?share=5").content.decode()
    assert "<svg" in whole
    assert "Kitsaskoht on „Otsuse kinnitamine“" in whole
    assert "PHS § 8 lg 1" in whole.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "N-000001" not in whole
    assert page.get(f"/flows/{log.pk}/now/").headers["HX-Refresh"] == "true"
    assert {each.language for each in Telling.objects.all()} == {"et", "en", "ru"}


def test_how_columns_were_told_is_there_next_time(page: Client) -> None:
    content = b"Nr;Mis;Millal\n1;a;2026-03-02 08:00\n1;b;2026-03-03 08:00\n"
    log = sent(page, content)
    assert log is not None
    told = {"case": "Nr", "activity": "Mis", "time": "Millal"}
    page.post(f"/flows/{log.pk}/columns/", told)
    assert actions.columns_for(("Nr", "Mis", "Millal")) == told
    # The same form sent again brings nothing; another file with the same head finds its columns.
    assert sent(page, content) == log
    other = sent(page, content, token="t2")
    assert other is not None
    shown = page.get(f"/flows/{other.pk}/columns/").content.decode()
    assert all(f'<option value="{name}" selected>' in shown for name in told.values())


def test_xes_needs_no_columns_and_a_model_of_ones_own_is_taken(page: Client) -> None:
    model = SimpleUploadedFile("m.bpmn", MODEL.read_bytes())
    log = sent(page, as_xes(synthetic(60)), "logi.xes", model=model)
    assert log is not None
    assert once("worker")
    log.refresh_from_db()
    assert log.state == State.READY
    assert "Vastavus mudelile" in page.get(f"/flows/{log.pk}/").content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "tühi"), (b"words", "ei ole tabel"), (b"<a/>", None), (b"\x1f\x8bx", "vigane")],
)
def test_what_is_no_log_is_said_and_nothing_is_kept(
    page: Client, content: bytes, said: str | None
) -> None:
    response = page.post(
        "/flows/new/",
        {"file": SimpleUploadedFile("x.csv", content), "name": "Minu logi", "token": "t"},
    )
    if said is None:
        # XML that is no XES shows itself when it is read.
        assert once("worker")
        (log,) = Log.objects.all()
        assert log.state == State.FAILED
        assert "XES" in page.get(f"/flows/{log.pk}/").content.decode()
        return
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="Minu logi"' in response.content.decode()
    assert not Log.objects.exists()


def test_columns_that_cannot_be_are_refused(page: Client, csv: bytes) -> None:
    log = sent(page, csv)
    assert log is not None
    for told in (
        {"case": "kaasus", "activity": "kaasus", "time": "aeg"},
        {"case": "kaasus", "activity": "tegevus"},
        {"case": "kaasus", "activity": "tegevus", "time": "nothing"},
    ):
        response = page.post(f"/flows/{log.pk}/columns/", told)
        assert response.status_code == 422
        assert 'role="alert"' in response.content.decode()
    assert not Job.objects.exists()


def test_the_first_rows_are_shown_to_whoever_brought_the_file_alone(
    page: Client, csv: bytes, somebody: People
) -> None:
    log = sent(page, csv)
    assert log is not None
    assert "N-000001" in page.get(f"/flows/{log.pk}/columns/").content.decode()
    other = signed_in(somebody(Role.EXPERT)).get(f"/flows/{log.pk}/columns/").content.decode()
    assert "kaasus" in other
    assert "N-000001" not in other


def test_a_file_that_nobody_had_read_is_deleted_after_a_week(
    page: Client, read: Log, csv: bytes
) -> None:
    old, new = sent(page, csv, token="old"), sent(page, csv, token="new")
    assert old is not None
    assert new is not None
    long_ago = timezone.now() - timedelta(days=8)
    Log.objects.filter(pk__in=(old.pk, read.pk)).update(made_at=long_ago)
    for _ in range(2):
        drop_unread()
    assert set(Log.objects.values_list("pk", flat=True)) == {new.pk, read.pk}
    assert Event.objects.filter(action="flow.unread_deleted").count() == 1


def test_a_page_unpacks_no_more_than_the_first_rows(
    page: Client, csv: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_read, "MOST_SHOWN", len(csv) // 2)
    whole: list[bytes] = []

    def opened(found: bytes) -> Table:
        whole.append(found)
        return open_table(found)

    monkeypatch.setattr(actions, "open_table", opened)
    log = sent(page, compress(csv), "logi.csv.gz")
    assert log is not None
    assert page.get(f"/flows/{log.pk}/columns/").status_code == 200
    assert len(whole) == 2
    assert all(csv.startswith(each) and len(each) <= len(csv) // 2 for each in whole)


def test_a_file_that_unpacks_to_too_much_is_refused_by_the_job(
    page: Client, csv: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MOST_UNPACKED", len(csv) - 1)
    log = sent(page, compress(csv), "logi.csv.gz")
    assert log is not None
    told = dict(zip(("case", "activity", "time"), HEAD, strict=False))
    page.post(f"/flows/{log.pk}/columns/", told)
    assert once("worker")
    log.refresh_from_db()
    assert log.state == State.FAILED
    assert "too_large" in log.failure


def test_what_is_told_while_a_log_is_measured_is_not_lost(
    page: Client, expert: User, read: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_of: list[str] = []

    def analysed(*given: object) -> Analysis:
        found = analyse(*given)  # type: ignore[arg-type]
        if not told_of:
            actions.set_up(expert, Log.objects.get(pk=read.pk), {}, ["Kinnitajad"])
        told_of.append(str(given[2]))
        return found

    monkeypatch.setattr(working, "analyse", analysed)
    actions.set_up(expert, read, {}, [])
    while once("worker"):
        pass
    assert told_of[0] == "[]"
    assert set(told_of[1:]) == {"['Kinnitajad']"}
    read.refresh_from_db()
    assert (read.state, json.loads(read.outside)) == (State.READY, ["Kinnitajad"])
    assert "Kitsaskoht on „" not in page.get(f"/flows/{read.pk}/").content.decode()


def test_reading_stops_when_it_is_asked_to(page: Client, expert: User, csv: bytes) -> None:
    log = sent(page, csv)
    assert log is not None
    told = dict(
        zip(("case", "activity", "time", "lifecycle", "resource", "unit"), HEAD, strict=True)
    )
    page.post(f"/flows/{log.pk}/columns/", told)
    log.refresh_from_db()
    assert log.job is not None
    cancel(expert, log.job)
    assert not once("worker")
    log.job.refresh_from_db()
    assert log.job.state == JobState.CANCELLED
    assert "katkestati" in page.get(f"/flows/{log.pk}/").content.decode()


def test_what_would_be_is_asked_and_answered(page: Client, read: Log) -> None:
    form = page.get(f"/flows/{read.pk}/what-if/").content.decode()
    assert "Kinnitajad" in form
    told = {f"staff-{at}": "2" for at in range(6)}
    told |= {"arrivals": "100", "replications": "5", "token": "q"}
    wrong = page.post(f"/flows/{read.pk}/what-if/", told | {"staff-0": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    for _ in range(2):
        assert page.post(f"/flows/{read.pk}/what-if/", told).status_code == 302
    (question,) = Question.objects.all()
    assert once("worker")
    question.refresh_from_db()
    assert question.state == State.READY
    shown = page.get(question.get_absolute_url()).content.decode()
    assert "Simuleeritud praegu" in shown
    assert page.get(question.get_absolute_url() + "now/").headers["HX-Refresh"] == "true"


def test_terms_and_units_are_told_anew(page: Client, read: Log) -> None:
    told = {
        "decided": "Määramise teatamine",
        "claim_received": "Taotlus saabus",
        "outside": "Kinnitajad",
    }
    assert page.post(f"/flows/{read.pk}/set-up/", told).status_code == 302
    assert once("worker")
    read.refresh_from_db()
    assert json.loads(read.outside) == ["Kinnitajad"]
    whole = page.get(f"/flows/{read.pk}/").content.decode()
    # What is outside the agency is no bottleneck of it.
    assert "Kitsaskoht on „" not in whole


def test_a_name_is_opened_by_right_for_a_purpose_and_written_down(
    page: Client, read: Log, somebody: People
) -> None:
    auditor = signed_in(somebody(Role.AUDITOR))
    called = pseudonym(pseudonym_key(), "case", "N-000001")
    told = {"called": called.lower(), "purpose": "Kontrollin kaebust"}
    assert page.post(f"/flows/{read.pk}/names/", told).status_code == 403
    assert auditor.post(f"/flows/{read.pk}/names/", {"called": called}).status_code == 422
    assert "N-000001" in auditor.post(f"/flows/{read.pk}/names/", told).content.decode()
    event = Event.objects.filter(action="flow.name_opened").get()
    assert (event.purpose, event.about_id) == ("Kontrollin kaebust", str(read.pk))
    assert called in event.detail
    assert "N-000001" not in event.detail
    typed = auditor.post(f"/flows/{read.pk}/names/", told | {"called": "Mari Näidis"})
    assert typed.status_code == 422
    # A name may have the form by chance.
    auditor.post(f"/flows/{read.pk}/names/", told | {"called": "Margaret"})
    assert not Event.objects.filter(detail__contains="MAR").exists()
    nobody = auditor.post(f"/flows/{read.pk}/names/", told | {"called": "MXXXXXXX"})
    assert "ei ole" in nobody.content.decode()


def test_what_is_kept_names_nobody_in_the_clear(read: Log) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM flows_log WHERE id = %s", [read.pk])
        (stored,) = cursor.fetchone()
    assert "N-000001" not in stored
    for telling in Telling.objects.all():
        text = telling.report + telling.pictures + telling.findings
        assert "N-000" not in text
        assert "approval-0" not in text


def test_tables_and_picture_are_downloaded(page: Client, read: Log) -> None:
    book = page.get(f"/flows/{read.pk}/file/xlsx/")
    assert book.content[:2] == b"PK"
    assert page.get(f"/flows/{read.pk}/file/svg/?share=0").content.startswith(b"<?xml")
    assert page.get(f"/flows/{read.pk}/file/svg/?share=0019").status_code == 200
    assert page.get(f"/flows/{read.pk}/file/exe/").status_code == 404
    assert Event.objects.filter(action="flow.exported").count() == 3


def test_proposals_are_offered_only_where_they_are(page: Client, read: Log) -> None:
    whole = page.get(f"/flows/{read.pk}/").content.decode()
    try:
        address = reverse("proposals:new")
    except NoReverseMatch:
        assert "from=process" not in whole
    else:
        assert f"{address}?from=process" in whole


def test_a_proposal_says_the_finding_that_it_began_with_and_leads_back(
    page: Client, read: Log
) -> None:
    found = findings_of(Telling.objects.get(log=read, language="et").findings)
    ((its, said),) = [each for each in found.items() if "Kitsaskoht on" in each[1]]
    form = page.get(f"{reverse('proposals:new')}?from=process&key={read.pk}.{its}")
    assert said in unescape(form.content.decode())
    begun = begun_from("process", f"{read.pk}.{its}")
    (link,) = links(begun)
    assert (link.evidence.said, link.address) == (said, read.get_absolute_url())
    for key in (f"{read.pk}.0", f"7777.{its}", str(read.pk), f"x.{its}", f"{'9' * 60}.{its}"):
        (link,) = links(begun_from("process", key))
        assert link.evidence.said == ""


def test_who_may_only_look_brings_nothing(read: Log, somebody: People) -> None:
    auditor, caseworker = signed_in(somebody(Role.AUDITOR)), signed_in(somebody(Role.CASEWORKER))
    assert auditor.get(f"/flows/{read.pk}/").status_code == 200
    assert auditor.get("/flows/new/").status_code == 403
    assert auditor.post(f"/flows/{read.pk}/delete/").status_code == 403
    assert caseworker.get("/flows/").status_code == 403


def test_a_log_is_deleted_with_all_that_was_told(page: Client, read: Log) -> None:
    assert page.post(f"/flows/{read.pk}/delete/", {"confirmed": "1"}).status_code == 302
    assert not Log.objects.exists()
    assert not Telling.objects.exists()


def test_logs_and_reports_come_back_as_they_were() -> None:
    log = synthetic(50)
    again = unpacked(packed(log))
    assert (again.cases, again.activities) == (log.cases, log.activities)
    assert (again.ended == log.ended).all()
    report = tell(analyse(log), "et")
    assert report_of(report_text(report)) == report
