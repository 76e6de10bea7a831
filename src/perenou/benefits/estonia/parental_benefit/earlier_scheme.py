"""Rights to parental benefit that arose before 1 April 2022: whose they are and when they arose.

Chapter 3 was restated on that day; by § 63¹ the wording before it goes on for rights that arose
earlier. That wording was not seen. What is coded is what amending acts and official pages of the
time establish; ``earlier_scheme`` is the doubt that tells so. The one norm that parts the schemes
is ``follows_earlier_scheme``; norms of days before 1 April 2022 are versions that end on it.
"""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import NEVER, Day, Days

for _name, _fact, _et, _en, _ru in (
    (
        "maternity_benefit_began",
        "maternity_benefit_began_day",
        "lapse sünnituslehe esimene päev",
        "first day of the maternity certificate for the child",
        "первый день листа по беременности и родам на ребёнка",
    ),
    (
        "maternity_benefit_over",
        "maternity_benefit_after_day",
        "lapse sünnituslehele järgnev päev",
        "day after the maternity certificate for the child",
        "день после листа по беременности и родам на ребёнка",
    ),
):
    law.across(
        CHILD,
        _name,
        "least",
        CARER,
        "PHS § 63¹",
        among="has_pre_birth_right",
        of=_fact,
        gives="Day",
        et=_et,
        en=_en,
        ru=_ru,
    )


@law.rule(
    CHILD,
    "PHS § 63¹",
    et="vanemahüvitise õigus tekkis enne 1. aprilli 2022",
    en="the right to parental benefit arose before 1 April 2022",
    ru="право на родительскую компенсацию возникло до 1 апреля 2022 года",
)
def follows_earlier_scheme(
    child_birth_day: Day,
    expected_day: Day,
    maternity_benefit_began: Day,
    daily_scheme_start: Day,
) -> bool:
    """Born before that day, or the mother's maternity benefit had begun by then.

    No certificate begins more than 70 days before the expected day.
    """
    if child_birth_day < daily_scheme_start:
        return True
    if expected_day - 70 >= daily_scheme_start:
        return False
    return maternity_benefit_began < daily_scheme_start


@law.rule(
    CHILD,
    "PHS § 63¹",
    et="varasema vanemahüvitise õiguse tekkimise päev",
    en="day on which the right to the earlier parental benefit arose",
    ru="день возникновения права на прежнюю компенсацию",
)
def earlier_right_day(
    mother_had_pre_birth_right: bool, maternity_benefit_over: Day, child_birth_day: Day
) -> Day:
    """The day after maternity benefit; the birth where the mother had no right to it."""
    if mother_had_pre_birth_right:
        return maternity_benefit_over
    return child_birth_day


@law.rule(
    CHILD,
    "PHS § 63¹",
    et="varasema vanemahüvitise päevi kokku",
    en="days of the earlier parental benefit in all",
    ru="дней прежней компенсации всего",
)
def earlier_quota(
    mother_had_pre_birth_right: bool,
    earlier_days_after_maternity_benefit: Days,
    earlier_days_from_birth: Days,
) -> Days:
    """435 days after maternity benefit; 545 from the birth, counted in days since 1 July 2020."""
    if mother_had_pre_birth_right:
        return earlier_days_after_maternity_benefit
    return earlier_days_from_birth


@law.rule(
    CHILD,
    "PHS § 63¹ lg 3",
    et="laps sündis enne, kui tekkis isa vanemahüvitise õigus",
    en="the child was born before there was a right to father's parental benefit",
    ru="ребёнок родился до появления права на родительскую компенсацию отца",
)
def born_before_fathers_right(child_birth_day: Day, fathers_right_births_from: Day) -> bool:
    """There is a right only for a child born since 1 July 2020."""
    return child_birth_day < fathers_right_births_from


# ------------------------------------------------------------------ the income base (§ 63¹ lg 1)


@law.rule(
    CHILD,
    "PHS § 63¹ lg 1",
    reading="right_before",
    et="arvestusperiood on õiguse tekkimise aastale eelnenud kalendriaasta",
    en="the accounting period is the calendar year before the one in which the right arose",
    ru="расчётный период — календарный год до года возникновения права",
)
def counts_calendar_year(earlier_right_day: Day, twelve_months_before_birth_start: Day) -> bool:
    """Where the right arose before 1 September 2019, whenever the child was born."""
    return earlier_right_day < twelve_months_before_birth_start


@law.rule(
    CHILD,
    "PHS § 63¹ lg 1",
    reading="born_before",
    default=False,
    doubt="base_of_2019",
    et="arvestusperiood on õiguse tekkimise aastale eelnenud kalendriaasta",
    en="the accounting period is the calendar year before the one in which the right arose",
    ru="расчётный период — календарный год до года возникновения права",
)
def counts_calendar_year__by_birth(
    child_birth_day: Day, twelve_months_before_birth_start: Day
) -> bool:
    """Where the child was born before 1 September 2019, whenever the right arose."""
    return child_birth_day < twelve_months_before_birth_start


# ------------------------------------------------------------------ what was not seen: told, not computed


@law.rule(
    CARER,
    "PHS § 63¹",
    et="vanemahüvitise õigus tekkis enne perehüvitiste seadust",
    en="the right to parental benefit arose before the Family Benefits Act",
    ru="право на компенсацию возникло до закона о семейных пособиях",
)
def arose_before_the_act(
    earlier_benefit_paid: bool, earlier_right_day: Day, act_in_force_day: Day
) -> bool:
    return earlier_benefit_paid and earlier_right_day < act_in_force_day


@law.rule(
    CARER,
    "PHS § 63¹",
    applies=SINCE,
    source=ACT,
    et="emale võib olla makstud sünnitushüvitise vahe",
    en="the mother may have been paid the difference above maternity benefit",
    ru="матери могла выплачиваться разница сверх пособия по родам",
)
def may_have_maternity_difference(
    first_day_claimed: Day,
    follows_earlier_scheme: bool,
    has_pre_birth_right: bool,
    births_are_close: bool,
    maternity_benefit_over: Day,
    daily_scheme_start: Day,
    today: Day,
) -> bool:
    """Maternity benefit goes on after March 2022, and income from an earlier birth is kept."""
    if first_day_claimed >= NEVER or not follows_earlier_scheme or not has_pre_birth_right:
        return False
    if today < daily_scheme_start or today >= maternity_benefit_over:
        return False
    return births_are_close


@law.rule(
    CARER,
    "PHS § 63¹ lg 3",
    applies="2020-07-01",
    source="RT I, 28.12.2017, 7",
    et="isa taotleb päevi enne 1. juulit 2020 sündinud lapse eest",
    en="the father claims days for a child born before 1 July 2020",
    ru="отец просит дни за ребёнка, рождённого до 1 июля 2020 года",
)
def claims_fathers_days_without_right(
    wishes_fathers: bool, born_before_fathers_right: bool
) -> bool:
    return wishes_fathers and born_before_fathers_right


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="vanemahüvitist taotletakse lapse surma järel",
    en="parental benefit is claimed after the child's death",
    ru="компенсация запрошена за время после смерти ребёнка",
)
def claims_after_death(
    wishes_shared: bool, wishes_fathers: bool, stillborn: bool, child_death_day: Day, today: Day
) -> bool:
    """Of a child that was born alive."""
    if not wishes_shared and not wishes_fathers:
        return False
    return not stillborn and today >= child_death_day


@law.rule(
    CARER,
    "PHS § 63⁴",
    until=SINCE,
    et="hüvitist makstakse surnultsünni järel, mis oli enne 7. juunit 2021",
    en="benefit is paid after a stillbirth before 7 June 2021",
    ru="компенсация выплачивается после мертворождения до 7 июня 2021 года",
)
def paid_for_earlier_stillbirth(
    stillborn: bool,
    day_after_stillbirth: bool,
    fathers_day_paid: bool,
    child_birth_day: Day,
    stillbirth_right_in_force_day: Day,
    today: Day,
) -> bool:
    if not stillborn or child_birth_day >= stillbirth_right_in_force_day:
        return False
    return day_after_stillbirth or (fathers_day_paid and today >= child_birth_day)


for _doubt, _when, _citation in (
    ("right_before_2017", "arose_before_the_act", "PHS § 63¹"),
    ("maternity_difference", "may_have_maternity_difference", "PHS § 63¹"),
    ("fathers_right_2020", "claims_fathers_days_without_right", "PHS § 63¹ lg 3"),
    ("earlier_death", "claims_after_death", "PHS § 63¹"),
    ("stillbirth_days_before_june_2021", "paid_for_earlier_stillbirth", "PHS § 63⁴"),
):
    law.doubt(_doubt, when=_when, citation=_citation)
