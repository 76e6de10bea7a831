"""The form of a table of families: one row for each family, its people, children and claims inside.

A unit's rows stand in a list of the family's own row, so that nothing can part a family. The
columns of a unit are the facts of the lawbook, and nothing says anything that a case file cannot:

=================  ==========================================================================
type of the fact   as it is written
=================  ==========================================================================
yes or no          ``bool``
day                ``date32``; 9999-12-31: never
money              ``int64`` in cents, of another currency in hundredths of its unit
number             ``int32``
choice             ``int8``, the number of the choice as ``choices`` tells it
row                ``int16``, the number of a row of the same family; -1: nobody
=================  ==========================================================================

A fact that changes with time is a list of ``{from, value}``, in order, the first from the
beginning (``from`` is left empty). An empty value is not known. A column that is not there says
what ``ordinary`` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from perenou.benefits.estonia.vocabulary import ENUMERATIONS as OF_ESTONIA
from perenou.benefits.eu.vocabulary import ENUMERATIONS as OF_STATES
from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import ANSWERS, NEVER

if TYPE_CHECKING:
    import pyarrow as pa

    from perenou.rules.rule import Fact, Unit

FAMILY: Final = "family"
"""The column that names a family: text or a whole number, once for each."""

CASE: Final = "case"
"""The column of case files, as JSON without names and personal codes; a table may do without."""

NUMBER: Final = "no"
"""The column of a unit that numbers a family's rows from 0."""

FROM: Final = "from"
VALUE: Final = "value"

EPOCH: Final = 719_163
"""The day number of 1 January 1970, from which Arrow counts."""

LAST_DAY: Final = 3_652_059
"""The day number of 9999-12-31, which stands for never."""

CHOICES: Final[Mapping[str, type[IntEnum]]] = {**OF_ESTONIA, **OF_STATES}

_MONEY: Final = frozenset({"Cents", "ForeignCents", "FineCents", "ExchangeRate", "Rank"})


@cache
def units() -> Mapping[str, Unit]:
    """The units that a table may have rows of, by name: those above come first."""
    found: dict[str, Unit] = {}

    def add(unit: Unit) -> None:
        for above in unit.above:
            add(above)
        found.setdefault(unit.name, unit)

    for fact in LAWBOOK.facts.values():
        add(fact.unit)
    for versions in LAWBOOK.rules.values():
        add(versions[0].unit)
    return found


@cache
def facts_of(unit: str) -> tuple[Fact, ...]:
    """The facts of a unit, in the lawbook's order."""
    return tuple(fact for fact in LAWBOOK.facts.values() if fact.unit.name == unit)


def value_type(gives: str) -> pa.DataType:
    """The Arrow type of a fact's values, by the name of its type in the law."""
    import pyarrow as pa

    if gives == "bool":
        return pa.bool_()
    if gives == "Day":
        return pa.date32()
    if gives in _MONEY:
        return pa.int64()
    if gives in CHOICES:
        return pa.int8()
    return pa.int16() if gives == "Row" else pa.int32()


def bounds(gives: str) -> tuple[int, int]:
    """The least and greatest value that is possible, in the engine's own numbers."""
    low, high = ANSWERS[gives]
    return int(low), NEVER if gives == "Day" else int(high)
