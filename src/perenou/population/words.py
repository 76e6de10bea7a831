"""The texts of this room in a language."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language


class Words:
    """The texts of this room in a language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._texts = Catalogue.load("perenou.population", "texts")

    def say(self, key: str, /, **slots: SlotValue) -> str:
        """A text."""
        return self._texts.text(key, self.language, **slots)

    def benefit(self, key: str) -> str:
        """What a benefit is called; one that the law does not compute, as it is told."""
        known = BENEFITS.get(key)
        return key if known is None else known.in_language(self.language)
