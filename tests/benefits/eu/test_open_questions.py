"""Where the texts leave something open, and what they say of living in Estonia."""

from __future__ import annotations

import pytest
from tests.benefits.days import day

from perenou.benefits.estonia.entitled_persons import child_is_entitled_person, is_entitled_person
from perenou.benefits.estonia.vocabulary import Ground
from perenou.benefits.eu.amounts import (
    large_family_share__youngest,
    triplets_share__youngest,
    whole_of_last,
)
from perenou.benefits.eu.grounds import (
    child_is_deemed_to_live_here,
    counts_as_raising,
    estonia_is_competent__residence_too,
    is_deemed_to_live_here,
    is_family_there__parents_only,
    raises_as_own,
    raises_living_apart,
    raises_living_apart__one_household,
    tie_periods_rank,
    ties_by_work_or_pension,
)
from perenou.benefits.eu.open_questions import (
    begins_inside_month,
    claims_leave_benefit_abroad,
    cost_sharing_is_open,
    first_by_childs_home,
    foreign_wage_may_matter,
    has_guardianship_allowance_abroad,
    has_unclassed_allowance_abroad,
    is_posted_without_document,
    is_refunded_in_currency,
    is_undetermined_abroad,
    lost_both_parents_abroad,
    partner_may_be_family,
    three_states_give,
    works_in_several_states_without_document,
)
from perenou.benefits.eu.vocabulary import WORK_AWAY, WORK_HOME, Bond, Citizenship
from perenou.benefits.eu.work_abroad import (
    days_taken_abroad,
    days_taken_abroad__left_aside,
    gap_after,
    tax_for_work_abroad,
    tax_for_work_abroad__without_gap,
    tax_of_gap,
    worked_abroad_only,
)
from perenou.rules.types import NEVER

YES, NO = True, False


def test_what_is_told_as_open() -> None:
    assert claims_leave_benefit_abroad(YES, NO)
    assert claims_leave_benefit_abroad(NO, YES)
    assert not claims_leave_benefit_abroad(NO, NO)
    told = [each for each in Citizenship if is_undetermined_abroad(each)]
    assert told == [Citizenship.UNDETERMINED]
    assert lost_both_parents_abroad(1, -12)
    assert not lost_both_parents_abroad(1, 0)
    assert not lost_both_parents_abroad(0, -12)
    assert has_guardianship_allowance_abroad(1)
    assert not has_guardianship_allowance_abroad(0)
    assert has_unclassed_allowance_abroad(1, 0)
    assert has_unclassed_allowance_abroad(0, 1)
    assert not has_unclassed_allowance_abroad(0, 0)
    assert three_states_give(0, 3, 9000, 8000)
    assert not three_states_give(0, 3, 8000, 8000)
    assert not three_states_give(2, 2, 9000, 8000)
    assert three_states_give(3, 0, 0, 0)
    assert is_posted_without_document(YES, YES, NO)
    assert not is_posted_without_document(YES, YES, YES)
    assert not is_posted_without_document(YES, NO, NO)
    assert not is_posted_without_document(NO, YES, NO)


def test_a_right_that_begins_inside_a_month_is_open_only_between_states() -> None:
    assert begins_inside_month(2, 700_000)
    assert not begins_inside_month(1, 700_000)
    assert not begins_inside_month(2, NEVER)


def test_sharing_is_open_when_it_happens_or_children_live_in_both_states() -> None:
    assert first_by_childs_home(YES, WORK_HOME)
    assert not first_by_childs_home(YES, WORK_AWAY)
    assert not first_by_childs_home(NO, WORK_HOME)
    assert cost_sharing_is_open(2)
    assert not cost_sharing_is_open(1)


def test_only_pensions_are_ranked_by_periods() -> None:
    assert tie_periods_rank(YES, Bond.PENSION, 120) == -120
    assert tie_periods_rank(YES, Bond.WORK, 120) == 0
    assert tie_periods_rank(NO, Bond.PENSION, 120) == 0


def test_work_or_a_pension_of_the_family_makes_a_state_competent() -> None:
    assert ties_by_work_or_pension(YES, Bond.WORK)
    assert ties_by_work_or_pension(YES, Bond.PENSION)
    assert not ties_by_work_or_pension(YES, Bond.RESIDENCE)
    assert not ties_by_work_or_pension(NO, Bond.WORK)


def test_by_residence_too_under_the_other_reading() -> None:
    assert estonia_is_competent__residence_too(YES, Bond.RESIDENCE)
    assert not estonia_is_competent__residence_too(YES, NEVER)
    assert not estonia_is_competent__residence_too(NO, Bond.WORK)


@pytest.mark.parametrize("crosses", [YES, NO])
@pytest.mark.parametrize("competent", [YES, NO])
def test_treated_as_living_here(crosses: bool, competent: bool) -> None:
    assert is_deemed_to_live_here(crosses, competent) is (crosses and competent)
    assert child_is_deemed_to_live_here(crosses, competent) is (crosses and competent)


@pytest.mark.parametrize("raises", [YES, NO])
@pytest.mark.parametrize("parent", [YES, NO])
@pytest.mark.parametrize("deemed", [YES, NO])
def test_a_parent_living_apart_counts_as_raising(raises: bool, parent: bool, deemed: bool) -> None:
    apart = parent and deemed
    assert raises_living_apart(parent, NO, deemed, NO) is apart
    # Not where the child lives in Estonia, or another of the family raises it.
    assert not raises_living_apart(parent, YES, deemed, NO)
    assert not raises_living_apart(parent, NO, deemed, YES)
    assert not raises_living_apart__one_household()
    assert counts_as_raising(raises, apart) is (raises or apart)


@pytest.mark.parametrize(("guardian", "foster"), [(NO, NO), (YES, NO), (NO, YES)])
@pytest.mark.parametrize("parent", [YES, NO])
def test_who_raises_a_child_as_their_own(parent: bool, guardian: bool, foster: bool) -> None:
    assert raises_as_own(YES, parent, guardian, foster) is (parent or guardian or foster)
    assert not raises_as_own(NO, parent, guardian, foster)


@pytest.mark.parametrize("deemed", [YES, NO])
def test_whoever_is_treated_as_living_here_needs_no_ground(deemed: bool) -> None:
    assert is_entitled_person(NO, Ground.NONE, NO, NEVER, deemed, 1000) is deemed
    assert is_entitled_person(NO, Ground.NONE, NO, 1000, deemed, 1000) is deemed
    assert not is_entitled_person(NO, Ground.NONE, NO, 999, deemed, 1000)
    assert is_entitled_person(YES, Ground.CITIZEN, YES, NEVER, deemed, 1000) is deemed
    assert not is_entitled_person(YES, Ground.CITIZEN, YES, 999, deemed, 1000)
    assert child_is_entitled_person(NO, NO, 500, NEVER, deemed, 1000) is deemed
    assert not child_is_entitled_person(NO, NO, 500, 1000, deemed, 1000)


@pytest.mark.parametrize(
    ("crosses", "abroad", "here", "tax"),
    [
        (YES, 11, 1, 617_100),  # eleven times the tax of the only Estonian month
        (YES, 6, 6, 56_100),
        (YES, 0, 6, 0),
        (NO, 6, 6, 0),
        (YES, 12, 0, 374_616),  # twelve times 33 % of a minimum wage of 946 euros
    ],
)
def test_months_abroad_in_the_income_behind_parental_benefit(
    crosses: bool, abroad: int, here: int, tax: int
) -> None:
    taxed = (crosses, abroad, here, 56_100, 0)
    assert tax_for_work_abroad(*taxed, 0, 0, 94_600, 330) == tax
    assert tax_for_work_abroad__without_gap(*taxed, 94_600, 330) == tax
    assert worked_abroad_only(crosses, abroad, here, 0, True) is (
        crosses and abroad > 0 and here == 0
    )
    assert not worked_abroad_only(crosses, abroad, here, 3, True)
    assert not worked_abroad_only(crosses, abroad, here, 0, False)  # nobody claims the day


def test_without_estonian_months_the_tax_between_the_period_and_the_leave_counts() -> None:
    # Three months at 1700 euros between the accounting period and the leave: 561 euros of tax each.
    assert tax_of_gap(3, 168_300, 0, 330) == 56_100
    assert tax_of_gap(3, 0, 510_000, 330) == 56_100
    assert tax_of_gap(0, 0, 0, 330) == 0
    assert tax_for_work_abroad(YES, 12, 0, 0, 0, 3, 56_100, 94_600, 330) == 673_200
    assert tax_for_work_abroad__without_gap(YES, 12, 0, 0, 0, 94_600, 330) == 374_616
    assert gap_after(day("2026-05-14")) == day("2026-05-01")


def test_income_told_before_taxes_counts_for_the_average_too() -> None:
    assert tax_for_work_abroad(YES, 2, 1, 0, 170_000, 0, 0, 94_600, 330) == 112_200
    assert tax_for_work_abroad__without_gap(YES, 2, 1, 0, 170_000, 94_600, 330) == 112_200


def test_the_wage_abroad_is_a_question_only_where_estonia_tops_up() -> None:
    assert foreign_wage_may_matter(6, YES, YES, NO)
    assert not foreign_wage_may_matter(0, YES, YES, NO)
    assert not foreign_wage_may_matter(6, NO, YES, NO)
    assert not foreign_wage_may_matter(6, YES, NO, NO)
    assert not foreign_wage_may_matter(6, YES, YES, YES)


def test_work_in_several_states_wants_a_document() -> None:
    assert works_in_several_states_without_document(YES, YES, 2, NO)
    assert not works_in_several_states_without_document(YES, YES, 2, YES)
    assert not works_in_several_states_without_document(YES, YES, 1, NO)
    assert not works_in_several_states_without_document(YES, NO, 2, NO)
    assert not works_in_several_states_without_document(NO, YES, 2, NO)


def test_whether_a_step_parent_supports_the_child_is_open_where_they_work() -> None:
    assert partner_may_be_family(YES, NO, Bond.WORK)
    assert partner_may_be_family(YES, NO, Bond.PENSION)
    assert not partner_may_be_family(YES, NO, Bond.RESIDENCE)
    assert not partner_may_be_family(YES, YES, Bond.WORK)
    assert not partner_may_be_family(NO, NO, Bond.WORK)


def test_by_another_states_law_parents_alone_may_be_family() -> None:
    assert is_family_there__parents_only(YES, NO, YES)
    assert is_family_there__parents_only(YES, YES, NO)
    assert not is_family_there__parents_only(YES, NO, NO)
    assert not is_family_there__parents_only(NO, YES, YES)


def test_a_refund_in_another_currency_is_open() -> None:
    assert is_refunded_in_currency(YES, NO)
    assert not is_refunded_in_currency(YES, YES)
    assert not is_refunded_in_currency(NO, NO)


def test_leave_used_in_another_state_counts_between_states_only() -> None:
    assert days_taken_abroad(YES, 100) == 100
    assert days_taken_abroad(NO, 100) == 0
    assert days_taken_abroad__left_aside() == 0


def test_a_familys_allowance_may_be_counted_with_the_youngest() -> None:
    assert [whole_of_last(45000, place, 3) for place in (0, 1, 2, 3)] == [0, 0, 0, 45000]


def test_either_allowance_of_a_family_may_be_counted_with_the_youngest() -> None:
    assert [large_family_share__youngest(place, 3, 45000) for place in (1, 3)] == [0, 45000]
    assert [triplets_share__youngest(place, 3, 100000) for place in (2, 3)] == [0, 100000]
