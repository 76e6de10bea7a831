"""The client for Python and every example of the page, against a server that answers over HTTP."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer
from tests.workbench.conftest import People

from perenou.api.every import NAMES
from perenou.api.examples import ADDRESS, QUESTIONS
from perenou.api.operation import SCOPES
from perenou.client import Perenou, ProblemError
from perenou.workbench.accounts.rights import Role
from perenou.workbench.interface import tokens

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = (Path(__file__).resolve().parents[2] / "docs/interface.md").read_text("utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def secret(somebody: People) -> str:
    return tokens.make(somebody(Role.EXPERT), "Tabel", SCOPES, 30)[1]


def test_every_operation_has_an_example() -> None:
    assert set(QUESTIONS) == set(NAMES)


def test_every_example_for_the_shell_is_answered(secret: str) -> None:
    assert len(SHELL) == len(QUESTIONS) + 2
    for example in SHELL:
        told = shlex.split(example.replace("$TOKEN", secret))
        assert told[:2] == ["curl", "-s"]
        headers = dict(each.split(": ", 1) for at, each in enumerate(told) if told[at - 1] == "-H")
        place = told[2].removeprefix(ADDRESS)
        client = Client(headers=headers)
        kind = headers.pop("Content-Type", "")
        answer: Any = (
            client.post(place, told[told.index("-d") + 1], content_type=kind)
            if kind else client.get(place)
        )  # fmt: skip
        assert answer.status_code in (200, 202), (example, answer.content)
        assert not answer.json().get("problem")


def test_every_example_in_python_is_answered(secret: str, live_server: LiveServer) -> None:
    first, *examples = PYTHON
    names: dict[str, Any] = {"token": secret}
    exec(first.replace(ADDRESS, live_server.url), names)
    for example in examples:
        exec(example, names)
        assert json.dumps(names["answer"])
    assert names["answer"]["jobs"][0]["state"] == "cancelled"


def test_what_is_wrong_is_raised_with_what_to_mend(secret: str, live_server: LiveServer) -> None:
    with pytest.raises(ProblemError) as caught:
        Perenou(live_server.url, secret, language="en").explain(case={}, benefit="child_allowence")
    assert caught.value.status == 422
    assert "child_allowance" in caught.value.detail
    assert caught.value.code.startswith("PN-422-")
    with pytest.raises(ProblemError) as unknown:
        Perenou(live_server.url, "pn_wrong").benefits()
    assert unknown.value.status == 401
    with pytest.raises(ValueError, match="http"):
        Perenou("file:///etc")


def test_a_key_of_the_client_begins_work_once(secret: str, live_server: LiveServer) -> None:
    ask = Perenou(live_server.url, secret)
    begun = [ask.simulate(reforms=[], families=10, key="once")["id"] for _ in range(2)]
    assert begun[0] == begun[1]
