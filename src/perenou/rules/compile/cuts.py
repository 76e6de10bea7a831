"""The passing day in machine code: where a comparison with it turns, the piece of time ends.

``cut`` is an array of one day: up to it, not included, everything that was looked at stays so.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, Final

from perenou.rules.calendar import month_start, next_month_start
from perenou.rules.compile.fold import MIRRORED, Passing
from perenou.rules.types import Day

CUT: Final = "cut"
DAY: Final = "first_day_of_piece"
TOTAL: Final = "total_so_far"
"""What grows by the same number, which is not below nought, on each day of a piece."""


def today_reaches(day: Day, bound: Day, cut: Any) -> bool:
    """Whether a day is at least another."""
    if day >= bound:
        return True
    if bound < cut[0]:
        cut[0] = bound
    return False


def month_reaches(first: Day, bound: Day, cut: Any) -> bool:
    """Whether the first day of the passing month is at least some day."""
    if first >= bound:
        return True
    turn = month_start(bound)
    if turn < bound:
        turn = next_month_start(bound)
    if turn < cut[0]:
        cut[0] = turn
    return False


def next_month_reaches(first: Day, bound: Day, cut: Any) -> bool:
    """Whether the first day of the month after the passing one is at least some day."""
    if first >= bound:
        return True
    turn = month_start(bound - 1)
    if turn < cut[0]:
        cut[0] = turn
    return False


def today_exactly(day: Day, cut: Any) -> Day:
    """The passing day itself, which holds for one day only."""
    if day + 1 < cut[0]:
        cut[0] = day + 1
    return day


def month_exactly(first: Day, cut: Any) -> Day:
    """The first day of the passing month, for the rest of it."""
    turn = next_month_start(first)
    if turn < cut[0]:
        cut[0] = turn
    return first


def next_month_exactly(first: Day, cut: Any) -> Day:
    """The first day of the next month, for the rest of the passing one."""
    if first < cut[0]:
        cut[0] = first
    return first


def total_reaches(base: int, daily: int, day: Day, bound: int, cut: Any) -> bool:
    """Whether a total that is ``base`` on a day is at least some number."""
    if base >= bound:
        return True
    if daily > 0:
        turn = day + (bound - base + daily - 1) // daily
        if turn < cut[0]:
            cut[0] = turn
    return False


def total_exactly(base: int, daily: int, day: Day, cut: Any) -> int:
    """The total itself, which holds for one day only while it grows."""
    if daily > 0 and day + 1 < cut[0]:
        cut[0] = day + 1
    return base


REACHES: Final[dict[str, Callable[..., bool]]] = {
    "today": today_reaches,
    "month_first_day": month_reaches,
    "next_month_first_day": next_month_reaches,
    TOTAL: total_reaches,
}
EXACTLY: Final[dict[str, Callable[..., int]]] = {
    "today": today_exactly,
    "month_first_day": month_exactly,
    "next_month_first_day": next_month_exactly,
    TOTAL: total_exactly,
}


def passing(name: str, begin: Day, after: Day) -> Passing:
    """What passes, by its name, over the days [begin, after)."""
    if name == "today":
        return Passing(begin, after - 1, lambda bound: bound)
    if name == "month_first_day":
        return Passing(
            month_start(begin), month_start(after - 1),
            lambda bound: bound if month_start(bound) == bound else next_month_start(bound),
        )  # fmt: skip
    return Passing(
        next_month_start(begin), next_month_start(after - 1),
        lambda bound: month_start(bound - 1),
    )  # fmt: skip


def cutting(tree: ast.FunctionDef, moving: Mapping[str, str]) -> ast.FunctionDef:
    """A function that also cuts the piece of time wherever what passes turns an answer.

    Args:
        moving: by argument, what passes: ``today``, ``month_first_day``, ``next_month_first_day``
            or a total; of a total, the argument's name and ``_daily`` is what it grows by.
    """
    read = [each.arg for each in tree.args.args if each.arg in moving]
    if not read:
        return tree
    body = [_Cutting(moving).visit(each) for each in tree.body]
    growing = [f"{each}_daily" for each in read if moving[each] == TOTAL]
    more = [*growing, DAY, CUT] if growing else [CUT]
    names = [*tree.args.args, *(ast.arg(each) for each in more)]
    arguments = ast.arguments([], names, None, [], [], None, [])
    return ast.FunctionDef(tree.name, arguments, body, [])


class _Cutting(ast.NodeTransformer):
    def __init__(self, moving: Mapping[str, str]) -> None:
        self._moving = moving

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        left, op, right = node.left, node.ops[0], node.comparators[0]
        if self._is_moving(right) and not self._has_moving(left):
            left, op, right = right, MIRRORED[type(op)](), left
        if not self._is_moving(left) or self._has_moving(right):
            return self.generic_visit(node)  # type: ignore[return-value]
        more = ast.BinOp(right, ast.Add(), ast.Constant(1))
        match op:
            case ast.GtE():
                return self._reaches(left, right)
            case ast.Gt():
                return self._reaches(left, more)
            case ast.Lt():
                return _not(self._reaches(left, right))
            case ast.LtE():
                return _not(self._reaches(left, more))
        is_it = ast.BoolOp(ast.And(), [self._reaches(left, right), _not(self._reaches(left, more))])
        return is_it if isinstance(op, ast.Eq) else _not(is_it)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id not in self._moving:
            return node
        called = EXACTLY[self._moving[node.id]].__name__
        return ast.Call(ast.Name(called, ast.Load()), [*self._told(node), _CUT], [])

    def _told(self, node: ast.Name) -> list[ast.expr]:
        """What passes, with what else must be told of it."""
        if self._moving[node.id] != TOTAL:
            return [node]
        return [node, *(ast.Name(each, ast.Load()) for each in (f"{node.id}_daily", DAY))]

    def _reaches(self, left: ast.expr, right: ast.expr) -> ast.expr:
        if not isinstance(left, ast.Name):
            raise TypeError(ast.unparse(left))
        called = REACHES[self._moving[left.id]].__name__
        return ast.Call(ast.Name(called, ast.Load()), [*self._told(left), right, _CUT], [])

    def _is_moving(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Name) and node.id in self._moving

    def _has_moving(self, node: ast.expr) -> bool:
        return any(isinstance(each, ast.expr) and self._is_moving(each) for each in ast.walk(node))


_CUT: Final = ast.Name(CUT, ast.Load())


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)
