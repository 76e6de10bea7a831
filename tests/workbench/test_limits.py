"""Limits: how many requests, how large, and what is told to whoever passes one."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.workbench.conftest import PASSWORD, People, signed_in

from perenou.workbench.accounts.models import Source
from perenou.workbench.accounts.rights import Role
from perenou.workbench.accounts.sources import address_of, count, is_over
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(settings: Any) -> None:
    """Five requests a minute."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, requests=5, proxies=0)


@pytest.mark.usefixtures("five")
def test_whoever_asks_too_much_waits_and_colleagues_do_not(somebody: People) -> None:
    one, other = signed_in(somebody(Role.EXPERT)), signed_in(somebody(Role.EXPERT))
    assert [one.get("/cases/").status_code for _ in range(6)] == [200] * 5 + [429]
    answer = one.get("/cases/")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert "Oota minut" in answer.content.decode()
    assert other.get("/cases/").status_code == 200
    Event.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert one.get("/cases/").status_code == 200


@pytest.mark.usefixtures("five")
def test_what_is_sent_counts_and_what_a_job_writes_does_not(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    for _ in range(9):
        record(user, "case.deleted")
    codes = [client.post("/account/own/keep/").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


@pytest.mark.usefixtures("five")
def test_guessing_addresses_counts_though_nothing_was_seen(somebody: People) -> None:
    client = signed_in(somebody(Role.EXPERT))
    codes = [client.get(f"/cases/2026-9{at}/").status_code for at in range(7)]
    assert codes == [404] * 5 + [429] * 2


@pytest.mark.usefixtures("five")
def test_a_stranger_is_counted_by_address() -> None:
    one, other = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert [one.get("/account/sign-in/").status_code for _ in range(6)] == [200] * 5 + [429]
    assert other.get("/account/sign-in/").status_code == 200
    Source.objects.update(minute=1)
    assert one.get("/account/sign-in/").status_code == 200


@pytest.mark.usefixtures("five")
def test_an_address_that_a_stranger_writes_into_a_header_counts_for_nothing() -> None:
    for at in range(5):
        Client().get("/account/sign-in/", headers={"X-Forwarded-For": f"192.0.2.{at}"})
    assert Client().get("/account/sign-in/").status_code == 429


def test_behind_a_proxy_of_ours_its_word_is_taken_and_no_other(settings: Any) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, requests=2, proxies=1)
    for at in range(3):
        told = {"X-Forwarded-For": f"192.0.2.{at}, 198.51.100.1"}
        last = Client().get("/account/sign-in/", headers=told).status_code
    assert last == 429
    other = {"X-Forwarded-For": "192.0.2.1, 198.51.100.2"}
    assert Client().get("/account/sign-in/", headers=other).status_code == 200


def test_whoever_asks_without_the_proxy_is_who_they_are(rf: Any, settings: Any) -> None:
    """As what starts the program does, to see whether it is well."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, proxies=1)
    assert address_of(rf.get("/health/live/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"
    assert Client().get("/health/live/").status_code == 200


def test_asking_whether_it_is_too_much_costs_two_queries(
    somebody: People, rf: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/")
    request.user = somebody(Role.EXPERT)
    with django_assert_num_queries(2):
        assert not is_over(request)
    count(request)
    with django_assert_num_queries(1):
        count(request)


def test_old_sources_are_forgotten(rf: Any) -> None:
    from django.contrib.auth.models import AnonymousUser

    Source.objects.create(digest="old", minute=1)
    request = rf.get("/")
    request.user = AnonymousUser()
    count(request)
    assert not Source.objects.filter(digest="old").exists()


def test_what_is_too_large_is_refused_before_it_is_read(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    answer = client.get("/cases/", CONTENT_LENGTH="30000000")
    assert answer.status_code == 413
    assert "25 MB" in answer.content.decode()


def test_a_text_that_is_too_large_is_told_as_such(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    answer = client.post("/entry/new/", {"title": "x", "content": "x" * 3_000_000, "token": "a"})
    assert answer.status_code == 413
    assert "2,5 MB" in answer.content.decode()


def test_a_file_of_another_kind_is_told_as_such(somebody: People) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in(somebody(Role.CASEWORKER))
    sent = {"title": "x", "token": "a", "file": SimpleUploadedFile("case.exe", b"MZ")}
    answer = client.post("/entry/new/", sent)
    assert answer.status_code == 422
    assert ".yaml" in answer.content.decode()


def test_signing_in_is_a_request_like_any_other(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = Client()
    client.post("/account/sign-in/", {"username": user.username, "password": PASSWORD})
    assert Source.objects.filter(requests=1).exists()


CASE: Final = b"people: {}\nchildren: {}\n"


def refused(client: Client, content: bytes = CASE) -> str:
    """The code of the error that somebody gets who brings a file; empty: it was opened."""
    told = {"title": "x", "token": "x", "file": SimpleUploadedFile("pere.yaml", content)}
    found = re.search(r"PN-\d+", client.post("/entry/new/", told).content.decode())
    return "" if found is None else found[0]


def test_one_person_fills_no_disk_and_colleagues_go_on(somebody: People, settings: Any) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, upload_mb=1)
    one, other = signed_in(somebody(Role.EXPERT)), signed_in(somebody(Role.EXPERT))
    half = CASE + b"#" * 600_000
    assert [refused(one, half) for _ in range(3)] == ["", "PN-413", "PN-413"]
    assert refused(other, half) == ""
    Source.objects.update(brought_on=localdate() - timedelta(days=1))
    assert refused(one, half) == ""


def test_a_file_that_the_scanner_knows_is_neither_opened_nor_saved(
    somebody: People, settings: Any
) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    with scanner(b"stream: OK", b"stream: Eicar-Signature FOUND", b"wrong") as (place, seen):
        settings.CONFIGURATION = replace(settings.CONFIGURATION, scanner=place)
        codes = [refused(client, CASE * at) for at in (1, 2, 9_000)]
    assert codes == ["", "PN-422", "PN-503"]
    assert seen == [CASE, CASE * 2, CASE * 9_000]
    assert Event.objects.filter(action="harmful_file", actor=user).count() == 1
    assert refused(client) == "PN-503"  # it is away, and nothing is opened unseen


@contextmanager
def scanner(*answers: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A scanner that says one thing after the other, and what it was shown."""
    seen: list[bytes] = []

    def listen(server: socket.socket) -> None:
        for told in answers:
            line, _ = server.accept()
            with line, line.makefile("rb") as came:
                assert came.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(came.read(4)):
                    content += came.read(size)
                seen.append(content)
                line.sendall(told + b"\0")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = Thread(target=listen, args=(server,), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", seen
        thread.join(10)
