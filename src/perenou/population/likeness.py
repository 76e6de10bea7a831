"""Which decisions are on like facts: those that the law has no reason to tell apart.

Two decisions are alike if they are about the same benefit and as many months, and in each of these
months the law of their day gives both the same amount or pays both a part of it; the families have
as many children, four or more being one; and the first claim came as many months before or after
the first month. The calendar month, the day within a month, the place and whoever decided make no
difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from perenou.population.arrow import Numbers
from perenou.population.misread import first_claim_months

if TYPE_CHECKING:
    import pyarrow as pa

    from perenou.population.misread import Matter

MONTHS_BACK: Final = 7
"""A claim that came later than this many months is as late as any."""

MANY: Final = 4
"""Children from whose number on it makes no difference."""

PART: Final = -2
PAST: Final = -1
"""What stands for the amount of a month that is paid in part, and past the last month."""

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def likeness(matter: Matter) -> Numbers:
    """By decision, a number that those on like facts share; never 0."""
    decisions = matter.decisions
    length = decisions.last - decisions.first
    in_time = np.arange(matter.length) <= length[:, None]
    whole = np.where(matter.is_part, PART, matter.right)
    children = np.diff(matter.rows.offsets["child"])[decisions.family]
    claimed = first_claim_months(matter)
    late = np.full(length.size, 1) if claimed is None else decisions.first - claimed
    columns = [
        np.full(length.size, _numbered(matter.key)),
        length,
        np.minimum(children, MANY),
        np.clip(late, -MONTHS_BACK, 1),
    ]
    columns += [np.where(in_time[:, at], whole[:, at], PAST) for at in range(matter.length)]
    return mixed(columns)


def stated(about: pa.Array, facts: pa.Array) -> Numbers:
    """The same of decisions for which the law leaves a choice: by their facts as they are told.

    Those of which no facts are told are like no other: 0.
    """
    codes = []
    for texts in (about, facts):
        told = texts.fill_null("").dictionary_encode()
        hashed = np.asarray([_numbered(each) for each in told.dictionary.to_pylist()] or [0])
        codes.append(hashed[np.asarray(told.indices, np.int64)] if len(told) else hashed[:0])
    is_told = np.asarray(facts.fill_null("")) != ""
    return np.where(is_told, mixed(codes), 0)


def mixed(columns: list[Numbers]) -> Numbers:
    """Columns of numbers put together into one that is not 0, row by row."""
    found = np.zeros(columns[0].size, np.uint64)
    for column in columns:
        with np.errstate(over="ignore"):
            found = (found ^ column.astype(np.int64).view(np.uint64)) * _FIRST + _ODD
            found = (found ^ (found >> np.uint64(31))) * _SECOND
            found ^= found >> np.uint64(29)
    return np.where(found == 0, 1, found.view(np.int64))


def _numbered(text: str) -> int:
    from hashlib import blake2b

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
