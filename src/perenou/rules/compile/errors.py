"""What keeps a name from being compiled."""

from __future__ import annotations


class NotCompiledError(Exception):
    """A name cannot be computed over tables.

    Attributes:
        name: of what was asked or of what it rests on. reason: in words.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


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
