"""Why a log or a model cannot be used, or a question not be answered from it."""

from __future__ import annotations

from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language


class RefusedLogError(ValueError):
    """A file that is no event log or no model, or a question that a log cannot answer.

    Attributes:
        key: of the text ``process.error.KEY``. slots: what the text names.
    """

    def __init__(self, key: str, **slots: SlotValue) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots

    def text(self, language: Language) -> str:
        """One message that says what is wrong and how to mend it."""
        texts = Catalogue.load("perenou.process", "texts")
        slots = dict(self.slots)
        meaning = slots.get("meaning")
        if isinstance(meaning, str):
            slots["meaning"] = texts.text(f"process.column.{meaning}", language)
        return texts.text(f"process.error.{self.key}", language, **slots)
