"""What was paid against what was due, and what may be set off (PHS § 14, SÜS § 31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.benefits.estonia.parental_benefit.amounts import KINDS
from perenou.benefits.estonia.recovery import (
    most_set_off_from_parental_benefit,
    most_set_off_in_month,
)
from perenou.benefits.eu.vocabulary import BASKETS
from perenou.casework.case_file.schema import entries
from perenou.casework.coordination import paid_beside
from perenou.casework.determination import Balance, Payment, SetOff
from perenou.casework.institution_claims import is_between_institutions
from perenou.casework.months_paid import months_paid
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.types import Cents, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


NOT_AMONG_THEMSELVES: Final = (
    "maintenance_allowance_enforcement",
    "maintenance_allowance_bankruptcy",
)
"""Debts of these kinds are not set off against allowances of these kinds."""


_PARENTAL: Final = frozenset({*KINDS, "coordinated_replacing"})
"""What has the limits of parental benefit, also what is added to another state's."""
_TOGETHER: Final = {
    basket.coordinated: (basket.coordinated, *basket.benefits) for basket in BASKETS
}
"""By what is paid beside another state's benefit: all that is held against it."""


_Key: TypeAlias = tuple[str, str, Months]
"""Benefit, payee and month."""


@dataclass(slots=True)
class _Sum:
    """What was paid to somebody for a month of a benefit, all entries of the file together."""

    amount: Cents
    children: frozenset[str] | None
    """For whom; None: an entry does not say."""


def balances(solved: Solved) -> tuple[Balance, ...]:
    """Every month already paid within the months asked about, against what was due.

    Several entries for one month add up: what was paid at first, later or back. What was paid to
    one person while it was due to another is held against what is due to both.
    """
    found = []
    every = _paid(solved)
    for (benefit, payee, month), sums in every.items():
        for paid in sums:
            due = [
                payment
                for payment in _due(solved, benefit, month)
                if payee in payment.payees and _is_for(paid, payment)
            ]
            children = tuple(sorted(paid.children or {c for p in due for c in p.for_whom}))
            surely = sum(p.least for p in due if p.payees == (payee,))
            most = sum(p.most for p in due)
            found.append(Balance(benefit, month, payee, children, paid.amount, surely, most))
    found += _due_to_others(solved, every)
    return tuple(sorted(found, key=lambda b: (b.month, b.benefit, b.payee, b.for_whom)))


def _due_to_others(solved: Solved, every: Mapping[_Key, Sequence[_Sum]]) -> list[Balance]:
    """Months due to somebody to whom nothing was paid, while another was paid for the child.

    Parental benefit may be due to both for the same month; who was paid one says nothing of it.
    """
    found: dict[tuple[_Key, tuple[str, ...]], list[Payment]] = {}
    for (benefit, payee, month), sums in every.items():
        if benefit in _PARENTAL:
            continue
        for payment in _due(solved, benefit, month):
            if len(payment.payees) != 1 or payment.payees == (payee,):
                continue
            key = (benefit, payment.payees[0], month)
            if any(_is_for(own, payment) for own in every.get(key, ())):
                continue
            told = found.setdefault((key, payment.for_whom), [])
            if payment not in told and any(_is_for(paid, payment) for paid in sums):
                told.append(payment)
    return [
        Balance(
            benefit, month, who, children, 0, sum(p.least for p in due), sum(p.most for p in due)
        )
        for ((benefit, who, month), children), due in found.items()
        if due
    ]


def _due(solved: Solved, benefit: str, month: Months) -> list[Payment]:
    """What is due for a month that what was paid of a benefit is held against."""
    together = _TOGETHER.get(benefit, (benefit,))
    return [
        payment
        for payment in solved.payments
        if payment.month == month and payment.benefit.removesuffix("_second") in together
    ]


def _is_for(paid: _Sum, payment: Payment) -> bool:
    return paid.children is None or not paid.children.isdisjoint(payment.for_whom)


def _paid(solved: Solved) -> dict[_Key, list[_Sum]]:
    """By benefit, payee and month: a sum for each set of children that share no child."""
    found: dict[_Key, list[_Sum]] = {}
    for paid in entries(solved.case.paid):
        back = 0 if paid.repaid is None else paid.repaid
        if (
            paid.benefit in (None, "unknown")
            or not isinstance(paid.amount, int)
            or not isinstance(back, int)
            or not isinstance(paid.payee, str)
            or paid.payee == "unknown"
            or paid.from_ is None
        ):
            continue
        whole = frozenset(paid.for_) if isinstance(paid.for_, tuple) else None
        for month in months_paid(paid, solved.as_of):
            if not solved.first_month <= month <= solved.last_month:
                continue
            # Beside another state's benefit all of one kind are held against what is due.
            beside = paid_beside(solved, paid.benefit, month, whole or solved.facts.children)
            benefit = paid.benefit if beside is None else beside.coordinated
            sums = found.setdefault((benefit, paid.payee, month), [])
            _add(sums, _Sum(paid.amount - back, whole))
    return found


def _add(sums: list[_Sum], paid: _Sum) -> None:
    """Put a sum with those that are for one of its children, too."""
    same = [
        other
        for other in sums
        if other.children is None or paid.children is None or other.children & paid.children
    ]
    for other in same:
        sums.remove(other)
        both = None
        if other.children is not None and paid.children is not None:
            both = other.children | paid.children
        paid = _Sum(other.amount + paid.amount, both)
    sums.append(paid)


def set_offs(solved: Solved) -> tuple[SetOff, ...]:
    """By payee: the sum overpaid and the most of it that may be set off in a month.

    What was paid for another state is claimed from it, never from the family (987/2009 art 60(5)).
    What was overpaid in enforcement or bankruptcy time is told apart: it is not set off against
    allowances of these two kinds (PHS § 56 lg 2). Allowances and parental benefit have limits of
    their own.
    """
    overpaid: dict[tuple[str, bool], int] = defaultdict(int)
    for balance in balances(solved):
        if is_between_institutions(solved, balance):
            continue
        overpaid[balance.payee, balance.benefit in NOT_AMONG_THEMSELVES] += balance.overpaid
    found = []
    for (payee, apart), total in sorted(overpaid.items()):
        if total == 0:
            continue
        version = solved.law.figures["set_off_share"].at(solved.as_of)
        if version is None or version.value is None:
            continue
        but = NOT_AMONG_THEMSELVES if apart else ()
        granted = sum(
            amount
            for key, amount in _granted_now(solved, payee).items()
            if key not in but and key not in _PARENTAL
        )
        found.append(
            SetOff(
                payee,
                total,
                min(total, most_set_off_in_month(granted, version.value)),
                "PHS § 56 lg 2" if apart else str(version.citation),
                *_from_parental_benefit(solved, payee, total),
                _elsewhere(solved),
            )
        )
    return tuple(found)


def _elsewhere(solved: Solved) -> tuple[str, ...]:
    """The other states that surely pay the family in the month of the question."""
    rows, day = solved.facts.abroad, first_day_of(month_of(solved.as_of))
    found = {
        rows.states[state]
        for row, (_, state) in enumerate(rows.child_states)
        if solved.world.at("may_hold_back_for_estonia", row, day) is True
    }
    return tuple(sorted(found))


def _from_parental_benefit(
    solved: Solved, payee: str, total: Cents
) -> tuple[Cents | None, Cents | None]:
    """The most of a sum that may be set off against parental benefit, and what must be left of it.

    Both None while no parental benefit is granted; before the limit existed only what is left is.
    """
    granted = sum(a for key, a in _granted_now(solved, payee).items() if key in _PARENTAL)
    if granted == 0:
        return None, None
    share = solved.law.figures["set_off_kept_share"].at(solved.as_of)
    rate = solved.law.figures["parental_benefit_base_rate"].at(solved.as_of)
    if share is None or rate is None or share.value is None or rate.value is None:
        return None, granted
    most = most_set_off_from_parental_benefit(granted, rate.value, share.value)
    return min(total, most), granted - most


def _granted_now(solved: Solved, payee: str) -> dict[str, Cents]:
    """By benefit: what is surely paid to a person for the month of the question.

    Beside another state's benefit that is what Estonia adds, not what its law would give alone.
    """
    found: dict[str, Cents] = defaultdict(int)
    for payment in solved.monthly_payments(month_of(solved.as_of)):
        if payment.is_certain and payment.payees == (payee,):
            found[payment.benefit] += payment.least
    return found
