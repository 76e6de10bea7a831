"""Reforms laid over the law and both run over the same invented families."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from perenou.benefits.lawbook import LAWBOOK
from perenou.population.simulate.measures import RAISES, Simulation, compare
from perenou.population.simulate.outcome import outcome, tables, with_more_pay
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
    progress(0, steps)
    families = tables(drawn, books)
    found = []
    for at, book in enumerate(books):
        progress(1 + at, steps)
        found.append(outcome(book.on(day), families, directory))
    progress(steps - 1, steps)
    more = {euros: with_more_pay(families, euros) for euros in RAISES}
    raised = {
        euros: [outcome(book.on(day), raised, directory) for book in reformed]
        for euros, raised in more.items()
        if raised is not None
    }
    return compare(families.estonia, day, found[0], found[1:], loss, raised)
