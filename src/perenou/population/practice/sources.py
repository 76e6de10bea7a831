"""What an audit is made of: tables of families, extracts with a map, flat files of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from perenou.population.decisions import DECISION
from perenou.population.extract.column_map import ColumnMap, MapError, Source, read_map
from perenou.population.extract.flat import FLAT, guessed
from perenou.population.extract.flat_map import flat_map
from perenou.population.extract.importer import imported
from perenou.population.extract.sources import lots_of, titles_of
from perenou.population.folder import FamilyTable, opened
from perenou.population.problems import Problems
from perenou.population.run import Progress


def table_of(
    paths: Sequence[Path],
    scratch: Path,
    columns: Mapping[str, str] | None = None,
    *,
    is_resident: bool = False,
    progress: Progress | None = None,
) -> FamilyTable:
    """The decisions of some files as one table; what is wrong with the files is told of it.

    Args:
        scratch: an empty folder for what is imported, which must outlive the table. columns: by
            field its column in flat files; None: by what columns are called. is_resident: whether
            families of flat files are taken to live in Estonia.

    Raises:
        FileNotFoundError: a file is not there, or nothing of it could be used.
        CaseFileError, MapError: a map is wrong, or which column holds what cannot be told.
        OSError: the folder cannot be written to.
    """
    problems = Problems()
    folders: list[Path] = []
    for number, path in enumerate(paths):
        told = _map_of(path, columns, is_resident=is_resident)
        if told is None:
            folders.append(path)
            continue
        out = scratch / f"{number:03}"
        problems.add_all(imported(told, path.parent, out, progress).problems)
        if out.is_dir():
            folders.append(out)
    if not folders:
        return FamilyTable((), {}, frozenset(), problems)
    table = opened(*folders)
    table.problems.add_all(problems)
    return table


def _map_of(
    path: Path, columns: Mapping[str, str] | None, *, is_resident: bool
) -> ColumnMap | None:
    """How a file is imported; None: it is a table of families already."""
    if not path.exists():
        raise FileNotFoundError(path)
    if path.is_dir():
        return None
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        return read_map(path)
    titles = titles_of(path)
    if DECISION in titles:
        return None
    if not titles:
        raise MapError("map_titles", file=path.name)
    return flat_map(path, columns or guessed(titles), is_resident=is_resident)


def preview(path: Path, most: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The columns of a flat file: the title of each, and its first cells."""
    titles = titles_of(path)
    if not titles:
        return
    source = Source.model_validate(
        {
            "file": path.name,
            "list": FLAT,
            "family": titles[0],
            "columns": dict.fromkeys(titles, "id"),
        }
    )
    first = next(lots_of(path.parent, ColumnMap(), source, Problems(), room=most), None)
    if first is None:
        return
    for title in titles:
        yield title, tuple(first.cells[title][:most].to_pylist())
