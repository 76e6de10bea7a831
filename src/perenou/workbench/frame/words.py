"""The workbench's own texts, in the language of whoever reads."""

from __future__ import annotations

from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language


def say(key: str, language: Language, /, **slots: SlotValue) -> str:
    """A text of the workbench.

    Raises:
        CatalogueError: there is no such text, or a slot is missing or unknown.
    """
    return Catalogue.load("perenou.workbench", "texts").text(key, language, **slots)
