"""Working days in Estonia, for terms that are counted in them or that end on a day off."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

FIRST_YEAR: Final = 2006
"""The list of days off has stood unchanged since 2005 (RT I 2005, 24, 185)."""

MOST_DAYS_OFF: Final = 5
"""No more days off than this follow one another: Christmas and a weekend."""

_FIXED: Final = (
    (1, 1, "uusaasta"),
    (2, 24, "iseseisvuspäev, Eesti Vabariigi aastapäev"),
    (5, 1, "kevadpüha"),
    (6, 23, "võidupüha"),
    (6, 24, "jaanipäev"),
    (8, 20, "taasiseseisvumispäev"),
    (12, 24, "jõululaupäev"),
    (12, 25, "esimene jõulupüha"),
    (12, 26, "teine jõulupüha"),
)

_BY_EASTER: Final = (
    (-2, "suur reede"),
    (0, "ülestõusmispühade 1. püha"),
    (49, "nelipühade 1. püha"),
)


def easter_sunday(year: int) -> int:
    """The day number of Easter Sunday, by the Gregorian calendar (PTS § 4 lg 1).

    Gauss's method with the corrections for the Gregorian calendar, as restated by J. Meeus,
    "Astronomical Algorithms", chapter 8.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1).toordinal()


@lru_cache(maxsize=128)
def holidays(year: int) -> dict[int, str]:
    """The national holiday (PTS § 1) and the public holidays (PTS § 2), which are days off.

    The days named in PTS § 3 are working days. For years to come this is the list as it stands.

    Args:
        year: The calendar year.

    Returns:
        Day numbers in order, each with the holiday's Estonian name.

    Raises:
        ValueError: the year lies before ``FIRST_YEAR``, when the list was another.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"the public holidays of {year} are not known here")
    easter = easter_sunday(year)
    found = {date(year, month, day).toordinal(): name for month, day, name in _FIXED}
    found |= {easter + shift: name for shift, name in _BY_EASTER}
    return dict(sorted(found.items()))


def is_working_day(day: int) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a public holiday (PTS § 1 and § 2).

    A shortened working day is a working day.

    Raises:
        ValueError: the day lies before ``FIRST_YEAR``.
    """
    found = date.fromordinal(day)
    return day not in holidays(found.year) and found.weekday() < 5


def next_working_day(day: int) -> int:
    """The day itself, or the first working day after it if it is a day off.

    So a term ends that would end on a day off (TsÜS § 136 lg 8, applied by HMS § 33).

    Raises:
        ValueError: the day lies before ``FIRST_YEAR``.
    """
    while not is_working_day(day):
        day += 1
    return day


def last_working_day_before(day: int) -> int:
    """The last working day before a day, which is not counted itself.

    Raises:
        ValueError: the days lie before ``FIRST_YEAR``.
    """
    day -= 1
    while not is_working_day(day):
        day -= 1
    return day


def days_off_before(day: int) -> int:
    """How many days off lie directly before a day.

    A term that ends on a day off ends on the next working day (see ``next_working_day``). So an act
    on this day keeps a term if it would have kept it that many days before.

    Raises:
        ValueError: the days lie before ``FIRST_YEAR``.
    """
    return day - 1 - last_working_day_before(day)


def add_working_days(day: int, number: int) -> int:
    """The last day of a term of so many working days that a day sets off.

    The term begins on the day after (TsÜS § 135 lg 1, applied by HMS § 33); so working day 1 is
    the first working day after ``day``, and a term of no days ends on ``day`` itself.

    Raises:
        ValueError: the number is negative, or the day lies before ``FIRST_YEAR``.
    """
    if number < 0:
        raise ValueError(f"a term cannot have {number} working days")
    for _ in range(number):
        day = next_working_day(day + 1)
    return day
