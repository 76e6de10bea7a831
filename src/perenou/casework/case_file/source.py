"""What a reader hands on: plain data with the line on which each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, NoReturn, TypeAlias

from perenou.casework.case_file.errors import CaseFileError, MessageKey, Path, Problem, path_text

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
"""Every scalar stays the text that was written; only the schema gives it a meaning. So a date, a
personal code, `NO` for Norway or `2.50` cannot be mangled on the way. None = left empty."""

DEEPEST: Final = 40


class Cell(NamedTuple):
    """Where a value stands in a table beside the case file: file, line, title of the column."""

    file: str
    line: int | None
    column: str


@dataclass(slots=True)
class Source:
    """A case as it was written: name of the file, data, lines by path, and problems met.

    ``cells`` are the places of what stands in tables beside the file.
    """

    name: str
    data: Data = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cells: dict[Path, Cell] = field(default_factory=dict)

    def cell(self, path: Path) -> Cell | None:
        """Where a value stands in a table, or the nearest thing around it that does."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.cells:
                return self.cells[path[:length]]
            if path[:length] in self.lines:
                return None
        return None

    def line(self, path: Path) -> int | None:
        """The line of the value at a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def problem(
        self,
        path: Path,
        key: MessageKey,
        slots: Mapping[str, str] | None = None,
        suggestion: str | None = None,
        line: int | None = None,
    ) -> Problem:
        """A problem at a path of this file, on its line unless another one is given."""
        cell = self.cell(path)
        if cell is not None:
            place = cell.column or path_text(path)
            return Problem(cell.file, cell.line, place, key, slots or {}, suggestion)
        where = line if line is not None else self.line(path)
        return Problem(self.name, where, path_text(path), key, slots or {}, suggestion)

    def stop(
        self, path: Path, key: MessageKey, line: int | None, slots: Mapping[str, str] | None = None
    ) -> NoReturn:
        """Give up reading: what follows cannot be understood.

        Raises:
            CaseFileError: always.
        """
        raise CaseFileError([self.problem(path, key, slots, line=line)])

    def check_depth(self, path: Path, line: int | None) -> None:
        """Refuse data nested deeper than any case can be.

        Raises:
            CaseFileError: beyond 40 levels.
        """
        if len(path) >= DEEPEST:
            self.stop(path[:3], "too_deep", line, {"limit": str(DEEPEST)})

    def place(self, path: Path, line: int | None, known: dict[str, Data]) -> bool:
        """Note the line of a mapping's key; a second time it is a problem and answers no."""
        if path[-1] in known:
            first = {"line": str(self.lines.get(path, "?"))}
            # Only lists can be joined: of a title or of people one of the two has to go.
            is_list = isinstance(known[path[-1]], list)
            key: MessageKey = "duplicate_list" if is_list else "duplicate_key"
            self.problems.append(self.problem(path, key, first, line=line))
            return False
        if line is not None:
            self.lines[path] = line
        return True
