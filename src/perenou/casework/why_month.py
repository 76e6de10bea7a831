"""Why a benefit is what it is in one month: of everybody it is about, what decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.casework.determination import Payment
from perenou.casework.reasons import behind, truth, unpaid, whose
from perenou.casework.rights import WAYS_OUT
from perenou.casework.tell_money import is_part_month
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.explain import Reason, causes
from perenou.rules.types import Day, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

LAST_MONTH: Final = "PHS § 31"
"""By which the month in which a right ends is paid in full."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody's benefit is paid in a month, or is not.

    Attributes:
        about: ids of the children or the parent. payment: None where nothing is paid.
        conditions: those that are met, and of what is not paid those that are not. figures: the
            amounts of the law that it was computed from. computed: how, where it is not simply one
            of them. is_last: the right ends within the month, which is paid in full.
    """

    about: tuple[str, ...]
    payment: Payment | None
    conditions: tuple[Reason, ...]
    figures: tuple[Reason, ...] = ()
    computed: tuple[Reason, ...] = ()
    is_last: bool = False


def why_month(solved: Solved, benefit: str, month: Months, about: str = "") -> tuple[Why, ...]:
    """Why a benefit is what it is in a month: first what is paid, then what is not.

    Args:
        about: id of the one child or parent that is asked about; all without it.
    """
    paid = [p for p in solved.payments_of(benefit) if p.month == month]
    allowance = MONTHLY.get(benefit)
    rows = [payment.row for payment in paid]
    # A single sum goes to one parent or for one child: that others have none is then no question.
    if not paid or (allowance is not None and allowance.unit is CHILD):
        rows += (row for row in behind(solved, benefit) if row not in rows)
    by_row = {payment.row: payment for payment in paid}
    return tuple(
        _paid(solved, by_row[row]) if row in by_row else _unpaid(solved, benefit, row, month)
        for row in rows
        if not about or whose(solved, benefit, row) == about
    )


def _paid(solved: Solved, payment: Payment) -> Why:
    amount = solved.reason(payment)
    sums = (each for each in amount.walk() if each.kind == "figure" and each.gives == "Cents")
    figures = tuple({each.name: each for each in sums}.values())
    allowance = MONTHLY.get(payment.benefit)
    if allowance is None or allowance.is_claimed_by_days:
        condition = truth(solved, payment.benefit, payment.row, amount)
        return Why(payment.for_whom, payment, _met(solved, condition), figures, (amount,))
    first = first_day_of(payment.month)
    day = _first_day(solved, allowance, payment.row, first)
    condition = solved.explainer.reason(allowance.right, payment.row, day)
    last_day = next_month_start(first) - 1
    return Why(
        payment.for_whom,
        payment,
        _met(solved, condition),
        figures,
        (amount,) if is_part_month(payment) else (),
        solved.world.at(allowance.right, payment.row, last_day) is False,
    )


def _first_day(solved: Solved, allowance: MonthlyAllowance, row: int, day: Day) -> Day:
    """The first day of the right in the month that begins with a day."""
    line = solved.world.line(allowance.right, row)
    after = next_month_start(day)
    here = day
    while here < after:
        value, until = line.piece(here, after)
        if value is True:
            return here
        here = until
    return day


def _unpaid(solved: Solved, benefit: str, row: int, month: Months) -> Why:
    who, _, condition = unpaid(solved, benefit, row, first_day_of(month))
    return Why((who,), None, tuple(_causes(solved, condition)))


def _met(solved: Solved, reason: Reason) -> tuple[Reason, ...]:
    return tuple(each for each in _causes(solved, reason) if each.value is not False)


def _causes(solved: Solved, reason: Reason) -> Iterator[Reason]:
    if reason.gives == "bool":
        found = causes(solved.explainer, reason, WAYS_OUT)
        yield from (each for each in found if each is not reason)
