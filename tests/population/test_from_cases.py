"""Cases as rows of tables have the same amounts, whoever computes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from perenou import read_case
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.casework.solve import Solved
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.kernel import Results, compiled
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline
from perenou.rules.unknown import Open

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
AS_OF: Final = day_of("2026-11-24")
MONTHS: Final = tuple(first_day_of(2025 * 12 + month) for month in range(24))
BENEFITS: Final = (
    ("child_allowance_amount", "large_family_allowance_amount", "birth_allowance_amount"),
    ("single_parent_allowance_amount",),
    ("survivors_allowance_amount", "guardianship_allowance_amount"),
    ("maintenance_allowance_court_amount", "maintenance_allowance_enforcement_amount"),
)


@cache
def examples() -> dict[str, Solved]:
    """The example cases that can be read alone, by name."""
    found = {}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        if path.name.startswith("plan_"):
            continue
        found[path.stem] = Solved(read_case(path), AS_OF)
    return found


def run(cases: Sequence[Solved], asked: Sequence[str]) -> Results:
    rows = rows_of([case.world.facts for case in cases], LAWBOOK.facts_under(asked))
    kernel = compiled(cases[0].law, asked, rows, {}, (START, END), MONTHS, None)
    return kernel.run(rows)


@pytest.mark.parametrize("asked", BENEFITS, ids=lambda names: names[0])
def test_the_examples_have_the_solvers_amounts(asked: tuple[str, ...]) -> None:
    names, cases = [*examples()], [*examples().values()]
    results = run(cases, asked)
    undecided = set(results.undecided.tolist())
    assert len(undecided) < len(cases) / 3
    paid = 0
    for name in asked:
        unit = LAWBOOK.unit_of(name)
        assert unit is not None
        at = 0
        for place, case in enumerate(cases):
            for row in range(case.world.facts.rows.get(unit.name, 0)):
                given = results.values[name][at].tolist()
                at += 1
                if place not in undecided:
                    right = [case.world.at(name, row, month) for month in MONTHS]
                    assert given == right, (names[place], name, row)
                    paid += sum(given)
    assert paid > 0


def test_a_case_that_leaves_its_amount_open_is_never_decided_by_a_table() -> None:
    asked = ("child_allowance_amount",)
    cases = [*examples().values()]
    undecided = set(run(cases, asked).undecided.tolist())
    for place, case in enumerate(cases):
        is_open = any(
            isinstance(case.world.at(asked[0], row, month), Open)
            for row in range(len(case.facts.children))
            for month in MONTHS
        )
        assert not is_open or place in undecided


def test_columns_that_only_say_what_is_ordinary_are_left_out() -> None:
    case = examples()["everyday_two_children"]
    rows = rows_of([case.world.facts], ["has_guardian", "child_birth_day"])
    ordinary = {"has_guardian": Timeline((START,), (False,))}
    fewer = without_ordinary(rows, ordinary)
    assert set(fewer.columns) == {"child_birth_day"}
    assert fewer.offsets is rows.offsets
