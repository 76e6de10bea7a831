"""Estonian public holidays, working days and the day on which parental benefit is paid."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache

from tests.reference.facts import ONE_DAY, Spell

FIXED_HOLIDAYS = (
    (1, 1),
    (2, 24),
    (5, 1),
    (6, 23),
    (6, 24),
    (8, 20),
    (12, 24),
    (12, 25),
    (12, 26),
)


def easter_sunday(year: int) -> date:
    """Easter Sunday by the table of golden numbers and epacts of the Gregorian calendar."""
    century = year // 100
    golden = year % 19
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    easter = easter_sunday(year)
    movable = {easter - 2 * ONE_DAY, easter, easter + 49 * ONE_DAY}
    return frozenset(movable | {date(year, month, day) for month, day in FIXED_HOLIDAYS})


def is_working_day(day: date) -> bool:
    """Whether a day is neither a Saturday or Sunday nor a public holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """A day or, if it is a day off, the working day after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def days_off_before(day: date) -> int:
    """How many days off lie directly before a day."""
    before = day - ONE_DAY
    while not is_working_day(before):
        before -= ONE_DAY
    return (day - before).days - 1


def working_days(year: int) -> int:
    """How many working days a year has."""
    return sum(is_working_day(day) for day in Spell(date(year, 1, 1), date(year, 12, 31)).days())


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@cache
def payment_day(year: int, month: int) -> date:
    """The 8th, or the last working day before it (the agency's practice)."""
    day = date(year, month, 8)
    while not is_working_day(day):
        day -= ONE_DAY
    return day


def first_payment_day_after(day: date) -> date:
    """The first day of payment later than a day."""
    found = payment_day(day.year, day.month)
    if found > day:
        return found
    following = month_end(day) + ONE_DAY
    return payment_day(following.year, following.month)
