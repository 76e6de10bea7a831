"""What the course of rights asks to decide: they are suspended, resumed, end, pass on or change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.acts.causes import of_end, of_grant
from perenou.acts.ends import Outlook
from perenou.acts.from_claims import (
    BY_MEASURE,
    brought_by,
    courses,
    is_resumed,
    is_told_by_claim,
    states_beside,
)
from perenou.acts.matter import LETTERS, Instead, Item, Kind, Matter
from perenou.acts.paid_for import by_own_law, certain, paid_for
from perenou.acts.passing import SUSPENDED, comes_back, instead_of, taken_from
from perenou.acts.rows import children_of, row_of
from perenou.acts.who_is_told import is_parent
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.determination import Payment, Right, Status
from perenou.casework.tell_money import is_part_month
from perenou.rules.calendar import first_day_of, month_of
from perenou.rules.explain import turning_points
from perenou.rules.types import Cents, Day, Months

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

_ENDS: Final = {
    Status.SUSPENDED: Kind.SUSPENSION,
    Status.REFUSED: Kind.TERMINATION,
    Status.UNCLAIMED: Kind.TERMINATION,
}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A day on which a right turns from one spell to the next.

    Attributes:
        by_claim: whether the decision on a claim tells of it. is_resumed: whether another does.
    """

    before: Right
    right: Right
    by_claim: bool
    is_resumed: bool


def in_course(solved: Solved, ahead: Outlook) -> Iterator[Matter]:
    """Suspensions, resumptions and ends, changes of recipient with their notices, new amounts."""
    found: dict[tuple[Kind, str, Day], list[Item]] = {}
    for turn in _turns(solved):
        for kind, who, item in _matters_of(solved, ahead, turn):
            found.setdefault((kind, who, turn.right.first), []).append(item)
    for (kind, who, day), items in found.items():
        states = () if kind in LETTERS else states_beside(solved, items, month_of(day))
        is_former = kind is Kind.OTHER_PARENT_NOTICE and not _is_parent(solved, who, items)
        yield Matter(kind, who, None, None, tuple(items), states=states, is_former=is_former)
    yield from _changes(solved)
    yield from _without_claim(solved, ahead)


def _is_parent(solved: Solved, who: str, items: list[Item]) -> bool:
    """Whether somebody is a parent of the children concerned; of a family's benefit of any."""
    return any(
        is_parent(solved, who, child, item.first)
        for item in items
        for child in item.about or solved.facts.children
    )


def _turns(solved: Solved) -> Iterator[_Turn]:
    for course in courses(solved):
        allowance = MONTHLY.get(course[0].benefit)
        if allowance is None or allowance.is_claimed_by_days:
            continue  # days that are claimed end by themselves
        for at, (before, right) in enumerate(pairwise(course), 1):
            if before.after == right.first and solved.first_day < right.first < solved.after:
                by_claim = is_told_by_claim(solved, course, at)
                yield _Turn(before, right, by_claim, is_resumed(solved, course, at))


def _matters_of(solved: Solved, ahead: Outlook, turn: _Turn) -> Iterator[tuple[Kind, str, Item]]:
    before, right = turn.before, turn.right
    whose = right._replace(holder=before.holder)
    item = Item(
        right.benefit, children_of(solved, right), right.status, right.first, None, (),
        of_end(solved, whose), debtor=right.debtor,
    )  # fmt: skip
    if before.status is Status.GRANTED and before.holder is not None:
        kind = _ENDS.get(right.status)
        if kind is not None:
            # What is accounted by the month has no decision that could be ended (PHS § 50 lg 5).
            if not turn.by_claim and right.benefit not in BY_MEASURE:
                yield kind, before.holder, item
        elif right.status is Status.GRANTED and right.holder not in (None, before.holder):
            yield from _passed(solved, ahead, turn, replace(item, passes=True))
    elif before.status is Status.SUSPENDED and right.status is Status.GRANTED:
        if right.holder is not None and turn.is_resumed:
            yield Kind.RESUMPTION, right.holder, _paid(solved, ahead, right, item)


def _passed(
    solved: Solved, ahead: Outlook, turn: _Turn, item: Item
) -> Iterator[tuple[Kind, str, Item]]:
    """What is written to both when a right passes from one to the other."""
    before, right = turn.before, turn.right
    was, now = str(before.holder), str(right.holder)
    former = taken_from(solved, before, right, item.about)
    instead = instead_of(solved, before, right)
    back = comes_back(solved, before, right)
    if instead is not None:
        if instead.grounds:
            yield (
                Kind.SUSPENSION,
                was,
                replace(item, status=Status.SUSPENDED, grounds=instead.grounds),
            )
    elif former is not None:
        again = None if back is None else Instead(now, SUSPENDED)
        yield Kind.OTHER_PARENT_NOTICE, was, replace(item, former=now, instead=again)
    else:
        yield Kind.TERMINATION, was, replace(item, status=Status.REFUSED)
    told = replace(
        _paid(solved, ahead, right, item), former=former, instead=instead,
        grounds=of_grant(solved, right), turned=of_end(solved, right) if former is not None else (),
    )  # fmt: skip
    if back is not None:
        yield Kind.RESUMPTION, now, replace(told, grounds=back, turned=())
    elif brought_by(solved, right) is None:
        is_measure = right.benefit in BY_MEASURE
        yield Kind.INFORMATION if is_measure else Kind.RECIPIENT_CHANGE, now, told


def _paid(solved: Solved, ahead: Outlook, right: Right, item: Item) -> Item:
    paid = certain(paid_for(solved, str(right.holder), right, set()))
    own = by_own_law(solved, str(right.holder), right)
    return replace(item, payments=paid, by_own_law=own, end=ahead.end_of(right))


# ------------------------------------------------------------------------------ amounts


def _changes(solved: Solved) -> Iterator[Matter]:
    """Months from which somebody is paid another amount of what goes on."""
    found: dict[tuple[str, int], list[Item]] = {}
    for months in _by_right(solved):
        for old, new in pairwise(months.values()):
            before, after = (sum(each.least for each in of) for of in (old, new))
            if new[0].month != old[0].month + 1 or before == after:
                continue
            item = _changed(solved, new, before, months)
            found.setdefault((new[0].payees[0], new[0].month), []).append(item)
    for (who, month), items in found.items():
        states = states_beside(solved, items, month)
        yield Matter(Kind.CHANGE, who, None, None, tuple(items), states=states)


_Months: TypeAlias = dict[Months, list[Payment]]
"""By month what is paid of one right: to several accounts it is several payments."""


def _by_right(solved: Solved) -> list[_Months]:
    """The certain whole months of each benefit that is paid by the month, in order."""
    found: dict[object, _Months] = {}
    for payment in solved.payments:
        allowance = MONTHLY.get(payment.benefit)
        if allowance is None or allowance.is_claimed_by_days or payment.debtor is not None:
            continue
        if len(payment.payees) == 1:
            whom = payment.for_whom if allowance.unit.name == "child" else ()
            of_right = found.setdefault((payment.benefit, payment.row, payment.payees, whom), {})
            of_right.setdefault(payment.month, []).append(payment)
    return [
        {month: of for month, of in months.items() if all(_is_whole(each) for each in of)}
        for months in found.values()
    ]


def _is_whole(payment: Payment) -> bool:
    return payment.is_certain and not is_part_month(payment)


def _changed(solved: Solved, new: list[Payment], before: Cents, months: _Months) -> Item:
    first, after = new[0], sum(each.least for each in new)
    day = first_day_of(first.month)
    reason = turning_points(solved.explainer, first.name, first.row, day)
    is_familys = MONTHLY[first.benefit].unit.name == "person"
    same = tuple(
        each
        for month, of in months.items()
        if month >= first.month and sum(each.least for each in of) == after
        for each in of
    )
    return Item(
        first.benefit, () if is_familys else first.for_whom, Status.GRANTED, day, None, same,
        tuple(solved.ground(each) for each in reason), before=before, after=after,
    )  # fmt: skip


# ------------------------------------------------------------------------------ without a claim


def _without_claim(solved: Solved, ahead: Outlook) -> Iterator[Matter]:
    """Grants for a further child that nobody had to claim: a measure, told in a letter."""
    found: dict[tuple[str, Day], list[Item]] = {}
    for course in courses(solved):
        for right in course:
            allowance = MONTHLY.get(right.benefit)
            if right.status is not Status.GRANTED or right.holder is None:
                continue
            if right.benefit in ONE_OFF or allowance is None or allowance.is_claimed_by_days:
                continue
            if not solved.first_day <= right.first < solved.after:
                continue
            row = row_of(solved, allowance, right)
            at = course.index(right)
            is_new = at == 0 or course[at - 1].status is not Status.GRANTED
            if row is None or not is_new or right.debtor is not None:
                continue
            if brought_by(solved, right) is not None:
                continue
            paid = certain(paid_for(solved, right.holder, right, set()))
            item = Item(
                right.benefit, children_of(solved, right), Status.GRANTED, right.first,
                ahead.end_of(right), paid, of_grant(solved, right),
                by_own_law=by_own_law(solved, right.holder, right),
            )  # fmt: skip
            found.setdefault((right.holder, right.first), []).append(item)
    for (who, _), items in found.items():
        yield Matter(Kind.INFORMATION, who, None, None, tuple(items), without_claim=True)
