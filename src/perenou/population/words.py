"""The texts of this room in a language."""

from __future__ import annotations

from collections.abc import Mapping

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.benefits.eu.vocabulary import COORDINATED
from perenou.casework.words import label_of
from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language
from perenou.population.paid import TOO_LONG


class AsTold(str):
    """What people call something in their own data, whatever the language of what is told of it."""

    __slots__ = ()


class Words:
    """The texts of this room in a language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._texts = Catalogue.load("perenou.population", "texts")

    def say(self, key: str, /, **slots: SlotValue) -> str:
        """A text."""
        return self._texts.text(key, self.language, **slots)

    def open(self, counts: Mapping[str, int]) -> list[str]:
        """What undecided decisions rest on, each with how many do, the most first."""
        return [
            self.say("practice.open", what=self._missing(name), count=count)
            for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]

    def _missing(self, name: str) -> str:
        if name == TOO_LONG:
            return self.say("practice.open.too_long")
        return label_of(name, self.language)

    def benefit(self, key: str) -> str:
        """What a benefit is called; one that the law does not compute, as it is told."""
        known = (BENEFITS | COORDINATED).get(key)
        return AsTold(key) if known is None else known.in_language(self.language)
