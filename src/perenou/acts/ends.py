"""Until when a right that is granted today will be paid, as far as that can be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from perenou.acts.causes import OF_THE_ENGINE
from perenou.acts.passing import is_lent
from perenou.acts.rows import row_of
from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.casework.determination import Ground, Right, Status
from perenou.casework.lines import END
from perenou.rules.explain import Explainer, Reason, turning_points
from perenou.rules.rule import day_of
from perenou.rules.types import Day
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

HORIZONS: Final = (END, day_of("2036-01-01"), day_of("2060-01-01"))
"""How far is looked, one after another while no end is in sight: what is farther off rests on ever
more that is not known yet, and takes longer. By the last day every child has grown up."""


def _nothing() -> tuple[Ground, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class End:
    """How a right ends.

    Attributes:
        last: the last day on which it surely exists, by what is known and the law of today.
        is_open: whether it may go on after that day. why: tells what brings the end or the
            question. stops: whether payment is only suspended then. passes: whether another is paid
            from then on.
    """

    last: Day
    is_open: bool
    stops: bool = False
    passes: bool = False
    why: Callable[[], tuple[Ground, ...]] = field(default=_nothing, compare=False, repr=False)


class Outlook:
    """A case looked at far beyond the months asked about, for the ends of its rights."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved

    def end_of(self, right: Right) -> End | None:
        """The end of a monthly right; None for a one-off allowance, and with no end in sight.

        The law of the day is taken to go on, as an act does that is issued on it. A right that
        passes to somebody else, or ends for a while, ends there for whoever has it.
        """
        allowance = MONTHLY.get(right.benefit)
        if allowance is None:
            return None
        stops = self._is_suspended_after(right)
        to_another = self._passes_after(right)
        passes = None if right.after is None else End(right.after - 1, False, stops, to_another)
        if allowance.is_claimed_by_days:
            return passes
        row = row_of(self.solved, allowance, right)
        if row is None:
            return passes
        after = max(right.first, self.solved.first_day)
        found = self._first_not_paid(allowance, row, after)
        if passes is None or (found is not None and found.last < passes.last):
            return found
        return found if not stops and found is not None and found.last == passes.last else passes

    def _passes_after(self, right: Right) -> bool:
        return any(
            each.status is Status.GRANTED and each.holder not in (None, right.holder)
            for each in self.solved.rights
            if (each.benefit, each.about, each.debtor) == (right.benefit, right.about, right.debtor)
            if each.first == right.after
        )

    def _is_suspended_after(self, right: Right) -> bool:
        return any(
            each.status is Status.SUSPENDED or is_lent(self.solved, right, each)
            for each in self.solved.rights
            if (each.benefit, each.about, each.debtor) == (right.benefit, right.about, right.debtor)
            if each.first == right.after
        )

    def _first_not_paid(self, allowance: MonthlyAllowance, row: int, after: Day) -> End | None:
        for horizon in HORIZONS:
            explainer = self.solved.explainer_until(horizon)
            for first, _, value in explainer.world.line(allowance.payable, row).pieces(horizon):
                if first > after and value is not True:
                    why = partial(self._turned, explainer, allowance.payable, row, first)
                    return End(first - 1, isinstance(value, Open), why=why)
        return None

    def _turned(self, explainer: Explainer, name: str, row: int, day: Day) -> tuple[Ground, ...]:
        found = turning_points(explainer, name, row, day)
        top = explainer.reason(name, row, day)
        if top.is_open and not any(reason.is_open for reason in found):
            # Something ends, and whether another norm carries the right on is the question.
            found = [norm for norm in top.walk() if _may_carry_on(norm)][:1] or found
        return tuple(self.solved.ground(reason) for reason in found)


def _may_carry_on(reason: Reason) -> bool:
    """Whether a norm is open that only facts, and no right to the same, stand behind."""
    is_norm = reason.kind == "norm" and reason.gives == "bool" and reason.is_open
    is_right = reason.name.startswith("right_to_") or reason.name.endswith(OF_THE_ENGINE)
    return is_norm and not is_right
