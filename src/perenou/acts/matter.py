"""Something to decide or to write about in a case, as plain frozen data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from perenou.acts.ends import End
from perenou.acts.kinds import LETTERS as LETTERS
from perenou.acts.kinds import Kind as Kind
from perenou.acts.passing import Instead as Instead
from perenou.casework.case_file.schema import Claim
from perenou.casework.determination import (
    STATE_PREFIX,
    Change,
    Ground,
    Payment,
    Question,
    SetOff,
    StateMonth,
    Status,
)
from perenou.casework.parental_answer import Sheet
from perenou.rules.types import Cents, Day, Months

NOT_ADVERSE: Final = LETTERS | {Kind.GRANT, Kind.RESUMPTION, Kind.CORRECTION}
"""What neither takes nor denies anything, so that nobody has to be heard first."""

ON_REQUEST: Final = (
    Kind.REVOCATION,
    Kind.CHALLENGE_DECISION,
    Kind.CHALLENGE_RETURN,
    Kind.CORRECTION,
    Kind.INFORMATION,
)
"""What an official begins: nothing in a case alone asks for it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One benefit for some children, decided in one way.

    Attributes:
        about: ids of the children; empty for a benefit of the family. first: from when. end: until
            when it is paid, of a grant. grounds: why. later: from when a grant rests on something
            else, and on what. late: whether it was claimed too late for
            all of its time. before, after: monthly amounts of a change. debtor: who owes the
            maintenance that it stands in for. former: who was paid until then, in a notice whoever
            is paid; nobody who has died. passes: whether it passes from one to another.
            turned: why it does. instead: whom it passes from without taking it from them.
            open_months: of a grant, months whose amount is not decided yet. by_own_law: what it is
            by Estonian law, where it is paid in one sum with others beside another state's benefit.
    """

    benefit: str
    about: tuple[str, ...]
    status: Status
    first: Day
    end: End | None
    payments: tuple[Payment, ...]
    grounds: tuple[Ground, ...]
    later: tuple[tuple[Day, tuple[Ground, ...]], ...] = ()
    late: bool = False
    before: Cents = 0
    after: Cents = 0
    debtor: str | None = None
    former: str | None = None
    passes: bool = False
    turned: tuple[Ground, ...] = ()
    instead: Instead | None = None
    open_months: tuple[Months, ...] = ()
    by_own_law: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True)
class Overpaid:
    """What was paid to somebody for months and has to be paid back.

    Attributes:
        last: the last month. paid, due: None where only what has to be paid back is told.
        ground, citation: the norm that orders it although it was due when paid, if one does.
    """

    benefit: str
    month: Months
    last: Months
    children: tuple[str, ...]
    too_much: Cents
    paid: Cents | None = None
    due: Cents | None = None
    ground: str = ""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to decide or write about one person.

    Attributes:
        kind: of the act or letter. addressee: id of whom it is to. claim: the claim that asks for
            it, if one does. received: the day on which that arrived. items: what is decided.
        overpaid: months to pay back. set_off: how much of it may be set off.
        questions: what is still missing. sheets: how daily rates were computed.
        states: what other states owe beside. changes: coming changes that are told.
        without_claim: whether it tells of a grant that nobody had to claim. planned: of a letter
            to hear somebody, the kind of the decision that is planned. is_former: of a notice,
            whether it goes to who was paid until then. stopped: the kind of the
            decision that has already ended or suspended payment for the months of a debt.
    """

    kind: Kind
    addressee: str
    claim: Claim | None
    received: Day | None
    items: tuple[Item, ...]
    overpaid: tuple[Overpaid, ...] = ()
    set_off: SetOff | None = None
    questions: tuple[Question, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    states: tuple[StateMonth, ...] = ()
    changes: tuple[Change, ...] = ()
    without_claim: bool = False
    planned: Kind | None = None
    is_former: bool = False
    stopped: Kind | None = None

    @property
    def benefits(self) -> tuple[str, ...]:
        """The benefits concerned, each once."""
        of_items = (item.benefit for item in self.items)
        of_changes = (change.benefit for change in self.changes)
        return _once([*of_items, *(each.benefit for each in self.overpaid), *of_changes])

    @property
    def children(self) -> tuple[str, ...]:
        """The children concerned, each once; of a family's benefit those it is paid for."""
        found = [child for item in self.items for child in item.about]
        found += [child for each in self.overpaid for child in each.children]
        found += [c for item in self.items for p in item.payments for c in p.for_whom]
        return _once(found)

    @property
    def is_to_state(self) -> bool:
        """Whether it goes to another state's institution."""
        return self.addressee.startswith(STATE_PREFIX)

    @property
    def is_letter(self) -> bool:
        """Whether it decides nothing."""
        return self.kind in LETTERS

    @property
    def is_adverse(self) -> bool:
        """Whether it takes or denies something, so that somebody has to be heard first."""
        if self.kind is Kind.CHANGE:
            return any(item.after < item.before for item in self.items)
        return self.kind not in NOT_ADVERSE

    @property
    def is_undue(self) -> bool:
        """Whether anything was paid that was not due."""
        return any(not each.ground for each in self.overpaid)

    @property
    def is_revoked(self) -> bool:
        """Whether the grant of what was not due stands, so that it has to be revoked first."""
        return self.is_undue and self.stopped is None

    @property
    def total(self) -> Cents:
        """All that has to be paid back."""
        return sum(each.too_much for each in self.overpaid)


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
