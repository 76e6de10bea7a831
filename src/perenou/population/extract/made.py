"""A family of an extract put together and checked: its case, and the decisions on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.months import MONTHLY
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse_data
from perenou.casework.facts import CaseFacts
from perenou.population.decisions import LONGEST
from perenou.population.extract.column_map import DECISIONS, ColumnMap
from perenou.population.extract.families import Given, cell_told, family_of
from perenou.population.job import BENEFITS
from perenou.population.problems import Problems
from perenou.rules.types import Cents, Months

if TYPE_CHECKING:
    from perenou.casework.case_file.schema import Case

NOBODY: Final = -1
"""The number of whom a decision is about, where that is nobody of the family."""

MOST: Final = 10**14
"""Cents of a decision at most; more is no amount."""

MOST_PLACES: Final = 8
"""Rows of a family that are named at most where something is wrong with its case."""

Told = dict[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """A family.

    Attributes:
        told: its decisions, as the map names the fields. given: the row of each. whose: of each the
            number of the row that it is about, or ``NOBODY``.
    """

    case: Case
    told: Sequence[dict[str, str]]
    given: Sequence[Given]
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
            rows = ", ".join(each.place for each in given[:MOST_PLACES])
            rest = ", …" if len(given) > MOST_PLACES else ""
            problems.add(f"case.{problem.key}", [f"{name}: {problem.field} ({rows}{rest})"])
        return None
    return Made(case, family.decisions, family.decided_in, _whose(case, family.decisions))


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


def decisions_of(made: Made, column_map: ColumnMap, problems: Problems) -> list[Told]:
    """The decisions on a family that can be used; the others are counted."""
    found: list[Told] = []
    for told, row, whose in zip(made.told, made.given, made.whose, strict=True):
        if flaw := flaw_of(told, whose):
            source = column_map.tables[row.source]
            field = "whose" if flaw == "decision_whose" and source.list_ == DECISIONS else IN[flaw]
            problems.add(flaw, [cell_told(row.place, source, field, row.cells)])
            continue
        found.append(
            {
                "id": told.get("id"), "benefit": told["benefit"],
                "no": 0 if whose == NOBODY else whose,
                "month": month_told(told["month"]),
                "last_month": month_told(told.get("last_month", "")),
                "cents": cents_told(told["amount"]), "decided": day_told(told["decided"]),
                "by": told.get("by"), "office": told.get("office"),
                "language": told.get("language"), "facts": told.get("facts"),
            }
        )  # fmt: skip
    return found


IN: Final[Mapping[str, str]] = {
    "decision_benefit": "benefit", "decision_whose": "child_birth", "decision_month": "month",
    "decision_last_month": "last_month", "decision_amount": "amount", "decision_day": "decided",
    "decision_before_claim": "decided",
}  # fmt: skip
"""By what may be wrong with a decision, the field that it is wrong in."""


def flaw_of(told: Mapping[str, str], whose: int) -> str:
    """The kind of what is wrong with a decision, the first of ``IN``; empty: it can be used.

    Args:
        whose: number of the row that it is about, or ``NOBODY``.
    """
    benefit = told.get("benefit", "")
    # A matter that the law does not compute is about nobody; its facts say what is alike.
    if benefit not in BENEFITS and not told.get("facts"):
        return "decision_benefit"
    if whose == NOBODY and benefit in BENEFITS:
        return "decision_whose"
    first, ending = month_told(told.get("month", "")), told.get("last_month", "")
    if first is None:
        return "decision_month"
    last = month_told(ending) if ending else first
    if last is None or not 0 <= _month(last) - _month(first) < LONGEST:
        return "decision_last_month"
    if cents_told(told.get("amount", "")) is None:
        return "decision_amount"
    day, claimed = day_told(told.get("decided", "")), day_told(told.get("claimed", ""))
    if day is None:
        return "decision_day"
    return "decision_before_claim" if claimed is not None and day < claimed else ""


def _month(day: date) -> Months:
    return day.year * 12 + day.month


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
