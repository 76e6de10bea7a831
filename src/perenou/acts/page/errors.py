"""Why a file cannot be made: one message that says how to mend it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from perenou.acts.page.layout import words
from perenou.language.grammar import Language

_MODULES: Final = {"python-docx": "docx", "pypdf": "pypdf", "typst": "typst"}
"""By package of the extra ``documents``: the module by which it loads."""


class PageError(Exception):
    """A file that cannot be made. ``reason``: key of the text below ``page``."""

    reason = ""

    def __init__(self, what: str) -> None:
        super().__init__(f"{self.reason}: {what}")
        self.what = what

    def text(self, language: Language) -> str:
        """The message in a language."""
        return words().text(f"page.{self.reason}", language, what=self.what)


class MissingLibraryError(PageError):
    """A library that the file needs is not installed. ``what``: its package."""

    reason = "library"


class UnwritableTextError(PageError):
    """No font that a PDF may use has the letters. ``what``: the letters."""

    reason = "unwritable"


def need(name: str) -> None:
    """See that a library can be loaded; none of them loads before a file is made.

    Raises:
        MissingLibraryError: it is not installed.
    """
    if find_spec(_MODULES[name]) is None:
        raise MissingLibraryError(name)
