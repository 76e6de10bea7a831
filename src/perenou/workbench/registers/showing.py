"""What registers said, laid out beside what the case says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from perenou.casework.case_file.schema import Case as CaseFile
from perenou.casework.case_file.source import Data
from perenou.language.grammar import Language
from perenou.registers.prefill import already, as_written, would_be
from perenou.registers.saying import Register, Saying
from perenou.workbench.cases.facts_told import Telling
from perenou.workbench.registers.content import Answered


@dataclass(frozen=True, slots=True)
class Row:
    """A saying in words.

    Attributes:
        key: by which the form confirms it. here: what the case says, row by row; empty: nothing.
            told: what the register says. after: what would stand in the case; empty: just that.
        is_same: whether the case says so already.
    """

    key: str
    label: str
    here: tuple[str, ...]
    told: tuple[str, ...]
    after: tuple[str, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one register said, and when."""

    register: Register
    at: datetime
    rows: tuple[Row, ...]


def said(answered: Answered, file: CaseFile, language: Language) -> list[Said]:
    """What was said, by register."""
    telling = Telling(file, language)
    found: dict[Register, list[Saying]] = {}
    for each in answered.found.sayings:
        found.setdefault(each.register, []).append(each)
    return [
        Said(register, of[0].at, tuple(_row(each, file, telling) for each in of))
        for register, of in found.items()
    ]


def _row(saying: Saying, file: CaseFile, telling: Telling) -> Row:
    key = saying.place[-1]
    here, told, after = already(file, saying), as_written(saying), would_be(file, saying)
    return Row(
        saying.key,
        telling.label(key),
        _lines(here, key, telling),
        _lines(told, key, telling),
        () if after == told else _lines(after, key, telling),
        here == after,
    )


def _lines(value: Data, key: str, telling: Telling) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(
        telling.text(key, each) for each in (value if isinstance(value, list) else [value])
    )
