"""The form of answers about cases; `casework/as_json.py` makes their parts."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from perenou.api.answers import (
    Amount,
    Between,
    Bounds,
    Cited,
    OfOne,
    OfWhom,
    Said,
    Since,
    Told,
    Value,
)
from perenou.api.answers_of_days import Parental
from perenou.api.answers_of_dealings import Dealing, Override, StateMonth


class Found(TypedDict):
    """What was found of a norm, figure or fact."""

    name: str
    about: list[str]
    day: str
    value: Value
    type: str
    citation: str | None


class Ground(Found):
    """What something rests on; ``turns``: the day from which a no is a yes, or a yes was a no."""

    turns: str | None


class Reason(Found):
    """A node of the tree of reasons; ``because`` names others by their places."""

    kind: str
    link: str | None
    because: list[int]


class Payment(OfWhom):
    """What is paid of a benefit for a month; ``reason`` is a place among the reasons."""

    benefit: str
    month: str
    days: int | None
    least: Amount
    most: Amount | None
    certain: bool
    payees: list[str]
    debtor: str | None
    paid_by: str | None
    pay_day: str | None
    reduction: Bounds
    net: Bounds | None
    to_childs_account: bool
    reason: NotRequired[int]
    net_reason: NotRequired[int | None]


class SocialTax(TypedDict):
    """Social tax that the state pays."""

    payee: str
    month: str
    least: Amount
    most: Amount


class Payee(OfOne, Since):
    """Who is paid a child's allowance in a spell, over whom, and why they and nobody else."""

    payee: str
    why: str
    without_consent: bool
    counted_together: list[str]
    over: str | None
    grounds: list[Ground]


class Right(Since):
    """Whether and since when there is a right."""

    benefit: str
    about: str
    holder: str | None
    debtor: str | None
    status: str
    grounds: list[Ground]


class OpenQuestion(TypedDict):
    """Facts that still decide, by their names, and how much hangs on them."""

    facts: list[str]
    about: list[str]
    decides: Amount
    asked_by: list[str]


class Doubt(TypedDict):
    """A point that the law leaves open, and what its other reading would change."""

    key: str
    names: list[str]
    citation: str
    reading: str
    difference: Bounds | None
    between_states: Amount
    moved: Amount


class Deadline(TypedDict):
    """A day by which something has to be done."""

    kind: str
    day: str
    benefit: str | None
    about: list[str]
    citation: str


class Balance(OfWhom):
    """What was paid for a month beside what was due."""

    benefit: str
    month: str
    payee: str
    paid: Amount
    due: Bounds
    overpaid: Amount
    underpaid: Amount


class SetOff(TypedDict):
    """How what was overpaid is held back."""

    payee: str
    total: Amount
    most_a_month: Amount
    most_from_parental_benefit: Amount | None
    kept: Amount | None
    citation: str
    elsewhere: list[str]


class Recovery(OfOne, Between):
    """What a debtor has to pay back to the state."""

    benefit: str
    payees: list[str]
    debtor: str | None
    least: Amount
    most: Amount
    ground: str
    citation: str


class Waiting(OfWhom, Between):
    """What is suspended until the recipient claims it; in no total."""

    benefit: str
    payees: list[str]
    least: Amount
    most: Amount
    citation: str


class StateClaim(OfOne):
    """What a debtor owes for a month, and to whom."""

    debtor: str
    month: str
    passed: Amount
    passed_in_court_time: Amount
    collected: Amount
    childs_part: Amount
    states_part: Amount
    owed_to_child: Amount
    owed_to_state: Amount


class Change(TypedDict):
    """A day from which a sum is another one, and why; ``begun``: within a month paid by days."""

    benefit: str
    about: str
    day: str
    before: Bounds
    after: Bounds
    grounds: list[Ground]
    begun: str | None


class Receipt(TypedDict):
    """What the answer was made from; days and months as in Python's interface."""

    perenou: str
    law: str
    as_of: int
    first_month: int
    last_month: int
    readings: list[list[str]]
    facts: str
    answer: str
    reforms: list[str]


class Determined(Between):
    """An answer to a case; with detail “whole” also the reasons and what is told day by day."""

    perenou: str
    title: str
    as_of: str
    names: dict[str, str]
    total: Bounds
    if_ordinary: Bounds | None
    payments: list[Payment]
    payees: list[Payee]
    rights: list[Right]
    questions: list[OpenQuestion]
    doubts: list[Doubt]
    deadlines: list[Deadline]
    balances: list[Balance]
    set_offs: list[SetOff]
    recoveries: list[Recovery]
    waiting: list[Waiting]
    state_claims: list[StateClaim]
    overrides: list[Override]
    dealings: list[Dealing]
    changes: list[Change]
    receipt: Receipt
    told: str
    cited: list[Cited]
    reasons: NotRequired[list[Reason]]
    parental: NotRequired[Parental | None]
    states: NotRequired[list[StateMonth]]
    state_social_tax: NotRequired[list[SocialTax]]


class SumsDue(Between):
    """Payments and their total; whether they are certain, but not whether the law is."""

    perenou: str
    law: str
    as_of: str
    total: Bounds
    certain: bool
    payments: list[Payment]


class Explained(TypedDict):
    """Why a benefit is due or not."""

    benefit: str
    lines: list[Said]
    cited: list[Cited]


class Question(TypedDict):
    """What has to be asked, the names of its facts, and of whom."""

    question: str
    hint: str
    facts: list[str]
    about: list[str]


class MissingFacts(TypedDict):
    """Whether the answer is certain, and what to ask otherwise."""

    certain: bool
    questions: list[Question]


class Side(TypedDict):
    """One of two answers."""

    as_of: str
    total: Bounds


class MonthDiffers(OfWhom):
    """A payment that differs; None: there is none."""

    benefit: str
    month: str
    payees: list[str]
    before: Bounds | None
    after: Bounds | None


class Difference(TypedDict):
    """By how much an answer is more than another."""

    least: Amount
    most: Amount


class Compared(TypedDict):
    """Two answers beside each other."""

    perenou: str
    before: Side
    after: Side
    difference: Difference
    differences: list[MonthDiffers]
    told: str
    sections: list[Told]
