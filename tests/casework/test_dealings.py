"""Dealings with another state's institution, from a case file to what is told."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.casework.test_coordination import LAPSILISA, family, worker

from perenou.casework.as_json import determination_json
from perenou.casework.case_file import dump, read, read_text
from perenou.casework.case_file.change import changed
from perenou.casework.dealing_answer import DealingAnswer
from perenou.casework.determination import Determination
from perenou.casework.solve import Solved, solve
from perenou.casework.tell import tell
from perenou.language.grammar import LANGUAGES
from perenou.rules.rule import day_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "eu_disputed_then_settled.yaml"

Data = Mapping[str, object]


def event(on: str, what: str, by: str = "EE", **more: object) -> Data:
    return {"on": on, "what": what, "by": by, **more}


CLAIM = event("2026-01-12", "claim")
DECIDED = event("2026-02-09", "provisional_decision", first="FI")
FORWARDED = event("2026-02-09", "forwarded")
ARRIVED = event("2026-02-11", "arrived", "FI")
DISPUTED = event("2026-03-20", "disputed", "FI", reason="ema töötab")
SETTLED = event("2026-09-15", "settled", first="FI")
SENT = (CLAIM, DECIDED, FORWARDED, ARRIVED)
AT_HOME: Data = {"work": []}


def with_dealing(
    *events: Data, as_of: str = "2026-11-24", dealing: Data | None = None, **more: object
) -> Determination:
    """A mother at home in Estonia, a father who works in Finland, dealings with Finland."""
    told = [{"country": "FI", "events": list(events), **(dealing or {})}]
    more.setdefault("mari", AT_HOME)
    return solve(family(**{"dealings": told, "as_of": as_of, **more}))  # type: ignore[arg-type]


def the_only(made: Determination) -> DealingAnswer:
    assert len(made.dealings) == 1
    return made.dealings[0]


def steps(made: Determination) -> list[tuple[str, str]]:
    return [(step.code, step.way) for step in the_only(made).steps]


def deadlines(made: Determination) -> dict[str, int]:
    return {each.kind: each.day for each in made.deadlines if "state:FI" in each.about}


def text(made: Determination, key: str = "dealings", language: str = "et") -> str:
    section = tell(made, language).section(key)  # type: ignore[arg-type]
    assert section is not None
    return " ".join(" ".join(line.text for line in section.lines).split())


# ---------------------------------------------------------------- before anything was done


def test_a_new_claim_begins_dealings_with_the_state_that_pays_first() -> None:
    # 883/2004 art 68(3)(a), 987/2009 art 60(3): the file tells of no dealings yet.
    claims = [{"by": "mari", "for": "all", "benefits": "all", "received": "2026-11-20"}]

    def on(as_of: str, **more: object) -> Determination:
        return solve(family(mari=AT_HOME, claims=claims, as_of=as_of, **more))  # type: ignore[arg-type]

    made = on("2026-11-24")
    assert (the_only(made).state, the_only(made).stage) == ("FI", "to_forward")
    assert steps(made) == [("F001", "send")]
    assert "owes_provisional_decision" in dict(the_only(made).duties)
    assert "F001" in text(made)
    # Nothing is added to what the file tells, nor long after the claim was decided on.
    told = [{"country": "FI", "events": [event("2026-11-20", "claim")]}]
    assert the_only(on("2026-11-24", dealings=told)) == the_only(made)
    assert on("2027-03-01").dealings == ()
    # Where Estonia pays first there is no other state to decide.
    assert solve(family(claims=claims)).dealings == ()


# ---------------------------------------------------------------- the example, day by day


@pytest.mark.parametrize(
    ("as_of", "stage", "documents", "month"),
    [
        ("2026-01-20", "to_forward", [("F001", "send")], 37649),
        ("2026-02-20", "awaited", [("F002", "expect")], 37649),
        ("2026-03-21", "disputed", [("F004", "send")], 71000),
        ("2026-04-20", "disputed", [("F005", "expect")], 71000),
        (
            "2026-09-16",
            "settled",
            [("F003", "send"), ("F003", "expect"), ("R008", "send")],
            37649,
        ),
        ("2026-11-24", "settled", [], 37649),
    ],
)
def test_the_example_from_day_to_day(
    as_of: str, stage: str, documents: list[tuple[str, str]], month: int
) -> None:
    made = solve(read(EXAMPLE), as_of=day_of(as_of))
    assert the_only(made).stage == stage
    assert steps(made) == documents
    assert sum(p.least for p in made.payments if p.month % 12 == 5) == month


def test_the_example_ends_with_a_claim_between_institutions_and_none_on_the_family() -> None:
    made = solve(read(EXAMPLE))
    (claim,) = the_only(made).claims
    # Nine months of 710.00 paid where 376.49 was owed.
    assert claim.amount == 9 * (71000 - 37649) == 300159
    assert (claim.creditor, claim.debtor) == ("EE", "FI")
    assert (claim.stated, claim.transferred, claim.left) == (300159, 200000, 100159)
    assert made.set_offs == ()
    assert sum(balance.overpaid for balance in made.balances) == claim.amount
    assert "perelt" in text(made, "balances").lower()


def test_without_a_settlement_the_same_overpayment_is_the_familys() -> None:
    case = read(EXAMPLE).model_copy(update={"dealings": ()})
    made = solve(case)
    assert [each.total for each in made.set_offs] == [300159]
    assert made.set_offs[0].elsewhere == ("FI",)
    assert "Soome" in text(made, "balances")


# ---------------------------------------------------------------- stages and clocks


def test_the_two_months_are_a_deadline_with_a_reminder_of_our_own() -> None:
    made = with_dealing(*SENT, as_of="2026-02-20")
    found = deadlines(made)
    assert found["position_expected"] == day_of("2026-04-11")
    assert found["position_reminder"] == day_of("2026-03-28")
    assert the_only(made).stage == "awaited"
    assert "eu_two_months_end" in {doubt.key for doubt in made.doubts}


def test_without_the_day_of_receipt_no_clock_runs() -> None:
    made = with_dealing(CLAIM, DECIDED, FORWARDED)
    assert the_only(made).clocks == ()
    assert "position_expected" not in deadlines(made)
    assert "kättesaamise kinnitusest" in text(made)


def test_a_day_that_is_not_known_leaves_the_stage_open() -> None:
    made = with_dealing(CLAIM, DECIDED, FORWARDED, event("2026-09", "arrived", "FI"))
    assert the_only(made).stage == "open"
    made = with_dealing(CLAIM, DECIDED, FORWARDED, event("2026-03", "arrived", "FI"))
    assert the_only(made).stage == "silent"


def test_an_event_known_by_its_month_is_told_so() -> None:
    made = with_dealing(CLAIM, event("2026-03", "information_asked"), event("unknown", "check"))
    section = tell(made).section("dealings")
    assert section is not None
    assert section.table is not None
    assert {row[0] for row in section.table.rows} >= {"märts 2026", "lahtine"}


def test_dealings_of_which_nothing_is_told_yet() -> None:
    made = with_dealing()
    assert the_only(made).stage == "begun"
    assert the_only(made).asked == ""
    about_another = with_dealing(CLAIM, dealing={"for": []})
    assert about_another.dealings == ()


def test_silence_binds_and_is_reminded_of() -> None:
    made = with_dealing(*SENT, mari={}, as_of="2026-05-04")
    assert the_only(made).stage == "silent"
    assert the_only(made).first == "FI"
    assert the_only(made).derived == "EE"
    assert ("X", "send") in steps(made)
    assert "Tuleb kontrollida, kumb on õige" in text(made)
    reminded = with_dealing(*SENT, event("2026-04-20", "reminder"), mari={}, as_of="2026-05-04")
    assert ("X", "send") not in steps(reminded)


def test_agreement_makes_it_definitive_at_once() -> None:
    made = with_dealing(*SENT, event("2026-03-02", "agreed", "FI"), as_of="2026-03-03")
    assert the_only(made).stage == "agreed"
    assert {each.reason for each in made.state_months if each.state == "FI"} == {"definitive"}


def test_a_late_objection_is_a_doubt_and_changes_nothing() -> None:
    made = with_dealing(*SENT, event("2026-05-20", "disputed", "FI"))
    assert the_only(made).stage == "silent"
    assert "eu_late_objection" in {doubt.key for doubt in made.doubts}


def test_a_dispute_may_go_to_the_commission_after_a_month() -> None:
    made = with_dealing(*SENT, DISPUTED, as_of="2026-04-01")
    assert deadlines(made)["commission"] == day_of("2026-04-20")
    assert the_only(made).payers == (("juku", "EE"),)
    assert "eu_supplement_meanwhile" in {doubt.key for doubt in made.doubts}
    asked = event("2026-05-04", "commission")
    made = with_dealing(*SENT, DISPUTED, asked, as_of="2026-06-01")
    assert deadlines(made)["conciliation"] == day_of("2026-11-04")
    assert "lepitab" in text(made)
    assert {each.reason for each in made.state_months if each.state == "EE"} == {"meanwhile"}


def test_what_was_settled_is_told_as_the_reason() -> None:
    made = with_dealing(*SENT, DISPUTED, SETTLED)
    assert {each.reason for each in made.state_months if each.state == "FI"} == {"settled"}
    assert deadlines(made)["statement_own"] == day_of("2026-12-15")


def test_estonia_is_the_one_asked_to_answer() -> None:
    theirs = (
        event("2026-01-05", "claim", "FI"),
        event("2026-01-20", "provisional_decision", "FI", first="EE"),
        event("2026-01-20", "forwarded", "FI"),
        event("2026-01-28", "arrived", "EE"),
    )
    made = with_dealing(*theirs, as_of="2026-02-10")
    assert the_only(made).stage == "to_answer"
    assert steps(made) == [("F002", "send")]
    assert deadlines(made)["position_own"] == day_of("2026-03-28")
    missing = {key for step in the_only(made).steps for key, _ in step.missing}
    assert {"position", "reasons"} <= missing
    # Estonia stays silent: it pays first although the facts say Finland.
    made = with_dealing(*theirs, as_of="2026-03-29")
    assert the_only(made).first == "EE"
    assert made.total == (8000, 8000)


def test_further_steps() -> None:
    asked = event("2026-10-01", "information_asked")
    made = with_dealing(*SENT, asked)
    assert ("F027", "expect") in steps(made)
    answered = event("2026-10-20", "information_given", "FI")
    assert ("F027", "expect") not in steps(with_dealing(*SENT, asked, answered))
    again = event("2026-11-02", "information_asked")
    assert ("F027", "expect") in steps(with_dealing(*SENT, asked, answered, again))
    old = [{**each, "on": str(each["on"]).replace("2026", "2025")} for each in SENT]
    assert ("F001", "send") in steps(with_dealing(*old))
    checked = event("2026-06-01", "check")
    assert ("F001", "send") not in steps(with_dealing(*old, checked))


def test_a_claim_that_is_forwarded_undecided_wants_a_decision() -> None:
    made = with_dealing(CLAIM, FORWARDED, ARRIVED, as_of="2026-03-01")
    assert the_only(made).stage == "to_decide"
    assert the_only(made).duties[0][0] == "owes_provisional_decision"
    assert "Failis kirjeldatud eluolude järgi maksab esimesena Soome." in text(made)


def test_what_a_document_lacks_is_named() -> None:
    made = with_dealing(CLAIM, mari={"name": None, "birth": None, "work": []})
    missing = the_only(made).steps[0].missing
    assert ("parents", "mari") in missing
    assert ("provisional_decision", "") in missing
    assert ("work", "mari") not in missing
    assert "Teadmata: " in text(made)


def test_a_supplement_before_the_amounts_are_reported_is_provisional() -> None:
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    wanted = event("2026-02-20", "supplement_asked")
    made = with_dealing(*SENT, wanted, as_of="2026-03-01", juku=finnish)
    assert [each.is_provisional for each in made.state_months if each.state == "EE"] == [True]
    assert "owes_provisional_supplement" in {name for name, _ in the_only(made).duties}
    assert "ajutine" in text(made, "states")
    reported = event("2026-02-25", "amounts_reported", "FI")
    made = with_dealing(*SENT, wanted, reported, as_of="2026-03-01", juku=finnish)
    assert [each.is_provisional for each in made.state_months if each.state == "EE"] == [False]


# ---------------------------------------------------------------- money, payees, recovery


def finland_paid(paid: list[Data] | None) -> Determination:
    """The child lives in Finland; Finland paid while they disagreed, Estonia was competent."""
    abroad = {"residence": [{"country": "FI"}]}
    statement = event(
        "2026-10-12", "statement", "FI", amount=189.76, to="2026-02", **{"from": "2026-01"}
    )
    settled = event("2026-09-15", "settled", first="EE")
    return with_dealing(
        *SENT, DISPUTED, settled, statement,
        mari=worker("EE"), jaan={"work": [], **abroad},
        juku={**abroad, "state_benefits": [LAPSILISA]},
        period={"from": "2026-01", "to": "2026-11"}, paid=paid,
    )  # fmt: skip


def test_what_the_other_state_paid_is_held_back_from_arrears() -> None:
    made = finland_paid(paid=[])
    (claim,) = the_only(made).claims
    # Estonia owes the family two months of 80 and holds both back.
    assert (claim.amount, claim.arrears, claim.creditor) == (18976, 16000, "FI")
    # The rest, 29.76, from current payments: a fifth of 80 a month.
    assert claim.most_a_month == 1600
    assert "eu_offset_rest" in {doubt.key for doubt in made.doubts}
    assert "owes_transfer" in {name for name, _ in the_only(made).duties}
    assert "Ülejäänut" in text(made)


def test_what_estonia_has_paid_already_is_no_arrears() -> None:
    given = {"benefit": "child_allowance", "payee": "mari", "for": ["juku"], "amount": 80}
    paid: list[Data] = [{**given, "from": "2026-01", "to": "2026-01"}]
    (claim,) = the_only(finland_paid(paid=paid)).claims
    assert claim.arrears == 8000
    (claim,) = the_only(finland_paid(paid=None)).claims
    assert claim.arrears is None
    assert "on juba makstud" in text(finland_paid(paid=None))


def test_what_was_paid_back_or_for_other_children_is_arrears_again() -> None:
    given = {"benefit": "child_allowance", "payee": "mari", "amount": 80, "from": "2026-01"}
    back: Data = {**given, "for": ["juku"], "repaid": 30}
    assert the_only(finland_paid(paid=[back])).claims[0].arrears == 6000
    once: Data = {"benefit": "birth_allowance", "payee": "mari", "amount": 320, "from": "2026-01"}
    assert the_only(finland_paid(paid=[once])).claims[0].arrears == 16000


def test_arrears_of_months_that_are_not_asked_about_are_not_known() -> None:
    abroad = {"residence": [{"country": "FI"}]}
    more = {"from": "2026-01", "to": "2026-02"}
    statement = event("2026-10-12", "statement", "FI", amount=189.76, **more)
    made = with_dealing(
        *SENT, DISPUTED, event("2026-09-15", "settled", first="EE"), statement,
        mari=worker("EE"), jaan={"work": [], **abroad}, juku=abroad, paid=[],
    )  # fmt: skip
    assert the_only(made).claims[0].arrears is None


def test_their_statement_is_awaited() -> None:
    abroad = {"residence": [{"country": "FI"}]}
    made = with_dealing(
        *SENT, DISPUTED, event("2026-09-15", "settled", first="EE"),
        mari=worker("EE"), jaan={"work": [], **abroad}, juku=abroad,
    )  # fmt: skip
    assert ("R008", "expect") in steps(made)
    assert deadlines(made)["statement_expected"] == day_of("2026-12-15")


def test_a_statement_that_differs_from_the_payments_is_told() -> None:
    case = changed(read(EXAMPLE), ["dealings.0.events.10.amount=3000"])
    assert "3 000 eurot" in text(solve(case))


def test_whoever_really_maintains_the_child_is_paid() -> None:
    asked = event("2026-01-20", "payee_asked", "FI")
    made = with_dealing(*SENT, asked, mari={})
    assert ("F017", "send") in steps(made)
    given = event("2026-01-25", "payee_decided", payee="jaan")
    made = with_dealing(*SENT, asked, given, mari={}, dealing={"to": "2026-12-31"})
    assert ("F017", "send") not in steps(made)
    assert "eu_payee_month" in {doubt.key for doubt in made.doubts}
    requested = event("2026-01-20", "payee_asked")
    assert ("F017", "expect") in steps(with_dealing(*SENT, requested, mari={}))
    answered = event("2026-02-20", "payee_decided", "FI", payee="mari")
    made = with_dealing(*SENT, requested, answered)
    assert not {code for code, _ in steps(made)} & {"F017"}
    assert "eu_payee_month" not in {doubt.key for doubt in made.doubts}
    beside = with_dealing(
        CLAIM, asked, given, juku={"state_benefits": [{**LAPSILISA, "amount": 50}]}
    )
    assert [payment.payees for payment in beside.payments] == [("jaan",)]


def test_recovery_abroad_names_what_stands_in_its_way() -> None:
    made = with_dealing(*SENT, dealing={"recovery": {"title": True, "contested": False}})
    assert the_only(made).recovery == (None, ("recovery_was_tried", "recovery_is_barred"))
    ready = {"title": True, "contested": False, "tried": True, "barred": False}
    made = with_dealing(*SENT, dealing={"recovery": ready})
    assert the_only(made).recovery == (True, ())
    made = with_dealing(*SENT, dealing={"recovery": {**ready, "contested": True}})
    assert the_only(made).recovery == (False, ("recovery_is_contested",))
    for language in LANGUAGES:
        assert "987/2009 art 78" in text(made, language=language)


# ---------------------------------------------------------------- overrides


OVERRIDE = [{"country": "EE", "reason": "ema töötab tegelikult", "by": "ekspert"}]


def test_an_override_is_told_with_its_reason_and_what_it_changes() -> None:
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    plain = family(mari=AT_HOME, juku=finnish)
    over = family(mari=AT_HOME, juku={**finnish, "priority_override": OVERRIDE})
    made = solve(over)
    (told,) = made.overrides
    assert told.instead_of == ("FI",)
    month = day_of("2026-02-01")
    assert [(m % 12 + 1, one, two) for m, one, two in told.months] == [
        (2, (3000, 3000), (8000, 8000))
    ]
    assert told.difference == (5000, 5000)
    assert month
    assert solve(plain).overrides == ()
    for language in LANGUAGES:
        shown = text(made, "overrides", language)
        assert "ema töötab tegelikult" in shown
        assert "50 " in shown
    content = json.loads(determination_json(Solved(over)))["overrides"][0]
    assert content["difference"]["least"]["cents"] == 5000
    assert content["months"][0]["after"]["least"]["cents"] == 8000
    assert {each.reason for each in made.state_months if each.state == "EE"} == {"overridden"}


def test_a_change_by_override_names_the_state_that_was_put_first() -> None:
    over = [{**OVERRIDE[0], "from": "2026-02-01"}]
    made = solve(family(mari=AT_HOME, juku={"priority_override": over}, as_of="2026-01-24"))
    for language, said in (
        ("et", "Sest: riik, mille ametnik põhjendatult esimeseks määras: Eesti."),
        ("en", "Because: state that the official put first, with a reason: Estonia."),
        (
            "ru",
            "Потому что: государство, которое чиновник с обоснованием поставил первым: Эстония.",
        ),
    ):
        assert said in text(made, "changes", language)


def test_an_override_whose_effect_is_open_says_both_ways() -> None:
    case = family(juku={"priority_override": [{"country": "FI", "reason": "A1"}]})
    made = solve(case)
    told = made.overrides[0]._replace(
        by="",
        months=((24312, (0, 8000), (5000, 5000)), (24313, (100, 100), (100, 200))),
    )
    assert told.difference == (-2900, 5000)
    assert "vähem (kuni 29 eurot) või rohkem (kuni 50 eurot)" in text(
        made._replace(overrides=(told,)), "overrides"
    )
    alike = told._replace(months=((24312, (1, 1), (2, 2)), (24313, (1, 1), (2, 2))))
    section = tell(made._replace(overrides=(alike,))).section("overrides")
    assert section is not None
    assert section.table is not None
    assert len(section.table.rows) == 1


def test_an_override_of_a_time_and_what_stands_around_it() -> None:
    spans = [
        {"country": "FI", "from": "2026-01-01", "to": "2026-01-31", "reason": "A1"},
        {"country": "FI", "from": "2026-03-01", "reason": "A1"},
    ]
    period = {"from": "2026-01", "to": "2026-04"}
    made = solve(family(juku={"priority_override": spans}, period=period))
    assert [p.month % 12 + 1 for p in made.payments] == [2]
    assert [each.difference for each in made.overrides] == [(-8000, -8000), (-16000, -16000)]


def test_taking_an_override_back_restores_the_answer() -> None:
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    over = family(mari=AT_HOME, juku={**finnish, "priority_override": OVERRIDE})
    back = changed(over, ["children.juku.priority_override="])
    plain = family(mari=AT_HOME, juku=finnish)
    assert solve(back).payments == solve(plain).payments
    assert solve(back).receipt.answer == solve(plain).receipt.answer


def test_an_override_that_changes_nothing_or_less_says_so() -> None:
    made = solve(family(juku={"priority_override": [{"country": "EE", "reason": "nii on"}]}))
    assert made.overrides[0].months == ()
    assert "ei muuda" in text(made, "overrides")
    made = solve(family(juku={"priority_override": [{"country": "FI", "reason": "A1"}]}))
    assert made.overrides[0].difference == (-8000, -8000)
    assert "vähem" in text(made, "overrides")


# ---------------------------------------------------------------- one claim is enough


def test_a_claim_by_one_parent_counts_for_the_entitled_one() -> None:
    # 987/2009 art 60(1), third sentence; the father in Finland claimed, the mother did not.
    claims = [
        {"by": "jaan", "for": ["juku"], "benefits": ["child_allowance"], "received": "2018-06-01"}
    ]
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    there = {"residence": [{"country": "FI"}]}
    made = solve(family(mari=AT_HOME, jaan=there, juku=finnish, claims=claims))
    assert [(p.payees, p.least) for p in made.payments] == [(("mari",), 3000)]


def test_an_entitled_claimant_stays_before_the_parent_who_did_not_claim() -> None:
    claims = [
        {"by": "jaan", "for": ["juku"], "benefits": ["child_allowance"], "received": "2018-06-01"}
    ]
    both = {"lives": [{"with": ["mari", "jaan"], "share": "full"}]}
    made = solve(family(jaan={"residence": [{"country": "EE", "ground": "citizen"}]}, juku=both,
                        claims=claims))  # fmt: skip
    assert {p.payees for p in made.payments} == {("jaan",)}


def test_a_claim_for_what_is_not_coordinated_counts_for_nobody_else() -> None:
    benefits = ["birth_allowance", "child_allowance"]
    claims = [{"by": "jaan", "for": ["juku"], "benefits": benefits, "received": "2018-06-01"}]
    facts = Solved(family(claims=claims)).facts
    mine = {
        facts.people[facts.carers[carer][0]]: row for row, (_, carer) in enumerate(facts.claims)
    }
    for who, birth in (("jaan", True), ("mari", False)):
        assert facts.line("claims_birth_allowance", mine[who]).values == (birth,)
        assert facts.line("claims_child_allowance", mine[who]).values == (True,)
        assert facts.line("is_other_parents_claim", mine[who]).values == (who == "mari",)


def test_outside_the_coordination_a_claim_is_the_claimants_alone() -> None:
    claims = [{"by": "jaan", "for": ["juku"], "benefits": "all", "received": "2018-06-01"}]
    facts = Solved(family(jaan=worker("EE"), juku={"state_benefits": None}, claims=claims)).facts
    assert {facts.people[facts.carers[carer][0]] for _, carer in facts.claims} == {"jaan"}


def test_a_claim_made_abroad_counts_from_the_day_there() -> None:
    # 883/2004 art 68(3)(b): nine months late in Estonia, in time in Finland.
    claims = [
        {"by": "mari", "for": ["juku"], "benefits": ["child_allowance"], "received": "2026-11-02"}
    ]
    juku = {"birth": "2026-01-10"}
    period = {"from": "2026-01", "to": "2026-11"}
    late = solve(family(juku=juku, claims=claims, period=period))
    events = (
        event("2026-02-01", "claim", "FI"),
        event("2026-10-20", "forwarded", "FI"),
        event("2026-11-02", "arrived", "EE"),
    )
    made = with_dealing(*events, mari={}, juku=juku, claims=claims, period=period)
    assert late.payments[0].month % 12 + 1 == 5
    assert made.payments[0].month % 12 + 1 == 1
    assert "eu_claim_before_moving" in {doubt.key for doubt in made.doubts}
    assert "eu_claim_before_moving" not in {doubt.key for doubt in late.doubts}


# ---------------------------------------------------------------- written and read


def test_what_is_told_is_told_in_every_language_and_read_back_the_same() -> None:
    case = read(EXAMPLE)
    assert read_text(dump(case), "case.yaml") == case
    made = solve(case)
    for language in LANGUAGES:
        assert "987/2009 art 73(1)" in text(made, language=language)
    content = json.loads(determination_json(Solved(case)))["dealings"][0]
    assert content["stage"] == "settled"
    assert content["clocks"]["position_due_day"] == "2026-04-11"
    assert content["claims"][0]["left"]["euros"] == "1001.59"
    assert [each["what"] for each in content["events"]][:2] == ["claim", "provisional_decision"]


def test_several_states_are_told_apart() -> None:
    told = [
        {"country": "FI", "to": "2026-03-31", "events": list(SENT)},
        {"country": "SE", "from": "2026-04-01", "events": [event("2026-04-02", "claim")]},
    ]
    jaan = {"work": [{"country": "FI", "kind": "employed", "to": "2026-03-31"},
                     {"country": "SE", "kind": "employed", "from": "2026-04-01"}]}  # fmt: skip
    made = solve(family(mari=AT_HOME, jaan=jaan, dealings=told))
    section = tell(made).section("dealings")
    assert section is not None
    assert section.table is not None
    assert len(section.table.head) == 5
    assert [each.state for each in made.dealings] == ["FI", "SE"]


def test_a_dealing_makes_a_family_one_of_several_states() -> None:
    told = [{"country": "FI", "events": [CLAIM]}]
    case = family(jaan=worker("EE"), juku={"state_benefits": None}, dealings=told)
    assert Solved(case).facts.abroad.states == ["EE", "FI"]
    assert [q.facts[0] for q in solve(case).questions] == []


# ---------------------------------------------------------------- whatever may have happened

KINDS = (
    ("provisional_decision", "asked"), ("forwarded", "asked"), ("arrived", "other"),
    ("agreed", "other"), ("disputed", "other"), ("explanation_asked", "asked"),
    ("explanation_given", "other"), ("commission", "asked"), ("settled", "asked"),
    ("decision_sent", "asked"), ("amounts_reported", "other"), ("supplement_asked", "asked"),
    ("reminder", "asked"), ("information_asked", "asked"), ("information_given", "other"),
    ("check", "asked"), ("payee_asked", "other"), ("payee_decided", "asked"),
    ("statement", "asked"), ("transferred", "other"),
)  # fmt: skip


def some_course(chance: random.Random) -> list[Data]:
    """Events in an order that a file may tell, some of them on days known by month only."""
    sides = ["EE", "FI"]
    chance.shuffle(sides)
    side = dict(zip(("asked", "other"), sides, strict=True))
    day = day_of("2026-01-05")
    found = [event("2026-01-05", "claim", side["asked"])]
    for kind, by in KINDS:
        if chance.random() < 0.5:
            continue
        day += chance.randint(0, 45)
        text = date.fromordinal(day).isoformat()
        more: dict[str, object] = {}
        if kind in ("provisional_decision", "settled"):
            more["first"] = chance.choice(("EE", "FI"))
        if kind in ("statement", "transferred"):
            more |= {"amount": chance.randint(1, 300), "from": "2026-01", "to": "2026-02"}
        if kind == "payee_decided":
            more["payee"] = chance.choice(("mari", "jaan"))
        found.append(event(text, kind, side[by], **more))
    return found


@pytest.mark.properties
@pytest.mark.parametrize("seed", range(16))
def test_whatever_happened_is_told_and_no_family_pays_for_institutions(seed: int) -> None:
    chance = random.Random(seed)
    events = some_course(chance)
    finnish = {"state_benefits": [{**LAPSILISA, "amount": 50}]}
    as_of = date.fromordinal(day_of("2026-01-05") + chance.randint(0, 600)).isoformat()
    given: list[Data] = [
        {"benefit": "child_allowance", "payee": "mari", "for": ["juku"], "from": "2026-02",
         "to": "2026-02", "amount": 80}
    ]  # fmt: skip
    mari = chance.choice((AT_HOME, {}))
    made = with_dealing(*events, as_of=as_of, juku=finnish, mari=mari, paid=given)
    for language in LANGUAGES:
        assert tell(made, language).section("dealings") is not None
    # Estonia pays all of its own amount or what exceeds the other state's.
    assert made.total in ((8000, 8000), (3000, 3000))
    claimed = sum(c.amount for c in the_only(made).claims if c.creditor == "EE")
    overpaid = sum(balance.overpaid for balance in made.balances)
    set_off = sum(each.total for each in made.set_offs)
    assert set_off + claimed == overpaid
    # Without the dealings the facts alone decide.
    bare = solve(family(mari=mari, juku=finnish, as_of=as_of))
    if the_only(made).first == "" and not the_only(made).payers:
        assert made.total == bare.total


def test_where_estonia_pays_first_it_decides_itself_and_nothing_is_provisional() -> None:
    # 987/2009 art 60(2): Estonia decides and sends the amount; art 60(3) is of others.
    made = with_dealing(CLAIM, as_of="2026-02-20", mari=None)
    assert (the_only(made).derived, the_only(made).stage) == ("EE", "to_forward_as_first")
    (step,) = the_only(made).steps
    assert step.citation == "987/2009 art 60(2)"
    assert "role" in step.data
    assert "provisional_decision" not in step.data
    assert "owes_provisional_decision" not in dict(the_only(made).duties)
    for language in LANGUAGES:
        assert "art 60(3)" not in text(made, language=language)
    sent = with_dealing(CLAIM, FORWARDED, as_of="2026-02-20", mari=None)
    assert the_only(sent).stage == "to_pay_as_first"
