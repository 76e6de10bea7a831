"""Where texts come from: a file, a folder, a ZIP of files, or a page of the web."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.package import Package
from perenou.acts.read.read import MOST_BYTES

READ: Final = frozenset(
    (".docx", ".pdf", ".html", ".htm", ".xhtml", ".eml", ".md", ".markdown", ".txt")
)
"""Endings of files that hold texts; other files of a folder are no texts and are left."""

_ZIP: Final = ".zip"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be read.

    Attributes:
        inside: its name in the ZIP ``path``; empty for a file. fetched: what stood at an address.
        address: on the web. refused: why it was not to be had there.
    """

    name: str
    path: Path
    inside: str = ""
    fetched: bytes | None = None
    address: str = ""
    refused: RefusedDocumentError | None = None

    def content(self) -> bytes:
        """What is in it.

        Raises:
            RefusedDocumentError: it cannot be read, or is too large.
        """
        if self.refused is not None:
            raise self.refused
        if self.fetched is not None:
            return self.fetched
        try:
            if self.path.stat().st_size > MOST_BYTES:
                raise RefusedDocumentError("too_large", self.name, most=str(MOST_BYTES // 1024**2))
            content = self.path.read_bytes()
        except OSError:
            raise RefusedDocumentError("unreadable", self.name) from None
        if not self.inside:
            return content
        found = Package(content, self.name).read(self.inside)
        if found is None:
            raise RefusedDocumentError("unreadable", self.name)
        return found


def page_of(address: str) -> Source:
    """The page at an address of the web.

    Raises:
        RefusedDocumentError: it is not to be had, or not to be read.
    """
    from perenou.texts.web import fetch

    page = fetch(address)
    return Source(page.name, Path(), fetched=page.content, address=address)


def sources(path: Path) -> tuple[Source, ...]:
    """The texts of a folder and the folders in it, of a ZIP, or the file itself.

    Names that begin with a dot are left.

    Raises:
        RefusedDocumentError: a ZIP is broken or would unpack to too much.
        OSError: the folder cannot be listed.
    """
    if path.is_dir():
        return tuple(_of_folder(path))
    if path.suffix.lower() == _ZIP and zipfile.is_zipfile(path):
        return tuple(_of_zip(path, path.name))
    return (Source(path.name, path),)


def _of_folder(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if path.suffix.lower() in READ:
            yield Source(inside.as_posix(), path)


def _of_zip(path: Path, name: str) -> Iterator[Source]:
    if path.stat().st_size > MOST_BYTES:
        raise RefusedDocumentError("too_large", name, most=str(MOST_BYTES // 1024**2))
    for inside in sorted(Package(path.read_bytes(), name).names):
        parts = Path(inside).parts
        is_hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if not is_hidden and Path(inside).suffix.lower() in READ:
            yield Source(inside, path, inside)
