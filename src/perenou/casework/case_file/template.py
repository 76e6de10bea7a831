"""The commented case file that `perenou new` hands out."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perenou.language.grammar import Language


def template(language: Language = "et") -> str:
    """A case file to fill in, with comments in the language; it reads without error."""
    return files(__package__).joinpath("templates", f"{language}.yaml").read_text("utf-8")
