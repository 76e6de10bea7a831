"""Survivor's allowance for rights that arose before 1 October 2026 (PHS § 63¹¹)."""

from __future__ import annotations

from perenou.benefits.estonia.survivors_allowance import ACT, FROM, studies_to_twenty_one
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, law
from perenou.rules.calendar import birthday
from perenou.rules.types import NEVER, Cents, Day


@law.rule(
    CLAIM,
    "PHS § 63¹¹ lg 4",
    et="toitjakaotustoetust taotleti alates 01.10.2026",
    en="survivor's allowance was claimed on or after 1 October 2026",
    ru="пособие запрошено начиная с 01.10.2026",
)
def claimed_since_switch(
    claims_survivors_allowance: bool, application_day: Day, survivors_allowance_start: Day
) -> bool:
    """An earlier claim could not be one for this allowance."""
    return claims_survivors_allowance and application_day >= survivors_allowance_start


law.across(
    CARER,
    "first_survivor_claim_day",
    "least",
    CLAIM,
    "PHS § 63¹¹ lg 4",
    among="claimed_since_switch",
    of="application_day",
    gives="Day",
    et="toitjakaotustoetuse taotlemise päev",
    en="day of claiming survivor's allowance",
    ru="день заявления на пособие по потере кормильца",
)


law.across(
    CHILD,
    "survivor_claim_day",
    "least",
    CARER,
    "PHS § 63¹¹ lg 4",
    of="first_survivor_claim_day",
    gives="Day",
    et="lapse eest toitjakaotustoetuse taotlemise päev",
    en="day on which survivor's allowance was claimed for the child",
    ru="день заявления на пособие за ребёнка",
)


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="01.10.2026 oli laps alla 18-aastane",
    en="on 1 October 2026 the child was under 18",
    ru="на 01.10.2026 ребёнку было меньше 18",
)
def was_minor_at_switch(majority_day: Day, survivors_allowance_start: Day) -> bool:
    return survivors_allowance_start < majority_day


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="laps õpib alates 01.10.2026",
    en="the child studies on or after 1 October 2026",
    ru="ребёнок учится начиная с 01.10.2026",
)
def studies_since_switch(studies_to_twenty_one: bool) -> bool:
    """Studies of earlier days count for an unbroken course, but not as taken up in the transition."""
    return studies_to_twenty_one


law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2",
    name="studies_in_transition",
    et="laps õpib nii, et ülemineku õigus toitjakaotustoetusele jätkub",
    en="the child's studies continue the transitional right to survivor's allowance",
    ru="учёба продлевает переходное право на пособие по потере кормильца",
)(studies_to_twenty_one)


law.through(
    CHILD,
    "studies_since",
    "since",
    "studies_to_twenty_one",
    "PHS § 63¹¹ lg 2",
    et="katkematute õpingute algus",
    en="start of the unbroken studies",
    ru="начало непрерывной учёбы",
)


law.through(
    CHILD,
    "first_studies_day_after_switch",
    "first",
    "studies_since_switch",
    "PHS § 63¹¹ lg 2 p 2",
    et="õpingute algus alates 01.10.2026",
    en="start of studies from 1 October 2026",
    ru="начало учёбы с 01.10.2026",
)


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2 p 2",
    applies=FROM,
    source=ACT,
    et="laps asus õppima hiljemalt 01.02.2027",
    en="the child took up studies by 1 February 2027",
    ru="ребёнок приступил к учёбе не позднее 01.02.2027",
)
def studied_by_deadline(
    first_studies_day_after_switch: Day, transitional_studies_deadline: Day
) -> bool:
    return first_studies_day_after_switch <= transitional_studies_deadline


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="ülemineku õigus vanuse ja õpingute järgi",
    en="transitional right by age and studies",
    ru="переходное право по возрасту и учёбе",
    reading="complete_rule",
)
def transitional_age_right(
    was_minor_at_switch: bool,
    studies_in_transition: bool,
    foreign_studies_proved: bool,
    studies_since: Day,
    first_studies_day_after_switch: Day,
    survivors_allowance_start: Day,
    studied_by_deadline: bool,
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    today: Day,
) -> bool:
    """To 19; to 21 if studying by 01.02.2027; those aged 18 to 23 and studying at the switch to 24."""
    if was_minor_at_switch and today < nineteenth_birthday:
        return True
    if not studies_in_transition or not foreign_studies_proved:
        return False
    if studies_since > max(first_studies_day_after_switch, nineteenth_birthday):
        return False
    if not was_minor_at_switch:
        if first_studies_day_after_switch > survivors_allowance_start:
            return False
        return today < birthday(child_birth_day, 24)
    if not studied_by_deadline:
        return False
    return today < twenty_first_birthday


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="ülemineku õigus vanuse ja õpingute järgi",
    en="transitional right by age and studies",
    ru="переходное право по возрасту и учёбе",
    reading="young_child_by_general_rule",
    default=False,
    doubt="gap_48",
)
def transitional_age_right__general(
    was_minor_at_switch: bool,
    studies_in_transition: bool,
    foreign_studies_proved: bool,
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    today: Day,
) -> bool:
    """Whom the transitional rule does not reach is judged by § 19¹ lg 3: to 19, in studies to 21.

    That is whoever is not of age for studies before February 2027, or is 18 at the switch and does
    not study.
    """
    if today < nineteenth_birthday:
        return True
    if not studies_in_transition or not foreign_studies_proved:
        return False
    if not was_minor_at_switch:
        return today < birthday(child_birth_day, 24)
    return today < twenty_first_birthday


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 3",
    applies=FROM,
    source=ACT,
    et="üleminekul on maksmine selle vanema eest akadeemilise puhkuse ajaks peatatud",
    en="in the transition, payment for this parent is suspended during academic leave",
    ru="при переходе выплата за этого родителя приостановлена на время академического отпуска",
)
def suspended_in_transition(
    is_transitional: bool,
    academic_leave: bool,
    was_minor_at_switch: bool,
    nineteenth_birthday: Day,
    today: Day,
) -> bool:
    """Only where studies carry the right (lg 2 p 2-3), not while age alone does (p 1)."""
    if not is_transitional or not academic_leave:
        return False
    return not was_minor_at_switch or today >= nineteenth_birthday


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1",
    in_force=FROM,
    source=ACT,
    et="lapsele maksti 30.09.2026 selle vanema eest pensioni",
    en="on 30 September 2026 the child was paid a pension for this parent",
    ru="на 30.09.2026 ребёнку платили пенсию за этого родителя",
)
def paid_pension_at_switch(old_pension: Cents) -> bool:
    return old_pension > 0


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 4",
    in_force=FROM,
    source=ACT,
    et="õigus tekkis enne 01.10.2026 ja selle taotlemisega ei ole hiljaks jäädud",
    en="the right arose before 1 October 2026 and is not claimed too late",
    ru="право возникло до 01.10.2026, и с заявлением не опоздали",
)
def old_right_in_time(
    paid_pension_at_switch: bool,
    loss_day: Day,
    survivor_claim_day: Day,
    survivors_allowance_start: Day,
    old_right_claim_deadline: Day,
) -> bool:
    """Not paid as a pension, and claimed in the transition or not yet.

    What the former rules gave is computed by them and told as a fact.
    """
    if paid_pension_at_switch:
        return False
    if loss_day >= survivors_allowance_start or survivor_claim_day < survivors_allowance_start:
        return False
    return survivor_claim_day <= old_right_claim_deadline or survivor_claim_day >= NEVER


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="kehtivad üleminekusätted",
    en="the transitional norms apply",
    ru="действуют переходные нормы",
)
def is_transitional(paid_pension_at_switch: bool, old_right_in_time: bool) -> bool:
    return paid_pension_at_switch or old_right_in_time


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 1",
    et="pensionide viimane päev",
    en="last day of the pensions",
    ru="последний день пенсий",
)
def last_pension_day(survivors_allowance_start: Day) -> Day:
    return survivors_allowance_start - 1


law.through(
    CARER,
    "former_amount_at_switch",
    "value_on",
    "former_rules_amount",
    "PHS § 63¹¹ lg 4",
    by=("last_pension_day",),
    gives="Cents",
    et="30.09.2026 varasemate pensionireeglite järgi maksta tulnud summa",
    en="amount due by the former pension rules on 30 September 2026",
    ru="сумма, причитавшаяся 30.09.2026 по прежним пенсионным правилам",
)


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1 p 2",
    applies=FROM,
    source=ACT,
    et="pension 30.09.2026, makstud või hiljem määratud",
    en="the pension of 30 September 2026, paid or granted later",
    ru="пенсия на 30.09.2026, выплаченная или назначенная позже",
)
def pension_to_keep(
    old_pension: Cents, old_right_in_time: bool, former_amount_at_switch: Cents
) -> Cents:
    """What was paid, or for a right claimed later what the former rules give (lg 4)."""
    if old_right_in_time:
        return former_amount_at_switch
    return old_pension


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 4",
    until=FROM,
    in_force=FROM,
    source=ACT,
    et="toitjakaotustoetuse määr selle vanema eest",
    en="survivor's allowance rate for this parent",
    ru="ставка пособия за этого родителя",
)
def rate_for_lost_parent__before_the_switch(former_rules_amount: Cents) -> Cents:
    """For months to 30.09.2026 the amount by the former RPKS § 21."""
    return former_rules_amount


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1 p 2",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse määr selle vanema eest",
    en="survivor's allowance rate for this parent",
    ru="ставка пособия за этого родителя",
    reading="until_overtaken",
)
def rate_for_lost_parent(pension_to_keep: Cents, survivors_allowance_standard: Cents) -> Cents:
    """The standard amount; the pension of 30.09.2026 while that is higher (agency practice)."""
    return max(pension_to_keep, survivors_allowance_standard)


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1 p 2",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse määr selle vanema eest",
    en="survivor's allowance rate for this parent",
    ru="ставка пособия за этого родителя",
    reading="frozen",
    default=False,
    doubt="gap_47",
)
def rate_for_lost_parent__frozen(
    pension_to_keep: Cents,
    survivors_allowance_standard: Cents,
    survivors_allowance_at_switch: Cents,
) -> Cents:
    """A pension that was higher on 30.09.2026 stays for as long as it is paid."""
    if pension_to_keep > survivors_allowance_at_switch:
        return pension_to_keep
    return survivors_allowance_standard


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 4",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse määr selle vanema eest",
    en="survivor's allowance rate for this parent",
    ru="ставка пособия за этого родителя",
    reading="former_amount_throughout",
    default=False,
    doubt="gap_49",
)
def rate_for_lost_parent__former_throughout(
    pension_to_keep: Cents, old_right_in_time: bool, survivors_allowance_standard: Cents
) -> Cents:
    """A right claimed later keeps the amount by the former rules, also below the standard amount."""
    if old_right_in_time and pension_to_keep > 0:
        return pension_to_keep
    return max(pension_to_keep, survivors_allowance_standard)


law.across(
    CHILD,
    "some_old_right",
    "any",
    CARER,
    "PHS § 63¹¹ lg 4",
    among="old_right_in_time",
    gives="bool",
    et="lapsel on enne 01.10.2026 tekkinud õigus",
    en="the child has a right that arose before 1 October 2026",
    ru="у ребёнка есть право, возникшее до 01.10.2026",
)


@law.rule(
    CHILD,
    "PHS § 63¹¹ lg 1",
    et="pensioni asemel makstakse toetust taotluseta",
    en="the allowance replaces the pension without a claim",
    ru="пособие заменяет пенсию без заявления",
)
def switched_without_claim(some_pension_at_switch: bool) -> bool:
    return some_pension_at_switch


law.across(
    CHILD,
    "some_pension_at_switch",
    "any",
    CARER,
    "PHS § 63¹¹ lg 1",
    among="paid_pension_at_switch",
    gives="bool",
    et="lapsele maksti 30.09.2026 vanema eest pensioni",
    en="on 30 September 2026 the child was paid a pension for a parent",
    ru="на 30.09.2026 ребёнку платили пенсию за родителя",
)
