"""A slow, independent calculator of Estonian parental benefit (PHS chapter 3), for tests only.

It walks over every calendar day with plain loops and shares no code with the package: no engine, no
rules, no parameters, no calendar functions. It was written from the statute's specification alone,
so that two implementations that agree are two witnesses. Money is whole cents, incomes are exact
fractions of a cent, and only the daily figure is rounded (half up).

It covers one child, or one set of a multiple birth, born on or after 01.04.2022, with a mother and
a father. Claims are taken to be in time. Out of scope: adopters, guardians and spouses (§ 34 lg 5,
§ 36 lg 6, § 37 lg 4, § 38), days for two children (§ 34 lg 10), parental leave as a condition
(§ 33 lg 3), change of recipient from the next month (§ 46¹ lg 8), unemployment days (§ 39 lg 6¹-6³,
children of 2021-2023), earnings beside the benefit (§ 44, repealed), work on the day of birth
(§ 35 lg 5), foreign income.

Readings taken where the act is silent or open:

- Mother with the right before birth: the first day of her own wish on or after EDD-70 starts her
  benefit if it lies before the birth. The window then ends at EDD+29 whatever the real birth; on
  a start after the EDD it is shorter than 30 days. Not started before the birth: it starts at the
  birth, with 100 days if that is more than 70 days before the EDD, and 30 days if it is after
  the EDD. 31 or more days before the EDD, 70-s days move to shared benefit; else they are lost.
- Her window runs as time: days in it that are not paid are lost.
- Shared benefit begins with the birth; 515 days if the mother had no right before birth, for both
  parents. A child born on 29 February turns three on 1 March.
- A day is refused for the first reason in this order: person, end of the right, begin of the right,
  order of kinds (§ 37 lg 3), quota, leave entry, 60 days together.
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
  the EDD or at birth, her shared benefit after it, the father's at EDD-30. From the last
  year in the tables on, minimum wage and base rate are taken to stay; the cap is not.
- The cap of mother's benefit goes by the year of the EDD for every mother; uncapped before 2026.
- § 43 compares and keeps the raw average income.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from tests.reference.daily_rate import daily_rate, income_base
from tests.reference.facts import (
    ONE_DAY,
    Family,
    Kind,
    Parent,
    Spell,
    Who,
    third_birthday,
    wished_days,
)


class Refusal(Enum):
    """Why a claimed day is not paid: the provision, a colon, and the reason in words."""

    NOT_THE_MOTHER = "PHS § 35 lg 1: mother's benefit is for the mother"
    NOT_THE_FATHER = "PHS § 36 lg 1: father's benefit is for the father"
    CHILD_DIED = "PHS § 34 lg 7-9¹: the child has died"
    CHILD_IS_THREE = "PHS § 34 lg 2, § 36 lg 4: the child is three"
    NO_RIGHT_BEFORE_BIRTH = "PHS § 35 lg 2, 6: no right before the birth"
    MOTHERS_TOO_EARLY = "PHS § 35 lg 2: more than 70 days before the expected date"
    MOTHERS_OVER = "PHS § 35 lg 3, 6: the days of mother's benefit are over"
    MOTHERS_NO_LEAVE = "PHS § 35 lg 7: no maternity leave entered for the day"
    FATHERS_TOO_EARLY = "PHS § 36 lg 2: more than 30 days before the expected date"
    FATHERS_WAIVED = "PHS § 36 lg 6, § 37 lg 3: the father has waived his days"
    FATHERS_USED = "PHS § 36 lg 2: the 30 days are used"
    FATHERS_NO_LEAVE = "PHS § 36 lg 3: no paternity leave entered for the day"
    SHARED_BEFORE_BIRTH = "PHS § 37 lg 1, 3: no shared benefit before the birth"
    SHARED_MOTHERS_FIRST = "PHS § 37 lg 3: mother's benefit is not over"
    SHARED_FATHERS_FIRST = "PHS § 37 lg 3: the right to father's benefit is not over"
    SHARED_USED = "PHS § 37 lg 1-2: the shared days are used"
    TOGETHER_USED = "PHS § 34 lg 3: the 60 days together are used"

    @property
    def provision(self) -> str:
        """The provision alone."""
        return self.value.partition(":")[0]


@dataclass(frozen=True)
class Window:
    """Mother's benefit: its first and last day, days moved to shared benefit, days lost at once."""

    first: date
    last: date
    moved: int
    lost: int

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class DayOutcome:
    """One person's day; claimed is what was wished, or what a death gives without a wish."""

    day: date
    who: Who
    claimed: Kind | None
    paid: Kind | None
    refusal: Refusal | None
    automatic: bool
    cents: int


@dataclass(frozen=True)
class Balance:
    """Days of one kind."""

    used: int
    left: int
    lost: int


@dataclass(frozen=True)
class MonthLedger:
    """The days after the last day of a month; spared are shared days that § 34 lg 6 spared."""

    year: int
    month: int
    mother: Balance
    father: Balance
    shared: Balance
    together: int
    spared: int


@dataclass(frozen=True)
class RateSpell:
    """A daily rate: from the first to the last paid day that had it, with no other in between."""

    who: Who
    kind: Kind
    first: date
    last: date
    cents: int


@dataclass(frozen=True)
class MonthAmount:
    """What one person gets of one kind for one month."""

    year: int
    month: int
    who: Who
    kind: Kind
    days: int
    cents: int


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


def mothers_window(family: Family) -> Window:
    """When mother's benefit runs (§ 35 lg 2-6)."""
    birth, expected = family.birth, family.expected
    if not family.right_before_birth:
        return Window(birth, birth + 29 * ONE_DAY, 0, 0)
    earliest = expected - 70 * ONE_DAY
    started: date | None = None
    for day, kind in wished_days(family, Who.MOTHER).items():
        if kind is Kind.MOTHER and earliest <= day < birth:
            if started is None or day < started:
                started = day
    if started is None and birth < earliest:
        return Window(birth, birth + 99 * ONE_DAY, 0, 0)
    if started is None and birth > expected:
        return Window(birth, birth + 29 * ONE_DAY, 0, 70)
    first = birth if started is None else started
    before = (expected - first).days
    last = expected + 29 * ONE_DAY
    if before >= 31:
        return Window(first, last, 70 - before, 0)
    return Window(first, last, 0, 70 - before)


@dataclass(frozen=True)
class _Course:
    """Until when the ordinary rights of a person run, and the days paid after a death, if any."""

    ordinary_last: date
    kind: Kind
    first: date
    last: date

    @property
    def automatic_days(self) -> int:
        return max(0, (self.last - self.first).days + 1)


def _no_death(family: Family) -> _Course:
    last = third_birthday(family.birth) - ONE_DAY
    return _Course(last, Kind.SHARED, last + ONE_DAY, last)


def day_of_death(family: Family) -> date | None:
    """The day of death that matters: that of a stillbirth, or one before the third birthday."""
    if family.stillborn:
        return family.birth
    if family.death is not None and family.death < third_birthday(family.birth):
        return family.death
    return None


def _course(family: Family, who: Who, window: Window) -> _Course:
    death = day_of_death(family)
    if death is None:
        return _no_death(family)
    after = death + ONE_DAY
    thirty_after = death + 30 * ONE_DAY
    if death > family.birth + 70 * ONE_DAY:
        return _Course(death, Kind.SHARED, after, thirty_after)  # § 34 lg 9¹
    before_birth = family.birth - ONE_DAY
    if who is Who.FATHER:  # § 34 lg 8
        if family.stillborn:
            return _Course(before_birth, Kind.FATHER, death, death + 29 * ONE_DAY)
        return _Course(death, Kind.FATHER, after, thirty_after)
    if not family.right_before_birth:  # § 34 lg 9
        last_ordinary = before_birth if family.stillborn else death
        return _Course(last_ordinary, Kind.MOTHER, after, thirty_after)
    run = 0
    for day in Spell(window.first, window.last).days():
        if day <= death:
            run += 1
    if run > 70:  # § 34 lg 7, the end
        return _Course(death, Kind.MOTHER, after, thirty_after)
    hundredth = window.first + 99 * ONE_DAY
    if family.stillborn:
        return _Course(before_birth, Kind.MOTHER, death, hundredth)
    return _Course(death, Kind.MOTHER, after, hundredth)


class _Count:
    """A running balance of one kind."""

    def __init__(self, left: int) -> None:
        self.used = 0
        self.left = left
        self.lost = 0

    def use(self) -> None:
        self.used += 1
        self.left -= 1

    def lose(self, days: int) -> None:
        self.lost += days
        self.left -= days

    def balance(self) -> Balance:
        return Balance(self.used, self.left, self.lost)


class _Walk:
    """The state while the days go by."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self.window = mothers_window(family)
        self.course = {who: _course(family, who, self.window) for who in Who}
        self.wished = {who: wished_days(family, who) for who in Who}
        self.leave = {who: _leave_days(family.parent(who)) for who in Who}
        right = family.right_before_birth
        self.mother = _Count(100 if right else 30)
        self.father = _Count(30)
        self.shared = _Count(475 if right else 515)
        self.together = 0
        self.spared = 0
        self.began: dict[Who, date | None] = dict.fromkeys(Who)
        self.incomes = {(who, kind): income_base(family, who, kind) for who in Who for kind in Kind}

    def bounds(self) -> Spell:
        """The days to look at."""
        first = min(self.family.birth, self.family.expected - 70 * ONE_DAY)
        last = max(third_birthday(self.family.birth), *(one.last for one in self.course.values()))
        for wish in self.family.wishes:
            first = min(first, wish.first)
            last = max(last, wish.last)
        return Spell(first, last)

    def open_day(self, day: date) -> None:
        """What changes at the start of a day: windows, waivers, ends and new rights."""
        mother, father = self.course[Who.MOTHER], self.course[Who.FATHER]
        if day == self.window.first:
            self.mother.lose(self.window.lost)
            self.mother.left -= self.window.moved
            self.shared.left += self.window.moved
        waived = self.family.father_waived_from
        if waived is not None and waived <= day <= father.ordinary_last:
            self.father.lose(self.father.left)
        if day == mother.ordinary_last + ONE_DAY:
            self.mother.lose(self.mother.left)
            self.shared.lose(self.shared.left)
            self._add(mother)
        if day == father.ordinary_last + ONE_DAY:
            self.father.lose(self.father.left)
            self._add(father)
        for who in Who:
            if day not in self.wished[who]:
                self.began[who] = None
            elif self.began[who] is None:
                self.began[who] = day

    def _add(self, course: _Course) -> None:
        """Give the days after a death their place in the ledger."""
        count = {Kind.MOTHER: self.mother, Kind.FATHER: self.father, Kind.SHARED: self.shared}
        count[course.kind].left += course.automatic_days

    def refuse_alone(self, who: Who, kind: Kind, day: date) -> Refusal | None:
        """Why an ordinary claim fails, the other parent aside."""
        family = self.family
        if kind is Kind.MOTHER and who is not Who.MOTHER:
            return Refusal.NOT_THE_MOTHER
        if kind is Kind.FATHER and who is not Who.FATHER:
            return Refusal.NOT_THE_FATHER
        if day > self.course[who].ordinary_last:
            return Refusal.CHILD_IS_THREE if day_of_death(family) is None else Refusal.CHILD_DIED
        if kind is Kind.MOTHER:
            if day < self.window.first:
                if family.right_before_birth:
                    return Refusal.MOTHERS_TOO_EARLY
                return Refusal.NO_RIGHT_BEFORE_BIRTH
            if day > self.window.last:
                return Refusal.MOTHERS_OVER
        if kind is Kind.FATHER:
            if day < family.expected - 30 * ONE_DAY:
                return Refusal.FATHERS_TOO_EARLY
            if self.father.used == 30:
                return Refusal.FATHERS_USED
            if self.father.left == 0:
                return Refusal.FATHERS_WAIVED
        if kind is Kind.SHARED:
            if day < family.birth:
                return Refusal.SHARED_BEFORE_BIRTH
            if who is Who.MOTHER and day <= self.window.last:
                return Refusal.SHARED_MOTHERS_FIRST
            if who is Who.FATHER and self.father.left > 0:
                return Refusal.SHARED_FATHERS_FIRST
            if self.shared.left == 0:
                return Refusal.SHARED_USED
        return self.refuse_without_leave(who, kind, day)

    def refuse_without_leave(self, who: Who, kind: Kind, day: date) -> Refusal | None:
        """Employees get mother's and father's benefit for leave days only."""
        if not self.family.parent(who).employed or day in self.leave[who]:
            return None
        if kind is Kind.MOTHER:
            return Refusal.MOTHERS_NO_LEAVE
        if kind is Kind.FATHER:
            return Refusal.FATHERS_NO_LEAVE
        return None

    def loser(self) -> Who:
        """Who yields where only one can be paid: whose unbroken wish began later, else he."""
        mother, father = self.began[Who.MOTHER], self.began[Who.FATHER]
        if mother is not None and father is not None and father < mother:
            return Who.MOTHER
        return Who.FATHER

    def one_day(self, day: date) -> list[DayOutcome]:
        """Decide a day and charge it."""
        self.open_day(day)
        claimed: dict[Who, Kind | None] = {}
        refusal: dict[Who, Refusal | None] = {}
        automatic: dict[Who, bool] = {}
        for who in Who:
            course = self.course[who]
            automatic[who] = course.first <= day <= course.last
            if automatic[who]:
                claimed[who] = course.kind
                refusal[who] = self.refuse_without_leave(who, course.kind, day)
            else:
                kind = self.wished[who].get(day)
                claimed[who] = kind
                refusal[who] = None if kind is None else self.refuse_alone(who, kind, day)
        paid = {who: None if refusal[who] else claimed[who] for who in Who}
        two = all(paid.values()) and not any(automatic.values())
        if two:
            both_shared = all(kind is Kind.SHARED for kind in paid.values())
            reason: Refusal | None = None
            if both_shared and self.shared.left == 1:
                reason = Refusal.SHARED_USED
            elif self.together == 60:
                reason = Refusal.TOGETHER_USED
            if reason is not None:
                refusal[self.loser()] = reason
                paid[self.loser()] = None
                two = False
        self.charge(day, paid, two)
        outcomes = []
        for who in Who:
            cents = 0
            kind = paid[who]
            if kind is not None:
                cents = daily_rate(self.family, who, kind, self.incomes[who, kind], day)
            outcomes.append(
                DayOutcome(day, who, claimed[who], kind, refusal[who], automatic[who], cents)
            )
        return outcomes

    def charge(self, day: date, paid: dict[Who, Kind | None], two: bool) -> None:
        """Take the paid days off the quotas, and the mother's unpaid days in her window."""
        mother = self.course[Who.MOTHER]
        in_window = self.window.first <= day <= min(self.window.last, mother.ordinary_last)
        given = mother.kind is Kind.MOTHER and mother.first <= day <= mother.last
        if paid[Who.MOTHER] is Kind.MOTHER:
            self.mother.use()
        elif in_window or given:
            self.mother.lose(1)
        father = self.course[Who.FATHER]
        if paid[Who.FATHER] is Kind.FATHER:
            self.father.use()
        elif father.kind is Kind.FATHER and father.first <= day <= father.last:
            self.father.lose(1)
        shared = sum(1 for kind in paid.values() if kind is Kind.SHARED)
        family = self.family
        eased = family.children_at_birth >= 3 or family.week_of_birth < 34
        if two and eased and self.together >= 30 and shared > 0:
            shared -= 1
            self.spared += 1
        for _ in range(shared):
            self.shared.use()
        if two:
            self.together += 1

    def ledger(self, day: date) -> MonthLedger:
        """The state after a day."""
        return MonthLedger(
            day.year,
            day.month,
            self.mother.balance(),
            self.father.balance(),
            self.shared.balance(),
            self.together,
            self.spared,
        )


def _leave_days(parent: Parent) -> set[date]:
    days: set[date] = set()
    for spell in parent.leave:
        days.update(spell.days())
    return days


def _rates(days: list[DayOutcome]) -> tuple[RateSpell, ...]:
    spells: list[RateSpell] = []
    for who in Who:
        for kind in Kind:
            current: RateSpell | None = None
            for one in days:
                if one.who is not who or one.paid is not kind:
                    continue
                if current is not None and current.cents == one.cents:
                    spells.pop()
                    current = RateSpell(who, kind, current.first, one.day, one.cents)
                else:
                    current = RateSpell(who, kind, one.day, one.day, one.cents)
                spells.append(current)
    return tuple(spells)


def _amounts(days: list[DayOutcome]) -> tuple[MonthAmount, ...]:
    found: dict[tuple[int, int, Who, Kind], tuple[int, int]] = {}
    for one in days:
        if one.paid is not None:
            key = (one.day.year, one.day.month, one.who, one.paid)
            count, cents = found.get(key, (0, 0))
            found[key] = (count + 1, cents + one.cents)
    return tuple(MonthAmount(*key, *value) for key, value in found.items())


def determine(family: Family) -> Determination:
    """Walk over every day; raises ValueError for a birth or expected year whose cap is unknown."""
    walk = _Walk(family)
    days: list[DayOutcome] = []
    ledgers: list[MonthLedger] = []
    bounds = walk.bounds()
    for day in bounds.days():
        days.extend(walk.one_day(day))
        if day == bounds.last or (day + ONE_DAY).month != day.month:
            ledgers.append(walk.ledger(day))
    shared_days = (475 if family.right_before_birth else 515) + walk.window.moved
    return Determination(
        walk.window, shared_days, tuple(days), tuple(ledgers), _rates(days), _amounts(days)
    )
