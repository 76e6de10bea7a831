"""A proposal as files: memorandum and letter in every form, and what was computed."""

from __future__ import annotations

from typing import Final

from perenou.acts.write import WRITERS
from perenou.language.grammar import Language
from perenou.proposals.kept import computed_text
from perenou.proposals.letter import letter
from perenou.proposals.memorandum import Told, memorandum

COMPUTED: Final = "arvutus.json"
"""The file of what was computed; a later computation is laid beside it."""

FORMS: Final = (".docx", ".pdf", ".html")
_PAPERS: Final = {"seletuskiri": memorandum, "kiri": letter}


def files(told: Told, language: Language) -> dict[str, bytes]:
    """The files by name.

    Raises:
        PageError: a library that writes files is not installed.
    """
    found = {}
    for name, paper in _PAPERS.items():
        document = paper(told, language)
        for form in FORMS:
            written = WRITERS[form](document)
            content = written.encode() if isinstance(written, str) else written
            found[f"{name}{form}"] = content
    if told.computed is not None:
        found[COMPUTED] = computed_text(told.computed).encode()
    return found
