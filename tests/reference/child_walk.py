"""One child's days: who may be paid on a day, and what that takes off the quotas.

`household.py` leads it through the days, settles which child's day is paid to a person who claims
for two, and takes days off a younger child.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.reference.daily_rate import (
    MINIMUM_WAGE,
    at,
    daily_rate,
    income_base,
    kept_income,
    own_income,
)
from tests.reference.facts import (
    CARERS,
    ONE_DAY,
    PARENTS,
    Capacity,
    Family,
    Kind,
    Parent,
    Spell,
    Who,
    third_birthday,
    wishes_by_day,
)
from tests.reference.outcome import Count, DayOutcome, MonthLedger, Refusal
from tests.reference.periods import adopters_term, claim_term, course, day_of_death, mothers_window
from tests.reference.readings import Readings


@dataclass
class Claim:
    """A person's claim for a day of a child, and why it fails, if it does."""

    who: Who
    kind: Kind
    automatic: bool
    refusal: Refusal | None


class ChildWalk:
    """The state of one child's quotas while the days go by."""

    def __init__(self, family: Family, readings: Readings) -> None:
        self.family = family
        self.readings = readings
        self.people = family.people()
        self.window = mothers_window(family)
        self.course = {who: course(family, who, self.window) for who in self.people}
        self.last_given = max(self.window.last, *(one.last for one in self.course.values()))
        self.wished = {who: wishes_by_day(family, who) for who in self.people}
        self.leave = {who: _leave_days(family.parent(who)) for who in self.people}
        right = family.right_before_birth
        self.mother = Count(100 if right else 30)
        self.father = Count(30)
        self.shared = Count(475 if right else 515)
        self.carers = Count(0)
        self.adopters = Count(0)
        self.together = 0
        self.adopters_together = 0
        self.spared = 0
        self.began: dict[Who, date | None] = dict.fromkeys(self.people)
        self.ended: set[Who] = set()
        self.adopters_choice: dict[Who, bool] = {}
        self.incomes: dict[tuple[Who, Kind], Fraction] = {}
        self.rates: dict[tuple[Who, Kind, int], int | None] = {}
        self.first_paid: dict[tuple[Who, Kind], date] = {}
        self.last_kind: dict[Who, Kind] = {}
        self.days: list[DayOutcome] = []
        self.ledgers: list[MonthLedger] = []

    def bounds(self) -> Spell:
        """The days to look at."""
        first = min(self.family.birth, self.family.expected - 70 * ONE_DAY)
        last = max(third_birthday(self.family.birth), *(one.last for one in self.course.values()))
        for carer in self.family.carers:
            last = max(last, adopters_term(carer.since).last + ONE_DAY)
        for wish in self.family.wishes:
            first = min(first, wish.first)
            last = max(last, wish.last)
        return Spell(first, last)

    # ------------------------------------------------------------------ what a day changes

    def open_day(self, day: date) -> None:
        """What changes at the start of a day: windows, waivers, ends and new rights."""
        if day == self.window.first:
            self.mother.lose(self.window.lost)
            self.mother.left -= self.window.moved
            self.shared.left += self.window.moved
        self._people_go(day)
        mother, father = self.course[Who.MOTHER], self.course[Who.FATHER]
        waived = self.family.father_waived_from
        if waived is not None and waived <= day <= father.ordinary_last and not self._stand_in():
            self.father.lose(self.father.left)
        if day == mother.ordinary_last + ONE_DAY:
            self.mother.lose(self.mother.left)
            self.shared.lose(self.shared.left)
            self.carers.lose(self.carers.left)
            self._add(Who.MOTHER)
        if day == father.ordinary_last + ONE_DAY:
            self.father.lose(self.father.left)
            self._add(Who.FATHER)
        for carer in self.family.carers:
            if day == adopters_term(carer.since).last + ONE_DAY:
                self.adopters.lose(self.adopters.left)
        self._carers_come(day)
        for who in self.people:
            if day not in self.wished[who]:
                self.began[who] = None
            elif self.began[who] is None:
                self.began[who] = day

    def _stand_in(self) -> bool:
        """Whether a mother's spouse keeps father's days alive (§ 36 lg 6)."""
        return self.family.spouse is not None and self.family.spouse.of is Who.MOTHER

    def _people_go(self, day: date) -> None:
        """A parent dies or no longer raises the child (§ 36 lg 6, § 37 lg 1, 4)."""
        family = self.family
        if day == family.mother_gone:
            self.mother.lose(self.mother.left)
        if family.father_gone is not None and day >= family.father_gone and not self._stand_in():
            if day <= self.course[Who.FATHER].ordinary_last:
                self.father.lose(self.father.left)
        if day == family.parents_gone:
            self.father.lose(self.father.left)
            self.shared.lose(self.shared.left)

    def _carers_come(self, day: date) -> None:
        """Carers get what the parents left of 545 days, and adopters 70 (§ 37 lg 4, § 38)."""
        for index, carer in enumerate(self.family.carers):
            if day != carer.since:
                continue
            before_third = day < third_birthday(self.family.birth)
            if index == 0 and before_third and day <= self.course[CARERS[0]].ordinary_last:
                paid = self.mother.used + self.father.used + self.shared.used + self.spared
                self.carers.left = max(0, 545 - paid)
            until_three = (third_birthday(self.family.birth) - day).days
            ordinary = min(self.carers.left, until_three)
            if self._may_adopt(CARERS[index]):
                self.adopters_choice[CARERS[index]] = ordinary <= 70
                if ordinary <= 70 and self.adopters.used + self.adopters.left == 0:
                    self.adopters.left = 70

    def _may_adopt(self, who: Who) -> bool:
        carer = self.family.carer(who)
        return (
            carer.capacity is not Capacity.GUARDIAN
            and carer.right_to_sickness_benefit
            and not carer.spouse_of_a_parent
        )

    def _add(self, who: Who) -> None:
        """Give the days after a death their place in the ledger."""
        course = self.course[who]
        count = {Kind.MOTHER: self.mother, Kind.FATHER: self.father, Kind.SHARED: self.shared}
        count[course.kind].left += course.automatic_days

    def end_right(self, who: Who) -> None:
        """The person took benefit for a younger child (§ 34 lg 10 p 2)."""
        if who in self.ended:
            return
        self.ended.add(who)
        if who is Who.MOTHER:
            self.mother.lose(self.mother.left)
        if who is Who.FATHER and self.readings.fathers_days_end and not self._stand_in():
            self.father.lose(self.father.left)
        if who in CARERS:
            if all(one in self.ended for one in self.people if one in CARERS):
                self.carers.lose(self.carers.left)
                self.adopters.lose(self.adopters.left)
        elif all(one in self.ended for one in self.people if one not in CARERS):
            self.shared.lose(self.shared.left)

    def right_has_arisen(self, who: Who, day: date) -> bool:
        """Whether a person has a right for this child on a day (§ 34 lg 10)."""
        if day > self.course[who].ordinary_last or self._gone(who, day):
            return False
        return day >= self.right_arises(who)

    def right_arises(self, who: Who) -> date:
        """The first day on which a person can have a right for this child."""
        family = self.family
        if who is Who.MOTHER:
            early = min(family.birth, family.expected - 70 * ONE_DAY)
            return early if family.right_before_birth else family.birth
        fathers = min(family.birth, family.expected - 30 * ONE_DAY)
        if who is Who.FATHER:
            return fathers
        if who is Who.SPOUSE:
            assert family.spouse is not None
            start = fathers if family.spouse.of is Who.MOTHER else family.birth
            return max(family.spouse.stands_in_since, start)
        return family.carer(who).since

    def give_up_a_day(self, who: Who, day: date) -> None:
        """A shared day was paid for an older child; this one's period shrinks (§ 34 lg 10 p 1)."""
        loses_own = False
        if who is Who.MOTHER:
            late = day < self.window.first and self.window.lost > 0
            loses_own = late or self.window.first <= day <= self.window.last
        if loses_own and not self.readings.next_child_loses_twice:
            return
        count = self.carers if who in CARERS else self.shared
        if count.left > 0:
            count.lose(1)

    # ------------------------------------------------------------------ one person's claim

    def claim(self, who: Who, day: date) -> Claim | None:
        """The person's claim for a day, or the day that a death gives."""
        course = self.course[who]
        if course.first <= day <= course.last:
            refusal = self._without_leave(who, course.kind, day)
            if self._gone(who, day):
                refusal = Refusal.PARENT_GONE
            return Claim(who, course.kind, True, refusal)
        wish = self.wished[who].get(day)
        if wish is None:
            return None
        refusal = self._refuse(who, wish.kind, day)
        if refusal is None and wish.filed is not None:
            last = claim_term(self.family, who, wish.kind, self.window)
            if wish.filed > last and day < wish.filed.replace(day=1):
                refusal = Refusal.CLAIMED_LATE
        if refusal is None:
            refusal = self._without_leave(who, wish.kind, day)
        return Claim(who, wish.kind, False, refusal)

    def _gone(self, who: Who, day: date) -> bool:
        family = self.family
        gone = family.parents_gone
        if who is Who.MOTHER:
            gone = family.mother_gone
        elif who is Who.FATHER:
            gone = family.father_gone
        elif who in CARERS:
            return False
        return gone is not None and day >= gone

    def _refuse(self, who: Who, kind: Kind, day: date) -> Refusal | None:
        """Why an ordinary claim fails, the other persons, the term and leave aside."""
        wrong = self._wrong_person(who, kind, day)
        if wrong is not None:
            return wrong
        if kind is Kind.ADOPTER:
            return self._refuse_adopters(who, day)
        if day > self.course[who].ordinary_last:
            died = day_of_death(self.family) is not None
            return Refusal.CHILD_DIED if died else Refusal.CHILD_IS_THREE
        fathers_stay = kind is Kind.FATHER and not self.readings.fathers_days_end
        if who in self.ended and not fathers_stay:
            return Refusal.EARLIER_RIGHT_ENDED
        if kind is Kind.MOTHER:
            return self._refuse_mothers(day)
        if kind is Kind.FATHER:
            return self._refuse_fathers(who, day)
        return self._refuse_shared(who, day)

    def _wrong_person(self, who: Who, kind: Kind, day: date) -> Refusal | None:
        spouse = self.family.spouse
        if kind is Kind.MOTHER and who is not Who.MOTHER:
            return Refusal.NOT_THE_MOTHER
        if kind is Kind.FATHER and who is not Who.FATHER:
            if not (who is Who.SPOUSE and spouse is not None and spouse.of is Who.MOTHER):
                return Refusal.NOT_THE_FATHER
        if kind is Kind.ADOPTER and (
            who not in CARERS or self.family.carer(who).capacity is Capacity.GUARDIAN
        ):
            return Refusal.NOT_A_CARER
        if self._gone(who, day):
            return Refusal.PARENT_GONE
        if who in CARERS and day < self.family.carer(who).since:
            return Refusal.PARENTS_RAISE
        if who is Who.SPOUSE and spouse is not None and day < spouse.stands_in_since:
            return Refusal.PARENTS_RAISE
        return None

    def _refuse_adopters(self, who: Who, day: date) -> Refusal | None:
        if self.family.death is not None and day > self.family.death:
            return Refusal.CHILD_DIED
        if not self._may_adopt(who):
            return Refusal.ADOPTER_NO_RIGHT
        if not self.adopters_choice[who]:
            return Refusal.ORDINARY_ONLY
        if day > adopters_term(self.family.carer(who).since).last:
            return Refusal.ADOPTER_TERM
        if who in self.ended:
            return Refusal.EARLIER_RIGHT_ENDED
        if self.adopters.left == 0:
            return Refusal.ADOPTER_USED
        return None

    def _refuse_mothers(self, day: date) -> Refusal | None:
        family = self.family
        if day < family.birth and not family.right_before_birth:
            return Refusal.NO_RIGHT_BEFORE_BIRTH
        if day < family.birth and day < family.expected - 70 * ONE_DAY:
            return Refusal.MOTHERS_TOO_EARLY
        if day > self.window.last:
            return Refusal.MOTHERS_OVER
        return None

    def _refuse_fathers(self, who: Who, day: date) -> Refusal | None:
        waived = self.family.father_waived_from
        if day < self.family.expected - 30 * ONE_DAY:
            return Refusal.FATHERS_TOO_EARLY
        if self.father.used == 30:
            return Refusal.FATHERS_USED
        if self.father.left == 0 or (who is Who.FATHER and waived is not None and day >= waived):
            return Refusal.FATHERS_WAIVED
        return None

    def _refuse_shared(self, who: Who, day: date) -> Refusal | None:
        family = self.family
        if day < family.birth:
            return Refusal.SHARED_BEFORE_BIRTH
        if who in CARERS:
            if self.adopters_choice.get(who, False):
                return Refusal.ADOPTER_ONLY
            return Refusal.SHARED_USED if self.carers.left == 0 else None
        waived = family.father_waived_from
        waits_for_father = who is Who.FATHER and not (waived is not None and day >= waived)
        if who is Who.SPOUSE:
            waits_for_father = self._stand_in()
        if who is Who.MOTHER and day <= self.window.last:
            return Refusal.SHARED_MOTHERS_FIRST
        if waits_for_father and self.father.left > 0:
            return Refusal.SHARED_FATHERS_FIRST
        if self.shared.left == 0:
            return Refusal.SHARED_USED
        return None

    def _without_leave(self, who: Who, kind: Kind, day: date) -> Refusal | None:
        """Employees get mother's and father's benefit for leave days only."""
        if not self.family.parent(who).employed or day in self.leave[who]:
            return None
        if kind is Kind.MOTHER:
            return Refusal.MOTHERS_NO_LEAVE
        if kind is Kind.FATHER:
            return Refusal.FATHERS_NO_LEAVE
        return None

    # ------------------------------------------------------------------ settling and charging

    def _yield_to_earlier(self, claims: dict[Who, Claim]) -> None:
        """At most two are paid on a day, for 60 days, with enough shared days for both (§ 34)."""
        if len(claims) < 2:
            return
        standing = [one for one in claims.values() if one.refusal is None and not one.automatic]
        order = {who: index for index, who in enumerate(self.people)}
        standing.sort(key=lambda one: (self.began[one.who] or date.max, order[one.who]))
        for later in standing[2:]:
            later.refusal = Refusal.TWO_ARE_PAID
        if len(standing) < 2:
            return
        pair = standing[:2]
        reason: Refusal | None = None
        if all(one.kind is Kind.ADOPTER for one in pair):
            # The 35 days together (§ 34 lg 3) never bind alone: they use up the 70.
            if self.adopters.left == 1:
                reason = Refusal.ADOPTER_USED
        elif all(one.kind is Kind.SHARED for one in pair) and self._shared_of(pair[0]).left == 1:
            reason = Refusal.SHARED_USED
        elif pair[1].kind is not Kind.ADOPTER and self.together == 60:
            reason = Refusal.TOGETHER_USED
        pair[1].refusal = reason

    def _shared_of(self, claim: Claim) -> Count:
        return self.carers if claim.who in CARERS else self.shared

    def settle(self, day: date, claims: dict[Who, Claim]) -> None:
        """Decide between persons, charge the quotas and note the day."""
        self._yield_to_earlier(claims)
        paid = [one for one in claims.values() if one.refusal is None]
        self._charge(day, paid)
        for who in self.people:
            claim = claims.get(who)
            if claim is None:
                self.days.append(DayOutcome(day, who, None, None, None, False, 0))
                continue
            kind = claim.kind if claim.refusal is None else None
            cents = 0 if kind is None else self._cents(who, kind, day)
            outcome = DayOutcome(day, who, claim.kind, kind, claim.refusal, claim.automatic, cents)
            self.days.append(outcome)

    def _charge(self, day: date, paid: list[Claim]) -> None:
        """Take the paid days off the quotas, and the mother's unpaid days in her window."""
        if not paid and day > self.last_given:
            return
        kinds = {one.who: one.kind for one in paid}
        two = len(paid) == 2 and not any(one.automatic for one in paid)
        mother = self.course[Who.MOTHER]
        in_window = self.window.first <= day <= min(self.window.last, mother.ordinary_last)
        given = mother.kind is Kind.MOTHER and mother.first <= day <= mother.last
        if kinds.get(Who.MOTHER) is Kind.MOTHER:
            self.mother.use()
        elif (in_window or given) and self.mother.left > 0:
            self.mother.lose(1)
        father = self.course[Who.FATHER]
        if Kind.FATHER in kinds.values():
            self.father.use()
        elif father.kind is Kind.FATHER and father.first <= day <= father.last:
            if self.father.left > 0:
                self.father.lose(1)
        shared = [one for one in paid if one.kind is Kind.SHARED]
        adopters = sum(1 for one in paid if one.kind is Kind.ADOPTER)
        family = self.family
        eased = family.children_at_birth >= 3 or family.week_of_birth < 34
        if two and not adopters and eased and self.together >= 30 and shared:
            shared.pop()
            self.spared += 1
        for one in shared:
            self._shared_of(one).use()
        self._lose_automatic_shared(day, kinds)
        for _ in range(adopters):
            self.adopters.use()
        if two and adopters == 2:
            self.adopters_together += 1
        elif two and not adopters:
            self.together += 1

    def _lose_automatic_shared(self, day: date, kinds: dict[Who, Kind]) -> None:
        """Shared days after a death that a parent could not be paid are gone."""
        for who in PARENTS:
            course = self.course[who]
            given = course.kind is Kind.SHARED and course.first <= day <= course.last
            if given and who not in kinds and self.shared.left > 0:
                self.shared.lose(1)

    # ------------------------------------------------------------------ money

    def keep_earlier_income(self, who: Who, kind: Kind, older: ChildWalk, as_who: Who) -> None:
        """Take over the income behind the benefit of an older child (§ 43 lg 1)."""
        earlier = older.incomes[as_who, older.last_kind[as_who]]
        own = own_income(self.family, who, kind)
        self.incomes[who, kind] = kept_income(own, self.family.birth, older.family.birth, earlier)

    def _cents(self, who: Who, kind: Kind, day: date) -> int | None:
        self.last_kind[who] = kind
        first = self.first_paid.setdefault((who, kind), day)
        key = who, kind, at(MINIMUM_WAGE, day)
        if key not in self.rates:
            if (who, kind) not in self.incomes:
                self.incomes[who, kind] = income_base(self.family, who, kind)
            try:
                self.rates[key] = daily_rate(
                    self.family, who, kind, self.incomes[who, kind], day, first
                )
            except ValueError:
                self.rates[key] = None
        return self.rates[key]

    def until(self) -> dict[Kind, date]:
        """The last day for each quota."""
        mother, father = self.course[Who.MOTHER], self.course[Who.FATHER]
        last = {
            Kind.MOTHER: min(self.window.last, mother.ordinary_last),
            Kind.FATHER: father.ordinary_last,
            Kind.SHARED: mother.ordinary_last,
        }
        for one in (mother, father):
            if one.automatic_days:
                last[one.kind] = max(one.last, last[one.kind])
        if self.family.carers:
            last[Kind.ADOPTER] = max(adopters_term(one.since).last for one in self.family.carers)
        return last

    def close_month(self, day: date) -> None:
        """Note how the quotas stand after a day."""
        self.ledgers.append(
            MonthLedger(
                day.year,
                day.month,
                self.mother.balance(),
                self.father.balance(),
                self.shared.balance(),
                self.together,
                self.spared,
                self.carers.balance(),
                self.adopters.balance(),
                self.adopters_together,
                frozenset(self.ended),
            )
        )


def _leave_days(parent: Parent) -> set[date]:
    days: set[date] = set()
    for spell in parent.leave:
        days.update(spell.days())
    return days
