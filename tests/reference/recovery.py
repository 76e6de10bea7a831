"""Corrections: what was paid too much, and how it is set off against later payments.

PHS § 14 lg 2 and § 46⁴, for corrections from 01.10.2026 on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.reference.daily_rate import BASE_RATE, at, half_up
from tests.reference.facts import ONE_DAY, Household, Parent, third_birthday
from tests.reference.household import walk_through
from tests.reference.income_tax import withheld
from tests.reference.payment import Month, Payment, PersonMonth, payment, person_months
from tests.reference.periods import months_later
from tests.reference.readings import TAKEN, Readings
from tests.reference.working_days import first_payment_day_after

FIRST_MONTH = (2026, 10)


@dataclass(frozen=True)
class MonthDifference:
    """For one month: paid by the day of discovery, due for the same payments; cents."""

    month: Month
    paid: int
    due: int


@dataclass(frozen=True)
class Recovery:
    """A person's correction; cents. What set-off leaves is to be recovered otherwise."""

    differences: tuple[MonthDifference, ...]
    debt: int
    arrears: int
    payments: tuple[Payment, ...]
    left: int


def last_day_of_checks(household: Household) -> date:
    """The last day on which base data can still change what was paid (§ 46⁴ lg 4-5)."""
    ends = [third_birthday(family.birth) - ONE_DAY for family in household.families]
    return months_later(max(ends), 36)


def kept(month: Month) -> int:
    """What a recipient keeps of a month's benefit, cents (§ 14 lg 2)."""
    return half_up(Fraction(at(BASE_RATE, date(*month, 1)), 2))


def correct(
    before: Household, after: Household, known: date, readings: Readings = TAKEN
) -> dict[str, Recovery | None]:
    """What a change of facts that comes to light on a day does, by person; None: not known."""
    if known < date(2026, 10, 1):
        raise ValueError("how much could be set off before 01.10.2026 is not known")
    was = person_months(before, walk_through(before, readings))
    is_now = person_months(after, walk_through(after, readings))
    if known > last_day_of_checks(after):
        is_now = was
    people = after.people()
    return {
        name: _correct_one(people[name], was.get(name, {}), is_now[name], known, readings)
        for name in people
    }


def _correct_one(
    parent: Parent,
    was: Mapping[Month, PersonMonth],
    is_now: Mapping[Month, PersonMonth],
    known: date,
    readings: Readings,
) -> Recovery | None:
    if any(one.due is None for one in (*was.values(), *is_now.values())):
        return None
    differences = []
    for month in sorted({*was, *is_now}):
        paid, due = (
            sum(cents for when, cents in side[month].parts if when <= known) if month in side else 0
            for side in (was, is_now)
        )
        if paid != due:
            differences.append(MonthDifference(month, paid, due))
    debt = max(0, sum(one.paid - one.due for one in differences))
    arrears = max(0, sum(one.due - one.paid for one in differences))
    later: dict[date, list[tuple[Month, int]]] = {}
    if arrears:
        later[first_payment_day_after(known)] = []
    for month, one in is_now.items():
        for when, cents in one.parts:
            if when > known:
                later.setdefault(when, []).append((month, cents))
    left = debt
    received: dict[Month, int] = {}
    made: list[Payment] = []
    for when, parts in sorted(later.items()):
        gross = sum(cents for _, cents in parts) + (0 if made else arrears)
        if readings.kept_after_tax:
            one_payment = _from_what_is_left_after_tax(parent, when, gross, parts, left)
        else:
            taken = 0
            for month, cents in parts:
                before = received.get(month, 0)
                free = before + cents - kept(month) if month >= FIRST_MONTH else 0
                from_month = max(0, min(left - taken, cents, free))
                received[month] = before + cents - from_month
                taken += from_month
            one_payment = payment(parent, when, gross, taken)
        left -= one_payment.set_off
        made.append(one_payment)
    return Recovery(tuple(differences), debt, arrears, tuple(made), left)


def _from_what_is_left_after_tax(
    parent: Parent, when: date, gross: int, parts: list[tuple[Month, int]], debt: int
) -> Payment:
    """The other reading of what must stay: after tax on the whole, once for each month paid."""
    tax = withheld(gross, when.year, parent.exemption)
    may = [month for month, _ in parts if month >= FIRST_MONTH]
    if tax is None:
        return Payment(when, gross, 0, None, None)
    free = gross - tax - sum(kept(month) for month in may) if may else 0
    taken = max(0, min(debt, free))
    return Payment(when, gross, taken, tax, gross - tax - taken)
