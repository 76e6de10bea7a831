"""Signing in with the state's service: what is believed, and what is not."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from tests.workbench.conftest import People
from tests.workbench.fake_issuer import FakeIssuer, running

from perenou.workbench.accounts import actions, state_sign_in
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.configuration import Configuration, ConfigurationError, SignIn, read

pytestmark = pytest.mark.django_db

CODE = "EE38001085718"


@pytest.fixture
def issuer(settings: Any) -> Iterator[FakeIssuer]:
    """The service, told to the workbench."""
    with running() as found:
        known = SignIn(
            found.address, "perenou", "secret",
            f"{found.address}/oidc/.well-known/openid-configuration", (), "substantial",
        )  # fmt: skip
        settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)
        state_sign_in._read.cache_clear()
        yield found


@pytest.fixture
def official(somebody: People) -> User:
    """Somebody whom the service knows."""
    user = somebody(Role.CASEWORKER)
    actions.know_as(somebody(Role.ADMINISTRATOR), user, CODE)
    return user


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *told: object) -> None:
        del told


def sent_back(address: str) -> str:
    """Where the service sends a person back to."""
    try:
        urllib.request.build_opener(_Stay).open(address)
    except urllib.error.HTTPError as answer:
        with answer:
            return str(answer.headers["Location"]).removeprefix("http://testserver")
    raise AssertionError("no redirect")


def signed(client: Client, after: str = "/cases/") -> Any:
    """What comes of a whole walk through the service."""
    begun = client.get("/account/state/", {"next": after})
    assert begun.status_code == 302
    return client.get(sent_back(begun["Location"]))


def refusal(answer: Any) -> str:
    assert answer.status_code == 403
    return str(answer.content.decode())


def test_an_official_signs_in(issuer: FakeIssuer, official: User) -> None:
    client = Client()
    assert "ID-kaardi" in client.get("/account/sign-in/").content.decode()
    answer = signed(client)
    assert answer["Location"] == "/cases/"
    assert client.get("/cases/").status_code == 200
    event = Event.objects.get(action="sign_in")
    assert event.actor == official
    assert "smartid" in event.detail
    assert CODE not in event.detail
    assert issuer.asked["scope"] == "openid"
    assert issuer.asked["response_type"] == "code"
    assert issuer.asked["acr_values"] == "substantial"
    assert issuer.asked["ui_locales"] == "et"
    assert not any("38001085718" in str(value) for value in client.session.values())


def test_the_page_to_go_to_is_one_of_ours(issuer: FakeIssuer, official: User) -> None:
    del issuer, official
    assert signed(Client(), "https://example.com/")["Location"] == "/"


def test_nobody_is_made_who_is_not_known(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.subject = "EE49002124277"
    people = User.objects.count()
    client = Client()
    assert "ei ole siin kasutajat" in refusal(signed(client))
    assert User.objects.count() == people
    assert client.get("/cases/").status_code == 302


def test_a_closed_account_stays_closed(issuer: FakeIssuer, official: User) -> None:
    del issuer
    User.objects.filter(pk=official.pk).update(is_active=False)
    assert "ei ole siin kasutajat" in refusal(signed(Client()))


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"}, {"nonce": None}, {"aud": "another"}, {"aud": ["perenou", "another"]},
        {"aud": None}, {"iss": "https://example.com"}, {"iss": None}, {"exp": None},
        {"iat": None}, {"iat": 4_102_444_800}, {"sub": None}, {"sub": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_was_not_made_for_this_sign_in_is_not_believed(
    issuer: FakeIssuer, official: User, changes: dict[str, object]
) -> None:
    del official
    issuer.changes = changes
    client = Client()
    refusal(signed(client))
    assert client.get("/cases/").status_code == 302
    assert Event.objects.filter(action="sign_in_failed").count() == 1


def test_a_token_that_is_too_old_is_told_as_such(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.changes = {"exp": int(time.time()) - 1}
    assert "liiga kaua" in refusal(signed(Client()))


def test_a_token_signed_by_another_key_is_not_believed(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.published = rsa.generate_private_key(65537, 2048)
    assert "ei saanud kinnitada" in refusal(signed(Client()))


def test_a_token_signed_in_another_way_is_not_believed(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.algorithm = "HS256"
    assert "ei saanud kinnitada" in refusal(signed(Client()))


def test_whoever_cancels_is_told_so(issuer: FakeIssuer) -> None:
    issuer.error = "user_cancel"
    assert "katkestati" in refusal(signed(Client()))


def test_an_error_of_the_service_is_told(issuer: FakeIssuer) -> None:
    issuer.error = "server_error"
    assert "ei vasta" in refusal(signed(Client()))


def test_a_service_that_is_down_is_told(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.is_down = True
    assert "ei vasta" in refusal(Client().get("/account/state/"))
    issuer.is_down = False
    client = Client()
    begun = client.get("/account/state/")
    back = sent_back(begun["Location"])
    issuer.is_down = True
    assert "ei vasta" in refusal(client.get(back))


def test_an_answer_works_once_and_in_the_browser_that_asked(
    issuer: FakeIssuer, official: User
) -> None:
    del issuer, official
    client = Client()
    back = sent_back(client.get("/account/state/")["Location"])
    assert "ei saanud kinnitada" in refusal(Client().get(back))
    assert client.get(back).status_code == 302
    client.post("/account/sign-out/")
    assert "ei saanud kinnitada" in refusal(client.get(back))


def test_a_method_or_level_that_is_not_taken_is_refused(
    issuer: FakeIssuer, official: User, settings: Any
) -> None:
    del official
    known = replace(settings.CONFIGURATION.sign_in, methods=("idcard", "mID"), level="high")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)
    said = "Selle vahendiga"
    assert said in refusal(signed(Client()))
    assert issuer.asked["scope"] == "openid idcard mid"
    issuer.changes = {"amr": ["mID"], "acr": "substantial"}
    assert said in refusal(signed(Client()))
    issuer.changes = {"amr": ["mID"], "acr": "high"}
    assert signed(Client()).status_code == 302


def test_roles_come_from_the_service_where_it_tells_them(
    issuer: FakeIssuer, official: User, settings: Any
) -> None:
    known = replace(settings.CONFIGURATION.sign_in, roles="roles")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)

    def roles() -> set[str]:
        return {each.role for each in User.objects.get(pk=official.pk).role_rows.all()}

    issuer.changes = {"roles": ["expert", "auditor", "cook"]}
    assert signed(Client()).status_code == 302
    assert roles() == {"expert", "auditor"}
    detail = json.loads(Event.objects.filter(action="account.changed").latest("pk").detail)
    assert (detail["before"], detail["roles"]) == (["caseworker"], ["auditor", "expert"])
    for nothing in (None, [], "expert", ["cook"]):
        issuer.changes = {"roles": nothing}
        assert "Sinu isikukoodiga" in refusal(signed(Client()))
    assert roles() == {"expert", "auditor"}
    User.objects.exclude(pk=official.pk).update(is_active=False)
    issuer.changes = {"roles": ["administrator"]}
    signed(Client())
    issuer.changes = {"roles": ["expert"]}
    signed(Client())
    assert roles() == {"administrator", "expert"}  # the last one stays


def test_somebody_from_abroad_needs_a_level(issuer: FakeIssuer, official: User) -> None:
    del official
    issuer.changes = {"amr": ["eIDAS"]}
    assert "Selle vahendiga" in refusal(signed(Client()))
    issuer.changes = {"amr": ["eIDAS"], "acr": "low"}
    assert "Selle vahendiga" in refusal(signed(Client()))
    issuer.changes = {"amr": ["eIDAS"], "acr": "substantial"}
    assert signed(Client()).status_code == 302


def test_a_token_without_a_level_is_refused_where_one_is_asked_for(
    issuer: FakeIssuer, official: User, settings: Any
) -> None:
    del official
    assert signed(Client()).status_code == 302  # neither we nor the service speak of levels
    issuer.document = {"acr_values_supported": ["low", "substantial", "high"]}
    state_sign_in._read.cache_clear()
    assert "Selle vahendiga" in refusal(signed(Client()))
    issuer.document = {}
    state_sign_in._read.cache_clear()
    known = replace(settings.CONFIGURATION.sign_in, is_level_told=True)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)
    assert "Selle vahendiga" in refusal(signed(Client()))
    issuer.changes = {"acr": "substantial"}
    assert signed(Client()).status_code == 302


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_address_that_others_could_read_is_not_gone_to(issuer: FakeIssuer, name: str) -> None:
    issuer.document = {name: "http://tara.example/x"}
    answer = Client().get("/account/state/")
    assert "ei ole turvaline" in refusal(answer)
    assert issuer.asked == {}


def test_another_issuer_behind_the_address_is_not_taken(issuer: FakeIssuer, settings: Any) -> None:
    known = replace(settings.CONFIGURATION.sign_in, issuer="https://example.com")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, sign_in=known)
    del issuer
    assert "ei vasta" in refusal(Client().get("/account/state/"))


def test_without_a_service_its_pages_do_not_exist() -> None:
    assert Client().get("/account/state/").status_code == 404
    assert Client().get("/account/state/back/").status_code == 404
    assert "ID-kaardi" not in Client().get("/account/sign-in/").content.decode()


def test_one_address_begins_and_another_is_sent_to(issuer: FakeIssuer) -> None:
    at = urlsplit(Client().get("/account/state/")["Location"])
    told = parse_qs(at.query)
    assert f"{at.scheme}://{at.netloc}{at.path}" == f"{issuer.address}/oidc/authorize"
    assert told["redirect_uri"] == ["http://testserver/account/state/back/"]
    assert len(told["state"][0]) == len(told["nonce"][0]) == 32


def configuration(**told: str) -> Configuration:
    names = {f"PERENOU_{key.upper()}": value for key, value in told.items()}
    keys = {
        "PERENOU_SECRET": "abcdefghij" * 5,
        "PERENOU_KEYS": "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=",
    }
    return read(keys | names)


def test_the_service_is_told_by_the_environment() -> None:
    told = {"oidc_issuer": "https://tara.example/", "oidc_client": "c", "oidc_secret": "s"}
    found = configuration(**told).sign_in
    assert found is not None
    assert found.issuer == "https://tara.example"
    assert found.discovery == "https://tara.example/.well-known/openid-configuration"
    assert (found.level, found.is_level_told) == ("substantial", False)
    more = configuration(**told, oidc_methods="idcard, mID", oidc_level="HIGH").sign_in
    assert more is not None
    assert (more.methods, more.level) == (("idcard", "mID"), "high")
    assert more.is_level_told
    with pytest.raises(ConfigurationError, match="PERENOU_OIDC_LEVEL"):
        configuration(**told, oidc_level="middling")
    with pytest.raises(ConfigurationError, match="PERENOU_PROXIES"):
        configuration(proxies="one")
