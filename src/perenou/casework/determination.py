"""A determination: everything that is answered about a case, as plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from perenou.casework.dealing_answer import DealingAnswer, OverrideAnswer
from perenou.casework.parental_answer import ParentalAnswer
from perenou.rules.types import Cents, Day, Months


class Status(StrEnum):
    """What becomes of a right."""

    GRANTED = "granted"
    UNCLAIMED = "unclaimed"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    UNDECIDED = "undecided"


SOMEBODY: Final = "somebody"
"""The id of the adult who raises a child when the file names no adult at all."""

STATE_PREFIX: Final = "state:"
"""Before a state's code where a state is named among the ids of people."""

DEATH_OF_CHILD: Final = "child_death_day"
"""The name of a ground that says when a child died, so that its right has ended."""

LATENESS: Final = "_covered_from"
"""The end of the name of a ground that says from when a late claim brings payment."""

SURVIVORS: Final = ("survivors_allowance", "survivors_allowance_second")
"""Survivor's allowance for the parent lost first and for the other."""

OUT_OF_TIME: Final = ("_claim_in_time", "_last_claim_day")
"""Ends of names of grounds that say that a one-off allowance was not claimed in time."""

VALIDITY: Final = "Validity"
"""What a ground gives whose norm does not hold on its day."""


class Ground(NamedTuple):
    """One reason: what was found, for whom, under which provision.

    Attributes:
        name: the norm, figure or fact. about: ids of the people it speaks of. day: the day it
            was looked at. value, gives: the value found and its type's name; bounds if open.
            Where the norm does not hold on the day, ``Validity`` and from and to when it does.
        wording: the day on whose wording the provision reads so. row: of the name's unit.
        days: of a no that comes from comparing days of life alone: these facts and their days.
        turns: of a no that explains a refusal beside others: the day from which it is a yes, or,
            not after ``day``, from which it no longer is. who: the person or state that a value
            points to; empty where it points to none, or is no such value.
    """

    name: str
    about: tuple[str, ...]
    day: Day
    value: int | bool | tuple[int, int]
    gives: str
    citation: str | None
    wording: Day
    row: int = 0
    days: tuple[tuple[str, Day], ...] = ()
    turns: Day | None = None
    who: str = ""


def points_to_person(name: str) -> bool:
    """Whether a value of the kind that points to a row points to a person."""
    return name.endswith(("_recipient", "_recipient_at_start", "_recipient_at_begin", "_payee"))


def points_to_state(name: str) -> bool:
    """Whether it points to a state: the one that pays first, as somebody named or decided."""
    return name == "named_primary" or name.endswith(
        ("_decided_first", "_settled_first", "overridden_first")
    )


class Payment(NamedTuple):
    """A benefit for one month.

    Attributes:
        benefit: its key. month: counted from month 0 = January of year 0. days: for how many of
            the month's days, or None when open. least, most: the amount in cents, equal when
            certain. payees: id of the payee; several when it is open which. for_whom: ids of the
            children. to_childs_account: whether it goes to the child's own account.
        name, row: the engine's value behind the amount. debtor: id of who owes the maintenance
        that the benefit stands in for. paid_by: the last day for paying, where the act names it.
        pay_day: the day on which it is paid, moved over days off; None where that is not said.
        reduction: what earnings have taken off the amount, as least and most. net: what is left
        of it after income tax, as least and most; None: it is not taxed, or not known when paid.
    """

    benefit: str
    month: Months
    days: int | None
    least: Cents
    most: Cents
    payees: tuple[str, ...]
    for_whom: tuple[str, ...]
    to_childs_account: bool
    name: str
    row: int
    debtor: str | None = None
    paid_by: Day | None = None
    pay_day: Day | None = None
    reduction: tuple[Cents, Cents] = (0, 0)
    net: tuple[Cents, Cents] | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the amount does not depend on anything unknown."""
        return self.least == self.most


class Right(NamedTuple):
    """A spell of a right: granted, unclaimed, suspended, refused or undecided.

    The right to a one-off allowance arises on its ``first`` day, unless ``after`` is None: then it
    never arose, or it is open when.

    Attributes:
        about: id of the child, or of the parent for a family's allowance. first, after: the
            spell, half-open; ``after`` None: to the end of what is asked. grounds: why.
        debtor: id of who owes the maintenance that the benefit stands in for.
    """

    benefit: str
    about: str
    holder: str | None
    status: Status
    first: Day
    after: Day | None
    grounds: tuple[Ground, ...]
    debtor: str | None = None

    @property
    def is_late(self) -> bool:
        """Whether it arose before, and a late claim brings no more (PHS § 28 lg 2)."""
        return self.status is Status.GRANTED and self._has_late_claim

    @property
    def is_lost(self) -> bool:
        """Whether it is not paid because it was not claimed in time (PHS § 28 lg 2-3)."""
        if self.status is Status.REFUSED:
            return any(g.name.endswith(OUT_OF_TIME) and g.value is not True for g in self.grounds)
        return self.status is Status.UNCLAIMED and self._has_late_claim

    @property
    def _has_late_claim(self) -> bool:
        return any(ground.name.endswith(LATENESS) for ground in self.grounds)


class Payee(NamedTuple):
    """Why an adult and nobody else is paid a child's allowance in a spell.

    Attributes:
        first, after: half-open; ``after`` None: to the end of what is asked. why: a shared child
            is counted in their family by ``order`` or ``agreement`` or, not told by which,
            ``counted``; ``unsettled``: nobody has said in whose; ``agreed``: they took over with
            consent; ``unobtainable``: without it, because of an emergency or war; ``first``: they
            claimed first; ``first_in_emergency``: so too, though another raises the child because
            of an emergency or war; ``suspended``: payment to ``over``, who comes before them, is
            suspended on the ``grounds``; ``later``: who else is entitled claimed only after the
            spell; ``alone``: no other claimant is entitled.
        without_consent: whether the recipient before did not consent. family: who counts together.
    """

    child: str
    payee: str
    first: Day
    after: Day | None
    why: str
    without_consent: bool
    family: tuple[str, ...]
    over: str | None = None
    grounds: tuple[Ground, ...] = ()


class Question(NamedTuple):
    """A missing fact, asked.

    Attributes:
        facts: names of the facts; several when one question settles them. about: ids of the
            people. weight: by how many cents the answer narrows the result. asked_by: provisions.
    """

    facts: tuple[str, ...]
    about: tuple[str, ...]
    weight: Cents
    asked_by: tuple[str, ...]


class Doubt(NamedTuple):
    """A doubt (kahtlus): an unsettled point that touches this case.

    Attributes:
        key: key of its texts. names: norms or figures concerned. reading: the other reading;
            empty for a figure, and for a doubt that has no second computation. difference: the
            other reading's total less this one's, in cents, as least and most. leaves_open: whether
            months whose amount is open are left out of that. between: how much more Estonia would
            refund to other states, less what they refund to it; in no total of the family's.
            moved: how much would be paid to another person, the total being the same.
    """

    key: str
    names: tuple[str, ...]
    citation: str
    reading: str
    difference: tuple[Cents, Cents] | None
    leaves_open: bool = False
    between: Cents = 0
    moved: Cents = 0


class Deadline(NamedTuple):
    """A day by which something must be done.

    Attributes:
        kind: ``decision``, ``objection`` (to a grant without a claim), ``claim`` (later claims
            lose money), ``one_off_claim`` (later claims lose all), ``month_lost`` (each month of
            waiting loses a month) or ``old_right`` (later claims follow new rules only). Of
            parental benefit: ``parental_claim`` and ``parental_month_lost`` likewise,
            ``employer_objection``, and until when the agency checks, ``income_check`` and
            ``base_check``. Between institutions: ``position_expected``
            and ``position_own`` (until when to answer), ``position_reminder`` (our own),
            ``commission`` (from when it may be asked), ``conciliation``, ``statement_own`` and
            ``statement_expected`` (of what was paid provisionally), ``yearly_check``.
    """

    kind: str
    day: Day
    benefit: str
    about: tuple[str, ...]
    citation: str


class Balance(NamedTuple):
    """What was paid against what was due, for one month of a benefit; positive: paid too much."""

    benefit: str
    month: Months
    payee: str
    for_whom: tuple[str, ...]
    paid: Cents
    due_least: Cents
    due_most: Cents

    @property
    def overpaid(self) -> Cents:
        """What is certainly too much."""
        return max(0, self.paid - self.due_most)

    @property
    def underpaid(self) -> Cents:
        """What is certainly too little."""
        return max(0, self.due_least - self.paid)


class SetOff(NamedTuple):
    """How an overpayment may be set off: total, the most a month, and from which provision.

    Attributes:
        most_a_month: against family allowances and maintenance allowance.
        most_from_parental_benefit: against a month of parental benefit; None: none is granted, or
            the limit of that time is not known. kept: what of that month must be left.
        elsewhere: other states that pay the family and may be asked to hold back.
    """

    payee: str
    total: Cents
    most_a_month: Cents
    citation: str
    most_from_parental_benefit: Cents | None = None
    kept: Cents | None = None
    elsewhere: tuple[str, ...] = ()


class StateSocialTax(NamedTuple):
    """Social tax that the State pays for a recipient of parental benefit, for one month.

    Attributes:
        least, most: in cents; for a month that is paid in part ``least`` is nothing, as it is not
            said how much is then paid.
    """

    payee: str
    month: Months
    least: Cents
    most: Cents


class Waiting(NamedTuple):
    """What is suspended until the recipient claims it.

    Attributes:
        first_month, last_month: between which months. least, most: of all of them, in cents.
    """

    benefit: str
    payees: tuple[str, ...]
    children: tuple[str, ...]
    first_month: Months
    last_month: Months
    least: Cents
    most: Cents
    citation: str

    def together(self, later: Waiting) -> Waiting:
        """The same with a later month."""
        return self._replace(
            last_month=later.last_month, least=self.least + later.least, most=self.most + later.most
        )


class StateClaim(NamedTuple):
    """A month of what a debtor owes, to the child and to the State that paid in their stead.

    Attributes:
        passed: what the State paid in the month and may now claim, of enforcement and bankruptcy
            time; passed_in_court_time: the same of court time, which the agency collects itself.
        collected, childs_part, states_part: what came in in the month, and whose it is.
        owed_to_child, owed_to_state: what is then left of both claims.
    """

    debtor: str
    child: str
    month: Months
    passed: Cents
    passed_in_court_time: Cents
    collected: Cents
    childs_part: Cents
    states_part: Cents
    owed_to_child: Cents
    owed_to_state: Cents


class Recovery(NamedTuple):
    """What a recipient has to pay back although it was due when paid, and why.

    Attributes:
        least, most: in cents, equal when certain. ground: the norm that orders it.
    """

    benefit: str
    payees: tuple[str, ...]
    child: str
    debtor: str
    first_month: Months
    last_month: Months
    least: Cents
    most: Cents
    ground: str
    citation: str


class Role(StrEnum):
    """What a state is for a child, a month and a kind of benefit."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    NO_RIGHT = "no_right"
    OPEN = "open"
    OUTSIDE = "outside"
    """Coordination does not reach the state: Estonian law or a bilateral agreement alone."""


class ForeignAmount(NamedTuple):
    """Another state's benefit as it was told.

    Attributes:
        name: what it is called there. amount: in hundredths of the currency, for the interval;
            None: not known. shared_by: children among whom it is split. rate: in millionths
            of the currency for one euro; None: euros, or not known. source: who reported it.
    """

    name: str
    amount: int | None
    currency: str
    interval: str
    shared_by: int | None
    rate: int | None
    source: str
    rate_day: Day | None = None
    rate_source: str = ""


class StateMonth(NamedTuple):
    """What one state owes for one child in one month of one kind of benefits.

    Attributes:
        kind: ``general`` or ``replacing``. state: ISO code. ground: ``work``, ``pension`` or
            ``residence``; empty while open. reason: key of why it pays first, or adds nothing.
        own_least, own_most: what its own law gives, in euro cents. paid_least, paid_most: what it
            pays the family. suspended_least, suspended_most: what it does not pay of its own.
        refund: what it refunds to the state that pays, between institutions, not to the family.
            refund_for: the children for whom that is together; it is told with the first of them.
        is_provisional: a supplement reckoned before the other state said what it pays.
    """

    month: Months
    child: str
    kind: str
    state: str
    role: Role
    ground: str
    reason: str
    own_least: Cents
    own_most: Cents
    paid_least: Cents
    paid_most: Cents
    suspended_least: Cents
    suspended_most: Cents
    refund: Cents
    benefits: tuple[ForeignAmount, ...]
    is_provisional: bool = False
    refund_for: tuple[str, ...] = ()


class Change(NamedTuple):
    """A coming change of a monthly amount, and what brings it.

    Attributes:
        begun: the day within the month from which it is paid by days, where payment begins so.
    """

    benefit: str
    about: str
    day: Day
    before: tuple[Cents, Cents]
    after: tuple[Cents, Cents]
    grounds: tuple[Ground, ...]
    begun: Day | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a determination was made from; enough to make it again and compare.

    Attributes:
        law: fingerprint of the norms and figures applied. facts, answer: hashes of the facts and
            of the payments. reforms: what is laid over the law: title and digest of each.
    """

    perenou: str
    law: str
    as_of: Day
    first_month: Months
    last_month: Months
    readings: tuple[tuple[str, str], ...]
    facts: str
    answer: str
    reforms: tuple[str, ...] = ()


class Determination(NamedTuple):
    """The answer to a case.

    Attributes:
        if_ordinary: least and most of all payments if nothing exceptional happened of which the
            file is silent; None when the file says that, or when it does not matter.
        parental: months, quotas, calendars and sheets of parental benefit, if days are claimed.
        reading_reasons: by norm, why another reading of it was chosen.
        payees: who is paid and why, where more than one adult could be.
        waiting: what is suspended until it is claimed; in no payment and no total.
    """

    title: str
    as_of: Day
    first_month: Months
    last_month: Months
    names: tuple[tuple[str, str], ...]
    payments: tuple[Payment, ...]
    rights: tuple[Right, ...]
    questions: tuple[Question, ...]
    doubts: tuple[Doubt, ...]
    deadlines: tuple[Deadline, ...]
    balances: tuple[Balance, ...]
    set_offs: tuple[SetOff, ...]
    changes: tuple[Change, ...]
    receipt: Receipt
    recoveries: tuple[Recovery, ...] = ()
    state_claims: tuple[StateClaim, ...] = ()
    if_ordinary: tuple[Cents, Cents] | None = None
    state_social_tax: tuple[StateSocialTax, ...] = ()
    state_months: tuple[StateMonth, ...] = ()
    parental: ParentalAnswer | None = None
    dealings: tuple[DealingAnswer, ...] = ()
    overrides: tuple[OverrideAnswer, ...] = ()
    reading_reasons: tuple[tuple[str, str], ...] = ()
    payees: tuple[Payee, ...] = ()
    waiting: tuple[Waiting, ...] = ()

    @property
    def total(self) -> tuple[Cents, Cents]:
        """All payments together: least and most, in cents."""
        return sum(p.least for p in self.payments), sum(p.most for p in self.payments)

    def name_of(self, who: str) -> str:
        """The name to show for an id."""
        return dict(self.names).get(who, who)
