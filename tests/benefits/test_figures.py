"""The figures, by date and by what could be known of them."""

from __future__ import annotations

from typing import Final

import pytest
from tests.benefits.days import day, euros

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import ABSENT, ANSWERS, NEVER
from perenou.rules.unknown import Open

LATER = "2027-12-31"
UNKNOWN = "unknown"

# Written from the restated act and its list of changes, not from the file of figures:
# (figure, [(first day, euros; None: there is no such benefit)])
EUROS: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "child_allowance_first_two",
        [("2017-01-01", "50"), ("2018-01-01", "55"), ("2019-01-01", "60"), ("2023-01-01", "80")],
    ),
    ("emergency_maintenance_allowance", [("2017-01-01", None), ("2026-10-01", UNKNOWN)]),
    ("child_allowance_third_and_next", [("2017-01-01", "100")]),
    (
        "single_parent_allowance_month",
        [("2017-01-01", "19.18"), ("2023-01-01", "80"), ("2026-09-01", "100")],
    ),
    ("guardianship_allowance_month", [("2017-01-01", "240")]),
    (
        "large_family_three_to_six",
        [("2017-01-01", None), ("2017-07-01", "300"), ("2023-01-01", "650"), ("2024-01-01", "450")],
    ),
    (
        "large_family_seven_and_more",
        [("2017-01-01", None), ("2017-07-01", "400"), ("2023-01-01", "850"), ("2024-01-01", "650")],
    ),
    ("seven_child_parent_allowance_month", [("2017-01-01", "168.74"), ("2017-07-01", None)]),
    ("triplets_allowance_month", [("2017-01-01", None), ("2018-03-01", "1000")]),
    ("birth_allowance_child", [("2017-01-01", "320")]),
    ("birth_allowance_triplet", [("2017-01-01", "1000")]),
    ("adoption_allowance_child", [("2017-01-01", "320")]),
    ("start_in_life_allowance_once", [("2017-01-01", "383.60"), ("2018-01-01", None)]),
    ("childcare_fee_under_three", [("2017-01-01", "38.36"), ("2024-09-01", None)]),
    ("childcare_fee_three_to_eight", [("2017-01-01", "19.18"), ("2024-09-01", None)]),
    (
        "conscripts_child_allowance_month",
        [("2017-01-01", "50"), ("2019-01-01", "300"), ("2021-07-01", "900")],
    ),
    ("maintenance_allowance_most", [("2017-01-01", "100"), ("2024-01-01", "200")]),
    ("court_time_allowance_month", [("2017-01-01", "100"), ("2024-01-01", "200")]),
    (
        "survivors_allowance_month",
        [("2017-01-01", None), ("2026-10-01", "347.82"), ("2027-05-01", None)],
    ),
    ("survivors_allowance_base", [("2017-01-01", None), ("2026-10-01", "272")]),
    ("survivors_allowance_at_switch", [("2017-01-01", None), ("2026-10-01", "347.82")]),
    (
        "minimum_wage",
        [
            ("2017-01-01", "470"),
            ("2018-01-01", "500"),
            ("2019-01-01", "540"),
            ("2020-01-01", "584"),
            ("2022-01-01", "654"),
            ("2023-01-01", "725"),
            ("2024-01-01", "820"),
            ("2025-01-01", "886"),
            ("2026-04-01", "946"),
        ],
    ),
    (
        "parental_benefit_base_rate",
        [
            ("2017-01-01", "430"),
            ("2018-01-01", "470"),
            ("2019-01-01", "500"),
            ("2020-01-01", "540"),
            ("2021-01-01", "584"),
            ("2023-01-01", "654"),
            ("2024-01-01", "725"),
            ("2025-01-01", "820"),
            ("2026-01-01", "886"),
            ("2027-01-01", "946"),
        ],
    ),
    (
        "parental_benefit_cap_published",
        [
            ("2017-01-01", "2907.15"),
            ("2018-01-01", "3089.55"),
            ("2019-01-01", "3319.80"),
            ("2020-01-01", "3548.10"),
            ("2021-01-01", "3821.54"),
            ("2022-01-01", UNKNOWN),
            ("2023-01-01", "4291.29"),
            ("2024-01-01", "4733.53"),
            ("2025-01-01", "5265.09"),
            ("2026-01-01", None),
        ],
    ),
    (
        "pension_part_of_social_tax",
        [
            ("2017-01-01", None),
            ("2026-01-01", "4567.33"),
            ("2027-01-01", "4845.72"),
            ("2028-01-01", UNKNOWN),
        ],
    ),
    (
        "earnings_threshold",
        [
            ("2017-01-01", None),
            ("2018-03-01", "1544.78"),
            ("2019-01-01", "1659.90"),
            ("2020-01-01", "1774.05"),
            ("2021-01-01", "1910.77"),
            ("2022-01-01", UNKNOWN),
            ("2023-01-01", "2145.65"),
            ("2024-01-01", "2366.77"),
            ("2025-01-01", "2632.55"),
        ],
    ),
    (
        "basic_exemption_falls_from",
        [("2017-01-01", None), ("2018-01-01", "14400"), ("2026-01-01", None)],
    ),
    (
        "social_tax_monthly_base",
        [
            ("2017-01-01", "430"),
            ("2018-01-01", "470"),
            ("2019-01-01", "500"),
            ("2020-01-01", "540"),
            ("2021-01-01", "584"),
            ("2023-01-01", "654"),
            ("2024-01-01", "725"),
            ("2025-01-01", "820"),
            ("2026-01-01", "886"),
            ("2027-01-01", UNKNOWN),
        ],
    ),
    (
        "basic_exemption_month",
        [
            ("2017-01-01", "180"),
            ("2018-01-01", "500"),
            ("2023-01-01", "654"),
            ("2026-01-01", "700"),
            ("2027-01-01", UNKNOWN),
        ],
    ),
]

# The bounds of figures that are not known: (figure, first day, least, most)
BOUNDS = [
    ("parental_benefit_cap_published", "2022-01-01", "3821.54", "4291.29"),
    ("earnings_threshold", "2022-01-01", "1910.77", "2145.65"),
    ("parental_benefit_cap_published", "2016-12-31", "430", "2907.15"),
    ("parental_benefit_base_rate", "2016-12-31", "0.01", "430"),
    ("minimum_wage", "2013-12-31", "0.01", "355"),
    ("pension_part_of_social_tax", "2028-01-01", "0.01", None),
    ("social_tax_monthly_base", "2027-01-01", "886", "946"),
    ("basic_exemption_month", "2027-01-01", "0", None),
]

# Limits of time, shares and days: (figure, [(first day, value)])
LIMITS: list[tuple[str, list[tuple[str, int]]]] = [
    ("family_allowance_retroactive_months", [("2017-01-01", 6)]),
    ("missing_parent_retroactive_months", [("2026-10-01", 12)]),
    ("old_right_retroactive_months", [("2017-01-01", 12)]),
    ("one_off_claim_months", [("2017-01-01", 6)]),
    ("certificate_retroactive_months", [("2017-01-01", 6)]),
    ("history_window_months", [("2026-10-01", 48)]),
    ("history_months", [("2026-10-01", 36)]),
    ("search_months", [("2026-10-01", 12)]),
    ("missing_parent_years", [("2026-10-01", 5)]),
    ("child_allowance_age", [("2022-12-30", 16), ("2023-01-01", 19)]),
    ("triplets_months", [("2018-03-01", 18)]),
    ("stillbirth_weeks_needed", [("2020-07-01", 22)]),
    ("course_hours_needed", [("2026-10-01", 1000)]),
    ("survivors_wage_share", [("2026-10-01", 30)]),
    ("set_off_share", [("2026-10-01", 200)]),
    ("court_time_days", [("2017-01-01", 150)]),
    ("court_time_claim_days", [("2017-01-01", 45)]),
    ("enforcement_waiting_months", [("2017-01-01", 4), ("2020-06-29", 4), ("2020-07-01", 1)]),
    ("abroad_waiting_months", [("2017-01-01", 4), ("2022-06-29", 4), ("2022-07-01", 1)]),
    ("bankruptcy_claim_months", [("2022-07-01", 6)]),
    ("bankruptcy_retroactive_months", [("2022-07-01", 6)]),
    ("maintenance_decision_working_days", [("2017-01-01", 10)]),
    ("decision_working_days", [("2025-01-01", 30)]),
    ("automatic_grant_objection_days", [("2019-09-01", 14)]),
    ("payment_day_of_month", [("2026-10-01", 8)]),
    ("automatic_grant_start", [("2017-01-01", day("2019-09-01"))]),
    ("top_up_start", [("2017-01-01", day("2026-10-01"))]),
    ("act_in_force_day", [("2017-01-01", day("2017-01-01"))]),
    ("start_in_life_ended_day", [("2017-01-01", day("2018-01-01"))]),
    ("childcare_fee_abolished_day", [("2017-01-01", day("2019-09-01"))]),
    ("survivors_allowance_start", [("2017-01-01", day("2026-10-01"))]),
    ("transitional_studies_deadline", [("2026-10-01", day("2027-02-01"))]),
    ("old_right_claim_deadline", [("2026-10-01", day("2027-10-01"))]),
    ("price_factor_of_2025", [("2026-10-01", 1048)]),
    ("partners_added_day", [("2017-01-01", day("2024-01-01"))]),
    ("stillbirth_right_in_force_day", [("2017-01-01", day("2021-06-07"))]),
    ("mothers_days", [("2022-03-30", 0), ("2022-04-01", 100)]),
    ("mothers_days_before", [("2022-03-30", 0), ("2022-04-01", 70)]),
    ("mothers_days_after", [("2022-03-30", 0), ("2022-04-01", 30)]),
    ("latest_start_to_keep_days", [("2022-03-30", 0), ("2022-04-01", 31)]),
    ("fathers_days", [("2020-06-29", 0), ("2020-07-01", 30)]),
    ("fathers_days_before", [("2020-06-29", 0), ("2022-04-01", 30)]),
    ("daily_scheme_start", [("2017-01-01", day("2022-04-01"))]),
    ("earlier_days_after_maternity_benefit", [("2017-01-01", 435)]),
    ("earlier_months_from_birth", [("2017-01-01", 18)]),
    ("earlier_days_from_birth", [("2020-06-29", 0), ("2020-07-01", 545)]),
    ("earlier_childs_age_for_other_parent", [("2017-01-01", 70)]),
    ("fathers_right_births_from", [("2017-01-01", day("2020-07-01"))]),
    ("expected_month_fixed_day", [("2017-01-01", day("2023-02-01"))]),
    ("days_after_death_start", [("2017-01-01", day("2023-02-01"))]),
    ("shared_days", [("2022-03-30", 0), ("2022-04-01", 475)]),
    ("shared_days_without_pre_birth_right", [("2022-03-30", 0), ("2022-04-01", 515)]),
    ("overlap_days_most", [("2022-03-30", 0), ("2022-04-01", 60)]),
    ("overlap_days_that_shorten", [("2022-03-30", 0), ("2022-04-01", 30)]),
    ("early_birth_week", [("2022-03-30", 0), ("2022-04-01", 34)]),
    ("early_death_days", [("2022-03-30", 0), ("2022-04-01", 70)]),
    ("days_in_parents_place", [("2022-03-30", 0), ("2022-04-01", 545)]),
    ("adopters_days", [("2022-03-30", 0), ("2022-04-01", 70)]),
    ("months_for_adopters_days", [("2022-03-30", 0), ("2022-04-01", 6)]),
    ("adopters_overlap_days_most", [("2022-03-30", 0), ("2022-04-01", 35)]),
    ("days_until_leave_decides", [("2022-03-30", 0), ("2022-04-01", 30)]),
    ("shared_days_after_death", [("2023-01-30", 0), ("2023-02-01", 30)]),
    ("cap_factor", [("2017-01-01", 3), ("2026-01-01", 2)]),
    ("twofold_cap_start", [("2017-01-01", day("2026-01-01"))]),
    ("twelve_months_before_birth_start", [("2017-01-01", day("2019-09-01"))]),
    ("births_apart_months", [("2017-01-01", 30), ("2020-06-29", 30), ("2020-07-01", 36)]),
    ("deduction_births_from", [("2017-01-01", NEVER), ("2021-07-01", day("2021-01-01"))]),
    ("deduction_births_before", [("2017-01-01", NEVER), ("2021-07-01", day("2024-01-01"))]),
    ("earnings_reduction_ended_day", [("2017-01-01", day("2026-01-01"))]),
    ("social_tax_rate", [("2017-01-01", 330)]),
    ("income_tax_rate", [("2017-01-01", 200), ("2024-12-30", 200), ("2025-01-01", 220)]),
    ("working_days_of_year", [("2025-12-30", 0), ("2026-01-01", 252), ("2027-01-01", 254)]),
    ("parental_benefit_claim_months", [("2022-03-30", 0), ("2022-04-01", 6)]),
    ("employer_objection_days", [("2022-03-30", 0), ("2022-04-01", 5)]),
    ("income_check_months", [("2022-03-30", 0), ("2022-04-01", 4)]),
    ("base_check_months", [("2022-03-30", 0), ("2022-04-01", 36)]),
    ("set_off_kept_share", [("2026-09-29", 0), ("2026-10-01", 500)]),
    ("fathers_payment_working_days", [("2024-12-30", 0), ("2025-01-01", 30)]),
    ("child_leave_share", [("2022-03-30", 0), ("2022-04-01", 500)]),
]


def _figure(name: str, on: int, as_of: str = LATER) -> object:
    return LAWBOOK.on(day(as_of)).figure_values(name).at(on)


@pytest.mark.parametrize(("name", "expected"), EUROS, ids=[name for name, _ in EUROS])
def test_amounts_by_date(name: str, expected: list[tuple[str, str | None]]) -> None:
    before: int | None = None
    for since, amount in expected:
        if before is not None:
            assert _figure(name, day(since) - 1) == before, since
        if amount == UNKNOWN:
            assert not isinstance(_figure(name, day(since)), int)
            before = None
            continue
        cents = 0 if amount is None else euros(amount)
        assert _figure(name, day(since)) == cents, since
        assert _figure(name, day(since) + 1) == cents, since
        before = cents


@pytest.mark.parametrize(("name", "expected"), EUROS, ids=[name for name, _ in EUROS])
def test_no_other_change_of_amount(name: str, expected: list[tuple[str, str | None]]) -> None:
    line = LAWBOOK.on(day(LATER)).figure_values(name)
    changes = {start for start in line.starts if start > day("2017-01-01")}
    wanted = {day(since) for since, _ in expected if since > "2017-01-01"}
    assert changes == wanted


@pytest.mark.parametrize(("name", "since", "least", "most"), BOUNDS)
def test_bounds_of_what_is_not_known(name: str, since: str, least: str, most: str | None) -> None:
    found = _figure(name, day(since))
    assert isinstance(found, Open)
    assert found.bounds[0] == euros(least)
    assert found.bounds[1] == (ANSWERS["Cents"][1] if most is None else euros(most))


@pytest.mark.parametrize(("name", "expected"), LIMITS, ids=[name for name, _ in LIMITS])
def test_limits_by_date(name: str, expected: list[tuple[str, int]]) -> None:
    for since, value in expected:
        assert _figure(name, day(since)) == value
        assert _figure(name, day(since) + 1) == value
    assert _figure(name, day("2027-12-31")) == expected[-1][1]


def test_every_figure_is_tested_here() -> None:
    tested = {name for name, _ in EUROS} | {name for name, _ in LIMITS}
    apart = {"average_wage_published", "price_factor"}
    assert tested | apart == set(LAWBOOK.parameters)


@pytest.mark.parametrize(
    ("on", "wage"), [("2014-01-01", 355), ("2015-01-01", 390), ("2016-01-01", 430)]
)
def test_minimum_wages_before_the_act(on: str, wage: int) -> None:
    assert _figure("minimum_wage", day(on)) == wage * 100


@pytest.mark.parametrize(
    ("name", "on", "bounds"),
    [
        ("fathers_days_before", "2020-07-01", (0, 30)),
        ("fathers_days_before", "2022-03-31", (0, 30)),
    ],
)
def test_what_was_not_seen_of_the_earlier_scheme_is_open(
    name: str, on: str, bounds: tuple[int, int]
) -> None:
    found = _figure(name, day(on))
    assert isinstance(found, Open)
    assert found.bounds == bounds


def test_the_published_survivors_amount_follows_from_the_inferred_figures() -> None:
    # 272 + 3 % of 2092 = 334.76; indexed by 1.048: 285.06 + 62.76 = 347.82
    wage = _figure("average_wage_published", day("2026-10-01"))
    assert wage == euros("2092")
    for name in ("average_wage_published", "price_factor_of_2025"):
        assert LAWBOOK.parameters[name].versions[0].verified is False
    assert round(27200 * 1.048) + wage * 3 // 100 == euros("347.82")


@pytest.mark.parametrize(("name", "least"), [("price_factor", 1000), ("average_wage_published", 0)])
def test_what_the_amount_of_may_2027_rests_on_is_not_yet_published(name: str, least: int) -> None:
    found = _figure(name, day("2027-05-01"))
    assert isinstance(found, Open)
    assert found.bounds[0] == least
    assert isinstance(_figure(name, day("2027-04-30")), int)


@pytest.mark.parametrize(
    ("as_of", "on", "name", "amount"),
    [
        pytest.param("2026-03-23", "2026-04-01", "minimum_wage", "886", id="946 unknown yet"),
        pytest.param("2026-03-24", "2026-04-01", "minimum_wage", "946", id="946 published"),
        pytest.param(
            "2026-04-27", "2027-01-01", "parental_benefit_base_rate", "886", id="by 1 January"
        ),
        pytest.param(
            "2026-04-28", "2027-01-01", "parental_benefit_base_rate", "946", id="by 1 July"
        ),
        pytest.param(
            "2023-01-10", "2023-02-01", "child_allowance_first_two", "60", id="not yet published"
        ),
        pytest.param(
            "2023-01-11", "2023-02-01", "child_allowance_first_two", "80", id="published, forecast"
        ),
        pytest.param(
            "2023-01-20", "2023-01-01", "child_allowance_first_two", "60", id="January, as paid"
        ),
        pytest.param(
            "2023-01-20", "2023-01-31", "child_allowance_first_two", "60", id="end of January"
        ),
        pytest.param(
            "2023-01-20", "2023-02-01", "child_allowance_first_two", "80", id="February's forecast"
        ),
        pytest.param(
            "2023-01-31", "2023-01-15", "child_allowance_first_two", "60", id="the day before"
        ),
        pytest.param(
            "2023-02-01",
            "2023-01-01",
            "child_allowance_first_two",
            "80",
            id="in force: January too",
        ),
        pytest.param(
            "2023-02-01", "2022-12-31", "child_allowance_first_two", "60", id="December is not"
        ),
        pytest.param(
            "2023-01-20", "2023-01-01", "single_parent_allowance_month", "19.18", id="single parent"
        ),
        pytest.param(
            "2023-02-01", "2023-01-01", "single_parent_allowance_month", "80", id="and afterwards"
        ),
        pytest.param(
            "2023-01-20", "2023-01-01", "large_family_three_to_six", "300", id="large family"
        ),
        pytest.param(
            "2023-02-01", "2023-01-01", "large_family_three_to_six", "650", id="large family after"
        ),
        pytest.param(
            "2023-07-05", "2024-01-01", "large_family_three_to_six", "650", id="cut not published"
        ),
        pytest.param(
            "2023-07-06", "2024-01-01", "large_family_three_to_six", "450", id="cut published"
        ),
        pytest.param(
            "2023-07-06", "2023-12-31", "large_family_three_to_six", "650", id="not for 2023"
        ),
        pytest.param(
            "2026-07-10", "2026-09-01", "single_parent_allowance_month", "80", id="100 unknown yet"
        ),
        pytest.param(
            "2026-07-11", "2026-09-01", "single_parent_allowance_month", "100", id="100 published"
        ),
        pytest.param(
            "2026-07-11", "2026-08-31", "single_parent_allowance_month", "80", id="not for August"
        ),
        pytest.param(
            "2017-12-27", "2018-03-01", "triplets_allowance_month", "0", id="triplets unknown"
        ),
        pytest.param(
            "2017-12-28", "2018-03-01", "triplets_allowance_month", "1000", id="triplets known"
        ),
        pytest.param(
            "2025-04-07", "2026-10-01", "survivors_allowance_base", "0", id="survivors unknown"
        ),
        pytest.param(
            "2025-04-08", "2026-10-01", "survivors_allowance_base", "272", id="survivors known"
        ),
    ],
)
def test_what_could_be_known(as_of: str, on: str, name: str, amount: str) -> None:
    assert _figure(name, day(on), as_of) == euros(amount)


@pytest.mark.parametrize(
    ("name", "rates"),
    [("large_family_three_to_six", (650, 450)), ("large_family_seven_and_more", (850, 650))],
)
def test_the_index_of_may_2024_was_law_to_come_until_it_was_dropped(
    name: str, rates: tuple[int, int]
) -> None:
    # RT I, 11.01.2023, 2 adopted it; RT I, 06.07.2023, 3 dropped it before 1 May 2024.
    before, since = day("2024-04-30"), day("2024-05-01")
    adopted = LAWBOOK.on(day("2023-07-05")).figure_values(name)
    assert (adopted.at(before), isinstance(adopted.at(since), Open)) == (rates[0] * 100, True)
    for as_of in ("2023-07-06", "2024-06-01"):
        dropped = LAWBOOK.on(day(as_of)).figure_values(name)
        assert (dropped.at(before), dropped.at(since)) == (rates[1] * 100,) * 2


def test_each_kind_of_maintenance_allowance_has_its_sum_from_its_own_provision() -> None:
    # PHS § 49 lg 3: flat in court; § 50 lg 1: the limit in enforcement, § 50¹ lg 2 in bankruptcy
    limit, flat = "maintenance_allowance_most", "court_time_allowance_month"
    cited = {
        name: {str(version.citation) for version in LAWBOOK.parameters[name].versions}
        for name in (limit, flat)
    }
    assert cited == {limit: {"PHS § 50 lg 1"}, flat: {"PHS § 49 lg 3"}}
    assert limit not in LAWBOOK.under(["maintenance_allowance_court_rate"])
    assert flat in LAWBOOK.under(["maintenance_allowance_court_rate"])
    assert limit in LAWBOOK.under(["maintenance_allowance_enforcement_rate"])


def test_a_repealed_day_was_not_known_before_the_repeal() -> None:
    assert _figure("start_in_life_ended_day", day("2017-06-01"), "2017-11-27") == NEVER
    assert _figure("start_in_life_ended_day", day("2017-06-01"), "2017-11-28") == day("2018-01-01")


LOOKED_UP_BACK: Final = {
    "minimum_wage", "parental_benefit_base_rate", "parental_benefit_cap_published"
}  # fmt: skip
"""Figures of a day on which a right arose, which may lie before the act."""


@pytest.mark.parametrize("name", sorted(set(LAWBOOK.parameters) - LOOKED_UP_BACK))
def test_nothing_holds_before_the_act(name: str) -> None:
    gives = LAWBOOK.parameters[name].gives
    assert _figure(name, day("2016-12-31")) == ABSENT[gives]


@pytest.mark.parametrize("name", sorted(LAWBOOK.parameters))
def test_every_unverified_figure_says_why(name: str) -> None:
    for version in LAWBOOK.parameters[name].versions:
        assert version.verified or version.note
        assert version.source
