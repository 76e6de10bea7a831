"""A family of terms says what the solver says, of known facts and for every value of others."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

import pytest
import z3
from tests.rules.compile.test_kernel import ASKED, THROUGH, orchard, small_law
from tests.rules.orchard import END, START

from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.rows import Shape
from perenou.rules.lawbook import Lawbook
from perenou.rules.prove.ask import Asking
from perenou.rules.prove.effort import Effort
from perenou.rules.prove.errors import NotProvableError, OutOfTimeError
from perenou.rules.prove.family import Course, Family, Rows
from perenou.rules.prove.months import Months
from perenou.rules.prove.terms import Base
from perenou.rules.timeline import Timeline
from perenou.rules.world import Facts, World

ORCHARDS: Final = 25
DAYS: Final = tuple(range(START, END, 9))
NOT_READ: Final = "ripe_days"
"""Of a kind that is not read on symbols."""
KINDS_NOT_READ: Final = frozenset({"days_within", "total_in_month", "sum_of_months"})
READ: Final = tuple(
    name
    for name in ASKED
    if name not in {each for each, kind, *_ in THROUGH if kind in KINDS_NOT_READ}
)
LAWBOOK: Final = Lawbook([small_law()], [])


def family(facts: Facts, told: Mapping[tuple[str, int], Course], seconds: float = 100) -> Family:
    """An orchard as the engine of proofs takes it; some facts told otherwise."""
    courses: dict[tuple[str, int], Course] = {}
    for name, fact in LAWBOOK.facts.items():
        for row in range(facts.rows[fact.unit.name]):
            line = facts.line(name, row)
            courses[name, row] = [*zip(line.starts, line.values, strict=True)]
    courses |= told
    shapes = {name: Shape(True, True) for name in LAWBOOK.facts}
    none = {unit: 0 for unit, count in facts.rows.items() if not count}
    law = LAWBOOK.on(END)
    graph = graph_of(law, READ, shapes, {}, none, (START, END), (START, END), is_short=False)
    rows = Rows(facts.rows, facts.above, courses)
    return Family(graph, rows, Months(), Effort(seconds))


def told_otherwise(facts: Facts, lines: Mapping[tuple[str, int], Timeline[Any]]) -> Facts:
    """The same orchard but for some facts."""
    return Facts(
        facts.rows, facts.above, lambda name, row: lines.get((name, row)) or facts.line(name, row)
    )


def rows_of(facts: Facts, name: str) -> int:
    """How many rows an orchard has of a name's unit."""
    unit = LAWBOOK.unit_of(name)
    assert unit is not None
    return facts.rows[unit.name]


def test_every_kind_of_name_is_what_the_solver_says() -> None:
    for seed in range(ORCHARDS):
        facts = orchard(seed)
        world = World(LAWBOOK.on(END), facts, START, END)
        found = family(facts, {})
        for name in READ:
            for row in range(rows_of(facts, name)):
                for day in DAYS:
                    right = world.at(name, row, day)
                    assert found.value(name, row, day) == right, (seed, name, row, day)


def test_a_term_is_what_the_solver_says_for_each_value_of_what_is_not_known() -> None:
    """Two numbers of days, one of them unknown to the table of the other, and a truth value."""
    draw = random.Random(5)
    seen: set[object] = set()
    for seed in (1, 2, 7, 9, 12):
        facts = orchard(seed)
        apples = facts.rows["apple"]
        if apples < 2:
            continue
        picked = [Base(f"picked_{row}", START, END + 40) for row in range(2)]
        turned = Base("turned", START + 1, END - 1)
        sunny = z3.Bool("sunny")
        told: dict[tuple[str, int], Course] = {
            ("picked_day", row): [(START, base.itself)] for row, base in enumerate(picked)
        }
        told["sunny", 0] = [(START, sunny), (turned.itself, True)]
        found = family(facts, told)
        terms = {
            (name, row, day): found.value(name, row, day)
            for name in READ
            for row in range(rows_of(facts, name))
            for day in draw.sample(DAYS, 3)
        }
        for _ in range(6):
            days = [draw.randint(START, END + 40) for _ in picked]
            turn, shone = draw.randint(START + 1, END - 1), draw.random() < 0.5
            asking = Asking(Effort(100))
            asking.add(*found.months.conditions, sunny == shone, turned.variable == turn)
            asking.add(*(b.variable == d for b, d in zip(picked, days, strict=True)))
            outcome = asking.smallest(True, [])
            assert outcome.value is not None
            lines: dict[tuple[str, int], Timeline[Any]] = {
                ("picked_day", row): Timeline((START,), (day,)) for row, day in enumerate(days)
            }
            lines["sunny", 0] = (
                Timeline((START,), (True,)) if shone else Timeline((START, turn), (False, True))
            )
            known = told_otherwise(facts, lines)
            world = World(LAWBOOK.on(END), known, START, END)
            for (name, row, day), term in terms.items():
                right = world.at(name, row, day)
                assert outcome.value(term) == right, (seed, name, row, day, days, turn, shone)
                seen.add(right)
    assert len(seen) > 20


def test_what_is_not_read_is_refused_by_name() -> None:
    facts = next(each for each in map(orchard, range(9)) if each.rows["apple"])
    law = LAWBOOK.on(END)
    shapes = {name: Shape(True, True) for name in LAWBOOK.facts}
    graph = graph_of(law, (NOT_READ,), shapes, {}, {}, (START, END), (START, END), is_short=False)
    courses = {
        (name, row): [*zip(facts.line(name, row).starts, facts.line(name, row).values, strict=True)]
        for name, fact in LAWBOOK.facts.items()
        for row in range(facts.rows[fact.unit.name])
    }
    rows = Rows(facts.rows, facts.above, courses)
    found = Family(graph, rows, Months(), Effort(10))
    with pytest.raises(NotProvableError, match="ripe_days"):
        found.value(NOT_READ, 0, START)


def test_without_time_nothing_is_computed() -> None:
    facts = next(each for each in map(orchard, range(9)) if each.rows["apple"])
    with pytest.raises(OutOfTimeError):
        family(facts, {}, seconds=-1).value("ripe_apples", 0, START)
