"""What is suspended until the recipient claims it (PHS § 12 lg 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perenou.casework.case_file.schema import Case, entries
from perenou.casework.determination import Payment, Waiting
from perenou.rules.calendar import month_of
from perenou.rules.types import Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

AS_UNCOLLECTED: Final = "suspended_as_uncollected"
UNCOLLECTED: Final = "PHS § 12 lg 5"


def waiting(solved: Solved) -> tuple[Waiting, ...]:
    """By benefit, payee and children: what of the months asked about waits for a claim.

    It is what would be due more, had everything been collected; up to the month of the question.
    """
    if not any(entries(who.uncollected) for who in solved.case.everybody.values()):
        return ()
    last = min(solved.last_month, month_of(solved.as_of))
    paid = _by_right(solved.payments, last)
    if_collected = _by_right(solved.told_otherwise(_all_collected(solved.case)).payments, last)
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Waiting] = {}
    for (benefit, row, month), due in if_collected.items():
        there = paid.get((benefit, row, month), ())
        least = sum(p.least for p in due) - sum(p.most for p in there)
        most = sum(p.most for p in due) - sum(p.least for p in there)
        if most <= 0:
            continue
        payees = tuple(dict.fromkeys(who for each in due for who in each.payees))
        children = tuple(dict.fromkeys(who for each in due for who in each.for_whom))
        fresh = Waiting(benefit, payees, children, month, month, max(0, least), most, UNCOLLECTED)
        before = found.get((benefit, payees, children))
        found[benefit, payees, children] = fresh if before is None else before.together(fresh)
    return tuple(found.values())


def _by_right(
    payments: tuple[Payment, ...], last: Months
) -> dict[tuple[str, int, Months], list[Payment]]:
    """Payments of up to a month, by benefit, row and month: the shares of wards together."""
    found: dict[tuple[str, int, Months], list[Payment]] = {}
    for payment in payments:
        if payment.month <= last:
            found.setdefault((payment.benefit, payment.row, payment.month), []).append(payment)
    return found


def _all_collected(case: Case) -> Case:
    """The case as if nobody had left anything uncollected."""
    return case.model_copy(
        update={
            "people": {
                who: p.model_copy(update={"uncollected": ()}) for who, p in case.people.items()
            },
            "children": {
                who: child.model_copy(update={"uncollected": ()})
                for who, child in case.children.items()
            },
        }
    )
