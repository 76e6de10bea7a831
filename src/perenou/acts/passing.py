"""How a right passes from one person to another: taken over, left by the dead, or lent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from perenou.acts.who_is_told import is_alive, was_parent_only
from perenou.casework.determination import Ground, Payee, Right, Status
from perenou.rules.types import Day

if TYPE_CHECKING:
    from perenou.casework.solve import Solved

SUSPENDED: Final = "suspended"
"""Why somebody is paid in another's place: payment to that one is suspended."""


@dataclass(frozen=True, slots=True)
class Instead:
    """Somebody whom another is paid in the place of.

    Attributes:
        why: ``died``, or ``suspended``: payment to them is. day: of the death; None: not told
            exactly. grounds: of a suspension, why.
    """

    who: str
    why: str
    day: Day | None = None
    grounds: tuple[Ground, ...] = ()


def instead_of(solved: Solved, before: Right, right: Right) -> Instead | None:
    """Whom a right is paid in the place of, where that is nobody from whom it is taken."""
    if before.holder is None:
        return None
    if not is_alive(solved, before.holder, right.first):
        died = solved.case.person(before.holder).died
        is_exact = died is not None and died.is_exact
        return Instead(before.holder, "died", died.first if died and is_exact else None)
    spell = _over_suspended(solved, right, before.holder)
    if spell is None:
        return None
    why = tuple(ground for ground in spell.grounds if ground.value is True)
    return Instead(before.holder, SUSPENDED, grounds=why or spell.grounds)


def is_lent(solved: Solved, before: Right, right: Right) -> bool:
    """Whether a right is paid to somebody only while payment to who held it is suspended."""
    instead = instead_of(solved, before, right)
    return instead is not None and instead.why == SUSPENDED


def taken_from(
    solved: Solved, before: Right, right: Right, children: tuple[str, ...]
) -> str | None:
    """From whom a granted right is taken over; None: from nobody who is told so or named.

    Between who was a parent before an adoption and who is paid after it nobody is named.
    """
    if before.status is not Status.GRANTED or before.holder in (None, right.holder):
        return None
    if instead_of(solved, before, right) is not None:
        return None
    former = str(before.holder)
    return None if was_parent_only(solved, former, children, right.first) else former


def comes_back(solved: Solved, before: Right, right: Right) -> tuple[Ground, ...] | None:
    """Why payment to somebody is no longer suspended, while another was paid in their place."""
    spell = None if right.holder is None else _over_suspended(solved, before, right.holder)
    if spell is None:
        return None
    told = []
    for ground in spell.grounds:
        now = solved.ground(solved.explainer.reason(ground.name, ground.row, right.first))
        if now.value != ground.value:
            told.append(replace(now, citation=ground.citation))
    return tuple(told)


def _over_suspended(solved: Solved, right: Right, over: str) -> Payee | None:
    """Of a spell that somebody holds while payment to another is suspended: how that is told."""
    for each in solved.determination.payees:
        if (each.child, each.payee, each.why, each.over) != (
            right.about, right.holder, SUSPENDED, over,
        ):  # fmt: skip
            continue
        if right.after is None or each.first < right.after:
            if each.after is None or right.first < each.after:
                return each
    return None
