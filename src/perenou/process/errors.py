"""Why a log or a model cannot be used, in words that the rooms above put into a language."""

from __future__ import annotations

from perenou.language.catalogue import SlotValue


class RefusedLogError(ValueError):
    """A file that is no event log, or a question that a log cannot answer.

    Attributes:
        key: of the text ``process.error.KEY``. slots: what the text names.
    """

    def __init__(self, key: str, **slots: SlotValue) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots
