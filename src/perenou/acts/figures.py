"""Terms of procedure that acts tell, by day."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from perenou.rules.parameters import read_parameters
from perenou.rules.rule import Parameter, ParameterVersion
from perenou.rules.types import Day

FILE: Final = Path(__file__).with_name("figures.yaml")


@cache
def figures() -> dict[str, Parameter]:
    """Every term of procedure by name."""
    return {figure.name: figure for figure in read_parameters(FILE)}


def figure_on(name: str, day: Day) -> tuple[int, ParameterVersion]:
    """A term on a day, and the version that gives it.

    Raises:
        LookupError: no term of that name is set for the day.
    """
    version = next(
        (
            v
            for v in reversed(figures()[name].versions)
            if v.validity.since <= day < v.validity.until
        ),
        None,
    )
    if version is None or version.value is None:
        raise LookupError(name)
    return version.value, version
