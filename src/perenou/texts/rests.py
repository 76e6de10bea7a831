"""What of the law a text rests on, and which of that changes: when it has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from perenou.acts.check.view import Act
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.texts.cited import provisions_in
from perenou.texts.law_values import on, values
from perenou.texts.statements import statements


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that gets another value, or ends, on a day."""

    figure: str
    day: Day


def figures_stated(act: Act) -> tuple[str, ...]:
    """The figures of which a text states a value, by name."""
    return tuple(sorted({name for each in statements(act) for name in each.figures}))


def rests_on(act: Act, figures: Iterable[str], today: Day) -> tuple[Citation, ...]:
    """The provisions that a text cites, and those of the figures that it states."""
    cited = [each.citation for each in on(figures, today, today)]
    return tuple(dict.fromkeys((*provisions_in(act.text), *cited)))


def moved(figures: Iterable[str], after: Day, until: Day) -> tuple[Moved, ...]:
    """The figures that change after a day up to another, by the law known on the latter."""
    found = {
        Moved(name, day)
        for name in figures
        for each in values(name, until)
        for day in (each.since, each.until)
        if after < day <= until
    }
    return tuple(sorted(found, key=lambda each: (each.day, each.figure)))
