"""What an asked name hangs on as a whole: where it holds for no row of a family, nothing is left.

A right that nobody of a family ever has makes its allowance nothing in every month. All that only
this allowance rests on is then left out for the family.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from perenou.rules.compile.fold import folded, only_value
from perenou.rules.compile.nodes import (
    NOTHING,
    AcrossRows,
    Column,
    Constant,
    Graph,
    Norm,
    ThroughTime,
)
from perenou.rules.types import NEVER

WORTH: Final = 4
"""What fewer names are saved by is no gate."""

_AS_IT_IS: Final = frozenset({"at_month_start", "value_on"})
_WITHOUT_CHANGE: Final = {
    "begin_in_month": NEVER,
    "days_in_month_if_begun_inside": 0,
    "previous_end": 0,
}
_WHERE_NOTHING_HOLDS: Final = {
    "first": NEVER,
    "since": NEVER,
    "ever_before": 0,
    "days_within": 0,
    "sum_of_months": 0,
    "total_in_month": 0,
    "total_so_far": 0,
}
"""By through kind, what is gathered from a timeline of one value."""


class Gates:
    """The gates of some asked names.

    Attributes:
        of: by asked name, its gates, each after those before it. all: every gate once.
        under: the gates and what they rest on.
        needs: by name of the graph, the asked names that rest on it.
    """

    def __init__(self, graph: Graph, asked: Collection[str]) -> None:
        self._graph = graph
        self._kept: dict[tuple[str, frozenset[tuple[str, int]]], int | None] = {}
        under = {name: self._under(name) for name in graph.nodes}
        self.needs = {
            name: frozenset(each for each in asked if name in under[each]) for name in graph.nodes
        }
        self.of: dict[str, tuple[str, ...]] = {}
        for each in asked:
            alone = {name for name in under[each] if self._is_of_few(name, len(asked))}
            found: list[str] = []
            saved = len(alone) + WORTH
            for name in graph.nodes:
                left = len(alone - under[name])
                if left >= WORTH and name in under[each] and self._may_be(name, len(asked)):
                    is_new = left <= saved - WORTH or not found
                    if is_new and self._given_nothing(name, under[each]).get(each) == 0:
                        found.append(name)
                        saved = left
            self.of[each] = tuple(found)
        self.all = tuple(dict.fromkeys(gate for gates in self.of.values() for gate in gates))
        self.under = frozenset(name for gate in self.all for name in under[gate])

    def _under(self, name: str) -> frozenset[str]:
        """A name, unless it is the same for all, and what it rests on."""
        found: set[str] = set()
        todo = [name]
        while todo:
            each = todo.pop()
            node = self._graph.nodes[each]
            if each not in found and not isinstance(node, Constant):
                found.add(each)
                todo += () if isinstance(node, Column) else node.rests_on
        return frozenset(found)

    def _is_of_few(self, name: str, among: int) -> bool:
        """Whether most asked names do not rest on a name."""
        return 2 * len(self.needs[name]) <= max(2, among)

    def _may_be(self, name: str, among: int) -> bool:
        """Whether a name is a yes or no; of facts only those that few asked names rest on."""
        book = self._graph.law.book
        if not book.known(name) or book.gives(name) != "bool" or book.unit_of(name) is None:
            return False
        is_fact = isinstance(self._graph.nodes[name], Column)
        return not is_fact or (among > 1 and self._is_of_few(name, among))

    def _given_nothing(self, gate: str, among: frozenset[str]) -> Mapping[str, int]:
        """What is the same for all, and what it is, where a gate holds for no row on no day."""
        settled = {gate: 0}
        for name, node in self._graph.nodes.items():
            if name in among and name not in settled and not isinstance(node, Constant | Column):
                known = frozenset(
                    (each, settled[each]) for each in node.rests_on if each in settled
                )
                if known:
                    key = (name, known)
                    if key not in self._kept:
                        self._kept[key] = self._settled(node, dict(known))
                    value = self._kept[key]
                    if value is not None:
                        settled[name] = value
        return settled

    def _settled(
        self, node: Norm | AcrossRows | ThroughTime, known: Mapping[str, int]
    ) -> int | None:
        """The value of a name that some of what it rests on already settles."""
        match node:
            case Norm():
                values = {self._version(node, at, known) for at in range(len(node.versions))}
                return values.pop() if len(values) == 1 else None
            case AcrossRows():
                nothing = NOTHING[node.node.kind]
                is_none = known.get(node.node.among) == 0
                adds_nothing = known.get(node.node.of) == nothing
                if is_none or (adds_nothing and node.node.kind in ("sum", "least", "greatest")):
                    return int(nothing)
                return None
        value = known.get(node.of)
        kind = node.node.kind
        if value is None or kind in _AS_IT_IS:
            return value
        return _WITHOUT_CHANGE.get(kind, None if value else _WHERE_NOTHING_HOLDS.get(kind))

    def _version(self, norm: Norm, at: int, known: Mapping[str, int]) -> int | None:
        version = norm.versions[at]
        given = {
            each.parameter: bool(known[each.name]) if each.is_truth else known[each.name]
            for each in version.inputs
            if each.name in known
        }
        value = only_value(folded(version.tree, given, {}, self._graph.functions.called))
        return None if value is None else int(value)
