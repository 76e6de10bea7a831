"""Facts of a guardianship: proceedings, the order and its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.schema import Child, entries
from perenou.casework.lines import (
    START,
    Said,
    certain,
    flag,
)
from perenou.casework.lines import after_day as _after
from perenou.casework.lines import between as _between
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.rules.calendar import birthday
from perenou.rules.types import NEVER
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

EXCEPTIONAL: Final = frozenset(
    {
        "guardianship_proceedings",
        "guardianship_opened_day",
        "guardianship_final_day",
        "has_guardian",
        "guardian_is_natural_person",
        "guardianship_ended_at_majority",
        "parents_fulfil_duty",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""


def _majority(child: Child) -> PartialDay | None:
    born = child.born
    if born is None:
        return None
    return PartialDay(birthday(born.first, 18), birthday(born.last, 18))


def _earlier(one: PartialDay | None, other: PartialDay | None) -> PartialDay | None:
    if one is None or other is None:
        return one or other
    return PartialDay(min(one.first, other.first), min(one.last, other.last))


def guardianships(
    choose: Callable[[Any, Child], Said | None],
) -> Callable[[CaseFacts, str, int, Child], Line]:
    """How a yes or no is found in a child's guardianships; ``choose`` gives the time of each."""

    def find(case: CaseFacts, name: str, row: int, child: Child) -> Line:
        if child.guardianship is None:
            return case.silent(name, row, False, 0, 1)
        if child.guardianship == "unknown":
            return _truth(name, row)
        said = [one for g in child.guardianship if (one := choose(g, child)) is not None]
        return _spelled(name, row, said, False, (0, 1))

    return find


def known_day(order: Any) -> PartialDay | None:
    """When an order was made known: if not told, between its proceedings' opening and finality."""
    if order.made_known is not None or order.final is None:
        return order.made_known  # type: ignore[no-any-return]
    first = EARLIEST if order.opened is None else order.opened.first
    return PartialDay(min(first, order.final.last), order.final.last)


def in_guardianship(entry: Any, child: Child, value: Any = True) -> Said | None:
    """From the day the order was made known to its end, at the latest the child's majority."""
    known = known_day(entry)
    if known is None:
        return None
    return _between(known, _earlier(_after(entry.ended), _majority(child)), value)


def in_proceedings(entry: Any, _child: Child, value: Any = True) -> Said | None:
    """From the day the proceedings were opened until the order was made known, or they ended."""
    if entry.opened is None:
        return None
    return _between(entry.opened, _earlier(known_day(entry), _after(entry.ended)), value)


def _ended_at_majority(entry: Any, child: Child) -> Said | None:
    majority = _majority(child)
    if known_day(entry) is None or majority is None:
        return None
    if entry.ended is not None and entry.ended.last + 1 < majority.first:
        return None
    return _between(majority, None)


def _of_child(
    find: Callable[[CaseFacts, str, int, Child], Line],
) -> Finder:
    return lambda case, name, row: find(case, name, row, case.child(row))


def _guardianship_opened(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).guardianship
    days = [g.opened for g in entries(value) if g.opened is not None]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def _guardianship_final(case: CaseFacts, name: str, row: int) -> Line:
    """Not before the day on which the order was made known."""
    value = case.child(row).guardianship
    if value is None:
        return case.silent(name, row, NEVER, START, NEVER)
    if value == "unknown":
        return _number(name, row, EARLIEST, NEVER)
    days = [day for g in value if (day := final_day(g)) is not None]
    return _day(name, row, days[0] if days else None, certain(NEVER))


def final_day(order: Any) -> PartialDay | None:
    """From when an order is final: not before the day on which it was made known."""
    if order.final is not None or order.made_known is None:
        return order.final  # type: ignore[no-any-return]
    return PartialDay(order.made_known.first, LATEST)


FINDERS: Final[dict[str, Finder]] = {
    "guardianship_proceedings": _of_child(guardianships(in_proceedings)),
    "guardianship_opened_day": _guardianship_opened,
    "guardianship_final_day": _guardianship_final,
    "has_guardian": _of_child(guardianships(in_guardianship)),
    "guardian_is_natural_person": _of_child(
        guardianships(lambda g, c: in_guardianship(g, c, flag(g.natural_person)))
    ),
    "parents_fulfil_duty": _of_child(
        guardianships(lambda g, c: in_guardianship(g, c, flag(g.parents_fulfil_duty)))
    ),
    "guardianship_ended_at_majority": _of_child(guardianships(_ended_at_majority)),
}
"""By fact: how its timeline is found."""
