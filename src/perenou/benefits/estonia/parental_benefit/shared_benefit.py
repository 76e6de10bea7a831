"""Shared parental benefit (jagatav vanemahüvitis): one quota for both parents (PHS § 37, § 34 lg 9¹)."""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import CARER, CHILD, law
from perenou.rules.calendar import next_month_start
from perenou.rules.types import NEVER, Count, Day, Days

law.across(
    CHILD,
    "mother_had_pre_birth_right",
    "any",
    CARER,
    "PHS § 37 lg 2",
    among="has_pre_birth_right",
    gives="bool",
    et="emal oli õigus ema vanemahüvitisele enne sünnitust",
    en="the mother had the right to her benefit before the birth",
    ru="у матери было право на компенсацию до родов",
)


law.across(
    CHILD,
    "days_moved_to_shared",
    "sum",
    CARER,
    "PHS § 35 lg 4",
    among="has_pre_birth_right",
    of="mothers_days_moved",
    gives="Days",
    et="ema kasutamata päevad, mis lisanduvad jagatavale vanemahüvitisele",
    en="mother's unused days that are added to shared parental benefit",
    ru="неиспользованные дни матери, которые добавляются к делимой компенсации",
)


@law.rule(
    CHILD,
    "PHS § 37 lg 2",
    applies=SINCE,
    source=ACT,
    et="jagatava vanemahüvitise päevade arv",
    en="number of days of shared parental benefit",
    ru="число дней делимой компенсации",
    reading="by_family",
)
def shared_quota(
    follows_earlier_scheme: bool,
    earlier_quota: Days,
    mother_had_pre_birth_right: bool,
    days_moved_to_shared: Days,
    shared_days: Days,
    shared_days_without_pre_birth_right: Days,
) -> Days:
    """475 with the mother's days moved over; 515 for both if she had no right before the birth.

    An earlier right keeps its own number of days (§ 63¹).
    """
    if follows_earlier_scheme:
        return earlier_quota
    if mother_had_pre_birth_right:
        return shared_days + days_moved_to_shared
    return shared_days_without_pre_birth_right


@law.rule(
    CARER,
    "PHS § 37 lg 2",
    applies=SINCE,
    source=ACT,
    et="isikule jagatava vanemahüvitise päevade arv",
    en="number of days of shared parental benefit for the person",
    ru="число дней делимой компенсации для человека",
    reading="by_family",
)
def own_shared_quota(shared_quota: Days, days_taken_abroad: Days) -> Days:
    return max(0, shared_quota - days_taken_abroad)


@law.rule(
    CARER,
    "PHS § 37 lg 2",
    applies=SINCE,
    source=ACT,
    et="isikule jagatava vanemahüvitise päevade arv",
    en="number of days of shared parental benefit for the person",
    ru="число дней делимой компенсации для человека",
    reading="by_person",
    default=False,
    doubt="gap_15",
)
def own_shared_quota__by_person(
    follows_earlier_scheme: bool,
    shared_quota: Days,
    has_pre_birth_right: bool,
    days_moved_to_shared: Days,
    shared_days_without_pre_birth_right: Days,
    days_taken_abroad: Days,
) -> Days:
    """Whoever has no right before the birth, so every father, has 515."""
    if has_pre_birth_right or follows_earlier_scheme:
        return max(0, shared_quota - days_taken_abroad)
    own = shared_days_without_pre_birth_right + days_moved_to_shared
    return max(0, own - days_taken_abroad)


@law.rule(
    CHILD,
    "PHS § 34 lg 9¹",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="laps suri siis, kui surmajärgsete päevade säte juba kehtis",
    en="the child died when the provision on days after a death was in force",
    ru="ребёнок умер, когда норма о днях после смерти уже действовала",
    reading="deaths_since",
)
def death_falls_under_provision(day_after_death: Day, days_after_death_start: Day) -> bool:
    """The right arises the day after the death; nothing is said of earlier deaths."""
    return day_after_death >= days_after_death_start


@law.rule(
    CHILD,
    "PHS § 34 lg 9¹",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="laps suri siis, kui surmajärgsete päevade säte juba kehtis",
    en="the child died when the provision on days after a death was in force",
    ru="ребёнок умер, когда норма о днях после смерти уже действовала",
    reading="rest_of_the_days",
    default=False,
    doubt="death_before_2023_02",
)
def death_falls_under_provision__rest() -> bool:
    """Of the days after an earlier death those since then are paid."""
    return True


@law.rule(
    CARER,
    "PHS § 34 lg 9¹",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="vanem saab pärast lapse surma 30 päeva jagatavat vanemahüvitist",
    en="the parent has 30 days of shared parental benefit after the child's death",
    ru="родитель получает 30 дней делимой компенсации после смерти ребёнка",
)
def shared_day_after_death(
    is_parent: bool,
    may_have_parental_benefit: bool,
    died_within_seventy_days: bool,
    death_gives_days: bool,
    death_falls_under_provision: bool,
    day_after_death: Day,
    third_birthday: Day,
    shared_days_after_death: Days,
    today: Day,
) -> bool:
    """Each parent, also when the quota is used up, unless the right of an early death applies."""
    if died_within_seventy_days or day_after_death > third_birthday:
        return False
    if not is_parent or not may_have_parental_benefit:
        return False
    if not death_gives_days or not death_falls_under_provision:
        return False
    return day_after_death <= today and today < day_after_death + shared_days_after_death


@law.rule(
    CARER,
    "PHS § 37 lg 4",
    applies=SINCE,
    source=ACT,
    et="jagatava vanemahüvitise päevade arv, millest isik kasutab",
    en="number of days of shared parental benefit that the person draws on",
    ru="число дней делимой компенсации, из которых берёт человек",
)
def quota_drawn_on(
    takes_parents_place: bool, quota_in_parents_place: Days, own_shared_quota: Days
) -> Days:
    """Whoever takes the parents' place has 545 days."""
    if takes_parents_place:
        return quota_in_parents_place
    return own_shared_quota


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    source=ACT,
    et="jagatava vanemahüvitise päevad on kasutatud",
    en="the days of shared parental benefit are used up",
    ru="дни делимой компенсации использованы",
)
def shared_days_are_used_up(
    takes_parents_place: bool,
    period_days_used: Days,
    shared_days_used: Days,
    quota_drawn_on: Days,
) -> bool:
    """From whoever takes the parents' place all days are taken that were paid (§ 34 lg 5)."""
    if takes_parents_place:
        return period_days_used >= quota_drawn_on
    return shared_days_used >= quota_drawn_on


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    source=ACT,
    et="jagatava vanemahüvitise päevi on alles ainult üks",
    en="only one day of shared parental benefit is left",
    ru="остался только один день делимой компенсации",
)
def one_shared_day_is_left(
    takes_parents_place: bool,
    period_days_used: Days,
    shared_days_used: Days,
    quota_drawn_on: Days,
) -> bool:
    if takes_parents_place:
        return period_days_used >= quota_drawn_on - 1
    return shared_days_used >= quota_drawn_on - 1


@law.rule(
    CHILD,
    "PHS § 34 lg 2",
    applies=SINCE,
    source=ACT,
    et="päev on lapse sünni ja hüvitise aja lõpu vahel",
    en="the day lies between the birth and the end of the time for benefit",
    ru="день приходится на время от рождения до конца времени компенсации",
)
def in_shared_time(child_birth_day: Day, parental_benefit_after_day: Day, today: Day) -> bool:
    """Until the third birthday or the child's death."""
    return child_birth_day <= today and today < parental_benefit_after_day


@law.rule(
    CARER,
    "PHS § 46¹ lg 8",
    applies=SINCE,
    source=ACT,
    et="uue saaja taotlusest ei ole veel uus kuu alanud",
    en="no new month has begun since the new recipient's application",
    ru="после заявления нового получателя ещё не начался новый месяц",
)
def waits_for_change_of_recipient(recipient_change_day: Day, today: Day) -> bool:
    """A new recipient is paid from the month after the application."""
    return recipient_change_day < NEVER and today < next_month_start(recipient_change_day)


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    source=ACT,
    et="jagatava vanemahüvitise päev on õigustatud",
    en="the day of shared parental benefit is covered by a right",
    ru="день делимой компенсации обоснован",
)
def shared_day_covered(
    wishes_shared: bool,
    shared_claim_covers_day: bool,
    may_have_parental_benefit: bool,
    is_borne_by_other_child: bool,
    has_adopters_benefit_only: bool,
    mothers_time_goes_on: bool,
    fathers_right_goes_on: bool,
    waits_for_change_of_recipient: bool,
    shared_days_are_used_up: bool,
    in_shared_time: bool,
) -> bool:
    """Claimed, after the own kind has ended, before the third birthday, and a day is left."""
    if not wishes_shared or not may_have_parental_benefit or is_borne_by_other_child:
        return False
    if not shared_claim_covers_day:
        return False
    if not in_shared_time or has_adopters_benefit_only or waits_for_change_of_recipient:
        return False
    if mothers_time_goes_on or fathers_right_goes_on:
        return False
    return not shared_days_are_used_up


law.across(
    CHILD,
    "shared_days_wanted_today",
    "count",
    CARER,
    "PHS § 37 lg 1",
    among="shared_day_due",
    gives="Count",
    et="mitu vanemat soovib samal päeval jagatavat vanemahüvitist",
    en="how many parents claim shared parental benefit for the day",
    ru="сколько родителей просят делимую компенсацию на день",
)


@law.rule(
    CARER,
    "PHS § 37 lg 1",
    applies=SINCE,
    source=ACT,
    et="makstakse jagatavat vanemahüvitist",
    en="shared parental benefit is paid",
    ru="выплачивается делимая компенсация",
)
def shared_day_paid(
    shared_day_due: bool,
    fits_beside_other: bool,
    place_among_claimants: Count,
    shared_days_wanted_today: Count,
    one_shared_day_is_left: bool,
) -> bool:
    """The last day of the quota goes to whoever comes first."""
    if not shared_day_due or not fits_beside_other:
        return False
    if shared_days_wanted_today > 1 and place_among_claimants > 1:
        return not one_shared_day_is_left
    return True


law.across(
    CHILD,
    "shared_days_paid_today",
    "count",
    CARER,
    "PHS § 34 lg 4",
    among="shared_day_paid",
    gives="Count",
    et="mitu jagatava vanemahüvitise päeva päevas makstakse",
    en="how many days of shared parental benefit the day takes",
    ru="сколько дней делимой компенсации приходится на день",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 6",
    applies=SINCE,
    source=ACT,
    et="mitu jagatava vanemahüvitise päeva jääb korraga maksmisel maha arvamata",
    en="how many shared days are not taken for days at once",
    ru="сколько делимых дней не вычитается за одновременные дни",
    reading="shared_spared",
)
def shared_days_spared_today(
    shared_days_paid_today: Count,
    overlap_shortens_to_thirty: bool,
    overlap_today: bool,
    overlap_days_used: Days,
    overlap_days_that_shorten: Days,
) -> Count:
    """After 30 days together one shared day goes free: triplets, or a birth before week 34."""
    if overlap_shortens_to_thirty and overlap_today and shared_days_paid_today > 0:
        if overlap_days_used >= overlap_days_that_shorten:
            return 1
    return 0


@law.rule(
    CARER,
    "PHS § 34 lg 6",
    applies=SINCE,
    source=ACT,
    et="jagatavat vanemahüvitist saab see, kes liitus hiljem",
    en="shared benefit goes to whoever joined later",
    ru="делимую компенсацию получает тот, кто присоединился позже",
)
def joined_later_with_shared_day(shared_day_paid: bool, place_among_claimants: Count) -> bool:
    return shared_day_paid and place_among_claimants > 1


law.across(
    CHILD,
    "shared_days_joined_later_today",
    "count",
    CARER,
    "PHS § 34 lg 6",
    among="joined_later_with_shared_day",
    gives="Count",
    et="mitu jagatava hüvitise päeva saab hiljem liitunu",
    en="how many shared days go to whoever joined later",
    ru="сколько делимых дней получает присоединившийся позже",
)


@law.rule(
    CHILD,
    "PHS § 34 lg 6",
    applies=SINCE,
    source=ACT,
    et="mitu jagatava vanemahüvitise päeva jääb korraga maksmisel maha arvamata",
    en="how many shared days are not taken for days at once",
    ru="сколько делимых дней не вычитается за одновременные дни",
    reading="whoever_joined_later",
    default=False,
    doubt="gap_31",
)
def shared_days_spared_today__joined_later(
    shared_days_joined_later_today: Count,
    overlap_shortens_to_thirty: bool,
    overlap_today: bool,
    overlap_days_used: Days,
    overlap_days_that_shorten: Days,
) -> Count:
    """The same, but only a day of the parent who joined the other."""
    return shared_days_spared_today(
        shared_days_joined_later_today, overlap_shortens_to_thirty, overlap_today,
        overlap_days_used, overlap_days_that_shorten,
    )  # fmt: skip


@law.rule(
    CHILD,
    "PHS § 34 lg 4",
    applies=SINCE,
    source=ACT,
    et="mitu päeva jagatava vanemahüvitise päevadest maha läheb",
    en="how many days are taken from the shared quota",
    ru="сколько дней вычитается из делимой квоты",
)
def shared_days_taken_today(
    shared_days_paid_today: Count,
    shared_days_spared_today: Count,
    days_taken_for_earlier_today: Count,
) -> Count:
    """Those paid, less those that go free, and those on which the benefit of an earlier child went on."""
    return shared_days_paid_today - shared_days_spared_today + days_taken_for_earlier_today


law.through(
    CHILD,
    "shared_days_used",
    "total_so_far",
    "shared_days_taken_today",
    "PHS § 37 lg 1",
    gives="Days",
    et="jagatava vanemahüvitise kasutatud päevad",
    en="days of shared parental benefit used",
    ru="использованные дни делимой компенсации",
)
