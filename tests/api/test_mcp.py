"""An assistant's own client talks to ``perenou mcp`` as it would on somebody's machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from perenou.api.every import BY_NAME, OPERATIONS
from perenou.api.operation import Place
from perenou.casework.case_file.errors import CaseFileError
from perenou.cli.app import run

if TYPE_CHECKING:
    from mcp.client.client import Client

pytestmark = pytest.mark.skipif(
    find_spec("mcp") is None, reason="the extra assistants is not installed"
)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILE = "maintenance_in_court.yaml"


def with_assistant(*options: str, talk: Callable[[Client], Awaitable[None]], store: Path) -> None:
    # All processes that run tests read this file; only the one that asks an assistant needs these.
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client

    arguments = ["-m", "perenou.cli", "mcp", "--store", str(store), *options]

    async def session() -> None:
        with anyio.fail_after(120):
            server = StdioServerParameters(command=sys.executable, args=arguments)
            async with Client(stdio_client(server)) as client:
                await talk(client)

    anyio.run(session)


def text(answer: Any) -> str:
    found = answer.content[0].text
    assert isinstance(found, str)
    return found


def test_an_assistant_finds_the_tools_and_gets_computed_cited_answers(tmp_path: Path) -> None:
    async def talk(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [each.name for each in tools] == [each.name for each in OPERATIONS]
        assert all(each.description and each.input_schema["properties"] for each in tools)
        case = (EXAMPLES / "everyday_two_children.yaml").read_text("utf-8")
        answer = await client.call_tool("solve", {"case": case, "language": "en"})
        assert not answer.is_error
        assert answer.structured_content["total"]["least"]["euros"] == "1920.00"
        assert json.loads(text(answer)) == answer.structured_content
        assert "PHS § 17 lg 3" in {each["citation"] for each in answer.structured_content["cited"]}
        assert "child allowance" in answer.structured_content["told"]

    with_assistant(talk=talk, store=tmp_path)


def test_what_an_assistant_asks_wrongly_is_said_and_the_next_question_is_answered(
    tmp_path: Path,
) -> None:
    async def talk(client: Client) -> None:
        for name, told, expected in (
            ("solve", {}, "Tell the case"),
            ("solve", {"file": FILE}, "No file can be named"),
            ("guess", {}, "no such tool"),
            ("explain", {"case": {}}, "benefit"),
        ):
            answer = await client.call_tool(name, {**told, "language": "en"})
            assert answer.is_error
            assert expected in text(answer)
        assert not (await client.call_tool("benefits", {})).is_error

    with_assistant(talk=talk, store=tmp_path)


def test_people_of_files_stay_where_they_are_unless_it_is_allowed(tmp_path: Path) -> None:
    async def invented(client: Client) -> None:
        answer = text(await client.call_tool("solve", {"file": FILE}))
        assert "Kadri" not in answer
        assert "Näidis" in answer

    async def allowed(client: Client) -> None:
        assert "Kadri Näide" in text(await client.call_tool("solve", {"file": FILE}))

    folder = ("--cases", str(EXAMPLES))
    with_assistant(*folder, talk=invented, store=tmp_path)
    with_assistant(*folder, "--with-people", talk=allowed, store=tmp_path)


SECRETS = ("maali", "Maasikas", "48502030215", "number 8")


@pytest.mark.parametrize(
    "wrong",
    [
        "personal_code: '48502030215'",
        "role: Maali Maasikas ema",
        "birth: Maasikas 05.11",
        "maasikas_maali: 1",
        "parents: [{who: maali_ema}]",
        "death: 1900-01-01",
        "name: {Maali: Maasikas}",
        "name: 'Maali",
    ],
)
def test_a_file_that_cannot_be_read_is_told_without_its_people(tmp_path: Path, wrong: str) -> None:
    folder = tmp_path / "maali_kodu"
    folder.mkdir()
    people = f"people:\n  maali_maasikas:\n    birth: 1985-02-03\n    {wrong}\n"
    if wrong.startswith("birth"):
        people = people.replace("    birth: 1985-02-03\n", "")
    (folder / "pere.yaml").write_text(people + "children:\n  laps: {birth: 2020-01-01}\n", "utf-8")
    with pytest.raises(CaseFileError) as refused:
        BY_NAME["solve"].asked({"file": "pere.yaml"}, Place(cases=folder))
    message = refused.value.text("et")
    assert message.startswith("pere.yaml:")
    assert not [each for each in SECRETS if each.lower() in message.lower()]
    with pytest.raises(CaseFileError) as told:
        BY_NAME["solve"].asked({"file": "pere.yaml"}, Place(cases=folder, with_people=True))
    assert "maali_kodu" not in told.value.text("et")


def test_a_folder_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mcp", "--cases", "puudub", "--lang", "et"]) == 2
    assert "puudub" in capsys.readouterr().err
