"""What is kept of an answer of registers, and of a fact that was taken over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from perenou.casework.case_file.source import Data
from perenou.registers.prefill import Found, Place
from perenou.registers.saying import Saying, Silence


@dataclass(frozen=True, slots=True)
class Answered:
    """What registers said about somebody of a case, and those that said nothing.

    Attributes:
        of: place of that person in the case file.
    """

    of: Place
    found: Found


def written(answered: Answered) -> str:
    """As it is stored."""
    sayings = [
        {"place": each.place, "value": each.value, "register": each.register,
         "at": each.at.isoformat(), "query": each.query}
        for each in answered.found.sayings
    ]  # fmt: skip
    silent = [
        {"register": each.register, "who": each.who, "why": each.why, "query": each.query,
         "fact": each.fact, "rows": each.rows}
        for each in answered.found.silent
    ]  # fmt: skip
    told = {"of": answered.of, "sayings": sayings, "silent": silent}
    return json.dumps(told, ensure_ascii=False)


def read(text: str) -> Answered:
    """What was stored."""
    told = json.loads(text)
    group, who = told["of"]
    sayings = tuple(
        Saying(
            tuple(each["place"]), each["value"], each["register"],
            datetime.fromisoformat(each["at"]), each["query"],
        )
        for each in told["sayings"]
    )  # fmt: skip
    silent = tuple(Silence(**each) for each in told["silent"])
    return Answered((group, who), Found(sayings, silent))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact of a case is from.

    Attributes:
        place: of the fact in the case file, keys joined by dots. value: that stood there then.
    """

    place: str
    value: Data
    register: str
    at: datetime


def fact_written(place: tuple[str, ...], value: Data) -> str:
    """A fact as it is stored."""
    return json.dumps({"place": ".".join(place), "value": value}, ensure_ascii=False)


def fact_read(text: str, register: str, at: datetime) -> Origin:
    """A fact that was stored."""
    told = cast("dict[str, Data]", json.loads(text))
    return Origin(str(told["place"]), told["value"], register, at)
