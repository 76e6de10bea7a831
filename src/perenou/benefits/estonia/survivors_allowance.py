"""Survivor's allowance, toitjakaotustoetus (PHS § 19¹, § 4 lg 1², § 63¹¹)."""

from __future__ import annotations

from perenou.benefits.estonia.months import Automatic, granted_at_switch, monthly
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, PERSON, Ground, Studies, law
from perenou.rules.calendar import add_months, birthday, next_or_same
from perenou.rules.types import NEVER, Cents, Count, Day, Days, Months, PerMille

FROM = "2026-10-01"
ACT = "RT I, 08.04.2025, 1"


@law.rule(
    PERSON,
    "PHS § 19¹ lg 1",
    et="12-kuulise otsimise lõpp",
    en="end of the 12 months of search",
    ru="конец 12 месяцев розыска",
)
def search_failed_day(missing_since: Day, search_months: Months) -> Day:
    """The day on which the search, still going on, has lasted long enough."""
    return add_months(missing_since, search_months)


law.through(
    PERSON,
    "missing_after_search",
    "value_on",
    "missing",
    "PHS § 19¹ lg 1",
    by=("search_failed_day",),
    gives="bool",
    et="vanemat ei leitud 12 kuu jooksul",
    en="the parent was not found within 12 months",
    ru="родителя не нашли за 12 месяцев",
)


@law.rule(
    CARER,
    "PHS § 19¹ lg 1",
    applies=FROM,
    source=ACT,
    et="vanem on surnud või on teda edutult otsitud 12 kuud",
    en="the parent has died, or a search for 12 months failed",
    ru="родитель умер или 12 месяцев розыска не дали результата",
)
def parent_is_lost(
    is_parent: bool,
    death_day: Day,
    missing: bool,
    missing_after_search: bool,
    today: Day,
) -> bool:
    """A failed search gives the right from its first day (lg 2)."""
    if not is_parent:
        return False
    if today >= death_day:
        return True
    return missing and missing_after_search


@law.rule(
    CARER,
    "PHS § 19¹ lg 2",
    applies=FROM,
    source=ACT,
    et="vanema kaotuse päev",
    en="day of the loss of the parent",
    ru="день потери родителя",
)
def loss_day(is_parent: bool, death_day: Day, missing_since: Day) -> Day:
    """The day of death, or the day on which the missing-person proceedings were opened."""
    if not is_parent:
        return NEVER
    return min(death_day, missing_since)


@law.rule(
    CARER,
    "PHS § 19¹ lg 3 p 3",
    applies=FROM,
    source=ACT,
    et="kadunud vanema eest maksmise tähtaeg on läbi",
    en="the time for a missing parent has run out",
    ru="срок выплаты за пропавшего родителя истёк",
)
def missing_parent_time_over(
    death_day: Day, missing_since: Day, missing_parent_years: Count, today: Day
) -> bool:
    """Five years from the opening of the proceedings, while the parent is not known to be dead."""
    return today < death_day and today >= birthday(missing_since, missing_parent_years)


@law.rule(
    PERSON,
    "PHS § 4 lg 1² p 1",
    et="elamise aeg loeb staažiks",
    en="the stay counts as history",
    ru="проживание засчитывается",
)
def stay_counts(lives_in_estonia: bool, ground: Ground) -> bool:
    return lives_in_estonia and ground != Ground.NONE and ground != Ground.SHORT_TERM_VISA


@law.rule(
    CHILD,
    "PHS § 4 lg 1² p 1",
    et="lapse elamise aeg loeb staažiks",
    en="the child's stay counts as history",
    ru="проживание ребёнка засчитывается",
)
def child_stay_counts(child_lives_in_estonia: bool, child_ground: Ground) -> bool:
    return (
        child_lives_in_estonia
        and child_ground != Ground.NONE
        and child_ground != Ground.SHORT_TERM_VISA
    )


@law.rule(
    PERSON,
    "PHS § 4 lg 1² p 2",
    et="töötamine lühiajalise töötamise viisaga loeb staažiks",
    en="work on a short-term visa counts as history",
    ru="работа по краткосрочной визе засчитывается",
)
def visa_work_counts(lives_in_estonia: bool, ground: Ground) -> bool:
    return lives_in_estonia and ground == Ground.SHORT_TERM_VISA


@law.rule(
    PERSON,
    "PHS § 4 lg 1² p 1",
    et="elamise või viisaga töötamise aeg kokku loeb staažiks",
    en="stay and work on a visa together count as history",
    ru="проживание и работа по визе вместе засчитываются",
)
def stay_or_visa_work_counts(stay_counts: bool, visa_work_counts: bool) -> bool:
    return stay_counts or visa_work_counts


@law.rule(
    CLAIM,
    "PHS § 63¹¹ lg 4",
    et="toitjakaotustoetust taotleti alates 01.10.2026",
    en="survivor's allowance was claimed on or after 1 October 2026",
    ru="пособие заявлено начиная с 01.10.2026",
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
    CLAIM,
    "PHS § 4 lg 1²",
    et="taotlemisele eelnev 48 kuu algus",
    en="start of the 48 months before the claim",
    ru="начало 48 месяцев до заявления",
)
def history_before_claim_starts(application_day: Day, history_window_months: Months) -> Day:
    return add_months(application_day, -history_window_months)


@law.rule(
    CLAIM,
    "PHS § 4 lg 1²",
    et="nõutav staaž päevades enne taotlemist",
    en="history needed before the claim, in days",
    ru="требуемый стаж до заявления в днях",
)
def history_needed_before_claim(application_day: Day, history_months: Months) -> Days:
    """As many days as the 36 months that end with the claim."""
    return application_day - add_months(application_day, -history_months)


@law.rule(
    PERSON,
    "PHS § 4 lg 1²",
    et="surmale eelnev 48 kuu algus",
    en="start of the 48 months before the death",
    ru="начало 48 месяцев до смерти",
)
def history_before_death_starts(death_day: Day, history_window_months: Months) -> Day:
    return add_months(death_day, -history_window_months)


@law.rule(
    PERSON,
    "PHS § 4 lg 1²",
    et="nõutav staaž päevades enne surma",
    en="history needed before the death, in days",
    ru="требуемый стаж до смерти в днях",
)
def history_needed_before_death(death_day: Day, history_months: Months) -> Days:
    return death_day - add_months(death_day, -history_months)


for _name, _unit, _of, _from, _to, _labels in (
    ("stay_days_of_child", CLAIM, "child_stay_counts", "history_before_claim_starts",
     "application_day", ("lapse elatud päevad", "days of the child's stay", "дни проживания ребёнка")),
    ("stay_days_of_claimant", CLAIM, "stay_counts", "history_before_claim_starts",
     "application_day", ("taotleja elatud päevad", "days of the claimant's stay", "дни проживания заявителя")),
    ("visa_days_of_claimant", CLAIM, "visa_work_counts", "history_before_claim_starts",
     "application_day", ("taotleja viisaga töötatud päevad", "claimant's days of work on a visa", "дни работы заявителя по визе")),
    ("all_days_of_claimant", CLAIM, "stay_or_visa_work_counts", "history_before_claim_starts",
     "application_day", ("taotleja staažipäevad kokku", "claimant's days of history together", "дни стажа заявителя вместе")),
    ("stay_days_of_parent", CARER, "stay_counts", "history_before_death_starts", "death_day",
     ("vanema elatud päevad", "days of the parent's stay", "дни проживания родителя")),
    ("visa_days_of_parent", CARER, "visa_work_counts", "history_before_death_starts", "death_day",
     ("vanema viisaga töötatud päevad", "parent's days of work on a visa", "дни работы родителя по визе")),
    ("all_days_of_parent", CARER, "stay_or_visa_work_counts", "history_before_death_starts",
     "death_day", ("vanema staažipäevad kokku", "parent's days of history together", "дни стажа родителя вместе")),
):  # fmt: skip
    law.through(
        _unit,
        _name,
        "days_within",
        _of,
        "PHS § 4 lg 1²",
        by=(_from, _to),
        gives="Days",
        et=_labels[0],
        en=_labels[1],
        ru=_labels[2],
    )


@law.rule(
    CLAIM,
    "PHS § 4 lg 1²",
    et="taotlejal või lapsel on taotlemise ajaks vajalik staaž",
    en="the claimant or the child has the history needed before the claim",
    ru="у заявителя или ребёнка есть нужный стаж",
    reading="one_kind",
)
def claimant_has_history(
    claims_survivors_allowance: bool,
    stay_days_of_child: Days,
    stay_days_of_claimant: Days,
    visa_days_of_claimant: Days,
    history_needed_before_claim: Days,
) -> bool:
    """36 months within 48, filled by residence or by work on a visa alone."""
    if not claims_survivors_allowance:
        return False
    return (
        stay_days_of_child >= history_needed_before_claim
        or stay_days_of_claimant >= history_needed_before_claim
        or visa_days_of_claimant >= history_needed_before_claim
    )


@law.rule(
    CLAIM,
    "PHS § 4 lg 1²",
    et="taotlejal või lapsel on taotlemise ajaks vajalik staaž",
    en="the claimant or the child has the history needed before the claim",
    ru="у заявителя или ребёнка есть нужный стаж",
    reading="both_kinds_add_up",
    default=False,
    doubt="gap_18_kinds",
)
def claimant_has_history__added(
    claims_survivors_allowance: bool,
    stay_days_of_child: Days,
    all_days_of_claimant: Days,
    history_needed_before_claim: Days,
) -> bool:
    """Months of both kinds add up."""
    if not claims_survivors_allowance:
        return False
    return (
        stay_days_of_child >= history_needed_before_claim
        or all_days_of_claimant >= history_needed_before_claim
    )


law.across(
    CHILD,
    "some_claimant_has_history",
    "any",
    CLAIM,
    "PHS § 4 lg 1²",
    among="claimant_has_history",
    gives="bool",
    et="mõnel taotlejal on vajalik staaž",
    en="some claimant has the history needed",
    ru="у кого-то из заявителей есть стаж",
)


@law.rule(
    CARER,
    "PHS § 4 lg 1²",
    et="vanemal oli surma ajaks vajalik staaž",
    en="the parent had the history needed before the death",
    ru="у родителя был нужный стаж до смерти",
    reading="one_kind",
)
def parent_had_history(
    death_day: Day,
    stay_days_of_parent: Days,
    visa_days_of_parent: Days,
    history_needed_before_death: Days,
) -> bool:
    """Only before a death; for a missing parent the act names no reference day."""
    if death_day >= NEVER:
        return False
    return (
        stay_days_of_parent >= history_needed_before_death
        or visa_days_of_parent >= history_needed_before_death
    )


@law.rule(
    CARER,
    "PHS § 4 lg 1²",
    et="vanemal oli surma ajaks vajalik staaž",
    en="the parent had the history needed before the death",
    ru="у родителя был нужный стаж до смерти",
    reading="both_kinds_add_up",
    default=False,
    doubt="gap_18_kinds",
)
def parent_had_history__added(
    death_day: Day, all_days_of_parent: Days, history_needed_before_death: Days
) -> bool:
    return death_day < NEVER and all_days_of_parent >= history_needed_before_death


@law.rule(
    CARER,
    "PHS § 4 lg 1²",
    et="elamise või töötamise staaž on täidetud",
    en="the history of residence or work is fulfilled",
    ru="требование стажа выполнено",
)
def history_is_fulfilled(some_claimant_has_history: bool, parent_had_history: bool) -> bool:
    """Held by the child or a claimant before the claim, or by the parent before death."""
    return some_claimant_has_history or parent_had_history


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 2",
    et="laps õpib õppes, mis jätkab toitjakaotustoetuse õigust",
    en="the child's studies continue the right to survivor's allowance",
    ru="учёба продлевает право на пособие по потере кормильца",
)
def studies_for_survivors_allowance(
    studies: Studies,
    course_qualifies: bool,
    secondary_education_day: Day,
    foreign_studies_proved: bool,
    today: Day,
) -> bool:
    """Basic, secondary or higher education or vocational education; a course only without secondary."""
    if not foreign_studies_proved:
        return False
    if studies == Studies.COURSE:
        return course_qualifies and today < secondary_education_day
    return studies != Studies.NONE


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
def studies_since_switch(studies_for_survivors_allowance: bool) -> bool:
    """Studies of earlier days count for an unbroken course, but not as taken up in the transition."""
    return studies_for_survivors_allowance


law.through(
    CHILD,
    "studies_since",
    "since",
    "studies_for_survivors_allowance",
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
    studies_for_survivors_allowance: bool,
    studies_since: Day,
    first_studies_day_after_switch: Day,
    survivors_allowance_start: Day,
    transitional_studies_deadline: Day,
    academic_leave: bool,
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    today: Day,
) -> bool:
    """To 19; to 21 if studying by 01.02.2027; those aged 18 to 23 and studying at the switch to 24."""
    if was_minor_at_switch and today < nineteenth_birthday:
        return True
    if not studies_for_survivors_allowance or academic_leave:
        return False
    if studies_since > max(first_studies_day_after_switch, nineteenth_birthday):
        return False
    if not was_minor_at_switch:
        if first_studies_day_after_switch > survivors_allowance_start:
            return False
        return today < birthday(child_birth_day, 24)
    if first_studies_day_after_switch > transitional_studies_deadline:
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
    studies_for_survivors_allowance: bool,
    academic_leave: bool,
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    today: Day,
) -> bool:
    """A child too young to study by 01.02.2027 falls under § 19¹ lg 3 and has it to 21 in studies."""
    if not was_minor_at_switch:
        if academic_leave or today >= birthday(child_birth_day, 24):
            return False
        return studies_for_survivors_allowance
    if today < nineteenth_birthday:
        return True
    return today < twenty_first_birthday and studies_for_survivors_allowance and not academic_leave


@law.rule(
    CHILD,
    "PHS § 29 lg 2²",
    et="õpinguid jätkati samal õppeaastal",
    en="the studies were resumed in the same school year",
    ru="учёба возобновлена в том же учебном году",
)
def resumed_in_same_school_year(studies_since: Day, studies_broken_off_day: Day) -> bool:
    if studies_since >= NEVER or studies_broken_off_day == 0:
        return False
    return studies_since <= next_or_same(studies_broken_off_day, 8, 31)


law.through(
    CHILD,
    "studies_broken_off_day",
    "previous_end",
    "studies_for_survivors_allowance",
    "PHS § 29 lg 2²",
    et="varasemate õpingute katkemise päev",
    en="day on which earlier studies were broken off",
    ru="день прерывания прежней учёбы",
)


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 1",
    applies=FROM,
    source=ACT,
    et="laps on toitjakaotustoetuse eas või õpib",
    en="the child is of age for survivor's allowance, or studies",
    ru="ребёнок в возрасте пособия или учится",
    reading="revives_with_studies",
)
def survivor_age_right(
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    studies_for_survivors_allowance: bool,
    studies_broken_off_day: Day,
    resumed_in_same_school_year: bool,
    secondary_education_day: Day,
    today: Day,
) -> bool:
    """To 19, in studies to 21; who breaks off at 19 without secondary education returns only in that school year."""
    if today < child_birth_day:
        return False
    if today < nineteenth_birthday:
        return True
    if today >= twenty_first_birthday or not studies_for_survivors_allowance:
        return False
    if studies_broken_off_day < nineteenth_birthday or resumed_in_same_school_year:
        return True
    return today >= birthday(child_birth_day, 20) or today >= secondary_education_day


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 1",
    applies=FROM,
    source=ACT,
    et="laps on toitjakaotustoetuse eas või õpib",
    en="the child is of age for survivor's allowance, or studies",
    ru="ребёнок в возрасте пособия или учится",
    reading="same_school_year_only",
    default=False,
    doubt="gap_21",
)
def survivor_age_right__same_year(
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    studies_for_survivors_allowance: bool,
    studies_since: Day,
    resumed_in_same_school_year: bool,
    today: Day,
) -> bool:
    """Whoever breaks off after 19 returns only in the same school year."""
    if today < child_birth_day:
        return False
    if today < nineteenth_birthday:
        return True
    if today >= twenty_first_birthday or not studies_for_survivors_allowance:
        return False
    return studies_since <= nineteenth_birthday or resumed_in_same_school_year


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1",
    applies=FROM,
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
    applies=FROM,
    source=ACT,
    et="õigus tekkis enne 01.10.2026 ja seda taotletakse üleminekuajal",
    en="the right arose before 1 October 2026 and is claimed in the transition",
    ru="право возникло до 01.10.2026 и заявлено в переходный период",
)
def old_right_claimed_later(
    loss_day: Day,
    survivor_claim_day: Day,
    survivors_allowance_start: Day,
    old_right_claim_deadline: Day,
) -> bool:
    """At least the standard amount (lg 1); what the old rules gave must be computed under them."""
    if loss_day >= survivors_allowance_start or survivor_claim_day < survivors_allowance_start:
        return False
    return survivor_claim_day <= old_right_claim_deadline


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 2",
    applies=FROM,
    source=ACT,
    et="kehtivad üleminekusätted",
    en="the transitional norms apply",
    ru="действуют переходные нормы",
)
def is_transitional(paid_pension_at_switch: bool, old_right_claimed_later: bool) -> bool:
    return paid_pension_at_switch or old_right_claimed_later


@law.rule(
    CARER,
    "PHS § 19¹ lg 3",
    applies=FROM,
    source=ACT,
    et="õigus toitjakaotustoetusele selle vanema eest",
    en="right to survivor's allowance for this parent",
    ru="право на пособие за этого родителя",
)
def right_for_lost_parent(
    parent_is_lost: bool,
    missing: bool,
    missing_since: Day,
    missing_parent_time_over: bool,
    is_transitional: bool,
    transitional_age_right: bool,
    survivor_age_right: bool,
    history_is_fulfilled: bool,
    pension_for_parent: bool,
    adopter_added_as_second_parent: bool,
    child_is_entitled_person: bool,
    detained_without_payment: bool,
) -> bool:
    """A lost parent, the child's age or studies, the history, and nothing else paid for the loss."""
    if missing_parent_time_over:
        return False
    if not parent_is_lost and not (is_transitional and (missing or missing_since >= NEVER)):
        return False
    if not child_is_entitled_person or detained_without_payment:
        return False
    if is_transitional:
        return transitional_age_right
    if pension_for_parent or adopter_added_as_second_parent:
        return False
    return survivor_age_right and history_is_fulfilled


@law.rule(
    CHILD,
    "PHS § 19¹ lg 4",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="indexed_in_2026",
)
def survivors_allowance_standard(survivors_allowance_month: Cents) -> Cents:
    """The published amount, whose base was first indexed on 1 April 2026."""
    return survivors_allowance_month


@law.rule(
    CHILD,
    "PHS § 19¹ lg 4",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="first_indexed_in_2027",
    default=False,
    doubt="gap_22",
)
def survivors_allowance_standard__unindexed(
    survivors_allowance_month: Cents,
    survivors_allowance_base: Cents,
    survivors_wage_share: PerMille,
    average_wage_before_switch: Cents,
    first_indexed_amount_day: Day,
    today: Day,
) -> Cents:
    """Until 30 April 2027 the base of the act itself and 3 % of the average wage."""
    if today >= first_indexed_amount_day:
        return survivors_allowance_month
    return survivors_allowance_base + round_to_cent(
        average_wage_before_switch * survivors_wage_share, 1000
    )


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
def rate_for_lost_parent(old_pension: Cents, survivors_allowance_standard: Cents) -> Cents:
    """The standard amount; the pension of 30.09.2026 while that is higher (agency practice)."""
    return max(old_pension, survivors_allowance_standard)


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
    old_pension: Cents, survivors_allowance_standard: Cents, survivors_allowance_at_switch: Cents
) -> Cents:
    """A pension that was higher on 30.09.2026 stays for as long as it is paid."""
    if old_pension > survivors_allowance_at_switch:
        return old_pension
    return survivors_allowance_standard


law.across(
    CARER,
    "loss_place",
    "order",
    CARER,
    "PHS § 19¹ lg 1",
    among="right_for_lost_parent",
    of="loss_day",
    together="child",
    own="child",
    et="mitmes kaotatud vanem",
    en="which lost parent",
    ru="который потерянный родитель",
)


@law.rule(
    CARER,
    "PHS § 19¹ lg 1",
    et="esimesena kaotatud vanem",
    en="the parent lost first",
    ru="родитель, потерянный первым",
)
def is_first_loss(right_for_lost_parent: bool, loss_place: Count) -> bool:
    return right_for_lost_parent and loss_place == 1


@law.rule(
    CARER,
    "PHS § 19¹ lg 1",
    et="teisena kaotatud vanem",
    en="the parent lost second",
    ru="родитель, потерянный вторым",
)
def is_second_loss(right_for_lost_parent: bool, loss_place: Count) -> bool:
    """Both parents lost: two allowances (agency practice)."""
    return right_for_lost_parent and loss_place == 2


@law.rule(
    CARER,
    "PHS § 19¹ lg 1",
    et="vanem on teadmata kadunud",
    en="the parent is missing",
    ru="родитель пропал без вести",
)
def lost_as_missing(is_parent: bool, missing: bool, death_day: Day) -> bool:
    return is_parent and missing and death_day >= NEVER


law.across(
    CHILD,
    "some_parent_missing",
    "any",
    CARER,
    "PHS § 28 lg 2",
    among="lost_as_missing",
    gives="bool",
    et="lapse vanem on teadmata kadunud",
    en="a parent of the child is missing",
    ru="родитель ребёнка пропал без вести",
)


law.across(
    CHILD,
    "some_old_right",
    "any",
    CARER,
    "PHS § 63¹¹ lg 4",
    among="old_right_claimed_later",
    gives="bool",
    et="lapsel on enne 01.10.2026 tekkinud õigus",
    en="the child has a right that arose before 1 October 2026",
    ru="у ребёнка есть право, возникшее до 01.10.2026",
)


@law.rule(
    CHILD,
    "PHS § 28 lg 2",
    et="mitu kalendrikuud tagasiulatuvalt toitjakaotustoetust makstakse",
    en="calendar months for which survivor's allowance reaches back",
    ru="за сколько месяцев назад выплачивается пособие",
)
def survivors_retroactive_months(
    some_parent_missing: bool,
    some_old_right: bool,
    family_allowance_retroactive_months: Months,
    missing_parent_retroactive_months: Months,
) -> Months:
    if some_parent_missing or some_old_right:
        return missing_parent_retroactive_months
    return family_allowance_retroactive_months


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


@law.rule(
    CHILD,
    "PHS § 4 lg 4",
    et="teise riigi hüvitise osa, mida esimene toetus ei kata",
    en="part of another state's benefit that the first allowance does not cover",
    ru="часть пособия другого государства сверх первого пособия",
)
def foreign_survivors_remainder(
    foreign_survivors_allowance: Cents,
    right_to_survivors_allowance: bool,
    survivors_allowance_rate: Cents,
) -> Cents:
    """Deducted once, from both allowances together."""
    if not right_to_survivors_allowance:
        return foreign_survivors_allowance
    if foreign_survivors_allowance <= survivors_allowance_rate:
        return 0
    return foreign_survivors_allowance - survivors_allowance_rate


for _suffix, _among, _et, _en, _ru in (
    ("", "is_first_loss", "esimese", "first", "первого"),
    ("_second", "is_second_loss", "teise", "second", "второго"),
):
    law.across(
        CHILD,
        f"right_to_survivors_allowance{_suffix}",
        "any",
        CARER,
        "PHS § 19¹ lg 1",
        among=_among,
        gives="bool",
        et=f"õigus toitjakaotustoetusele {_et} kaotatud vanema eest",
        en=f"right to survivor's allowance for the {_en} lost parent",
        ru=f"право на пособие за {_ru} потерянного родителя",
    )
    law.across(
        CHILD,
        f"survivors_allowance{_suffix}_rate",
        "sum",
        CARER,
        "PHS § 63¹¹ lg 1",
        among=_among,
        of="rate_for_lost_parent",
        gives="Cents",
        et=f"toitjakaotustoetuse kuumäär {_et} kaotatud vanema eest",
        en=f"monthly rate of survivor's allowance for the {_en} lost parent",
        ru=f"месячная ставка пособия за {_ru} потерянного родителя",
    )
    monthly(
        f"survivors_allowance{_suffix}",
        f"right_to_survivors_allowance{_suffix}",
        f"survivors_allowance{_suffix}_rate",
        citation="PHS § 19¹ lg 4",
        retroactive="survivors_retroactive_months",
        automatic=Automatic(granted_at_switch, "PHS § 63¹¹ lg 1", FROM, ACT),
        foreign="foreign_survivors_remainder" if _suffix else "",
    )
