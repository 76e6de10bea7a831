"""Allowance for a child under guardianship, eestkostetava lapse toetus (PHS § 20)."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import Cents, Day

law.across(
    CHILD,
    "has_foster_contract",
    "any",
    CARER,
    "PHS § 20 lg 1",
    among="is_foster_parent",
    gives="bool",
    et="lapse kohta on hooldusleping",
    en="there is a foster contract for the child",
    ru="на ребёнка заключён договор об уходе",
)


@law.rule(
    CHILD,
    "PHS § 20 lg 1",
    et="lapse eestkoste või hooldusleping annab õiguse toetusele",
    en="the child's guardianship or foster contract gives the right",
    ru="опека или договор об уходе даёт право",
)
def guardianship_gives_right__or_foster_contract(
    final_order_gives_right: bool, has_foster_contract: bool
) -> bool:
    """In 2017 also for a child in foster care by contract."""
    return final_order_gives_right or has_foster_contract


@law.rule(
    CHILD,
    "PHS § 20 lg 2",
    et="jõustunud kohtumäärusega eestkostja, kui vanemad oma kohustust ei täida",
    en="a guardian by a final order, while the parents do not fulfil their duty",
    ru="опекун по вступившему в силу решению, когда родители не выполняют обязанность",
)
def final_order_gives_right(
    has_guardian: bool, parents_fulfil_duty: bool, guardianship_final_day: Day, today: Day
) -> bool:
    """Until 04.11.2018 the right arose when the order became final."""
    return has_guardian and not parents_fulfil_duty and today >= guardianship_final_day


@law.rule(
    CHILD,
    "PHS § 20 lg 2",
    applies="2018-01-01",
    source="RT I, 28.11.2017, 2",
    et="lapse eestkostja annab õiguse toetusele",
    en="the child's guardianship gives the right",
    ru="опека над ребёнком даёт право",
)
def guardianship_gives_right__order_final(final_order_gives_right: bool) -> bool:
    return final_order_gives_right


@law.rule(
    CHILD,
    "PHS § 20 lg 2",
    applies="2018-11-05",
    source="RT I, 26.10.2018, 1",
    et="lapse eestkostja annab õiguse toetusele",
    en="the child's guardianship gives the right",
    ru="опека над ребёнком даёт право",
)
def guardianship_gives_right__any_guardian(has_guardian: bool, parents_fulfil_duty: bool) -> bool:
    """For every guardian alike the right begins once the order has been made known."""
    return has_guardian and not parents_fulfil_duty


@law.rule(
    CHILD,
    "PHS § 20 lg 1",
    applies="2021-04-01",
    source="RT I, 22.03.2021, 2",
    et="lapse eestkostja annab õiguse toetusele",
    en="the child's guardianship gives the right",
    ru="опека над ребёнком даёт право",
)
def guardianship_gives_right(
    has_guardian: bool, guardian_is_natural_person: bool, parents_fulfil_duty: bool
) -> bool:
    """The parents do not fulfil their duty, and the guardian is a natural person."""
    return has_guardian and guardian_is_natural_person and not parents_fulfil_duty


@law.rule(
    CHILD,
    "PHS § 20 lg 3",
    et="täisealiseks saamisele eelnev päev",
    en="the day before coming of age",
    ru="день перед совершеннолетием",
)
def day_before_majority(majority_day: Day) -> Day:
    return majority_day - 1


law.through(
    CHILD,
    "guardianship_gave_right_to_the_end",
    "value_on",
    "guardianship_gives_right",
    "PHS § 20 lg 3",
    by=("day_before_majority",),
    gives="bool",
    et="eestkoste andis õiguse toetusele kuni täisealiseks saamiseni",
    en="the guardianship gave the right up to the coming of age",
    ru="опека давала право до совершеннолетия",
)


@law.rule(
    CHILD,
    "PHS § 20 lg 3",
    et="õigus jätkub pärast eestkoste lõppu",
    en="the right continues after guardianship ended",
    ru="право продолжается после опеки",
    reading="studies_from_eighteen",
)
def continues_after_majority(
    guardianship_ended_at_majority: bool,
    guardianship_gave_right_to_the_end: bool,
    majority_day: Day,
    nineteenth_birthday: Day,
    studies_count: bool,
    studies_past_nineteen: bool,
    today: Day,
) -> bool:
    """Guardianship ended because the child came of age: while it studies, past the 19th birthday too."""
    if not guardianship_ended_at_majority or not guardianship_gave_right_to_the_end:
        return False
    if today < majority_day:
        return False
    if today < nineteenth_birthday:
        return studies_count
    return studies_past_nineteen


@law.rule(
    CHILD,
    "PHS § 20 lg 3",
    et="õigus jätkub pärast eestkoste lõppu",
    en="the right continues after guardianship ended",
    ru="право продолжается после опеки",
    reading="studies_from_nineteen",
    default=False,
    doubt="gap_23",
)
def continues_after_majority__from_nineteen(
    guardianship_ended_at_majority: bool,
    guardianship_gave_right_to_the_end: bool,
    majority_day: Day,
    nineteenth_birthday: Day,
    studies_past_nineteen: bool,
    today: Day,
) -> bool:
    """The study condition governs only from 19."""
    if not guardianship_ended_at_majority or not guardianship_gave_right_to_the_end:
        return False
    if today < majority_day:
        return False
    return today < nineteenth_birthday or studies_past_nineteen


law.doubt("payee_after_majority", when="continues_after_majority", citation="PHS § 25 lg 1")


@law.rule(
    CHILD,
    "PHS § 20",
    et="õigus eestkostetava lapse toetusele",
    en="right to the allowance for a child under guardianship",
    ru="право на пособие на ребёнка под опекой",
)
def right_to_guardianship_allowance(
    guardianship_gives_right: bool,
    continues_after_majority: bool,
    child_is_entitled_person: bool,
    not_paid_by_placement: bool,
) -> bool:
    if not guardianship_gives_right and not continues_after_majority:
        return False
    return child_is_entitled_person and not not_paid_by_placement


@law.rule(
    CHILD,
    "PHS § 20 lg 4",
    et="eestkostetava lapse toetuse kuumäär",
    en="monthly rate of the allowance for a child under guardianship",
    ru="месячная ставка пособия на ребёнка под опекой",
)
def guardianship_allowance_rate(guardianship_allowance_month: Cents) -> Cents:
    return guardianship_allowance_month


monthly(
    "guardianship_allowance",
    "right_to_guardianship_allowance",
    "guardianship_allowance_rate",
    citation="PHS § 20 lg 4",
)
