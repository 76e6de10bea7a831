"""Suspension and resumption (PHS § 12)."""

from __future__ import annotations

from itertools import product

import pytest
from tests.benefits.days import day
from tests.benefits.household import Application, Told, amounts, world

from perenou.benefits.estonia.suspension import (
    is_suspended,
    lives_in_prison_with_small_child,
    own_application_day,
    paid_out_once_claimed,
    suspended_as_missing_or_wanted,
    suspended_as_uncollected,
    suspended_for_academic_leave,
    suspended_for_imprisonment,
    suspended_for_separation,
    suspended_for_separation__only,
)
from perenou.benefits.estonia.vocabulary import Studies
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import NEVER


@pytest.mark.parametrize(("parent", "separated", "open_"), list(product((False, True), repeat=3)))
def test_lg_1_separation_or_guardianship_proceedings_stop_the_parent(
    parent: bool, separated: bool, open_: bool
) -> None:
    found = suspended_for_separation(
        is_parent=parent, separated=separated, guardianship_proceedings=open_
    )
    assert found is (parent and (separated or open_))
    before = suspended_for_separation__only(is_parent=parent, separated=separated)
    assert before is (parent and separated)


@pytest.mark.parametrize(
    ("imprisoned", "with_child", "today", "suspended"),
    [
        pytest.param(False, False, "2026-10-15", False, id="free"),
        pytest.param(True, False, "2026-10-15", True, id="lg 4: in prison alone"),
        pytest.param(True, True, "2024-06-10", False, id="§ 30 lg 6: child of 1 with her"),
        pytest.param(True, True, "2026-06-10", False, id="§ 30 lg 6: 3rd birthday"),
        pytest.param(True, True, "2027-06-09", False, id="§ 30 lg 6: 3 inclusive, last day"),
        pytest.param(True, True, "2027-06-10", True, id="§ 30 lg 6: 4th birthday"),
    ],
)
def test_lg_4_imprisonment(imprisoned: bool, with_child: bool, today: str, suspended: bool) -> None:
    lives_there = lives_in_prison_with_small_child(
        imprisoned=imprisoned,
        lives_with_child_in_prison=with_child,
        child_birth_day=day("2023-06-10"),
        today=day(today),
    )
    found = suspended_for_imprisonment(
        imprisoned=imprisoned, lives_in_prison_with_small_child=lives_there
    )
    assert found is suspended
    assert lives_there is (imprisoned and not suspended)


@pytest.mark.parametrize(
    ("since", "claimed", "today", "suspended", "paid_out"),
    [
        pytest.param(None, None, "2026-07-01", False, False, id="all of it was collected"),
        pytest.param("2026-05-01", None, "2026-06-30", False, False, id="not yet for two months"),
        pytest.param("2026-05-01", None, "2026-07-01", True, False, id="for two months"),
        pytest.param("2026-05-01", "2026-06-30", "2026-07-01", True, False, id="claimed before"),
        pytest.param("2026-05-01", "2026-07-01", "2026-07-01", False, False, id="claimed at once"),
        pytest.param("2026-05-01", "2026-09-16", "2026-07-01", False, True, id="claimed later"),
        pytest.param("2026-05-01", "2026-09-16", "2026-09-15", False, True, id="last such day"),
        pytest.param("2026-05-01", "2026-09-16", "2026-09-16", False, False, id="goes on"),
    ],
)
def test_lg_5_uncollected(
    since: str | None, claimed: str | None, today: str, suspended: bool, paid_out: bool
) -> None:
    days = (
        since is not None,
        NEVER if since is None else day(since),
        0 if claimed is None else day(claimed),
        day(today),
    )
    assert suspended_as_uncollected(*days) is suspended
    assert paid_out_once_claimed(*days) is paid_out


def test_lg_5_only_ones_own_claim_has_it_paid_out() -> None:
    filed = day("2026-09-16")
    assert own_application_day(filed, is_other_parents_claim=False) == filed
    assert own_application_day(filed, is_other_parents_claim=True) == 0


@pytest.mark.parametrize(
    ("again", "paid"),
    [
        # Suspended after two months: from July; 80 x 15/30 = 40 from 16 September on.
        pytest.param([], [80_00, 80_00, 0, 0, 40_00, 80_00], id="not claimed: July on waits"),
        pytest.param([Application("2026-09-16")], [80_00] * 6, id="claimed: every month is due"),
        pytest.param(
            [Application("2026-09-16", person=1)],
            [80_00] * 6,
            id="claimed by the other parent, who is paid from July on",
        ),
    ],
)
def test_lg_5_what_was_suspended_is_due_once_it_is_claimed(
    again: list[Application], paid: list[int]
) -> None:
    told: dict[tuple[str, int], Told] = {
        ("benefit_uncollected", 0): (
            ("2017-01-01", False), ("2026-05-01", True), ("2026-09-16", False),
        ),
    }  # fmt: skip
    over = world(["2018-01-01"], [Application("2018-02-01"), *again], told, people=2)
    months = [f"2026-{month:02}" for month in range(5, 11)]
    assert amounts(over, "child_allowance", 0, months) == paid


@pytest.mark.parametrize(("missing", "wanted"), list(product((False, True), repeat=2)))
def test_lg_6_missing_or_wanted(missing: bool, wanted: bool) -> None:
    found = suspended_as_missing_or_wanted(missing=missing, wanted=wanted)
    assert found is (missing or wanted)


@pytest.mark.parametrize(
    ("on_leave", "since", "today", "suspended"),
    [
        pytest.param(True, "2026-03-05", "2026-10-14", False, id="day before the 19th birthday"),
        pytest.param(True, "2026-03-05", "2026-10-15", True, id="the 19th birthday"),
        pytest.param(True, "2027-04-30", "2027-05-01", True, id="left on the last day of April"),
        pytest.param(True, "2027-05-01", "2027-05-31", False, id="left on 1 May: not in May"),
        pytest.param(True, "2027-05-01", "2027-06-01", True, id="left on 1 May: from June"),
        pytest.param(False, None, "2027-05-10", False, id="no leave, or it is over"),
    ],
)
def test_lg_7_academic_leave(
    on_leave: bool, since: str | None, today: str, suspended: bool
) -> None:
    found = suspended_for_academic_leave(
        academic_leave=on_leave,
        academic_leave_since=NEVER if since is None else day(since),
        month_first_day=day(today[:8] + "01"),
        nineteenth_birthday=day("2026-10-15"),
        today=day(today),
    )
    assert found is suspended


def test_each_ground_alone_suspends_and_none_does_not() -> None:
    grounds = (
        "suspended_for_separation",
        "suspended_for_imprisonment",
        "suspended_as_uncollected",
        "suspended_as_missing_or_wanted",
        "suspended_for_academic_leave",
    )
    assert not is_suspended(**dict.fromkeys(grounds, False))
    for ground in grounds:
        assert is_suspended(**{**dict.fromkeys(grounds, False), ground: True}), ground


@pytest.mark.parametrize(
    ("norm", "first"),
    [
        pytest.param("suspended_as_uncollected", "2023-02-01", id="lg 5"),
        pytest.param("paid_out_once_claimed", "2023-02-01", id="lg 5, paid out"),
        pytest.param("suspended_as_missing_or_wanted", "2026-10-01", id="lg 6"),
        pytest.param("suspended_for_academic_leave", "2025-04-18", id="lg 7"),
    ],
)
def test_a_ground_applies_from_its_act_on(norm: str, first: str) -> None:
    law = LAWBOOK.on(day("2026-12-31"))
    assert law.version_of(norm, day(first) - 1) is None
    assert law.version_of(norm, day(first)) is not None


STUDENT: dict[tuple[str, int], Told] = {
    ("studies", 0): Studies.VOCATIONAL,
    ("secondary_education_day", 0): NEVER,
}


@pytest.mark.parametrize(
    ("leave", "months", "paid"),
    [
        pytest.param(
            ("2027-01-31", "2027-05-15"),
            ["2027-01", "2027-02", "2027-04", "2027-05", "2027-06"],
            [80_00, 0, 0, 43_87, 80_00],
            id="from the last day of January: February is not paid; back for 17 days of May",
        ),
        pytest.param(
            ("2027-02-02", "2027-05-01"),
            ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05"],
            [80_00, 80_00, 0, 0, 80_00],
            id="from 2 February: February is paid in full",
        ),
        pytest.param(
            ("2027-02-01", "2027-05-01"),
            ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05"],
            [80_00, 80_00, 0, 0, 80_00],
            id="from 1 February: the following month is March",
        ),
    ],
)
def test_lg_7_from_the_following_month(
    leave: tuple[str, str], months: list[str], paid: list[int]
) -> None:
    over = world(
        ["2007-10-15"],
        [Application("2017-01-10")],
        {
            **STUDENT,
            ("academic_leave", 0): (("2017-01-01", False), (leave[0], True), (leave[1], False)),
        },
    )
    assert amounts(over, "child_allowance", 0, months) == paid


def test_lg_4_payment_goes_on_to_another_claimant() -> None:
    prison = (("2017-01-01", False), ("2026-03-10", True), ("2026-06-01", False))
    over = world(
        ["2015-05-05"],
        [Application("2017-01-10"), Application("2026-03-20", person=1)],
        {("imprisoned", 0): prison},
        people=2,
    )
    months = ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert amounts(over, "child_allowance", 0, months) == [80_00] * 4
    assert [over.at("child_allowance_payee", 0, day(f"{m}-01")) for m in months] == [0, 1, 1, 0]
