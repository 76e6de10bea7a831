"""Which payments belong to a spell of a right, and which of them are certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.acts.rows import children_of
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.determination import Payment, Right
from perenou.casework.lines import START
from perenou.rules.calendar import month_of
from perenou.rules.types import NEVER

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def paid_for(solved: Solved, payee: str, right: Right, taken: set[Payment]) -> list[Payment]:
    """The payments of a spell of a right to somebody, also those that are still open.

    A payment that was taken by another spell stays with it; what is found is taken.
    """
    beside = {b.coordinated for b in BASKETS if right.benefit in b.benefits}
    is_childs = bool(children_of(solved, right))
    first = right.first
    last = month_of(NEVER if right.after is None else right.after - 1)
    found = [
        payment
        for payment in solved.payments
        if (payment.benefit == right.benefit or payment.benefit in beside)
        and payee in payment.payees
        and payment.debtor == right.debtor
        and (not is_childs or right.about in payment.for_whom)
        and payment not in taken
        and (right.benefit in ONE_OFF or month_of(first) <= payment.month <= last)
    ]
    taken.update(found)
    return found


def certain(payments: list[Payment]) -> tuple[Payment, ...]:
    """Those whose amount and payee do not depend on anything unknown."""
    return tuple(p for p in payments if p.is_certain and len(p.payees) == 1)


def before_those_asked(solved: Solved, right: Right) -> tuple[Payment, ...]:
    """The payments of a spell that began before the months asked about, for the months before them.

    All of them or, where one of them is open, none.
    """
    first = month_of(max(right.first, START))
    allowance = MONTHLY.get(right.benefit)
    if allowance is None or allowance.is_claimed_by_days or first >= solved.first_month:
        return ()
    is_childs = bool(children_of(solved, right))
    found = tuple(
        payment
        for payment in solved.earlier_payments
        if payment.benefit == right.benefit and payment.month >= first
        if payment.payees == (right.holder,) and payment.debtor == right.debtor
        if not is_childs or right.about in payment.for_whom
    )
    months = {payment.month for payment in found}
    # A month in which it passed from somebody else was still theirs.
    begins = min(months, default=first)
    is_whole = begins <= first + 1 and months == set(range(begins, solved.first_month))
    return found if is_whole else ()


def by_own_law(solved: Solved, payee: str, right: Right) -> tuple[Payment, ...]:
    """What a benefit is by Estonian law in each month, where it is paid in one sum with others.

    Nothing where its own amount is what is paid: another state's benefit is set off from a child's
    benefits of a kind together, so that of several none has an amount of its own beside it.
    """
    basket = next((each for each in BASKETS if right.benefit in each.benefits), None)
    if basket is None or not solved.facts.abroad.states:
        return ()
    last = month_of(NEVER if right.after is None else right.after - 1)
    is_childs = right.about in solved.facts.children
    found: list[Payment] = []
    is_together = False
    for month in range(
        max(solved.first_month, month_of(right.first)), min(solved.last_month, last) + 1
    ):
        due = [p for p in solved.payments_by_own_law(month) if p.benefit in basket.benefits]
        mine = [
            payment
            for payment in due
            if payment.benefit == right.benefit and payment.payees == (payee,)
            if not is_childs or right.about in payment.for_whom
        ]
        found += mine
        children = {child for payment in mine for child in payment.for_whom}
        kinds = {payment.benefit for payment in due if children & set(payment.for_whom)}
        is_together = is_together or (
            len(kinds) > 1
            and any(
                payment.benefit == basket.coordinated and children & set(payment.for_whom)
                for payment in solved.payments
                if payment.month == month
            )
        )
    sure = certain(found)
    return sure if is_together and len(sure) == len(found) else ()
