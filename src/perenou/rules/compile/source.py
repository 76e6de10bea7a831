"""Norms and calendar functions as syntax trees over whole numbers, with what they call."""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from types import FunctionType
from typing import Any, Final

from perenou.rules.compile.errors import NotCompiledError

KNOWN: Final[dict[str, Callable[..., Any]]] = {"min": min, "max": max}
"""What Python itself brings along and a norm may call."""


class Functions:
    """The functions of one program, each under a name of its own.

    Attributes:
        called: by name, the Python function, to be called with what is known beforehand.
    """

    def __init__(self) -> None:
        self.called: dict[str, Callable[..., Any]] = dict(KNOWN)
        self._names: dict[FunctionType, str] = {}
        self._trees: dict[FunctionType, ast.FunctionDef] = {}

    def tree(self, function: Callable[..., Any]) -> ast.FunctionDef:
        """A function without labels, types and words, its constants put in.

        Raises:
            NotCompiledError: it uses something that is neither a number, an enumeration nor a
                function of numbers.
        """
        bare = _bare(function)
        found = self._trees.get(bare)
        if found is None:
            written = ast.parse(_source(bare)).body[0]
            if not isinstance(written, ast.FunctionDef):
                raise NotCompiledError(bare.__name__, "no_function")
            found = self._trees[bare] = self._stripped(written, bare)
        return found

    def name_of(self, function: Callable[..., Any]) -> str:
        """The name of a function that norms call."""
        bare = _bare(function)
        if bare not in self._names:
            taken = bare.__name__
            while taken in self.called:
                taken += "_"
            self._names[bare] = taken
            self.called[taken] = function
        return self._names[bare]

    def named(self, name: str) -> ast.FunctionDef:
        """The tree of a function by the name that it is called by here, and called so."""
        tree = self.tree(self.called[name])
        return ast.FunctionDef(name, tree.args, tree.body, [])

    def _stripped(self, tree: ast.FunctionDef, function: FunctionType) -> ast.FunctionDef:
        arguments = tree.args
        if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or arguments.defaults:
            raise NotCompiledError(function.__name__, "arguments")
        own = {each.arg for each in arguments.args}
        own |= {
            each.id
            for each in ast.walk(tree)
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
        }
        body = tree.body
        if ast.get_docstring(tree) is not None:
            body = body[1:]
        inlined = _Inlined(self, function, frozenset(own))
        names = [ast.arg(each.arg) for each in arguments.args]
        return ast.FunctionDef(
            function.__name__,
            ast.arguments([], names, None, [], [], None, []),
            [inlined.visit(each) for each in body],
            [],
        )


class _Inlined(ast.NodeTransformer):
    """Puts what a function's module knows into its tree."""

    def __init__(self, functions: Functions, function: FunctionType, own: frozenset[str]) -> None:
        self._functions = functions
        self._function = function
        self._own = own

    def _global(self, name: str) -> Any:
        missing = object()
        found = self._function.__globals__.get(name, missing)
        return getattr(builtins, name, None) if found is missing else found

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._own:
            return node
        found = self._global(node.id)
        if isinstance(found, int):
            return ast.Constant(bool(found) if isinstance(found, bool) else int(found))
        if found is KNOWN.get(node.id):
            return node
        if isinstance(found, FunctionType):
            return ast.Name(self._functions.name_of(found), ast.Load())
        raise NotCompiledError(self._function.__name__, "no_number", node.id)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        holder = self._global(node.value.id) if isinstance(node.value, ast.Name) else None
        member = getattr(holder, node.attr, None)
        if isinstance(member, IntEnum):
            return ast.Constant(int(member))
        raise NotCompiledError(self._function.__name__, "no_number", ast.unparse(node))


@cache
def _source(function: FunctionType) -> str:
    """The text of a function; to find it in its file takes longer than all else of a tree."""
    return textwrap.dedent(inspect.getsource(function))


def _bare(function: Callable[..., Any]) -> FunctionType:
    found = inspect.unwrap(function)
    if not isinstance(found, FunctionType):
        raise NotCompiledError(repr(function), "no_function")
    return found
