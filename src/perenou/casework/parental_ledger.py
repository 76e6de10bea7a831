"""The ledger of days of parental benefit: per child and parent what is used, left and lost.

Used days come from the norms that count them or from the days that are paid; days are lost by the
norms that end a right (PHS § 34 lg 2 and 7, § 35 lg 3-4, § 36 lg 2, § 37).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.casework.parental_answer import Loss, Quota, QuotaMonth, Span, in_all
from perenou.casework.parental_lines import days_within, rows_by_days, span
from perenou.rules.calendar import first_day_of
from perenou.rules.rule import day_of
from perenou.rules.types import NEVER, Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

SINCE: Final = day_of("2022-04-01")
"""From here on benefit is counted by days in these quotas."""

NONE: Final[Span] = (0, 0)


class _State(NamedTuple):
    """How a quota stands at the beginning of a day; losses by why and norm."""

    used: Span
    moved: Span
    left: Span
    losses: tuple[tuple[str, str, Span], ...]


class _Head(NamedTuple):
    """What a quota is: its kind, whose, and the norm that gives its total, on ``row``."""

    kind: str
    child: int
    who: str | None
    norm: str
    row: int
    total: Span


class _Account(NamedTuple):
    """A quota that can be looked at on any day; ``end`` is the day after its time."""

    head: _Head
    end: Span
    at: Callable[[Day], _State]


def quotas(solved: Solved) -> tuple[Quota, ...]:
    """The quotas of every child for whom days are, or may be, claimed.

    Those that were over, unused, before the months asked about are not told.
    """
    if solved.after <= SINCE:
        return ()
    children = sorted({solved.facts.carers[row][1] for _, row in rows_by_days(solved)})
    return tuple(
        _told(solved, account)
        for child in children
        for account in _accounts(solved, child)
        if account.end[1] > solved.first_day or account.at(solved.first_day).used[1] > 0
    )


def _accounts(solved: Solved, child: int) -> Iterator[_Account]:
    world = solved.world
    day = solved.after - 1
    carers = [row for row, (_, c) in enumerate(solved.facts.carers) if c == child]
    parents = [row for row in carers if world.at("is_parent", row, day) is not False]
    for row in parents:
        # Beside a right from before April 2022 there is none of mother's benefit (§ 63¹).
        begins = span(world.at("mothers_begin_day", row, day))[0] < NEVER
        if begins and world.at("is_mother", row, day) is not False:
            yield _mothers(solved, child, row, day)
    for row in carers:
        if span(world.at("own_fathers_quota", row, day))[1] > 0:
            yield from _fathers(solved, child, row, day)
    in_place = [row for row in carers if world.at("takes_parents_place", row, day) is True]
    # Nobody whose place is taken has days; all that were paid before are deducted (§ 34 lg 5).
    norm = "quota_in_parents_place" if in_place else "own_shared_quota"
    used = _total(solved, "period_days_used" if in_place else "shared_days_used", child)
    own = [(row, span(world.at(norm, row, day))) for row in in_place or parents]
    by_family = len({total for _, total in own}) == 1 and len(in_place) != 1
    for row, total in own[:1] if by_family else own:
        who = None if by_family else _who(solved, row)
        head = _Head("shared", child, who, norm, row, total)
        yield _less_for_earlier_child(solved, _until_the_end(solved, head, used, day))
    if span(world.at("childs_first_adopters_wish", child, day))[0] < NEVER:
        yield _adopters(solved, child, carers, day)
    if len(parents) > 1:
        most = span(world.law.figure_values("overlap_days_most").at(day))
        head = _Head("together", child, None, "overlap_days_most", child, most)
        yield _until_the_end(solved, head, _total(solved, "overlap_days_used", child), day)
    for row in parents:
        yield from _after_death(solved, child, row)


def _who(solved: Solved, row: int) -> str:
    return solved.facts.people[solved.facts.carers[row][0]]


def _difference(one: Span, other: Span) -> Span:
    """One number less another that is no greater, as far as both are known."""
    return max(0, one[0] - other[1]), max(0, one[1] - other[0])


def _earlier(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), min(one[1], other[1])


def _later(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), max(one[1], other[1])


def _mothers(solved: Solved, child: int, row: int, today: Day) -> _Account:
    """Her days lie in one stretch of time; days before its start can move to the shared quota."""
    world = solved.world
    begin = span(world.at("mothers_begin_day", row, today))
    ordinary = span(world.at("mothers_ordinary_after_day", row, today))
    death = span(world.at("paid_for_death_from", child, today))
    figures = {
        name: span(world.law.figure_values(name).at(today))
        for name in ("mothers_days", "mothers_days_after")
    }
    had_right = world.at("has_pre_birth_right", row, today)
    norm = "mothers_days_after" if had_right is False else "mothers_days"
    total = figures[norm]
    if not isinstance(had_right, bool):
        total = (figures["mothers_days_after"][0], total[1])
    moved = span(world.at("mothers_days_moved", row, today))
    paid = world.line("mothers_day_paid", row)
    ended_by_death = _ended_by_death(solved, "mothers", child, today)
    # An early death lifts the shortening (§ 34 lg 7), unless she has used most of her days.
    given_back = had_right is True and (world.at("used_most_of_mothers_days", row, today) is False)
    after_death = world.line("mothers_day_after_death", row)

    def at(day: Day) -> _State:
        now = (day, day)
        if day <= begin[0]:
            return _State(NONE, NONE, total, ())
        end = ordinary if day < death[0] else _earlier(ordinary, death)
        used = days_within(paid, world.start, day)
        late = _difference(_difference(total, moved), _difference(ordinary, begin))
        given = NONE
        if day >= death[1] and given_back:
            given = _earlier(late, days_within(after_death, world.start, world.end))
            late = _difference(late, given)
        unclaimed = _difference(_difference(_earlier(now, end), begin), used)
        return _State(
            used,
            moved,
            _difference(end, _later(now, begin)),
            (
                ("late_start", "unused_days_kept", late),
                ("given_after_death", "mothers_day_after_death", given),
                ("unclaimed", "mothers_ordinary_after_day", unclaimed),
                ("death", ended_by_death, _difference(ordinary, end)),
            ),
        )

    head = _Head("mothers", child, _who(solved, row), norm, row, total)
    return _Account(head, _earlier(ordinary, death), at)


def _fathers(solved: Solved, child: int, row: int, today: Day) -> Iterator[_Account]:
    """His days, until the third birthday, a waiver or the child's death.

    Days that another used in his place are no days of his (§ 34 lg 5); whose place another has
    taken before the first of them has none.
    """
    world = solved.world
    paid = world.line("fathers_day_paid", row)

    def used(day: Day) -> Span:
        return days_within(paid, world.start, day)

    of_all = _total(solved, "fathers_days_used", child)(solved.after)
    of_others = _difference(of_all, used(solved.after))
    if used(solved.after)[1] == 0 and of_others[0] > 0:
        return
    total = _difference(span(world.at("own_fathers_quota", row, today)), of_others)
    waiver = span(world.at("own_fathers_waiver_day", row, today))
    head = _Head("fathers", child, _who(solved, row), "fathers_days", row, total)
    ends = (("waiver", "fathers_right_goes_on", waiver),)
    yield _until_the_end(solved, head, used, today, ends)


def _adopters(solved: Solved, child: int, carers: list[int], today: Day) -> _Account:
    """The adopters' days, until six months have passed or the child's death."""
    world = solved.world
    total = span(world.law.figure_values("adopters_days").at(today))
    head = _Head("adopters", child, None, "adopters_days", child, total)
    times = [world.line("in_adopters_time", row) for row in carers]
    possible = [b for line in times for _, b, yes in line.pieces(world.end) if yes is not False]
    certain = [b for line in times for _, b, yes in line.pieces(world.end) if yes is True]
    over = max(certain, default=0), max(possible, default=0)
    ends = (("six_months", "in_adopters_time", over),)
    used = _total(solved, "adopters_days_used", child)
    return _until_the_end(solved, head, used, today, ends)


def _total(solved: Solved, name: str, child: int) -> Callable[[Day], Span]:
    """A running total of a child's days, by day."""
    return lambda day: span(solved.world.at(name, child, day))


def _until_the_end(
    solved: Solved,
    head: _Head,
    counted: Callable[[Day], Span],
    today: Day,
    ends: Sequence[tuple[str, str, Span]] = (),
) -> _Account:
    """A quota of the child of which what is not used is left until its time ends, and then lost.

    Args:
        counted: the days used by a day. ends: what may end the time before the child's
            third birthday or death does: why, by which norm, and from which day.
    """
    world = solved.world
    time_over = span(world.at("parental_benefit_after_day", head.child, today))
    death = span(world.at("paid_for_death_from", head.child, today))
    end = time_over
    why, norm = "third_birthday", "parental_benefit_after_day"
    if head.kind == "adopters":  # who may be older
        end = NEVER, NEVER
    for other_why, other_norm, over in ends:
        if over[0] < end[0]:
            why, norm = other_why, other_norm
        end = _earlier(end, over)
    if death[0] <= end[0]:
        why, norm = "death", _ended_by_death(solved, head.kind, head.child, today)
        end = _earlier(end, death)

    def at(day: Day) -> _State:
        gone = counted(day)
        rest = _difference(head.total, gone)
        left = rest if day < end[0] else NONE if day >= end[1] else (0, rest[1])
        lost = NONE if day < end[0] else rest if day >= end[1] else (0, rest[1])
        return _State(gone, NONE, left, ((why, norm, lost),))

    return _Account(head, end, at)


def _less_for_earlier_child(solved: Solved, account: _Account) -> _Account:
    """A quota that days of an earlier child's benefit have shortened: those are lost, not used."""
    in_place = account.head.norm == "quota_in_parents_place"
    name = "days_taken_in_parents_place_today" if in_place else "days_taken_for_earlier_today"
    taken = solved.world.line(name, account.head.child)

    def at(day: Day) -> _State:
        state = account.at(day)
        days = days_within(taken, solved.world.start, day)
        used = _difference(state.used, days)
        return state._replace(used=used, losses=((_EARLIER, name, days), *state.losses))

    return account._replace(at=at)


_EARLIER: Final = "earlier_child"


def _ended_by_death(solved: Solved, kind: str, child: int, today: Day) -> str:
    """The norm by which a child's death ends days: a parent's own early on, else all days."""
    own = kind in ("mothers", "fathers")
    if own and solved.world.at("died_within_seventy_days", child, today) is True:
        return AFTER_DEATH[kind]
    return "parental_benefit_after_day"


AFTER_DEATH: Final = {
    "mothers": "mothers_day_after_death",
    "fathers": "fathers_day_after_death",
    "shared": "shared_day_after_death",
}
"""By kind: the norm that gives days without a claim because of a child's death."""

_OF_OTHER_PROVISION: Final = {"mothers_day_after_death": "mothers_day_after_death_by_itself"}


def giving_after_death(solved: Solved, norm: str, row: int) -> str:
    """The norm whose provision gives a parent days after a death (for a mother lg 7 or lg 9)."""
    other = _OF_OTHER_PROVISION.get(norm)
    is_other = other is not None and not solved.world.line(other, row).always(False)
    return other if other is not None and is_other else norm


def _after_death(solved: Solved, child: int, row: int) -> Iterator[_Account]:
    """Days that are paid without a claim because the child died; they stand outside the quotas."""
    for kind, norm in AFTER_DEATH.items():
        if not solved.world.line(norm, row).always(False):
            name = giving_after_death(solved, norm, row)
            yield _days_after_death(solved, f"{kind}_after_death", name, (child, row))


def _days_after_death(solved: Solved, kind: str, norm: str, place: tuple[int, int]) -> _Account:
    child, row = place
    start, end = solved.world.start, solved.world.end
    line = solved.world.line(norm, row)
    after = max(until for _, until, held in line.pieces(end) if held is not False)
    total = days_within(line, start, end)

    def at(day: Day) -> _State:
        used = days_within(line, start, day)
        return _State(used, NONE, _difference(total, used), ())

    head = _Head(kind, child, _who(solved, row), norm, row, total)
    return _Account(head, (after, after), at)


def _told(solved: Solved, account: _Account) -> Quota:
    head = account.head
    state = account.at(solved.after)
    course = []
    for month in range(solved.first_month, solved.last_month + 1):
        then = account.at(first_day_of(month + 1))
        lost = in_all((days for _, _, days in then.losses), head.total)
        course.append(QuotaMonth(month, then.used, then.left, lost))
    norm = solved.explainer.reason(head.norm, head.row, solved.after - 1)
    until = account.end[0] - 1 if account.end[0] == account.end[1] < NEVER else None
    return Quota(
        head.kind,
        solved.facts.children[head.child],
        head.who,
        head.total,
        state.used,
        state.moved,
        state.left,
        tuple(_loss(solved, account, *loss) for loss in state.losses if loss[2][1] > 0),
        until,
        _used_up(solved, account),
        str(norm.citation),
        solved.wording_day(norm),
        tuple(course),
    )


def _loss(solved: Solved, account: _Account, why: str, name: str, days: Span) -> Loss:
    unit = solved.law.book.unit_of(name)
    row = account.head.child if unit is CHILD else account.head.row
    name = giving_after_death(solved, name, row)
    reason = solved.explainer.reason(name, row, solved.after - 1)
    return Loss(why, days, str(reason.citation), solved.wording_day(reason))


def _used_up(solved: Solved, account: _Account) -> Day | None:
    """The day on which the last day of a quota was used; None while days are left or it is open."""
    low, high = solved.first_day, solved.after

    def is_used_up(day: Day) -> bool:
        state = account.at(day)
        shortened = sum(days[0] for why, _, days in state.losses if why == _EARLIER)
        return state.used[0] + shortened >= account.head.total[1]

    if not is_used_up(high) or account.head.total[1] == 0:
        return None
    if is_used_up(low):
        return None  # before the months asked about
    while high - low > 1:
        middle = (low + high) // 2
        if is_used_up(middle):
            high = middle
        else:
            low = middle
    return low
