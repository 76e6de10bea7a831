"""The rows of an extract's files, each as the texts of its cells; broken rows are counted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from perenou.population.extract.column_map import ColumnMap, MapError, Source
from perenou.population.extract.workbook import NoWorkbookError, rows_of_sheet
from perenou.population.problems import Problems

if TYPE_CHECKING:
    import pyarrow.parquet as pq

WIDEST: Final = 10_000
"""Letters of one cell at most."""

MOST_HEAD: Final = 100_000
"""Letters of the line of titles at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: where it stands, its family, and its cells by title.

    Attributes:
        is_broken: whether it cannot be used; its family is then incomplete.
    """

    place: str
    family: str
    cells: Mapping[str, str]
    is_broken: bool = False


def rows_of(
    folder: Path,
    column_map: ColumnMap,
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Row]:
    """The rows of a file; those without a family are counted and passed over.

    Args:
        progress: is told how many bytes more have been read.

    Raises:
        MapError: the file is not there, or lacks a column that the map names.
    """
    path = folder / source.file
    if not path.is_file():
        raise MapError("map_file", file=source.file)
    made = {".parquet": _parquet, ".xlsx": _workbook}.get(path.suffix.lower(), _csv)
    for row in made(path, source, problems, progress):
        if row.family in column_map.empty:
            problems.add("row_without_family", [row.place])
        else:
            yield row


def titles_of(path: Path) -> list[str]:
    """The titles of a file's columns; none: it cannot be read.

    Raises:
        MapError: it is not there.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.is_file():
        raise MapError("map_file", file=path.name)
    try:
        if path.suffix.lower() == ".parquet":
            return [*pq.read_schema(path).names]
        if path.suffix.lower() == ".xlsx":
            return [title.strip() for title in next(rows_of_sheet(path), []) if title.strip()]
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            first = file.readline(MOST_HEAD)
    except (OSError, pa.ArrowException, NoWorkbookError):
        return []
    rows = csv.reader([first], delimiter=_delimiter(first))
    return [title.strip() for title in next(rows, []) if title.strip()]


def _delimiter(first: str) -> str:
    return ";" if ";" in first else ","


def _titles(found: list[str], source: Source) -> None:
    wanted = {source.family, *source.columns} | ({source.who} if source.who else set())
    missing = sorted(wanted - set(found))
    if missing:
        slots = {"file": source.file, "columns": ", ".join(missing), "known": ", ".join(found)}
        raise MapError("map_columns", **slots)


def _csv(
    path: Path, source: Source, problems: Problems, progress: Callable[[int], None] | None
) -> Iterator[Row]:
    try:
        file = path.open(encoding=source.encoding, errors="surrogateescape", newline="")
    except LookupError:
        raise MapError("map_encoding", value=source.encoding) from None
    with file:
        first = file.readline()
        delimiter = source.delimiter or _delimiter(first)
        titles = [title.strip() for title in next(csv.reader([first], delimiter=delimiter), [])]
        _titles(titles, source)
        reader = csv.reader(_lines(file, progress), delimiter=delimiter)
        width = len(titles)
        while True:
            place = f"{source.file}:{reader.line_num + 2}"
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                problems.add("row_cells", [place])
                continue
            if not any(cell.strip() for cell in cells):
                continue
            told = dict(zip(titles, (cell.strip() for cell in cells), strict=False))
            family = told.get(source.family, "")
            kind = ""
            if len(cells) != width:
                kind = "row_cells"
            elif any(len(cell) > WIDEST or not _is_text(cell) for cell in cells):
                kind = "row_text"
                family = family if _is_text(family) else ""
            if kind:
                problems.add(kind, [place])
            yield Row(place, family, told, bool(kind))


def _workbook(
    path: Path, source: Source, problems: Problems, progress: Callable[[int], None] | None
) -> Iterator[Row]:
    rows = rows_of_sheet(path)
    try:
        titles = [title.strip() for title in next(rows, [])]
        _titles(titles, source)
        for number, cells in enumerate(rows, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            filled = [*cells, *([""] * (len(titles) - len(cells)))]
            told = dict(zip(titles, (cell.strip() for cell in filled), strict=False))
            yield Row(f"{source.file}:{number}", told.get(source.family, ""), told)
        if progress is not None:
            progress(path.stat().st_size)
    except NoWorkbookError:
        problems.add("file_unreadable", [source.file])


def _lines(file: Iterator[str], progress: Callable[[int], None] | None) -> Iterator[str]:
    for line in file:
        if progress is not None:
            progress(len(line))
        yield line


def _is_text(cell: str) -> bool:
    return cell.isprintable() or not any(
        "\ud800" <= letter <= "\udfff" or letter == "\0" for letter in cell
    )


def _parquet(
    path: Path, source: Source, problems: Problems, progress: Callable[[int], None] | None
) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (OSError, pa.ArrowException):
        problems.add("file_unreadable", [source.file])
        return
    with file:
        _titles(file.schema_arrow.names, source)
        titles = [*dict.fromkeys([source.family, *filter(None, [source.who]), *source.columns])]
        yield from _of_groups(file, titles, source, problems, progress)


def _of_groups(
    file: pq.ParquetFile,
    titles: list[str],
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None,
) -> Iterator[Row]:
    import pyarrow as pa

    number = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        try:
            table = file.read_row_group(group, columns=titles)
        except (OSError, pa.ArrowException):
            problems.add("file_unreadable", [f"{source.file} ({group + 1})"], size)
            number += size
            continue
        for told in table.to_pylist():
            number += 1
            cells = {title: _as_text(told[title]) for title in titles}
            yield Row(f"{source.file}:{number}", cells[source.family], cells)
        if progress is not None:
            progress(file.metadata.row_group(group).total_byte_size)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
