"""Several states: what Estonia pays beside another state, and the month table by state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from perenou.benefits.estonia.months import ALL_OR_NOTHING, MONTHLY
from perenou.benefits.eu.orphans import PRIORITY
from perenou.benefits.eu.vocabulary import (
    BASKETS,
    PENSION_AWAY,
    RESIDENCE_AWAY,
    WORK_AWAY,
    Basket,
    Bond,
)
from perenou.casework.case_file.coordination import HOME, RateOfDay, currency_of
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import entries
from perenou.casework.case_file.states import may_concern
from perenou.casework.determination import ForeignAmount, Payment, Role, StateMonth
from perenou.casework.eu_facts import COMPARED
from perenou.rules.calendar import first_day_of, month_of, next_month_start
from perenou.rules.types import NEVER, Day, Months
from perenou.rules.unknown import Open
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.solve import Solved


def coordinated_payments(
    solved: Solved, month: Months, payments: Sequence[Payment]
) -> list[Payment]:
    """A month's payments, with what is paid beside another state's benefit in the stead of some.

    Where nothing of a child's benefits is suspended, they stay as they are. A family's allowance
    of which one child's share is suspended is told by child.
    """
    if not solved.facts.abroad.states:
        return list(payments)
    found = [_paid_to_whoever_maintains(solved, payment) for payment in payments]
    for basket in BASKETS:
        mine = [p for p in found if p.benefit in basket.benefits]
        if not mine:
            continue
        touched = _touched(solved, basket, month, mine)
        replaced = [p for p in mine if touched & set(p.for_whom)]
        if replaced:
            found = [p for p in found if p not in replaced]
            found.extend(_beside(solved, basket, month, replaced, touched))
    return found


def _paid_to_whoever_maintains(solved: Solved, payment: Payment) -> Payment:
    """The payment, to whoever really maintains all its children if that was decided (art 68a)."""
    if payment.benefit not in COMPARED:
        return payment
    day = first_day_of(payment.month)
    rows = [solved.facts.children.index(child) for child in payment.for_whom]
    found = {solved.world.at("payee_in_their_place", row, day) for row in rows}
    row = found.pop() if len(found) == 1 else NEVER
    if isinstance(row, Open) or row >= NEVER:
        return payment
    return payment._replace(payees=(solved.facts.people[row],), to_childs_account=False)


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


def amounts_by_name(solved: Solved) -> Iterator[tuple[str, str, int]]:
    """Every (benefit, name of its monthly amount, row), as paid beside other states' benefits.

    A child of whose benefits of a kind something is suspended from the day of the question on has
    what Estonia pays for it in their stead; so has every child of a family's allowance.
    """
    replaced: dict[str, Basket] = {}
    for basket in BASKETS if solved.facts.abroad.states else ():
        kept = [key for key, _, _ in solved.amounts if key in basket.benefits]
        children = [c for c in range(solved.facts.abroad.children) if _ever(solved, basket, c)]
        if not kept or not children:
            continue
        replaced.update(dict.fromkeys(kept, basket))
        for child in range(solved.facts.abroad.children):
            yield basket.coordinated, f"{basket.key}_estonia_pays", child
    yield from (each for each in solved.amounts if each[0] not in replaced)


def _ever(solved: Solved, basket: Basket, child: int) -> bool:
    """Whether something of a child's benefits may be suspended from the month asked in on."""
    row = child * len(solved.facts.abroad.states)
    line = solved.world.line(f"{basket.key}_suspended", row)
    since = first_day_of(month_of(solved.as_of))
    days = [since, *(day for day in line.starts if day > since)]
    return any(
        (value.bounds[1] if isinstance(value, Open) else value) > 0 for value in map(line.at, days)
    )


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
    alone: dict[tuple[str, str], tuple[StateMonth, ...]] = {}
    passed: set[tuple[str, str]] = set()
    for month in range(solved.first_month, solved.last_month + 1):
        day = first_day_of(month)
        for child in range(rows.children):
            if _bounds(solved, "child_birth_day", child, day)[0] >= next_month_start(day):
                continue  # of a child to come there is nothing to tell
            for basket in baskets:
                told = [
                    each
                    for row, (c, _) in enumerate(rows.child_states)
                    if c == child
                    and (each := _state_month(solved, basket, month, day, row)) is not None
                ]
                if basket.is_chain and all(each.role is Role.OPEN for each in told):
                    continue  # whether there is an orphan at all is still to be asked
                whose = solved.facts.children[child], basket.key
                if any(each.state != rows.states[0] for each in told):
                    made = list(_alone_with_outside(_while_reach_is_open(solved, day, told)))
                    if any(each.role is Role.PRIMARY and each.state != HOME for each in made):
                        # The month in which Estonia alone went on to pay is told with it.
                        found.extend(alone.pop(whose, ()))
                        passed.add(whose)
                    else:
                        passed.discard(whose)
                    alone.pop(whose, None)
                    found.extend(made)
                elif whose in passed:
                    passed.discard(whose)
                    found.extend(told)
                else:
                    alone[whose] = tuple(told)
    return tuple(found)


def reach_is_open(solved: Solved, row: int, day: Day) -> bool:
    """Whether it is open if coordination reaches a state in which a child may have a right."""
    world = solved.world
    if not isinstance(world.at("coordination_reaches", row, day), Open):
        return False
    return any(world.at(f"{basket.key}_has_claim", row, day) is not False for basket in BASKETS)


def _while_reach_is_open(
    solved: Solved, day: Day, told: Sequence[StateMonth]
) -> Sequence[StateMonth]:
    """No state comes first by coordination while it is open whether there is any with another."""
    rows = solved.facts.abroad
    for each in told:
        at = rows.states.index(each.state)
        row = solved.facts.children.index(each.child) * len(rows.states) + at
        if each.role is Role.OPEN and at and reach_is_open(solved, row, day):
            return [
                one._replace(role=Role.OPEN, reason="reach")
                if one.role in (Role.PRIMARY, Role.OPEN)
                else one
                for one in told
            ]
    return told


def _alone_with_outside(told: Sequence[StateMonth]) -> Iterator[StateMonth]:
    """The states of a child; where all others are outside coordination Estonia is not the first."""
    others = [each for each in told if each.role is not Role.OUTSIDE]
    for each in told:
        is_alone = len(others) == 1 and each.reason == "only"
        yield each._replace(reason="alone") if is_alone and len(told) > 1 else each


def _rights(solved: Solved) -> Iterator[tuple[str, Line]]:
    """Every benefit that is decided on, with each timeline of its right."""
    for key, _, row in solved.amounts:
        yield key, solved.world.line(MONTHLY[key].right, row)


def _state_month(
    solved: Solved, basket: Basket, month: Months, day: Day, row: int
) -> StateMonth | None:
    world, key, rows = solved.world, basket.key, solved.facts.abroad
    child, state = rows.child_states[row]
    if basket is BASKETS[0] and world.at("is_outside", row, day) is True:
        return _outside(solved, basket, month, _begin(solved, basket, day, child), row)
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
        if role is Role.OPEN and basket.is_chain and _pays_surely_nothing(solved, key, row, day):
            role = Role.SECONDARY  # whatever is open, another state pays
        if role is Role.PRIMARY:
            reason = _reason(solved, basket, row, day, standing)
        elif role is Role.SECONDARY and basket.is_chain:
            reason = "one_state"
        elif role is Role.SECONDARY and world.at(f"{key}_shares_still", row, day) is True:
            reason = "shares"
        elif role is Role.SECONDARY and world.at(f"{key}_owes_no_supplement", row, day) is True:
            reason = "residence_only"
    refund, refund_for = _refund(solved, key, child, state, day)
    return StateMonth(
        month,
        solved.facts.children[child],
        key,
        rows.states[state],
        role,
        "" if isinstance(standing, Open) or basket.is_chain else _bond(standing),
        reason,
        *_bounds(solved, f"{key}_amount", row, day),
        *_bounds(solved, f"{key}_due", row, day),
        *_bounds(solved, f"{key}_suspended", row, day),
        refund,
        tuple(_foreign(solved, key, row, day)),
        role is Role.SECONDARY
        and state == 0
        and not basket.is_chain
        and world.at(f"childs_{key}_supplement_is_provisional", child, day) is True,
        refund_for,
    )


def _pays_surely_nothing(solved: Solved, key: str, row: int, day: Day) -> bool:
    paid, suspended = (_bounds(solved, f"{key}_{own}", row, day) for own in ("due", "suspended"))
    return paid == (0, 0) and suspended[0] > 0


def _begin(solved: Solved, basket: Basket, day: Day, child: int) -> Day:
    """What decides without coordination: the first day of the month on which there is a right."""
    begin = solved.world.at(f"{basket.key}_right_begin", child, day)
    at_start = solved.world.at(f"{basket.key}_some_right_at_start", child, day)
    return begin if at_start is False and not isinstance(begin, Open) and begin < NEVER else day


def _outside(
    solved: Solved, basket: Basket, month: Months, day: Day, row: int
) -> StateMonth | None:
    """A state that coordination does not reach: what the file says that it gives, or nothing.

    Where it gives nothing it is told while somebody of the family lives or works there.
    """
    child, state = solved.facts.abroad.child_states[row]
    benefits = tuple(_foreign(solved, basket.key, row, day))
    if not benefits or solved.world.at(f"{basket.key}_right_there", row, day) is False:
        code = solved.facts.abroad.states[state]
        of = solved.facts.children[child]
        if not may_concern(solved.case, of, code) or not _is_somebody_there(solved, code, month):
            return None
        return StateMonth(
            month, of, basket.key, code,
            Role.OUTSIDE, "", "nothing", 0, 0, 0, 0, 0, 0, 0, (),
        )  # fmt: skip
    reason = "outside"
    if solved.world.at("estonia_pays_in_ukraines_stead", row, day) is True:
        reason = "spared"
    else:
        version = solved.law.version_of(MONTHLY["child_allowance"].rate_due, day)
        if version is not None and version.reading == ALL_OR_NOTHING:
            reason = "instead"
    return StateMonth(
        month,
        solved.facts.children[child],
        basket.key,
        solved.facts.abroad.states[state],
        Role.OUTSIDE,
        "",
        reason,
        *_bounds(solved, f"{basket.key}_foreign", row, day),
        *_bounds(solved, f"{basket.key}_foreign", row, day),
        0, 0, 0, benefits,
    )  # fmt: skip


def _is_somebody_there(solved: Solved, state: str, month: Months) -> bool:
    """Whether somebody of the case lives or works in a state on some day of a month."""
    first, after = first_day_of(month), first_day_of(month + 1)
    for person in (*solved.case.people.values(), *solved.case.children.values()):
        spells = [
            *((known(each.country), each.possibly) for each in entries(person.residence)),
            *((known(each.country), each.possibly) for each in entries(person.work)),
        ]
        for country, (begins, ends) in spells:
            if country == state and begins < after and first < ends:
                return True
    return False


def _bond(standing: int) -> str:
    return Bond((standing + 1) // 2).name.lower()


def _reason(solved: Solved, basket: Basket, row: int, day: Day, standing: int | bool | Open) -> str:
    """Why a state pays first: the key of its text; empty while more than one reason is possible."""
    key = basket.key
    child, state = solved.facts.abroad.child_states[row]

    def is_surely(name: str, of_row: int, wanted: int) -> bool:
        value = solved.world.at(f"{key}_{name}", of_row, day)
        return not isinstance(value, Open) and value == wanted

    if is_surely("is_decided", child, True):
        return _decided_by(solved, child, day)
    if is_surely("claims", child, 1):
        return "only"
    if isinstance(standing, Open):
        return ""
    named = solved.world.at("named_primary", child, day)
    by_name = "" if isinstance(named, Open) or named != state else "named"
    if basket.is_chain:
        if not is_surely("states_in_front", child, 1):
            return by_name
        return "orphan_first" if standing == PRIORITY else "orphan_longest"
    if standing not in (WORK_AWAY, PENSION_AWAY, RESIDENCE_AWAY):
        return f"{_bond(standing)}_home"
    if is_surely("states_in_front", child, 1):
        return f"{_bond(standing)}_first"
    if (
        standing == WORK_AWAY
        and is_surely("states_highest", state, 1)
        and is_surely("states_sharing", state, 2)
    ):
        return "highest"
    if standing == PENSION_AWAY and is_surely("states_longest", child, 1):
        return "longest"
    return by_name


def _decided_by(solved: Solved, child: int, day: Day) -> str:
    """Which decision puts a state first."""
    if solved.world.at("is_overridden", child, day) is True:
        return "overridden"
    for name, key in (("settled_first", "settled"), ("definitive_first", "definitive")):
        value = solved.world.at(name, child, day)
        if not isinstance(value, Open) and value < NEVER:
            return key
    return "meanwhile"


def _refund(
    solved: Solved, key: str, child: int, state: int, day: Day
) -> tuple[int, tuple[str, ...]]:
    """The state's refund and the children that it is for, told with the first of them."""
    refund = solved.world.at(f"{key}_refund", state, day)
    if isinstance(refund, Open) or refund == 0:
        return 0, ()
    size = len(solved.facts.abroad.states)
    together = [
        c
        for c in range(solved.facts.abroad.children)
        if solved.world.at(f"{key}_shares_still", c * size + state, day) is True
    ]
    if child != together[0]:
        return 0, ()
    return refund, tuple(solved.facts.children[c] for c in together)


def _foreign(solved: Solved, key: str, row: int, day: Day) -> Iterator[ForeignAmount]:
    """The benefits behind a state's amount, as they were told."""
    for award, (of, entry) in enumerate(solved.facts.abroad.awards):
        if of != row or solved.world.at(f"award_is_{key}", award, day) is not True:
            continue
        rate, published = None, None
        currency = currency_of(entry)
        if currency not in ("EUR", None):
            told = solved.world.at("award_rate", award, day)
            rate = None if isinstance(told, Open) else told
            published = None if rate is None else _published(solved, currency, award, day)
        yield ForeignAmount(
            entry.name or "",
            entry.amount if isinstance(entry.amount, int) else None,
            currency or "",
            known(entry.interval) or "",
            entry.shared_by if isinstance(entry.shared_by, int) else None,
            rate,
            entry.source or "",
            None if published is None or published.day is None else published.day.first,
            "" if published is None else published.source or "",
        )


def _published(solved: Solved, currency: str | None, award: int, day: Day) -> RateOfDay | None:
    """The published rate that an amount is converted by: the last one up to its day."""
    wanted = solved.world.at("rate_day", award, day)
    rates = [
        (rate.day.first, at, rate)
        for at, rate in enumerate(solved.case.exchange_rates)
        if rate.currency == currency and rate.day is not None and rate.rate is not None
    ]
    if isinstance(wanted, Open):
        return None
    found = [each for each in rates if each[0] <= wanted]
    return max(found)[-1] if found else None


def _bounds(solved: Solved, name: str, row: int, day: Day) -> tuple[int, int]:
    value = solved.world.at(name, row, day)
    return value.bounds if isinstance(value, Open) else (value, value)
