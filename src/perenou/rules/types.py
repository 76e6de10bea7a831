"""The kinds of values that a rule may take and give: integers, truth values and enumerations.

Every alias is a plain ``int`` at run time, so that the same function can be called, compiled to
machine code and run on symbols. The alias's *name* in an annotation tells how a value is shown.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, TypeAlias

Cents: TypeAlias = int
"""Money in euro cents."""

Day: TypeAlias = int
"""A day as its proleptic Gregorian ordinal (``datetime.date.toordinal``)."""

Days: TypeAlias = int
"""A number of days."""

Months: TypeAlias = int
"""A number of calendar months."""

Years: TypeAlias = int
"""A number of years."""

Count: TypeAlias = int
"""A number of people or things."""

Rank: TypeAlias = int
"""A key to order by; never shown."""

Row: TypeAlias = int
"""The number of a row of some unit (a person, a child), or ``NOBODY``."""

PerMille: TypeAlias = int
"""A share in thousandths."""

Factor: TypeAlias = int
"""A factor in thousandths: 1048 raises by 4.8 per cent."""
Hundredths: TypeAlias = int
"""A number with two decimals, in hundredths."""

FineCents: TypeAlias = int
"""Money in millionths of a cent, where it is carried on and rounded only later."""

FINE: Final = 1_000_000
"""How many of them make a cent."""

ForeignCents: TypeAlias = int
"""Money in hundredths of a currency's unit, whatever the currency."""

ExchangeRate: TypeAlias = int
"""How much of a currency one euro is, in millionths."""

NOBODY: Final = -1
"""The row of nobody."""

NEVER: Final = 3_000_000
"""A day after every other day."""

ALWAYS: Final = 1
"""A day before every other day."""

ABSENT: Final[dict[str, int | bool]] = {
    "bool": False,
    "Cents": 0,
    "Day": NEVER,
    "Days": 0,
    "Months": 0,
    "Years": 0,
    "Count": 0,
    "Rank": 0,
    "Row": NOBODY,
    "PerMille": 0,
    "Factor": 0,
    "Hundredths": 0,
    "FineCents": 0,
    "ForeignCents": 0,
    "ExchangeRate": 1_000_000,
}
"""By type: what a rule answers on days for which the law has no such norm."""

ANSWERS: Final[dict[str, tuple[int, int]]] = {
    "bool": (0, 1),
    "Cents": (0, 100_000_00),
    "Day": (0, NEVER),
    "Days": (0, NEVER),
    "Months": (0, 100_000),
    "Years": (0, 200),
    "Count": (0, 1000),
    "Rank": (-NEVER, NEVER),
    "Row": (-1, 100_000),
    "PerMille": (0, 1000),
    "Factor": (0, 1_000_000),
    "Hundredths": (0, 100_000),
    "FineCents": (0, 100_000_00 * FINE),
    "ForeignCents": (0, 100_000_000_00),
    "ExchangeRate": (1, 100_000_000_000),
}
"""By type: the least and the greatest answer, for an answer of which nothing is known."""


def declare_enumeration(kind: type[IntEnum]) -> None:
    """Let rules take and give members of an enumeration; its least member is "none"."""
    ABSENT[kind.__name__] = min(kind)
    ANSWERS[kind.__name__] = (min(kind), max(kind))
