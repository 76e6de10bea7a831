"""Maintenance allowance during bankruptcy proceedings, pankrotimenetlusaegne elatisabi (PHS § 50¹)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.emergency import ACT, FROM
from perenou.benefits.estonia.maintenance_allowance.emergency_time import rate_in_emergency
from perenou.benefits.estonia.maintenance_allowance.month import month_of_maintenance
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.calendar import add_months, month_start
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Days, Months, Row

SINCE: Final = "2022-07-01"
ACT_OF_2022: Final = "RT I, 31.03.2022, 1"


@law.rule(
    CARER,
    "PHS § 50¹ lg 3",
    applies=SINCE,
    source=ACT_OF_2022,
    et="pankrotimenetlusaegse elatisabi aja algus",
    en="start of the time of maintenance allowance during bankruptcy proceedings",
    ru="начало времени пособия при банкротстве",
)
def bankruptcy_time_begins(enforcement_stayed_day: Day, bankruptcy_declared_day: Day) -> Day:
    """The declaration, and back to the stay of enforcement that came before it."""
    if bankruptcy_declared_day >= NEVER:
        return NEVER
    return min(enforcement_stayed_day, bankruptcy_declared_day)


@law.rule(
    CARER,
    "PHS § 50¹ lg 4",
    applies=SINCE,
    source=ACT_OF_2022,
    et="mida elatisabi teised liigid kuu eest alles jätavad",
    en="what the other kinds of maintenance allowance leave for the month",
    ru="что остаётся за месяц после других видов пособия",
)
def left_by_other_kinds(
    arrears_allowance: Cents,
    maintenance_allowance_court_amount: Cents,
    maintenance_allowance_enforcement_amount: Cents,
    maintenance_allowance_most: Cents,
) -> Cents:
    """Up to the limit of all kinds together, and never more than the month's arrears."""
    together = min(
        arrears_allowance, maintenance_allowance_most - maintenance_allowance_court_amount
    )
    return max(0, together - maintenance_allowance_enforcement_amount)


@law.rule(
    CARER,
    "PHS § 50¹ lg 4",
    applies=SINCE,
    source=ACT_OF_2022,
    et="elatisabi teised liigid ei kata kuu võlga",
    en="the other kinds of maintenance allowance leave arrears of the month",
    ru="другие виды пособия не покрывают долг за месяц",
)
def other_kinds_leave_something(left_by_other_kinds: Cents) -> bool:
    return left_by_other_kinds > 0


@law.rule(
    CARER,
    "PHS § 50¹ lg 1",
    applies=SINCE,
    source=ACT_OF_2022,
    et="võlgniku pankrotimenetlus ulatub sellesse kuusse",
    en="the debtor's bankruptcy reaches into the month",
    ru="банкротство должника приходится на этот месяц",
)
def is_month_of_bankruptcy(
    bankruptcy_time_begins: Day,
    bankruptcy_order_final_day: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> bool:
    """The month of the final order on the end of the bankruptcy is still paid whole."""
    if bankruptcy_time_begins >= next_month_first_day:
        return False
    return month_first_day <= bankruptcy_order_final_day


@law.rule(
    CARER,
    "PHS § 50¹ lg 1",
    applies=SINCE,
    source=ACT_OF_2022,
    et="õigus pankrotimenetlusaegsele elatisabile",
    en="right to maintenance allowance during bankruptcy proceedings",
    ru="право на пособие на время банкротства",
)
def right_to_maintenance_allowance_bankruptcy(
    maintenance_conditions_in_month: bool,
    title_counts: bool,
    is_month_of_bankruptcy: bool,
    other_kinds_leave_something: bool,
) -> bool:
    if not maintenance_conditions_in_month or not title_counts:
        return False
    return is_month_of_bankruptcy and other_kinds_leave_something


@law.rule(
    CARER,
    "PHS § 50¹ lg 1",
    applies=FROM,
    source=ACT,
    et="õigus pankrotimenetlusaegsele elatisabile",
    en="right to maintenance allowance during bankruptcy proceedings",
    ru="право на пособие на время банкротства",
)
def right_to_maintenance_allowance_bankruptcy__or_in_emergency(
    maintenance_conditions_in_month: bool,
    title_counts: bool,
    is_month_of_bankruptcy: bool,
    emergency_stay_day: Day,
    right_to_maintenance_allowance_enforcement: bool,
    other_kinds_leave_something: bool,
) -> bool:
    """The same; while an emergency or war stays the bankruptcy, whatever was paid (§ 14¹ lg 3)."""
    if not maintenance_conditions_in_month or not title_counts or not is_month_of_bankruptcy:
        return False
    if emergency_stay_day < NEVER:
        return not right_to_maintenance_allowance_enforcement
    return other_kinds_leave_something


def bankruptcy_last_claim_day(bankruptcy_declared_day: Day, bankruptcy_claim_months: Months) -> Day:
    """The last day for a claim that covers the whole time."""
    if bankruptcy_declared_day >= NEVER:
        return NEVER
    return add_months(bankruptcy_declared_day, bankruptcy_claim_months)


def bankruptcy_last_claim_day__event_day_counts(
    bankruptcy_declared_day: Day, bankruptcy_claim_months: Months
) -> Day:
    """The same, the day of the declaration being the first of the six months."""
    if bankruptcy_declared_day >= NEVER:
        return NEVER
    return add_months(bankruptcy_declared_day, bankruptcy_claim_months) - 1


for _last, _reading, _doubt in (
    (bankruptcy_last_claim_day, "next_day_is_first", ""),
    (bankruptcy_last_claim_day__event_day_counts, "event_day_counts", "gap_43"),
):
    law.rule(
        CARER,
        "PHS § 52 lg 1¹",
        name="bankruptcy_last_claim_day",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="kogu aega hõlmava taotluse viimane päev",
        en="last day for a claim that covers the whole time",
        ru="последний день заявления за всё время",
    )(_last)


@law.rule(
    CARER,
    "PHS § 52 lg 1¹",
    et="päev, millest alates pankrotimenetlusaegne elatisabi määratakse",
    en="day from which maintenance allowance during bankruptcy proceedings is granted",
    ru="день, с которого назначается пособие при банкротстве",
)
def bankruptcy_covered_from(
    bankruptcy_notified: bool,
    bankruptcy_claim_day: Day,
    days_off_before_bankruptcy_claim: Days,
    bankruptcy_last_claim_day: Day,
    bankruptcy_time_begins: Day,
    bankruptcy_retroactive_months: Months,
) -> Day:
    """The start, if the agency told of the right itself or the claim is in time; else six months back.

    A last day that is a day off gives way to the next working day (HMS § 33).
    """
    if bankruptcy_notified:
        return bankruptcy_time_begins
    if bankruptcy_claim_day >= NEVER:
        return NEVER
    if bankruptcy_claim_day <= bankruptcy_last_claim_day:
        return bankruptcy_time_begins
    if bankruptcy_claim_day - days_off_before_bankruptcy_claim <= bankruptcy_last_claim_day:
        return bankruptcy_time_begins
    return max(
        bankruptcy_time_begins,
        add_months(month_start(bankruptcy_claim_day), -bankruptcy_retroactive_months),
    )


@law.rule(
    CARER,
    "PHS § 52 lg 1¹",
    et="pankrotimenetlusaegne elatisabi on taotletud",
    en="maintenance allowance during bankruptcy proceedings is due and claimed",
    ru="пособие на время банкротства полагается и запрошено",
)
def maintenance_allowance_bankruptcy_claimed_and_due(
    right_to_maintenance_allowance_bankruptcy: bool,
    bankruptcy_covered_from: Day,
    maintenance_allowance_represented: bool,
    next_month_first_day: Day,
) -> bool:
    if not right_to_maintenance_allowance_bankruptcy or not maintenance_allowance_represented:
        return False
    return bankruptcy_covered_from < next_month_first_day


@law.rule(
    CARER,
    "PHS § 12",
    et="pankrotimenetlusaegset elatisabi makstakse",
    en="maintenance allowance during bankruptcy proceedings is paid",
    ru="пособие на время банкротства выплачивается",
)
def maintenance_allowance_bankruptcy_receives(
    maintenance_allowance_bankruptcy_claimed_and_due: bool, maintenance_allowance_payee: Row
) -> bool:
    return (
        maintenance_allowance_bankruptcy_claimed_and_due and maintenance_allowance_payee != NOBODY
    )


def bankruptcy_rate(
    maintenance_allowance_bankruptcy_receives: bool, left_by_other_kinds: Cents
) -> Cents:
    """For the whole calendar month."""
    if not maintenance_allowance_bankruptcy_receives:
        return 0
    return left_by_other_kinds


def bankruptcy_rate__by_days(
    maintenance_allowance_bankruptcy_receives: bool,
    left_by_other_kinds: Cents,
    arrears_allowance: Cents,
    bankruptcy_time_begins: Day,
    twenty_first_birthday: Day,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """Only for the days from the start on, while the child is under 21."""
    if not maintenance_allowance_bankruptcy_receives:
        return 0
    begin = max(bankruptcy_time_begins, month_first_day)
    after = min(next_month_first_day, twenty_first_birthday)
    if begin >= after:
        return 0
    return min(
        left_by_other_kinds,
        round_to_cent(arrears_allowance * (after - begin), next_month_first_day - month_first_day),
    )


for _rate, _reading, _doubt in (
    (bankruptcy_rate, "whole_months", ""),
    (bankruptcy_rate__by_days, "by_days", "gap_46"),
):
    law.rule(
        CARER,
        "PHS § 50¹ lg 2",
        name="maintenance_allowance_bankruptcy_rate",
        reading=_reading,
        default=not _doubt,
        doubt=_doubt,
        et="pankrotimenetlusaegne elatisabi kuus",
        en="maintenance allowance during bankruptcy proceedings for the month",
        ru="пособие на время банкротства за месяц",
    )(_rate)


@law.rule(
    CARER,
    "PHS § 53",
    et="pankrotimenetlusaegse elatisabi maksmise viimane päev",
    en="last day for paying maintenance allowance during bankruptcy proceedings",
    ru="последний день выплаты пособия на время банкротства",
)
def maintenance_allowance_bankruptcy_paid_by(
    maintenance_allowance_bankruptcy_receives: bool,
    bankruptcy_claim_day: Day,
    bankruptcy_declared_day: Day,
    next_month_first_day: Day,
) -> Day:
    """Counted from the claim, or without one from the declaration: by the end of the next month."""
    if not maintenance_allowance_bankruptcy_receives:
        return NEVER
    known = bankruptcy_declared_day
    if bankruptcy_claim_day < NEVER:
        known = bankruptcy_claim_day
    return max(add_months(next_month_first_day, 1), add_months(month_start(known), 2)) - 1


month_of_maintenance(
    "maintenance_allowance_bankruptcy",
    citation="PHS § 50¹ lg 2",
    whole="maintenance_allowance_bankruptcy_receives",
    part_days="",
    rate=rate_in_emergency("maintenance_allowance_bankruptcy"),
)
