"""Conscript's child allowance, ajateenija lapse toetus (KVTS § 54 lg 11-13, § 64 lg 5)."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import Cents, Day


@law.rule(
    CARER,
    "KVTS § 54 lg 11",
    et="lapse vanem või ülalpidaja on ajateenistuses või asendusteenistuses",
    en="the child's parent or maintainer is in conscript or alternative service",
    ru="родитель или содержащий ребёнка на службе",
)
def maintainer_in_service(is_parent: bool, is_maintained: bool, in_conscript_service: bool) -> bool:
    return (is_parent or is_maintained) and in_conscript_service


law.across(
    CHILD,
    "some_maintainer_in_service",
    "any",
    CARER,
    "KVTS § 54 lg 11",
    among="maintainer_in_service",
    gives="bool",
    et="mõni lapse vanem või ülalpidaja on teenistuses",
    en="some parent or maintainer of the child is in service",
    ru="кто-то из родителей или содержащих на службе",
)


@law.rule(
    CHILD,
    "KVTS § 54 lg 11",
    et="õigus ajateenija lapse toetusele",
    en="right to conscript's child allowance",
    ru="право на пособие на ребёнка военнослужащего срочной службы",
)
def right_to_conscripts_child_allowance(
    some_maintainer_in_service: bool,
    majority_day: Day,
    child_is_entitled_person: bool,
    stillborn: bool,
    today: Day,
) -> bool:
    """A minor child; of the PHS only the general norms apply (KVTS § 54 lg 13)."""
    if not some_maintainer_in_service or today >= majority_day:
        return False
    return child_is_entitled_person and not stillborn


@law.rule(
    CHILD,
    "KVTS § 54 lg 12",
    et="ajateenija lapse toetuse kuumäär",
    en="monthly rate of conscript's child allowance",
    ru="месячная ставка пособия на ребёнка военнослужащего срочной службы",
)
def conscripts_child_allowance_rate(conscripts_child_allowance_month: Cents) -> Cents:
    return conscripts_child_allowance_month


monthly(
    "conscripts_child_allowance",
    "right_to_conscripts_child_allowance",
    "conscripts_child_allowance_rate",
    citation="KVTS § 54 lg 12",
)
