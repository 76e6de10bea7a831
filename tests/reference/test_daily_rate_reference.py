"""The independent daily rate, checked by hand: every expected value is derived in a comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.reference.daily_rate import (
    MINIMUM_WAGE,
    accounting_months,
    at,
    average_income,
    month_count,
)
from tests.reference.facts import ONE_DAY, Family, Kind, Parent, PreviousChild, Spell, Who, Wish
from tests.reference.outcome import RateSpell
from tests.reference.parental_benefit import Determination, determine

M, F = Who.MOTHER, Who.FATHER
OWN, HIS, SHARED = Kind.MOTHER, Kind.FATHER, Kind.SHARED


def earning(cents: int) -> Parent:
    """A parent with the same income, in whole euros, in every month of 2020-2027."""
    return Parent({(y, m): cents * 33 // 100 for y in range(2020, 2028) for m in range(1, 13)})


def mother_of(income: int, expected: str, birth: str | None = None, start: int = 0) -> Family:
    """A mother who starts some days before the EDD and then takes 700 days of shared benefit."""
    due = date.fromisoformat(expected)
    born = date.fromisoformat(birth or expected)
    last = due + 29 * ONE_DAY
    wishes = (
        Wish(M, OWN, min(due - start * ONE_DAY, born), last),
        Wish(M, SHARED, last + ONE_DAY, last + 700 * ONE_DAY),
    )
    return Family(birth=born, expected=due, wishes=wishes, mother=earning(income))


def cents(found: Determination, kind: Kind) -> list[int | None]:
    """The mother's daily rates of a kind, in order."""
    return [one.cents for one in found.rates if one.who is M and one.kind is kind]


@pytest.mark.parametrize(
    ("birth", "first", "last"),
    [
        ("2019-09-10", (2017, 12), (2018, 11)),  # EX-050
        ("2019-11-20", (2018, 2), (2019, 1)),  # EX-051
        ("2026-07-01", (2024, 10), (2025, 9)),  # EX-052
        ("2026-12-15", (2025, 3), (2026, 2)),  # worked check 3
        ("2026-10-01", (2025, 1), (2025, 12)),  # EX-060
    ],
)
def test_accounting_months(birth: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    months = accounting_months(date.fromisoformat(birth))
    assert (months[0], months[-1], len(months)) == (first, last, 12)


def test_worked_check_3() -> None:
    # 2400 x 0.33 = 792 a month in 03/2025-02/2026 and nothing around them; 2400 / 30 = 80.00.
    # 06.10.2026-13.01.2027: 26 + 30 + 31 + 13 days.
    months = accounting_months(date(2026, 12, 15))
    made = replace(
        mother_of(0, "2026-12-15", start=70), mother=Parent(dict.fromkeys(months, 792_00))
    )
    found = determine(made)
    amounts = [(one.month, one.days, one.cents) for one in found.amounts if one.kind is OWN]
    assert amounts == [(10, 26, 2080_00), (11, 30, 2400_00), (12, 31, 2480_00), (1, 13, 1040_00)]
    assert sum(amount or 0 for _, _, amount in amounts) == 8000_00


def test_worked_check_4() -> None:
    # 4500 / 30 = 150.00; the cap of 2026 is 3806.10 / 30 = 126.87, that of 2025 is 175.50.
    assert cents(determine(mother_of(4500_00, "2026-03-01")), SHARED) == [126_87]
    found = determine(mother_of(4500_00, "2025-03-01"))
    assert cents(found, SHARED) == [150_00]
    assert found.outcome(M, date(2026, 6, 1)).cents == 150_00
    assert cents(determine(mother_of(6000_00, "2025-03-01")), SHARED) == [175_50]


def test_worked_check_5() -> None:
    # No new income; 4500 behind the benefit for the child of 2024, kept and capped by 2026.
    earlier = PreviousChild(date(2024, 5, 1), mother_income=Fraction(4500_00))
    found = determine(replace(mother_of(0, "2026-03-01"), previous=earlier))
    assert cents(found, OWN) == [126_87]
    assert cents(found, SHARED) == [126_87]


@pytest.mark.parametrize(
    ("earlier", "own", "kept", "expected"),
    [
        # Three years less a day, and three years: 3000 / 30; else the base rate, 886 / 30.
        (date(2023, 6, 2), 0, 3000_00, 100_00),
        (date(2023, 6, 1), 0, 3000_00, 29_53),
        # The own income counts only when it is higher: 3000 (equal), 3001 / 30 = 100.033.
        (date(2024, 6, 1), 3000_00, 3000_00, 100_00),
        (date(2024, 6, 1), 3001_00, 3000_00, 100_03),
        # An earlier income below the minimum wage is lifted too: 946 / 30; none stays none.
        (date(2024, 6, 1), 0, 500_00, 31_53),
        (date(2024, 6, 1), 0, 0, 29_53),
    ],
)
def test_consecutive_births(earlier: date, own: int, kept: int, expected: int) -> None:
    before = PreviousChild(earlier, mother_income=Fraction(kept), father_income=None)
    found = determine(replace(mother_of(own, "2026-06-01"), previous=before))
    assert cents(found, SHARED) == [expected]


def test_the_earlier_income_belongs_to_one_parent() -> None:
    made = mother_of(0, "2026-06-01")
    wishes = (*made.wishes, Wish(F, HIS, date(2026, 6, 1), date(2026, 6, 5)))
    before = PreviousChild(date(2024, 6, 1), father_income=Fraction(3000_00))
    found = determine(replace(made, wishes=wishes, previous=before))
    assert cents(found, OWN) == [29_53]
    assert found.rates[-1] == RateSpell(F, HIS, date(2026, 6, 1), date(2026, 6, 5), 100_00)


def test_example_044_base_rate_and_minimum_wage() -> None:
    # 886 / 30, 820 / 30 and 946 / 30.
    assert cents(determine(mother_of(0, "2026-05-01")), OWN) == [29_53]
    assert cents(determine(mother_of(0, "2025-05-01")), OWN) == [27_33]
    assert cents(determine(mother_of(500_00, "2026-05-01")), OWN) == [31_53]


def test_one_cent_of_tax_is_an_income() -> None:
    parent = Parent({(2025, 3): 1})
    found = determine(replace(mother_of(0, "2026-05-01"), mother=parent))
    assert cents(found, OWN) == [31_53]


def test_the_minimum_wage_of_the_paid_day() -> None:
    # Born 01.03.2025: 886 / 30 = 29.53 until 31.03.2026, then 946 / 30.
    found = determine(mother_of(500_00, "2025-03-01"))
    assert cents(found, SHARED) == [29_53, 31_53]
    assert found.outcome(M, date(2026, 3, 31)).cents == 29_53
    assert found.outcome(M, date(2026, 4, 1)).cents == 31_53
    # 900 lies between the two minimum wages: 30.00, then lifted.
    assert cents(determine(mother_of(900_00, "2025-03-01")), SHARED) == [30_00, 31_53]
    assert cents(determine(mother_of(946_00, "2025-03-01")), SHARED) == [31_53]


def test_the_base_rate_of_the_day_the_right_arose_stays() -> None:
    # EDD 05.01.2026: right from 27.10.2025 at 820 / 30; shared from 04.02.2026 at 886 / 30,
    # also in 2027.
    found = determine(mother_of(0, "2026-01-05", start=20))
    assert cents(found, OWN) == [27_33]
    assert cents(found, SHARED) == [29_53]


@pytest.mark.parametrize(
    ("year", "income", "cap"),
    [
        (2023, 9000_00, 143_04),  # EX-045: 4291.29 / 30
        (2024, 9000_00, 157_78),  # 4733.53 / 30 = 157.784
        (2025, 9000_00, 175_50),  # 5265.09 / 30 = 175.503
        (2026, 9000_00, 126_87),  # EX-043
        (2027, 9000_00, 134_60),  # EX-046: 4038.10 / 30 = 134.603
    ],
)
def test_caps_by_year_of_birth(year: int, income: int, cap: int) -> None:
    found = determine(mother_of(income, f"{year}-06-01"))
    assert cents(found, SHARED) == [cap]
    # Mother's benefit has no cap before 2026: 9000 / 30.
    assert cents(found, OWN) == [cap if year >= 2026 else 300_00]


def test_expected_and_born_in_different_years() -> None:
    # Expected in 2025, born in 2026: mother's uncapped, shared 126.87. And the other way round.
    found = determine(mother_of(9000_00, "2025-12-20", "2026-01-03"))
    assert (cents(found, OWN), cents(found, SHARED)) == ([300_00], [126_87])
    found = determine(mother_of(9000_00, "2026-01-05", "2025-12-28"))
    assert (cents(found, OWN), cents(found, SHARED)) == ([126_87], [175_50])


def test_expected_and_born_in_different_months() -> None:
    # Mother's benefit by July's period, 10/2024-09/2025; shared by August's, 11/2024-10/2025.
    # Only 10/2024 has income: 12 x 1200 x 0.33 of tax, so 1200 a month or none at all.
    made = replace(
        mother_of(0, "2026-07-30", "2026-08-02"), mother=Parent({(2024, 10): 12 * 396_00})
    )
    found = determine(made)
    assert (cents(found, OWN), cents(found, SHARED)) == ([40_00], [29_53])
    # A mother without the right before birth: the birth month for both kinds.
    wishes = (Wish(M, OWN, date(2026, 8, 2), date(2026, 8, 31)),)
    found = determine(replace(made, right_before_birth=False, wishes=wishes))
    assert cents(found, OWN) == [29_53]


@pytest.mark.parametrize(
    ("noted", "count", "daily"),
    [
        # 365 days; tax of 12 x 1000. None: 365 / 30 = 12.17, so 12, and 1000 / 30 = 33.33.
        (0, Fraction(12), 33_33),
        (1, Fraction(12), 33_33),  # 364 / 30 = 12.13
        (10, Fraction(1183, 100), 33_81),  # 355 / 30 = 11.83; 12000 / 11.83 / 30 = 33.812
        (65, Fraction(10), 40_00),  # 300 / 30 = 10; 1200 / 30
        (364, Fraction(3, 100), 126_87),  # 1 / 30 = 0.03; capped
        (365, Fraction(0), 33_33),  # no month, but income: divided by 12
    ],
)
def test_note_days(noted: int, count: Fraction, daily: int) -> None:
    # Born in July 2026: the period begins on 01.10.2024.
    first = date(2024, 10, 1)
    notes = (Spell(first, first + (noted - 1) * ONE_DAY),) if noted else ()
    parent = replace(earning(1000_00), notes=notes)
    assert month_count(parent, accounting_months(date(2026, 7, 1))) == count
    found = determine(replace(mother_of(0, "2026-07-01"), mother=parent))
    assert cents(found, OWN) == [daily]


def test_note_days_that_overlap_count_once() -> None:
    notes = (
        Spell(date(2024, 10, 1), date(2024, 11, 30)),
        Spell(date(2024, 11, 1), date(2024, 12, 4)),
    )
    # 31 + 30 + 4 = 65 days in all: 10 months.
    parent = replace(earning(1000_00), notes=notes)
    assert average_income(parent, date(2026, 7, 1)) == 1200_00


@pytest.mark.parametrize("first", [date(2024, 9, 21), date(2025, 9, 21)])
def test_note_days_outside_the_period_do_not_count(first: date) -> None:
    # Ten of the twenty days lie in 01.10.2024-30.09.2025: 355 / 30 = 11.83.
    parent = Parent(notes=(Spell(first, first + 19 * ONE_DAY),))
    months = accounting_months(date(2026, 7, 1))
    assert month_count(parent, months) == Fraction(1183, 100)


def test_a_year_without_a_known_cap() -> None:
    with pytest.raises(ValueError, match="no cap is known"):
        determine(mother_of(3821_55, "2022-06-01"))
    # It was more than the cap of 2021, so that does not bind.
    assert determine(mother_of(3821_54, "2022-06-01")).rates


def test_a_day_before_the_tables() -> None:
    with pytest.raises(ValueError, match="no figure for 2016-12-31"):
        at(MINIMUM_WAGE, date(2016, 12, 31))
