"""Which overpayments institutions settle among themselves, and what one may claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.benefits.estonia.recovery import most_set_off_in_month
from perenou.benefits.eu.reimbursement import claim_on_institution, held_back
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.case_file.coordination import HOME
from perenou.casework.case_file.dealings import Dealing
from perenou.casework.case_file.schema import entries
from perenou.casework.dealing_answer import InstitutionClaim
from perenou.casework.dealing_facts import happened
from perenou.casework.determination import Balance
from perenou.casework.eu_facts import COMPARED
from perenou.casework.months_paid import months_paid
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.types import Cents, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

PROVISION = "987/2009 art 73(1)"


def is_between_institutions(solved: Solved, balance: Balance) -> bool:
    """Whether the family is not asked for an overpayment, because another state owes it."""
    if balance.benefit not in COMPARED and balance.benefit not in COORDINATED:
        return False
    rows = [solved.facts.children.index(child) for child in balance.for_whom]
    day = first_day_of(balance.month)
    return bool(rows) and all(
        solved.world.at("is_for_institutions_to_settle", row, day) is True for row in rows
    )


def own_claims(
    solved: Solved, dealing: Dealing, balances: tuple[Balance, ...]
) -> Iterator[InstitutionClaim]:
    """What Estonia paid for the other state, beyond what it owes in the end."""
    mine = [b for b in balances if b.overpaid and _is_of(solved, dealing, b)]
    if not mine:
        return
    stated = happened(dealing, "statement", solved.as_of, HOME)
    yield InstitutionClaim(
        HOME,
        str(dealing.country),
        tuple(sorted({child for b in mine for child in b.for_whom})),
        min(b.month for b in mine),
        max(b.month for b in mine),
        sum(claim_on_institution(b.paid, b.due_most) for b in mine),
        None if stated is None else stated.amount,
        None,
        _transferred(solved, dealing, str(dealing.country)),
        0,
        PROVISION,
    )


def _is_of(solved: Solved, dealing: Dealing, balance: Balance) -> bool:
    """Whether an overpayment was made for the state of the dealings."""
    if not is_between_institutions(solved, balance):
        return False
    day = first_day_of(balance.month)
    return any(
        of is dealing
        and solved.facts.children[solved.facts.abroad.child_states[row][0]] in balance.for_whom
        and solved.world.at("estonia_paid_for_other", at, day) is True
        for at, (row, of) in enumerate(solved.facts.abroad.dealings)
    )


def their_claims(solved: Solved, dealing: Dealing) -> Iterator[InstitutionClaim]:
    """What the other state says it paid for Estonia, and what of it arrears can bear."""
    stated = happened(dealing, "statement", solved.as_of, str(dealing.country))
    children = solved.case.children_of(dealing) or ()
    if stated is None or stated.amount is None or stated.from_ is None:
        return
    first = month_of(stated.from_.first)
    last = first if stated.to is None else month_of(stated.to.first)
    arrears = _arrears(solved, children, first, last)
    held = 0 if arrears is None else held_back(stated.amount, arrears)
    yield InstitutionClaim(
        str(dealing.country),
        HOME,
        children,
        first,
        last,
        stated.amount,
        stated.amount,
        arrears if arrears is None else held,
        _transferred(solved, dealing, HOME),
        _most_a_month(solved, stated.amount - held) if stated.amount > held else 0,
        PROVISION,
    )


def _transferred(solved: Solved, dealing: Dealing, by: str) -> Cents:
    return sum(
        event.amount or 0
        for event in dealing.events
        if event.what == "transferred"
        and event.by == by
        and event.on is not None
        and event.on.first <= solved.as_of
    )


def _arrears(
    solved: Solved, children: tuple[str, ...], first: Months, last: Months
) -> Cents | None:
    """What Estonia owes for the children in some months and has not paid.

    None: the file does not say what was paid, or not all of the months are asked about.
    """
    if not isinstance(solved.case.paid, tuple):
        return None
    if first < solved.first_month or last > solved.last_month:
        return None
    owed: dict[Months, Cents] = defaultdict(int)
    for payment in solved.payments:
        if payment.benefit in COMPARED or payment.benefit in COORDINATED:
            if first <= payment.month <= last and set(payment.for_whom) & set(children):
                owed[payment.month] += payment.least
    for paid in entries(solved.case.paid):
        if paid.benefit not in COMPARED or paid.from_ is None or not isinstance(paid.amount, int):
            continue
        if isinstance(paid.for_, tuple) and not set(paid.for_) & set(children):
            continue
        for month in months_paid(paid, solved.as_of):
            owed[month] -= paid.amount - (paid.repaid if isinstance(paid.repaid, int) else 0)
    return sum(max(0, amount) for amount in owed.values())


def _most_a_month(solved: Solved, left: Cents) -> Cents:
    """What may be held back of the current month for the rest, within the limits of PHS § 14."""
    version = solved.law.figures["set_off_share"].at(solved.as_of)
    month = month_of(solved.as_of)
    current = sum(
        payment.least
        for payment in solved.payments
        if payment.month == month
        and (payment.benefit in COMPARED or payment.benefit in COORDINATED)
    )
    if version is None or version.value is None:
        return 0
    return min(left, most_set_off_in_month(current, version.value))
