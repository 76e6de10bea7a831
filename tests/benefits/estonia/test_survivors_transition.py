"""Survivor's allowance for rights that arose before 1 October 2026 (PHS § 63¹¹)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from tests.benefits.days import day
from tests.benefits.household import (
    SURVIVORS_CLAIM,
    Application,
    Told,
    amounts,
    carer,
    fatherless,
    value,
    world,
)

from perenou.benefits.estonia.survivors_allowance import (
    first_loss_suspended,
    payment_is_suspended,
    right_for_lost_parent__before_the_switch,
    second_loss_suspended,
)
from perenou.benefits.estonia.survivors_transition import (
    claimed_since_switch,
    is_transitional,
    last_pension_day,
    old_right_in_time,
    paid_pension_at_switch,
    pension_to_keep,
    rate_for_lost_parent,
    rate_for_lost_parent__before_the_switch,
    rate_for_lost_parent__former_throughout,
    rate_for_lost_parent__frozen,
    studied_by_deadline,
    suspended_in_transition,
    switched_without_claim,
    transitional_age_right,
    transitional_age_right__general,
    was_minor_at_switch,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import NEVER

SWITCH = day("2026-10-01")


@pytest.mark.parametrize(
    ("of_age", "minor"), [("2026-10-01", False), ("2026-10-02", True), ("2026-09-30", False)]
)
def test_minor_at_the_switch(of_age: str, minor: bool) -> None:
    found = was_minor_at_switch(majority_day=day(of_age), survivors_allowance_start=SWITCH)
    assert found is minor


MINOR: Mapping[str, Any] = {
    "was_minor_at_switch": True,
    "studies_in_transition": True,
    "foreign_studies_proved": True,
    "first_studies_day_after_switch": day("2026-10-01"),
    "studies_since": day("2026-10-01"),
    "survivors_allowance_start": SWITCH,
    "child_birth_day": day("2009-05-10"),
    "nineteenth_birthday": day("2028-05-10"),
    "twenty_first_birthday": day("2030-05-10"),
    "today": day("2029-01-15"),
}


IDLE = {**MINOR, "studies_in_transition": False}


ADULT = {
    **MINOR,
    "was_minor_at_switch": False,
    "child_birth_day": day("2004-05-10"),
    "nineteenth_birthday": day("2023-05-10"),
    "twenty_first_birthday": day("2025-05-10"),
    "today": day("2027-01-15"),
}


OF_AGE = {
    **IDLE,
    "was_minor_at_switch": False,
    "child_birth_day": day("2008-10-01"),
    "nineteenth_birthday": day("2027-10-01"),
    "twenty_first_birthday": day("2029-10-01"),
}


@pytest.mark.parametrize(
    ("given", "right", "general"),
    [
        pytest.param({**IDLE, "today": day("2028-05-09")},
                     True, True, id="lg 2 p 1: the day before 19"),
        pytest.param({**IDLE, "today": day("2028-05-10")},
                     False, False, id="lg 2 p 1: 19, not studying"),
        pytest.param(MINOR, True, True, id="lg 2 p 2: studying"),
        pytest.param({**MINOR, "first_studies_day_after_switch": day("2027-02-01"),
                      "studies_since": day("2027-02-01")},
                     True, True, id="lg 2 p 2: taken up on 1 February 2027"),
        pytest.param({**MINOR, "first_studies_day_after_switch": day("2027-02-02"),
                      "studies_since": day("2027-02-02")},
                     False, True, id="lg 2 p 2: a day later; gap 48"),
        pytest.param({**MINOR, "today": day("2030-05-09")}, True, True, id="the day before 21"),
        pytest.param({**MINOR, "today": day("2030-05-10")}, False, False, id="21"),
        pytest.param(ADULT, True, True, id="lg 2 p 3: 22, studying"),
        pytest.param(
            {**ADULT, "foreign_studies_proved": False}, False, False, id="§ 29 lg 3: unproved"
        ),
        pytest.param({**ADULT, "studies_in_transition": False},
                     False, False, id="lg 2 p 3: struck off"),
        pytest.param({**ADULT, "studies_since": day("2026-12-01")},
                     False, True, id="lg 2 p 3: struck off and back"),
        pytest.param({**ADULT, "first_studies_day_after_switch": day("2026-10-02"),
                      "studies_since": day("2026-10-02")},
                     False, True, id="lg 2 p 3: not studying on 01.10.2026"),
        pytest.param({**OF_AGE, "today": day("2027-09-30")},
                     False, True, id="18 at the switch, not studying; gap 48"),
        pytest.param({**OF_AGE, "today": day("2027-10-01")}, False, False, id="the same at 19"),
        pytest.param({**ADULT, "today": day("2028-05-09")}, True, True, id="the day before 24"),
        pytest.param({**ADULT, "today": day("2028-05-10")}, False, False, id="24"),
    ],
)  # fmt: skip
def test_transitional_ages(given: dict[str, Any], right: bool, general: bool) -> None:
    # PHS § 63¹¹ lg 2
    in_time = studied_by_deadline(
        first_studies_day_after_switch=given["first_studies_day_after_switch"],
        transitional_studies_deadline=day("2027-02-01"),
    )
    assert transitional_age_right(**given, studied_by_deadline=in_time) is right
    extra = (
        "first_studies_day_after_switch",
        "studies_since",
        "survivors_allowance_start",
    )
    given = {key: told for key, told in given.items() if key not in extra}
    assert transitional_age_right__general(**given) is general


@pytest.mark.parametrize(
    ("transitional", "leave", "minor", "today", "suspended"),
    [
        pytest.param(True, True, False, "2027-01-15", True, id="p 3: a student over 18"),
        pytest.param(True, True, True, "2028-05-10", True, id="p 2: a student of 19"),
        pytest.param(True, True, True, "2028-05-09", False, id="p 1: paid by age alone"),
        pytest.param(True, False, False, "2027-01-15", False, id="no leave"),
        pytest.param(False, True, False, "2027-01-15", False, id="a right under § 19¹"),
    ],
)
def test_academic_leave_suspends_in_the_transition(
    transitional: bool, leave: bool, minor: bool, today: str, suspended: bool
) -> None:
    # PHS § 63¹¹ lg 3
    found = suspended_in_transition(
        is_transitional=transitional,
        academic_leave=leave,
        was_minor_at_switch=minor,
        nineteenth_birthday=day("2028-05-10"),
        today=day(today),
    )
    assert found is suspended


def test_only_the_allowance_for_the_parent_concerned_is_suspended() -> None:
    for place, first, second in ((1, True, False), (2, False, True)):
        assert first_loss_suspended(suspended_in_transition=True, loss_place=place) is first
        assert second_loss_suspended(suspended_in_transition=True, loss_place=place) is second
    assert not first_loss_suspended(suspended_in_transition=False, loss_place=1)
    assert not second_loss_suspended(suspended_in_transition=False, loss_place=2)
    for of_law, of_transition in product((False, True), repeat=2):
        found = payment_is_suspended(some_loss_suspended=of_transition, is_suspended=of_law)
        assert found is (of_law or of_transition)


@pytest.mark.parametrize(("pension", "paid"), [(0, False), (1, True), (400_00, True)])
def test_pension_paid_at_the_switch(pension: int, paid: bool) -> None:
    assert paid_pension_at_switch(old_pension=pension) is paid


@pytest.mark.parametrize(
    ("named", "claimed", "since"),
    [
        pytest.param(True, "2026-10-01", True, id="on the day of the switch"),
        pytest.param(True, "2026-09-30", False, id="the day before"),
        pytest.param(False, "2026-10-05", False, id="another benefit"),
    ],
)
def test_claimed_since_the_switch(named: bool, claimed: str, since: bool) -> None:
    found = claimed_since_switch(
        claims_survivors_allowance=named,
        application_day=day(claimed),
        survivors_allowance_start=SWITCH,
    )
    assert found is since


@pytest.mark.parametrize(
    ("lost", "claimed", "old"),
    [
        pytest.param("2026-09-30", "2026-10-01", True, id="lost before, claimed on 01.10.2026"),
        pytest.param("2026-09-30", "2027-10-01", True, id="claimed on the last day"),
        pytest.param("2026-09-30", "2027-10-02", False, id="claimed too late"),
        pytest.param("2026-09-30", "2026-09-30", False, id="claimed before the switch"),
        pytest.param("2026-10-01", "2026-10-05", False, id="lost on 01.10.2026"),
    ],
)
def test_old_right_in_time(lost: str, claimed: str, old: bool) -> None:
    # PHS § 63¹¹ lg 4
    given = {
        "loss_day": day(lost),
        "survivor_claim_day": day(claimed),
        "survivors_allowance_start": SWITCH,
        "old_right_claim_deadline": day("2027-10-01"),
    }
    assert old_right_in_time(paid_pension_at_switch=False, **given) is old
    assert not old_right_in_time(paid_pension_at_switch=True, **given)
    unclaimed = {**given, "survivor_claim_day": NEVER}
    assert old_right_in_time(paid_pension_at_switch=False, **unclaimed) is (day(lost) < SWITCH)


@pytest.mark.parametrize(("later", "kept"), [(True, 410_00), (False, 300_00)])
def test_the_pension_to_keep(later: bool, kept: int) -> None:
    # PHS § 63¹¹ lg 1 p 2, lg 4
    found = pension_to_keep(
        old_pension=300_00, old_right_in_time=later, former_amount_at_switch=410_00
    )
    assert found == kept


def test_the_last_day_of_the_pensions() -> None:
    assert last_pension_day(survivors_allowance_start=SWITCH) == day("2026-09-30")


@pytest.mark.parametrize(
    ("amount", "later", "throughout"),
    [
        pytest.param(300_00, True, 300_00, id="gap 49: below the standard amount"),
        pytest.param(410_00, True, 410_00, id="above it"),
        pytest.param(0, True, 347_82, id="the former rules gave nothing"),
        pytest.param(300_00, False, 347_82, id="a pension that was paid"),
    ],
)
def test_the_former_amount_throughout(amount: int, later: bool, throughout: int) -> None:
    found = rate_for_lost_parent__former_throughout(
        pension_to_keep=amount,
        old_right_in_time=later,
        survivors_allowance_standard=347_82,
    )
    assert found == throughout
    assert rate_for_lost_parent__before_the_switch(former_rules_amount=amount) == amount
    lost = day("2026-08-20")
    for today, is_lost in ((lost - 1, False), (lost, True)):
        before = right_for_lost_parent__before_the_switch(
            old_right_in_time=later, loss_day=lost, former_rules_amount=amount, today=today
        )
        assert before is (later and amount > 0 and is_lost)


@pytest.mark.parametrize(("paid", "later"), list(product((False, True), repeat=2)))
def test_transitional(paid: bool, later: bool) -> None:
    found = is_transitional(paid_pension_at_switch=paid, old_right_in_time=later)
    assert found is (paid or later)


@pytest.mark.parametrize("pension", [False, True])
def test_switched_without_a_claim(pension: bool) -> None:
    assert switched_without_claim(some_pension_at_switch=pension) is pension


@pytest.mark.parametrize(
    ("pension", "standard", "overtaken", "frozen"),
    [
        pytest.param(0, 347_82, 347_82, 347_82, id="no pension"),
        pytest.param(300_00, 347_82, 347_82, 347_82, id="lower pension"),
        pytest.param(347_82, 347_82, 347_82, 347_82, id="equal pension"),
        pytest.param(400_00, 347_82, 400_00, 400_00, id="higher pension"),
        pytest.param(360_00, 365_00, 365_00, 360_00, id="overtaken in 2027; gap 47"),
        pytest.param(340_00, 365_00, 365_00, 365_00, id="lower on 30.09.2026"),
    ],
)
def test_amount_in_transition(pension: int, standard: int, overtaken: int, frozen: int) -> None:
    # PHS § 63¹¹ lg 1
    found = rate_for_lost_parent(pension_to_keep=pension, survivors_allowance_standard=standard)
    assert found == overtaken
    found = rate_for_lost_parent__frozen(
        pension_to_keep=pension,
        survivors_allowance_standard=standard,
        survivors_allowance_at_switch=347_82,
    )
    assert found == frozen


@pytest.mark.parametrize(
    ("pension", "paid"),
    [
        pytest.param(300_00, 347_82, id="lower: the standard amount"),
        pytest.param(347_82, 347_82, id="equal"),
        pytest.param(410_55, 410_55, id="higher: kept"),
    ],
)
@pytest.mark.parametrize("claims", [[], [SURVIVORS_CLAIM]], ids=["no claim", "a claim"])
def test_a_pension_becomes_the_allowance(
    claims: list[Application], pension: int, paid: int
) -> None:
    # PHS § 63¹¹ lg 1
    told = fatherless("2023-11-05", {("old_pension", carer(1, 0, 1)): pension})
    base = Application("2017-01-10", benefits=("child_allowance",))
    over = world(["2015-03-03"], [base, *claims], told, people=2)
    assert amounts(over, "survivors_allowance", 0, ["2026-09", "2026-10", "2027-04"]) == [
        0,
        paid,
        paid,
    ]


def test_a_right_of_before_october_2026_claimed_later() -> None:
    # PHS § 63¹¹ lg 4: no 36 months asked; at least the standard amount (lg 1)
    told = fatherless(
        "2026-08-05",
        {
            ("lives_in_estonia", 0): (("2017-01-01", False), ("2025-06-01", True)),
            ("child_lives_in_estonia", 0): (("2017-01-01", False), ("2025-06-01", True)),
            ("lives_in_estonia", 1): (("2017-01-01", False), ("2025-06-01", True)),
        },
    )
    # A claim for everything from before the switch was none for this allowance.
    for earlier in ([], [Application("2017-03-10")]):
        over = world(["2015-03-03"], [*earlier, SURVIVORS_CLAIM], told, people=2)
        for month in ("2026-10-01", "2026-12-01"):
            found = over.at("survivors_allowance_amount", 0, day(month))
            assert (found if isinstance(found, int) else found.bounds[0]) >= 347_82


def test_transition_of_a_missing_parents_pension_ends_when_found() -> None:
    # PHS § 63¹¹ lg 2 p 4; no 12 months are asked
    told: dict[tuple[str, int], Told] = {
        ("missing", 1): (("2017-01-01", False), ("2026-03-05", True), ("2026-12-10", False)),
        ("missing_since", 1): day("2026-03-05"),
        ("raises", carer(1, 0, 1)): (("2017-01-01", True), ("2026-03-05", False)),
        ("old_pension", carer(1, 0, 1)): 300_00,
    }
    over = world(["2015-03-03"], [], told, people=2)
    months = ["2026-10", "2026-12", "2027-01"]
    assert amounts(over, "survivors_allowance", 0, months) == [347_82, 347_82, 0]


def test_a_summer_between_two_schools_before_nineteen_costs_nothing_later() -> None:
    # PHS § 63¹¹ lg 2 p 2: studying by 01.02.2027; the summer of 2027 lies before the 19th birthday
    told = fatherless(
        "2023-11-05",
        {
            ("old_pension", carer(1, 0, 1)): 300_00,
            ("studies", 0): (
                ("2017-01-01", Studies.BASIC),
                ("2027-06-20", Studies.NONE),
                ("2027-09-01", Studies.VOCATIONAL),
            ),
        },
    )
    over = world(["2008-11-20"], [], told, people=2)
    assert value(over, "survivors_allowance_payable", 0, "2027-11-19")
    assert value(over, "survivors_allowance_payable", 0, "2027-11-21")


@pytest.mark.parametrize(
    ("former", "readings", "paid"),
    [
        # August from the 5th: 27 of 31 days.
        pytest.param(300_00, {}, [0, 261_29, 300_00, 347_82, 347_82], id="lower: lg 1 later"),
        pytest.param(410_55, {}, [0, 357_58, 410_55, 410_55, 410_55], id="higher: kept"),
        pytest.param(0, {}, [0, 0, 0, 347_82, 347_82], id="the former rules gave nothing"),
        pytest.param(
            300_00,
            {"rate_for_lost_parent": "former_amount_throughout"},
            [0, 261_29, 300_00, 300_00, 300_00],
            id="gap 49: the former amount throughout",
        ),
    ],
)
def test_an_earlier_right_claimed_later_is_paid_by_the_former_rules_to_september(
    former: int, readings: dict[str, str], paid: list[int]
) -> None:
    # PHS § 63¹¹ lg 4: the father died on 05.08.2026, claimed on 20.11.2026
    told = fatherless(
        "2026-08-05",
        {("former_rules_amount", carer(1, 0, 1)): (("2017-01-01", 0), ("2026-08-05", former))},
    )
    over = world(["2015-03-03"], [SURVIVORS_CLAIM], told, people=2, readings=readings)
    months = ["2026-07", "2026-08", "2026-09", "2026-10", "2027-04"]
    assert amounts(over, "survivors_allowance", 0, months) == paid


@pytest.mark.parametrize(
    ("received", "first"),
    [
        pytest.param("2026-12-31", ["2025-11", "2025-12", "2026-01"], id="in December 2026"),
        pytest.param("2027-01-01", ["2025-12", "2026-01", "2026-02"], id="a month later"),
    ],
)
def test_twelve_calendar_months_before_the_claim(received: str, first: list[str]) -> None:
    # PHS § 63¹¹ lg 4
    told = fatherless("2024-08-05", {("former_rules_amount", carer(1, 0, 1)): 300_00})
    claim = Application(received, benefits=("survivors_allowance",))
    over = world(["2015-03-03"], [claim], told, people=2)
    assert amounts(over, "survivors_allowance", 0, first) == [0, 300_00, 300_00]


def test_the_former_rules_could_not_be_followed_before_they_were_law() -> None:
    told = fatherless("2026-08-05", {("former_rules_amount", carer(1, 0, 1)): 300_00})
    claim = Application("2026-09-20", benefits=("survivors_allowance",))
    over = world(["2015-03-03"], [claim], told, people=2, as_of="2026-09-30")
    assert amounts(over, "survivors_allowance", 0, ["2026-08", "2026-09"]) == [0, 0]


@pytest.mark.parametrize(
    ("ends", "readings", "paid"),
    [
        pytest.param("adopter_added_as_second_parent", {}, 347_82, id="lg 3 p 4"),
        pytest.param("pension_for_parent", {}, 347_82, id="lg 3 p 5"),
        pytest.param(
            "adopter_added_as_second_parent",
            {"ended_by_adoption_or_pension": "ends_transition_too"},
            0,
            id="lg 3 p 4, gap 48",
        ),
        pytest.param(
            "pension_for_parent",
            {"ended_by_adoption_or_pension": "ends_transition_too"},
            0,
            id="lg 3 p 5, gap 48",
        ),
    ],
)
def test_other_ends_of_a_transitional_right(ends: str, readings: dict[str, str], paid: int) -> None:
    row = carer(1, 0, 1) if ends == "pension_for_parent" else 0
    told = fatherless(
        "2023-11-05",
        {
            ("old_pension", carer(1, 0, 1)): 300_00,
            (ends, row): (("2017-01-01", False), ("2026-11-10", True)),
        },
    )
    over = world(["2015-03-03"], [], told, people=2, readings=readings)
    assert amounts(over, "survivors_allowance", 0, ["2026-11", "2026-12"]) == [347_82, paid]
