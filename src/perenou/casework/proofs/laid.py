"""A law laid over families of a shape: asked names as terms, and the same by the solver."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.schema import Case
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import END, START
from perenou.casework.proofs.shape import FamilyTerms, Shape
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.compile.errors import MissingColumnsError, NotCompiledError
from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.nodes import Graph
from perenou.rules.compile.rows import Shape as ColumnShape
from perenou.rules.lawbook import Law
from perenou.rules.prove.effort import Effort
from perenou.rules.prove.errors import NotProvableError
from perenou.rules.prove.family import Course, Family, Rows
from perenou.rules.prove.months import Months
from perenou.rules.prove.terms import Term
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day
from perenou.rules.types import Months as MonthNumber
from perenou.rules.unknown import Open
from perenou.rules.world import World


def laid_over(
    law: Law,
    asked: Iterable[str],
    shape: Shape,
    family: FamilyTerms,
    month: MonthNumber,
    months: Months,
    effort: Effort,
    like: Family | None = None,
) -> Family:
    """A law over a family of terms.

    Args:
        asked: the names that will be looked at. month: when. effort: the work that is left.
        like: another law over the same family, of which what is the same is taken over.

    Raises:
        NotProvableError: a name cannot be read on symbols, or rests on facts that the shape leaves
            open.
    """
    asked = tuple(asked)
    terms = shape.terms(family)
    courses: dict[str, list[Course]] = {}
    for name in law.book.facts_under(asked):
        found = terms.get(name) or shape.ordinary(name)
        if found is not None:
            courses[name] = found
    ordinary = {name: line for name, found in courses.items() if (line := _one(found)) is not None}
    columns = {
        name: ColumnShape(any(len(course) > 1 for course in found), True)
        for name, found in courses.items()
        if name not in ordinary
    }
    try:
        graph = _graph(
            law, asked, tuple(columns.items()),
            tuple((name, line.starts, line.values) for name, line in ordinary.items()),
            tuple(shape.without), month,
        )  # fmt: skip
    except MissingColumnsError as error:
        raise NotProvableError(error.columns[0], "is left open by the shape") from None
    except NotCompiledError as error:
        raise NotProvableError(error.name, error.key) from None
    facts = {(name, row): course for name in columns for row, course in enumerate(courses[name])}
    return Family(graph, Rows(shape.counts, shape.above, facts, shape.given), months, effort, like)


@lru_cache(maxsize=64)
def _graph(
    law: Law,
    asked: tuple[str, ...],
    columns: tuple[tuple[str, ColumnShape], ...],
    ordinary: tuple[tuple[str, tuple[Day, ...], tuple[int, ...]], ...],
    without: tuple[str, ...],
    month: MonthNumber,
) -> Graph:
    """The graph of some names; one for all families of a question that differ in values alone."""
    first = first_day_of(month)
    return graph_of(
        law, asked, dict(columns),
        {name: Timeline(days, values) for name, days, values in ordinary},
        dict.fromkeys(without, 0), (START, END), (first, next_month_start(first)), is_short=False,
    )  # fmt: skip


def _one(courses: list[Course]) -> Timeline[int] | None:
    """The one timeline that a fact has in every row, of known values."""
    if not courses:
        return Timeline((START,), (0,))
    first = courses[0]
    known = all(isinstance(part, int) for course in courses for piece in course for part in piece)
    if not known or any(list(course) != list(first) for course in courses):
        return None
    starts, values = zip(*first, strict=True)
    return Timeline(starts, values)


def amounts_of(benefits: Iterable[str]) -> tuple[str, ...]:
    """The names of the monthly amounts of benefits."""
    return tuple(f"{key}_amount" for key in benefits)


def amounts(family: Family, benefits: Iterable[str], month: MonthNumber) -> dict[str, Term]:
    """What a family of terms is paid for a month, by benefit and row."""
    day = first_day_of(month)
    return {
        f"{key} {row}": family.value(f"{key}_amount", row, day)
        for key in benefits
        for row in range(family.rows.counts.get(MONTHLY[key].unit.name, 0))
    }


def world_of(law: Law, case: Case, as_of: int) -> World:
    """A case under a law, by the solver."""
    return World(law, CaseFacts(case, as_of).facts(), START, END)


def paid(world: World, benefits: Iterable[str], month: MonthNumber) -> int | None:
    """What a case is paid for a month, by the solver; None where it leaves that open."""
    day = first_day_of(month)
    found = 0
    for key in benefits:
        for row in range(world.facts.rows[MONTHLY[key].unit.name]):
            amount = world.at(f"{key}_amount", row, day)
            if isinstance(amount, Open):
                return None
            found += amount
    return found
