"""Asking the solver: a family that fits, the smallest one, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import z3

from perenou.rules.prove.effort import Effort
from perenou.rules.prove.terms import Term, as_expression, compared, number, total

MOST_STEPS: Final = (1 << 32) - 1
"""The greatest limit that the solver takes."""

Verdict: TypeAlias = Literal["example", "proof", "undecided"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the solver found.

    Attributes:
        verdict: an example, the proof that there is none, or neither with that work.
        value: gives what a term is in the example. is_smallest: whether no smaller one exists.
    """

    verdict: Verdict
    value: Callable[[Term], int] | None = None
    is_smallest: bool = False


class Asking:
    """A growing list of conditions, and the search for what fits them all.

    Attributes:
        effort: the work that is left.
    """

    def __init__(self, effort: Effort) -> None:
        self.effort = effort
        self._solver = z3.Solver()

    def add(self, *conditions: Term) -> None:
        """Let only those fit for which some conditions hold."""
        for each in conditions:
            self._solver.add(as_expression(each))

    def is_impossible(self, condition: Term) -> bool:
        """Whether nothing that fits has it; no where that was not decided."""
        if isinstance(condition, bool):
            return not condition
        self._solver.push()
        self.add(condition)
        answer = self._check()
        self._solver.pop()
        return bool(answer == z3.unsat)

    def smallest(self, goal: Term, costs: Sequence[Term]) -> Outcome:
        """A family for which a goal holds, of those the one of the least costs, the first foremost.

        With too little work left for the smallest one, the smallest seen.
        """
        self._solver.push()
        try:
            self.add(goal)
            answer = self._check()
            if answer != z3.sat:
                return Outcome("proof" if answer == z3.unsat else "undecided")
            model = self._solver.model()
            is_smallest = True
            for cost in costs:
                model, is_least = self._least(cost, model)
                is_smallest = is_smallest and is_least
            return Outcome("example", _reader(model), is_smallest)
        finally:
            self._solver.pop()

    def _least(self, cost: Term, model: z3.ModelRef) -> tuple[z3.ModelRef, bool]:
        """A model of the least cost, which is then a condition; and whether it surely is."""
        most = _reader(model)(cost)
        low = 0
        while low < most:
            middle = (low + most) // 2
            self._solver.push()
            self.add(compared("<=", cost, middle))
            answer = self._check()
            if answer == z3.sat:
                model = self._solver.model()
                most = _reader(model)(cost)
            self._solver.pop()
            if answer == z3.unsat:
                low = middle + 1
            elif answer != z3.sat:
                break
        self.add(compared("<=", cost, most))
        return model, low >= most

    def _check(self) -> z3.CheckSatResult:
        effort = self.effort
        if effort.is_over:
            return z3.unknown
        self._solver.set("rlimit", min(effort.left, MOST_STEPS))
        self._solver.set("timeout", effort.milliseconds)
        before = self._steps()
        answer = self._solver.check()
        effort.left -= self._steps() - before
        return answer

    def _steps(self) -> int:
        """The steps that the solver has taken so far."""
        told = self._solver.statistics()
        counts = {told[at][0]: told[at][1] for at in range(len(told))}
        return int(counts.get("rlimit count", 0))


def _reader(model: z3.ModelRef) -> Callable[[Term], int]:
    def value(term: Term) -> int:
        if isinstance(term, int):
            return term
        found = model.eval(as_expression(term), model_completion=True)
        return int(z3.is_true(found)) if z3.is_bool(found) else int(found.as_long())

    return value


def together(costs: Iterable[Term]) -> Term:
    """How many of some conditions hold."""
    return total([number(each) for each in costs])
