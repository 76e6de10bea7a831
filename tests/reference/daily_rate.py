"""The daily rate of parental benefit, independently: income base, floor, base rate and cap.

Readings are those of `parental_benefit.py`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.reference.facts import CARERS, ONE_DAY, Family, Kind, Parent, Spell, Who, third_birthday

MINIMUM_WAGE = (  # cents a month, TLS § 29 lg 5
    (date(2017, 1, 1), 470_00),
    (date(2018, 1, 1), 500_00),
    (date(2019, 1, 1), 540_00),
    (date(2020, 1, 1), 584_00),
    (date(2022, 1, 1), 654_00),
    (date(2023, 1, 1), 725_00),
    (date(2024, 1, 1), 820_00),
    (date(2025, 1, 1), 886_00),
    (date(2026, 4, 1), 946_00),
)
BASE_RATE = (  # cents a month, PHS § 41 lg 1
    (date(2017, 1, 1), 430_00),
    (date(2018, 1, 1), 470_00),
    (date(2019, 1, 1), 500_00),
    (date(2020, 1, 1), 540_00),
    (date(2021, 1, 1), 584_00),
    (date(2022, 1, 1), 584_00),
    (date(2023, 1, 1), 654_00),
    (date(2024, 1, 1), 725_00),
    (date(2025, 1, 1), 820_00),
    (date(2026, 1, 1), 886_00),
    (date(2027, 1, 1), 946_00),
)
CAP = {  # cents a month by year of birth, PHS § 40; no source gives 2022
    2017: 2907_15,
    2018: 3089_55,
    2019: 3319_80,
    2020: 3548_10,
    2021: 3821_54,
    2023: 4291_29,
    2024: 4733_53,
    2025: 5265_09,
    2026: 3806_10,
    2027: 4038_10,
}


def at(table: tuple[tuple[date, int], ...], day: date) -> int:
    """The figure of a dated table in force on a day."""
    found: int | None = None
    for start, value in table:
        if start <= day:
            found = value
    if found is None:
        raise ValueError(f"no figure for {day}")
    return found


def half_up(value: Fraction) -> int:
    """To whole cents, half a cent up."""
    return (value + Fraction(1, 2)).__floor__()


def months_before(day: date, first: int, last: int) -> list[tuple[int, int]]:
    """The months from M-first to M-last for the month M of a day."""
    months = []
    for back in range(first, last - 1, -1):
        index = day.year * 12 + day.month - 1 - back
        months.append((index // 12, index % 12 + 1))
    return months


def accounting_months(day: date) -> list[tuple[int, int]]:
    """The twelve months M-21 ... M-10 for the month M of a day (§ 39 lg 3)."""
    return months_before(day, 21, 10)


def month_count(parent: Parent, months: list[tuple[int, int]]) -> Fraction:
    """By how many months the sum is divided (§ 39 lg 6), before the rule for none."""
    noted: set[date] = set()
    for note in parent.notes:
        noted.update(note.days())
    worked = 0
    first = date(months[0][0], months[0][1], 1)
    end_year, end_month = months[-1]
    end = date(end_year + end_month // 12, end_month % 12 + 1, 1)
    for day in Spell(first, end - ONE_DAY).days():
        if day not in noted:
            worked += 1
    return min(Fraction(12), Fraction(half_up(Fraction(worked * 100, 30)), 100))


def average_of(parent: Parent, months: list[tuple[int, int]]) -> Fraction:
    """The average monthly income in cents over some months (§ 39 lg 2-6)."""
    tax = 0
    for month in months:
        tax += parent.social_tax.get(month, 0)
    count = month_count(parent, months)
    if count == 0:
        count = Fraction(12)
    return tax / Fraction(33, 100) / count


def average_income(parent: Parent, day: date) -> Fraction:
    """The average monthly income in cents for the birth or expected date (§ 39 lg 2-6)."""
    return average_of(parent, accounting_months(day))


def own_income(family: Family, who: Who, kind: Kind) -> Fraction:
    """The person's own average monthly income in cents for a kind (§ 39 lg 3-4)."""
    parent = family.parent(who)
    if kind is Kind.ADOPTER:
        return average_of(parent, months_before(family.carer(who).since, 15, 4))
    by_expected = kind is Kind.MOTHER and family.right_before_birth
    return average_income(parent, family.expected if by_expected else family.birth)


def kept_income(own: Fraction, birth: date, earlier_birth: date, earlier: Fraction) -> Fraction:
    """The greater of own income and that of an earlier child less than three years older (§ 43)."""
    if birth < third_birthday(earlier_birth) and own <= earlier:
        return earlier
    return own


def income_base(family: Family, who: Who, kind: Kind) -> Fraction:
    """The income behind the benefit, with the told earlier child's where § 43 lg 1 keeps it."""
    own = own_income(family, who, kind)
    if family.previous is None or kind is Kind.ADOPTER:
        return own
    earlier = family.previous.income(who)
    if earlier is None:
        return own
    return kept_income(own, family.birth, family.previous.birth, earlier)


def right_day(family: Family, who: Who, kind: Kind) -> date:
    """When the right arose whose base rate counts (§ 41)."""
    before = family.right_before_birth
    if who in CARERS:
        return family.carer(who).since
    if kind is Kind.MOTHER:
        early = family.expected - 70 * ONE_DAY
        return min(early, family.birth) if before else family.birth
    fathers = min(family.birth, family.expected - 30 * ONE_DAY)
    if who is Who.FATHER:
        return fathers
    if who is Who.SPOUSE and family.spouse is not None:
        return max(family.spouse.stands_in_since, fathers if kind is Kind.FATHER else family.birth)
    after_own = family.birth + 30 * ONE_DAY
    if before:
        after_own = min(family.expected + 30 * ONE_DAY, family.birth + 100 * ONE_DAY)
        death = None if family.stillborn else family.death
        if death is not None and death > family.birth + 70 * ONE_DAY:
            after_own = min(after_own, death + ONE_DAY)  # § 34 lg 9¹
    return after_own


def cap_year(family: Family, who: Who, kind: Kind) -> int:
    """The year whose cap holds (§ 40 lg 1, § 63¹⁰)."""
    if kind is Kind.ADOPTER:
        return family.carer(who).since.year
    return family.expected.year if kind is Kind.MOTHER else family.birth.year


def capped(month: Fraction, year: int) -> Fraction:
    """A month's benefit in cents under a year's cap; raises ValueError if that is not known."""
    if year == 2022 and month <= CAP[2021]:
        return month  # the cap of 2022 lies between those of 2021 and 2023
    if year not in CAP:
        raise ValueError(f"no cap is known for {year}")
    return min(month, Fraction(CAP[year]))


def daily_rate(
    family: Family, who: Who, kind: Kind, income: Fraction, day: date, first: date
) -> int:
    """The daily rate in cents for a paid day, from the income behind the benefit (§ 39-42).

    The first paid day of the kind can come before the usual day of the right, after a death.
    """
    if income == 0:
        month = Fraction(at(BASE_RATE, min(first, right_day(family, who, kind))))
    else:
        month = max(income, Fraction(at(MINIMUM_WAGE, day)))
    year = cap_year(family, who, kind)
    if kind is Kind.MOTHER and year < 2026:
        return half_up(month / 30)
    return half_up(capped(month, year) / 30)
