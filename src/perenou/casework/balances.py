"""What was paid against what was due, and what may be set off (PHS § 14, SÜS § 31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.recovery import most_set_off_in_month
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import Balance, SetOff
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


NOT_AMONG_THEMSELVES: Final = (
    "maintenance_allowance_enforcement",
    "maintenance_allowance_bankruptcy",
)
"""Debts of these kinds are not set off against allowances of these kinds."""


def balances(solved: Solved) -> tuple[Balance, ...]:
    """Every month already paid within the months asked about, against what was due."""
    found = []
    for paid in entries(solved.case.paid):
        if (
            paid.benefit in (None, "unknown")
            or not isinstance(paid.amount, int)
            or not isinstance(paid.payee, str)
            or paid.payee == "unknown"
            or paid.from_ is None
        ):
            continue
        last = month_of(solved.as_of) if paid.to is None else month_of(paid.to.first)
        whole = set(paid.for_) if isinstance(paid.for_, tuple) else None
        for month in range(max(month_of(paid.from_.first), solved.first_month),
                           min(last, solved.last_month) + 1):  # fmt: skip
            due = [
                p
                for p in solved.payments
                if p.benefit.removesuffix("_second") == paid.benefit
                and p.month == month
                and paid.payee in p.payees
                and (whole is None or whole & set(p.for_whom))
            ]
            children = tuple(sorted(whole or {c for p in due for c in p.for_whom}))
            surely = sum(p.least for p in due if p.payees == (paid.payee,))
            found.append(
                Balance(
                    paid.benefit, month, paid.payee, children, paid.amount, surely,
                    sum(p.most for p in due),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda b: (b.month, b.benefit, b.payee, b.for_whom)))


def set_offs(solved: Solved) -> tuple[SetOff, ...]:
    """By payee: the sum overpaid and the most of it that may be set off in a month.

    What was overpaid in enforcement or bankruptcy time is told apart: it is not set off against
    allowances of these two kinds (PHS § 56 lg 2).
    """
    overpaid: dict[tuple[str, bool], int] = defaultdict(int)
    for balance in balances(solved):
        overpaid[balance.payee, balance.benefit in NOT_AMONG_THEMSELVES] += balance.overpaid
    found = []
    for (payee, apart), total in sorted(overpaid.items()):
        if total == 0:
            continue
        version = solved.law.figures["set_off_share"].at(solved.as_of)
        if version is None or version.value is None:
            continue
        granted = _granted_now(solved, payee, NOT_AMONG_THEMSELVES if apart else ())
        found.append(
            SetOff(
                payee,
                total,
                min(total, most_set_off_in_month(granted, version.value)),
                "PHS § 56 lg 2" if apart else str(version.citation),
            )
        )
    return tuple(found)


def _granted_now(solved: Solved, payee: str, but: Collection[str]) -> int:
    """The allowances surely granted to a person in the month of the question, but for some."""
    day = first_day_of(month_of(solved.as_of))
    total = 0
    for key, name, row in solved.amounts:
        amount = solved.world.at(name, row, day)
        if key in but or isinstance(amount, Open) or amount == 0:
            continue
        if solved.payees(MONTHLY[key], row, day) == (payee,):
            total += amount
    return total
