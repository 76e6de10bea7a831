"""Amounts as they come out when the law is read as people typically misread it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from perenou.benefits.estonia.rounding import round_to_cent
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.determination import Payment
from perenou.casework.solve import Solved
from perenou.rules.calendar import add_months, first_day_of, next_month_start
from perenou.rules.types import Cents, Day, Months
from perenou.training.families import Family

YEARS_BACK: Final = 3
"""How old the rates are that somebody remembers."""


def amount(solved: Solved, benefit: str, month: Months) -> Cents:
    """What a family is paid of a benefit for a month."""
    return sum(p.least for p in _paid(solved, benefit, month))


def misread(family: Family, solved: Solved, benefit: str) -> Iterator[tuple[str, Cents]]:
    """By key of the misreading, the amount that it leads to; equal ones are not left out."""
    for key, reading in READINGS.items():
        found = reading(family, solved, benefit)
        if found is not None:
            yield key, found


def _paid(solved: Solved, benefit: str, month: Months) -> list[Payment]:
    return [p for p in solved.payments if p.benefit == benefit and p.month == month]


def _old_rates(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The amount that the same right had by the rates of an earlier year."""
    day = first_day_of(family.month)
    old = add_months(day, -12 * YEARS_BACK)
    of_now, of_then = _rates(solved, day), _rates(solved, old)
    paid = _paid(solved, benefit, family.month)
    if len({p.least for p in paid}) != 1 or _parts(paid, day):
        return None
    changed = [name for name in _figures_behind(solved, paid[0]) if of_now[name] != of_then[name]]
    if len(changed) != 1 or of_now[changed[0]] != paid[0].least:
        return None
    return of_then[changed[0]] * len(paid)


def _rates(solved: Solved, day: Day) -> dict[str, int]:
    found = {}
    for name, figure in solved.law.figures.items():
        value = figure.at(day)
        if value is not None and isinstance(value.value, int):
            found[name] = value.value
    return found


def _figures_behind(solved: Solved, payment: Payment) -> list[str]:
    reason = solved.reason(payment)
    names = [each.name for each in reason.walk() if each.kind == "figure"]
    now = _rates(solved, first_day_of(payment.month))
    old = _rates(solved, add_months(first_day_of(payment.month), -12 * YEARS_BACK))
    return [name for name in dict.fromkeys(names) if name in now and name in old]


def _parts(paid: list[Payment], day: Day) -> bool:
    whole = next_month_start(day) - day
    return any(p.days is not None and p.days < whole for p in paid)


def _part_month_as_whole(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A month paid in part, as if it were paid in full: as the month after it."""
    paid = _paid(solved, benefit, family.month)
    if not _parts(paid, first_day_of(family.month)):
        return None
    return amount(solved, benefit, family.month + 1)


def _nothing_for_first_month(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A month paid in part, as if payment began with the next one: as the month before it."""
    paid = _paid(solved, benefit, family.month)
    if not _parts(paid, first_day_of(family.month)):
        return None
    return amount(solved, benefit, family.month - 1)


def _last_month_in_part(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The last month, paid in full, as if only the days up to the end of the right counted."""
    month, first = family.month, first_day_of(family.month)
    after = next_month_start(first)
    now, then = amount(solved, benefit, month), amount(solved, benefit, month + 1)
    ends = [
        right.after
        for right in solved.rights
        if right.after is not None and first < right.after <= after
    ]
    birth = solved.case.children[family.turning].born
    turns = None if birth is None else add_months(birth.first, 19 * 12)
    day = turns if turns is not None and first < turns < after else min(ends, default=None)
    if now <= then or day is None or day >= after:
        return None
    return then + round_to_cent((now - then) * (day - first), after - first)


def _without_turning(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """As if the child whose boundary is near did not count in the family."""
    if len(family.case.children) < 2:
        return None
    return amount(_with_children(family, solved, without=family.turning), benefit, family.month)


def _without_next(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """As if another child did not count in the family."""
    others = [who for who in family.case.children if who != family.turning]
    if len(others) < 1:
        return None
    return amount(_with_children(family, solved, without=others[0]), benefit, family.month)


def _with_children(family: Family, solved: Solved, *, without: str) -> Solved:
    case = family.case
    children = {who: child for who, child in case.children.items() if who != without}
    claims = tuple(
        claim.model_copy(update={"for_": tuple(w for w in claim.for_ if w != without)})
        for claim in (case.claims if isinstance(case.claims, tuple) else ())
        if isinstance(claim.for_, tuple) and set(claim.for_) - {without}
    )
    period = case.period
    left = case.model_copy(update={"children": children, "claims": claims, "period": period})
    return Solved(left, solved.as_of)


def _all_at_third_rate(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The rate of the third child for every child."""
    return _by_rate(family, solved, benefit, "child_allowance_third_and_next")


def _all_at_first_rate(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """The rate of the first two children for every child."""
    return _by_rate(family, solved, benefit, "child_allowance_first_two")


def _by_rate(family: Family, solved: Solved, benefit: str, rate: str) -> Cents | None:
    if benefit != "child_allowance":
        return None
    count = len({c for p in _paid(solved, benefit, family.month) for c in p.for_whom})
    return count * _rates(solved, first_day_of(family.month))[rate]


def _for_each_child(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """A family's amount once for each child."""
    if benefit != "large_family_allowance":
        return None
    paid = _paid(solved, benefit, family.month)
    return sum(p.least * len(p.for_whom) for p in paid)


def _half(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Both states pay half of their amount."""
    whole = _in_full_beside(family, solved, benefit)
    return None if whole is None else whole // 2


def _in_full_beside(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Estonia pays in full beside the other state."""
    if not family.is_across_states or benefit not in ("child_allowance", *COORDINATED):
        return None
    return amount(_at_home(family, solved), "child_allowance", family.month)


def _nothing_beside(family: Family, solved: Solved, benefit: str) -> Cents | None:
    """Estonia pays nothing as soon as somebody works abroad."""
    return None if _in_full_beside(family, solved, benefit) is None else 0


def _at_home(family: Family, solved: Solved) -> Solved:
    """The same family, had nobody ever worked abroad."""
    people = {
        who: person.model_copy(update={"work": None}) for who, person in family.case.people.items()
    }
    children = {
        who: child.model_copy(update={"state_benefits": None})
        for who, child in family.case.children.items()
    }
    case = family.case.model_copy(update={"people": people, "children": children})
    return Solved(case, solved.as_of)


Reading = Callable[[Family, Solved, str], Cents | None]

READINGS: Final[dict[str, Reading]] = {
    "part_month_as_whole": _part_month_as_whole,
    "last_month_in_part": _last_month_in_part,
    "nothing_for_first_month": _nothing_for_first_month,
    "half_each": _half,
    "full_beside": _in_full_beside,
    "nothing_beside": _nothing_beside,
    "turning_not_counted": _without_turning,
    "old_rates": _old_rates,
    "for_each_child": _for_each_child,
    "all_at_third_rate": _all_at_third_rate,
    "all_at_first_rate": _all_at_first_rate,
    "another_not_counted": _without_next,
}
"""By key of its text, in order of how well it teaches."""
