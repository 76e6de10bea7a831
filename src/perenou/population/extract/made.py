"""A family of an extract put together and checked: its case, and the decisions on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.facts import CaseFacts
from perenou.population.extract.column_map import ColumnMap
from perenou.population.extract.families import Given, family_of
from perenou.population.job import BENEFITS
from perenou.population.problems import Problems
from perenou.rules.types import Cents

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case

NOBODY: Final = -1
"""The number of whom a decision is about, where that is nobody of the family."""

MOST: Final = 10**14
"""Cents of a decision at most; more is no amount."""

Told = dict[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """A family.

    Attributes:
        told: its decisions, as the map names the fields. whose: of each the number of the row that
            it is about, or ``NOBODY``.
    """

    case: Case
    told: Sequence[dict[str, str]]
    whose: Sequence[int]


def made_of(
    name: str, given: Sequence[Given], column_map: ColumnMap, problems: Problems
) -> Made | None:
    """A family from all its rows; None: something in it is wrong, which is counted by kind."""
    family = family_of(name, given, column_map, problems)
    if family is None:
        return None
    try:
        case = parse_data(family.data, "extract.json")
    except CaseFileError as error:
        for problem in error.problems:
            problems.add(f"case.{problem.key}", [f"{name}: {problem.field}"])
        return None
    return Made(case, family.decisions, _whose(case, family.decisions))


def _whose(case: Case, decisions: Sequence[dict[str, str]]) -> list[int]:
    if not decisions:
        return []
    facts = CaseFacts(case)
    found = []
    for told in decisions:
        benefit = told.get("benefit", "")
        unit = MONTHLY[benefit].unit.name if benefit in BENEFITS else ""
        ids = {"child": facts.children, "person": facts.people}.get(unit, [])
        who = told.get("whose", "")
        found.append(ids.index(who) if who in ids else NOBODY)
    return found


def decisions_of(name: str, made: Made, problems: Problems) -> list[Told]:
    """The decisions on a family that can be used; the others are counted."""
    found: list[Told] = []
    for given, whose in zip(made.told, made.whose, strict=True):
        benefit = given.get("benefit", "")
        day, month = day_told(given.get("decided", "")), month_told(given.get("month", ""))
        cents = cents_told(given.get("amount", ""))
        # A matter that the law does not compute is about nobody; its facts say what is alike.
        is_choice = benefit not in BENEFITS and bool(given.get("facts"))
        if (whose == NOBODY and not is_choice) or day is None or month is None or cents is None:
            problems.add("decision_unusable", [f"{name}: {given.get('id', '')}"])
            continue
        found.append(
            {
                "id": given.get("id"), "benefit": benefit, "no": 0 if is_choice else whose,
                "month": month, "last_month": month_told(given.get("last_month", "")),
                "cents": cents, "decided": day, "by": given.get("by"),
                "office": given.get("office"), "language": given.get("language"),
                "facts": given.get("facts"),
            }
        )  # fmt: skip
    return found


def day_told(text: str) -> date | None:
    """A day; None: the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def month_told(text: str) -> date | None:
    """The first day of a month; None: the text is none."""
    return day_told(f"{text}-01")


def cents_told(text: str) -> Cents | None:
    """An amount in euros as cents; None: the text is none."""
    euros, _, rest = text.partition(".")
    if not euros.isdecimal() or len(rest) > 2 or not (rest or "0").isdecimal():
        return None
    cents = int(euros) * 100 + int(rest.ljust(2, "0") or 0) if len(euros) < 20 else MOST
    return cents if cents < MOST else None
