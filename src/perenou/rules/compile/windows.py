"""For which days names are computed: those asked about, and where the law looks beyond them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from perenou.rules.compile.cuts import TOTAL
from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.fold import folded
from perenou.rules.compile.nodes import Column, Constant, Graph, Norm, ThroughTime
from perenou.rules.types import NEVER

LOOKING_BACK: Final = frozenset({"since", "previous_end", "ever_before", TOTAL})
LOOKING_AHEAD: Final = frozenset({"first", "value_on", "days_within", "sum_of_months"})
"""The through kinds that look at the days before, or also at those to come."""

WITHOUT_BEGIN: Final = {"begin_in_month": NEVER, "days_in_month_if_begun_inside": 0}
"""By through kind: what it is for a month in which nothing begins."""


def set_windows(graph: Graph, asked: Collection[str]) -> None:
    """Tell what of a graph is computed together, and of what the past and the future count.

    Raises:
        NotCompiledError: a total is asked for itself, or is gathered from rows or through time.
    """
    graph.groups = _groups(graph, asked)
    together = [name for group in graph.groups for name in group]
    within = _within_a_month(graph, asked)
    back, ahead = [*together], []
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and name not in within:
            back += [node.of] if node.node.kind in LOOKING_BACK | LOOKING_AHEAD else []
            ahead += [node.of] if node.node.kind in LOOKING_AHEAD else []
    graph.past, graph.future = reached(graph, back), reached(graph, ahead)
    for group in graph.groups:
        graph.future |= frozenset(group) if graph.future & set(group) else frozenset()


def _groups(graph: Graph, asked: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Totals with what rests on them directly and with what they add up, if that rests on them."""
    group: dict[str, set[str]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, Constant | Column):
            continue
        members = {each for each in node.rests_on if graph.is_total(each)}
        if members and not isinstance(node, Norm):
            raise NotCompiledError(name, "total_gathered")
        if graph.is_total(name) and name in asked:
            raise NotCompiledError(name, "total")
        members |= set(graph.law.book.groups.get(name, ())) & set(graph.nodes)
        if members or graph.is_total(name):
            joined_up = {name, *members}
            for each in [*joined_up]:
                joined_up |= group.get(each, set())
            for each in joined_up:
                group[each] = joined_up
    found: dict[int, tuple[str, ...]] = {}
    for members in group.values():
        if id(members) not in found:
            found[id(members)] = _ordered(graph, members)
    return tuple(each for each in found.values() if each)


def _ordered(graph: Graph, members: Collection[str]) -> tuple[str, ...]:
    """The names of a group, each after those that it rests on, totals first."""
    rests = {
        name: {*node.rests_on}
        for name, node in graph.nodes.items()
        if name in members and not isinstance(node, Constant | Column)
    }
    left = {name: of & set(rests) for name, of in rests.items()}
    found = [name for name in left if graph.is_total(name)]
    if not found:
        return ()
    while len(found) < len(left):
        found.append(next(n for n in left if n not in found and left[n] <= {*found}))
    return tuple(found)


def reached(graph: Graph, names: Iterable[str]) -> frozenset[str]:
    """Some names and all that they rest on."""
    found: set[str] = set()
    todo = [*names]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            node = graph.nodes[name]
            todo += () if isinstance(node, Constant | Column) else node.rests_on
    return frozenset(found)


def _within_a_month(graph: Graph, asked: Collection[str]) -> frozenset[str]:
    """The values on the day on which something begins in a month, which count in that month only.

    It is proved of each norm that takes one: where nothing begins, it does not look at it.
    """
    beginning: dict[str, dict[str, int]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and node.node.kind in WITHOUT_BEGIN:
            beginning.setdefault(node.of, {})[name] = WITHOUT_BEGIN[node.node.kind]
    found: dict[str, dict[str, int]] = {}
    for name, node in graph.nodes.items():
        if isinstance(node, ThroughTime) and node.node.kind == "value_on" and name not in asked:
            day = graph.nodes[node.node.by[0]]
            if isinstance(day, ThroughTime) and day.node.kind == "begin_in_month":
                found[name] = beginning[day.of]
    for node in graph.nodes.values():
        if isinstance(node, Constant | Column):
            continue
        for name in found.keys() & {*node.rests_on}:
            if not isinstance(node, Norm) or _looks_at(graph, node, name, found[name]):
                found.pop(name)
    return frozenset(found)


def _looks_at(graph: Graph, norm: Norm, name: str, known: Mapping[str, int]) -> bool:
    """Whether a norm may look at a name where others are known."""
    for version in norm.versions:
        given = {each.parameter: known[each.name] for each in version.inputs if each.name in known}
        left = folded(version.tree, given, {}, graph.functions.called)
        read = {each.arg for each in left.args.args}
        if any(each.name == name and each.parameter in read for each in version.inputs):
            return True
    return False
