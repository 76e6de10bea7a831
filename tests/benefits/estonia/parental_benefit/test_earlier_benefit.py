"""Rights to parental benefit that arose before 1 April 2022 (PHS § 63¹), both sides of each day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import pytest
from tests.benefits.days import day, euros
from tests.benefits.household import Told, carer, value, world

from perenou.rules.types import NEVER
from perenou.rules.unknown import Open
from perenou.rules.world import World

MOTHER: Final = carer(0, 0, 1)
FATHER: Final = carer(1, 0, 1)
PEOPLE: Final = {"mother": MOTHER, "father": FATHER}
Claim = tuple[str, str, str]
"""Who claims, first and last day."""


def spells(claims: Iterable[Claim], who: str) -> Told:
    """Yes on the claimed days of somebody."""
    found: list[tuple[str, int | bool]] = [("2017-01-01", False)]
    for by, first, last in claims:
        if by == who:
            after = date.fromordinal(day(last) + 1).isoformat()
            found += [(first, True), (after, False)]
    return sorted(found, key=lambda piece: (piece[0], piece[1]))


def family(
    birth: str,
    *,
    maternity: tuple[str, str] | None = None,
    shared: tuple[Claim, ...] = (),
    fathers: tuple[Claim, ...] = (),
    expected: str = "",
    more: Mapping[tuple[str, int], Told] | None = None,
    readings: Mapping[str, str] | None = None,
    as_of: str = "2027-12-31",
) -> World:
    """A mother and a father with one child, each with an income of 1200 a month.

    Args:
        maternity: first and last day of the certificate; without one there was no right to it.
        shared, fathers: days claimed of the one (later shared) benefit and of the father's.
    """
    told: dict[tuple[str, int], Told] = {
        ("expected_day", 0): day(expected or birth),
        ("birth_week", 0): 40,
        ("is_mother", MOTHER): True,
        ("had_sickness_benefit_right", MOTHER): maternity is not None,
    }
    for p, (who, row) in enumerate(PEOPLE.items()):
        told["social_tax_on_income", p] = euros("396")
        told["wishes_shared", row] = spells(shared, who)
        told["wishes_fathers", row] = spells(fathers, who)
    if maternity is not None:
        told["maternity_benefit_began_day", MOTHER] = day(maternity[0])
        told["maternity_benefit_after_day", MOTHER] = day(maternity[1]) + 1
    return world([birth], [], told | dict(more or {}), people=2, readings=readings, as_of=as_of)


def paid(over: World, name: str, row: int) -> list[tuple[str, str]]:
    """The stretches of days for which something is paid, both ends included."""
    return [
        (date.fromordinal(first).isoformat(), date.fromordinal(after - 1).isoformat())
        for first, after, held in over.line(name, row).pieces(over.end)
        if held is True
    ]


def amount(over: World, month: str, row: int = MOTHER, key: str = "earlier_parental") -> object:
    return over.at(f"{key}_benefit_amount", row, day(f"{month}-01"))


LONG: Final = (("mother", "2017-01-01", "2023-12-31"),)


# ---------------------------------------------------------------------- how long


def test_435_days_after_maternity_benefit() -> None:
    over = family("2018-01-15", maternity=("2017-11-05", "2018-03-24"), shared=LONG)
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2018-03-25", "2019-06-02")]
    assert value(over, "earlier_quota", 0, "2018-04-01") == 435


def test_without_a_right_to_it_to_18_months_of_age() -> None:
    over = family("2018-03-10", shared=LONG)
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2018-03-10", "2019-09-09")]


@pytest.mark.parametrize(
    ("birth", "last", "kept"),
    [
        pytest.param("2018-12-31", "2020-06-29", "2020-06-29", id="over before the change"),
        pytest.param("2019-06-10", "2020-12-05", "2020-12-09", id="running on that day"),
        pytest.param("2020-07-01", "2021-12-27", "2021-12-27", id="arose on that day"),
    ],
)
def test_from_july_2020_545_days_from_the_birth(birth: str, last: str, kept: str) -> None:
    over = family(birth, shared=LONG)
    assert paid(over, "earlier_benefit_paid", MOTHER)[-1] == (birth, last)
    by_other = family(birth, shared=LONG, readings={"in_earlier_time": "time_kept"})
    assert paid(by_other, "earlier_benefit_paid", MOTHER)[-1] == (birth, kept)


def test_by_the_other_reading_rights_after_maternity_benefit_count_days_too() -> None:
    dates = ("2020-01-06", "2020-05-24")
    over = family("2020-03-15", maternity=dates, shared=LONG)
    by_other = family(
        "2020-03-15", maternity=dates, shared=LONG, readings={"in_earlier_time": "time_kept"}
    )
    for each in (over, by_other):
        assert paid(each, "earlier_benefit_paid", MOTHER) == [("2020-05-25", "2021-08-02")]
    outside = family("2020-08-15", readings={"in_earlier_time": "time_kept"})
    assert value(outside, "in_earlier_time", 0, "2020-08-14") is False
    assert value(outside, "in_earlier_time", 0, "2020-08-15") is True


def test_days_nobody_claims_pass_before_july_2020_and_are_kept_from_then_on() -> None:
    shared = (("mother", "2020-01-01", "2020-03-31"), ("mother", "2020-09-01", "2022-03-31"))
    over = family("2020-01-01", shared=shared)
    assert value(over, "shared_days_used", 0, "2020-07-01") == 182
    assert value(over, "shared_days_used", 0, "2020-09-01") == 182
    assert paid(over, "earlier_benefit_paid", MOTHER)[-1] == ("2020-09-01", "2021-08-29")


def test_the_third_birthday_ends_it() -> None:
    over = family("2019-02-10", shared=(("mother", "2022-02-01", "2022-03-31"),))
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2022-02-01", "2022-02-09")]
    by_other = family(
        "2019-02-10",
        maternity=("2019-02-10", "2019-06-29"),
        shared=(("mother", "2022-02-01", "2022-03-31"),),
        readings={"in_earlier_time": "time_kept"},
    )
    assert paid(by_other, "earlier_benefit_paid", MOTHER) == [("2022-02-01", "2022-02-09")]


def test_the_childs_death_ends_it_and_says_so() -> None:
    dead = {("child_death_day", 0): day("2021-06-11")}
    over = family("2021-03-01", shared=LONG, fathers=(), more=dead)
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2021-03-01", "2021-06-10")]
    assert paid(over, "claims_after_death", MOTHER) == [("2021-06-11", "2022-03-31")]
    assert paid(over, "claims_after_death", FATHER) == []
    earlier = family("2018-03-01", shared=LONG, more={("child_death_day", 0): day("2018-06-11")})
    assert paid(earlier, "earlier_benefit_paid", MOTHER) == [("2018-03-01", "2018-06-10")]


# ---------------------------------------------------------------------- who


@pytest.mark.parametrize("birth", ["2018-05-01", "2021-05-01"])
def test_the_other_parent_from_the_childs_day_71(birth: str) -> None:
    over = family(birth, shared=(("father", birth, f"{birth[:4]}-09-30"),))
    assert paid(over, "earlier_benefit_paid", FATHER) == [
        (f"{birth[:4]}-07-10", f"{birth[:4]}-09-30")
    ]


def test_one_parent_at_a_time_and_from_april_2022_both() -> None:
    shared = (("mother", "2021-11-01", "2022-06-30"), ("father", "2022-02-01", "2022-05-10"))
    waived = {("fathers_waiver_day", FATHER): day("2022-01-01")}
    over = family("2021-10-01", shared=shared, more=waived)
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2021-11-01", "2022-03-31")]
    assert paid(over, "earlier_benefit_paid", FATHER) == []
    assert paid(over, "shared_benefit_paid", MOTHER) == [("2022-04-01", "2022-06-30")]
    assert paid(over, "shared_benefit_paid", FATHER) == [("2022-04-01", "2022-05-10")]
    # 151 days to March, then 30 + 10 days of both.
    assert value(over, "shared_days_used", 0, "2022-05-11") == 151 + 80


def test_a_change_of_recipient() -> None:
    shared = (("mother", "2021-05-01", "2021-09-30"), ("father", "2021-09-15", "2021-12-31"))
    over = family("2021-05-01", shared=shared)
    assert paid(over, "earlier_benefit_paid", FATHER) == [("2021-10-01", "2021-12-31")]


def test_only_an_entitled_parent() -> None:
    stranger = {("is_parent", MOTHER): False, ("lives_in_estonia", 1): False}
    over = family("2021-05-01", shared=(*LONG, ("father", "2021-08-01", "2021-12-31")),
                  fathers=(("father", "2021-05-01", "2021-05-30"),), more=stranger)  # fmt: skip
    for row in (MOTHER, FATHER):
        assert paid(over, "earlier_benefit_paid", row) == []
    assert paid(over, "additional_benefit_paid", FATHER) == []


# ---------------------------------------------------------------------- the father's 30 days


@pytest.mark.parametrize(
    ("birth", "days"),
    [("2020-06-30", []), ("2020-07-01", [("2020-08-01", "2020-08-30")])],
)
def test_the_fathers_additional_days_for_children_born_from_july_2020(
    birth: str, days: list[tuple[str, str]]
) -> None:
    over = family(birth, shared=LONG, fathers=(("father", "2020-08-01", "2020-12-31"),))
    assert paid(over, "additional_benefit_paid", FATHER) == days
    assert value(over, "earlier_benefit_paid", MOTHER, "2020-08-10") is True
    assert value(over, "claims_fathers_days_without_right", FATHER, "2020-08-10") is (not days)


def test_a_second_mother_had_them_only_by_the_other_reading() -> None:
    fathers = (("father", "2020-08-01", "2020-12-31"),)
    second = {("is_second_mother", FATHER): True}
    over = family("2020-07-01", fathers=fathers, more=second)
    assert paid(over, "additional_benefit_paid", FATHER) == []
    readings = {"second_mother_counts": "any_second_parent"}
    over = family("2020-07-01", fathers=fathers, more=second, readings=readings)
    assert paid(over, "additional_benefit_paid", FATHER) == [("2020-08-01", "2020-08-30")]


def test_days_used_of_them_are_deducted_after_april_2022() -> None:
    fathers = (("father", "2022-03-12", "2022-03-31"), ("father", "2022-06-01", "2022-06-30"))
    over = family("2021-05-01", fathers=fathers)
    assert paid(over, "additional_benefit_paid", FATHER) == [("2022-03-12", "2022-03-31")]
    assert paid(over, "fathers_benefit_paid", FATHER) == [("2022-06-01", "2022-06-10")]


def test_whether_they_could_begin_before_the_birth_is_open() -> None:
    fathers = (("father", "2021-04-20", "2021-05-29"),)
    over = family("2021-05-20", expected="2021-05-21", fathers=fathers)
    assert value(over, "additional_benefit_paid", FATHER, "2021-04-20") is False
    assert isinstance(over.at("additional_benefit_paid", FATHER, day("2021-04-21")), Open)
    assert value(over, "additional_benefit_paid", FATHER, "2021-05-20") is True
    assert isinstance(amount(over, "2021-05", FATHER, "additional_fathers"), Open)


def test_they_are_the_fathers_and_end_with_the_childs_death() -> None:
    claimed = (("mother", "2021-05-01", "2021-05-30"), ("father", "2021-05-25", "2021-06-30"))
    dead = {("child_death_day", 0): day("2021-06-01")}
    over = family("2021-05-01", fathers=claimed, more=dead)
    assert paid(over, "additional_benefit_paid", MOTHER) == []
    assert paid(over, "additional_benefit_paid", FATHER) == [("2021-05-25", "2021-05-31")]
    assert paid(over, "claims_after_death", FATHER) == [("2021-06-01", "2021-06-30")]


def test_a_father_without_a_right_of_his_own_has_shared_days_at_once_from_april_2022() -> None:
    shared = (("father", "2022-04-01", "2022-04-10"),)
    for reading in ("waiver_ends_it", "use_only"):
        readings = {"fathers_right_goes_on": reading}
        early = family("2020-06-30", shared=shared, readings=readings)
        assert paid(early, "shared_benefit_paid", FATHER) == [("2022-04-01", "2022-04-10")]
        late = family("2020-07-01", shared=shared, readings=readings)
        assert paid(late, "shared_benefit_paid", FATHER) == []


# ---------------------------------------------------------------------- a stillbirth


def stillborn(birth: str, week: int = 30, **more: object) -> World:
    told: dict[tuple[str, int], Told] = {
        ("stillborn", 0): True,
        ("stillbirth_week", 0): week,
        ("wishes_mothers", MOTHER): True,
    }
    return family(birth, fathers=(("father", birth, "2022-03-01"),), more=told, **more)  # type: ignore[arg-type]


def test_days_after_a_stillbirth() -> None:
    over = stillborn("2021-07-01")
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2021-07-02", "2021-07-31")]
    assert paid(over, "additional_benefit_paid", FATHER) == [("2021-07-01", "2021-07-30")]
    assert paid(over, "earlier_benefit_sought", MOTHER) == [("2021-07-02", "2021-07-31")]
    assert paid(over, "paid_for_earlier_stillbirth", MOTHER) == []
    assert paid(over, "claims_after_death", FATHER) == []
    assert value(over, "in_earlier_time", 0, "2021-07-10") is False
    assert value(stillborn("2019-07-01"), "in_earlier_time", 0, "2019-07-10") is False


@pytest.mark.parametrize(("birth", "right"), [("2020-06-30", False), ("2020-07-01", True)])
def test_they_reach_back_to_july_2020(birth: str, right: bool) -> None:
    over = stillborn(birth)
    assert bool(paid(over, "additional_benefit_paid", FATHER)) is right
    # 1 July 2020 is the day after the one birth, so the mother has her 30 days either way.
    assert bool(paid(over, "paid_for_earlier_stillbirth", MOTHER)) is True
    assert value(over, "day_after_stillbirth", MOTHER, "2020-06-30") is False
    assert bool(paid(over, "paid_for_earlier_stillbirth", FATHER)) is right


def test_a_stillbirth_before_7_june_2021_is_told() -> None:
    told = "paid_for_earlier_stillbirth"
    assert paid(stillborn("2021-06-06"), told, FATHER) == [("2021-06-06", "2021-07-05")]
    assert paid(stillborn("2021-06-07"), told, FATHER) == []


@pytest.mark.parametrize(("as_of", "right"), [("2021-06-06", False), ("2021-06-07", True)])
def test_they_are_in_force_from_7_june_2021(as_of: str, right: bool) -> None:
    over = stillborn("2021-03-01", as_of=as_of)
    assert bool(paid(over, "earlier_benefit_paid", MOTHER)) is right


def test_there_are_none_before_week_22_and_none_for_a_mother_with_maternity_benefit() -> None:
    assert paid(stillborn("2021-07-01", week=21), "earlier_benefit_paid", MOTHER) == []
    assert paid(stillborn("2021-07-01", week=21), "additional_benefit_paid", FATHER) == []
    certified = stillborn("2021-07-01", maternity=("2021-05-01", "2021-09-17"))
    assert paid(certified, "earlier_benefit_paid", MOTHER) == []
    silent = family("2021-07-01", more={("stillborn", 0): True, ("stillbirth_week", 0): 30})
    assert paid(silent, "day_after_stillbirth", MOTHER) == []


# ---------------------------------------------------------------------- the change of 1 April 2022


@pytest.mark.parametrize(
    ("birth", "expected", "certificate", "earlier"),
    [
        pytest.param("2022-03-31", "2022-04-02", None, True, id="born the day before"),
        pytest.param("2022-04-01", "2022-04-02", None, False, id="born on that day"),
        pytest.param("2022-05-20", "2022-05-20", "2022-03-31", True, id="begun the day before"),
        pytest.param("2022-05-20", "2022-05-20", "2022-04-01", False, id="begun on that day"),
        pytest.param("2022-06-09", "2022-06-09", "2022-03-31", True, id="70 days before: March"),
        pytest.param("2022-06-10", "2022-06-10", "2022-03-31", False, id="70 days before: April"),
    ],
)
def test_which_scheme_is_followed(
    birth: str, expected: str, certificate: str | None, earlier: bool
) -> None:
    maternity = None if certificate is None else (certificate, "2022-08-17")
    over = family(birth, expected=expected, maternity=maternity)
    assert value(over, "follows_earlier_scheme", 0, "2022-04-01") is earlier


def test_a_right_to_maternity_benefit_is_kept_and_435_shared_days_follow() -> None:
    told = {("wishes_mothers", MOTHER): True}
    over = family(
        "2022-05-20", maternity=("2022-03-11", "2022-07-28"), shared=LONG, more=told
    )  # fmt: skip
    assert paid(over, "mothers_benefit_paid", MOTHER) == []
    assert paid(over, "shared_benefit_paid", MOTHER) == [("2022-07-29", "2023-10-06")]
    assert value(over, "shared_quota", 0, "2022-08-01") == 435
    new = family(
        "2022-05-20", maternity=("2022-04-01", "2022-07-28"), shared=LONG, more=told
    )  # fmt: skip
    assert paid(new, "mothers_benefit_paid", MOTHER) == [("2022-04-01", "2022-06-18")]
    assert value(new, "shared_quota", 0, "2022-08-01") == 475 + 21


def test_unused_days_follow_the_new_text() -> None:
    # Without maternity benefit 545 days from the birth, and none of her own beside them.
    told = {("wishes_mothers", MOTHER): True}
    shared = (("mother", "2022-03-20", "2022-04-10"), ("mother", "2022-05-01", "2022-05-31"))
    over = family("2022-03-20", shared=shared, more=told)
    assert paid(over, "mothers_benefit_paid", MOTHER) == []
    assert paid(over, "earlier_benefit_paid", MOTHER) == [("2022-03-20", "2022-03-31")]
    assert paid(over, "shared_benefit_paid", MOTHER) == [
        ("2022-04-01", "2022-04-10"),
        ("2022-05-01", "2022-05-31"),
    ]
    assert value(over, "shared_days_used", 0, "2022-06-01") == 22 + 31
    assert value(over, "shared_quota", 0, "2022-06-01") == 545


def test_by_person_an_earlier_right_keeps_its_days_for_the_father_too() -> None:
    readings = {"own_shared_quota": "by_person"}
    over = family("2021-05-01", maternity=("2021-03-01", "2021-07-18"), readings=readings)
    assert value(over, "own_shared_quota", FATHER, "2022-05-01") == 435
    assert value(over, "own_shared_quota", MOTHER, "2022-05-01") == 435


# ---------------------------------------------------------------------- money


def test_a_month_is_paid_whole_and_a_part_of_it_by_calendar_days_or_thirtieths() -> None:
    shared = (("mother", "2021-01-15", "2021-03-31"),)
    over = family("2021-01-15", shared=shared)
    assert [amount(over, f"2021-0{m}") for m in (1, 2, 3, 4)] == [
        euros("658.06"), euros("1200"), euros("1200"), 0
    ]  # fmt: skip
    thirty = {"earlier_parental_benefit_granted": "thirty_days"}
    other = family("2021-01-15", shared=shared, readings=thirty)
    assert amount(other, "2021-01") == euros("680")
    assert amount(other, "2021-02") == euros("1200")


def test_april_2022_is_the_first_month_paid_by_the_day() -> None:
    over = family("2021-08-01", shared=LONG)
    assert amount(over, "2022-03") == euros("1200")
    assert amount(over, "2022-04") == 0
    assert value(over, "shared_parental_benefit_amount", MOTHER, "2022-03-01") == 0
    assert value(over, "shared_parental_benefit_amount", MOTHER, "2022-05-01") == euros("1240")


def earned_until(month: str, tax: str) -> dict[tuple[str, int], Told]:
    """The mother's social tax a month up to a month, and none from the next but one on."""
    after = f"{int(month[:4]) + 1}-02-01"
    return {("social_tax_on_income", 0): (("2017-01-01", euros(tax)), (after, 0))}


@pytest.mark.parametrize(
    ("birth", "cap"),
    [("2017-12-31", "2907.15"), ("2018-01-01", "3089.55"), ("2020-02-01", "3548.10")],
)
def test_the_cap_of_the_birth_year(birth: str, cap: str) -> None:
    over = family(birth, shared=LONG, more=earned_until(f"{int(birth[:4]) - 1}-12", "2000"))
    assert amount(over, "2018-05" if birth < "2020" else "2020-05") == euros(cap)


def test_the_base_rate_of_the_year_in_which_the_right_arose() -> None:
    poor = {("social_tax_on_income", 0): 0}
    dates = ("2018-10-20", "2019-03-08")
    over = family("2018-12-20", maternity=dates, shared=LONG, more=poor)
    assert amount(over, "2019-05") == euros("500")
    assert amount(over, "2020-02") == euros("500")
    assert amount(family("2018-12-20", shared=LONG, more=poor), "2019-05") == euros("470")


@pytest.mark.parametrize("on", ["2017-02-01", "2017-06-01"])
def test_figures_of_a_right_from_before_the_act_are_open(on: str) -> None:
    over = family("2016-11-05", shared=LONG, more=earned_until("2016-12", "2000"))
    found = amount(over, on[:7])
    assert isinstance(found, Open)
    assert found.bounds == (euros("430"), euros("2907.15"))
    assert value(over, "arose_before_the_act", MOTHER, on) is True
    poor = family("2016-11-05", shared=LONG, more={("social_tax_on_income", 0): 0})
    least = amount(poor, on[:7])
    assert isinstance(least, Open)
    assert least.bounds == (1, euros("430"))
    usual = family("2017-01-01", shared=LONG)
    assert value(usual, "arose_before_the_act", MOTHER, on) is False
    assert value(over, "arose_before_the_act", FATHER, on) is False


@pytest.mark.parametrize(
    ("previous", "june", "july"),
    [
        pytest.param("2017-03-02", "1200", "1200", id="three years apart"),
        pytest.param("2017-03-03", "1200", "2000", id="a day less"),
        pytest.param("2017-09-01", "1200", "2000", id="two and a half years apart"),
        pytest.param("2017-09-03", "2000", "2000", id="less than that"),
    ],
)
def test_the_earlier_income_is_kept_from_july_2020_for_three_years(
    previous: str, june: str, july: str
) -> None:
    told = {
        ("previous_birth_day", MOTHER): day(previous),
        ("previous_income", MOTHER): euros("2000"),
    }
    over = family("2020-03-02", shared=LONG, more=told)
    assert amount(over, "2020-06") == euros(june)
    assert amount(over, "2020-07") == euros(july)


def earning(sum_a_month: str, **more: object) -> World:
    tax = (("2017-01-01", euros("396")), ("2021-08-01", euros(sum_a_month)))
    return family("2021-05-01", more={("social_tax_on_income", 0): tax}, **more)  # type: ignore[arg-type]


def test_earnings_reduce_a_whole_month() -> None:
    # 2310.76 earned: 399.99 above half of the cap, so 199.99 less, half a cent in her favour.
    over = earning("762.55", shared=LONG)
    assert value(over, "earnings_of_month", 0, "2021-09-01") == euros("2310.76")
    assert amount(over, "2021-07") == euros("1200")
    assert amount(over, "2021-09") == euros("1000.01")


def test_they_reduce_a_part_of_a_month_whole_or_by_its_days() -> None:
    shared = (("mother", "2021-09-01", "2021-09-24"),)
    # 24 of 30 days of 1200; by its days 24 thirtieths of 199.995 are taken off.
    assert amount(earning("762.55", shared=shared), "2021-09") == euros("760.01")
    by_days = earning(
        "762.55", shared=shared, readings={"earlier_parental_benefit_reduction": "by_days"}
    )
    assert amount(by_days, "2021-09") == euros("800.01")
    assert amount(earning("330", shared=shared), "2021-09") == euros("960")


# ---------------------------------------------------------------------- what is only told


def test_a_break_within_a_month_is_told_from_july_2020() -> None:
    shared = (("mother", "2021-05-01", "2021-09-10"), ("father", "2021-12-01", "2022-03-31"))
    over = family("2021-05-01", shared=shared)
    assert paid(over, "paused_within_month", MOTHER) == [("2021-09-11", "2021-09-30")]
    earlier = family("2018-05-01", shared=(("mother", "2018-05-01", "2018-09-10"),))
    assert paid(earlier, "paused_within_month", MOTHER) == []
    assert paid(family("2021-05-01"), "paused_within_month", MOTHER) == []
    used_up = family("2020-07-10", shared=LONG)
    assert paid(used_up, "earlier_benefit_paid", MOTHER)[-1][1] == "2022-01-05"
    assert paid(used_up, "paused_within_month", MOTHER) == []


def test_the_difference_above_maternity_benefit_is_told_from_april_2022() -> None:
    kept = {("previous_birth_day", MOTHER): day("2020-02-01")}
    dates = ("2022-02-10", "2022-06-29")
    over = family("2022-04-20", maternity=dates, shared=LONG, more=kept)
    name = "may_have_maternity_difference"
    assert paid(over, name, MOTHER) == [("2022-04-01", "2022-06-29")]
    assert paid(over, name, FATHER) == []
    alone = {("previous_birth_day", MOTHER): NEVER}
    for other in (
        family("2022-04-20", maternity=dates, shared=LONG, more=alone),
        family("2022-04-20", maternity=dates, more=kept),
        family("2022-04-20", shared=LONG, more=kept),
        family("2022-05-20", maternity=("2022-04-01", "2022-08-18"), shared=LONG, more=kept),
    ):
        assert paid(other, name, MOTHER) == []
