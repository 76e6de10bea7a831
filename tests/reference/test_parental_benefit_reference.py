"""The independent calculator, checked by hand: every expected value is derived in a comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from tests.reference.facts import (
    ONE_DAY,
    PARENTS,
    Family,
    Kind,
    Parent,
    PreviousChild,
    Spell,
    Who,
    Wish,
    third_birthday,
)
from tests.reference.outcome import Balance, MonthLedger, Refusal
from tests.reference.parental_benefit import Determination, determine

M, F = Who.MOTHER, Who.FATHER
OWN, HIS, SHARED = Kind.MOTHER, Kind.FATHER, Kind.SHARED


def day(text: str) -> date:
    """A day written as YYYY-MM-DD."""
    return date.fromisoformat(text)


def wish(who: Who, kind: Kind, first: str, last: str) -> Wish:
    return Wish(who, kind, day(first), day(last))


def family(expected: str, birth: str | None = None, *wishes: Wish, **more: object) -> Family:
    born = day(birth or expected)
    made = Family(birth=born, expected=day(expected), wishes=wishes)
    return replace(made, **more)  # type: ignore[arg-type]


def span(days: list[date]) -> tuple[str, str, int]:
    """First, last and number of days; they must be unbroken."""
    assert all(later - earlier == ONE_DAY for earlier, later in pairwise(days))
    return days[0].isoformat(), days[-1].isoformat(), len(days)


def refusal(found: Determination, who: Who, text: str) -> Refusal | None:
    return found.outcome(who, day(text)).refusal


def ledger(found: Determination, year: int, month: int) -> MonthLedger:
    return next(one for one in found.ledgers if (one.year, one.month) == (year, month))


# ------------------------------------------------------------------ mother's benefit


@pytest.mark.parametrize(
    ("start", "last", "length", "shared", "lost"),
    [
        # EDD 10.07.2025. EX-071, s = 70: 70 + 30 = 100.
        ("2025-05-01", "2025-08-08", 100, 475, 0),
        # EX-070 and EX-073, s = 31: 31 + 30 = 61; 70 - 31 = 39 days go to shared benefit: 514.
        ("2025-06-09", "2025-08-08", 61, 514, 0),
        # s = 30: 60 days; 70 - 30 = 40 days are lost.
        ("2025-06-10", "2025-08-08", 60, 475, 40),
        # s = 0: only the 30 days from the expected date on.
        ("2025-07-10", "2025-08-08", 30, 475, 70),
    ],
)
def test_the_start_fixes_the_window(
    start: str, last: str, length: int, shared: int, lost: int
) -> None:
    found = determine(family("2025-07-10", "2025-07-12", wish(M, OWN, start, last)))
    assert span(found.paid_days(M, OWN)) == (start, last, length)
    assert (found.window.length, found.shared_days, found.window.lost) == (length, shared, lost)
    assert length + shared + lost == 575


def test_example_072_mother_without_pause() -> None:
    wishes = wish(M, OWN, "2025-05-01", "2025-08-08"), wish(M, SHARED, "2025-08-09", "2026-12-31")
    found = determine(family("2025-07-10", None, *wishes))
    assert span(found.paid_days(M, OWN)) == ("2025-05-01", "2025-08-08", 100)
    assert span(found.paid_days(M, SHARED)) == ("2025-08-09", "2026-11-26", 475)
    assert refusal(found, M, "2026-11-27") is Refusal.SHARED_USED
    # May 31 days; June 30, July 31, August 8 of mother's, then 23 shared days in August.
    assert ledger(found, 2025, 5).mother == Balance(31, 69, 0)
    assert ledger(found, 2025, 8).mother == Balance(100, 0, 0)
    assert ledger(found, 2025, 8).shared == Balance(23, 452, 0)
    # The father never claimed: his 30 days are lost with the third birthday, 10.07.2028.
    assert ledger(found, 2028, 6).father == Balance(0, 30, 0)
    assert ledger(found, 2028, 7).father == Balance(0, 0, 30)


def test_example_073_days_moved_to_shared_benefit() -> None:
    wishes = wish(M, OWN, "2025-06-09", "2025-08-08"), wish(M, SHARED, "2025-08-09", "2027-02-01")
    found = determine(family("2025-07-10", None, *wishes))
    assert span(found.paid_days(M, SHARED)) == ("2025-08-09", "2027-01-04", 514)


def test_example_074_days_around_the_expected_date() -> None:
    wishes = wish(M, OWN, "2025-04-22", "2025-07-30"), wish(M, SHARED, "2025-07-31", "2026-12-31")
    found = determine(family("2025-07-01", None, *wishes))
    assert span(found.paid_days(M, OWN)) == ("2025-04-22", "2025-07-30", 100)
    first, _, length = span(found.paid_days(M, SHARED))
    assert (first, length) == ("2025-07-31", 475)


def test_example_075_earliest_start_and_latest_without_loss() -> None:
    early = determine(family("2025-06-10", None, wish(M, OWN, "2025-03-25", "2025-07-09")))
    assert refusal(early, M, "2025-03-31") is Refusal.MOTHERS_TOO_EARLY
    assert span(early.paid_days(M, OWN)) == ("2025-04-01", "2025-07-09", 100)
    # 10.06 - 31 days = 10.05; a day later 30 + 30 days remain and 40 are lost.
    latest = determine(family("2025-06-10", None, wish(M, OWN, "2025-05-10", "2025-07-09")))
    assert (latest.window.moved, latest.window.lost) == (39, 0)
    later = determine(family("2025-06-10", None, wish(M, OWN, "2025-05-11", "2025-07-09")))
    assert (later.window.moved, later.window.lost) == (0, 40)


@pytest.mark.parametrize(
    ("birth", "start", "window", "moved", "lost"),
    [
        # EDD 01.08.2025, planned start 01.07. Born 40 days before: s = 40, 70 days, 30 move.
        ("2025-06-22", "2025-07-01", ("2025-06-22", "2025-08-30"), 30, 0),
        # Born 71, 70 and 69 days before: 100 from birth; 100 (EDD+29 as well); 99, one moves.
        ("2025-05-22", "2025-07-01", ("2025-05-22", "2025-08-29"), 0, 0),
        ("2025-05-23", "2025-07-01", ("2025-05-23", "2025-08-30"), 0, 0),
        ("2025-05-24", "2025-07-01", ("2025-05-24", "2025-08-30"), 1, 0),
        # Started before an early birth: the birth changes nothing.
        ("2025-07-10", "2025-07-01", ("2025-07-01", "2025-08-30"), 39, 0),
        # Born after the EDD: not started, 30 days from the birth; started, to EDD+29 = 30.08.
        ("2025-08-06", "2025-08-06", ("2025-08-06", "2025-09-04"), 0, 70),
        ("2025-08-06", "2025-08-01", ("2025-08-01", "2025-08-30"), 0, 70),
        # Started two days after the EDD: 28 days, the shortening of § 35 lg 3 goes on.
        ("2025-08-06", "2025-08-03", ("2025-08-03", "2025-08-30"), 0, 72),
    ],
)
def test_birth_and_start(
    birth: str, start: str, window: tuple[str, str], moved: int, lost: int
) -> None:
    found = determine(family("2025-08-01", birth, wish(M, OWN, start, "2025-10-01")))
    assert (found.window.first, found.window.last) == (day(window[0]), day(window[1]))
    assert (found.window.moved, found.window.lost) == (moved, lost)
    assert refusal(found, M, "2025-10-01") is Refusal.MOTHERS_OVER


def test_days_not_wished_in_the_window_are_lost() -> None:
    # s = 70, EDD 01.08.2025: 23.05-30.08. A hole of ten days, 01.06-10.06.
    wishes = wish(M, OWN, "2025-05-23", "2025-05-31"), wish(M, OWN, "2025-06-11", "2025-09-09")
    found = determine(family("2025-08-01", None, *wishes))
    assert len(found.paid_days(M, OWN)) == 90
    assert refusal(found, M, "2025-08-31") is Refusal.MOTHERS_OVER
    assert ledger(found, 2025, 8).mother == Balance(90, 0, 10)


def test_example_080_mother_without_the_right_before_birth() -> None:
    # Born 01.03.2026: 30 days to 30.03, then 515: 31.03.2026 + 514 days = 27.08.2027.
    wishes = (
        wish(M, OWN, "2026-02-20", "2026-03-30"),
        wish(M, SHARED, "2026-03-31", "2027-12-31"),
        wish(F, HIS, "2026-03-01", "2026-03-30"),
    )
    found = determine(family("2026-03-10", "2026-03-01", *wishes, right_before_birth=False))
    assert refusal(found, M, "2026-02-28") is Refusal.NO_RIGHT_BEFORE_BIRTH
    assert span(found.paid_days(M, OWN)) == ("2026-03-01", "2026-03-30", 30)
    assert span(found.paid_days(M, SHARED)) == ("2026-03-31", "2027-08-27", 515)
    assert (found.shared_days, len(found.paid_days(F, HIS))) == (515, 30)
    assert sum(one.paid is not None for one in found.days) == 575
    assert ledger(found, 2026, 3).mother == Balance(30, 0, 0)


def test_an_employee_needs_leave_for_mothers_and_fathers_days_only() -> None:
    wishes = (
        wish(M, OWN, "2026-03-01", "2026-03-30"),
        wish(M, SHARED, "2026-03-31", "2026-04-05"),
        wish(F, HIS, "2026-03-01", "2026-03-10"),
    )
    leave = (Spell(day("2026-03-05"), day("2026-03-30")),)
    parents = {
        "mother": Parent(employed=True, leave=leave),
        "father": Parent(employed=True, leave=leave),
    }
    found = determine(family("2026-03-01", None, *wishes, **parents))
    assert refusal(found, M, "2026-03-04") is Refusal.MOTHERS_NO_LEAVE
    assert refusal(found, F, "2026-03-04") is Refusal.FATHERS_NO_LEAVE
    assert span(found.paid_days(M, OWN)) == ("2026-03-05", "2026-03-30", 26)
    assert span(found.paid_days(F, HIS)) == ("2026-03-05", "2026-03-10", 6)
    assert len(found.paid_days(M, SHARED)) == 6
    # The mother's four days are lost with time (and 70 with the late start), the father's not.
    assert ledger(found, 2026, 3).mother == Balance(26, 0, 74)
    assert ledger(found, 2026, 3).father == Balance(6, 24, 0)


# ------------------------------------------------------------------ father's and shared benefit


def test_example_077_father_around_the_birth() -> None:
    # EDD - 30 = 19.05. May 19-31 are 13 days, June 1-17 are 17.
    leave = (Spell(day("2026-05-19"), day("2026-06-17")),)
    found = determine(
        family(
            "2026-06-18",
            "2026-06-01",
            wish(F, HIS, "2026-05-18", "2026-06-18"),
            father=Parent(employed=True, leave=leave),
        )
    )
    assert refusal(found, F, "2026-05-18") is Refusal.FATHERS_TOO_EARLY
    assert span(found.paid_days(F, HIS)) == ("2026-05-19", "2026-06-17", 30)
    assert refusal(found, F, "2026-06-18") is Refusal.FATHERS_USED
    assert [(one.month, one.days) for one in found.amounts] == [(5, 13), (6, 17)]


def test_the_day_before_the_third_birthday_is_the_last() -> None:
    wishes = wish(F, HIS, "2026-05-30", "2026-06-02"), wish(M, SHARED, "2026-05-31", "2026-06-01")
    found = determine(family("2023-06-01", None, *wishes))
    assert span(found.paid_days(F, HIS)) == ("2026-05-30", "2026-05-31", 2)
    assert found.paid_days(M, SHARED) == [day("2026-05-31")]
    assert refusal(found, F, "2026-06-01") is Refusal.CHILD_IS_THREE
    assert refusal(found, M, "2026-06-01") is Refusal.CHILD_IS_THREE
    assert third_birthday(day("2024-02-29")) == day("2027-03-01")


def test_shared_benefit_waits_for_the_birth_and_for_his_own_days() -> None:
    # EDD 01.03.2026: father's days from 30.01 on, five of them; the other 25 waived from 10.03.
    wishes = wish(F, HIS, "2026-02-01", "2026-02-05"), wish(F, SHARED, "2026-02-06", "2026-03-31")
    waived = family("2026-03-01", "2026-03-04", *wishes, father_waived_from=day("2026-03-10"))
    found = determine(waived)
    assert refusal(found, F, "2026-03-03") is Refusal.SHARED_BEFORE_BIRTH
    assert refusal(found, F, "2026-03-04") is Refusal.SHARED_FATHERS_FIRST
    assert span(found.paid_days(F, SHARED)) == ("2026-03-10", "2026-03-31", 22)
    assert ledger(found, 2026, 3).father == Balance(5, 0, 25)
    assert not determine(replace(waived, father_waived_from=None)).paid_days(F, SHARED)


def test_waived_days_are_not_paid() -> None:
    found = determine(
        family(
            "2026-03-01",
            None,
            wish(F, HIS, "2026-03-01", "2026-03-20"),
            father_waived_from=day("2026-03-11"),
        )
    )
    assert span(found.paid_days(F, HIS)) == ("2026-03-01", "2026-03-10", 10)
    assert refusal(found, F, "2026-03-11") is Refusal.FATHERS_WAIVED


def test_all_thirty_days_used_before_birth_open_shared_benefit_at_birth() -> None:
    # 30.01 + 29 days = 28.02; the child is born on the 31st day after, 01.03.
    wishes = wish(F, HIS, "2026-01-30", "2026-02-28"), wish(F, SHARED, "2026-03-01", "2026-03-05")
    found = determine(family("2026-03-01", None, *wishes))
    assert len(found.paid_days(F, HIS)) == 30
    assert span(found.paid_days(F, SHARED)) == ("2026-03-01", "2026-03-05", 5)
    # With one day left it stays shut.
    wishes = wish(F, HIS, "2026-01-31", "2026-02-28"), wish(F, SHARED, "2026-03-01", "2026-03-05")
    found = determine(family("2026-03-01", None, *wishes))
    assert refusal(found, F, "2026-03-05") is Refusal.SHARED_FATHERS_FIRST


def test_mothers_shared_benefit_waits_for_the_window_to_end() -> None:
    # She claims no mother's benefit; the window still runs from the birth to EDD+29 = 30.03.
    found = determine(family("2026-03-01", None, wish(M, SHARED, "2026-03-01", "2026-04-02")))
    assert refusal(found, M, "2026-03-30") is Refusal.SHARED_MOTHERS_FIRST
    assert span(found.paid_days(M, SHARED)) == ("2026-03-31", "2026-04-02", 3)
    assert ledger(found, 2026, 3).mother == Balance(0, 0, 100)


def test_each_parent_has_a_kind_of_their_own() -> None:
    wishes = wish(M, HIS, "2026-03-01", "2026-03-01"), wish(F, OWN, "2026-03-01", "2026-03-01")
    found = determine(family("2026-03-01", None, *wishes))
    assert refusal(found, M, "2026-03-01") is Refusal.NOT_THE_FATHER
    assert refusal(found, F, "2026-03-01") is Refusal.NOT_THE_MOTHER
    assert Refusal.NOT_THE_MOTHER.provision == "PHS § 35 lg 1"


# ------------------------------------------------------------------ both parents together
# Expected and born on 10.01.2026, the father's own days waived: mother's benefit 10.01-08.02,
# shared benefit from 09.02 (she) and from 10.01 (he).


def together(*wishes: Wish, **more: object) -> Determination:
    waived = {"father_waived_from": day("2026-01-10"), **more}
    return determine(family("2026-01-10", None, *wishes, **waived))


def test_example_076_days_together_left() -> None:
    # 09.02 + 24 days = 05.03: 25 days together, 35 left; 50 shared days are used.
    both = [wish(who, SHARED, "2026-02-09", "2026-03-05") for who in PARENTS]
    march = ledger(together(*both), 2026, 3)
    assert (march.together, 60 - march.together) == (25, 35)
    assert march.shared.used == 50


def test_after_sixty_days_the_earlier_wish_is_paid() -> None:
    # From 10.02: February 19, March 31, April 10 days make 60.
    found = together(
        wish(M, SHARED, "2026-02-09", "2026-04-30"), wish(F, SHARED, "2026-02-10", "2026-04-30")
    )
    assert span(found.paid_days(F, SHARED)) == ("2026-02-10", "2026-04-10", 60)
    assert refusal(found, F, "2026-04-11") is Refusal.TOGETHER_USED
    assert span(found.paid_days(M, SHARED)) == ("2026-02-09", "2026-04-30", 81)
    # He began on 01.02: 09.02-09.04 are 60 days, then she is refused.
    found = together(
        wish(M, SHARED, "2026-02-09", "2026-04-30"), wish(F, SHARED, "2026-02-01", "2026-04-30")
    )
    assert refusal(found, M, "2026-04-09") is None
    assert refusal(found, M, "2026-04-10") is Refusal.TOGETHER_USED
    assert refusal(found, F, "2026-04-10") is None


def test_equal_beginnings_pay_the_mother() -> None:
    found = together(*(wish(who, SHARED, "2026-02-09", "2026-04-30") for who in PARENTS))
    assert refusal(found, F, "2026-04-09") is None
    assert refusal(found, F, "2026-04-10") is Refusal.TOGETHER_USED
    assert refusal(found, M, "2026-04-10") is None


def test_a_pause_makes_a_wish_begin_anew() -> None:
    # Together 10.02-31.03 (50 days) and 02.04-11.04 (10 days); her spell began on 02.04.
    found = together(
        wish(M, SHARED, "2026-02-09", "2026-03-31"),
        wish(M, SHARED, "2026-04-02", "2026-04-30"),
        wish(F, SHARED, "2026-02-10", "2026-04-30"),
    )
    assert refusal(found, M, "2026-04-11") is None
    assert refusal(found, M, "2026-04-12") is Refusal.TOGETHER_USED


def test_a_change_of_kind_does_not_make_a_wish_begin_anew() -> None:
    # Together from 01.02 (mother's + shared): 28 + 31 + 1 days, to 01.04. Hers began on 10.01.
    found = together(
        wish(M, OWN, "2026-01-10", "2026-02-08"),
        wish(M, SHARED, "2026-02-09", "2026-04-30"),
        wish(F, SHARED, "2026-02-01", "2026-04-30"),
    )
    assert refusal(found, F, "2026-04-01") is None
    assert refusal(found, F, "2026-04-02") is Refusal.TOGETHER_USED


def test_mothers_and_fathers_days_together_take_one_day_each() -> None:
    # Father's 30 days with mother's benefit: no shared day is used.
    wishes = wish(M, OWN, "2026-01-10", "2026-02-08"), wish(F, HIS, "2026-01-10", "2026-02-08")
    march = ledger(determine(family("2026-01-10", None, *wishes)), 2026, 3)
    assert (march.mother.used, march.father.used, march.shared.used) == (30, 30, 0)
    assert march.together == 30


def test_the_last_shared_day_goes_to_the_earlier_wish() -> None:
    # She uses 474 of 475 days alone; on the next day he joins, and one day is left.
    joined = day("2026-02-09") + timedelta(days=474)
    found = together(
        Wish(M, SHARED, day("2026-02-09"), joined + ONE_DAY),
        Wish(F, SHARED, joined, joined + ONE_DAY),
    )
    assert found.outcome(M, joined).paid is SHARED
    assert found.outcome(F, joined).refusal is Refusal.SHARED_USED
    assert found.outcome(M, joined + ONE_DAY).refusal is Refusal.SHARED_USED
    assert found.ledgers[-1].together == 0


@pytest.mark.parametrize(
    ("more", "used", "spared"),
    [
        # 60 days together, both shared: 120; eased 30 x 2 + 30 x 1 = 90.
        ({}, 120, 0),
        ({"children_at_birth": 2}, 120, 0),
        ({"children_at_birth": 3}, 90, 30),
        ({"week_of_birth": 34}, 120, 0),
        ({"week_of_birth": 33}, 90, 30),
    ],
)
def test_triplets_and_very_early_children(more: dict[str, int], used: int, spared: int) -> None:
    both = [wish(who, SHARED, "2026-02-09", "2026-04-09") for who in PARENTS]
    april = ledger(together(*both, **more), 2026, 4)
    assert (april.shared.used, april.spared, april.together) == (used, spared, 60)


def test_days_together_of_other_kinds_count_towards_the_thirty() -> None:
    # 30 days mother's + shared (30 shared days), then 30 days both shared, one day each spared.
    found = together(
        wish(M, OWN, "2026-01-10", "2026-02-08"),
        wish(M, SHARED, "2026-02-09", "2026-03-10"),
        wish(F, SHARED, "2026-01-10", "2026-03-10"),
        children_at_birth=3,
    )
    march = ledger(found, 2026, 3)
    assert (march.shared.used, march.spared, march.together) == (60, 30, 60)


def test_one_shared_day_with_mothers_benefit_is_spared_after_thirty() -> None:
    # Born 46 days before the EDD: 25.11.2025-08.02.2026, 76 days. He takes 60 shared days.
    wishes = wish(M, OWN, "2025-11-25", "2026-02-08"), wish(F, SHARED, "2025-11-25", "2026-01-23")
    early = {"father_waived_from": day("2025-11-25"), "week_of_birth": 33}
    found = determine(family("2026-01-10", "2025-11-25", *wishes, **early))
    january = ledger(found, 2026, 1)
    assert (january.shared.used, january.spared, january.together) == (30, 30, 60)


# ------------------------------------------------------------------ stillbirth and death


@pytest.mark.parametrize(
    ("start", "birth", "given"),
    [
        # EDD 01.06.2026. Started 23.03 (s = 70), 40 days run by 01.05: to the 100th, 30.06.
        ("2026-03-23", "2026-05-01", ("2026-05-01", "2026-06-30")),
        # Exactly 70 days run by 31.05: still to the 100th.
        ("2026-03-23", "2026-05-31", ("2026-05-31", "2026-06-30")),
        # 71 days run by 01.06: 30 days from the day after.
        ("2026-03-23", "2026-06-01", ("2026-06-02", "2026-07-01")),
        # Started 22.05: May 10, June 30, July 31, August 29 days make 100.
        ("2026-05-22", "2026-05-31", ("2026-05-31", "2026-08-29")),
        # Not started: from the birth, May 31, June 30, July 31, August 8.
        ("2026-05-10", "2026-05-01", ("2026-05-01", "2026-08-08")),
        # Not started and late: from the birth on 05.06, June 26, July 31, August 31, September 12.
        ("2026-06-10", "2026-06-05", ("2026-06-05", "2026-09-12")),
    ],
)
def test_stillbirth(start: str, birth: str, given: tuple[str, str]) -> None:
    made = family("2026-06-01", birth, wish(M, OWN, start, "2026-06-10"), stillborn=True)
    found = determine(made)
    automatic = [one.day for one in found.days if one.who is M and one.automatic and one.paid]
    assert (automatic[0], automatic[-1]) == (day(given[0]), day(given[1]))
    assert span(automatic)[2] == len(automatic)
    _, _, length = span(found.paid_days(F, HIS))
    assert (found.paid_days(F, HIS)[0], length) == (day(birth), 30)
    assert not found.paid_days(M, SHARED)


def test_stillbirth_without_the_right_before_birth() -> None:
    wishes = wish(M, OWN, "2026-06-01", "2026-07-10"), wish(M, SHARED, "2026-07-11", "2026-07-11")
    found = determine(family("2026-06-01", None, *wishes, stillborn=True, right_before_birth=False))
    assert refusal(found, M, "2026-06-01") is Refusal.CHILD_DIED
    assert span(found.paid_days(M, OWN)) == ("2026-06-02", "2026-07-01", 30)
    assert refusal(found, M, "2026-07-02") is Refusal.CHILD_DIED
    assert refusal(found, M, "2026-07-11") is Refusal.CHILD_DIED


def test_death_soon_after_birth() -> None:
    # s = 31, started 01.05.2026; 41 days run by the death on 10.06; the 100th day is 08.08.
    # The father had used all his days from 02.05 to 31.05; 30 more from 11.06.
    wishes = wish(M, OWN, "2026-05-01", "2026-06-30"), wish(F, HIS, "2026-05-02", "2026-05-31")
    found = determine(family("2026-06-01", None, *wishes, death=day("2026-06-10")))
    assert span(found.paid_days(M, OWN)) == ("2026-05-01", "2026-08-08", 100)
    assert not found.outcome(M, day("2026-06-10")).automatic
    assert found.outcome(M, day("2026-06-11")).automatic
    assert len(found.paid_days(F, HIS)) == 60
    assert span(found.paid_days(F, HIS)[30:]) == ("2026-06-11", "2026-07-10", 30)
    assert ledger(found, 2026, 4).mother == Balance(0, 100, 0)
    end = ledger(found, 2026, 8)
    assert (end.shared, end.father) == (Balance(0, 0, 514), Balance(60, 0, 0))
    # Together before the death: 02.05-31.05. The days after it stand outside the 60.
    assert end.together == 30


def test_death_without_the_right_before_birth_gives_thirty_days_more() -> None:
    found = determine(
        family(
            "2026-06-01",
            None,
            wish(M, OWN, "2026-06-01", "2026-06-30"),
            death=day("2026-06-11"),
            right_before_birth=False,
        )
    )
    # 01.06-11.06 by wish, 12.06-11.07 without: 41 unbroken days.
    assert span(found.paid_days(M, OWN)) == ("2026-06-01", "2026-07-11", 41)
    # 11 used and 19 lost at the death, then 19 of 30 in June.
    assert ledger(found, 2026, 6).mother == Balance(30, 11, 19)


def test_the_seventieth_day_after_birth_is_the_border() -> None:
    # Born on the EDD, 01.06, not started: the 100th day is 08.09. 01.06 + 70 = 10.08.
    soon = determine(family("2026-06-01", None, death=day("2026-08-10")))
    assert span(soon.paid_days(M, OWN)) == ("2026-08-11", "2026-09-08", 29)
    assert span(soon.paid_days(F, HIS)) == ("2026-08-11", "2026-09-09", 30)
    late = determine(family("2026-06-01", None, death=day("2026-08-11")))
    for who in PARENTS:
        assert span(late.paid_days(who, SHARED)) == ("2026-08-12", "2026-09-10", 30)
    assert not late.paid_days(M, OWN)
    assert not late.paid_days(F, HIS)


def test_a_window_that_ended_long_before_the_death_leaves_nothing() -> None:
    # s = 30: 02.05-30.06, 60 days, so not more than 70; the 100th day, 09.08, is before 11.08.
    wishes = (wish(M, OWN, "2026-05-02", "2026-06-30"),)
    found = determine(family("2026-06-01", None, *wishes, death=day("2026-08-10")))
    assert span(found.paid_days(M, OWN)) == ("2026-05-02", "2026-06-30", 60)
    # 40 of the 100 were lost with the late start.
    assert found.ledgers[-1].mother == Balance(60, 0, 40)
    assert len(found.paid_days(F, HIS)) == 30


def test_later_death_pays_thirty_shared_days_to_each_even_without_quota() -> None:
    # Shared benefit 09.02.2026 + 474 days = 29.05.2027; the child dies on 15.06.2027.
    wishes = (wish(M, SHARED, "2026-02-09", "2027-06-30"),)
    found = determine(family("2026-01-10", None, *wishes, death=day("2027-06-15")))
    assert refusal(found, M, "2027-06-15") is Refusal.SHARED_USED
    assert span(found.paid_days(F, SHARED)) == ("2027-06-16", "2027-07-15", 30)
    assert span(found.paid_days(M, SHARED)[475:]) == ("2027-06-16", "2027-07-15", 30)
    assert ledger(found, 2027, 7).shared == Balance(535, 0, 0)
    assert ledger(found, 2027, 7).together == 0


def test_a_death_after_the_third_birthday_changes_nothing() -> None:
    alive = family("2023-06-01")
    assert determine(replace(alive, death=day("2026-06-01"))).days == determine(alive).days
    # On the day before it, the 30 days run past the birthday.
    died = determine(replace(alive, death=day("2026-05-31")))
    assert span(died.paid_days(M, SHARED)) == ("2026-06-01", "2026-06-30", 30)


def test_a_waiver_leaves_the_days_after_a_death() -> None:
    found = determine(
        family("2026-06-01", None, death=day("2026-06-10"), father_waived_from=day("2026-06-01"))
    )
    assert span(found.paid_days(F, HIS)) == ("2026-06-11", "2026-07-10", 30)


def test_an_employee_needs_leave_also_after_a_death() -> None:
    # Given without a wish: she 11.06-08.09 (window from the birth, 01.06), he 11.06-10.07.
    parent = Parent(employed=True, leave=(Spell(day("2026-06-12"), day("2026-06-20")),))
    made = family("2026-06-01", None, death=day("2026-06-10"), mother=parent, father=parent)
    found = determine(made)
    assert span(found.paid_days(M, OWN)) == ("2026-06-12", "2026-06-20", 9)
    assert span(found.paid_days(F, HIS)) == ("2026-06-12", "2026-06-20", 9)
    assert refusal(found, M, "2026-09-08") is Refusal.MOTHERS_NO_LEAVE
    assert refusal(found, F, "2026-06-11") is Refusal.FATHERS_NO_LEAVE
    # She has lost 70 days with the start, 10 unclaimed to the death and the window's other 20.
    assert ledger(found, 2026, 6).mother == Balance(9, 70, 70 + 10 + 20 + 11)
    assert ledger(found, 2026, 9).mother == Balance(9, 0, 70 + 10 + 20 + 81)
    assert ledger(found, 2026, 7).father == Balance(9, 0, 30 + 21)


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth": day("2022-03-31")},
        {"birth": day("2026-07-02")},
        {"death": day("2026-05-31")},
        {"death": day("2026-06-10"), "stillborn": True},
        {"previous": PreviousChild(day("2026-06-01"))},
        {"wishes": (wish(M, OWN, "2026-06-01", "2026-06-05"),) * 2},
        {"wishes": (wish(M, OWN, "2026-06-05", "2026-06-01"),)},
    ],
)
def test_impossible_families(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        replace(family("2026-06-01"), **wrong)  # type: ignore[arg-type]


def test_days_that_were_not_looked_at_are_refused() -> None:
    with pytest.raises(KeyError):
        determine(family("2026-06-01")).outcome(M, day("2020-01-01"))
