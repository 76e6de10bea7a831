"""A report drawn in a terminal: colours where there are any, links that open the provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from perenou.casework.words import CITED
from perenou.rules.citation import Citation

if TYPE_CHECKING:
    from perenou.casework.report import Cited, Line, Report, Section, Table

_STYLES = {
    "": "",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "doubt": "dark_orange",
    "quiet": "dim",
}
GAP = 2
"""Columns between two columns of a table."""

WIDEST_WORDS = (22, 12)
"""Columns at most that a cell claims before its words are broken; tried in this order."""

PIPED_WIDTH = 110
"""Columns when nobody's terminal says otherwise: a pipe or a file."""


def console(*, is_error: bool = False) -> Console:
    """A console that fits a terminal, and a pipe: there without colours, at a fixed width."""
    made = Console(stderr=is_error, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made = Console(stderr=is_error, highlight=False, width=PIPED_WIDTH, color_system=None)
    return made


def draw(report: Report, to: Console) -> None:
    """Print a report."""
    to.print(Text(report.title, style="bold"))
    to.print(Text(report.subtitle, style="dim"))
    for section in report.sections:
        to.print()
        draw_section(section, to)


def draw_section(section: Section, to: Console) -> None:
    """Print one part of a report."""
    to.print(Text(section.heading, style="bold blue"))
    draw_lines(section.lines, to)
    if section.table is not None:
        draw_table(section.table, to)
    for row in section.drawn:
        to.print(Text(row), no_wrap=True, crop=False, overflow="ignore")


def draw_lines(lines: Sequence[Line], to: Console) -> None:
    """Print sentences, the deeper ones indented."""
    for line in lines:
        to.print(
            Padding(
                linked(line.text, _STYLES[line.tone], line.cited),
                (0, 0, 0, 2 * line.depth),
                expand=False,
            )
        )


def draw_table(table: Table, to: Console) -> None:
    """Print a table; in a terminal too narrow for its columns, each row as lines of its own."""
    widths = _widths(table, to.width)
    if widths is None:
        to.print(Text.assemble(*_stacked(table)), end="")
        return
    drawn = RichTable(box=None, padding=(0, GAP, 0, 0), pad_edge=False)
    for column, head in enumerate(table.head):
        drawn.add_column(
            head,
            justify="right" if column in table.figures else "left",
            header_style="dim",
            overflow="fold",
            width=widths[column],
        )
    for row, named in table.with_cited:
        drawn.add_row(*(linked(cell, "", named) for cell in row))
    to.print(drawn)


def _widths(table: Table, room: int) -> list[int] | None:
    """How wide each column is: figures never break, other cells share what is left; None: no room.

    Rich's own sharing out takes from columns of figures, too.
    """
    columns = range(len(table.head))
    cells = [[table.head[c], *(row[c] for row in table.rows)] for c in columns]
    full = [max(map(cell_len, each)) for each in cells]
    words = [max((cell_len(word) for cell in each for word in cell.split()), default=1)
             for each in cells]  # fmt: skip
    for most in WIDEST_WORDS:
        widths = [
            full[c] if c in table.figures else min(full[c] if c == 0 else words[c], most)
            for c in columns
        ]
        left = room - sum(widths) - GAP * (len(widths) - 1)
        if left >= 0:
            break
    else:
        return None
    # Whole words first, then whatever is too long to stand in one line, a column's width at a time.
    for wanted in (words, full):
        while left > 0 and (short := [c for c in columns if widths[c] < wanted[c]]):
            for c in short[:left]:
                widths[c] += 1
            left -= len(short[:left])
    return widths


def _stacked(table: Table) -> Iterator[Text]:
    for row, named in table.with_cited:
        for head, cell in zip(table.head, row, strict=True):
            if cell:
                yield Text.assemble((f"{head}: ", "dim"), linked(cell, "", named), "\n")
        yield Text("\n")


def linked(text: str, style: str, cited: Cited = ()) -> Text:
    """A text in which a provision opens as worded on its day, or now when it has none."""
    days = dict(reversed(cited))
    drawn = Text(text, style=style)
    for found in CITED.finditer(text):
        citation, day = Citation.parse(found[0]), days.get(found[0])
        link = citation.link if day is None else citation.link_on(day)
        if link is not None:
            drawn.stylize(Style(link=link), found.start(), found.end())
    if text.startswith("https://"):
        drawn.stylize(Style(link=text))
    return drawn
