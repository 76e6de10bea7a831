"""Every item of the checklist is found in a seeded fault, and is silent on the clean act."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.acts.check.clean_acts import clean_acts

from perenou.acts.check.case_figures import CaseFigures, case_figures
from perenou.acts.check.checker import check, detectors
from perenou.acts.check.checklist import checklist
from perenou.acts.check.finding import Finding
from perenou.acts.check.text import ActText
from perenou.acts.check.view import Act
from perenou.acts.kinds import Kind
from perenou.casework.case_file.reader import read
from perenou.casework.solve import Solved

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Fault:
    item: str
    act: str
    replace: tuple[tuple[str, str], ...]
    case: bool
    detail: str

    @property
    def text(self) -> str:
        text = clean_acts()[self.act]
        for old, new in self.replace:
            assert old in text, old
            text = text.replace(old, new)
        return text


def faults() -> list[Fault]:
    rows = yaml.safe_load((HERE / "faults.yaml").read_text("utf-8"))
    return [
        Fault(
            row["item"],
            row["act"],
            tuple((old, new) for old, new in row["replace"]),
            row.get("case", False),
            row.get("detail", ""),
        )
        for row in rows
    ]


FAULTS = faults()
NAMES = [f"{fault.item}-{number}" for number, fault in enumerate(FAULTS)]


@cache
def figures() -> CaseFigures:
    return case_figures(Solved(read(HERE / "case.yaml")))


@cache
def checked(text: str, act: str, with_case: bool) -> tuple[Finding, ...]:
    """What is found in a text; the clean twins of many faults are one and the same act."""
    return check(ActText.from_text(text, Kind(act)), figures() if with_case else None)


def found_in(text: str, fault: Fault) -> list[Finding]:
    found = checked(text, fault.act, fault.case)
    return [each for each in found if each.item == fault.item]


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_a_fault_is_found(fault: Fault) -> None:
    found = found_in(fault.text, fault)
    assert found
    assert any(fault.detail in each.text.replace("\u202f", " ") for each in found)


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_the_clean_twin_is_silent(fault: Fault) -> None:
    assert not found_in(clean_acts()[fault.act], fault)


def test_every_item_has_a_fault() -> None:
    assert {fault.item for fault in FAULTS} == checklist().keys()


def test_every_item_has_a_pattern_or_a_detector() -> None:
    assert detectors().keys() <= checklist().keys()
    for item in checklist().values():
        assert item.id in detectors() or item.needs or item.never, item.id


@pytest.mark.parametrize("kind", clean_acts())
def test_a_clean_act_has_nothing_to_mend(kind: str) -> None:
    act = Act(ActText.from_text(clean_acts()[kind]))
    assert act.kind == kind
    found = check(act.source)
    assert [each for each in found if each.severity.stops] == []
    assert [each.item for each in found if each.severity.rank <= 2] == []


def test_a_clean_grant_agrees_with_its_case() -> None:
    found = check(ActText.from_text(clean_acts()["grant"]), figures())
    assert [each for each in found if each.severity.stops] == []


def test_every_kind_has_a_clean_act() -> None:
    assert clean_acts().keys() == set(Kind)
