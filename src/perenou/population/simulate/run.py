"""Reforms laid over the law and both run over the same invented families."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from perenou.benefits.lawbook import LAWBOOK
from perenou.population.job import FEW
from perenou.population.simulate.measures import RAISES, Simulation, compare
from perenou.population.simulate.outcome import (
    Outcome,
    by_wage,
    outcome,
    tables,
    touched,
    with_more_pay,
)
from perenou.population.synthetic.draw import Estonia
from perenou.rules.lawbook import Lawbook
from perenou.rules.types import Cents, Day


def simulated(
    drawn: Estonia,
    reformed: Sequence[Lawbook],
    day: Day,
    loss: Cents,
    directory: Path | None,
    progress: Callable[[int, int], None],
) -> Simulation:
    """The law as of a day and what reforms make of it.

    Args:
        reformed: the law with a reform laid over it, each. loss: a month from which on somebody is
            told of as losing much. directory: where machine code is kept; None: Python runs the
            law, which is slow. progress: is told steps done, and of how many.

    Raises:
        NotCompiledError: a norm of a reform cannot be computed over tables.
        UnlikeError: one asks for a fact that invented families do not have.
    """
    steps = 3 + len(reformed)
    books = [LAWBOOK, *reformed]
    directory = directory if drawn.families > FEW else None  # Python is sooner done with a few
    progress(0, steps)
    families = tables(drawn, books)
    progress(1, steps)
    before = outcome(LAWBOOK.on(day), families, directory)
    after = []
    for at, book in enumerate(reformed):
        progress(2 + at, steps)
        law = book.on(day)
        mine = touched(law, book.reforms[-1].names)
        after.append(outcome(law, families, directory, mine, before))
    progress(steps - 1, steps)
    raised: dict[int, list[Outcome]] = {}
    if any(by_wage(each.law) for each in after):
        for euros in RAISES:
            more = with_more_pay(families, euros)
            raised[euros] = [
                outcome(each.law, more, directory, by_wage(each.law), each) for each in after
            ]
    return compare(families.estonia, day, before, after, loss, raised)
