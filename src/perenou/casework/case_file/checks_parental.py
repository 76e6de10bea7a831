"""What a file says of earlier benefit, against the days that it claims for an earlier child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perenou.casework.case_file.errors import Finding, Path
from perenou.casework.case_file.fields import known
from perenou.casework.case_file.schema import Case, Person, entries
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, Day

APART: Final = 36
"""Months between births within which the earlier income can be kept (PHS § 43 lg 1)."""


def previous_base_findings(case: Case) -> Iterator[Finding]:
    """No benefit before a child is told where the file claims days for an earlier one first."""
    for who, person in case.everybody.items():
        if person.previous_income_base is None or person.previous_income_base == "unknown":
            continue
        began = _first_days(case, who)
        for later in began:
            earlier = _before(case, later, began)
            if earlier is not None and not _tells(person, later):
                place = "people" if person is case.people.get(who) else "children"
                path: Path = (place, who, "previous_income_base")
                yield Finding(path, "previous_base_missing", {"later": later, "earlier": earlier})


def _first_days(case: Case, who: str) -> dict[str, Day]:
    """By child, the first day that the person claims for it, where it is known."""
    began: dict[str, Day] = {}
    for days in entries(case.parental_days):
        child = known(days.for_)
        if known(days.by) == who and child in case.children and days.from_ is not None:
            began[child] = min(days.from_.last, began.get(child, NEVER))
    return began


def _before(case: Case, later: str, began: dict[str, Day]) -> str | None:
    """The nearest earlier child whose days begin first and whose income the later one can keep."""
    born = case.children[later].born
    found: list[tuple[Day, str]] = []
    for earlier, day in began.items():
        birth = case.children[earlier].born
        if born is None or birth is None or day >= began[later]:
            continue
        if birth.last < born.first and born.last < add_months(birth.first, APART):
            found.append((birth.first, earlier))
    return max(found)[1] if found else None


def _tells(person: Person, later: str) -> bool:
    """Whether some entry can be about the later child."""
    return any(
        base.for_ in (later, None, "unknown") for base in entries(person.previous_income_base)
    )
