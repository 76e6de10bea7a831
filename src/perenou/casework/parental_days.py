"""From a case file to the facts about days of parental benefit: days claimed, leave entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.casework.case_file.dates import EARLIEST
from perenou.casework.case_file.schema import Couple, ParentalDays, Stillborn, WithPerson, entries
from perenou.casework.lines import (
    Said,
    certain,
    day_line,
    days_off_bounds,
    number,
    said_of,
    spelled,
    truth,
)
from perenou.language.working_days import MOST_DAYS_OFF
from perenou.rules.types import NEVER, NOBODY, Day
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

KINDS: Final = {
    "wishes_mothers": "mothers",
    "wishes_fathers": "fathers",
    "wishes_shared": "shared",
    "wishes_adopters": "adopters",
}
"""By fact: the kind of benefit whose days it is about."""

MOST_DAYS: Final = 1_000
ALL_WEEKS: Final = 45
FULL_TERM: Final = 40


def _bearer(case: CaseFacts, c: int) -> int:
    """The child under whom the one benefit of a birth is reckoned: of those alive the first."""
    birth = case.birth_sets[c]
    if birth == NOBODY:
        return c
    return min((r for r, b in enumerate(case.birth_sets) if b == birth), key=partial(_order, case))


def _order(case: CaseFacts, c: int) -> tuple[int, int]:
    child = case.child(c)
    if isinstance(child.stillborn, Stillborn):
        return 0, c
    return -(NEVER if child.died is None else child.died.first + 1), c


def _concerns(case: CaseFacts, row: int, entry: ParentalDays) -> bool | None:
    """Whether an entry is about the adult and child of a row; None: perhaps.

    Days for any child of a multiple birth are days of the birth.
    """
    p, c = case.carers[row]
    sure: bool | None = True
    mine = case.people[p]
    if entry.by in (None, "unknown"):
        sure = None
    elif entry.by != mine:
        return False
    if entry.for_ in (None, "unknown"):
        return None
    if entry.for_ not in case.children or _bearer(case, case.children.index(entry.for_)) != c:
        return False
    return sure


def _twice(case: CaseFacts, row: int) -> list[tuple[ParentalDays, ParentalDays]]:
    """Entries for this child of a birth, each with one of the person for another child of it."""
    p, c = case.carers[row]
    if _bearer(case, c) == c:
        return []
    of_birth = {
        name
        for name, birth in zip(case.children, case.birth_sets, strict=True)
        if birth == case.birth_sets[c]
    }
    mine = [e for e in entries(case.case.parental_days) if e.by == case.people[p]]
    return [
        (one, other)
        for one in mine
        if one.for_ == case.children[c]
        for other in mine
        if other.for_ in of_birth and other.for_ != one.for_
    ]


def _meeting(one: ParentalDays, other: ParentalDays, value: bool | None) -> Said | None:
    """What is said of the days that two entries have in common."""
    possibly = _both(one.possibly, other.possibly)
    if possibly is None:
        return None
    surely = None
    if one.surely is not None and other.surely is not None:
        surely = _both(one.surely, other.surely)
    return Said(possibly, surely, value)


def _both(one: tuple[Day, Day], other: tuple[Day, Day]) -> tuple[Day, Day] | None:
    first, after = max(one[0], other[0]), min(one[1], other[1])
    return (first, after) if first < after else None


def _gathered(
    case: CaseFacts, name: str, row: int, choose: Callable[[ParentalDays], bool | None]
) -> Line:
    """Yes or no from the entries that concern a row; days that no entry names are not claimed."""
    told = case.case.parental_days
    if told == "unknown":
        return truth(name, row)
    said: list[Said] = []
    for entry in entries(told):
        concerns, picked = _concerns(case, row, entry), choose(entry)
        if concerns is False or picked is False:
            continue
        said.append(said_of(entry, True if concerns and picked else None))
    for one, other in _twice(case, row):
        picked = choose(one)
        both = None if picked is False else _meeting(one, other, picked)
        if both is not None:
            said.append(both)
    return spelled(name, row, said, False, (0, 1))


def _wishes(case: CaseFacts, name: str, row: int) -> Line:
    def choose(entry: ParentalDays) -> bool | None:
        return None if entry.kind in (None, "unknown") else entry.kind == KINDS[name]

    return _gathered(case, name, row, choose)


def _leave(answers: dict[str, bool]) -> Finder:
    """A fact told with each entry of mother's or father's days by its ``leave``."""

    def choose(entry: ParentalDays) -> bool | None:
        if entry.kind in ("shared", "adopters"):
            return False
        return None if entry.leave in (None, "unknown") else answers[str(entry.leave)]

    return lambda case, name, row: _gathered(case, name, row, choose)


def _claimed(case: CaseFacts, name: str, row: int) -> Line:
    """When each day was claimed; never where that is not said."""
    said: list[Said] = []
    for entry in entries(case.case.parental_days):
        concerns = _concerns(case, row, entry)
        if entry.claimed is None or concerns is False:
            continue
        day = entry.claimed.first if concerns and entry.claimed.is_exact else None
        said.append(said_of(entry, day))
    return spelled(name, row, said, NEVER, (EARLIEST, NEVER))


def _days_off_before_claimed(case: CaseFacts, name: str, row: int) -> Line:
    """How many days off lie directly before the day on which each day was claimed."""
    said: list[Said] = []
    for entry in entries(case.case.parental_days):
        concerns, claimed = _concerns(case, row, entry), entry.claimed
        if claimed is None or not claimed.is_known or concerns is False:
            continue
        low, high = days_off_bounds(claimed.first, claimed.last)
        said.append(said_of(entry, low if concerns and low == high else None))
    return spelled(name, row, said, 0, (0, MOST_DAYS_OFF))


def _of_child(field: str) -> Finder:
    """A yes/no that the child's own entry tells."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        value: Any = getattr(case.child(case.carers[row][1]), field)
        if value is None:
            return case.silent(name, row, False, 0, 1)
        return certain(value) if isinstance(value, bool) else truth(name, row)

    return find


def _of_birth(case: CaseFacts, c: int, field: str) -> Any:
    """What the file tells with a child, otherwise with another child of the same birth."""
    birth = case.birth_sets[c]
    others = [] if birth == NOBODY else [o for o, b in enumerate(case.birth_sets) if b == birth]
    told = (getattr(case.child(each), field) for each in (c, *others))
    return next((value for value in told if value is not None), None)


def _waiver(case: CaseFacts, name: str, row: int) -> Line:
    told = _of_birth(case, case.carers[row][1], "fathers_waiver")
    return day_line(name, row, told, certain(NEVER))


def _week(case: CaseFacts, name: str, row: int) -> Line:
    """The week of pregnancy; where the file is silent and all else ordinary, full term."""
    week = case.child(row).week
    if isinstance(week, int):
        return certain(week)
    if week is None:
        return case.silent(name, row, FULL_TERM, 1, ALL_WEEKS)
    return number(name, row, 1, ALL_WEEKS)


def _recipient_change(case: CaseFacts, name: str, row: int) -> Line:
    """When taking over a claimed shared day was applied for; silence: it is not taken over."""
    said: list[Said] = []
    for entry in entries(case.case.parental_days):
        change = entry.recipient_change
        if change is None or entry.kind not in ("shared", None, "unknown"):
            continue
        concerns = _concerns(case, row, entry)
        if concerns is not False:
            said.append(said_of(entry, change.first if concerns and change.is_exact else None))
    return spelled(name, row, said, NEVER, (EARLIEST, NEVER))


def _who(field: str) -> Finder:
    """Whether a list of the child's entry names the adult for a day."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        p, c = case.carers[row]

        def chosen(spell: WithPerson) -> bool | None:
            return None if spell.who in (None, "unknown") else spell.who == case.people[p]

        return case.holds(name, row, _of_birth(case, c, field), chosen)

    return find


def _paid_before(case: CaseFacts, name: str, row: int) -> Line:
    days = case.child(row).parental_days_paid_before
    if isinstance(days, int):
        return certain(days)
    if days is None:
        return case.silent(name, row, 0, 0, MOST_DAYS)
    return number(name, row, 0, MOST_DAYS)


def _abroad(case: CaseFacts, name: str, row: int) -> Line:
    """Where another state pays in the stead of income, silence says nothing of the days."""
    child = case.child(row)
    days = child.parental_days_abroad
    if isinstance(days, int):
        return certain(days)
    pays = any(
        benefit.basket in ("replacing", "unknown") and benefit.right is not False
        for benefit in entries(child.state_benefits)
    )
    if days is None and not pays:
        return case.silent(name, row, 0, 0, MOST_DAYS)
    return number(name, row, 0, MOST_DAYS)


def _sickness_right(case: CaseFacts, name: str, row: int) -> Line:
    return case.holds(name, row, case.person(row).sickness_benefit_right, lambda _: True)


def _partner_of_mother(case: CaseFacts, name: str, row: int) -> Line:
    """Whether a marriage or registered partnership binds the adult and the child's mother."""
    p, c = case.carers[row]
    links = entries(case.child(c).parents)
    if any(link.who == case.people[p] for link in links):
        return certain(False)
    mothers = {link.who for link in links if link.role == "mother"}
    maybe = {link.who for link in links if link.role in (None, "unknown")}

    def chosen(couple: Couple) -> bool | None:
        if couple.who in (None, "unknown"):
            return None
        pair = set(couple.who or ())
        if case.people[p] not in pair or not pair & (mothers | maybe):
            return False
        if couple.kind in (None, "unknown") or not pair & mothers:
            return None
        return couple.kind != "cohabitation"

    couples = case.case.couples
    if couples is None:
        return case.while_one_lives(name, row, case.people[p], mothers | maybe)
    return case.holds(name, row, couples, chosen)


FINDERS: Final[dict[str, Finder]] = {
    **dict.fromkeys(KINDS, _wishes),
    "days_claimed_day": _claimed,
    "days_off_before_days_claimed": _days_off_before_claimed,
    "recipient_change_day": _recipient_change,
    "steps_aside": _who("not_raising"),
    "on_parental_leave": _who("parental_leave"),
    "parental_days_paid_before": _paid_before,
    "parental_days_abroad": _abroad,
    "has_sickness_benefit_right": _sickness_right,
    "is_partner_of_mother": _partner_of_mother,
    "entitled_to_leave": _leave({"registered": True, "missing": True, "not_needed": False}),
    "leave_registered": _leave({"registered": True, "missing": False, "not_needed": False}),
    "worked_on_birth_day": _of_child("mother_worked_on_birth_day"),
    "bereavement_declared": _of_child("bereavement_declared"),
    "fathers_waiver_day": _waiver,
    "birth_week": _week,
}
"""By fact, how it is laid out."""

TOLD_BY_DAYS: Final = frozenset({*KINDS, "entitled_to_leave", "leave_registered"})
"""Facts that the entries of ``parental_days`` tell, and nothing else does."""

EXCEPTIONAL: Final = frozenset(
    {
        "worked_on_birth_day",
        "bereavement_declared",
        "birth_week",
        "steps_aside",
        "on_parental_leave",
        "parental_days_paid_before",
        "parental_days_abroad",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""
