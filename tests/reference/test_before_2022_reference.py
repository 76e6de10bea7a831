"""Rights of before 01.04.2022, checked by hand and against published examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.reference.before_2022 import EarlierFamily, determine_earlier, first_day, quota
from tests.reference.daily_rate import accounting_months
from tests.reference.facts import Parent, Spell


def day(text: str) -> date:
    return date.fromisoformat(text)


def born(birth: str, **more: object) -> EarlierFamily:
    made = EarlierFamily(birth=day(birth), expected=day(birth))
    return replace(made, **more)  # type: ignore[arg-type]


def test_example_079_435_days_run_over_the_switch() -> None:
    # 02.11.2020 + 140 days = 22.03.2021.
    found = determine_earlier(born("2021-01-11", note=day("2020-11-02")))
    assert (found.days[0], found.days[-1]) == (day("2021-03-22"), day("2022-05-30"))
    assert (len(found.days), found.quota) == (435, 435)
    # April 30 and May 30 days were left on the switch.
    assert found.unused_at_switch == 60


def test_unused_days_become_shared_days() -> None:
    spells = (
        Spell(day("2022-06-01"), day("2022-06-10")),
        Spell(day("2023-12-20"), day("2024-02-01")),
    )
    found = determine_earlier(born("2021-01-11", note=day("2020-11-02"), claimed=spells))
    after = [one for one in found.days if one >= day("2022-04-01")]
    # Ten days of June, then 20.12.2023 to the day before the third birthday, 10.01.2024: 22 days.
    assert (after[0], after[9], after[-1], len(after)) == (
        day("2022-06-01"),
        day("2022-06-10"),
        day("2024-01-10"),
        32,
    )


def test_breaks_by_calendar_month() -> None:
    # December 2020 is left out: 31 days later, within the quota.
    made = born("2020-07-01", paused=frozenset({(2020, 12)}))
    found = determine_earlier(made)
    assert day("2020-12-15") not in found.days
    # 545 days from 01.07.2020 end on 27.12.2021 (365, then 30 + 31 + 30 + 31 + 30 + 27); 31 later.
    assert determine_earlier(born("2020-07-01")).days[-1] == day("2021-12-27")
    assert found.days[-1] == day("2022-01-27")
    with pytest.raises(ValueError, match="break"):
        born("2020-07-01", paused=frozenset({(2020, 6)}))


def test_a_mother_without_the_note_to_eighteen_months() -> None:
    found = determine_earlier(born("2017-03-19"))
    assert (found.days[0], found.days[-1]) == (day("2017-03-19"), day("2018-09-18"))
    assert first_day(born("2017-03-19")) == day("2017-03-19")
    assert quota(born("2020-07-01")) == 545


def test_example_040_income_of_the_year_before() -> None:
    # 4625 / 0.33 / 12 = 1167.93.
    parent = Parent({(2016, 5): 4625_00, (2015, 9): 900_00, (2017, 1): 900_00})
    found = determine_earlier(born("2017-03-19", parent=parent))
    assert found.amounts[2017, 4] == 1167_93
    # A month paid in part has no settled sum.
    assert found.amounts[2017, 3] is None


def test_examples_050_and_051_income_from_09_2019_on() -> None:
    for birth, first, last in (
        ("2019-09-10", (2017, 12), (2018, 11)),
        ("2019-11-15", (2018, 2), (2019, 1)),
    ):
        months = accounting_months(day(birth))
        assert (months[0], months[-1]) == (first, last)
        tax = dict.fromkeys(months, 330_00) | {(2018, 12): 330_00, (2017, 11): 330_00}
        found = determine_earlier(born(birth, parent=Parent(tax)))
        assert found.amounts[2020, 1] == 1000_00


@pytest.mark.parametrize(
    ("tax", "month", "cents"),
    [
        (0, (2020, 1), 500_00),  # base rate of the year of the right, 2019
        (33_00, (2019, 12), 540_00),  # 100 a month: the minimum wage of 2019
        (33_00, (2020, 1), 584_00),  # and of 2020
        (3300_00, (2020, 1), 3319_80),  # the cap of the year of birth
    ],
)
def test_floor_and_cap_of_a_month(tax: int, month: tuple[int, int], cents: int) -> None:
    parent = Parent(dict.fromkeys(accounting_months(day("2019-10-10")), tax))
    assert determine_earlier(born("2019-10-10", parent=parent)).amounts[month] == cents


def test_earnings_beside_it() -> None:
    tax = dict.fromkeys(accounting_months(day("2020-10-10")), 825_00)
    parent = Parent(tax, earnings={(2021, 6): 2500_00})
    found = determine_earlier(born("2020-10-10", parent=parent))
    assert (found.amounts[2021, 5], found.amounts[2021, 6]) == (2500_00, 2205_39)  # EX-042


def test_money_after_the_switch_goes_by_days() -> None:
    # 1000 / 30 = 33.33 a day; minimum wage of 2022 is 654. April 2022 has 30 days, May 30 of 31.
    tax = dict.fromkeys(accounting_months(day("2021-01-11")), 330_00)
    made = born("2021-01-11", note=day("2020-11-02"), parent=Parent(tax))
    found = determine_earlier(made)
    assert found.amounts[2022, 4] == found.amounts[2022, 5] == 30 * 33_33
    assert found.amounts[2022, 3] == 1000_00
    # A child of early 2022 has a cap that no source gives; without income none is needed.
    unknown = determine_earlier(born("2022-02-01", parent=Parent({(2020, 6): 20_000_00})))
    assert unknown.amounts[2022, 3] is None
    poor = determine_earlier(born("2022-02-01"))
    assert poor.amounts[2022, 3] == 584_00


def test_fathers_thirty_days_of_a_child_born_from_07_2020_on() -> None:
    # Fifteen days before the switch, then what is left of thirty.
    spells = (
        Spell(day("2021-01-02"), day("2021-01-16")),
        Spell(day("2023-12-25"), day("2024-01-20")),
    )
    found = determine_earlier(born("2021-01-01", fathers=spells))
    assert found.fathers[0] == day("2021-01-02")
    # 15 days to 16.01.2021, then 25.12-31.12.2023, the day before the third birthday.
    assert (len(found.fathers), found.fathers[-1]) == (22, day("2023-12-31"))
    with pytest.raises(ValueError, match="before the birth"):
        born("2021-01-01", fathers=(Spell(day("2020-12-31"), day("2021-01-02")),))
    many = (Spell(day("2021-01-01"), day("2021-03-01")),)
    assert len(determine_earlier(born("2021-01-01", fathers=many)).fathers) == 30
    assert determine_earlier(born("2020-06-30", fathers=many)).fathers == ()


def test_other_births_are_not_looked_at() -> None:
    for birth in ("2016-12-31", "2022-04-01"):
        with pytest.raises(ValueError, match="birth"):
            born(birth)
