from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perenou.language.working_days import (
    FIRST_YEAR,
    MOST_DAYS_OFF,
    add_working_days,
    days_off_before,
    easter_sunday,
    holidays,
    is_working_day,
    last_working_day_before,
    next_working_day,
)

EASTER_SUNDAYS = """
2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21
"""

ANY_DAY = st.integers(date(FIRST_YEAR, 1, 1).toordinal(), date(2100, 12, 31).toordinal())


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def easter_by_epact(year: int) -> date:
    """The full moon of the church's epact tables, and the Sunday after it."""
    golden = year % 19 + 1
    century = year // 100 + 1
    sun = 3 * century // 4 - 12
    moon = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + moon - sun) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = date(year, 3, 1) + timedelta(days=43 - epact)
    if full_moon < date(year, 3, 21):
        full_moon += timedelta(days=30)
    return full_moon + timedelta(days=7 - (full_moon.weekday() + 1) % 7)


@pytest.mark.parametrize("iso", EASTER_SUNDAYS.split())
def test_easter_sunday(iso: str) -> None:
    assert easter_sunday(int(iso[:4])) == ordinal(iso)


@pytest.mark.parametrize("century", range(1600, 4000, 100))
def test_easter_against_the_epact_tables(century: int) -> None:
    for year in range(century, century + 100):
        assert date.fromordinal(easter_sunday(year)) == easter_by_epact(year)


@pytest.mark.parametrize(
    ("year", "dates"),
    [
        (2017, "01-01 02-24 04-14 04-16 05-01 06-04 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2020, "01-01 02-24 04-10 04-12 05-01 05-31 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2024, "01-01 02-24 03-29 03-31 05-01 05-19 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2025, "01-01 02-24 04-18 04-20 05-01 06-08 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2026, "01-01 02-24 04-03 04-05 05-01 05-24 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2027, "01-01 02-24 03-26 03-28 05-01 05-16 06-23 06-24 08-20 12-24 12-25 12-26"),
        (2030, "01-01 02-24 04-19 04-21 05-01 06-09 06-23 06-24 08-20 12-24 12-25 12-26"),
    ],
)
def test_holidays(year: int, dates: str) -> None:
    assert list(holidays(year)) == [ordinal(f"{year}-{iso}") for iso in dates.split()]


def test_holidays_by_name() -> None:
    names = holidays(2026)
    assert names[ordinal("2026-02-24")] == "iseseisvuspäev, Eesti Vabariigi aastapäev"
    assert names[ordinal("2026-04-03")] == "suur reede"
    assert names[ordinal("2026-05-24")] == "nelipühade 1. püha"


@pytest.mark.parametrize(("year", "number"), [(2024, 254), (2025, 251), (2026, 252)])
def test_working_days_of_a_year(year: int, number: int) -> None:
    days = range(ordinal(f"{year}-01-01"), ordinal(f"{year}-12-31") + 1)
    assert sum(map(is_working_day, days)) == number


@pytest.mark.parametrize(
    ("iso", "working"),
    [
        ("2026-11-24", True),
        ("2026-11-28", False),  # Saturday
        ("2026-11-29", False),  # Sunday
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", True),  # Easter Monday
        ("2026-05-25", True),  # Whit Monday
        ("2026-06-23", False),
        ("2026-06-14", False),  # a Sunday
        ("2027-06-14", True),  # the day of mourning is a day of PTS § 3
        ("2026-12-23", True),  # shortened, but a working day
        ("2026-12-24", False),
        ("2026-12-31", True),
    ],
)
def test_is_working_day(iso: str, working: bool) -> None:
    assert is_working_day(ordinal(iso)) is working


@pytest.mark.parametrize(
    ("iso", "wanted"),
    [
        ("2026-11-24", "2026-11-24"),
        ("2026-11-28", "2026-11-30"),
        ("2026-12-24", "2026-12-28"),
        ("2026-06-23", "2026-06-25"),
        ("2027-01-01", "2027-01-04"),
    ],
)
def test_next_working_day(iso: str, wanted: str) -> None:
    assert next_working_day(ordinal(iso)) == ordinal(wanted)


@pytest.mark.parametrize(
    ("iso", "number", "wanted"),
    [
        ("2026-11-24", 0, "2026-11-24"),
        ("2026-11-24", 1, "2026-11-25"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2026-11-24", 30, "2027-01-08"),
        ("2026-06-01", 30, "2026-07-15"),
    ],
)
def test_add_working_days(iso: str, number: int, wanted: str) -> None:
    assert add_working_days(ordinal(iso), number) == ordinal(wanted)


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="2005 are not known"):
        is_working_day(ordinal("2005-12-31"))
    with pytest.raises(ValueError, match="-1 working days"):
        add_working_days(ordinal("2026-11-24"), -1)


@pytest.mark.properties
@given(ANY_DAY, st.integers(1, 60))
def test_a_term_holds_exactly_its_working_days(day: int, number: int) -> None:
    end = add_working_days(day, number)
    assert is_working_day(end)
    assert sum(map(is_working_day, range(day + 1, end + 1))) == number


@pytest.mark.properties
@given(ANY_DAY, st.integers(0, 30), st.integers(0, 30))
def test_terms_add_up(day: int, first: int, then: int) -> None:
    assert add_working_days(add_working_days(day, first), then) == add_working_days(
        day, first + then
    )


@given(day=ANY_DAY.filter(lambda day: day > date(FIRST_YEAR, 1, 31).toordinal()))
def test_the_last_working_day_before_leaves_only_days_off_between(day: int) -> None:
    found = last_working_day_before(day)
    assert is_working_day(found)
    assert found < day
    assert not any(map(is_working_day, range(found + 1, day)))
    assert days_off_before(day) == day - found - 1


def test_an_act_keeps_a_term_that_many_days_later() -> None:
    start = date(2017, 1, 1).toordinal()
    for last in range(start, start + 4018):
        end = next_working_day(last)
        for day in range(last - 1, end + 3):
            assert (day - days_off_before(day) <= last) is (day <= end)
    assert max(map(days_off_before, range(start, start + 4018 * 2))) == MOST_DAYS_OFF


@pytest.mark.properties
@given(ANY_DAY)
def test_next_working_day_is_the_first_that_is_not_before(day: int) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert found >= day
    assert not any(map(is_working_day, range(day, found)))


@pytest.mark.properties
@given(st.integers(FIRST_YEAR, 3000))
def test_every_year_has_twelve_holidays(year: int) -> None:
    assert len(holidays(year)) == 12
    assert list(holidays(year)) == sorted(holidays(year))
    sundays = [name for day, name in holidays(year).items() if date.fromordinal(day).weekday() == 6]
    assert "ülestõusmispühade 1. püha" in sundays
