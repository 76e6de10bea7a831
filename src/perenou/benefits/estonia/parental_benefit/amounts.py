"""From days and daily rate to the money of a month (PHS § 7 lg 2, § 39 lg 7, § 46 lg 6)."""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.parental_benefit.mothers_benefit import ACT, SINCE
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER, law
from perenou.rules.types import Cents

KINDS: Final = {
    "mothers_parental_benefit": ("mothers_benefit_paid", "mothers_daily_rate"),
    "fathers_parental_benefit": ("fathers_benefit_paid", "shared_daily_rate"),
    "shared_parental_benefit": ("shared_benefit_paid", "shared_daily_rate"),
}
"""By benefit: the norm that tells its paid days, and its daily rate."""


def amount_of_day(paid: bool, daily_rate: Cents) -> Cents:
    """The daily rate for each calendar day that was claimed and covered by a right."""
    if not paid:
        return 0
    return daily_rate


for _key, (_paid, _rate) in KINDS.items():
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
        f"{_key}_amount",
        "total_in_month",
        f"{_key}_of_day",
        "PHS § 7 lg 2",
        gives="Cents",
        et=f"{_et}: kuu summa",
        en=f"{_en}: amount of the month",
        ru=f"{_ru}: сумма за месяц",
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
