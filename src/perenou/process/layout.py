"""Places for boxes, lines and labels, layer by layer, so that nothing overlaps.

The method of Sugiyama, Tagawa and Toda (1981): layers, then an order within each with few
crossings, then places. What differs: the label of a line is a box of its own in a layer between, so
that no text can come to lie on another, and a line only bends between layers, where no box is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2
from typing import Final

GAP: Final = 18.0
"""Between two boxes of a layer."""
THIN: Final = 8.0
"""Width that a line takes where it only passes through a layer."""
_SWEEPS: Final = 12
_STRAIGHT: Final = (1.0, 2.0, 8.0)
"""How much more a line is kept straight where ends are no box (Gansner and others, 1993)."""


@dataclass(slots=True)
class Box:
    """Something that has a place: a step, a label, or a bend of a line.

    Attributes:
        x, y: of its middle.
    """

    width: float
    height: float
    layer: int
    x: float = 0.0
    y: float = 0.0
    up: list[Box] = field(default_factory=list)
    down: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes: the boxes that it goes through from top to bottom.

    Attributes:
        is_back: it leads upwards, against the order. label: the box of its label.
    """

    through: tuple[Box, ...]
    label: Box
    is_back: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is; ``rows`` are the upper and lower edge of each layer."""

    boxes: Mapping[int, Box]
    lines: tuple[Line, ...]
    rows: tuple[tuple[float, float], ...]
    width: float
    height: float


def laid_out(
    sizes: Mapping[int, tuple[float, float]],
    order: Sequence[int],
    edges: Sequence[tuple[int, int, int]],
    labels: Sequence[tuple[float, float]],
    between: float,
) -> Layout:
    """Places for boxes of some sizes.

    Args:
        sizes: by key, width and height of a box. order: keys as they follow each other on the
            whole; a line against it leads back. edges: from, to, and weight (heavy lines are kept
            straight). labels: width and height of each edge's label. between: height between two
            layers.
    """
    rank = {key: at for at, key in enumerate(order)}
    directed = [
        (start, end, weight, False) if rank[start] < rank[end] else (end, start, weight, True)
        for start, end, weight in edges
    ]
    layers = _layers(order, directed)
    boxes = {key: Box(*sizes[key], layer=2 * layers[key]) for key in order}
    lines = []
    weights: dict[tuple[int, int], float] = {}
    for (start, end, weight, is_back), size in zip(directed, labels, strict=True):
        top, bottom = boxes[start], boxes[end]
        through = [top]
        for layer in range(top.layer + 1, bottom.layer):
            is_label = layer == (bottom.layer - 1 if is_back else top.layer + 1)
            box = Box(*size, layer=layer) if is_label else Box(THIN, 0.0, layer=layer)
            if is_label:
                label = box
            through.append(box)
        through.append(bottom)
        for upper, lower in pairwise(through):
            upper.down.append(lower)
            lower.up.append(upper)
            bends = (upper is not top) + (lower is not bottom)
            weights[id(upper), id(lower)] = (1.0 + log2(max(weight, 1))) * _STRAIGHT[bends]
        lines.append(Line(tuple(through), label, is_back))
    rows: list[list[Box]] = [[] for _ in range(2 * max(layers.values(), default=0) + 1)]
    for box in _in_order(boxes.values(), lines):
        rows[box.layer].append(box)
    _few_crossings(rows)
    _places(rows, weights)
    left = min(box.x - box.width / 2 for row in rows for box in row)
    y, edges_of_rows = 0.0, []
    for row in rows:
        high = max(box.height for box in row) if row else 0.0
        edges_of_rows.append((y, y + high))
        for box in row:
            box.x -= left
            box.y = y + high / 2
        y += high + between
    width = max(box.x + box.width / 2 for row in rows for box in row)
    return Layout(boxes, tuple(lines), tuple(edges_of_rows), width, y - between)


def _layers(order: Sequence[int], edges: Sequence[tuple[int, int, int, bool]]) -> dict[int, int]:
    """Each key as far down as the longest way to it; then up as near as may be to what follows."""
    found = dict.fromkeys(order, 0)
    for key in order:
        for start, end, _, _ in edges:
            if start == key:
                found[end] = max(found[end], found[key] + 1)
    for key in reversed(order):
        below = [found[end] for start, end, _, _ in edges if start == key]
        above = [found[start] for start, end, _, _ in edges if end == key]
        if below and not above:
            found[key] = min(below) - 1
    return found


def _in_order(boxes: Iterable[Box], lines: Sequence[Line]) -> list[Box]:
    """Every box once, steps first, then what their lines go through."""
    found = {id(box): box for box in boxes}
    for line in lines:
        found |= {id(box): box for box in line.through}
    return list(found.values())


def _few_crossings(rows: list[list[Box]]) -> None:
    """Order each layer by the middle of its neighbours, down and up; the best order stays."""
    best, fewest = [list(row) for row in rows], _crossings(rows)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in rows[1:] if down else rows[-2::-1]:
            place = {id(box): at for each in rows for at, box in enumerate(each)}
            middles = {id(box): _middle(box, down, place) for box in row}
            row.sort(key=lambda box: middles[id(box)])  # used at once
        crossings = _crossings(rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows], crossings
    rows[:] = best


def _middle(box: Box, down: bool, place: Mapping[int, int]) -> float:
    near = box.up if down else box.down
    return sum(place[id(each)] for each in near) / len(near) if near else float(place[id(box)])


def _crossings(rows: Sequence[Sequence[Box]]) -> int:
    total = 0
    for upper, lower in pairwise(rows):
        place = {id(box): at for at, box in enumerate(lower)}
        ends = [at for box in upper for at in sorted(place[id(each)] for each in box.down)]
        total += sum(one > other for at, one in enumerate(ends) for other in ends[at + 1 :])
    return total


def _places(rows: Sequence[Sequence[Box]], weights: Mapping[tuple[int, int], float]) -> None:
    """Each layer as near below and above its neighbours as its order and the widths allow."""
    for row in rows:
        x = 0.0
        for box in row:
            box.x = x + box.width / 2
            x += box.width + GAP
        for box in row:
            box.x -= (x - GAP) / 2
    for sweep in range(2 * _SWEEPS):
        for row in rows if sweep % 2 == 0 else rows[::-1]:
            wanted = []
            for box in row:
                pulls = [(weights[id(each), id(box)], each.x) for each in box.up]
                pulls += [(weights[id(box), id(each)], each.x) for each in box.down]
                total = sum(weight for weight, _ in pulls)
                middle = sum(weight * x for weight, x in pulls) / total if total else box.x
                wanted.append((middle, max(total, 1.0)))
            _spread(row, wanted)


def _spread(row: Sequence[Box], wanted: Sequence[tuple[float, float]]) -> None:
    """Places in order that keep their distance and are nearest to those wanted (least squares).

    Taking the distances off first, this is isotonic regression by pooling adjacent violators.
    """
    offsets, at = [], 0.0
    for place, box in enumerate(row):
        if place:
            at += (row[place - 1].width + box.width) / 2 + GAP
        offsets.append(at)
    pools: list[list[float]] = []  # mean, weight, members
    for (middle, weight), offset in zip(wanted, offsets, strict=True):
        pools.append([middle - offset, weight, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, weight_of, members = pools.pop()
            last = pools[-1]
            total = last[1] + weight_of
            last[0] = (last[0] * last[1] + mean * weight_of) / total
            last[1], last[2] = total, last[2] + members
    means = [pool[0] for pool in pools for _ in range(int(pool[2]))]
    for box, mean, offset in zip(row, means, offsets, strict=True):
        box.x = mean + offset
