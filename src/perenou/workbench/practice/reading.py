"""The head of a table that somebody brought: bounded in size and time."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import cast

from perenou.workbench.frame.apart import ApartError, asked
from perenou.workbench.practice import bounded
from perenou.workbench.practice.models import Audit


@dataclass(frozen=True, slots=True)
class Head:
    """The titles of a table's columns, and of each the first cells; ``why`` there are none."""

    titles: list[str]
    cells: list[tuple[str, list[str]]]
    why: str = ""


def head_of(held: Audit, rows: int = 0) -> Head:
    """The head of a table, with so many rows; one that cannot be read has no titles."""
    with TemporaryDirectory(prefix="perenou-") as folder:
        path = Path(folder) / f"table{PurePath(held.file_name).suffix.lower()}"
        path.write_bytes(b64decode(held.content))
        try:
            told = asked(bounded.__name__, {"path": str(path), "rows": rows}, b"")
        except ApartError:
            return Head([], [])
    cells = cast("list[list[object]]", told["cells"])
    return Head(
        cast("list[str]", told["titles"]),
        [(str(title), cast("list[str]", some)) for title, some in cells],
        str(told["why"]),
    )
