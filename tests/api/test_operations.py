"""What other programs are answered: computed, cited, and never more than they may know."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from perenou.api.every import BY_NAME, NAMES, OPERATIONS
from perenou.api.operation import Place, RefusedError
from perenou.api.problems import language_of, problem
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import read
from perenou.casework.solve import Solved
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASE = (EXAMPLES / "everyday_two_children.yaml").read_text("utf-8")
HERE = Place()
WITH_FILES = Place(cases=EXAMPLES)


def asked(operation: str, /, place: Place = HERE, **told: Any) -> dict[str, Any]:
    answer: dict[str, Any] = BY_NAME[operation].asked(told, place)
    json.dumps(answer)
    return answer


def refused(operation: str, /, place: Place = HERE, language: Language = "et", **told: Any) -> str:
    with pytest.raises((RefusedError, ValidationError, CaseFileError)) as caught:
        asked(operation, place, **told)
    message = problem(caught.value, language)
    assert message is not None
    return message


def test_a_solved_case_is_what_the_solver_says_with_its_provisions() -> None:
    answer = asked("solve", case=CASE)
    made = Solved(read(EXAMPLES / "everyday_two_children.yaml")).determination
    assert answer["total"]["least"]["cents"] == made.total[0]
    assert len(answer["payments"]) == len(made.payments)
    assert "reason" not in answer["payments"][0]
    assert "PHS § 17 lg 3" in {each["citation"] for each in answer["cited"]}
    assert all(each["link"] for each in answer["cited"] if each["citation"].startswith("PHS"))
    whole = asked("solve", case=CASE, detail="whole")
    assert whole["reasons"][whole["payments"][0]["reason"]]["citation"] is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_benefit_is_not_due_is_told_with_its_provision(language: Language) -> None:
    answer = asked("explain", case=CASE, benefit="large_family_allowance", language=language)
    assert any("PHS § 21 lg 1" in line["text"] for line in answer["lines"])


def test_what_is_missing_is_asked_not_guessed() -> None:
    answer = asked("missing", case={"children": {"juku": {"birth": "2015-01-01"}}})
    assert not answer["certain"]
    assert answer["questions"][0]["question"].endswith("?")
    assert asked("missing", case=CASE)["certain"]


@pytest.mark.parametrize("operation", ["solve", "draft_act"])
def test_a_case_is_not_solved_as_of_a_day_whose_law_is_not_told(operation: str) -> None:
    answer = refused(operation, file="everyday_two_children.yaml", as_of="2016-06-17")
    assert "2016-06-17" in answer


def test_two_answers_are_compared() -> None:
    answer = asked("what_if", case=CASE, changes=["children.juku.birth=2007-06-10"])
    assert {each["for"][0] for each in answer["differences"]} == {"juku"}
    assert answer["difference"]["least"]["cents"] < 0
    same = asked("what_if", case=CASE, changes=["as_of=2026-11-24"])
    assert same["differences"] == []
    earlier = asked("what_if", case=CASE, changes=["as_of=2025-03-01"])
    assert earlier["after"]["as_of"] == "2025-03-01"


def test_figures_are_those_of_the_day_as_known_on_a_day() -> None:
    def single_parent(**told: Any) -> Any:
        rows = {each["name"]: each for each in asked("figures", **told)["figures"]}
        return rows["single_parent_allowance_month"]

    before, after = single_parent(day="2026-08-31"), single_parent(day="2026-09-01")
    assert before["value"] != after["value"]
    assert after["citation"].startswith("PHS")
    assert after["source"]


def test_a_norm_is_found_by_name_citation_and_words() -> None:
    by_name = asked("norm", name="child_allowance_amount")
    assert by_name["names"] == ["child_allowance_amount"]
    assert "child_allowance_amount" in asked("norm", name="lapsetoetus: summa kuus")["names"]
    assert len(asked("norm", name="PHS § 17 lg 3")["names"]) > 1
    assert "child_allowance_amount" in refused("norm", name="child_allowance_amont")


def test_a_provision_says_what_rests_on_it_also_without_its_text(tmp_path: Path) -> None:
    answer = asked("provision", Place(store=tmp_path), provision="PHS § 17 lg 1", day="2026-11-01")
    assert answer["text"] is None
    assert "PHS" in answer["note"]
    assert answer["summary"]
    assert answer["link"].startswith("https://")
    assert "qualifies_by_age_or_studies" in {each["name"] for each in answer["norms"]}
    assert "PHS § 17 lg 1" in refused("provision", provision="paragrahv")


def test_a_search_gives_as_much_as_was_asked_for(tmp_path: Path) -> None:
    place = Place(store=tmp_path)
    answer = asked("find", place, question="lasterikka pere toetus", most=3)
    assert len(answer["found"]) == 3
    assert all(each["place"] and each["text"] for each in answer["found"])


def test_an_act_is_checked() -> None:
    answer = asked("check_act", text="OTSUS\n\nTeile makstakse emapalka 85 eurot kuus.\n")
    assert answer["findings"]
    assert "kind" not in refused("check_act", text="OTSUS", kind="x").casefold()


def test_people_of_a_named_file_are_invented_unless_they_are_allowed() -> None:
    path = "maintenance_in_court.yaml"
    case = read(EXAMPLES / path)
    names = {case.named(who) for who in case.everybody} - {*case.everybody}
    told = names | {f'"{who}"' for who in case.everybody}
    for name in ("solve", "explain", "missing", "what_if"):
        more: dict[str, Any] = {"benefit": "child_allowance"} if name == "explain" else {}
        more |= {"changes": ["as_of=2026-11-01"]} if name == "what_if" else {}
        answer = json.dumps(asked(name, WITH_FILES, file=path, **more), ensure_ascii=False)
        assert not [each for each in told if each in answer], name
    allowed = Place(cases=EXAMPLES, with_people=True)
    assert set(case.people) <= set(asked("solve", allowed, file=path)["names"])


@pytest.mark.parametrize("name", ["../README.md", "/etc/passwd", "no.yaml", "."])
def test_no_file_outside_the_folder_of_cases_is_read(name: str) -> None:
    assert name in refused("solve", WITH_FILES, file=name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_in_the_language_of_the_question(language: Language) -> None:
    messages = {
        refused("solve", language=language),
        refused("solve", language=language, file="a.yaml"),
        refused("solve", language=language, case={}, detail="all"),
        refused("solve", language=language, case={}, whatever=1),
        refused("explain", language=language, case={}),
        refused("explain", language=language, case={}, benefit="child_allowence"),
        refused("solve", language=language, case="children: ["),
        refused("what_if", language=language, case={}, changes=["x" * 501]),
    }
    assert len(messages) == 8
    assert language_of({"language": language}) == language


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("figures", {"day": 0}), ("figures", {"day": "2026-13-01"}), ("find", {"question": 7}),
        ("find", {"question": "laps", "most": "3"}), ("what_if", {"case": {}, "changes": "x=1"}),
        ("norm", {"name": None}), ("benefits", {"language": "fi"}),
    ],
)  # fmt: skip
def test_what_its_schema_does_not_allow_is_refused(name: str, told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BY_NAME[name].asked(told, HERE)


def test_in_an_address_everything_is_text() -> None:
    found = BY_NAME["find"].looked_up({"question": "lapsetoetus", "most": "2"}, HERE)
    assert isinstance(found["found"], list)
    assert len(found["found"]) == 2
    with pytest.raises(ValidationError):
        BY_NAME["find"].looked_up({"question": "lapsetoetus", "most": "kaks"}, HERE)


def test_a_question_in_no_language_is_answered_in_estonian() -> None:
    assert language_of({"language": "fi"}) == language_of(None) == "et"


def test_every_operation_and_refusal_has_its_text_in_every_language() -> None:
    texts = Catalogue.load("perenou.api", "texts")
    keys = set(texts.keys())
    assert {f"api.{each.name}" for each in OPERATIONS} <= keys
    named = {key.removeprefix("api.") for key in keys if not key.startswith("api.error.")}
    named = {key for key in named if not key.startswith("http.")}
    assert named == {*NAMES, "instructions"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_every_question_has_a_schema_that_says_what_its_fields_are(operation: Any) -> None:
    schema = operation.question.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["description"]
