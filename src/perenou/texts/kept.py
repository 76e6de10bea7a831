"""What is checked, as plain data: a text is checked again without its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from perenou.acts.check.text import ActText, Cell, TextParagraph
from perenou.acts.document import Part

Kept: TypeAlias = "dict[str, str | int | list[int]]"
"""A paragraph: its text, and what else it tells where it tells any."""


def kept(source: ActText) -> list[Kept]:
    """The paragraphs of a text as plain data."""
    return [_row(each) for each in source.paragraphs]


def from_kept(rows: Iterable[Mapping[str, object]]) -> ActText:
    """The text whose paragraphs were kept.

    Raises:
        KeyError, TypeError, ValueError: it is none.
    """
    return ActText(tuple(_paragraph(number, row) for number, row in enumerate(rows, 1)))


def plain(source: ActText) -> str:
    """The text to read and to copy: a paragraph a line, the cells of a row with bars between."""
    lines: list[str] = []
    row: tuple[int, int] | None = None
    for each in source.paragraphs:
        now = None if each.cell is None else (each.cell.table, each.cell.row)
        if now is not None and now == row:
            lines[-1] += f" | {each.text}"
        else:
            lines.append("#" * each.heading + " " * bool(each.heading) + each.text)
        row = now
    return "\n\n".join(lines) + "\n"


def _row(paragraph: TextParagraph) -> Kept:
    row: Kept = {"text": paragraph.text}
    if paragraph.heading:
        row["heading"] = paragraph.heading
    if paragraph.part is not None:
        row["part"] = paragraph.part.value
    if paragraph.cell is not None:
        row["cell"] = [paragraph.cell.table, paragraph.cell.row, paragraph.cell.column]
    if paragraph.page is not None:
        row["page"] = paragraph.page
    return row


def _paragraph(number: int, row: Mapping[str, object]) -> TextParagraph:
    cell, part, page = row.get("cell"), row.get("part"), row.get("page")
    return TextParagraph(
        number,
        str(row["text"]),
        _whole(row.get("heading", 0)),
        None if part is None else Part(str(part)),
        Cell(*map(_whole, cell)) if isinstance(cell, list) else None,
        None if page is None else _whole(page),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("no whole number")
    return value
