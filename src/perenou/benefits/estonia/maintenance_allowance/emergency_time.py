"""Maintenance allowance while an emergency or war stays enforcement or bankruptcy (PHS § 14¹ lg 3).

The Government then sets the amount by regulation, whatever the debtor paid. No such regulation was
seen: the amount is an open figure, and the months that it is about carry a doubt.
"""

from __future__ import annotations

from perenou.benefits.estonia.emergency import ACT, FROM
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, law
from perenou.rules.types import NEVER, Cents, Day

law.through(
    CARER,
    "emergency_stay_at_start",
    "at_month_start",
    "stayed_in_emergency",
    "PHS § 14¹ lg 3",
    gives="bool",
    et="erakorraline või sõjaseisukord peatab menetluse kuu 1. päeval",
    en="an emergency or war stays the proceedings on the 1st of the month",
    ru="чрезвычайное или военное положение приостанавливает производство 1-го числа",
)
law.through(
    CARER,
    "emergency_stay_begin",
    "begin_in_month",
    "stayed_in_emergency",
    "PHS § 14¹ lg 3",
    et="päev kuu sees, millest alates erakorraline või sõjaseisukord menetluse peatab",
    en="day within the month from which an emergency or war stays the proceedings",
    ru="день месяца, с которого чрезвычайное или военное положение приостанавливает производство",
)


@law.rule(
    CARER,
    "PHS § 14¹ lg 3",
    applies=FROM,
    source=ACT,
    et="esimene päev kuus, mil erakorraline või sõjaseisukord täite- või pankrotimenetluse peatab",
    en="first day of the month on which an emergency or war stays enforcement or bankruptcy",
    ru="первый день месяца, когда чрезвычайное или военное положение приостанавливает исполнение или банкротство",
)
def emergency_stay_day(
    emergency_stay_at_start: bool, emergency_stay_begin: Day, month_first_day: Day
) -> Day:
    """The act does not say which months the Government's amount is for: any that the stay touches."""
    if emergency_stay_at_start:
        return month_first_day
    return emergency_stay_begin


def month_rate(rate: Cents) -> Cents:
    """The ordinary rate."""
    return rate


def month_rate__in_emergency(
    emergency_stay_day: Day,
    receives: bool,
    rate: Cents,
    emergency_maintenance_allowance: Cents,
) -> Cents:
    """In place of the ordinary rate the amount that the Government has set."""
    if emergency_stay_day >= NEVER:
        return rate
    if not receives:
        return 0
    return emergency_maintenance_allowance


def rate_in_emergency(key: str) -> str:
    """Bind the rate of a month to a kind of maintenance allowance; the name of that rate."""
    name = f"{key}_month_rate"
    for rate, applies, source, citation in (
        (month_rate, "", "", "PHS § 50 lg 1"),
        (month_rate__in_emergency, FROM, ACT, "PHS § 14¹ lg 3"),
    ):
        law.rule(
            CARER,
            citation,
            name=name,
            binding={"rate": f"{key}_rate", "receives": f"{key}_receives"},
            applies=applies,
            source=source,
            et=f"{BENEFITS[key].et}: kuumäär, arvestades erakorralist või sõjaseisukorda",
            en=f"{BENEFITS[key].en}: monthly rate, an emergency or war considered",
            ru=f"{BENEFITS[key].ru}: месячная ставка с учётом чрезвычайного или военного положения",
        )(rate)
    return name


@law.rule(
    CARER,
    "PHS § 14¹ lg 3",
    applies=FROM,
    source=ACT,
    et="elatisabi suuruse määrab sel kuul Vabariigi Valitsus",
    en="the Government sets the amount of maintenance allowance in the month",
    ru="размер пособия в этом месяце устанавливает правительство",
)
def government_sets_maintenance_allowance(
    emergency_stay_day: Day,
    maintenance_allowance_enforcement_receives: bool,
    maintenance_allowance_bankruptcy_receives: bool,
) -> bool:
    """The regulation was not seen: the amount is open, and whole months are taken."""
    if emergency_stay_day >= NEVER:
        return False
    return maintenance_allowance_enforcement_receives or maintenance_allowance_bankruptcy_receives


law.doubt(
    "maintenance_in_emergency",
    when="government_sets_maintenance_allowance",
    citation="PHS § 14¹ lg 3",
)
