"""The form of what is told of parental benefit day by day."""

from __future__ import annotations

from typing_extensions import TypedDict

from perenou.api.answers import Amount, Between, Bounds, OfOne, Value


class OpenDays(TypedDict):
    """A number of days that is not known."""

    least: int
    most: int


Days = int | OpenDays
"""A number of days."""


class DaysOfMonth(OfOne):
    """Days of a month and what is paid for them."""

    benefit: str
    month: str
    who: str
    claimed: Days
    allowed: Days
    left: Days | None
    least: Amount
    most: Amount | None
    pay_day: str | None
    paid_by: str | None
    paid_as: str | None


class Loss(TypedDict):
    """Days that are lost, and why."""

    why: str
    days: Days
    citation: str


class QuotaMonth(TypedDict):
    """How a quota stands after a month."""

    month: str
    used: Days
    left: Days
    lost: Days


class Quota(OfOne):
    """Days that there are, and what became of them."""

    kind: str
    who: str | None
    total: Days
    used: Days
    moved: Days
    left: Days
    lost: Days
    until: str | None
    used_up: str | None
    citation: str
    losses: list[Loss]
    months: list[QuotaMonth]


class Spell(Between):
    """Days that somebody claims."""

    benefit: str
    who: str
    state: str


class Mark(TypedDict):
    """A day in a calendar."""

    key: str
    day: str
    kind: str | None
    who: str | None


class Calendar(OfOne, Between):
    """The days of a child's parents."""

    parents: list[str]
    spells: list[Spell]
    marks: list[Mark]


class SheetLine(TypedDict):
    """A step of the calculation of a daily rate."""

    key: str
    norm: str
    value: Value
    type: str
    citation: str | None


class SheetMonth(TypedDict):
    """What was earned in a month that the rate is computed from."""

    month: str
    tax_on_income: Bounds
    untaxed_gross: Bounds
    tax_by_state: Bounds
    insolvency_tax: Bounds


class LeftOut(Between):
    """Days that are left out of the months of the rate."""

    why: str
    days: int


RateFrom = TypedDict("RateFrom", {"from": str, "least": Amount, "most": Amount | None})


class Sheet(OfOne):
    """How a parent's daily rate is computed."""

    who: str
    base: str
    benefits: list[str]
    day: str
    lines: list[SheetLine]
    months: list[SheetMonth]
    left_out: list[LeftOut]
    rates: list[RateFrom]


class Parental(TypedDict):
    """Everything about days of parental benefit."""

    months: list[DaysOfMonth]
    quotas: list[Quota]
    calendars: list[Calendar]
    sheets: list[Sheet]
