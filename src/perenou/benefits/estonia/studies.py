"""Ages and studies on which a child's rights rest (PHS § 17 lg 2, § 19¹ lg 3, § 29)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD, Studies, law
from perenou.rules.calendar import add_months, birthday, month_start, next_or_same
from perenou.rules.types import NEVER, Count, Day


@law.rule(
    CHILD,
    "PHS § 17 lg 1",
    et="lapse 16. sünnipäev",
    en="the child's 16th birthday",
    ru="16-летие ребёнка",
)
def sixteenth_birthday(child_birth_day: Day) -> Day:
    return birthday(child_birth_day, 16)


@law.rule(
    CHILD,
    "PHS § 17 lg 1",
    et="lapse 19. sünnipäev",
    en="the child's 19th birthday",
    ru="19-летие ребёнка",
)
def nineteenth_birthday(child_birth_day: Day) -> Day:
    """The age is reached at the start of that day (agency practice)."""
    return birthday(child_birth_day, 19)


@law.rule(
    CHILD,
    "PHS § 19¹ lg 3 p 2",
    et="lapse 21. sünnipäev",
    en="the child's 21st birthday",
    ru="21-летие ребёнка",
)
def twenty_first_birthday(child_birth_day: Day) -> Day:
    return birthday(child_birth_day, 21)


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="19. sünnipäeva õppeaasta lõpp",
    en="end of the school year of the 19th birthday",
    ru="конец учебного года, в котором исполняется 19 лет",
)
def school_year_of_nineteen_ends(nineteenth_birthday: Day) -> Day:
    """31 August on or after the birthday."""
    return next_or_same(nineteenth_birthday, 8, 31)


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="lõpuklassi õppeaasta lõpp",
    en="end of the final class",
    ru="конец выпускного класса",
)
def final_class_of_nineteen_ends(nineteenth_birthday: Day) -> Day:
    """30 June on or after the birthday (agency practice)."""
    return next_or_same(nineteenth_birthday, 6, 30)


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="kursus on piisavalt mahukas",
    en="the course is extensive enough",
    ru="курс достаточно объёмный",
)
def course_qualifies__not_yet() -> bool:
    """Courses of a state agency were added on 1 April 2021."""
    return False


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    applies="2021-04-01",
    source="RT I, 22.03.2021, 2",
    et="kursus on piisavalt mahukas",
    en="the course is extensive enough",
    ru="курс достаточно объёмный",
)
def course_qualifies(course_hours: Count, course_hours_needed: Count) -> bool:
    """Until 30.09.2026 any full-time course; since then by its contact hours in the school year."""
    return course_hours >= course_hours_needed


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="laps õpib nii, et õigus lapsetoetusele jätkub",
    en="the child's studies continue the right to child allowance",
    ru="учёба ребёнка продлевает право на детское пособие",
)
def studies_below_secondary(
    studies: Studies, course_qualifies: bool, secondary_education_day: Day, today: Day
) -> bool:
    """Basic or upper secondary school, vocational education or course, without secondary education."""
    if studies == Studies.NONE or studies == Studies.HIGHER:
        return False
    if studies == Studies.COURSE and not course_qualifies:
        return False
    return today < secondary_education_day


@law.rule(
    CHILD,
    "PHS § 29 lg 3",
    et="välisriigi kooli tõend katab päeva",
    en="a foreign school's certificate covers the day",
    ru="справка иностранной школы охватывает день",
)
def certificate_covers_day(
    certificate_day: Day, certificate_retroactive_months: Count, today: Day
) -> bool:
    """A late certificate reaches back at most six months, and up to the next school year's start."""
    if certificate_day >= NEVER:
        return False
    if today < add_months(certificate_day, -certificate_retroactive_months):
        return False
    return today <= next_or_same(certificate_day, 8, 31)


@law.rule(
    CHILD,
    "PHS § 29 lg 3",
    et="välisriigis õppimine on tõendiga kaetud",
    en="the studies abroad are covered by a certificate",
    ru="учёба за границей подтверждена справкой",
)
def foreign_studies_proved(studies_abroad: bool, certificate_covers_day: bool) -> bool:
    return not studies_abroad or certificate_covers_day


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="õpingud on arvesse võetavad",
    en="the studies count",
    ru="учёба учитывается",
)
def studies_count(studies_below_secondary: bool, foreign_studies_proved: bool) -> bool:
    return studies_below_secondary and foreign_studies_proved


law.through(
    CHILD,
    "studies_below_secondary_since",
    "since",
    "studies_below_secondary",
    "PHS § 17 lg 2",
    et="õigust pikendavate õpingute algus",
    en="start of the studies that continue the right",
    ru="начало учёбы, продлевающей право",
)
law.through(
    CHILD,
    "studied_at_nineteen",
    "value_on",
    "studies_below_secondary",
    "PHS § 17 lg 2",
    by=("nineteenth_birthday",),
    gives="bool",
    et="laps õppis 19. sünnipäeval",
    en="the child studied on the 19th birthday",
    ru="ребёнок учился в день, когда ему исполнилось 19 лет",
)


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="kursus algas enne selle õppeaasta lõppu, mil laps sai 19",
    en="the course began before the end of the school year of the 19th birthday",
    ru="курс начался до конца учебного года, в котором ребёнку исполнилось 19 лет",
)
def course_of_nineteen(
    course_began_day: Day, studies_below_secondary_since: Day, school_year_of_nineteen_ends: Day
) -> bool:
    """The course then under way; whatever follows it without a break is another one."""
    if course_began_day >= NEVER:
        return studies_below_secondary_since <= school_year_of_nineteen_ends
    return course_began_day <= school_year_of_nineteen_ends


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="õigus jätkub 19-aastase õpingute tõttu",
    en="the studies of a 19-year-old continue the right",
    ru="учёба 19-летнего продлевает право",
    reading="school_year_of_nineteen",
)
def studies_past_nineteen(
    studies: Studies,
    studies_count: bool,
    course_of_nineteen: bool,
    studied_at_nineteen: bool,
    final_class: bool,
    final_class_of_nineteen_ends: Day,
    school_year_of_nineteen_ends: Day,
    today: Day,
) -> bool:
    """To the end of the school year of the 19th birthday or of the course; on a return in that year again (lg 2²)."""
    if not studied_at_nineteen or not studies_count:
        return False
    if studies == Studies.COURSE:
        return course_of_nineteen
    if final_class and final_class_of_nineteen_ends < school_year_of_nineteen_ends:
        return today <= final_class_of_nineteen_ends
    return today <= school_year_of_nineteen_ends


@law.rule(
    CHILD,
    "PHS § 17 lg 2",
    et="õigus jätkub 19-aastase õpingute tõttu",
    en="the studies of a 19-year-old continue the right",
    ru="учёба 19-летнего продлевает право",
    reading="any_school_year",
    default=False,
    doubt="gap_20",
)
def studies_past_nineteen__any_school_year(
    studies_count: bool, child_birth_day: Day, today: Day
) -> bool:
    """In any school year in which somebody aged 19 still studies without secondary education."""
    return studies_count and today < birthday(child_birth_day, 20)


@law.rule(
    CHILD,
    "PHS § 29",
    until="2023-01-01",
    ended_by="RT I, 11.01.2023, 2",
    end_in_force="2023-02-01",
    et="õigus jätkub 16–19-aastase õpingute tõttu",
    en="the studies of somebody aged 16 to 19 continue the right",
    ru="учёба 16–19-летнего продлевает право",
)
def studies_past_sixteen(
    studies_count: bool, nineteenth_birthday: Day, studies_past_nineteen: bool, today: Day
) -> bool:
    if today < nineteenth_birthday:
        return studies_count
    return studies_past_nineteen


law.through(
    CHILD,
    "studies_below_secondary_ended_day",
    "previous_end",
    "studies_below_secondary",
    "PHS § 29",
    et="õigust pikendavate õpingute lõpp",
    en="end of the studies that continue the right",
    ru="конец учёбы, продлевающей право",
)


@law.rule(
    CHILD,
    "PHS § 29",
    et="september pärast suve, mil õpingud lõppesid",
    en="the September after the summer in which the studies ended",
    ru="сентябрь после лета, когда закончилась учёба",
)
def september_after_studies(studies_below_secondary_ended_day: Day) -> Day:
    """Its first day; never where they broke off before June, so that no school year ended."""
    if studies_below_secondary_ended_day == 0:
        return NEVER
    september = month_start(next_or_same(studies_below_secondary_ended_day, 9, 30))
    if studies_below_secondary_ended_day < add_months(september, -3):
        return NEVER
    return september


@law.rule(
    CHILD,
    "PHS § 29",
    et="septembri eest makstakse ka siis, kui õpingud ei jätku",
    en="September is paid even if the studies do not go on",
    ru="за сентябрь платят и без продолжения учёбы",
)
def september_without_studies__not_yet() -> bool:
    return False


@law.rule(
    CHILD,
    "PHS § 29",
    applies="2021-01-01",
    until="2023-01-01",
    ended_by="RT I, 11.01.2023, 2",
    end_in_force="2023-02-01",
    et="septembri eest makstakse ka siis, kui õpingud ei jätku",
    en="September is paid even if the studies do not go on",
    ru="за сентябрь платят и без продолжения учёбы",
    reading="september_alone",
)
def september_without_studies(
    sixteenth_birthday: Day,
    nineteenth_birthday: Day,
    secondary_education_day: Day,
    september_after_studies: Day,
    month_first_day: Day,
    today: Day,
) -> bool:
    """For a child of 16 to 18 who studied to that summer, without secondary education."""
    if today < sixteenth_birthday or today >= nineteenth_birthday:
        return False
    return month_first_day == september_after_studies and today < secondary_education_day


@law.rule(
    CHILD,
    "PHS § 29",
    applies="2021-01-01",
    until="2023-01-01",
    ended_by="RT I, 11.01.2023, 2",
    end_in_force="2023-02-01",
    et="septembri eest makstakse ka siis, kui õpingud ei jätku",
    en="September is paid even if the studies do not go on",
    ru="за сентябрь платят и без продолжения учёбы",
    reading="summer_too",
    default=False,
    doubt="summer_before_september",
)
def september_without_studies__summer_too(
    sixteenth_birthday: Day,
    nineteenth_birthday: Day,
    secondary_education_day: Day,
    studies_below_secondary_ended_day: Day,
    september_after_studies: Day,
    today: Day,
) -> bool:
    """The same, and the summer between the end of the studies and that September."""
    if today < sixteenth_birthday or today >= nineteenth_birthday:
        return False
    if today < studies_below_secondary_ended_day or today >= secondary_education_day:
        return False
    return today < add_months(september_after_studies, 1)
