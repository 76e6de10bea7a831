"""Why a name cannot be computed over tables, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perenou.language.catalogue import Catalogue

if TYPE_CHECKING:
    from perenou.language.grammar import Language
    from perenou.rules.compile.errors import NotCompiledError


def why_not_compiled(error: NotCompiledError, language: Language) -> str:
    """The reason alone, as it stands after a name."""
    texts = Catalogue.load("perenou.casework", "texts")
    slots = {"what": error.what} if error.what else {}
    return texts.text(f"law.not_compiled.{error.key}", language, **slots)
