"""The standard amount of survivor's allowance (PHS § 19¹ lg 4-9)."""

from __future__ import annotations

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.survivors_allowance import ACT, FROM
from perenou.benefits.estonia.vocabulary import CHILD, law
from perenou.rules.types import Cents, Day, PerMille


@law.rule(
    CHILD,
    "PHS § 19¹ lg 4",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="indexed_in_2026",
)
def survivors_allowance_standard(survivors_allowance_month: Cents) -> Cents:
    """The published amount, whose base was first indexed on 1 April 2026."""
    return survivors_allowance_month


@law.rule(
    CHILD,
    "PHS § 19¹ lg 4",
    applies=FROM,
    source=ACT,
    et="toitjakaotustoetuse standardsumma",
    en="standard amount of survivor's allowance",
    ru="стандартная сумма пособия",
    reading="first_indexed_in_2027",
    default=False,
    doubt="gap_22",
)
def survivors_allowance_standard__unindexed(
    survivors_allowance_month: Cents,
    survivors_allowance_base: Cents,
    survivors_wage_share: PerMille,
    average_wage_before_switch: Cents,
    first_indexed_amount_day: Day,
    today: Day,
) -> Cents:
    """Until 30 April 2027 the base of the act itself and 3 % of the average wage."""
    if today >= first_indexed_amount_day:
        return survivors_allowance_month
    return survivors_allowance_base + round_to_cent(
        average_wage_before_switch * survivors_wage_share, 1000
    )
