"""When payment is suspended and resumes (PHS § 12)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, PERSON, law
from perenou.rules.calendar import add_months, birthday
from perenou.rules.types import Day


@law.rule(
    CARER,
    "PHS § 12 lg 1",
    et="vanemale on maksmine peatatud, sest laps on perekonnast eraldatud",
    en="payment to the parent is suspended: the child is separated from the family",
    ru="выплата родителю приостановлена: ребёнок отделён от семьи",
)
def suspended_for_separation__only(is_parent: bool, separated: bool) -> bool:
    """Until 04.11.2018 open guardianship proceedings alone did not suspend."""
    return is_parent and separated


@law.rule(
    CARER,
    "PHS § 12 lg 1",
    applies="2018-11-05",
    source="RT I, 26.10.2018, 1",
    et="vanemale on maksmine peatatud, sest laps on perekonnast eraldatud või eestkoste menetlus on pooleli",
    en="payment to the parent is suspended: the child is separated or guardianship proceedings are open",
    ru="выплата родителю приостановлена: ребёнок отделён от семьи или идёт производство об опеке",
)
def suspended_for_separation(
    is_parent: bool, separated: bool, guardianship_proceedings: bool
) -> bool:
    """The parent's payments for that child; they resume when the ground falls away (lg 3)."""
    return is_parent and (separated or guardianship_proceedings)


@law.rule(
    CARER,
    "PHS § 30 lg 6",
    et="ema elab vanglas koos kuni kolmeaastase lapsega",
    en="the mother lives in prison with a child of up to three",
    ru="мать живёт в тюрьме с ребёнком до трёх лет",
)
def lives_in_prison_with_small_child(
    imprisoned: bool, lives_with_child_in_prison: bool, child_birth_day: Day, today: Day
) -> bool:
    """Up to the fourth birthday (three years included)."""
    return imprisoned and lives_with_child_in_prison and today < birthday(child_birth_day, 4)


@law.rule(
    CARER,
    "PHS § 12 lg 4",
    et="maksmine on peatatud saaja vangistuse, aresti või vahistamise tõttu",
    en="payment is suspended because the recipient is in prison, arrest or remand",
    ru="выплата приостановлена: получатель в тюрьме или под арестом",
)
def suspended_for_imprisonment(imprisoned: bool, lives_in_prison_with_small_child: bool) -> bool:
    """Except for a mother whose child, up to three years old, lives in prison with her (§ 30 lg 6)."""
    return imprisoned and not lives_in_prison_with_small_child


law.through(
    PERSON,
    "uncollected_since",
    "since",
    "benefit_uncollected",
    "PHS § 12 lg 5",
    et="päev, millest alates on kojukantud hüvitis välja võtmata",
    en="day since which home-delivered benefits have not been collected",
    ru="день, с которого доставленное пособие не получают",
)


@law.rule(
    CLAIM,
    "PHS § 12 lg 5",
    et="isiku enda taotluse päev",
    en="day of the person's own claim",
    ru="день собственного заявления человека",
)
def own_application_day(application_day: Day, is_other_parents_claim: bool) -> Day:
    """The day of a claim that the person filed; 0 where another parent's claim counts for them."""
    return 0 if is_other_parents_claim else application_day


law.across(
    CARER,
    "latest_own_claim_day",
    "greatest",
    CLAIM,
    "PHS § 12 lg 5",
    of="own_application_day",
    gives="Day",
    et="isiku viimase taotluse päev",
    en="day of the person's latest claim",
    ru="день последнего заявления человека",
)


@law.rule(
    CARER,
    "PHS § 12 lg 5",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="maksmine on peatatud, sest kojukantud hüvitis on välja võtmata",
    en="payment is suspended because home-delivered benefits were not collected",
    ru="выплата приостановлена: доставленное пособие не получено",
)
def suspended_as_uncollected(
    benefit_uncollected: bool, uncollected_since: Day, latest_own_claim_day: Day, today: Day
) -> bool:
    """After two months of it, until the recipient claims anything for the child.

    Then all that was suspended is due, each month of it for itself; the right went on meanwhile.
    """
    if not benefit_uncollected:
        return False
    suspended_from = add_months(uncollected_since, 2)
    return today >= suspended_from and latest_own_claim_day < suspended_from


@law.rule(
    CARER,
    "PHS § 12 lg 5",
    applies="2023-02-01",
    source="RT I, 11.01.2023, 2",
    et="peatatud hüvitis makstakse taotluse alusel välja",
    en="what was suspended is paid out because it was claimed",
    ru="приостановленное пособие выплачивается по заявлению",
)
def paid_out_once_claimed(
    benefit_uncollected: bool, uncollected_since: Day, latest_own_claim_day: Day, today: Day
) -> bool:
    """The days on which payment was suspended until the claim came."""
    if not benefit_uncollected:
        return False
    suspended_from = add_months(uncollected_since, 2)
    return today >= suspended_from and today < latest_own_claim_day


@law.rule(
    CARER,
    "PHS § 12 lg 6",
    applies="2026-10-01",
    source="RT I, 08.04.2025, 1",
    et="maksmine on peatatud, sest saaja on teadmata kadunud või tagaotsitav",
    en="payment is suspended because the recipient is missing or wanted",
    ru="выплата приостановлена: получатель пропал или в розыске",
)
def suspended_as_missing_or_wanted(missing: bool, wanted: bool) -> bool:
    return missing or wanted


law.through(
    CHILD,
    "academic_leave_since",
    "since",
    "academic_leave",
    "PHS § 12 lg 7",
    et="akadeemilise puhkuse algus",
    en="start of the academic leave",
    ru="начало академического отпуска",
)


@law.rule(
    CHILD,
    "PHS § 12 lg 7",
    applies="2025-04-18",
    source="RT I, 08.04.2025, 1",
    et="maksmine on peatatud lapse akadeemilise puhkuse tõttu",
    en="payment is suspended because of the child's academic leave",
    ru="выплата приостановлена из-за академического отпуска",
)
def suspended_for_academic_leave(
    academic_leave: bool,
    academic_leave_since: Day,
    nineteenth_birthday: Day,
    month_first_day: Day,
    today: Day,
) -> bool:
    """From the month after the leave began until the day it ends, for a child aged 19 or more."""
    if today < nineteenth_birthday or not academic_leave:
        return False
    return academic_leave_since < month_first_day


@law.rule(
    CARER,
    "PHS § 12",
    et="maksmine sellele isikule on peatatud",
    en="payment to this person is suspended",
    ru="выплата этому человеку приостановлена",
)
def is_suspended(
    suspended_for_separation: bool,
    suspended_for_imprisonment: bool,
    suspended_as_uncollected: bool,
    suspended_as_missing_or_wanted: bool,
    suspended_for_academic_leave: bool,
) -> bool:
    return (
        suspended_for_separation
        or suspended_for_imprisonment
        or suspended_as_uncollected
        or suspended_as_missing_or_wanted
        or suspended_for_academic_leave
    )
