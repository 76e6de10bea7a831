"""Somebody without an account, who tries: nothing is told, nothing is changed, nothing breaks.

What is tried stands in docs/safety.md; each attempt goes over every address that there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from tests.workbench.addresses import PUBLIC, addresses, values_for
from tests.workbench.conftest import ALL, Opened, People
from tests.workbench.drill import SECRETS
from tests.workbench.questions import asked

from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.cases.models import Case, Version

pytestmark = pytest.mark.django_db

SIGN_IN: Final = "/account/sign-in/"

Answer = Any
"""What the client of the tests gives back."""

Attempt = Callable[[Client, str], Answer]


def asks(client: Client, at: str) -> Answer:
    return client.get(at)


def sends(client: Client, at: str) -> Answer:
    return client.post(at, {"title": "x", "content": "people: {}", "next": at, "token": "t"})


def forges_a_session(client: Client, at: str) -> Answer:
    client.cookies["sessionid"] = "a" * 32
    return client.get(at)


def seals_a_session_alone(client: Client, at: str) -> Answer:
    sealed = signing.dumps({"_auth_user_id": "1"}, key="guessed")
    client.cookies["sessionid"] = sealed
    return client.get(at)


def makes_up_a_token(client: Client, at: str) -> Answer:
    return client.get(at, headers={"Authorization": f"Bearer {'0' * 64}"})


def says_who_they_are(client: Client, at: str) -> Answer:
    names = ("X-Forwarded-User", "X-Remote-User", "Remote-User", "X-Forwarded-For", "X-Real-IP")
    return client.get(at, headers=dict.fromkeys(names, "127.0.0.1"))


def asks_by_other_methods(client: Client, at: str) -> Answer:
    for method in ("put", "patch", "delete", "options", "trace"):
        getattr(client, method)(at)
    return client.head(at)


def asks_as_a_part_of_a_page(client: Client, at: str) -> Answer:
    return client.get(at, headers={"HX-Request": "true"})


def climbs(client: Client, at: str) -> Answer:
    client.get(f"/static/../..{at}")
    client.get(f"/account/sign-in/..{at}")
    return client.get(f"{at}?next=https://example.com/&lang=../../etc/passwd")


ATTEMPTS: Final[tuple[Attempt, ...]] = (
    asks, sends, forges_a_session, seals_a_session_alone, makes_up_a_token, says_who_they_are,
    asks_by_other_methods, asks_as_a_part_of_a_page, climbs,
)  # fmt: skip


def test_a_stranger_learns_nothing_and_changes_nothing(somebody: People, opened: Opened) -> None:
    user = somebody(*Role)
    case = opened(user)
    asked(user, case)
    places = [
        (address, reverse(address.name, kwargs=values_for(address, case)))
        for address in addresses()
        if address.name not in PUBLIC
    ]
    before = [model.objects.count() for model in (Case, Version, User, Event)]
    ways = list(product(enumerate(ATTEMPTS), enumerate(places)))
    for (which, attempt), (number, (address, at)) in ways:
        if not ALL and (which + number) % len(ATTEMPTS):
            continue  # in a short run each address is tried in one way; `make pages` tries all
        answer = attempt(Client(), at)
        told, where = answer.content.decode(errors="replace"), (attempt.__name__, address.name)
        # A part of a page is answered by the way to sign in, which the script follows.
        way = answer.get("Location") or answer.get("HX-Redirect")
        assert answer.status_code in (302, 401, 403, 404, 405) or way, where
        assert way is None or way.startswith(SIGN_IN), where
        assert not any(word in told for word in (case.title, case.number, user.name)), where
    assert [model.objects.count() for model in (Case, Version, User, Event)] == before


def test_what_there_is_and_what_there_is_not_look_alike(somebody: People, opened: Opened) -> None:
    case = opened(somebody(Role.CASEWORKER))
    there, nowhere = Client().get(f"/cases/{case.number}/"), Client().get("/cases/2099-0001/")
    assert there.status_code == nowhere.status_code == 302
    assert there["Location"].replace(case.number, "") == nowhere["Location"].replace(
        "2099-0001", ""
    )


@pytest.mark.parametrize(
    "at",
    [
        "/.git/config", "/.env", "/secrets", "/perenou.sqlite3", "/static/../secrets", "/admin/",
        "/debug/", "/server-status", "/static/", "/media/", "/backup", "/environment",
        "/static/accounts/../../settings.py", "/robots.txt", "/docs/", "/graphql", "/phpinfo.php",
    ],
)  # fmt: skip
def test_nothing_of_the_inside_is_served(at: str) -> None:
    answer = Client().get(at)
    assert answer.status_code in (302, 404)
    assert not any(
        secret in answer.content.decode() for secret in SECRETS.values() if len(secret) > 9
    )


def test_what_is_tried_is_written_down() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "safety.md").read_text(encoding="utf-8")
    listed = page.partition("## A stranger")[2].partition("\n## ")[0]
    assert len(re.findall(r"^- ", listed, re.M)) == len(ATTEMPTS) + 2
