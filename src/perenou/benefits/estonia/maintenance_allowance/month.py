"""What the three kinds of maintenance allowance have in common with every monthly allowance."""

from __future__ import annotations

from perenou.benefits.estonia.months import MONTHLY, MonthlyAllowance, less_foreign_benefit
from perenou.benefits.estonia.vocabulary import BENEFITS, CARER


def month_of_maintenance(
    key: str, *, citation: str, whole: str, part_days: str, rate: str = ""
) -> None:
    """Enter a kind of maintenance allowance among the monthly allowances, with its amount.

    Args:
        key: the kind. citation: where its rate is ordered. whole, part_days: the names that tell
            whether a month is paid for whole, and for how many of its days. rate: the name of its
            rate, where it is not the one named after the kind.
    """
    MONTHLY[key] = MonthlyAllowance(
        key,
        CARER,
        f"right_to_{key}",
        f"{key}_rate",
        citation,
        entitled=f"right_to_{key}",
        due=f"{key}_claimed_and_due",
        receives=f"{key}_receives",
        payable=f"{key}_receives",
        recipient="maintenance_allowance_payee",
        payee="maintenance_allowance_payee",
        whole=whole,
        part_days=part_days,
        paid_by=f"{key}_paid_by",
    )
    less_foreign_benefit(
        CARER,
        f"{key}_amount",
        {"rate": rate or f"{key}_rate", "foreign": f"foreign_{key}"},
        et=f"{BENEFITS[key].et}: summa kuus",
        en=f"{BENEFITS[key].en}: amount of the month",
        ru=f"{BENEFITS[key].ru}: сумма за месяц",
    )
