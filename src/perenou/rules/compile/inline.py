"""A norm's function as one expression, so that it stands in the loop itself."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence


def expression(tree: ast.FunctionDef, given: Mapping[str, str]) -> str | None:
    """What a function gives, its arguments put in; None where it keeps something in between.

    Args:
        given: by argument, the expression that it is called with.
    """
    made = _expression(tree.body)
    if made is None:
        return None
    arguments = {name: ast.parse(text, mode="eval").body for name, text in given.items()}
    return f"({ast.unparse(_Given(arguments).visit(ast.parse(ast.unparse(made), mode='eval').body))})"


def _expression(body: Sequence[ast.stmt]) -> ast.expr | None:
    if not body:
        return None
    first, rest = body[0], body[1:]
    match first:
        case ast.Return(value):
            return value
        case ast.If():
            chosen = _expression([*first.body, *rest])
            other = _expression([*first.orelse, *rest])
            if chosen is None or other is None:
                return None
            return ast.IfExp(first.test, chosen, other)
        case ast.Pass():
            return _expression(rest)
    return None


class _Given(ast.NodeTransformer):
    def __init__(self, arguments: Mapping[str, ast.expr]) -> None:
        self._arguments = arguments

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(node.func, [self.visit(each) for each in node.args], [])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._arguments.get(node.id, node)
