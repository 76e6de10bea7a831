"""A backup as a file: a ZIP archive that tells what it holds and that only our keys open.

``manifest.json`` names the program, the state of the tables, and for every table its columns, rows
and the hash of them; it holds no personal data, and its seal shows that nobody altered it. Each
table is a file of lines, each line some rows, encrypted. Values are written in one way whichever
kind of database they come from, so that the same rows have the same hash on any.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias, cast
from uuid import UUID

from pydantic import TypeAdapter

from perenou.damaged import DAMAGED
from perenou.workbench.privacy.crypto import (
    UnreadableError,
    chained,
    decrypted,
    encrypted,
    is_chained,
)

FORM: Final = "perenou backup 1"
MANIFEST: Final = "manifest.json"
SEAL: Final = "manifest.seal"

Value: TypeAlias = "str | int | float | bool | None"
"""What a column holds, as it is written down."""

Row: TypeAlias = "list[Value]"


class ArchiveError(Exception):
    """A backup that cannot be used.

    Attributes:
        key: of the text ``operations.archive.KEY``. what: the part that is meant.
    """

    def __init__(self, key: str, what: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.what = what


@dataclass(frozen=True, slots=True)
class Table:
    """What a backup holds of a table.

    Attributes:
        model: ``app.Model``. columns: in the order in which rows have them. rows: how many.
            sha256: over all rows in the order of their keys.
    """

    model: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    Attributes:
        form: of the archive. program: the version that wrote it. law: the day of its law. made_at:
            in UTC. database: its kind. migrations: the last one of each app, as ``app.name``.
            tables: in the order in which they stand. trail: number and seal of the last event of
            the audit trail; None where there is none.
    """

    form: str
    program: str
    law: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    tables: tuple[Table, ...]
    trail: tuple[int, str] | None


def plain(value: object) -> Value:
    """A value of a column as it is written down.

    Raises:
        TypeError: nobody told how to write such a value down.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)


class Digest:
    """The hash of rows, one after the other."""

    def __init__(self) -> None:
        self.rows = 0
        self._kept = sha256()

    def add(self, rows: Sequence[Row]) -> None:
        """Take in more rows."""
        for row in rows:
            self._kept.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        self.rows += len(rows)

    def told(self) -> str:
        """The hash."""
        return self._kept.hexdigest()


class Writer:
    """Writes a backup; whole at the end or not there at all.

    Raises:
        FileExistsError: there is such a file already.
    """

    def __init__(self, file: Path) -> None:
        if file.exists():
            raise FileExistsError(file)
        self._file, self._new = file, file.with_name(f".{file.name}.new")
        self._archive = zipfile.ZipFile(self._new, "w", zipfile.ZIP_STORED)
        self._new.chmod(0o600)

    def table(self, model: str, columns: Sequence[str], batches: Iterator[list[Row]]) -> Table:
        """Write the rows of a table."""
        digest = Digest()
        with self._archive.open(f"tables/{model}", "w", force_zip64=True) as out:
            for rows in batches:
                digest.add(rows)
                out.write(encrypted(json.dumps(rows, ensure_ascii=False)).encode() + b"\n")
        return Table(model, tuple(columns), digest.rows, digest.told())

    def close(self, manifest: Manifest) -> None:
        """Write what it holds, and give it its name."""
        told = json.dumps(asdict(manifest), indent=1, ensure_ascii=False) + "\n"
        self._archive.writestr(MANIFEST, told)
        self._archive.writestr(SEAL, chained(f"backup\n{told}"))
        self._archive.close()
        self._new.rename(self._file)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._archive.close()
        self._new.unlink(missing_ok=True)


class Reader:
    """Reads a backup.

    Raises:
        ArchiveError: it is no backup, was altered, or was written with other keys.
    """

    def __init__(self, file: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(file)
            told = self._archive.read(MANIFEST).decode()
            seal = self._archive.read(SEAL).decode()
            self.manifest = TypeAdapter(Manifest).validate_json(told)
        except (*DAMAGED, KeyError, ValueError):
            raise ArchiveError("no_backup") from None
        if self.manifest.form != FORM:
            raise ArchiveError("form")
        if not is_chained(f"backup\n{told}", seal):
            raise ArchiveError("seal")

    def batches(self, table: Table) -> Iterator[list[Row]]:
        """The rows of a table.

        Raises:
            ArchiveError: they are not those that were written.
        """
        digest = Digest()
        try:
            with self._archive.open(f"tables/{table.model}") as lines:
                for line in lines:
                    rows = cast("list[Row]", json.loads(decrypted(line.decode().strip())))
                    digest.add(rows)
                    yield rows
        except (*DAMAGED, KeyError, UnicodeDecodeError, UnreadableError):
            raise ArchiveError("unreadable", table.model) from None
        if (digest.rows, digest.told()) != (table.rows, table.sha256):
            raise ArchiveError("altered", table.model)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()
