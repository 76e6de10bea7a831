"""The flow as a picture: steps as boxes, ways between them as lines, numbers and times on both.

It reads the same without colour: what is frequent is thick and dark, what leads back is dashed,
what is outside the agency has a dashed edge, and a bottleneck a double one and its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape

from perenou.casework.picture import INK, PAPER, QUIET, RULE, picture, text
from perenou.process.analyse import Analysis
from perenou.process.flow import Edge, StepFigures
from perenou.process.graph import Graph, graph
from perenou.process.layout import Box, Layout, Line, laid_out
from perenou.process.words import Words

SHARE: Final = 0.02
"""Of the cases, what is drawn where nothing else is asked."""

_LETTER: Final = 7.0
"""Width of a letter, in a wide font."""
_BOLD: Final = 8.5
_SMALL: Final = 6.4
_NAME: Final = 24
"""Letters of a line of a name."""
_LINE: Final = 16
_PAD: Final = 8
_MARGIN: Final = 24
_HEAD: Final = 40
_BETWEEN: Final = 26
_THICK: Final = 7.0
_LEAST_WIDTH: Final = 640
_SHADES: Final = ("#ffffff", "#f3f6f9", "#e7f0f6", "#d5e4ef", "#c0d7e8")
"""By share of the cases; dark ink stands on each with a contrast above 10."""


def draw(analysis: Analysis, words: Words, share: float = SHARE) -> str:
    """The flow of a log as SVG.

    Args:
        share: of the cases, which a way must have to be drawn.
    """
    cases = len(analysis.log.cases)
    shown = graph(analysis.steps, analysis.edges, cases, share)
    narrow = {f.activity for f in analysis.findings if f.kind == "bottleneck"}
    lines = {
        step.activity: _step_lines(step, words, analysis, step.activity in narrow)
        for step in shown.steps
    }
    sizes = {key: _size(told) for key, told in lines.items()}
    labels = [_edge_label(edge, words) for edge in shown.edges]
    made = laid_out(
        sizes,
        [step.activity for step in shown.steps],
        [(edge.before, edge.after, edge.number) for edge in shown.edges],
        [(len(label) * _SMALL + 8, 18.0) for label in labels],
        _BETWEEN,
    )
    most = max((edge.number for edge in shown.edges), default=1)
    legend = _legend(shown, words, share)
    width = max(made.width, _LEAST_WIDTH)
    wrapped = [part for told in legend for part in wrap(told, int((width - 30) / _SMALL))]
    shift = (width - made.width) / 2 + _MARGIN
    parts = [text(_MARGIN, _MARGIN + 8, words.say("picture.title"), 'font-size="17"')]
    drawn = [
        _line(line, edge, most, made) for line, edge in zip(made.lines, shown.edges, strict=True)
    ]
    written = [_label(line.label, label) for line, label in zip(made.lines, labels, strict=True)]
    boxes = [
        _box(
            made.boxes[step.activity], lines[step.activity], step, analysis, step.activity in narrow
        )
        for step in shown.steps
    ]
    parts.append(f'<g transform="translate({shift:.1f} {_HEAD + 8})">')
    parts += [*drawn, *written, *boxes, "</g>"]
    y = _HEAD + 8 + made.height + 24
    parts.append(f'<path d="M{_MARGIN} {y:.0f} h{width:.0f}" stroke="{RULE}"/>')
    for at, told in enumerate(wrapped):
        parts.append(text(_MARGIN, y + 20 + at * _LINE, told, f'fill="{QUIET}"'))
    high = round(y + 20 + len(wrapped) * _LINE + 8)
    return picture(
        round(width + 2 * _MARGIN), high, words.say("picture.title"),
        " ".join(told_picture(shown, words)), words.language, parts,
    )  # fmt: skip


def told_picture(shown: Graph, words: Words) -> list[str]:
    """All that the picture shows, in sentences."""
    found = [words.say("picture.told", steps=len(shown.steps), ways=len(shown.edges))]
    for step in shown.steps:
        found.append(
            words.say(
                "picture.told_step", step=words.step(step.activity), number=step.number,
                wait=words.lasting(step.waiting.median),
            )
        )  # fmt: skip
        found += [
            words.say(
                "picture.told_way", after=words.step(edge.after), number=edge.number,
                time=words.lasting(edge.between.median),
            )
            for edge in shown.edges
            if edge.before == step.activity
        ]  # fmt: skip
    return found


def _step_lines(
    step: StepFigures, words: Words, analysis: Analysis, is_narrow: bool
) -> list[tuple[str, str]]:
    """What stands in the box of a step: style and words of each line."""
    name = wrap(words.step(step.activity), _NAME, max_lines=3, placeholder="…")
    found = [('font-size="13" font-weight="600"', part) for part in name]
    found.append(("", words.say("picture.cases", cases=step.cases)))
    if step.waiting.number:
        found.append(("", words.say("picture.waits", time=words.lasting(step.waiting.median))))
    if step.working is not None and step.unit not in analysis.outside:
        found.append(("", words.say("picture.works", time=words.lasting(step.working.median))))
    if step.repeated:
        found.append(("", words.say("picture.repeated", number=step.repeated)))
    if step.last >= SHARE * len(analysis.log.cases):
        over = step.last / len(analysis.log.cases)
        found.append(("", words.say("picture.last", share=words.percent(over))))
    if is_narrow:
        found.append(('font-weight="700"', words.say("picture.bottleneck")))
    return found


def _size(lines: Sequence[tuple[str, str]]) -> tuple[float, float]:
    wide = max(len(words) * (_BOLD if "600" in style else _LETTER) for style, words in lines)
    return wide + 2 * _PAD, len(lines) * _LINE + 2 * _PAD - 2


def _edge_label(edge: Edge, words: Words) -> str:
    time = words.lasting(edge.between.median)
    return words.say("picture.way", number=edge.number, time=time)


def _box(
    box: Box,
    lines: Sequence[tuple[str, str]],
    step: StepFigures,
    analysis: Analysis,
    is_narrow: bool,
) -> str:
    share = step.cases / len(analysis.log.cases)
    fill = _SHADES[min(int(share * len(_SHADES)), len(_SHADES) - 1)]
    is_outside = step.unit in analysis.outside
    dash = ' stroke-dasharray="5 3"' if is_outside else ""
    x, y = box.x - box.width / 2, box.y - box.height / 2
    parts = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="4" '
        f'fill="{fill}" stroke="{INK}" stroke-width="{2.5 if is_narrow else 1}"{dash}/>'
    ]
    if is_narrow:
        parts.append(
            f'<rect x="{x + 3.5:.1f}" y="{y + 3.5:.1f}" width="{box.width - 7:.1f}" '
            f'height="{box.height - 7:.1f}" rx="2" fill="none" stroke="{INK}"/>'
        )
    for at, (style, words) in enumerate(lines):
        parts.append(
            f'<text x="{box.x:.1f}" y="{y + _PAD + 10 + at * _LINE:.1f}" text-anchor="middle" '
            f"{style}>{escape(words)}</text>"
        )
    return "".join(parts)


def _label(box: Box, words: str) -> str:
    return (
        f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - 9:.1f}" width="{box.width:.1f}" '
        f'height="18" fill="{PAPER}"/>'
        f'<text x="{box.x:.1f}" y="{box.y + 4:.1f}" text-anchor="middle" font-size="11">'
        f"{escape(words)}</text>"
    )


def _line(line: Line, edge: Edge, most: int, made: Layout) -> str:
    """A line from box to box, level nowhere but between the layers, with an arrow at its end."""
    thick = 1 + (_THICK - 1) * (edge.number / most) ** 0.5
    top, bottom = line.through[0], line.through[-1]
    begin_x, end_x = _port(top, line.through[1], True), _port(bottom, line.through[-2], False)
    begin_y, end_y = top.y + top.height / 2, bottom.y - bottom.height / 2
    arrow = thick + 5
    if line.is_back:
        begin_y += arrow
    else:
        end_y -= arrow
    path = [f"M{begin_x:.1f} {begin_y:.1f}"]
    x, y = begin_x, begin_y
    if made.rows[top.layer][1] > y:
        y = made.rows[top.layer][1]
        path.append(f"V{y:.1f}")
    for box in line.through[1:-1]:
        low, high = made.rows[box.layer]
        middle = (y + low) / 2
        path.append(f"C{x:.1f} {middle:.1f} {box.x:.1f} {middle:.1f} {box.x:.1f} {low:.1f}")
        path.append(f"V{high:.1f}")
        x, y = box.x, high
    foot = min(made.rows[bottom.layer][0], end_y)
    middle = (y + foot) / 2
    path.append(
        f"C{x:.1f} {middle:.1f} {end_x:.1f} {middle:.1f} {end_x:.1f} {foot:.1f}V{end_y:.1f}"
    )
    dash = ' stroke-dasharray="7 4"' if line.is_back else ""
    tip_x = begin_x if line.is_back else end_x
    tip_y = top.y + top.height / 2 if line.is_back else bottom.y - bottom.height / 2
    away = arrow if line.is_back else -arrow
    half = arrow / 2
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{QUIET}" stroke-width="{thick:.1f}"{dash}/>'
        f'<path d="M{tip_x:.1f} {tip_y:.1f}l{-half:.1f} {away:.1f}h{arrow:.1f}z" fill="{QUIET}"/>'
    )


def _port(box: Box, near: Box, is_below: bool) -> float:
    """Where a line meets the edge of a box: beside each other in the order of where they go."""
    others = sorted(box.down if is_below else box.up, key=lambda each: each.x)
    at = next(place for place, each in enumerate(others) if each is near)
    return box.x + box.width * 0.7 * ((at + 0.5) / len(others) - 0.5)


def _legend(shown: Graph, words: Words, share: float) -> list[str]:
    found = [words.say("picture.legend"), words.say("picture.legend_lines")]
    if shown.left_edges or shown.left_steps:
        found.append(
            words.say(
                "picture.left", share=words.percent(share), steps=shown.left_steps,
                ways=shown.left_edges,
            )
        )  # fmt: skip
    return found
