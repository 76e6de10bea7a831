"""Maintenance allowance in case files: what is open, who is paid, time limits, taking back."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from perenou.casework.as_json import determination_json
from perenou.casework.case_file import Case, parse, read
from perenou.casework.changes import changes
from perenou.casework.compare import compare
from perenou.casework.determination import Deadline, Determination, Payment, Status
from perenou.casework.facts import CaseFacts
from perenou.casework.report import Report
from perenou.casework.solve import Solved, solve
from perenou.casework.tell import tell
from perenou.casework.tell_why import tell_why
from perenou.language.grammar import LANGUAGES
from perenou.rules.types import NEVER
from perenou.rules.unknown import Open

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
COURT: Final = "maintenance_allowance_court"
ENFORCEMENT: Final = "maintenance_allowance_enforcement"
BANKRUPTCY: Final = "maintenance_allowance_bankruptcy"
HERE: Final = [{"country": "EE", "ground": "citizen"}]
FILE: Final[dict[str, Any]] = {
    "debtor": "isa",
    "title": [{"from": "2025-01-01", "month_amount": "260.00", "kind": "court"}],
    "enforcement": [{"opened": "2025-12-20"}],
    "received": [{"from": "2025-01", "to": "2026-12", "amount": "0"}],
}


def claim(*benefits: str, received: str = "2025-12-20", **more: Any) -> dict[str, Any]:
    return {"by": "ema", "for": ["laps"], "benefits": [*benefits], "received": received, **more}


def family(
    maintenance: object,
    claims: object,
    *,
    ordinary: bool = True,
    as_of: str = "2026-11-24",
    period: tuple[str, str] = ("2026-01", "2026-12"),
    **more: Any,
) -> Case:
    child: dict[str, Any] = {
        "birth": "2015-05-14",
        "residence": HERE,
        "parents": [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}],
        "lives": [{"with": ["ema"], "share": "full"}],
    }
    if maintenance is not None:
        child["maintenance"] = maintenance
    content: dict[str, Any] = {
        "as_of": as_of,
        "period": {"from": period[0], "to": period[1]},
        "people": {"ema": {"residence": HERE}, "isa": {}},
        "children": {"laps": {**child, **more}},
    }
    if claims is not None:
        content["claims"] = claims
    if ordinary:
        content["otherwise"] = "ordinary"
    return parse(copy.deepcopy(content))


def month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:]) - 1


def bounds(made: Determination | Solved, benefit: str) -> dict[int, tuple[int, int]]:
    return {p.month: (p.least, p.most) for p in made.payments if p.benefit == benefit}


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


# ---------------------------------------------------------------------- what is open


def test_a_month_without_receipts_told_is_open_and_never_zero() -> None:
    told = {**FILE, "received": [{"from": "2026-02", "amount": "40"}]}
    made = solve(family([told], [claim(ENFORCEMENT)], period=("2026-01", "2026-03")))
    assert bounds(made, ENFORCEMENT) == {
        month("2026-02"): (160_00, 160_00),
        month("2026-03"): (0, 200_00),
    }
    assert [question.facts for question in made.questions] == [("received_month",)]
    assert made.questions[0].about == ("isa", "laps")


def test_receipts_of_unknown_amount_are_open() -> None:
    told = {**FILE, "received": [{"from": "2026-02", "to": "2026-03", "amount": "unknown"}]}
    made = solve(family([told], [claim(ENFORCEMENT)], period=("2026-02", "2026-03")))
    assert set(bounds(made, ENFORCEMENT).values()) == {(0, 200_00)}


@pytest.mark.parametrize("part", ["title", "enforcement", "received"])
def test_a_part_that_is_not_known_leaves_the_amount_open(part: str) -> None:
    made = solve(family([{**FILE, part: "unknown"}], [claim(ENFORCEMENT)]))
    assert bounds(made, ENFORCEMENT)[month("2026-05")] == (0, 200_00)
    assert made.questions


def test_a_day_known_by_its_month_is_open_only_where_it_matters() -> None:
    told = {"debtor": "isa", "court": [{"ruling": "2026-03", "seeks": "award"}]}
    made = solve(family([told], [claim(COURT, received="2026-03-31")]))
    found = bounds(made, COURT)
    # From a ruling of 1 to 31 March: to 30 days of March, 29 to 31 of July, to 28 of August.
    assert found[month("2026-03")] == (0, 193_55)
    for each in ("2026-04", "2026-05", "2026-06"):
        assert found[month(each)] == (200_00, 200_00)
    assert found[month("2026-07")] == (187_10, 200_00)
    assert found[month("2026-08")] == (0, 180_65)
    assert ("court_ruling_day",) in [question.facts for question in made.questions]


def test_a_debtor_who_is_not_named_may_be_each_parent() -> None:
    told = {key: value for key, value in FILE.items() if key != "debtor"}
    solved = Solved(family([told], [claim(ENFORCEMENT)], period=("2026-05", "2026-05")))
    assert {(p.debtor, p.least, p.most) for p in solved.payments} == {
        ("ema", 0, 200_00),
        ("isa", 0, 200_00),
    }


@pytest.mark.parametrize(
    ("maintenance", "claims", "ordinary", "is_open"),
    [
        pytest.param(None, [claim(ENFORCEMENT)], True, False, id="ordinarily there is none"),
        pytest.param(None, [claim(ENFORCEMENT)], False, True, id="the file is silent"),
        pytest.param("unknown", [claim(ENFORCEMENT)], True, True, id="said to be unknown"),
        pytest.param([], [claim(ENFORCEMENT)], False, False, id="surely none"),
        pytest.param(None, [claim("child_allowance")], False, False, id="nobody claims it"),
        pytest.param(None, [{"by": "ema", "for": "all", "benefits": "all"}], False, False,
                     id="a claim for all family allowances is none for maintenance"),
        pytest.param(None, None, False, False, id="nor is anything known of claims"),
        pytest.param("unknown", None, False, True, id="unknown, and so are the claims"),
    ],
)  # fmt: skip
def test_what_silence_means(
    maintenance: object, claims: object, ordinary: bool, is_open: bool
) -> None:
    case = family(maintenance, claims, ordinary=ordinary)
    facts = CaseFacts(case)
    debtor = facts.carers.index((facts.people.index("isa"), 0))
    value = facts.line("is_maintenance_debtor", debtor).at(day("2026-05-01"))
    assert isinstance(value, Open) is is_open
    if not is_open:
        assert value is False


def test_only_a_parent_owes_unless_the_file_says_otherwise() -> None:
    case = family("unknown", None, parents=[{"who": "ema", "role": "mother"}])
    facts = CaseFacts(case)
    stranger = facts.carers.index((facts.people.index("isa"), 0))
    assert facts.line("is_maintenance_debtor", stranger).always(False)


def test_without_otherwise_the_parts_left_out_are_open() -> None:
    told = {"debtor": "isa", "title": FILE["title"], "received": FILE["received"]}
    solved = Solved(family([told], [claim(ENFORCEMENT)], ordinary=False))
    assert bounds(solved, ENFORCEMENT)[month("2026-05")] == (0, 200_00)
    whole = {**told, "court": [], "bankruptcy": [], "enforcement": FILE["enforcement"]}
    asked = {
        fact
        for question in solve(family([whole], [claim(ENFORCEMENT)], ordinary=False)).questions
        for fact in question.facts
    }
    assert "somebody_else_maintains" in asked
    assert not asked & {"court_ruling_day", "bankruptcy_declared_day", "enforcement_opened_day"}


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"somebody_else_maintains": "unknown"}, "somebody_else_maintains"),
        ({"enforcement": [{"where": "unknown", "opened": "2025-12-20"}]}, "enforced_only_abroad"),
        ({"enforcement": [{"where": "abroad", "abroad_confirmed": "2025-12-20"}]},
         "bailiff_authorised"),
        ({"enforcement": [{"where": "abroad", "bailiff_authorised": True}]},
         "abroad_confirmed_day"),
        ({"bankruptcy": [{"enforcement_stayed": "2026-02-10"}]}, "bankruptcy_declared_day"),
        ({"title": [{"kind": "court"}]}, "title_month"),
    ],
)  # fmt: skip
def test_what_is_asked(change: dict[str, Any], fact: str) -> None:
    made = solve(family([{**FILE, **change}], [claim(ENFORCEMENT, BANKRUPTCY)]))
    assert fact in {each for question in made.questions for each in question.facts}


def test_a_title_of_unknown_kind_matters_only_before_july_2022() -> None:
    told = {
        **FILE,
        "title": [{"month_amount": "260.00"}],
        "enforcement": [{"opened": "2021-12-20"}],
        "received": [{"from": "2022-01", "to": "2022-12", "amount": "0"}],
    }
    made = solve(
        family([told], [claim(ENFORCEMENT, received="2021-12-20")], period=("2022-06", "2022-07"))
    )
    assert bounds(made, ENFORCEMENT) == {
        month("2022-06"): (0, 100_00),
        month("2022-07"): (100_00, 100_00),
    }


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        pytest.param({}, False, id="a claim that says everything"),
        pytest.param({"benefits": "unknown"}, True, id="benefits unknown"),
        pytest.param({"for": "unknown"}, True, id="children unknown"),
        pytest.param({"debtor": "unknown"}, True, id="debtor unknown"),
        pytest.param({"debtor": "isa"}, False, id="debtor named"),
        pytest.param({"received": "unknown"}, True, id="day unknown"),
        pytest.param({"received": "2025-12"}, False, id="day known by a month before it matters"),
    ],
)
def test_how_much_of_a_claim_must_be_known(change: dict[str, Any], is_open: bool) -> None:
    case = family([FILE], [{**claim(ENFORCEMENT), **change}])
    found = bounds(Solved(case), ENFORCEMENT)[month("2026-05")]
    assert found == ((0, 200_00) if is_open else (200_00, 200_00))


def test_a_claim_against_another_debtor_is_none_against_this_one() -> None:
    told = [FILE, {**FILE, "debtor": "ema"}]
    made = solve(family(told, [claim(ENFORCEMENT, debtor="ema")]))
    assert {p.debtor for p in made.payments} == {"ema"}


# ---------------------------------------------------------------------- several proceedings


def test_each_month_belongs_to_one_of_two_files() -> None:
    told = {
        **FILE,
        "enforcement": [
            {"opened": "2026-05-20"},
            {"opened": "2025-12-20", "closed": "2026-04-10"},
        ],
    }
    claims = [claim(ENFORCEMENT), claim(ENFORCEMENT, received="2026-05-20")]
    made = solve(family([told], claims, period=("2026-01", "2026-09")))
    assert sorted(bounds(made, ENFORCEMENT)) == [
        month(each) for each in ("2026-02", "2026-03", "2026-04", "2026-07", "2026-08", "2026-09")
    ]


def test_a_file_that_closes_in_the_month_of_the_next_keeps_that_month() -> None:
    told = {
        **FILE,
        "enforcement": [
            {"opened": "2025-12-20", "closed": "2026-05-10"},
            {"opened": "2026-05-20"},
        ],
    }
    claims = [claim(ENFORCEMENT), claim(ENFORCEMENT, received="2026-06-02")]
    made = solve(family([told], claims, period=("2026-04", "2026-08")))
    assert sorted(bounds(made, ENFORCEMENT)) == [
        month(each) for each in ("2026-04", "2026-05", "2026-07", "2026-08")
    ]


def test_of_two_files_one_of_unknown_day_leaves_all_months_open() -> None:
    told = {**FILE, "enforcement": [{"opened": "2025-12-20"}, {"opened": "unknown"}]}
    made = solve(family([told], [claim(ENFORCEMENT)], period=("2026-05", "2026-05")))
    assert bounds(made, ENFORCEMENT) == {month("2026-05"): (0, 200_00)}


def test_proceedings_long_before_the_horizon_do_not_disturb() -> None:
    told = {
        **FILE,
        "enforcement": [
            {"opened": "2015-06-01", "closed": "2015-12-31"},
            {"opened": "2016-06-01", "closed": "2016-12-31"},
            {"opened": "2025-12-20"},
        ],
    }
    made = solve(family([told], [claim(ENFORCEMENT)], period=("2026-02", "2026-02"),
                        birth="2014-01-01"))  # fmt: skip
    assert bounds(made, ENFORCEMENT) == {month("2026-02"): (200_00, 200_00)}


def test_two_bankruptcies_and_a_refused_petition() -> None:
    told = {
        **FILE,
        "bankruptcy": [
            {"enforcement_stayed": "2026-02-10", "enforcement_resumed": "2026-04-20",
             "declared": False},
            {"declared": "2026-07-10", "order_final": "2026-09-05"},
        ],
    }  # fmt: skip
    made = solve(
        family([told], [claim(ENFORCEMENT), claim(BANKRUPTCY, received="2026-08-01")],
               period=("2026-02", "2026-10"))
    )  # fmt: skip
    assert sorted(bounds(made, ENFORCEMENT)) == [
        month(each) for each in ("2026-02", "2026-04", "2026-05", "2026-06", "2026-07")
    ]
    assert sorted(bounds(made, BANKRUPTCY)) == [month("2026-08"), month("2026-09")]


def test_a_claim_from_before_the_ruling_is_not_for_these_proceedings() -> None:
    told = {"debtor": "isa", "court": [{"ruling": "2026-03-10", "seeks": "award"}]}
    early = solve(family([told], [claim(COURT, received="2026-03-09")]))
    assert bounds(early, COURT) == {}
    same_day = solve(family([told], [claim(COURT, received="2026-03-10")]))
    assert bounds(same_day, COURT)


def test_the_posting_counts_as_the_claim() -> None:
    told = {"debtor": "isa", "court": [{"ruling": "2026-03-10", "seeks": "award"}]}
    posted = claim(COURT, received="2026-04-27", posted="2026-04-24", channel="post")
    assert bounds(solve(family([told], [posted])), COURT)
    late = claim(COURT, received="2026-04-27")
    assert bounds(solve(family([told], [late])), COURT) == {}


# ---------------------------------------------------------------------- payments and rights


def payment(made: Determination, benefit: str, when: str) -> Payment:
    return next(p for p in made.payments if p.benefit == benefit and p.month == month(when))


def test_a_payment_says_payee_debtor_days_and_by_when() -> None:
    told = {**FILE, "court": [{"ruling": "2026-03-10", "seeks": "award"}], "enforcement": []}
    made = solve(family([told], [claim(COURT, received="2026-03-20")]))
    first = payment(made, COURT, "2026-03")
    assert (first.payees, first.for_whom, first.debtor) == (("ema",), ("laps",), "isa")
    assert (first.days, first.least, first.paid_by) == (21, 135_48, day("2026-04-30"))
    assert payment(made, COURT, "2026-04").days == 30
    enforced = solve(family([FILE], [claim(ENFORCEMENT)]))
    february = payment(enforced, ENFORCEMENT, "2026-02")
    assert (february.days, february.paid_by) == (28, day("2026-03-31"))


def test_rights_name_holder_and_debtor_and_say_why_not() -> None:
    nothing = {"from": "2025-01", "to": "2026-03", "amount": "0"}
    enough = {"from": "2026-04", "to": "2026-12", "amount": "230"}
    told = {**FILE, "received": [nothing, enough]}
    made = solve(family([told], [claim(ENFORCEMENT)]))
    rights = [r for r in made.rights if r.benefit == ENFORCEMENT]
    assert [(r.status, r.holder, r.debtor) for r in rights] == [
        (Status.REFUSED, None, "isa"),
        (Status.GRANTED, "ema", "isa"),
        (Status.REFUSED, None, "isa"),
    ]
    assert [g.name for g in rights[0].grounds] == ["is_accounting_month"]
    assert [g.name for g in rights[2].grounds] == ["arrears_remain"]


def test_an_unclaimed_and_a_suspended_right() -> None:
    unclaimed = solve(family([FILE], []))
    statuses = {r.status for r in unclaimed.rights if r.benefit == ENFORCEMENT}
    assert Status.UNCLAIMED in statuses
    case = family([FILE], [claim(ENFORCEMENT)], separated=[{"from": "2026-06-10"}])
    spells = {
        (r.status, r.first) for r in solve(case).rights if r.benefit == ENFORCEMENT and r.debtor
    }
    assert (Status.SUSPENDED, day("2026-07-01")) in spells


@pytest.mark.parametrize(
    ("case", "of", "said"),
    [
        # 45 days from 3.09.2026 end on Sunday 18.10; the claim came a day after the Monday.
        pytest.param(
            {"court": [{"ruling": "2026-09-03", "seeks": "award"}]},
            claim(COURT, received="2026-10-20"),
            "taotlemise viimane päev: 19. oktoober 2026; PHS § 52 lg 1)", id="court",
        ),
        # Declared on 10.02.2026, claimed more than six months later: six calendar months back.
        pytest.param(
            {"title": FILE["title"], "received": FILE["received"],
             "bankruptcy": [{"declared": "2026-02-10"}]},
            claim(BANKRUPTCY, received="2026-09-15"), "1. märts 2026; PHS § 52 lg 1¹)",
            id="bankruptcy",
        ),
    ],
)  # fmt: skip
def test_a_late_claim_is_told_its_time_limit(case: Any, of: Any, said: str) -> None:
    report = tell(solve(family([{"debtor": "isa", **case}], [of])))
    assert said in told(report, "rights")


def test_the_adult_child_is_paid_without_a_claim_of_its_own() -> None:
    case = read(EXAMPLES / "maintenance_debtor_abroad.yaml")
    payees = {p.month: p.payees for p in solve(case).payments if p.benefit == ENFORCEMENT}
    assert payees[month("2026-06")] == ("anne",)
    assert payees[month("2026-07")] == ("siim",)


def test_two_debtors_are_compared_apart() -> None:
    both = [FILE, {**FILE, "debtor": "ema"}]
    before = solve(family(both, [claim(ENFORCEMENT)], period=("2026-02", "2026-02")))
    less = [FILE, {**FILE, "debtor": "ema", "received": [{"from": "2026-02", "amount": "50"}]}]
    after = solve(family(less, [claim(ENFORCEMENT)], period=("2026-02", "2026-02")))
    assert [(d.debtor, d.before, d.after) for d in compare(before, after).differences] == [
        ("ema", (200_00, 200_00), (150_00, 150_00))
    ]


def test_coming_changes_speak_of_the_child() -> None:
    told = {**FILE, "enforcement": [{"opened": "2025-12-20", "closed": "2027-01-10"}],
            "received": [{"from": "2025-01", "to": "2027-12", "amount": "0"}]}  # fmt: skip
    found = [
        c for c in changes(Solved(family([told], [claim(ENFORCEMENT)]))) if c.benefit == ENFORCEMENT
    ]
    assert [(c.about, c.day, c.after) for c in found] == [("laps", day("2027-02-01"), (0, 0))]


# ---------------------------------------------------------------------- time limits


def deadlines(case: Case) -> list[Deadline]:
    return [
        d for d in solve(case).deadlines if d.benefit.startswith("maintenance") or not d.benefit
    ]


def test_time_limits_for_claiming() -> None:
    court = {"debtor": "isa", "court": [{"ruling": "2026-11-10", "seeks": "award"}]}
    (last,) = deadlines(family([court], []))  # 25 December and the two days after it are days off
    assert (last.kind, last.day, last.about, last.citation) == (
        "one_off_claim", day("2026-12-28"), ("isa", "laps"), "PHS § 52 lg 1",
    )  # fmt: skip
    (lost,) = deadlines(family([FILE], []))
    assert (lost.kind, lost.day, lost.citation) == (
        "month_lost",
        day("2026-11-30"),
        "PHS § 51 lg 3",
    )
    bankrupt = {**FILE, "enforcement": [], "bankruptcy": [{"declared": "2026-09-10"}]}
    (six,) = deadlines(family([bankrupt], []))
    assert (six.kind, six.day, six.citation) == ("claim", day("2027-03-10"), "PHS § 52 lg 1¹")
    later = {**FILE, "enforcement": [], "bankruptcy": [{"declared": "2026-03-10"}]}
    (month_lost,) = deadlines(family([later], []))
    assert (month_lost.kind, month_lost.day) == ("month_lost", day("2026-11-30"))
    unknown = {**FILE, "enforcement": [], "bankruptcy": [{"declared": "2026-03"}]}
    assert [d.kind for d in deadlines(family([unknown], []))] == []
    ended = {**FILE, "enforcement": [{"opened": "2025-12-20", "closed": "2026-10-10"}]}
    assert deadlines(family([ended], [])) == []


@pytest.mark.parametrize(
    ("benefits", "limit"),
    [
        pytest.param((COURT,), "2026-12-04", id="ten working days"),
        pytest.param((ENFORCEMENT,), None, id="a measure, not a decision"),
        pytest.param((ENFORCEMENT, BANKRUPTCY), "2026-12-04", id="one of them is decided"),
        pytest.param(("child_allowance", COURT), "2027-01-06", id="with a family allowance"),
    ],
)
def test_time_for_deciding(benefits: tuple[str, ...], limit: str | None) -> None:
    case = family([FILE], [claim(*benefits, received="2026-11-20")])
    found = [d.day for d in solve(case).deadlines if d.kind == "decision"]
    assert found == ([] if limit is None else [day(limit)])


# ---------------------------------------------------------------------- money taken back


def test_enforcement_debts_are_not_set_off_against_enforcement_allowance() -> None:
    told = {**FILE, "received": [{"from": "2025-01", "to": "2026-09", "amount": "200"},
                                 {"from": "2026-10", "to": "2026-12", "amount": "0"}]}  # fmt: skip
    overpaid = {"benefit": ENFORCEMENT, "payee": "ema", "for": ["laps"], "from": "2026-08",
                "to": "2026-09", "amount": "200.00"}  # fmt: skip
    child = claim("child_allowance", received="2017-01-09")
    case = family([told], [claim(ENFORCEMENT), child])
    content = case.model_copy(update={"paid": parse({"paid": [overpaid], "people": {"ema": {}},
                                                     "children": {"laps": {}}}).paid})  # fmt: skip
    made = solve(content)
    # 20 % of the 80 euros of child allowance; the 200 of November are left alone.
    (apart,) = made.set_offs
    assert (apart.total, apart.most_a_month, apart.citation) == (400_00, 16_00, "PHS § 56 lg 2")
    other = {**overpaid, "benefit": "child_allowance", "amount": "90.00"}
    content = case.model_copy(update={"paid": parse({"paid": [other], "people": {"ema": {}},
                                                     "children": {"laps": {}}}).paid})  # fmt: skip
    (ordinary,) = solve(content).set_offs
    assert (ordinary.total, ordinary.citation) == (20_00, "PHS § 14 lg 2")


def court(**more: Any) -> dict[str, Any]:
    return {
        "debtor": "isa",
        "title": [{"from": "2026-03-01", "month_amount": "190.00", "kind": "court"}],
        "court": [{"ruling": "2026-03-10", "seeks": "award", "ended": "2026-06-12", **more}],
        "received": [
            {"from": "2026-03", "to": "2026-04", "amount": "0"},
            {"from": "2026-05", "to": "2026-12", "amount": "60"},
        ],
    }


@pytest.mark.parametrize(
    ("more", "recovered"),
    [
        pytest.param({"outcome": "award"}, [], id="nothing"),
        pytest.param(
            {"outcome": "no_award"},
            [("ended_without_award", "2026-03", "2026-06", 735_48, 735_48)],
            id="all of it without an award",
        ),
        pytest.param({"outcome": "defendant_died"}, [], id="unless the defendant died"),
        pytest.param(
            {"outcome": "award", "debtor_began_paying": "2026-05-20", "debtor_knew": False},
            [("debtor_paid_in_court_time", "2026-05", "2026-06", 120_00, 120_00)],
            id="what came twice",
        ),
        pytest.param(
            {"outcome": "award", "debtor_began_paying": "2026-05-20", "debtor_knew": True},
            [],
            id="the debtor knew",
        ),
        pytest.param(
            {"outcome": "award", "debtor_began_paying": "2026-05-20"},
            [("debtor_paid_in_court_time", "2026-05", "2026-06", 0, 120_00)],
            id="open whether the debtor knew",
        ),
        pytest.param(
            {"outcome": "unknown"},
            [("ended_without_award", "2026-03", "2026-06", 0, 735_48)],
            id="open how it ended",
        ),
    ],
)
def test_recovery_from_the_recipient(more: dict[str, Any], recovered: list[object]) -> None:
    made = solve(family([court(**more)], [claim(COURT, received="2026-04-24")]))
    found = [
        (
            each.ground,
            f"{each.first_month // 12}-{each.first_month % 12 + 1:02}",
            f"{each.last_month // 12}-{each.last_month % 12 + 1:02}",
            each.least,
            each.most,
        )
        for each in made.recoveries
    ]
    assert found == recovered
    for each in made.recoveries:
        assert (each.payees, each.citation) == (("ema",), "PHS § 56 lg 1")


def test_the_states_claim_of_court_time_goes_up_to_the_award() -> None:
    case = family([court(outcome="award")], [claim(COURT, received="2026-04-24")])
    passed = {e.month: e.passed_in_court_time for e in solve(case).state_claims}
    assert passed[month("2026-03")] == 135_48
    assert passed[month("2026-04")] == 190_00
    assert passed[month("2026-07")] == 0
    none = family([court(outcome="no_award")], [claim(COURT, received="2026-04-24")])
    assert solve(none).state_claims == ()


def test_what_comes_in_goes_to_the_child_first() -> None:
    made = solve(read(EXAMPLES / "maintenance_enforcement_and_bankruptcy.yaml"))
    course = {e.month: e for e in made.state_claims if e.child == "oskar"}
    november, december = course[month("2026-11")], course[month("2026-12")]
    # Owed from October 2025 on: 15 months of 260 = 3900; the State paid 1760, and 40 + 230 came in.
    assert november.owed_to_state == 1760_00
    assert november.owed_to_child == 14 * 260_00 - 1760_00 - 270_00
    assert december.collected == 2500_00
    assert december.childs_part == 15 * 260_00 - 1760_00 - 270_00
    assert december.states_part == 2500_00 - december.childs_part
    assert december.owed_to_child == 0
    assert december.owed_to_state == 1760_00 - december.states_part


def test_the_course_ends_before_the_first_open_month() -> None:
    told = {**FILE, "received": [{"from": "2025-01", "to": "2026-04", "amount": "0"}]}
    claims = solve(family([told], [claim(ENFORCEMENT)])).state_claims
    assert [e.month for e in claims][-1] == month("2026-04")
    nothing = {**FILE, "received": "unknown"}
    assert solve(family([nothing], [claim(ENFORCEMENT)])).state_claims == ()


# ---------------------------------------------------------------------- told


NAMES: Final = (
    "maintenance_enforcement_and_bankruptcy",
    "maintenance_in_court",
    "maintenance_debtor_abroad",
)


def told(report: Report, key: str) -> str:
    section = report.section(key)
    assert section is not None, key
    return (
        " ".join(line.text for line in section.lines)
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        .replace("\N{NO-BREAK SPACE}", " ")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_told_in_each_language(name: str, language: Any) -> None:
    report = tell(solve(read(EXAMPLES / f"{name}.yaml")), language)
    assert report.section("state_claims") is not None
    assert report.section("payments") is not None


def test_how_recovery_and_the_states_claim_are_told() -> None:
    report = tell(solve(read(EXAMPLES / "maintenance_in_court.yaml")))
    assert told(report, "recoveries") == (
        "Kadri Näide: kohtumenetlusaegne elatisabi, Mirjam Näide (võlgnik Peeter Näide), "
        "mai–juuni 2026 – tagasi nõutakse 120 eurot. Põhjus: võlgnik maksis elatist, "
        "teadmata nõude üleminekust riigile. (PHS § 56 lg 1)"
    )
    assert "585,48 eurot" in told(report, "state_claims")
    assert "hiljemalt 31. mail 2026" in told(report, "payments")
    rights = told(report, "rights")
    whose = "Mirjam Näide (võlgnik Peeter Näide) (saaja Kadri Näide)"
    assert f"{whose}: õigus on märtsist kuni juunini 2026" in rights


def test_the_table_of_the_states_claim_leaves_out_months_that_do_not_touch_it() -> None:
    report = tell(solve(read(EXAMPLES / "maintenance_enforcement_and_bankruptcy.yaml")))
    section = report.section("state_claims")
    assert section is not None
    assert section.table is not None
    months = [row[1] for row in section.table.rows if "Oskar" in row[0]]
    assert months[0] == "veebruar 2026"
    assert "mai 2026" not in months
    assert months[-1] == "detsember 2026"


def test_recovery_of_an_open_amount_and_payee_is_told() -> None:
    case = family(
        [court(outcome="unknown")],
        [claim(COURT, received="2026-04-24")],
        lives="unknown",
    )
    report = tell(solve(case))
    assert "0 kuni 735,48 eurot" in told(report, "recoveries")


@pytest.mark.parametrize("benefit", [COURT, ENFORCEMENT, BANKRUPTCY])
@pytest.mark.parametrize("name", NAMES)
def test_why_is_told(name: str, benefit: str) -> None:
    lines = tell_why(Solved(read(EXAMPLES / f"{name}.yaml")), benefit)
    assert len(lines) > 2


def test_other_programs_get_debtor_recovery_and_claim() -> None:
    content = json.loads(determination_json(Solved(read(EXAMPLES / "maintenance_in_court.yaml"))))
    paid = [each for each in content["payments"] if each["benefit"] == COURT]
    assert paid[0]["debtor"] == "peeter"
    assert paid[0]["paid_by"] == "2026-05-31"
    assert {each["debtor"] for each in content["payments"]} == {None, "peeter"}
    assert content["recoveries"][0]["least"]["cents"] == 120_00
    assert content["state_claims"][1]["passed_in_court_time"]["euros"] == "190.00"
    assert any(each["debtor"] == "peeter" for each in content["rights"])


def test_a_day_that_never_came_stays_never() -> None:
    facts = CaseFacts(family([FILE], [claim(ENFORCEMENT)]))
    row = facts.carers.index((facts.people.index("isa"), 0))
    assert facts.line("enforcement_closed_day", row).always(NEVER)
    assert facts.line("court_ruling_day", row).always(NEVER)
