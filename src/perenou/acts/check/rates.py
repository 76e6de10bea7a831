"""The dated figures that are sums, on the days that a document is about."""

from __future__ import annotations

from collections.abc import Iterator

from perenou.benefits.lawbook import LAWBOOK
from perenou.rules.types import Cents, Day
from perenou.rules.unknown import Open


def figures_on(name: str, as_of: Day, days: set[Day]) -> Iterator[Cents]:
    """The sums that a figure has on some days, by the law of a day; none if it is no sum."""
    if LAWBOOK.parameters[name].gives != "Cents":
        return
    line = LAWBOOK.on(as_of).figure_values(name)
    for day in days:
        value = line.at(day)
        if not isinstance(value, Open):
            yield value
