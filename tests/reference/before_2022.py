"""Parental benefit for children born before 01.04.2022, so far as the specification settles it.

Until 31.03.2022 the benefit was monthly, in one run after the 140 days of a maternity note (435
days) or from the birth; on 01.04.2022 the unused days became shared days (§ 63¹). Readings:
`readings.py`. Earlier births, adopters, and the sum of a month paid only in part are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tests.reference.daily_rate import (
    BASE_RATE,
    MINIMUM_WAGE,
    accounting_months,
    at,
    average_of,
    capped,
    half_up,
)
from tests.reference.earnings import reduced
from tests.reference.facts import ONE_DAY, Parent, Spell, third_birthday
from tests.reference.periods import months_later

SWITCH = date(2022, 4, 1)
NEW_PERIOD = date(2019, 9, 1)
DAYS_INSTEAD_OF_MONTHS = date(2020, 7, 1)
NOTE_DAYS = 140
AFTER_NOTE = 435


@dataclass(frozen=True)
class EarlierFamily:
    """A child of before 01.04.2022 and the parent who draws the benefit.

    The note is the first of the 140 days of the maternity note; paused are calendar months without
    benefit (from 07.2020), claimed the days from 01.04.2022 on, all of them if None.
    """

    birth: date
    expected: date
    note: date | None = None
    parent: Parent = field(default_factory=Parent)
    paused: frozenset[tuple[int, int]] = frozenset()
    claimed: tuple[Spell, ...] | None = None
    fathers: tuple[Spell, ...] = ()

    def __post_init__(self) -> None:
        if any(spell.first < self.birth for spell in self.fathers):
            raise ValueError("father's days before the birth are not known for that time")
        if not date(2017, 1, 1) <= self.birth < SWITCH:
            raise ValueError("a birth between 01.01.2017 and 31.03.2022 is looked at here")
        if any(date(*month, 1) < DAYS_INSTEAD_OF_MONTHS for month in self.paused):
            raise ValueError("a break was possible from 01.07.2020 only")


@dataclass(frozen=True)
class EarlierFound:
    """Paid days in order, the whole quota, sums of months in cents (None: not known).

    Father's days are those of the 30 which a child born from 01.07.2020 on gives, from the birth;
    from when before it they could be used is not known.
    """

    days: tuple[date, ...]
    quota: int
    unused_at_switch: int
    amounts: Mapping[tuple[int, int], int | None]
    fathers: tuple[date, ...]


def first_day(family: EarlierFamily) -> date:
    """The first day of the benefit: after the note, or the birth."""
    if family.note is None:
        return family.birth
    return family.note + NOTE_DAYS * ONE_DAY


def quota(family: EarlierFamily) -> int:
    """How many days the right has."""
    if family.note is not None:
        return AFTER_NOTE
    eighteen_months_old = months_later(family.birth, 18)
    if eighteen_months_old > DAYS_INSTEAD_OF_MONTHS:
        return 545
    return (eighteen_months_old - family.birth).days


def monthly_income(family: EarlierFamily) -> Fraction:
    """The average monthly income in cents: of the year before the right, or of M-21 ... M-10."""
    right = first_day(family)
    if right < NEW_PERIOD:
        months = [(right.year - 1, month) for month in range(1, 13)]
    else:
        months = accounting_months(family.birth)
    return average_of(family.parent, months)


def monthly_benefit(family: EarlierFamily, day: date) -> Fraction | None:
    """The benefit of a whole month in cents, unrounded; None where no source gives the cap."""
    income = monthly_income(family)
    if income == 0:
        return Fraction(at(BASE_RATE, first_day(family)))
    month = max(income, Fraction(at(MINIMUM_WAGE, day)))
    try:
        return capped(month, family.birth.year)
    except ValueError:
        return None


def _whole_month(day: date) -> int:
    return ((day.replace(day=1) + 31 * ONE_DAY).replace(day=1) - day.replace(day=1)).days


def determine_earlier(family: EarlierFamily) -> EarlierFound:
    """Walk over every day from the first of the right to the third birthday."""
    claimed: set[date] | None = None
    if family.claimed is not None:
        claimed = {day for spell in family.claimed for day in spell.days()}
    left = quota(family)
    unused = left
    paid: list[date] = []
    for day in Spell(first_day(family), third_birthday(family.birth) - ONE_DAY).days():
        if left == 0:
            break
        if day < SWITCH:
            wanted = (day.year, day.month) not in family.paused
        else:
            wanted = claimed is None or day in claimed
        if wanted:
            paid.append(day)
            left -= 1
            if day < SWITCH:
                unused = left
    return EarlierFound(
        tuple(paid), quota(family), unused, _amounts(family, paid), _fathers(family)
    )


def _amounts(family: EarlierFamily, paid: list[date]) -> dict[tuple[int, int], int | None]:
    days: dict[tuple[int, int], int] = {}
    for day in paid:
        days[day.year, day.month] = days.get((day.year, day.month), 0) + 1
    found: dict[tuple[int, int], int | None] = {}
    for month, count in days.items():
        first = date(*month, 1)
        benefit = monthly_benefit(family, first)
        earned = family.parent.earnings.get(month, 0)
        if benefit is None:
            found[month] = None
        elif first >= SWITCH:
            found[month] = reduced(count * half_up(benefit / 30), earned, *month)
        elif count == _whole_month(first):
            found[month] = reduced(half_up(benefit), earned, *month)
        else:
            found[month] = None
    return found


def _fathers(family: EarlierFamily) -> tuple[date, ...]:
    if family.birth < DAYS_INSTEAD_OF_MONTHS:
        return ()
    wished = sorted(day for spell in family.fathers for day in spell.days())
    return tuple(day for day in wished if family.birth <= day < third_birthday(family.birth))[:30]
