"""In which order names are computed, and which of them in one loop over the rows of a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from perenou.rules.compile.graph import AcrossRows, Column, Constant, Graph, Norm, ThroughTime

MOST: Final = 12
"""The most names of one loop; what is larger takes longer to optimise than two of half."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Names of one unit that are computed row by row, each after those that it rests on."""

    unit: str
    names: tuple[str, ...]


def loops_of(graph: Graph) -> list[Loop]:
    """The loops of a graph; what needs none is left out: constants, and facts read as they are."""
    todo = {name for name, node in graph.nodes.items() if _is_computed(graph, name)}
    rests = {name: _rests_on(graph, name) & todo for name in graph.nodes}
    order = [name for name in graph.nodes if name in todo]
    done: set[str] = set()
    found: list[Loop] = []
    while todo:
        begun = next(name for name in order if name in todo and rests[name] <= done)
        unit = _unit(graph, begun)
        names: list[str] = []
        fits = True
        while fits and len(names) < MOST:
            fits = False
            for name in order:
                if name in todo and _unit(graph, name) == unit and len(names) < MOST:
                    inside = rests[name] - done
                    if inside <= set(names) and not inside & _of_other_rows(graph, name):
                        names.append(name)
                        todo.discard(name)
                        fits = True
        done |= set(names)
        found.append(Loop(unit, tuple(names)))
    return found


def _is_computed(graph: Graph, name: str) -> bool:
    node = graph.nodes[name]
    return not isinstance(node, Constant) and not (isinstance(node, Column) and not node.is_line)


def _unit(graph: Graph, name: str) -> str:
    node = graph.nodes[name]
    if isinstance(node, Constant):
        raise TypeError(name)
    return node.unit


def _rests_on(graph: Graph, name: str) -> set[str]:
    node = graph.nodes[name]
    return set() if isinstance(node, Constant | Column) else set(node.rests_on)


def _of_other_rows(graph: Graph, name: str) -> set[str]:
    """What a name reads of other rows than its own."""
    node = graph.nodes[name]
    match node:
        case AcrossRows():
            return {each for each in node.rests_on if graph.law.book.unit_of(each) is not None}
        case Norm():
            return {e.name for version in node.versions for e in version.inputs if e.way}
        case ThroughTime():
            book = graph.law.book
            return {each for each in node.rests_on if book.way_to(node.node.unit, each)}
    return set()
