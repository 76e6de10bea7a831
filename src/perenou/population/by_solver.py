"""The solver over the rows of a table, family by family, for what a kernel leaves open.

A kernel follows one way only, and so a fact that is not known leaves more open to it than to the
solver. That is slower, some hundredths of a second a family.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END, START
from perenou.population.arrow import Numbers
from perenou.population.ordinary import ordinary
from perenou.population.schema import bounds, units
from perenou.rules.compile.errors import MissingColumnsError
from perenou.rules.compile.rows import UNKNOWN, LineColumn, Rows
from perenou.rules.lawbook import Law
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day
from perenou.rules.unknown import Open, Unknown, open_number, open_truth
from perenou.rules.world import Facts, World

Missing: TypeAlias = dict[tuple[str, int], list[frozenset[str]]]
"""By name and place of a family, month by month: the unknown facts and figures that it rests on."""


def by_solver(
    law: Law, rows: Rows, names: Sequence[str], months: Sequence[Day], families: Numbers
) -> tuple[dict[str, Numbers], Missing]:
    """The values of names for some families, rows by months, and what those rest on that are open.

    Args:
        families: the places of those that are solved; of the others everything is ``UNKNOWN``.

    Raises:
        MissingColumnsError: the table lacks a fact that has no ordinary value.
    """
    offsets = {name: rows.offsets[unit_of(name)] for name in names}
    found = {name: np.full((int(each[-1]), len(months)), UNKNOWN) for name, each in offsets.items()}
    missing: Missing = {}
    for family in families.tolist():
        world = World(law, facts_of(rows, family), START, END)
        for name, values in found.items():
            first, after = (int(each) for each in offsets[name][family : family + 2])
            for row in range(after - first):
                line = world.line(name, row)
                told = [line.at(month) for month in months]
                values[first + row] = [_known(each) for each in told]
                for at, each in enumerate(told):
                    if isinstance(each, Open):
                        behind = missing.setdefault((name, family), [frozenset()] * len(months))
                        behind[at] |= {unknown.name for unknown in each.missing}
    return found, missing


def unit_of(name: str) -> str:
    """The name of the unit whose rows a name has."""
    unit = LAWBOOK.unit_of(name)
    assert unit is not None
    return unit.name


def facts_of(rows: Rows, family: int) -> Facts:
    """The facts of one family of a table, as the solver asks them."""
    first = {unit: int(offsets[family]) for unit, offsets in rows.offsets.items()}
    counts = {
        name: int(rows.offsets[name][family + 1]) - first[name] if name in first else 0
        for name in units()
    }
    above = {
        pair: numbers[first[pair[0]] : first[pair[0]] + counts[pair[0]]].tolist()
        for pair, numbers in rows.above.items()
    }
    silent = ordinary()

    def line(name: str, row: int) -> Timeline[Any]:
        column = rows.columns.get(name)
        if column is None:
            if name not in silent:
                raise MissingColumnsError((name,))
            return silent[name]
        at = first[LAWBOOK.facts[name].unit.name] + row
        if not isinstance(column, LineColumn):
            return Timeline((START,), (_as_given(name, row, int(column[at]), START),))
        begin, after = column.offsets[at : at + 2].tolist()
        days, values = (each[begin:after].tolist() for each in (column.days, column.values))
        return Timeline(
            (START if days[0] < START and len(days) == 1 else days[0], *days[1:]),
            tuple(_as_given(name, row, v, day) for day, v in zip(days, values, strict=True)),
        )

    return Facts(counts, above, line)


def _as_given(name: str, row: int, value: int, since: Day) -> Any:
    gives = LAWBOOK.facts[name].gives
    is_truth = gives == "bool"
    if value != UNKNOWN:
        return bool(value) if is_truth else value
    unknown = Unknown(name, row, *bounds(gives), since=since)
    return open_truth(unknown) if is_truth else open_number(unknown)


def _known(value: Any) -> int:
    return UNKNOWN if isinstance(value, Open) else int(value)


def put_in(values: Mapping[str, Numbers], solved: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """What a kernel gave, with what the solver knows where that was open."""
    return {name: np.where(each == UNKNOWN, solved[name], each) for name, each in values.items()}
