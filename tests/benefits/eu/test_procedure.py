"""Between institutions: forwarding, two months, silence, dispute, provisional payment, offset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.benefits.days import day
from tests.benefits.eu.family import EMPLOYED, Adult, Child, Dealing, by_state, primary, world
from tests.benefits.household import Told

from perenou.benefits.eu import decided, documents, procedure, reimbursement, steps
from perenou.benefits.eu.priority import (
    derived_primary,
    due,
    is_decided_first,
    is_primary,
    is_reversed,
    pays_second,
    refund,
    shares_in_effect,
)
from perenou.benefits.eu.vocabulary import DEALING, ESTONIAS_NUMBER, WORK_AWAY
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.calendar import add_months
from perenou.rules.rule import LawError
from perenou.rules.types import NEVER, NOBODY
from perenou.rules.world import World

YES, NO = True, False
ON = "2026-06-01"
EE_FI = ("EE", "FI")
FI, EE = 1, 0
ASKED = day("2026-11-24")
IN_EE = Adult("EE", {"EE": EMPLOYED})
IN_FI = Adult("FI", {"FI": EMPLOYED})
AT_HOME = Adult("EE")
LAPSILISA = {"FI": 9488}

Days = Mapping[str, Told | str]
CLAIMED: Days = {
    "claim_came_day": "2026-01-12",
    "claim_forwarded_day": "2026-02-09",
    "claim_arrived_day": "2026-02-11",
    "priority_decided_day": "2026-02-09",
    "priority_decided_first": FI,
}
DISPUTED: Days = {**CLAIMED, "position_disputed_day": "2026-03-20"}
SETTLED: Days = {
    **DISPUTED,
    "competence_settled_day": "2026-09-15",
    "competence_settled_first": FI,
}


def told(days: Days, more: Mapping[str, Told]) -> dict[str, Told]:
    """Events by ISO day, as facts."""
    both: dict[str, Told | str] = {**days, **more}
    return {name: day(value) if isinstance(value, str) else value for name, value in both.items()}


def of(
    days: Days,
    *adults: Adult,
    child: Child | None = None,
    states: Sequence[str] = EE_FI,
    told_too: Mapping[tuple[str, int], Told] | None = None,
    **more: Told,
) -> World:
    """A family with dealings with Finland about its only child, who lives in Estonia."""
    return world(
        states,
        adults or (AT_HOME, IN_FI),
        [child or Child("EE", LAPSILISA)],
        told_too,
        dealings=[Dealing("FI", told(days, more))],
    )


def value(over: World, name: str, on: str = ON) -> object:
    return over.at(name, 0, day(on))


# ---------------------------------------------------------------- two months


@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        ("2026-02-11", "2026-04-11"),
        ("2025-12-31", "2026-02-28"),
        ("2026-06-30", "2026-08-30"),
    ],
)
def test_two_months_run_from_the_receipt(arrived: str, last: str) -> None:
    # 987/2009 art 60(3)
    assert procedure.position_due_day(day(arrived)) == day(last)


def test_no_receipt_no_clock() -> None:
    assert procedure.position_due_day(NEVER) == NEVER
    over = of({**CLAIMED, "claim_arrived_day": NEVER})
    assert value(over, "definitive_day") == NEVER
    assert value(over, "awaits_position") is True


def test_an_objection_on_the_last_day_is_in_time() -> None:
    due_day = day("2026-04-11")
    assert procedure.disputed_in_time(due_day, due_day)
    assert not procedure.disputed_in_time(due_day + 1, due_day)
    assert procedure.disputed_in_time(due_day, NEVER)
    assert not procedure.disputed_in_time(NEVER, NEVER)
    assert procedure.disputed_too_late(due_day + 1, NO)
    assert not procedure.disputed_too_late(due_day, YES)
    assert not procedure.disputed_too_late(NEVER, NO)


def test_definitive_on_agreement_or_after_two_silent_months() -> None:
    # Decision F2: the earlier of the two.
    made, due_day = day("2026-02-09"), day("2026-04-11")
    definitive = procedure.definitive_day
    assert definitive(made, NEVER, NO, due_day) == due_day + 1
    assert definitive(made, day("2026-03-01"), NO, due_day) == day("2026-03-01")
    assert definitive(made, day("2026-06-01"), NO, due_day) == due_day + 1
    assert definitive(made, NEVER, YES, due_day) == NEVER
    assert definitive(made, day("2026-06-01"), YES, due_day) == day("2026-06-01")
    assert definitive(made, NEVER, NO, NEVER) == NEVER
    assert definitive(NEVER, day("2026-03-01"), NO, due_day) == NEVER
    assert procedure.is_definitive(ASKED, ASKED)
    assert not procedure.is_definitive(ASKED + 1, ASKED)
    assert procedure.is_definitive_by_silence(YES, NEVER)
    assert not procedure.is_definitive_by_silence(YES, ASKED)
    assert not procedure.is_definitive_by_silence(NO, NEVER)


@given(st.integers(day("2017-01-01"), day("2027-12-31")), st.integers(0, 400))
def test_the_clock_is_monotone(arrived: int, later: int) -> None:
    one, other = procedure.position_due_day(arrived), procedure.position_due_day(arrived + later)
    assert arrived < one <= other
    made = arrived - 1
    definitive = procedure.definitive_day
    assert definitive(made, NEVER, NO, one) <= definitive(made, NEVER, NO, other)
    assert reimbursement.statement_due_day(arrived) <= reimbursement.statement_due_day(
        arrived + later
    )
    assert procedure.commission_from_day(YES, arrived) <= procedure.commission_from_day(
        YES, arrived + later
    )


def test_a_dispute_lasts_until_it_is_settled_or_the_other_agrees() -> None:
    assert procedure.is_disputed(YES, NEVER, NEVER, ASKED)
    assert not procedure.is_disputed(NO, NEVER, NEVER, ASKED)
    assert not procedure.is_disputed(YES, ASKED, NEVER, ASKED)
    assert not procedure.is_disputed(YES, NEVER, ASKED, ASKED)


def test_the_commission_not_before_a_month_and_within_six() -> None:
    # 987/2009 art 6(3)
    assert procedure.commission_from_day(YES, day("2026-03-20")) == day("2026-04-20")
    assert procedure.commission_from_day(NO, day("2026-03-20")) == NEVER
    assert procedure.conciliation_due_day(YES, day("2026-05-04")) == day("2026-11-04")
    assert procedure.conciliation_due_day(YES, NEVER) == NEVER
    assert procedure.conciliation_due_day(NO, day("2026-05-04")) == NEVER


def test_the_end_on_a_day_off_is_open_only_if_nothing_came_before() -> None:
    due_day = day("2026-04-11")
    is_open = procedure.two_months_end_on_day_off
    assert is_open(YES, NEVER, NEVER, due_day)
    assert is_open(YES, NEVER, due_day, due_day)
    assert not is_open(NO, NEVER, NEVER, due_day)
    assert not is_open(YES, due_day - 1, NEVER, due_day)
    assert not is_open(YES, NEVER, due_day - 1, due_day)


def test_a_claim_counts_from_abroad_only_if_it_came_there_earlier() -> None:
    assert procedure.counts_from_abroad(ASKED - 1, ASKED)
    assert not procedure.counts_from_abroad(NEVER, ASKED)


# ---------------------------------------------------------------- who pays first by decision


def test_the_facts_say_it_as_long_as_nothing_is_decided() -> None:
    over = of(CLAIMED, question_day=day("2026-03-01"))
    assert primary(over, EE_FI, ON) == "FI"
    assert value(over, "decided_first") == NOBODY


def test_silence_makes_the_provisional_decision_binding() -> None:
    # The facts would put Estonia first; Finland was named and stayed silent for two months.
    for asked, first in (("2026-04-11", "EE"), ("2026-04-12", "FI")):
        over = of(CLAIMED, IN_EE, IN_FI, question_day=day(asked))
        assert primary(over, EE_FI, ON) == first, asked
    late = of(CLAIMED, IN_EE, IN_FI, position_disputed_day=day("2026-04-12"))
    assert primary(late, EE_FI, ON) == "FI"
    assert value(late, "disputed_too_late") is True


def test_while_they_disagree_the_state_where_the_child_lives_pays() -> None:
    # 987/2009 art 60(4), 6(2)
    over = of(DISPUTED)
    assert primary(over, EE_FI, ON) == "EE"
    assert by_state(over, "general_due", EE_FI, ON) == {"EE": 8000, "FI": 1488}
    over = of(DISPUTED, IN_EE, IN_FI, child=Child("FI", LAPSILISA))
    assert primary(over, EE_FI, ON) == "FI"


@pytest.mark.parametrize(("asked_estonia", "first"), [(YES, "EE"), (NO, "FI")])
def test_a_child_elsewhere_is_paid_for_where_the_claim_came_first(
    asked_estonia: bool, first: str
) -> None:
    states = ("EE", "FI", "LV")
    over = of(
        DISPUTED, IN_EE, IN_FI, child=Child("LV", LAPSILISA), states=states,
        estonia_asked_first=asked_estonia,
    )  # fmt: skip
    assert primary(over, states, ON) == first
    # No sharing of the cost while it is not settled whose it is.
    reverses = first == "EE"
    assert (by_state(over, "general_refund", states, ON)["EE"] == 0) is reverses


def test_provisional_payment_follows_the_child_from_the_first_of_the_month() -> None:
    moves = Child((("2017-01-01", "EE"), ("2026-06-15", "FI")), LAPSILISA)
    over = of(DISPUTED, IN_EE, IN_FI, child=moves)
    assert primary(over, EE_FI, "2026-06-20") == "EE"
    assert primary(over, EE_FI, "2026-07-01") == "FI"


def test_what_is_settled_counts_from_the_beginning() -> None:
    # 987/2009 art 6(4)
    over = of(SETTLED)
    assert primary(over, EE_FI, "2026-01-01") == "FI"
    over = of(SETTLED, competence_settled_first=EE)
    assert primary(over, EE_FI, "2026-01-01") == "EE"
    assert by_state(over, "general_due", EE_FI, "2026-01-01") == {"EE": 8000, "FI": 1488}
    not_yet = of(SETTLED, question_day=day("2026-09-14"))
    assert primary(not_yet, EE_FI, "2026-01-01") == "EE"


def test_dealings_bind_only_for_the_time_they_are_about() -> None:
    covers = (("2017-01-01", 0), ("2026-03-01", 1))
    over = of(SETTLED, competence_settled_first=EE, dealing_covers=covers)
    assert primary(over, EE_FI, "2026-02-01") == "FI"
    assert primary(over, EE_FI, "2026-03-01") == "EE"
    over = of(CLAIMED, IN_EE, IN_FI, dealing_covers=covers)
    assert primary(over, EE_FI, "2026-02-01") == "EE"
    over = of(DISPUTED, dealing_covers=covers)
    assert primary(over, EE_FI, "2026-02-01") == "FI"


def test_an_official_stands_before_everything_and_taken_back_restores_the_answer() -> None:
    plain = of(SETTLED)
    over = of(SETTLED, told_too={("overridden_first", 0): EE})
    assert primary(over, EE_FI, ON) == "EE"
    assert value(over, "is_overridden") is True
    assert value(plain, "is_overridden") is False
    names = ("is_primary", "due", "suspended", "refund")
    back = of(SETTLED, told_too={("overridden_first", 0): NOBODY})
    for name in names:
        mine, theirs = (by_state(w, f"general_{name}", EE_FI, ON) for w in (plain, back))
        assert mine == theirs


def test_the_order_of_decisions() -> None:
    first = decided.decided_first
    assert first(2, 1, 0, 1) == 2
    assert first(NOBODY, 1, 0, 2) == 1
    assert first(NOBODY, NEVER, 0, 2) == 0
    assert first(NOBODY, NEVER, NEVER, 2) == 2
    assert first(NOBODY, NEVER, NEVER, NEVER) == NOBODY


def test_a_state_without_a_right_cannot_be_put_first() -> None:
    assert not is_decided_first(NO, EE, EE)
    assert is_decided_first(YES, EE, EE)
    assert not is_decided_first(YES, FI, EE)
    over = of({}, told_too={("overridden_first", 0): FI}, child=Child("EE", {}))
    assert primary(over, EE_FI, ON) == "EE"


def test_a_decision_takes_the_place_of_the_order_by_facts() -> None:
    assert is_primary(NO, NO, YES)
    assert not is_primary(NO, NO, NO)
    assert is_primary(YES, YES, NO)
    assert not is_primary(YES, NO, YES)
    assert is_reversed(YES, NO)
    assert not is_reversed(YES, YES)
    assert not is_reversed(NO, YES)
    assert shares_in_effect(YES, NO)
    assert not shares_in_effect(YES, YES)
    assert not shares_in_effect(NO, NO)
    assert not derived_primary(NO, 1, WORK_AWAY, 0, 0, NO, 0, NO, 0, 0)
    assert pays_second(2, NO, NO)
    assert not pays_second(2, NO, YES)
    assert due(2, 9000, NO, YES, 5000, 0, 0, 0) == 0
    assert refund(YES, 2, 1, NO, 8000, -25000) == 8000
    assert refund(NO, 2, 1, NO, 8000, -25000) == 0


def test_an_override_against_the_shared_order_ends_the_sharing() -> None:
    states = ("EE", "DE", "LV")
    adults = (IN_EE, Adult("DE", {"DE": EMPLOYED}))
    child = Child("LV", {"DE": 25000})
    over = world(states, adults, [child], {("overridden_first", 0): EE})
    assert by_state(over, "general_due", states, ON) == {"EE": 8000, "DE": 17000, "LV": 0}
    assert by_state(over, "general_refund", states, ON) == {"EE": 0, "DE": 0, "LV": 0}
    # A decision that says what the article says changes nothing.
    over = world(states, adults, [child], {("overridden_first", 0): 1})
    assert by_state(over, "general_due", states, ON) == {"EE": 0, "DE": 25000, "LV": 0}
    assert by_state(over, "general_refund", states, ON) == {"EE": 8000, "DE": 0, "LV": 0}


def test_a_right_that_nobody_claimed_abroad_still_comes_first() -> None:
    # C-378/14, C-199/21: nothing hangs on whether the other parent applied there.
    over = of({"claim_came_day": "2026-01-12"})
    assert primary(over, EE_FI, ON) == "FI"
    assert value(over, "owes_forwarding") is True


# ---------------------------------------------------------------- what comes next


def test_forwarding() -> None:
    assert steps.owes_forwarding(YES, ASKED, NEVER)
    assert not steps.owes_forwarding(NO, ASKED, NEVER)
    assert not steps.owes_forwarding(YES, NEVER, NEVER)
    assert not steps.owes_forwarding(YES, ASKED, ASKED)


def test_the_provisional_decision() -> None:
    assert steps.owes_provisional_decision(YES, ASKED, NEVER, NEVER)
    assert not steps.owes_provisional_decision(NO, ASKED, NEVER, NEVER)
    assert not steps.owes_provisional_decision(YES, NEVER, NEVER, NEVER)
    assert not steps.owes_provisional_decision(YES, ASKED, ASKED, NEVER)
    assert not steps.owes_provisional_decision(YES, ASKED, NEVER, ASKED)


def test_the_position() -> None:
    assert steps.is_position_open(ASKED, NEVER, NEVER, NO, NEVER)
    assert not steps.is_position_open(NEVER, NEVER, NEVER, NO, NEVER)
    assert not steps.is_position_open(ASKED, ASKED, NEVER, NO, NEVER)
    assert not steps.is_position_open(ASKED, NEVER, ASKED, NO, NEVER)
    assert not steps.is_position_open(ASKED, NEVER, NEVER, YES, NEVER)
    assert not steps.is_position_open(ASKED, NEVER, NEVER, NO, ASKED)
    assert steps.awaits_position(YES, YES)
    assert not steps.awaits_position(NO, YES)
    assert not steps.awaits_position(YES, NO)
    assert steps.owes_position(NO, YES)
    assert not steps.owes_position(YES, YES)
    assert not steps.owes_position(NO, NO)


def test_reminder_question_and_answers() -> None:
    assert steps.owes_reminder(YES, YES, NEVER, NEVER)
    assert not steps.owes_reminder(NO, YES, NEVER, NEVER)
    assert not steps.owes_reminder(YES, NO, NEVER, NEVER)
    assert not steps.owes_reminder(YES, YES, ASKED, NEVER)
    assert not steps.owes_reminder(YES, YES, NEVER, ASKED)
    assert steps.owes_question(YES, NEVER)
    assert not steps.owes_question(YES, ASKED)
    assert not steps.owes_question(NO, NEVER)
    assert steps.awaits_explanation(YES, ASKED, NEVER)
    assert not steps.awaits_explanation(YES, NEVER, NEVER)
    assert not steps.awaits_explanation(YES, ASKED, ASKED)
    assert not steps.awaits_explanation(NO, ASKED, NEVER)
    assert steps.awaits_information(ASKED, NEVER)
    assert not steps.awaits_information(NEVER, NEVER)
    assert not steps.awaits_information(ASKED, ASKED)


def test_news_of_decisions_and_amounts() -> None:
    assert steps.is_priority_clear(YES, NEVER)
    assert steps.is_priority_clear(NO, ASKED)
    assert not steps.is_priority_clear(NO, NEVER)
    assert steps.owes_decision_news(YES, NEVER)
    assert not steps.owes_decision_news(YES, ASKED)
    assert not steps.owes_decision_news(NO, NEVER)
    assert steps.awaits_amounts(YES, NEVER)
    assert not steps.awaits_amounts(YES, ASKED)
    assert not steps.awaits_amounts(NO, NEVER)


def test_a_supplement_is_provisional_until_the_amounts_are_reported() -> None:
    # 987/2009 art 7(1); Decision F2
    assert steps.supplement_is_provisional(YES, YES, NEVER)
    assert not steps.supplement_is_provisional(NO, YES, NEVER)
    assert not steps.supplement_is_provisional(YES, NO, NEVER)
    assert not steps.supplement_is_provisional(YES, YES, ASKED)
    assert steps.owes_provisional_supplement(YES, NO, ASKED, 100, 0)
    assert steps.owes_provisional_supplement(NO, YES, ASKED, 0, 100)
    assert not steps.owes_provisional_supplement(YES, YES, NEVER, 100, 100)
    assert not steps.owes_provisional_supplement(NO, NO, ASKED, 100, 100)
    assert not steps.owes_provisional_supplement(YES, NO, ASKED, 0, 100)
    assert not steps.owes_provisional_supplement(NO, YES, ASKED, 100, 0)
    over = of(CLAIMED, child=Child("EE", {"FI": 5000}))
    assert value(over, "childs_general_supplement_is_provisional") is True
    assert value(over, "childs_replacing_supplement_is_provisional") is False
    over = of(CLAIMED, child=Child("EE", {"FI": 5000}), amounts_reported_day=ASKED)
    assert value(over, "childs_general_supplement_is_provisional") is False


def test_statements_and_transfers() -> None:
    # 987/2009 art 73(1)
    assert steps.owes_statement(1, NEVER)
    assert not steps.owes_statement(NEVER, NEVER)
    assert not steps.owes_statement(1, ASKED)
    assert steps.awaits_statement(1, NEVER)
    assert not steps.awaits_statement(NEVER, NEVER)
    assert not steps.awaits_statement(1, ASKED)
    assert steps.awaits_transfer(1, ASKED, NEVER)
    assert not steps.awaits_transfer(NEVER, ASKED, NEVER)
    assert not steps.awaits_transfer(1, NEVER, NEVER)
    assert not steps.awaits_transfer(1, ASKED, ASKED)
    assert steps.owes_transfer(1, ASKED, NEVER)
    assert not steps.owes_transfer(NEVER, ASKED, NEVER)
    assert not steps.owes_transfer(1, NEVER, NEVER)
    assert not steps.owes_transfer(1, ASKED, ASKED)


def test_the_yearly_check() -> None:
    came, checked = day("2025-11-24"), day("2026-03-01")
    assert steps.check_due_day(came, NEVER) == ASKED
    assert steps.check_due_day(came, checked) == add_months(checked, 12)
    assert steps.check_due_day(NEVER, NEVER) == NEVER
    assert steps.owes_check(YES, YES, ASKED, ASKED)
    assert not steps.owes_check(YES, YES, ASKED + 1, ASKED)
    assert not steps.owes_check(NO, YES, ASKED, ASKED)
    assert not steps.owes_check(YES, NO, ASKED, ASKED)


def test_the_request_to_pay_another_person() -> None:
    # 883/2004 art 68a
    assert steps.owes_payee_answer(ASKED, NEVER)
    assert not steps.owes_payee_answer(NEVER, NEVER)
    assert not steps.owes_payee_answer(ASKED, ASKED)
    assert steps.awaits_payee_answer(ASKED, NEVER)
    assert not steps.awaits_payee_answer(NEVER, NEVER)
    assert not steps.awaits_payee_answer(ASKED, ASKED)
    payee = reimbursement.maintaining_payee
    decided_on = day("2026-05-20")
    assert payee(YES, decided_on, 1, day("2026-06-01")) == 1
    assert payee(YES, decided_on, 1, day("2026-05-31")) == NOBODY
    assert payee(NO, decided_on, 1, day("2026-06-01")) == NOBODY
    assert payee(YES, NEVER, 1, day("2026-06-01")) == NOBODY
    assert reimbursement.pays_whoever_maintains(0)
    assert not reimbursement.pays_whoever_maintains(NOBODY)
    over = of(CLAIMED, payee_decided_day=decided_on, payee_decided=1)
    assert value(over, "payee_in_their_place", "2026-06-01") == 1
    assert value(over, "payee_in_their_place", "2026-05-31") == NEVER


# ---------------------------------------------------------------- money between institutions


def test_the_statement_is_due_three_months_after_it_was_settled() -> None:
    # 987/2009 art 73(1)
    assert reimbursement.statement_due_day(day("2026-09-15")) == day("2026-12-15")
    assert reimbursement.statement_due_day(day("2025-11-30")) == day("2026-02-28")
    assert reimbursement.statement_due_day(NEVER) == NEVER


def test_who_paid_for_whom() -> None:
    # 987/2009 art 60(5)
    for norm, payer, found in (
        (reimbursement.estonia_paid_for_other, ESTONIAS_NUMBER, FI),
        (reimbursement.other_paid_for_estonia, FI, ESTONIAS_NUMBER),
    ):
        assert norm(YES, YES, payer, ASKED, ASKED, found)
        assert not norm(NO, YES, payer, ASKED, ASKED, found)
        assert not norm(YES, NO, payer, ASKED, ASKED, found)
        assert not norm(YES, YES, payer, ASKED + 1, ASKED, found)
        assert not norm(YES, YES, found, ASKED, ASKED, found)
        assert not norm(YES, YES, payer, ASKED, ASKED, payer)
    assert reimbursement.paid_for_each_other(YES, NO)
    assert reimbursement.paid_for_each_other(NO, YES)
    assert not reimbursement.paid_for_each_other(NO, NO)
    over = of(SETTLED)
    assert value(over, "is_for_institutions_to_settle") is True
    assert value(over, "owes_statement") is True
    assert value(of(DISPUTED), "is_for_institutions_to_settle") is False
    assert value(of(SETTLED, competence_settled_first=EE), "owes_statement") is False


def test_what_is_claimed_and_held_back() -> None:
    assert reimbursement.claim_on_institution(71000, 37649) == 33351
    assert reimbursement.claim_on_institution(100, 200) == 0
    assert reimbursement.held_back(33351, 20000) == 20000
    assert reimbursement.held_back(33351, 50000) == 33351
    assert reimbursement.held_back(33351, -1) == 0


def test_who_may_hold_back_an_undue_payment() -> None:
    # 987/2009 art 72(1)
    assert reimbursement.may_hold_back_for_estonia(NO, 1)
    assert not reimbursement.may_hold_back_for_estonia(NO, 0)
    assert not reimbursement.may_hold_back_for_estonia(YES, 1)


def test_recovery_abroad_needs_all_four() -> None:
    # 987/2009 art 78
    may = reimbursement.recovery_may_be_requested
    assert may(YES, NO, YES, NO)
    assert not may(NO, NO, YES, NO)
    assert not may(YES, YES, YES, NO)
    assert not may(YES, NO, NO, NO)
    assert not may(YES, NO, YES, YES)


# ---------------------------------------------------------------- the catalogue of documents


def test_every_document_is_carried_by_a_norm_of_the_dealings() -> None:
    found = documents.documents()
    assert {each.code for each in found} >= {"F001", "F002", "F003", "F004", "F005", "F017", "R008"}
    assert len({each.key for each in found}) == len(found)
    for each in found:
        rule = LAWBOOK.rules[each.when][0]
        assert rule.unit is DEALING
        assert rule.gives == "bool"
        assert not each.clock or LAWBOOK.rules[each.clock][0].gives == "Day"
        assert each.data


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{key: a, code: F001, case: B, way: send, when: w}", "data"),
        ("{key: a, code: F001, case: B, way: send, when: w, data: [x], odd: 1}", "odd"),
        ("{key: a, code: F001, case: B, way: keep, when: w, data: [x]}", "way"),
        ("{key: a, code: F001, case: B, way: send, when: w, data: x}", "list"),
    ],
)
def test_a_document_that_is_written_wrongly(tmp_path: Path, entry: str, problem: str) -> None:
    path = tmp_path / "documents.yaml"
    path.write_text(f"documents:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(LawError, match=problem):
        documents.documents(path)
