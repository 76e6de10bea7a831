"""Reforms that a command lays over the law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from perenou.rules.lawbook import Lawbook

REFORM = Annotated[
    Path | None,
    typer.Option("--reform", metavar="YAML", help="cli.reform.option", show_default=False),
]


def book_with(reform: Path | None) -> Lawbook:
    """The law, with a reform laid over it where there is one.

    Raises:
        ReformError: the reform cannot be read or does not fit the law.
    """
    from perenou.benefits.lawbook import LAWBOOK
    from perenou.casework.reforms import law_with
    from perenou.rules.reform import read_reform

    return LAWBOOK if reform is None else law_with(read_reform(reform, LAWBOOK))
