"""The form of answers about families of several states, and about what their institutions do."""

from __future__ import annotations

from typing_extensions import TypedDict

from perenou.api.answers import Amount, Between, Bounds, OfOne, OfWhom


class ForeignBenefit(TypedDict):
    """A benefit of another state and how its sum was converted."""

    name: str
    amount: str | None
    currency: str
    interval: str
    shared_by: int | None
    rate: str | None
    rate_day: str | None
    rate_source: str
    source: str


class StateMonth(OfOne):
    """What a state owes for a child and month."""

    month: str
    kind: str
    state: str
    role: str
    ground: str | None
    reason: str | None
    own: Bounds
    paid: Bounds
    suspended: Bounds
    refund: Amount
    refund_for: list[str]
    benefits: list[ForeignBenefit]
    provisional: bool


class OverrideMonth(TypedDict):
    """What a decision on priority changes in a month."""

    month: str
    before: Bounds
    after: Bounds


class OverrideDifference(TypedDict):
    """What it changes in all."""

    least: Amount
    most: Amount


_OverrideDays = TypedDict("_OverrideDays", {"from": str | None, "to": str | None})


class Override(OfOne, _OverrideDays):
    """A state that an official put first, otherwise than the facts do."""

    state: str
    instead_of: list[str]
    reason: str
    by: str | None
    difference: OverrideDifference
    months: list[OverrideMonth]


class Event(_OverrideDays):
    """Something that happened between institutions, or is to come."""

    on: str | None
    what: str
    by: str | None
    first: str | None
    payee: str | None
    amount: Amount | None
    reason: str
    source: str
    to_come: bool


class MissingData(TypedDict):
    """What a document still needs."""

    data: str
    of: str | None


class Step(OfWhom):
    """What is to be done next, and by which document."""

    key: str
    code: str
    case: str
    way: str
    due: str | None
    citation: str
    data: list[str]
    missing: list[MissingData]


class Claim(OfWhom, Between):
    """Money that an institution claims of another."""

    creditor: str
    debtor: str
    amount: Amount
    stated: Amount | None
    held_back: Amount | None
    transferred: Amount
    left: Amount
    most_a_month: Amount
    citation: str


class Duty(TypedDict):
    """What holds for the dealing."""

    name: str
    citation: str


class MayRecover(TypedDict):
    """Whether money may be claimed back; None: not known."""

    may: bool | None
    unmet: list[str]


class Dealing(OfWhom):
    """One child and one other state's institution."""

    state: str
    asked_first: str | None
    stage: str
    pays_first: str | None
    pays_meanwhile: dict[str, str]
    by_facts: str | None
    by_decision: str | None
    clocks: dict[str, str]
    events: list[Event]
    steps: list[Step]
    claims: list[Claim]
    duties: list[Duty]
    recovery: MayRecover | None
