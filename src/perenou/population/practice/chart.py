"""The trend of a share month by month: a line with the interval of every month, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Final, NamedTuple

from perenou.casework.picture import INK, PAPER, QUIET, RULE, SOLID, picture, text
from perenou.language.grammar import Language

WIDTH: Final = 836
LEFT: Final = 64
MARGIN: Final = 24
HIGH: Final = 220
TOP: Final = 58
STEPS: Final = (1, 2, 5, 10, 20, 25)
MOST_NAMES: Final = 13


class Point(NamedTuple):
    """A month: its short name, the share with its interval in percent, and its words.

    ``value`` is None where the month has too few decisions; it is then marked as such.
    """

    name: str
    value: float | None
    low: float
    high: float
    told: str


def trend(title: str, axis: str, points: Sequence[Point], language: Language) -> str:
    """The picture; in shades of one colour, so that it reads the same in grey."""
    known = [each for each in points if each.value is not None]
    least = min((each.low for each in known), default=0.0)
    step = next((each for each in STEPS if (100 - least) / each <= 6), STEPS[-1])
    bottom = max(floor(least / step) * step, 0)
    span = max(100 - bottom, 1)
    slot = (WIDTH - LEFT - MARGIN) / max(len(points), 1)

    def at(value: float) -> float:
        return TOP + HIGH * (100 - value) / span

    parts = [
        text(MARGIN, MARGIN + 8, title, 'font-size="17"'),
        text(MARGIN, TOP - 10, axis, f'fill="{QUIET}"'),
    ]
    for value in range(bottom, 101, step):
        parts.append(f'<path d="M{LEFT} {at(value):g} H{WIDTH - MARGIN}" stroke="{RULE}"/>')
        parts.append(text(LEFT - 8, at(value) + 4, str(value), 'text-anchor="end"'))
    line: list[str] = []
    every = -(-len(points) // MOST_NAMES)
    for place, point in enumerate(points):
        x = LEFT + slot * (place + 0.5)
        if place % every == 0:
            parts.append(text(x, TOP + HIGH + 18, point.name, 'text-anchor="middle"'))
        if point.value is None:
            parts.append(text(x, TOP + HIGH - 6, "–", f'text-anchor="middle" fill="{QUIET}"'))
            line.append("")
            continue
        parts.append(
            f'<path d="M{x:g} {at(point.low):.1f} V{at(point.high):.1f} '
            f'M{x - 5:g} {at(point.low):.1f} h10 M{x - 5:g} {at(point.high):.1f} h10" '
            f'stroke="{QUIET}" stroke-width="1.5" fill="none"/>'
        )
        line.append(f"{x:g} {at(point.value):.1f}")
    parts += [_path(run) for run in _runs(line) if len(run) > 1]
    for place, point in enumerate(points):
        if point.value is not None:
            x = LEFT + slot * (place + 0.5)
            parts.append(
                f'<circle cx="{x:g}" cy="{at(point.value):.1f}" r="4.5" fill="{SOLID}" '
                f'stroke="{PAPER}"/>'
            )
    parts.append(f'<path d="M{LEFT} {TOP + HIGH} H{WIDTH - MARGIN}" stroke="{INK}"/>')
    told = " ".join([f"{title}.", *(each.told for each in points)])
    return picture(WIDTH, TOP + HIGH + 34, title, told, language, parts)


def _runs(line: Sequence[str]) -> list[list[str]]:
    """Points that follow each other without a gap."""
    runs: list[list[str]] = [[]]
    for point in line:
        if point:
            runs[-1].append(point)
        else:
            runs.append([])
    return runs


def _path(run: Sequence[str]) -> str:
    return f'<path d="M{" L".join(run)}" stroke="{SOLID}" stroke-width="2" fill="none"/>'
