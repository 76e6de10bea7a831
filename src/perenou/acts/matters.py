"""All that there is to decide or to write about in a case, in the order in which it is numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from perenou.acts.court_days import in_court_days
from perenou.acts.ends import Outlook
from perenou.acts.from_abroad import abroad
from perenou.acts.from_claims import claimed
from perenou.acts.from_course import in_course
from perenou.acts.from_days import claimed_days
from perenou.acts.from_debts import debts, ended_once
from perenou.acts.letters_beside import hearings, notices
from perenou.acts.matter import LETTERS, ON_REQUEST, Kind, Matter
from perenou.acts.who_is_told import is_alive
from perenou.casework.determination import Change
from perenou.casework.tell_money import is_part_month
from perenou.rules.calendar import month_of

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def matters(solved: Solved) -> tuple[Matter, ...]:
    """What the case itself asks for: the claims first, in the order of the file.

    Nothing is written to the dead; what it was about is told to whoever is paid next.
    """
    ahead = Outlook(solved)
    claims = (*claimed(solved, ahead), *claimed_days(solved, ahead))
    every = (*claims, *in_course(solved, ahead), *debts(solved), *abroad(solved, claims))
    reached = [in_court_days(solved, each) for each in every if _is_reached(solved, each)]
    found = tuple(ended_once(reached))
    beside = (*notices(solved, found), *hearings(found))
    return (*found, *(each for each in beside if _is_reached(solved, each)))


def _is_reached(solved: Solved, matter: Matter) -> bool:
    """Whether the addressee lives when it is written, and when what it decides begins."""
    day = min((item.first for item in matter.items), default=solved.as_of)
    return is_alive(solved, matter.addressee, day)


def on_request(solved: Solved, found: Sequence[Matter]) -> tuple[Matter, ...]:
    """What an official may begin: about each person of whom there is something to decide."""
    return tuple(_begun(solved, found))


def _begun(solved: Solved, found: Sequence[Matter]) -> Iterator[Matter]:
    people = dict.fromkeys(m.addressee for m in found if m.addressee in solved.facts.people)
    for who in people:
        # A challenge, a slip or a change of mind is about what was decided on a claim, if any was.
        about = [m for m in found if m.addressee == who and m.kind not in LETTERS]
        claims = [m for m in about if m.claim is not None] or [m for m in about if not m.overpaid]
        for kind in ON_REQUEST:
            if kind is Kind.INFORMATION:
                yield _information(solved, who)
            elif claims and not any(m.kind is kind for m in about):
                # What is most likely challenged or mended is a debt, otherwise the last claim.
                injunctions = [m for m in about if m.kind is Kind.RECOVERY_INJUNCTION]
                of_debt = injunctions if kind is not Kind.REVOCATION else []
                yield replace((of_debt or claims)[-1], kind=kind)


def _information(solved: Solved, who: str) -> Matter:
    """A letter about coming changes of what somebody is paid."""
    paid = {(p.benefit, c) for p in solved.payments if p.payees == (who,) for c in p.for_whom}
    changes = tuple(
        change
        for change in solved.determination.changes
        if change.before[0] == change.before[1] and change.after[0] == change.after[1]
        if change.about == who or (change.benefit, change.about) in paid
        if not _follows_part_month(solved, change)
    )
    return Matter(Kind.INFORMATION, who, None, None, (), changes=changes)


def _follows_part_month(solved: Solved, change: Change) -> bool:
    """Whether the amount only grows because the first month was paid by days."""
    return any(
        payment.benefit == change.benefit
        and payment.month == month_of(change.day) - 1
        and is_part_month(payment)
        for payment in solved.payments
    )
