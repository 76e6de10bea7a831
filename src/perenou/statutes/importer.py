"""Files and folders taken into the store: each act whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from perenou.statutes.documents import SUFFIXES, read_document
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.formex import is_formex, read_formex
from perenou.statutes.gazette import read_act
from perenou.statutes.header import Header
from perenou.statutes.model import ActText
from perenou.statutes.store import Added, Store


def _act(path: Path, told: Header | None) -> ActText:
    return read_formex(path, told) if is_formex(path) else read_act(path)


READERS: Final[dict[str, Callable[[Path, Header | None], ActText]]] = {
    ".xml": _act,
    **dict.fromkeys(SUFFIXES, read_document),
}
"""By ending of the file's name: what reads it."""


def read_file(path: Path, told: Header | None = None) -> ActText:
    """Read an act or document by the kind of its file.

    Args:
        told: metadata that the user adds to a document; an act in XML brings its own.

    Raises:
        RefusedFileError: naming file, line and reason.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise RefusedFileError("kind", str(path), suffix=path.suffix or path.name)
    return reader(path, told)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of folders every file inside that can be read, in order of names.

    Raises:
        RefusedFileError: a folder holds no such file.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in READERS)
        if not inside:
            raise RefusedFileError("no_files", str(path))
        yield from inside


def import_files(
    store: Store, paths: Iterable[Path], told: Header | None = None
) -> Iterator[Added | RefusedFileError]:
    """Take files in one by one; a broken one is refused and the others go on."""
    for path in paths:
        try:
            yield store.add(read_file(path, told))
        except RefusedFileError as refused:
            yield refused
