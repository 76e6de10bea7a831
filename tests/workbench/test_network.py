"""Partners: what is asked of them and by them, letters as files, reminders, meetings."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import cast
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from icalendar import Calendar
from tests.workbench.conftest import Opened, People, signed_in

from perenou.exchange import mail
from perenou.exchange.mail import Attachment, Mail
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.jobs.worker import once
from perenou.workbench.network import actions
from perenou.workbench.network.actions import WantedMeeting, WantedPartner, WantedRequest
from perenou.workbench.network.models import (
    Contact,
    Enclosure,
    Letter,
    Meeting,
    Partner,
    Request,
    Sort,
)
from perenou.workbench.network.named import look_through
from perenou.workbench.privacy.retention import ask_for_run, set_days
from perenou.workbench.tasks.actions import give
from perenou.workbench.tasks.models import State as TaskState
from perenou.workbench.tasks.models import Task

pytestmark = pytest.mark.django_db

DUE = localdate() + timedelta(20)


@pytest.fixture
def expert(somebody: People) -> User:
    return somebody(Role.EXPERT)


@pytest.fixture
def kela(expert: User) -> Partner:
    about = WantedPartner("Näidiskassa", Sort.LIAISON, "FI", "posti@kassa.example", "Töötamine")
    return actions.keep_partner(expert, about, None, based_on=0, token="kela")


def asked(user: User, partner: Partner, case: Case | None = None, token: str = "asked") -> Request:
    contact = partner.contacts.first()
    wanted = WantedRequest(partner, contact, "Järelepärimine", "Kas töötas?", DUE, case)
    return actions.ask(user, wanted, "et", token=token)


def reply(to: Request, text: str = "Töötas 2025. aastal.") -> bytes:
    of = to.letters.filter(way="out").latest("pk")
    made = Mail(
        "RE: Järelepärimine", "Aino Virtanen <aino@kassa.example>", ("ekspert@amet.example",),
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC), text, "<vastus-1@kassa.example>", (of.mail_id,),
        (Attachment("tõend.pdf", "application/pdf", b"%PDF-1.4 naidis"),),
    )  # fmt: skip
    return mail.written(made, is_draft=False)


def upload(content: bytes, name: str = "vastus.eml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_request_goes_out_as_a_letter_and_is_remembered(expert: User, kela: Partner) -> None:
    actions.add_contact(expert, kela, "Aino Virtanen", "ametnik", "aino@kassa.example", "",
                        token="c")  # fmt: skip
    client = signed_in(expert)
    form = {
        "partner": str(kela.pk), "contact": str(kela.contacts.get().pk), "token": "t",
        "subject": "Järelepärimine töötamise kohta", "text": "Kas töötas?", "due": DUE.isoformat(),
    }  # fmt: skip
    for _ in range(2):
        assert client.post("/network/new/", form).status_code == 302
    request = Request.objects.get()
    letter = request.letters.get()
    answer = client.get(f"/network/letters/{letter.pk}/")
    assert answer["Content-Type"] == "message/rfc822"
    sent = mail.read(answer.content)
    assert sent.subject == "Järelepärimine töötamise kohta"
    assert sent.recipients == ("Aino Virtanen <aino@kassa.example>",)
    assert sent.message_id == letter.mail_id
    reminder = Task.objects.get(source_key=f"request:{request.pk}")
    assert (reminder.owner, reminder.due_day, reminder.state) == (expert, DUE, TaskState.OPEN)
    assert client.get(f"/tasks/{reminder.pk}/").status_code == 200


def test_others_are_led_to_nothing_that_refuses_them(
    expert: User, kela: Partner, somebody: People
) -> None:
    """The reminder of a request and what it is linked with: opened by those who may see it."""
    request = asked(expert, kela)
    reminder = Task.objects.get()
    actions.bind(expert, request, "task", str(reminder.pk))
    for user, links in ((expert, 2), (somebody(Role.CASEWORKER), 0)):
        page = signed_in(user).get(f"/network/{request.pk}/").content.decode()
        assert page.count(f'href="/tasks/{reminder.pk}/"') == links


def test_an_answer_finds_its_request_and_ends_the_reminder(
    expert: User, kela: Partner, opened: Opened
) -> None:
    request = asked(expert, kela, opened(expert))
    client = signed_in(expert)
    for _ in range(2):
        answer = client.post("/network/mail/", {"file": upload(reply(request)), "token": "m"})
        assert answer["Location"] == request.get_absolute_url()
    request.refresh_from_db()
    assert (request.state, request.open_due) == ("answered", None)
    assert Task.objects.get(source_key=f"request:{request.pk}").state == TaskState.DONE
    came = request.letters.get(way="in")
    page = client.get(request.get_absolute_url()).content.decode()
    assert "Töötas 2025. aastal." in page
    assert f'href="/cases/{request.case.number}/"' in page  # type: ignore[union-attr]
    file = client.get(f"/network/files/{came.enclosures.get().pk}/")
    assert file.content == b"%PDF-1.4 naidis"
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")
    whole = mail.read(client.get(f"/network/letters/{came.pk}/").content)
    assert whole.attachments == mail.read(reply(request)).attachments


def test_what_a_partner_asks_is_noted_and_answered(expert: User, kela: Partner) -> None:
    client = signed_in(expert)
    letter = mail.written(
        Mail("Küsimus", "Aino <aino@kassa.example>", (), None, "Kas maksate?", "<k@kassa.example>"),
        is_draft=False,
    )
    unknown = client.post("/network/mail/", {"file": upload(letter), "subject": "Nende küsimus"})
    assert unknown.status_code == 422
    assert 'value="Nende küsimus"' in unknown.content.decode()
    form = {"subject": "Nende küsimus", "partner": str(kela.pk), "due": DUE.isoformat()}
    client.post("/network/mail/", {"file": upload(letter), "token": "n", **form})
    request = Request.objects.get()
    assert (request.way, request.state) == ("in", "open")
    assert "Kirjal ei olnud kuupäeva." in client.get(request.get_absolute_url()).content.decode()
    sent = {"text": "Maksame.", "is_answer": "on", "token": "w"}
    client.post(f"/network/{request.pk}/write/", sent)
    request.refresh_from_db()
    assert request.state == "answered"
    written = request.letters.get(way="out")
    assert written.replies_to == "<k@kassa.example>"
    assert Task.objects.get(source_key=f"request:{request.pk}").state == TaskState.DONE


def test_what_we_owe_is_told_as_ours_and_remembered_without_a_day(
    expert: User, kela: Partner
) -> None:
    wanted = WantedRequest(kela, None, "Nende küsimus", "", None, None)
    came = Mail("Küsimus", "Aino <aino@kassa.example>", (), None, "Kas maksate?", "<k2@a.example>")
    owed = actions.receive(expert, wanted, came, "et", token="owed-1")
    shown = signed_in(expert).get(owed.get_absolute_url()).content.decode()
    assert "ootab meie vastust" in shown
    assert "Jäta vastamata" in shown
    assert "Loobu ootamast" not in shown
    assert "Saabunud kiri · kuupäevata" in shown
    assert Task.objects.get(source_key=f"request:{owed.pk}").due_day is None


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"Subject: x\r\n\r\nx"])
def test_a_file_that_is_no_letter_is_refused_with_its_cure(
    expert: User, kela: Partner, content: bytes
) -> None:
    request = asked(expert, kela)
    client = signed_in(expert)
    for address in ("/network/mail/", f"/network/{request.pk}/mail/"):
        answer = client.post(address, {"file": upload(content)})
        assert answer.status_code == 422
        assert "-error" in answer.content.decode()
    assert request.letters.count() == 1


def test_requests_about_cases_are_seen_by_whoever_sees_the_case(
    expert: User, kela: Partner, somebody: People, opened: Opened
) -> None:
    owner, stranger = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(owner)
    request = asked(expert, kela, case)
    letter = request.letters.get()
    for user, expected in ((owner, 200), (stranger, 404), (expert, 200)):
        client = signed_in(user)
        assert client.get(request.get_absolute_url()).status_code == expected
        assert client.get(f"/network/letters/{letter.pk}/").status_code == expected
        assert ("Järelepärimine</a>" in client.get("/network/").content.decode()) == (
            expected == 200
        )
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    assert signed_in(expert).get(request.get_absolute_url()).status_code == 404
    asks = signed_in(owner).get(request.get_absolute_url())
    assert asks.status_code == 302
    assert "/purpose/" in asks["Location"]


def test_a_case_tells_its_requests_and_tasks_to_those_who_see_it(
    expert: User, kela: Partner, somebody: People, opened: Opened
) -> None:
    owner, stranger = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(owner)
    request = asked(expert, kela, case)
    task = give(owner, owner, "Arvuta uuesti", None, "case", case.number)
    at = f"/network/case/{case.number}/"
    page = signed_in(owner).get(at).content.decode()
    assert request.get_absolute_url() in page
    assert task.get_absolute_url() in page
    assert f'href="{at}"' in signed_in(owner).get(f"/cases/{case.number}/").content.decode()
    assert signed_in(stranger).get(at).status_code == 404
    form = signed_in(expert).get(f"/network/new/?case={case.number}").content.decode()
    assert f'value="{case.number}"' in form


def test_a_form_that_fails_keeps_what_was_typed(expert: User, kela: Partner) -> None:
    other = actions.keep_partner(
        expert, WantedPartner("Vald", Sort.MUNICIPALITY, "EE", "", ""), None, based_on=0, token="o"
    )
    person = actions.add_contact(expert, other, "Keegi", "", "", "", token="p")
    client = signed_in(expert)
    wrong = client.post(
        "/network/new/",
        {"partner": str(kela.pk), "contact": str(person.pk), "subject": "x", "text": "",
         "due": "eile", "case": "9999-1"},
    )  # fmt: skip
    page = wrong.content.decode()
    assert wrong.status_code == 422
    for field in ("contact", "subject", "text", "due", "case"):
        assert f'id="{field}-error"' in page
    bad = client.post("/network/partners/new/", {"name": "x", "sort": "?", "country": "XX",
                                                  "email": "nimi@"})  # fmt: skip
    for field in ("name", "sort", "country", "email"):
        assert f'id="{field}-error"' in bad.content.decode()


def test_of_two_who_change_a_partner_the_later_is_told(
    expert: User, kela: Partner, somebody: People
) -> None:
    form = {"sort": "liaison", "country": "FI", "is_active": "1", "based_on": "0"}
    at = f"/network/partners/{kela.pk}/change/"
    colleague = signed_in(somebody(Role.SERVICE_OWNER))
    assert colleague.post(at, form | {"name": "Kolleegi nimi"}).status_code == 302
    told = signed_in(expert).post(at, form | {"name": "Minu nimi"})
    assert told.status_code == 409
    assert "Kolleegi nimi" in told.content.decode()
    assert 'value="Minu nimi"' in told.content.decode()


def test_waiting_ends_only_with_a_reason(expert: User, kela: Partner) -> None:
    request = asked(expert, kela)
    client = signed_in(expert)
    assert client.post(f"/network/{request.pk}/drop/", {"words": " "}).status_code == 422
    client.post(f"/network/{request.pk}/drop/", {"words": "Selgus registrist"})
    request.refresh_from_db()
    assert request.state == "dropped"
    assert Task.objects.get(source_key=f"request:{request.pk}").state == TaskState.DONE


def test_what_is_agreed_at_a_meeting_are_tasks(expert: User, kela: Partner) -> None:
    client = signed_in(expert)
    form = {"title": "Poolaasta ülevaade", "partner": str(kela.pk), "day": "2030-01-15",
            "time": "10:30", "minutes": "90", "place": "Tallinn", "token": "m"}  # fmt: skip
    wrong = client.post("/network/meetings/new/", form | {"time": "25:99", "minutes": "-1"})
    assert wrong.status_code == 422
    at = client.post("/network/meetings/new/", form)["Location"]
    meeting = Meeting.objects.get()
    agreed = {"what": "Saata näidisvastus", "owner": str(expert.pk), "due": DUE.isoformat()}
    for _ in range(2):
        client.post(f"{at}agree/", agreed | {"token": "a"})
    task = Task.objects.get()
    assert (task.title, task.due_day) == ("Saata näidisvastus", DUE)
    assert "Saata näidisvastus" in client.get(at).content.decode()
    request = asked(expert, kela)
    answer = client.get("/network/calendar/")
    assert unquote(answer["Content-Disposition"]).endswith(" Perenõu koostöö.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    told = {str(event["UID"]): event.decoded("DTSTART") for event in events}
    assert told[str(request.uid)] == DUE
    assert told[str(meeting.uid)] == datetime(2030, 1, 15, 8, 30, tzinfo=UTC)


def test_people_and_letters_cannot_be_read_where_they_are_stored(
    expert: User, kela: Partner
) -> None:
    actions.add_contact(expert, kela, "Aino Virtanen", "", "aino@kassa.example", "55512345",
                        token="c")  # fmt: skip
    request = asked(expert, kela)
    signed_in(expert).post("/network/mail/", {"file": upload(reply(request)), "token": "m"})
    with connection.cursor() as cursor:
        stored = ""
        for model in (Contact, Request, Letter, Enclosure):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            stored += str(cursor.fetchall())
    for secret in ("Virtanen", "aino@", "55512345", "Töötas 2025", "tõend", "naidis"):
        assert secret not in stored
    assert not [e for e in Event.objects.all() if "Virtanen" in e.detail + e.purpose]


def test_what_is_over_is_deleted_when_its_time_has_come(
    expert: User, kela: Partner, somebody: People
) -> None:
    left = actions.add_contact(expert, kela, "Lahkunud", "", "", "", token="1")
    stays = actions.add_contact(expert, kela, "Töötab", "", "", "", token="2")
    actions.end_contact(expert, left)
    old, open_one = asked(expert, kela, token="a"), asked(expert, kela, token="b")
    actions.drop(expert, old, "Pole vaja", "et")
    long_ago = timezone.now() - timedelta(days=400)
    Contact.objects.filter(pk=left.pk).update(left_at=long_ago)
    Request.objects.update(changed_at=long_ago)
    Task.objects.exclude(state=TaskState.OPEN).update(closed_at=long_ago)
    admin = somebody(Role.ADMINISTRATOR)
    ask_for_run(admin)
    once("w")
    assert Contact.objects.count() == 2  # without a time nothing is deleted
    set_days(admin, "network", 365)
    set_days(admin, "tasks", 365)
    ask_for_run(admin)
    once("w")
    assert list(Contact.objects.all()) == [stays]
    assert list(Request.objects.all()) == [open_one]
    assert [task.source_key for task in Task.objects.all()] == [f"request:{open_one.pk}"]


def test_a_person_is_given_the_letters_and_tasks_about_their_case(
    expert: User, kela: Partner, opened: Opened, somebody: People
) -> None:
    from perenou.workbench.cases.models import Mark
    from perenou.workbench.privacy.crypto import findable
    from perenou.workbench.privacy.person import export

    case = opened(expert)
    Mark.objects.create(case=case, digest=findable("49403136526"))
    asked(expert, kela, case)
    archive, _ = export(somebody(Role.AUDITOR), "49403136526", Kind.REAL, "päring", "et")
    with zipfile.ZipFile(BytesIO(archive)) as files:
        names = files.namelist()
        assert f"cases/{case.number}/network_letter.json" in names
        (task,) = [name for name in names if name.endswith("tasks_task.json")]
        assert "Näidiskassa" in json.loads(files.read(task))[0]["title"]


def test_caseworkers_see_and_do_not_write(kela: Partner, somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    assert client.get(kela.get_absolute_url()).status_code == 200
    assert client.get("/network/new/").status_code == 403


def test_nobody_is_told_of_a_meeting_twice(expert: User, kela: Partner) -> None:
    wanted = WantedMeeting("Kohtumine", kela, timezone.now(), 30, "", "")
    first = actions.keep_meeting(expert, wanted, None, based_on=0, token="same")
    assert actions.keep_meeting(expert, wanted, None, based_on=0, token="same") == first


BAILIFF = Mail(
    "Täitedokument", "Kristel Täitur <taitur@buroo.example>", ("info@amet.example",),
    datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    "Võlgnik Õie Ääsmäe-Ülane, isikukood 48806050006, elab Kase tn 5-12. Mis tal kinni on?",
    "<kusimus-1@buroo.example>",
)  # fmt: skip


def brought(client: Client, partner: Partner, letter: Mail, **told: str) -> HttpResponse:
    sent = {"partner": str(partner.pk), "token": letter.message_id[:20], **told}
    file = upload(mail.written(letter, is_draft=False))
    return cast("HttpResponse", client.post("/network/mail/", {**sent, "file": file}))


def test_a_letter_that_tells_of_somebody_is_its_owners_until_its_case_is_told(
    expert: User, kela: Partner, somebody: People, opened: Opened
) -> None:
    mine, other = signed_in(expert), signed_in(somebody(Role.EXPERT))
    assert brought(mine, kela, BAILIFF).status_code == 302
    request = Request.objects.get()
    assert request.subject == "Täitedokument"
    page = request.get_absolute_url()
    assert "48806050006" in mine.get(page).content.decode()
    assert other.get(page).status_code == 404
    letter = request.letters.get()
    assert other.get(f"/network/letters/{letter.pk}/").status_code == 404
    for listed in ("/network/", kela.get_absolute_url(), "/network/mail/"):
        assert "Täitedokument" not in other.get(listed).content.decode()
    assert other.post(f"{page}open/", {"open": "1"}).status_code == 404
    case = opened(expert)
    assert mine.post(f"{page}link/", {"link": "2020-9999"}).status_code == 422
    assert mine.post(f"{page}link/", {"link": case.number}).status_code == 302
    assert other.get(page).status_code == 200
    assert mine.post(f"{page}open/", {"open": "0"}).status_code == 422
    Case.objects.update(is_restricted=True)
    assert other.get(page).status_code == 404


def test_a_letter_of_nobody_is_for_all_and_its_owner_has_the_last_word(
    expert: User, kela: Partner, somebody: People
) -> None:
    mine, other = signed_in(expert), signed_in(somebody(Role.EXPERT))
    actions.add_contact(expert, kela, "Kristel Täitur", "", "", "5551234", token="k")
    plain = replace(BAILIFF, text="Kuidas arvestate elatist?\nKristel Täitur\ntel 5551234")
    brought(mine, kela, plain)
    request = Request.objects.get()
    page = request.get_absolute_url()
    assert other.get(page).status_code == 200
    file = replace(
        plain, message_id="<kusimus-2@buroo.example>",
        attachments=(Attachment("leht.pdf", "application/pdf", b"%PDF-1.4 naidis"),),
    )  # fmt: skip
    actions.take_in(expert, request, file, "et", token="file")
    assert other.get(page).status_code == 404  # what is in the file nobody here can tell
    assert mine.post(f"{page}open/", {"open": "1"}).status_code == 302
    assert other.get(page).status_code == 200
    assert mine.post(f"{page}open/", {"open": "0"}).status_code == 302
    assert other.get(page).status_code == 404
    kept = Event.objects.filter(action__in=("request.opened", "request.closed"))
    assert kept.count() == 2


def test_letters_that_were_here_before_are_closed_until_they_are_looked_through(
    expert: User, kela: Partner, somebody: People
) -> None:
    other = signed_in(somebody(Role.EXPERT))
    plain = asked(expert, kela)
    named = actions.receive(
        expert, WantedRequest(kela, None, "Võlg", "", None, None), BAILIFF, "et", token="named"
    )
    Request.objects.update(names_people=None)
    assert other.get(plain.get_absolute_url()).status_code == 404
    look_through()
    assert other.get(plain.get_absolute_url()).status_code == 200
    assert other.get(named.get_absolute_url()).status_code == 404


def test_a_subject_that_names_somebody_is_not_taken_from_a_letter(
    expert: User, kela: Partner
) -> None:
    client = signed_in(expert)
    answer = brought(client, kela, replace(BAILIFF, subject="Võlgnik Õie Ääsmäe-Ülane"))
    assert "millest kiri räägib" in answer.content.decode()
    code = brought(client, kela, BAILIFF, subject="Võlgnik 48806050006")
    assert "Siin on isikukood." in code.content.decode()
    assert not Request.objects.exists()
