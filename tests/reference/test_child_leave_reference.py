"""Child leave pay, checked against published examples."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reference.child_leave import (
    Leave,
    day_pay,
    disabled_childs_day_pay,
    income,
    lowest_day,
    paid_days,
)
from tests.reference.daily_rate import months_before
from tests.reference.facts import Parent


def day(text: str) -> date:
    return date.fromisoformat(text)


def earning(cents: int, leave: str) -> Parent:
    return Parent(dict.fromkeys(months_before(day(leave), 15, 4), cents * 33 // 100))


def test_example_091_income_period() -> None:
    months = months_before(day("2026-06-15"), 15, 4)
    assert (months[0], months[-1], len(months)) == ((2025, 3), (2026, 2), 12)
    assert income(earning(2000_00, "2026-06-15"), day("2026-06-15")) == 2000_00


def test_example_092_bounds() -> None:
    assert lowest_day(day("2026-03-31")) == 42_19  # 886 x 12 / 252
    assert lowest_day(day("2026-04-01")) == 45_05  # 946 x 12 / 252
    assert day_pay(earning(9000_00, "2026-06-15"), day("2026-06-15")) == 63_44
    assert day_pay(Parent(), day("2026-06-15")) == 45_05
    assert day_pay(earning(3000_00, "2026-06-15"), day("2026-06-15")) == 50_00  # 3000 / 60
    for year in ("2025-06-02", "2027-06-01"):
        with pytest.raises(ValueError, match="20"):
            day_pay(Parent(), day(year))


def test_example_090_disabled_childs_parent() -> None:
    assert disabled_childs_day_pay(earning(2000_00, "2026-06-15"), day("2026-06-15")) == 95_24
    assert disabled_childs_day_pay(earning(9000_00, "2026-06-15"), day("2026-06-15")) == 181_24


def test_ten_working_days_for_each_child() -> None:
    # 01.06.2026 is a Monday; 23 and 24 June are holidays.
    leaves = [Leave("Mari", day("2020-01-01"), day("2026-06-15"), day("2026-06-30"))]
    found = paid_days(leaves, single_parent=False)
    # 15-19, 22, 25, 26, 29, 30 June.
    assert [one.day for _, one in found] == [15, 16, 17, 18, 19, 22, 25, 26, 29, 30]
    longer = [Leave("Mari", day("2020-01-01"), day("2026-06-01"), day("2026-06-30"))]
    assert len(paid_days(longer, single_parent=False)) == 10
    assert len(paid_days(longer, single_parent=True)) == 20


def test_fourteenth_birthday_and_thirty_days_a_year() -> None:
    leave = Leave("Mari", day("2012-06-04"), day("2026-06-01"), day("2026-06-30"))
    assert [one.day for _, one in paid_days([leave], single_parent=False)] == [1, 2, 3]
    leap = Leave("Mari", day("2012-02-29"), day("2026-02-26"), day("2026-03-03"))
    assert [one.day for _, one in paid_days([leap], single_parent=False)] == [26, 27]
    # 22 days for one child, then eight for the other: 05.10-12.10, six working days.
    leaves = [
        Leave("Mari", day("2020-01-01"), day("2026-06-01"), day("2026-06-22")),
        Leave("Jaan", day("2022-01-01"), day("2026-10-05"), day("2026-10-20")),
    ]
    found = paid_days(leaves, single_parent=False)
    assert [one.day for child, one in found if child == "Jaan"] == [5, 6, 7, 8, 9, 12]
