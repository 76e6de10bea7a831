"""What of the flow is drawn: steps and the ways between them, without what is rare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from perenou.process.flow import Edge, StepFigures


@dataclass(frozen=True, slots=True)
class Graph:
    """Steps in an order that most ways follow, and edges between them.

    Attributes:
        left_steps, left_edges: how many are not drawn.
    """

    steps: tuple[StepFigures, ...]
    edges: tuple[Edge, ...]
    left_steps: int
    left_edges: int


def graph(steps: Sequence[StepFigures], edges: Sequence[Edge], cases: int, share: float) -> Graph:
    """The steps and edges that a share of the cases has, and what keeps each step connected.

    Args:
        share: 0 draws everything. A step that is drawn keeps its most frequent way in and out;
            repeats of a step are told in it and are no edge.
    """
    least = share * cases
    drawn = tuple(step for step in steps if step.cases >= least)
    codes = {step.activity for step in drawn}
    between = [edge for edge in edges if edge.before != edge.after]
    possible = [edge for edge in between if edge.before in codes and edge.after in codes]
    kept = {id(edge) for edge in possible if edge.cases >= least}
    for code in codes:
        for ways in (
            [edge for edge in possible if edge.before == code],
            [edge for edge in possible if edge.after == code],
        ):
            if ways and not any(id(edge) in kept for edge in ways):
                kept.add(id(ways[0]))
    chosen = tuple(edge for edge in possible if id(edge) in kept)
    return Graph(
        _in_order(drawn, chosen), chosen, len(steps) - len(drawn), len(between) - len(chosen)
    )


def _in_order(steps: Sequence[StepFigures], edges: Sequence[Edge]) -> tuple[StepFigures, ...]:
    """Steps in the order against which the fewest ways lead back."""
    weight: dict[tuple[int, int], int] = {}
    for edge in edges:
        weight[edge.before, edge.after] = edge.number
    order = list(steps)
    is_better = True
    while is_better:
        is_better = False
        for step in tuple(order):
            at = order.index(step)
            rest = order[:at] + order[at + 1 :]
            # Going along, what leads back changes by one step at a time.
            back = [sum(weight.get((other.activity, step.activity), 0) for other in rest)]
            for other in rest:
                back.append(
                    back[-1]
                    - weight.get((other.activity, step.activity), 0)
                    + weight.get((step.activity, other.activity), 0)
                )
            best = min(range(len(back)), key=lambda place: (back[place], abs(place - at)))
            if back[best] < back[at]:
                order = [*rest[:best], step, *rest[best:]]
                is_better = True
    return tuple(order)
