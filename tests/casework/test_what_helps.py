"""What would help does help, nothing smaller does, and what cannot be changed is left alone."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from perenou import read_case
from perenou.casework.case_file import CaseFileError, changed, read_text
from perenou.casework.solve import Solved
from perenou.casework.what_helps import WAYS, what_helps
from perenou.rules.calendar import first_day_of
from perenou.rules.unknown import Open

EXAMPLES = Path(__file__).parents[2] / "examples"

MOVED_AWAY = """
as_of: 2026-11-24
period: {from: 2026-11, to: 2026-11}
otherwise: ordinary
people:
  mari: {residence: [{country: EE, ground: citizen, to: 2026-02-28}]}
children:
  juku:
    birth: 2018-05-14
    residence: [{country: EE, ground: citizen, to: 2026-02-28}]
    parents: [{who: mari, role: mother}]
    second_parent: none
    lives: [{with: [mari], share: full}]
claims: []
"""
CLAIMED = """claims:
  - {by: mari, for: all, benefits: [child_allowance], received: 2018-06-12}
"""
NINETEEN = """
as_of: 2026-04-20
period: {from: 2026-04, to: 2026-07}
otherwise: ordinary
people:
  anne: {residence: [{country: EE, ground: citizen}]}
children:
  kaarel:
    birth: 2007-05-10
    residence: [{country: EE, ground: citizen}]
    parents: [{who: anne, role: mother}]
    second_parent: none
    lives: [{with: [anne], share: full}]
    studies: []
    secondary_education: false
claims:
  - {by: anne, for: all, benefits: [child_allowance], received: 2017-06-12}
"""


def solved(text: str) -> Solved:
    return Solved(read_text(text, "case"))


def paid(case: Solved, benefit: str, row: int, month: int) -> bool:
    amount = case.world.at(f"{benefit}_amount", row, first_day_of(month))
    return not isinstance(amount, Open) and amount > 0


def test_all_that_is_missing_is_named_and_nothing_less_would_do() -> None:
    case = solved(MOVED_AWAY)
    helps = what_helps(case, "child_allowance", seconds=120)
    (found,) = helps.found
    assert {change.way for change in found.changes} == {"claim", "child_residence", "residence"}
    assert found.amount == 80_00
    edits = [edit for change in found.changes for edit in change.edits]
    assert paid(Solved(changed(case.case, edits), case.as_of), "child_allowance", 0, found.month)
    for size in (1, 2):
        for some in combinations(found.changes, size):
            fewer = [edit for change in some for edit in change.edits]
            try:
                other = Solved(changed(case.case, fewer), case.as_of)
            except CaseFileError:
                continue
            assert not paid(other, "child_allowance", 0, found.month)


def test_studies_help_at_nineteen() -> None:
    (found,) = what_helps(solved(NINETEEN), "child_allowance", seconds=120).found
    assert [change.way for change in found.changes] == ["studies"]
    assert found.about == "kaarel"


def test_whoever_has_secondary_education_is_beyond_help() -> None:
    text = NINETEEN.replace("secondary_education: false", "secondary_education: 2026-06-20")
    helps = what_helps(solved(text), "child_allowance", seconds=120)
    assert (helps.found, helps.beyond, helps.is_whole) == ((), ("kaarel",), True)


@pytest.mark.parametrize(
    ("example", "way"),
    [("child_in_prison", "child_released"), ("returning_from_abroad", "foreign_ends")],
)
def test_what_helps_in_the_examples(example: str, way: str) -> None:
    case = Solved(read_case(EXAMPLES / f"{example}.yaml"))
    helps = what_helps(case, "child_allowance", seconds=120)
    assert {change.way for each in helps.found for change in each.changes} == {way}
    for each in helps.found:
        edits = [edit for change in each.changes for edit in change.edits]
        other = Solved(changed(case.case, edits), case.as_of)
        row = other.facts.children.index(each.about)
        assert paid(other, "child_allowance", row, each.month)


def test_claiming_helps_to_what_was_suspended_as_uncollected() -> None:
    text = MOVED_AWAY.replace(", to: 2026-02-28}]}", "}], uncollected: [{from: 2026-05-01}]}")
    text = text.replace(", to: 2026-02-28", "").replace("claims: []", CLAIMED)
    found = what_helps(solved(text), "child_allowance", seconds=120).found
    assert {change.way for each in found for change in each.changes} == {"collected"}


def test_what_is_paid_needs_no_help() -> None:
    case = Solved(read_case(EXAMPLES / "everyday_two_children.yaml"))
    assert what_helps(case, "child_allowance").paid


def test_without_time_it_is_open_what_would_help() -> None:
    helps = what_helps(solved(MOVED_AWAY), "child_allowance", seconds=0)
    assert (helps.found, helps.beyond, helps.is_whole) == ((), ("juku",), False)


def test_every_kind_of_change_rests_on_facts_of_the_law() -> None:
    from perenou.benefits.lawbook import LAWBOOK

    assert {fact for facts in WAYS.values() for fact in facts} <= set(LAWBOOK.facts)
