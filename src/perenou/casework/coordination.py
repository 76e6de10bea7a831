"""Several states: what Estonia pays beside another state, and the month table by state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import MONTHLY
from perenou.benefits.eu.vocabulary import (
    BASKETS,
    PENSION_AWAY,
    RESIDENCE_AWAY,
    WORK_AWAY,
    Basket,
    Bond,
)
from perenou.casework.determination import ForeignAmount, Payment, Role, StateMonth
from perenou.rules.calendar import first_day_of, next_month_start
from perenou.rules.types import NEVER, Day, Months
from perenou.rules.unknown import Open
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def coordinated_payments(solved: Solved, payments: Sequence[Payment]) -> list[Payment]:
    """The payments, with what is paid beside another state's benefit in the stead of some.

    Where nothing of a child's benefits is suspended, they stay as they are. A family's allowance
    of which one child's share is suspended is told by child.
    """
    if not solved.facts.abroad.states:
        return list(payments)
    found: list[Payment] = []
    by_kind: dict[tuple[Basket, Months], list[Payment]] = {}
    for payment in payments:
        basket = next((each for each in BASKETS if payment.benefit in each.benefits), None)
        if basket is None:
            found.append(payment)
        else:
            by_kind.setdefault((basket, payment.month), []).append(payment)
    for (basket, month), mine in by_kind.items():
        touched = _touched(solved, basket, month, mine)
        replaced = [p for p in mine if touched & set(p.for_whom)]
        found.extend(p for p in mine if not touched & set(p.for_whom))
        found.extend(_beside(solved, basket, month, replaced, touched))
    return found


def _touched(
    solved: Solved, basket: Basket, month: Months, payments: Sequence[Payment]
) -> set[str]:
    """The children of whose benefits something may be suspended, and those paid with them."""
    day = first_day_of(month)
    size = len(solved.facts.abroad.states)
    touched = {
        child
        for c, child in enumerate(solved.facts.children)
        if _bounds(solved, f"{basket.key}_suspended", c * size, day)[1] > 0
    }
    grew = True
    while grew:
        more = {c for p in payments if touched & set(p.for_whom) for c in p.for_whom}
        grew = not more <= touched
        touched |= more
    return touched


def _beside(
    solved: Solved, basket: Basket, month: Months, replaced: Sequence[Payment], children: set[str]
) -> Iterator[Payment]:
    day = first_day_of(month)
    name = f"{basket.key}_estonia_pays"
    for row, child in enumerate(solved.facts.children):
        parts = [p for p in replaced if child in p.for_whom]
        if child not in children or not parts:
            continue
        least, most = _bounds(solved, name, row, day)
        if most == 0:
            continue
        payees = tuple(dict.fromkeys(who for part in parts for who in part.payees))
        yield Payment(
            basket.coordinated, month, next_month_start(day) - day, least, most, payees, (child,),
            any(part.to_childs_account for part in parts), name, row,
        )  # fmt: skip


def paid_beside(
    solved: Solved, benefit: str, month: Months, children: Iterable[str]
) -> Basket | None:
    """The kind that a benefit is paid with, if another state's benefit is set off in a month."""
    size = len(solved.facts.abroad.states)
    for basket in BASKETS:
        if size and benefit in basket.benefits:
            for child in children:
                row = solved.facts.children.index(child) * size
                if _bounds(solved, f"{basket.key}_suspended", row, first_day_of(month))[1] > 0:
                    return basket
    return None


# ---------------------------------------------------------------- the month table


def state_months(solved: Solved) -> tuple[StateMonth, ...]:
    """By month, child and kind of benefit: what each state that has a duty owes.

    Told where Estonia and another state may both have one, or Estonia has none.
    """
    rows = solved.facts.abroad
    # What replaces income is told where Estonia pays such a benefit, too.
    baskets = [
        basket
        for basket in BASKETS
        if basket is BASKETS[0]
        or any(key in basket.benefits and not right.always(False) for key, right in _rights(solved))
    ]
    found: list[StateMonth] = []
    for month in range(solved.first_month, solved.last_month + 1):
        day = first_day_of(month)
        for child in range(rows.children):
            for basket in baskets:
                told = [
                    each
                    for row, (c, _) in enumerate(rows.child_states)
                    if c == child
                    and (each := _state_month(solved, basket, month, day, row)) is not None
                ]
                if any(each.state != rows.states[0] for each in told):
                    found.extend(told)
    return tuple(found)


def _rights(solved: Solved) -> Iterator[tuple[str, Line]]:
    """Every benefit that is decided on, with each timeline of its right."""
    for key, _, row in solved.amounts:
        yield key, solved.world.line(MONTHLY[key].right, row)


def _state_month(
    solved: Solved, basket: Basket, month: Months, day: Day, row: int
) -> StateMonth | None:
    world, key, rows = solved.world, basket.key, solved.facts.abroad
    child, state = rows.child_states[row]
    standing = world.at(f"{key}_standing", row, day)
    if not isinstance(standing, Open) and standing == NEVER:
        return None
    claim = world.at(f"{key}_has_claim", row, day)
    if claim is False and basket is not BASKETS[0]:
        return None
    role, reason = Role.OPEN, ""
    if claim is False:
        role = Role.NO_RIGHT
    else:
        primary = world.at(f"{key}_is_primary", row, day)
        if not isinstance(primary, Open) and not isinstance(claim, Open):
            role = Role.PRIMARY if primary else Role.SECONDARY
        if role is Role.PRIMARY:
            reason = _reason(solved, key, child, state, day, standing)
        elif role is Role.SECONDARY and world.at(f"{key}_shares", row, day) is True:
            reason = "shares"
        elif role is Role.SECONDARY and world.at(f"{key}_owes_no_supplement", row, day) is True:
            reason = "residence_only"
    return StateMonth(
        month,
        solved.facts.children[child],
        key,
        rows.states[state],
        role,
        "" if isinstance(standing, Open) else Bond((standing + 1) // 2).name.lower(),
        reason,
        *_bounds(solved, f"{key}_amount", row, day),
        *_bounds(solved, f"{key}_due", row, day),
        *_bounds(solved, f"{key}_suspended", row, day),
        _refund(solved, key, child, state, day),
        tuple(_foreign(solved, key, row, day)),
    )


def _reason(
    solved: Solved, key: str, child: int, state: int, day: Day, standing: int | bool | Open
) -> str:
    """Why a state pays first: the key of its text; empty while more than one reason is possible."""

    def is_surely(name: str, row: int, wanted: int) -> bool:
        value = solved.world.at(f"{key}_{name}", row, day)
        return not isinstance(value, Open) and value == wanted

    if is_surely("claims", child, 1):
        return "only"
    if isinstance(standing, Open):
        return ""
    bond = Bond((standing + 1) // 2).name.lower()
    if standing not in (WORK_AWAY, PENSION_AWAY, RESIDENCE_AWAY):
        return f"{bond}_home"
    if is_surely("states_in_front", child, 1):
        return f"{bond}_first"
    if (
        standing == WORK_AWAY
        and is_surely("states_highest", state, 1)
        and is_surely("states_sharing", state, 2)
    ):
        return "highest"
    if standing == PENSION_AWAY and is_surely("states_longest", child, 1):
        return "longest"
    return "named"


def _refund(solved: Solved, key: str, child: int, state: int, day: Day) -> int:
    """The state's refund for the children together, told with the first child that it is for."""
    refund = solved.world.at(f"{key}_refund", state, day)
    if isinstance(refund, Open) or refund == 0:
        return 0
    size = len(solved.facts.abroad.states)
    first = next(
        c
        for c in range(solved.facts.abroad.children)
        if solved.world.at(f"{key}_shares", c * size + state, day) is True
    )
    return refund if child == first else 0


def _foreign(solved: Solved, key: str, row: int, day: Day) -> Iterator[ForeignAmount]:
    """The benefits behind a state's amount, as they were told."""
    for award, (of, entry) in enumerate(solved.facts.abroad.awards):
        if of != row or solved.world.at(f"award_is_{key}", award, day) is not True:
            continue
        rate = None
        if entry.currency not in ("EUR", "unknown"):
            told = solved.world.at("award_rate", award, day)
            rate = None if isinstance(told, Open) else told
        yield ForeignAmount(
            entry.name or "",
            entry.amount if isinstance(entry.amount, int) else None,
            str(entry.currency),
            str(entry.interval),
            entry.shared_by if isinstance(entry.shared_by, int) else None,
            rate,
            entry.source or "",
        )


def _bounds(solved: Solved, name: str, row: int, day: Day) -> tuple[int, int]:
    value = solved.world.at(name, row, day)
    return value.bounds if isinstance(value, Open) else (value, value)
