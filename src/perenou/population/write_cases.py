"""Cases into a folder of families, without names, personal codes and free words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.anonymous import unnamed
from perenou.casework.case_file.schema import Case
from perenou.casework.case_file.writer import to_mapping
from perenou.casework.facts import CaseFacts
from perenou.population.folder import ROOM, write
from perenou.population.from_cases import rows_of, without_ordinary
from perenou.population.ordinary import ordinary
from perenou.population.schema import CASE

if TYPE_CHECKING:
    import pyarrow as pa

    from perenou.rules.compile.rows import Rows

T = TypeVar("T")

FILE: Final = "families-{number:08}.parquet"
"""What the files of a folder are called."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Cases as they are written: their rows without what is ordinary, and the text of each."""

    rows: Rows
    texts: pa.Array


def laid(cases: Sequence[Case]) -> Laid:
    """Cases without names and personal codes as they are written."""
    import pyarrow as pa

    shown = [unnamed(case) for case in cases]
    facts = [CaseFacts(case, _day_of(case)).facts() for case in shown]
    texts = [json.dumps(to_mapping(case), ensure_ascii=False) for case in shown]
    return Laid(
        without_ordinary(rows_of(facts, [*LAWBOOK.facts]), ordinary()),
        pa.array(texts, pa.string()),
    )


def write_laid(
    folder: Path,
    number: int,
    names: Sequence[str],
    cases: Laid,
    extra: Mapping[str, pa.Array] | None = None,
) -> None:
    """Write cases as a file of a folder.

    Args:
        number: of the file. extra: further columns of the family's own row, by name.

    Raises:
        OSError: it cannot be written.
    """
    import pyarrow as pa

    columns = {CASE: cases.texts, **(extra or {})}
    path = folder / FILE.format(number=number)
    write(path, cases.rows, pa.array(names, pa.string()), columns)


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

    count = 0
    for number, some in enumerate(_in_lots(cases, room), start=start):
        names = [name for name, _ in some]
        columns = {
            key: pa.array([(told or {}).get(name, {}).get(key) for name in names], kind)
            for key, kind in (extra or {}).items()
        }
        write_laid(folder, number, names, laid([case for _, case in some]), columns)
        count += len(names)
    return count


def _day_of(case: Case) -> int:
    return case.as_of_day or date.today().toordinal()  # noqa: DTZ011


def _in_lots(each: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(each)
    while lot := list(islice(left, size)):
        yield lot
