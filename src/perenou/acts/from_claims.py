"""What each claim asks to decide: what it brings, what it does not, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from perenou.acts.causes import of_denial, of_end, of_grant, of_grant_later
from perenou.acts.ends import End, Outlook
from perenou.acts.matter import Item, Kind, Matter
from perenou.acts.missing import missing
from perenou.acts.paid_for import before_those_asked, by_own_law, certain, paid_for
from perenou.acts.passing import comes_back, instead_of, taken_from
from perenou.acts.rows import children_of
from perenou.acts.states_concerned import is_open
from perenou.acts.who_is_told import was_parent_only
from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.estonia.one_off_allowances import ONE_OFF
from perenou.casework.case_file.coordination import HOME
from perenou.casework.case_file.dates import PartialDay
from perenou.casework.case_file.schema import Claim, entries
from perenou.casework.determination import (
    VALIDITY,
    Payment,
    Right,
    Role,
    StateMonth,
    Status,
)
from perenou.casework.lines import START
from perenou.casework.maintenance import ENFORCEMENT
from perenou.rules.calendar import month_of
from perenou.rules.types import Day, Months
from perenou.rules.unknown import Open

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

BY_MEASURE: Final = frozenset({ENFORCEMENT})
"""What is granted, also to another recipient, by a measure and not by an act (PHS § 52 lg 5)."""

Course: TypeAlias = list[Right]
"""The spells of one right, in order."""


def courses(solved: Solved) -> list[Course]:
    """The rights of a case, each with all its spells; a grant is one, whatever it rests on when."""
    found: dict[object, Course] = {}
    for right in solved.rights:
        allowance = MONTHLY.get(right.benefit)
        by_days = allowance is not None and allowance.is_claimed_by_days
        whose = right.holder if by_days else None
        course = found.setdefault((right.benefit, right.about, right.debtor, whose), [])
        if course and not by_days and _goes_on(course[-1], right):
            course[-1] = course[-1]._replace(after=right.after)
        else:
            course.append(right)
    return list(found.values())


def _goes_on(before: Right, right: Right) -> bool:
    """Whether the same person is granted a right on, only for another reason."""
    both_granted = before.status is Status.GRANTED is right.status
    return both_granted and before.after == right.first and before.holder == right.holder


def claimed(solved: Solved, ahead: Outlook) -> Iterator[Matter]:
    """The matters that claims bring, in the order of the file."""
    every = courses(solved)
    for claim in entries(solved.case.claims):
        if not isinstance(claim.by, str) or claim.by == "unknown":
            continue
        decided: list[Item] = []
        still_open: list[Item] = []
        taken: set[Payment] = set()
        for course in every:
            if not _is_asked(solved, claim, course):
                continue
            found = _items(solved, ahead, claim, course, taken)
            for item in sorted(found, key=lambda each: each.first):
                (still_open if item.status is Status.UNDECIDED else decided).append(item)
        received = None if claim.received is None else claim.received.first
        states = states_beside(solved, [*decided, *still_open])
        decided = _by_month(decided)
        if decided:
            is_measure = all(_by_measure(item) for item in decided)
            yield Matter(
                Kind.INFORMATION if is_measure else _kind(decided, states),
                claim.by,
                claim,
                received,
                tuple(decided),
                states=states,
            )
        if still_open:
            questions = missing(solved, claim.by, still_open)
            yield Matter(
                Kind.DOCUMENT_REQUEST, claim.by, claim, received, tuple(still_open),
                questions=questions,
            )  # fmt: skip


def _is_asked(solved: Solved, claim: Claim, course: Course) -> bool:
    right = course[0]
    allowance = MONTHLY.get(right.benefit)
    if allowance is not None and allowance.is_claimed_by_days:
        return False  # the days themselves claim it
    if right.debtor is not None and isinstance(claim.debtor, str) and claim.debtor != "unknown":
        if claim.debtor != right.debtor:
            return False
    if isinstance(claim.benefits, tuple):
        if not _names(claim, right):
            return False
    elif not any(each.holder == claim.by for each in course):
        return False
    children, named = children_of(solved, right), solved.case.children_of(claim)
    if not children or (named is None and right.about == claim.by):
        return right.about == claim.by
    return any(child in (named or ()) for child in children)


def _names(claim: Claim, right: Right) -> bool:
    """Whether a claim names a benefit; survivor's allowance is claimed for both parents at once."""
    named = claim.benefits
    return isinstance(named, tuple) and right.benefit.removesuffix("_second") in named


def _items(
    solved: Solved, ahead: Outlook, claim: Claim, course: Course, taken: set[Payment]
) -> Iterator[Item]:
    who = str(claim.by)
    mine = [
        right
        for at, right in enumerate(course)
        if right.status is Status.GRANTED and right.holder == who
        if claim is brought_by(solved, right)
        if not _goes_on_by_decision(solved, course, at)
    ]
    if not mine:
        right = _at_claim(solved, claim, course)
        if right is not None:
            yield _denied(solved, claim, right)
        return
    yield from _not_yet(solved, claim, course, mine)
    for right in mine:
        paid = paid_for(solved, who, right, taken)
        sure = certain(paid)
        if paid and not sure:
            yield _item(solved, right, Status.UNDECIDED, ())
            continue
        at = course.index(right)
        previous = course[at - 1] if at else None
        granted = _granted(solved, ahead, right, sure, previous)
        unsure = sorted({each.month for each in paid} - {each.month for each in sure})
        yield replace(granted, open_months=tuple(unsure) or granted.open_months)
        if len(sure) < len(paid):
            yield _item(solved, right, Status.UNDECIDED, ())
    after = course[course.index(mine[-1]) + 1 :]
    if after and after[0].status is Status.UNDECIDED:
        yield _item(solved, after[0], Status.UNDECIDED, ())


def _not_yet(solved: Solved, claim: Claim, course: Course, mine: list[Right]) -> Iterator[Item]:
    """The time that a claim is for before it brings anything, and what is open between its spells.

    What a claim of before the months asked about did not bring was decided then.
    """
    day = _claim_day(solved, claim)
    at, last = course.index(mine[0]), course.index(mine[-1])
    for place, right in enumerate(course[:last]):
        is_before = place < at and right.after is not None and right.after > day
        if right.status is Status.UNDECIDED and (is_before or place > at):
            yield _item(solved, right, Status.UNDECIDED, ())
        elif right.status in (Status.REFUSED, Status.SUSPENDED) and not _is_ahead_of_law(right):
            is_past = is_before or is_told_by_claim(solved, course, place)
            if is_past and right.after is not None and day >= solved.first_day:
                keeps = right.status is Status.SUSPENDED or not is_before
                first = right.first if keeps else max(right.first, day)
                item = _denied(solved, claim, right._replace(first=first))
                yield replace(item, end=End(right.after - 1, is_open=False))


def _goes_on_by_decision(solved: Solved, course: Course, at: int) -> bool:
    """Whether a claim brought an earlier spell, and another decision tells that it goes on."""
    claim = brought_by(solved, course[at])
    earlier = [each for each in course[:at] if each.status is Status.GRANTED]
    began = any(brought_by(solved, each) is claim for each in earlier)
    return began and is_resumed(solved, course, at)


def is_resumed(solved: Solved, course: Course, at: int) -> bool:
    """Whether a decision of its own tells that a spell goes on after a suspension."""
    if not at:
        return False
    before = course[at - 1]
    if before.status is not Status.SUSPENDED:
        return comes_back(solved, before, course[at]) is not None
    if is_first_of_claim(solved, course[at]):
        return False
    return not is_told_by_claim(solved, course, at - 1)


def is_told_by_claim(solved: Solved, course: Course, at: int) -> bool:
    """Whether a spell without a right was over, or under way, when what is around it was claimed.

    The decision on that claim then tells of it too.
    """
    before = course[at - 1] if at else None
    later = [right for right in course[at:] if right.status is Status.GRANTED]
    if before is None or before.status is not Status.GRANTED or not later:
        return False
    claim = brought_by(solved, before)
    if claim is None or brought_by(solved, later[0]) is not claim:
        return False
    return _claim_day(solved, claim) > course[at].first


def _is_ahead_of_law(right: Right) -> bool:
    """Whether a spell is refused only because the norm is not in force yet: nobody claimed it."""
    return right.status is Status.REFUSED and all(
        each.gives == VALIDITY and isinstance(each.value, tuple) and each.value[0] > each.day
        for each in right.grounds
    )


def _claim_day(solved: Solved, claim: Claim) -> Day:
    """The first day on which a claim may have come; unknown, the first day asked about."""
    return solved.first_day if claim.received is None else claim.received.first


def _granted(
    solved: Solved,
    ahead: Outlook,
    right: Right,
    paid: tuple[Payment, ...],
    previous: Right | None,
) -> Item:
    """A spell of a right that is granted; ``previous``: the spell before it."""
    children = children_of(solved, right)
    follows = previous is not None and previous.after == right.first
    former, instead = None, None
    if follows and previous is not None and previous.status is Status.GRANTED:
        former = taken_from(solved, previous, right, children)
        instead = instead_of(solved, previous, right)
    since_start = (*before_those_asked(solved, right), *paid)
    begins = month_of(max(right.first, START))
    is_open = bool(since_start) and since_start[0].month == begins + 1 and right.debtor is None
    passes = _passes(previous, right)
    return Item(
        right.benefit, children, Status.GRANTED, right.first,
        ahead.end_of(right), since_start, of_grant(solved, right),
        later=of_grant_later(solved, right),
        late=right.is_late,
        debtor=right.debtor,
        former=former,
        passes=passes,
        turned=of_end(solved, right) if former is not None else (),
        instead=instead,
        open_months=(begins,) if is_open and not passes else (),
        by_own_law=by_own_law(solved, str(right.holder), right),
    )  # fmt: skip


def _passes(previous: Right | None, right: Right) -> bool:
    """Whether a right passes from one person to another without a break."""
    if previous is None or previous.status is not Status.GRANTED:
        return False
    return previous.after == right.first and previous.holder not in (None, right.holder)


def brought_by(solved: Solved, right: Right) -> Claim | None:
    """The claim that brought a granted spell; None: no claim.

    The first that covers its days; of a right that had broken off, the first since then, if any.
    """
    found = [claim for claim in _covering(solved, right) if claim is not None]
    broken = _broken_off(solved, right)
    since = [c for c in found if c.received is not None and c.received.first >= broken]
    return next(iter((*since, *found)), None)


def _covering(solved: Solved, right: Right) -> Iterator[Claim | None]:
    for row, (claim, carer) in enumerate(solved.facts.claims):
        if claim is None or claim.by != right.holder:
            continue
        if isinstance(claim.benefits, tuple) and not _names(claim, right):
            continue
        child = solved.facts.children[solved.facts.carers[carer][1]]
        if children_of(solved, right) and child != right.about:
            continue
        if _covers(solved, right, row):
            yield claim


def _broken_off(solved: Solved, right: Right) -> Day:
    """The first day of a refusal right before a spell; the first of all days without one."""
    days = [
        each.first
        for each in solved.rights
        if (each.benefit, each.about, each.debtor) == (right.benefit, right.about, right.debtor)
        if each.status is Status.REFUSED and each.after == right.first
    ]
    return max(days, default=0)


def is_first_of_claim(solved: Solved, right: Right) -> bool:
    """Whether a granted spell is the first that a claim of the months asked about brings.

    The decision on that claim then also tells of the time before it.
    """
    claim = brought_by(solved, right)
    if claim is None or _claim_day(solved, claim) < solved.first_day:
        return False
    earlier = [
        each
        for each in solved.rights
        if (each.benefit, each.about, each.debtor) == (right.benefit, right.about, right.debtor)
        if each.first < right.first and each.status is Status.GRANTED
    ]
    return not any(brought_by(solved, each) is claim for each in earlier)


def _covers(solved: Solved, right: Right, row: int) -> bool:
    name = f"{right.benefit}_covers_from"
    if right.benefit in ONE_OFF or not solved.law.book.known(name):
        return True
    since = solved.world.at(name, row, max(right.first, solved.world.start))
    return isinstance(since, Open) or since <= right.first


def _at_claim(solved: Solved, claim: Claim, course: Course) -> Right | None:
    """The spell on which a claim that brings nothing is judged.

    None where it brought an earlier one: that an old right has broken off since denies no claim.
    """
    who = claim.by
    if any(right.status is Status.GRANTED and right.holder == who for right in course):
        return None
    day = _claim_day(solved, claim)
    first = course[0]
    if first.benefit not in ONE_OFF and first.status is Status.REFUSED:
        if day < min(first.first, solved.first_day) and _is_born(solved, first.about, day):
            return None
    later = [each for each in course if each.after is None or each.after > day]
    by_law = [each for each in later if not _is_ahead_of_law(each)]
    return (by_law or later or course[-1:])[0]


def _birth(solved: Solved, right: Right) -> Day:
    """The first day on which the child of a right may be there; a parent always is."""
    child = solved.case.children.get(right.about)
    birth = None if child is None else child.birth
    return birth.first if isinstance(birth, PartialDay) else solved.first_day


def _is_born(solved: Solved, who: str, day: Day) -> bool:
    """Whether the child was surely there on a day; a parent was."""
    child = solved.case.children.get(who)
    birth = None if child is None else child.birth
    return not isinstance(birth, PartialDay) or birth.last <= day


def _denied(solved: Solved, claim: Claim, right: Right) -> Item:
    """A spell that a claim does not bring, with the reason on its day, or on that of the birth."""
    who = str(claim.by)
    is_nobodys = right.status is Status.GRANTED and right.holder is None
    if right.status is Status.UNDECIDED or is_nobodys:
        return _item(solved, right, Status.UNDECIDED, ())
    day = max(right.first, solved.first_day, _claim_day(solved, claim), _birth(solved, right))
    if right.after is not None:
        day = min(day, right.after - 1)
    held = right.holder if right.status is Status.GRANTED else None
    if held is not None and was_parent_only(solved, who, children_of(solved, right), day):
        held = None
    grounds = () if held is not None else of_denial(solved, who, right, day)
    is_elsewhere = right.status is Status.SUSPENDED and any(
        right.about == month.child and month.role is Role.PRIMARY and month.state != HOME
        for month in solved.state_months
    )
    status = Status.SUSPENDED if is_elsewhere else Status.REFUSED
    item = _item(solved, right, status, ())
    return replace(item, grounds=grounds, former=held)


def _item(solved: Solved, right: Right, status: Status, paid: tuple[Payment, ...]) -> Item:
    return Item(
        right.benefit, children_of(solved, right), status, right.first, None, paid, right.grounds,
        debtor=right.debtor,
    )  # fmt: skip


def _by_measure(item: Item) -> bool:
    return item.benefit in BY_MEASURE and item.status is Status.GRANTED


def _by_month(items: list[Item]) -> list[Item]:
    """Items without the months in which a measure pays nothing: each is accounted by itself."""
    paid = {item.benefit for item in items if _by_measure(item)}
    return [item for item in items if item.benefit not in paid or _by_measure(item)]


def _kind(items: list[Item], states: tuple[StateMonth, ...]) -> Kind:
    found = {item.status for item in items}
    if found == {Status.SUSPENDED} and is_open(states):
        return Kind.PROVISIONAL_DECISION  # another state pays first, and nothing is left to pay
    if Status.GRANTED not in found:
        return Kind.REFUSAL
    if found != {Status.GRANTED}:
        return Kind.PARTIAL_GRANT
    if all(item.former is not None for item in items if item.about):
        if any(item.former is not None for item in items):
            return Kind.RECIPIENT_CHANGE
    return Kind.GRANT


def states_beside(
    solved: Solved, items: Sequence[Item], since: Months | None = None
) -> tuple[StateMonth, ...]:
    """What each state owes for the children concerned, in the months asked about.

    Args:
        since: the first month that matters, if not all of them do.
    """
    children = {child for item in items for child in item.about}
    children |= {child for item in items for paid in item.payments for child in paid.for_whom}
    return tuple(
        month
        for month in solved.state_months
        if month.child in children and (since is None or month.month >= since)
    )
