"""Folding a function over what is known of its arguments: what decides nothing falls away."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from perenou.rules.types import Day

_COMPARED: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_COUNTED: Final[dict[type[ast.operator], Callable[[Any, Any], int]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
MIRRORED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}


@dataclass(frozen=True, slots=True)
class Passing:
    """An argument that passes with time.

    Attributes:
        first, last: its least and greatest value on the days in question.
        turn: the first day on which it is at least some value.
    """

    first: int
    last: int
    turn: Callable[[int], Day]


class Turns(Exception):  # noqa: N818  # carries control, is no error
    """Something known turns within the days in question: they are to be cut.

    Attributes:
        day: the first day on which it is otherwise.
    """

    def __init__(self, day: Day) -> None:
        super().__init__(day)
        self.day = day


def folded(
    tree: ast.FunctionDef,
    known: Mapping[str, int | bool],
    passing: Mapping[str, Passing],
    called: Mapping[str, Callable[..., Any]],
    most: Mapping[str, int] = MappingProxyType({}),
) -> ast.FunctionDef:
    """A function of those arguments only that still decide something.

    Args:
        known: arguments with one value. passing: arguments that pass with time.
        called: the functions that can be called, by name.
        most: what some arguments, which are never below nought, are at most.

    Raises:
        Turns: an argument that passes turns a comparison with something known.
    """
    written = [
        each.id
        for each in ast.walk(tree)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    ]
    at_top = {
        each.targets[0].id
        for each in tree.body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    }
    once = {name for name in at_top if written.count(name) == 1}
    body = _plain(_Folding(dict(known), passing, called, once, most).statements(tree.body))
    read = {each.id for part in body for each in ast.walk(part) if isinstance(each, ast.Name)}
    kept = [ast.arg(each.arg) for each in tree.args.args if each.arg in read]
    arguments = ast.arguments([], kept, None, [], [], None, [])
    return ast.FunctionDef(tree.name, arguments, body, [])


def _plain(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements without tests at their end that decide nothing, as both ways give the same."""
    *before, last = body
    if isinstance(last, ast.If) and last.body and last.orelse:
        one, other = _plain(last.body), _plain(last.orelse)
        if _is_alike(one, other):
            return _plain([*before, *one])
        return [*before, ast.If(last.test, one, other)]
    while before and isinstance(last, ast.Return) and _gives_alike(before[-1], last):
        before.pop()
    return [*before, last]


def _gives_alike(statement: ast.stmt, last: ast.Return) -> bool:
    """Whether a test leads to what follows it, or to the same there and then."""
    if not isinstance(statement, ast.If):
        return False
    branches = (statement.body, statement.orelse)
    return all(not branch or _is_alike(_plain(branch), [last]) for branch in branches)


def _is_alike(one: list[ast.stmt], other: list[ast.stmt]) -> bool:
    return [ast.dump(each) for each in one] == [ast.dump(each) for each in other]


def only_value(tree: ast.FunctionDef) -> int | bool | None:
    """What a function gives in any case; None where that hangs on something."""
    match tree.body:
        case [ast.Return(ast.Constant(value))] if isinstance(value, int):
            return value
    return None


class _Folding(ast.NodeTransformer):
    def __init__(
        self,
        known: dict[str, int | bool],
        passing: Mapping[str, Passing],
        called: Mapping[str, Callable[..., Any]],
        once: set[str],
        most: Mapping[str, int],
    ) -> None:
        self._most = most
        self._known = known
        self._passing = passing
        self._called = called
        self._once = once

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for each in body:
            match each:
                case ast.Return(value) if value is not None:
                    found.append(ast.Return(self.visit(value)))
                    return found
                case ast.If():
                    test = self.visit(each.test)
                    if isinstance(test, ast.Constant):
                        found += self.statements(each.body if test.value else each.orelse)
                        if found and _leaves(found[-1]):
                            return found
                        continue
                    chosen, other = self.statements(each.body), self.statements(each.orelse)
                    found.append(ast.If(test, chosen or [ast.Pass()], other))
                    if _leaves(found[-1]):
                        return found
                case ast.Assign([ast.Name(name)], value):
                    given = self.visit(value)
                    value_now = _number(given)
                    if value_now is not None and name in self._once:
                        self._known[name] = value_now
                    else:
                        found.append(ast.Assign([ast.Name(name, ast.Store())], given, lineno=0))
                case _:
                    raise TypeError(f"a norm is written with {type(each).__name__}")
        return found

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._known:
            return _constant(self._known[node.id])
        return ast.Name(node.id, ast.Load())

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        decides = isinstance(node.op, ast.Or)  # the truth value that ends it
        left: list[ast.expr] = []
        parts = [self.visit(each) for each in node.values]
        for part in parts:
            if not isinstance(part, ast.Constant):
                left.append(part)
            elif bool(part.value) is decides:
                return ast.Constant(decides)
        if not left:
            return ast.Constant(not decides)
        return left[0] if len(left) == 1 else ast.BoolOp(node.op, left)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        part = self.visit(node.operand)
        value = _number(part)
        if value is not None:
            return ast.Constant(not value if isinstance(node.op, ast.Not) else -value)
        return ast.UnaryOp(node.op, part)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
            with suppress(ZeroDivisionError):  # which is of a case that does not come to be
                return ast.Constant(_COUNTED[type(node.op)](left.value, right.value))
        return ast.BinOp(left, node.op, right)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        test = self.visit(node.test)
        if isinstance(test, ast.Constant):
            return self.visit(node.body if test.value else node.orelse)  # type: ignore[no-any-return]
        return ast.IfExp(test, self.visit(node.body), self.visit(node.orelse))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        given = [self.visit(each) for each in node.args]
        if not isinstance(node.func, ast.Name):
            raise TypeError(f"a norm calls {ast.unparse(node.func)}")
        known = [each.value for each in given if isinstance(each, ast.Constant)]
        if len(known) == len(given):
            with suppress(ZeroDivisionError):
                return _constant(self._called[node.func.id](*known))
        return ast.Call(node.func, given, [])

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        sides = [self.visit(each) for each in (node.left, *node.comparators)]
        pairs = [self._compared(sides[at], op, sides[at + 1]) for at, op in enumerate(node.ops)]
        if len(pairs) == 1:
            return pairs[0]
        return self.visit_BoolOp(ast.BoolOp(ast.And(), pairs))

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> ast.expr:
        if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
            return ast.Constant(_COMPARED[type(op)](left.value, right.value))
        if isinstance(right, ast.Name) and right.id in self._passing:
            if isinstance(left, ast.Constant):
                return self._compared(right, MIRRORED[type(op)](), left)
        if isinstance(left, ast.Name) and left.id in self._passing:
            bound = _number(right)
            if bound is not None:
                return ast.Constant(_decided(self._passing[left.id], op, bound))
        if isinstance(left, ast.Name) and left.id in self._most:
            bound = _number(right)
            if bound is not None:
                ends = {_COMPARED[type(op)](each, bound) for each in (0, self._most[left.id])}
                is_between = 0 <= bound <= self._most[left.id]
                if len(ends) == 1 and not (is_between and isinstance(op, ast.Eq | ast.NotEq)):
                    return ast.Constant(ends.pop())
        return ast.Compare(left, [op], [right])


def _decided(passing: Passing, op: ast.cmpop, bound: int) -> bool:
    """A comparison of what passes with something known.

    Raises:
        Turns: it is one way on some days and another way on others.
    """
    match op:
        case ast.GtE():
            return _reaches(passing, bound)
        case ast.Gt():
            return _reaches(passing, bound + 1)
        case ast.Lt():
            return not _reaches(passing, bound)
        case ast.LtE():
            return not _reaches(passing, bound + 1)
        case ast.Eq():
            return _reaches(passing, bound) and not _reaches(passing, bound + 1)
    return not (_reaches(passing, bound) and not _reaches(passing, bound + 1))


def _reaches(passing: Passing, bound: int) -> bool:
    if passing.first >= bound:
        return True
    if passing.last < bound:
        return False
    raise Turns(passing.turn(bound))


def _number(node: ast.expr) -> int | bool | None:
    """The number that an expression is; None where it is more."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    return None


def _constant(value: int | bool) -> ast.Constant:
    """A number as it is written; a member of an enumeration is one, too."""
    return ast.Constant(value if isinstance(value, bool) else int(value))


def _leaves(statement: ast.stmt) -> bool:
    """Whether nothing that follows a statement is ever reached."""
    if isinstance(statement, ast.If):
        branches = (statement.body, statement.orelse)
        return all(branch and _leaves(branch[-1]) for branch in branches)
    return isinstance(statement, ast.Return)
