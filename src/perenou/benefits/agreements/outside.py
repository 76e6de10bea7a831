"""States that coordination does not reach: Estonian law alone, and the agreement with Ukraine.

What such a state pays for a child is of the same purpose as child allowance (PHS § 4 lg 4).
"""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD, Ground
from perenou.benefits.eu.vocabulary import AWARD, CHILD_STATE, STATE, Region, law
from perenou.rules.calendar import birthday
from perenou.rules.types import Cents, Day


@law.rule(
    CHILD_STATE,
    "PHS § 4 lg 4",
    et="riik on koordineerimisest väljas",
    en="the state is outside coordination",
    ru="государство вне координации",
)
def is_outside(is_estonia: bool, coordination_reaches: bool) -> bool:
    return not is_estonia and not coordination_reaches


@law.rule(
    CHILD_STATE,
    "Ukraina leping art 4",
    et="alla kolmeaastase lapse eest kehtib leping Ukrainaga",
    en="for a child under three the agreement with Ukraine holds",
    ru="на ребёнка до трёх лет действует соглашение с Украиной",
)
def falls_under_agreement_with_ukraine(region: Region, child_birth_day: Day, today: Day) -> bool:
    """On the side of Ukraine it names the birth grant and the care benefit to the age of three."""
    return region == Region.UKRAINE and child_birth_day <= today < birthday(child_birth_day, 3)


@law.rule(
    CHILD_STATE,
    "Ukraina leping art 1",
    et="laps elab Eestis lepingu mõttes",
    en="the child lives in Estonia as the agreement means it",
    ru="ребёнок живёт в Эстонии в смысле соглашения",
)
def lives_here_by_agreement(child_lives_in_estonia: bool, child_ground: Ground) -> bool:
    """Permanently or with a temporary residence permit, which protection gives, too; on no visa."""
    if child_ground == Ground.NONE or child_ground == Ground.SHORT_TERM_VISA:
        return False
    return child_lives_in_estonia


@law.rule(
    CHILD_STATE,
    "Ukraina leping art 4",
    reading="childs_state_pays",
    et="Ukraina hüvitis ei vähenda Eesti toetust",
    en="the Ukrainian benefit does not reduce the Estonian one",
    ru="украинское пособие не уменьшает эстонское",
)
def estonia_pays_in_ukraines_stead(
    falls_under_agreement_with_ukraine: bool, lives_here_by_agreement: bool
) -> bool:
    """The state in which the child lives pays, and the agency itself tells the other side so."""
    return falls_under_agreement_with_ukraine and lives_here_by_agreement


@law.rule(
    CHILD_STATE,
    "Ukraina leping art 4",
    reading="set_off_while_it_runs",
    default=False,
    doubt="agreement_ukraine_set_off",
    et="Ukraina hüvitis ei vähenda Eesti toetust",
    en="the Ukrainian benefit does not reduce the Estonian one",
    ru="украинское пособие не уменьшает эстонское",
)
def estonia_pays_in_ukraines_stead__never() -> bool:
    """While the Ukrainian benefit still runs, Estonia pays what exceeds it (PHS § 4 lg 4)."""
    return False


@law.rule(
    CHILD_STATE,
    "PHS § 4 lg 4",
    et="koordineerimisest väljas oleva riigi hüvitis, mis toetust vähendab",
    en="benefit of a state outside coordination that reduces the allowance",
    ru="пособие государства вне координации, уменьшающее выплату",
)
def benefit_from_outside(
    is_outside: bool,
    general_right_there: bool,
    estonia_pays_in_ukraines_stead: bool,
    general_foreign: Cents,
) -> Cents:
    if not is_outside or not general_right_there or estonia_pays_in_ukraines_stead:
        return 0
    return general_foreign


law.across(
    CHILD,
    "benefits_from_outside",
    "sum",
    CHILD_STATE,
    "PHS § 4 lg 4",
    of="benefit_from_outside",
    gives="Cents",
    et="koordineerimisest väljas olevate riikide hüvitised lapse eest",
    en="benefits for the child from states outside coordination",
    ru="пособия на ребёнка от государств вне координации",
)


@law.rule(
    CHILD,
    "PHS § 4 lg 4",
    et="teiste riikide hüvitised, millel on lapsetoetusega sama eesmärk",
    en="other states' benefits of the same purpose as child allowance",
    ru="пособия других государств с той же целью, что и детское",
)
def foreign_child_benefits(foreign_child_allowance: Cents, benefits_from_outside: Cents) -> Cents:
    return foreign_child_allowance + benefits_from_outside


# ---------------------------------------------------------------- what is told as open


@law.rule(
    CHILD_STATE,
    "Ukraina leping art 4",
    et="laps elab Eestis ja perel on seos Ukrainaga",
    en="the child lives in Estonia, and the family has a tie to Ukraine",
    ru="ребёнок живёт в Эстонии, и семья связана с Украиной",
)
def end_of_ukrainian_benefit_matters(
    falls_under_agreement_with_ukraine: bool, lives_here_by_agreement: bool
) -> bool:
    return falls_under_agreement_with_ukraine and lives_here_by_agreement


law.doubt(
    "agreement_ukraine",
    when="end_of_ukrainian_benefit_matters",
    citation="Ukraina leping art 4",
)


@law.rule(
    STATE,
    "PHS § 4 lg 4",
    et="lepingu ulatust ei ole kontrollitud",
    en="the agreement's scope was not checked",
    ru="охват соглашения не проверен",
)
def agreement_is_unchecked(region: Region) -> bool:
    return region == Region.UNCHECKED


law.doubt("agreement_unchecked", when="agreement_is_unchecked", citation="PHS § 4 lg 4")


@law.rule(
    AWARD,
    "PHS § 4 lg 4",
    et="koordineerimisest väljas oleva riigi hüvitis ei ole eurodes",
    en="a benefit from outside coordination is not in euros",
    ru="пособие извне координации не в евро",
)
def is_converted_from_outside(is_outside: bool, award_is_in_euros: bool) -> bool:
    """The act names no day of the rate; the one of Union law is taken."""
    return is_outside and not award_is_in_euros


law.doubt("outside_rate_day", when="is_converted_from_outside", citation="PHS § 4 lg 4")


@law.rule(
    CHILD_STATE,
    "PHS § 4 lg 4",
    et="koordineerimisest väljas olev riik annab sissetulekut asendava hüvitise",
    en="a state outside coordination gives a benefit that replaces income",
    ru="государство вне координации даёт пособие, заменяющее доход",
)
def replaces_income_from_outside(
    is_outside: bool, estonia_pays_in_ukraines_stead: bool, replacing_foreign: Cents
) -> bool:
    """Not where the agreement with Ukraine says who pays: it names parental benefit, too."""
    return is_outside and not estonia_pays_in_ukraines_stead and replacing_foreign > 0


law.doubt("outside_parental_benefit", when="replaces_income_from_outside", citation="PHS § 4 lg 4")
