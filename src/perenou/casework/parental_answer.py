"""What is answered about parental benefit by days: months, quotas, calendar, calculation sheets.

Plain frozen data. A number that is open is told as a pair, the least and the most that it can be;
both are equal when it is certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from perenou.rules.types import Day, Months

Span: TypeAlias = tuple[int, int]
"""Least and most."""


def in_all(spans: Iterable[Span], total: Span) -> Span:
    """Days together, of no more than there are."""
    found = tuple(spans)
    return sum(low for low, _ in found), min(sum(high for _, high in found), total[1])


def kind_of(benefit: str) -> str:
    """The kind of a benefit that is claimed by days: its key without what all of them share."""
    return benefit.removesuffix("_benefit").removesuffix("_parental")


class DayState(StrEnum):
    """What becomes of days that somebody claims."""

    PAID = "paid"
    REFUSED = "refused"
    OPEN = "open"


class DaysOfMonth(NamedTuple):
    """A parent's days of one kind of benefit in a month.

    Attributes:
        benefit: its key. claimed, allowed: days. amount: in cents, before income tax. left: days of
            the quota that are left after the month, if the ledger has it. pay_day: the day on which
            it is paid. paid_by: the last day for paying, where the act names it. reduction: what
            earnings have taken off the amount. net: after income tax; None: not taxed or not known.
    """

    benefit: str
    month: Months
    who: str
    child: str
    claimed: Span
    allowed: Span
    amount: Span
    left: Span | None
    pay_day: Day | None = None
    paid_by: Day | None = None
    reduction: Span = (0, 0)
    net: Span | None = None

    @property
    def tax(self) -> Span | None:
        """Income tax withheld, in cents; None while the amount or the net amount is not known."""
        least, most = self.amount
        if self.net is None or least != most:
            return None
        return most - self.net[1], least - self.net[0]


class Loss(NamedTuple):
    """Days of a quota that nobody can use any more.

    Attributes:
        why: ``late_start``, ``given_after_death`` (not lost, but told apart), ``unclaimed``,
            ``third_birthday``, ``waiver`` or ``death``.
        wording: the day on whose wording the provision reads so.
    """

    why: str
    days: Span
    citation: str
    wording: Day


class QuotaMonth(NamedTuple):
    """How a quota stands after a month."""

    month: Months
    used: Span
    left: Span
    lost: Span


class Quota(NamedTuple):
    """A number of days: used, left and lost at the end of the months asked about.

    ``used``, ``moved``, ``left`` and ``lost`` together make ``total``.

    Attributes:
        kind: ``mothers``, ``fathers``, ``shared``, ``together`` (both parents on one day) or one of
            ``mothers_after_death``, ``fathers_after_death``, ``shared_after_death``.
        who: id of the parent; None: the child's, for both parents. moved: days that went over to
            the shared quota. until: the last day on which days can be used; None: none, or open.
        used_up: the day on which the last of them was used. course: month by month.
    """

    kind: str
    child: str
    who: str | None
    total: Span
    used: Span
    moved: Span
    left: Span
    losses: tuple[Loss, ...]
    until: Day | None
    used_up: Day | None
    citation: str
    wording: Day
    course: tuple[QuotaMonth, ...]

    @property
    def lost(self) -> Span:
        """All days that were lost, for whatever reason."""
        return in_all((loss.days for loss in self.losses), self.total)


class DaySpell(NamedTuple):
    """Days from ``first`` up to, but without, ``after``, for which somebody claims a benefit."""

    benefit: str
    who: str
    first: Day
    after: Day
    state: DayState


class Mark(NamedTuple):
    """A day to point out in a calendar.

    Attributes:
        key: ``birth``, ``expected``, ``death``, ``third_birthday``, ``waiver`` (the last day before
            it), ``quota_ends`` (the last day of a quota's time) or ``quota_used_up``. kind, who: of
            a quota, which; of a birthday, the kind that goes on after it.
    """

    key: str
    day: Day
    kind: str = ""
    who: str | None = None


class DayCalendar(NamedTuple):
    """Days of parental benefit for one child, month by month.

    Attributes:
        parents: ids of whoever claims days, in the order in which they are drawn. marks: in order
            of their days; some may lie outside of the months.
    """

    child: str
    first_month: Months
    last_month: Months
    parents: tuple[str, ...]
    spells: tuple[DaySpell, ...]
    marks: tuple[Mark, ...]

    def days_of(self, who: str) -> dict[Day, DaySpell]:
        """By day, what a parent claims; what is paid where several benefits are claimed."""
        found: dict[Day, DaySpell] = {}
        for spell in sorted(self.spells, key=lambda spell: spell.state is DayState.PAID):
            if spell.who == who:
                found.update(dict.fromkeys(range(spell.first, spell.after), spell))
        return found


class SheetLine(NamedTuple):
    """One value of a calculation sheet.

    Attributes:
        key: its place in the sheet. norm: the norm, figure or fact. value, gives: what was found
            and its type's name; bounds when open. wording: the day on whose wording it reads so.
    """

    key: str
    norm: str
    value: int | bool | Span
    gives: str
    citation: str | None
    wording: Day


class SheetMonth(NamedTuple):
    """A month of the accounting period, in cents: the tax told, the income told without its tax."""

    month: Months
    tax_on_income: Span
    untaxed_gross: Span
    tax_by_state: Span
    insolvency_tax: Span


class LeftOut(NamedTuple):
    """Days of the accounting period that may not count.

    Attributes:
        why: ``note``, ``further`` (unemployment, leave with a special-needs child) or
            ``not_deducted``: such further days, which do count for this child.
    """

    why: str
    first: Day
    after: Day


class Sheet(NamedTuple):
    """How a daily rate was computed.

    Attributes:
        base: ``mothers`` or ``shared``. benefits: keys of the benefits paid at the rate. day: the
            day that is looked at, the first one claimed. rates: from which day on which rate.
    """

    child: str
    who: str
    base: str
    benefits: tuple[str, ...]
    day: Day
    lines: tuple[SheetLine, ...]
    months: tuple[SheetMonth, ...]
    left_out: tuple[LeftOut, ...]
    rates: tuple[tuple[Day, Span], ...]

    def line(self, key: str) -> SheetLine:
        """The line of a key.

        Raises:
            KeyError: the sheet has no such line.
        """
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)


class ParentalAnswer(NamedTuple):
    """Everything that is answered about the days of parental benefit of a case."""

    months: tuple[DaysOfMonth, ...]
    quotas: tuple[Quota, ...]
    calendars: tuple[DayCalendar, ...]
    sheets: tuple[Sheet, ...]
