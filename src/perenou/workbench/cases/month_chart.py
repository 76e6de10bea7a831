"""Bars by month: an SVG element without any style of its own, drawn from the table of months.

Each benefit has a pattern as well as a colour (by class), what is open is an outline above what is
certain, and a triangle marks a month in which something changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from perenou.casework.words import Words
from perenou.rules.types import ANSWERS
from perenou.workbench.cases.months_told import MonthTable, Row
from perenou.workbench.frame.words import say

BAR: Final = 31
SPACE: Final = 10
HIGH: Final = 170
LEFT: Final = 76
TOP: Final = 26
BELOW: Final = 40
LETTER: Final = 8
"""Width of a letter of the legend, in a wide font."""
KINDS: Final = 6
"""Looks that bars have; a seventh benefit looks like the first."""
MOST_BARS: Final = 36

_UNBOUNDED: Final = ANSWERS["Cents"][1]


def month_chart(table: MonthTable, words: Words) -> str:
    """The chart; empty where a picture of so few or so many months would tell nothing."""
    months = [(month, row) for row in table.rows for month in range(row.month, row.last + 1)]
    if not 2 <= len(months) <= MOST_BARS:
        return ""
    top = _scale(max(_highest(row) for row in table.rows))
    named = max((len(column.name) for column in table.columns), default=0)
    wide = LEFT + max(len(months) * (BAR + SPACE), 30 + LETTER * named)
    legend = TOP + HIGH + BELOW
    high = legend + 20 * len(table.columns) + (20 if _is_open(table) else 0)
    parts = [
        f'<svg class="months" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        'role="img" aria-labelledby="months-title months-desc">',
        f'<title id="months-title">{escape(say("months.chart", words.language))}</title>',
        f'<desc id="months-desc">{escape(" ".join(_in_words(table, words)))}</desc>',
        *_axis(top, wide, words),
    ]
    for at, (month, row) in enumerate(months):
        x = LEFT + at * (BAR + SPACE)
        parts += _bar(x, row, top)
        year, number = divmod(month, 12)
        middle, base = x + BAR // 2, TOP + HIGH
        parts.append(
            f'<text x="{middle}" y="{base + 16}" text-anchor="middle">{number + 1:02}</text>'
        )
        if at == 0 or number == 0:
            parts.append(f'<text x="{middle}" y="{base + 32}" text-anchor="middle">{year}</text>')
        if row.why and month == row.month:
            parts.append(f'<path class="turn" d="M{middle - 6} 6 h12 l-6 10 z"/>')
    parts += _legend(table, legend, words)
    parts.append("</svg>")
    return "".join(parts)


def _highest(row: Row) -> int:
    return row.total[0] if row.total[1] >= _UNBOUNDED else row.total[1]


def _is_open(table: MonthTable) -> bool:
    return any(row.total[0] != row.total[1] for row in table.rows)


def _scale(most: int) -> int:
    """The least round amount that nothing exceeds, in cents."""
    step = 100_00
    while True:
        for factor in (1, 2, 4, 5):
            if step * factor >= most:
                return step * factor
        step *= 10


def _axis(top: int, wide: int, words: Words) -> Iterator[str]:
    for part in range(5):
        y = TOP + HIGH - HIGH * part // 4
        amount = words.figures(top * part // 4, top * part // 4)
        yield f'<path class="rule" d="M{LEFT - 6} {y} H{wide}"/>'
        yield f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end">{escape(amount)}</text>'


def _bar(x: int, row: Row, top: int) -> Iterator[str]:
    base = TOP + HIGH
    for at, cell in enumerate(row.cells):
        if cell is not None and (high := HIGH * cell[0] // top):
            base -= high
            yield (
                f'<rect class="kind-{at % KINDS}" x="{x}" y="{base}" width="{BAR}" '
                f'height="{high}"/>'
            )
    if row.total[0] != row.total[1]:
        high = base - TOP
        if row.total[1] < _UNBOUNDED:
            high = HIGH * (row.total[1] - row.total[0]) // top
        yield (
            f'<rect class="perhaps" x="{x}" y="{base - high}" width="{BAR}" height="{high}"/>'
            f'<text x="{x + BAR // 2}" y="{base - high // 2 + 4}" text-anchor="middle">?</text>'
        )


def _legend(table: MonthTable, top: int, words: Words) -> Iterator[str]:
    for at, column in enumerate(table.columns):
        y = top + 20 * at
        yield f'<rect class="kind-{at % KINDS}" x="{LEFT}" y="{y}" width="16" height="12"/>'
        yield f'<text x="{LEFT + 24}" y="{y + 11}">{escape(column.name)}</text>'
    if _is_open(table):
        y = top + 20 * len(table.columns)
        told = escape(say("months.perhaps", words.language))
        yield f'<rect class="perhaps" x="{LEFT}" y="{y}" width="16" height="12"/>'
        yield f'<text x="{LEFT + 24}" y="{y + 11}">{told}</text>'


def _in_words(table: MonthTable, words: Words) -> Iterator[str]:
    for row in table.rows:
        yield f"{row.called}: {words.amount(*row.total)}."
