"""Facts of a child: birth, home, studies, guardianship, adoption, care."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from perenou.benefits.estonia.vocabulary import Studies
from perenou.casework.case_file.checks import MOST_DAYS_EARLY, MOST_DAYS_LATE
from perenou.casework.case_file.dates import EARLIEST, LATEST, PartialDay
from perenou.casework.case_file.schema import Child, Stillborn, entries
from perenou.casework.lines import (
    START,
    Said,
    certain,
)
from perenou.casework.lines import after_day as _after
from perenou.casework.lines import between as _between
from perenou.casework.lines import day_line as _day
from perenou.casework.lines import number as _number
from perenou.casework.lines import said_of as _said
from perenou.casework.lines import spelled as _spelled
from perenou.casework.lines import truth as _truth
from perenou.casework.person_facts import ground, lives_in_estonia
from perenou.rules.calendar import birthday
from perenou.rules.rule import day_of
from perenou.rules.timeline import joined
from perenou.rules.types import NEVER, Day
from perenou.rules.unknown import Unknown, open_number, open_truth
from perenou.rules.world import Line

if TYPE_CHECKING:
    from perenou.casework.facts import CaseFacts

Finder: TypeAlias = Callable[["CaseFacts", str, int], Line]

_LEVELS = {
    "basic": Studies.BASIC,
    "upper_secondary": Studies.UPPER_SECONDARY,
    "vocational": Studies.VOCATIONAL,
    "higher": Studies.HIGHER,
    "course": Studies.COURSE,
}

YOUNGEST_PUPIL: Final = 4
"""Years of age below which no state sends children to school."""

EXCEPTIONAL: Final = frozenset(
    {
        "child_death_day",
        "stillborn",
        "academic_leave",
        "separated",
        "institutional_care",
        "child_imprisoned",
        "adoption_day",
        "adopted_within_family",
        "adopter_added_as_second_parent",
        "birth_allowance_paid_earlier",
        "start_in_life_day",
    }
)
"""Facts about which ``otherwise: ordinary`` lets the file be silent."""


def _birth(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    low, high = day_of("1990-01-01"), LATEST
    if child.expected is not None and child.expected.is_known:
        low = child.expected.first - MOST_DAYS_EARLY
        high = child.expected.last + MOST_DAYS_LATE
    return _day(name, row, child.born, _number(name, row, low, high))


def _death_of_child(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    if child.death is False:
        return certain(NEVER)
    silence = case.silent(name, row, NEVER, START, NEVER)
    return _day(name, row, _after(child.died), silence)


def _stillborn(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).stillborn
    if value is None:
        return case.silent(name, row, False, 0, 1)
    return _truth(name, row) if value == "unknown" else certain(value is not False)


def _stillbirth_week(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).stillborn
    week = value.week if isinstance(value, Stillborn) else None
    return certain(week) if isinstance(week, int) else _number(name, row, 1, 45)


def _birth_set(case: CaseFacts, _name: str, row: int) -> Line:
    return certain(case.birth_sets[row])


def _household(case: CaseFacts, name: str, row: int) -> Line:
    """The first child (by row) of those who share a home, through the adults who raise them."""
    if len(case.children) == 1:
        return certain(row)
    homes = case.homes
    days = sorted({day for line in homes for day in line.starts})
    found: list[tuple[Day, Any]] = []
    for day in days:
        mine, choice = homes[row].at(day), case.families[row]
        if mine is not None:
            found.append((day, _home_of(case, mine, day) if mine else row))
        elif choice is not None:
            found.append((day, choice.open(partial(_home_if_counted_with, case, row, day))))
        else:
            unknown = Unknown(name, row, 0, len(homes) - 1, since=day)
            found.append((day, open_number(unknown)))
    return joined(found)


def _home_if_counted_with(case: CaseFacts, row: int, day: Day, who: str | None) -> int:
    """The home of a shared child if it is counted with somebody, or if nothing is agreed."""
    shared = [s for s in entries(case.child(row).lives) if s.share == "equal"]
    return _home_of(case, frozenset({who or case.first_claimant(row, shared[0])}), day)


def _home_of(case: CaseFacts, adults: frozenset[str], day: Day) -> int:
    """The first child (by row) of whom it is known that it lives with some adults.

    Where there is none, a number of the adults' own.
    """
    together, members = set(adults), set[int]()
    grew = True
    while grew:
        grew = False
        for other, line in enumerate(case.homes):
            theirs = line.at(day)
            if other not in members and theirs and together & theirs:
                together |= theirs
                members.add(other)
                grew = True
    if members:
        return min(members)
    return len(case.children) + min(map(case.people.index, adults))


def _second_parent_unrecorded(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    parents = child.parents if isinstance(child.parents, tuple) else None
    if child.second_parent == "none":
        later = [
            Said((link.from_.first, LATEST), (link.from_.last, LATEST), False)
            for link in parents or ()
            if link.from_ is not None
        ]
        return _spelled(name, row, later, True, (0, 1))
    if child.second_parent is None and parents is not None and len(parents) >= 2:
        starts = sorted(EARLIEST if link.from_ is None else link.from_.last for link in parents)
        if starts[1] <= START or all(link.from_ is None for link in parents):
            return certain(False)
        unknown = open_truth(Unknown(name, row, 0, 1))
        return joined([(START, unknown), (starts[1], False)])
    return _truth(name, row)


def _studies(case: CaseFacts, name: str, row: int) -> Line:
    child = case.child(row)
    bounds = (int(Studies.NONE), int(Studies.COURSE))
    if child.studies is None or child.studies == "unknown":
        return _number(name, row, *bounds)
    said = [
        _said(s, None if s.level in (None, "unknown") else _LEVELS[str(s.level)])
        for s in child.studies
    ]
    return _spelled(name, row, said, Studies.NONE, bounds)


def _of_studies(
    take: Callable[[Any], Any], otherwise: int | bool, bounds: tuple[int, int]
) -> Finder:
    """A fact told with each time of study; ``take`` gives None where it is left open."""

    def find(case: CaseFacts, name: str, row: int) -> Line:
        studies = case.child(row).studies
        if studies is None or studies == "unknown":
            return _truth(name, row) if bounds == (0, 1) else _number(name, row, *bounds)
        said = [_said(spell, take(spell)) for spell in studies]
        return _spelled(name, row, said, otherwise, bounds)

    return find


def _studies_abroad(case: CaseFacts, name: str, row: int) -> Line:
    """Where nothing is told of studies, a child too small for any school is not away at one."""
    told = _of_studies(_abroad, False, (0, 1))(case, name, row)
    child = case.child(row)
    if child.studies not in (None, "unknown") or child.born is None:
        return told
    pupil = birthday(child.born.first, YOUNGEST_PUPIL)
    if pupil <= START:
        return told
    return joined([(START, False), (pupil, told.values[-1])])


def _abroad(spell: Any) -> bool | None:
    return None if spell.country == "unknown" else spell.country != "EE"


def _certificate(spell: Any) -> int | None:
    filed = spell.certificate_filed
    return filed.first if filed is not None and filed.is_exact else None


def _final_class(spell: Any) -> bool | None:
    if spell.level not in ("upper_secondary", "vocational", "unknown", None):
        return False
    return spell.final_class if isinstance(spell.final_class, bool) else None


def _hours(spell: Any) -> int | None:
    return spell.contact_hours if isinstance(spell.contact_hours, int) else None


def _course_began(spell: Any) -> int | None:
    if spell.level not in ("course", "unknown", None):
        return NEVER
    if spell.from_ is None:
        return START
    return spell.from_.first if spell.level == "course" and spell.from_.is_exact else None


def _secondary_education(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).secondary_education
    if value is False:
        return certain(NEVER)
    unknown = _number(name, row, EARLIEST, NEVER)
    return _day(name, row, value if isinstance(value, PartialDay) else None, unknown)


def _child_spells(take: Callable[[Child], Any], choose: Callable[[Any], bool | None]) -> Finder:
    return lambda case, name, row: case.holds(name, row, take(case.child(row)), choose)


def _institution(spell: Any) -> bool | None:
    if spell.kind in (None, "unknown"):
        return None
    return bool(spell.kind != "foster_family")


def _cleared(spell: Any) -> bool | None:
    if spell.outcome == "unknown":
        return None
    return spell.outcome in ("acquitted", "no_prison")


def _cleared_line(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).imprisonment
    if value is None or value == "unknown":
        return certain(False)
    return _spelled(name, row, [_said(s, _cleared(s)) for s in value], False, (0, 1))


def _adoption_day(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, NEVER, START, NEVER)
    if adoption is False:
        return certain(NEVER)
    unknown = _number(name, row, EARLIEST, NEVER)
    return _day(name, row, None if adoption == "unknown" else adoption.final, unknown)


def _adopted_within(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, False, 0, 1)
    if adoption is False:
        return certain(False)
    if adoption == "unknown":
        return _truth(name, row)
    flags = (adoption.spouse_of_parent, adoption.child_of_adopter)
    if any(flag is True for flag in flags):
        return certain(True)
    return certain(False) if all(flag is False for flag in flags) else _truth(name, row)


def _adopter_added(case: CaseFacts, name: str, row: int) -> Line:
    adoption = case.child(row).adoption
    if adoption is None:
        return case.silent(name, row, False, 0, 1)
    if adoption is False:
        return certain(False)
    if adoption == "unknown" or adoption.final is None:
        return _truth(name, row)
    if adoption.spouse_of_parent is False:
        return certain(False)
    return _spelled(name, row, [_between(adoption.final, None)], False, (0, 1))


def _paid_earlier(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).birth_allowance_paid_earlier
    if value is None:
        return case.silent(name, row, False, 0, 1)
    return certain(value) if isinstance(value, bool) else _truth(name, row)


def _start_in_life(case: CaseFacts, name: str, row: int) -> Line:
    value = case.child(row).independent_life_after_care
    if value is False:
        return certain(NEVER)
    return _day(name, row, value, case.silent(name, row, NEVER, START, NEVER))


FINDERS: Final[dict[str, Finder]] = {
    "child_birth_day": _birth,
    "child_death_day": _death_of_child,
    "stillborn": _stillborn,
    "stillbirth_week": _stillbirth_week,
    "child_lives_in_estonia": lambda c, n, r: lives_in_estonia(c.child(r), n, r),
    "child_ground": lambda c, n, r: ground(c.child(r), n, r),
    "birth_set": _birth_set,
    "household": _household,
    "second_parent_unrecorded": _second_parent_unrecorded,
    "studies": _studies,
    "studies_abroad": _studies_abroad,
    "certificate_day": _of_studies(_certificate, NEVER, (EARLIEST, NEVER)),
    "final_class": _of_studies(_final_class, False, (0, 1)),
    "course_hours": _of_studies(_hours, 0, (0, 3000)),
    "course_began_day": _of_studies(_course_began, NEVER, (EARLIEST, NEVER)),
    "secondary_education_day": _secondary_education,
    "academic_leave": _child_spells(lambda c: c.academic_leave, lambda _: True),
    "separated": _child_spells(lambda c: c.separated, lambda _: True),
    "institutional_care": _child_spells(lambda c: c.substitute_care, _institution),
    "child_imprisoned": _child_spells(lambda c: c.imprisonment, lambda _: True),
    "remand_cleared": _cleared_line,
    "adoption_day": _adoption_day,
    "adopted_within_family": _adopted_within,
    "adopter_added_as_second_parent": _adopter_added,
    "birth_allowance_paid_earlier": _paid_earlier,
    "lives_independently": _child_spells(lambda c: c.independent, lambda _: True),
    "start_in_life_day": _start_in_life,
}
"""By fact: how its timeline is found."""
