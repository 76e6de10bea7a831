"""A report drawn in a terminal: colours where there are any, links that open the provision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table as RichTable
from rich.text import Text

from perenou import __version__
from perenou.casework.words import CITED
from perenou.cli.edition import day_applied
from perenou.rules.citation import Citation

if TYPE_CHECKING:
    from perenou.casework.report import Cited, Line, Report, Section, Table
    from perenou.language.grammar import Language
    from perenou.rules.types import Day

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


def show(report: Report, language: Language, day: Day | None = None) -> None:
    """Print a report, and below it the version and the day whose law was applied (today's)."""
    draw(report, console())
    show_edition(language, day)


def show_edition(language: Language, day: Day | None = None) -> None:
    """Print the version, and the day whose law was applied (today's)."""
    from perenou.language.catalogue import Catalogue

    texts = Catalogue.load("perenou.casework", "texts")
    told = texts.text("cli.edition", language, version=__version__, day=day_applied(day))
    to = console()
    to.print()
    to.print(Text(told, style="dim"))


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
            _fitting(head, widths[column]),
            justify="right" if column in table.figures else "left",
            header_style="dim",
            overflow="fold",
            width=widths[column],
        )
    for row, named in table.with_cited:
        fitting = (_fitting(cell, width) for cell, width in zip(row, widths, strict=True))
        drawn.add_row(*(linked(cell, "", named) for cell in fitting))
    to.print(drawn)


def _widths(table: Table, room: int) -> list[int] | None:
    """How wide each column is: figures never break, other cells share what is left; None: no room.

    What stands over figures may break between words. Rich's own sharing out takes from columns of
    figures, too.
    """
    columns = range(len(table.head))
    cells = [[table.head[c], *(row[c] for row in table.rows)] for c in columns]
    full = [max(map(cell_len, each)) for each in cells]
    words = [
        max((cell_len(word) for cell in each for word in _loose(cell).split()), default=1)
        for each in cells
    ]
    figures = [max([words[c], *(cell_len(row[c]) for row in table.rows)]) for c in columns]
    for most in WIDEST_WORDS:
        widths = [
            figures[c] if c in table.figures else min(full[c] if c == 0 else words[c], most)
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


def _loose(text: str) -> str:
    """A text that may break after each dash between words."""
    return _DASH.sub("\\1 ", text)


def _fitting(text: str, width: int) -> str:
    """A text of whose words none is wider than a column: broken after a dash, else with a hyphen.

    Addresses, numbers and what else is no word stay whole, for Rich to break.
    """
    if max(map(cell_len, text.split(" "))) <= width:
        return text
    return " ".join(
        _hyphened(part, width)
        for word in text.split(" ")
        for part in (_loose(word).split(" ") if cell_len(word) > width else [word])
    )


def _hyphened(word: str, width: int) -> str:
    """A long word broken where a consonant begins a syllable, if there is such a place."""
    parts = []
    while len(word) > width > _FEWEST and word.isalpha():
        places = range(width - 1, _FEWEST - 1, -1)
        at = next((at for at in places if _BEGINS.match(word[at - 1 : at + 2])), width - 1)
        parts.append(f"{word[:at]}-")
        word = word[at:]
    return " ".join([*parts, word])


_DASH: Final = re.compile("(?<=[^\\W\\d]{2})(–)(?=[^\\W\\d]{2})")
_FEWEST: Final = 3
"""Letters of a word that stand before a hyphen at least."""

_VOWELS: Final = "aeiouõäöüyаеёиоуыэюя"
_BEGINS: Final = re.compile(f"[^-][^{_VOWELS}\\W\\d][{_VOWELS}]", re.IGNORECASE)
"""A letter, and after it a consonant with a vowel."""


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
