"""Limits: how many requests, how large, and what is told to whoever passes one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.workbench.conftest import PASSWORD, People, signed_in

from perenou.workbench.accounts.models import Source
from perenou.workbench.accounts.rights import Role
from perenou.workbench.accounts.sources import count, is_over
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
