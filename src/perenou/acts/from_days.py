"""What claimed days of parental benefit ask to decide: by claimant and child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perenou.acts.causes import of_grant
from perenou.acts.ends import End, Outlook
from perenou.acts.from_claims import courses
from perenou.acts.matter import Item, Kind, Matter
from perenou.acts.missing import missing
from perenou.acts.paid_for import certain, paid_for
from perenou.acts.rows import carer_row
from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.schema import entries
from perenou.casework.determination import Payment, Right, Status
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def claimed_days(solved: Solved, ahead: Outlook) -> Iterator[Matter]:
    """A matter for each claimant and child, and one more for what is still open of it."""
    found: dict[tuple[str, str], list[Right]] = {}
    for course in courses(solved):
        allowance = MONTHLY.get(course[0].benefit)
        if allowance is not None and allowance.is_claimed_by_days:
            for right in course:
                if right.holder is not None:
                    found.setdefault((right.holder, right.about), []).append(right)
    for (who, child), rights in found.items():
        yield from _matters(solved, ahead, who, child, rights)


def _matters(
    solved: Solved, ahead: Outlook, who: str, child: str, rights: list[Right]
) -> Iterator[Matter]:
    decided: list[Item] = []
    is_open: list[Item] = []
    taken: set[Payment] = set()
    is_granted = any(right.status is Status.GRANTED for right in rights)
    for right in rights:
        is_kept = is_granted and _is_suspended(solved, right)
        item = _item(solved, ahead, who, right, taken, is_kept=is_kept)
        (is_open if item.status is Status.UNDECIDED else decided).append(item)
    answer = solved.determination.parental
    sheets = () if answer is None else answer.sheets
    mine = tuple(
        sheet
        for sheet in sheets
        if (sheet.who, sheet.child) == (who, child)
        and all(low == high for _, (low, high) in sheet.rates)
    )
    received = _received(solved, who, child)
    statuses = {item.status for item in decided}
    kind = Kind.PARTIAL_GRANT if len(statuses) > 1 else Kind.GRANT
    if statuses == {Status.REFUSED}:
        kind = Kind.REFUSAL
    if decided:
        states = tuple(m for m in solved.state_months if m.child == child)
        yield Matter(
            kind, who, None, received, tuple(decided), sheets=mine,
            states=tuple(m for m in states if m.kind == "replacing"),
        )  # fmt: skip
    if is_open:
        yield Matter(
            Kind.DOCUMENT_REQUEST, who, None, received, tuple(is_open),
            questions=missing(solved, who, is_open),
        )  # fmt: skip


def _is_suspended(solved: Solved, right: Right) -> bool:
    """Whether § 12 stops the payment of days, and not another state's benefit."""
    norm = MONTHLY[right.benefit].suspended
    row = None if right.holder is None else carer_row(solved, right.holder, right.about)
    if right.status is not Status.SUSPENDED or not norm or row is None:
        return False
    return solved.world.at(norm, row, right.first) is True


def _item(
    solved: Solved, ahead: Outlook, who: str, right: Right, taken: set[Payment], *, is_kept: bool
) -> Item:
    """What is decided of a right; days that are only suspended are kept as such."""
    paid = paid_for(solved, who, right, taken)
    sure = certain(paid)
    status = right.status
    if status is Status.GRANTED and len(sure) < len(paid):
        status = Status.UNDECIDED
    end = ahead.end_of(right) or _last_claimed(solved, who, right)
    grounds = right.grounds
    if status is Status.GRANTED:
        grounds = of_grant(solved, right)
    else:
        sure = ()
        if status is not Status.UNDECIDED and not is_kept:
            status = Status.REFUSED
    return Item(right.benefit, (right.about,), status, right.first, end, sure, grounds)


def _last_claimed(solved: Solved, who: str, right: Right) -> End | None:
    """The end of days that go on to the end of what the law is known for."""
    told = [
        None if each.to is None else each.to.last
        for each in entries(solved.case.parental_days)
        if (each.by, each.for_) == (who, right.about)
    ]
    last = [day for day in told if day is not None and day >= right.first]
    return None if None in told or not last else End(max(last), False)


def _received(solved: Solved, who: str, child: str) -> Day | None:
    """The day of the claim, where the file says it for all of the days."""
    told = {
        None if each.claimed is None else each.claimed.first
        for each in entries(solved.case.parental_days)
        if (each.by, each.for_) == (who, child)
    }
    return next(iter(told)) if len(told) == 1 else None
