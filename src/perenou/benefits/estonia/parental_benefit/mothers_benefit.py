"""Mother's parental benefit (ema vanemahüvitis): who, from when, until when (PHS § 35, § 34 lg 7, 9)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.types import ALWAYS, NEVER, Day, Days

SINCE: Final = "2022-04-01"
ACT: Final = "RT I, 26.10.2018, 1"
"""The act that restated chapter 3 from 1 April 2022."""


@law.rule(
    CARER,
    "PHS § 35 lg 2",
    et="emal on õigus ema vanemahüvitisele enne sünnitust",
    en="the mother has the right to mother's parental benefit before the birth",
    ru="мать имеет право на родительскую компенсацию матери до родов",
)
def has_pre_birth_right(had_sickness_benefit_right: bool) -> bool:
    """Until 31.03.2022 the right to maternity benefit, on which the income base turned likewise."""
    return had_sickness_benefit_right


@law.rule(
    CARER,
    "PHS § 35 lg 2",
    applies="2026-10-01",
    source="RT I, 08.04.2025, 1",
    et="emal on õigus ema vanemahüvitisele enne sünnitust",
    en="the mother has the right to mother's parental benefit before the birth",
    ru="мать имеет право на родительскую компенсацию матери до родов",
)
def has_pre_birth_right__bereaved(
    had_sickness_benefit_right: bool, is_mother: bool, bereavement_declared: bool
) -> bool:
    """Also if the other parent is dead or searched for as missing, and she declares it."""
    return had_sickness_benefit_right or (is_mother and bereavement_declared)


@law.rule(
    CHILD,
    "PHS § 35 lg 2",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitise varaseim päev (70. päev enne eeldatavat sünnikuupäeva)",
    en="earliest day of mother's parental benefit (70 days before the expected date)",
    ru="самый ранний день родительской компенсации матери (за 70 дней до предполагаемой даты)",
)
def earliest_mothers_day(expected_day: Day, mothers_days_before: Days) -> Day:
    return expected_day - mothers_days_before


@law.rule(
    CARER,
    "PHS § 35 lg 2",
    applies=SINCE,
    source=ACT,
    et="isik taotleb päeva eest ema vanemahüvitist 70. päevast alates",
    en="the person claims mother's benefit for a day from the 70th before the expected date on",
    ru="человек просит родительскую компенсацию матери за день начиная с 70-го до предполагаемой даты",
)
def wishes_mothers_in_time(wishes_mothers: bool, earliest_mothers_day: Day, today: Day) -> bool:
    return wishes_mothers and today >= earliest_mothers_day


law.through(
    CARER,
    "mothers_first_wish",
    "first",
    "wishes_mothers_in_time",
    "PHS § 35 lg 3",
    et="ema vanemahüvitise esimene taotletud päev",
    en="first day for which mother's parental benefit is claimed",
    ru="первый день, за который запрошена родительская компенсация матери",
)


@law.rule(
    CARER,
    "PHS § 35 lg 5",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitise algus",
    en="start of mother's parental benefit",
    ru="начало родительской компенсации матери",
)
def mothers_begin_day(
    follows_earlier_scheme: bool,
    has_pre_birth_right: bool,
    mothers_first_wish: Day,
    child_birth_day: Day,
    worked_on_birth_day: bool,
    stillborn: bool,
) -> Day:
    """As claimed before the birth; else the birth, or the next day if she worked on that day.

    A stillborn child gives a mother without the right before birth the next day (§ 34 lg 9). Beside
    maternity benefit and the days of an earlier right there is none (§ 63¹).
    """
    if follows_earlier_scheme:
        return NEVER
    if has_pre_birth_right:
        if mothers_first_wish < child_birth_day:
            return mothers_first_wish
        if worked_on_birth_day:
            return child_birth_day + 1
        return child_birth_day
    if stillborn:
        return child_birth_day + 1
    return child_birth_day


@law.rule(
    CHILD,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="laps sündis surnult või suri 70 päeva jooksul",
    en="the child was stillborn or died within 70 days",
    ru="ребёнок родился мёртвым или умер в течение 70 дней",
)
def died_within_seventy_days(
    stillborn: bool, child_birth_day: Day, child_death_day: Day, early_death_days: Days
) -> bool:
    if stillborn:
        return True
    if child_death_day >= NEVER:
        return False
    return child_death_day - 1 <= child_birth_day + early_death_days


@law.rule(
    CHILD,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="lapse surmale järgnev päev",
    en="the day after the child's death",
    ru="день после смерти ребёнка",
)
def day_after_death(stillborn: bool, child_birth_day: Day, child_death_day: Day) -> Day:
    if stillborn:
        return child_birth_day + 1
    return child_death_day


@law.rule(
    CARER,
    "PHS § 35 lg 3",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitisele järgnev päev",
    en="the day after mother's parental benefit",
    ru="день после родительской компенсации матери",
    reading="thirty_days_from_birth",
)
def mothers_ordinary_after_day(
    follows_earlier_scheme: bool,
    earlier_right_day: Day,
    has_pre_birth_right: bool,
    mothers_begin_day: Day,
    earliest_mothers_day: Day,
    expected_day: Day,
    child_birth_day: Day,
    mothers_days: Days,
    mothers_days_after: Days,
) -> Day:
    """30 days from the expected date; 100 in all after a birth over 70 days early; 30 from the birth.

    The last for a mother without the right before birth, and for one who had not started when the
    child came on or after the expected date. An earlier right begins when maternity benefit is over.
    """
    if follows_earlier_scheme:
        return earlier_right_day
    if not has_pre_birth_right:
        return child_birth_day + mothers_days_after
    if child_birth_day < earliest_mothers_day:
        return mothers_begin_day + mothers_days
    if mothers_begin_day >= child_birth_day and child_birth_day > expected_day:
        return child_birth_day + mothers_days_after
    return expected_day + mothers_days_after


@law.rule(
    CARER,
    "PHS § 35 lg 5",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitisele järgnev päev",
    en="the day after mother's parental benefit",
    ru="день после родительской компенсации матери",
    reading="hundred_from_then",
    default=False,
    doubt="gap_4",
)
def mothers_ordinary_after_day__seventy_days_early(
    follows_earlier_scheme: bool,
    earlier_right_day: Day,
    has_pre_birth_right: bool,
    mothers_begin_day: Day,
    earliest_mothers_day: Day,
    expected_day: Day,
    child_birth_day: Day,
    mothers_days: Days,
    mothers_days_after: Days,
) -> Day:
    """Also a birth exactly 70 days early gives 100 days, from the next day if she worked then."""
    if has_pre_birth_right and not follows_earlier_scheme:
        if child_birth_day == earliest_mothers_day:
            return mothers_begin_day + mothers_days
    return mothers_ordinary_after_day(
        follows_earlier_scheme, earlier_right_day, has_pre_birth_right, mothers_begin_day,
        earliest_mothers_day, expected_day, child_birth_day, mothers_days, mothers_days_after,
    )  # fmt: skip


@law.rule(
    CARER,
    "PHS § 35 lg 5",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitisele järgnev päev",
    en="the day after mother's parental benefit",
    ru="день после родительской компенсации матери",
    reading="shortened_past_the_expected_day",
    default=False,
    doubt="gap_33",
)
def mothers_ordinary_after_day__past_the_expected_day(
    follows_earlier_scheme: bool,
    earlier_right_day: Day,
    has_pre_birth_right: bool,
    mothers_begin_day: Day,
    earliest_mothers_day: Day,
    expected_day: Day,
    child_birth_day: Day,
    mothers_days: Days,
    mothers_days_after: Days,
) -> Day:
    """Of a child born after the expected date, too, the days end 30 days from that date."""
    if has_pre_birth_right and not follows_earlier_scheme:
        if mothers_begin_day >= child_birth_day and child_birth_day > expected_day:
            return expected_day + mothers_days_after
    return mothers_ordinary_after_day(
        follows_earlier_scheme, earlier_right_day, has_pre_birth_right, mothers_begin_day,
        earliest_mothers_day, expected_day, child_birth_day, mothers_days, mothers_days_after,
    )  # fmt: skip


@law.rule(
    CHILD,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="päev, millest alates lapse surma tõttu hüvitist makstakse",
    en="day from which benefit is paid because of the child's death",
    ru="день, с которого компенсация выплачивается из-за смерти ребёнка",
)
def paid_for_death_from(stillborn: bool, child_birth_day: Day, day_after_death: Day) -> Day:
    """The day after the death; after a stillbirth the day of the birth."""
    if stillborn:
        return child_birth_day
    return day_after_death


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="ema oli surma päevaks kasutanud üle 70 päeva",
    en="by the day of death the mother had used more than 70 days",
    ru="к дню смерти мать использовала более 70 дней",
    reading="bereaved_like_others",
)
def used_most_of_mothers_days(
    has_pre_birth_right: bool,
    mothers_ordinary_after_day: Day,
    mothers_begin_day: Day,
    day_after_death: Day,
    mothers_days_before: Days,
) -> bool:
    if not has_pre_birth_right:
        return False
    over = min(day_after_death, mothers_ordinary_after_day)
    return over - mothers_begin_day > mothers_days_before


@law.rule(
    CARER,
    "PHS § 34 lg 9",
    applies=SINCE,
    source=ACT,
    et="ema oli surma päevaks kasutanud üle 70 päeva",
    en="by the day of death the mother had used more than 70 days",
    ru="к дню смерти мать использовала более 70 дней",
    reading="bereaved_by_lg_9",
    default=False,
    doubt="gap_32_bereaved",
)
def used_most_of_mothers_days__bereaved(
    has_pre_birth_right: bool,
    had_sickness_benefit_right: bool,
    mothers_ordinary_after_day: Day,
    mothers_begin_day: Day,
    day_after_death: Day,
    mothers_days_before: Days,
) -> bool:
    """A mother whose right before birth rests on bereavement has 30 days from the death in any case."""
    if has_pre_birth_right and not had_sickness_benefit_right:
        return True
    return used_most_of_mothers_days(
        has_pre_birth_right, mothers_ordinary_after_day, mothers_begin_day, day_after_death,
        mothers_days_before,
    )  # fmt: skip


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="päev, millest alates emale lapse surma tõttu makstakse",
    en="day from which the mother is paid because of the child's death",
    ru="день, с которого матери платят из-за смерти ребёнка",
)
def mothers_paid_for_death_from(
    used_most_of_mothers_days: bool, day_after_death: Day, paid_for_death_from: Day
) -> Day:
    """The 30 days after more than 70 begin the day after the death, also after a stillbirth."""
    if used_most_of_mothers_days:
        return day_after_death
    return paid_for_death_from


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="lapse surma tõttu makstavale ema vanemahüvitisele järgnev päev",
    en="the day after mother's benefit that is paid because of the child's death",
    ru="день после родительской компенсации матери, выплачиваемой из-за смерти ребёнка",
    reading="hundred_in_all",
)
def mothers_after_death_until(
    has_pre_birth_right: bool,
    used_most_of_mothers_days: bool,
    mothers_begin_day: Day,
    day_after_death: Day,
    mothers_days: Days,
    mothers_days_after: Days,
) -> Day:
    """100 days in all, or 30 from the death if more than 70 were used by then; without right 30."""
    if not has_pre_birth_right or used_most_of_mothers_days:
        return day_after_death + mothers_days_after
    return mothers_begin_day + mothers_days


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="lapse surma tõttu makstavale ema vanemahüvitisele järgnev päev",
    en="the day after mother's benefit that is paid because of the child's death",
    ru="день после родительской компенсации матери, выплачиваемой из-за смерти ребёнка",
    reading="hundred_new_days",
    default=False,
    doubt="gap_32",
)
def mothers_after_death_until__new_days(
    has_pre_birth_right: bool,
    used_most_of_mothers_days: bool,
    day_after_death: Day,
    paid_for_death_from: Day,
    mothers_days: Days,
    mothers_days_after: Days,
) -> Day:
    """100 days from the birth or the death on, besides those before."""
    if not has_pre_birth_right or used_most_of_mothers_days:
        return day_after_death + mothers_days_after
    return paid_for_death_from + mothers_days


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="ema saab hüvitist taotluseta pärast lapse surma",
    en="the mother has the benefit without a claim after the child's death",
    ru="мать получает компенсацию без заявления после смерти ребёнка",
    reading="from_the_death",
)
def mothers_day_after_death(
    is_mother: bool,
    died_within_seventy_days: bool,
    death_gives_days: bool,
    mothers_begin_day: Day,
    mothers_paid_for_death_from: Day,
    mothers_after_death_until: Day,
    may_have_mothers_benefit: bool,
    lacks_leave_entry: bool,
    today: Day,
) -> bool:
    """Without the right before birth it begins the day after a stillbirth (lg 9)."""
    if not is_mother or not died_within_seventy_days or not death_gives_days:
        return False
    if today < max(mothers_paid_for_death_from, mothers_begin_day):
        return False
    if today >= mothers_after_death_until:
        return False
    return may_have_mothers_benefit and not lacks_leave_entry


@law.rule(
    CARER,
    "PHS § 34 lg 7",
    applies=SINCE,
    source=ACT,
    et="ema saab hüvitist taotluseta pärast lapse surma",
    en="the mother has the benefit without a claim after the child's death",
    ru="мать получает компенсацию без заявления после смерти ребёнка",
    reading="consecutive_from_the_start",
    default=False,
    doubt="gap_32_between",
)
def mothers_day_after_death__consecutive(
    has_pre_birth_right: bool,
    used_most_of_mothers_days: bool,
    mothers_ordinary_after_day: Day,
    is_mother: bool,
    died_within_seventy_days: bool,
    death_gives_days: bool,
    mothers_begin_day: Day,
    mothers_paid_for_death_from: Day,
    mothers_after_death_until: Day,
    may_have_parental_benefit: bool,
    lacks_leave_entry: bool,
    today: Day,
) -> bool:
    """Also the days between the ordinary end and the death, so that all 100 are consecutive."""
    begins = mothers_paid_for_death_from
    if has_pre_birth_right and not used_most_of_mothers_days:
        begins = min(begins, mothers_ordinary_after_day)
    return mothers_day_after_death(
        is_mother, died_within_seventy_days, death_gives_days, mothers_begin_day, begins,
        mothers_after_death_until, may_have_parental_benefit, lacks_leave_entry, today,
    )  # fmt: skip


@law.rule(
    CARER,
    "PHS § 34 lg 9",
    applies=SINCE,
    source=ACT,
    et="ema, kellel ei olnud õigust enne sünnitust, saab 30 päeva hüvitist pärast lapse surma",
    en="a mother without a right before the birth has 30 days of benefit after the child's death",
    ru="мать без права до родов получает 30 дней компенсации после смерти ребёнка",
)
def mothers_day_after_death_by_itself(
    mothers_day_after_death: bool, has_pre_birth_right: bool
) -> bool:
    """What § 34 lg 7 gives others."""
    return mothers_day_after_death and not has_pre_birth_right


@law.rule(
    CARER,
    "PHS § 35 lg 1",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitis on lapse ema oma",
    en="mother's parental benefit is for the child's mother",
    ru="родительская компенсация матери положена матери ребёнка",
)
def is_mother_of_the_benefit(is_mother: bool) -> bool:
    return is_mother


@law.rule(
    CARER,
    "PHS § 35 lg 6",
    applies=SINCE,
    source=ACT,
    et="päev on selle aja sees, mille sünd annab emale, kellel ei olnud õigust enne sünnitust",
    en="the day lies in the time that the birth gives a mother without a right before it",
    ru="день приходится на время, которое рождение даёт матери без права до родов",
)
def in_mothers_time_from_birth(
    mothers_begin_day: Day,
    mothers_ordinary_after_day: Day,
    mothers_paid_for_death_from: Day,
    today: Day,
) -> bool:
    """Until the child is 30 days old or, if earlier, its death."""
    if today < mothers_begin_day or today >= mothers_paid_for_death_from:
        return False
    return today < mothers_ordinary_after_day


@law.rule(
    CARER,
    "PHS § 35 lg 3",
    applies=SINCE,
    source=ACT,
    et="päev on ema vanemahüvitise ajal",
    en="the day lies in the time of mother's parental benefit",
    ru="день приходится на время родительской компенсации матери",
)
def in_mothers_time(
    is_mother_of_the_benefit: bool,
    has_pre_birth_right: bool,
    in_mothers_time_from_birth: bool,
    mothers_begin_day: Day,
    mothers_ordinary_after_day: Day,
    mothers_paid_for_death_from: Day,
    today: Day,
) -> bool:
    """Until its days are over or, if earlier, the child's death."""
    if not is_mother_of_the_benefit or today < mothers_begin_day:
        return False
    if not has_pre_birth_right:
        return in_mothers_time_from_birth
    return today < mothers_ordinary_after_day and today < mothers_paid_for_death_from


@law.rule(
    CARER,
    "PHS § 35 lg 7",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitise päev on õigustatud",
    en="the day of mother's parental benefit is covered by a right",
    ru="день родительской компенсации матери обоснован",
)
def mothers_day_covered(
    wishes_mothers: bool,
    in_mothers_time: bool,
    mothers_claim_covers_day: bool,
    may_have_mothers_benefit: bool,
    lacks_leave_entry: bool,
    is_borne_by_other_child: bool,
) -> bool:
    """Claimed, in its time, and for an employee only on leave days in the employment register."""
    if not wishes_mothers or not in_mothers_time or not mothers_claim_covers_day:
        return False
    return may_have_mothers_benefit and not lacks_leave_entry and not is_borne_by_other_child


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    applies=SINCE,
    source=ACT,
    et="isiku enda ema vanemahüvitisele järgnev päev",
    en="the day after the person's own mother's benefit",
    ru="день после собственной родительской компенсации матери",
)
def own_mothers_after_day(is_mother: bool, mothers_ordinary_after_day: Day) -> Day:
    """Whoever is not the mother has none to wait for."""
    if is_mother:
        return mothers_ordinary_after_day
    return ALWAYS


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    applies=SINCE,
    source=ACT,
    et="ema vanemahüvitise aeg ei ole veel läbi",
    en="the time of mother's parental benefit is not over yet",
    ru="время родительской компенсации матери ещё не закончилось",
)
def mothers_time_goes_on(own_mothers_after_day: Day, today: Day) -> bool:
    return today < own_mothers_after_day


@law.rule(
    CARER,
    "PHS § 35 lg 4",
    applies=SINCE,
    source=ACT,
    et="ema kasutamata päevad enne hüvitise algust, mis alles jäävad",
    en="mother's unused days before the start that are kept",
    ru="неиспользованные дни матери до начала компенсации, которые сохраняются",
    reading="thirty_days_from_birth",
)
def unused_days_kept(
    has_pre_birth_right: bool,
    mothers_begin_day: Day,
    earliest_mothers_day: Day,
    expected_day: Day,
    child_birth_day: Day,
    latest_start_to_keep_days: Days,
) -> Days:
    """From the 70th day before the expected date to her start, if that is the 31st day or earlier."""
    if not has_pre_birth_right or child_birth_day < earliest_mothers_day:
        return 0
    if expected_day - mothers_begin_day < latest_start_to_keep_days:
        return 0
    return mothers_begin_day - earliest_mothers_day


@law.rule(
    CARER,
    "PHS § 35 lg 5",
    applies=SINCE,
    source=ACT,
    et="ema kasutamata päevad enne hüvitise algust, mis alles jäävad",
    en="mother's unused days before the start that are kept",
    ru="неиспользованные дни матери до начала компенсации, которые сохраняются",
    reading="hundred_from_then",
    default=False,
    doubt="gap_4",
)
def unused_days_kept__seventy_days_early(
    has_pre_birth_right: bool,
    mothers_begin_day: Day,
    earliest_mothers_day: Day,
    expected_day: Day,
    child_birth_day: Day,
    latest_start_to_keep_days: Days,
) -> Days:
    """None after a birth exactly 70 days early, whose 100 days run from then."""
    if child_birth_day == earliest_mothers_day:
        return 0
    return unused_days_kept(
        has_pre_birth_right, mothers_begin_day, earliest_mothers_day, expected_day,
        child_birth_day, latest_start_to_keep_days,
    )  # fmt: skip


@law.rule(
    CARER,
    "PHS § 35 lg 4",
    applies=SINCE,
    source=ACT,
    et="ema kasutamata päevad, mis lisanduvad jagatavale vanemahüvitisele",
    en="mother's unused days that are added to shared parental benefit",
    ru="неиспользованные дни матери, которые добавляются к делимой компенсации",
    reading="seventy_less_start",
)
def mothers_days_moved(unused_days_kept: Days) -> Days:
    """All of them, so that 605 days remain in all (agency practice)."""
    return unused_days_kept


@law.rule(
    CARER,
    "PHS § 35 lg 4",
    applies=SINCE,
    source=ACT,
    et="ema kasutamata päevad, mis lisanduvad jagatavale vanemahüvitisele",
    en="mother's unused days that are added to shared parental benefit",
    ru="неиспользованные дни матери, которые добавляются к делимой компенсации",
    reading="first_day_not_counted",
    default=False,
    doubt="gap_34",
)
def mothers_days_moved__less_one(unused_days_kept: Days) -> Days:
    """The same, counted from the day after the right has arisen."""
    return max(0, unused_days_kept - 1)
