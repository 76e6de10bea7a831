"""From paid days to the sums of each month and the payments of each day of payment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.reference.earnings import reduced
from tests.reference.facts import Family, Household, Kind, Parent, Who, wishes_by_day
from tests.reference.household import ChildFound
from tests.reference.income_tax import withheld
from tests.reference.outcome import DayOutcome
from tests.reference.working_days import first_payment_day_after, month_end

Month = tuple[int, int]


@dataclass(frozen=True)
class PersonMonth:
    """One person's benefit for a month, all kinds and children; sums in cents, None: not known.

    Granted is the sum of the days, due what § 44 leaves of it; the parts say what of the due sum
    is paid when, earliest first.
    """

    days: int
    granted: int | None
    due: int | None
    parts: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class Payment:
    """What a person is paid on one day of payment; sums in cents, tax and net None if not known."""

    day: date
    gross: int
    set_off: int
    tax: int | None
    net: int | None


def paid_when(family: Family, one: DayOutcome, filed: Mapping[date, date | None]) -> date:
    """The day on which a paid day's benefit is paid out."""
    known = month_end(one.day)
    if one.paid is Kind.FATHER and one.day < family.birth:
        known = max(known, family.birth)
    claimed = None if one.automatic else filed.get(one.day)
    if claimed is not None:
        known = max(known, claimed)
    return first_payment_day_after(known)


def _filings(family: Family, who: Who) -> dict[date, date | None]:
    return {day: wish.filed for day, wish in wishes_by_day(family, who).items()}


def person_months(
    household: Household, found: tuple[ChildFound, ...]
) -> dict[str, dict[Month, PersonMonth]]:
    """Every person's months, by name; a person without a paid day has an empty entry."""
    people = household.people()
    by_month: dict[str, dict[Month, list[tuple[date, int | None]]]] = {name: {} for name in people}
    for family, child in zip(household.families, found, strict=True):
        filed = {who: _filings(family, who) for who in family.people()}
        for one in child.days:
            if one.paid is not None:
                when = paid_when(family, one, filed[one.who])
                months = by_month[family.name(one.who)]
                months.setdefault((one.day.year, one.day.month), []).append((when, one.cents))
    return {
        name: {month: _one_month(people[name], month, days) for month, days in sorted(own.items())}
        for name, own in by_month.items()
    }


def _one_month(parent: Parent, month: Month, days: list[tuple[date, int | None]]) -> PersonMonth:
    granted = 0
    portions: dict[date, int] = {}
    for when, cents in days:
        if cents is None:
            return PersonMonth(len(days), None, None, ())
        granted += cents
        portions[when] = portions.get(when, 0) + cents
    due = reduced(granted, parent.earnings.get(month, 0), *month)
    if due is None:
        return PersonMonth(len(days), granted, None, ())
    reduction = granted - due
    parts: list[tuple[date, int]] = []
    for when, cents in sorted(portions.items()):
        taken = min(reduction, cents)
        reduction -= taken
        parts.append((when, cents - taken))
    return PersonMonth(len(days), granted, due, tuple(parts))


def payment(parent: Parent, day: date, gross: int, set_off: int) -> Payment:
    """A payment with the tax on what is left after set-off."""
    tax = withheld(gross - set_off, day.year, parent.exemption)
    return Payment(day, gross, set_off, tax, None if tax is None else gross - set_off - tax)


def payments(parent: Parent, months: Mapping[Month, PersonMonth]) -> list[Payment]:
    """A person's payments without any debt; months whose sum is not known are left out."""
    by_day: dict[date, int] = {}
    for one in months.values():
        for when, cents in one.parts:
            by_day[when] = by_day.get(when, 0) + cents
    return [payment(parent, day, gross, 0) for day, gross in sorted(by_day.items())]
