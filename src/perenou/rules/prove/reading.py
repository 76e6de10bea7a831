"""A norm's function run on terms: its text is followed, both ways where a test is not known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from perenou.rules import calendar
from perenou.rules.compile import cuts
from perenou.rules.compile.source import Functions
from perenou.rules.prove import terms
from perenou.rules.prove.errors import NotProvableError
from perenou.rules.prove.months import Months
from perenou.rules.prove.terms import (
    Term,
    both,
    chosen,
    compared,
    either,
    minus,
    negation,
    plus,
    truth,
)
from perenou.rules.types import Day

Ask: TypeAlias = Callable[[str], Term]
"""Gives the value of an argument; asked only for what is looked at."""

_OPS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_COUNTED: Final[dict[type[ast.operator], Callable[[Term, Term], Term]]] = {
    ast.Add: plus,
    ast.Sub: minus,
    ast.Mult: terms.times,
    ast.FloorDiv: terms.quotient,
    ast.Mod: terms.remainder,
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way through a function.

    Attributes:
        line: of its ``return``, counted from the function's own first line. test: whether it is
            the way taken. value: what it gives.
    """

    line: int
    test: Term
    value: Term


class Reading:
    """Runs functions on terms.

    Attributes:
        turns: while it is a list, the days on which something that looks at the passing day turns
            are added to it.
    """

    def __init__(self, functions: Functions, months: Months, month_starts: Sequence[Day]) -> None:
        self.months = months
        self._month_starts = month_starts
        self.turns: list[Term] | None = None
        self._functions = functions
        own: dict[Callable[..., object], Callable[..., Term]] = {
            calendar.month_of: months.month_of,
            calendar.first_day_of: months.first_day_of,
            calendar.year_of: months.year_of,
            calendar.day_number: months.day_number,
            cuts.today_reaches: self._today_reaches,
            cuts.month_reaches: self._month_reaches,
            cuts.next_month_reaches: self._next_month_reaches,
            cuts.today_exactly: self._today_exactly,
            cuts.month_exactly: self._month_exactly,
            cuts.next_month_exactly: self._month_exactly,
        }
        self._own: dict[str, Callable[..., Term]] = {
            functions.name_of(each): term for each, term in own.items()
        }
        self._own |= {"min": terms.least, "max": terms.greatest}

    def value(self, tree: ast.FunctionDef, ask: Ask) -> Term:
        """What a function gives."""
        return self._body(tree.body, ask, {})

    def ways(self, tree: ast.FunctionDef, ask: Ask) -> list[Way]:
        """Every way through a function's statements, with what it gives there."""
        found: list[Way] = []
        self._ways(tree.body, ask, {}, True, found)
        return found

    def _ways(
        self,
        body: Sequence[ast.stmt],
        ask: Ask,
        local: Mapping[str, Term],
        test: Term,
        found: list[Way],
    ) -> None:
        first, rest = body[0], body[1:]
        match first:
            case ast.Return(value) if value is not None:
                found.append(Way(first.lineno, test, self._expression(value, ask, local)))
            case ast.If(condition, yes, no):
                decided = truth(self._expression(condition, ask, local))
                self._ways([*yes, *rest], ask, local, both(test, decided), found)
                self._ways([*no, *rest], ask, local, both(test, negation(decided)), found)
            case ast.Assign([ast.Name(name)], value):
                given = self._expression(value, ask, local)
                self._ways(rest, ask, {**local, name: given}, test, found)
            case _:
                raise TypeError(f"a norm is written with {type(first).__name__}")

    def _body(self, body: Sequence[ast.stmt], ask: Ask, local: Mapping[str, Term]) -> Term:
        first, rest = body[0], body[1:]
        match first:
            case ast.Return(value) if value is not None:
                return self._expression(value, ask, local)
            case ast.If(test, yes, no):
                decided = truth(self._expression(test, ask, local))
                if isinstance(decided, bool):
                    return self._body([*(yes if decided else no), *rest], ask, local)
                return chosen(
                    decided,
                    self._body([*yes, *rest], ask, local),
                    self._body([*no, *rest], ask, local),
                )
            case ast.Assign([ast.Name(name)], value):
                given = self._expression(value, ask, local)
                return self._body(rest, ask, {**local, name: given})
            case ast.Pass():
                return self._body(rest, ask, local)
        raise TypeError(f"a norm is written with {type(first).__name__}")

    def _expression(self, node: ast.expr, ask: Ask, local: Mapping[str, Term]) -> Term:
        match node:
            case ast.Constant(value) if isinstance(value, int):
                return value
            case ast.Name(name):
                return local[name] if name in local else ask(name)
            case ast.BoolOp(op, values):
                return self._bool(isinstance(op, ast.Or), values, ask, local)
            case ast.UnaryOp(ast.Not(), operand):
                return negation(truth(self._expression(operand, ask, local)))
            case ast.UnaryOp(ast.USub(), operand):
                return minus(0, self._expression(operand, ask, local))
            case ast.BinOp(left, op, right):
                one = self._expression(left, ask, local)
                return _COUNTED[type(op)](one, self._expression(right, ask, local))
            case ast.IfExp(test, yes, no):
                decided = truth(self._expression(test, ask, local))
                if isinstance(decided, bool):
                    return self._expression(yes if decided else no, ask, local)
                return chosen(
                    decided, self._expression(yes, ask, local), self._expression(no, ask, local)
                )
            case ast.Compare(left, ops, others):
                sides = [self._expression(each, ask, local) for each in (left, *others)]
                return both(
                    *(compared(_OPS[type(op)], sides[i], sides[i + 1]) for i, op in enumerate(ops))
                )
            case ast.Call(ast.Name(name), arguments):
                return self._called(name, arguments, ask, local)
        raise TypeError(f"a norm is written with {ast.unparse(node)}")

    def _bool(
        self, ends_with: bool, values: Sequence[ast.expr], ask: Ask, local: Mapping[str, Term]
    ) -> Term:
        left: list[Term] = []
        for each in values:
            part = truth(self._expression(each, ask, local))
            if part is ends_with:
                return ends_with
            left.append(part)
        return either(*left) if ends_with else both(*left)

    def _called(
        self, name: str, arguments: Sequence[ast.expr], ask: Ask, local: Mapping[str, Term]
    ) -> Term:
        given = [
            self._expression(each, ask, local)
            for each in arguments
            if not (isinstance(each, ast.Name) and each.id == cuts.CUT)
        ]
        own = self._own.get(name)
        if own is not None:
            return own(*given)
        known = [each for each in given if isinstance(each, int)]
        if len(known) == len(given):
            found: int = self._functions.called[name](*known)
            return found
        tree = self._functions.named(name)
        names = [each.arg for each in tree.args.args]
        by_name = dict(zip(names, given, strict=True))
        return self._body(tree.body, by_name.__getitem__, {})

    # ------------------------------------------------------------------ the passing day

    def _turn(self, day: Term) -> None:
        if self.turns is not None:
            self.turns.append(day)

    def _today_reaches(self, day: Term, bound: Term) -> Term:
        self._turn(bound)
        return compared(">=", day, bound)

    def _month_reaches(self, first: Term, bound: Term) -> Term:
        # The first month's first day that is the bound or comes after it.
        if self.turns is not None:
            self._turn(self.months.next_month_start(plus(bound, -1)))
        return compared(">=", first, bound)

    def _next_month_reaches(self, first: Term, bound: Term) -> Term:
        if self.turns is not None:
            self._turn(self.months.month_start(plus(bound, -1)))
        return compared(">=", first, bound)

    def _month_exactly(self, day: Term) -> Term:
        if self.turns is not None:
            self.turns += self._month_starts
        return day

    def _today_exactly(self, day: Term) -> Term:
        if self.turns is not None:
            raise NotProvableError("today", "another answer on every day")
        return day
