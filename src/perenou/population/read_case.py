"""One family of a folder as a case, the same as it was written or one of the same facts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.reader import parse_data
from perenou.casework.case_file.schema import Case
from perenou.casework.facts import CaseFacts
from perenou.casework.lines import START
from perenou.population.arrow import taken
from perenou.population.folder import FamilyTable, Part, Wanted, read
from perenou.population.from_cases import rows_of
from perenou.population.job import BENEFITS, names_of
from perenou.population.ordinary import ordinary
from perenou.population.schema import CASE, FAMILY, units
from perenou.population.to_case import told
from perenou.rules.compile.rows import ColumnValues, LineColumn, Rows

if TYPE_CHECKING:
    from perenou.casework.case_file.source import Data

_NAME: Final = "family.json"


class NoSuchFamilyError(Exception):
    """A table has no family of that name."""


class UntoldError(Exception):
    """A family has facts that no case file was found to tell.

    Attributes:
        facts: their names.
    """

    def __init__(self, facts: tuple[str, ...]) -> None:
        super().__init__(", ".join(facts))
        self.facts = facts


def read_case(table: FamilyTable, family: str) -> Case:
    """The case of a family: as it was written, otherwise made from the facts.

    Raises:
        NoSuchFamilyError: there is none of that name.
        UntoldError: what is made from the facts would say others than those.
    """
    for part in table.parts:
        place = _place(part, family)
        if place is None:
            continue
        wanted = Wanted(table.shapes, frozenset(units()) - table.without)
        has_cases = _has(part, CASE)
        found = read(part, Wanted({}, frozenset(), (CASE,)) if has_cases else wanted)
        if has_cases:
            text = found.extra[CASE][place].as_py()
            if text is not None:
                return parse_data(cast("Data", json.loads(text)), _NAME)
            found = read(part, wanted)
        names = [str(name) for name in found.names.to_pylist()]
        if family not in names:
            raise NoSuchFamilyError(family)
        return case_of(taken(found.rows, np.asarray([names.index(family)])))
    raise NoSuchFamilyError(family)


def _place(part: Part, family: str) -> int | None:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(part.path) as file:
        names = file.read_row_group(part.group, columns=[FAMILY])[FAMILY].cast(pa.string())
    at = int(pc.index(names, family).as_py())
    return None if at < 0 else at


def _has(part: Part, column: str) -> bool:
    import pyarrow.parquet as pq

    with pq.ParquetFile(part.path) as file:
        return column in file.schema_arrow.names


def case_of(rows: Rows) -> Case:
    """A case whose facts are those of the rows of one family.

    Raises:
        UntoldError: none was found.
    """
    made = told(rows)
    case = parse_data(made.data, _NAME)
    laid = CaseFacts(case)
    anew = rows_of([laid.facts()], [*LAWBOOK.facts])
    wanted = _by_whom(rows, made.people, made.children)
    found = _by_whom(anew, laid.people, laid.children)
    counted = frozenset(LAWBOOK.facts_under(names_of(BENEFITS)))
    for name, line in ordinary().items():
        if name in found and name not in wanted and name in counted:
            silent = _line(line.starts, [int(value) for value in line.values])
            wanted[name] = [(who, silent) for who, _ in found[name]]
    differing = {
        name for name in found if name in wanted and sorted(found[name]) != sorted(wanted[name])
    }
    if differing:
        raise UntoldError(tuple(sorted(differing)))
    return case


_Whose: TypeAlias = tuple[str, ...]
_Line: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def _by_whom(
    rows: Rows, people: Sequence[str], children: Sequence[str]
) -> dict[str, list[tuple[_Whose, _Line]]]:
    """By fact, the timeline of each row with the ids of those it is about."""
    whose: dict[str, list[_Whose]] = {
        "person": [(who,) for who in people],
        "child": [(who,) for who in children],
    }
    for unit in units().values():
        if unit.name in rows.offsets and unit.above:
            above = [rows.above[unit.name, each.name].tolist() for each in unit.above]
            whose[unit.name] = [
                tuple(
                    one
                    for each, row in zip(unit.above, at, strict=True)
                    for one in whose.get(each.name, [(str(row),)] * (row + 1))[row]
                )
                for at in zip(*above, strict=True)
            ]
    return {
        name: list(zip(whose[LAWBOOK.facts[name].unit.name], _lines(column), strict=True))
        for name, column in rows.columns.items()
        if LAWBOOK.facts[name].unit.name in whose
    }


def _lines(column: ColumnValues) -> list[_Line]:
    if not isinstance(column, LineColumn):
        return [((START,), (value,)) for value in column.tolist()]
    days, values = column.days.tolist(), column.values.tolist()
    return [_line(days[a:b], values[a:b]) for a, b in pairwise(column.offsets.tolist())]


def _line(days: Sequence[int], values: Sequence[int]) -> _Line:
    """A timeline from the horizon's first day on; some begin earlier."""
    first = max(at for at, day in enumerate(days) if at == 0 or day <= START)
    return (START, *days[first + 1 :]), tuple(values[first:])
