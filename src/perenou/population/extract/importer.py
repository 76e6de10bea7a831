"""An extract into a folder of families: memory stays bounded however large its files are.

Rows are first dealt out to files by their family, so that all rows of one are in one of them,
however the extract was ordered; then each of these is put together, family by family.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zlib import crc32

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.facts import CaseFacts
from perenou.population.decisions import DECISION, decision_type
from perenou.population.extract.column_map import DECISIONS, ColumnMap
from perenou.population.extract.families import Family, Given, family_of
from perenou.population.extract.flat import FLAT
from perenou.population.extract.sources import rows_of
from perenou.population.job import BENEFITS
from perenou.population.problems import Problems
from perenou.population.run import Progress
from perenou.population.write_cases import write_cases

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case

AT_ONCE: Final = 8_000_000
"""Bytes of an extract that are put together at once, roughly."""

Told = dict[str, object]


@dataclass(slots=True)
class Imported:
    """What came of an extract: how many families were written, and what was left out."""

    families: int = 0
    decisions: int = 0
    problems: Problems = field(default_factory=Problems)


def imported(
    column_map: ColumnMap, folder: Path, out: Path, progress: Progress | None = None
) -> Imported:
    """Import an extract.

    Args:
        folder: where its files lie. progress: is told how many bytes were read, and of how many.

    Raises:
        MapError: a file is not there, or lacks a column that the map names.
        OSError: the folder cannot be written to.
    """
    found = Imported()
    sizes = [_size(folder / source.file) for source in column_map.tables]
    with TemporaryDirectory(prefix="perenou-") as kept:
        parts = max(1, sum(sizes) // AT_ONCE + 1)
        paths = [Path(kept) / f"{at:05}" for at in range(parts)]
        _deal_out(column_map, folder, paths, found.problems, sum(sizes), progress)
        work = [(path, number, column_map, out) for number, path in enumerate(paths, start=1)]
        for part in _each(work):
            found.families += part.families
            found.decisions += part.decisions
            found.problems.add_all(part.problems)
    return found


def _each(work: Sequence[tuple[Path, int, ColumnMap, Path]]) -> Iterator[Imported]:
    """What comes of each file of rows, in order; several are put together at a time."""
    if len(work) == 1:
        yield _put_together(*work[0])
        return
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield from pool.map(_put_together, *zip(*work, strict=True))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _deal_out(
    column_map: ColumnMap,
    folder: Path,
    paths: list[Path],
    problems: Problems,
    size: int,
    progress: Progress | None,
) -> None:
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, size), size)

    files = [path.open("w", encoding="utf-8", errors="surrogateescape") for path in paths]
    try:
        for at, source in enumerate(column_map.tables):
            for row in rows_of(folder, column_map, source, problems, more):
                told = [row.family, row.place, at, {**row.cells}, row.is_broken]
                into = files[crc32(row.family.encode("utf-8", "replace")) % len(files)]
                into.write(json.dumps(told, ensure_ascii=True) + "\n")
    finally:
        for file in files:
            file.close()


def _put_together(path: Path, number: int, column_map: ColumnMap, out: Path) -> Imported:
    found = Imported()
    rows: dict[str, list[Given]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for line in file:
            family, place, source, cells, is_broken = json.loads(line)
            rows[family].append(Given(place, source, cells, is_broken))
    told: dict[str, Mapping[str, object]] = {}

    def cases() -> Iterator[tuple[str, Case]]:
        for name in sorted(rows):
            made = family_of(name, rows[name], column_map, found.problems)
            case = None if made is None else _case(name, made, found.problems)
            if made is None or case is None:
                found.problems.families += 1
                continue
            decisions = _decisions(name, made, case, found.problems)
            found.decisions += len(decisions)
            told[name] = {DECISION: decisions}
            yield name, case

    has_decisions = any(source.list_ in (DECISIONS, FLAT) for source in column_map.tables)
    extra = {DECISION: decision_type()} if has_decisions else None
    found.families += write_cases(out, cases(), extra, told, start=number * 1000)
    return found


def _case(name: str, family: Family, problems: Problems) -> Case | None:
    """The checked case of a family; None: something in it is wrong, which is counted by kind."""
    try:
        return parse_data(family.data, "extract.json")
    except CaseFileError as error:
        for problem in error.problems:
            problems.add(f"case.{problem.key}", [f"{name}: {problem.field}"])
        return None


def _decisions(name: str, family: Family, case: Case, problems: Problems) -> list[Told]:
    """The decisions on a family, each with the row of whom it is about."""
    if not family.decisions:
        return []
    facts = CaseFacts(case)
    found: list[Told] = []
    for given in family.decisions:
        benefit = given.get("benefit", "")
        unit = MONTHLY[benefit].unit.name if benefit in BENEFITS else ""
        ids = {"child": facts.children, "person": facts.people}.get(unit, [])
        who = given.get("whose", "")
        day, month = _date(given.get("decided", "")), _date(f"{given.get('month', '')}-01")
        cents = _cents(given.get("amount", ""))
        # A matter that the law does not compute is about nobody; its facts say what is alike.
        is_choice = benefit not in BENEFITS and bool(given.get("facts"))
        if (who not in ids and not is_choice) or day is None or month is None or cents is None:
            problems.add("decision_unusable", [f"{name}: {given.get('id', '')}"])
            continue
        found.append(
            {
                "id": given.get("id"), "benefit": benefit, "month": month,
                "no": 0 if is_choice else ids.index(who),
                "last_month": _date(f"{given.get('last_month', '')}-01"), "cents": cents,
                "decided": day, "by": given.get("by"), "office": given.get("office"),
                "language": given.get("language"), "facts": given.get("facts"),
            }
        )  # fmt: skip
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _cents(text: str) -> int | None:
    euros, _, rest = text.partition(".")
    if not euros.isdecimal() or len(rest) > 2 or not (rest or "0").isdecimal():
        return None
    return int(euros) * 100 + int(rest.ljust(2, "0") or 0)
