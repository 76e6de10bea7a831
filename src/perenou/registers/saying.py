"""What a register says about somebody of a case: a place in its file, a value, and the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal

from perenou.registers.x_road import Reply
from perenou.services.call import Failing

Register = Literal["population", "tax", "education"]
REGISTERS: Final[tuple[Register, ...]] = ("population", "tax", "education")

Value = str | bool | int | list["Value"] | dict[str, "Value"]
"""What stands in a case file."""


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
    """A register that said nothing which can be used about somebody."""

    register: Register
    who: str
    why: Failing


class Teller:
    """Puts what a register says into sayings; what it says in another form is left out.

    Args:
        place: of whom it speaks, ``people`` or ``children`` and the id.
    """

    def __init__(self, register: Register, place: tuple[str, str], reply: Reply) -> None:
        self._register = register
        self._place = place
        self._reply = reply

    def say(self, key: str, value: Value | None) -> Iterator[Saying]:
        """A saying of a key, unless there is no value."""
        if value not in (None, [], {}, ""):
            assert value is not None
            yield Saying(
                (*self._place, key), value, self._register,
                self._reply.at.astimezone(UTC), self._reply.query,
            )  # fmt: skip

    def day(self, key: str) -> str | None:
        """A day that the register tells under a key."""
        return day_in(self._reply.data, key)

    def rows(self, key: str) -> list[Mapping[str, object]]:
        """The objects of a list under a key."""
        found = self._reply.data.get(key)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def text(self, key: str) -> str | None:
        """A text under a key."""
        return text_in(self._reply.data, key)


def day_in(data: Mapping[str, object], key: str) -> str | None:
    """An ISO date under a key; None: there is none."""
    told = data.get(key)
    try:
        return date.fromisoformat(told).isoformat() if isinstance(told, str) else None
    except ValueError:
        return None


def text_in(data: Mapping[str, object], key: str) -> str | None:
    """A short text under a key; None: there is none."""
    told = data.get(key)
    return told.strip() if isinstance(told, str) and 0 < len(told.strip()) <= 200 else None


def spell_in(data: Mapping[str, object]) -> dict[str, Value] | None:
    """A spell by ``from`` and ``to``; None where a day is not one, or it ends before it begins."""
    first, last = day_in(data, "from"), day_in(data, "to")
    if first is None or (data.get("to") is not None and last is None):
        return None
    if last is not None and last < first:
        return None
    spell: dict[str, Value] = {"from": first}
    return spell if last is None else {**spell, "to": last}
