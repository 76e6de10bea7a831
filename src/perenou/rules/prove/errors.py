"""What keeps a question from being decided."""

from __future__ import annotations


class NotProvableError(Exception):
    """A name cannot be read on symbols.

    Attributes:
        name: of what was asked or of what it rests on. reason: in words.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class OutOfTimeError(Exception):
    """The work that may go into a question is done before it is decided."""
