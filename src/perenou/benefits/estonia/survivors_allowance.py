"""Survivor's allowance, toitjakaotustoetus (PHS § 19¹, § 4 lg 1², § 63¹¹)."""

from __future__ import annotations

from perenou.benefits.estonia.months import monthly
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, PERSON, Ground, Studies, law
from perenou.rules.calendar import add_months, birthday
from perenou.rules.types import NEVER, Cents, Count, Day, Days, Months, PerMille

FROM = "2026-10-01"
ACT = "RT I, 08.04.2025, 1"


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
    missing_since: Day,
    search_months: Months,
    today: Day,
) -> bool:
    if not is_parent:
        return False
    if today >= death_day:
        return True
    return missing and today >= add_months(missing_since, search_months)


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


law.across(
    CARER,
    "first_survivor_claim_day",
    "least",
    CLAIM,
    "PHS § 4 lg 1²",
    among="claims_survivors_allowance",
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
    "PHS § 4 lg 1²",
    of="first_survivor_claim_day",
    gives="Day",
    et="lapse eest toitjakaotustoetuse taotlemise päev",
    en="day on which survivor's allowance was claimed for the child",
    ru="день заявления на пособие за ребёнка",
)


@law.rule(
    CHILD,
    "PHS § 4 lg 1²",
    et="taotlemisele eelnev 48 kuu algus",
    en="start of the 48 months before the claim",
    ru="начало 48 месяцев до заявления",
)
def history_before_claim_starts(survivor_claim_day: Day, history_window_months: Months) -> Day:
    return add_months(survivor_claim_day, -history_window_months)


@law.rule(
    CHILD,
    "PHS § 4 lg 1²",
    et="nõutav staaž päevades enne taotlemist",
    en="history needed before the claim, in days",
    ru="требуемый стаж до заявления в днях",
)
def history_needed_before_claim(survivor_claim_day: Day, history_months: Months) -> Days:
    """As many days as the 36 months that end with the claim."""
    return survivor_claim_day - add_months(survivor_claim_day, -history_months)


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
    ("stay_days_of_child", CHILD, "child_stay_counts", "history_before_claim_starts",
     "survivor_claim_day", ("lapse elatud päevad", "days of the child's stay", "дни проживания ребёнка")),
    ("stay_days_of_claimant", CARER, "stay_counts", "history_before_claim_starts",
     "survivor_claim_day", ("taotleja elatud päevad", "days of the claimant's stay", "дни проживания заявителя")),
    ("visa_days_of_claimant", CARER, "visa_work_counts", "history_before_claim_starts",
     "survivor_claim_day", ("taotleja viisaga töötatud päevad", "claimant's days of work on a visa", "дни работы заявителя по визе")),
    ("all_days_of_claimant", CARER, "stay_or_visa_work_counts", "history_before_claim_starts",
     "survivor_claim_day", ("taotleja staažipäevad kokku", "claimant's days of history together", "дни стажа заявителя вместе")),
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
    CARER,
    "PHS § 4 lg 1²",
    et="taotlejal on taotlemise ajaks vajalik staaž",
    en="the claimant has the history needed before the claim",
    ru="у заявителя есть нужный стаж",
    reading="one_kind",
)
def claimant_has_history(
    first_survivor_claim_day: Day,
    stay_days_of_claimant: Days,
    visa_days_of_claimant: Days,
    history_needed_before_claim: Days,
) -> bool:
    """36 months within 48, filled by residence or by work on a visa alone."""
    if first_survivor_claim_day >= NEVER:
        return False
    return (
        stay_days_of_claimant >= history_needed_before_claim
        or visa_days_of_claimant >= history_needed_before_claim
    )


@law.rule(
    CARER,
    "PHS § 4 lg 1²",
    et="taotlejal on taotlemise ajaks vajalik staaž",
    en="the claimant has the history needed before the claim",
    ru="у заявителя есть нужный стаж",
    reading="both_kinds_add_up",
    default=False,
    doubt="gap_18_kinds",
)
def claimant_has_history__added(
    first_survivor_claim_day: Day, all_days_of_claimant: Days, history_needed_before_claim: Days
) -> bool:
    """Months of both kinds add up."""
    return first_survivor_claim_day < NEVER and all_days_of_claimant >= history_needed_before_claim


law.across(
    CHILD,
    "some_claimant_has_history",
    "any",
    CARER,
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
def history_is_fulfilled(
    stay_days_of_child: Days,
    survivor_claim_day: Day,
    history_needed_before_claim: Days,
    some_claimant_has_history: bool,
    parent_had_history: bool,
) -> bool:
    """Held by the child or a claimant before the claim, or by the parent before death."""
    if survivor_claim_day < NEVER and stay_days_of_child >= history_needed_before_claim:
        return True
    return some_claimant_has_history or parent_had_history


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 2",
    applies=FROM,
    source=ACT,
    et="laps õpib õppes, mis jätkab toitjakaotustoetuse õigust",
    en="the child's studies continue the right to survivor's allowance",
    ru="учёба продлевает право на пособие по потере кормильца",
)
def studies_for_survivors_allowance(
    studies: Studies, course_qualifies: bool, secondary_education_day: Day, today: Day
) -> bool:
    """Basic, secondary or higher education or vocational education; a course only without secondary."""
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


law.through(
    CHILD,
    "first_studies_day_after_switch",
    "first",
    "studies_for_survivors_allowance",
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
    first_studies_day_after_switch: Day,
    transitional_studies_deadline: Day,
    academic_leave: bool,
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    today: Day,
) -> bool:
    """To 19; to 21 if studying by 01.02.2027; those aged 18 to 23 at the switch to 24 in studies."""
    if not was_minor_at_switch:
        if academic_leave or today >= birthday(child_birth_day, 24):
            return False
        return studies_for_survivors_allowance
    if today < nineteenth_birthday:
        return True
    if today >= twenty_first_birthday or academic_leave:
        return False
    if first_studies_day_after_switch > transitional_studies_deadline:
        return False
    return studies_for_survivors_allowance


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
    "PHS § 19¹ lg 3 p 1",
    applies=FROM,
    source=ACT,
    et="laps on toitjakaotustoetuse eas või õpib",
    en="the child is of age for survivor's allowance, or studies",
    ru="ребёнок в возрасте пособия или учится",
)
def survivor_age_right(
    child_birth_day: Day,
    nineteenth_birthday: Day,
    twenty_first_birthday: Day,
    studies_for_survivors_allowance: bool,
    today: Day,
) -> bool:
    """To 19, in studies to 21."""
    if today < child_birth_day:
        return False
    if today < nineteenth_birthday:
        return True
    return today < twenty_first_birthday and studies_for_survivors_allowance


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 1",
    applies=FROM,
    source=ACT,
    et="lapsele maksti 30.09.2026 selle vanema eest pensioni",
    en="on 30 September 2026 the child was paid a pension for this parent",
    ru="на 30.09.2026 ребёнку платили пенсию за этого родителя",
)
def is_transitional(old_pension: Cents) -> bool:
    return old_pension > 0


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
    missing_parent_time_over: bool,
    is_transitional: bool,
    transitional_age_right: bool,
    survivor_age_right: bool,
    history_is_fulfilled: bool,
    pension_for_parent: bool,
    adopter_added_as_second_parent: bool,
    child_is_entitled_person: bool,
) -> bool:
    """A lost parent, the child's age or studies, the history, and nothing else paid for the loss."""
    if not parent_is_lost or missing_parent_time_over:
        return False
    if not child_is_entitled_person:
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
def is_first_loss(loss_place: Count) -> bool:
    return loss_place == 1


@law.rule(
    CARER,
    "PHS § 19¹ lg 1",
    et="teisena kaotatud vanem",
    en="the parent lost second",
    ru="родитель, потерянный вторым",
)
def is_second_loss(loss_place: Count) -> bool:
    """Both parents lost: two allowances (agency practice)."""
    return loss_place == 2


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


@law.rule(
    CHILD,
    "PHS § 28 lg 2",
    et="mitu kalendrikuud tagasiulatuvalt toitjakaotustoetust makstakse",
    en="calendar months for which survivor's allowance reaches back",
    ru="за сколько месяцев назад выплачивается пособие",
)
def survivors_retroactive_months(
    some_parent_missing: bool,
    family_allowance_retroactive_months: Months,
    missing_parent_retroactive_months: Months,
) -> Months:
    if some_parent_missing:
        return missing_parent_retroactive_months
    return family_allowance_retroactive_months


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
    )
