"""Who is paid nothing by days is left out of what is computed, and nobody else."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pytest
from tests.population.random_facts import random_family

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.arrow import families_of
from perenou.population.days import WITHOUT, may_have_days, parted
from perenou.population.from_cases import rows_of
from perenou.rules.calendar import first_day_of
from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.nodes import Constant
from perenou.rules.compile.rows import LineColumn, Shape
from perenou.rules.rule import day_of
from perenou.rules.timeline import Timeline
from perenou.rules.world import World

LAW: Final = LAWBOOK.on(day_of("2026-11-24"))
BY_DAYS: Final = parted([*MONTHLY])[1]
MONTHS: Final = [first_day_of(month) for month in range(2017 * 12, 2028 * 12)]


def nothing(name: str) -> Timeline[Any]:
    value = WITHOUT[name]
    return Timeline((START,), (bool(value) if LAWBOOK.gives(name) == "bool" else value,))


EARLIER: Final = ("earlier_parental_benefit", "additional_fathers_benefit")
"""Those of the scheme until March 2022, which are tried, for folding alone does not show it."""


@pytest.mark.parametrize("key", [key for key in BY_DAYS if key not in EARLIER])
def test_without_claimed_days_and_deaths_no_law_gives_anything(key: str) -> None:
    name = f"{key}_amount"
    columns = {fact: Shape(is_line=True, is_complete=False) for fact in LAWBOOK.facts_under([name])}
    left = {fact: shape for fact, shape in columns.items() if fact not in WITHOUT}
    silent = {fact: nothing(fact) for fact in WITHOUT}
    node = graph_of(LAW, [name], left, silent, {}, (START, END), (START, END)).nodes[name]
    assert isinstance(node, Constant)
    assert not any(node.line.values)


def test_families_without_claimed_days_and_deaths_were_paid_nothing_earlier() -> None:
    """Whatever else is so of them."""
    for seed in range(15):
        facts = random_family(seed)

        def line(name: str, row: int, told: Any = facts.line) -> Timeline[Any]:
            return nothing(name) if name in WITHOUT else told(name, row)

        quiet = facts._replace(line=line)
        assert not may_have_days(rows_of([quiet], WITHOUT)).any()
        world = World(LAW, quiet, START, END)
        for key in EARLIER:
            for row in range(facts.rows["carer"]):
                paid = world.line(f"{key}_amount", row)
                assert not any(paid.at(month) for month in MONTHS), (seed, key)


def test_whoever_may_have_days_is_found_by_any_fact_at_any_time() -> None:
    cases = [random_family(seed) for seed in range(60)]
    rows = rows_of(cases, WITHOUT)
    right = np.zeros(len(cases), np.bool_)
    for name, value in WITHOUT.items():
        column = rows.columns[name]
        family = families_of(rows.offsets[LAWBOOK.facts[name].unit.name])
        for row, of in enumerate(family):
            if isinstance(column, LineColumn):
                values = column.values[column.offsets[row] : column.offsets[row + 1]]
            else:
                values = column[row : row + 1]
            right[of] |= bool((values != value).any())
    assert may_have_days(rows).tolist() == right.tolist()
    assert 0 < right.sum() < len(cases)
