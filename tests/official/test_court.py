"""Decided cases of the Court of Justice, restated as case files, come out as they were decided."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from perenou.casework.case_file import read
from perenou.casework.determination import Determination, StateMonth
from perenou.casework.solve import solve

HERE: Final = Path(__file__).parent
FOLDER: Final = HERE / "court"
CASES: Final[list[dict[str, Any]]] = yaml.safe_load((HERE / "court.yaml").read_text("utf-8"))
EXPECTED: Final = [(case, expected) for case in CASES for expected in case["expects"]]
SAID: Final = {
    "month", "roles", "grounds", "reasons", "paid", "suspended", "open", "payments", "least",
    "holder", "doubts", "asks",
}  # fmt: skip


def solved(case: dict[str, Any]) -> Determination:
    return solve(read(FOLDER / f"{case['number'].replace('/', '-')}.yaml"))


def month_of(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def cents(euros: float) -> int:
    return round(euros * 100)


def by_state(made: Determination, month: int) -> dict[str, StateMonth]:
    return {m.state: m for m in made.state_months if m.month == month and m.kind == "general"}


@pytest.mark.parametrize(
    ("case", "expected"), EXPECTED, ids=[f"{c['number']} {e['month']}" for c, e in EXPECTED]
)
def test_the_case_comes_out_as_decided(case: dict[str, Any], expected: dict[str, Any]) -> None:
    made = solved(case)
    month = month_of(expected["month"])
    states = by_state(made, month)
    assert set(expected) <= SAID
    for state, role in expected.get("roles", {}).items():
        assert states[state].role.value == role, state
    for state, ground in expected.get("grounds", {}).items():
        assert states[state].ground == ground, state
    for state, reason in expected.get("reasons", {}).items():
        assert states[state].reason == reason, state
    for state, euros in expected.get("paid", {}).items():
        assert (states[state].paid_least, states[state].paid_most) == (cents(euros),) * 2, state
    for state, euros in expected.get("suspended", {}).items():
        assert states[state].suspended_least == cents(euros)
    for state, (least, most) in expected.get("open", {}).items():
        assert (states[state].paid_least, states[state].paid_most) == (cents(least), cents(most))
    for benefit, euros in expected.get("payments", {}).items():
        found = [p for p in made.payments if p.benefit == benefit and p.month == month]
        assert sum(p.least for p in found) == sum(p.most for p in found) == cents(euros), benefit
    for benefit, euros in expected.get("least", {}).items():
        found = [p for p in made.payments if p.benefit == benefit and p.month == month]
        assert found
        assert all(p.is_certain for p in found)
        assert sum(p.least for p in found) >= cents(euros)
    if "holder" in expected:
        assert {right.holder for right in made.rights} == {expected["holder"]}
    assert set(expected.get("doubts", ())) <= {doubt.key for doubt in made.doubts}
    asked = {fact for question in made.questions for fact in question.facts}
    assert set(expected.get("asks", ())) <= asked
    if "asks" not in expected:
        assert not asked, "a decided case leaves nothing to ask"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["number"]))
def test_where_a_case_comes_from(case: dict[str, Any]) -> None:
    assert re.fullmatch(r"[CE]-\d+/\d\d", case["number"])
    assert date.fromisoformat(case["date"]) < date(2026, 11, 24)
    assert case["date"][2:4] >= case["number"][-2:] or case["number"].endswith("/99")
    assert all(re.fullmatch(r"EU-\d\d", rule) for rule in case["rules"])
    assert case["rules"]
    assert case["parties"] in (FOLDER / f"{case['number'].replace('/', '-')}.yaml").read_text()
    assert case["question"].endswith("?") or case["question"].endswith(".")
    assert case["here"]


def test_every_case_file_is_checked_and_no_number_stands_twice() -> None:
    files = {path.stem for path in FOLDER.glob("*.yaml")}
    numbers = [case["number"].replace("/", "-") for case in CASES]
    assert files == set(numbers)
    assert len(numbers) == len(files) >= 20
