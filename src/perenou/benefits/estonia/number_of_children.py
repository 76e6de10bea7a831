"""From when a changed number of children changes the amount: the other reading of an open question."""

from __future__ import annotations

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.estonia.vocabulary import BENEFITS, law
from perenou.rules.rule import Unit
from perenou.rules.types import Cents, Day, Days


def risen(by_number: Cents, by_number_at_start: Cents) -> bool:
    """The number of children gives more than on the first of the month."""
    return by_number > by_number_at_start


def amount__with_rise(
    payable_at_start: bool,
    begun_days: Days,
    rate_at_start: Cents,
    rate_at_begin: Cents,
    risen_days: Days,
    rate_when_risen: Cents,
    month_first_day: Day,
    next_month_first_day: Day,
) -> Cents:
    """A rise counts proportionally from its day, a fall from the next month."""
    if payable_at_start and risen_days == 0:
        return rate_at_start
    if payable_at_start:
        rise = max(0, rate_when_risen - rate_at_start)
        return rate_at_start + round_to_cent(
            rise * risen_days, next_month_first_day - month_first_day
        )
    if begun_days == 0:
        return 0
    return round_to_cent(rate_at_begin * begun_days, next_month_first_day - month_first_day)


def rise_from_its_day(key: str, unit: Unit, by_number: str) -> None:
    """Offer the other reading for a monthly allowance whose rate hangs on the number of children.

    Args:
        key: the benefit. unit: whose it is. by_number: the rate by the number of children.
    """
    labels = BENEFITS[key]
    et, en, ru = labels.et, labels.en, labels.ru
    own = ("risen", "risen_days", "risen_begin", "rate_when_risen", "by_number_at_start")
    shared = ("payable_at_start", "begun_days", "rate_at_start", "rate_at_begin")
    names = {name: f"{key}_{name}" for name in (*own, *shared)} | {"by_number": by_number}
    law.through(
        unit, names["by_number_at_start"], "at_month_start", by_number, "PHS § 30 lg 1",
        gives="Cents",
        et=f"{et}: määr laste arvu järgi kuu 1. päeval",
        en=f"{en}: rate by the number of children on the 1st of the month",
        ru=f"{ru}: ставка по числу детей 1-го числа",
    )  # fmt: skip
    law.rule(
        unit, "PHS § 30 lg 1", name=names["risen"], binding=names,
        et=f"{et}: laste arv on kuu sees kasvanud",
        en=f"{en}: the number of children has risen within the month",
        ru=f"{ru}: число детей выросло внутри месяца",
    )(risen)  # fmt: skip
    law.through(
        unit, names["risen_days"], "days_in_month_if_begun_inside", names["risen"],
        "PHS § 30 lg 1", gives="Days",
        et=f"{et}: päevi suurema laste arvuga",
        en=f"{en}: days with the higher number of children",
        ru=f"{ru}: дней с большим числом детей",
    )  # fmt: skip
    law.through(
        unit, names["risen_begin"], "begin_in_month", names["risen"], "PHS § 30 lg 1",
        et=f"{et}: laste arvu kasvu päev",
        en=f"{en}: day of the rise in the number of children",
        ru=f"{ru}: день роста числа детей",
    )  # fmt: skip
    law.through(
        unit, names["rate_when_risen"], "value_on", f"{key}_rate_due", "PHS § 30 lg 1",
        by=(names["risen_begin"],), gives="Cents",
        et=f"{et}: määr laste arvu kasvades",
        en=f"{en}: rate when the number of children rose",
        ru=f"{ru}: ставка при росте числа детей",
    )  # fmt: skip
    law.rule(
        unit, "PHS § 30 lg 1", name=f"{key}_amount", binding=names,
        reading="rise_from_its_day", default=False, doubt="gap_24",
        et=f"{et}: summa kuus",
        en=f"{en}: amount of the month",
        ru=f"{ru}: сумма за месяц",
    )(amount__with_rise)  # fmt: skip
