"""Who claims and is paid maintenance allowance: the legal representative or the adult child (PHS § 51)."""

from __future__ import annotations

from perenou.benefits.estonia.months import payable, payee
from perenou.benefits.estonia.vocabulary import CARER, CHILD, CLAIM, law
from perenou.rules.types import NEVER, Day, Rank


@law.rule(
    CLAIM,
    "PHS § 51",
    et="taotleti elatisabi",
    en="maintenance allowance was claimed",
    ru="запрошено пособие на содержание",
)
def claims_maintenance_allowance(
    claims_maintenance_allowance_court: bool,
    claims_maintenance_allowance_enforcement: bool,
    claims_maintenance_allowance_bankruptcy: bool,
) -> bool:
    return (
        claims_maintenance_allowance_court
        or claims_maintenance_allowance_enforcement
        or claims_maintenance_allowance_bankruptcy
    )


@law.rule(
    CLAIM,
    "PHS § 6 lg 2",
    et="elatisabi taotluse järjekord",
    en="order of the claim for maintenance allowance",
    ru="очередность заявления о пособии на содержание",
)
def maintenance_claim_rank(claims_maintenance_allowance: bool, application_day: Day) -> Rank:
    if not claims_maintenance_allowance:
        return NEVER
    return application_day


law.across(
    CARER,
    "maintenance_first_claim",
    "least",
    CLAIM,
    "PHS § 6 lg 2",
    of="maintenance_claim_rank",
    gives="Rank",
    et="isiku esimene elatisabi taotlus",
    en="the person's first claim for maintenance allowance",
    ru="первое заявление человека о пособии на содержание",
)


@law.rule(
    CARER,
    "PHS § 51",
    et="isik võib lapse elatisabi taotleda",
    en="the person may claim the child's maintenance allowance",
    ru="человек может просить пособие на содержание",
)
def represents_child(
    is_the_child: bool,
    is_guardian: bool,
    is_parent: bool,
    lacks_custody: bool,
    raises: bool,
    majority_day: Day,
    maintenance_first_claim: Rank,
    today: Day,
) -> bool:
    """The adult child; for a minor the parent with custody who raises it, or the guardian, if they claimed.

    An allowance claimed for a minor runs on for the child who comes of age.
    """
    if is_the_child:
        return today >= majority_day
    if maintenance_first_claim >= NEVER or today >= majority_day:
        return False
    return is_guardian or (is_parent and raises and not lacks_custody)


law.across(
    CHILD,
    "maintenance_allowance_represented",
    "any",
    CARER,
    "PHS § 51",
    among="represents_child",
    gives="bool",
    et="keegi saab elatisabi lapse nimel taotleda",
    en="somebody can claim maintenance allowance for the child",
    ru="кто-то может просить пособие на содержание за ребёнка",
)


@law.rule(
    CARER,
    "PHS § 12",
    et="isikule võib lapse elatisabi maksta",
    en="the child's maintenance allowance may be paid to the person",
    ru="пособие на содержание можно платить этому человеку",
)
def may_be_paid_maintenance_allowance(represents_child: bool, is_suspended: bool) -> bool:
    return represents_child and not is_suspended


law.across(
    CHILD,
    "maintenance_allowance_recipient",
    "pick",
    CARER,
    "PHS § 51",
    among="may_be_paid_maintenance_allowance",
    of="maintenance_first_claim",
    own="person",
    gives="Row",
    et="elatisabi saaja",
    en="recipient of maintenance allowance",
    ru="получатель пособия на содержание",
)

_NAMES = {
    "recipient": "maintenance_allowance_recipient",
    "recipient_at_start": "maintenance_allowance_recipient_at_start",
    "recipient_at_begin": "maintenance_allowance_recipient_at_begin",
}

law.rule(
    CHILD,
    "PHS § 51",
    name="maintenance_allowance_payable",
    binding=_NAMES,
    et="elatisabi saaja on olemas",
    en="there is a recipient of maintenance allowance",
    ru="есть получатель пособия на содержание",
)(payable)
law.through(
    CHILD,
    "maintenance_allowance_begin",
    "begin_in_month",
    "maintenance_allowance_payable",
    "PHS § 51",
    et="päev kuu sees, millest alates on saaja olemas",
    en="day within the month from which there is a recipient",
    ru="день месяца, с которого есть получатель",
)
law.through(
    CHILD,
    "maintenance_allowance_recipient_at_start",
    "at_month_start",
    "maintenance_allowance_recipient",
    "PHS § 51",
    gives="Row",
    et="elatisabi saaja kuu 1. päeval",
    en="recipient of maintenance allowance on the 1st of the month",
    ru="получатель пособия на содержание 1-го числа",
)
law.through(
    CHILD,
    "maintenance_allowance_recipient_at_begin",
    "value_on",
    "maintenance_allowance_recipient",
    "PHS § 51",
    by=("maintenance_allowance_begin",),
    gives="Row",
    et="elatisabi saaja kuu sees",
    en="recipient of maintenance allowance within the month",
    ru="получатель пособия на содержание внутри месяца",
)
law.rule(
    CHILD,
    "PHS § 51",
    name="maintenance_allowance_payee",
    binding=_NAMES,
    et="kuu elatisabi saaja",
    en="payee of the month's maintenance allowance",
    ru="получатель пособия на содержание за месяц",
)(payee)
