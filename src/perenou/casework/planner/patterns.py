"""Plans thought of: who is at home when, in pieces whose ends the law or a wish names.

Beside what wishes demand, one parent hands over to the other once. While each parent has one wage
and one daily rate, money depends on how many days each is at home, not on their order, so that one
handover reaches every division of the days.

Nothing here decides what is paid. The numbers of days left and the days on which rights begin are
read from the law; with them days are claimed so that they should be due, and ``judge`` lets the
rules decide. A candidate is worth at least what the rules can make of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from perenou.casework.case_file.plan import Goal
from perenou.casework.planner.daysets import (
    DaySet,
    days_of,
    first_days,
    pieces,
    spans_of,
    start_of_run,
    upto_together,
)
from perenou.casework.planner.ground import Ground, sum_over
from perenou.casework.planner.judge import Claims, Judge, cared_for_on, together_on
from perenou.casework.planner.wishes import Wishes
from perenou.rules.calendar import next_month_start
from perenou.rules.types import NEVER, Cents, Day, Days

MOST_WISHED_STAYS: Final = 3
"""Wished stays of which each may be beside the other parent or in their stead; more go together."""

Homes: TypeAlias = tuple[DaySet, ...]
"""By parent, the days at home."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is left to plan once the start of the mother's own benefit is settled.

    Attributes:
        own: by parent, the days on which the own kind can be claimed. own_left: how many of them.
            must: by parent, days that have to be taken as they are (mother's benefit).
            over: by parent, the day from which the right to the own kind is over although days are
            left. shared_from: by parent, the first day of shared benefit. begin: the day from which
            parents can hand over. shared_left, together_left: days.
    """

    own: tuple[DaySet, ...]
    own_left: tuple[Days, ...]
    must: tuple[DaySet, ...]
    over: tuple[Day, ...]
    shared_from: tuple[Day, ...]
    begin: Day
    shared_left: Days
    together_left: Days


@dataclass(frozen=True, slots=True)
class Candidate:
    """Days claimed and days at home by parent, and what they are worth if all of them are paid."""

    claims: Claims
    homes: Homes
    money: Cents
    cared_for: Days
    together: Days

    def worth(self, goal: Goal) -> tuple[int, ...]:
        """By what plans are compared, in the order of ``Plan.worth``."""
        if goal == "most_days_together":
            return self.together, self.money, self.cared_for
        if goal == "longest_time_at_home":
            return self.cared_for, self.money, self.together
        return self.money, self.cared_for, self.together

    @property
    def pieces(self) -> int:
        """How many times at home; of plans that are worth the same the simpler one is better."""
        return sum(pieces(own) + pieces(shared) for own, shared in self.claims) + sum(
            map(pieces, self.homes)
        )


class Patterns:
    """All plans thought of for a family.

    Args:
        ground: the family. judge: reads from the law what is left. wishes: all of them; the days
            that they name are looked at also while a wish is left out.
    """

    def __init__(self, ground: Ground, judge: Judge, wishes: Wishes) -> None:
        self.ground = ground
        self.judge = judge
        self.origin = ground.origin
        self.planned = days_of([(ground.first, ground.after)], ground.origin)
        self.named = frozenset(
            day for wish in wishes.every for day in wish.span if ground.first < day < ground.after
        )
        self.wages = any(parent.wage for parent in ground.parents)
        self.past = self._past()
        self.frames = self._frames()

    def _past(self) -> Claims:
        """The days used before the first one that is planned, by parent."""
        return tuple(
            (self._used(parent.who, parent.own), self._used(parent.who, "shared"))
            for parent in self.ground.parents
        )

    def _used(self, who: str, kind: str) -> DaySet:
        past = (d.possibly for d in self.ground.past if d.by == who and d.kind == kind)
        return days_of(past, self.origin)

    # ------------------------------------------------------------------ the mother's start

    def _frames(self) -> tuple[Frame, ...]:
        ground = self.ground
        if ground.parents[0].own != "mothers":
            return (self._frame(self.past),)
        found: dict[Frame, None] = {}
        for start in self._starts():
            own = self.past[0][0] | days_of([(start, ground.after)], self.origin)
            asked = ((own, self.past[0][1]), *self.past[1:])
            paid = self.judge.paid(asked)[0][0]
            found[self._frame(((paid, self.past[0][1]), *self.past[1:]))] = None
        return tuple(found)

    def _starts(self) -> list[Day]:
        """Days on which mother's benefit may begin: what the law or a wish names."""
        ground = self.ground
        if self.past[0][0]:
            return [ground.first]
        earliest = ground.certain("earliest_mothers_day", ground.child_row, ground.day)
        expected = ground.certain("expected_day", ground.child_row, ground.day)
        latest = expected - ground.figure("latest_start_to_keep_days")
        first = max(ground.first, earliest)
        days = {first, latest, expected, ground.birth, *self.named}
        return sorted(day for day in days if first <= day <= max(ground.birth, first))

    def _frame(self, claims: Claims) -> Frame:
        """What is left beside the days used before and the mother's own."""
        ground, world = self.ground, self.judge.world(claims)
        first = ground.first
        own: list[DaySet] = []
        left: list[Days] = []
        must: list[DaySet] = []
        over: list[Day] = []
        shared_from: list[Day] = []
        for parent, (own_days, _) in zip(ground.parents, claims, strict=True):
            if parent.own == "mothers":
                days = own_days & self.planned
                after = ground.certain("mothers_ordinary_after_day", parent.carer, first, world)
                own.append(days)
                left.append(days.bit_count())
                must.append(days)
                over.append(first)
                shared_from.append(max(after, ground.birth, first))
                continue
            line = world.line("in_fathers_time", parent.carer)
            time = [(a, b) for a, b, yes in line.pieces(ground.end) if yes is not False]
            waived = ground.certain("fathers_waiver_day", parent.carer, first)
            used = ground.certain("fathers_days_used", ground.child_row, first, world)
            until = days_of([(first, min(waived, ground.after))], self.origin)
            own.append(days_of(time, self.origin) & until)
            left.append(0 if waived <= first else ground.figure("fathers_days") - used)
            must.append(0)
            over.append(min(waived, ground.after))
            shared_from.append(max(ground.birth, first))
        quota = max(
            ground.certain("own_shared_quota", parent.carer, ground.day, world)
            for parent in ground.parents
        )
        used = ground.certain("shared_days_used", ground.child_row, first, world)
        together = ground.certain("overlap_days_used", ground.child_row, first, world)
        may_share = (self._may_share_from(parent.carer) for parent in ground.parents)
        return Frame(
            tuple(own),
            tuple(left),
            tuple(must),
            tuple(over),
            tuple(map(max, shared_from, may_share)),
            max(min(shared_from), *(self._after(days) for days in must)),
            quota - used + self._spared(together),
            ground.figure("overlap_days_most") - together,
        )

    def _may_share_from(self, carer: int) -> Day:
        """The first day on which a parent may have shared benefit; on a visa for work none."""
        line = self.ground.world.line("may_have_parental_benefit", carer)
        pieces = line.pieces(self.ground.after)
        return next((day for day, _, yes in pieces if yes is not False), self.ground.after)

    def _after(self, days: DaySet) -> Day:
        return self.origin + days.bit_length()

    def _spared(self, together: Days) -> Days:
        """Days together that may cost no shared day (triplets, a very early birth)."""
        ground = self.ground
        line = ground.world.line("overlap_shortens_to_thirty", ground.child_row)
        if line.at(ground.day) is False:
            return 0
        most = ground.figure("overlap_days_most")
        return most - max(ground.figure("overlap_days_that_shorten"), together)

    # ------------------------------------------------------------------ who is at home

    def candidates(self, wishes: Wishes) -> list[Candidate]:
        """Every plan thought of that the wishes may allow, each once."""
        ground = self.ground
        overlay = _Overlay(ground, wishes, self.planned)
        bounds = Bounds(ground, wishes)
        found: dict[tuple[Claims, Homes], Candidate] = {}
        for frame in self.frames:
            if any(must & work for must, work in zip(frame.must, overlay.at_work, strict=True)):
                continue  # mother's benefit cannot be interrupted (PHS § 46¹ lg 1)
            bases = set(self._bases(frame, wishes))
            for homes in {homes for base in bases for homes in overlay.over(base, frame.must)}:
                for claims in self._claimed(frame, homes, bounds):
                    if bounds.allow(claims):
                        stays = overlay.stays(claims, homes)
                        if (claims, stays) not in found:
                            found[claims, stays] = self._candidate(claims, stays)
        return list(found.values())

    def _bases(self, frame: Frame, wishes: Wishes) -> Iterator[Homes]:
        """One parent after the other, then nobody; and the same with days beside each other."""
        ground = self.ground
        end, begin = ground.after, frame.begin
        lasts = {end, *(self.named & {w.span[1] for w in wishes.every if w.kind == "care"})}
        if len(ground.parents) < 2:
            for last in sorted({begin, *lasts, *self.named} if self.wages else {end}):
                yield (frame.must[0] | self._from(begin, last),)
            return
        early = self._early(frame)
        handovers = self._handovers(frame, wishes)
        for first in (0, 1):
            for handover in handovers:
                one = self._from(begin, handover)
                for last in {handover, *lasts} if self.wages else {end}:
                    if last < handover:
                        continue
                    other = self._from(handover, last)
                    for mine in early:
                        base = (
                            frame.must[0] | (other if first else one),
                            frame.must[1] | (one if first else other) | mine,
                        )
                        yield base
                        yield from self._beside(frame, wishes, base, handover, mine)

    def _from(self, first: Day, after: Day) -> DaySet:
        return days_of([(first, after)], self.origin)

    def _early(self, frame: Frame) -> list[DaySet]:
        """The other parent's own days beside the mother: not, or at once from some day on."""
        ground = self.ground
        left = frame.own_left[1]
        if ground.parents[1].own != "fathers" or not left:
            return [0]
        days = sorted({max(ground.birth, ground.first), frame.begin})
        return [
            0,
            *(first_days(frame.own[1] & self._from(day, ground.after), left) for day in days),
        ]

    def _handovers(self, frame: Frame, wishes: Wishes) -> list[Day]:
        """Days on which the one parent may hand over to the other."""
        ground, begin = self.ground, frame.begin
        days = {begin, *self.named, *self._month_starts()}
        for at, parent in enumerate(ground.parents):
            for wanted in (
                *wishes.numbers("days_least", parent.who),
                *wishes.numbers("days_most", parent.who),
            ):
                # As long as the one wants, or until the other still has so many days.
                for number in (wanted, wanted - frame.own_left[at]):
                    days |= {begin + number, begin + frame.shared_left - number}
        longest = begin + frame.shared_left + max(frame.own_left)
        days |= {begin + frame.shared_left, longest}
        within = {day for day in days if begin <= day <= min(longest, ground.after)}
        return sorted(within | {ground.after})

    def _month_starts(self) -> Iterator[Day]:
        day = next_month_start(self.ground.first - 1)
        while day < self.ground.after:
            yield day
            day = next_month_start(day)

    def _beside(
        self, frame: Frame, wishes: Wishes, base: Homes, handover: Day, early: DaySet
    ) -> Iterator[Homes]:
        """The same with both at home: after the father's own days, or before the handover."""
        left = frame.together_left - early.bit_count()
        follows = max(frame.begin, self._after(early)) if early else frame.begin
        for wanted in {frame.together_left, *wishes.numbers("together")}:
            number = wanted - early.bit_count()
            if not 0 < number <= left:
                continue
            for span in (
                self._from(follows, follows + number),
                self._from(max(frame.begin, handover - number), handover),
            ):
                yield base[0] | span, base[1] | span

    # ------------------------------------------------------------------ what is claimed

    def _claimed(self, frame: Frame, homes: Homes, bounds: Bounds) -> Iterator[Claims]:
        """Days claimed for the days at home, no more than a parent wants.

        Where the shared days do not last, they go to whoever comes first, or are kept for the one
        or for the other, who may get more for them.
        """
        own: list[DaySet] = []
        shared: list[DaySet] = []
        for at, home in enumerate(homes):
            wanted = bounds.of_parents[at][1] - sum(map(int.bit_count, self.past[at]))
            left = frame.own_left[at]
            mine = first_days(home & frame.own[at], left if frame.must[at] else min(left, wanted))
            since = frame.shared_from[at]
            if self.ground.parents[at].own == "fathers" and left:
                # Shared benefit only when the own days are used up or waived.
                used_up = mine.bit_count() >= left
                since = max(since, self._after(mine) if used_up else frame.over[at])
            own.append(mine)
            ours = home & self._from(since, self.ground.after) & ~mine
            shared.append(first_days(ours, wanted - mine.bit_count()))
        if len(homes) < 2:
            yield self._with_past(own, [first_days(shared[0], frame.shared_left)])
            return
        self._part(frame, own, shared)
        left = frame.shared_left
        yield self._with_past(own, upto_together(shared[0], shared[1], left))
        if shared[0].bit_count() + shared[1].bit_count() > left:
            for keeper in (0, 1):
                kept = first_days(shared[keeper], left)
                rest = first_days(shared[1 - keeper], left - kept.bit_count())
                yield self._with_past(own, (kept, rest) if keeper == 0 else (rest, kept))

    def _part(self, frame: Frame, own: list[DaySet], shared: list[DaySet]) -> None:
        """When the days together are used up, only whoever began earlier claims on."""
        paid = [mine | ours for mine, ours in zip(own, shared, strict=True)]
        both = paid[0] & paid[1]
        for first, after in spans_of(both & ~first_days(both, frame.together_left), 0):
            starts = [start_of_run(days, first) for days in paid]
            junior = 0 if starts[1] < starts[0] else 1
            span = days_of([(first, after)], 0) & ~frame.must[junior]
            own[junior] &= ~span
            shared[junior] &= ~span

    def _with_past(self, own: Sequence[DaySet], shared: Sequence[DaySet]) -> Claims:
        return tuple(
            [
                (used[0] | mine, used[1] | ours)
                for used, mine, ours in zip(self.past, own, shared, strict=True)
            ]
        )

    def _candidate(self, claims: Claims, homes: Homes) -> Candidate:
        money = 0
        for parent, (own, shared), home in zip(self.ground.parents, claims, homes, strict=True):
            money += sum_over(parent.earned, ~home)
            money += sum_over(parent.benefits[parent.own], own)
            money += sum_over(parent.benefits["shared"], shared)
        cared_for = cared_for_on(claims, self.ground).bit_count()
        return Candidate(claims, homes, money, cared_for, together_on(claims).bit_count())


class _Overlay:
    """The wishes about days at home and at work, laid over who would be at home without them."""

    def __init__(self, ground: Ground, wishes: Wishes, planned: DaySet) -> None:
        origin = ground.origin
        parents = [parent.who for parent in ground.parents]
        self.planned = planned
        self.care = wishes.days("care", "", origin) & planned
        self.wished = [wishes.days("at_home", who, origin) & planned for who in parents]
        self.at_work = [wishes.days("at_work", who, origin) for who in parents]
        self.stays_wished = [
            (parents.index(wish.who), days_of([wish.span], origin) & planned)
            for wish in wishes.every
            if wish.kind == "at_home"
        ]
        number = len(self.stays_wished) if len(parents) > 1 else 0
        self.choices: list[tuple[bool, ...]] = (
            list(product((False, True), repeat=number))
            if number <= MOST_WISHED_STAYS
            else [(False,) * number, (True,) * number]
        )
        """For each wished stay: whether the other parent may be at home, too."""

    def over(self, base: Homes, must: Homes) -> Iterator[Homes]:
        """By parent the days at home, with the wishes; nothing where they cannot be met."""
        for choice in self.choices:
            homes = list(base)
            for (mine, days), beside in zip(self.stays_wished, choice, strict=False):
                if not beside:
                    homes[1 - mine] &= ~days | must[1 - mine]
            for at, (wish, work) in enumerate(zip(self.wished, self.at_work, strict=True)):
                homes[at] = ((homes[at] & ~work) | wish) & self.planned
            nobody = self.care
            for days in homes:
                nobody &= ~days
            if nobody:
                for at, work in enumerate(self.at_work):
                    homes[at] |= nobody & ~work
                    nobody &= work
            if not nobody:
                yield tuple(homes)

    def stays(self, claims: Claims, homes: Homes) -> Homes:
        """Days at home; without benefit only where a wish asks for it."""
        found: list[DaySet] = []
        for at, (own, shared) in enumerate(claims):
            others = 0
            for days in (*found, *homes[at + 1 :]):
                others |= days
            found.append(own | shared | (homes[at] & (self.wished[at] | (self.care & ~others))))
        return tuple(found)


class Bounds:
    """The wishes about numbers of days."""

    def __init__(self, ground: Ground, wishes: Wishes) -> None:
        self.together = max(wishes.numbers("together"), default=0)
        self.of_parents = [
            (
                max(wishes.numbers("days_least", parent.who), default=0),
                min(wishes.numbers("days_most", parent.who), default=NEVER),
            )
            for parent in ground.parents
        ]

    def allow(self, claims: Claims) -> bool:
        """Whether days claimed meet the wishes."""
        for (own, shared), (least, most) in zip(claims, self.of_parents, strict=True):
            if not least <= (own | shared).bit_count() <= most:
                return False
        return not self.together or together_on(claims).bit_count() >= self.together
