"""Why a file or an answer of the network was refused: where, what, and how to mend it."""

from __future__ import annotations

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language


class StatutesError(Exception):
    """Something that people can mend.

    Attributes:
        reason: key of the text below ``statutes.error``. where: file or address; line: in it, 0
            where lines have no meaning.
    """

    def __init__(self, reason: str, where: str = "", line: int = 0, **slots: str) -> None:
        super().__init__(f"{where}:{line}: {reason} {slots}")
        self.reason = reason
        self.where = where
        self.line = line
        self.slots = slots

    def text(self, language: Language) -> str:
        """The message in a language."""
        texts = Catalogue.load("perenou.statutes", "texts")
        told = texts.text(f"statutes.error.{self.reason}", language, **self.slots)
        if not self.where:
            return told
        return f"{self.where}:{self.line}: {told}" if self.line else f"{self.where}: {told}"


class RefusedFileError(StatutesError):
    """A file that is not taken in; the store stays as it was."""
