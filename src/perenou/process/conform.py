"""A log beside a model: each way that cases went is aligned with the nearest way of the model.

An alignment goes through both at once: together where they agree, alone in the model where a case
skipped a step, alone in the log where a case did what the model does not know there. One with the
fewest steps alone is found exactly (Dijkstra over marking and place in the case).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, Literal

import numpy as np

from perenou.process.log import EventLog, Truths
from perenou.process.model import Model
from perenou.process.tokens import Marking, Walker
from perenou.process.variants import Ways

Kind = Literal["skipped", "inserted", "again", "order"]

MOST_STATES: Final = 20_000
"""Looked at for one way; a way that needs more stays undecided, and is counted."""
MOST_STEPS: Final = 300
"""Of a case; a longer one stays undecided."""
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something that cases did otherwise than the model.

    Attributes:
        kind: a step was ``skipped``, ``inserted`` where the model has none, done ``again``, or done
            out of ``order``. name: of the step. number: of times. cases: in which it was so.
    """

    kind: Kind
    name: str
    number: int
    cases: int
    examples: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conformance:
    """A log beside a model.

    Attributes:
        fitness: 1 when all cases went as the model says, 0 when no step of any did. cases, fitting:
            all that were compared, and those without any deviation. running: cases under way,
            compared only as far as they came. undecided: cases too long or too strange to be
            compared. not_in_log: steps of the model that no case has. not_in_model: activities of
            the log
                that the model does not know.
    """

    model: Model
    fitness: float
    cases: int
    fitting: int
    running: int
    undecided: int
    deviations: tuple[Deviation, ...]
    not_in_log: tuple[str, ...]
    not_in_model: tuple[str, ...]


def conform(
    log: EventLog,
    ways: Ways,
    is_running: Truths,
    model: Model,
    progress: Callable[[int, int], None] | None = None,
) -> Conformance:
    """Lay every case beside the model; cases under way need not have come to its end.

    Raises:
        RefusedLogError: the model makes tokens without end.
    """
    folded = {name.casefold(): name for name in log.activities}
    walker = Walker(model, folded)
    shortest = _aligned(walker, (), is_prefix=False)
    least = sum(1 for _ in shortest or ())
    both = ways.of_case * 2 + is_running
    pairs, of_case, numbers = np.unique(both, return_inverse=True, return_counts=True)
    found: dict[tuple[Kind, str], list[tuple[int, int]]] = {}
    cost = most = fitting = undecided = 0
    for at, (pair, number) in enumerate(zip(pairs.tolist(), numbers.tolist(), strict=True)):
        way = tuple(log.activities[code] for code in ways.ways[pair // 2])
        moves = _aligned(walker, way, is_prefix=bool(pair % 2))
        if moves is None:
            undecided += number
            continue
        alone = list(_deviations(moves))
        fitting += number if not alone else 0
        cost += number * sum(1 for kind, _ in moves if kind != "both")
        most += number * (len(way) + (0 if pair % 2 else least))
        for kind, name in alone:
            found.setdefault((kind, name), []).append((at, number))
        if progress is not None and at % 200 == 0:
            progress(at, len(pairs))
    deviations = []
    for (kind, name), places in found.items():
        different = dict.fromkeys(place for place, _ in places)
        deviations.append(
            Deviation(
                kind, name, sum(number for _, number in places),
                int(numbers[list(different)].sum()),
                tuple(np.flatnonzero(np.isin(of_case, list(different)))[:SHOWN].tolist()),
            )
        )  # fmt: skip
    known = {name.casefold() for name in model.named}
    return Conformance(
        model, 1 - cost / most if most else 1.0, len(log.cases) - undecided, fitting,
        int(is_running.sum()), undecided,
        tuple(sorted(deviations, key=lambda each: (-each.cases, each.kind, each.name))),
        tuple(name for name in model.steps if name.casefold() not in folded),
        tuple(name for name in log.activities if name.casefold() not in known),
    )  # fmt: skip


_Move = tuple[Literal["both", "model", "log"], str]


def _aligned(walker: Walker, way: tuple[str, ...], *, is_prefix: bool) -> list[_Move] | None:
    """A best alignment of a way; None where it was not found within bounds."""
    if len(way) > MOST_STEPS:
        return None
    folded = [name.casefold() for name in way]
    came_from: dict[tuple[Marking, int], tuple[tuple[Marking, int], _Move] | None] = {}
    least: dict[tuple[Marking, int], int] = {}
    queue: list[tuple[int, int, int, Marking]] = []
    count = 0
    for start in walker.starts:
        least[start, 0] = 0
        came_from[start, 0] = None
        heappush(queue, (0, 0, count, start))
        count += 1
    while queue:
        cost, left, _, marking = heappop(queue)
        place = -left
        if cost > least[marking, place]:
            continue
        ahead = walker.ahead(marking)
        if place == len(way) and (is_prefix or ahead.may_end):
            return _way_back(came_from, (marking, place))
        if count > MOST_STATES:
            return None
        for after, to, move, price in _next(ahead.steps, marking, place, way, folded):
            state = after, to
            if cost + price < least.get(state, 1 << 30):
                least[state] = cost + price
                came_from[state] = (marking, place), move
                count += 1
                heappush(queue, (cost + price, -to, count, after))
    return None


def _next(
    steps: tuple[tuple[str, Marking], ...],
    marking: Marking,
    place: int,
    way: tuple[str, ...],
    folded: list[str],
) -> Iterator[tuple[Marking, int, _Move, int]]:
    if place < len(way):
        for name, after in steps:
            if name.casefold() == folded[place]:
                yield after, place + 1, ("both", way[place]), 0
        yield marking, place + 1, ("log", way[place]), 1
    for name, after in steps:
        yield after, place, ("model", name), 1


def _way_back(
    came_from: dict[tuple[Marking, int], tuple[tuple[Marking, int], _Move] | None],
    state: tuple[Marking, int],
) -> list[_Move]:
    moves = []
    while (step := came_from[state]) is not None:
        state, move = step
        moves.append(move)
    return moves[::-1]


def _deviations(moves: list[_Move]) -> Iterator[tuple[Kind, str]]:
    """What a case did otherwise; a step skipped here and inserted there was out of order."""
    skipped = [name for kind, name in moves if kind == "model"]
    done = [name.casefold() for kind, name in moves if kind == "both"]
    missing = [name.casefold() for name in skipped]
    for kind, name in moves:
        if kind != "log":
            continue
        if name.casefold() in missing:
            missing.remove(name.casefold())
            yield "order", name
        else:
            yield ("again" if name.casefold() in done else "inserted"), name
    for name in skipped:
        if name.casefold() in missing:
            missing.remove(name.casefold())
            yield "skipped", name
