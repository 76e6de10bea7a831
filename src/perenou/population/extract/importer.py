"""An extract into a folder of families: memory stays bounded however large its files are.

Rows are first dealt out to files by their family, so that all rows of one are in one of them,
however the extract was ordered; then each of these is put together, family by family.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zlib import crc32

import numpy as np

from perenou.population.decisions import DECISION, decision_type
from perenou.population.extract.by_form import families_by_form
from perenou.population.extract.column_map import DECISIONS, ColumnMap
from perenou.population.extract.families import Given, given_of
from perenou.population.extract.flat import FLAT
from perenou.population.extract.forms import is_plain
from perenou.population.extract.made import decisions_of, made_of
from perenou.population.extract.sources import Lot, lots_of
from perenou.population.folder import ROOM
from perenou.population.problems import Problems
from perenou.population.run import Progress
from perenou.population.write_cases import write_cases, write_laid

if TYPE_CHECKING:
    import pyarrow as pa

    from perenou.casework.case_file.schema import Case

AT_ONCE: Final = 8_000_000
"""Bytes of an extract that are put together at once, roughly."""

AT_ONCE_BY_FORM: Final = 64_000_000
"""The same of a flat file, whose families are put together by columns."""

FILES: Final = 1000
"""How far the numbers of the files of two parts are apart."""


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
        parts = sum(sizes) // (AT_ONCE_BY_FORM if is_plain(column_map) else AT_ONCE) + 1
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
    paths: Sequence[Path],
    problems: Problems,
    size: int,
    progress: Progress | None,
) -> None:
    """Deal rows out to files by their family; a file has a stream of Arrow of each source."""
    import pyarrow as pa

    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        if progress is not None:
            progress(min(done, size), size)

    with ExitStack() as opened:
        files = [opened.enter_context(pa.OSFile(str(path), "wb")) for path in paths]
        for at, source in enumerate(column_map.tables):
            with ExitStack() as streams:
                writers: list[pa.RecordBatchStreamWriter] = []
                for lot in lots_of(folder, column_map, source, problems, more):
                    table = _as_dealt(lot, at)
                    writers = writers or [
                        streams.enter_context(pa.ipc.new_stream(file, table.schema))
                        for file in files
                    ]
                    for writer, rows in zip(
                        writers, _by_family(table, source.family, len(files)), strict=True
                    ):
                        writer.write_table(rows)


_PLACE: Final = "place"
_IS_BROKEN: Final = "is_broken"
_CELL: Final = "="
"""What the name of a column of cells begins with."""

_SOURCE: Final = b"source"


def _as_dealt(lot: Lot, source: int) -> pa.Table:
    import pyarrow as pa

    cells = {f"{_CELL}{title}": lot.cells[title] for title in lot.cells.column_names}
    table = pa.table({_PLACE: lot.places, _IS_BROKEN: lot.is_broken, **cells})
    return table.replace_schema_metadata({_SOURCE: str(source)})


def _by_family(table: pa.Table, family: str, parts: int) -> Iterator[pa.Table]:
    """The rows of each part, in order; all of one family are in one of them."""
    import pyarrow as pa

    told = table[f"{_CELL}{family}"].combine_chunks().dictionary_encode()
    part_of = [crc32(name.encode()) % parts for name in told.dictionary.to_pylist()]
    part = np.asarray(part_of, np.int64)[np.asarray(told.indices, np.int64)]
    dealt = table.take(pa.array(np.argsort(part, kind="stable")))
    ends = np.cumsum(np.bincount(part, minlength=parts)).tolist()
    for start, end in pairwise([0, *ends]):
        yield dealt.slice(start, end - start)


def _dealt(path: Path) -> Iterator[tuple[int, Lot]]:
    """The rows of a file that were dealt out, each source with its number."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as file:
        while file.tell() < file.size():
            table = pa.ipc.open_stream(file).read_all()
            titles = [name for name in table.column_names if name.startswith(_CELL)]
            cells = table.select(titles).rename_columns([name[len(_CELL) :] for name in titles])
            yield (
                int(table.schema.metadata[_SOURCE]),
                Lot(
                    np.asarray(table[_PLACE], np.int64),
                    np.asarray(table[_IS_BROKEN], np.bool_),
                    cells,
                ),
            )


def _put_together(path: Path, number: int, column_map: ColumnMap, out: Path) -> Imported:
    if is_plain(column_map):
        return _by_form(path, number, column_map, out)
    found = Imported()
    rows: dict[str, list[Given]] = defaultdict(list)
    for source, lot in _dealt(path):
        for name, given in given_of(lot, column_map, source):
            rows[name].append(given)
    told: dict[str, Mapping[str, object]] = {}

    def cases() -> Iterator[tuple[str, Case]]:
        for name in sorted(rows):
            made = made_of(name, rows[name], column_map, found.problems)
            if made is None:
                found.problems.families += 1
                continue
            decisions = decisions_of(made, column_map, found.problems)
            found.decisions += len(decisions)
            told[name] = {DECISION: decisions}
            yield name, made.case

    has_decisions = any(source.list_ in (DECISIONS, FLAT) for source in column_map.tables)
    extra = {DECISION: decision_type()} if has_decisions else None
    found.families += write_cases(out, cases(), extra, told, start=number * FILES)
    return found


def _by_form(path: Path, number: int, column_map: ColumnMap, out: Path) -> Imported:
    """The families of a flat file."""
    found = Imported()
    for _, lot in _dealt(path):
        families = families_by_form(lot, column_map, found.problems)
        for at, some in enumerate(families.in_lots(ROOM)):
            extra = {DECISION: some.decisions}
            write_laid(out, number * FILES + at, some.names, some.cases, extra)
        found.families += len(families.names)
        found.decisions += len(families.decisions.flatten())
    return found
