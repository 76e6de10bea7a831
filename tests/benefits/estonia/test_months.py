"""From a right to money: claims, recipient, first and last month (PHS § 6, 7, 25, 28, 31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.benefits.days import day, half_up, last_day, months_later
from tests.benefits.household import Application, Told, amounts, carer, value, world

from perenou.benefits.estonia.months import (
    MONTHLY,
    amount,
    amount__of_thirty_days,
    amount__resumed_in_full,
    amount__to_month_end,
    application_day,
    automatic_grant_voided,
    automatic_grant_voided__event_day_counts,
    claim_rank,
    claimed_and_due,
    could_claim_then,
    covers_from,
    covers_from__event_day_counts,
    entitled,
    entitled__not_in_proceedings,
    granted_at_switch,
    granted_automatically,
    granted_from,
    passed_over_in_prison,
    payable,
    payee,
    precedence,
    precedence__not_back_from_prison,
    rate_due,
    rate_due__all_or_nothing,
    receives,
    takeover_rank,
    takeover_rank__day_agreed,
)
from perenou.benefits.estonia.vocabulary import PERSON
from perenou.benefits.lawbook import LAWBOOK
from perenou.language.working_days import days_off_before
from perenou.rules.types import NEVER, NOBODY


def test_the_claim_is_made_when_it_arrives_or_was_posted() -> None:
    # PHS § 6 lg 2
    assert application_day(day("2026-10-15"), NEVER, NEVER) == day("2026-10-15")
    posted = application_day(day("2026-10-15"), day("2026-10-09"), NEVER)
    assert posted == day("2026-10-09")


@pytest.mark.parametrize(
    ("role_began", "claimed", "could"),
    [
        pytest.param("2026-03-10", "2026-03-09", False, id="claimed the day before"),
        pytest.param("2026-03-10", "2026-03-10", True, id="claimed on the first day"),
        pytest.param("2026-03-10", "2026-05-05", True, id="claimed later"),
        pytest.param("2017-01-01", "2016-11-05", True, id="claimed before the act"),
    ],
)
def test_a_claim_of_somebody_who_could_not_yet_claim(
    role_began: str, claimed: str, could: bool
) -> None:
    found = could_claim_then(
        role_began_day=day(role_began),
        application_day=day(claimed),
        act_in_force_day=day("2017-01-01"),
    )
    assert found is could


@pytest.mark.parametrize(("right", "may"), list(product((False, True), repeat=2)))
def test_entitled(right: bool, may: bool) -> None:
    assert entitled(right=right, may_claim=may) is (right and may)


@pytest.mark.parametrize(
    ("since", "claimed", "first", "other_reading"),
    [
        pytest.param("2026-01-15", "2026-01-15", "2026-01-15", "2026-01-15", id="the same day"),
        pytest.param("2026-01-15", "2025-12-01", "2026-01-15", "2026-01-15", id="before the right"),
        pytest.param(
            "2026-01-15", "2026-07-14", "2026-01-15", "2026-01-15", id="6 months, day before"
        ),
        pytest.param(
            "2026-01-15", "2026-07-15", "2026-01-15", "2026-01-15", id="6 months to the day"
        ),
        pytest.param(
            "2026-01-15", "2026-08-01", "2026-02-01", "2026-02-01", id="lg 2: 6 months back"
        ),
        pytest.param("2026-01-15", "2027-03-31", "2026-09-01", "2026-09-01", id="lg 2: much later"),
        pytest.param(
            "2025-08-31", "2026-02-28", "2025-08-31", "2025-08-31", id="month end, in time"
        ),
        pytest.param(
            "2025-08-31", "2026-03-01", "2025-09-01", "2025-09-01", id="month end, too late"
        ),
        pytest.param("2023-08-31", "2024-02-29", "2023-08-31", "2023-08-31", id="leap February"),
        pytest.param("2024-02-29", "2024-08-29", "2024-02-29", "2024-02-29", id="from a leap day"),
        pytest.param(
            "2024-02-29", "2024-09-01", "2024-03-01", "2024-03-01", id="leap day, too late"
        ),
        pytest.param(
            "2025-12-31", "2026-07-01", "2026-01-01", "2026-01-01", id="over the year's end"
        ),
    ],
)
def test_what_a_claim_covers(since: str, claimed: str, first: str, other_reading: str) -> None:
    # PHS § 28 lg 1-2
    for norm, wanted in (
        (covers_from, first),
        (covers_from__event_day_counts, other_reading),
    ):
        found = norm(
            claimed=True,
            could_claim_then=True,
            application_day=day(claimed),
            days_off_before_claim=0,
            since=day(since),
            claims_lapsed_day=0,
            family_allowance_retroactive_months=6,
        )
        assert found == day(wanted)


@pytest.mark.parametrize("norm", [covers_from, covers_from__event_day_counts])
def test_a_claim_covers_nothing(norm: Callable[[bool, bool, int, int, int, int, int], int]) -> None:
    at = day("2026-10-15")
    assert norm(False, True, at, 0, at, 0, 6) == NEVER
    assert norm(True, False, at, 0, at, 0, 6) == NEVER
    assert norm(True, True, at, 0, NEVER, 0, 6) == NEVER
    assert norm(True, True, at, 0, at, at + 1, 6) == NEVER
    assert norm(True, True, at, 0, at, at, 6) == at


@pytest.mark.parametrize(
    ("since", "claimed", "days_off", "whole"),
    [
        # 28 February 2026 is a Saturday, 30 May one, 1 May a Friday and a holiday.
        pytest.param("2025-08-31", "2026-03-02", 2, (True, False), id="the next Monday"),
        pytest.param("2025-08-31", "2026-03-03", 0, (False, False), id="the Tuesday"),
        pytest.param("2025-11-30", "2026-06-01", 2, (True, False), id="over the month's end"),
        pytest.param("2025-11-30", "2026-06-02", 0, (False, False), id="a day late"),
        pytest.param("2025-10-31", "2026-05-04", 3, (False, False), id="it ended before them"),
    ],
)
def test_six_months_that_end_on_a_day_off_run_on(
    since: str, claimed: str, days_off: int, whole: tuple[bool, bool]
) -> None:
    # TsÜS § 136 lg 8, HMS § 33
    norms = covers_from, covers_from__event_day_counts
    found = [norm(True, True, day(claimed), days_off, day(since), 0, 6) for norm in norms]
    assert tuple(first == day(since) for first in found) == whole
    assert days_off_before(day(claimed)) == days_off


def _covered(since: date, claimed: date, back: int) -> date:
    """PHS § 28 lg 1-2 in other words: the first day d from the right on that a claim reaches."""
    if claimed <= months_later(since, 6):
        return since
    year, month = claimed.year, claimed.month
    for _ in range(back):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    earliest = date(year, month, 1)
    found = since
    while found < earliest:
        found += timedelta(days=1)
    return found


def test_what_a_claim_covers_against_another_calculation() -> None:
    draw = Random(28)
    for _ in range(5000):
        since = date(2017, 1, 1) + timedelta(days=draw.randrange(3900))
        claimed = since + timedelta(days=draw.randint(-60, 700))
        back = draw.choice((6, 12))
        wanted = _covered(since, claimed, back).toordinal()
        found = covers_from(True, True, claimed.toordinal(), 0, since.toordinal(), 0, back)
        assert found == wanted, (since, claimed, back)
        # The other reading differs at most on the very last day of the six months.
        other = covers_from__event_day_counts(
            True, True, claimed.toordinal(), 0, since.toordinal(), 0, back
        )
        assert other == found or claimed == months_later(since, 6)


@pytest.mark.properties
@given(st.integers(day("2017-01-01"), day("2027-12-31")), st.integers(0, 800), st.integers(0, 60))
def test_claiming_later_never_covers_more(since: int, wait: int, more: int) -> None:
    early = covers_from(True, True, since + wait, 0, since, 0, 6)
    late = covers_from(True, True, since + wait + more, 0, since, 0, 6)
    assert since <= early <= late
    assert early <= since + wait


def test_rank_of_claims() -> None:
    at = day("2026-10-15")
    assert claim_rank(False, True, False, at) == NEVER
    assert claim_rank(True, False, False, at) == NEVER
    assert claim_rank(True, True, True, at) == NEVER
    assert claim_rank(True, True, False, at) == at


@pytest.mark.parametrize(
    ("claimed", "consent", "today", "month_after", "day_agreed"),
    [
        pytest.param(True, True, "2026-10-14", False, False, id="the day before the claim"),
        pytest.param(True, True, "2026-10-15", False, True, id="the day of the claim"),
        pytest.param(True, True, "2026-10-31", False, True, id="the last day of its month"),
        pytest.param(True, True, "2026-11-01", True, True, id="the next month"),
        pytest.param(True, False, "2026-11-01", False, False, id="§ 6 lg 1: no consent"),
        pytest.param(False, True, "2026-11-01", False, False, id="another benefit was claimed"),
    ],
)
def test_change_of_recipient(
    claimed: bool, consent: bool, today: str, month_after: bool, day_agreed: bool
) -> None:
    for norm, taken in ((takeover_rank, month_after), (takeover_rank__day_agreed, day_agreed)):
        found = norm(
            claimed=claimed,
            has_consent=consent,
            application_day=day("2026-10-15"),
            today=day(today),
        )
        assert (found < 0) is taken


def test_the_latest_change_of_recipient_prevails() -> None:
    today = day("2026-12-01")
    early = takeover_rank(True, True, day("2026-03-10"), today)
    late = takeover_rank(True, True, day("2026-10-15"), today)
    assert late < early < precedence(0, day("2019-01-01"), day("2019-01-01"), False)
    assert precedence(late, NEVER, NEVER, False) == late
    assert precedence(0, day("2020-05-05"), day("2019-01-01"), False) == day("2019-01-01")
    assert precedence(0, day("2018-05-05"), day("2019-01-01"), False) == day("2018-05-05")


def test_whoever_did_not_claim_comes_after_all_that_did() -> None:
    # 987/2009 art 60(1): the other parent's claim counts, but puts nobody before the claimant.
    passive = precedence(0, NEVER, day("2019-01-01"), True)
    assert precedence(0, day("2020-05-05"), day("2019-01-01"), True) < passive < NEVER
    assert precedence(0, NEVER, day("2019-01-01"), False) == day("2019-01-01")


@pytest.mark.parametrize(("due", "prison", "other"), list(product((False, True), repeat=3)))
def test_passed_over_in_prison(due: bool, prison: bool, other: bool) -> None:
    assert passed_over_in_prison(due, prison, other) is (due and prison and other)


def test_who_was_passed_over_in_prison_may_come_last() -> None:
    """§ 6 lg 1, § 12 lg 4: but for a change with consent, and before who did not claim at all."""
    first = day("2017-01-05")
    again = precedence__not_back_from_prison(0, first, first, False, True)
    assert precedence(0, day("2026-04-05"), first, False) < again
    assert precedence__not_back_from_prison(0, first, first, False, False) == first
    takeover = takeover_rank(True, True, day("2026-08-10"), day("2026-10-01"))
    assert precedence__not_back_from_prison(takeover, first, first, False, True) == takeover
    passive = precedence__not_back_from_prison(0, NEVER, first, True, True)
    assert passive == precedence(0, NEVER, first, True)


@pytest.mark.parametrize(
    ("reading", "payees"),
    [("back_to_the_first", [0, 1, 0]), ("with_consent_only", [0, 1, 1])],
)
def test_who_is_paid_after_the_first_recipients_imprisonment(
    reading: str, payees: list[int]
) -> None:
    told: dict[tuple[str, int], Told] = {
        ("imprisoned", 0): (("2017-01-01", False), ("2026-03-10", True), ("2026-07-21", False)),
    }
    claims = [Application("2017-01-05"), Application("2026-04-05", person=1)]
    readings = {"child_allowance_precedence": reading}
    over = world(["2015-01-05"], claims, told, people=2, readings=readings)
    months = ("2026-02-01", "2026-05-01", "2026-08-01")
    assert [value(over, "child_allowance_payee", 0, month) for month in months] == payees


def test_a_claim_made_abroad_first_was_made_on_that_day() -> None:
    # 883/2004 art 68(3)(b)
    abroad = day("2026-09-01")
    assert application_day(day("2026-10-15"), NEVER, abroad) == abroad
    assert application_day(day("2026-10-15"), day("2026-10-09"), abroad) == abroad
    assert application_day(day("2026-08-15"), NEVER, abroad) == day("2026-08-15")


@pytest.mark.parametrize(
    ("since", "sibling", "stay_ended", "voided", "automatic"),
    [
        pytest.param("2026-03-10", "2024-05-05", None, False, True, id="§ 28 lg 6: a second child"),
        pytest.param("2026-03-10", "2024-05-05", None, True, False, id="§ 28 lg 7: waived"),
        pytest.param(
            "2026-03-10", None, None, False, False, id="nothing claimed for an earlier child"
        ),
        pytest.param(
            "2026-03-10", "2026-03-10", None, False, False, id="claimed only on the same day"
        ),
        pytest.param(None, "2024-05-05", None, False, False, id="no right"),
        pytest.param("2019-08-31", "2017-05-05", None, False, False, id="a right of August 2019"),
        pytest.param("2019-09-01", "2017-05-05", None, False, True, id="a right of 01.09.2019"),
        pytest.param(
            "2026-03-10", "2024-05-05", "2024-05-05", False, True, id="claim after a move"
        ),
        pytest.param(
            "2026-03-10", "2024-05-05", "2024-05-06", False, False, id="claim before a move"
        ),
    ],
)
def test_automatic_grant(
    since: str | None,
    sibling: str | None,
    stay_ended: str | None,
    voided: bool,
    automatic: bool,
) -> None:
    found = granted_automatically(
        since=NEVER if since is None else day(since),
        earlier_sibling_claim_day=NEVER if sibling is None else day(sibling),
        claims_lapsed_day=0 if stay_ended is None else day(stay_ended),
        automatic_grant_start=day("2019-09-01"),
        automatic_grant_voided=voided,
    )
    assert found is automatic


TERM = [automatic_grant_voided, automatic_grant_voided__event_day_counts]


@pytest.mark.parametrize(
    ("notice", "objection", "days_off", "voided"),
    [
        pytest.param("2026-02-05", None, 0, (False, False), id="nobody objected"),
        pytest.param("2026-02-05", "2026-02-18", 0, (True, True), id="day 13"),
        pytest.param("2026-02-05", "2026-02-19", 0, (True, False), id="day 14"),
        pytest.param("2026-02-05", "2026-02-20", 0, (False, False), id="day 15"),
        pytest.param("2026-02-07", "2026-02-23", 2, (True, False), id="after a Saturday"),
        pytest.param("2026-02-08", "2026-02-23", 2, (True, True), id="after a Sunday"),
        pytest.param("2026-02-07", "2026-02-25", 1, (False, False), id="a day later"),
        pytest.param("2026-02-10", "2026-02-25", 1, (True, False), id="after 24.02"),
        pytest.param(None, "2026-02-25", 1, (True, True), id="no notice yet"),
    ],
)
def test_an_automatic_grant_falls_away_when_objected_to_in_time(
    notice: str | None,
    objection: str | None,
    days_off: int,
    voided: tuple[bool, bool],
) -> None:
    # PHS § 28 lg 7-8; TsÜS § 135 lg 1, § 136 lg 8
    received = NEVER if notice is None else day(notice)
    objected = NEVER if objection is None else day(objection)
    assert tuple(norm(received, objected, days_off, 14) for norm in TERM) == voided


@pytest.mark.parametrize(
    ("switched", "since", "granted"),
    [(True, 5, True), (False, 5, False), (True, NEVER, False)],
)
def test_a_pension_turns_into_the_allowance(switched: bool, since: int, granted: bool) -> None:
    # PHS § 63¹¹ lg 1
    assert granted_at_switch(switched_without_claim=switched, since=since) is granted


@pytest.mark.parametrize(("right", "may", "open_"), list(product((False, True), repeat=3)))
def test_in_proceedings_only_child_allowance(right: bool, may: bool, open_: bool) -> None:
    # PHS § 28 lg 1¹
    found = entitled__not_in_proceedings(right=right, may_claim=may, proceedings_in_favour=open_)
    assert found is (right and may and not open_)


def test_granted_from() -> None:
    # PHS § 28 lg 1 p 2
    assert granted_from(covered_from=NEVER, since=5, automatic=True) == 5
    assert granted_from(covered_from=9, since=5, automatic=True) == 5
    assert granted_from(covered_from=9, since=5, automatic=False) == 9


@pytest.mark.parametrize(
    ("right", "today", "due"),
    [(True, 9, False), (True, 10, True), (True, 11, True), (False, 11, False)],
)
def test_claimed_and_due(right: bool, today: int, due: bool) -> None:
    assert claimed_and_due(entitled=right, granted_from=10, today=today) is due


@pytest.mark.parametrize(("due", "suspended"), list(product((False, True), repeat=2)))
def test_receives(due: bool, suspended: bool) -> None:
    assert receives(claimed_and_due=due, is_suspended=suspended) is (due and not suspended)


def test_payable_and_payee() -> None:
    assert payable(recipient=0)
    assert not payable(recipient=NOBODY)
    # PHS § 31: whoever is paid on the 1st keeps the month
    assert payee(recipient_at_start=1, recipient_at_begin=2) == 1
    assert payee(recipient_at_start=NOBODY, recipient_at_begin=2) == 2
    assert payee(recipient_at_start=NOBODY, recipient_at_begin=NOBODY) == NOBODY


@pytest.mark.parametrize(
    ("rate", "foreign", "difference", "all_or_nothing"),
    [
        pytest.param(80_00, 0, 80_00, 80_00, id="no foreign benefit"),
        pytest.param(80_00, 1, 79_99, 0, id="one cent"),
        pytest.param(80_00, 79_99, 1, 0, id="one cent less"),
        pytest.param(80_00, 80_00, 0, 0, id="as much"),
        pytest.param(80_00, 194_00, 0, 0, id="more"),
    ],
)
def test_another_states_benefit(
    rate: int, foreign: int, difference: int, all_or_nothing: int
) -> None:
    # PHS § 4 lg 4
    assert rate_due(rate=rate, foreign=foreign) == difference
    assert rate_due__all_or_nothing(rate=rate, foreign=foreign) == all_or_nothing


def test_the_difference_is_paid_from_october_2026() -> None:
    over = world(
        ["2015-01-10"], [Application("2017-01-10")], {("foreign_child_allowance", 0): 30_00}
    )
    assert amounts(over, "child_allowance", 0, ["2026-09", "2026-10"]) == [0, 50_00]
    read = {"child_allowance_rate_due": "top_up"}
    over = world(
        ["2015-01-10"],
        [Application("2017-01-10")],
        {("foreign_child_allowance", 0): 30_00},
        readings=read,
    )
    assert amounts(over, "child_allowance", 0, ["2026-09", "2026-10"]) == [50_00, 50_00]


JULY, AUGUST = day("2026-07-01"), day("2026-08-01")


def test_amount_of_a_full_and_of_an_empty_month() -> None:
    for held, begun, rate in ((True, 0, 80_00), (False, 0, 0)):
        assert amount(held, begun, 80_00, 100_00, JULY, AUGUST) == rate
        assert amount__of_thirty_days(held, begun, 80_00, 100_00) == rate
        assert amount__resumed_in_full(held, True, begun, 80_00, 100_00, JULY, AUGUST) == rate
    assert amount__to_month_end(True, NEVER, 80_00, 100_00, JULY, AUGUST) == 80_00
    assert amount__to_month_end(False, NEVER, 80_00, 100_00, JULY, AUGUST) == 0


def test_readings_of_the_first_month() -> None:
    # 16 to 31 July: 16 of 31 days; 16 of 30; a full resumed month
    assert amount(False, 16, 0, 80_00, JULY, AUGUST) == 41_29
    assert amount__of_thirty_days(False, 16, 0, 80_00) == 42_67
    assert amount__of_thirty_days(False, 30, 0, 80_00) == 80_00
    assert amount__of_thirty_days(False, 31, 0, 80_00) == 80_00
    assert amount__resumed_in_full(False, True, 16, 0, 80_00, JULY, AUGUST) == 80_00
    assert amount__resumed_in_full(False, False, 16, 0, 80_00, JULY, AUGUST) == 41_29
    # 16 to 20 July: five days, or to the end of the month
    assert amount(False, 5, 0, 80_00, JULY, AUGUST) == 12_90
    assert amount__to_month_end(False, day("2026-07-16"), 0, 80_00, JULY, AUGUST) == 41_29


def test_first_month_against_counting_days() -> None:
    draw = Random(7)
    for _ in range(3000):
        begin = date(2017, 1, 1) + timedelta(days=draw.randrange(4000))
        if begin.day == 1:
            continue
        rate = draw.randint(1, 1000_00)
        first, last = begin.replace(day=1), last_day(begin.year, begin.month)
        held = draw.randint(1, (last - begin).days + 1)
        month = [first + timedelta(days=n) for n in range(31)]
        month = [d for d in month if d.month == first.month]
        days = [d for d in month if begin <= d < begin + timedelta(days=held)]
        share = Fraction(len(days), len(month))
        found = amount(False, held, 0, rate, first.toordinal(), last.toordinal() + 1)
        assert found == half_up(share * rate)
        assert 0 <= found <= rate
        to_end = Fraction(sum(d >= begin for d in month), len(month))
        assert amount__to_month_end(
            False, begin.toordinal(), 0, rate, first.toordinal(), last.toordinal() + 1
        ) == half_up(to_end * rate)


def test_a_childs_whole_life_against_a_day_by_day_calculation() -> None:
    """Random births and claims: every month of child allowance, counted day by day."""
    rates = {2017: 50, 2018: 55, 2019: 60, 2020: 60, 2021: 60, 2022: 60}
    draw = Random(17)
    for _ in range(60):
        born = date(2017, 1, 1) + timedelta(days=draw.randrange(3000))
        claimed = born + timedelta(days=draw.randint(0, 500))
        if claimed > date(2027, 10, 1):
            continue
        over = world([born.isoformat()], [Application(claimed.isoformat())])
        first = _covered(born, claimed, 6)
        for year, month in product(range(2017, 2028), range(1, 13)):
            days = [date(year, month, d) for d in range(1, last_day(year, month).day + 1)]
            due = sum(d >= first for d in days)
            rate = Fraction(rates.get(year, 80) * 100)
            wanted = half_up(rate * due / len(days))
            found = value(over, "child_allowance_amount", 0, days[0].toordinal())
            assert found == wanted, (born, claimed, days[0])


def test_right_that_begins_and_ends_in_one_month() -> None:
    told: dict[tuple[str, int], Told] = {
        ("raises", 0): (("2017-01-01", False), ("2026-07-10", True), ("2026-07-20", False))
    }
    claims = [Application("2026-07-11")]
    over = world(["2015-01-10"], claims, told)
    assert amounts(over, "child_allowance", 0, ["2026-06", "2026-07", "2026-08"]) == [0, 25_81, 0]
    over = world(["2015-01-10"], claims, told, readings={"child_allowance_amount": "to_month_end"})
    assert amounts(over, "child_allowance", 0, ["2026-06", "2026-07", "2026-08"]) == [0, 56_77, 0]


@pytest.mark.parametrize("died", [True, False], ids=["the child died", "the child moved away"])
def test_a_claim_filed_after_the_right_ended_covers_the_months_before(died: bool) -> None:
    # PHS § 28 lg 1: filed within six months of the day on which the right arose
    told: dict[tuple[str, int], Told] = {
        ("child_death_day", 0): day("2026-03-06") if died else NEVER,
        ("raises", 0): (("2017-01-01", False), ("2026-01-10", True), ("2026-03-06", False)),
    }
    over = world(["2026-01-10"], [Application("2026-03-20")], told)
    months = ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert amounts(over, "child_allowance", 0, months) == [56_77, 80_00, 80_00, 0]


def test_a_late_claim_reaches_six_calendar_months_back() -> None:
    # PHS § 28 lg 2
    over = world(["2024-03-10"], [Application("2025-11-30")])
    months = ["2025-04", "2025-05", "2025-06"]
    assert amounts(over, "child_allowance", 0, months) == [0, 80_00, 80_00]


@pytest.mark.parametrize(("consent", "payees"), [(True, [0, 0, 1, 1]), (False, [0, 0, 0, 0])])
def test_recipient_changes_with_consent_from_the_next_month(
    consent: bool, payees: list[int]
) -> None:
    # PHS § 6 lg 1
    over = world(
        ["2015-01-10"],
        [Application("2017-01-10"), Application("2026-03-10", person=1, consent=consent)],
        people=2,
    )
    months = ["2026-02", "2026-03", "2026-04", "2026-05"]
    assert [value(over, "child_allowance_payee", 0, f"{m}-01") for m in months] == payees
    assert amounts(over, "child_allowance", 0, months) == [80_00] * 4


@pytest.mark.parametrize(
    ("born", "voided", "paid"),
    [
        pytest.param("2026-03-11", False, [54_19, 80_00], id="granted without a claim"),
        pytest.param("2026-03-11", True, [0, 0], id="waived"),
        pytest.param("2019-08-31", False, [0, 0], id="a right from before 01.09.2019"),
    ],
)
def test_second_child_is_granted_automatically(born: str, voided: bool, paid: list[int]) -> None:
    # PHS § 28 lg 6-8
    over = world(
        ["2015-01-10", born],
        [Application("2017-01-10", children=(0,))],
        {
            ("earlier_sibling_claim_day", carer(0, 1, 2)): day("2017-01-10"),
            ("earlier_sibling_claim_day", carer(0, 0, 2)): NEVER,
            ("notice_received_day", carer(0, 1, 2)): day("2026-03-20"),
            ("objection_day", carer(0, 1, 2)): day("2026-04-03") if voided else NEVER,
        },
    )
    assert amounts(over, "child_allowance", 1, ["2026-03", "2026-04"]) == paid


@pytest.mark.parametrize("key", sorted(MONTHLY))
def test_every_monthly_allowance_is_bound_to_its_right_rate_and_amount(key: str) -> None:
    allowance = MONTHLY[key]
    for name, gives in (
        (allowance.right, "bool"),
        (allowance.rate, "Cents"),
        (allowance.payable, "bool"),
        (f"{key}_amount", "Cents"),
    ):
        assert LAWBOOK.gives(name) == gives
        unit = LAWBOOK.unit_of(name)
        assert unit is not None
        assert unit.name == allowance.unit.name
    family = {"large_family_allowance", "seven_child_parent_allowance"}
    assert (allowance.unit is PERSON) is (key in family)


@pytest.mark.parametrize("key", sorted(MONTHLY))
def test_what_is_granted_without_a_claim(key: str) -> None:
    # PHS § 28 lg 6, § 63¹¹ lg 1
    automatic = {
        "child_allowance",
        "large_family_allowance",
        "triplets_allowance",
        "survivors_allowance",
        "survivors_allowance_second",
    }
    assert (f"{key}_granted_automatically" in LAWBOOK.rules) is (key in automatic)
