"""Personal codes as they are shown: masked, until somebody asks to see one."""

from __future__ import annotations

import re
from typing import Final

from perenou.casework.case_file.fields import known
from perenou.casework.case_file.personal_code import names_a_person as names_a_person
from perenou.casework.case_file.schema import Case as CaseFile

HIDDEN: Final = "•"

_CODE: Final = re.compile(r"(?<!\d)\d{11}(?!\d)")


def masked(code: str) -> str:
    """A personal code of which only sex, century and year of birth can be read."""
    return code[:3] + HIDDEN * max(0, len(code) - 3)


def holds_codes(content: str) -> bool:
    """Whether a case file as text holds what looks like somebody's personal code."""
    return _CODE.search(content) is not None


def place_of(told: CaseFile, key: str) -> str:
    """Where in a case somebody stands, told without their name: ``p0`` or ``c1``.

    Raises:
        KeyError: the case knows nobody by this key.
    """
    for letter, keys in (("p", list(told.people)), ("c", list(told.children))):
        if key in keys:
            return f"{letter}{keys.index(key)}"
    raise KeyError(key)


def code_at(told: CaseFile, place: str) -> str | None:
    """The personal code of whoever stands at a place; None: nobody, or it is not known."""
    letter, at = place[:1], place[1:]
    if letter not in ("p", "c") or not at.isdecimal() or len(at) > 3:
        return None
    people = list((told.people if letter == "p" else told.children).values())
    return known(people[int(at)].personal_code) if int(at) < len(people) else None
