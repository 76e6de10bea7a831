"""The libraries for files, which are installed by choice and load only when a file is made."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from perenou.acts.page.layout import words
from perenou.language.grammar import Language

_MODULES: Final = {"python-docx": "docx", "pypdf": "pypdf", "typst": "typst"}


class MissingLibraryError(Exception):
    """A library that the file needs is not installed. ``name``: of its package."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed: perenou[documents]")
        self.name = name

    def text(self, language: Language) -> str:
        """The message in a language."""
        return words().text("page.library", language, name=self.name)


def need(name: str) -> None:
    """See that a library can be loaded.

    Raises:
        MissingLibraryError: it is not installed.
    """
    if find_spec(_MODULES[name]) is None:
        raise MissingLibraryError(name)
