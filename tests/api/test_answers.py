"""Answers have the form that programs are promised, key by key, for every example."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from perenou.api.every import BY_NAME
from perenou.api.operation import Place

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = sorted(EXAMPLES.glob("*.yaml"))
CASE = (EXAMPLES / "everyday_two_children.yaml").read_text("utf-8")
ACT = "OTSUS\n\n12.10.2026 nr 7\n\nTeile makstakse emapalka 85 eurot kuus.\n"


def holds(name: str, /, **told: Any) -> dict[str, Any]:
    """Ask, and hold the answer to its form: nothing missing, nothing besides, every type right."""
    operation = BY_NAME[name]
    made = operation.asked(told, Place(cases=EXAMPLES, with_people=True))
    answer: dict[str, Any] = json.loads(json.dumps(made))
    form: TypeAdapter[Any] = TypeAdapter(operation.gives)
    read = form.validate_python(answer, strict=True)
    assert read == answer, name
    return answer


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_solved_cases_have_their_form(path: Path) -> None:
    holds("solve", file=path.name, detail="whole")


def test_a_short_answer_leaves_out_reasons_and_nothing_else() -> None:
    whole, short = holds("solve", case=CASE, detail="whole"), holds("solve", case=CASE)
    assert set(whole) - set(short) == {"reasons", "parental", "states", "state_social_tax"}
    for one, other in zip(whole["payments"], short["payments"], strict=True):
        assert set(one) - set(other) == {"reason", "net_reason"}
    assert all(short[key] == whole[key] for key in short if key != "payments")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("explain", {"case": CASE, "benefit": "large_family_allowance"}),
        ("sums", {"case": CASE}),
        ("missing", {"case": {"children": {"juku": {"birth": "2015-01-01"}}}}),
        ("what_if", {"case": CASE, "changes": ["children.juku.birth=2007-06-10"]}),
        ("benefits", {}), ("figures", {"day": "2026-11-01"}), ("norms", {"day": "2026-11-01"}),
        ("norm", {"name": "child_allowance_amount"}), ("handbook", {}),
        ("provision", {"provision": "PHS § 17 lg 1"}),
        ("handbook", {"page": "child_allowance"}), ("find", {"question": "lapsetoetus"}),
        ("matters", {"case": CASE}), ("draft_act", {"case": CASE, "number": 1}),
        ("check_act", {"text": ACT}), ("check_act", {"text": ACT, "case": CASE}),
        ("check_text", {"text": "Lapsetoetus on 60 eurot kuus."}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)  # fmt: skip
def test_every_other_answer_has_its_form(name: str, told: dict[str, Any]) -> None:
    assert holds(name, **told)


@pytest.mark.parametrize("name", ["almost_nothing_known", "triplets", "late_claim"])
def test_sums_are_those_of_the_whole_answer(name: str) -> None:
    case = (EXAMPLES / f"{name}.yaml").read_text("utf-8")
    sums, solved = holds("sums", case=case), holds("solve", case=case)
    for key in ("payments", "total", "as_of", "from", "to"):
        assert sums[key] == solved[key]
    assert sums["certain"] == (sums["total"]["least"] == sums["total"]["most"])
