"""The case that a question tells or names, solved."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from perenou.api.operation import Place, RefusedError
from perenou.api.questions import OfCase, TheCase
from perenou.benefits.span import FIRST_DAY, LAST_DAY
from perenou.casework.anonymous import NotSameError, anonymous
from perenou.casework.case_file.errors import CaseFileError
from perenou.casework.case_file.reader import parse, read, read_text
from perenou.casework.case_file.schema import Case, keys
from perenou.casework.solve import Solved
from perenou.rules.types import Day

_SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})


def solved_case(asked: OfCase, place: Place) -> Solved:
    """The case of a question, solved as of its day.

    Raises:
        RefusedError: there is not one case, or it may not be shown. CaseFileError: it is wrong.
    """
    day = None if asked.as_of is None else told_here(asked.as_of)
    case, is_named = _case(asked, place)
    if is_named and not place.with_people:
        try:
            known = day or case.as_of_day or date.today().toordinal()  # noqa: DTZ011
            case = anonymous(case, known)
        except NotSameError:
            raise RefusedError("not_anonymous") from None
    return Solved(case, day)


def told_here(day: date) -> Day:
    """A day as a number.

    Raises:
        RefusedError: the law of that day is not told here.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        slots = {"value": day, "first": FIRST_DAY, "last": LAST_DAY}
        raise RefusedError("day_outside", {key: each.isoformat() for key, each in slots.items()})
    return day.toordinal()


def case_told(told: TheCase) -> Case:
    """A case as a question tells it.

    Raises:
        CaseFileError: something in it is wrong.
    """
    return read_text(told, "case.yaml") if isinstance(told, str) else parse(told or {})


def _case(asked: OfCase, place: Place) -> tuple[Case, bool]:
    """The case of a question, and whether it was named, not told."""
    if (asked.case is None) == (asked.file is None):
        raise RefusedError("case")
    if asked.file is not None:
        path = _path(asked.file, place)
        try:
            return read(path), True
        except CaseFileError as error:
            name = path.name
            told = error.in_file(name) if place.with_people else error.without_values(name, keys())
            raise told from None
    return case_told(asked.case), False


def _path(name: str, place: Place) -> Path:
    """The file of a name in the folder of cases, and nothing outside of it."""
    if place.cases is None:
        raise RefusedError("no_folder")
    folder = place.cases.resolve()
    try:
        found = (folder / name).resolve()
        is_file = found.is_relative_to(folder) and found.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file or found.suffix not in _SUFFIXES:
        raise RefusedError("no_file", {"value": name})
    return found
