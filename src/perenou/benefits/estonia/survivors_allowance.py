"""Survivor's allowance, toitjakaotustoetus: the right and its months (PHS § 19¹)."""

from __future__ import annotations

from perenou.benefits.estonia.months import Automatic, granted_at_switch, monthly
from perenou.benefits.estonia.vocabulary import CARER, CHILD, PERSON, Studies, law
from perenou.rules.calendar import add_months, birthday, next_or_same
from perenou.rules.types import NEVER, Cents, Count, Day, Months

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
    PERSON,
    "PHS § 19¹ lg 2",
    applies=FROM,
    source=ACT,
    et="isik on surnud",
    en="the person has died",
    ru="человек умер",
)
def has_died(death_day: Day, today: Day) -> bool:
    """The right arises on the day of death."""
    return today >= death_day


@law.rule(
    PERSON,
    "PHS § 19¹ lg 2",
    applies=FROM,
    source=ACT,
    et="isikut otsitakse teadmata kadununa",
    en="the person is searched for as missing",
    ru="человека разыскивают как пропавшего",
)
def is_searched_for(missing: bool) -> bool:
    """The right arises on the day on which the search was opened."""
    return missing


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
    is_parent: bool, has_died: bool, is_searched_for: bool, missing_after_search: bool
) -> bool:
    """A failed search gives the right from its first day (lg 2)."""
    if not is_parent:
        return False
    return has_died or (is_searched_for and missing_after_search)


@law.rule(
    CARER,
    "PHS § 19¹ lg 2",
    in_force=FROM,
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


law.across(
    CHILD,
    "first_loss_day",
    "least",
    CARER,
    "PHS § 19¹ lg 2",
    of="loss_day",
    gives="Day",
    et="esimese vanema kaotuse päev",
    en="day on which the first parent was lost",
    ru="день потери первого из родителей",
)


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
    CHILD,
    "PHS § 19¹ lg 3 p 2",
    et="laps õpib nii, et õigus toitjakaotustoetusele jätkub",
    en="the child's studies continue the right to survivor's allowance",
    ru="учёба продлевает право на пособие по потере кормильца",
)
def studies_to_twenty_one(
    studies: Studies, course_qualifies: bool, secondary_education_day: Day, today: Day
) -> bool:
    """Basic, secondary or higher education or vocational education; a course only without secondary."""
    if studies == Studies.COURSE:
        return course_qualifies and today < secondary_education_day
    return studies != Studies.NONE


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 2",
    et="õpingud on toitjakaotustoetuse jaoks arvesse võetavad",
    en="the studies count for survivor's allowance",
    ru="учёба учитывается для пособия по потере кормильца",
)
def studies_for_survivors_allowance(
    studies_to_twenty_one: bool, foreign_studies_proved: bool
) -> bool:
    return studies_to_twenty_one and foreign_studies_proved


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
    "studies_to_twenty_one",
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
    first_loss_day: Day,
    secondary_education_day: Day,
    today: Day,
) -> bool:
    """To 19, in studies to 21; who breaks off at 19 without secondary education returns only in that school year.

    What was broken off before the loss broke off no right.
    """
    if today < child_birth_day:
        return False
    if today < nineteenth_birthday:
        return True
    if today >= twenty_first_birthday or not studies_for_survivors_allowance:
        return False
    if studies_broken_off_day < nineteenth_birthday or studies_broken_off_day <= first_loss_day:
        return True
    if resumed_in_same_school_year:
        return True
    return today >= birthday(child_birth_day, 20) or today >= secondary_education_day


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 2",
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
    first_loss_day: Day,
    today: Day,
) -> bool:
    """Whoever breaks off after 19, and after the loss, returns only in the same school year."""
    if today < child_birth_day:
        return False
    if today < nineteenth_birthday:
        return True
    if today >= twenty_first_birthday or not studies_for_survivors_allowance:
        return False
    if studies_since <= nineteenth_birthday or studies_since <= first_loss_day:
        return True
    return resumed_in_same_school_year


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 4",
    applies=FROM,
    source=ACT,
    et="laps sai lapsendamisega teise vanema",
    en="the child was given a second parent by adoption",
    ru="усыновление дало ребёнку второго родителя",
)
def has_second_parent_by_adoption(adopter_added_as_second_parent: bool) -> bool:
    return adopter_added_as_second_parent


@law.rule(
    CARER,
    "PHS § 19¹ lg 3 p 5",
    applies=FROM,
    source=ACT,
    et="lapsele makstakse selle vanema eest pensioni muu seaduse alusel",
    en="a pension under another act is paid to the child for this parent",
    ru="за этого родителя ребёнку платят пенсию по другому закону",
)
def has_pension_for_parent(pension_for_parent: bool) -> bool:
    return pension_for_parent


@law.rule(
    CARER,
    "PHS § 19¹ lg 3",
    applies=FROM,
    source=ACT,
    et="lapsendamine või muu pension lõpetab õiguse",
    en="adoption or another pension ends the right",
    ru="усыновление или другая пенсия прекращает право",
    reading="transition_is_complete",
)
def ended_by_adoption_or_pension(
    is_transitional: bool, has_pension_for_parent: bool, has_second_parent_by_adoption: bool
) -> bool:
    """A second parent by adoption, or a pension for the same parent; not in transition (§ 63¹¹)."""
    return not is_transitional and (has_pension_for_parent or has_second_parent_by_adoption)


@law.rule(
    CARER,
    "PHS § 19¹ lg 3",
    applies=FROM,
    source=ACT,
    et="lapsendamine või muu pension lõpetab õiguse",
    en="adoption or another pension ends the right",
    ru="усыновление или другая пенсия прекращает право",
    reading="ends_transition_too",
    default=False,
    doubt="gap_48_other_ends",
)
def ended_by_adoption_or_pension__always(
    has_pension_for_parent: bool, has_second_parent_by_adoption: bool
) -> bool:
    return has_pension_for_parent or has_second_parent_by_adoption


@law.rule(
    CARER,
    "PHS § 63¹¹ lg 4",
    until=FROM,
    in_force=FROM,
    source=ACT,
    et="õigus varasemate pensionireeglite järgi",
    en="right by the former pension rules",
    ru="право по прежним пенсионным правилам",
)
def right_for_lost_parent__before_the_switch(
    old_right_in_time: bool, loss_day: Day, former_rules_amount: Cents, today: Day
) -> bool:
    """Days from the loss to 30.09.2026 for which the former rules gave a pension, claimed later."""
    return old_right_in_time and loss_day <= today and former_rules_amount > 0


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
    ended_by_adoption_or_pension: bool,
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
    if ended_by_adoption_or_pension:
        return False
    if is_transitional:
        return transitional_age_right
    return survivor_age_right and history_is_fulfilled


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
    et="isik on ise lapse kaotatud vanem",
    en="the person is a lost parent of the child",
    ru="человек сам — потерянный родитель ребёнка",
)
def is_lost_parent(right_for_lost_parent: bool, parent_is_lost: bool) -> bool:
    return right_for_lost_parent or parent_is_lost


@law.rule(
    CARER,
    "PHS § 28 lg 1",
    applies=FROM,
    source=ACT,
    et="täisealine laps jäi sel päeval vanemateta ja elab järgmisest päevast iseseisvalt",
    en="the child of age lost its last parent that day and lives independently from the next",
    ru="совершеннолетний потерял последнего родителя и со следующего дня живёт самостоятельно",
    reading="from_day_of_death",
)
def left_alone_today(
    is_the_child: bool,
    majority_day: Day,
    both_are_entitled_persons: bool,
    some_parent_lives: bool,
    some_parent_lives_on: bool,
    role_began_day: Day,
    today: Day,
) -> bool:
    """The right arises on the day of death, when the child still lived with the parent who died."""
    if not is_the_child or today < majority_day or not both_are_entitled_persons:
        return False
    return some_parent_lives and not some_parent_lives_on and role_began_day == today + 1


@law.rule(
    CARER,
    "PHS § 25 lg 1 p 4",
    applies=FROM,
    source=ACT,
    et="täisealine laps jäi sel päeval vanemateta ja elab järgmisest päevast iseseisvalt",
    en="the child of age lost its last parent that day and lives independently from the next",
    ru="совершеннолетний потерял последнего родителя и со следующего дня живёт самостоятельно",
    reading="from_independent_life",
    default=False,
    doubt="left_alone_today",
)
def left_alone_today__not_yet() -> bool:
    """Nobody could claim on the day of death: the child did not live independently yet."""
    return False


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
    some_old_right: bool,
    family_allowance_retroactive_months: Months,
    missing_parent_retroactive_months: Months,
    old_right_retroactive_months: Months,
) -> Months:
    if some_old_right:
        return old_right_retroactive_months
    if some_parent_missing:
        return missing_parent_retroactive_months
    return family_allowance_retroactive_months


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


def first_loss_suspended(suspended_in_transition: bool, loss_place: Count) -> bool:
    """One parent's allowance may be suspended while that for the other goes on."""
    return suspended_in_transition and loss_place == 1


def second_loss_suspended(suspended_in_transition: bool, loss_place: Count) -> bool:
    """The same of the second parent."""
    return suspended_in_transition and loss_place == 2


def payment_is_suspended(some_loss_suspended: bool, is_suspended: bool) -> bool:
    """In the transition for the child's academic leave, otherwise on the grounds of § 12."""
    return some_loss_suspended or is_suspended


for _suffix, _among, _suspends, _et, _en, _ru in (
    ("", "is_first_loss", first_loss_suspended, "esimese", "first", "первого"),
    ("_second", "is_second_loss", second_loss_suspended, "teise", "second", "второго"),
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
        "greatest",
        CARER,
        "PHS § 63¹¹ lg 1",
        among=_among,
        of="rate_for_lost_parent",
        gives="Cents",
        et=f"toitjakaotustoetuse kuumäär {_et} kaotatud vanema eest",
        en=f"monthly rate of survivor's allowance for the {_en} lost parent",
        ru=f"месячная ставка пособия за {_ru} потерянного родителя",
    )
    law.rule(
        CARER,
        "PHS § 63¹¹ lg 3",
        applies=FROM,
        source=ACT,
        et=f"toetus {_et} kaotatud vanema eest on akadeemilise puhkuse ajaks peatatud",
        en=f"the allowance for the {_en} lost parent is suspended during academic leave",
        ru=f"пособие за {_ru} потерянного родителя приостановлено на время академического отпуска",
    )(_suspends)
    law.across(
        CHILD,
        f"some_{_suspends.__name__}",
        "any",
        CARER,
        "PHS § 63¹¹ lg 3",
        among=_suspends.__name__,
        gives="bool",
        et=f"toetus {_et} kaotatud vanema eest on akadeemilise puhkuse ajaks peatatud",
        en=f"the allowance for the {_en} lost parent is suspended during academic leave",
        ru=f"пособие за {_ru} потерянного родителя приостановлено на время академического отпуска",
    )
    law.rule(
        CARER,
        "PHS § 12",
        name=f"survivors_allowance{_suffix}_is_suspended",
        binding={"some_loss_suspended": f"some_{_suspends.__name__}"},
        et="toitjakaotustoetuse maksmine sellele isikule on peatatud",
        en="payment of survivor's allowance to this person is suspended",
        ru="выплата пособия по потере кормильца этому человеку приостановлена",
    )(payment_is_suspended)
    monthly(
        f"survivors_allowance{_suffix}",
        f"right_to_survivors_allowance{_suffix}",
        f"survivors_allowance{_suffix}_rate",
        citation="PHS § 19¹ lg 4",
        retroactive="survivors_retroactive_months",
        automatic=Automatic(granted_at_switch, "PHS § 63¹¹ lg 1", FROM, ACT),
        foreign="foreign_survivors_remainder" if _suffix else "",
        is_suspended=f"survivors_allowance{_suffix}_is_suspended",
        is_for_loss=True,
    )


@law.rule(
    CARER,
    "PHS § 30 lg 2 p 1",
    applies=FROM,
    source=ACT,
    name="survivors_allowance_entitled",
    binding={"right": "right_to_survivors_allowance"},
    reading="parent_in_substitute_care",
    default=False,
    doubt="gap_29",
    et="toitjakaotustoetus: isikul on õigus seda saada",
    en="survivor's allowance: the person is entitled to it",
    ru="пособие по случаю потери кормильца: у человека есть право",
)
def entitled__in_substitute_care(
    right: bool,
    may_claim: bool,
    left_alone_today: bool,
    only_child_allowance: bool,
    is_parent: bool,
    lacks_custody: bool,
    has_guardian: bool,
    institutional_care: bool,
    both_are_entitled_persons: bool,
    is_lost_parent: bool,
) -> bool:
    """Also the parent of a child in substitute care, whom § 13 excludes from other allowances."""
    if not right or is_lost_parent or not both_are_entitled_persons:
        return False
    if is_parent and institutional_care and not lacks_custody and not has_guardian:
        return True
    return (may_claim or left_alone_today) and not only_child_allowance
