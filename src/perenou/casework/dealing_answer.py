"""What is answered about dealings with other states' institutions, as plain frozen data."""

from __future__ import annotations

from typing import NamedTuple

from perenou.rules.types import Cents, Day, Months


class Happening(NamedTuple):
    """An event of the file.

    Attributes:
        on: its day as the file tells it; empty: no day. what: its kind. by, first: states.
        payee: id of a person. months: of a statement. is_to_come: after the day of the question.
    """

    on: str
    what: str
    by: str
    first: str
    payee: str
    amount: Cents | None
    months: tuple[Months, Months] | None
    reason: str
    source: str
    is_to_come: bool


class Step(NamedTuple):
    """A document to send or to expect next.

    Attributes:
        key: of its texts. code, case: as institutions call it. way: ``send`` or ``expect``.
        for_whom: ids of the children. due: its last day, if the acts set one. citation: why.
        data: keys of what it carries. missing: key and whose (an id, or empty) of what the file
            does not hold of that.
    """

    key: str
    code: str
    case: str
    way: str
    for_whom: tuple[str, ...]
    due: Day | None
    citation: str
    data: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]


class InstitutionClaim(NamedTuple):
    """What one institution may claim from another for what it paid provisionally.

    Attributes:
        creditor, debtor: states. amount: by the file's figures; of another state as it stated it.
        stated: as stated, if it was. arrears: what the debtor owes the family for these months and
            holds back; None: of the other state, or not known. transferred: what came over so far.
        most_a_month: what may be held back of current payments for the rest, if Estonia owes it.
    """

    creditor: str
    debtor: str
    for_whom: tuple[str, ...]
    first_month: Months
    last_month: Months
    amount: Cents
    stated: Cents | None
    arrears: Cents | None
    transferred: Cents
    most_a_month: Cents
    citation: str

    @property
    def left(self) -> Cents:
        """What has not come over yet."""
        return max(0, self.amount - self.transferred)


class DealingAnswer(NamedTuple):
    """Where the dealings with one state stand.

    Attributes:
        state: the other state. asked: the state asked first, or empty. stage: key of where things
            stand. first: the state that pays first by what was decided, or empty. payers: id of a
            child and the state that pays meanwhile. derived: the state that the facts put first
            now, or empty. decided: the state of the provisional decision, or empty.
        clocks: key and day of each clock that has begun. duties: name and provision of what is to
            be done or expected without a document. recovery: whether recovery may be requested,
            None while open, and the names of the conditions that are not met or not known; None: it
            is not asked.
    """

    state: str
    for_whom: tuple[str, ...]
    asked: str
    stage: str
    first: str
    payers: tuple[tuple[str, str], ...]
    derived: str
    decided: str
    clocks: tuple[tuple[str, Day], ...]
    happenings: tuple[Happening, ...]
    steps: tuple[Step, ...]
    claims: tuple[InstitutionClaim, ...]
    duties: tuple[tuple[str, str], ...]
    recovery: tuple[bool | None, tuple[str, ...]] | None


class OverrideAnswer(NamedTuple):
    """A state that an official put first, and what it changes in what Estonia pays.

    Attributes:
        instead_of: the states that the rest of the file puts first. months: by month the least and
            most without it, and with it.
    """

    child: str
    state: str
    instead_of: tuple[str, ...]
    reason: str
    by: str
    first: Day | None
    last: Day | None
    months: tuple[tuple[Months, tuple[Cents, Cents], tuple[Cents, Cents]], ...]

    @property
    def difference(self) -> tuple[Cents, Cents]:
        """What it adds to all payments of the months asked about, as least and most."""
        changes = [(after[0] - before[0], after[1] - before[1]) for _, before, after in self.months]
        low, high = sum(low for low, _ in changes), sum(high for _, high in changes)
        return min(low, high), max(low, high)
