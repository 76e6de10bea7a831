"""What there is to decide in a case: for each claim, each ended right and each debt one matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from perenou.acts.ends import End, end_of
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.vocabulary import CHILD
from perenou.casework.case_file.schema import Claim, entries
from perenou.casework.determination import Ground, Payment, Right, SetOff, Status
from perenou.rules.explain import causes
from perenou.rules.types import Cents, Day, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


class Kind(StrEnum):
    """What kind of act or letter."""

    GRANT = "grant"
    PARTIAL_GRANT = "partial_grant"
    REFUSAL = "refusal"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    TERMINATION = "termination"
    RECOVERY_INJUNCTION = "recovery_injunction"
    HEARING = "hearing"
    DOCUMENT_REQUEST = "document_request"


@dataclass(frozen=True, slots=True)
class Item:
    """One benefit for some children, decided in one way.

    Attributes:
        about: ids of the children; empty for a benefit of the family. first: from when. end: until
            when it is paid, of a grant. grounds: why.
    """

    benefit: str
    about: tuple[str, ...]
    status: Status
    first: Day
    end: End | None
    payments: tuple[Payment, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Overpaid:
    """What was paid to somebody for a month that was not due."""

    benefit: str
    month: Months
    children: tuple[str, ...]
    paid: Cents
    due: Cents

    @property
    def too_much(self) -> Cents:
        """The difference."""
        return self.paid - self.due


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to decide about one person.

    Attributes:
        kind: of the act that decides it. addressee: id of whom it is about. claim: the claim that
            asks for it, if one does. received: the day on which that arrived. items: what is
            decided. overpaid: months to pay back. set_off: how much of it may be set off.
    """

    kind: Kind
    addressee: str
    claim: Claim | None
    received: Day | None
    items: tuple[Item, ...]
    overpaid: tuple[Overpaid, ...] = ()
    set_off: SetOff | None = None

    @property
    def benefits(self) -> tuple[str, ...]:
        """The benefits concerned, each once."""
        of_items = (item.benefit for item in self.items)
        return tuple(dict.fromkeys([*of_items, *(each.benefit for each in self.overpaid)]))

    @property
    def children(self) -> tuple[str, ...]:
        """The children concerned, each once."""
        found = [child for item in self.items for child in item.about]
        return tuple(dict.fromkeys(found + [c for each in self.overpaid for c in each.children]))

    @property
    def is_adverse(self) -> bool:
        """Whether it takes or denies something, so that the person has to be heard first."""
        return self.kind not in (Kind.GRANT, Kind.RESUMPTION, Kind.DOCUMENT_REQUEST)


def matters(solved: Solved) -> tuple[Matter, ...]:
    """All that there is to decide, the claims first, in the order of the file."""
    return (*_claims(solved), *_ended(solved), *_debts(solved))


# ------------------------------------------------------------------------------ claims


def _claims(solved: Solved) -> Iterator[Matter]:
    for claim in entries(solved.case.claims):
        if not isinstance(claim.by, str) or claim.by == "unknown":
            continue
        children = solved.case.children_of(claim)
        rights = [
            right
            for right in solved.determination.rights
            if _is_asked(solved, claim, right, children)
        ]
        items = tuple(_decided(solved, claim.by, right) for right in rights)
        if not items:
            continue
        received = None if claim.received is None else claim.received.first
        yield Matter(_kind(items), claim.by, claim, received, items)


def _is_asked(solved: Solved, claim: Claim, right: Right, children: tuple[str, ...] | None) -> bool:
    if isinstance(claim.benefits, tuple):
        if right.benefit not in claim.benefits:
            return False
    elif right.status is not Status.GRANTED:
        return False
    if right.about in solved.facts.children:
        return children is not None and right.about in children
    return right.about == claim.by


def _kind(items: tuple[Item, ...]) -> Kind:
    found = {item.status for item in items}
    if Status.UNDECIDED in found:
        return Kind.DOCUMENT_REQUEST
    if found == {Status.GRANTED}:
        return Kind.GRANT
    return Kind.PARTIAL_GRANT if Status.GRANTED in found else Kind.REFUSAL


def _decided(solved: Solved, claimant: str, right: Right) -> Item:
    """What becomes of a right for the claimant: granted only if it is theirs."""
    is_theirs = right.holder in (None, claimant)
    status = right.status if is_theirs or right.status is Status.UNDECIDED else Status.REFUSED
    if status in (Status.UNCLAIMED, Status.SUSPENDED):
        status = Status.REFUSED
    about = (right.about,) if right.about in solved.facts.children else ()
    paid = tuple(
        payment
        for payment in solved.payments
        if payment.benefit == right.benefit
        and payment.payees == (claimant,)
        and (not about or about[0] in payment.for_whom)
        and status is Status.GRANTED
    )
    grounds = right.grounds if is_theirs else _why_not_theirs(solved, claimant, right)
    end = end_of(solved, right) if status is Status.GRANTED else None
    return Item(right.benefit, about, status, right.first, end, paid, grounds)


def _why_not_theirs(solved: Solved, claimant: str, right: Right) -> tuple[Ground, ...]:
    """Why somebody does not get what another gets."""
    allowance = MONTHLY.get(right.benefit)
    if allowance is None or allowance.unit is not CHILD:
        return right.grounds
    carers = [
        row
        for row, (person, child) in enumerate(solved.facts.carers)
        if solved.facts.people[person] == claimant and solved.facts.children[child] == right.about
    ]
    if not carers:
        return right.grounds
    day = max(right.first, solved.first_day)
    reason = solved.explainer.reason(allowance.receives, carers[0], day)
    return tuple(dict.fromkeys(solved.ground(cause) for cause in causes(solved.explainer, reason)))


# ------------------------------------------------------------------------------ ended rights

_ENDS = {
    Status.SUSPENDED: Kind.SUSPENSION,
    Status.REFUSED: Kind.TERMINATION,
}


def _ended(solved: Solved) -> Iterator[Matter]:
    """Rights in payment that are suspended or end, and suspended ones that are paid again."""
    found: dict[tuple[Kind, str, Day], list[Item]] = {}
    rights = solved.determination.rights
    for before in rights:
        for right in rights:
            follows = (
                (before.benefit, before.about) == (right.benefit, right.about)
                and before.after == right.first
                and solved.first_day < right.first < solved.after
            )
            if not follows:
                continue
            kind, holder = None, before.holder
            if before.status is Status.GRANTED:
                kind = _ENDS.get(right.status)
            elif before.status is Status.SUSPENDED and right.status is Status.GRANTED:
                kind, holder = Kind.RESUMPTION, right.holder
            if kind is None or holder is None:
                continue
            about = (right.about,) if right.about in solved.facts.children else ()
            paid: tuple[Payment, ...] = ()
            end = None
            if kind is Kind.RESUMPTION:
                end = end_of(solved, right)
                paid = tuple(
                    payment
                    for payment in solved.payments
                    if payment.benefit == right.benefit
                    and payment.payees == (holder,)
                    and (not about or about[0] in payment.for_whom)
                )
            item = Item(right.benefit, about, right.status, right.first, end, paid, right.grounds)
            found.setdefault((kind, holder, right.first), []).append(item)
    for (kind, holder, _), items in found.items():
        yield Matter(kind, holder, None, None, tuple(items))


# ------------------------------------------------------------------------------ debts


def _debts(solved: Solved) -> Iterator[Matter]:
    """What somebody was surely paid too much: a letter to hear them, and the injunction."""
    made = solved.determination
    by_payee: dict[str, list[Overpaid]] = {}
    for balance in made.balances:
        if balance.overpaid and balance.due_least == balance.due_most:
            by_payee.setdefault(balance.payee, []).append(
                Overpaid(
                    balance.benefit,
                    balance.month,
                    balance.for_whom,
                    balance.paid,
                    balance.due_most,
                )
            )
    for payee, overpaid in by_payee.items():
        set_off = next((each for each in made.set_offs if each.payee == payee), None)
        for kind in (Kind.HEARING, Kind.RECOVERY_INJUNCTION):
            items = tuple(_behind(solved, payee, overpaid))
            yield Matter(kind, payee, None, None, items, tuple(overpaid), set_off)


def _behind(solved: Solved, payee: str, overpaid: list[Overpaid]) -> Iterator[Item]:
    """The ended rights that the debt comes from."""
    benefits = {each.benefit for each in overpaid}
    children = {child for each in overpaid for child in each.children}
    for right in solved.determination.rights:
        if right.benefit not in benefits or right.status is Status.GRANTED:
            continue
        if right.about not in children and right.about != payee:
            continue
        about = (right.about,) if right.about in solved.facts.children else ()
        yield Item(right.benefit, about, right.status, right.first, None, (), right.grounds)
