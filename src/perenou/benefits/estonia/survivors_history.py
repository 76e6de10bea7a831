"""The history of residence or work that survivor's allowance needs (PHS § 4 lg 1²)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, PERSON, Ground, law
from perenou.rules.calendar import add_months
from perenou.rules.rule import Labels
from perenou.rules.types import NEVER, Day, Days, Months

_PERSONS_STAY: Final = Labels(
    "elamise aeg loeb staažiks", "the stay counts as history", "проживание засчитывается"
)
_CHILDS_STAY: Final = Labels(
    "lapse elamise aeg loeb staažiks",
    "the child's stay counts as history",
    "проживание ребёнка засчитывается",
)


@law.rule(
    PERSON,
    "PHS § 4 lg 1² p 1",
    reading="time_in_other_states_counts",
    et=_PERSONS_STAY.et,
    en=_PERSONS_STAY.en,
    ru=_PERSONS_STAY.ru,
)
def stay_counts(lives_in_estonia: bool, ground: Ground, passes_time_in_other_state: bool) -> bool:
    """Time in coordinated states counts like time in Estonia (883/2004 art 6)."""
    if not lives_in_estonia or ground == Ground.NONE or ground == Ground.SHORT_TERM_VISA:
        return passes_time_in_other_state
    return True


@law.rule(
    PERSON,
    "PHS § 4 lg 1² p 1",
    reading="estonian_time_only",
    default=False,
    doubt="eu_time_in_other_states",
    et=_PERSONS_STAY.et,
    en=_PERSONS_STAY.en,
    ru=_PERSONS_STAY.ru,
)
def stay_counts__estonian_only(lives_in_estonia: bool, ground: Ground) -> bool:
    return lives_in_estonia and ground != Ground.NONE and ground != Ground.SHORT_TERM_VISA


@law.rule(
    CHILD,
    "PHS § 4 lg 1² p 1",
    reading="time_in_other_states_counts",
    et=_CHILDS_STAY.et,
    en=_CHILDS_STAY.en,
    ru=_CHILDS_STAY.ru,
)
def child_stay_counts(
    child_lives_in_estonia: bool, child_ground: Ground, child_passes_time_in_other_state: bool
) -> bool:
    if (
        not child_lives_in_estonia
        or child_ground == Ground.NONE
        or child_ground == Ground.SHORT_TERM_VISA
    ):
        return child_passes_time_in_other_state
    return True


@law.rule(
    CHILD,
    "PHS § 4 lg 1² p 1",
    reading="estonian_time_only",
    default=False,
    doubt="eu_time_in_other_states",
    et=_CHILDS_STAY.et,
    en=_CHILDS_STAY.en,
    ru=_CHILDS_STAY.ru,
)
def child_stay_counts__estonian_only(child_lives_in_estonia: bool, child_ground: Ground) -> bool:
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
    et="päev, milleni vanema staaži loetakse",
    en="day up to which the parent's history counts",
    ru="день, до которого считается стаж родителя",
    reading="only_before_death",
)
def parent_history_ends(death_day: Day) -> Day:
    """The day of death; for a missing parent the act names no reference day."""
    return death_day


@law.rule(
    PERSON,
    "PHS § 4 lg 1²",
    et="päev, milleni vanema staaži loetakse",
    en="day up to which the parent's history counts",
    ru="день, до которого считается стаж родителя",
    reading="missing_as_dead",
    default=False,
    doubt="gap_18_missing",
)
def parent_history_ends__missing(death_day: Day, missing_since: Day) -> Day:
    """For a missing parent the day on which the proceedings were opened."""
    if death_day < NEVER:
        return death_day
    return missing_since


@law.rule(
    PERSON,
    "PHS § 4 lg 1²",
    et="vanema kaotusele eelnev 48 kuu algus",
    en="start of the 48 months before the loss of the parent",
    ru="начало 48 месяцев до потери родителя",
)
def parent_history_starts(parent_history_ends: Day, history_window_months: Months) -> Day:
    return add_months(parent_history_ends, -history_window_months)


@law.rule(
    PERSON,
    "PHS § 4 lg 1²",
    et="vanemalt nõutav staaž päevades",
    en="history needed of the parent, in days",
    ru="требуемый стаж родителя в днях",
)
def parent_history_needed(parent_history_ends: Day, history_months: Months) -> Days:
    return parent_history_ends - add_months(parent_history_ends, -history_months)


for _name, _unit, _of, _from, _to, _labels in (
    ("stay_days_of_child", CLAIM, "child_stay_counts", "history_before_claim_starts",
     "application_day", ("lapse elatud päevad", "days of the child's stay", "дни проживания ребёнка")),
    ("stay_days_of_claimant", CLAIM, "stay_counts", "history_before_claim_starts",
     "application_day", ("taotleja elatud päevad", "days of the claimant's stay", "дни проживания заявителя")),
    ("visa_days_of_claimant", CLAIM, "visa_work_counts", "history_before_claim_starts",
     "application_day", ("taotleja viisaga töötatud päevad", "claimant's days of work on a visa", "дни работы заявителя по визе")),
    ("all_days_of_claimant", CLAIM, "stay_or_visa_work_counts", "history_before_claim_starts",
     "application_day", ("taotleja staažipäevad kokku", "claimant's days of history together", "дни стажа заявителя вместе")),
    ("stay_days_of_parent", CARER, "stay_counts", "parent_history_starts", "parent_history_ends",
     ("vanema elatud päevad", "days of the parent's stay", "дни проживания родителя")),
    ("visa_days_of_parent", CARER, "visa_work_counts", "parent_history_starts", "parent_history_ends",
     ("vanema viisaga töötatud päevad", "parent's days of work on a visa", "дни работы родителя по визе")),
    ("all_days_of_parent", CARER, "stay_or_visa_work_counts", "parent_history_starts",
     "parent_history_ends", ("vanema staažipäevad kokku", "parent's days of history together", "дни стажа родителя вместе")),
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
    et="vanemal oli vajalik staaž",
    en="the parent had the history needed",
    ru="у родителя был нужный стаж",
    reading="one_kind",
)
def parent_had_history(
    parent_history_ends: Day,
    stay_days_of_parent: Days,
    visa_days_of_parent: Days,
    parent_history_needed: Days,
) -> bool:
    """36 months within 48, filled by residence or by work on a visa alone."""
    if parent_history_ends >= NEVER:
        return False
    return (
        stay_days_of_parent >= parent_history_needed or visa_days_of_parent >= parent_history_needed
    )


@law.rule(
    CARER,
    "PHS § 4 lg 1²",
    et="vanemal oli vajalik staaž",
    en="the parent had the history needed",
    ru="у родителя был нужный стаж",
    reading="both_kinds_add_up",
    default=False,
    doubt="gap_18_kinds",
)
def parent_had_history__added(
    parent_history_ends: Day, all_days_of_parent: Days, parent_history_needed: Days
) -> bool:
    return parent_history_ends < NEVER and all_days_of_parent >= parent_history_needed


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
