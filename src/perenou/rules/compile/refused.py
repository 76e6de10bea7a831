"""What of a law cannot be computed over tables, and why."""

from __future__ import annotations

from collections.abc import Iterable

from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.program import Program
from perenou.rules.compile.rows import Shape
from perenou.rules.lawbook import Law
from perenou.rules.types import Day


def uncompiled(
    law: Law, names: Iterable[str], horizon: tuple[Day, Day]
) -> dict[str, NotCompiledError]:
    """Of some names those that no kernel can compute, each with what keeps it from being computed.

    Args:
        horizon: as of the solver; whole months.
    """
    found = {}
    for name in names:
        columns = {fact: Shape(True, False) for fact in law.book.facts_under([name])}
        try:
            graph = graph_of(law, [name], columns, {}, {}, horizon, horizon)
            Program(graph, [name], 1)
        except NotCompiledError as error:
            found[name] = error
    return found
