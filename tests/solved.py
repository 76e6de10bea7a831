"""The examples, each read and solved once in a process for all tests that look at its answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from perenou.casework.case_file.reader import read
from perenou.casework.solve import Solved

EXAMPLES: Final = Path(__file__).parents[1] / "examples"


@cache
def solved(name: str) -> Solved:
    """An example by the name of its file, as of the day that it tells."""
    return Solved(read(EXAMPLES / f"{name}.yaml"))
