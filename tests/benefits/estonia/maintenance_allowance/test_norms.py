"""Maintenance allowance: every branch of every norm by its value (PHS § 48-60)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day

from perenou.benefits.estonia.maintenance_allowance import (
    application,
    bankruptcy_time,
    court_time,
    enforcement_time,
    entitled_child,
    recourse,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.rules.types import NEVER, NOBODY

MAY = {"month_first_day": day("2026-05-01"), "next_month_first_day": day("2026-06-01")}
MOST = 200_00
BOTH = (False, True)


# ---------------------------------------------------------------------- entitled child


@pytest.mark.parametrize(
    ("today", "studies", "may"),
    [
        pytest.param("2026-05-13", Studies.NONE, True, id="the day before 18"),
        pytest.param("2026-05-14", Studies.NONE, False, id="18 and does not study"),
        pytest.param("2026-05-14", Studies.BASIC, True, id="basic school"),
        pytest.param("2026-05-14", Studies.UPPER_SECONDARY, True, id="upper secondary"),
        pytest.param("2026-05-14", Studies.VOCATIONAL, True, id="vocational"),
        pytest.param("2029-05-13", Studies.HIGHER, True, id="the day before 21"),
        pytest.param("2029-05-14", Studies.HIGHER, False, id="21"),
        pytest.param("2026-05-14", Studies.COURSE, False, id="a course is no education"),
    ],
)
def test_child_may_be_maintained(today: str, studies: Studies, may: bool) -> None:
    found = entitled_child.child_may_be_maintained(
        majority_day=day("2026-05-14"),
        twenty_first_birthday=day("2029-05-14"),
        studies=studies,
        today=day(today),
    )
    assert found is may


@pytest.mark.parametrize(
    ("debtor", "child", "entitled", "other", "died", "met"),
    [
        (True, True, True, False, "2030-01-01", True),
        (False, True, True, False, "2030-01-01", False),
        (True, False, True, False, "2030-01-01", False),
        (True, True, False, False, "2030-01-01", False),
        (True, True, True, True, "2030-01-01", False),
        (True, True, True, False, "2026-05-10", True),
        (True, True, True, False, "2026-05-09", False),
    ],
)
def test_maintenance_conditions_met(
    debtor: bool, child: bool, entitled: bool, other: bool, died: str, met: bool
) -> None:
    found = entitled_child.maintenance_conditions_met(
        is_maintenance_debtor=debtor,
        child_may_be_maintained=child,
        child_is_entitled_person=entitled,
        somebody_else_maintains=other,
        death_day=day(died),
        today=day("2026-05-10"),
    )
    assert found is met


@pytest.mark.parametrize(
    ("at_start", "begin", "met"),
    [(True, NEVER, True), (False, day("2026-05-20"), True), (False, NEVER, False)],
)
def test_maintenance_conditions_in_month(at_start: bool, begin: int, met: bool) -> None:
    found = entitled_child.maintenance_conditions_in_month(
        maintenance_conditions_at_start=at_start, maintenance_conditions_begin=begin
    )
    assert found is met


def test_title_counts() -> None:
    assert entitled_child.title_counts(title_month_at_start=1) is True
    assert entitled_child.title_counts(title_month_at_start=0) is False
    for title, agreement in product((0, 1), BOTH):
        found = entitled_child.title_counts__court_only(
            title_month_at_start=title, title_is_agreement=agreement
        )
        assert found is (title > 0 and not agreement)


@pytest.mark.parametrize(("title", "limit"), [(260_00, 200_00), (200_00, 200_00), (80_00, 80_00)])
def test_maintenance_limit(title: int, limit: int) -> None:
    found = entitled_child.maintenance_limit(
        title_month_at_start=title, maintenance_allowance_most=MOST
    )
    assert found == limit


@pytest.mark.parametrize(
    ("title", "received", "allowance", "literal"),
    [
        (260_00, 40_00, 160_00, 160_00),
        (80_00, 0, 80_00, 80_00),
        (80_00, 30_00, 50_00, 80_00),
        (80_00, 80_00, 0, 80_00),
        (80_00, 150_00, 0, 50_00),
        (260_00, 200_00, 0, 0),
        (260_00, 230_00, 0, 0),
        (260_00, 199_99, 1, 1),
    ],
)
def test_arrears_allowance(title: int, received: int, allowance: int, literal: int) -> None:
    # PHS § 50 lg 3-5: title 260 received 40: 160; title 80 received 0: 80, 30: 50; received 230: 0
    limit = entitled_child.maintenance_limit(title, MOST)
    assert entitled_child.arrears_allowance(limit, received) == allowance
    assert entitled_child.arrears_allowance__literal(title, MOST, received) == literal
    assert entitled_child.arrears_remain(allowance) is (allowance > 0)


# ---------------------------------------------------------------------- claim and payee


@pytest.mark.parametrize("kinds", list(product(BOTH, repeat=3)))
def test_claims_maintenance_allowance(kinds: tuple[bool, bool, bool]) -> None:
    assert application.claims_maintenance_allowance(*kinds) is any(kinds)


def test_claim_rank() -> None:
    assert application.maintenance_claim_rank(False, 700_000) == NEVER
    assert application.maintenance_claim_rank(True, 700_000) == 700_000


@pytest.mark.parametrize(
    ("who", "custody", "raises", "claimed", "today", "may"),
    [
        pytest.param("child", True, False, False, "2026-05-14", True, id="the adult child"),
        pytest.param("child", True, False, True, "2026-05-13", False, id="not before 18"),
        pytest.param("parent", True, True, True, "2026-05-13", True, id="a parent who raises"),
        pytest.param("parent", True, True, False, "2026-05-13", False, id="who did not claim"),
        pytest.param("parent", True, True, True, "2026-05-14", False, id="not for an adult"),
        pytest.param("parent", False, True, True, "2026-05-13", False, id="without custody"),
        pytest.param("parent", True, False, True, "2026-05-13", False, id="no longer raising"),
        pytest.param("guardian", True, False, True, "2026-05-13", True, id="a guardian"),
        pytest.param("other", True, True, True, "2026-05-13", False, id="somebody else"),
    ],
)
def test_represents_child(
    who: str, custody: bool, raises: bool, claimed: bool, today: str, may: bool
) -> None:
    found = application.represents_child(
        is_the_child=who == "child",
        is_guardian=who == "guardian",
        is_parent=who == "parent",
        lacks_custody=not custody,
        raises=raises,
        majority_day=day("2026-05-14"),
        maintenance_first_claim=day("2026-01-01") if claimed else NEVER,
        today=day(today),
    )
    assert found is may


@pytest.mark.parametrize(("represents", "suspended"), list(product(BOTH, repeat=2)))
def test_may_be_paid(represents: bool, suspended: bool) -> None:
    found = application.may_be_paid_maintenance_allowance(represents, suspended)
    assert found is (represents and not suspended)


# ---------------------------------------------------------------------- court time


def test_court_time_begins_and_runs_out() -> None:
    ruling = day("2026-03-10")
    assert court_time.court_time_begins(ruling) == day("2026-03-11")
    assert court_time.court_time_begins__event_day_counts(ruling) == ruling
    assert court_time.court_time_begins(NEVER) == NEVER
    assert court_time.court_time_runs_out(day("2026-03-11"), 150) == day("2026-08-08")
    assert court_time.court_time_runs_out(NEVER, 150) == NEVER


def test_court_last_claim_day() -> None:
    ruling = day("2026-03-10")
    assert court_time.court_last_claim_day(ruling, 45) == day("2026-04-24")
    assert court_time.court_last_claim_day(NEVER, 45) == NEVER
    assert court_time.court_last_claim_day__event_day_counts(ruling, 45) == day("2026-04-23")
    assert court_time.court_last_claim_day__event_day_counts(NEVER, 45) == NEVER


@pytest.mark.parametrize(
    ("claimed", "in_time"),
    [("2026-04-23", True), ("2026-04-24", True), ("2026-04-25", False)],
)
def test_court_claim_in_time(claimed: str, in_time: bool) -> None:
    last = day("2026-04-24")
    assert court_time.court_claim_in_time(day(claimed), 0, last) is in_time
    assert court_time.court_claim_in_time(NEVER, 0, NEVER) is False


def test_a_court_claims_last_day_that_is_a_day_off_gives_way() -> None:
    # 23 and 24 June 2026 are holidays.
    last = day("2026-06-23")
    assert court_time.court_claim_in_time(day("2026-06-25"), 2, last) is True
    assert court_time.court_claim_in_time(day("2026-06-26"), 0, last) is False


@pytest.mark.parametrize(
    ("set_aside", "ended", "stopped"),
    [
        (NEVER, NEVER, NEVER),
        (day("2026-05-31"), NEVER, day("2026-06-01")),
        (NEVER, day("2026-06-01"), day("2026-07-01")),
        (day("2026-06-20"), day("2026-05-02"), day("2026-06-01")),
    ],
)
def test_court_time_stopped_from(set_aside: int, ended: int, stopped: int) -> None:
    assert court_time.court_time_stopped_from(set_aside, ended) == stopped


@pytest.mark.parametrize(
    ("begins", "runs_out", "reaches"),
    [
        ("2026-05-31", "2026-10-28", True),
        ("2026-06-01", "2026-10-29", False),
        ("2025-12-03", "2026-05-02", True),
        ("2025-12-02", "2026-05-01", False),
    ],
)
def test_court_time_reaches_month(begins: str, runs_out: str, reaches: bool) -> None:
    found = court_time.court_time_reaches_month(day(begins), day(runs_out), **MAY)
    assert found is reaches


@pytest.mark.parametrize(
    ("stopped", "over"), [("2026-05-01", True), ("2026-06-01", False), ("2026-04-01", True)]
)
def test_court_time_ended_early(stopped: str, over: bool) -> None:
    assert court_time.court_time_ended_early(day(stopped), MAY["month_first_day"]) is over


@pytest.mark.parametrize("known", list(product(BOTH, repeat=4)))
def test_court_time_open(known: tuple[bool, bool, bool, bool]) -> None:
    conditions, award, reaches, early = known
    found = court_time.court_time_open(conditions, award, reaches, early)
    assert found is (conditions and award and reaches and not early)


@pytest.mark.parametrize(("one", "other"), list(product(BOTH, repeat=2)))
def test_pairs_of_court_time(one: bool, other: bool) -> None:
    assert court_time.court_time_taken(one, other) is (one and other)
    assert court_time.right_to_maintenance_allowance_court(one, other) is (one and other)


@pytest.mark.parametrize("known", list(product(BOTH, repeat=3)))
def test_court_time_due(known: tuple[bool, bool, bool]) -> None:
    assert court_time.maintenance_allowance_court_claimed_and_due(*known) is all(known)


def test_earlier_court_time_day() -> None:
    assert court_time.earlier_court_time_day(0) == 0
    assert court_time.earlier_court_time_day(day("2024-03-01")) == day("2024-02-29")


@pytest.mark.parametrize(
    ("earlier", "earlier_ruling", "ruling", "again"),
    [
        pytest.param(0, NEVER, "2026-03-10", True, id="the first time"),
        pytest.param(1, "2022-01-01", "2024-03-10", False, id="twice as a minor"),
        pytest.param(1, "2022-01-01", "2026-05-14", True, id="as a minor, then as an adult"),
        pytest.param(1, "2022-01-01", "2026-05-13", False, id="the day before 18"),
        pytest.param(1, "2026-05-14", "2026-10-01", False, id="twice as an adult"),
    ],
)
def test_court_time_available(
    earlier: int, earlier_ruling: str | int, ruling: str, again: bool
) -> None:
    before = earlier_ruling if isinstance(earlier_ruling, int) else day(earlier_ruling)
    found = court_time.court_time_available(earlier, before, day(ruling), day("2026-05-14"))
    assert found is again
    assert court_time.court_time_available__once(earlier) is (earlier == 0)


def test_receives() -> None:
    for norm in (
        court_time.maintenance_allowance_court_receives,
        enforcement_time.maintenance_allowance_enforcement_receives,
        bankruptcy_time.maintenance_allowance_bankruptcy_receives,
    ):
        assert norm(True, 0) is True
        assert norm(True, NOBODY) is False
        assert norm(False, 0) is False


@pytest.mark.parametrize(
    ("receives", "begins", "runs_out", "days"),
    [
        (False, "2026-05-01", "2026-09-28", 0),
        (True, "2026-05-11", "2026-10-08", 21),
        (True, "2026-04-11", "2026-09-08", 31),
        (True, "2025-12-12", "2026-05-11", 10),
        (True, "2026-05-31", "2026-10-28", 1),
    ],
)
def test_court_time_days_in_month(receives: bool, begins: str, runs_out: str, days: int) -> None:
    found = court_time.court_time_days_in_month(receives, day(begins), day(runs_out), **MAY)
    assert found == days
    assert court_time.court_time_whole_month(days, **MAY) is (days == 31)


@pytest.mark.parametrize(
    ("days", "amount", "thirtieths", "whole"),
    [
        (0, 0, 0, 0),
        (1, 645, 667, 200_00),
        (21, 135_48, 140_00, 200_00),
        (30, 193_55, 200_00, 200_00),
        (31, 200_00, 200_00, 200_00),
    ],
)
def test_court_time_rate(days: int, amount: int, thirtieths: int, whole: int) -> None:
    # 200 * 21/31 = 135.48; 200 * 21/30 = 140.00
    assert court_time.court_time_rate(days, MOST, **MAY) == amount
    assert court_time.court_time_rate__of_thirty_days(days, days == 31, MOST) == thirtieths
    assert court_time.court_time_rate__whole_months(days, MOST) == whole


@pytest.mark.parametrize(
    ("claimed", "paid_by"),
    [("2026-03-20", "2026-05-31"), ("2026-04-30", "2026-05-31"), ("2026-05-02", "2026-06-30")],
)
def test_court_time_paid_by(claimed: str, paid_by: str) -> None:
    after = MAY["next_month_first_day"]
    norm = court_time.maintenance_allowance_court_paid_by
    assert norm(True, day(claimed), after) == day(paid_by)
    assert norm(False, day(claimed), after) == NEVER


# ---------------------------------------------------------------------- enforcement time


@pytest.mark.parametrize(
    ("abroad", "authorised", "found"),
    [
        (False, False, day("2026-01-20")),
        (False, True, day("2026-01-20")),
        (True, True, day("2026-02-15")),
        (True, False, NEVER),
    ],
)
def test_enforcement_waits_from(abroad: bool, authorised: bool, found: int) -> None:
    opened, confirmed = day("2026-01-20"), day("2026-02-15")
    assert enforcement_time.enforcement_waits_from(abroad, opened, confirmed, authorised) == found


def test_waiting_months() -> None:
    assert enforcement_time.waiting_months(False, 1, 4) == 1
    assert enforcement_time.waiting_months(True, 1, 4) == 4


@pytest.mark.parametrize(
    ("opened", "months", "first", "to_the_day"),
    [
        pytest.param("2026-06-20", 1, "2026-08-01", "2026-07-01", id="the agency's example"),
        pytest.param("2026-06-01", 1, "2026-08-01", "2026-07-01", id="opened on the 1st"),
        pytest.param("2026-01-31", 1, "2026-03-01", "2026-02-01", id="a shorter month"),
        pytest.param("2017-03-20", 4, "2017-08-01", "2017-07-01", id="four months, 2017"),
    ],
)
def test_first_accounting_day(opened: str, months: int, first: str, to_the_day: str) -> None:
    assert enforcement_time.first_accounting_day(day(opened), months) == day(first)
    literal = enforcement_time.first_accounting_day__to_the_day(day(opened), months)
    assert literal == day(to_the_day)
    assert enforcement_time.first_accounting_day(NEVER, months) == NEVER
    assert enforcement_time.first_accounting_day__to_the_day(NEVER, months) == NEVER


def test_enforcement_claimed_from() -> None:
    claim = day("2017-01-05")
    assert enforcement_time.enforcement_claimed_from(claim) == day("2017-02-01")
    assert enforcement_time.enforcement_claimed_from(NEVER) == NEVER
    other = enforcement_time.enforcement_claimed_from__month_of_claim
    assert other(claim) == day("2017-01-01")
    assert other(NEVER) == NEVER


@pytest.mark.parametrize(
    ("stayed", "declared", "resumed", "stands", "only_by_bankruptcy"),
    [
        pytest.param(NEVER, NEVER, NEVER, False, False, id="nothing"),
        pytest.param("2026-05-02", NEVER, NEVER, False, False, id="stayed in the month"),
        pytest.param("2026-05-01", NEVER, NEVER, True, False, id="stayed on the 1st"),
        pytest.param("2026-03-10", NEVER, "2026-06-01", True, False, id="resumed afterwards"),
        pytest.param("2026-03-10", NEVER, "2026-05-31", False, False, id="resumed in the month"),
        pytest.param(NEVER, "2026-04-30", NEVER, True, True, id="declared"),
        pytest.param(NEVER, "2026-05-02", NEVER, False, False, id="declared in the month"),
        pytest.param(NEVER, "2026-04-30", "2026-05-20", False, False, id="declared, resumed"),
    ],
)
def test_enforcement_is_stayed(
    stayed: str | int,
    declared: str | int,
    resumed: str | int,
    stands: bool,
    only_by_bankruptcy: bool,
) -> None:
    days = [each if isinstance(each, int) else day(each) for each in (stayed, declared, resumed)]
    assert enforcement_time.enforcement_is_stayed(*days, **MAY) is stands
    other = enforcement_time.enforcement_is_stayed__only_by_bankruptcy(*days[1:], **MAY)
    assert other is only_by_bankruptcy


@pytest.mark.parametrize(
    ("first", "closed", "is_one"),
    [
        ("2026-05-01", NEVER, True),
        ("2026-06-01", NEVER, False),
        ("2026-01-01", day("2026-05-02"), True),
        ("2026-01-01", day("2026-05-01"), False),
    ],
)
def test_is_accounting_month(first: str, closed: int, is_one: bool) -> None:
    found = enforcement_time.is_accounting_month(day(first), closed, MAY["month_first_day"])
    assert found is is_one


def test_filled_by_court_time() -> None:
    assert enforcement_time.filled_by_court_time(199_99, MOST) is False
    assert enforcement_time.filled_by_court_time(200_00, MOST) is True


@pytest.mark.parametrize("known", list(product(BOTH, repeat=6)))
def test_right_in_enforcement(known: tuple[bool, ...]) -> None:
    conditions, title, accounting, stayed, arrears, filled = known
    found = enforcement_time.right_to_maintenance_allowance_enforcement(*known)
    assert found is (conditions and title and accounting and arrears and not stayed and not filled)


@pytest.mark.parametrize(
    ("right", "claimed_from", "represented", "due"),
    [
        (True, "2026-05-01", True, True),
        (True, "2026-06-01", True, False),
        (True, "2026-05-01", False, False),
        (False, "2026-05-01", True, False),
    ],
)
def test_due_in_enforcement(right: bool, claimed_from: str, represented: bool, due: bool) -> None:
    found = enforcement_time.maintenance_allowance_enforcement_claimed_and_due(
        right, day(claimed_from), represented, MAY["month_first_day"]
    )
    assert found is due


@pytest.mark.parametrize(
    ("receives", "arrears", "court", "amount"),
    [(False, 160_00, 0, 0), (True, 160_00, 0, 160_00), (True, 160_00, 135_48, 64_52)],
)
def test_enforcement_rate(receives: bool, arrears: int, court: int, amount: int) -> None:
    assert enforcement_time.enforcement_rate(receives, arrears, court, MOST) == amount


@pytest.mark.parametrize(
    ("receives", "closed", "stayed", "resumed", "declared", "birthday", "amount"),
    [
        pytest.param(False, NEVER, NEVER, NEVER, NEVER, NEVER, 0, id="not paid"),
        pytest.param(True, NEVER, NEVER, NEVER, NEVER, NEVER, 155_00, id="whole"),
        pytest.param(True, "2026-05-11", NEVER, NEVER, NEVER, NEVER, 50_00, id="closed"),
        pytest.param(True, NEVER, "2026-05-11", NEVER, NEVER, NEVER, 50_00, id="stayed"),
        pytest.param(True, NEVER, NEVER, NEVER, "2026-05-21", NEVER, 100_00, id="declared"),
        pytest.param(True, NEVER, NEVER, NEVER, NEVER, "2026-05-06", 25_00, id="21"),
        pytest.param(
            True, NEVER, "2026-03-02", "2026-05-22", NEVER, NEVER, 50_00, id="resumed in the month"
        ),
        pytest.param(
            True, NEVER, "2026-03-02", "2026-04-22", NEVER, NEVER, 155_00, id="resumed before"
        ),
        pytest.param(
            True, "2026-05-10", "2026-03-02", "2026-05-22", NEVER, NEVER, 0, id="closed before that"
        ),
    ],
)
def test_enforcement_rate_by_days(
    receives: bool,
    closed: str | int,
    stayed: str | int,
    resumed: str | int,
    declared: str | int,
    birthday: str | int,
    amount: int,
) -> None:
    closed_on, stayed_on, resumed_on, declared_on, birthday_on = (
        each if isinstance(each, int) else day(each)
        for each in (closed, stayed, resumed, declared, birthday)
    )
    found = enforcement_time.enforcement_rate__by_days(
        receives, 155_00, 0, MOST, closed_on, stayed_on, resumed_on, declared_on, birthday_on, **MAY
    )
    assert found == amount


def test_enforcement_paid_by() -> None:
    norm = enforcement_time.maintenance_allowance_enforcement_paid_by
    assert norm(True, MAY["next_month_first_day"]) == day("2026-06-30")
    assert norm(False, MAY["next_month_first_day"]) == NEVER


# ---------------------------------------------------------------------- bankruptcy time


def test_bankruptcy_time_begins() -> None:
    stayed, declared = day("2026-04-10"), day("2026-06-15")
    assert bankruptcy_time.bankruptcy_time_begins(stayed, declared) == stayed
    assert bankruptcy_time.bankruptcy_time_begins(NEVER, declared) == declared
    assert bankruptcy_time.bankruptcy_time_begins(stayed, NEVER) == NEVER


@pytest.mark.parametrize(
    ("arrears", "court", "enforcement", "left"),
    [
        pytest.param(160_00, 0, 0, 160_00, id="alone"),
        pytest.param(160_00, 0, 160_00, 0, id="the same arrears once"),
        pytest.param(160_00, 0, 60_00, 100_00, id="the rest of the arrears"),
        pytest.param(200_00, 135_48, 0, 64_52, id="200 in total"),
        pytest.param(200_00, 100_00, 100_00, 0, id="nothing left"),
        pytest.param(50_00, 0, 60_00, 0, id="never below nothing"),
    ],
)
def test_left_by_other_kinds(arrears: int, court: int, enforcement: int, left: int) -> None:
    assert bankruptcy_time.left_by_other_kinds(arrears, court, enforcement, MOST) == left
    assert bankruptcy_time.other_kinds_leave_something(left) is (left > 0)


@pytest.mark.parametrize(
    ("begins", "final", "reaches"),
    [
        ("2026-05-31", NEVER, True),
        ("2026-06-01", NEVER, False),
        ("2026-01-01", day("2026-05-01"), True),
        ("2026-01-01", day("2026-04-30"), False),
    ],
)
def test_is_month_of_bankruptcy(begins: str, final: int, reaches: bool) -> None:
    assert bankruptcy_time.is_month_of_bankruptcy(day(begins), final, **MAY) is reaches


@pytest.mark.parametrize("known", list(product(BOTH, repeat=4)))
def test_right_in_bankruptcy(known: tuple[bool, bool, bool, bool]) -> None:
    found = bankruptcy_time.right_to_maintenance_allowance_bankruptcy(*known)
    assert found is all(known)


def test_bankruptcy_last_claim_day() -> None:
    declared = day("2026-03-31")
    assert bankruptcy_time.bankruptcy_last_claim_day(declared, 6) == day("2026-09-30")
    assert bankruptcy_time.bankruptcy_last_claim_day(NEVER, 6) == NEVER
    other = bankruptcy_time.bankruptcy_last_claim_day__event_day_counts
    assert other(declared, 6) == day("2026-09-29")
    assert other(NEVER, 6) == NEVER


@pytest.mark.parametrize(
    ("notified", "claimed", "days_off", "begins", "found"),
    [
        pytest.param(True, NEVER, 0, "2026-01-10", day("2026-01-10"), id="told by the agency"),
        pytest.param(False, NEVER, 0, "2026-01-10", NEVER, id="not claimed"),
        pytest.param(False, "2026-09-30", 0, "2026-01-10", day("2026-01-10"), id="in time"),
        pytest.param(False, "2026-10-01", 0, "2026-01-10", day("2026-04-01"), id="six months back"),
        pytest.param(False, "2026-10-01", 1, "2026-01-10", day("2026-01-10"), id="after a day off"),
        pytest.param(False, "2026-10-01", 0, "2026-04-20", day("2026-04-20"), id="not before it"),
    ],
)
def test_bankruptcy_covered_from(
    notified: bool, claimed: str | int, days_off: int, begins: str, found: int
) -> None:
    claim = claimed if isinstance(claimed, int) else day(claimed)
    covered = bankruptcy_time.bankruptcy_covered_from(
        notified, claim, days_off, day("2026-09-30"), day(begins), 6
    )
    assert covered == found


@pytest.mark.parametrize(
    ("right", "covered", "represented", "due"),
    [
        (True, "2026-05-31", True, True),
        (True, "2026-06-01", True, False),
        (True, "2026-05-31", False, False),
        (False, "2026-05-31", True, False),
    ],
)
def test_due_in_bankruptcy(right: bool, covered: str, represented: bool, due: bool) -> None:
    found = bankruptcy_time.maintenance_allowance_bankruptcy_claimed_and_due(
        right, day(covered), represented, MAY["next_month_first_day"]
    )
    assert found is due


def test_bankruptcy_rate() -> None:
    assert bankruptcy_time.bankruptcy_rate(True, 160_00) == 160_00
    assert bankruptcy_time.bankruptcy_rate(False, 160_00) == 0


@pytest.mark.parametrize(
    ("receives", "left", "begins", "birthday", "amount"),
    [
        (False, 155_00, "2026-05-22", NEVER, 0),
        (True, 155_00, "2026-05-22", NEVER, 50_00),
        (True, 155_00, "2026-03-22", NEVER, 155_00),
        (True, 155_00, "2026-03-22", day("2026-05-11"), 50_00),
        (True, 155_00, "2026-05-22", day("2026-05-11"), 0),
        (True, 40_00, "2026-05-22", NEVER, 40_00),
    ],
)
def test_bankruptcy_rate_by_days(
    receives: bool, left: int, begins: str, birthday: int, amount: int
) -> None:
    found = bankruptcy_time.bankruptcy_rate__by_days(
        receives, left, 155_00, day(begins), birthday, **MAY
    )
    assert found == amount


@pytest.mark.parametrize(
    ("claimed", "paid_by"),
    [
        pytest.param("2026-05-20", "2026-06-30", id="claimed in the month"),
        pytest.param("2026-09-01", "2026-10-31", id="claimed later: the month after the claim"),
        pytest.param(NEVER, "2026-08-31", id="told by the agency: after the declaration"),
    ],
)
def test_bankruptcy_paid_by(claimed: str | int, paid_by: str) -> None:
    claim = claimed if isinstance(claimed, int) else day(claimed)
    norm = bankruptcy_time.maintenance_allowance_bankruptcy_paid_by
    after = MAY["next_month_first_day"]
    assert norm(True, claim, day("2026-07-05"), after) == day(paid_by)
    assert norm(False, claim, day("2026-07-05"), after) == NEVER


# ---------------------------------------------------------------------- recovery and recourse


@pytest.mark.parametrize(
    ("ended", "awarded", "died", "recovered"),
    [
        (day("2026-05-05"), False, False, True),
        (NEVER, False, False, False),
        (day("2026-05-05"), True, False, False),
        (day("2026-05-05"), False, True, False),
    ],
)
def test_ended_without_award(ended: int, awarded: bool, died: bool, recovered: bool) -> None:
    assert recourse.ended_without_award(ended, awarded, died) is recovered


@pytest.mark.parametrize(
    ("receives", "began", "knew", "paid"),
    [
        (True, "2026-05-31", False, True),
        (True, "2026-06-01", False, False),
        (True, "2026-05-31", True, False),
        (False, "2026-05-31", False, False),
    ],
)
def test_debtor_paid_in_court_time(receives: bool, began: str, knew: bool, paid: bool) -> None:
    found = recourse.debtor_paid_in_court_time(
        receives, day(began), knew, MAY["next_month_first_day"]
    )
    assert found is paid


@pytest.mark.parametrize(
    ("without_award", "paid", "received", "back"),
    [
        (True, False, 0, 200_00),
        (True, True, 50_00, 200_00),
        (False, True, 50_00, 50_00),
        (False, True, 250_00, 200_00),
        (False, False, 50_00, 0),
    ],
)
def test_court_time_to_recover(without_award: bool, paid: bool, received: int, back: int) -> None:
    assert recourse.court_time_to_recover(200_00, without_award, paid, received) == back


@pytest.mark.parametrize(
    ("amount", "recovered", "awarded", "title", "passed"),
    [
        (200_00, 0, True, 260_00, 200_00),
        (200_00, 0, True, 150_00, 150_00),
        (200_00, 50_00, True, 260_00, 150_00),
        (200_00, 60_00, True, 190_00, 130_00),
        (200_00, 200_00, True, 190_00, 0),
        (200_00, 0, False, 260_00, 0),
    ],
)
def test_court_claim_passed(
    amount: int, recovered: int, awarded: bool, title: int, passed: int
) -> None:
    assert recourse.court_claim_passed(amount, recovered, awarded, title) == passed


def test_other_claims_pass_as_far_as_paid() -> None:
    assert recourse.enforcement_claim_passed(160_00) == 160_00
    assert recourse.bankruptcy_claim_passed(40_00) == 40_00


@pytest.mark.parametrize(
    ("collected", "owed_to_child", "owed_to_state", "child", "state"),
    [
        pytest.param(100_00, 290_00, 500_00, 100_00, 0, id="the child first"),
        pytest.param(500_00, 290_00, 500_00, 290_00, 210_00, id="then the State"),
        pytest.param(900_00, 290_00, 500_00, 290_00, 500_00, id="no more than is owed"),
        pytest.param(0, 290_00, 500_00, 0, 0, id="nothing came in"),
    ],
)
def test_division_of_receipts(
    collected: int, owed_to_child: int, owed_to_state: int, child: int, state: int
) -> None:
    to_child = recourse.childs_part(collected, owed_to_child)
    assert to_child == child
    assert recourse.states_part(collected, to_child, owed_to_state) == state
