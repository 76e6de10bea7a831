"""Which names depend on their own past, seen in the graph of what rests on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def groups(edges: Mapping[str, Iterable[str]], totals: Iterable[str]) -> list[tuple[str, ...]]:
    """The groups of names that depend on their own past, each in order of evaluation.

    Args:
        edges: by name, the names that it rests on. totals: the running totals.
    """
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    users: dict[str, list[str]] = {}
    for name, wanted in edges.items():
        for one in wanted:
            users.setdefault(one, []).append(name)
    for total in totals:
        if total in seen:
            continue
        below = _reachable(edges, total)
        if total not in below:
            continue
        group = below & _reachable(users, total)
        seen |= group
        found.append(_ordered(edges, group, frozenset(totals)))
    return found


def _reachable(edges: Mapping[str, Iterable[str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        for name in edges.get(todo.pop(), ()):
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


def _ordered(
    edges: Mapping[str, Iterable[str]], group: set[str], totals: frozenset[str]
) -> tuple[str, ...]:
    """The names of a group, each after those that it rests on on the same day."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name in group and name not in order:
            if name not in totals:
                for wanted in edges[name]:
                    if wanted not in totals:
                        visit(wanted)
            order.append(name)

    for name in sorted(group):
        visit(name)
    return tuple(order)
