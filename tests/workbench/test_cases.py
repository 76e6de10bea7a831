"""Cases in the browser: opening, seeing, changing, and two people at once."""

from __future__ import annotations

import pytest
from tests.workbench.conftest import EXAMPLES, Opened, People, signed_in

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.actions import set_state
from perenou.workbench.cases.models import Case, Mark, State, Version
from perenou.workbench.privacy.crypto import findable

pytestmark = pytest.mark.django_db

TEXT = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")


def test_a_pasted_case_is_opened_solved_and_shown(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    sent = {"title": "Kaks last", "content": TEXT, "token": "one"}
    answer = client.post("/entry/new/", sent, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "1 920 eurot" in page.replace("\u202f", " ").replace("\xa0", " ")
    assert "PHS § 17 lg 1" in page


def test_a_form_sent_twice_opens_one_case(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    sent = {"title": "Kaks last", "content": TEXT, "token": "one"}
    first, second = client.post("/entry/new/", sent), client.post("/entry/new/", sent)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_wrong_case_file_keeps_what_was_typed_and_says_where(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    wrong = TEXT.replace("children:", "childrn:")
    answer = client.post("/entry/new/", {"title": "x", "content": wrong, "token": "one"})
    assert answer.status_code == 422
    assert "childrn" in answer.content.decode()
    assert not Case.objects.exists()


def test_whoever_saves_second_is_told_and_loses_nothing(somebody: People, opened: Opened) -> None:
    user = somebody(Role.CASEWORKER)
    case, client = opened(user), signed_in(user)
    mine, theirs = TEXT.replace("Mari", "Minu"), TEXT.replace("Mari", "Teise")
    address = f"/entry/{case.number}/edit/"
    first = client.post(address, {"content": theirs, "token": "a", "based_on": "1"})
    assert first.status_code == 302
    second = client.post(address, {"content": mine, "token": "b", "based_on": "1"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Minu" in page
    assert "Teise" in page
    assert Version.objects.filter(case=case).count() == 2


def test_a_closed_case_that_is_changed_is_open_again(somebody: People, opened: Opened) -> None:
    owner = somebody(Role.CASEWORKER)
    case = opened(owner)
    set_state(owner, case, State.CLOSED)
    client = signed_in(owner)
    content = case.versions.get(number=1).content
    form = {"content": content, "based_on": "1", "token": "t", "title": case.title}
    page = client.post(f"/entry/{case.number}/edit/", form, follow=True).content.decode()
    case.refresh_from_db()
    assert (case.latest, case.state) == (2, State.OPEN)
    assert "avanes see uuesti" in page


def test_what_a_case_says_cannot_be_read_in_the_database(somebody: People, opened: Opened) -> None:
    from django.db import connection

    case = opened(somebody(Role.CASEWORKER))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, determination FROM cases_version")
        stored = " ".join(map(str, cursor.fetchone()))
    assert "Mari" not in stored
    assert Mark.objects.filter(case=case, digest=findable("mari")).exists()


def test_to_a_stranger_a_case_does_not_exist(somebody: People, opened: Opened) -> None:
    case, stranger = opened(somebody(Role.CASEWORKER)), somebody(Role.CASEWORKER)
    assert signed_in(stranger).get(f"/cases/{case.number}/").status_code == 404
    assert Event.objects.filter(action="refused", actor=stranger, about_id=case.number).exists()


def test_a_restricted_case_opens_only_after_its_purpose_is_told(
    somebody: People, opened: Opened
) -> None:
    owner, expert = somebody(Role.CASEWORKER), somebody(Role.EXPERT)
    case = opened(owner, is_restricted=True)
    address = f"/cases/{case.number}/"
    assert signed_in(expert).get(address).status_code == 404
    client = signed_in(owner)
    assert client.get(address)["Location"].startswith(f"{address}purpose/")
    client.post(f"{address}purpose/", {"purpose": "menetlen taotlust", "next": address})
    assert client.get(address).status_code == 200
    seen = Event.objects.get(action="view.see_case", about_id=case.number)
    assert seen.purpose == "menetlen taotlust"
