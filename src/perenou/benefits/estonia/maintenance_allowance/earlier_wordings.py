"""Months of maintenance allowance under wordings that were not seen: each carries a doubt."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.types import Day


@law.rule(
    CARER,
    "PHS § 53 lg 1",
    until="2018-03-01",
    ended_by="RT I, 28.12.2017, 7",
    et="kohtumenetlusaegse elatisabi esimese makse kohta kehtis varasem sõnastus",
    en="an earlier wording held for the first payment of maintenance allowance in court proceedings",
    ru="о первой выплате пособия на время судебного производства действовала прежняя редакция",
)
def first_payment_before_2018_03(maintenance_allowance_court_receives: bool) -> bool:
    """RT I, 28.12.2017, 7 changed § 53 lg 1; no last day for paying is told before."""
    return maintenance_allowance_court_receives


law.doubt(
    "first_payment_before_2018_03", when="first_payment_before_2018_03", citation="PHS § 53 lg 1"
)


@law.rule(
    CARER,
    "PHS § 50 lg 5",
    until="2020-07-01",
    ended_by="RT I, 30.06.2020, 11",
    et="täitemenetluses laekunud elatise arvestuse kohta kehtis varasem sõnastus",
    en="an earlier wording held for how receipts are accounted for in enforcement proceedings",
    ru="об учёте поступивших алиментов при исполнении действовала прежняя редакция",
)
def accounting_before_2020_07(
    maintenance_conditions_in_month: bool,
    title_counts: bool,
    is_accounting_month: bool,
    enforcement_claimed_from: Day,
    month_first_day: Day,
) -> bool:
    """RT I, 30.06.2020, 11 brought the calendar month; how the four months ran was not seen."""
    if not maintenance_conditions_in_month or not title_counts or not is_accounting_month:
        return False
    return enforcement_claimed_from <= month_first_day


law.doubt("accounting_before_2020_07", when="accounting_before_2020_07", citation="PHS § 50 lg 5")


@law.rule(
    CARER,
    "PHS § 54 lg 1",
    until="2022-07-01",
    ended_by="RT I, 31.03.2022, 1",
    et="võlgnik maksis kohtumenetlusaegse elatisabi ajal enne 1. juulit 2022 elatist",
    en="the debtor paid in the time of the allowance in court proceedings before 1 July 2022",
    ru="должник платил во время пособия на время судебного производства до 1 июля 2022 года",
)
def debtor_paid_before_2022_07(
    maintenance_allowance_court_receives: bool,
    debtor_began_paying_day: Day,
    next_month_first_day: Day,
) -> bool:
    """Payments could then end the allowance early; how regular they had to be was not seen."""
    return maintenance_allowance_court_receives and debtor_began_paying_day < next_month_first_day


law.doubt("debtor_paid_before_2022_07", when="debtor_paid_before_2022_07", citation="PHS § 54 lg 1")
