"""Childcare allowance, lapsehooldustasu (old PHS § 18; § 63¹ lg 2): paid until August 2024."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import birthday
from perenou.rules.types import Cents, Count, Day


@law.rule(
    CHILD,
    "PHS § 18",
    et="laps on alla kolmeaastane",
    en="the child is under three",
    ru="ребёнку нет трёх лет",
)
def is_under_three(child_birth_day: Day, today: Day) -> bool:
    return child_birth_day <= today and today < birthday(child_birth_day, 3)


@law.rule(
    CHILD,
    "PHS § 18",
    et="laps on kolme- kuni kaheksa-aastane",
    en="the child is aged three to eight",
    ru="ребёнку от трёх до восьми лет",
)
def is_three_to_eight(child_birth_day: Day, today: Day) -> bool:
    return birthday(child_birth_day, 3) <= today and today < birthday(child_birth_day, 8)


@law.rule(
    CHILD,
    "PHS § 18",
    et="alla kolmeaastane laps, kelle eest toetust makstakse",
    en="child under three with child allowance",
    ru="ребёнок до трёх лет с детским пособием",
)
def counts_as_under_three(is_under_three: bool, child_allowance_payable: bool) -> bool:
    return is_under_three and child_allowance_payable


law.across(
    CHILD,
    "under_three_in_family",
    "count",
    CHILD,
    "PHS § 18",
    among="counts_as_under_three",
    together="child_allowance_recipient",
    own="child_allowance_recipient",
    et="alla kolmeaastasi lapsi peres",
    en="children under three in the family",
    ru="детей до трёх лет в семье",
)
law.across(
    CHILD,
    "paid_children_in_family",
    "count",
    CHILD,
    "PHS § 18",
    among="child_allowance_payable",
    together="child_allowance_recipient",
    own="child_allowance_recipient",
    et="lapsetoetust saavaid lapsi peres",
    en="children with child allowance in the family",
    ru="детей с детским пособием в семье",
)


@law.rule(
    CARER,
    "PHS § 18",
    et="lapsega pere saab vanemahüvitist",
    en="the child's family receives parental benefit",
    ru="семья ребёнка получает родительскую компенсацию",
)
def carer_gets_parental_benefit(raises: bool, gets_parental_benefit: bool) -> bool:
    return raises and gets_parental_benefit


law.across(
    CHILD,
    "family_gets_parental_benefit",
    "any",
    CARER,
    "PHS § 18",
    among="carer_gets_parental_benefit",
    gives="bool",
    et="peres makstakse vanemahüvitist",
    en="parental benefit is paid in the family",
    ru="в семье выплачивается родительская компенсация",
)


@law.rule(
    CHILD,
    "PHS § 18",
    et="lapsehooldustasu tingimused on täidetud",
    en="the conditions of childcare allowance are met",
    ru="условия пособия по уходу выполнены",
)
def childcare_fee_conditions(
    right_to_child_allowance: bool,
    is_under_three: bool,
    is_three_to_eight: bool,
    under_three_in_family: Count,
    paid_children_in_family: Count,
    family_gets_parental_benefit: bool,
) -> bool:
    """Under three; from three to eight beside a child under three or in a family of three; never with parental benefit."""
    if not right_to_child_allowance or family_gets_parental_benefit:
        return False
    if is_under_three:
        return True
    return is_three_to_eight and (under_three_in_family >= 1 or paid_children_in_family >= 3)


@law.rule(
    CHILD,
    "PHS § 18",
    et="õigus lapsehooldustasule",
    en="right to childcare allowance",
    ru="право на пособие по уходу",
)
def right_to_childcare_fee(childcare_fee_conditions: bool) -> bool:
    return childcare_fee_conditions


@law.rule(
    CHILD,
    "PHS § 63¹ lg 2",
    applies="2019-09-01",
    until="2024-09-01",
    source="RT I, 28.12.2017, 7",
    et="õigus lapsehooldustasule",
    en="right to childcare allowance",
    ru="право на пособие по уходу",
)
def right_to_childcare_fee__kept(
    childcare_fee_conditions: bool, child_birth_day: Day, childcare_fee_abolished_day: Day
) -> bool:
    """Only rights for children born before 01.09.2019, at the longest to 31.08.2024."""
    return childcare_fee_conditions and child_birth_day < childcare_fee_abolished_day


@law.rule(
    CHILD,
    "PHS § 18",
    et="lapsehooldustasu kuumäär",
    en="monthly rate of childcare allowance",
    ru="месячная ставка пособия по уходу",
)
def childcare_fee_rate(
    is_under_three: bool, childcare_fee_under_three: Cents, childcare_fee_three_to_eight: Cents
) -> Cents:
    if is_under_three:
        return childcare_fee_under_three
    return childcare_fee_three_to_eight


monthly("childcare_fee", "right_to_childcare_fee", "childcare_fee_rate", citation="PHS § 18")
