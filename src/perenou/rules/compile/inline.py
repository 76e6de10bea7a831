"""A norm's function as one expression, so that it stands in the loop itself.

What it looks at only sometimes is then looked at only then, as by the solver.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy


def expression(tree: ast.FunctionDef, given: Mapping[str, str]) -> str:
    """What a function gives, its arguments put in.

    Args:
        given: by argument, the expression that it is called with.
    """
    arguments = {name: ast.parse(text, mode="eval").body for name, text in given.items()}
    return f"({ast.unparse(_expression(tree.body, arguments))})"


def put_in(texts: Mapping[str, str], kept: Collection[str]) -> dict[str, str]:
    """Expressions by their variables; what is read in one place only stands there itself.

    Args:
        texts: each after those that it reads. kept: variables that are read elsewhere, too.
    """
    found = dict(texts)
    for variable in texts:
        if variable not in kept:
            pattern = re.compile(rf"\b{variable}\b")
            readers = [other for other, text in found.items() for _ in pattern.findall(text)]
            if len(readers) == 1:
                there = f"({found.pop(variable)})".replace("\\", r"\\")
                found[readers[0]] = pattern.sub(there, found[readers[0]])
    return found


def _expression(body: Sequence[ast.stmt], given: Mapping[str, ast.expr]) -> ast.expr:
    first, rest = body[0], body[1:]
    match first:
        case ast.Return(value) if value is not None:
            return _put(value, given)
        case ast.If(test, chosen, otherwise):
            return ast.IfExp(
                _put(test, given),
                _expression([*chosen, *rest], given),
                _expression([*otherwise, *rest], given),
            )
        case ast.Assign([ast.Name(name)], value):
            return _expression(rest, {**given, name: _put(value, given)})
        case ast.Pass():
            return _expression(rest, given)
    raise TypeError(f"a norm is written with {type(first).__name__}")


def _put(value: ast.expr, given: Mapping[str, ast.expr]) -> ast.expr:
    found: ast.expr = _Given(given).visit(deepcopy(value))
    return found


class _Given(ast.NodeTransformer):
    def __init__(self, arguments: Mapping[str, ast.expr]) -> None:
        self._arguments = arguments

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(node.func, [self.visit(each) for each in node.args], [])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._arguments.get(node.id, node)
