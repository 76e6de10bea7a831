"""What reaches a recipient on a day of payment: income tax on all that is paid on it (TuMS § 23).

The norms tax each month as if it were paid alone on its own day. What was claimed late, or waited
for a birth, is paid with another month: that day has one exemption, and its own year's rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.benefits.estonia.parental_benefit.paid_out import parental_benefit_net_of_month
from perenou.casework.determination import Payment
from perenou.casework.pay_days import own_pay_day
from perenou.rules.calendar import first_day_of
from perenou.rules.explain import Reason
from perenou.rules.types import ANSWERS, Cents, Day, Months
from perenou.rules.unknown import Open, answered

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_TAXED_BY: Final = ("basic_exemption_asked", "basic_exemption_month", "income_tax_rate")
"""What the tax on a day's payments rests on beside their sums."""


def taxed_when_paid(solved: Solved, payments: Sequence[Payment]) -> list[Payment]:
    """The payments, with the net amount of those not paid alone on the own day of their month."""
    by_day: dict[tuple[str, Day], list[int]] = defaultdict(list)
    by_month: dict[tuple[str, Months], set[Day | None]] = defaultdict(set)
    for at, payment in enumerate(payments):
        if payment.benefit in KINDS:
            by_month[payment.payees[0], payment.month].add(payment.pay_day)
        if payment.net is not None and payment.pay_day is not None:
            by_day[payment.payees[0], payment.pay_day].append(at)
    found = [*payments]
    for (payee, day), places in by_day.items():
        paid = [payments[at] for at in places]
        is_whole = all(by_month[payee, one.month] == {day} for one in paid)
        is_one = len({one.month for one in paid}) == 1
        if is_whole and is_one and day == _own_day(solved, paid[0]):
            continue
        for at, net in zip(places, _divided(paid, _net(solved, payee, day, paid)), strict=True):
            found[at] = payments[at]._replace(net=net)
    return found


def reasons_together(solved: Solved) -> dict[Payment, Reason]:
    """Why net amounts are what they are where several are taxed together on their day."""
    by_day: dict[tuple[str, Day], list[Payment]] = defaultdict(list)
    for payment in solved.payments:
        if payment.benefit in KINDS and payment.net is not None and payment.pay_day is not None:
            by_day[payment.payees[0], payment.pay_day].append(payment)
    found: dict[Payment, Reason] = {}
    for (payee, day), paid in by_day.items():
        gross = [solved.reason(one) for one in paid]
        whole = _reason_of_day(solved, payee, day, paid[0].month, gross)
        for at, payment in enumerate(paid):
            found[payment] = _reason_of_part(solved, payment, at, gross, whole)
    return found


def _reason_of_day(
    solved: Solved, payee: str, day: Day, month: Months, gross: Sequence[Reason]
) -> Reason:
    """What is left of everything paid on a day, as the norm of a month taxes it."""
    row = solved.facts.people.index(payee)
    told = [solved.explainer.reason(name, row, day) for name in _TAXED_BY]

    def left(*given: int) -> int:
        *sums, asked, most, rate = given
        return parental_benefit_net_of_month(sum(sums), asked, most, rate)

    name = parental_benefit_net_of_month.__name__
    norm = solved.explainer.reason(name, row, first_day_of(month))
    return norm._replace(day=day, value=_over(left, [*gross, *told]), because=(*gross, *told))


def _reason_of_part(
    solved: Solved, payment: Payment, at: int, gross: Sequence[Reason], whole: Reason
) -> Reason:
    """A payment's part of what is left of its day."""

    def own(*given: int) -> int:
        *sums, left = given
        return _parts(sums, left)[at]

    name = MONTHLY[payment.benefit].net
    norm = solved.explainer.reason(name, payment.row, first_day_of(payment.month))
    return norm._replace(value=_over(own, [*gross, whole]), because=(whole, *gross))


def _over(function: Callable[..., int], reasons: Sequence[Reason]) -> object:
    """A function over the values of some reasons, open ones among them."""
    values, names = [one.value for one in reasons], [one.name for one in reasons]
    return answered(function, names, values.__getitem__, ANSWERS["Cents"])


def _own_day(solved: Solved, payment: Payment) -> Day | None:
    allowance = MONTHLY[payment.benefit]
    return own_pay_day(solved, allowance, payment.row, first_day_of(payment.month))


def _net(solved: Solved, payee: str, day: Day, paid: Sequence[Payment]) -> tuple[Cents, Cents]:
    """The least and the most that is left of everything paid on a day."""
    row = solved.facts.people.index(payee)
    asked = _span(solved.world.at("basic_exemption_asked", row, day))
    most = _span(solved.world.horizon.figure("basic_exemption_month").at(day))
    rate = _span(solved.world.horizon.figure("income_tax_rate").at(day))
    low, high = sum(one.least for one in paid), sum(one.most for one in paid)
    return (
        parental_benefit_net_of_month(low, asked[0], most[0], rate[1]),
        parental_benefit_net_of_month(high, asked[1], most[1], rate[0]),
    )


def _span(value: int | Open) -> tuple[int, int]:
    return value.bounds if isinstance(value, Open) else (value, value)


def _divided(paid: Sequence[Payment], whole: tuple[Cents, Cents]) -> list[tuple[Cents, Cents]]:
    """The net amount of a day among its payments in proportion; the last takes what is left."""
    low = _parts([one.least for one in paid], whole[0])
    high = _parts([one.most for one in paid], whole[1])
    return list(zip(low, high, strict=True))


def _parts(gross: Sequence[Cents], whole: Cents) -> list[Cents]:
    total, before, sofar = sum(gross), 0, 0
    found = []
    for own in gross:
        sofar += own
        upto = whole * sofar // total if total else 0
        found.append(upto - before)
        before = upto
    return found
