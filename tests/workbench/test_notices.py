"""Notices to everybody: who sees one and when, and that it is written, ended and written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localtime
from tests.workbench.conftest import People, signed_in

from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.notices.models import LONGEST_TEXT, Notice

pytestmark = pytest.mark.django_db

SAYS = {
    "et": "Hooldus täna kell 18 kuni 19",
    "en": "Maintenance today from 18 to 19",
    "ru": "Сегодня с 18 до 19 обслуживание",
}
SIGN_IN = "/account/sign-in/"


def at(hours: float) -> str:
    """A moment some hours from now, as a browser tells it."""
    return (localtime() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def typed(begins: float = -1, ends: float = 2) -> dict[str, str]:
    moments = {"begins": at(begins), "ends": at(ends)}
    return {**SAYS, "tone": "trouble", "token": "once", **moments}


def test_everybody_sees_a_notice_before_and_after_signing_in(somebody: People) -> None:
    administrator, other = signed_in(somebody(Role.ADMINISTRATOR)), somebody(Role.CASEWORKER)
    assert administrator.post("/notices/new/", typed()).status_code == 302
    pages = (Client().get(SIGN_IN), signed_in(other).get("/"), administrator.get("/no/such/"))
    for page in pages:
        assert f'<p class="trouble">{SAYS["et"]}</p>' in page.content.decode()
    for language in ("en", "ru"):
        client = Client()
        client.post("/language/", {"language": language})
        assert SAYS[language] in client.get(SIGN_IN).content.decode()


def test_a_notice_is_shown_from_its_beginning_to_its_end(somebody: People) -> None:
    administrator = signed_in(somebody(Role.ADMINISTRATOR))
    administrator.post("/notices/new/", typed(1, 2))
    notice = Notice.objects.get()
    now = localtime()
    for begins, ends, is_seen in ((1, 2, False), (-1, 1, True), (-2, -1, False)):
        notice.begins, notice.ends = now + timedelta(hours=begins), now + timedelta(hours=ends)
        notice.save()
        assert (SAYS["et"] in Client().get(SIGN_IN).content.decode()) is is_seen
        state = "now" if is_seen else ("later" if begins > 0 else "over")
        listed = administrator.get("/notices/", {"state": state}).content.decode()
        assert f'href="/notices/{notice.pk}/"' in listed


def test_a_form_sent_twice_writes_one_notice_and_it_is_ended_once(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    for _ in range(2):
        client.post("/notices/new/", typed())
    notice = Notice.objects.get()
    for _ in range(2):
        client.post(f"/notices/{notice.pk}/end/")
    assert SAYS["et"] not in Client().get(SIGN_IN).content.decode()
    done = Event.objects.filter(action__startswith="notice.").order_by("number")
    assert [each.action for each in done] == ["notice.written", "notice.ended"]


def test_what_is_wrong_is_told_at_its_field(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    for field, told in (
        ("ru", " "),
        ("et", "x" * (LONGEST_TEXT + 1)),
        ("begins", "tomorrow"),
        ("begins", "0001-01-01T00:00"),
        ("ends", at(-2)),
        ("ends", at(10_000)),
    ):
        answer = client.post("/notices/new/", typed() | {field: told})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.content.decode()
    assert not Notice.objects.exists()


def test_a_page_that_tells_of_a_lost_database_needs_no_notices(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from django.db import OperationalError

    def lost(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(Notice.objects, "filter", lost)
    assert Client().get(SIGN_IN).status_code == 200
