"""Parental benefit of months before April 2022: one recipient, and money by the month (PHS § 63¹).

These are the earlier versions of norms of today's chapter, so that days used then count on: where
``shared_day_paid`` speaks of shared benefit today, it speaks of the one parental benefit before.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.parental_benefit.amounts import whole_month
from perenou.benefits.estonia.parental_benefit.earnings import bind_reduction
from perenou.benefits.estonia.parental_benefit.mothers_benefit import SINCE
from perenou.benefits.estonia.parental_benefit.paid_out import amount_after
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, CHILD, law
from perenou.rules.calendar import add_months, birthday
from perenou.rules.types import Cents, Count, Day, Days, Months

PAUSES_SINCE: Final = "2020-07-01"
"""From here to 31 March 2022 the benefit could be paused, and its time was counted in days."""
REFORM_OF_2020: Final = "RT I, 28.12.2017, 7"

# ------------------------------------------------------------------ who, and in which time


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="isikul on õigus vanemahüvitisele",
    en="the person may have parental benefit",
    ru="человек имеет право на родительскую компенсацию",
)
def may_have_earlier_benefit(is_entitled_person: bool, is_parent: bool) -> bool:
    """A parent who is an entitled person (§ 4)."""
    return is_entitled_person and is_parent


@law.rule(
    CHILD,
    "PHS § 63¹",
    until=PAUSES_SINCE,
    et="päev, mil vanemahüvitise aeg on läbi",
    en="day on which the time of parental benefit is over",
    ru="день, когда время компенсации закончилось",
)
def earlier_after_day__without_pause(
    earlier_right_day: Day,
    mother_had_pre_birth_right: bool,
    child_birth_day: Day,
    child_death_day: Day,
    stillborn: bool,
    earlier_days_after_maternity_benefit: Days,
    earlier_months_from_birth: Months,
) -> Day:
    """435 days on end after maternity benefit; otherwise until the child is 18 months old."""
    if stillborn:
        return child_birth_day
    if mother_had_pre_birth_right:
        return min(child_death_day, earlier_right_day + earlier_days_after_maternity_benefit)
    return min(child_death_day, add_months(child_birth_day, earlier_months_from_birth))


@law.rule(
    CHILD,
    "PHS § 63¹",
    applies=PAUSES_SINCE,
    until=SINCE,
    source="RT I, 30.06.2020, 11",
    et="päev, mil vanemahüvitise aeg on läbi",
    en="day on which the time of parental benefit is over",
    ru="день, когда время компенсации закончилось",
)
def earlier_after_day(child_birth_day: Day, child_death_day: Day, stillborn: bool) -> Day:
    """The third birthday."""
    if stillborn:
        return child_birth_day
    return min(child_death_day, birthday(child_birth_day, 3))


@law.rule(
    CHILD,
    "PHS § 63¹",
    until=PAUSES_SINCE,
    et="päev on vanemahüvitise ajal",
    en="the day lies in the time of parental benefit",
    ru="день приходится на время родительской компенсации",
)
def in_earlier_time__without_pause(
    earlier_right_day: Day, earlier_after_day: Day, today: Day
) -> bool:
    return earlier_right_day <= today and today < earlier_after_day


def in_earlier_time(
    earlier_right_day: Day,
    earlier_after_day: Day,
    earlier_quota: Days,
    shared_days_used: Days,
    today: Day,
) -> bool:
    """While days are left; those that passed before July 2020 are used."""
    if today < earlier_right_day or today >= earlier_after_day:
        return False
    return shared_days_used < earlier_quota


def in_earlier_time__eighteen_months(
    earlier_right_day: Day,
    earlier_after_day: Day,
    earlier_quota: Days,
    shared_days_used: Days,
    mother_had_pre_birth_right: bool,
    child_birth_day: Day,
    fathers_right_births_from: Day,
    earlier_months_from_birth: Months,
    today: Day,
) -> bool:
    """A right from the birth that arose before July 2020 keeps its time of 18 months."""
    if today < earlier_right_day or today >= earlier_after_day:
        return False
    if not mother_had_pre_birth_right and child_birth_day < fathers_right_births_from:
        return today < add_months(child_birth_day, earlier_months_from_birth)
    return shared_days_used < earlier_quota


for _function, _reading, _doubt in (
    (in_earlier_time, "days_for_all", ""),
    (in_earlier_time__eighteen_months, "time_kept", "eighteen_months"),
):
    law.rule(
        CHILD,
        "PHS § 63¹",
        name="in_earlier_time",
        applies=PAUSES_SINCE,
        until=SINCE,
        source="RT I, 30.06.2020, 11",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="päev on vanemahüvitise ajal",
        en="the day lies in the time of parental benefit",
        ru="день приходится на время родительской компенсации",
    )(_function)


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="vanemate vahel jagatava vanemahüvitise päev on õigustatud",
    en="the day of the parental benefit that parents share is covered by a right",
    ru="день компенсации, которую родители делят, обоснован",
)
def shared_day_due__one_benefit(
    wishes_shared: bool,
    may_have_earlier_benefit: bool,
    in_earlier_time: bool,
    is_mother: bool,
    child_birth_day: Day,
    earlier_childs_age_for_other_parent: Days,
    today: Day,
) -> bool:
    """Claimed, in its time; another parent than the mother only from the child's day 71 on."""
    if not wishes_shared or not may_have_earlier_benefit or not in_earlier_time:
        return False
    return is_mother or today >= child_birth_day + earlier_childs_age_for_other_parent


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="isik soovib vanemahüvitist",
    en="the person claims parental benefit",
    ru="человек просит родительскую компенсацию",
)
def wishes_benefit__one_benefit(wishes_shared: bool) -> bool:
    return wishes_shared


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="päev on õigustatud mõnes liigis",
    en="the day is covered by a right of some kind",
    ru="день обоснован в каком-либо виде",
)
def some_day_due__one_benefit(shared_day_due: bool) -> bool:
    """The father's additional days stand beside it."""
    return shared_day_due


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="makstakse vanemate vahel jagatavat vanemahüvitist",
    en="the parental benefit that parents share is paid",
    ru="выплачивается компенсация, которую родители делят",
)
def shared_day_paid__one_recipient(shared_day_due: bool, place_among_claimants: Count) -> bool:
    """To one parent at a time: whoever has been using it for longer."""
    return shared_day_due and place_among_claimants <= 1


@law.rule(
    CHILD,
    "PHS § 63¹",
    until=PAUSES_SINCE,
    et="mitu päeva vanemahüvitise ajast maha läheb",
    en="how many days are taken from the time of parental benefit",
    ru="сколько дней вычитается из времени компенсации",
)
def shared_days_taken_today__every_day(in_earlier_time: bool) -> Count:
    """Before July 2020 the time passed whether or not anybody claimed."""
    if in_earlier_time:
        return 1
    return 0


@law.rule(
    CHILD,
    "PHS § 63¹",
    applies=PAUSES_SINCE,
    until=SINCE,
    source="RT I, 30.06.2020, 11",
    et="mitu päeva vanemahüvitise ajast maha läheb",
    en="how many days are taken from the time of parental benefit",
    ru="сколько дней вычитается из времени компенсации",
)
def shared_days_taken_today__paid(shared_days_paid_today: Count) -> Count:
    """Days on which nobody is paid are kept."""
    return shared_days_paid_today


law.through(
    CHILD,
    "earlier_days_paid_in_month",
    "total_in_month",
    "shared_days_paid_today",
    "PHS § 63¹",
    gives="Days",
    et="vanemahüvitise päevi kuus kokku",
    en="days of parental benefit in the month in all",
    ru="дней компенсации в месяце всего",
)

law.through(
    CARER,
    "first_day_claimed",
    "first",
    "wishes_shared",
    "PHS § 63¹",
    et="esimene päev, mille eest vanemahüvitist taotletakse",
    en="first day for which parental benefit is claimed",
    ru="первый день, за который запрошена компенсация",
)


@law.rule(
    CARER,
    "PHS § 63¹",
    applies=PAUSES_SINCE,
    until=SINCE,
    source="RT I, 30.06.2020, 11",
    et="vanemahüvitist ei taotleta kogu kuu eest, kuigi päevi on alles",
    en="parental benefit is not claimed for the whole month although days are left",
    ru="компенсация запрошена не за весь месяц, хотя дни остались",
)
def paused_within_month(
    first_day_claimed: Day,
    in_earlier_time: bool,
    shared_days_paid_today: Count,
    earlier_days_paid_in_month: Days,
    next_month_first_day: Day,
) -> bool:
    """Pages of the time speak of pauses by calendar month."""
    if first_day_claimed >= next_month_first_day or not in_earlier_time:
        return False
    return shared_days_paid_today == 0 and earlier_days_paid_in_month > 0


law.doubt("earlier_pause", when="paused_within_month", citation="PHS § 63¹")

# ------------------------------------------------------------------ the father's additional 30 days


@law.rule(
    CARER,
    "PHS § 63¹ lg 3",
    applies=PAUSES_SINCE,
    until=SINCE,
    source=REFORM_OF_2020,
    et="isa vanemahüvitise päev on õigustatud",
    en="the day of father's parental benefit is covered by a right",
    ru="день родительской компенсации отца обоснован",
)
def fathers_day_due__additional(
    wishes_fathers: bool,
    born_before_fathers_right: bool,
    may_have_earlier_benefit: bool,
    is_mother: bool,
    is_second_mother: bool,
    second_mother_counts: bool,
    expected_day: Day,
    child_birth_day: Day,
    child_death_day: Day,
    stillborn: bool,
    stillbirth_counts: bool,
    fathers_days_before: Days,
    fathers_days_used: Days,
    fathers_days: Days,
    today: Day,
) -> bool:
    """30 days from the birth on; after a stillbirth what was left of them (since June 2021).

    No child of this right turns three before April 2022.
    """
    if not wishes_fathers or born_before_fathers_right or is_mother:
        return False
    if is_second_mother and not second_mother_counts:
        return False
    if not may_have_earlier_benefit:
        return False
    if today < child_birth_day and today < expected_day - fathers_days_before:
        return False
    if stillborn and today >= child_birth_day:
        return stillbirth_counts and fathers_days_used < fathers_days
    return today < child_death_day and fathers_days_used < fathers_days


@law.rule(
    CARER,
    "PHS § 63¹ lg 3",
    applies=PAUSES_SINCE,
    until=SINCE,
    source=REFORM_OF_2020,
    et="makstakse isa vanemahüvitist",
    en="father's parental benefit is paid",
    ru="выплачивается родительская компенсация отца",
)
def fathers_day_paid__additional(fathers_day_due: bool) -> bool:
    """Also while the mother is paid."""
    return fathers_day_due


# ------------------------------------------------------------------ a stillbirth (since June 2021)


@law.rule(
    CARER,
    "PHS § 63⁴",
    applies="2020-07-01",
    in_force="2021-06-07",
    until=SINCE,
    source="RT I, 28.05.2021, 12",
    et="ema saab pärast surnultsündi 30 päeva vanemahüvitist",
    en="the mother has 30 days of parental benefit after a stillbirth",
    ru="мать получает 30 дней компенсации после мертворождения",
)
def day_after_stillbirth(
    stillborn: bool,
    stillbirth_counts: bool,
    is_mother: bool,
    has_pre_birth_right: bool,
    may_have_earlier_benefit: bool,
    wishes_shared: bool,
    wishes_mothers: bool,
    child_birth_day: Day,
    today: Day,
) -> bool:
    """A mother without a right to maternity benefit, from the day after it; claimed as her days."""
    if not stillborn or not stillbirth_counts or not is_mother or has_pre_birth_right:
        return False
    if today <= child_birth_day or today > child_birth_day + 30:
        return False
    return may_have_earlier_benefit and (wishes_mothers or wishes_shared)


# ------------------------------------------------------------------ money by the month


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="makstakse vanemahüvitist",
    en="parental benefit is paid",
    ru="выплачивается родительская компенсация",
)
def earlier_benefit_paid(
    wishes_shared: bool, wishes_mothers: bool, shared_day_paid: bool, day_after_stillbirth: bool
) -> bool:
    """Claimed, and then as the one benefit or after a stillbirth."""
    if not wishes_shared and not wishes_mothers:
        return False
    return shared_day_paid or day_after_stillbirth


@law.rule(
    CARER,
    "PHS § 63¹ lg 3",
    until=SINCE,
    et="makstakse isa täiendavat vanemahüvitist",
    en="father's additional parental benefit is paid",
    ru="выплачивается дополнительная родительская компенсация отца",
)
def additional_benefit_paid(wishes_fathers: bool, fathers_day_paid: bool) -> bool:
    return wishes_fathers and fathers_day_paid


@law.rule(
    CARER,
    "PHS § 63¹",
    until=SINCE,
    et="vanemahüvitist taotletakse päeva eest",
    en="parental benefit is claimed for the day",
    ru="родительская компенсация запрошена за день",
)
def earlier_benefit_sought(wishes_shared: bool, day_after_stillbirth: bool) -> bool:
    return wishes_shared or day_after_stillbirth


@law.rule(
    CARER,
    "PHS § 63¹ lg 3",
    until=SINCE,
    et="isa täiendavat vanemahüvitist taotletakse päeva eest",
    en="father's additional parental benefit is claimed for the day",
    ru="дополнительная родительская компенсация отца запрошена за день",
)
def additional_benefit_sought(wishes_fathers: bool) -> bool:
    return wishes_fathers


def granted(
    days_in_month: Days, month_sum: Cents, month_first_day: Day, next_month_first_day: Day
) -> Cents:
    """The month's sum, or the part of it that falls on the days paid."""
    return round_to_cent(month_sum * days_in_month, next_month_first_day - month_first_day)


def granted__of_thirty_days(
    days_in_month: Days, month_sum: Cents, month_first_day: Day, next_month_first_day: Day
) -> Cents:
    """A part of a month by thirtieths."""
    if days_in_month >= next_month_first_day - month_first_day:
        return month_sum
    return min(month_sum, round_to_cent(month_sum * days_in_month, 30))


for _key, _paid, _sought in (
    ("earlier_parental_benefit", "earlier_benefit_paid", "earlier_benefit_sought"),
    ("additional_fathers_benefit", "additional_benefit_paid", "additional_benefit_sought"),
):
    _et, _en, _ru = BENEFITS[_key].et, BENEFITS[_key].en, BENEFITS[_key].ru
    law.through(
        CARER,
        f"{_key}_days_in_month",
        "total_in_month",
        _paid,
        "PHS § 63¹",
        gives="Days",
        et=f"{_et}: makstud päevi kuus",
        en=f"{_en}: days paid in the month",
        ru=f"{_ru}: оплаченных дней в месяце",
    )
    _bound = {
        "days_in_month": f"{_key}_days_in_month",
        "month_sum": "shared_whole_month",
        "before": f"{_key}_granted",
        "taken": f"{_key}_reduction",
    }
    law.rule(
        CARER,
        "PHS § 63¹",
        name=f"{_key}_whole_month",
        until=SINCE,
        binding=_bound,
        et=f"{_et}: makstakse kogu kuu eest",
        en=f"{_en}: is paid for the whole month",
        ru=f"{_ru}: выплачивается за весь месяц",
    )(whole_month)
    for _part, _reading, _doubt in (
        (granted, "calendar_days", ""),
        (granted__of_thirty_days, "thirty_days", "earlier_part_months"),
    ):
        law.rule(
            CARER,
            "PHS § 63¹",
            name=f"{_key}_granted",
            until=SINCE,
            reading=_reading,
            default=not _doubt,
            doubt=_doubt,
            binding=_bound,
            et=f"{_et}: kuu summa enne vähendamist",
            en=f"{_en}: amount of the month before any reduction",
            ru=f"{_ru}: сумма за месяц до уменьшения",
        )(_part)
    bind_reduction(f"{_key}_reduction", f"{_key}_granted", days=f"{_key}_days_in_month")
    law.rule(
        CARER,
        "PHS § 44",
        name=f"{_key}_amount",
        until=SINCE,
        binding=_bound,
        et=f"{_et}: kuu summa",
        en=f"{_en}: amount of the month",
        ru=f"{_ru}: сумма за месяц",
    )(amount_after)
    law.doubt("earlier_scheme", when=_paid, citation="PHS § 63¹")
    MONTHLY[_key] = MonthlyAllowance(
        _key,
        CARER,
        _sought,
        "shared_whole_month",
        "PHS § 63¹",
        entitled=_paid,
        due=_paid,
        receives=_paid,
        payable=_paid,
        recipient="",
        payee="",
        whole=f"{_key}_whole_month",
        part_days=f"{_key}_days_in_month",
    )
