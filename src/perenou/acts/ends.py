"""Until when a right that is granted today will be paid, as far as that can be said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.vocabulary import CARER
from perenou.casework.determination import Ground, Right
from perenou.casework.lines import START
from perenou.rules.explain import Explainer, turning_points
from perenou.rules.rule import day_of
from perenou.rules.types import Day
from perenou.rules.unknown import Open
from perenou.rules.world import World

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

FAR: Final = day_of("2060-01-01")
"""By then every child of a case that is decided on has grown up."""


@dataclass(frozen=True, slots=True)
class End:
    """How a right ends.

    Attributes:
        last: the last day on which it surely exists, by what is known and the law of today.
        is_open: whether it may go on after that day. because: what brings the end or the question.
    """

    last: Day
    is_open: bool
    because: tuple[Ground, ...]


def end_of(solved: Solved, right: Right) -> End | None:
    """The end of a monthly right; None for a one-off allowance, and where it has no end in sight.

    The law of the day is taken to go on, as an act does that is issued on it.
    """
    allowance = MONTHLY.get(right.benefit)
    row = None if allowance is None else _row(solved, allowance, right)
    if allowance is None or row is None:
        return None
    world = World(solved.law, solved.world.facts, START, FAR)
    line = world.line(allowance.payable, row)
    for first, _, value in line.pieces(FAR):
        if first <= max(right.first, solved.first_day) or value is True:
            continue
        explainer = Explainer(world)
        why = turning_points(explainer, allowance.payable, row, first)
        return End(
            first - 1, isinstance(value, Open), tuple(solved.ground(reason) for reason in why)
        )
    return None


def _row(solved: Solved, allowance: MonthlyAllowance, right: Right) -> int | None:
    for row in range(solved.world.facts.rows[allowance.unit.name]):
        theirs = allowance.unit is not CARER or solved.adult_of(allowance, row) == right.holder
        if theirs and solved.id_of(allowance.unit.name, row) == right.about:
            return row
    return None
