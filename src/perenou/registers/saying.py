"""What a register says about somebody of a case: a place in its file, a value, and the source.

A register's word is taken whole or not at all: of a list of which one row cannot be read nothing is
said, for what is left of it would stand as the whole truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal

from perenou.casework.case_file.personal_code import read_code
from perenou.registers.x_road import Reply
from perenou.services.call import Failing

Register = Literal["population", "tax", "education"]
REGISTERS: Final[tuple[Register, ...]] = ("population", "tax", "education")

Value = str | bool | int | list["Value"] | dict[str, "Value"]
"""What stands in a case file."""

Why = Failing | Literal["form", "unnamed", "another", "nothing", "rows", "value"]
"""Why nothing is said: no answer; or one in another form, one that does not tell or tells otherwise
of whom it speaks, one that holds nothing; or rows or a value of a fact that cannot be read."""

_COUNTRY: Final = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact as a register tells it, until somebody confirms it.

    Attributes:
        place: in the case file, from its top, such as ``("children", "juku", "birth")``.
        query: the number of the query, which stands in the register's trail, too.
    """

    place: tuple[str, ...]
    value: Value
    register: Register
    at: datetime
    query: str

    @property
    def key(self) -> str:
        """What a form calls it by."""
        return f"{self.register}:{'.'.join(self.place)}"


@dataclass(frozen=True, slots=True)
class Silence:
    """What a register did not say so that it can be used about somebody.

    Attributes:
        query: its number; empty: the register gave no answer. fact: that alone cannot be used, as a
            case file calls it; empty: nothing can. rows: of it that cannot be read.
    """

    register: Register
    who: str
    why: Why
    query: str = ""
    fact: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a register tells.

    Attributes:
        told: its key in the answer. key: in the case file. read: None: it cannot be read.
        is_list: whether it has rows, each of which is read.
    """

    told: str
    key: str
    read: Callable[[object], Value | None]
    is_list: bool = False


def heard(
    register: Register, place: tuple[str, str], code: str, reply: Reply, facts: Sequence[Fact]
) -> Iterator[Saying | Silence]:
    """What a register says about somebody, and what of its answer cannot be used.

    Args:
        place: of whom it was asked, ``people`` or ``children`` and the id. code: their personal
            code, with which the answer is compared.
    """

    def silence(why: Why, fact: str = "", rows: int = 0) -> Silence:
        return Silence(register, place[1], why, reply.query, fact, rows)

    why = _misfit(code, reply.data, facts)
    if why is not None:
        yield silence(why)
        return
    told = [
        (fact, data) for fact in facts if (data := reply.data.get(fact.told)) not in (None, "", [])
    ]
    if not told:
        yield silence("nothing")
    for fact, data in told:
        rows = data if isinstance(data, list) else [data]
        read = [fact.read(row) for row in rows]
        values: list[Value] = [each for each in read if each is not None]
        if len(values) < len(rows) or (not fact.is_list and isinstance(data, list)):
            missing = len(rows) - len(values)
            yield silence("rows", fact.key, missing) if fact.is_list else silence("value", fact.key)
        else:
            yield Saying(
                (*place, fact.key), values if fact.is_list else values[0], register,
                reply.at.astimezone(UTC), reply.query,
            )  # fmt: skip


def _misfit(code: str, data: Mapping[str, object], facts: Sequence[Fact]) -> Why | None:
    """Why an answer is not one about whom was asked; None: it is."""
    here = [fact for fact in facts if fact.told in data]
    if not here or any(
        fact.is_list and not isinstance(data[fact.told], list | None) for fact in here
    ):
        return "form"
    named, born = data.get("code"), day_of(data.get("birth"))
    if named is not None and str(named).removeprefix("EE") != code:
        return "another"
    # Of a code the birth is a part: an answer that tells another one contradicts itself.
    if born is not None and date.fromisoformat(born).toordinal() != read_code(code).birth:
        return "another"
    return "unnamed" if named is None and born is None else None


def day_of(told: object) -> str | None:
    """An ISO date; None: it is none."""
    try:
        return date.fromisoformat(told).isoformat() if isinstance(told, str) else None
    except ValueError:
        return None


def text_of(told: object) -> str | None:
    """A short text; None: it is none."""
    return told.strip() if isinstance(told, str) and 0 < len(told.strip()) <= 200 else None


def country_of(told: object) -> str | None:
    """A country by its two letters; None: it is none."""
    return told if isinstance(told, str) and _COUNTRY.fullmatch(told) else None


def spell_in(data: Mapping[str, object]) -> dict[str, Value] | None:
    """A spell by ``from`` and ``to``; None where a day is not one, or it ends before it begins."""
    first, last = day_of(data.get("from")), day_of(data.get("to"))
    if first is None or (data.get("to") is not None and last is None):
        return None
    if last is not None and last < first:
        return None
    spell: dict[str, Value] = {"from": first}
    return spell if last is None else {**spell, "to": last}
