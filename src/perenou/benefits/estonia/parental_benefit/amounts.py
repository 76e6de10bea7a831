"""From days and daily rate to the sum of a month (PHS § 7 lg 2, § 39 lg 7, § 46 lg 6).

What of it is paid, after a reduction for earnings and after income tax: ``paid_out.py``.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance
from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, law
from perenou.rules.types import Cents, Day, Days

KINDS: Final = {
    "mothers_parental_benefit": ("mothers", "mothers_daily_rate"),
    "fathers_parental_benefit": ("fathers", "shared_daily_rate"),
    "shared_parental_benefit": ("shared", "shared_daily_rate"),
    "adopters_parental_benefit": ("adopters", "adopters_daily_rate"),
}
"""By benefit: the first word of the norms about its days, and its daily rate."""


def is_sought(wishes: bool, day_after_death: bool) -> bool:
    """Claimed for the day, or given without a claim after the child's death."""
    return wishes or day_after_death


def is_claimed(wishes: bool) -> bool:
    """Claimed for the day; nothing is given without a claim."""
    return wishes


def whole_month(days_in_month: Days, month_first_day: Day, next_month_first_day: Day) -> bool:
    """Every calendar day of the month is paid."""
    return days_in_month >= next_month_first_day - month_first_day


def amount_of_day(paid: bool, daily_rate: Cents) -> Cents:
    """The daily rate for each calendar day that was claimed and covered by a right."""
    if not paid:
        return 0
    return daily_rate


for _key, (_kind, _rate) in KINDS.items():
    _paid = f"{_kind}_benefit_paid"
    _et, _en, _ru = BENEFITS[_key].et, BENEFITS[_key].en, BENEFITS[_key].ru
    law.rule(
        CARER,
        "PHS § 7 lg 2",
        name=f"{_key}_of_day",
        binding={"paid": _paid, "daily_rate": _rate},
        applies=SINCE,
        source=ACT,
        et=f"{_et}: päeva summa",
        en=f"{_en}: amount of the day",
        ru=f"{_ru}: сумма за день",
    )(amount_of_day)
    law.through(
        CARER,
        f"{_key}_granted",
        "total_in_month",
        f"{_key}_of_day",
        "PHS § 7 lg 2",
        gives="Cents",
        et=f"{_et}: makstud päevade summa kuus",
        en=f"{_en}: sum of the days paid in the month",
        ru=f"{_ru}: сумма оплаченных дней за месяц",
    )
    law.through(
        CARER,
        f"{_key}_days_in_month",
        "total_in_month",
        _paid,
        "PHS § 7 lg 2",
        gives="Days",
        et=f"{_et}: makstud päevi kuus",
        en=f"{_en}: days paid in the month",
        ru=f"{_ru}: оплаченных дней в месяце",
    )
    law.rule(
        CARER,
        "PHS § 7 lg 2",
        name=f"{_key}_whole_month",
        binding={"days_in_month": f"{_key}_days_in_month"},
        applies=SINCE,
        source=ACT,
        et=f"{_et}: makstakse kogu kuu eest",
        en=f"{_en}: is paid for the whole month",
        ru=f"{_ru}: выплачивается за весь месяц",
    )(whole_month)
    law.rule(
        CARER,
        "PHS § 46 lg 6",
        name=f"{_key}_sought",
        binding={"wishes": f"wishes_{_kind}", "day_after_death": f"{_kind}_day_after_death"},
        applies=SINCE,
        source=ACT,
        et=f"{_et}: taotletakse päeva eest",
        en=f"{_en}: is claimed for the day",
        ru=f"{_ru}: запрошена за день",
    )(is_claimed if _kind == "adopters" else is_sought)
    MONTHLY[_key] = MonthlyAllowance(
        _key,
        CARER,
        f"{_key}_sought",
        _rate,
        "PHS § 39 lg 7",
        entitled=_paid,
        due=_paid,
        receives=_paid,
        payable=_paid,
        recipient="",
        payee="",
        whole=f"{_key}_whole_month",
        part_days=f"{_key}_days_in_month",
        net=f"{_key}_net",
        pay_day="parental_benefit_pay_day",
        suspended="parental_benefit_is_suspended",
    )
