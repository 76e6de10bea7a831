"""Single-parent child allowance, üksikvanema lapse toetus (PHS § 19)."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import Cents


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
    et="tagaotsitava vanema eest on määratud toitjakaotustoetus või pension",
    en="a survivor's allowance or pension was granted for the wanted parent",
    ru="за разыскиваемого родителя назначено пособие или пенсия",
)
def survivor_paid_for_wanted_parent(parent_is_wanted: bool, right_for_lost_parent: bool) -> bool:
    """Read at the right; the grant itself follows the claim."""
    return parent_is_wanted and right_for_lost_parent


law.across(
    CHILD,
    "survivor_paid_instead",
    "any",
    CARER,
    "PHS § 19 lg 4 p 3",
    among="survivor_paid_for_wanted_parent",
    gives="bool",
    et="sama vanema eest on õigus toitjakaotustoetusele",
    en="survivor's allowance is due for the same parent",
    ru="за того же родителя полагается пособие по потере кормильца",
)


@law.rule(
    CHILD,
    "PHS § 19 lg 1",
    et="õigus üksikvanema lapse toetusele",
    en="right to single-parent child allowance",
    ru="право на пособие одинокого родителя",
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
    ru="месячная ставка пособия одинокого родителя",
)
def single_parent_allowance_rate(single_parent_allowance_month: Cents) -> Cents:
    return single_parent_allowance_month


monthly(
    "single_parent_allowance",
    "right_to_single_parent_allowance",
    "single_parent_allowance_rate",
    citation="PHS § 19 lg 3",
)
