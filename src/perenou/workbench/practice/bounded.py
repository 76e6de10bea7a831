"""The head of a table that somebody brought, read in a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from perenou.workbench.frame.apart import answered


def answer(asked: Mapping[str, object], content: bytes) -> dict[str, object]:
    """The titles of a table's columns, of each the first cells, and why there are none.

    Args:
        asked: ``path`` of the table, and how many ``rows`` are shown.
    """
    from perenou.population.decisions import DECISION
    from perenou.population.extract.column_map import MapError
    from perenou.population.extract.sources import titles_of
    from perenou.population.practice.sources import preview

    del content
    path, rows = Path(str(asked["path"])), int(str(asked["rows"]))
    try:
        titles = titles_of(path)
    except MapError as error:
        return {"titles": [], "cells": [], "why": error.key}
    cells = preview(path, rows) if rows and DECISION not in titles else ()
    return {"titles": titles, "cells": [(title, [*some]) for title, some in cells], "why": ""}


if __name__ == "__main__":
    answered(answer)
