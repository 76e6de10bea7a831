"""Social tax that the State pays beside parental benefit (SMS § 6)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.determination import StateSocialTax
from perenou.rules.calendar import first_day_of
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def state_social_tax(solved: Solved) -> tuple[StateSocialTax, ...]:
    """By recipient and month in which parental benefit is surely paid."""
    days: dict[tuple[int, str], int] = defaultdict(int)
    for payment in solved.payments:
        allowance = MONTHLY.get(payment.benefit)
        if allowance is None or not allowance.is_claimed_by_days or payment.days is None:
            continue
        if payment.least > 0:
            days[payment.month, payment.payees[0]] += payment.days
    found = []
    for (month, payee), paid in sorted(days.items()):
        day = first_day_of(month)
        row = solved.facts.people.index(payee)
        tax = solved.world.at("social_tax_paid_for_recipient", row, day)
        least, most = tax.bounds if isinstance(tax, Open) else (tax, tax)
        is_whole = paid >= first_day_of(month + 1) - day
        found.append(StateSocialTax(payee, month, least if is_whole else 0, most))
    return tuple(found)
