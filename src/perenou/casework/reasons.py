"""Which reasons stand behind a benefit: of a payment, and of nothing paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import BASKETS, COORDINATED
from perenou.rules.explain import Reason
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def behind(solved: Solved, benefit: str) -> range:
    """The rows of whom a benefit is about: children, or parents."""
    if benefit in COORDINATED:
        return range(solved.facts.abroad.children)
    if benefit in ONE_OFF:
        return range(len(solved.facts.children))
    return range(solved.world.facts.rows[MONTHLY[benefit].unit.name])


def whose(solved: Solved, benefit: str, row: int) -> str:
    """Id of the child or parent whose benefit a row of it is."""
    if benefit in ONE_OFF or benefit in COORDINATED:
        return solved.facts.children[row]
    return solved.id_of(MONTHLY[benefit].unit.name, row)


def truth(solved: Solved, benefit: str, row: int, amount: Reason) -> Reason:
    """The yes or no behind an amount, whose conditions can be told one by one."""
    if benefit in ONE_OFF or benefit in COORDINATED:
        return amount
    allowance = MONTHLY[benefit]
    name = allowance.payable if allowance.is_claimed_by_days else allowance.right
    # The first day that is paid for; on the first of the month there may be no right yet.
    held = (
        part.day
        for part in amount.walk()
        if part.name == name and part.row == row and part.value is True
    )
    return solved.explainer.reason(name, row, min(held, default=amount.day))


def unpaid(solved: Solved, benefit: str, row: int, day: Day) -> tuple[str, Reason, Reason]:
    """Of whom nothing is paid for on a day: their id, why, and the yes or no behind it."""
    about = whose(solved, benefit, row)
    if benefit in ONE_OFF:
        reason = solved.explainer.reason(f"{benefit}_amount", row, day)
        carer = _likeliest(solved, benefit, row)
        condition = (
            reason if carer is None else solved.explainer.reason(f"{benefit}_receives", carer, day)
        )
    elif benefit in COORDINATED:
        reason = condition = _paid_beside(solved, benefit, row, day)
    else:
        allowance = MONTHLY[benefit]
        reason = solved.explainer.reason(allowance.payable, row, day)
        basket = next((each for each in BASKETS if benefit in each.benefits), None)
        if reason.value is True and allowance.unit is CHILD and basket is not None:
            # It is due; what leaves nothing of it to pay is another state's benefit.
            reason = _paid_beside(solved, basket.coordinated, row, day)
        right = solved.explainer.reason(allowance.right, row, day)
        condition = reason if right.value is True else right
    return about, reason, condition


def _paid_beside(solved: Solved, key: str, row: int, day: Day) -> Reason:
    """Why so much is paid for a child beside another state's benefit."""
    basket = next(basket for basket in BASKETS if basket.coordinated == key)
    return solved.explainer.reason(f"{basket.key}_estonia_pays", row, day)


def _likeliest(solved: Solved, benefit: str, child: int) -> int | None:
    """The adult and child, by row, that come nearest to a one-off allowance for a child."""
    rows = [row for row, (_, c) in enumerate(solved.facts.carers) if c == child]
    return max(
        rows,
        key=lambda row: (
            solved.world.at(f"{benefit}_receives", row, solved.as_of) is True,
            solved.world.at(f"{benefit}_may_claim", row, solved.as_of) is True,
        ),
        default=None,
    )
