"""A whole month's benefit, and its reduction for earnings up to 2025 (PHS § 44, since repealed).

What remains is rounded up from half a cent, so half of the excess is cut to the cent.
"""

from __future__ import annotations

from collections.abc import Callable

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import CARER, PERSON, law
from perenou.rules.rule import Unit
from perenou.rules.types import FINE, Cents, Day, Days, FineCents, PerMille


@law.rule(
    CARER,
    "PHS § 39 lg 7",
    name="shared_whole_month",
    et="jagatav vanemahüvitis terve kuu eest",
    en="shared benefit for a whole month",
    ru="делимая компенсация за целый месяц",
)
def shared_whole_month__by_month(
    shared_kept_income: FineCents,
    shared_social_tax: Cents,
    shared_average_income: Cents,
    shared_base_rate: Cents,
    shared_is_at_floor: bool,
    shared_floor_wage: Cents,
    shared_cap_month: Cents,
) -> Cents:
    """To 31 March 2022 the benefit was counted by the month, not by the day."""
    month = shared_average_income
    if shared_is_at_floor:
        month = shared_floor_wage
    elif shared_kept_income > 0:
        month = round_to_cent(shared_kept_income, FINE)
    elif shared_social_tax == 0:
        month = shared_base_rate
    return min(month, shared_cap_month)


@law.rule(
    CARER,
    "PHS § 7 lg 2",
    applies="2022-04-01",
    source="RT I, 26.10.2018, 1",
    et="jagatav vanemahüvitis terve kuu eest",
    en="shared benefit for a whole month",
    ru="делимая компенсация за целый месяц",
)
def shared_whole_month(
    shared_daily_rate: Cents, month_first_day: Day, next_month_first_day: Day
) -> Cents:
    """The daily rate for every calendar day of the month."""
    return shared_daily_rate * (next_month_first_day - month_first_day)


@law.rule(
    PERSON,
    "PHS § 44",
    et="kuus teenitud sotsiaalmaksuga maksustatud tulu",
    en="income subject to social tax earned in the month",
    ru="заработанный за месяц доход, облагаемый социальным налогом",
)
def earnings_of_month(
    social_tax_on_income: Cents, gross_income: Cents, social_tax_rate: PerMille
) -> Cents:
    """The income behind the tax, and the income whose tax is not told."""
    return gross_income + round_to_cent(social_tax_on_income * 1000, social_tax_rate)


def reduction_for_earnings__above_base_rate(
    granted: Cents, earnings_of_month: Cents, parental_benefit_base_rate: Cents
) -> Cents:
    """Half of the earnings above the base rate; half of the benefit and the base rate remain."""
    if granted == 0:
        return 0
    excess = earnings_of_month - parental_benefit_base_rate
    if excess <= 0:
        return 0
    remains = max(round_to_cent(granted, 2), parental_benefit_base_rate)
    return min(granted - min(granted, remains), excess // 2)


def reduction_for_earnings(
    granted: Cents,
    earnings_of_month: Cents,
    earnings_threshold: Cents,
    parental_benefit_base_rate: Cents,
    month_first_day: Day,
    earnings_reduction_ended_day: Day,
) -> Cents:
    """Half of the earnings above half of the cap; half of the benefit and the base rate remain."""
    if month_first_day >= earnings_reduction_ended_day or granted == 0:
        return 0
    excess = earnings_of_month - earnings_threshold
    if excess <= 0:
        return 0
    remains = max(round_to_cent(granted, 2), parental_benefit_base_rate)
    return min(granted - min(granted, remains), excess // 2)


def reduction_for_earnings__base_rate_remains(
    granted: Cents,
    earnings_of_month: Cents,
    earnings_threshold: Cents,
    parental_benefit_base_rate: Cents,
    month_first_day: Day,
    earnings_reduction_ended_day: Day,
) -> Cents:
    """As far as the base rate."""
    if month_first_day >= earnings_reduction_ended_day or granted == 0:
        return 0
    excess = earnings_of_month - earnings_threshold
    if excess <= 0:
        return 0
    remains = parental_benefit_base_rate
    return min(granted - min(granted, remains), excess // 2)


def reduction_for_earnings__by_days(
    granted: Cents,
    days: Days,
    earnings_of_month: Cents,
    earnings_threshold: Cents,
    parental_benefit_base_rate: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
    earnings_reduction_ended_day: Day,
) -> Cents:
    """Of a month that is paid for some days only, earnings and base rate count for these days."""
    if month_first_day >= earnings_reduction_ended_day or granted == 0:
        return 0
    excess = earnings_of_month - earnings_threshold
    if excess <= 0:
        return 0
    days_of_month = next_month_first_day - month_first_day
    base_rate = round_to_cent(parental_benefit_base_rate * days, days_of_month)
    remains = max(round_to_cent(granted, 2), base_rate)
    return min(granted - min(granted, remains), excess * days // (2 * days_of_month))


def bind_reduction(name: str, granted: str, unit: Unit = CARER, days: str = "") -> None:
    """Give a month's benefit, named by ``granted``, its reduction for earnings as a norm.

    Args:
        unit: whose row the benefit is. days: the name of how many days of the month are paid,
            where a part of a month can be.
    """
    et = "vanemahüvitise vähendamine teenitud tulu tõttu"
    en = "reduction of parental benefit for earnings"
    ru = "уменьшение родительской компенсации из-за дохода"
    binding = {"granted": granted, "days": days}
    law.rule(unit, "PHS § 44", name=name, binding=binding, et=et, en=en, ru=ru)(
        reduction_for_earnings__above_base_rate
    )
    readings: list[tuple[Callable[..., Cents], str, str]] = [
        (reduction_for_earnings, "half_remains", ""),
        (reduction_for_earnings__base_rate_remains, "base_rate_remains", "earnings_limit"),
    ]
    if days:
        readings.append((reduction_for_earnings__by_days, "by_days", "earnings_part_month"))
    for function, reading, doubt in readings:
        law.rule(
            unit,
            "PHS § 44",
            name=name,
            applies="2018-03-01",
            source="RT I, 28.12.2017, 7",
            reading=reading,
            default=not doubt,
            doubt=doubt,
            binding=binding,
            et=et,
            en=en,
            ru=ru,
        )(function)


bind_reduction("shared_whole_month_reduction", "shared_whole_month")


@law.rule(
    CARER,
    "PHS § 44",
    et="jagatav vanemahüvitis terve kuu eest pärast vähendamist",
    en="shared benefit for a whole month after the reduction",
    ru="делимая компенсация за целый месяц после уменьшения",
)
def shared_whole_month_reduced(
    shared_whole_month: Cents, shared_whole_month_reduction: Cents
) -> Cents:
    return shared_whole_month - shared_whole_month_reduction
