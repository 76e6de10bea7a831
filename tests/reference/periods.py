"""When rights run for one child: mother's window, the days after a death, the six months' terms."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from tests.reference.facts import ONE_DAY, Family, Kind, Spell, Who, third_birthday, wished_days
from tests.reference.working_days import next_working_day

LATER_DEATH_COUNTS = date(2023, 2, 1)  # § 34 lg 9¹ in force


def months_later(day: date, months: int) -> date:
    """The same-numbered day so many months later, or the last day of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Window:
    """Mother's benefit: its first and last day, days moved to shared benefit, days lost at once."""

    first: date
    last: date
    moved: int
    lost: int

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def mothers_window(family: Family) -> Window:
    """When mother's benefit runs (§ 35 lg 2-6)."""
    birth, expected = family.birth, family.expected
    if not family.right_before_birth:
        return Window(birth, birth + 29 * ONE_DAY, 0, 0)
    earliest = expected - 70 * ONE_DAY
    started: date | None = None
    for day, kind in wished_days(family, Who.MOTHER).items():
        if kind is Kind.MOTHER and earliest <= day < birth:
            if started is None or day < started:
                started = day
    if started is None and birth < earliest:
        return Window(birth, birth + 99 * ONE_DAY, 0, 0)
    if started is None and birth > expected:
        return Window(birth, birth + 29 * ONE_DAY, 0, 70)
    first = birth if started is None else started
    before = (expected - first).days
    last = expected + 29 * ONE_DAY
    if before >= 31:
        return Window(first, last, 70 - before, 0)
    return Window(first, last, 0, 70 - before)


@dataclass(frozen=True)
class Course:
    """Until when the ordinary rights of a person run, and the days paid after a death, if any."""

    ordinary_last: date
    kind: Kind
    first: date
    last: date

    @property
    def automatic_days(self) -> int:
        """How many days the death gives."""
        return max(0, (self.last - self.first).days + 1)


def _no_days(last: date) -> Course:
    return Course(last, Kind.SHARED, last + ONE_DAY, last)


def day_of_death(family: Family) -> date | None:
    """The day of death that matters: that of a stillbirth, or one before the third birthday."""
    if family.stillborn:
        return family.birth
    if family.death is not None and family.death < third_birthday(family.birth):
        return family.death
    return None


def course(family: Family, who: Who, window: Window) -> Course:
    """The course of one person's rights for a child (§ 34 lg 2, 7-9¹); parents get days at a death.

    A parent who is gone by the day of death gets none.
    """
    death = day_of_death(family)
    if death is None:
        return _no_days(third_birthday(family.birth) - ONE_DAY)
    gone = {Who.MOTHER: family.mother_gone, Who.FATHER: family.father_gone}.get(who)
    if who not in (Who.MOTHER, Who.FATHER) or (gone is not None and gone <= death):
        return _no_days(family.birth - ONE_DAY if family.stillborn else death)
    after = death + ONE_DAY
    thirty_after = death + 30 * ONE_DAY
    if death > family.birth + 70 * ONE_DAY:
        if after < LATER_DEATH_COUNTS:
            return _no_days(death)
        return Course(death, Kind.SHARED, after, thirty_after)  # § 34 lg 9¹
    before_birth = family.birth - ONE_DAY
    if who is Who.FATHER:  # § 34 lg 8
        if family.stillborn:
            return Course(before_birth, Kind.FATHER, death, death + 29 * ONE_DAY)
        return Course(death, Kind.FATHER, after, thirty_after)
    if not family.right_before_birth:  # § 34 lg 9
        last_ordinary = before_birth if family.stillborn else death
        return Course(last_ordinary, Kind.MOTHER, after, thirty_after)
    run = 0
    for day in Spell(window.first, window.last).days():
        if day <= death:
            run += 1
    if run > 70:  # § 34 lg 7, the end
        return Course(death, Kind.MOTHER, after, thirty_after)
    hundredth = window.first + 99 * ONE_DAY
    if family.stillborn:
        return Course(before_birth, Kind.MOTHER, death, hundredth)
    return Course(death, Kind.MOTHER, after, hundredth)


def adopters_term(since: date) -> Spell:
    """The six months of adopter's benefit (§ 38 lg 3)."""
    return Spell(since, months_later(since, 6))


def claim_term(family: Family, who: Who, kind: Kind, window: Window) -> date:
    """The last day for a claim that reaches back to the first day of the right (§ 46 lg 1).

    A day off gives way to the next working day (HMS § 33).
    """
    birth = family.birth
    if kind is Kind.ADOPTER or who in (Who.CARER, Who.SECOND_CARER):
        arose = family.carer(who).since
    elif kind is Kind.MOTHER:
        early = min(birth, family.expected - 70 * ONE_DAY)
        arose = early if family.right_before_birth else birth
    elif kind is Kind.FATHER:
        arose = min(birth, family.expected - 30 * ONE_DAY)
    else:
        arose = max(birth, window.last + ONE_DAY) if who is Who.MOTHER else birth
    if who is Who.SPOUSE and family.spouse is not None:
        arose = max(arose, family.spouse.stands_in_since)
    return next_working_day(months_later(arose, 6))
