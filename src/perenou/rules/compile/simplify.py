"""Shorter ways to the same value: past what only passes on, and without whom nobody asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from perenou.rules.compile.nodes import (
    AcrossRows,
    Column,
    Constant,
    Graph,
    Input,
    Norm,
    ThroughTime,
    Version,
)
from perenou.rules.types import NOBODY


def simplify(graph: Graph) -> None:
    """Let names rest on what others only pass on, and on whether anybody is picked, not on whom."""
    for name, node in [*graph.nodes.items()]:
        if isinstance(node, Norm):
            versions = (_with_anybody(graph, version) for version in node.versions)
            graph.nodes[name] = replace(
                node,
                versions=tuple(
                    replace(each, inputs=tuple(_passed_on(graph, given) for given in each.inputs))
                    for each in versions
                ),
            )
        elif isinstance(node, ThroughTime) and not isinstance(graph.nodes[node.of], Constant):
            way = graph.way(node.node.unit, node.of)
            given = _passed_on(graph, Input("", node.of, way, is_truth=False))
            if graph.way(node.node.unit, given.name) == given.way:
                graph.nodes[name] = replace(node, of=given.name)
    order = [*graph.nodes]
    graph.nodes = {name: graph.nodes[name] for name in _in_order(graph, order)}


def _in_order(graph: Graph, names: Iterable[str]) -> list[str]:
    """Names, each after those that it rests on, but for totals, which rest on the past only."""
    found: dict[str, bool] = {}

    def visit(name: str) -> None:
        if name not in found:
            found[name] = False
            node = graph.nodes[name]
            if not isinstance(node, Constant | Column) and not graph.is_total(name):
                for each in node.rests_on:
                    visit(each)
            found[name] = found.pop(name)

    for name in names:
        visit(name)
    return [*found]


def _with_anybody(graph: Graph, version: Version) -> Version:
    """A version that asks whether anybody is picked, where that is all that it looks at."""
    inputs = []
    tree = version.tree
    for each in version.inputs:
        node = graph.nodes[each.name]
        if isinstance(node, AcrossRows) and node.node.kind == "pick" and node.node.among:
            asking = _Anybody(each.parameter)
            changed = asking.visit(deepcopy(tree))
            if not asking.looks_at_whom:
                tree = changed
                name = f"anybody of {each.name}"
                across = replace(node.node, name=name, kind="any", of="", own="", gives="bool")
                graph.nodes[name] = AcrossRows(name, node.unit, across, (across.among,))
                inputs.append(replace(each, name=name, is_truth=True))
                continue
        inputs.append(each)
    return replace(version, tree=tree, inputs=tuple(inputs))


class _Anybody(ast.NodeTransformer):
    """Puts a truth value in place of comparisons of somebody's row with that of nobody."""

    def __init__(self, parameter: str) -> None:
        self._parameter = parameter
        self.looks_at_whom = False

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        match node:
            case ast.Compare(ast.Name(name), [op], [ast.Constant(value)]) if (
                name == self._parameter and value == NOBODY and isinstance(op, ast.Eq | ast.NotEq)
            ):
                held = ast.Name(name, ast.Load())
                return held if isinstance(op, ast.NotEq) else ast.UnaryOp(ast.Not(), held)
        return self.generic_visit(node)  # type: ignore[return-value]

    def visit_Name(self, node: ast.Name) -> ast.Name:
        self.looks_at_whom = self.looks_at_whom or node.id == self._parameter
        return node


def _passed_on(graph: Graph, given: Input) -> Input:
    """The argument that a norm passes on, if that is all that it does."""
    node = graph.nodes[given.name]
    while isinstance(node, Norm) and len(node.versions) == 1:
        version = node.versions[0]
        match version.tree.body, version.inputs:
            case [ast.Return(ast.Name())], [inner] if not version.moving and not version.totals:
                given = replace(given, name=inner.name, way=(*given.way, *inner.way))
            case _:
                return given
        node = graph.nodes[given.name]
    return given
