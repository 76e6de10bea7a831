"""Ages and studies (PHS § 17 lg 2, § 29)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest
from tests.benefits.days import day, months_later
from tests.benefits.household import Application, Told, amounts, value, world

from perenou.benefits.estonia.studies import (
    certificate_covers_day,
    course_of_nineteen,
    course_qualifies,
    course_qualifies__not_yet,
    final_class_of_nineteen_ends,
    foreign_studies_proved,
    nineteenth_birthday,
    school_year_of_nineteen_ends,
    september_after_studies,
    september_without_studies,
    september_without_studies__not_yet,
    september_without_studies__summer_too,
    sixteenth_birthday,
    studies_below_secondary,
    studies_count,
    studies_past_nineteen,
    studies_past_nineteen__any_school_year,
    studies_past_sixteen,
    twenty_first_birthday,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import NEVER


@pytest.mark.parametrize(
    ("born", "sixteen", "nineteen", "twenty_one"),
    [
        pytest.param("2007-05-10", "2023-05-10", "2026-05-10", "2028-05-10", id="ordinary"),
        pytest.param("2008-02-29", "2024-02-29", "2027-03-01", "2029-03-01", id="leap day"),
        pytest.param("2006-02-28", "2022-02-28", "2025-02-28", "2027-02-28", id="28 February"),
        pytest.param("2007-12-31", "2023-12-31", "2026-12-31", "2028-12-31", id="31 December"),
        pytest.param("2007-09-01", "2023-09-01", "2026-09-01", "2028-09-01", id="1 September"),
    ],
)
def test_birthdays(born: str, sixteen: str, nineteen: str, twenty_one: str) -> None:
    assert sixteenth_birthday(child_birth_day=day(born)) == day(sixteen)
    assert nineteenth_birthday(child_birth_day=day(born)) == day(nineteen)
    assert twenty_first_birthday(child_birth_day=day(born)) == day(twenty_one)


@pytest.mark.parametrize(
    ("turned", "year_ends", "final_ends"),
    [
        pytest.param("2026-05-10", "2026-08-31", "2026-06-30", id="spring"),
        pytest.param("2026-06-30", "2026-08-31", "2026-06-30", id="last day of the final class"),
        pytest.param("2026-07-01", "2026-08-31", "2027-06-30", id="the day after it"),
        pytest.param("2026-08-30", "2026-08-31", "2027-06-30", id="the day before 31 August"),
        pytest.param("2026-08-31", "2026-08-31", "2027-06-30", id="last day of the school year"),
        pytest.param("2026-09-01", "2027-08-31", "2027-06-30", id="first day of the school year"),
        pytest.param("2027-03-01", "2027-08-31", "2027-06-30", id="born on a leap day"),
        pytest.param("2026-12-31", "2027-08-31", "2027-06-30", id="last day of the year"),
    ],
)
def test_school_year_and_final_class_of_nineteen(
    turned: str, year_ends: str, final_ends: str
) -> None:
    assert school_year_of_nineteen_ends(nineteenth_birthday=day(turned)) == day(year_ends)
    assert final_class_of_nineteen_ends(nineteenth_birthday=day(turned)) == day(final_ends)


def _stepped_to(start: date, month: int, of_month: int) -> date:
    while (start.month, start.day) != (month, of_month):
        start += timedelta(days=1)
    return start


def test_school_year_end_against_stepping_day_by_day() -> None:
    for number in range(3 * 365):
        turned = date(2025, 1, 1) + timedelta(days=number)
        year = _stepped_to(turned, 8, 31)
        final = _stepped_to(turned, 6, 30)
        assert school_year_of_nineteen_ends(turned.toordinal()) == year.toordinal()
        assert final_class_of_nineteen_ends(turned.toordinal()) == final.toordinal()


@pytest.mark.parametrize(
    ("hours", "needed", "qualifies"),
    [(999, 1000, False), (1000, 1000, True), (1001, 1000, True), (1, 0, True)],
)
def test_the_course_needs_so_many_hours(hours: int, needed: int, qualifies: bool) -> None:
    assert course_qualifies(course_hours=hours, course_hours_needed=needed) is qualifies
    assert course_qualifies__not_yet() is False


def test_a_thousand_hours_are_asked_from_october_2026_on() -> None:
    told: dict[tuple[str, int], Told] = {("course_hours", 0): 999}
    over = world(["2007-05-10"], [], told)
    assert value(over, "course_qualifies", 0, "2026-09-30")
    assert not value(over, "course_qualifies", 0, "2026-10-01")


@pytest.mark.parametrize(
    ("studies", "qualifies", "today", "count"),
    [
        pytest.param(Studies.NONE, True, "2026-06-18", False, id="no studies"),
        pytest.param(Studies.BASIC, False, "2026-06-18", True, id="basic school"),
        pytest.param(Studies.UPPER_SECONDARY, False, "2026-06-18", True, id="upper secondary"),
        pytest.param(Studies.VOCATIONAL, False, "2026-06-18", True, id="vocational"),
        pytest.param(Studies.HIGHER, True, "2026-06-18", False, id="higher education"),
        pytest.param(Studies.COURSE, True, "2026-06-18", True, id="course of 1000 hours"),
        pytest.param(Studies.COURSE, False, "2026-06-18", False, id="shorter course"),
        pytest.param(Studies.VOCATIONAL, False, "2026-06-19", False, id="has secondary education"),
        pytest.param(Studies.COURSE, True, "2026-06-19", False, id="course after secondary"),
    ],
)
def test_studies_without_secondary_education(
    studies: Studies, qualifies: bool, today: str, count: bool
) -> None:
    # PHS § 17 lg 2
    found = studies_below_secondary(
        studies=studies,
        course_qualifies=qualifies,
        secondary_education_day=day("2026-06-19"),
        today=day(today),
    )
    assert found is count


@pytest.mark.parametrize(
    ("filed", "today", "covers"),
    [
        pytest.param(None, "2026-10-15", False, id="no certificate"),
        pytest.param("2026-10-15", "2026-10-15", True, id="the day of filing"),
        pytest.param("2026-10-15", "2026-04-15", True, id="6 months back"),
        pytest.param("2026-10-15", "2026-04-14", False, id="more than 6 months back"),
        pytest.param("2026-08-31", "2026-02-28", True, id="6 months back from a 31st"),
        pytest.param("2026-08-31", "2026-02-27", False, id="and a day more"),
        pytest.param("2026-10-15", "2027-08-31", True, id="day before the new school year"),
        pytest.param("2026-10-15", "2027-09-01", False, id="new school year"),
    ],
)
def test_studies_abroad_need_a_certificate(filed: str | None, today: str, covers: bool) -> None:
    # PHS § 29 lg 3
    found = certificate_covers_day(
        certificate_day=NEVER if filed is None else day(filed),
        certificate_retroactive_months=6,
        today=day(today),
    )
    assert found is covers
    assert foreign_studies_proved(studies_abroad=True, certificate_covers_day=found) is covers
    assert foreign_studies_proved(studies_abroad=False, certificate_covers_day=found)


def test_certificate_window_against_a_walk_through_the_calendar() -> None:
    draw = Random(29)
    for _ in range(2000):
        filed = date(2017, 1, 1) + timedelta(days=draw.randrange(4000))
        today = filed + timedelta(days=draw.randint(-250, 400))
        first = months_later(filed, -6)
        last = _stepped_to(filed, 8, 31)
        assert certificate_covers_day(filed.toordinal(), 6, today.toordinal()) is (
            first <= today <= last
        )


@pytest.mark.parametrize(("below", "proved"), list(product((False, True), repeat=2)))
def test_studies_count(below: bool, proved: bool) -> None:
    found = studies_count(studies_below_secondary=below, foreign_studies_proved=proved)
    assert found is (below and proved)


NINETEEN: Mapping[str, Any] = {
    "studies": Studies.UPPER_SECONDARY,
    "studies_count": True,
    "course_of_nineteen": True,
    "studied_at_nineteen": True,
    "final_class": False,
    "final_class_of_nineteen_ends": day("2027-06-30"),
    "school_year_of_nineteen_ends": day("2027-08-31"),
    "today": day("2027-08-31"),
}


@pytest.mark.parametrize(
    ("change", "goes_on"),
    [
        pytest.param({}, True, id="last day of the school year"),
        pytest.param({"today": day("2027-09-01")}, False, id="first day of the next one"),
        pytest.param({"studies_count": False}, False, id="§ 29 lg 2²: struck off"),
        pytest.param({"studied_at_nineteen": False}, False, id="did not study at 19"),
        pytest.param(
            {"studies": Studies.COURSE, "today": day("2027-09-01")},
            True,
            id="§ 29 lg 1: a course to its end",
        ),
        pytest.param(
            {"studies": Studies.COURSE, "course_of_nineteen": False},
            False,
            id="another course than that of the school year",
        ),
        pytest.param({"final_class": True}, False, id="final class: not in July and August"),
        pytest.param(
            {"final_class": True, "today": day("2027-06-30")}, True, id="final class: 30 June"
        ),
        pytest.param(
            {"final_class": True, "today": day("2027-07-01")}, False, id="final class: 1 July"
        ),
        pytest.param(
            {"final_class": True, "final_class_of_nineteen_ends": day("2028-06-30")},
            True,
            id="turned 19 after 30 June: to the end of that school year",
        ),
    ],
)
def test_the_right_goes_on_to_the_end_of_the_school_year(
    change: Mapping[str, Any], goes_on: bool
) -> None:
    # PHS § 17 lg 2
    assert studies_past_nineteen(**{**NINETEEN, **change}) is goes_on


@pytest.mark.parametrize(
    ("course", "studies", "is_so"),
    [
        pytest.param("2027-08-31", "2025-09-01", True, id="begun on its last day"),
        pytest.param("2027-09-01", "2025-09-01", False, id="the day after: another course"),
        pytest.param(None, "2027-08-31", True, id="by the studies where no course is told"),
        pytest.param(None, "2027-09-01", False, id="by the studies: the day after"),
    ],
)
def test_the_course_of_the_school_year_of_nineteen(
    course: str | None, studies: str, is_so: bool
) -> None:
    # PHS § 17 lg 2
    found = course_of_nineteen(
        course_began_day=NEVER if course is None else day(course),
        studies_below_secondary_since=day(studies),
        school_year_of_nineteen_ends=day("2027-08-31"),
    )
    assert found is is_so


@pytest.mark.parametrize(
    ("count", "today", "goes_on"),
    [(True, "2027-05-09", True), (True, "2027-05-10", False), (False, "2026-10-15", False)],
)
def test_other_reading_any_school_year_at_nineteen(count: bool, today: str, goes_on: bool) -> None:
    found = studies_past_nineteen__any_school_year(
        studies_count=count, child_birth_day=day("2007-05-10"), today=day(today)
    )
    assert found is goes_on


@pytest.mark.parametrize(
    ("count", "past", "today", "goes_on"),
    [
        pytest.param(True, False, "2021-05-09", True, id="studying, the day before 19"),
        pytest.param(False, True, "2021-05-09", False, id="not studying, the day before 19"),
        pytest.param(True, False, "2021-05-10", False, id="19: the school year is over"),
        pytest.param(False, True, "2021-05-10", True, id="19: the school year goes on"),
    ],
)
def test_until_2022_studies_were_asked_from_sixteen(
    count: bool, past: bool, today: str, goes_on: bool
) -> None:
    found = studies_past_sixteen(
        studies_count=count,
        nineteenth_birthday=day("2021-05-10"),
        studies_past_nineteen=past,
        today=day(today),
    )
    assert found is goes_on


@pytest.mark.parametrize(
    ("today", "paid", "summer_too"),
    [
        pytest.param("2021-06-16", False, True, id="the day after the last class"),
        pytest.param("2021-08-31", False, True, id="August"),
        pytest.param("2021-09-01", True, True, id="September"),
        pytest.param("2021-09-30", True, True, id="last day of September"),
        pytest.param("2021-10-01", False, False, id="October"),
        pytest.param("2022-09-01", False, False, id="a year later"),
        pytest.param("2021-06-15", False, False, id="while studying"),
    ],
)
def test_september_is_paid_without_further_studies(
    today: str, paid: bool, summer_too: bool
) -> None:
    """The agency's pages of 2021 and 2022: who studied to that summer."""
    ended = day("2021-06-16")
    given = {
        "sixteenth_birthday": day("2020-09-20"),
        "nineteenth_birthday": day("2023-09-20"),
        "secondary_education_day": NEVER,
        "september_after_studies": september_after_studies(ended),
        "today": day(today),
    }
    month = {"month_first_day": day(today[:8] + "01")}
    assert september_without_studies(**given, **month) is paid
    summer = {"studies_below_secondary_ended_day": ended}
    assert september_without_studies__summer_too(**given, **summer) is summer_too
    for other in (
        {"sixteenth_birthday": day(today) + 1},
        {"nineteenth_birthday": day(today)},
        {"secondary_education_day": day(today)},
    ):
        assert not september_without_studies(**{**given, **month, **other})
        assert not september_without_studies__summer_too(**{**given, **summer, **other})


@pytest.mark.parametrize(
    ("ended", "september"),
    [
        pytest.param("2021-05-31", None, id="broken off before the summer"),
        pytest.param("2021-06-01", "2021-09-01", id="June"),
        pytest.param("2021-09-05", "2021-09-01", id="September itself"),
        pytest.param("2021-10-01", None, id="autumn"),
    ],
)
def test_the_september_after_the_studies(ended: str, september: str | None) -> None:
    assert september_after_studies(day(ended)) == (NEVER if september is None else day(september))
    assert september_after_studies(0) == NEVER


def test_september_once_after_the_last_summer_in_school() -> None:
    """Out of school on 15 June 2021 at 16: September 2021, but not that of 2022."""
    told: dict[tuple[str, int], Told] = {
        ("studies", 0): [("2017-01-01", Studies.BASIC), ("2021-06-16", Studies.NONE)],
        ("secondary_education_day", 0): NEVER,
    }
    months = ["2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2022-09"]
    for reading, summer in (("september_alone", 0), ("summer_too", 60_00)):
        readings = {"september_without_studies": reading}
        over = world(["2005-05-10"], [Application("2017-01-05")], told, readings=readings)
        paid = amounts(over, "child_allowance", 0, months)
        assert paid == [60_00, summer, summer, 60_00, 0, 0]


def test_september_was_paid_so_only_in_2021_and_2022() -> None:
    assert september_without_studies__not_yet() is False
    law = LAWBOOK.on(day("2026-12-31"))
    for text, wanted in (("2020-12-31", False), ("2021-01-01", True), ("2022-12-31", True)):
        version = law.version_of("september_without_studies", day(text))
        assert version is not None
        assert (version.function is september_without_studies) is wanted
    after = law.version_of("september_without_studies", day("2023-01-01"))
    assert after is None or after.function is september_without_studies__not_yet


PUPIL: dict[tuple[str, int], Told] = {
    ("secondary_education_day", 0): NEVER,
}


@pytest.mark.parametrize(
    ("born", "told", "months", "paid"),
    [
        pytest.param(
            "2005-04-20",
            {},
            ["2024-04", "2024-05"],
            [80_00, 0],
            id="19 on 20 April, not studying: April is the last month",
        ),
        pytest.param(
            "2005-06-05",
            {
                ("studies", 0): (("2017-01-01", Studies.BASIC), ("2024-09-01", Studies.NONE)),
                ("final_class", 0): True,
            },
            ["2024-06", "2024-07"],
            [80_00, 0],
            id="19 on 5 June in class 12: June is the last month",
        ),
        pytest.param(
            "2006-10-01",
            {},
            ["2025-09", "2025-10"],
            [80_00, 0],
            id="19 on the 1st: nothing for the month of the birthday",
        ),
        pytest.param(
            "2006-10-02",
            {},
            ["2025-10", "2025-11"],
            [80_00, 0],
            id="19 on the 2nd: the month of the birthday is paid",
        ),
        pytest.param(
            "2006-10-15",
            {
                ("studies", 0): (
                    ("2017-01-01", Studies.UPPER_SECONDARY),
                    ("2025-12-10", Studies.NONE),
                    ("2026-02-10", Studies.VOCATIONAL),
                )
            },
            ["2025-12", "2026-01", "2026-02", "2026-08", "2026-09"],
            [80_00, 0, 54_29, 80_00, 0],
            id="§ 29 lg 2²: struck off in December, back on 10 February of the same school year",
        ),
        pytest.param(
            "2006-10-15",
            {
                ("studies", 0): (
                    ("2017-01-01", Studies.UPPER_SECONDARY),
                    ("2025-12-10", Studies.NONE),
                    ("2026-09-01", Studies.VOCATIONAL),
                )
            },
            ["2025-12", "2026-01", "2026-09", "2026-10"],
            [80_00, 0, 0, 0],
            id="§ 29 lg 2²: back only in the next school year",
        ),
    ],
)
def test_last_months(
    born: str, told: dict[tuple[str, int], Told], months: list[str], paid: list[int]
) -> None:
    over = world([born], [Application("2017-01-10")], {**PUPIL, **told})
    assert amounts(over, "child_allowance", 0, months) == paid


def test_a_late_certificate_of_studies_begun_before_nineteen_reaches_six_months_back() -> None:
    # PHS § 29 lg 3: what is proved late had begun in time all the same
    told: dict[tuple[str, int], Told] = {
        **PUPIL,
        ("studies", 0): Studies.UPPER_SECONDARY,
        ("studies_abroad", 0): True,
        ("certificate_day", 0): day("2026-08-20"),
    }
    over = world(["2007-01-15"], [Application("2017-01-10")], told)
    months = ["2026-01", "2026-02", "2026-03", "2026-08", "2026-09"]
    assert amounts(over, "child_allowance", 0, months) == [80_00, 25_71, 80_00, 80_00, 0]


def test_courses_count_from_april_2021_on() -> None:
    # RT I, 22.03.2021, 2
    told: dict[tuple[str, int], Told] = {
        **PUPIL,
        ("studies", 0): Studies.COURSE,
        ("course_hours", 0): 1200,
    }
    over = world(["2003-10-15"], [Application("2017-01-10")], told)
    assert amounts(over, "child_allowance", 0, ["2021-03", "2021-05"]) == [0, 60_00]


def test_a_course_begun_after_the_school_year_of_nineteen_gives_nothing() -> None:
    # PHS § 17 lg 2: the right ended on 31.08.2026 with the school year
    told: dict[tuple[str, int], Told] = {
        **PUPIL,
        ("studies", 0): (
            ("2017-01-01", Studies.UPPER_SECONDARY),
            ("2026-06-20", Studies.NONE),
            ("2026-11-01", Studies.COURSE),
        ),
        ("course_hours", 0): 1200,
    }
    over = world(["2006-10-15"], [Application("2017-01-10")], told)
    months = ["2026-06", "2026-09", "2026-11", "2026-12"]
    assert amounts(over, "child_allowance", 0, months) == [80_00, 0, 0, 0]


@pytest.mark.parametrize(
    ("reading", "paid"),
    [
        pytest.param("school_year_of_nineteen", [80_00, 0, 0], id="to the end of the first one"),
        pytest.param("any_school_year", [80_00, 80_00, 80_00], id="gap 20: the second one, too"),
    ],
)
def test_a_second_course_in_the_next_school_year(reading: str, paid: list[int]) -> None:
    # PHS § 17 lg 2: aged 19 on 5.11.2025; courses to 31.08.2026 and from 01.09.2026
    told: dict[tuple[str, int], Told] = {
        **PUPIL,
        ("studies", 0): Studies.COURSE,
        ("course_hours", 0): 1200,
        ("course_began_day", 0): (
            ("2017-01-01", day("2025-09-01")), ("2026-09-01", day("2026-09-01")),
        ),
    }  # fmt: skip
    readings = {"studies_past_nineteen": reading}
    over = world(["2006-11-05"], [Application("2017-01-10")], told, readings=readings)
    assert amounts(over, "child_allowance", 0, ["2026-08", "2026-09", "2026-10"]) == paid


@pytest.mark.parametrize(
    ("month", "paid"), [("2022-08", 60_00), ("2022-09", 60_00), ("2022-10", 0)]
)
def test_school_left_at_seventeen_before_2023(month: str, paid: int) -> None:
    told: dict[tuple[str, int], Told] = {
        **PUPIL,
        ("studies", 0): (("2017-01-01", Studies.BASIC), ("2022-08-31", Studies.NONE)),
    }
    over = world(["2005-03-15"], [Application("2017-01-10")], told)
    assert amounts(over, "child_allowance", 0, [month]) == [paid]
