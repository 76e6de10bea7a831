"""Maintenance allowance during enforcement proceedings, täitemenetlusaegne elatisabi (PHS § 50, § 59-60)."""

from __future__ import annotations

from perenou.benefits.estonia.emergency import ACT, FROM
from perenou.benefits.estonia.maintenance_allowance.emergency_time import rate_in_emergency
from perenou.benefits.estonia.maintenance_allowance.month import month_of_maintenance
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.calendar import add_months, month_start, next_month_start
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Months, Row


@law.rule(
    CARER,
    "PHS § 60 lg 2",
    et="päev, millest alates loetakse ooteaega",
    en="day from which the waiting time is counted",
    ru="день, с которого считается время ожидания",
)
def enforcement_waits_from(
    enforced_only_abroad: bool,
    enforcement_opened_day: Day,
    abroad_confirmed_day: Day,
    bailiff_authorised: bool,
) -> Day:
    """The opening of the file; abroad the confirmation, if a bailiff may receive the money (§ 59)."""
    if not enforced_only_abroad:
        return enforcement_opened_day
    if not bailiff_authorised:
        return NEVER
    return abroad_confirmed_day


@law.rule(
    CARER,
    "PHS § 60 lg 2",
    et="ooteaeg kuudes",
    en="waiting time in months",
    ru="время ожидания в месяцах",
)
def waiting_months(
    enforced_only_abroad: bool, enforcement_waiting_months: Months, abroad_waiting_months: Months
) -> Months:
    """That of the accounting month, so that a shorter wait helps those still waiting (§ 62)."""
    if enforced_only_abroad:
        return abroad_waiting_months
    return enforcement_waiting_months


def first_accounting_day(enforcement_waits_from: Day, waiting_months: Months) -> Day:
    """The 1st of the month after so many full calendar months (agency practice)."""
    if enforcement_waits_from >= NEVER:
        return NEVER
    return add_months(next_month_start(enforcement_waits_from), waiting_months)


def first_accounting_day__to_the_day(enforcement_waits_from: Day, waiting_months: Months) -> Day:
    """The 1st of the month in which the time has run: its arrears are complete afterwards."""
    if enforcement_waits_from >= NEVER:
        return NEVER
    return month_start(add_months(enforcement_waits_from, waiting_months))


def enforcement_claimed_from(enforcement_claim_day: Day) -> Day:
    """The month after the claim, whose receipts the bailiff accounts for (ministry's guidance)."""
    if enforcement_claim_day >= NEVER:
        return NEVER
    return next_month_start(enforcement_claim_day)


def enforcement_claimed_from__month_of_claim(enforcement_claim_day: Day) -> Day:
    """The month of the claim, so that payment comes in the month after it (§ 53)."""
    if enforcement_claim_day >= NEVER:
        return NEVER
    return month_start(enforcement_claim_day)


def enforcement_is_stayed(
    enforcement_stayed_day: Day,
    bankruptcy_declared_day: Day,
    enforcement_resumed_day: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> bool:
    """Stayed or ended by the bankruptcy for the whole month: the bailiff accounts for nothing."""
    if min(enforcement_stayed_day, bankruptcy_declared_day) > month_first_day:
        return False
    return enforcement_resumed_day >= next_month_first_day


def enforcement_is_stayed__only_by_bankruptcy(
    bankruptcy_declared_day: Day,
    enforcement_resumed_day: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> bool:
    """The file stays open while enforcement is stayed, and arrears go on arising."""
    if bankruptcy_declared_day > month_first_day:
        return False
    return enforcement_resumed_day >= next_month_first_day


for _first, _reading, _doubt in (
    (first_accounting_day, "full_calendar_month", ""),
    (first_accounting_day__to_the_day, "to_the_day", "gap_44"),
):
    law.rule(
        CARER,
        "PHS § 50 lg 2",
        name="first_accounting_day",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="esimese arvestuskuu algus",
        en="start of the first accounting month",
        ru="начало первого расчётного месяца",
    )(_first)
for _claimed, _reading, _doubt in (
    (enforcement_claimed_from, "month_after_claim", ""),
    (enforcement_claimed_from__month_of_claim, "month_of_claim", "enforcement_claim_month"),
):
    law.rule(
        CARER,
        "PHS § 51 lg 3",
        name="enforcement_claimed_from",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kuu, millest alates taotlus arvesse läheb",
        en="month from which the claim counts",
        ru="месяц, с которого учитывается заявление",
    )(_claimed)
for _stayed, _reading, _doubt in (
    (enforcement_is_stayed, "not_while_stayed", ""),
    (enforcement_is_stayed__only_by_bankruptcy, "while_stayed", "stayed_enforcement"),
):
    law.rule(
        CARER,
        "PHS § 50 lg 2",
        name="enforcement_is_stayed",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="täitemenetlus seisab kogu kuu",
        en="enforcement stands still the whole month",
        ru="исполнение стоит весь месяц",
    )(_stayed)


@law.rule(
    CARER,
    "PHS § 50 lg 2",
    et="kuu on täitemenetluses arvestuskuu",
    en="the month is an accounting month of the enforcement",
    ru="месяц — расчётный месяц исполнительного производства",
)
def is_accounting_month(
    first_accounting_day: Day, enforcement_closed_day: Day, month_first_day: Day
) -> bool:
    """The waiting time is over and the file was not closed before the month."""
    return first_accounting_day <= month_first_day and month_first_day < enforcement_closed_day


@law.rule(
    CARER,
    "PHS § 50¹ lg 4",
    et="kohtumenetlusaegne elatisabi täidab kuu ülempiiri",
    en="allowance during court proceedings fills the month's limit",
    ru="пособие на время судебного производства исчерпывает предел месяца",
)
def filled_by_court_time(
    maintenance_allowance_court_amount: Cents, maintenance_allowance_most: Cents
) -> bool:
    return maintenance_allowance_court_amount >= maintenance_allowance_most


@law.rule(
    CARER,
    "PHS § 50 lg 2",
    et="õigus täitemenetlusaegsele elatisabile",
    en="right to maintenance allowance during enforcement proceedings",
    ru="право на пособие на время исполнительного производства",
)
def right_to_maintenance_allowance_enforcement(
    maintenance_conditions_in_month: bool,
    title_counts: bool,
    is_accounting_month: bool,
    enforcement_is_stayed: bool,
    arrears_remain: bool,
    filled_by_court_time: bool,
) -> bool:
    """An accounting month with arrears, as far as court-time allowance leaves room (§ 50¹ lg 4)."""
    if not maintenance_conditions_in_month or not title_counts or not is_accounting_month:
        return False
    return arrears_remain and not enforcement_is_stayed and not filled_by_court_time


@law.rule(
    CARER,
    "PHS § 50 lg 2",
    applies=FROM,
    source=ACT,
    et="õigus täitemenetlusaegsele elatisabile",
    en="right to maintenance allowance during enforcement proceedings",
    ru="право на пособие на время исполнительного производства",
)
def right_to_maintenance_allowance_enforcement__or_in_emergency(
    maintenance_conditions_in_month: bool,
    title_counts: bool,
    is_accounting_month: bool,
    emergency_stay_day: Day,
    enforcement_is_stayed: bool,
    arrears_remain: bool,
    filled_by_court_time: bool,
) -> bool:
    """The same; while an emergency or war stays enforcement, whatever was paid (§ 14¹ lg 3)."""
    if not maintenance_conditions_in_month or not title_counts or not is_accounting_month:
        return False
    if emergency_stay_day < NEVER:
        return not enforcement_is_stayed
    return arrears_remain and not enforcement_is_stayed and not filled_by_court_time


@law.rule(
    CARER,
    "PHS § 51 lg 3",
    et="täitemenetlusaegne elatisabi on taotletud",
    en="maintenance allowance during enforcement proceedings is due and claimed",
    ru="пособие на время исполнительного производства полагается и запрошено",
)
def maintenance_allowance_enforcement_claimed_and_due(
    right_to_maintenance_allowance_enforcement: bool,
    enforcement_claimed_from: Day,
    maintenance_allowance_represented: bool,
    month_first_day: Day,
) -> bool:
    if enforcement_claimed_from > month_first_day or not maintenance_allowance_represented:
        return False
    return right_to_maintenance_allowance_enforcement


@law.rule(
    CARER,
    "PHS § 12",
    et="täitemenetlusaegset elatisabi makstakse",
    en="maintenance allowance during enforcement proceedings is paid",
    ru="пособие на время исполнительного производства выплачивается",
)
def maintenance_allowance_enforcement_receives(
    maintenance_allowance_enforcement_claimed_and_due: bool, maintenance_allowance_payee: Row
) -> bool:
    return (
        maintenance_allowance_enforcement_claimed_and_due and maintenance_allowance_payee != NOBODY
    )


def enforcement_rate(
    maintenance_allowance_enforcement_receives: bool,
    arrears_allowance: Cents,
    maintenance_allowance_court_amount: Cents,
    maintenance_allowance_most: Cents,
) -> Cents:
    """For the whole calendar month, with court-time allowance not above the general limit."""
    if not maintenance_allowance_enforcement_receives:
        return 0
    return min(arrears_allowance, maintenance_allowance_most - maintenance_allowance_court_amount)


def enforcement_rate__by_days(
    maintenance_allowance_enforcement_receives: bool,
    arrears_allowance: Cents,
    maintenance_allowance_court_amount: Cents,
    maintenance_allowance_most: Cents,
    enforcement_closed_day: Day,
    enforcement_stayed_day: Day,
    enforcement_resumed_day: Day,
    bankruptcy_declared_day: Day,
    twenty_first_birthday: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """Only for the days on which enforcement ran and the child was under 21."""
    if not maintenance_allowance_enforcement_receives:
        return 0
    begin = month_first_day
    after = min(next_month_first_day, enforcement_closed_day, twenty_first_birthday)
    stopped = min(enforcement_stayed_day, bankruptcy_declared_day)
    if stopped > month_first_day:
        after = min(after, stopped)
    elif enforcement_resumed_day > month_first_day:
        begin = enforcement_resumed_day
    if begin >= after:
        return 0
    whole = min(arrears_allowance, maintenance_allowance_most - maintenance_allowance_court_amount)
    return round_to_cent(whole * (after - begin), next_month_first_day - month_first_day)


for _rate, _reading, _doubt in (
    (enforcement_rate, "whole_months", ""),
    (enforcement_rate__by_days, "by_days", "gap_46"),
):
    law.rule(
        CARER,
        "PHS § 50 lg 5",
        name="maintenance_allowance_enforcement_rate",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="täitemenetlusaegne elatisabi kuus",
        en="maintenance allowance during enforcement proceedings for the month",
        ru="пособие на время исполнительного производства за месяц",
    )(_rate)


@law.rule(
    CARER,
    "PHS § 53",
    et="täitemenetlusaegse elatisabi maksmise viimane päev",
    en="last day for paying maintenance allowance during enforcement proceedings",
    ru="последний день выплаты пособия на время исполнительного производства",
)
def maintenance_allowance_enforcement_paid_by(
    maintenance_allowance_enforcement_receives: bool, next_month_first_day: Day
) -> Day:
    """The month after the accounting month."""
    if not maintenance_allowance_enforcement_receives:
        return NEVER
    return add_months(next_month_first_day, 1) - 1


month_of_maintenance(
    "maintenance_allowance_enforcement",
    citation="PHS § 50 lg 1",
    whole="maintenance_allowance_enforcement_receives",
    part_days="",
    rate=rate_in_emergency("maintenance_allowance_enforcement"),
)
