"""What somebody sees of their own account: sessions, failed sign-ins, changes, tokens that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.workbench.conftest import PASSWORD, People, signed_in

from perenou.workbench.accounts import actions
from perenou.workbench.accounts.attempts import KEPT_FOR
from perenou.workbench.accounts.links import link_token
from perenou.workbench.accounts.models import Attempt, User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.configuration import SignIn
from perenou.workbench.interface import tokens

pytestmark = pytest.mark.django_db

ADDRESS = "192.0.2.77"


def entered(user: User, address: str = "127.0.0.1", password: str = PASSWORD) -> Client:
    client = Client(REMOTE_ADDR=address)
    client.post("/account/sign-in/", {"username": user.username, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/own/").status_code == 200


def test_one_session_is_ended_and_the_others_go_on(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    here, there = entered(user), entered(user, ADDRESS)
    page = here.get("/account/own/").content.decode()
    assert ADDRESS in page
    assert page.count("/account/own/sessions/") == 2  # of the other one, and of all others
    far = Attempt.objects.order_by("-pk")[0]
    stranger = entered(somebody(Role.CASEWORKER))
    stranger.post(reverse("accounts:own-session", args=[far.pk]))
    assert is_in(there)
    here.post(reverse("accounts:own-session", args=[far.pk]))
    assert (is_in(here), is_in(there)) == (True, False)
    # A session whose key changes is still told as this one.
    here.post("/account/own/sessions/")
    page = here.get("/account/own/").content.decode()
    assert page.count("see seanss") == 1
    assert ADDRESS not in page


def test_whoever_signs_in_is_told_of_failures_and_changes_since_the_last_time(
    somebody: People,
) -> None:
    user, admin = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    assert 'id="safety"' not in entered(user).get("/").content.decode()
    entered(user, ADDRESS, "guessed")
    entered(user, ADDRESS, "guessed again")
    actions.change(admin, user, user.name, user.unit, [Role.CASEWORKER, Role.EXPERT])
    page = entered(user).get("/").content.decode()
    block = page.partition('id="safety"')[2].partition("</section>")[0]
    assert "2" in block
    assert ADDRESS in block
    assert "Muutis kasutajat" in block
    assert admin.name in block
    assert 'id="safety"' not in entered(user).get("/").content.decode()


def test_addresses_and_sessions_are_encrypted_and_forgotten(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    entered(user, ADDRESS)
    Attempt.objects.update(at=Attempt.objects.get().at - KEPT_FOR - timedelta(days=1))
    client = entered(user, ADDRESS)
    (kept,) = Attempt.objects.all()
    assert (kept.address, kept.session) == (ADDRESS, client.cookies["sessionid"].value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, session FROM accounts_attempt")
        stored = str(cursor.fetchall())
    assert ADDRESS not in stored
    assert kept.session not in stored


def test_a_token_that_ends_within_two_weeks_is_told_in_time(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    tokens.make(user, "Minu programm", ["law"], 15)
    assert 'id="tokens"' not in client.get("/").content.decode()
    user.tokens.update(expires_on=localdate() + timedelta(days=14))
    assert "Minu programm" in client.get("/").content.decode()


def test_beside_the_states_sign_in_no_password_opens_anything(
    somebody: People, settings: Any
) -> None:
    user = somebody(*Role)
    link, inside = link_token(user), signed_in(user)
    known = SignIn("https://tara.example", "c", "s", "https://tara.example/x", (), "substantial")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known, passwords=False)
    told = {"username": user.username, "password": PASSWORD}
    assert Client().post("/account/sign-in/", told).status_code == 403
    assert not Client().login(**told)
    assert 'type="password"' not in Client().get("/account/sign-in/").content.decode()
    assert Client().get(f"/account/password/{link}/").status_code == 410
    assert 'type="password"' not in inside.get("/account/own/").content.decode()
    page = inside.get(reverse("accounts:show", args=[user.pk])).content.decode()
    assert reverse("accounts:link", args=[user.pk]) not in page


def test_the_limits_of_guessing_are_those_of_the_settings(somebody: People, settings: Any) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, failures=2, lock_minutes=1)
    user = somebody(Role.CASEWORKER)
    for _ in range(2):
        entered(user, password="guessed")
    user.refresh_from_db()
    assert user.locked_until is not None
    assert user.locked_until - Attempt.objects.first().at <= timedelta(minutes=1)  # type: ignore[union-attr]
    waiting = Client(REMOTE_ADDR="127.0.0.1")
    waiting.post("/account/sign-in/", {"username": "x", "password": "x"})
    assert waiting.post("/account/sign-in/", {"username": "x", "password": "x"}).status_code == 429
