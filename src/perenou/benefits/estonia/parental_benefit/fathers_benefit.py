"""Father's parental benefit (isa vanemahüvitis): 30 calendar days (PHS § 36, § 34 lg 8)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.entitled import PARTNERS_ACT, PARTNERS_SINCE
from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import birthday
from perenou.rules.types import NEVER, NOBODY, Count, Day, Days, Row


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    reading="fathers_only",
    et="isa vanemahüvitist saab ka see samast soost vanem, kes ei ole ema",
    en="of parents of the same sex the one who is not the mother has father's benefit, too",
    ru="из однополых родителей компенсация отца есть и у того, кто не мать",
)
def second_mother_counts__not_yet() -> bool:
    """The act that speaks of parents of the same sex holds from 2024 on; the wording before: doubt."""
    return False


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    reading="any_second_parent",
    default=False,
    doubt="second_mother_before_2024",
    et="isa vanemahüvitist saab ka see samast soost vanem, kes ei ole ema",
    en="of parents of the same sex the one who is not the mother has father's benefit, too",
    ru="из однополых родителей компенсация отца есть и у того, кто не мать",
)
def second_mother_counts__already() -> bool:
    """Every parent other than the mother had it from the beginning."""
    return True


@law.rule(
    CARER,
    "PHS § 36 lg 5",
    applies=PARTNERS_SINCE,
    source=PARTNERS_ACT,
    et="isa vanemahüvitist saab ka see samast soost vanem, kes ei ole ema",
    en="of parents of the same sex the one who is not the mother has father's benefit, too",
    ru="из однополых родителей компенсация отца есть и у того, кто не мать",
)
def second_mother_counts() -> bool:
    return True


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    applies=SINCE,
    source=ACT,
    et="isik on lapse isa või teine vanem",
    en="the person is the child's father or second parent",
    ru="человек — отец или второй родитель ребёнка",
    reading="by_birth_or_in_family",
)
def is_father(
    is_parent: bool,
    is_mother: bool,
    is_second_mother: bool,
    second_mother_counts: bool,
    takes_parents_place: bool,
) -> bool:
    """A parent other than the mother, where there is one such; no adopter of a child in care."""
    if is_mother or (is_second_mother and not second_mother_counts):
        return False
    return is_parent and not takes_parents_place


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    applies=SINCE,
    source=ACT,
    et="isik on lapse isa või teine vanem",
    en="the person is the child's father or second parent",
    ru="человек — отец или второй родитель ребёнка",
    reading="by_adoption_too",
    default=False,
    doubt="father_by_adoption",
)
def is_father__by_adoption(
    is_parent: bool,
    is_mother: bool,
    is_second_mother: bool,
    second_mother_counts: bool,
    takes_parents_place: bool,
) -> bool:
    """Whoever adopts becomes a parent: an adoptive father has the days of any father as well.

    A woman who takes the parents' place stands beside no mother whose second parent she would be.
    """
    if is_mother or (is_second_mother and (takes_parents_place or not second_mother_counts)):
        return False
    return is_parent


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    applies=SINCE,
    source=ACT,
    et="isikul on isa vanemahüvitise õigus",
    en="the person has the right to father's parental benefit",
    ru="у человека есть право на родительскую компенсацию отца",
)
def has_fathers_right(
    born_before_fathers_right: bool, is_father: bool, stands_in_for_father: bool
) -> bool:
    """The father or second parent; in his stead the mother's spouse or registered partner."""
    return (is_father or stands_in_for_father) and not born_before_fathers_right


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="isikule isa vanemahüvitise päevade arv",
    en="number of days of father's parental benefit for the person",
    ru="число дней родительской компенсации отца для человека",
    reading="once",
)
def own_fathers_quota(has_fathers_right: bool, fathers_days: Days) -> Days:
    """30 for one birth, however many children are born."""
    if has_fathers_right:
        return fathers_days
    return 0


@law.rule(
    CARER,
    "PHS § 36 lg 4",
    applies=SINCE,
    source=ACT,
    et="isikule isa vanemahüvitise päevade arv",
    en="number of days of father's parental benefit for the person",
    ru="число дней родительской компенсации отца для человека",
    reading="on_top",
    default=False,
    doubt="gap_35",
)
def own_fathers_quota__on_top(
    has_fathers_right: bool, fathers_days: Days, birth_set: Row, children_of_the_birth: Count
) -> Days:
    """30 more for a multiple birth."""
    if not has_fathers_right:
        return 0
    if birth_set != NOBODY and children_of_the_birth >= 2:
        return fathers_days * 2
    return fathers_days


@law.rule(
    CARER,
    "PHS § 36 lg 6",
    applies=SINCE,
    source=ACT,
    et="päev, millest alates isik on enda isa vanemahüvitise päevadest loobunud",
    en="day from which the person has waived own days of father's benefit",
    ru="день, с которого человек отказался от собственных отцовских дней",
)
def own_fathers_waiver_day(is_father: bool, fathers_waiver_day: Day) -> Day:
    """Only the father can waive; whoever steps in for him has waived nothing."""
    if is_father:
        return fathers_waiver_day
    return NEVER


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise õigus ei ole veel lõppenud",
    en="the right to father's parental benefit has not ended yet",
    ru="право на родительскую компенсацию отца ещё не закончилось",
    reading="waiver_ends_it",
)
def fathers_right_goes_on(
    fathers_days_used: Days, own_fathers_quota: Days, own_fathers_waiver_day: Day, today: Day
) -> bool:
    """It ends by use or, in practice, by a written waiver; whoever never had it waits for nothing."""
    return fathers_days_used < own_fathers_quota and today < own_fathers_waiver_day


@law.rule(
    CARER,
    "PHS § 37 lg 3",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise õigus ei ole veel lõppenud",
    en="the right to father's parental benefit has not ended yet",
    ru="право на родительскую компенсацию отца ещё не закончилось",
    reading="use_only",
    default=False,
    doubt="gap_36",
)
def fathers_right_goes_on__by_use(fathers_days_used: Days, own_fathers_quota: Days) -> bool:
    """It ends by use or at the third birthday; a waiver does not end it."""
    return fathers_days_used < own_fathers_quota


@law.rule(
    CHILD,
    "PHS § 34 lg 2",
    applies=SINCE,
    source=ACT,
    et="lapse 3. sünnipäev",
    en="the child's third birthday",
    ru="третий день рождения ребёнка",
)
def third_birthday(child_birth_day: Day) -> Day:
    return birthday(child_birth_day, 3)


@law.rule(
    CHILD,
    "PHS § 34 lg 2",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitise aja lõpp",
    en="end of the time for parental benefit",
    ru="конец времени родительской компенсации",
    reading="day_before_birthday",
)
def parental_benefit_after_day(third_birthday: Day, paid_for_death_from: Day) -> Day:
    """The third birthday is the first day without benefit; a child's death ends it earlier."""
    return min(third_birthday, paid_for_death_from)


@law.rule(
    CHILD,
    "PHS § 34 lg 2",
    applies=SINCE,
    source=ACT,
    et="vanemahüvitise aja lõpp",
    en="end of the time for parental benefit",
    ru="конец времени родительской компенсации",
    reading="birthday_included",
    default=False,
    doubt="gap_9",
)
def parental_benefit_after_day__birthday(third_birthday: Day, paid_for_death_from: Day) -> Day:
    """The third birthday is the last day with benefit."""
    return min(third_birthday + 1, paid_for_death_from)


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="päev on isa vanemahüvitise ajal",
    en="the day lies in the time of father's parental benefit",
    ru="день приходится на время родительской компенсации отца",
    reading="by_expected_day",
)
def in_fathers_time(
    has_fathers_right: bool,
    expected_day: Day,
    fathers_days_before: Days,
    parental_benefit_after_day: Day,
    today: Day,
) -> bool:
    """From 30 days before the expected date, also when the child is born still earlier."""
    return (
        has_fathers_right
        and today >= expected_day - fathers_days_before
        and today < parental_benefit_after_day
    )


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="päev on isa vanemahüvitise ajal",
    en="the day lies in the time of father's parental benefit",
    ru="день приходится на время родительской компенсации отца",
    reading="from_early_birth",
    default=False,
    doubt="fathers_days_after_early_birth",
)
def in_fathers_time__from_birth(
    has_fathers_right: bool,
    child_birth_day: Day,
    expected_day: Day,
    fathers_days_before: Days,
    parental_benefit_after_day: Day,
    today: Day,
) -> bool:
    """A birth that comes still earlier gives him his days at once."""
    return (
        has_fathers_right
        and today >= min(child_birth_day, expected_day - fathers_days_before)
        and today < parental_benefit_after_day
    )


@law.rule(
    CARER,
    "PHS § 34 lg 8",
    applies=SINCE,
    source=ACT,
    et="isa saab pärast lapse surma 30 päeva isa vanemahüvitist",
    en="the father has 30 days of father's parental benefit after the child's death",
    ru="отец получает 30 дней родительской компенсации отца после смерти ребёнка",
)
def fathers_day_after_death(
    is_father: bool,
    died_within_seventy_days: bool,
    death_gives_days: bool,
    paid_for_death_from: Day,
    may_have_fathers_benefit: bool,
    lacks_paternity_leave_entry: bool,
    fathers_days: Days,
    today: Day,
) -> bool:
    """Whatever he used before; from the day after the death, after a stillbirth from the birth date."""
    if not is_father or not died_within_seventy_days or not death_gives_days:
        return False
    if not may_have_fathers_benefit or lacks_paternity_leave_entry:
        return False
    return paid_for_death_from <= today and today < paid_for_death_from + fathers_days


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise päevad on kasutatud",
    en="the days of father's parental benefit are used up",
    ru="дни родительской компенсации отца использованы",
)
def fathers_days_are_used_up(fathers_days_used: Days, own_fathers_quota: Days) -> bool:
    """Also by whoever had them before (§ 34 lg 5)."""
    return fathers_days_used >= own_fathers_quota


@law.rule(
    CARER,
    "PHS § 36 lg 6",
    applies=SINCE,
    source=ACT,
    et="isa on oma päevadest loobunud",
    en="the father has waived his days",
    ru="отец отказался от своих дней",
)
def fathers_days_are_waived(own_fathers_waiver_day: Day, today: Day) -> bool:
    return today >= own_fathers_waiver_day


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise päev on õigustatud",
    en="the day of father's parental benefit is covered by a right",
    ru="день родительской компенсации отца обоснован",
)
def fathers_day_covered(
    has_fathers_right: bool,
    wishes_fathers: bool,
    in_fathers_time: bool,
    fathers_claim_covers_day: bool,
    may_have_fathers_benefit: bool,
    lacks_paternity_leave_entry: bool,
    is_borne_by_other_child: bool,
    fathers_days_are_waived: bool,
    fathers_days_are_used_up: bool,
) -> bool:
    """Claimed, in its time, not waived, of the 30 days one left; an employee only on leave (lg 3).

    First is asked whose benefit it is: what § 33 and § 37 say of others than parents is not of it.
    """
    if not has_fathers_right:
        return False
    if not may_have_fathers_benefit or lacks_paternity_leave_entry or is_borne_by_other_child:
        return False
    if not wishes_fathers or not in_fathers_time or not fathers_claim_covers_day:
        return False
    return not fathers_days_are_waived and not fathers_days_are_used_up


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="makstakse isa vanemahüvitist",
    en="father's parental benefit is paid",
    ru="выплачивается родительская компенсация отца",
)
def fathers_day_paid(fathers_day_due: bool, fits_beside_other: bool) -> bool:
    return fathers_day_due and fits_beside_other


law.across(
    CHILD,
    "fathers_days_paid_today",
    "count",
    CARER,
    "PHS § 34 lg 5",
    among="fathers_day_paid",
    gives="Count",
    et="mitu isa vanemahüvitise päeva päevas makstakse",
    en="how many days of father's benefit the day takes",
    ru="сколько дней родительской компенсации отца приходится на день",
)


law.through(
    CHILD,
    "fathers_days_used",
    "total_so_far",
    "fathers_days_paid_today",
    "PHS § 36 lg 2",
    gives="Days",
    et="isa vanemahüvitise kasutatud päevad",
    en="days of father's parental benefit used",
    ru="использованные дни родительской компенсации отца",
)

law.doubt(
    "gap_32_father",
    when="fathers_day_after_death",
    citation="PHS § 34 lg 8",
    benefit="fathers_parental_benefit",
)
