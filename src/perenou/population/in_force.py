"""What law is in force for some names: which versions of which norms, and which figures.

Two laws that are alike in this say the same; to know it, nothing of them has to be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, TypeAlias

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.lines import END
from perenou.rules.lawbook import Law
from perenou.rules.timeline import Timeline
from perenou.rules.types import Day
from perenou.rules.unknown import Open

InForce: TypeAlias = tuple[tuple[str, tuple[tuple[Day, int], ...]], ...]
"""By name, what holds from when: a norm's version by its place among them, a figure's value."""

_NOT_KNOWN: Final = -(1 << 62)
"""What stands for a figure that is not known."""


@lru_cache(maxsize=1024)
def in_force(law: Law, names: tuple[str, ...], days: tuple[Day, Day]) -> InForce:
    """What is in force for some names.

    Args:
        days: the first one asked about and the one after the last, of whole months; what may count
            for other months is told of all days.
    """
    return tuple(_told(law, name, days) for name in _under(names))


@cache
def _under(names: tuple[str, ...]) -> tuple[str, ...]:
    """The norms and figures that some names may rest on."""
    return tuple(sorted(LAWBOOK.under(names) & {*LAWBOOK.rules, *LAWBOOK.parameters}))


def _told(law: Law, name: str, days: tuple[Day, Day]) -> tuple[str, tuple[tuple[Day, int], ...]]:
    is_far = name in LAWBOOK.reaching_far
    if name in LAWBOOK.rules:
        places = {rule: at for at, rule in enumerate(LAWBOOK.rules[name])}
        line = law.terms[name].line
        numbered = (-1 if rule is None else places[rule] for rule in line.values)
        return name, tuple(_within(zip(line.starts, numbered, strict=True), is_far, days))
    figures: Timeline[int | bool | Open] = law.figure_values(name)
    known = (_NOT_KNOWN if isinstance(value, Open) else int(value) for value in figures.values)
    return name, tuple(_within(zip(figures.starts, known, strict=True), is_far, days))


def _within(
    pieces: Iterable[tuple[Day, int]], is_far: bool, days: tuple[Day, Day]
) -> Iterator[tuple[Day, int]]:
    """The pieces that count, each from its first day that does."""
    first, after = (0, END) if is_far else days
    every = [*pieces]
    ends = [start for start, _ in every[1:]] + [END]
    for (start, value), end in zip(every, ends, strict=True):
        if end > first and start < after:
            yield max(start, first), value
