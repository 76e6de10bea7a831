"""Whole numbers and truth values that are known, or hang on what is not.

The kinds of term, the plainest first: a known number; a ``Table`` of what hangs on one unknown
number alone, by each value that it may have; several conditions ``Joined``; a ``Choice`` of two
numbers; a term of the solver. What hangs on one number is thus computed outright, and the solver
decides only what hangs on several.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final, TypeAlias

import numpy as np
import z3
from numpy.typing import NDArray

from perenou.rules.prove.errors import NotProvableError

Array: TypeAlias = "NDArray[np.int64] | NDArray[np.bool_]"

MOST_LEAVES: Final = 64
"""The most numbers that a choice may be among before the solver is left to choose."""


@dataclass(frozen=True)
class Base:
    """An unknown number between bounds, both included."""

    name: str
    low: int
    high: int
    expressions: dict[bytes, z3.ExprRef] = field(default_factory=dict, compare=False, repr=False)
    """By what a table says: how the solver takes it."""

    @cached_property
    def variable(self) -> z3.ArithRef:
        """The number as the solver knows it."""
        return z3.Int(self.name)

    @property
    def bounds(self) -> list[z3.ExprRef]:
        """What holds of it."""
        return [self.variable >= self.low, self.variable <= self.high]

    @property
    def itself(self) -> Table:
        """The number as a term."""
        return Table(self, np.arange(self.low, self.high + 1, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Table:
    """What hangs on one unknown number alone.

    Attributes:
        values: by each value of the number from its least to its greatest.
    """

    base: Base
    values: Array

    @property
    def is_truth(self) -> bool:
        """Whether it is yes or no."""
        return self.values.dtype == np.bool_

    @cached_property
    def key(self) -> tuple[str, bytes]:
        """The same for tables that say the same."""
        digest = blake2b(
            self.values.tobytes(), digest_size=20, person=self.values.dtype.char.encode()
        )
        return self.base.name, digest.digest()

    @cached_property
    def expression(self) -> z3.ExprRef:
        """The table as the solver takes it: in runs, of each of which one thing holds."""
        known = self.base.expressions
        digest = self.key[1]
        if digest not in known:
            known[digest] = _of_truths(self) if self.is_truth else _of_numbers(self)
        return known[digest]


@dataclass(frozen=True, eq=False)
class Joined:
    """Several conditions: all of them (``is_any`` no) or any.

    Attributes:
        parts: at most one table for each number, and no other ``Joined`` of the same kind.
        denied: what it is the negation of, if it was made as such.
    """

    is_any: bool
    parts: tuple[Term, ...]
    denied: Joined | None = field(default=None, repr=False)

    @property
    def key(self) -> tuple[str, int]:
        """Its own only."""
        return "joined", id(self)

    @cached_property
    def expression(self) -> z3.ExprRef:
        """The conditions as the solver takes them."""
        if self.denied is not None:
            return z3.Not(self.denied.expression)
        # Without the library's look at the sorts of all parts, which takes longer than all else.
        joining = z3.Z3_mk_or if self.is_any else z3.Z3_mk_and
        parts = [as_expression(each) for each in self.parts]
        asts = (z3.Ast * len(parts))(*(each.as_ast() for each in parts))
        context = z3.main_ctx()
        return z3.BoolRef(joining(context.ref(), len(parts), asts), context)

    @cached_property
    def opposite(self) -> Joined:
        """The negation."""
        if self.denied is not None:
            return self.denied
        return Joined(not self.is_any, tuple(map(negation, self.parts)), self)


@dataclass(frozen=True, eq=False)
class Choice:
    """One of two numbers.

    Attributes:
        leaves: among how many it chooses in the end.
    """

    test: Term
    yes: Term
    no: Term
    leaves: int = field(default=2)

    @cached_property
    def key(self) -> tuple[object, object, object]:
        """The same for choices that say the same."""
        return key_of(self.test), key_of(self.yes), key_of(self.no)

    @cached_property
    def expression(self) -> z3.ExprRef:
        """The choice as the solver takes it."""
        return _if(self.test, self.yes, self.no)


Term: TypeAlias = "int | bool | Table | Joined | Choice | z3.ExprRef"
"""A number or truth value, known or not."""


def key_of(term: Term) -> object:
    """What tells a term from every other, of terms that are kept."""
    if isinstance(term, int):
        return int(term)
    return term.key if isinstance(term, Table | Joined | Choice) else ("", term.get_id())


def as_expression(term: Term) -> z3.ExprRef:
    """A term as the solver takes it."""
    if isinstance(term, bool):
        return z3.BoolVal(term)
    if isinstance(term, int):
        return z3.IntVal(term)
    return term.expression if isinstance(term, Table | Joined | Choice) else term


def _if(test: Term, yes: Term, no: Term) -> z3.ExprRef:
    parts = [as_expression(each) for each in (test, yes, no)]  # which must outlive their numbers
    context = z3.main_ctx()
    made = z3.Z3_mk_ite(context.ref(), *(each.as_ast() for each in parts))
    return z3.ArithRef(made, context)


def is_same(one: Term, two: Term) -> bool:
    """Whether two terms are written the same way."""
    if isinstance(one, int) or isinstance(two, int):
        return isinstance(one, int) and isinstance(two, int) and one == two
    return one is two or bool(as_expression(one).eq(as_expression(two)))


def is_truth(term: Term) -> bool:
    """Whether a term is yes or no."""
    if isinstance(term, int):
        return isinstance(term, bool)
    if isinstance(term, Table):
        return term.is_truth
    return isinstance(term, Joined) or (not isinstance(term, Choice) and bool(z3.is_bool(term)))


def truth(term: Term) -> Term:
    """A term as a condition: of a number whether it is not nought."""
    if isinstance(term, int):
        return bool(term)
    return term if is_truth(term) else compared("!=", term, 0)


def number(term: Term) -> Term:
    """A term as a number: of a truth value 1 or 0."""
    if isinstance(term, int):
        return int(term)
    if isinstance(term, Table):
        return Table(term.base, term.values.astype(np.int64)) if term.is_truth else term
    return Choice(term, 1, 0) if is_truth(term) else term


# ---------------------------------------------------------------------- truth values


def negation(term: Term) -> Term:
    """Not."""
    if isinstance(term, int):
        return not term
    if isinstance(term, Table):
        return Table(term.base, ~term.values)
    if isinstance(term, Joined):
        return term.opposite
    expression = as_expression(term)
    return expression.arg(0) if z3.is_not(expression) else z3.Not(expression)


def both(*terms: Term) -> Term:
    """And."""
    return _joined(terms, False)


def either(*terms: Term) -> Term:
    """Or."""
    return _joined(terms, True)


def _joined(terms: Sequence[Term], is_any: bool) -> Term:
    """Truth values together; ``is_any`` is also the one that decides alone."""
    tables: dict[str, Table] = {}
    left: dict[object, Term] = {}
    todo = [*terms]
    for each in todo:
        if isinstance(each, int):
            if bool(each) is is_any:
                return is_any
        elif isinstance(each, Table):
            other = tables.get(each.base.name)
            if other is not None:
                values = other.values | each.values if is_any else other.values & each.values
                each = Table(each.base, values)
            tables[each.base.name] = each
        elif isinstance(each, Joined) and each.is_any is is_any:
            todo += each.parts
        else:
            left[key_of(each)] = each
    parts: list[Term] = []
    for table in tables.values():
        plain = _plain(table)
        if plain is is_any:
            return is_any
        if not isinstance(plain, bool):
            parts.append(plain)
    parts += left.values()
    if not parts:
        return not is_any
    return parts[0] if len(parts) == 1 else Joined(is_any, tuple(parts))


def chosen(test: Term, yes: Term, no: Term) -> Term:
    """One of two terms of a kind."""
    if isinstance(test, int):
        return yes if test else no
    if key_of(yes) == key_of(no) and is_truth(yes) == is_truth(no):
        return yes
    if is_truth(yes) and is_truth(no):
        return either(both(test, yes), both(negation(test), no))
    yes, no = number(yes), number(no)
    base = _one_base((test, yes, no))
    if base is not None:
        arrays = [_array(each, base) for each in (test, yes, no)]
        return _plain(Table(base, np.where(*arrays)))
    leaves = _leaves(yes) + _leaves(no)
    if leaves <= MOST_LEAVES:
        return Choice(test, yes, no, leaves)
    return _if(test, yes, no)


# ---------------------------------------------------------------------- numbers


def compared(op: str, left: Term, right: Term) -> Term:
    """A comparison; ``op`` as Python writes it."""
    if is_truth(left) and is_truth(right) and op in ("==", "!="):
        same = either(both(left, right), both(negation(left), negation(right)))
        return same if op == "==" else negation(same)
    left, right = number(left), number(right)
    if key_of(left) == key_of(right):
        return op in ("==", "<=", ">=")
    return _applied(_COMPARED[op], left, right)


def plus(left: Term, right: Term) -> Term:
    """A sum."""
    return _applied(lambda a, b: a + b, number(left), number(right))


def minus(left: Term, right: Term) -> Term:
    """A difference."""
    return _applied(lambda a, b: a - b, number(left), number(right))


def times(left: Term, right: Term) -> Term:
    """A product."""
    return _applied(lambda a, b: a * b, number(left), number(right))


def quotient(left: Term, right: Term) -> Term:
    """A quotient rounded down, of a divisor that is above nought on the ways that matter.

    Raises:
        NotProvableError: the divisor hangs on several numbers at once.
    """
    return _applied(_quotient, number(left), number(right))


def remainder(left: Term, right: Term) -> Term:
    """What a quotient leaves over."""
    return minus(left, times(right, quotient(left, right)))


def _quotient(left: Any, right: Any) -> Any:
    if isinstance(right, z3.ExprRef):
        if not z3.is_int_value(right):
            raise NotProvableError("//", "divides by what hangs on several numbers")
        return left / right if right.as_long() > 0 else z3.IntVal(0)
    if isinstance(right, int) and isinstance(left, int):
        return left // right if right > 0 else 0
    # A norm divides by nothing else than what is above nought; other ways are never taken.
    return np.where(np.greater(right, 0), left // np.maximum(right, 1), 0)


def total(terms: Sequence[Term]) -> Term:
    """A sum of several."""
    known = sum(int(each) for each in terms if isinstance(each, int))
    tables: dict[str, Term] = {}
    left: list[Term] = []
    for each in map(number, terms):
        if isinstance(each, Table):
            other = tables.get(each.base.name, 0)
            tables[each.base.name] = plus(other, each)
        elif not isinstance(each, int):
            left.append(each)
    parts = [*tables.values(), *left]
    if len(parts) == 1:
        return plus(parts[0], known)
    return z3.Sum(*map(as_expression, parts), z3.IntVal(known)) if parts else known


def counted(tests: Sequence[Term]) -> Term:
    """How many of some conditions hold: a choice among the numbers, without adding any up."""
    at_least: list[Term] = [True]
    for test in tests:
        more = [both(each, test) for each in at_least]
        kept = [*at_least[1:], False]
        at_least = [True, *(either(one, two) for one, two in zip(kept, more, strict=True))]
    found: Term = 0
    for count, holds in enumerate(at_least[1:], 1):
        found = chosen(holds, count, found)
    return found


def least(left: Term, right: Term) -> Term:
    """The lesser of two."""
    return chosen(compared("<=", left, right), left, right)


def greatest(left: Term, right: Term) -> Term:
    """The greater of two."""
    return chosen(compared(">=", left, right), left, right)


def mapped(term: Term, of_array: Callable[[Array], Array]) -> Term | None:
    """A function of each number that a term may be; None where they are too many to go through."""
    if isinstance(term, int):
        return int(of_array(np.asarray([term], np.int64))[0])
    if isinstance(term, Table):
        return _plain(Table(term.base, of_array(term.values)))
    if isinstance(term, Choice):
        yes, no = mapped(term.yes, of_array), mapped(term.no, of_array)
        return None if yes is None or no is None else chosen(term.test, yes, no)
    return None


def spread(term: Term, function: Callable[[Term], Term]) -> Term:
    """A function of a term; of a choice, the choice of what it gives of either side."""
    if isinstance(term, Choice):
        return chosen(term.test, spread(term.yes, function), spread(term.no, function))
    return function(term)


_COMPARED: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def _applied(function: Callable[[Any, Any], Any], left: Term, right: Term) -> Term:
    """A function of two numbers."""
    if isinstance(left, int) and isinstance(right, int):
        known: int = function(left, right)
        return known
    base = _one_base((left, right))
    if base is not None:
        return _plain(Table(base, function(_array(left, base), _array(right, base))))
    if isinstance(left, Choice) and left.leaves * _leaves(right) <= MOST_LEAVES:
        return chosen(
            left.test, _applied(function, left.yes, right), _applied(function, left.no, right)
        )
    if isinstance(right, Choice) and right.leaves * _leaves(left) <= MOST_LEAVES:
        return chosen(
            right.test, _applied(function, left, right.yes), _applied(function, left, right.no)
        )
    found: z3.ExprRef = function(as_expression(left), as_expression(right))
    return found


# ---------------------------------------------------------------------- tables


def _one_base(terms: Sequence[Term]) -> Base | None:
    """The one number that some terms hang on, some of them as tables; None: on others, too."""
    found: Base | None = None
    for each in terms:
        if isinstance(each, Table):
            if found is not None and found.name != each.base.name:
                return None
            found = each.base
        elif not isinstance(each, int):
            return None
    return found


def _array(term: Term, base: Base) -> Array:
    if isinstance(term, Table):
        return term.values
    kind = np.bool_ if isinstance(term, bool) else np.int64
    return np.full(base.high - base.low + 1, term, dtype=kind)


def _plain(table: Table) -> Term:
    """A table; a plain number where it is the same throughout."""
    first = table.values[0]
    if (table.values == first).all():
        return bool(first) if table.is_truth else int(first)
    return table


def _leaves(term: Term) -> int:
    return term.leaves if isinstance(term, Choice) else 1


def _of_truths(table: Table) -> z3.ExprRef:
    edges = np.flatnonzero(np.diff(table.values)) + 1
    starts = [0, *edges.tolist()]
    ends = [*edges.tolist(), table.values.size]
    number, low, high = table.base.variable, table.base.low, table.base.high
    runs = []
    for start, end in zip(starts, ends, strict=True):
        if table.values[start]:
            first, last = low + start, low + end - 1
            sides = [number >= first] if first > low else []
            sides += [number <= last] if last < high else []
            runs.append(z3.And(*sides) if len(sides) != 1 else sides[0])
    return runs[0] if len(runs) == 1 else z3.Or(*runs)


def _of_numbers(table: Table) -> z3.ExprRef:
    """In runs of one value, or of one distance from the number."""
    values: NDArray[np.int64] = table.values.astype(np.int64)
    low = table.base.low
    number = table.base.variable
    steps = np.diff(values)
    found: list[tuple[int, z3.ExprRef]] = []
    at = 0
    while at < values.size:
        runs = []
        for step in (0, 1):
            other = np.flatnonzero(steps[at:] != step)
            runs.append(int(other[0]) + 1 if other.size else values.size - at)
        is_flat = runs[0] >= runs[1]
        size = max(runs)
        value = int(values[at])
        term = z3.IntVal(value) if is_flat else number + (value - (low + at))
        found.append((low + at + size - 1, term))
        at += size
    expression = found[-1][1]
    for last, term in reversed(found[:-1]):
        expression = z3.If(number <= last, term, expression)
    return expression
