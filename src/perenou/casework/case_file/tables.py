"""Lists of a case file that stand in a table (CSV) beside it: ``income: {table: tulu.csv}``.

The first row names the columns, by the fields of the list's entries or in Estonian; every further
row is an entry. Columns are parted by ``;`` or ``,``, cells may stand in quotes, a mark of the byte
order is skipped, an empty cell is silence. Days are also read as ``24.11.2026``, months as
``11.2026``, amounts with a decimal comma and with spaces between thousands.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Final, NoReturn

from perenou.casework.case_file.errors import MessageKey, Path, nearest
from perenou.casework.case_file.source import Cell, Data, Source

LARGEST: Final = 1_000_000
"""Bytes of a table; a list has 200 entries at most."""

_SPELL: Final = ("from", "to")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "income": ("month", *_SPELL, "social_tax", "gross", "kind", "employer"),
    "notes": (*_SPELL, "kind"),
    "unemployed": (*_SPELL, "redundancy_until"),
    "special_needs_leave": _SPELL,
    "sickness_benefit_right": _SPELL,
    "parental_days": (
        "by",
        "for",
        "kind",
        *_SPELL,
        "leave",
        "claimed",
        "employer_told",
        "recipient_change",
    ),
}
"""By list: the columns that its table may have."""

_CALLED: Final = {
    "kuu": "month",
    "algus": "from",
    "alates": "from",
    "lõpp": "to",
    "kuni": "to",
    "sotsiaalmaks": "social_tax",
    "brutotulu": "gross",
    "liik": "kind",
    "tööandja": "employer",
    "ooteaja_lõpp": "redundancy_until",
    "taotleja": "by",
    "laps": "for",
    "puhkusekanne": "leave",
    "taotletud": "claimed",
    "tööandjale_teatatud": "employer_told",
    "saaja_vahetus": "recipient_change",
}
"""What columns may be called besides the names of their fields."""

_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})[./](\d{4})")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_DATED: Final = frozenset(
    {"month", "from", "to", "redundancy_until", "claimed", "employer_told", "recipient_change"}
)
_AMOUNTS: Final = frozenset({"social_tax", "gross"})


class _BrokenTableError(Exception):
    """A table that cannot be read on; its problem is noted already."""


def fill_in_tables(source: Source, data: dict[str, Data], folder: FilePath | None) -> None:
    """Put the rows of every table that the source's data names in its place.

    Args:
        folder: where the case file lies; None: it was not read from a file, so it has no tables.
            What is wrong with a table becomes a problem of the source.
    """
    for path, container, key in _places(data):
        told = container[key]
        if isinstance(told, dict) and set(told) == {"table"}:
            try:
                container[key] = _rows(source, folder, path, told["table"])
            except _BrokenTableError:
                container[key] = None


def _places(data: dict[str, Data]) -> Iterator[tuple[Path, dict[str, Data], str]]:
    """Every list of the case that may stand in a table, with what holds it."""
    for group in ("people", "children"):
        people = data.get(group)
        for who, person in people.items() if isinstance(people, dict) else ():
            if isinstance(person, dict):
                for name in sorted(COLUMNS.keys() & person.keys() - {"parental_days"}):
                    yield (group, who, name), person, name
    if "parental_days" in data:
        yield ("parental_days",), data, "parental_days"


def _rows(source: Source, folder: FilePath | None, path: Path, told: Data) -> list[Data]:
    below = (*path, "table")
    if folder is None:
        _refuse(source, below, "table_without_folder")
    text, name = _content(source, folder, below, told)
    rows = _parsed(source, below, text, name)
    line, header = next(rows, (1, []))
    names = _columns(source, path, header, name, line)
    found: list[Data] = []
    for line, cells in rows:
        at = (*path, len(found))
        source.cells[at] = Cell(name, line, "")
        if len(cells) != len(header):
            slots = {"count": str(len(cells)), "wanted": str(len(header))}
            _refuse(source, at, "table_cells", slots)
        found.append(_entry(source, at, names, zip(header, cells, strict=True)))
    return found


def _entry(
    source: Source, path: Path, names: Sequence[str], cells: Iterable[tuple[str, str]]
) -> Data:
    row = source.cells[path]
    entry: dict[str, Data] = {}
    for field, (title, cell) in zip(names, cells, strict=True):
        if cell.strip():
            entry[field] = _value(field, cell.strip())
            source.cells[(*path, field)] = Cell(row.file, row.line, title.strip())
    return entry


def _value(field: str, cell: str) -> str:
    """A cell as a case file writes it; what has another form is left to the case's own checks."""
    if field in _DATED:
        if day := _DAY.fullmatch(cell):
            return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        if month := _MONTH.fullmatch(cell):
            return f"{month[2]}-{int(month[1]):02}"
    if field in _AMOUNTS and _GROUPED.fullmatch(cell):
        return re.sub(r"\s", "", cell)
    return cell


def _columns(
    source: Source, path: Path, header: Sequence[str], name: str, line: int
) -> tuple[str, ...]:
    """The fields that the titles of the columns mean."""
    allowed = COLUMNS[str(path[-1])]
    if not any(title.strip() for title in header):
        source.cells[path] = Cell(name, None, "")
        _refuse(source, path, "table_empty", {"allowed": ", ".join(allowed)})
    found: list[str] = []
    for title in header:
        plain = re.sub(r"[\s-]+", "_", title.strip().casefold())
        field = _CALLED.get(plain, plain)
        source.cells[path] = Cell(name, line, title.strip())
        if field not in allowed:
            known = [*allowed, *(word for word, meant in _CALLED.items() if meant in allowed)]
            slots = {"value": title.strip(), "allowed": ", ".join(allowed)}
            _refuse(source, path, "table_header", slots, nearest(plain, known))
        if field in found:
            _refuse(source, path, "table_header_twice", {"value": title.strip()})
        found.append(field)
    del source.cells[path]
    return tuple(found)


# ------------------------------------------------------------------------------ the file


def _content(source: Source, folder: FilePath, path: Path, told: Data) -> tuple[str, str]:
    """The text of a table and its name as problems tell it."""
    if not isinstance(told, str) or not is_beside(folder, told, (".csv",)):
        _refuse(source, path, "table_place", {"value": told if isinstance(told, str) else ""})
    file = folder / told
    name = str(FilePath(source.name).parent / told)
    source.cells[path] = Cell(name, None, "")
    if not file.exists():
        _refuse(source, path, "table_missing", suggestion=similar(folder, told, ".csv"))
    try:
        if not file.is_file():
            _refuse(source, path, "file_unreadable")
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError:
        _refuse(source, path, "file_unreadable")
    if len(data) > LARGEST:
        _refuse(source, path, "file_too_large", {"limit": str(LARGEST // 1_000_000)})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.cells[path] = Cell(name, data.count(b"\n", 0, error.start) + 1, "")
        _refuse(source, path, "table_not_utf8")
    if "\0" in text:
        source.cells[path] = Cell(name, text.count("\n", 0, text.index("\0")) + 1, "")
        _refuse(source, path, "table_not_utf8")
    return unicodedata.normalize("NFC", text), name


def is_beside(folder: FilePath, told: str, endings: tuple[str, ...]) -> bool:
    """Whether a name means a file of some kinds in the folder of the case file or below it."""
    parts = told.split("/")
    if not told.lower().endswith(endings) or re.search(r"[\\:\x00-\x1f]", told):
        return False
    if "" in parts or ".." in parts:
        return False
    try:
        # A link must not lead out of the folder either.
        return (folder / told).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def similar(folder: FilePath, told: str, ending: str) -> str | None:
    """The file of a kind in a folder whose name is nearest to one that is not there."""
    return nearest(told, [str(each.relative_to(folder)) for each in folder.glob(f"**/*{ending}")])


def _parsed(source: Source, path: Path, text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; blank lines are passed over."""
    # Spreadsheets may name the separator in a line of its own.
    hint = re.match(r"sep=([;,])\s*$", text, re.MULTILINE)
    text = text if hint is None else text[hint.end(1) :]
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = hint[1] if hint is not None else ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            source.cells[path] = Cell(name, line, "")
            _refuse(source, path, "table_syntax")
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row
        line = reader.line_num + 1


def _refuse(
    source: Source,
    path: Path,
    key: MessageKey,
    slots: Mapping[str, str] | None = None,
    suggestion: str | None = None,
) -> NoReturn:
    source.problems.append(source.problem(path, key, slots, suggestion))
    raise _BrokenTableError
