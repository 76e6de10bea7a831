"""Accounts: signing in, locks, links, sessions, and what administrators do."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.workbench.conftest import PASSWORD, People, signed_in

from perenou.language.grammar import LANGUAGES, Language
from perenou.workbench.accounts import actions
from perenou.workbench.accounts.forms import is_subject, subject_of
from perenou.workbench.accounts.links import link_token, user_of_link
from perenou.workbench.accounts.middleware import RENEWED, SIGNED_IN
from perenou.workbench.accounts.models import Source, User
from perenou.workbench.accounts.passwords import faults
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.frame.words import say

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
NEW = "an entirely other password"


def attempt(username: str, password: str, address: str = "192.0.2.1") -> tuple[Client, int]:
    client = Client(REMOTE_ADDR=address)
    answer = client.post(SIGN_IN, {"username": username, "password": password})
    return client, answer.status_code


def is_in(client: Client) -> bool:
    return client.get("/account/own/").status_code == 200


def test_somebody_signs_in_and_is_told_when_they_last_did(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    attempt(user.username, PASSWORD)
    first = User.objects.get(pk=user.pk).last_login
    client, status = attempt(user.username.upper(), PASSWORD)
    assert status == 302
    assert first is not None
    assert User.objects.get(pk=user.pk).previous_login == first
    assert Event.objects.filter(action="sign_in", actor=user).count() == 2
    assert is_in(client)


def test_five_failures_lock_an_account_and_an_administrator_unlocks_it(somebody: People) -> None:
    user, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    for at in range(5):
        assert attempt(user.username, "wrong", f"192.0.2.{at}")[1] == 422
    assert attempt(user.username, PASSWORD, "192.0.2.9")[1] == 422
    assert Event.objects.filter(action="account.locked", about_id=user.pk).exists()
    client = signed_in(administrator)
    assert "lukus" in client.get(f"/account/users/{user.pk}/").content.decode()
    client.post(f"/account/users/{user.pk}/change/unlock/")
    assert attempt(user.username, PASSWORD, "192.0.2.9")[1] == 302


def test_an_address_that_guesses_waits_twice_as_long_each_time(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    for at in range(6):
        assert attempt(f"nobody{at}", "wrong")[1] == 422
    client = Client(REMOTE_ADDR="192.0.2.1")
    told = {"username": user.username, "password": PASSWORD}
    answer = client.post(SIGN_IN, told)
    assert answer.status_code == 429
    assert answer["Retry-After"] in ("1", "2")
    assert user.username in answer.content.decode()
    assert attempt(user.username, PASSWORD, "192.0.2.2")[1] == 302
    Source.objects.update(failed_at=timezone.now() - timedelta(seconds=3))
    assert attempt("nobody", "wrong")[1] == 422
    answer = client.post(SIGN_IN, told)
    assert (answer.status_code, answer["Retry-After"]) == (429, "4")


def test_no_address_stands_in_the_database(somebody: People) -> None:
    attempt(somebody(Role.CASEWORKER).username, "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_source")
        assert "192.0.2.1" not in str(cursor.fetchall())


def test_a_link_sets_a_password_once(somebody: People) -> None:
    user, client = somebody(Role.CASEWORKER), signed_in(somebody(Role.ADMINISTRATOR))
    page = client.post(f"/account/users/{user.pk}/link/").content.decode()
    found = re.search(r'value="http://testserver(/account/password/[^"]+)"', page)
    assert found
    stranger = Client()
    assert stranger.get(found[1]).status_code == 200
    wrong = stranger.post(found[1], {"password": NEW, "again": "differs"})
    assert wrong.status_code == 422
    assert stranger.post(found[1], {"password": NEW, "again": NEW})["Location"] == SIGN_IN
    assert stranger.get(found[1]).status_code == 410
    assert attempt(user.username, NEW)[1] == 302
    assert attempt(user.username, PASSWORD)[1] == 422


def test_a_later_link_or_a_closed_account_ends_an_earlier_link(somebody: People) -> None:
    user, client = somebody(Role.CASEWORKER), signed_in(somebody(Role.ADMINISTRATOR))

    def link() -> str:
        page = client.post(f"/account/users/{user.pk}/link/").content.decode()
        return str(re.findall(r'value="http://testserver(/account/password/[^"]+)"', page)[0])

    first, second = link(), link()
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    client.post(f"/account/users/{user.pk}/change/deactivate/")
    assert Client().get(second).status_code == 410


@pytest.mark.parametrize("token", ["1", "1-", "-", "zzzzzzzzzzzzzzzz-x", "õ-x"])
def test_a_link_that_nobody_made_opens_nothing(token: str) -> None:
    assert Client().get(f"/account/password/{token}/").status_code == 410


def test_a_new_password_ends_the_other_sessions_alone(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    here, elsewhere = signed_in(user), signed_in(user)
    told = {"present": "wrong", "password": NEW, "again": NEW}
    assert here.post("/account/own/password/", told).status_code == 422
    assert here.post("/account/own/password/", told | {"present": PASSWORD}).status_code == 302
    assert is_in(here)
    assert not is_in(elsewhere)


def test_somebody_signs_out_everywhere_else(somebody: People) -> None:
    user = somebody(Role.CASEWORKER)
    here, elsewhere = signed_in(user), signed_in(user)
    here.post("/account/own/sessions/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_a_closed_account_is_signed_out_at_once_and_for_good(somebody: People) -> None:
    user, administrator = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
    client = signed_in(user)
    signed_in(administrator).post(f"/account/users/{user.pk}/change/deactivate/")
    assert not is_in(client)
    assert attempt(user.username, PASSWORD)[1] == 422
    signed_in(administrator).post(f"/account/users/{user.pk}/change/activate/")
    assert not is_in(client)
    assert attempt(user.username, PASSWORD)[1] == 302


def test_the_last_administrator_stays(somebody: People) -> None:
    one, other = somebody(Role.ADMINISTRATOR), somebody(Role.ADMINISTRATOR, Role.EXPERT)
    client = signed_in(one)
    client.post(f"/account/users/{other.pk}/", {"name": "Other", "roles": ["expert"]})
    assert User.objects.get(pk=other.pk).roles == {Role.EXPERT}
    answer = client.post(f"/account/users/{one.pk}/", {"name": "One", "roles": ["expert"]})
    assert answer.status_code == 422
    assert "viimane administraator" in answer.content.decode()
    client.post(f"/account/users/{one.pk}/change/deactivate/")
    assert User.objects.get(pk=one.pk).is_active
    assert User.objects.get(pk=one.pk).roles == {Role.ADMINISTRATOR}


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_at_once_leave_one(somebody: People) -> None:
    one, other = somebody(Role.ADMINISTRATOR), somebody(Role.ADMINISTRATOR)

    def close(pair: tuple[User, User]) -> None:
        try:
            actions.deactivate(*pair)
        except actions.LastAdministratorError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(close, [(one, other), (other, one)]))
    assert User.objects.filter(is_active=True).count() == 1


def test_a_change_of_an_account_tells_old_and_new(somebody: People) -> None:
    admin, user = somebody(Role.ADMINISTRATOR), somebody(Role.CASEWORKER)
    before = user.name
    actions.change(admin, user, "Uus Nimi", "Võru", [Role.EXPERT])
    told = json.loads(Event.objects.get(action="account.changed").detail)
    assert (told["name"], told["unit"]) == ([before, "Uus Nimi"], ["", "Võru"])
    assert (told["before"], told["roles"]) == (["caseworker"], ["expert"])


def test_an_administrator_adds_an_account(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    told = {
        "username": "Uus.Inimene", "name": "Uus  Inimene", "unit": "Võru",
        "roles": ["caseworker", "trainer", "king"], "subject": "38001085718",
    }  # fmt: skip
    answer = client.post("/account/users/new/", told)
    user = User.objects.get(username="uus.inimene")
    assert answer["Location"] == f"/account/users/{user.pk}/"
    assert (user.name, user.unit) == ("Uus Inimene", "Võru")
    assert user.roles == {Role.CASEWORKER, Role.TRAINER}
    assert user.subject
    assert "38001085718" not in user.subject
    assert not user.has_usable_password()
    again = client.post("/account/users/new/", told)
    assert again.status_code == 422
    assert "juba olemas" in again.content.decode()
    taken = client.post("/account/users/new/", told | {"username": "teine"})
    assert "teise kasutajaga" in taken.content.decode()
    event = Event.objects.get(action="account.added")
    assert "38001085718" not in event.detail


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "a"), ("username", "tühik vahel"), ("username", "<b>"), ("name", ""),
        ("name", "x" * 121), ("unit", "x" * 81), ("roles", "king"), ("subject", "38001085719"),
        ("subject", "?"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_account_is_said_at_its_field(
    somebody: People, field: str, value: str
) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    told = {"username": "uus", "name": "Uus", "unit": "", "roles": "expert", "subject": ""}
    answer = client.post("/account/users/new/", told | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert not User.objects.filter(username="uus").exists()


def test_a_subject_is_a_country_and_a_code() -> None:
    assert subject_of(" 3800108 5718") == "EE38001085718"
    assert is_subject("EE38001085718")
    assert is_subject("FI010180-1234".replace("-", "A"))
    assert not is_subject("EE38001085719")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("password", "again", "key"),
    [
        ("short", "short", "too_short"), ("123123123123", "123123123123", "too_common"),
        ("somebody-somebody", "somebody-somebody", "too_similar"), ("x" * 129, "", "too_long"),
        (NEW, "differs", "differ"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_password_is_said_in_each_language(
    somebody: People, language: Language, password: str, again: str, key: str
) -> None:
    slots: dict[str, int] = {"too_short": {"least": 12}, "too_long": {"most": 128}}.get(key, {})
    user = somebody(Role.CASEWORKER)
    user.name = "Somebody Somebody"
    assert faults(password, again, user, language) == [say(f"password.{key}", language, **slots)]
    assert faults(NEW, NEW, user, language) == []


def test_a_session_ends_after_silence_and_after_half_a_day(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    assert is_in(client)
    session = client.session
    assert abs(session.get_expiry_date() - timezone.now() - timedelta(minutes=30)) < timedelta(
        minutes=1
    )
    session[SIGNED_IN] = int(time.time()) - 12 * 3600
    session.save()
    assert not is_in(client)


def test_a_part_of_a_page_never_holds_the_sign_in() -> None:
    told = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?page=2"}
    answer = Client().get("/cases/", headers=told)
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == "/account/sign-in/?next=%2Fcases%2F%3Fpage%3D2"
    assert Client().get("/cases/?page=2")["Location"] == answer["HX-Redirect"]


def test_a_session_in_use_is_renewed_once_a_minute(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    assert is_in(client)
    session = client.session
    session[RENEWED] = session[RENEWED] - 30
    session.save()
    is_in(client)
    assert client.session[RENEWED] == session[RENEWED]
    session[RENEWED] = session[RENEWED] - 60
    session.save()
    is_in(client)
    assert client.session[RENEWED] > session[RENEWED]


def test_a_session_that_is_about_to_end_can_go_on(somebody: People) -> None:
    client = signed_in(somebody(Role.CASEWORKER))
    is_in(client)
    session = client.session
    session[RENEWED] = int(time.time()) - 50
    session.save()
    assert 'data-session="1750"' in client.get("/account/own/").content.decode().replace(
        "1749", "1750"
    )
    assert client.post("/account/own/keep/").json() == {"left": 1800}


def test_accounts_are_listed_by_name_role_and_state_and_go_out_as_a_table(
    somebody: People,
) -> None:
    admin, closed, locked = (
        somebody(each) for each in (Role.ADMINISTRATOR, Role.EXPERT, Role.EXPERT)
    )
    User.objects.filter(pk=closed.pk).update(is_active=False, name="Aet Aas")
    User.objects.filter(pk=locked.pk).update(locked_until=timezone.now() + timedelta(hours=1))
    client = signed_in(admin)

    def names(query: str) -> list[str]:
        page = client.get(f"/account/users/?{query}").content.decode()
        return re.findall(r'<td><a href="/account/users/\d+/">([^<]+)</a>', page)

    assert names("") == ["Aet Aas", "Somebody 1", "Somebody 3"]
    assert names("order=-name") == ["Somebody 3", "Somebody 1", "Aet Aas"]
    assert names("state=closed") == ["Aet Aas"]
    assert names("state=locked") == ["Somebody 3"]
    assert names("state=open") == names("role=administrator") == ["Somebody 1"]
    table = client.get("/account/users/?role=expert&as=csv").content.decode()
    assert table.count("ekspert") == 2
    assert "suletud" in table


def test_an_administrator_gets_a_new_link_on_the_machine(somebody: People) -> None:
    """A first link that was lost shuts nobody out; nobody else gets one this way."""
    administrator = somebody(Role.ADMINISTRATOR)
    old = link_token(administrator)
    again = actions.invite_again(administrator.username)
    assert again == administrator
    assert user_of_link(old) is None
    assert user_of_link(link_token(again)) == administrator
    assert Event.objects.get(action="account.invited").about_id == str(administrator.pk)
    assert actions.invite_again(somebody(Role.EXPERT).username) is None
