"""A form that was refused, or asked back about, is answered at an address: going back works."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.workbench.conftest import Opened, OpenedPage, People, accessibility, signed_in
from tests.workbench.questions import asked, taken

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import grant, withdraw
from perenou.workbench.frame import answered
from perenou.workbench.frame.models import Typed
from perenou.workbench.tasks.actions import give

pytestmark = pytest.mark.django_db

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
CODE = "48806050006"


def test_a_refused_form_is_shown_at_an_address_to_whoever_sent_it(somebody: People) -> None:
    expert, other = somebody(Role.EXPERT), somebody(Role.EXPERT)
    question = taken(expert, asked(somebody(Role.CASEWORKER)))
    client, at = signed_in(expert), f"/questions/{question.number}/"
    client.get(at)
    form = {"text": f"Ema {CODE} saab 999 eurot, vt PHS § 999.", "typed": f"{at}write/#0"}
    content = json.dumps([["text", form["text"]]])
    client.post("/typed/", {"user": expert.pk, "form": form["typed"], "content": content})
    sent = client.post(f"{at}write/", form, headers=BROWSER)
    assert sent.status_code == 303
    where = sent["Location"]
    assert urlsplit(where).path == f"{at}write/"
    assert CODE not in where
    for _ in range(2):  # going back, or loading it anew
        shown = client.get(where, headers=BROWSER)
        assert shown.status_code == 422
        assert form["text"] in shown.content.decode()
    # What was refused is not taken: it is kept as typed, too.
    assert Typed.objects.filter(form=form["typed"]).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM frame_typed")
        assert not [row for row in cursor.fetchall() if CODE in row[0]]
    # Another reader, session or language, and who comes too late, get to the page itself.
    assert signed_in(other).get(where)["Location"] == at
    assert signed_in(expert).get(where)["Location"] == at
    client.post("/language/", {"language": "ru"})
    assert client.get(where)["Location"] == at
    client.post("/language/", {"language": "et"})
    assert client.get(where).status_code == 422
    Typed.objects.update(changed_at=timezone.now() - answered.SHOWN_FOR - timedelta(minutes=1))
    assert client.get(where)["Location"] == at


def test_whoever_asks_for_no_page_is_told_at_once_and_few_answers_are_kept(
    somebody: People,
) -> None:
    user = somebody(Role.CASEWORKER)
    client = signed_in(user)
    assert client.post("/tasks/new/", {"title": ""}).status_code == 422
    assert not Typed.objects.exists()
    for _ in range(answered.MOST + 2):
        assert client.post("/tasks/new/", {"title": ""}, headers=BROWSER).status_code == 303
    assert Typed.objects.count() == answered.MOST
    assert client.get("/typed/", {"form": Typed.objects.all()[0].form}).json() == {"kept": []}
    client.post("/account/sign-out/")
    assert not Typed.objects.exists()
    assert Client().post("/account/sign-in/", {}, headers=BROWSER).status_code == 422


def test_whoever_no_longer_reaches_a_case_is_not_shown_its_answers(
    somebody: People, opened: Opened
) -> None:
    owner, colleague = somebody(Role.CASEWORKER), somebody(Role.CASEWORKER)
    case = opened(owner)
    grant(owner, case, colleague)
    client, at = signed_in(colleague), f"/entry/{case.number}/edit/"
    sent = client.post(at, {"content": "people: [", "based_on": "1"}, headers=BROWSER)
    assert sent.status_code == 303
    assert client.get(sent["Location"]).status_code == 422
    looks = Event.objects.filter(actor=colleague, about_id=case.number, action__startswith="view.")
    before = looks.count()
    assert client.get(sent["Location"]).status_code == 422
    assert looks.count() == before + 1
    withdraw(owner, case, colleague)
    assert client.get(sent["Location"]).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_back_in_a_browser_over_what_was_refused_and_what_was_asked(
    somebody: People, opened: Opened, opened_page: OpenedPage
) -> None:
    user = somebody(Role.CASEWORKER)
    somebody(Role.CASEWORKER)
    for _ in range(2):
        opened(user)
    give(user, user, "Vaata üle", None)
    page = opened_page(user)
    page.goto("/tasks/new/")
    page.fill("#title", f"Helista {CODE}")
    page.click("main .actions button.primary")
    page.wait_for_selector("#title-error")
    assert accessibility(page) == []
    page.click(".crumbs a")
    page.wait_for_selector("h1 >> text=Ülesanded")
    page.go_back()
    page.wait_for_selector("#title-error")
    assert page.input_value("#title") == f"Helista {CODE}"
    # Mended and sent from there, it is taken.
    page.fill("#title", "Helista")
    page.click("main .actions button.primary")
    page.wait_for_selector("h1 >> text=Helista")
    page.goto("/cases/")
    for each in page.locator("input[name=chosen]").all():
        each.check()
    page.focus("[data-chooses-all]")
    page.keyboard.press("Enter")  # means no button
    page.click("button[value=close]")
    page.wait_for_selector("h1 >> text=Kas sulgeda")
    page.click("main a >> text=Loobu")
    page.wait_for_selector("table")
    page.go_back()
    page.wait_for_selector("h1 >> text=Kas sulgeda")
