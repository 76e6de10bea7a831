"""Child allowance (PHS § 17, § 26, § 28 lg 1¹, § 30)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, carer, value, world

from perenou.benefits.estonia.child_allowance import (
    child_allowance_passes_within_month,
    child_allowance_rate,
    child_allowance_rate_by_order,
    claim_carries_consent,
    claimed_and_due__carer_in_time,
    detained_without_payment,
    not_paid_by_placement,
    only_child_allowance,
    only_first_rate,
    paid_to_childs_account,
    qualifies_by_age_or_studies,
    qualifies_by_age_or_studies__to_sixteen,
    right_to_child_allowance,
    shares_as_ward,
    takes_turns_without_consent,
    ward_rate_before_division,
)
from perenou.benefits.estonia.vocabulary import Ground, Studies
from perenou.rules.types import NEVER, NOBODY


@pytest.mark.parametrize(
    ("at_start", "now", "passes"),
    [(0, 0, False), (0, 1, True), (NOBODY, 1, False), (0, NOBODY, False)],
)
def test_passing_to_another_recipient_within_a_month(at_start: int, now: int, passes: bool) -> None:
    found = child_allowance_passes_within_month(
        child_allowance_recipient_at_start=at_start, child_allowance_recipient=now
    )
    assert found is passes


@pytest.mark.parametrize(
    ("today", "studying", "september", "qualifies"),
    [
        pytest.param("2004-06-14", False, False, False, id="the day before the birth"),
        pytest.param("2004-06-15", False, False, True, id="the day of birth"),
        pytest.param("2020-06-14", False, False, True, id="the day before 16"),
        pytest.param("2020-06-15", False, False, False, id="16, not studying"),
        pytest.param("2020-06-15", True, False, True, id="16, studying"),
        pytest.param("2021-09-15", False, True, True, id="September of 2021"),
    ],
)
def test_to_sixteen_or_in_studies_until_2022(
    today: str, studying: bool, september: bool, qualifies: bool
) -> None:
    found = qualifies_by_age_or_studies__to_sixteen(
        child_birth_day=day("2004-06-15"),
        child_allowance_birthday=day("2020-06-15"),
        studies_past_sixteen=studying,
        september_without_studies=september,
        today=day(today),
    )
    assert found is qualifies


@pytest.mark.parametrize(
    ("today", "studying", "qualifies"),
    [
        pytest.param("2008-02-28", False, False, id="the day before the birth"),
        pytest.param("2008-02-29", False, True, id="the day of birth"),
        pytest.param("2027-02-28", False, True, id="the last day before 19 after a leap day"),
        pytest.param("2027-03-01", False, False, id="19, not studying"),
        pytest.param("2027-03-01", True, True, id="19, studying"),
    ],
)
def test_to_nineteen_and_on_in_studies(today: str, studying: bool, qualifies: bool) -> None:
    # PHS § 17 lg 1-2
    found = qualifies_by_age_or_studies(
        child_birth_day=day("2008-02-29"),
        child_allowance_birthday=day("2027-03-01"),
        studies_past_nineteen=studying,
        today=day(today),
    )
    assert found is qualifies


@pytest.mark.parametrize(("detained", "cleared"), list(product((False, True), repeat=2)))
def test_detention_is_not_paid_unless_cleared(detained: bool, cleared: bool) -> None:
    # PHS § 30 lg 2 p 2, lg 3
    found = detained_without_payment(child_imprisoned=detained, remand_cleared=cleared)
    assert found is (detained and not cleared)


@pytest.mark.parametrize(("institution", "detained"), list(product((False, True), repeat=2)))
def test_placement_is_not_paid(institution: bool, detained: bool) -> None:
    # PHS § 30 lg 2
    found = not_paid_by_placement(institutional_care=institution, detained_without_payment=detained)
    assert found is (institution or detained)


@pytest.mark.parametrize(
    ("of_age", "stillborn", "entitled", "placed"), list(product((False, True), repeat=4))
)
def test_right(of_age: bool, stillborn: bool, entitled: bool, placed: bool) -> None:
    found = right_to_child_allowance(
        qualifies_by_age_or_studies=of_age,
        stillborn=stillborn,
        child_is_entitled_person=entitled,
        not_paid_by_placement=placed,
    )
    assert found is ((of_age, stillborn, entitled, placed) == (True, False, True, False))


@pytest.mark.parametrize(
    ("place", "rate"), [(1, 80_00), (2, 80_00), (3, 100_00), (4, 100_00), (9, 100_00)]
)
def test_rate_by_order(place: int, rate: int) -> None:
    # PHS § 17 lg 3
    found = child_allowance_rate_by_order(
        order_in_family=place,
        child_allowance_first_two=80_00,
        child_allowance_third_and_next=100_00,
    )
    assert found == rate


@pytest.mark.parametrize(
    ("proceedings", "guardian", "together", "wards", "place", "by_order", "rate"),
    [
        pytest.param(False, False, 0, 0, 0, 80_00, 80_00, id="by order: first"),
        pytest.param(False, False, 0, 0, 0, 100_00, 100_00, id="by order: third"),
        pytest.param(True, False, 0, 0, 0, 100_00, 80_00, id="§ 28 lg 1¹: 80 whatever the rank"),
        pytest.param(
            False, True, 100_00, 1, 1, 100_00, 100_00, id="§ 30 lg 4: one ward keeps its own"
        ),
        pytest.param(False, True, 260_00, 3, 1, 100_00, 86_67, id="§ 30 lg 4: three wards share"),
        pytest.param(False, True, 260_00, 3, 2, 100_00, 86_66, id="§ 30 lg 4: a cent less"),
        pytest.param(False, True, 180_00, 2, 2, 100_00, 90_00, id="§ 30 lg 4: two wards share"),
        pytest.param(False, False, 160_00, 2, 0, 100_00, 100_00, id="§ 30 lg 4: no ward itself"),
    ],
)
def test_rate(
    proceedings: bool,
    guardian: bool,
    together: int,
    wards: int,
    place: int,
    by_order: int,
    rate: int,
) -> None:
    found = child_allowance_rate(
        only_first_rate=proceedings,
        child_allowance_first_two=80_00,
        child_allowance_third_and_next=100_00,
        has_guardian=guardian,
        wards_rates_together=together,
        wards_in_family=wards,
        place_among_wards=place,
        child_allowance_rate_by_order=by_order,
    )
    assert found == rate


@pytest.mark.parametrize(("first", "second"), list(product((False, True), repeat=2)))
def test_wards(first: bool, second: bool) -> None:
    # PHS § 30 lg 4
    assert ward_rate_before_division(has_guardian=first, child_allowance_rate_by_order=100_00) == (
        100_00 if first else 0
    )
    assert shares_as_ward(has_guardian=first, child_allowance_payable=second) is (first and second)
    assert paid_to_childs_account(has_guardian=first, is_guardian=second) is (first and second)


EARLY = Application("2017-01-10")


def test_three_children_one_leaving_school() -> None:
    # Children of 12, 15 and 18; the eldest turns 19 on 10.05.2026 in class 12
    over = world(
        ["2007-05-10", "2011-03-03", "2014-04-04"],
        [EARLY],
        {
            ("studies", 0): Studies.UPPER_SECONDARY,
            ("final_class", 0): True,
            ("secondary_education_day", 0): NEVER,
        },
    )
    for month, each, family in (
        ("2026-04", [80_00, 80_00, 100_00], 450_00),
        ("2026-06", [80_00, 80_00, 100_00], 450_00),
        ("2026-07", [0, 80_00, 80_00], 0),
    ):
        assert [value(over, "child_allowance_amount", c, f"{month}-01") for c in range(3)] == each
        assert value(over, "large_family_allowance_amount", 0, f"{month}-01") == family


def test_a_third_child_born_inside_a_month() -> None:
    # Born on 11.10.2026: 21 of 31 days
    over = world(["2019-03-03", "2022-04-04", "2026-10-11"], [EARLY, Application("2026-10-20")])
    assert amounts(over, "child_allowance", 2, ["2026-09", "2026-10", "2026-11"]) == [
        0,
        67_74,
        100_00,
    ]
    assert amounts(over, "large_family_allowance", 0, ["2026-09", "2026-10", "2026-11"]) == [
        0,
        304_84,
        450_00,
    ]


@pytest.mark.parametrize(
    ("born", "month", "paid"),
    [
        pytest.param("2026-03-01", "2026-03", 80_00, id="born on the 1st"),
        pytest.param("2026-03-02", "2026-03", 77_42, id="born on the 2nd: 30 of 31 days"),
        pytest.param("2026-02-28", "2026-02", 2_86, id="born on 28 February: 1 of 28 days"),
        pytest.param("2024-02-29", "2024-02", 2_76, id="born on 29 February: 1 of 29 days"),
        pytest.param("2026-04-30", "2026-04", 2_67, id="born on 30 April: 1 of 30 days"),
        pytest.param("2026-12-31", "2026-12", 2_58, id="born on 31 December: 1 of 31 days"),
        pytest.param("2026-12-31", "2027-01", 80_00, id="and the next month in full"),
        pytest.param("2022-12-16", "2022-12", 30_97, id="60 euros in 2022: 16 of 31 days"),
        pytest.param("2023-01-16", "2023-01", 41_29, id="80 euros in 2023: 16 of 31 days"),
    ],
)
def test_first_month(born: str, month: str, paid: int) -> None:
    # PHS § 7 lg 1
    over = world([born], [Application(born)])
    assert amounts(over, "child_allowance", 0, [month]) == [paid]


@pytest.mark.parametrize(
    ("died_before", "months", "paid"),
    [
        pytest.param("2026-05-02", ["2026-05", "2026-06"], [80_00, 0], id="died on the 1st"),
        pytest.param("2026-05-01", ["2026-04", "2026-05"], [80_00, 0], id="died on 30 April"),
        pytest.param("2026-06-01", ["2026-05", "2026-06"], [80_00, 0], id="died on 31 May"),
    ],
)
def test_the_last_month_is_full(died_before: str, months: list[str], paid: list[int]) -> None:
    # PHS § 31; the fact is the first day on which the child no longer lives
    over = world(["2015-01-10"], [EARLY], {("child_death_day", 0): day(died_before)})
    assert amounts(over, "child_allowance", 0, months) == paid


def test_detention_and_acquittal() -> None:
    # PHS § 30 lg 2 p 2, lg 3
    told: dict[tuple[str, int], Told] = {
        ("child_imprisoned", 0): (
            ("2017-01-01", False),
            ("2026-03-20", True),
            ("2026-06-11", False),
        )
    }
    months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"]
    held = world(["2010-01-10"], [EARLY], told)
    assert amounts(held, "child_allowance", 0, months) == [80_00, 0, 0, 53_33, 80_00]
    cleared = world(["2010-01-10"], [EARLY], {**told, ("remand_cleared", 0): True})
    assert amounts(cleared, "child_allowance", 0, months) == [80_00] * 5


def test_carer_during_guardianship_proceedings() -> None:
    # PHS § 28 lg 1¹: from the opening to the order, child allowance at the first rate
    births = ["2012-01-10", "2014-01-10", "2016-01-10"]
    opened, known = "2026-03-11", "2026-07-20"
    told: dict[tuple[str, int], Told] = {
        ("guardianship_proceedings", 2): (("2017-01-01", False), (opened, True), (known, False)),
        ("has_guardian", 2): (("2017-01-01", False), (known, True)),
        ("second_parent_unrecorded", 2): True,
        ("household", 2): (("2017-01-01", 0), (opened, 1)),
    }
    for child in range(3):
        told["is_parent", carer(1, child, 3)] = False
        told["raises", carer(1, child, 3)] = (("2017-01-01", False), (opened, child == 2))
    told["raises", carer(0, 2, 3)] = (("2017-01-01", True), (opened, False))
    told["proceedings_in_favour", carer(1, 2, 3)] = told["guardianship_proceedings", 2]
    told["is_guardian", carer(1, 2, 3)] = told["has_guardian", 2]
    over = world(
        births, [EARLY, Application("2026-03-20", person=1, children=(2,))], told, people=2
    )
    months = ["2026-03", "2026-04", "2026-07", "2026-08"]
    assert amounts(over, "child_allowance", 2, months) == [100_00, 80_00, 80_00, 80_00]
    # only child allowance; the guardian's other allowances begin with the order
    assert amounts(over, "guardianship_allowance", 2, months) == [0, 0, 92_90, 240_00]
    assert amounts(over, "single_parent_allowance", 2, ["2026-04", "2026-05", "2026-06"]) == [0] * 3


def test_wards_of_one_guardian_share_equally() -> None:
    # PHS § 30 lg 4: 80 + 80 + 100 in three
    told: dict[tuple[str, int], Told] = {}
    for child in range(3):
        told["has_guardian", child] = True
        told["is_guardian", child] = True
        told["is_parent", child] = False
    over = world(["2012-01-10", "2014-01-10", "2016-01-10"], [EARLY], told)
    found = [value(over, "child_allowance_amount", c, "2026-03-01") for c in range(3)]
    assert found == [86_67, 86_66, 86_67]
    assert sum(found) == 80_00 + 80_00 + 100_00
    assert value(over, "paid_to_childs_account", 0, "2026-03-01")


def test_children_growing_up_together_count_whoever_is_paid_for_them() -> None:
    # PHS § 26 lg 1: all entitled children growing up together in the family
    over = world(
        ["2012-01-10", "2014-01-10", "2016-01-10"],
        [
            Application("2017-01-10", person=0, children=(0,)),
            Application("2017-01-10", person=1, children=(1, 2)),
        ],
        people=2,
    )
    assert sum(value(over, "child_allowance_amount", c, "2026-03-01") for c in range(3)) == 260_00


def test_a_child_studying_abroad_keeps_its_allowance() -> None:
    # PHS § 4 lg 2, § 26 lg 4
    over = world(
        ["2010-01-10"],
        [EARLY],
        {
            ("child_lives_in_estonia", 0): (("2017-01-01", True), ("2026-09-01", False)),
            ("child_ground", 0): (("2017-01-01", Ground.CITIZEN), ("2026-09-01", Ground.NONE)),
            ("studies_abroad", 0): (("2017-01-01", False), ("2026-09-01", True)),
        },
    )
    assert amounts(over, "child_allowance", 0, ["2026-08", "2026-09", "2026-10"]) == [80_00] * 3


@pytest.mark.parametrize(
    ("limited", "claimed", "entitled", "granted", "due"),
    [
        pytest.param(True, "2026-09-15", True, "2026-03-15", True, id="on the last day"),
        pytest.param(True, "2026-09-16", True, "2026-03-15", False, id="gap 28: a day later"),
        pytest.param(False, "2026-09-16", True, "2026-03-15", True, id="no carer in proceedings"),
        pytest.param(True, "2026-09-15", False, "2026-03-15", False, id="no right"),
        pytest.param(True, "2026-09-15", True, "2026-12-02", False, id="not covered by the claim"),
    ],
)
def test_a_carer_who_claims_late_in_the_other_reading(
    limited: bool, claimed: str, entitled: bool, granted: str, due: bool
) -> None:
    # PHS § 28 lg 1¹
    found = claimed_and_due__carer_in_time(
        entitled=entitled,
        granted_from=day(granted),
        only_child_allowance=limited,
        first_claim=day(claimed),
        guardianship_opened_day=day("2026-03-15"),
        family_allowance_retroactive_months=6,
        today=day("2026-12-01"),
    )
    assert found is due
    assert only_child_allowance(proceedings_in_favour=limited) is limited
    assert only_first_rate(guardianship_proceedings=limited) is limited


@pytest.mark.parametrize(
    ("readings", "paid"),
    [
        pytest.param({}, [0, 80_00, 80_00], id="six calendar months back"),
        pytest.param(
            {"child_allowance_claimed_and_due": "within_six_months_only"},
            [0, 0, 0],
            id="gap 28: nothing",
        ),
    ],
)
def test_a_carer_claiming_seven_months_after_the_proceedings_opened(
    readings: dict[str, str], paid: list[int]
) -> None:
    told: dict[tuple[str, int], Told] = {
        ("is_parent", 0): False,
        ("proceedings_in_favour", 0): (("2017-01-01", False), ("2026-02-10", True)),
        ("guardianship_proceedings", 0): (("2017-01-01", False), ("2026-02-10", True)),
        ("guardianship_opened_day", 0): day("2026-02-10"),
    }
    over = world(["2015-03-03"], [Application("2026-09-20")], told, readings=readings)
    months = ["2026-02", "2026-03", "2026-09"]
    assert amounts(over, "child_allowance", 0, months) == paid


@pytest.mark.parametrize("claimed", [False, True])
@pytest.mark.parametrize("agreed", [False, True])
def test_only_a_claim_for_it_carries_consent(claimed: bool, agreed: bool) -> None:
    found = claim_carries_consent(claims_child_allowance=claimed, change_is_agreed=agreed)
    assert found is (claimed and agreed)


@pytest.mark.parametrize(
    ("change", "turns"),
    [
        pytest.param({}, True, id="counted with the later claimant"),
        pytest.param({"shares_equally": False}, False, id="not shared"),
        pytest.param({"counted_in_family": False}, False, id="counted with the other"),
        pytest.param({"child_allowance_first_claim": NEVER}, False, id="never claimed"),
        pytest.param({"child_allowance_first_claim": 10}, False, id="claimed first"),
        pytest.param({"some_claim_carries_consent": True}, False, id="with consent"),
    ],
)
def test_turns_without_the_recipients_consent(change: Mapping[str, Any], turns: bool) -> None:
    # PHS § 6 lg 1; Supreme Court en banc, 19.10.2020, 3-18-1672
    given = {
        "shares_equally": True,
        "counted_in_family": True,
        "child_allowance_first_claim": 20,
        "child_allowance_earliest_claim": 10,
        "some_claim_carries_consent": False,
    }
    assert takes_turns_without_consent(**{**given, **change}) is turns
