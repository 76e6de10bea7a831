"""Father's parental benefit (isa vanemahüvitis): 30 calendar days (PHS § 36, § 34 lg 8)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import birthday
from perenou.rules.types import Day, Days


@law.rule(
    CARER,
    "PHS § 36 lg 1",
    applies=SINCE,
    source=ACT,
    et="isik on lapse isa või teine vanem",
    en="the person is the child's father or second parent",
    ru="человек — отец или второй родитель ребёнка",
)
def is_father(is_parent: bool, is_mother: bool) -> bool:
    """The one parent who is not the child's mother (lg 5)."""
    return is_parent and not is_mother


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
    ru="день приходится на время отцовской компенсации",
)
def in_fathers_time(
    is_father: bool,
    gives_fathers_right: bool,
    expected_day: Day,
    fathers_days_before: Days,
    parental_benefit_after_day: Day,
    today: Day,
) -> bool:
    """From 30 days before the expected date."""
    return (
        is_father
        and gives_fathers_right
        and today >= expected_day - fathers_days_before
        and today < parental_benefit_after_day
    )


@law.rule(
    CARER,
    "PHS § 34 lg 8",
    applies=SINCE,
    source=ACT,
    et="isa saab pärast lapse surma 30 päeva isa vanemahüvitist",
    en="the father has 30 days of father's parental benefit after the child's death",
    ru="отец получает 30 дней отцовской компенсации после смерти ребёнка",
)
def fathers_day_after_death(
    is_father: bool,
    died_within_seventy_days: bool,
    paid_for_death_from: Day,
    may_have_parental_benefit: bool,
    lacks_leave_entry: bool,
    fathers_days: Days,
    today: Day,
) -> bool:
    """Whatever he used before; from the day after the death, after a stillbirth from the birth date."""
    if not is_father or not died_within_seventy_days:
        return False
    if not may_have_parental_benefit or lacks_leave_entry:
        return False
    return paid_for_death_from <= today and today < paid_for_death_from + fathers_days


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="isa vanemahüvitise päev on õigustatud",
    en="the day of father's parental benefit is covered by a right",
    ru="день отцовской компенсации обоснован",
)
def fathers_day_due(
    wishes_fathers: bool,
    in_fathers_time: bool,
    fathers_claim_covers_day: bool,
    may_have_parental_benefit: bool,
    lacks_leave_entry: bool,
    fathers_waiver_day: Day,
    fathers_days_used: Days,
    fathers_days: Days,
    today: Day,
) -> bool:
    """Claimed, in its time, not waived, of the 30 days one left; an employee only on leave (lg 3)."""
    if not may_have_parental_benefit or lacks_leave_entry:
        return False
    if not wishes_fathers or not in_fathers_time or not fathers_claim_covers_day:
        return False
    return today < fathers_waiver_day and fathers_days_used < fathers_days


@law.rule(
    CARER,
    "PHS § 36 lg 2",
    applies=SINCE,
    source=ACT,
    et="makstakse isa vanemahüvitist",
    en="father's parental benefit is paid",
    ru="выплачивается отцовская компенсация",
)
def fathers_day_paid(fathers_day_due: bool, fits_beside_other: bool) -> bool:
    return fathers_day_due and fits_beside_other


law.through(
    CARER,
    "fathers_days_used",
    "total_so_far",
    "fathers_day_paid",
    "PHS § 36 lg 2",
    gives="Days",
    et="isa vanemahüvitise kasutatud päevad",
    en="days of father's parental benefit used",
    ru="использованные дни отцовской компенсации",
)
