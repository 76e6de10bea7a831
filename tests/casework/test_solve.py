"""What a determination says beside the sums: rights, time limits, balances, doubts, changes."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from tests.solved import solved

from perenou.benefits.estonia.vocabulary import BENEFITS, CLAIMED_BY_DAYS
from perenou.casework.case_file import Case, CaseFileError, changed, parse, read
from perenou.casework.changes import changes_between
from perenou.casework.compare import same_case, what_if
from perenou.casework.determination import Determination, Right, Status
from perenou.casework.lines import days_off_bounds
from perenou.casework.receipt import ReceiptError, from_json, receipt, to_json, verify
from perenou.casework.solve import Solved, solve
from perenou.casework.tell import doubt_lines
from perenou.casework.words import Words
from perenou.rules.rule import LawError

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
EE: Final = [{"country": "EE", "ground": "citizen"}]
MOTHER_ALONE: Final = [{"who": "ema", "role": "mother"}]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1


def kid(birth: str, **fields: Any) -> dict[str, Any]:
    return {
        "birth": birth,
        "residence": EE,
        "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
        "lives": [{"with": ["ema", "isa"], "share": "full"}],
        **fields,
    }


def claim(by: str, received: str, benefits: Any = "all", **fields: Any) -> dict[str, Any]:
    return {"by": by, "for": "all", "benefits": benefits, "received": received, **fields}


def family(children: dict[str, Any], claims: list[Any], **fields: Any) -> Case:
    return parse(
        {
            "as_of": "2026-11-24",
            "period": {"from": "2026-01", "to": "2026-12"},
            "otherwise": "ordinary",
            "people": {"ema": {"residence": EE}, "isa": {"residence": EE}},
            "couples": [],
            "children": children,
            "claims": claims,
            **fields,
        }
    )


def paid(made: Determination, benefit: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for p in made.payments:
        if p.benefit == benefit:
            assert p.is_certain, p
            found[p.month] = found.get(p.month, 0) + p.least
    return found


def statuses(made: Determination, benefit: str) -> list[tuple[Status, int, int | None]]:
    return [(r.status, r.first, r.after) for r in made.rights if r.benefit == benefit]


def only(made: Determination, benefit: str) -> Right:
    (found,) = [r for r in made.rights if r.benefit == benefit]
    return found


# ---------------------------------------------------------------------- rights


def test_granted_from_birth_and_whose() -> None:
    made = solve(family({"laps": kid("2026-03-05")}, [claim("ema", "2026-03-20")]))
    right = next(r for r in made.rights if r.benefit == "child_allowance")
    assert (right.status, right.holder, right.first) == (Status.GRANTED, "ema", day("2026-03-05"))
    assert right.about == "laps"


def test_a_right_that_nobody_claimed() -> None:
    made = solve(family({"laps": kid("2026-03-05")}, [], as_of="2026-05-04"))
    assert made.payments == ()
    assert only(made, "child_allowance").status is Status.UNCLAIMED
    assert only(made, "birth_allowance").status is Status.UNCLAIMED


def test_a_right_that_ends_is_told_with_the_reason() -> None:
    made = solve(
        family(
            {"laps": kid("2007-06-10", studies=[], secondary_education="2025-06-20")},
            [claim("ema", "2017-03-01", ["child_allowance"])],
        )
    )
    found = [r for r in made.rights if r.benefit == "child_allowance"]
    assert [r.status for r in found] == [Status.GRANTED, Status.REFUSED]
    assert found[0].after == found[1].first == day("2026-06-10")
    # The month of the birthday is paid in full, the next one no more.
    assert max(paid(made, "child_allowance")) == month("2026-06")
    assert any("stud" in ground.name for ground in found[1].grounds)


@pytest.mark.parametrize(("birth", "last"), [("2007-06-01", "2026-05"), ("2007-06-02", "2026-06")])
def test_born_on_the_first_nothing_is_due_for_the_month_of_the_birthday(
    birth: str, last: str
) -> None:
    made = solve(
        family(
            {"laps": kid(birth, studies=[], secondary_education="2025-06-20")},
            [claim("ema", "2017-03-01", ["child_allowance"])],
        )
    )
    assert max(paid(made, "child_allowance")) == month(last)


def test_a_claimed_benefit_without_a_right_is_refused_with_grounds() -> None:
    made = solve(
        family(
            {"laps": kid("2015-03-05")},
            [claim("ema", "2017-02-01", ["child_allowance", "single_parent_allowance"])],
        )
    )
    right = only(made, "single_parent_allowance")
    assert right.status is Status.REFUSED
    names = {(ground.name, ground.value) for ground in right.grounds}
    assert ("second_parent_unrecorded", False) in names


def test_a_recipient_in_prison_is_suspended_until_somebody_else_claims() -> None:
    people = {
        "ema": {"residence": EE, "imprisonment": [{"kind": "prison", "from": "2026-03-10"}]},
        "isa": {"residence": EE},
    }
    alone = solve(
        family(
            {"laps": kid("2014-01-05")},
            [claim("ema", "2017-02-01", ["child_allowance"])],
            people=people,
        )
    )
    assert (Status.SUSPENDED, day("2026-03-10"), None) in statuses(alone, "child_allowance")
    assert set(paid(alone, "child_allowance")) == {month(f"2026-0{m}") for m in (1, 2, 3)}
    both = solve(
        family(
            {"laps": kid("2014-01-05")},
            [claim("ema", "2017-02-01"), claim("isa", "2026-03-20", ["child_allowance"])],
            people=people,
        )
    )
    payees = {p.month: p.payees for p in both.payments if p.benefit == "child_allowance"}
    assert payees[month("2026-03")] == ("ema",)
    assert payees[month("2026-04")] == ("isa",)


def test_a_mother_in_prison_with_her_small_child_is_paid_on() -> None:
    imprisoned = [{"kind": "prison", "from": "2026-03-10", "with_child": "laps"}]
    made = solve(
        family(
            {"laps": kid("2025-01-05")},
            [claim("ema", "2025-02-01", ["child_allowance"])],
            people={"ema": {"residence": EE, "imprisonment": imprisoned}, "isa": {"residence": EE}},
        )
    )
    assert set(paid(made, "child_allowance").values()) == {8000}
    assert len(paid(made, "child_allowance")) == 12


def test_academic_leave_suspends_from_the_next_month() -> None:
    made = solve(
        family(
            {
                "laps": kid(
                    "2006-11-05",
                    studies=[{"level": "vocational", "from": "2023-09-01", "final_class": "false"}],
                    secondary_education="false",
                    academic_leave=[{"from": "2026-02-10", "to": "2026-04-20"}],
                )
            },
            [claim("ema", "2017-02-01", ["child_allowance"])],
        )
    )
    found = paid(made, "child_allowance")
    # February whole, March nothing, April from the 21st: 80 * 10/30; to the end of August.
    assert found[month("2026-02")] == 8000
    assert month("2026-03") not in found
    assert found[month("2026-04")] == 2667
    assert max(found) == month("2026-08")


def test_what_is_unknown_is_undecided() -> None:
    case = parse(
        {
            "as_of": "2026-11-24",
            "otherwise": "ordinary",
            "people": {"ema": {"residence": EE}, "isa": {"residence": EE}},
            "children": {"laps": kid("2015-03-05", parents="unknown")},
            "couples": [],
            "claims": [claim("ema", "2017-02-01", ["child_allowance"])],
        }
    )
    made = solve(case)
    assert only(made, "child_allowance").status is Status.UNDECIDED
    assert [(p.least, p.most) for p in made.payments] == [(0, 8000)]
    assert any("is_parent" in question.facts for question in made.questions)


# ---------------------------------------------------------------------- retroactivity and claims


@pytest.mark.parametrize(
    ("received", "first", "cents", "birth_allowance"),
    [
        # Within six months: from birth, 19 of 28 days.
        ("2026-08-10", "2026-02", 5429, True),
        # A day later six calendar months back from August are February to July: the same days,
        # but the one-off allowance is lost.
        ("2026-08-11", "2026-02", 5429, False),
        ("2026-09-01", "2026-03", 8000, False),
        ("2026-11-20", "2026-05", 8000, False),
    ],
)
def test_late_claims(received: str, first: str, cents: int, birth_allowance: bool) -> None:
    made = solve(family({"laps": kid("2026-02-10")}, [claim("ema", received)]))
    found = paid(made, "child_allowance")
    assert min(found) == month(first)
    assert found[month(first)] == cents
    assert bool(paid(made, "birth_allowance")) is birth_allowance


def test_a_posted_claim_counts_from_its_posting() -> None:
    posted = claim("ema", "2026-08-14", channel="post", posted="2026-08-10")
    made = solve(family({"laps": kid("2026-02-10")}, [posted]))
    assert sum(paid(made, "birth_allowance").values()) == 32000


def test_a_change_of_recipient_with_consent_works_from_the_month_after() -> None:
    children = {"a": kid("2010-03-03"), "b": kid("2013-03-03"), "c": kid("2016-03-03")}
    benefits = ["child_allowance", "large_family_allowance"]
    first = claim("ema", "2017-07-05", benefits)
    for consent, after in ((True, ("isa",)), (False, ("ema",))):
        made = solve(
            family(children, [first, claim("isa", "2026-05-10", benefits, consent=consent)])
        )
        payees = {(p.benefit, p.month): p.payees for p in made.payments}
        for benefit in benefits:
            assert payees[benefit, month("2026-05")] == ("ema",)
            assert payees[benefit, month("2026-06")] == after
        assert sum(p.least for p in made.payments) == 12 * 71000


def test_a_large_family_is_paid_once_a_month_even_when_its_recipient_dies() -> None:
    children = {"a": kid("2010-03-03"), "b": kid("2013-03-03"), "c": kid("2016-03-03")}
    benefits = ["child_allowance", "large_family_allowance"]
    made = solve(
        family(
            children,
            [claim("ema", "2017-07-05", benefits), claim("isa", "2026-11-02", benefits)],
            people={"ema": {"residence": EE, "death": "2026-10-10"}, "isa": {"residence": EE}},
        )
    )
    # October was the mother's whole month (PHS § 31); no child is counted in two families.
    found = paid(made, "large_family_allowance")
    assert found[month("2026-10")] == 45000
    assert found[month("2026-11")] == 45000


def test_the_next_child_is_granted_automatically() -> None:
    children = {"esimene": kid("2018-05-14"), "teine": kid("2026-02-10")}
    first = {**claim("ema", "2018-06-01", ["child_allowance"]), "for": ["esimene"]}
    made = solve(family(children, [first]))
    assert min(p.month for p in made.payments if p.for_whom == ("teine",)) == month("2026-02")


def test_a_month_of_which_little_is_known_is_at_most_the_full_rate() -> None:
    # Found by the long search: the search for the missing may end on any day of November.
    missing = {"residence": EE, "missing": [{"from": "2024-01-01"}]}
    made = solve(
        family(
            {"juku": kid("2011-01-01")},
            [claim("ema", "2024-01-02")],
            people={"ema": {"residence": EE}, "isa": {"residence": EE}, "onu": missing},
            otherwise=None,
            period={"from": "2026-10", "to": "2026-11"},
        )
    )
    most = {
        payment.month: payment.most
        for payment in made.payments
        if payment.benefit == "survivors_allowance_second"
    }
    assert most[month("2026-11")] <= most[month("2026-10")]


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [("2025-07", "2025-07", None), ("2025-01", "2025-07", 320_00), ("2025-04", "2025-04", 0)],
)
def test_a_one_off_allowance_of_an_unknown_day_is_not_told_of_a_later_month(
    first: str, last: str, least: int | None
) -> None:
    # Found by the long search: a right of January was certain in July.
    birth = "unknown" if least == 0 else "2025-01"
    made = solve(
        family(
            {"juku": kid(birth)},
            [claim("ema", "2024-01-02")],
            period={"from": first, "to": last},
        )
    )
    found = [p.least for p in made.payments if p.benefit == "birth_allowance"]
    assert found == ([] if least is None else [least])


NOTICE: Final = [{"to": "ema", "for": ["teine"], "received": "2026-02-14"}]
"""Fourteen days later is a Saturday; the time for objecting ends on Monday, 2 March 2026."""


def second_child(**fields: Any) -> list[tuple[str, tuple[str, ...], int, int]]:
    """What is paid for a second child in March 2026: benefit, payee, bounds."""
    children = {"esimene": kid("2018-05-14"), "teine": kid("2026-02-10")}
    first = {**claim("ema", "2018-06-01", ["child_allowance"]), "for": ["esimene"]}
    claims = [first, *fields.pop("claims", [])]
    months = [month(each) for each in fields.pop("months", ["2026-03"])]
    made = solve(family(children, claims, **fields))
    return [
        (p.benefit, p.payees, p.least, p.most)
        for p in made.payments
        if p.for_whom == ("teine",) and p.month in months
    ]


PAID_TO_MOTHER: Final = [("child_allowance", ("ema",), 80_00, 80_00)]
PAID_TO_FATHER: Final = [("child_allowance", ("isa",), 80_00, 80_00)]
UNDECIDED: Final = [("child_allowance", ("ema",), 0, 80_00)]


@pytest.mark.parametrize(
    ("notices", "waived", "paid_"),
    [
        pytest.param(NOTICE, "2026-03-02", [], id="on the Monday after the term"),
        pytest.param(NOTICE, "2026-03-03", PAID_TO_MOTHER, id="a day late"),
        pytest.param(NOTICE, "2026-03", UNDECIDED, id="in March"),
        pytest.param(NOTICE, "2026-02", [], id="in February"),
        pytest.param([], "2026-03-03", [], id="no notice was received"),
        pytest.param(None, "2026-03-03", UNDECIDED, id="nothing is said about the notice"),
        pytest.param("unknown", "2026-03-03", UNDECIDED, id="the notice is unknown"),
        pytest.param([{"to": "isa", "received": "2026-02-14"}], "2026-03-03", [], id="to another"),
        pytest.param([{"received": "2026-02"}], "2026-03-20", PAID_TO_MOTHER, id="too late anyway"),
    ],
)
def test_a_waiver_in_time_voids_an_automatic_grant(
    notices: Any, waived: str, paid_: list[tuple[str, tuple[str, ...], int, int]]
) -> None:
    # PHS § 28 lg 7-8
    waiver = {"by": "ema", "for": ["teine"], "benefit": "child_allowance", "received": waived}
    said = {} if notices is None else {"notices": notices}
    assert second_child(waivers=[waiver], **said) == paid_


@pytest.mark.parametrize(
    ("received", "fields", "paid_"),
    [
        pytest.param("2026-02-27", {}, PAID_TO_FATHER, id="in time"),
        pytest.param("2026-03-20", {}, PAID_TO_MOTHER, id="too late"),
        pytest.param("2026-02-27", {"benefits": ["birth_allowance"]}, PAID_TO_MOTHER, id="another"),
    ],
)
def test_the_other_parents_claim_in_time_voids_an_automatic_grant(
    received: str, fields: dict[str, Any], paid_: list[tuple[str, tuple[str, ...], int, int]]
) -> None:
    # PHS § 28 lg 7-8
    theirs = {**claim("isa", received), **fields}
    assert second_child(claims=[theirs], notices=NOTICE)[:1] == paid_


def test_a_change_of_recipient_with_consent_objects_to_nothing() -> None:
    # PHS § 6 lg 1: the mother keeps February
    theirs = claim("isa", "2026-02-27", consent=True)
    found = second_child(claims=[theirs], notices=NOTICE, months=["2026-02", "2026-03"])
    assert [each[:2] for each in found if each[0] == "child_allowance"] == [
        ("child_allowance", ("ema",)),
        ("child_allowance", ("isa",)),
    ]


@pytest.mark.parametrize(
    ("received", "status"),
    [
        # Six months end on 25 December 2026, a holiday; the next working day is the 28th.
        pytest.param({"received": "2026-12-25"}, Status.GRANTED, id="on the last day itself"),
        pytest.param({"received": "2026-12-28"}, Status.GRANTED, id="on the next working day"),
        pytest.param({"received": "2026-12-29"}, Status.REFUSED, id="a day late"),
        pytest.param(
            {"received": "2027-01-04", "posted": "2026-12-28", "channel": "post"},
            Status.GRANTED,
            id="posted in time",
        ),
        pytest.param({"received": "2026-12"}, Status.UNDECIDED, id="some day of the month"),
        pytest.param({"received": "2027-01"}, Status.REFUSED, id="surely late"),
        pytest.param({"received": "unknown"}, Status.UNDECIDED, id="nobody knows when"),
    ],
)
def test_a_claim_on_the_next_working_day_keeps_a_term_that_ends_on_a_day_off(
    received: dict[str, str], status: Status
) -> None:
    child = {
        "birth": "2026-06-25",
        "residence": EE,
        "parents": [{"who": "ema", "role": "mother"}],
        "lives": [{"with": ["ema"]}],
    }
    claims = [{"by": "ema", "for": ["laps"], "benefits": ["birth_allowance"], **received}]
    period = {"as_of": "2027-02-10", "period": {"from": "2026-06", "to": "2027-02"}}
    made = solve(family({"laps": child}, claims, **period))
    assert [right.status for right in made.rights if right.benefit == "birth_allowance"] == [status]


def test_the_last_day_for_claiming_is_told_as_the_working_day_it_moves_to() -> None:
    child = {
        "birth": "2026-06-25",
        "residence": EE,
        "parents": [{"who": "ema", "role": "mother"}],
        "lives": [{"with": ["ema"]}],
    }
    made = solve(family({"laps": child}, [], as_of="2026-12-27"))
    days = {each.kind: each.day for each in made.deadlines}
    moved = date(2026, 12, 28).toordinal()
    assert days["one_off_claim"] == moved
    after = {"as_of": "2026-12-29", "period": {"from": "2026-06", "to": "2026-12"}}
    late = solve(family({"laps": child}, [], **after))
    (refused,) = (right for right in late.rights if right.benefit == "birth_allowance")
    assert refused.status is Status.REFUSED
    assert [ground.value for ground in refused.grounds] == [moved]


@pytest.mark.parametrize(
    ("first", "last", "bounds"),
    [
        pytest.param("2026-12-28", "2026-12-28", (4, 4), id="after Christmas"),
        pytest.param("2026-12-29", "2026-12-29", (0, 0), id="after a working day"),
        pytest.param("2026-12-01", "2026-12-31", (0, 4), id="some day of a month"),
        pytest.param("2026-01-01", "2026-12-31", (0, 5), id="some day of a year"),
        pytest.param("2004-01-01", "2004-01-31", (0, 0), id="before the act"),
        pytest.param("1900-01-01", "2100-12-31", (0, 0), id="any day"),
    ],
)
def test_days_off_before_a_day_between_two(first: str, last: str, bounds: tuple[int, int]) -> None:
    one, other = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    assert days_off_bounds(one, other) == bounds


def test_objections_that_nobody_can_exclude_leave_an_automatic_grant_open() -> None:
    assert second_child(otherwise=None)[0][2] == 0
    assert second_child(waivers="unknown")[0][2:] == (0, 80_00)
    assert second_child(waivers=[])[0][2:] == (80_00, 80_00)
    asked = solve(
        family(
            {"esimene": kid("2018-05-14"), "teine": kid("2026-02-10")},
            [{**claim("ema", "2018-06-01", ["child_allowance"]), "for": ["esimene"]}],
            waivers="unknown",
        )
    ).questions
    assert [each.facts[0] for each in asked] == ["objection_day", "notice_received_day"]
    assert "days_off_before_objection" in asked[0].facts


@pytest.mark.parametrize(
    ("as_of", "notices", "days"),
    [
        ("2026-02-20", NOTICE, ["2026-03-02"]),
        ("2026-03-02", NOTICE, ["2026-03-02"]),
        ("2026-03-03", NOTICE, []),
        ("2026-02-13", NOTICE, []),
        ("2026-02-20", [{"received": "2026-02"}], []),
    ],
)
def test_time_for_objecting_to_an_automatic_grant(
    as_of: str, notices: list[dict[str, Any]], days: list[str]
) -> None:
    made = solve(
        family(
            {"esimene": kid("2018-05-14"), "teine": kid("2026-02-10")},
            [{**claim("ema", "2018-06-01", ["child_allowance"]), "for": ["esimene"]}],
            notices=notices,
            as_of=as_of,
        )
    )
    found = [each for each in made.deadlines if each.kind == "objection"]
    assert [(each.day, each.about) for each in found] == [
        (day(last), ("ema", "teine")) for last in days
    ]
    assert all(each.citation == "PHS § 28 lg 7" for each in found)


def test_nothing_is_granted_automatically_while_nothing_is_paid_for_the_earlier_child() -> None:
    stays = [
        {"country": "EE", "ground": "citizen", "to": "2026-01-31"},
        {"country": "SE", "from": "2026-02-01", "to": "2026-06-30"},
        {"country": "EE", "ground": "citizen", "from": "2026-07-01"},
    ]
    made = solve(
        family(
            {"a": kid("2012-01-05", residence=stays), "b": kid("2015-01-05", residence=stays)},
            [claim("ema", "2017-01-05", ["child_allowance"])],
            people={"ema": {"residence": stays}, "isa": {"residence": stays}},
        )
    )
    # Back from abroad they have to claim anew (PHS § 6 lg 1; § 28 lg 6 needs a running payment).
    assert set(paid(made, "child_allowance")) == {month("2026-01")}


def test_another_states_benefit_leaves_the_difference_since_october_2026() -> None:
    foreign = [
        {"country": "FI", "benefit": "child_allowance", "month_amount": "50", "from": "2026-08-01"}
    ]
    made = solve(
        family(
            {"laps": kid("2014-02-10", other_state=foreign)},
            [claim("ema", "2017-01-05", ["child_allowance"])],
        )
    )
    found = paid(made, "child_allowance")
    assert found[month("2026-07")] == 8000
    assert month("2026-08") not in found
    assert found[month("2026-10")] == 3000
    doubt = next(d for d in made.doubts if d.key == "foreign_benefit_before_2026_10")
    # August and September would be topped up too: 2 * 30 euros.
    assert doubt.difference == (6000, 6000)


def test_survivors_allowance_needs_no_new_claim_after_a_pension() -> None:
    pension = {
        "for_parent": "isa",
        "kind": "survivors_pension",
        "month_amount": "300",
        "from": "2022-05-30",
        "to": "2026-09-30",
    }
    made = solve(
        family(
            {"laps": kid("2014-01-05", lives=[{"with": ["ema"]}], pension=[pension])},
            [claim("ema", "2017-01-09", ["child_allowance"])],
            people={"ema": {"residence": EE}, "isa": {"residence": EE, "death": "2022-05-30"}},
        )
    )
    # PHS § 63¹¹ lg 1: whoever is paid the pension on 30.09.2026 gets the allowance instead.
    assert paid(made, "survivors_allowance")[month("2026-10")] == 34782


def test_adoption_allowance_does_not_hang_on_what_the_birth_mother_got() -> None:
    made = solve(
        family(
            {
                "laps": kid(
                    "2025-09-10",
                    parents=[
                        {"who": "ema", "role": "mother", "from": "2026-04-20"},
                        {"who": "isa", "role": "father", "from": "2026-04-20"},
                    ],
                    lives=[{"with": ["ema", "isa"], "share": "full", "from": "2026-04-20"}],
                    adoption={
                        "by": "ema",
                        "final": "2026-04-20",
                        "spouse_of_parent": "false",
                        "child_of_adopter": "false",
                    },
                    birth_allowance_paid_earlier="true",
                )
            },
            [claim("ema", "2026-04-27", ["adoption_allowance"])],
        )
    )
    # PHS § 23 lg 1 asks whether the adopter's own family had birth allowance for the child.
    assert sum(paid(made, "adoption_allowance").values()) == 32000


@pytest.mark.parametrize("birth", ["2026-02-10", "2024-02-10"], ids=["lately", "long ago"])
def test_a_guardian_may_have_birth_allowance_within_six_months_of_the_order(birth: str) -> None:
    made = solve(
        family(
            {
                "laps": kid(
                    birth,
                    lives=[
                        {"with": ["ema"], "to": "2026-03-31"},
                        {"with": ["tadi"], "from": "2026-04-01"},
                    ],
                    guardianship=[
                        {"guardian": "tadi", "opened": "2026-03-01", "made_known": "2026-04-01"}
                    ],
                )
            },
            [claim("tadi", "2026-09-20", ["birth_allowance"])],
            people={"ema": {"residence": EE}, "isa": {"residence": EE}, "tadi": {"residence": EE}},
        )
    )
    # PHS § 22 lg 3, § 28 lg 4.
    assert sum(paid(made, "birth_allowance").values()) == 32000


def test_an_adoption_that_is_not_known_leaves_its_allowance_open() -> None:
    laps = kid("2020-03-05") | {"adoption": "unknown"}
    made = solve(family({"laps": laps}, [claim("ema", "2026-03-10", ["adoption_allowance"])]))
    (payment,) = [p for p in made.payments if p.benefit == "adoption_allowance"]
    assert (payment.least, payment.most) == (0, 32000)
    assert any("adoption_day" in question.facts for question in made.questions)


def test_nothing_is_told_of_a_birth_after_all_days_of_which_the_law_is_known() -> None:
    claims = [{"by": "ema", "for": "all", "benefits": "all"}]
    made = solve(family({"laps": {"birth": "2030-01-01"}}, claims))
    assert statuses(made, "birth_allowance") == []
    sooner = solve(family({"laps": {"birth": "2026-03-01"}}, claims))
    assert statuses(sooner, "birth_allowance")


def test_a_birth_allowance_nobody_claimed_in_six_months_is_lost() -> None:
    children = {"laps": kid("2026-03-11")}
    for as_of, status in (("2026-09-11", Status.UNCLAIMED), ("2026-09-12", Status.REFUSED)):
        made = solve(
            family(children, [claim("ema", "2026-04-01", ["child_allowance"])], as_of=as_of)
        )
        # PHS § 28 lg 3: claimed within six months of the birth, or lost.
        assert [s for s, _, _ in statuses(made, "birth_allowance")] == [status]
    (right,) = [r for r in made.rights if r.benefit == "birth_allowance"]
    assert [ground.name for ground in right.grounds] == ["birth_allowance_last_claim_day"]


@pytest.mark.parametrize("birth", ["2007-09-20", "2007-10-01", "2007-11-20", "2006-02-01"], ids=str)
def test_a_student_who_turned_nineteen_before_the_switch_has_survivors_allowance(
    birth: str,
) -> None:
    made = solve(
        family(
            {
                "laps": kid(
                    birth,
                    studies=[{"level": "vocational", "from": "2022-09-01"}],
                    secondary_education=False,
                )
            },
            [claim("ema", "2026-11-02", ["survivors_allowance"])],
            people={"ema": {"residence": EE}, "isa": {"residence": EE, "death": "2026-10-14"}},
        )
    )
    # PHS § 19¹ lg 3 p 2: to 21 in studies, which began before the section took effect. The claim
    # is the mother's; October by days (18 of 31), then the full amount.
    months = paid(made, "survivors_allowance")
    assert list(months.values()) == [20196, 34782, 34782]


def test_a_refusal_cites_no_norm_that_has_lapsed() -> None:
    made = solve(
        family(
            {"laps": kid("2018-03-11")}, [claim("ema", "2018-04-01", ["large_family_allowance"])]
        )
    )
    (right,) = [r for r in made.rights if r.benefit == "large_family_allowance"]
    # PHS § 21 lg 4 was in the law of 2023 only.
    assert [ground.citation for ground in right.grounds] == ["PHS § 21 lg 1"]


def test_a_guardian_divides_the_large_family_allowance_with_the_wards_accounts() -> None:
    ward = {
        "lives": [{"with": ["ema"], "share": "full"}],
        "guardianship": [{"guardian": "ema", "opened": "2020-01-01", "made_known": "2020-02-01"}],
        "parents": [{"who": "isa", "role": "father"}],
    }
    made = solve(
        family(
            {
                "oma": kid("2012-02-10", lives=[{"with": ["ema"], "share": "full"}]),
                "hoolealune": kid("2014-02-10", **ward),
                "teine": kid("2015-02-10", **ward),
            },
            [claim("ema", "2020-02-20")],
        )
    )
    months = [p for p in made.payments if p.benefit == "large_family_allowance"][:3]
    # PHS § 30 lg 4: 450 equally among three children, to each ward's own account.
    assert {(p.for_whom, p.least, p.to_childs_account) for p in months} == {
        (("hoolealune",), 15000, True),
        (("teine",), 15000, True),
        (("oma",), 15000, False),
    }


# ---------------------------------------------------------------------- deadlines


def test_a_decision_is_due_within_thirty_working_days() -> None:
    made = solve(
        family({"laps": kid("2026-10-11")}, [claim("ema", "2026-10-19")], as_of="2026-10-20")
    )
    (decision,) = [d for d in made.deadlines if d.kind == "decision"]
    # From 20 October: 9 working days in October, 21 in November up to Monday the 30th.
    assert decision.day == day("2026-11-30")
    assert decision.citation == "PHS § 8 lg 1"
    assert decision.about == ("ema",)


def test_the_time_for_deciding_runs_from_a_complete_application() -> None:
    made = solve(
        family(
            {"laps": kid("2026-10-11")},
            [claim("ema", "2026-10-19", complete_on="2026-10-26")],
            as_of="2026-10-27",
        )
    )
    (decision,) = [d for d in made.deadlines if d.kind == "decision"]
    assert decision.day == day("2026-12-07")


def test_public_holidays_are_no_working_days() -> None:
    made = solve(
        family(
            {"laps": kid("2026-12-01")},
            [claim("ema", "2026-12-14")],
            as_of="2026-12-15",
            period={"from": "2026-12", "to": "2026-12"},
        )
    )
    (decision,) = [d for d in made.deadlines if d.kind == "decision"]
    # 15-23 December 7, 28-31 December 4 (24-26 are holidays), January from the 4th: 19 more.
    assert decision.day == day("2027-01-28")


def test_deadlines_of_an_unclaimed_birth() -> None:
    made = solve(family({"laps": kid("2026-02-10")}, [], as_of="2026-05-24"))
    found = {(d.kind, d.benefit): d.day for d in made.deadlines}
    assert found["claim", "child_allowance"] == day("2026-08-31")
    assert found["one_off_claim", "birth_allowance"] == day("2026-08-10")


def test_time_lost_by_a_late_claim_is_told_with_the_provision() -> None:
    # PHS § 28 lg 2: claimed in September, March is the first month; § 28 lg 3: nothing one-off.
    claims = [claim("ema", "2026-09-10", ["child_allowance", "birth_allowance"])]
    made = solve(family({"laps": kid("2026-01-15")}, claims))
    lost = {right.benefit: right for right in made.rights if right.is_lost}
    assert set(lost) == {"child_allowance", "birth_allowance"}
    right = lost["child_allowance"]
    assert (right.first, right.after) == (day("2026-01-15"), day("2026-03-01"))
    assert [(g.value, g.citation) for g in right.grounds if g.gives == "Day"] == [
        (day("2026-03-01"), "PHS § 28 lg 2")
    ]
    in_time = [claim("ema", "2026-07-15", ["child_allowance", "birth_allowance"])]
    assert not any(r.is_lost for r in solve(family({"laps": kid("2026-01-15")}, in_time)).rights)
    nobody = solve(family({"laps": kid("2026-01-15")}, [], as_of="2026-05-01"))
    assert not any(right.is_lost for right in nobody.rights)


def test_what_another_reading_brings_leaves_out_amounts_that_nobody_knows_yet() -> None:
    # PHS § 19¹ lg 5: the wage and prices behind the amount from May 2027 are not published.
    made = solve(
        family(
            {"laps": kid("2012-05-10")},
            [claim("isa", "2026-11-05", ["survivors_allowance"])],
            people={"ema": {"residence": EE, "death": "2026-10-20"}, "isa": {"residence": EE}},
            period={"from": "2026-11", "to": "2027-06"},
            as_of="2026-11-28",
        )
    )
    doubts = {doubt.key: doubt for doubt in made.doubts}
    assert doubts["gap_22"].difference == (-6 * (347_82 - 334_76),) * 2
    assert doubts["gap_22"].leaves_open
    told = {row.text for row in doubt_lines(doubts["gap_22"], Words("et"))}
    assert any("78,36 eurot. Kuud, mille summa" in text for text in told)


WIDOWED: Final[dict[str, Any]] = {
    "as_of": "2026-11-28",
    "people": {"ema": {"residence": EE, "death": "2026-06-10"}, "isa": {"residence": EE}},
    "period": {"from": "2026-05", "to": "2027-07"},
}


@pytest.mark.parametrize(
    ("birth", "benefit", "told", "first", "last"),
    [
        pytest.param(
            "2026-02-10", "child_allowance", {"as_of": "2026-05-24"}, "2026-02-10", "2026-08-31",
            id="PHS § 28 lg 2: six calendar months before that of the claim",
        ),
        pytest.param(
            "2012-05-10", "survivors_allowance", WIDOWED, "2026-06-10", "2027-06-30",
            id="PHS § 63¹¹ lg 4: twelve for a right from before October 2026",
        ),
    ],
)  # fmt: skip
def test_until_the_deadline_a_claim_brings_every_day_and_after_it_fewer(
    birth: str, benefit: str, told: dict[str, Any], first: str, last: str
) -> None:
    pension = [{"for_parent": "ema", "month_amount": 300}] if told is WIDOWED else []
    child = {"laps": kid(birth, former_pension=pension)}
    unclaimed = solve(family(child, [], **told))
    found = {(d.kind, d.benefit): d for d in unclaimed.deadlines}
    deadline = found["claim", benefit]
    assert deadline.day == day(last)

    def begins(received: int) -> int:
        on = date.fromordinal(received).isoformat()
        made = solve(family(child, [claim("isa", on, [benefit])], **{**told, "as_of": on}))
        return min(r.first for r in made.rights if r.status is Status.GRANTED)

    assert begins(deadline.day) == day(first)
    assert begins(deadline.day + 1) > day(first)
    old = found.get(("old_right", benefit))
    assert (old and old.day) == (day("2027-10-01") if told is WIDOWED else None)


def test_no_claim_after_the_transition_keeps_what_only_the_transition_reaches() -> None:
    """A guardian since November would have till November 2027, but the twelve months end before."""
    told = {
        "as_of": "2026-11-28",
        "people": {**WIDOWED["people"], "aino": {"residence": EE}},
        "period": {"from": "2026-10", "to": "2026-12"},
    }
    guardian = {
        "guardian": "aino", "opened": "2026-10-01", "made_known": "2026-11-10",
        "parents_fulfil_duty": False,
    }  # fmt: skip
    child = kid("2014-02-02", guardianship=[guardian], lives=[{"with": ["aino"], "share": "full"}])
    made = solve(family({"laps": child}, [], **told))
    days = {d.day for d in made.deadlines if d.benefit == "survivors_allowance"}
    assert days == {day("2027-10-01")}


@pytest.mark.parametrize(
    ("studies", "status", "ground"),
    [
        pytest.param([], Status.REFUSED, "was_minor_at_switch", id="the pension ends, and why"),
        pytest.param(
            [{"level": "higher", "from": "2026-09-01"}], Status.GRANTED, "studies_in_transition",
            id="to 24 by the transition, not to 21 by § 19¹ lg 3",
        ),
    ],
)  # fmt: skip
def test_what_becomes_of_a_pension_is_told_though_nobody_claimed(
    studies: list[Any], status: Status, ground: str
) -> None:
    # PHS § 63¹¹ lg 1-2: nineteen at the switch.
    pension = [
        {
            "for_parent": "ema",
            "kind": "survivors_pension",
            "month_amount": 300,
            "from": "2020-01-05",
            "to": "2026-09-30",
        }
    ]
    child = kid("2007-06-10", secondary_education="2026-06-20", studies=studies, pension=pension)
    told = {**WIDOWED, "period": {"from": "2026-10", "to": "2026-12"}}
    made = solve(family({"laps": child}, [], **told))
    right = next(r for r in made.rights if r.benefit == "survivors_allowance")
    assert right.status is status
    assert ("PHS § 63¹¹ lg 2", ground) in {(g.citation, g.name) for g in right.grounds}


def test_what_the_former_rules_may_give_is_told_before_anybody_claims_it() -> None:
    # PHS § 63¹¹ lg 4: what the pension would have been is not told, so the right is open.
    made = solve(family({"laps": kid("2012-05-10")}, [], **WIDOWED))
    right, later = (r for r in made.rights if r.benefit == "survivors_allowance")
    assert (right.status, right.first) == (Status.UNDECIDED, day("2026-06-10"))
    open_names = {g.name for g in right.grounds if g.gives == "Cents"}
    assert open_names == {"former_rules_amount"}
    assert (later.status, later.holder, later.first) == (Status.UNCLAIMED, "isa", right.after)


def test_after_six_months_each_month_of_waiting_loses_a_month() -> None:
    made = solve(family({"laps": kid("2026-02-10")}, [], as_of="2026-09-15"))
    found = {(d.kind, d.benefit): d.day for d in made.deadlines}
    assert found == {("month_lost", "child_allowance"): day("2026-09-30")}


def test_silent_claims_are_no_obstacle() -> None:
    case = parse(
        {
            "as_of": "2026-05-24",
            "period": {"from": "2026-01", "to": "2026-12"},
            "otherwise": "ordinary",
            "people": {"ema": {"residence": EE}, "isa": {"residence": EE}},
            "children": {"laps": kid("2026-02-10")},
        }
    )
    made = solve(case)
    assert all(p.least == 0 for p in made.payments)
    assert made.total[1] > 0


# ---------------------------------------------------------------------- what waits

UNCOLLECTED: Final = {
    "residence": EE, "uncollected": [{"from": "2026-05-01", "to": "2026-09-15"}],
}  # fmt: skip


def uncollected(*again: dict[str, Any], **fields: Any) -> Case:
    """Three children of a mother who left what was delivered uncollected from May to September."""
    return family(
        {f"laps{at}": kid(f"201{at}-01-01") for at in (2, 3, 4)},
        [claim("ema", "2018-02-01", ["child_allowance", "large_family_allowance"]), *again],
        people={"ema": UNCOLLECTED, "isa": {"residence": EE}},
        **fields,
    )


def test_what_is_uncollected_waits_until_it_is_claimed() -> None:
    # Suspended from July: 260 of child allowance and 450 of the large family in July and August,
    # half of 260 on 15 of 30 days of September; the large family's begins anew with October.
    made = solve(uncollected())
    found = {(w.benefit, w.children): (w.first_month, w.last_month, w.most) for w in made.waiting}
    july, september = month("2026-07"), month("2026-09")
    assert found["child_allowance", ("laps2",)] == (july, september, 2 * 80_00 + 40_00)
    assert found["child_allowance", ("laps4",)] == (july, september, 2 * 100_00 + 50_00)
    assert all(w.least == w.most and w.payees == ("ema",) for w in made.waiting)
    due = sum(paid(made, "child_allowance").values()) + sum(
        paid(made, "large_family_allowance").values()
    )
    assert due + sum(w.most for w in made.waiting) == 12 * (260_00 + 450_00)


def test_what_is_to_come_does_not_wait_yet_and_what_was_claimed_no_more() -> None:
    august = solve(uncollected(as_of="2026-08-10"))
    assert {w.last_month for w in august.waiting} == {month("2026-08")}
    made = solve(uncollected(claim("ema", "2026-09-16", ["child_allowance"])))
    assert made.waiting == ()
    assert set(paid(made, "child_allowance").values()) == {260_00}


# ---------------------------------------------------------------------- balances


def balance_case(amount: str, months: tuple[str, str], **fields: Any) -> Determination:
    return solve(
        family(
            {"laps": kid("2015-01-17")},
            [claim("ema", "2017-01-09", ["child_allowance"])],
            paid=[
                {
                    "benefit": "child_allowance",
                    "payee": "ema",
                    "for": ["laps"],
                    "from": months[0],
                    "to": months[1],
                    "amount": amount,
                }
            ],
            **fields,
        )
    )


def test_what_was_paid_right_is_balanced() -> None:
    made = balance_case("80", ("2026-01", "2026-11"))
    assert len(made.balances) == 11
    assert all((b.overpaid, b.underpaid) == (0, 0) for b in made.balances)
    assert made.set_offs == ()


def test_too_little_and_too_much() -> None:
    assert {b.underpaid for b in balance_case("60", ("2026-01", "2026-03")).balances} == {2000}
    made = balance_case("100", ("2026-01", "2026-03"))
    assert {b.overpaid for b in made.balances} == {2000}
    (set_off,) = made.set_offs
    # 60 euros; a fifth of the 80 that are due in a month.
    assert (set_off.payee, set_off.total, set_off.most_a_month) == ("ema", 6000, 1600)
    assert set_off.citation == "PHS § 14 lg 2"


def test_no_more_is_set_off_than_was_overpaid() -> None:
    (set_off,) = balance_case("85", ("2026-01", "2026-01")).set_offs
    assert (set_off.total, set_off.most_a_month) == (500, 500)


def test_what_another_was_paid_is_owed_to_whom_it_was_due() -> None:
    # With the father from 15 May, claimed on 20 July: due to him from June on (PHS § 28 lg 2).
    moves = [{"with": ["ema"], "to": "2026-05-14"}, {"with": ["isa"], "from": "2026-05-15"}]
    entry = {"benefit": "child_allowance", "for": ["laps"], "amount": "80"}
    case = family(
        {"laps": kid("2015-01-17", lives=[{**each, "share": "full"} for each in moves])},
        [claim("ema", "2017-01-09", ["child_allowance"]),
         claim("isa", "2026-07-20", ["child_allowance"])],
        period={"from": "2026-04", "to": "2026-08"},
        paid=[{**entry, "payee": "ema", "from": "2026-04", "to": "2026-07"},
              {**entry, "payee": "isa", "from": "2026-08", "to": "2026-08"}],
    )  # fmt: skip
    made = solve(case)
    assert {(b.payee, b.month): (b.overpaid, b.underpaid) for b in made.balances} == {
        ("ema", month("2026-04")): (0, 0),
        ("ema", month("2026-05")): (0, 0),
        ("ema", month("2026-06")): (80_00, 0),
        ("ema", month("2026-07")): (80_00, 0),
        ("isa", month("2026-06")): (0, 80_00),
        ("isa", month("2026-07")): (0, 80_00),
        ("isa", month("2026-08")): (0, 0),
    }


def test_what_is_open_is_not_certainly_overpaid() -> None:
    case = family(
        {"laps": kid("2015-01-17", residence="unknown")},
        [claim("ema", "2017-01-09", ["child_allowance"])],
        paid=[
            {
                "benefit": "child_allowance",
                "payee": "ema",
                "for": ["laps"],
                "from": "2026-01",
                "to": "2026-01",
                "amount": "80",
            }
        ],
    )
    (balance,) = solve(case).balances
    assert (balance.overpaid, balance.underpaid) == (0, 0)
    assert (balance.due_least, balance.due_most) == (0, 8000)


# ---------------------------------------------------------------------- doubts, changes


def test_another_reading_is_told_with_its_difference_and_can_be_chosen() -> None:
    case = read(EXAMPLES / "third_child_born_in_october.yaml")
    made = solve(case)
    doubt = next(d for d in made.doubts if d.key == "gap_1")
    # By thirtieths 21 days are 70.00 and 315.00 instead of 67.74 and 304.84.
    assert doubt.difference == (1242, 1242)
    assert doubt.citation == "PHS § 7 lg 1"
    chosen = dict.fromkeys(doubt.names, doubt.reading)
    other = Solved(case, None, chosen)
    assert other.determination.total == tuple(t + 1242 for t in made.total)
    assert all(d.key != "gap_1" for d in other.determination.doubts)


def test_a_certain_everyday_case_has_no_doubts_and_no_questions() -> None:
    made = solve(read(EXAMPLES / "everyday_two_children.yaml"))
    assert made.doubts == ()
    assert made.questions == ()
    assert made.total == (192000, 192000)


def test_an_unknown_reading_is_refused() -> None:
    case = read(EXAMPLES / "everyday_two_children.yaml")
    with pytest.raises(LawError):
        Solved(case, None, {"child_allowance_amount": "no_such_reading"})
    with pytest.raises(LawError):
        Solved(case, None, {"no_such_norm": "thirty_days"})


def test_the_next_changes_and_what_brings_them() -> None:
    made = solve(read(EXAMPLES / "three_children_one_turns_19.yaml"))
    found = {(c.benefit, c.about): c for c in made.changes}
    assert {c.day for c in made.changes} == {day("2026-07-01")}
    assert found["child_allowance", "kaarel"].after == (0, 0)
    assert found["child_allowance", "oskar"].before == (10000, 10000)
    assert found["child_allowance", "oskar"].after == (8000, 8000)
    assert found["large_family_allowance", "anne"].after == (0, 0)
    assert all(c.grounds for c in made.changes)
    assert all(g.about == ("kaarel",) for c in made.changes for g in c.grounds)


def test_a_payment_that_begins_within_a_month_is_told_from_its_day_and_for_its_cause() -> None:
    prison = [{"kind": "prison", "from": "2026-02-10", "to": "2026-12-20"}]
    case = family(
        {"laps": kid("2019-05-10", parents=MOTHER_ALONE)},
        [claim("ema", "2019-06-01", ["child_allowance"])],
        people={"ema": {"residence": EE, "imprisonment": prison}, "isa": {"residence": EE}},
    )
    (change,) = solve(case).changes
    assert (change.day, change.begun) == (day("2026-12-01"), day("2026-12-21"))
    assert change.after == (2839, 2839), "11 of 31 days of 80 euros"
    assert [(g.name, g.value) for g in change.grounds] == [("imprisoned", False)]


def test_a_rate_that_rises_is_a_change() -> None:
    case = family(
        {"laps": kid("2017-02-27", parents=MOTHER_ALONE, second_parent="none")},
        [claim("ema", "2017-03-06", ["child_allowance", "single_parent_allowance"])],
        as_of="2026-08-03",
    )
    made = solve(case)
    (change,) = [c for c in made.changes if c.benefit == "single_parent_allowance"]
    assert (change.day, change.before, change.after) == (
        day("2026-09-01"),
        (8000, 8000),
        (10000, 10000),
    )
    assert [g.name for g in change.grounds] == ["single_parent_allowance_month"]


def test_a_change_is_told_while_its_rate_is_open_on_both_sides() -> None:
    """Of one child nothing is known, so that nobody can tell how many the family has."""
    mother = [{"who": "ada", "role": "mother"}]
    case = parse(
        {
            "as_of": "2026-11-24",
            "otherwise": "ordinary",
            "people": {
                "ada": {
                    "residence": [
                        {"country": "FI", "to": "2026-11-02"},
                        {"country": "EE", "ground": "permanent", "from": "2026-11-03"},
                    ]
                }
            },
            "children": {
                "kid": {},
                "mio": {"birth": "2011-08-27", "parents": mother},
                "nora": {
                    "birth": "2021-04-22",
                    "residence": EE,
                    "parents": mother,
                    "lives": [{"with": ["ada"], "share": "full"}],
                    "second_parent": "none",
                },
            },
            "claims": [
                {"by": "ada", "for": ["mio"], "benefits": "all", "received": "2026-09-17",
                 "consent": True}
            ],
        }
    )  # fmt: skip
    assert any(change.before != change.after for change in solve(case).changes)


def test_before_a_rise_is_published_it_is_no_change() -> None:
    case = family(
        {"laps": kid("2017-02-27", parents=MOTHER_ALONE, second_parent="none")},
        [claim("ema", "2017-03-06", ["child_allowance", "single_parent_allowance"])],
        as_of="2026-07-10",
    )
    made = solve(case)
    assert [c for c in made.changes if c.benefit == "single_parent_allowance"] == []
    assert paid(made, "single_parent_allowance")[month("2026-12")] == 8000


# ---------------------------------------------------------------------- what if, other days


def test_every_change_between_two_days_is_found_and_none_outside() -> None:
    solved = Solved(read(EXAMPLES / "wanted_father.yaml"))
    every = changes_between(solved, day("2026-06-01"), day("2027-01-01"))
    months = {each.day for each in every}
    assert months == {day("2026-07-01"), day("2026-08-01"), day("2026-09-01")}
    assert [each.day for each in every] == sorted(each.day for each in every)
    assert all(each.before != each.after and each.grounds for each in every)
    some = changes_between(solved, day("2026-07-01"), day("2026-09-01"))
    assert some == tuple(each for each in every if each.day == day("2026-08-01"))


def test_benefits_claimed_by_days_change_with_every_month_and_are_left_out() -> None:
    solved = Solved(read(EXAMPLES / "parental_benefit_two_parents.yaml"))
    found = changes_between(solved, solved.first_day, solved.after)
    assert not {each.benefit for each in found} & set(CLAIMED_BY_DAYS)


def test_what_if_the_eldest_went_on_studying() -> None:
    case = read(EXAMPLES / "three_children_one_turns_19.yaml")
    found = what_if(
        case,
        [
            "children.kaarel.secondary_education=false",
            "children.kaarel.studies.0.to=2027-06-30",
            "children.kaarel.studies.0.final_class=false",
        ],
    )
    # July and August more: the school year ends on 31 August; each month 710 instead of 160.
    assert found.difference == (2 * 55000, 2 * 55000)
    assert {d.month for d in found.differences} == {month("2026-07"), month("2026-08")}
    assert found.before == solve(case)


def test_what_if_nothing_changes() -> None:
    case = read(EXAMPLES / "everyday_two_children.yaml")
    found = what_if(case, "people.jaan.name=Juhan Näide")
    assert found.differences == ()
    assert found.difference == (0, 0)


def test_what_if_refuses_a_change_that_cannot_be() -> None:
    case = read(EXAMPLES / "everyday_two_children.yaml")
    with pytest.raises(CaseFileError):
        what_if(case, "children.keegi.birth=2010-01-01")


def test_the_same_january_on_two_days_of_2023() -> None:
    case = read(EXAMPLES / "raise_2023.yaml")
    found = same_case(case, as_of=(day("2023-01-10"), day("2023-02-15")))
    january = [
        d
        for d in found.differences
        if d.month == month("2023-01") and d.benefit == "child_allowance"
    ]
    assert [(d.before, d.after) for d in january] == [((6000, 6000), (8000, 8000))] * 2
    large = next(d for d in found.differences if d.benefit == "large_family_allowance")
    assert (large.before, large.after) == ((30000, 30000), (65000, 65000))
    # Three months, 910 instead of 520.
    assert found.difference == (3 * 39000, 3 * 39000)


def test_a_published_norm_is_known_before_it_is_in_force() -> None:
    case = read(EXAMPLES / "raise_2023.yaml")
    before, after = day("2023-01-10"), day("2023-01-11")
    assert solve(case, as_of=before).total == (3 * 52000,) * 2
    # Published on the 11th: whoever asks then is told the amounts of February.
    february = paid(solve(case, as_of=after), "child_allowance")[month("2023-02")]
    assert february == 26000


# ---------------------------------------------------------------------- receipts


def test_a_receipt_verifies_and_finds_a_changed_fact() -> None:
    case = read(EXAMPLES / "third_child_born_in_october.yaml")
    made = solve(case).receipt
    assert verify(made, case) == []
    later = changed(case, ["children.lenna.birth=2026-10-12"])
    assert {what for what, _, _ in verify(made, later)} == {"facts", "answer"}
    renamed = changed(case, ["children.lenna.name=Leenu Katse"])
    assert {what for what, _, _ in verify(made, renamed)} == {"facts"}
    retitled = changed(case, ["title=Muu pealkiri"])
    assert verify(made, retitled) == []


def test_a_receipt_finds_what_differs_beside_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """To whose account it goes, and what is left of it after tax."""
    case = read(EXAMPLES / "everyday_two_children.yaml")
    solved = Solved(case)
    made = receipt(solved)
    payments = list(solved.payments)
    for changes in ({"to_childs_account": True}, {"net": (1, 1)}, {"pay_day": 1}, {"debtor": "x"}):
        other = Solved(case)
        monkeypatch.setattr(other, "payments", [payments[0]._replace(**changes), *payments[1:]])
        assert receipt(other).answer != made.answer
    monkeypatch.setattr(solved, "payments", [each._replace(row=each.row + 1) for each in payments])
    assert receipt(solved).answer == made.answer


def test_a_receipt_finds_changed_law() -> None:
    case = read(EXAMPLES / "everyday_two_children.yaml")
    made = solve(case).receipt
    other = replace(made, law="0" * len(made.law))
    ((what, then, now),) = verify(other, case)
    assert (what, then, now) == ("law", other.law, made.law)


def test_the_fingerprint_follows_what_was_known_of_the_law() -> None:
    case = read(EXAMPLES / "raise_2023.yaml")
    before = receipt(Solved(case, day("2023-01-10")))
    after = receipt(Solved(case, day("2023-02-15")))
    assert before.law != after.law
    assert before.facts == after.facts
    assert before.answer != after.answer


def test_a_receipt_keeps_the_readings_that_were_chosen() -> None:
    case = read(EXAMPLES / "third_child_born_in_october.yaml")
    solved = Solved(case, None, {"child_allowance_amount": "thirty_days"})
    made = from_json(to_json(solved.determination.receipt))
    assert made.readings == (("child_allowance_amount", "thirty_days"),)
    assert verify(made, case) == []


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "no", '{"perenou": "0.1.0"}', "null", "1", "[[[["],
)
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(ReceiptError):
        from_json(text)


def test_a_receipt_with_values_of_another_kind_is_refused() -> None:
    made = solve(read(EXAMPLES / "everyday_two_children.yaml")).receipt
    for field, value in (("as_of", "2026-11-24"), ("readings", "none"), ("readings", [1])):
        content = {**asdict(made), field: value}
        with pytest.raises(ReceiptError):
            from_json(json.dumps(content))


def test_a_receipt_tells_nothing_of_the_family() -> None:
    case = read(EXAMPLES / "everyday_two_children.yaml")
    text = to_json(solve(case).receipt)
    for secret in ("mari", "juku", "Näide", "2018-05-14"):
        assert secret not in text


# ---------------------------------------------------------------------- the whole


def test_a_case_without_anything_is_answered() -> None:
    made = solve(parse({"as_of": "2026-11-24"}))
    assert made.payments == ()
    assert made.total == (0, 0)
    assert made.first_month == made.last_month == month("2026-11")


def test_almost_nothing_known_gives_bounds_within_the_rates() -> None:
    made = solve(parse({"as_of": "2026-11-24", "people": {"ema": {}}, "children": {"laps": {}}}))
    bounds = {p.benefit: (p.least, p.most) for p in made.payments}
    assert set(bounds) <= set(BENEFITS)
    assert all(least == 0 for least, _ in bounds.values())
    # A family of one child: no rate but these can come into question in November 2026.
    assert bounds["child_allowance"][1] <= 10000
    assert bounds["single_parent_allowance"][1] <= 10000
    assert bounds["guardianship_allowance"][1] <= 24000
    assert "start_in_life_allowance" not in bounds, "it ended in 2017"
    assert made.questions


def test_two_claims_of_one_day_do_not_depend_on_what_people_are_called() -> None:
    def payees(first: str, second: str) -> set[tuple[str, ...]]:
        person = {"residence": EE}
        child = kid(
            "2014-02-10",
            parents=[{"who": first, "role": "mother"}, {"who": second, "role": "father"}],
            lives=[{"with": [first, second], "share": "full"}],
        )
        case = family(
            {"laps": child},
            [claim(first, "2017-01-05"), claim(second, "2017-01-05")],
            people={first: person, second: person},
        )
        names = {first: "ema", second: "isa"}
        return {tuple(sorted(names[who] for who in p.payees)) for p in solve(case).payments}

    assert payees("aa", "bb") == payees("yy", "xx")


# ---------------------------------------------------------------------- older wordings, emergency


def keys(made: Determination) -> set[str]:
    return {doubt.key for doubt in made.doubts}


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        pytest.param("2018-10", "2018-10", True, id="the month before"),
        pytest.param("2018-11", "2018-11", True, id="with four days of the older wording"),
        pytest.param("2018-12", "2018-12", False, id="the month after"),
    ],
)
def test_a_flagged_doubt_is_told_for_the_months_in_which_its_norm_holds(
    first: str, last: str, told: bool
) -> None:
    laps = kid("2015-03-05", separated=[{"from": "2018-05-10", "raised_by": "vanaema"}])
    case = family(
        {"laps": laps},
        [claim("ema", "2017-02-01", ["child_allowance"])],
        period={"from": first, "to": last},
        people={name: {"residence": EE} for name in ("ema", "isa", "vanaema")},
    )
    made = solve(case)
    assert ("wording_before_2018_11" in keys(made)) is told
    if told:
        doubt = next(d for d in made.doubts if d.key == "wording_before_2018_11")
        assert doubt.names == ("follows_wording_before_2018_11",)
        assert (doubt.citation, doubt.reading) == ("PHS § 25 lg 1 p 6", "")
        assert doubt.difference is None


def test_a_flagged_doubt_waits_while_its_norm_is_open() -> None:
    case = family(
        {"laps": kid("2015-03-05", separated="unknown")},
        [claim("ema", "2017-02-01", ["child_allowance"])],
        period={"from": "2018-10", "to": "2018-10"},
    )
    assert "wording_before_2018_11" not in keys(solve(case))


@pytest.mark.parametrize(
    ("removed", "last"),
    [(True, "2022-05"), (False, "2023-02"), ("unknown", None)],
)
def test_before_february_2023_only_custody_taken_by_a_court_ended_payment(
    removed: Any, last: str | None
) -> None:
    loss = [{"who": "ema", "from": "2022-05-10", "removed_by_court": removed}]
    made = solve(
        family(
            {"laps": kid("2015-03-05", no_custody=loss)},
            [claim("ema", "2017-02-01", ["child_allowance"])],
            period={"from": "2022-01", "to": "2023-12"},
        )
    )
    months = {p.month for p in made.payments if p.is_certain}
    if last is None:
        assert any("custody_removed" in question.facts for question in made.questions)
        assert max(months) == month("2022-05")
    else:
        # Of February 2023 the 1st is the first day of the new wording: nothing any more.
        assert max(months) == month("2023-01" if last == "2023-02" else last)


@pytest.mark.parametrize(
    ("kind", "first"),
    [("marriage", "2023-11"), ("registered", "2024-01"), ("unknown", None)],
)
def test_a_registered_partner_could_claim_from_2024(kind: str, first: str | None) -> None:
    laps = kid("2015-03-05", parents=MOTHER_ALONE, lives=[{"with": ["ema", "isa"]}])
    made = solve(
        family(
            {"laps": laps},
            [
                claim("isa", "2017-02-01", ["child_allowance"]),
                claim("isa", "2024-01-03", ["child_allowance"]),
            ],
            period={"from": "2023-11", "to": "2024-03"},
            couples=[{"who": ["ema", "isa"], "kind": kind, "from": "2016-02-01"}],
        )
    )
    months = [p.month for p in made.payments if p.is_certain]
    if first is None:
        assert any("partner" in f for question in made.questions for f in question.facts)
    else:
        assert min(months) == month(first)
    assert ("registered_partner_before_2024" in keys(made)) is (kind == "registered")


def test_in_an_emergency_whoever_raises_the_child_receives_without_consent() -> None:
    case = read(EXAMPLES / "grandmother_in_emergency.yaml")
    made = solve(case)
    payees = {p.month: p.payees for p in made.payments if p.benefit == "child_allowance"}
    assert payees[month("2026-11")] == ("piret",)
    assert payees[month("2026-12")] == ("linda",)
    (*_, grandmother) = made.payees
    assert grandmother.why == "unobtainable"
    without = changed(case, ["claims.1.consent_unobtainable=false"])
    payees = {p.month: p.payees for p in solve(without).payments}
    assert payees[month("2026-12")] == ("piret",)
    # What is not told of whoever raises the child because of it is asked for, and not taken as no.
    for told in ("unknown", ""):
        made = solve(changed(case, [f"claims.1.consent_unobtainable={told}"]))
        payees = {p.month: p.payees for p in made.payments}
        assert set(payees[month("2026-12")]) == {"piret", "linda"}
        assert [q.facts for q in made.questions] == [("consent_unobtainable",)]


def test_whether_whoever_raises_the_child_in_an_emergency_needs_consent_is_a_doubt() -> None:
    # PHS § 14¹ lg 2: "too"; claimed on 16 November, paid from December under the other reading.
    case = read(EXAMPLES / "grandmother_in_emergency.yaml")
    made = solve(changed(case, ["claims.1.consent_unobtainable=false"]))
    (doubt,) = [d for d in made.doubts if d.key == "raiser_in_emergency"]
    assert (doubt.citation, doubt.difference) == ("PHS § 14¹ lg 2", (0, 0))
    assert [(p.payee, p.why) for p in made.payees] == [
        ("piret", "alone"), ("piret", "first_in_emergency"),
    ]  # fmt: skip
    other = solve(case, readings={"change_is_agreed": "raising_is_enough"})
    payees = {p.month: p.payees for p in other.payments}
    assert (payees[month("2026-11")], payees[month("2026-12")]) == (("piret",), ("linda",))


# ---------------------------------------------------------------------- an earlier right


def _widow(**fields: Any) -> Case:
    return family(
        {"laps": kid("2015-03-05", lives=[{"with": ["ema"]}], **fields)},
        [claim("ema", "2026-11-20", ["survivors_allowance"])],
        people={"ema": {"residence": EE}, "isa": {"residence": EE, "death": "2026-08-05"}},
        period={"from": "2026-07", "to": "2026-12"},
    )


def test_the_amount_by_the_former_rules_is_told_by_the_caseworker() -> None:
    former = {"for_parent": "isa", "month_amount": 300, "from": "2026-08-05", "to": "2026-09-30"}
    made = solve(_widow(former_pension=[former]))
    months = {month(m): cents for m, cents in (
        ("2026-08", 261_29), ("2026-09", 300_00), ("2026-10", 347_82),
        ("2026-11", 347_82), ("2026-12", 347_82),
    )}  # fmt: skip
    assert paid(made, "survivors_allowance") == months
    gap = next(doubt for doubt in made.doubts if doubt.key == "gap_49")
    assert gap.difference == (-3 * 47_82, -3 * 47_82)


@pytest.mark.parametrize("fields", [{}, {"former_pension": "unknown"}], ids=["silent", "unknown"])
def test_an_unknown_amount_by_the_former_rules_is_asked_for(fields: dict[str, Any]) -> None:
    made = solve(_widow(**fields))
    assert any("former_rules_amount" in question.facts for question in made.questions)
    october = next(p for p in made.payments if p.month == month("2026-10"))
    assert (october.least, october.is_certain) == (347_82, False)


def test_from_may_2027_the_amount_is_told_as_at_least_the_base() -> None:
    case = _widow(former_pension=[])
    made = solve(changed(case, ["period.to=2027-05"]))
    may = next(p for p in made.payments if p.month == month("2027-05"))
    assert may.least == 285_06
    assert "vähemalt 285,06" in Words("et").amount(may.least, may.most)
    unpublished = {name for d in made.doubts if d.key == "unpublished" for name in d.names}
    assert unpublished == {"price_factor", "average_wage_published"}


@pytest.mark.parametrize(
    ("who", "removed", "asked"),
    [
        ("ema", False, False),
        ("isa", "unknown", False),
        ("unknown", True, True),
        ("ema", None, True),
    ],
)
def test_whose_custody_was_taken_is_asked_only_where_the_file_leaves_it_open(
    who: str, removed: Any, asked: bool
) -> None:
    loss = [{"who": who, "from": "2022-05-10", "removed_by_court": removed}]
    made = solve(
        family(
            {"laps": kid("2015-03-05", no_custody=loss)},
            [claim("ema", "2017-02-01", ["child_allowance"])],
            period={"from": "2022-08", "to": "2022-10"},
        )
    )
    assert any("custody_removed" in question.facts for question in made.questions) is asked


def test_an_unrelated_couple_of_unknown_kind_leaves_nothing_open() -> None:
    laps = kid("2015-03-05", parents=MOTHER_ALONE, lives=[{"with": ["ema", "isa"]}])
    made = solve(
        family(
            {"laps": laps},
            [claim("isa", "2017-02-01", ["child_allowance"])],
            people={name: {"residence": EE} for name in ("ema", "isa", "onu", "tadi")},
            period={"from": "2023-11", "to": "2023-12"},
            couples=[
                {"who": ["ema", "isa"], "kind": "marriage", "from": "2016-02-01"},
                {"who": ["onu", "tadi"], "kind": "unknown"},
            ],
        )
    )
    assert set(paid(made, "child_allowance")) == {month("2023-11"), month("2023-12")}
    assert made.questions == ()


def test_without_a_pension_by_the_former_rules_the_standard_amount_begins_in_october() -> None:
    made = solve(_widow(former_pension=[]))
    assert min(paid(made, "survivors_allowance")) == month("2026-10")
    assert "gap_49" not in keys(made)
    other = solve(_widow(former_pension=[{"for_parent": "isa", "from": "2026-08-05"}]))
    assert any("former_rules_amount" in question.facts for question in other.questions)


def test_the_order_of_a_guardian_had_to_be_final_before_november_2018() -> None:
    def decided(**order: Any) -> Determination:
        guardianship = [
            {"guardian": "isa", "opened": "2017-12-01", "made_known": "2018-03-01", **order}
        ]
        parents = [{"who": "ema", "role": "mother"}]
        laps = kid("2015-03-05", parents=parents, guardianship=guardianship,
                   lives=[{"with": ["isa"]}])  # fmt: skip
        return solve(
            family(
                {"laps": laps},
                [claim("isa", "2018-03-20", ["guardianship_allowance"])],
                period={"from": "2018-03", "to": "2018-12"},
            )
        )

    made = decided(final="2018-04-01")
    assert min(paid(made, "guardianship_allowance")) == month("2018-04")
    asked = decided()
    assert any("guardianship_final_day" in question.facts for question in asked.questions)
    sure = {p.month for p in asked.payments if p.is_certain}
    assert sure == {month("2018-12")}


def test_days_of_parental_benefit_that_are_refused_are_told_with_what_bars_them() -> None:
    lives = [{"country": "EE", "ground": "citizen"}]
    answer = solve(
        parse(
            {
                "as_of": "2026-12-01",
                "period": {"from": "2026-09", "to": "2026-12"},
                "otherwise": "ordinary",
                "people": {"jaan": {"sex": "male", "birth": "1988-11-20", "residence": lives,
                                    "income": [], "previous_income_base": []}},
                "children": {"liis": {"birth": "2026-09-20", "expected": "2026-09-20",
                                      "residence": lives,
                                      "parents": [{"who": "jaan", "role": "father"}]}},
                "claims": [],
                "parental_days": [{"by": "jaan", "for": "liis", "kind": "fathers",
                                   "from": "2026-10-01", "to": "2026-10-20", "leave": "missing"}],
            }
        )
    )  # fmt: skip
    [right] = [r for r in answer.rights if r.benefit == "fathers_parental_benefit"]
    assert right.status is Status.REFUSED
    days = [date.fromordinal(day).isoformat() for day in (right.first, right.after or 0)]
    assert days == ["2026-10-01", "2026-10-21"]
    assert "leave_registered" in {ground.name for ground in right.grounds}


def asked_about(case: Case) -> set[str]:
    made = solve(case)
    return {fact for question in made.questions for fact in question.facts}


def test_a_small_child_is_not_asked_about_studies_abroad() -> None:
    def born(day: str) -> Case:
        child = {"birth": day, "parents": [{"who": "mari", "role": "mother"}]}
        return parse(
            {
                "as_of": "2026-11-26",
                "period": {"from": "2026-11", "to": "2027-02"},
                "otherwise": "ordinary",
                "people": {"mari": {"residence": EE}},
                "children": {
                    "liis": {
                        **child,
                        "residence": [{"country": "FI"}],
                        "lives": [{"with": ["mari"], "share": "full"}],
                    }
                },
                "claims": [{"by": "mari", "for": ["liis"], "received": "2026-11-01"}],
            }
        )

    assert "studies_abroad" not in asked_about(born("2026-10-20"))
    assert "studies_abroad" in asked_about(born("2022-10-20"))
    assert "studies_abroad" in asked_about(born("2023-01-20")), "turns four in January 2027"


def test_nobody_is_asked_whether_a_search_will_still_go_on() -> None:
    # The search began on 15 December 2025; whether it has failed is seen a year later only.
    case = parse(
        {
            "as_of": "2026-11-26",
            "period": {"from": "2026-10", "to": "2027-02"},
            "otherwise": "ordinary",
            "people": {
                "mari": {"residence": EE},
                "jaan": {"residence": EE, "missing": [{"from": "2025-12-15"}]},
            },
            "children": {
                "liis": {
                    "birth": "2019-10-20",
                    "residence": EE,
                    "parents": [
                        {"who": "mari", "role": "mother"},
                        {"who": "jaan", "role": "father"},
                    ],
                    "lives": [{"with": ["mari"], "share": "full"}],
                    "former_pension": [],
                }
            },
            "claims": [
                {
                    "by": "mari",
                    "for": ["liis"],
                    "benefits": ["survivors_allowance"],
                    "received": "2026-11-01",
                }
            ],
        }
    )
    made = solve(case)
    assert made.total[0] < made.total[1]
    assert "missing" not in {fact for question in made.questions for fact in question.facts}


def test_nobody_is_asked_about_a_bond_with_a_parent_who_had_died() -> None:
    # A marriage ends with death: what the file is silent about is no question afterwards.
    def asked(death: str) -> list[str]:
        home = [{"country": "EE", "ground": "citizen"}]
        parents = [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}]
        case = parse(
            {
                "as_of": "2026-11-28",
                "period": {"from": "2026-11", "to": "2026-11"},
                "otherwise": "ordinary",
                "people": {
                    "aino": {"residence": home},
                    "ema": {"residence": home, "death": "2026-08"},
                    "isa": {"residence": home, "death": death},
                },
                "children": {
                    "a": {
                        "birth": "2012-05-10",
                        "residence": home,
                        "parents": parents,
                        "lives": [{"with": ["aino"], "share": "full"}],
                    }
                },
                "claims": [
                    {
                        "by": "aino",
                        "for": "all",
                        "benefits": ["child_allowance"],
                        "received": "2026-09-01",
                    }
                ],
            }
        )
        return [
            name for question in Solved(case).determination.questions for name in question.facts
        ]

    assert asked("2026-10-03") == []
    assert asked("2026-11-20") == ["is_partner_of_parent", "is_registered_partner_of_parent"]


def test_what_nobody_told_is_asked_where_an_answer_is_only_compared() -> None:
    """Of a claim its benefits, of a state outside coordination the interval of its benefit."""
    resident = [{"country": "EE", "ground": "temporary"}]
    ukrainian = [{"country": "UA"}]
    swiss_work = [{"country": "CH", "kind": "employed", "from": "2020-01-01", "proof": "employer"}]
    swiss = {"country": "CH", "name": "toetus", "amount": "200", "currency": "CHF"}
    told = {
        "as_of": "2026-12-01", "period": {"from": "2026-11", "to": "2026-11"},
        "otherwise": "ordinary",
        "people": {
            "ema": {"birth": "1988-01-01", "sex": "female", "residence": resident,
                    "citizenship": ukrainian, "work": []},
            "isa": {"birth": "1985-01-01", "sex": "male", "citizenship": ukrainian,
                    "residence": [{"country": "CH", "lawful": True}], "work": swiss_work},
        },
        "children": {
            "laps": kid("2016-05-14", residence=resident, citizenship=ukrainian,
                        state_benefits=[swiss]),
        },
        "claims": [claim("ema", "2016-06-01", ["child_allowance"])],
        "exchange_rates": [{"currency": "CHF", "day": "2026-10-30", "rate": "0.93"}],
    }  # fmt: skip
    abroad = solve(parse(told))
    assert {fact for each in abroad.questions for fact in each.facts} == {"award_interval"}
    wanted = [{"from": "2026-02-10", "to": "2026-06-20"}]
    told = {
        "as_of": "2026-12-01", "period": {"from": "2026-01", "to": "2026-10"},
        "otherwise": "ordinary",
        "people": {"ema": {"residence": EE}, "isa": {"residence": EE, "wanted": wanted}},
        "children": {"laps": kid("2013-04-10", lives=[{"with": ["ema"], "share": "full"}])},
        "claims": [claim("ema", "2013-05-01", ["child_allowance"]),
                   {"by": "ema", "for": "all", "received": "2026-09-05"}],
    }  # fmt: skip
    unsure = solve(parse(told))
    asked = {fact for each in unsure.questions for fact in each.facts}
    assert asked == {"claims_single_parent_allowance"}


def test_what_is_asked_of_one_benefit_is_what_all_together_tell_of_it() -> None:
    """Where states set off benefits and where days are taxed together, too."""
    for name in ("eu_disputed_then_settled", "parental_benefit_two_parents"):
        whole = solved(name)
        for benefit in {each.benefit for each in whole.payments} | {"large_family_allowance"}:
            alone = whole.instead(whole.case)
            paid = tuple(each for each in whole.payments if each.benefit == benefit)
            assert alone.payments_of(benefit) == paid, (name, benefit)
            held = tuple(each for each in whole.rights if each.benefit == benefit)
            assert alone.rights_of(benefit) == held, (name, benefit)
