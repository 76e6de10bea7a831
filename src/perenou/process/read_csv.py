"""An event log from a table: CSV of any usual delimiter and encoding."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

import numpy as np

from perenou.process.columns import MEANINGS, Columns, columns_of
from perenou.process.errors import RefusedLogError
from perenou.process.log import EventLog, Gathering, Seconds, Truths
from perenou.process.times import seconds_of

MOST_ROWS: Final = 5_000_000
MOST_COLUMNS: Final = 200
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
"""What a file begins with whose letters take two bytes each."""

_BATCH: Final = 50_000
_DELIMITERS: Final = (";", ",", "\t", "|")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was opened: its head, its delimiter, and its text."""

    head: tuple[str, ...]
    delimiter: str
    text: str

    def rows(self) -> Iterator[list[str]]:
        """The rows under the head."""
        reader = csv.reader(StringIO(self.text, newline=""), delimiter=self.delimiter)
        next(reader, None)
        return reader


def open_table(content: bytes) -> Table:
    """The table of a file.

    Raises:
        RefusedLogError: the file is empty, no text, or has no head of several columns.
    """
    text = _text(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    if not first.strip():
        raise RefusedLogError("empty")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        head = next(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise RefusedLogError("no_table") from None
    names = tuple(name.strip() for name in head)
    if len(names) == 2:
        raise RefusedLogError("few_columns", number=2)
    if not 3 <= len(names) <= MOST_COLUMNS:
        raise RefusedLogError("no_table")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise RefusedLogError("column_twice", name=twice)
    return Table(names, delimiter, text)


def read_table(
    table: Table, told: Mapping[str, str], progress: Progress | None = None
) -> tuple[EventLog, Columns]:
    """The log of a table, and the columns that it was read by.

    Raises:
        RefusedLogError: a column is missing, or no row tells an event.
    """
    columns = columns_of(table.head, told)
    place = {
        meaning: table.head.index(name) for meaning in MEANINGS if (name := columns.named(meaning))
    }
    found = Gathering()
    wide, whole, read = len(table.head), len(table.text), 0
    rows = enumerate(table.rows(), start=2)
    try:
        while batch := list(islice(rows, _BATCH)):
            if found.size > MOST_ROWS:
                raise RefusedLogError("too_many_rows", most=MOST_ROWS)
            kept = [row for _, row in batch if len(row) == wide]
            short = [number for number, row in batch if row and len(row) != wide]
            found.leave_out("cells", len(short), short)
            numbers = [number for number, row in batch if len(row) == wide]
            told_by = {meaning: [row[at] for row in kept] for meaning, at in place.items()}
            found.add(
                told_by["case"],
                told_by["activity"],
                seconds_of(told_by["time"]),
                told_by.get("lifecycle", ()),
                told_by.get("unit", ()),
                told_by.get("resource", ()),
                numbers,
                _begun(told_by["began"]) if "began" in told_by else None,
            )
            read += sum(map(len, kept[0])) * len(batch) if kept else 0
            if progress is not None:
                progress(min(read, whole), whole)
    except csv.Error:
        raise RefusedLogError("no_table") from None
    return found.log(), columns


def _begun(texts: list[str]) -> tuple[Seconds, Truths]:
    """When steps began, and whether a row tells anything of it."""
    return seconds_of(texts), np.array([bool(text.strip()) for text in texts], dtype=np.bool_)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1257"):
        if content[:2] in UTF_16:
            encoding = "utf-16"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise RefusedLogError("no_table")
        return text
    raise RefusedLogError("encoding")
