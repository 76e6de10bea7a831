"""A slow, independent calculator of Estonian parental benefit (PHS chapter 3), for tests only.

It walks over every calendar day with plain loops and shares no code with the package: no engine, no
rules, no parameters, no calendar functions. It was written from the statute's specification alone,
so that two implementations that agree are two witnesses. Money is whole cents, incomes are exact
fractions of a cent, and only the daily figure is rounded (half up).

Here stands the answer for one birth on or after 01.04.2022. `household.py` walks over several
births and every person, `payment.py` and `recovery.py` go from days to money paid,
`before_2022.py` covers earlier rights, `child_leave.py` child leave pay, `compare.py` gives all of
it as plain data. Out of scope: parental leave as a condition (§ 33 lg 3), change of recipient from
the next month (§ 46¹ lg 8), unemployment days (§ 39 lg 6¹-6³, children of 2021-2023), work on the
day of birth (§ 35 lg 5), a foster parent who adopts the same child (§ 38 lg 6), suspension
(§ 12-13), foreign income.

Readings taken where the act is silent or open (others: `readings.py`):

- Mother with the right before birth: the first day of her own wish on or after EDD-70 starts her
  benefit if it lies before the birth. The window then ends at EDD+29 whatever the real birth; on
  a start after the EDD it is shorter than 30 days. Not started before the birth: it starts at the
  birth, with 100 days if that is more than 70 days before the EDD, and 30 days if it is after
  the EDD. 31 or more days before the EDD, 70-s days move to shared benefit; else they are lost.
- Her window runs as time: days in it that are not paid are lost.
- Shared benefit begins with the birth; 515 days if the mother had no right before birth, for both
  parents. A child born on 29 February turns three on 1 March.
- A day is refused for the first reason in this order: person, end of the right, begin of the right,
  order of kinds (§ 37 lg 3), quota, late claim, leave entry, other child, 60 days together.
- A shared day needs a day left in the quota also where § 34 lg 6 then spares that day. The spared
  day is a shared one.
- "Used by the day of death" (§ 34 lg 7) counts the window's days that have run by then, the day of
  death included, paid or not. "Within 70 days" is a death on birth + 70 days or earlier.
- After a death the days are paid without a wish and stand outside the 60 days together. Mother's
  and father's days still need a leave entry from an employee (§ 35 lg 7, § 36 lg 3). A waiver by
  the father does not touch them. The 30 shared days may run past the third birthday.
- A stillborn child gives a mother without the right nothing on the birth date itself.
- The minimum wage that is compared is that of the paid day, also for an income between two minimum
  wages (§ 45 lg 1 read widely).
- The base rate (§ 41) is that of the year in which the right arose: mother's benefit 70 days before
  the EDD or at birth, her shared benefit after it, the father's at EDD-30, each on the first paid
  day if that is earlier (days after a death). From the last
  year in the tables on, minimum wage and base rate are taken to stay; the cap is not.
- The cap of mother's benefit goes by the year of the EDD for every mother; uncapped before 2026.
- § 43 compares and keeps the raw average income.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.reference.facts import Family, Household, Kind, Who
from tests.reference.household import walk_through
from tests.reference.outcome import (
    DayOutcome,
    MonthAmount,
    MonthLedger,
    RateSpell,
    month_amounts,
    rate_spells,
)
from tests.reference.periods import Window


@dataclass(frozen=True)
class Determination:
    """Everything that was found; days are in order, the mother before the father."""

    window: Window
    shared_days: int
    days: tuple[DayOutcome, ...]
    ledgers: tuple[MonthLedger, ...]
    rates: tuple[RateSpell, ...]
    amounts: tuple[MonthAmount, ...]

    def outcome(self, who: Who, day: date) -> DayOutcome:
        """One person's day; raises KeyError outside the days that were looked at."""
        for outcome in self.days:
            if outcome.day == day and outcome.who is who:
                return outcome
        raise KeyError(day)

    def paid_days(self, who: Who, kind: Kind) -> list[date]:
        """The paid days of a person and kind."""
        return [one.day for one in self.days if one.who is who and one.paid is kind]


def determine(family: Family) -> Determination:
    """Walk over every day; raises ValueError for a birth or expected year whose cap is unknown."""
    (found,) = walk_through(Household((family,)))
    if any(one.cents is None for one in found.days):
        raise ValueError(f"no cap is known for {family.birth} or {family.expected}")
    days = list(found.days)
    shared_days = (475 if family.right_before_birth else 515) + found.window.moved
    return Determination(
        found.window,
        shared_days,
        found.days,
        found.ledgers,
        rate_spells(days),
        month_amounts(days),
    )
