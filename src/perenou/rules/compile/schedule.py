"""In which order names are computed, and which of them in one loop over the rows of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.gates import Gates
from perenou.rules.compile.nodes import AcrossRows, Column, Constant, Graph, Norm, ThroughTime

MOST: Final = 24
"""The most names of one loop; what is larger takes longer to optimise than two of half."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Norms that are computed together, piece of time by piece, for the row in hand.

    Attributes:
        names: each after those that it rests on; all are computed for the same days.
    """

    names: tuple[str, ...]


Part: TypeAlias = str | Sweep
"""What a loop does for a row: one name alone, or a sweep."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Names of one unit that are computed row by row, each after those that it rests on.

    Attributes:
        needs: the asked names that rest on them.
    """

    unit: str
    needs: frozenset[str]
    parts: tuple[Part, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names."""
        return tuple(name for part in self.parts for name in names_of(part))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Names that are computed for all rows of a family together, forward in time.

    Attributes:
        names: each after those that it rests on, totals first. needs: the asked names that rest
            on them.
    """

    names: tuple[str, ...]
    needs: frozenset[str]


def names_of(part: Part) -> tuple[str, ...]:
    """The names of a part."""
    return part.names if isinstance(part, Sweep) else (part,)


def loops_of(graph: Graph, gates: Gates) -> list[Loop | Recurrence]:
    """The loops of a graph; what needs none is left out: constants, and facts read as they are.

    What gates rest on comes early; a loop holds only what the same asked names rest on.
    """
    todo = {name for name, node in graph.nodes.items() if _is_computed(graph, name)}
    rests = {name: _rests_on(graph, name) & todo for name in graph.nodes}
    order = sorted(
        (name for name in graph.nodes if name in todo), key=lambda name: name not in gates.under
    )
    done: set[str] = set()
    found: list[Loop | Recurrence] = []
    groups = {name: group for group in graph.groups for name in group}
    for name, group in groups.items():
        rests[name] = {each for member in group for each in rests[member]} - set(group)
    while todo:
        begun = next((name for name in order if name in todo and rests[name] <= done), None)
        if begun is None:
            raise NotCompiledError(min(todo), "own_past")
        if begun in groups:
            together = groups[begun]
            needed = frozenset(each for name in together for each in gates.needs[name])
            found.append(Recurrence(together, needed))
            todo -= set(together)
            done |= set(together)
            continue
        unit, needs = _unit(graph, begun), gates.needs[begun]
        names: list[str] = []
        fits = True
        while fits and len(names) < MOST:
            fits = False
            for name in order:
                if len(names) == MOST:
                    break
                if name in groups:
                    continue
                if name in todo and _unit(graph, name) == unit and gates.needs[name] == needs:
                    inside = rests[name] - done
                    if inside <= set(names) and not inside & _of_other_rows(graph, name):
                        names.append(name)
                        todo.discard(name)
                        fits = True
        found.append(
            Loop(unit, needs, _parts(graph, names, {name: rests[name] - done for name in names}))
        )
        done |= set(names)
    return found


def _parts(graph: Graph, names: Sequence[str], rests: dict[str, set[str]]) -> tuple[Part, ...]:
    """The names of a loop, as many norms as possible in each sweep."""
    todo = [*names]
    found: list[Part] = []
    while todo:
        ready = next(name for name in todo if not rests[name] & set(todo))
        window = _swept(graph, ready)
        if window is None:
            todo.remove(ready)
            found.append(ready)
            continue
        swept: list[str] = []
        for name in [*todo]:
            if _swept(graph, name) == window and not rests[name] & set(todo):
                todo.remove(name)
                swept.append(name)
        found.append(Sweep(tuple(swept)))
    return tuple(found)


def _swept(graph: Graph, name: str) -> tuple[int, int] | None:
    """For which days a name is swept; None: it is computed alone."""
    is_swept = isinstance(graph.nodes[name], Norm) and not graph.is_single(name)
    return graph.window(name) if is_swept else None


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
            return {e for e in node.rests_on if not isinstance(graph.nodes[e], Constant)}
        case Norm():
            return {e.name for version in node.versions for e in version.inputs if e.way}
        case ThroughTime():
            return {each for each in node.rests_on if graph.way(node.node.unit, each)}
    return set()
