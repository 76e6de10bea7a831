"""Cases into a folder of families, without names and personal codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.case_file.schema import Case, Child, Person, entries
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.facts import CaseFacts
from perenou.population.folder import ROOM, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.ordinary import ordinary
from perenou.population.schema import CASE

if TYPE_CHECKING:
    import pyarrow as pa

T = TypeVar("T")
P = TypeVar("P", Person, Child)

FILE: Final = "families-{number:08}.parquet"
"""What the files of a folder are called."""


def write_cases(
    folder: Path,
    cases: Iterable[tuple[str, Case]],
    extra: Mapping[str, pa.DataType] | None = None,
    told: Mapping[str, Mapping[str, object]] | None = None,
    room: int = ROOM,
    start: int = 1,
) -> int:
    """Write named cases as a folder of families; gives how many.

    Args:
        extra: further columns of the family's own row, by name; told: their values, by family.
        room: families of one file. start: the number of the first file.

    Raises:
        OSError: a file cannot be written.
    """
    import pyarrow as pa

    names = [*LAWBOOK.facts]
    count = 0
    for number, some in enumerate(_in_lots(cases, room), start=start):
        shown = [(name, anonymous(case)) for name, case in some]
        facts = [CaseFacts(case, _day_of(case)).facts() for _, case in shown]
        rows = without_ordinary(rows_of(facts, names), ordinary())
        columns: dict[str, pa.Array] = {
            CASE: pa.array([json.dumps(to_mapping(case), ensure_ascii=False) for _, case in shown])
        }
        for key, kind in (extra or {}).items():
            columns[key] = pa.array([(told or {}).get(name, {}).get(key) for name, _ in some], kind)
        families = pa.array([name for name, _ in shown], pa.string())
        write(folder / FILE.format(number=number), rows, families, columns)
        count += len(shown)
    return count


def anonymous(case: Case) -> Case:
    """A case without title, names, employers and personal codes; what they told stays."""
    return case.model_copy(
        update={
            "title": None,
            "people": {who: _unnamed(person) for who, person in case.people.items()},
            "children": {who: _unnamed(child) for who, child in case.children.items()},
        }
    )


def _unnamed(person: P) -> P:
    income = person.income
    if isinstance(income, tuple):
        income = tuple(each.model_copy(update={"employer": None}) for each in entries(income))
    return person.model_copy(
        update={
            "name": None,
            "personal_code": None,
            "birth": person.birth if person.born is None else person.born,
            "sex": person.sex if person.stated_sex is None else person.stated_sex,
            "income": income,
        }
    )


def _day_of(case: Case) -> int:
    return case.as_of_day or date.today().toordinal()  # noqa: DTZ011


def _in_lots(each: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(each)
    while lot := list(islice(left, size)):
        yield lot
