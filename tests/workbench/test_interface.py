"""Programs ask over HTTP: only by a valid token, only what it allows, and the answers are true."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils.timezone import localdate
from tests.workbench.conftest import People, signed_in

from perenou.api.every import NAMES, OPERATIONS
from perenou.api.openapi import MOST_IN_BATCH, description
from perenou.api.operation import SCOPES
from perenou.language.grammar import LANGUAGES
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.interface import tokens
from perenou.workbench.interface.models import Token

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASE = (EXAMPLES / "everyday_two_children.yaml").read_text("utf-8")


@pytest.fixture
def secret(somebody: People) -> str:
    return tokens.make(somebody(Role.EXPERT), "Tabel", SCOPES, 30)[1]


def asked(name: str, told: object, secret: str = "", **headers: str) -> Any:
    if secret:
        headers["authorization"] = f"Bearer {secret}"
    content = told if isinstance(told, str) else json.dumps(told)
    return Client().post(
        f"/api/v1/{name}", content, content_type="application/json", headers=headers
    )


def problem(answer: HttpResponseBase, status: int) -> str:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()  # type: ignore[attr-defined]
    assert told["status"] == status
    assert told["code"].startswith(f"PN-{status}-")
    assert told["title"]
    assert told["detail"]
    return str(told["detail"])


def test_a_case_is_solved_as_everywhere_and_nothing_is_kept(secret: str) -> None:
    answer = asked("solve", {"case": CASE}, secret)
    assert answer.status_code == 200
    assert answer.json()["total"]["least"]["euros"] == "1920.00"
    assert answer["Cache-Control"] == "no-store"
    assert not Event.objects.filter(action__startswith="case").exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_no_json_is_refused_by_its_type(secret: str, kind: str) -> None:
    headers = {"authorization": f"Bearer {secret}"}
    told = json.dumps({"case": CASE})
    problem(Client().post("/api/v1/solve", told, content_type=kind, headers=headers), 415)


def test_every_answer_for_programs_is_an_attachment(secret: str) -> None:
    for answer in (
        asked("benefits", {}, secret), asked("solve", {"case": "["}, secret),
        asked("batch", {"questions": [{"operation": "benefits"}]}, secret),
        Client().get("/api/v1/openapi.json"), Client().get("/api/v1/nothing"),
    ):  # fmt: skip
        assert answer["Content-Disposition"] == 'attachment; filename="api.json"'


@pytest.mark.parametrize(
    "told", ["", "pn_", "pn_" + "a" * 43, "sessionid", "Bearer"], ids=lambda each: each or "none"
)
def test_nobody_unknown_is_answered(secret: str, told: str) -> None:
    del secret
    answer = asked("figures", {}, told)
    problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Bearer"
    problem(asked("batch", {"questions": [{"operation": "figures"}]}, told), 401)
    problem(asked("batch", "nonsense", told), 401)


def test_whoever_guesses_tokens_is_slowed_down(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = settings.CONFIGURATION
    values = {name: getattr(told, name) for name in told.__slots__}
    settings.CONFIGURATION = told.__class__(**{**values, "requests": 3})
    monkeypatch.setattr("perenou.workbench.accounts.sources.time.time", lambda: 6_000_000.0)
    for guess in range(3):
        problem(asked("figures", {}, f"pn_{guess}"), 401)
    problem(asked("figures", {}, "pn_4"), 429)


def test_a_browser_that_is_signed_in_is_no_program(somebody: People) -> None:
    client = signed_in(somebody(Role.ADMINISTRATOR))
    assert client.get("/api/v1/figures").status_code == 401


def test_a_token_ends_when_withdrawn_when_old_and_with_its_owner(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    made, secret = tokens.make(user, "Tabel", ("law",), 30)
    assert asked("figures", {}, secret).status_code == 200
    Token.objects.filter(pk=made.pk).update(expires_on=localdate() - timedelta(days=1))
    problem(asked("figures", {}, secret), 401)
    Token.objects.filter(pk=made.pk).update(expires_on=localdate())
    assert asked("figures", {}, secret).status_code == 200
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    problem(asked("figures", {}, secret), 401)
    type(user).objects.filter(pk=user.pk).update(is_active=True)
    tokens.end(user, made.pk)
    problem(asked("figures", {}, secret), 401)
    assert not tokens.end(somebody(Role.EXPERT), tokens.make(user, "x", ("law",), 1)[0].pk)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_a_token_asks_only_what_it_was_made_for(somebody: People, operation: Any) -> None:
    others = [each for each in SCOPES if each != operation.scope]
    _, secret = tokens.make(somebody(Role.EXPERT), "Tabel", others, 30)
    problem(asked(operation.name, {}, secret), 403)
    questions = [{"operation": operation.name, "question": {}}]
    problem(asked("batch", {"questions": questions}, secret), 403)


def test_the_secret_is_kept_nowhere(somebody: People) -> None:
    made, secret = tokens.make(somebody(Role.EXPERT), "Tabel", ("law",), 30)
    row = Token.objects.filter(pk=made.pk).values().get()
    assert secret not in str(row)
    assert not [each for each in Event.objects.all() if secret[12:] in str(each.detail)]


def test_more_than_a_minute_allows_is_refused(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 3)
    monkeypatch.setattr("perenou.workbench.interface.tokens.time.time", lambda: 6_000_000.0)
    two = {"questions": [{"operation": "benefits"}, {"operation": "benefits"}]}
    assert asked("batch", two, secret).status_code == 200
    assert asked("benefits", {}, secret).status_code == 200
    refused = asked("benefits", {}, secret)
    problem(refused, 429)
    assert refused["Retry-After"] == "60"
    monkeypatch.setattr("perenou.workbench.interface.tokens.time.time", lambda: 6_000_060.0)
    assert asked("benefits", {}, secret).status_code == 200


def test_what_is_looked_up_can_be_asked_by_its_address_and_is_not_sent_twice(secret: str) -> None:
    client = Client(headers={"authorization": f"Bearer {secret}"})
    first = client.get("/api/v1/provision?provision=PHS § 17 lg 1&day=2026-11-01&language=en")
    assert first.json()["citation"] == "PHS § 17 lg 1"
    again = client.get(
        "/api/v1/provision?provision=PHS § 17 lg 1&day=2026-11-01&language=en",
        headers={"if-none-match": first["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/provision?provision=PHS § 18&day=2026-11-01&language=en",
                       headers={"if-none-match": first["ETag"]})  # fmt: skip
    assert other.status_code == 200
    for name in ("solve", "check_act", "batch"):
        problem(client.get(f"/api/v1/{name}"), 405)


def test_of_many_questions_each_is_answered_by_itself(secret: str) -> None:
    answers = asked(
        "batch",
        {
            "questions": [
                {"operation": "solve", "question": {"case": CASE}},
                {"operation": "solve", "question": {"case": {}, "whatever": 1}},
                {"operation": "guess"},
                {"operation": "benefits", "question": {"language": "ru"}},
                7,
            ]
        },
        secret,
    ).json()["answers"]
    assert [list(each) for each in answers] == [
        ["answer"], ["problem"], ["problem"], ["answer"], ["problem"],
    ]  # fmt: skip
    assert "whatever" in answers[1]["problem"]["detail"]
    assert answers[3]["answer"]["benefits"]["child_allowance"] == "детское пособие"


@pytest.mark.parametrize(
    "told", [{}, {"questions": []}, {"questions": "x"}, {"questions": [{}], "more": 1}, [], 7]
)
def test_a_list_of_questions_that_is_none_is_refused(secret: str, told: object) -> None:
    problem(asked("batch", told, secret), 422)
    many = {"questions": [{"operation": "benefits"}] * (MOST_IN_BATCH + 1)}
    problem(asked("batch", many, secret), 422)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_the_language_of_the_program(secret: str, language: str) -> None:
    told = {"accept-language": f"{language}-XX,fr;q=0.5"}
    details = {
        problem(asked("solve", {}, secret, **told), 422),
        problem(asked("solve", {"case": "children: ["}, secret, **told), 422),
        problem(asked("solve", "{", secret, **told), 400),
        problem(asked("solve", "[1]", secret, **told), 400),
        problem(asked("nothing", {}, secret, **told), 404),
        problem(asked("solve", {}, "", **told), 401),
        problem(asked("solve", '"' + "x" * 3_000_000 + '"', secret, **told), 413),
        problem(
            Client(headers=told | {"authorization": f"Bearer {secret}"}).post("/api/v1/solve"), 415
        ),
    }
    assert len(details) == 7
    assert "�" not in "".join(details)


def test_an_open_installation_answers_anybody_but_checks_no_documents(
    settings: LazySettings, secret: str
) -> None:
    del secret
    open_one = settings.CONFIGURATION.__class__
    values = {name: getattr(settings.CONFIGURATION, name) for name in open_one.__slots__}
    settings.CONFIGURATION = open_one(**{**values, "is_open": True})
    assert asked("solve", {"case": CASE}).status_code == 200
    assert asked("figures", {}).status_code == 200
    problem(asked("check_act", {"text": "OTSUS"}), 401)
    problem(asked("figures", {}, "pn_wrong"), 401)


def test_the_description_names_every_question_in_every_language() -> None:
    for language in LANGUAGES:
        told = description(language)
        assert told["openapi"] == "3.1.0"
        paths = told["paths"]
        assert set(paths) == {
            f"/api/v1/{name}" for name in (*NAMES, "batch", "jobs", "jobs/{id}", "jobs/{id}/result")
        }
        text = json.dumps(told)
        for name in told["components"]["schemas"]:
            assert f"/schemas/{name}" in text
    served = Client().get("/api/v1/openapi.json", headers={"accept-language": "en"})
    assert served.json()["info"]["description"] == description("en")["info"]["description"]
    assert Client().post("/api/v1/openapi.json").status_code == 405


def test_somebody_makes_and_withdraws_a_token_on_their_page(somebody: People) -> None:
    user = somebody(Role.EXPERT)
    client = signed_in(user)
    wrong = client.post("/account/tokens/make/", {"name": " ", "days": "30"})
    assert wrong.status_code == 422
    assert 'id="name-error"' in wrong.content.decode()
    assert 'id="scope-error"' in wrong.content.decode()
    made = client.post(
        "/account/tokens/make/", {"name": "Minu tabel", "scope": ["law"], "days": "90"}
    )
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert asked("figures", {}, secret).status_code == 200
    page = client.get("/account/tokens/").content.decode()
    assert secret not in page
    assert secret[:9] in page
    row = Token.objects.get()
    assert row.expires_on == localdate() + timedelta(days=90)
    client.post(f"/account/tokens/{row.pk}/end/")
    problem(asked("figures", {}, secret), 401)
    actions = [each.action for each in Event.objects.all()]
    assert {"token.made", "token.ended"} <= set(actions)
    client.post(f"/account/tokens/{row.pk}/end/")
    assert actions.count("token.ended") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_view_of_programs_sees_is_a_problem_all_the_same(
    secret: str, language: str
) -> None:
    client = Client(headers={"authorization": f"Bearer {secret}", "accept-language": language})
    details = {
        problem(client.get("/api/v1/norms?after=%00"), 400),
        problem(client.get("/api/v1/a/b"), 404),
        problem(client.get("/api/v1/jobs/x"), 404),
        problem(client.post("/api/v1/solve", b"x" * 26_000_000, "application/json"), 413),
    }
    assert len(details) == 3
