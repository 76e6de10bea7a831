"""What keeps a name from being compiled."""

from __future__ import annotations

from typing import Final

KEYS: Final = (
    "total",
    "total_gathered",
    "own_past",
    "own_past_gathered",
    "picked_by_key",
    "not_known",
    "no_function",
    "arguments",
    "no_number",
)
"""Why a name is not compiled: it is a running total, gathers one, rests on its own past, gathers it
through time; picks among rows that share a key; rests on a figure to come; is no plain function,
takes more than plain arguments, or looks at something that is no number."""


class NotCompiledError(Exception):
    """A name cannot be computed over tables.

    Attributes:
        name: of what was asked or of what it rests on. key: one of ``KEYS``, why. what: the part of
            a norm's text that is meant; empty: none is.
    """

    def __init__(self, name: str, key: str, what: str = "") -> None:
        super().__init__(f"{name}: {key} {what}".rstrip())
        self.name = name
        self.key = key
        self.what = what


class UnfitTableError(Exception):
    """A table says more than the one that a kernel was made for.

    Attributes:
        names: facts that are not always known or change with time, and units that have rows, where
            that table had none such.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"the kernel was made for a table that says less of {', '.join(names)}")
        self.names = names


class MissingColumnsError(Exception):
    """A table lacks columns that the asked names rest on.

    Attributes:
        columns: names of the facts, in alphabetical order.
    """

    def __init__(self, columns: tuple[str, ...]) -> None:
        super().__init__(f"the table lacks {', '.join(columns)}")
        self.columns = columns
