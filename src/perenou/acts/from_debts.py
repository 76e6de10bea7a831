"""What was surely paid too much: the hearing, the injunction, set-off and revocation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perenou.acts.causes import of_end
from perenou.acts.effect import takes_effect
from perenou.acts.matter import Item, Kind, Matter, Overpaid
from perenou.acts.rows import children_of
from perenou.casework.determination import Right, Status
from perenou.casework.institution_claims import is_between_institutions
from perenou.casework.parental_answer import Sheet
from perenou.rules.calendar import first_day_of, month_of

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_STOPPING: Final = (Kind.TERMINATION, Kind.SUSPENSION)
"""What ends payment by itself, so that for the months after it nothing has to be revoked."""

_KINDS: Final = (Kind.HEARING, Kind.RECOVERY_INJUNCTION, Kind.REVOCATION)


def debts(solved: Solved) -> Iterator[Matter]:
    """By payee: what may be decided about what they were paid too much."""
    made = solved.determination
    by_payee: dict[str, list[Overpaid]] = {}
    for balance in made.balances:
        is_certain = balance.overpaid and balance.due_least == balance.due_most
        if is_certain and not is_between_institutions(solved, balance):
            by_payee.setdefault(balance.payee, []).append(
                Overpaid(
                    balance.benefit, balance.month, balance.month, balance.for_whom,
                    balance.overpaid, balance.paid, balance.due_most,
                )
            )  # fmt: skip
    for recovery in made.recoveries:
        if recovery.least == recovery.most and len(recovery.payees) == 1:
            by_payee.setdefault(recovery.payees[0], []).append(
                Overpaid(
                    recovery.benefit, recovery.first_month, recovery.last_month,
                    (recovery.child,), recovery.most,
                    ground=recovery.ground, citation=recovery.citation,
                )
            )  # fmt: skip
    for payee, overpaid in by_payee.items():
        set_off = next((each for each in made.set_offs if each.payee == payee), None)
        items = tuple(_behind(solved, payee, overpaid))
        sheets = tuple(_sheets(solved, payee, overpaid))
        told = Matter(
            Kind.HEARING, payee, None, None, items, tuple(overpaid), set_off, sheets=sheets
        )
        kinds = list(_KINDS)
        if set_off is not None and (set_off.most_a_month or set_off.most_from_parental_benefit):
            kinds.insert(2, Kind.SET_OFF)
        if not told.is_undue:
            kinds.remove(Kind.REVOCATION)
        for kind in kinds:
            planned = Kind.RECOVERY_INJUNCTION if kind is Kind.HEARING else None
            yield replace(told, kind=kind, planned=planned)


def ended_once(found: Sequence[Matter]) -> Iterator[Matter]:
    """Matters of which none revokes for the months of a debt what another has ended for them."""
    for matter in found:
        stopped = _stopped(matter, found) if matter.is_undue else None
        if stopped is None:
            yield matter
        elif matter.kind is not Kind.REVOCATION:
            yield replace(matter, stopped=stopped)


def _stopped(matter: Matter, found: Sequence[Matter]) -> Kind | None:
    """The kind of the decision that ends or suspends payment for all months that were not due."""
    kinds = [
        next((m.kind for m in found if m.kind in _STOPPING and _stops(m, matter, debt)), None)
        for debt in matter.overpaid
        if not debt.ground
    ]
    return None if None in kinds else kinds[0]


def _stops(ending: Matter, matter: Matter, debt: Overpaid) -> bool:
    return ending.addressee == matter.addressee and any(
        item.benefit == debt.benefit
        and (not item.about or set(debt.children) <= set(item.about))
        and month_of(takes_effect(item, ending.kind)) <= debt.month
        for item in ending.items
    )


def _sheets(solved: Solved, payee: str, overpaid: list[Overpaid]) -> Iterator[Sheet]:
    """How the right daily rates of what was overpaid were computed."""
    answer = solved.determination.parental
    benefits = {each.benefit for each in overpaid}
    for sheet in () if answer is None else answer.sheets:
        if sheet.who == payee and benefits & set(sheet.benefits):
            yield sheet


def _behind(solved: Solved, payee: str, overpaid: list[Overpaid]) -> Iterator[Item]:
    """The rights that had ended, were suspended or never arose in the months of the debt."""
    for right in solved.rights:
        if right.status in (Status.GRANTED, Status.UNDECIDED):
            continue
        if not any(_touches(right, each, payee) for each in overpaid):
            continue
        yield Item(
            right.benefit, children_of(solved, right), right.status, right.first, None, (),
            of_end(solved, right), debtor=right.debtor,
        )  # fmt: skip


def _touches(right: Right, debt: Overpaid, payee: str) -> bool:
    if right.benefit != debt.benefit or (right.about not in debt.children and right.about != payee):
        return False
    first, after = first_day_of(debt.month), first_day_of(debt.last + 1)
    return right.first < after and (right.after is None or right.after > first)
