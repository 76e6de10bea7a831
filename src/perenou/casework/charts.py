"""Charts: bars beside each other, and parts of a whole, with words for both.

``Chart`` is a chart as data, so that a document can hold it; ``drawn`` makes it a picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final, Literal, TypeAlias

from perenou.casework.picture import DOTS as DOTTED
from perenou.casework.picture import INK, LINES, PAPER, QUIET, RULE, SOLID, STRIPES, picture, text
from perenou.language.amounts import figure
from perenou.language.grammar import Language, grouped

WIDTH: Final = 836
MARGIN: Final = 24
LEFT: Final = 96
"""Width of the figures before the axis."""
NAMES: Final = 210
"""Width of the names before shares."""
HIGH: Final = 240
LANE: Final = 26
BAR: Final = 17
LETTER: Final = 7
"""Width of a letter, in a wide font."""
FILLS: Final = (SOLID, STRIPES, DOTTED, LINES)
"""Of the series in order: without a reform, with the first, and so on."""
LONGEST_TITLE: Final = 84
LONGEST_NAME: Final = 108
"""Letters that fit into a line; what is cut off stands in the words for the picture."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values by category, and what they are called."""

    name: str
    values: tuple[int, ...]


ChartUnit: TypeAlias = Literal["number", "euros", "millions"]
"""What values of a chart count; the latter two are kept in cents."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data.

    Attributes:
        is_whole: the series are the parts of a whole, drawn as level bars of one length.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: ChartUnit = "number"
    is_whole: bool = False

    def said(self, value: int, language: Language) -> str:
        """A value in words."""
        if self.unit == "number":
            return grouped(value, language)
        per = 100 if self.unit == "euros" else 1_000_000
        sign = -1 if value < 0 else 1
        rounded = sign * ((abs(value) * 2 + per) // (2 * per))
        return grouped(rounded, language) if self.unit == "euros" else figure(rounded, language)


def drawn(chart: Chart, language: Language) -> str:
    """A chart as an SVG element."""
    if not chart.is_whole:
        return bars(
            chart.title, chart.categories, chart.series,
            lambda value: chart.said(value, language), language,
        )  # fmt: skip
    one, two, three = chart.series
    parts = [*zip(one.values, two.values, three.values, strict=True)]
    return shares(chart.title, chart.categories, parts, (one.name, two.name, three.name), language)


def told(chart: Chart, language: Language) -> str:
    """A chart in words: every value that it shows."""
    return words_of(drawn(chart, language))


def bars(
    title: str,
    categories: Sequence[str],
    series: Sequence[Series],
    said: Callable[[int], str],
    language: Language,
) -> str:
    """Bars of several series beside each other, over or under a line at nought.

    Args:
        said: a value in words, as it stands at the axis and in the words for the whole chart.
    """
    values = [value for each in series for value in each.values]
    high, low = max([0, *values]), min([0, *values])
    step = _step(high - low)
    top, bottom = -(-high // step) * step, low // step * step
    span = max(top - bottom, 1)
    wide = WIDTH - LEFT - MARGIN
    slot = wide / max(len(categories), 1)
    bar = min(28.0, slot * 0.8 / max(len(series), 1))
    begin = MARGIN + 34

    def at(value: int) -> float:
        return begin + HIGH * (top - value) / span

    parts = [text(MARGIN, MARGIN + 12, _cut(title, LONGEST_TITLE), 'font-size="17"')]
    marks = range(bottom, top + 1, step)
    for value, mark in zip(marks, _alike([said(value) for value in marks]), strict=True):
        stroke = INK if value == 0 else RULE
        parts.append(f'<path d="M{LEFT} {at(value):g} H{WIDTH - MARGIN}" stroke="{stroke}"/>')
        parts.append(text(LEFT - 8, at(value) + 4, mark, 'text-anchor="end"'))
    is_slanted = max((len(name) for name in categories), default=0) * LETTER > slot
    for place, name in enumerate(categories):
        middle = LEFT + slot * (place + 0.5)
        for number, each in enumerate(series):
            x = middle + bar * (number - len(series) / 2)
            y, foot = sorted((at(each.values[place]), at(0)))
            parts.append(_rect(x, y, bar - 2, foot - y, FILLS[number % len(FILLS)]))
        y = begin + HIGH + 18
        if is_slanted:
            turn = f'text-anchor="end" transform="rotate(-35 {middle:g} {y:g})"'
            parts.append(text(middle, y, name, turn))
        else:
            parts.append(text(middle, y, name, 'text-anchor="middle"'))
    longest = max((len(name) for name in categories), default=0)
    foot = begin + HIGH + (30 + round(longest * LETTER * 0.6) if is_slanted else 34)
    legend, foot = _legend([each.name for each in series], FILLS, foot)
    words = " ".join(_told_bars(title, categories, series, said))
    return picture(WIDTH, foot, title, words, language, [*parts, *legend])


def shares(
    title: str,
    names: Sequence[str],
    parts_of: Sequence[tuple[int, int, int]],
    called: tuple[str, str, str],
    language: Language,
) -> str:
    """Level bars of one length, parted into winners, those unchanged and losers.

    Args:
        names, parts_of: of each bar. called: the three parts.
    """
    wide = WIDTH - NAMES - 2 * MARGIN
    top = MARGIN + 34
    parts_drawn = [text(MARGIN, MARGIN + 12, _cut(title, LONGEST_TITLE), 'font-size="17"')]
    words = [f"{title}."]
    for place, (name, parts) in enumerate(zip(names, parts_of, strict=True)):
        y = top + place * LANE
        parts_drawn.append(text(NAMES + MARGIN - 10, y + 13, name, 'text-anchor="end"'))
        whole = max(sum(parts), 1)
        x = float(NAMES + MARGIN)
        for part, fill in zip(parts, _PARTS, strict=True):
            width = wide * part / whole
            if part:
                parts_drawn.append(_rect(x, y, width, BAR, fill))
                share = f"{_percent(part, whole)} %"
                if width > len(share) * LETTER + 10:
                    parts_drawn.append(_inside(x + width / 2, y, share, fill))
            x += width
        listed = ", ".join(
            f"{what} {_percent(part, whole)} %" for what, part in zip(called, parts, strict=True)
        )
        words.append(f"{name}: {listed}.")
    legend, foot = _legend(called, _PARTS, top + len(names) * LANE + 12)
    return picture(WIDTH, foot, title, " ".join(words), language, [*parts_drawn, *legend])


_DECIMALS: Final = re.compile(r"([.,])(\d{1,2})$")

_PARTS: Final = (SOLID, PAPER, STRIPES)


def _percent(part: int, whole: int) -> int:
    return (part * 200 + whole) // (2 * whole)


def _inside(x: float, y: float, words: str, fill: str) -> str:
    """Words within a bar; on a pattern they have a ground of their own."""
    ink = PAPER if fill == SOLID else INK
    label = text(x, y + 13, words, f'text-anchor="middle" fill="{ink}"')
    if fill != STRIPES:
        return label
    width = len(words) * LETTER + 4
    ground = f'<rect x="{x - width / 2:g}" y="{y + 2}" width="{width}" height="{BAR - 4}"'
    return f'{ground} fill="{PAPER}"/>{label}'


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" '
        f'fill="{fill}" stroke="{INK}" stroke-width=".6"/>'
    )


def _legend(names: Sequence[str], fills: Sequence[str], top: int) -> tuple[list[str], int]:
    parts = [f'<path d="M{MARGIN} {top} H{WIDTH - MARGIN}" stroke="{RULE}"/>']
    y = top + 12
    for at, name in enumerate(names):
        parts.append(_rect(MARGIN, y, 18, 12, fills[at % len(fills)]))
        parts.append(text(MARGIN + 28, y + 11, _cut(name, LONGEST_NAME), f'fill="{QUIET}"'))
        y += 20
    return parts, y + 8


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _alike(marks: Sequence[str]) -> list[str]:
    """Marks of an axis with as many decimals each: ``1,00`` beside ``1,20``; nought has none."""
    parts = {mark[0]: len(mark[1]) for each in marks if (mark := _decimals(each))}
    if not parts:
        return [*marks]
    (sign, places), *_ = parts.items()
    return [
        each if each == "0" or _decimals(each) else f"{each}{sign}{'0' * places}" for each in marks
    ]


def _decimals(mark: str) -> tuple[str, str] | None:
    """What parts a figure's decimals off, and the decimals."""
    found = _DECIMALS.search(mark)
    return (found[1], found[2]) if found else None


def _step(span: int) -> int:
    """The least round step of which six cover a span."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 6 >= span:
                return step * factor
        step *= 10


def _told_bars(
    title: str,
    categories: Sequence[str],
    series: Sequence[Series],
    said: Callable[[int], str],
) -> Iterator[str]:
    yield f"{title}."
    for place, name in enumerate(categories):
        values = "; ".join(f"{each.name} {said(each.values[place])}" for each in series)
        yield f"{name}: {values}."


def words_of(drawing: str) -> str:
    """The words for a picture, which stand in it."""
    begin = drawing.index('<desc id="desc">') + len('<desc id="desc">')
    return unescape(drawing[begin : drawing.index("</desc>", begin)])
