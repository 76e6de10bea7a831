"""From a case file to the facts about days of parental benefit: days claimed, leave entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.casework.case_file.dates import EARLIEST
from perenou.casework.case_file.schema import ParentalDays, entries
from perenou.casework.lines import Said, certain, day_line, number, said_of, spelled, truth
from perenou.rules.types import NEVER
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

KINDS: Final = {
    "wishes_mothers": "mothers",
    "wishes_fathers": "fathers",
    "wishes_shared": "shared",
}
"""By fact: the kind of benefit whose days it is about."""

ALL_WEEKS: Final = 45
FULL_TERM: Final = 40


def _concerns(case: CaseFacts, row: int, entry: ParentalDays) -> bool | None:
    """Whether an entry is about the adult and child of a row; None: perhaps."""
    p, c = case.carers[row]
    sure: bool | None = True
    for told, mine in ((entry.by, case.people[p]), (entry.for_, case.children[c])):
        if told in (None, "unknown"):
            sure = None
        elif told != mine:
            return False
    return sure


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
    return spelled(name, row, said, False, (0, 1))


def _wishes(case: CaseFacts, name: str, row: int) -> Line:
    def choose(entry: ParentalDays) -> bool | None:
        return None if entry.kind in (None, "unknown") else entry.kind == KINDS[name]

    return _gathered(case, name, row, choose)


def _leave(answers: dict[str, bool]) -> Finder:
    """A fact told with each entry of mother's or father's days by its ``leave``."""

    def choose(entry: ParentalDays) -> bool | None:
        if entry.kind == "shared":
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


def _of_child(field: str) -> Finder:
    """A yes/no that the child's own entry tells."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        value: Any = getattr(case.child(case.carers[row][1]), field)
        if value is None:
            return case.silent(name, row, False, 0, 1)
        return certain(value) if isinstance(value, bool) else truth(name, row)

    return find


def _waiver(case: CaseFacts, name: str, row: int) -> Line:
    return day_line(name, row, case.child(case.carers[row][1]).fathers_waiver, certain(NEVER))


def _week(case: CaseFacts, name: str, row: int) -> Line:
    """The week of pregnancy; where the file is silent and all else ordinary, full term."""
    week = case.child(row).week
    if isinstance(week, int):
        return certain(week)
    if week is None:
        return case.silent(name, row, FULL_TERM, 1, ALL_WEEKS)
    return number(name, row, 1, ALL_WEEKS)


FINDERS: Final[dict[str, Finder]] = {
    **dict.fromkeys(KINDS, _wishes),
    "days_claimed_day": _claimed,
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

EXCEPTIONAL: Final = frozenset({"worked_on_birth_day", "bereavement_declared", "birth_week"})
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""
