"""How a model may go on: markings of tokens on its flows, and the steps that they allow."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from perenou.process.errors import RefusedLogError
from perenou.process.model import Model, Node

Marking = tuple[int, ...]
"""Numbers of the flows that hold a token, in order; a flow may hold several."""

MOST_TOKENS: Final = 40
MOST_MARKINGS: Final = 20_000
MOST_WAYS: Final = 6
"""Flows out of an inclusive gateway: every choice among them has to be tried."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may come from a marking: steps that can be seen, each with the marking after it."""

    steps: tuple[tuple[str, Marking], ...]
    may_end: bool


class Walker:
    """Walks a model; what is not seen in a log (gateways, unnamed events) happens by itself.

    Args:
        seen: names of activities, folded; an event of another name is not seen. Tasks always are.
    """

    def __init__(self, model: Model, seen: Collection[str]) -> None:
        self._model = model
        self._seen = seen
        self._ahead: dict[Marking, Ahead] = {}
        # A flow of its own leads to each start, so that a start can be seen, too.
        starts = [node for node in model.nodes.values() if node.kind == "start"]
        self._into = {key: list(flows) for key, flows in model.into.items()}
        self._target = [target for _, target in model.flows]
        for start in starts:
            self._into[start.key] = [len(self._target)]
            self._target.append(start.key)
        self.starts: tuple[Marking, ...] = tuple(
            (flow,) for flow in range(len(model.flows), len(self._target))
        )
        """Of several starts, one is chosen."""
        self._reaches = {
            node.key: self._reaching(node.key)
            for node in model.nodes.values()
            if node.kind == "inclusive"
        }

    def ahead(self, marking: Marking) -> Ahead:
        """What may come next.

        Raises:
            RefusedLogError: the model makes tokens without end.
        """
        found = self._ahead.get(marking)
        if found is None:
            found = self._ahead[marking] = self._looked(marking)
            if len(self._ahead) > MOST_MARKINGS:
                raise RefusedLogError("model_unbounded")
        return found

    def _looked(self, marking: Marking) -> Ahead:
        steps: dict[tuple[str, Marking], None] = {}
        known, queue, may_end = {marking}, deque([marking]), not marking
        while queue:
            here = queue.popleft()
            for label, after in self._moves(here):
                if label:
                    steps[label, after] = None
                elif after not in known:
                    if len(after) > MOST_TOKENS or len(known) > MOST_MARKINGS:
                        raise RefusedLogError("model_unbounded")
                    known.add(after)
                    queue.append(after)
                    may_end |= not after
        return Ahead(tuple(steps), may_end)

    def _moves(self, marking: Marking) -> Iterator[tuple[str, Marking]]:
        for key in dict.fromkeys(self._target[flow] for flow in marking):
            node = self._model.nodes[key]
            out = self._model.out_of[key]
            label = self._label(node)
            for taken in self._taken(node, marking):
                rest = _without(marking, taken)
                if node.kind == "terminate":
                    yield label, ()
                elif node.kind == "exclusive":
                    for flow in out:
                        yield label, _with(rest, (flow,))
                elif node.kind == "inclusive":
                    for some in _choices(out):
                        yield label, _with(rest, some)
                else:
                    yield label, _with(rest, out)

    def _label(self, node: Node) -> str:
        if node.kind == "task":
            return node.name or node.key
        is_event = node.kind in ("event", "start", "end", "terminate")
        return node.name if is_event and node.name.casefold() in self._seen else ""

    def _taken(self, node: Node, marking: Marking) -> Iterator[tuple[int, ...]]:
        """The tokens with which a node may go off."""
        waiting = [flow for flow in self._into[node.key] if flow in marking]
        if node.kind == "parallel":
            if len(waiting) == len(self._into[node.key]):
                yield tuple(waiting)
        elif node.kind == "inclusive" and len(self._into[node.key]) > 1:
            # Whoever could still come is waited for.
            empty = set(self._into[node.key]) - set(waiting)
            reaching = self._reaches[node.key]
            if not any(reaching[flow] & empty for flow in marking if flow not in waiting):
                yield tuple(waiting)
        else:
            for flow in waiting:
                yield (flow,)

    def _reaching(self, gateway: str) -> dict[int, set[int]]:
        """By flow, the flows into a gateway that a token on it can come to without passing it."""
        found: dict[int, set[int]] = {}
        for begin in range(len(self._target)):
            known, queue = {begin}, deque([begin])
            while queue:
                target = self._target[queue.popleft()]
                if target == gateway:
                    continue
                for flow in self._model.out_of[target]:
                    if flow not in known:
                        known.add(flow)
                        queue.append(flow)
            found[begin] = {flow for flow in known if self._target[flow] == gateway}
        return found


def _without(marking: Marking, taken: tuple[int, ...]) -> Marking:
    rest = list(marking)
    for flow in taken:
        rest.remove(flow)
    return tuple(rest)


def _with(marking: Marking, more: tuple[int, ...]) -> Marking:
    return tuple(sorted((*marking, *more)))


def _choices(out: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if len(out) > MOST_WAYS:
        raise RefusedLogError("model_inclusive", most=MOST_WAYS)
    for size in range(1, len(out) + 1):
        yield from combinations(out, size)
