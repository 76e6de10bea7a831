"""What stands beside parental benefit: child leave pay and social tax by the State.

Child leave pay (TLS § 63, § 63¹) borrows the income base and the cap of parental benefit.
"""

from __future__ import annotations

from perenou.benefits.estonia.parental_benefit.daily_rate import average_of_estonia, cap_month
from perenou.benefits.estonia.parental_benefit.income_base import (
    at_least_a_day,
    bind_income_base,
    period_after_day_of_fifteen,
    period_first_day_of_fifteen,
)
from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import PERSON, law
from perenou.rules.rule import Labels
from perenou.rules.types import Cents, Days, Hundredths, PerMille

_LEAVE = Labels("lapsepuhkuse tasu", "child leave pay", "оплата детского отпуска")

for _name, _function, _et, _en, _ru in (
    (
        "leave_period_first",
        period_first_day_of_fifteen,
        "arvestusperioodi esimene päev",
        "first day of the accounting period",
        "первый день расчётного периода",
    ),
    (
        "leave_period_after",
        period_after_day_of_fifteen,
        "arvestusperioodile järgnev päev",
        "day after the accounting period",
        "день после расчётного периода",
    ),
):
    law.rule(
        PERSON,
        "TLS § 63",
        name=_name,
        binding={"base_day": "month_first_day"},
        et=f"{_et} ({_LEAVE.et})",
        en=f"{_en} ({_LEAVE.en})",
        ru=f"{_ru} ({_LEAVE.ru})",
    )(_function)

bind_income_base("leave", PERSON, _LEAVE, deduction=False)

law.rule(
    PERSON,
    "PHS § 40 lg 2",
    name="average_of_estonia",
    binding={"pension_part": "pension_part_of_social_tax"},
    et="Eesti keskmine sotsiaalmaksuga maksustatud kuutulu, millest lähtub selle aasta ülempiir",
    en="average monthly income subject to social tax in Estonia behind this year's cap",
    ru="средний облагаемый доход в Эстонии, из которого следует предел этого года",
)(average_of_estonia)

law.rule(
    PERSON,
    "PHS § 40 lg 1",
    name="cap_of_the_year",
    binding={"published_cap": "parental_benefit_cap_published", "factor": "cap_factor"},
    et="selle aasta vanemahüvitise ülempiir kuus",
    en="this year's cap of parental benefit a month",
    ru="верхний предел компенсации этого года в месяц",
)(cap_month)


@law.rule(
    PERSON,
    "TLS § 63",
    applies="2026-01-01",
    et="lapsepuhkuse tasu päevas",
    en="child leave pay a day",
    ru="оплата детского отпуска за день",
)
def child_leave_daily_pay(
    leave_social_tax: Cents,
    leave_months: Hundredths,
    social_tax_rate: PerMille,
    child_leave_share: PerMille,
    minimum_wage: Cents,
    working_days_of_year: Days,
    cap_of_the_year: Cents,
) -> Cents:
    """Half of a thirtieth of the income; at least the minimum wage of a working day, capped."""
    by_income = round_to_cent(
        leave_social_tax * 100 * child_leave_share,
        social_tax_rate * at_least_a_day(leave_months) * 30,
    )
    least = round_to_cent(minimum_wage * 12, working_days_of_year)
    most = round_to_cent(cap_of_the_year * child_leave_share, 30 * 1000)
    return min(max(by_income, least), most)


@law.rule(
    PERSON,
    "TLS § 63¹",
    applies="2026-01-01",
    et="puudega lapse vanema lapsepuhkuse tasu päevas",
    en="leave pay of a disabled child's parent a day",
    ru="оплата отпуска родителя ребёнка с инвалидностью за день",
)
def disabled_child_leave_daily_pay(
    leave_social_tax: Cents,
    leave_months: Hundredths,
    social_tax_rate: PerMille,
    working_days_of_year: Days,
    cap_of_the_year: Cents,
) -> Cents:
    """The whole income by the average number of working days in a month, capped likewise."""
    by_income = round_to_cent(
        leave_social_tax * 100_000 * 12,
        social_tax_rate * at_least_a_day(leave_months) * working_days_of_year,
    )
    return min(by_income, round_to_cent(cap_of_the_year * 12, working_days_of_year))


@law.rule(
    PERSON,
    "SMS § 6",
    et="sotsiaalmaks, mille riik vanemahüvitise saaja eest kuus maksab",
    en="social tax that the State pays a month for a recipient of parental benefit",
    ru="социальный налог, который государство платит в месяц за получателя компенсации",
)
def social_tax_paid_for_recipient(
    social_tax_monthly_base: Cents, social_tax_rate: PerMille
) -> Cents:
    """On the monthly base, whatever the benefit is; nothing is withheld from the recipient."""
    return round_to_cent(social_tax_monthly_base * social_tax_rate, 1000)
