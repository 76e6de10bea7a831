"""Another state's amounts in euros a month (Regulation 987/2009 art 90, 13(1))."""

from __future__ import annotations

from perenou.benefits.estonia.rounding import leave_off_decimals, round_to_cent
from perenou.benefits.eu.vocabulary import AWARD, Interval, law
from perenou.rules.calendar import month_start
from perenou.rules.types import Cents, Count, Day, ExchangeRate, ForeignCents


@law.rule(
    AWARD,
    "987/2009 art 90",
    et="päev, mille kursiga summa arvestatakse",
    en="day whose exchange rate is used",
    ru="день, курс которого применяется",
)
def rate_day__payment(award_paid_day: Day) -> Day:
    """When the institution in the state of work made its payment (Decision H3, C-473/18)."""
    return award_paid_day


@law.rule(
    AWARD,
    "987/2009 art 90",
    applies="2022-04-01",
    reading="day_before_month",
    et="päev, mille kursiga summa arvestatakse",
    en="day whose exchange rate is used",
    ru="день, курс которого применяется",
)
def rate_day(month_first_day: Day) -> Day:
    """Each month by the last rate before it, also when it is paid later (under Decision H12)."""
    return month_first_day - 1


law.rule(
    AWARD,
    "987/2009 art 90",
    applies="2022-04-01",
    name="rate_day",
    reading="payment_day",
    default=False,
    doubt="eu_rate_day",
    et="päev, mille kursiga summa arvestatakse",
    en="day whose exchange rate is used",
    ru="день, курс которого применяется",
)(rate_day__payment)


@law.rule(
    AWARD,
    "987/2009 art 90",
    applies="2022-04-01",
    reading="first_of_month_before",
    default=False,
    doubt="eu_rate_day_before",
    et="päev, mille kursiga summa arvestatakse",
    en="day whose exchange rate is used",
    ru="день, курс которого применяется",
)
def rate_day__first_of_month_before(month_first_day: Day) -> Day:
    """Each month by the rate of the first day of the month before."""
    return month_start(month_first_day - 1)


law.through(
    AWARD,
    "award_rate",
    "value_on",
    "published_rate",
    "987/2009 art 90",
    by=("rate_day",),
    gives="ExchangeRate",
    et="kurss, millega summa arvestatakse",
    en="exchange rate used",
    ru="применяемый курс",
)


def in_euros(
    numerator: int, denominator: int, award_is_in_euros: bool, award_rate: ExchangeRate
) -> Cents:
    """A fraction of hundredths of a currency in euro cents.

    Rounded once, to the nearest cent: Union law has no rule of its own for it.
    """
    if award_is_in_euros:
        return round_to_cent(numerator, denominator)
    return round_to_cent(numerator * 1_000_000, denominator * award_rate)


def in_whole_euros(
    numerator: int, denominator: int, award_is_in_euros: bool, award_rate: ExchangeRate
) -> Cents:
    """The same, but where rounding is needed whatever is less than a euro is left off.

    Norway does so in the family's favour.
    """
    if award_is_in_euros:
        return leave_off_decimals(numerator, denominator)
    return leave_off_decimals(numerator * 1_000_000, denominator * award_rate)


@law.rule(
    AWARD,
    "987/2009 art 90",
    reading="fifty_two_weeks",
    et="teise riigi hüvitis eurodes kuus",
    en="the other state's benefit in euros a month",
    ru="пособие другого государства в евро в месяц",
)
def award_in_euros(
    award_minor: ForeignCents,
    award_interval: Interval,
    award_children: Count,
    award_is_in_euros: bool,
    award_rate: ExchangeRate,
) -> Cents:
    """A week counts 52/12, a quarter 1/3, a year 1/12; a family's amount is split equally."""
    if award_interval == Interval.WEEK:
        return in_euros(award_minor * 52, award_children * 12, award_is_in_euros, award_rate)
    if award_interval == Interval.QUARTER:
        return in_euros(award_minor, award_children * 3, award_is_in_euros, award_rate)
    if award_interval == Interval.YEAR:
        return in_euros(award_minor, award_children * 12, award_is_in_euros, award_rate)
    return in_euros(award_minor, award_children, award_is_in_euros, award_rate)


@law.rule(
    AWARD,
    "987/2009 art 90",
    reading="weeks_by_4_35",
    default=False,
    doubt="eu_weeks",
    et="teise riigi hüvitis eurodes kuus",
    en="the other state's benefit in euros a month",
    ru="пособие другого государства в евро в месяц",
)
def award_in_euros__weeks_by_4_35(
    award_minor: ForeignCents,
    award_interval: Interval,
    award_children: Count,
    award_is_in_euros: bool,
    award_rate: ExchangeRate,
) -> Cents:
    """The same, but a month has 4.35 weeks."""
    if award_interval == Interval.WEEK:
        return in_euros(award_minor * 435, award_children * 100, award_is_in_euros, award_rate)
    if award_interval == Interval.QUARTER:
        return in_euros(award_minor, award_children * 3, award_is_in_euros, award_rate)
    if award_interval == Interval.YEAR:
        return in_euros(award_minor, award_children * 12, award_is_in_euros, award_rate)
    return in_euros(award_minor, award_children, award_is_in_euros, award_rate)


@law.rule(
    AWARD,
    "987/2009 art 90",
    reading="decimals_left_off",
    default=False,
    doubt="eu_rounding",
    et="teise riigi hüvitis eurodes kuus",
    en="the other state's benefit in euros a month",
    ru="пособие другого государства в евро в месяц",
)
def award_in_euros__decimals_left_off(
    award_minor: ForeignCents,
    award_interval: Interval,
    award_children: Count,
    award_is_in_euros: bool,
    award_rate: ExchangeRate,
) -> Cents:
    """The same, but in whole euros."""
    if award_interval == Interval.WEEK:
        return in_whole_euros(award_minor * 52, award_children * 12, award_is_in_euros, award_rate)
    if award_interval == Interval.QUARTER:
        return in_whole_euros(award_minor, award_children * 3, award_is_in_euros, award_rate)
    if award_interval == Interval.YEAR:
        return in_whole_euros(award_minor, award_children * 12, award_is_in_euros, award_rate)
    return in_whole_euros(award_minor, award_children, award_is_in_euros, award_rate)
