"""A process model read from BPMN 2.0: tasks, gateways, events and the flows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from perenou.acts.read.errors import RefusedDocumentError
from perenou.acts.read.xml_tree import Element, parse
from perenou.process.errors import RefusedLogError

Kind = Literal["task", "event", "start", "end", "terminate", "exclusive", "parallel", "inclusive"]

_KINDS: Final[Mapping[str, Kind]] = {
    "task": "task", "userTask": "task", "serviceTask": "task", "manualTask": "task",
    "sendTask": "task", "receiveTask": "task", "scriptTask": "task", "businessRuleTask": "task",
    "startEvent": "start", "endEvent": "end", "intermediateCatchEvent": "event",
    "intermediateThrowEvent": "event", "exclusiveGateway": "exclusive",
    "eventBasedGateway": "exclusive", "parallelGateway": "parallel",
    "inclusiveGateway": "inclusive",
}  # fmt: skip
"""What is understood. An event-based gateway chooses one way as an exclusive one does."""

_SILENT: Final = frozenset(
    {"sequenceFlow", "laneSet", "documentation", "extensionElements", "textAnnotation",
     "association", "dataObject", "dataObjectReference", "dataStoreReference", "group", "property",
     "ioSpecification", "auditing", "monitoring", "category"}
)  # fmt: skip
"""What says nothing of the order of steps and is left without a word."""

MOST_NODES: Final = 500


@dataclass(frozen=True, slots=True)
class Node:
    """A step, gateway or event; ``name`` is empty where the model gives none."""

    key: str
    kind: Kind
    name: str


@dataclass(frozen=True)
class Model:
    """A model.

    Attributes:
        flows: pairs of node keys. not_understood: kinds of elements that the model has and that are
            left out, with how many.
    """

    name: str
    nodes: Mapping[str, Node]
    flows: tuple[tuple[str, str], ...]
    not_understood: tuple[tuple[str, int], ...] = ()

    @cached_property
    def into(self) -> Mapping[str, tuple[int, ...]]:
        """By node, the numbers of the flows that lead to it."""
        return {key: tuple(at for at, (_, to) in enumerate(self.flows) if to == key)
                for key in self.nodes}  # fmt: skip

    @cached_property
    def out_of(self) -> Mapping[str, tuple[int, ...]]:
        """By node, the numbers of the flows that leave it."""
        return {key: tuple(at for at, (start, _) in enumerate(self.flows) if start == key)
                for key in self.nodes}  # fmt: skip

    @property
    def steps(self) -> tuple[str, ...]:
        """Names of the tasks and of named events between start and end, each once."""
        return tuple(
            dict.fromkeys(
                n.name for n in self.nodes.values() if n.name and n.kind in ("task", "event")
            )
        )

    @property
    def named(self) -> tuple[str, ...]:
        """Names of the tasks and named events, each once, in the order of the file."""
        kinds = ("task", "event", "start", "end", "terminate")
        return tuple(
            dict.fromkeys(n.name for n in self.nodes.values() if n.name and n.kind in kinds)
        )


def read_model(content: bytes, name: str) -> Model:
    """The model of a BPMN file; of several processes the one with the most steps.

    Raises:
        RefusedLogError: no clean XML, no BPMN, a flow from or to something that is not understood,
            or no way from a start to an end.
    """
    try:
        root = parse(content, name)
    except RefusedDocumentError:
        raise RefusedLogError("no_model", name=name) from None
    processes = [each for each in root if _local(each) == "process"]
    if _local(root) != "definitions" or not processes:
        raise RefusedLogError("no_model", name=name)
    found = max((_process(each, name) for each in processes), key=lambda model: len(model.nodes))
    others = len(processes) - 1
    left = (*found.not_understood, *((("process", others),) if others else ()))
    model = Model(found.name, found.nodes, found.flows, left)
    _check(model, name)
    return model


def _process(process: Element, name: str) -> Model:
    nodes: dict[str, Node] = {}
    left: dict[str, int] = {}
    strange: dict[str, str] = {}
    flows = []
    for each in process:
        tag, key = _local(each), each.get("id", "")
        kind = _KINDS.get(tag)
        if kind is not None:
            if kind == "end" and any(_local(c) == "terminateEventDefinition" for c in each):
                kind = "terminate"
            nodes[key] = Node(key, kind, " ".join(each.get("name", "").split()))
        elif tag == "sequenceFlow":
            flows.append((each.get("sourceRef", ""), each.get("targetRef", "")))
        elif tag not in _SILENT:
            left[tag] = left.get(tag, 0) + 1
            strange[key] = tag
    for end in (end for flow in flows for end in flow):
        if end not in nodes:
            raise RefusedLogError("model_element", name=name, what=strange.get(end, end))
    if len(nodes) > MOST_NODES:
        raise RefusedLogError("model_large", most=MOST_NODES)
    title = process.get("name") or name
    return Model(title, nodes, tuple(flows), tuple(sorted(left.items())))


def _check(model: Model, name: str) -> None:
    kinds = {node.kind for node in model.nodes.values()}
    if "start" not in kinds or not kinds & {"end", "terminate"} or "task" not in kinds:
        raise RefusedLogError("no_model", name=name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
