"""Whose legislation applies to an adult (Regulation 883/2004, Title II): one state at a time."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import PERSON
from perenou.benefits.eu.vocabulary import LINK, Activity, Interruption, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, Count, Day, Rank


@law.rule(
    LINK,
    "883/2004 art 11(2)",
    et="isik töötab riigis või tema tööaeg kestab töötamiseta",
    en="the person works in the state, or their time of work goes on without it",
    ru="человек работает в государстве, или его рабочее время продолжается без работы",
)
def pursues_activity_here(activity: Activity, interruption: Interruption, is_reached: bool) -> bool:
    """Work, or an interruption for which work goes on counting (Decision F1).

    Work in a state that coordination does not reach decides nothing here.
    """
    if interruption == Interruption.UNPAID_LEAVE:
        return False
    if activity == Activity.NONE and interruption == Interruption.NONE:
        return False
    return is_reached


law.across(
    PERSON,
    "pursues_activity",
    "any",
    LINK,
    "883/2004 art 13(5)",
    among="pursues_activity_here",
    gives="bool",
    et="isik töötab mõnes riigis või tema tööaeg kestab",
    en="the person works in some state, or their time of work goes on",
    ru="человек работает в каком-либо государстве, или его рабочее время продолжается",
)


@law.rule(
    LINK,
    "883/2004 art 12(1)",
    et="isik on riigist lähetatud kuni 24 kuuks",
    en="the person is posted from the state for at most 24 months",
    ru="человек командирован из государства не более чем на 24 месяца",
)
def is_posted_from_here(
    posted_from_here: bool, posting_began_day: Day, posting_ends_day: Day
) -> bool:
    """Whose posting is expected to last longer falls under the law of the place of work."""
    if not posted_from_here:
        return False
    return posting_ends_day <= add_months(posting_began_day, 24)


law.across(
    PERSON,
    "is_posted",
    "any",
    LINK,
    "883/2004 art 12(1)",
    among="is_posted_from_here",
    gives="bool",
    et="isik on lähetatud kuni 24 kuuks",
    en="the person is posted for at most 24 months",
    ru="человек командирован не более чем на 24 месяца",
)


@law.rule(
    LINK,
    "883/2004 art 11(4)",
    et="isik töötab riigi lipu all sõitval laeval",
    en="the person works on a ship under the state's flag",
    ru="человек работает на судне под флагом государства",
)
def sails_under_flag(activity: Activity, is_reached: bool) -> bool:
    return activity == Activity.SEAFARER and is_reached


law.across(
    PERSON,
    "is_seafarer",
    "any",
    LINK,
    "883/2004 art 11(4)",
    among="sails_under_flag",
    gives="bool",
    et="isik on meremees",
    en="the person is a seafarer",
    ru="человек — моряк",
)


@law.rule(
    LINK,
    "883/2004 art 11(4)",
    et="meremehele maksab tema elukohariigis asuv tööandja",
    en="the seafarer is paid by an employer in the state of residence",
    ru="моряку платит работодатель в государстве проживания",
)
def sails_for_employer_here(
    is_seafarer: bool, lives_here: bool, employer_counts_here: bool
) -> bool:
    return is_seafarer and lives_here and employer_counts_here


law.across(
    PERSON,
    "sails_for_employer_at_home",
    "any",
    LINK,
    "883/2004 art 11(4)",
    among="sails_for_employer_here",
    gives="bool",
    et="meremehele maksab elukohariigi tööandja",
    en="the seafarer is paid from the state of residence",
    ru="моряку платят из государства проживания",
)


@law.rule(
    LINK,
    "883/2004 art 11(3)(a)",
    et="isik on riigis töötaja",
    en="the person is employed in the state",
    ru="человек работает в государстве по найму",
)
def employed_here(
    activity: Activity,
    interruption: Interruption,
    pursues_activity_here: bool,
    is_posted: bool,
    sails_for_employer_at_home: bool,
    sails_for_employer_here: bool,
) -> bool:
    """Crew count where the flag or the home base is (art 11(4) and (5)); so do benefits drawn from work."""
    if not pursues_activity_here:
        is_idle_here = activity == Activity.NONE and interruption == Interruption.NONE
        return is_idle_here and sails_for_employer_here
    if activity == Activity.EMPLOYED or activity == Activity.FLIGHT_CREW:
        return True
    if activity == Activity.SEAFARER:
        return not sails_for_employer_at_home or sails_for_employer_here
    if activity == Activity.POSTED:
        return not is_posted
    if activity != Activity.NONE:
        return False
    return interruption != Interruption.UNEMPLOYMENT_BENEFIT


@law.rule(
    LINK,
    "883/2004 art 11(3)(a)",
    et="isik on riigis ettevõtja",
    en="the person is self-employed in the state",
    ru="человек работает в государстве на себя",
)
def self_employed_here(activity: Activity, pursues_activity_here: bool) -> bool:
    return activity == Activity.SELF_EMPLOYED and pursues_activity_here


@law.rule(
    LINK,
    "883/2004 art 13(1)",
    et="riigis on tööandja, kelle asukoht loeb",
    en="an employer whose seat counts is in the state",
    ru="в государстве находится работодатель, место которого важно",
)
def employer_counts_here(employer_seat_here: bool, is_reached: bool) -> bool:
    """Seats in states that coordination does not reach decide nothing here."""
    return employer_seat_here and is_reached


for _name, _among, _et, _en, _ru in (
    ("employed_states", "employed_here", "riike, kus isik on töötaja",
     "states in which the person is employed", "государств, где человек работает по найму"),
    ("self_employed_states", "self_employed_here", "riike, kus isik on ettevõtja",
     "states in which the person is self-employed", "государств, где человек работает на себя"),
    ("states_of_activity", "pursues_activity_here", "riike, kus isik töötab",
     "states in which the person works", "государств, где человек работает"),
    ("states_of_employers", "employer_counts_here", "riike, kus on isiku tööandjate asukoht",
     "states in which the person's employers have their seats", "государств, где находятся работодатели"),
):  # fmt: skip
    law.across(
        PERSON, _name, "count", LINK, "883/2004 art 13(1)", among=_among, et=_et, en=_en, ru=_ru
    )


@law.rule(
    LINK,
    "883/2004 art 13(1)(a)",
    et="elukohariigis tehakse oluline osa tööst",
    en="a substantial part of the work is done in the state of residence",
    ru="существенная часть работы выполняется в государстве проживания",
)
def works_mainly_at_home_here(
    lives_here: bool, pursues_activity_here: bool, substantial_part_here: bool
) -> bool:
    """About a quarter of the time or pay (987/2009 art 14(8)); the file says whether it is so."""
    return lives_here and pursues_activity_here and substantial_part_here


@law.rule(
    LINK,
    "883/2004 art 13(1)(b)",
    et="tööandja asukoht on väljaspool elukohariiki",
    en="an employer's seat is outside the state of residence",
    ru="работодатель находится вне государства проживания",
)
def employer_away_from_home_here(employer_counts_here: bool, lives_here: bool) -> bool:
    return employer_counts_here and not lives_here


@law.rule(
    LINK,
    "883/2004 art 11(1)",
    et="isik töötab oma elukohariigis",
    en="the person works in the state where they live",
    ru="человек работает в государстве проживания",
)
def works_at_home_here(lives_here: bool, pursues_activity_here: bool) -> bool:
    return lives_here and pursues_activity_here


for _name, _among, _et, _en, _ru in (
    ("works_mainly_at_home", "works_mainly_at_home_here", "oluline osa tööst tehakse elukohariigis",
     "a substantial part of the work is done where the person lives",
     "существенная часть работы выполняется по месту жительства"),
    ("works_at_home", "works_at_home_here", "isik töötab oma elukohariigis",
     "the person works where they live", "человек работает там, где живёт"),
):  # fmt: skip
    law.across(
        PERSON, _name, "any", LINK, "883/2004 art 13(1)", among=_among, gives="bool",
        et=_et, en=_en, ru=_ru,
    )  # fmt: skip

law.across(
    PERSON,
    "states_of_employers_away",
    "count",
    LINK,
    "883/2004 art 13(1)(b)",
    among="employer_away_from_home_here",
    et="riike väljaspool elukohariiki, kus on tööandja",
    en="states outside the state of residence that have an employer",
    ru="государств вне государства проживания, где есть работодатель",
)


@law.rule(
    LINK,
    "883/2004 art 13(1)",
    et="töötajana kehtib isikule riigi õigus",
    en="as an employed person they fall under the state's law",
    ru="как к работнику применяется право государства",
)
def employment_decides_here(
    employed_here: bool,
    employed_states: Count,
    works_mainly_at_home: bool,
    lives_here: bool,
    states_of_employers: Count,
    states_of_employers_away: Count,
    employer_seat_here: bool,
) -> bool:
    """Several states: that of residence if much is done there, else that of the employers."""
    if employed_states < 2:
        return employed_here
    if works_mainly_at_home:
        return lives_here
    if states_of_employers == 1:
        return employer_seat_here
    if states_of_employers_away == 1:
        return employer_seat_here and not lives_here
    return lives_here


@law.rule(
    LINK,
    "883/2004 art 13(2)",
    et="ettevõtjana kehtib isikule riigi õigus",
    en="as a self-employed person they fall under the state's law",
    ru="как к самозанятому применяется право государства",
)
def self_employment_decides_here(
    self_employed_here: bool,
    self_employed_states: Count,
    works_mainly_at_home: bool,
    lives_here: bool,
    centre_of_interest_here: bool,
) -> bool:
    """Several states: that of residence if much is done there, else the centre of interest."""
    if self_employed_states < 2:
        return self_employed_here
    if works_mainly_at_home:
        return lives_here
    return centre_of_interest_here


@law.rule(
    LINK,
    "883/2004 art 11(1)",
    et="mitmendana riigi õigus kõne alla tuleb",
    en="place of the state's law in the order of rules",
    ru="очередь права государства",
)
def legislation_order(
    bound_by_document: bool,
    is_posted_from_here: bool,
    activity: Activity,
    employment_decides_here: bool,
    self_employment_decides_here: bool,
    interruption: Interruption,
    lives_here: bool,
    is_reached: bool,
) -> Rank:
    """Document, posting, service, employment (13(3)), self-employment, unemployment, residence.

    Never that of a state which coordination does not reach.
    """
    if not is_reached:
        return NEVER
    if bound_by_document:
        return 1
    if is_posted_from_here:
        return 2
    if activity == Activity.CIVIL_SERVANT:
        return 3
    if activity == Activity.SERVICE:
        return 4
    if employment_decides_here:
        return 5
    if self_employment_decides_here:
        return 6
    if interruption == Interruption.UNEMPLOYMENT_BENEFIT:
        return 7
    if lives_here:
        return 8
    return NEVER


law.across(
    PERSON,
    "has_document",
    "any",
    LINK,
    "987/2009 art 5(1)",
    among="bound_by_document",
    gives="bool",
    et="dokument määrab, millise riigi õigus isikule kehtib",
    en="a document says which state's law applies to the person",
    ru="документ определяет, право какого государства применяется",
)

law.across(
    PERSON,
    "legislation_order_found",
    "least",
    LINK,
    "883/2004 art 11(1)",
    of="legislation_order",
    gives="Rank",
    et="otsustava reegli järjekoht",
    en="place of the deciding rule",
    ru="очередь решающего правила",
)


@law.rule(
    LINK,
    "987/2009 art 6(1)",
    et="vaidluse ajal kehtib ajutiselt riigi õigus",
    en="while states disagree, the state's law applies provisionally",
    ru="во время спора временно применяется право государства",
)
def applies_provisionally_here(
    states_of_activity: Count,
    works_at_home: bool,
    pursues_activity_here: bool,
    lives_here: bool,
    first_asked_here: bool,
) -> bool:
    """The only state of work; else that of residence if work or none is there; else the first asked."""
    if states_of_activity == 1:
        return pursues_activity_here
    if states_of_activity == 0 or works_at_home:
        return lives_here
    return first_asked_here


@law.rule(
    LINK,
    "883/2004 art 11(1)",
    et="isikule kehtib riigi õigus",
    en="the state's legislation applies to the person",
    ru="к человеку применяется право государства",
)
def law_applies_here(
    law_is_disputed: bool,
    applies_provisionally_here: bool,
    legislation_order: Rank,
    legislation_order_found: Rank,
) -> bool:
    """One legislation at a time: that of the first rule which names a state."""
    if law_is_disputed:
        return applies_provisionally_here
    return legislation_order < NEVER and legislation_order == legislation_order_found
