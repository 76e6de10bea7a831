"""Single-parent child allowance, üksikvanema lapse toetus (PHS § 19)."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import Cents, Day


@law.rule(
    CARER,
    "PHS § 19 lg 1",
    et="lapse vanem on tagaotsitav",
    en="the child's parent is declared wanted",
    ru="родитель ребёнка объявлен в розыск",
)
def parent_is_wanted(is_parent: bool, wanted: bool) -> bool:
    return is_parent and wanted


law.across(
    CHILD,
    "some_parent_is_wanted",
    "any",
    CARER,
    "PHS § 19 lg 1",
    among="parent_is_wanted",
    gives="bool",
    et="mõni lapse vanem on tagaotsitav",
    en="some parent of the child is declared wanted",
    ru="кто-то из родителей в розыске",
)


@law.rule(
    CARER,
    "PHS § 19 lg 4 p 3",
    et="lapsele makstakse tagaotsitava vanema eest pensioni",
    en="a pension is paid to the child for the wanted parent",
    ru="ребёнку платится пенсия за разыскиваемого родителя",
)
def pension_for_wanted_parent(parent_is_wanted: bool, pension_for_parent: bool) -> bool:
    return parent_is_wanted and pension_for_parent


law.across(
    CHILD,
    "pension_paid_for_the_same_parent",
    "any",
    CARER,
    "PHS § 19 lg 4 p 3",
    among="pension_for_wanted_parent",
    gives="bool",
    et="sama vanema eest makstakse pensioni",
    en="a pension is paid for the same parent",
    ru="за того же родителя платится пенсия",
)


@law.rule(
    CARER,
    "PHS § 19 lg 4 p 3",
    et="tagaotsitava vanema eest on määratud toitjakaotustoetus",
    en="survivor's allowance was granted for the wanted parent",
    ru="за разыскиваемого родителя назначено пособие по потере кормильца",
    reading="for_all_months_covered",
)
def survivor_paid_for_wanted_parent(
    parent_is_wanted: bool,
    is_first_loss: bool,
    is_second_loss: bool,
    survivors_allowance_due_to_somebody: bool,
    survivors_allowance_second_due_to_somebody: bool,
) -> bool:
    """The grant ends the allowance, and what overlaps with months paid back is not due either."""
    if not parent_is_wanted:
        return False
    if is_first_loss and survivors_allowance_due_to_somebody:
        return True
    return is_second_loss and survivors_allowance_second_due_to_somebody


@law.rule(
    CARER,
    "PHS § 19 lg 4 p 3",
    et="tagaotsitava vanema eest on määratud toitjakaotustoetus",
    en="survivor's allowance was granted for the wanted parent",
    ru="за разыскиваемого родителя назначено пособие по потере кормильца",
    reading="from_the_claim_on",
    default=False,
    doubt="gap_19",
)
def survivor_paid_for_wanted_parent__from_claim(
    parent_is_wanted: bool,
    is_first_loss: bool,
    is_second_loss: bool,
    survivors_allowance_due_to_somebody: bool,
    survivors_allowance_second_due_to_somebody: bool,
    survivor_claim_day: Day,
    today: Day,
) -> bool:
    """Months before the claim were rightly paid; the grant cannot come before the claim."""
    if not parent_is_wanted or today < survivor_claim_day:
        return False
    if is_first_loss and survivors_allowance_due_to_somebody:
        return True
    return is_second_loss and survivors_allowance_second_due_to_somebody


law.across(
    CHILD,
    "survivor_paid_instead",
    "any",
    CARER,
    "PHS § 19 lg 4 p 3",
    among="survivor_paid_for_wanted_parent",
    gives="bool",
    et="sama vanema eest on määratud toitjakaotustoetus",
    en="survivor's allowance was granted for the same parent",
    ru="за того же родителя назначено пособие по потере кормильца",
)


@law.rule(
    CHILD,
    "PHS § 19 lg 4 p 4",
    until="2024-01-01",
    ended_by="RT I, 06.07.2023, 6",
    et="pension võõrasvanema eest, kui kehtis vanem sõnastus",
    en="a pension for a step-parent while an older wording held",
    ru="пенсия за отчима или мачеху при прежней редакции",
)
def step_parents_pension_before_2024(
    right_to_child_allowance: bool, second_parent_unrecorded: bool, pension_for_step_parent: bool
) -> bool:
    return right_to_child_allowance and second_parent_unrecorded and pension_for_step_parent


law.doubt(
    "step_pension_before_2024",
    when="step_parents_pension_before_2024",
    citation="PHS § 19 lg 4 p 4",
)


@law.rule(
    CHILD,
    "PHS § 19 lg 1",
    et="õigus üksikvanema lapse toetusele",
    en="right to single-parent child allowance",
    ru="право на пособие на ребёнка одинокого родителя",
)
def right_to_single_parent_allowance(
    right_to_child_allowance: bool,
    second_parent_unrecorded: bool,
    some_parent_is_wanted: bool,
    pension_paid_for_the_same_parent: bool,
    pension_for_step_parent: bool,
    survivor_paid_instead: bool,
) -> bool:
    """No second parent on record, or a parent declared wanted, and nothing paid for the same loss."""
    if not right_to_child_allowance:
        return False
    if not second_parent_unrecorded and not some_parent_is_wanted:
        return False
    if pension_paid_for_the_same_parent or pension_for_step_parent:
        return False
    return not survivor_paid_instead


@law.rule(
    CHILD,
    "PHS § 19 lg 3",
    et="üksikvanema lapse toetuse kuumäär",
    en="monthly rate of single-parent child allowance",
    ru="месячная ставка пособия на ребёнка одинокого родителя",
)
def single_parent_allowance_rate(single_parent_allowance_month: Cents) -> Cents:
    return single_parent_allowance_month


monthly(
    "single_parent_allowance",
    "right_to_single_parent_allowance",
    "single_parent_allowance_rate",
    citation="PHS § 19 lg 3",
)
