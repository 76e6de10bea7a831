"""What is typed into a long form stays its writer's: kept for a day, never anybody else's."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.workbench.conftest import People, signed_in
from tests.workbench.questions import asked

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.frame import typed
from perenou.workbench.frame.models import Typed

pytestmark = pytest.mark.django_db

FORM = "/questions/new/#0"
FIELDS = [["text", "Ema isikukood 38001010007"], ["theme", ""]]


def keep(client: Client, user: User, form: str = FORM, **more: str) -> int:
    sent = {"user": str(user.pk), "form": form, "content": json.dumps(FIELDS)} | more
    return int(client.post("/typed/", sent).status_code)


def kept(client: Client, form: str = FORM) -> list[list[list[str]]]:
    return [each["fields"] for each in client.get("/typed/", {"form": form}).json()["kept"]]


def test_what_is_typed_comes_back_to_its_writer_alone(somebody: People) -> None:
    one, other = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    assert keep(signed_in(one), one) == 200
    assert kept(signed_in(one)) == [FIELDS]
    assert kept(signed_in(other)) == []
    # A page of one is still open after another has signed in beside it.
    assert keep(signed_in(other), one) == 409
    assert kept(signed_in(other)) == []
    assert Client().get("/typed/", {"form": FORM}).status_code == 302


def test_what_is_typed_is_stored_encrypted_and_leaves_no_trace(somebody: People) -> None:
    one = somebody(Role.CASEWORKER)
    before = Event.objects.count()
    keep(signed_in(one), one)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM frame_typed")
        assert "38001010007" not in cursor.fetchone()[0]
    assert Event.objects.count() == before


def test_what_is_typed_goes_when_it_was_taken_and_stays_when_it_was_refused(
    somebody: People,
) -> None:
    one = somebody(Role.CASEWORKER)
    client = signed_in(one)
    keep(client, one)
    form = {"do": "send", "token": "t1", "typed": FORM, "text": "", "seen": "1"}
    assert client.post("/questions/new/", form).status_code == 422
    assert kept(client) == [FIELDS]
    told = {"text": "Kas toetus jääb?", "theme": "family_allowances", "importance": "3"}
    assert client.post("/questions/new/", form | told).status_code == 302
    assert kept(client) == []


def test_what_is_typed_stays_when_a_page_is_sent_on_with_a_refusal(somebody: People) -> None:
    one = somebody(Role.CASEWORKER)
    client = signed_in(one)
    keep(client, one, "/cases/many/#0")
    client.post("/cases/many/", {"typed": "/cases/many/#0", "do": "state"})
    assert kept(client, "/cases/many/#0") == [FIELDS]
    assert 'class="error"' in client.get("/cases/").content.decode()


def test_what_is_typed_goes_with_signing_out_and_after_a_day(somebody: People) -> None:
    one = somebody(Role.CASEWORKER)
    keep(signed_in(one), one)
    signed_in(one).post("/account/sign-out/")
    assert kept(signed_in(one)) == []
    keep(signed_in(one), one)
    Typed.objects.update(changed_at=timezone.now() - timedelta(hours=23))
    typed.forget()
    assert kept(signed_in(one)) == [FIELDS]
    Typed.objects.update(changed_at=timezone.now() - timedelta(hours=25))
    assert kept(signed_in(one)) == []
    typed.forget()
    assert not Typed.objects.exists()


def test_only_so_much_is_kept_and_nothing_but_fields(
    somebody: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = somebody(Role.CASEWORKER)
    client = signed_in(one)
    for wrong in ("", "[", "7", '{"a": 1}', '[["a", 1]]', '[["a"]]'):
        assert keep(client, one, content=wrong) == 422, wrong
    monkeypatch.setattr(typed, "MOST", 2)
    for at in range(4):
        keep(client, one, f"/tasks/{at}/#0")
    assert [each.form for each in Typed.objects.all()] == ["/tasks/3/#0", "/tasks/2/#0"]
    monkeypatch.setattr(typed, "LONGEST", 10)
    assert keep(client, one) == 422


def test_a_page_may_ask_who_is_there_without_keeping_the_session_alive(somebody: People) -> None:
    from perenou.workbench.accounts.middleware import RENEWED

    one = somebody(Role.CASEWORKER)
    client = signed_in(one)
    client.get("/account/own/")
    session = client.session
    session[RENEWED] -= 600
    session.save()
    told = client.get("/account/own/here/").json()
    assert told["user"] == one.pk
    assert told["left"] <= 1200
    assert client.session[RENEWED] == session[RENEWED]
    assert Client().get("/account/own/here/").status_code == 302


def test_a_form_that_is_sent_after_the_session_leads_back_to_its_page(somebody: People) -> None:
    question = asked(somebody(Role.CASEWORKER))
    sent = f"/questions/{question.number}/write/"
    page = f"http://testserver/questions/{question.number}/"
    came = Client().post(sent, {}, headers={"referer": page})
    assert came["Location"].endswith(f"?next=%2Fquestions%2F{question.number}%2F")
    came = Client().post(sent, {}, headers={"referer": "http://elsewhere.example/questions/"})
    assert came["Location"].endswith("?next=")
