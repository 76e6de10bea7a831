"""The rows of an extract's files as columns of the texts of cells; broken rows are counted."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.population.arrow import Flags, Numbers
from perenou.population.extract.column_map import ColumnMap, MapError, Source
from perenou.population.extract.workbook import NoWorkbookError, rows_of_sheet
from perenou.population.problems import EXAMPLES, Problems

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

WIDEST: Final = 10_000
"""Letters of one cell at most."""

MOST_HEAD: Final = 100_000
"""Letters of the line of titles at most."""


ROOM: Final = 50_000
"""Rows of a CSV file or a workbook that are told together."""


@dataclass(frozen=True, slots=True)
class Lot:
    """Some rows of a file: where each stands, and their cells as texts by title.

    Attributes:
        places: number of the line or row of each. is_broken: which cannot be used, so that their
            families are incomplete; of these no cell is told but that of the family.
    """

    places: Numbers
    is_broken: Flags
    cells: pa.Table


def lots_of(
    folder: Path,
    column_map: ColumnMap,
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None = None,
    room: int = ROOM,
) -> Iterator[Lot]:
    """The rows of a file, in order; those without a family are counted and passed over.

    Args:
        progress: is told how many bytes more have been read. room: rows of a lot; of Parquet a lot
            is a row group.

    Raises:
        MapError: the file is not there, or lacks a column that the map names.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    path = folder / source.file
    if not path.is_file():
        raise MapError("map_file", file=source.file)
    made = {".parquet": _parquet, ".xlsx": _workbook}.get(path.suffix.lower(), _csv)
    nobody = pa.array(column_map.empty, pa.string())
    for lot in made(path, source, problems, progress, room):
        is_nobody = np.asarray(pc.is_in(lot.cells[source.family], nobody).combine_chunks())
        if is_nobody.any():
            without = lot.places[is_nobody]
            shown = [place_of(source, place) for place in without[:EXAMPLES].tolist()]
            problems.add("row_without_family", shown, without.size)
            kept = np.flatnonzero(~is_nobody)
            lot = Lot(lot.places[kept], lot.is_broken[kept], lot.cells.take(pa.array(kept)))
        yield lot


def place_of(source: Source, number: int) -> str:
    """Where a row stands, for people."""
    return f"{source.file}:{number}"


def titles_of(path: Path) -> list[str]:
    """The titles of a file's columns; none: it cannot be read.

    Raises:
        MapError: it is not there, or its titles are not written in UTF-8.
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
        with path.open("rb") as file:
            first = file.readline(MOST_HEAD).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MapError("map_not_utf8", file=path.name) from None
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
    path: Path,
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None,
    room: int,
) -> Iterator[Lot]:
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
        gathering = _Gathering(titles, source, room)
        while True:
            number = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error:
                problems.add("row_cells", [place_of(source, number)])
                continue
            kind = _wrong(cells, len(titles))
            if kind is None:
                continue
            if kind:
                problems.add(kind, [place_of(source, number)])
            if gathering.add(number, cells, is_broken=bool(kind)):
                yield gathering.lot()
        yield gathering.lot()


def _wrong(cells: list[str], width: int) -> str | None:
    """The kind of what is wrong with a row; none: it is well; None: it is no row at all."""
    whole = "".join(cells)
    if not whole or whole.isspace():
        return None
    if len(cells) != width:
        return "row_cells"
    # Nearly every row is short and plain, which is asked of all its cells at once.
    if len(whole) <= WIDEST and whole.isprintable():
        return ""
    return "row_text" if any(len(c) > WIDEST or not _is_text(c) for c in cells) else ""


class _Gathering:
    """Rows that are on their way to be a lot."""

    def __init__(self, titles: Sequence[str], source: Source, room: int) -> None:
        self._titles, self._family, self._room = titles, source.family, room
        self._clear()

    def _clear(self) -> None:
        self._places: list[int] = []
        self._is_broken: list[bool] = []
        self._rows: list[Sequence[str]] = []

    def add(self, number: int, cells: Sequence[str], *, is_broken: bool = False) -> bool:
        """Add a row; whether they are now as many as are told together."""
        self._places.append(number)
        self._is_broken.append(is_broken)
        self._rows.append(self._family_alone(cells) if is_broken else cells)
        return len(self._rows) == self._room

    def _family_alone(self, cells: Sequence[str]) -> list[str]:
        told = dict(zip(self._titles, cells, strict=False)).get(self._family, "").strip()
        is_whole = len(cells) != len(self._titles) or _is_text(told)
        plain = told.encode("utf-8", "backslashreplace").decode() if is_whole else ""
        return [plain if title == self._family else "" for title in self._titles]

    def lot(self) -> Lot:
        """The rows so far; the next ones are another lot's."""
        import pyarrow as pa

        columns = [*zip(*self._rows, strict=True)] or [()] * len(self._titles)
        cells = {
            title: pa.array([cell.strip() for cell in column], pa.string())
            for title, column in zip(self._titles, columns, strict=True)
        }
        made = Lot(
            np.asarray(self._places, np.int64), np.asarray(self._is_broken, np.bool_),
            pa.table(cells),
        )  # fmt: skip
        self._clear()
        return made


def _workbook(
    path: Path,
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None,
    room: int,
) -> Iterator[Lot]:
    rows = rows_of_sheet(path)
    try:
        titles = [title.strip() for title in next(rows, [])]
        _titles(titles, source)
        gathering = _Gathering(titles, source, room)
        for number, cells in enumerate(rows, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            filled = [*cells, *([""] * (len(titles) - len(cells)))][: len(titles)]
            if gathering.add(number, filled):
                yield gathering.lot()
        yield gathering.lot()
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
    path: Path,
    source: Source,
    problems: Problems,
    progress: Callable[[int], None] | None,
    _room: int,
) -> Iterator[Lot]:
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
) -> Iterator[Lot]:
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
        cells = pa.table({title: _as_texts(table[title]) for title in titles})
        yield Lot(np.arange(number + 1, number + size + 1), np.zeros(size, np.bool_), cells)
        number += size
        if progress is not None:
            progress(file.metadata.row_group(group).total_byte_size)


def _as_texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as texts; an empty value is an empty text."""
    import pyarrow as pa

    kind = column.type
    is_plain = (pa.types.is_string, pa.types.is_integer, pa.types.is_boolean, pa.types.is_date32)
    if any(is_of(kind) for is_of in is_plain):
        return column.cast(pa.string()).fill_null("")
    told = [_as_text(value) for value in column.to_pylist()]
    return pa.chunked_array([pa.array(told, pa.string())])


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
