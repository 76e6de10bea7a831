"""Whole numbers and truth values that are known or are terms of the solver.

What is known stays a plain number, so that a term holds only what is left to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import z3

from perenou.rules.prove.errors import NotProvableError

Term: TypeAlias = "int | bool | z3.ExprRef"
"""A number or truth value, or a term for one."""

MOST_LEAVES: Final = 64
"""The most known values of a choice over which a product or quotient is spread out."""


def is_known(term: Term) -> bool:
    """Whether a term is a plain number or truth value."""
    return isinstance(term, int)


def key_of(term: Term) -> tuple[bool, int]:
    """What tells a term from every other; of terms that are kept alive."""
    return (True, int(term)) if isinstance(term, int) else (False, term.get_id())


def truth(term: Term) -> Term:
    """A term as a condition: of a number whether it is not nought."""
    if isinstance(term, int):
        return bool(term)
    return term if z3.is_bool(term) else compared("!=", term, 0)


def number(term: Term) -> Term:
    """A term as a number: of a truth value 1 or 0."""
    if isinstance(term, int):
        return int(term)
    return z3.If(term, z3.IntVal(1), z3.IntVal(0)) if z3.is_bool(term) else term


def as_expression(term: Term) -> z3.ExprRef:
    """A term as the solver takes it."""
    if isinstance(term, bool):
        return z3.BoolVal(term)
    return z3.IntVal(term) if isinstance(term, int) else term


def negation(term: Term) -> Term:
    """Not."""
    if isinstance(term, int):
        return not term
    return term.arg(0) if z3.is_not(term) else z3.Not(term)


def both(*terms: Term) -> Term:
    """And."""
    left = []
    for each in terms:
        if not isinstance(each, int):
            left.append(each)
        elif not each:
            return False
    if not left:
        return True
    return left[0] if len(left) == 1 else z3.And(*left)


def either(*terms: Term) -> Term:
    """Or."""
    left = []
    for each in terms:
        if not isinstance(each, int):
            left.append(each)
        elif each:
            return True
    if not left:
        return False
    return left[0] if len(left) == 1 else z3.Or(*left)


def chosen(test: Term, yes: Term, no: Term) -> Term:
    """One of two terms of a kind."""
    if isinstance(test, int):
        return yes if test else no
    if _is_same(yes, no):
        return yes
    if _is_truth(yes) and _is_truth(no):
        if isinstance(yes, bool):
            return either(test, no) if yes else both(negation(test), no)
        if isinstance(no, bool):
            return either(negation(test), yes) if no else both(test, yes)
        return z3.If(test, yes, no)
    return z3.If(test, as_expression(number(yes)), as_expression(number(no)))


def compared(op: str, left: Term, right: Term) -> Term:
    """A comparison; ``op`` as Python writes it."""
    if isinstance(left, int) and isinstance(right, int):
        return _COMPARED[op](left, right)
    if _is_truth(left) and _is_truth(right) and op in ("==", "!="):
        one, two = as_expression(left), as_expression(right)
    else:
        one, two = as_expression(number(left)), as_expression(number(right))
    if one.eq(two):
        return op in ("==", "<=", ">=")
    found: z3.ExprRef = _COMPARED[op](one, two)
    return found


def plus(left: Term, right: Term) -> Term:
    """A sum; a known number is added to each side of a choice."""
    left, right = number(left), number(right)
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    if isinstance(left, int):
        left, right = right, left
    if isinstance(right, int):
        if right == 0:
            return left
        more = right
        return _spread(left, lambda each: each + more, 4)
    return left + right


def minus(left: Term, right: Term) -> Term:
    """A difference."""
    left, right = number(left), number(right)
    if isinstance(right, int):
        return plus(left, -right)
    if isinstance(left, int):
        return as_expression(left) - right
    return z3.IntVal(0) if left.eq(right) else left - right


def times(left: Term, right: Term) -> Term:
    """A product; of two terms only where one of them has few values."""
    left, right = number(left), number(right)
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    if isinstance(left, int):
        left, right = right, left
    if isinstance(right, int):
        return 0 if right == 0 else left if right == 1 else left * right
    for one, two in ((left, right), (right, left)):
        if _known_leaves(one):
            factor = two
            return _spread(one, lambda each: times(factor, each), MOST_LEAVES)
    return left * right


def quotient(left: Term, right: Term) -> Term:
    """A quotient rounded down, of a divisor that is above nought on the ways that matter.

    Raises:
        NotProvableError: the divisor can be too many things.
    """
    return _divided(left, right, lambda a, b: a // b, lambda a, b: a / b)


def remainder(left: Term, right: Term) -> Term:
    """What a quotient leaves over."""
    return _divided(left, right, lambda a, b: a % b, lambda a, b: a % b)


def _divided(
    left: Term,
    right: Term,
    of_known: Callable[[int, int], int],
    of_terms: Callable[[z3.ExprRef, int], z3.ExprRef],
) -> Term:
    left, right = number(left), number(right)
    if isinstance(right, int):
        if right <= 0:
            return 0  # on a way that is never taken: a norm divides by nothing else
        return of_known(left, right) if isinstance(left, int) else of_terms(left, right)
    if not _known_leaves(right):
        raise NotProvableError("//", "divides by what can be too many numbers")
    return _spread(right, lambda each: _divided(left, each, of_known, of_terms), MOST_LEAVES)


def total(terms: Sequence[Term]) -> Term:
    """A sum of several."""
    known = sum(number(each) for each in terms if isinstance(each, int))
    left = [number(each) for each in terms if not isinstance(each, int)]
    if not left:
        return known
    return z3.Sum(*left, z3.IntVal(known)) if known or len(left) > 1 else left[0]


def least(left: Term, right: Term) -> Term:
    """The lesser of two."""
    return chosen(compared("<=", left, right), left, right)


def greatest(left: Term, right: Term) -> Term:
    """The greater of two."""
    return chosen(compared(">=", left, right), left, right)


_COMPARED: Final[dict[str, Callable[..., Term]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def _is_truth(term: Term) -> bool:
    return isinstance(term, bool) or (not isinstance(term, int) and z3.is_bool(term))


def _is_same(one: Term, two: Term) -> bool:
    if isinstance(one, int) or isinstance(two, int):
        return isinstance(one, int) and isinstance(two, int) and one == two
    return bool(one.eq(two))


def parts_of_choice(term: Term) -> tuple[Term, Term, Term] | None:
    """Test and both sides of a choice; None of every other term."""
    if isinstance(term, int) or not z3.is_app_of(term, z3.Z3_OP_ITE):
        return None
    test, yes, no = term.children()
    return test, _plain(yes), _plain(no)


def _plain(term: z3.ExprRef) -> Term:
    return term.as_long() if z3.is_int_value(term) else term


def _known_leaves(term: Term) -> bool:
    """Whether a term is a choice among few known numbers."""
    todo, seen = [term], 0
    while todo:
        each = todo.pop()
        seen += 1
        if seen > MOST_LEAVES:
            return False
        parts = parts_of_choice(each)
        if parts is not None:
            todo += parts[1:]
        elif not isinstance(each, int):
            return False
    return True


def spread(term: Term, function: Callable[[Term], Term]) -> Term:
    """A function of a term; of a choice among few known numbers, the choice of what it gives."""
    return _spread(term, function, MOST_LEAVES) if _known_leaves(term) else function(term)


def _spread(term: Term, function: Callable[[Term], Term], most: int) -> Term:
    """A function of each side of a choice, so many choices deep."""
    parts = parts_of_choice(term) if most > 0 else None
    if parts is None:
        return function(term)
    test, yes, no = parts
    return chosen(test, _spread(yes, function, most - 1), _spread(no, function, most - 1))
