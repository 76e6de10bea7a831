"""What of a law cannot be computed over tables, and why."""

from __future__ import annotations

from collections.abc import Sequence

from perenou.rules.compile.errors import NotCompiledError
from perenou.rules.compile.graph import graph_of
from perenou.rules.compile.program import program_of
from perenou.rules.compile.rows import Shape
from perenou.rules.lawbook import Law
from perenou.rules.types import Day


def uncompiled(
    law: Law, names: Sequence[str], horizon: tuple[Day, Day]
) -> dict[str, NotCompiledError]:
    """Of some names those that no kernel can compute, each with what keeps it from being computed.

    Args:
        horizon: as of the solver; whole months.
    """
    if len(names) > 1 and _refused(law, names, horizon) is None:
        return {}
    refused = {name: _refused(law, [name], horizon) for name in names}
    return {name: error for name, error in refused.items() if error is not None}


def _refused(law: Law, names: Sequence[str], horizon: tuple[Day, Day]) -> NotCompiledError | None:
    columns = {fact: Shape(is_line=True, is_complete=False) for fact in law.book.facts_under(names)}
    try:
        program_of(graph_of(law, names, columns, {}, {}, horizon, horizon), names, 1)
    except NotCompiledError as error:
        return error
    return None
