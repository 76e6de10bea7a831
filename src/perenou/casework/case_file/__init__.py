"""The case file: reading, checking, writing and changing what is known about a family.

Names load on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perenou.casework.case_file.change import apply_change, changed
    from perenou.casework.case_file.dates import Month, PartialDay
    from perenou.casework.case_file.errors import CaseFileError, Problem
    from perenou.casework.case_file.fields import UNKNOWN, Unknown, known
    from perenou.casework.case_file.reader import parse, read, read_bytes, read_text
    from perenou.casework.case_file.schema import (
        Benefit,
        Case,
        Child,
        Claim,
        Couple,
        Paid,
        Person,
        Spell,
        Waiver,
        entries,
        json_schema,
    )
    from perenou.casework.case_file.writer import dump, to_mapping

_HOMES = {
    "apply_change": "change",
    "changed": "change",
    "Month": "dates",
    "PartialDay": "dates",
    "CaseFileError": "errors",
    "Problem": "errors",
    "UNKNOWN": "fields",
    "Unknown": "fields",
    "known": "fields",
    "parse": "reader",
    "read": "reader",
    "read_bytes": "reader",
    "read_text": "reader",
    "Benefit": "schema",
    "Case": "schema",
    "Child": "schema",
    "Claim": "schema",
    "Couple": "schema",
    "Paid": "schema",
    "Person": "schema",
    "Spell": "schema",
    "Waiver": "schema",
    "entries": "schema",
    "json_schema": "schema",
    "dump": "writer",
    "to_mapping": "writer",
}

__all__ = [
    "UNKNOWN",
    "Benefit",
    "Case",
    "CaseFileError",
    "Child",
    "Claim",
    "Couple",
    "Month",
    "Paid",
    "PartialDay",
    "Person",
    "Problem",
    "Spell",
    "Unknown",
    "Waiver",
    "apply_change",
    "changed",
    "dump",
    "entries",
    "json_schema",
    "known",
    "parse",
    "read",
    "read_bytes",
    "read_text",
    "to_mapping",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
