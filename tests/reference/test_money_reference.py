"""From paid days to money, checked by hand: earnings, days of payment, tax, corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.reference.earnings import reduced, threshold
from tests.reference.facts import ONE_DAY, Family, Household, Kind, Parent, Spell, Who, Wish
from tests.reference.household import walk_through
from tests.reference.income_tax import withheld
from tests.reference.payment import Payment, PersonMonth, payments, person_months
from tests.reference.readings import Readings
from tests.reference.recovery import MonthDifference, correct, kept, last_day_of_checks
from tests.reference.working_days import (
    easter_sunday,
    first_payment_day_after,
    is_working_day,
    payment_day,
    working_days,
)

M, F = Who.MOTHER, Who.FATHER


def day(text: str) -> date:
    return date.fromisoformat(text)


# ------------------------------------------------------------------ § 44


@pytest.mark.parametrize(
    ("granted", "earned", "month", "left"),
    [
        (2000_00, 1500_00, (2021, 6), 2000_00),  # EX-041: below half the cap
        (2500_00, 2500_00, (2021, 6), 2205_39),  # EX-042: 2500 - (2500 - 1910.77) / 2
        # To 02.2018 above the base rate, 470: 1000 - (970 - 470) / 2.
        (1000_00, 970_00, (2018, 2), 750_00),
        # 1000 - (970 - 1544.78) / 2: nothing is taken from March on.
        (1000_00, 970_00, (2018, 3), 1000_00),
        (1000_00, 2470_00, (2018, 2), 500_00),  # half stays
        (800_00, 2470_00, (2018, 2), 470_00),  # the base rate stays
        (450_00, 2470_00, (2018, 2), 450_00),  # and what is below it
        (5265_09, 2632_55, (2025, 6), 5265_09),
        (5265_09, 2632_57, (2025, 6), 5265_08),
        (5265_09, 20_000_00, (2025, 6), 2632_55),  # half, 2632.545
        (5265_09, 20_000_00, (2026, 1), 5265_09),  # repealed
        # No cap of 2022 is known; half of it lies between 1910.77 and 2145.65.
        (1000_00, 1_00, (2022, 6), 1000_00),
        (1000_00, 2000_00, (2022, 6), None),
        (1000_00, 9000_00, (2022, 6), 584_00),
        (1000_00, 0, (2022, 6), 1000_00),
    ],
)
def test_earnings(granted: int, earned: int, month: tuple[int, int], left: int | None) -> None:
    assert reduced(granted, earned, *month) == left


def test_a_month_paid_in_part_keeps_the_whole_base_rate() -> None:
    # 300 for some days of June 2025 is less than the base rate of 820.
    assert reduced(300_00, 9000_00, 2025, 6) == 300_00


def test_published_thresholds() -> None:
    known = {2019: 1659_90, 2020: 1774_05, 2021: 1910_77, 2023: 2145_65, 2024: 2366_77}
    assert {year: threshold(year, 6) for year in known} == known
    assert threshold(2025, 12) == 2632_55
    assert (threshold(2017, 12), threshold(2018, 3)) == (430_00, 1544_78)


# ------------------------------------------------------------------ days of payment


def test_working_days() -> None:
    assert working_days(2026) == 252  # the figure behind the bounds of child leave pay
    known = {2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28)}
    assert {y: (easter_sunday(y).month, easter_sunday(y).day) for y in known} == known
    for text in ("2026-02-24", "2026-04-03", "2026-05-24", "2026-06-23", "2026-12-25"):
        assert not is_working_day(day(text))


def test_the_eighth_or_the_last_working_day_before() -> None:
    assert payment_day(2026, 6) == day("2026-06-08")
    assert payment_day(2026, 8) == day("2026-08-07")  # 8 August is a Saturday
    assert payment_day(2026, 11) == day("2026-11-06")  # a Sunday
    assert payment_day(2023, 4) == day("2023-04-06")  # Saturday after Good Friday
    assert first_payment_day_after(day("2026-08-06")) == day("2026-08-07")
    assert first_payment_day_after(day("2026-08-07")) == day("2026-09-08")
    assert first_payment_day_after(day("2026-12-31")) == day("2027-01-08")


def family(birth: str, *wishes: Wish, **more: object) -> Family:
    made = Family(birth=day(birth), expected=day(birth))
    return replace(made, wishes=wishes, **more)  # type: ignore[arg-type]


def wish(who: Who, kind: Kind, first: str, last: str, filed: str | None = None) -> Wish:
    return Wish(who, kind, day(first), day(last), None if filed is None else day(filed))


def months_of(*families: Family) -> dict[str, dict[tuple[int, int], PersonMonth]]:
    household = Household(families)
    return person_months(household, walk_through(household))


def test_example_077_father_is_paid_in_june_and_july() -> None:
    made = family("2026-06-01", wish(F, Kind.FATHER, "2026-05-19", "2026-06-17"))
    months = months_of(replace(made, expected=day("2026-06-18")))["father"]
    # Without income 886 / 30 = 29.53 a day: 13 days and 17.
    june, july = day("2026-06-08"), day("2026-07-08")
    assert months[2026, 5] == PersonMonth(13, 383_89, 383_89, ((june, 383_89),))
    assert months[2026, 6] == PersonMonth(17, 502_01, 502_01, ((july, 502_01),))


def test_fathers_days_before_a_later_birth_wait_for_it() -> None:
    made = family("2026-07-10", wish(F, Kind.FATHER, "2026-06-11", "2026-06-20"))
    months = months_of(made)["father"]
    # June is paid on 8 July otherwise; the birth on 10 July moves it to 7 August.
    assert [when for when, _ in months[2026, 6].parts] == [day("2026-08-07")]


def test_a_claim_filed_later_is_paid_later() -> None:
    made = family("2026-01-10", wish(M, Kind.SHARED, "2026-02-09", "2026-03-10", "2026-04-08"))
    # 8 April is itself a day of payment, so the next one, 8 May, pays both months: 20 and 10 days.
    months = months_of(made)["mother"]
    assert [one.days for one in months.values()] == [20, 10]
    assert {when for one in months.values() for when, _ in one.parts} == {day("2026-05-08")}


def test_earnings_of_a_month_reduce_all_kinds_and_children_together() -> None:
    # Income 6000 from 01.2023 on; both children are of 2025 (cap 5265.09, mother's uncapped).
    tax = {(year, month): 1980_00 for year in (2023, 2024) for month in range(1, 13)}
    parent = Parent(tax, earnings={(2025, 11): 4632_55})
    made = family(
        "2025-10-01",
        wish(M, Kind.MOTHER, "2025-10-01", "2025-10-30"),
        wish(M, Kind.SHARED, "2025-10-31", "2025-11-30"),
        mother=parent,
    )
    months = months_of(made)["mother"]
    # October: 30 x 200 + 175.50. November: 30 x 175.50 = 5265 less (4632.55 - 2632.55) / 2.
    assert (months[2025, 10].granted, months[2025, 10].due) == (6175_50, 6175_50)
    assert (months[2025, 11].granted, months[2025, 11].due) == (5265_00, 4265_00)


def test_a_reduction_is_taken_off_the_earliest_payment_first() -> None:
    tax = {(year, month): 1980_00 for year in (2023, 2024) for month in range(1, 13)}
    made = family(
        "2025-06-01",
        wish(M, Kind.SHARED, "2025-11-01", "2025-11-10"),
        wish(M, Kind.SHARED, "2025-11-11", "2025-11-20", "2025-12-20"),
        mother=Parent(tax, earnings={(2025, 11): 3632_55}),
    )
    # The late claim was filed in December, so it reaches no day of November.
    months = months_of(made)["mother"]
    assert months[2025, 11].days == 20  # within six months of 01.07: to 01.01.2026
    first, second = months[2025, 11].parts
    assert first == (day("2025-12-08"), 1755_00 - 500_00)
    assert second == (day("2026-01-08"), 1755_00)


def test_a_figure_that_no_source_gives_leaves_the_month_open() -> None:
    # 4000 a month may lie above the cap of 2022; the cap was more than 3821.54, that of 2021.
    parent = Parent({(2021, month): 1320_00 for month in range(1, 13)})
    made = family("2022-10-01", wish(M, Kind.SHARED, "2022-11-01", "2022-11-30"), mother=parent)
    below = Parent({(2021, month): 1254_00 for month in range(1, 13)})  # 3800
    assert months_of(replace(made, mother=below))["mother"][2022, 11].due == 30 * 126_67
    assert months_of(made)["mother"][2022, 11] == PersonMonth(30, None, None, ())
    # Mother's benefit had no cap, but earnings need half of it; without income 584 / 30.
    own = wish(M, Kind.MOTHER, "2022-10-01", "2022-10-30")
    poor = replace(made, wishes=(own,), mother=Parent(earnings={(2022, 10): 1_950_00}))
    assert months_of(poor)["mother"][2022, 10] == PersonMonth(30, 30 * 19_47, None, ())


# ------------------------------------------------------------------ income tax


@pytest.mark.parametrize(
    ("gross", "year", "exemption", "tax"),
    [
        (2000_00, 2026, None, 440_00),
        (2000_00, 2026, 700_00, 286_00),  # 22 % of 1300
        (2000_00, 2026, 900_00, 286_00),  # no more than the year's figure
        (2000_00, 2026, 300_00, 374_00),
        (600_00, 2026, 700_00, 0),
        (2000_00, 2025, 700_00, 296_12),  # 22 % of 1346
        (2000_00, 2024, 654_00, 269_20),  # 20 %
        (2000_00, 2022, 654_00, 300_00),  # 20 % of 1500
        (2000_00, 2017, 654_00, 364_00),  # 20 % of 1820
        (2000_00, 2027, None, 440_00),
        (2000_00, 2027, 700_00, None),
        (1_25, 2026, None, 28),  # 27.5 cents
    ],
)
def test_income_tax(gross: int, year: int, exemption: int | None, tax: int | None) -> None:
    assert withheld(gross, year, exemption) == tax


def test_the_year_of_payment_sets_the_tax() -> None:
    # December 2024, without income 725 / 30 = 24.17 a day: 31 days 749.27, paid on 8 January 2025.
    parent = Parent(exemption=100_00)
    made = family("2024-10-01", wish(M, Kind.SHARED, "2024-11-30", "2024-12-31"), mother=parent)
    made = replace(made, right_before_birth=False)
    paid = payments(parent, months_of(made)["mother"])
    # November: one day, less than the exemption. 22 % of 649.27 = 142.8394.
    assert paid == [
        Payment(day("2024-12-06"), 24_17, 0, 0, 24_17),
        Payment(day("2025-01-08"), 749_27, 0, 142_84, 606_43),
    ]


# ------------------------------------------------------------------ corrections
# Born on 10.03.2026: shared benefit rests on 06.2024-05.2025. Claimed 01.09-31.12.2026.
# September is paid on 8 October, October on 6 November, November on 8 December, December on 8
# January. The correction comes to light on 20.11.2026.

KNOWN = day("2026-11-20")


def claimed(income: int, exemption: int | None = None) -> Household:
    months = [(2024, month) for month in range(6, 13)] + [(2025, month) for month in range(1, 6)]
    parent = Parent(dict.fromkeys(months, income * 33 // 100), exemption=exemption)
    wishes = (wish(M, Kind.SHARED, "2026-09-01", "2026-12-31"),)
    return Household((family("2026-03-10", *wishes, mother=parent),))


def test_a_debt_that_one_payment_covers() -> None:
    # 50 a day was paid, 40 is due: (30 + 31) x 10 = 610. November 1200: 1200 - 443 = 757 is free.
    found = correct(claimed(1500_00), claimed(1200_00), KNOWN)["mother"]
    assert found is not None
    assert found.differences == (
        MonthDifference((2026, 9), 1500_00, 1200_00),
        MonthDifference((2026, 10), 1550_00, 1240_00),
    )
    assert (found.debt, found.arrears, found.left) == (610_00, 0, 0)
    # Tax on what is paid: 22 % of 590 = 129.80, of 1240 = 272.80.
    assert found.payments == (
        Payment(day("2026-12-08"), 1200_00, 610_00, 129_80, 460_20),
        Payment(day("2027-01-08"), 1240_00, 0, 272_80, 967_20),
    )


def test_half_of_the_base_rate_stays() -> None:
    # 100 a day was paid, 40 is due: 61 x 60 = 3660. 757 of November, 1240 - 443 of December.
    assert kept((2026, 11)) == 443_00
    found = correct(claimed(3000_00), claimed(1200_00), KNOWN)["mother"]
    assert found is not None
    assert [one.set_off for one in found.payments] == [757_00, 797_00]
    assert found.left == 3660_00 - 757_00 - 797_00
    # Read after tax: 1200 - 264 - 443 and 1240 - 272.80 - 443.
    other = correct(claimed(3000_00), claimed(1200_00), KNOWN, Readings(kept_after_tax=True))
    after = other["mother"]
    assert after is not None
    assert [one.set_off for one in after.payments] == [493_00, 524_20]
    assert [one.net for one in after.payments] == [443_00, 443_00]


def test_tax_that_is_not_known_after_tax_sets_nothing_off() -> None:
    reading = Readings(kept_after_tax=True)
    found = correct(claimed(3000_00, 700_00), claimed(1200_00, 700_00), KNOWN, reading)["mother"]
    assert found is not None
    # December: tax 22 % of 500 = 110, so 1200 - 110 - 443. January 2027: no exemption is known.
    assert found.payments == (
        Payment(day("2026-12-08"), 1200_00, 647_00, 110_00, 443_00),
        Payment(day("2027-01-08"), 1240_00, 0, None, None),
    )


def test_arrears_are_paid_on_the_next_day_of_payment() -> None:
    found = correct(claimed(1200_00), claimed(1500_00), KNOWN)["mother"]
    assert found is not None
    assert (found.debt, found.arrears) == (0, 610_00)
    assert [(one.day, one.gross) for one in found.payments] == [
        (day("2026-12-08"), 1500_00 + 610_00),
        (day("2027-01-08"), 1550_00),
    ]
    # Also when nothing else is paid any more.
    later = correct(claimed(1200_00), claimed(1500_00), day("2027-05-01"))["mother"]
    assert later is not None
    # 30 + 31 + 30 + 31 days x 10.
    assert [(one.day, one.gross) for one in later.payments] == [(day("2027-05-07"), 1220_00)]


def test_two_payments_for_one_month_keep_half_of_the_base_rate_once() -> None:
    # Born on 10.07.2026 (months 10.2024-09.2025); shared benefit is open from 09.08. The second
    # half of November is filed on 10.12 and paid on 8 January with December. Debt 3660 as above.
    # On 8 December 15 x 40 - 443 = 157 are free; on 8 January the whole second half, 600, and 1240
    # - 443 of December.
    def halves(monthly: int) -> Household:
        months = [(2024, 10), (2024, 11), (2024, 12), *((2025, month) for month in range(1, 10))]
        wishes = (
            wish(M, Kind.SHARED, "2026-09-01", "2026-11-15"),
            wish(M, Kind.SHARED, "2026-11-16", "2026-11-30", "2026-12-10"),
            wish(M, Kind.SHARED, "2026-12-01", "2026-12-31"),
        )
        parent = Parent(dict.fromkeys(months, monthly * 33 // 100))
        return Household((family("2026-07-10", *wishes, mother=parent),))

    found = correct(halves(3000_00), halves(1200_00), KNOWN)["mother"]
    assert found is not None
    assert found.debt == 3660_00
    assert [one.set_off for one in found.payments] == [157_00, 600_00 + 797_00]


def test_nothing_is_set_off_against_months_before_10_2026() -> None:
    # August was paid on 8 September: 31 x 60 too much. September is paid on 8 October in full.
    def earlier(monthly: int) -> Household:
        (made,) = claimed(monthly).families
        days = wish(M, Kind.SHARED, "2026-08-01", "2026-10-31")
        return Household((replace(made, wishes=(days,)),))

    found = correct(earlier(3000_00), earlier(1200_00), day("2026-10-01"))["mother"]
    assert found is not None
    assert found.debt == 1860_00
    assert [(one.day, one.set_off) for one in found.payments] == [
        (day("2026-10-08"), 0),
        (day("2026-11-06"), 1240_00 - 443_00),
    ]


def test_checks_end_after_three_years() -> None:
    assert last_day_of_checks(claimed(1200_00)) == day("2032-03-09")
    found = correct(claimed(1500_00), claimed(1200_00), day("2032-03-10"))["mother"]
    assert found is not None
    assert (found.debt, found.differences) == (0, ())
    found = correct(claimed(1500_00), claimed(1200_00), day("2032-03-09"))["mother"]
    assert found is not None
    assert found.debt == 122 * 10_00
    with pytest.raises(ValueError, match="2026"):
        correct(claimed(1500_00), claimed(1200_00), day("2026-10-01") - ONE_DAY)


def test_an_unknown_figure_leaves_a_correction_open() -> None:
    parent = Parent({(2021, month): 1320_00 for month in range(1, 13)})
    made = family("2022-10-01", wish(M, Kind.SHARED, "2022-11-01", "2022-11-30"), mother=parent)
    assert correct(Household((made,)), claimed(0), KNOWN)["mother"] is None


def test_days_withdrawn_by_later_leave_data_are_recovered() -> None:
    # § 46⁴ lg 1 p 2: five of the father's ten days of October turn out to have no leave entry.
    def entered(last: str) -> Household:
        leave = (Spell(day("2026-10-01"), day(last)),)
        wishes = (wish(F, Kind.FATHER, "2026-10-01", "2026-10-10"),)
        father = Parent(employed=True, leave=leave)
        return Household((family("2026-09-10", *wishes, father=father),))

    found = correct(entered("2026-10-10"), entered("2026-10-05"), KNOWN)["father"]
    assert found is not None
    assert found.debt == 5 * 29_53
    assert (found.payments, found.left) == ((), 5 * 29_53)
