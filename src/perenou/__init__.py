"""Perenõu: the expert system for Estonian family benefits.

Importing this package loads nothing but this file; each public name loads its room when it is
first asked for, so that a command that only prints a rate never pays for the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perenou.casework.case_file.reader import read as read_case
    from perenou.casework.compare import same_case, what_if
    from perenou.casework.planner.search import plan
    from perenou.casework.receipt import verify
    from perenou.casework.solve import solve

__version__ = "0.1.0"

_HOMES: dict[str, str] = {
    "plan": "perenou.casework.planner.search:plan",
    "read_case": "perenou.casework.case_file.reader:read",
    "same_case": "perenou.casework.compare:same_case",
    "solve": "perenou.casework.solve:solve",
    "verify": "perenou.casework.receipt:verify",
    "what_if": "perenou.casework.compare:what_if",
}
"""By public name: where it lives, ``module:name``."""

__all__ = ["__version__", "plan", "read_case", "same_case", "solve", "verify", "what_if"]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = home.partition(":")
    value: object = getattr(import_module(module), own_name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
