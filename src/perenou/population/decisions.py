"""Past decisions in a table of families: what was granted, when, by whom, for which months.

They stand in a list ``decision`` of the family's own row, beside the facts that they rest on:

==============  ============================================================================
``id``          its number, text
``benefit``     key of a monthly benefit or of what is paid beside another state's, text
``no``          whose: the number of the child, or of the adult for a family's allowance
``month``       any day of the first month that was decided on, ``date32``
``last_month``  any day of the last one; left empty: it was one month
``cents``       what was granted for each of them, ``int64``; 0: refused
``decided``     day of the decision, ``date32``
``by``          who decided, by a pseudonym; may be missing
``office``      the unit that decided; may be missing
``language``    the language of the claim; may be missing
``facts``       what decided where the law leaves a choice, as text; may be missing
==============  ============================================================================
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.benefits.lawbook import LAWBOOK
from perenou.population.arrow import Flags, Numbers
from perenou.population.schema import EPOCH
from perenou.rules.compile.rows import UNKNOWN
from perenou.rules.types import Day

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

DECISION: Final = "decision"
"""The column of decisions."""

LONGEST: Final = 240
"""Months of one decision at most."""

_NEEDED: Final = ("id", "benefit", "no", "month", "cents", "decided")
_OPTIONAL: Final = ("last_month", "by", "office", "language", "facts")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions, one after the other.

    Attributes:
        family: place of the family of each. ids, about, by, office, language, facts: texts;
            ``about`` is the benefit as it is told. benefit: its place among some keys; -1: it is
            none of them. number: of the row of its unit. first, last: months. cents: what was
            granted a month. decided: days. is_whole: whether it says all that is needed.
    """

    family: Numbers
    ids: pa.Array
    about: pa.Array
    benefit: Numbers
    number: Numbers
    first: Numbers
    last: Numbers
    cents: Numbers
    decided: Numbers
    by: pa.Array
    office: pa.Array
    language: pa.Array
    facts: pa.Array
    is_whole: Flags

    def __len__(self) -> int:
        return int(self.family.size)

    def some(self, places: Numbers, family: Numbers) -> Decisions:
        """Some of them, with the places of their families."""
        import pyarrow as pa

        chosen = pa.array(places)
        return Decisions(
            family.astype(np.int64), self.ids.take(chosen), self.about.take(chosen),
            self.benefit[places], self.number[places], self.first[places], self.last[places],
            self.cents[places], self.decided[places], self.by.take(chosen),
            self.office.take(chosen), self.language.take(chosen), self.facts.take(chosen),
            self.is_whole[places],
        )  # fmt: skip


def decision_type() -> pa.DataType:
    """The Arrow type of the column of decisions."""
    import pyarrow as pa

    text, day = pa.string(), pa.date32()
    return pa.list_(
        pa.struct(
            [
                ("id", text), ("benefit", text), ("no", pa.int16()), ("month", day),
                ("last_month", day), ("cents", pa.int64()), ("decided", day), ("by", text),
                ("office", text), ("language", text), ("facts", text),
            ]
        )
    )  # fmt: skip


def is_decisions(kind: pa.DataType) -> bool:
    """Whether a column's type can hold decisions."""
    import pyarrow as pa

    if not pa.types.is_list(kind) or not pa.types.is_struct(kind.value_type):
        return False
    has = {field.name: field.type for field in kind.value_type}
    wanted = {field.name: field.type for field in decision_type().value_type}
    return all(name in has for name in _NEEDED) and all(
        name not in has
        or has[name] == wanted[name]
        or (pa.types.is_integer(wanted[name]) and pa.types.is_integer(has[name]))
        for name in (*_NEEDED, *_OPTIONAL)
    )


def decisions_of(column: pa.ChunkedArray, keys: Sequence[str]) -> Decisions:
    """The decisions of a column; of benefits that ``keys`` names."""
    import pyarrow as pa

    lists = column.combine_chunks()
    lengths = np.asarray(lists.value_lengths().fill_null(0), np.int64)
    flat = lists.flatten()
    has = {field.name for field in flat.type}
    values = dict(zip([field.name for field in flat.type], flat.flatten(), strict=True))
    size = len(flat)

    def text(name: str) -> pa.Array:
        return values[name] if name in has else pa.nulls(size, pa.string())

    def number(name: str) -> Numbers:
        if name not in has:
            return np.full(size, UNKNOWN)
        array = values[name]
        if pa.types.is_date32(array.type):
            array = array.cast(pa.int32())
        return np.asarray(array.cast(pa.int64()).fill_null(UNKNOWN), np.int64)

    first, last = (
        np.where(days == UNKNOWN, UNKNOWN, months_of(days + EPOCH))
        for days in (number("month"), number("last_month"))
    )
    last = np.where(last == UNKNOWN, first, last)
    decided = number("decided")
    about = text("benefit")
    benefit = about.dictionary_encode()
    places = {key: at for at, key in enumerate(keys)}
    codes = np.asarray([places.get(key, -1) for key in benefit.dictionary.to_pylist()] + [-1])
    indices = np.asarray(benefit.indices.fill_null(-1), np.int64)
    numbers, cents = number("no"), number("cents")
    whole = np.ones(size, np.bool_)
    for each in (first, numbers, cents, decided):
        whole &= each != UNKNOWN
    whole &= (first <= last) & (last - first < LONGEST) & (cents >= 0) & (numbers >= 0)
    return Decisions(
        np.repeat(np.arange(lengths.size, dtype=np.int64), lengths), text("id"), about,
        codes[indices].astype(np.int64), numbers, first, last, cents,
        np.where(decided == UNKNOWN, UNKNOWN, decided + EPOCH), text("by"), text("office"),
        text("language"), text("facts"), whole,
    )  # fmt: skip


def months_of(days: Numbers) -> Numbers:
    """The month of each day; what comes of an unknown day means nothing."""
    since = np.clip(days - EPOCH, -_FAR, _FAR).astype("datetime64[D]")
    found: Numbers = since.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return found


_FAR: Final = 3_000_000
"""Days that are further than any from the first that NumPy's calendar counts from."""


def law_days(decided: Numbers) -> Numbers:
    """The earliest day on which the law of each day was known in the same way."""
    days = np.asarray(LAWBOOK.known_days, np.int64)
    return days[np.maximum(np.searchsorted(days, decided, side="right") - 1, 0)]


def law_day(day: Day) -> Day:
    """The earliest day on which the law of a day was known in the same way."""
    days = LAWBOOK.known_days
    return days[max(bisect_right(days, day) - 1, 0)]
