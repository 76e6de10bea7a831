"""A simulation from beginning to end: tables of families, the laws run, the outcomes compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from perenou.population.simulate.measures import RAISES, Simulation, compare
from perenou.population.simulate.outcome import outcome, tables, with_more_pay
from perenou.population.synthetic.draw import Estonia
from perenou.rules.lawbook import Lawbook
from perenou.rules.types import Cents, Day


def simulated(
    books: Sequence[Lawbook],
    drawn: Estonia,
    day: Day,
    loss: Cents,
    directory: Path | None,
    progress: Callable[[int, int], None],
) -> Simulation:
    """Run the law and reforms of it over invented families.

    Args:
        books: the law itself and the same with a reform each. day: of whose law they are.
        loss: cents a month; families are looked for that lose more. directory: where machine code
            is kept; None: Python runs the law, which is slow. progress: told how many of how many
            steps are done.

    Raises:
        NotCompiledError: a norm cannot be computed for all. UnlikeError: a fact is asked for that
            is not known of invented families.
    """
    steps = 2 + len(books)
    progress(0, steps)
    families = tables(drawn, books)
    found = []
    for at, book in enumerate(books):
        progress(1 + at, steps)
        found.append(outcome(book.on(day), families, directory))
    progress(steps - 1, steps)
    more = {euros: with_more_pay(families, euros) for euros in RAISES}
    raised = {
        euros: [outcome(book.on(day), richer, directory) for book in books[1:]]
        for euros, richer in more.items()
        if richer is not None
    }
    return compare(drawn, day, found[0], found[1:], loss, raised)
