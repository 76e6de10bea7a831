"""Invented families near a boundary, as they would be in the month of a day."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias, cast

from perenou.casework.case_file.reader import read_text
from perenou.casework.case_file.schema import Case
from perenou.casework.lines import END, START
from perenou.rules.calendar import add_months, first_day_of, month_of
from perenou.rules.types import Day

FILE: Final = Path(__file__).with_name("families.yaml")

_DAY: Final = re.compile(r"@(?:([+-]\d+)y)?(?:([+-]\d+)m)?(?:([+-]\d+)d)?")
_MONTH: Final = re.compile(r"@@([+-]?\d+)")
_HOME: Final = [{"country": "EE", "ground": "citizen"}]
_PARENTS: Final = {"ema": "Mari Näidis", "isa": "Jaan Näidis"}

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | bool | None"


@dataclass(frozen=True, slots=True)
class Family:
    """An invented family; ``key`` names its title."""

    key: str
    page: str
    case: Case


def families(page: str, day: Day) -> tuple[Family, ...]:
    """The families of a page of the handbook, as they would be in the month of a day."""
    return tuple(
        Family(key, page, _case(key, cast("dict[str, Plain]", told["case"]), day))
        for key, told in _told().items()
        if told["page"] == page
    )


def keys() -> tuple[str, ...]:
    """The keys of all families."""
    return tuple(_told())


@lru_cache(maxsize=1)
def _told() -> Mapping[str, Mapping[str, Plain]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, Plain]] = yaml.load(FILE.read_text(encoding="utf-8"), loader)
    return found


def _case(key: str, told: dict[str, Plain], day: Day) -> Case:
    first = first_day_of(month_of(day))
    case = cast("dict[str, Plain]", _placed(told, first))
    case |= {"as_of": date.fromordinal(day).isoformat(), "otherwise": "ordinary"}
    people = cast("dict[str, dict[str, Plain]]", case.setdefault("people", {}))
    for who, name in _PARENTS.items():
        people.setdefault(who, {}).setdefault("name", name)
    children = cast("dict[str, dict[str, Plain]]", case["children"])
    for child in children.values():
        child.setdefault(
            "parents", [{"who": "ema", "role": "mother"}, {"who": "isa", "role": "father"}]
        )
        child.setdefault("lives", [{"with": ["ema", "isa"], "share": "full"}])
    for each in (*people.values(), *children.values()):
        each.setdefault("residence", cast("Plain", _HOME))
    for claim in cast("list[dict[str, Plain]]", case["claims"]):
        claim.setdefault("channel", "e_service")
    return read_text(json.dumps(case, ensure_ascii=False), f"{key}.json")


def _placed(told: Plain, first: Day) -> Plain:
    """The same with every distance as a date."""
    if isinstance(told, dict):
        return {key: _placed(each, first) for key, each in told.items()}
    if isinstance(told, list):
        return [_placed(each, first) for each in told]
    if not isinstance(told, str):
        return told
    if found := _MONTH.fullmatch(told):
        # Of a family at the edge of the time whose law is known, the months within it are told.
        month = min(max(month_of(first) + int(found[1]), month_of(START)), month_of(END) - 1)
        return f"{month // 12}-{month % 12 + 1:02}"
    if found := _DAY.fullmatch(told):
        years, months, days = (int(each or 0) for each in found.groups())
        moved = add_months(first, years * 12 + months) + days
        return date.fromordinal(moved).isoformat()
    return told
