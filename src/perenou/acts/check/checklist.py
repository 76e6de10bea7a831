"""The checklist: what every item is about, for which kinds it counts, and its simple patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, get_args

from perenou.acts.check.finding import Severity
from perenou.acts.check.kinds import GROUPS
from perenou.acts.kinds import Kind

FILE: Final = Path(__file__).with_name("checklist.yaml")

Status: TypeAlias = Literal["verified", "case", "guide", "default", "unverified"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the checklist.

    Attributes:
        needs: one of them has to stand in the document. never: none of them may. unless: what in
            the same sentence excuses one of ``never``.
    """

    id: str
    group: str
    severity: Severity
    status: Status
    citation: str
    applies_to: frozenset[str]
    needs: re.Pattern[str] | None
    never: re.Pattern[str] | None
    unless: re.Pattern[str] | None


class ChecklistError(ValueError):
    """The checklist is written wrongly; says where."""


@cache
def checklist(path: Path = FILE) -> dict[str, Item]:
    """Every item by its id, in order.

    Raises:
        ChecklistError: an item has an unknown field, severity, status or kind, or a bad pattern.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: list[dict[str, object]] = yaml.load(path.read_text(encoding="utf-8"), loader)
    return {str(row["id"]): _item(row) for row in rows}


def _item(row: Mapping[str, object]) -> Item:
    where = str(row.get("id"))
    known = {"id", "group", "severity", "status", "citation", "applies_to", *_PATTERNS}
    if strange := row.keys() - known:
        raise ChecklistError(f"{where}: unknown field {min(strange)!r}")
    try:
        severity = Severity(str(row["severity"]))
        patterns = {key: _pattern(row.get(key)) for key in _PATTERNS}
    except (KeyError, ValueError, re.error) as wrong:
        raise ChecklistError(f"{where}: {wrong}") from wrong
    applies = frozenset(_strings(row.get("applies_to")))
    unknown = applies - GROUPS.keys() - set(Kind)
    if not applies or unknown:
        raise ChecklistError(f"{where}: unknown kind in applies_to: {sorted(unknown)}")
    status = str(row.get("status"))
    if status not in get_args(Status):
        raise ChecklistError(f"{where}: unknown status {status!r}")
    return Item(
        where,
        str(row.get("group", "")),
        severity,
        cast("Status", status),
        str(row.get("citation", "")),
        applies,
        patterns["needs"],
        patterns["never"],
        patterns["unless"],
    )


_PATTERNS: Final = ("needs", "never", "unless")


def _pattern(value: object) -> re.Pattern[str] | None:
    """Several patterns as one; a space in them stands for any space."""
    parts = _strings(value)
    if not parts:
        return None
    whole = "|".join(f"(?:{part})" for part in parts)
    spaced = whole.replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(spaced, re.IGNORECASE)


def _strings(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    raise ChecklistError(f"not a list of texts: {value!r}")
