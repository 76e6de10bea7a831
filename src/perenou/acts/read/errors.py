"""Why a file was refused: one message that says what is wrong and how to mend it."""

from __future__ import annotations

from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language


class RefusedDocumentError(Exception):
    """A file that is not read.

    Attributes:
        reason: key of the text below ``read.error``. name: of the file.
    """

    def __init__(self, reason: str, name: str, **slots: str) -> None:
        super().__init__(f"{name}: {reason} {slots}")
        self.reason = reason
        self.name = name
        self.slots = slots

    def __reduce__(self) -> tuple[object, ...]:
        """Go whole from one process to another."""
        return _again, (type(self), self.reason, self.name, self.slots)

    def text(self, language: Language) -> str:
        """The message in a language."""
        texts = Catalogue.load("perenou.acts.read", "texts")
        return f"{self.name}: {texts.text(f'read.error.{self.reason}', language, **self.slots)}"


def _again(
    kind: type[RefusedDocumentError], reason: str, name: str, slots: dict[str, str]
) -> RefusedDocumentError:
    return kind(reason, name, **slots)
