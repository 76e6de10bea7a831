"""Work and calls of programs that are sent once more: done once, kept briefly."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pydantic import TypeAdapter
from tests.workbench.conftest import People
from tests.workbench.test_interface import CASE, asked, problem

from perenou.api.answers_of_reforms import Simulated
from perenou.api.every import LONG_BY_NAME
from perenou.api.many import Asked, answered, written_all
from perenou.api.operation import SCOPES, Place, Progress, RefusedError
from perenou.workbench.accounts.rights import Role
from perenou.workbench.interface import calls, tokens
from perenou.workbench.interface.models import Call
from perenou.workbench.jobs import worker
from perenou.workbench.jobs.models import Job

pytestmark = pytest.mark.django_db

REFORM = {
    "title": "Lapsetoetus 100 eurot",
    "source": "Näidis",
    "parameters": {
        "child_allowance_first_two": [
            {"from": "2027-01-01", "value": 100, "citation": "PHS § 17 lg 3"}
        ]
    },
}
FEW = {"reforms": [REFORM], "families": 200, "language": "en"}


@pytest.fixture
def secret(somebody: People) -> str:
    return tokens.make(somebody(Role.EXPERT), "Tabel", SCOPES, 30)[1]


def of(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def begun(secret: str, **headers: str) -> Any:
    answer = asked("simulate", FEW, secret, **headers)
    assert answer.status_code == 202, answer.content
    return answer


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of a minute's work, a step of it."""

    def simulate(asked: Any, _place: Place, progress: Progress) -> dict[str, Any]:
        progress(1, 2)
        if asked.seed == 13:
            raise RefusedError("unlike", {"name": "shoe_size"})
        return {"families": asked.families}

    made = replace(LONG_BY_NAME["simulate"], answer=simulate)
    monkeypatch.setattr("perenou.workbench.interface.working.LONG_BY_NAME", {"simulate": made})


@pytest.mark.usefixtures("quick")
def test_work_is_done_in_the_background_and_its_result_fetched(secret: str) -> None:
    answer = begun(secret)
    place = answer["Location"]
    assert answer.json()["state"] == "waiting"
    problem(of(secret).get(f"{place}/result"), 409)
    assert worker.once("here")
    told = of(secret).get(place).json()
    assert (told["state"], told["done"], told["steps"]) == ("done", 1, 2)
    assert of(secret).get(told["result"]).json() == {"families": 200}
    assert of(secret).get("/api/v1/jobs").json()["jobs"] == [told]


@pytest.mark.usefixtures("quick")
def test_what_only_working_it_out_shows_is_told_as_a_problem(secret: str) -> None:
    place = asked("simulate", FEW | {"seed": 13}, secret)["Location"]
    assert worker.once("here")
    told = of(secret).get(place).json()
    assert (told["state"], told["result"]) == ("failed", None)
    assert "shoe_size" in told["problem"]
    assert "shoe_size" in problem(of(secret).get(f"{place}/result"), 422)


@pytest.mark.long
def test_a_reform_is_worked_out_over_the_invented_families(secret: str) -> None:
    place = begun(secret)["Location"]
    assert worker.once("here")
    result = of(secret).get(f"{place}/result").json()
    assert TypeAdapter(Simulated).validate_python(result, strict=True) == result
    [reform] = result["reforms"]
    # Twenty euros a month more for each of the children: winners, no losers, and not for nothing.
    assert (reform["losers"], reform["winners"] > 0) == (0, True)
    more = reform["cost"]["cents"] - result["cost"]["cents"]
    assert reform["difference"]["cents"] == more > 6 * 20_00 * reform["winners"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rules": "reform.py"}, {"parameters": {"child_allowence": REFORM["parameters"]}},
        {"parameters": {}}, {"parameters": {"child_allowance_first_two": [{"value": 1}]}},
        {"title": ""},
    ],
)  # fmt: skip
def test_a_reform_that_does_not_fit_is_refused_at_once(secret: str, wrong: Any) -> None:
    problem(asked("simulate", FEW | {"reforms": [REFORM | wrong]}, secret), 422)
    assert not Job.objects.exists()


def test_work_is_stopped_and_seen_only_by_whoever_asked_for_it(
    secret: str, somebody: People
) -> None:
    place = begun(secret)["Location"]
    other = tokens.make(somebody(Role.EXPERT), "Muu", SCOPES, 30)[1]
    for method in ("get", "delete"):
        problem(getattr(of(other), method)(place), 404)
    assert of(other).get("/api/v1/jobs").json() == {"jobs": [], "next": None}
    without = tokens.make(somebody(Role.EXPERT), "Muu", ("law",), 30)[1]
    problem(of(without).get(place), 403)
    problem(Client().get(place), 401)
    assert of(secret).delete(place).json()["state"] == "cancelled"
    problem(of(secret).get(f"{place}/result"), 409)
    assert of(secret).delete(place).status_code == 200


def test_the_list_of_work_comes_in_pieces(secret: str) -> None:
    for seed in range(5):
        assert asked("simulate", FEW | {"seed": seed}, secret).status_code == 202
    client, seen, before = of(secret), [], ""
    while True:
        piece = client.get(f"/api/v1/jobs?most=2{before}").json()
        seen += [each["id"] for each in piece["jobs"]]
        if piece["next"] is None:
            break
        before = f"&before={piece['next']}"
    assert seen == sorted(Job.objects.values_list("pk", flat=True), reverse=True)
    for wrong in ("most=0", "most=101", "most=x", "before=-1", "before=٣"):
        problem(client.get(f"/api/v1/jobs?{wrong}"), 422)


@pytest.mark.usefixtures("quick")
def test_work_of_one_key_is_begun_once_and_another_question_is_refused(secret: str) -> None:
    first, again = begun(secret, idempotency_key="a-1"), begun(secret, idempotency_key="a-1")
    assert first["Location"] == again["Location"]
    worker.once("here")
    assert begun(secret, idempotency_key="a-1").json()["state"] == "done"
    assert begun(secret, idempotency_key="a-2")["Location"] != first["Location"]
    problem(asked("simulate", FEW | {"seed": 9}, secret, idempotency_key="a-1"), 422)
    problem(asked("solve", {"case": CASE}, secret, idempotency_key="a-1"), 422)


def test_a_question_of_one_key_gets_one_answer(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = asked("solve", {"case": CASE}, secret, idempotency_key="Ab")
    again = asked("solve", {"case": CASE}, secret, idempotency_key="Ab")
    assert first.content == again.content
    problem(asked("solve", {"case": CASE + " "}, secret, idempotency_key="Ab"), 422)
    other = asked("solve", {"case": CASE}, secret, idempotency_key="Ab", accept_language="ru")
    problem(other, 422)
    assert other.json()["type"].endswith("key_used")
    many = {"questions": [{"operation": "benefits"}, {"operation": "nothing"}]}
    pair = [asked("batch", many, secret, idempotency_key="b").status_code for _ in range(2)]
    assert pair == [200, 200]
    monkeypatch.setattr("perenou.api.of_cases.report_text", lambda _: "something else")
    problem(asked("solve", {"case": CASE}, secret, idempotency_key="Ab"), 409)


def test_nothing_that_was_asked_or_answered_is_kept_and_keys_are_forgotten(secret: str) -> None:
    asked("solve", {"case": CASE}, secret, idempotency_key="Mari")
    row = json.dumps(list(Call.objects.values()), default=str)
    assert "Mari" not in row
    assert "Näide" not in row
    Call.objects.update(made_at=timezone.now() - calls.KEPT_FOR - timedelta(seconds=1))
    assert asked("benefits", {}, secret, idempotency_key="Mari").status_code == 200
    Call.objects.update(made_at=timezone.now() - calls.KEPT_FOR - timedelta(seconds=1))
    calls.forget()
    assert not Call.objects.exists()


@pytest.mark.parametrize("key", ["", " ", "a b", "õ", "x" * 129])
def test_what_is_no_key_is_refused(secret: str, key: str) -> None:
    problem(asked("benefits", {}, secret, idempotency_key=key), 400)


def test_many_questions_are_answered_in_order_by_several_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("perenou.api.many.os.cpu_count", lambda: 2)
    days = [f"20{year}-03-01" for year in range(18, 26)]
    questions = [
        Asked("norms", {"day": day, "most": at + 1}, "en")
        for at in range(3) for day in days
    ]  # fmt: skip
    questions[7] = Asked("norms", {"day": "x"}, "et")
    told = [(each.language, json.loads(each.text), each.wrong) for each in written_all(questions)]
    found = map(answered, questions)
    assert told == [(each.language, each.answer, each.wrong) for each in found]
