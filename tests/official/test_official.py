"""The agency's published examples, restated as case files, give the published figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from perenou.casework.case_file import read
from perenou.casework.determination import Determination
from perenou.casework.solve import solve

HERE: Final = Path(__file__).parent
CASES: Final = HERE / "cases"
EXAMPLES: Final[list[dict[str, Any]]] = yaml.load(
    (HERE / "official.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
CONSCRIPT: Final = "conscript"
"""A case of rates in a regulation, for which nobody published an example."""


def solved(name: str) -> Determination:
    return solve(read(CASES / f"{name}.yaml"))


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def cents(text: str) -> int:
    euros, _, rest = text.partition(".")
    return int(euros) * 100 + int(rest)


def amounts(made: Determination, benefit: str, when: int) -> list[int]:
    found = [p for p in made.payments if p.benefit == benefit and p.month == when]
    assert all(p.is_certain for p in found), found
    return sorted(p.least for p in found)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_published_figures(example: dict[str, Any]) -> None:
    made = solved(example["id"])
    for paid in example["paid"]:
        found = amounts(made, paid["benefit"], month(paid["month"]))
        if "each" in paid:
            assert found == sorted(map(cents, paid["each"])), paid
        else:
            assert sum(found) == cents(paid["total"]), paid


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if "last" in e], ids=lambda example: str(example["id"])
)
def test_last_month_paid(example: dict[str, Any]) -> None:
    made = solved(example["id"])
    for benefit, last in example["last"].items():
        assert made.last_month > month(last), "the case must ask beyond the last paid month"
        months = [p.month for p in made.payments if p.benefit == benefit and p.most > 0]
        assert max(months) == month(last)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["id"]))
def test_a_reading_taken_is_told_as_a_doubt(example: dict[str, Any]) -> None:
    told = {doubt.key for doubt in solved(example["id"]).doubts}
    assert set(example.get("doubts", ())) <= told


def test_every_case_is_checked_and_every_example_has_a_case() -> None:
    cases = {path.stem for path in CASES.glob("*.yaml")}
    assert cases == {example["id"] for example in EXAMPLES} | {CONSCRIPT}
    for example in EXAMPLES:
        assert all(example[key] for key in ("publisher", "date", "source_title", "reading"))


@pytest.mark.parametrize(
    ("when", "euros"),
    [
        ("2018-12", 50),
        ("2019-01", 300),
        ("2021-06", 300),
        ("2021-07", 900),
        ("2026-10", 900),
    ],
)
def test_conscripts_child_allowance_by_date(when: str, euros: int) -> None:
    made = solved(CONSCRIPT)
    assert amounts(made, "conscripts_child_allowance", month(when)) == [euros * 100]


def test_conscripts_child_allowance_ends_with_the_service() -> None:
    made = solved(CONSCRIPT)
    assert amounts(made, "conscripts_child_allowance", month("2026-11")) == []
