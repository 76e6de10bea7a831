"""Personal data: unreadable where kept, found by keyed hash, masked, exported, deleted in time."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from tests.workbench.addresses import addresses
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.casework.case_file.personal_code import check_digit
from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.writer import to_mapping
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import verify
from perenou.workbench.cases.actions import open_case, restrict
from perenou.workbench.cases.find import found_by
from perenou.workbench.cases.models import Case, Kind, State, Version
from perenou.workbench.entry.actions import begin
from perenou.workbench.entry.facts_form import read_form
from perenou.workbench.entry.facts_page import facts_page
from perenou.workbench.entry.models import Draft, How
from perenou.workbench.jobs.models import Job, JobState
from perenou.workbench.jobs.work import Plain
from perenou.workbench.jobs.worker import once
from perenou.workbench.practice.models import Audit
from perenou.workbench.privacy.codes import code_at, masked, place_of
from perenou.workbench.privacy.crypto import UnreadableError
from perenou.workbench.privacy.person import WITHHELD
from perenou.workbench.privacy.retention import (
    count_due,
    delete_due,
    due,
    run_daily,
    set_days,
)
from perenou.workbench.privacy.rotation import encrypted_tables, rotate
from perenou.workbench.tasks.models import Task

pytestmark = pytest.mark.django_db

CODE = "48802030000"[:10] + str(check_digit("4880203000"))
TEXT = (
    (EXAMPLES / "everyday_two_children.yaml")
    .read_text(encoding="utf-8")
    .replace("    birth: 1988-02-03\n", f"    birth: 1988-02-03\n    personal_code: '{CODE}'\n")
)

Coded = Callable[..., Case]


@pytest.fixture
def coded(db: None) -> Coded:
    """Opens a case that names somebody with a personal code; each call another case."""
    del db
    made: list[Case] = []

    def make(owner: User, kind: Kind = Kind.REAL) -> Case:
        told = read_text(TEXT, "case.yaml")
        case = open_case(owner, told, title="Kaks last", token=f"coded-{len(made)}", kind=kind)
        made.append(case)
        return case

    return make


def everything_stored() -> str:
    """The whole database as it lies on the disk."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts.append(str(cursor.fetchall()))
    return "\n".join(texts)


def test_no_name_and_no_code_can_be_read_where_it_is_stored(somebody: People, coded: Coded) -> None:
    case, auditor = coded(somebody(Role.CASEWORKER)), somebody(Role.AUDITOR)
    client = signed_in(auditor)
    client.post("/privacy/person/", {"code": CODE, "purpose": "taotlus 1", "kind": "real"})
    signed_in(case.owner).post(f"/privacy/reveal/{case.number}/p0/")
    stored = everything_stored()
    assert "Kaks last" in stored
    for secret in (CODE, "Mari", "Jaan", "Juku"):
        assert secret not in stored


def test_cases_are_found_by_code_and_by_name_by_whoever_may_know_of_them(
    somebody: People, coded: Coded
) -> None:
    owner, expert, other = somebody(Role.CASEWORKER), somebody(Role.EXPERT), somebody(Role.TRAINER)
    case = coded(owner)
    for text in (CODE, "mari", "MARI näide", " Näide,  Mari ", f"mari {CODE}"):
        assert list(found_by(text, owner)) == [case], text
        assert list(found_by(text, expert)) == [case], text
        assert list(found_by(text, other)) == [], text
    for text in ("", "   ", "mar", "mari tamm", CODE[:10]):
        assert list(found_by(text, owner)) == [], text
    restrict(owner, case, is_restricted=True)
    assert list(found_by(CODE, expert)) == []
    assert list(found_by(CODE, owner)) == [case]


def test_a_code_is_masked_until_somebody_asks(somebody: People, coded: Coded) -> None:
    owner = somebody(Role.CASEWORKER)
    case = coded(owner)
    told = read_text(TEXT, "case.yaml")
    place = place_of(told, "mari")
    assert masked(CODE) == "488••••••••"
    assert (place, place_of(told, "leida")) == ("p0", "c1")
    assert code_at(told, place) == CODE
    assert [code_at(told, each) for each in ("p1", "c1", "p9", "x0", "p", "p²", "")] == [None] * 7
    client = signed_in(owner)
    answer = client.post(f"/privacy/reveal/{case.number}/{place}/")
    assert CODE in answer.content.decode()
    assert Event.objects.filter(action="code.revealed", about_id=case.number).count() == 1
    assert client.post(f"/privacy/reveal/{case.number}/p1/").status_code == 404
    assert client.get(f"/privacy/reveal/{case.number}/p0/").status_code == 405
    stranger = signed_in(somebody(Role.CASEWORKER))
    assert stranger.post(f"/privacy/reveal/{case.number}/p0/").status_code == 404


def test_no_page_of_a_case_shows_a_whole_code_unasked(somebody: People, coded: Coded) -> None:
    """Nor does a form; the text of the whole file does, and that is written down."""
    owner = somebody(Role.CASEWORKER)
    case = coded(owner)
    client = signed_in(owner)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert masked(CODE) in page
    assert f'formaction="/privacy/reveal/{case.number}/p0/"' in page
    parts = ("cases", "entry", "drafts")
    revealed = Event.objects.filter(action="code.revealed", about_id=case.number)
    for each in addresses():
        if set(each.arguments) == {"number"} and each.name.split(":")[0] in parts:
            before = revealed.count()
            shown = client.get(reverse(each.name, args=[case.number]))
            if each.name == "entry:edit":
                assert revealed.count() == before + 1
            elif shown["Content-Type"].startswith("text/html"):
                assert CODE not in shown.content.decode(), each.name


def test_a_masked_code_in_a_form_stays_what_it_is() -> None:
    mapping = to_mapping(read_text(TEXT, "case.yaml"))
    sent = QueryDict(mutable=True)
    sent.setlist("who.people", ["mari"])
    sent["people.mari.name"], sent["people.mari.personal_code"] = "Mari Muudetud", masked(CODE)
    read = read_form(sent, mapping)
    assert read["people"] == {"mari": {"name": "Mari Muudetud", "personal_code": CODE}}
    sent["people.mari.personal_code"] = "38001010000"
    assert read_form(sent, read)["people"]["mari"]["personal_code"] == "38001010000"  # type: ignore[call-overload, index]
    assert facts_page(mapping, "et").people[0].fields[1].value == masked(CODE)


def archive_of(answer: Any) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        return {
            name: json.loads(archive.read(name)) if name.endswith(".json") else
            archive.read(name).decode()
            for name in archive.namelist()
        }  # fmt: skip


def test_everything_about_a_person_is_exported_and_nothing_invented_with_it(
    somebody: People, coded: Coded, opened: Opened
) -> None:
    owner, auditor = somebody(Role.CASEWORKER), somebody(Role.AUDITOR)
    real, demo, other = coded(owner), coded(owner, Kind.DEMO), opened(owner)
    training = coded(owner, Kind.TRAINING)
    restrict(owner, real, is_restricted=True)
    Task.objects.create(title=f"Helista {CODE}", owner=owner, giver=owner)
    begin(owner, How.FACTS, {"mapping": {"title": f"Kodu {CODE}"}})
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<c>{CODE}</c>")
    for at, file in enumerate(
        (f"toetus;summa;kood;{CODE}".encode(), packed.getvalue(), b"kood;0" * 9)
    ):
        content = b64encode(file).decode()
        Audit.objects.create(owner=owner, sender="A", file_name=f"{at}", content=content, token=at)
    sent = {"code": CODE, "purpose": "isiku taotlus 5-1/2", "kind": "real"}
    answer = signed_in(auditor).post("/privacy/person/", sent)
    found = archive_of(answer)
    assert found["index.json"]["cases"] == [real.number]
    version = found[f"cases/{real.number}/cases_version.json"][0]
    assert CODE in version["content"]
    assert version["determination"]
    assert "token" not in version
    actions = [event["action"] for event in found["events.json"]]
    assert actions == ["case.opened", "case.restricted"]
    text = json.dumps(found)
    assert not any(case.number in text for case in (demo, other, training))
    # What holds the code and belongs to no case, and all of it as people read it.
    assert [row["title"] for row in found["elsewhere/tasks_task.json"]] == [f"Helista {CODE}"]
    assert CODE in found["elsewhere/entry_draft.json"][0]["content"]
    audits = found["elsewhere/practice_audit.json"]
    assert [(row["file_name"], row["content"]) for row in audits] == [("0", WITHHELD),
                                                                     ("1", WITHHELD)]  # fmt: skip
    assert f"Helista {CODE}" in found["index.html"]
    assert owner.name in found["index.html"]
    assert real.title in found[f"cases/{real.number}/{real.number}.html"]
    event = Event.objects.get(action="person.exported")
    assert (event.purpose, event.actor) == ("isiku taotlus 5-1/2", auditor)
    assert CODE not in event.detail
    found = archive_of(signed_in(auditor).post("/privacy/person/", sent | {"kind": "training"}))
    assert found["index.json"]["cases"] == [training.number]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": CODE[:10]}, "code-error"), ({"purpose": ""}, "purpose-error"),
        ({"code": "38001085718"}, "code-error"),
    ],
)  # fmt: skip
def test_an_export_that_cannot_be_made_says_why(
    somebody: People, coded: Coded, changes: dict[str, str], said: str
) -> None:
    coded(somebody(Role.CASEWORKER))
    sent = {"code": CODE, "purpose": "taotlus", "kind": "real"} | changes
    answer = signed_in(somebody(Role.AUDITOR)).post("/privacy/person/", sent)
    assert answer.status_code == 422
    assert f'id="{said}"' in answer.content.decode()


def closed(case: Case, days_ago: int) -> Case:
    then = timezone.now() - timedelta(days=days_ago)
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, changed_at=then)
    return case


def test_only_closed_cases_of_a_sort_are_deleted_and_only_when_their_time_is_over(
    somebody: People, coded: Coded
) -> None:
    owner, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    old, fresh = closed(coded(owner), 31), closed(coded(owner), 29)
    demo, still_open = closed(coded(owner, Kind.DEMO), 31), coded(owner)
    Case.objects.filter(pk=still_open.pk).update(changed_at=timezone.now() - timedelta(days=900))
    client = signed_in(administrator)
    assert "ei ole möödas" in client.get("/privacy/").content.decode()
    assert client.post("/privacy/", {"real": "30", "demo": "", "training": ""}).status_code == 302
    assert list(due(Kind.REAL, timezone.now())) == [old]
    asked = client.post("/privacy/run/retention/", {"confirmed": "1"})
    assert once("a worker")
    page = client.get(asked["Location"]).content.decode()
    assert ">1</td>" in page
    assert set(Case.objects.all()) == {fresh, demo, still_open}
    assert not Version.objects.filter(case_id=old.pk).exists()
    deleted = Event.objects.get(action="case.deleted")
    assert (deleted.about_id, deleted.actor) == (old.number, administrator)
    assert json.loads(deleted.detail) == {"versions": 1}
    assert Event.objects.filter(action="retention.run").count() == 1
    assert list(verify()) == []
    assert Event.objects.filter(about_id=old.number, action="case.opened").exists()


def test_what_is_past_its_time_goes_daily_where_that_is_told(
    somebody: People, coded: Coded, settings: Any
) -> None:
    case = coded(somebody(Role.CASEWORKER))
    Case.objects.filter(pk=case.pk).update(
        state=State.CLOSED, changed_at=timezone.now() - timedelta(days=9)
    )
    set_days(somebody(Role.ADMINISTRATOR), "real", 5)
    run_daily()
    assert Case.objects.exists()
    settings.CONFIGURATION = replace(settings.CONFIGURATION, deletes_daily=True)
    run_daily()
    assert not Case.objects.exists()
    assert Event.objects.get(action="retention.run").actor is None
    run_daily()
    assert Event.objects.filter(action="retention.run").count() == 1


def test_what_a_stopped_run_deleted_stands_in_the_trail(somebody: People, coded: Coded) -> None:
    """Each sort with what was deleted of it, counted as it was promised, in the same step."""
    owner = somebody(Role.CASEWORKER)
    closed(coded(owner), 31)
    then = timezone.now() - timedelta(days=31)
    task = Task.objects.create(owner=owner, giver=owner, title="V", state="done", closed_at=then)
    task.notes.create(actor=owner, what="done", words="Tehtud.", token="t")
    for sort in ("real", "tasks"):
        set_days(owner, sort, 30)
    assert count_due("tasks", timezone.now()) == 1

    def stopped(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delete_due(owner, stopped)
    assert not Task.objects.exists()
    assert Case.objects.exists()
    event = Event.objects.get(action="retention.deleted")
    assert (event.about_id, json.loads(event.detail)) == ("tasks", {"deleted": 1})


def test_entries_that_no_case_came_of_go_when_their_time_is_over(
    somebody: People, coded: Coded
) -> None:
    owner, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    case = coded(owner)
    old, fresh, of_case = (
        begin(owner, How.TEXT, {"content": "Mari"}, key=key, case=of)
        for key, of in (("a" * 32, None), ("b" * 32, None), ("", case))
    )
    for draft, days in ((old, 31), (fresh, 29), (of_case, 31)):
        then = timezone.now() - timedelta(days=days)
        Draft.objects.filter(pk=draft.pk).update(changed_at=then)
    client = signed_in(administrator)
    assert client.post("/privacy/", {"draft": "30"}).status_code == 302
    asked = client.post("/privacy/run/retention/", {"confirmed": "1"})
    assert once("a worker")
    assert ">1</td>" in client.get(asked["Location"]).content.decode()
    assert set(Draft.objects.all()) == {fresh, of_case}
    assert json.loads(Event.objects.get(action="retention.run").detail)["draft_deleted"] == 1


def test_without_a_time_nothing_is_ever_deleted(somebody: People, coded: Coded) -> None:
    closed(coded(somebody(Role.CASEWORKER)), 10_000)
    client = signed_in(somebody(Role.ADMINISTRATOR))
    client.post("/privacy/run/retention/", {"confirmed": "1"})
    once("a worker")
    assert Case.objects.count() == 1
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999", "1.5", "²"])
def test_a_time_that_cannot_be_is_said_at_its_field(somebody: People, days: str) -> None:
    answer = signed_in(somebody(Role.ADMINISTRATOR)).post("/privacy/", {"real": days})
    assert answer.status_code == 422
    assert 'id="error-real"' in answer.content.decode()
    assert f'value="{days}"' in answer.content.decode()


def test_a_time_is_set_and_taken_back(somebody: People) -> None:
    administrator = somebody(Role.ADMINISTRATOR)
    set_days(administrator, "real", 5)
    signed_in(administrator).post("/privacy/", {"real": "", "demo": "", "training": ""})
    assert Event.objects.filter(action="retention.set").count() == 2
    assert 'name="real" inputmode="numeric" maxlength="5" value=""' in (
        signed_in(administrator).get("/privacy/").content.decode()
    )


def test_keys_are_changed_without_losing_anything(
    somebody: People, coded: Coded, settings: Any
) -> None:
    case = coded(somebody(Role.CASEWORKER))
    ours = settings.CONFIGURATION
    fresh = Fernet.generate_key().decode()
    settings.CONFIGURATION = replace(ours, keys=(fresh, *ours.keys))
    before = everything_stored()
    signed_in(somebody(Role.ADMINISTRATOR)).post("/privacy/run/rotation/", {"confirmed": "1"})
    assert once("a worker")
    assert Job.objects.get().state == JobState.DONE
    assert everything_stored() != before
    assert list(found_by(CODE, case.owner)) == [case]
    assert list(verify()) == []
    settings.CONFIGURATION = replace(ours, keys=(fresh,))
    assert CODE in Version.objects.get(case=case).content
    settings.CONFIGURATION = ours
    with pytest.raises(UnreadableError):
        Version.objects.get(case=case)


def test_a_change_of_keys_goes_on_where_it_stopped(somebody: People, coded: Coded) -> None:
    owner = somebody(Role.CASEWORKER)
    for _ in range(3):
        coded(owner)
    first = Version.objects.order_by("pk").values_list("pk", flat=True)[0]
    table = [model for model, _ in encrypted_tables()].index(Version)
    reached: list[tuple[int, int]] = []
    place: dict[str, Plain] = {"table": table, "after": first, "done": 1}
    done = rotate(None, lambda at, of, _: reached.append((at, of)), place)
    # After the rest of the versions, the three cases are marked anew.
    whole = sum(model._default_manager.count() for model, _ in encrypted_tables()) + 3
    assert done == 6
    assert reached == [(3, whole), (6, whole)]


def test_a_hash_key_is_changed_and_everybody_is_still_found(
    somebody: People, coded: Coded, settings: Any
) -> None:
    ours = settings.CONFIGURATION
    case = coded(somebody(Role.CASEWORKER))
    fresh = Fernet.generate_key().decode()
    settings.CONFIGURATION = replace(ours, hash_keys=(fresh, *ours.hash_keys))
    assert list(found_by(CODE, case.owner)) == [case]  # by the earlier key, meanwhile
    rotate(None, lambda *_: None, {})
    assert list(verify()) == []  # both keys have sealed events
    settings.CONFIGURATION = replace(ours, hash_keys=(fresh,))
    assert list(found_by(CODE, case.owner)) == [case]
    assert list(verify()) != []  # the trail still needs the earlier one


def test_demo_and_training_data_never_stand_among_real_ones(somebody: People, coded: Coded) -> None:
    """What is invented is marked wherever it is listed, and no action makes one into the other."""
    owner = somebody(Role.CASEWORKER)
    case = coded(owner, Kind.DEMO)
    client = signed_in(owner)
    assert "näidis" in client.get("/cases/").content.decode()
    sent = {"content": TEXT, "token": "another", "based_on": "1", "kind": "real"}
    client.post(f"/entry/{case.number}/edit/", sent)
    case.refresh_from_db()
    assert (case.latest, case.kind) == (2, Kind.DEMO)
