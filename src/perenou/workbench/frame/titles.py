"""Titles: they stand in lists, files and searches of people who never open what is called so."""

from __future__ import annotations

from typing import Final

from perenou.casework.case_file.personal_code import names_a_person
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say

SHORTEST: Final = 3
"""Characters."""


def wrong_title(title: str, most: int, language: Language, key: str = "form.wrong.title") -> str:
    """What is wrong with a title; empty: nothing.

    Args:
        most: characters. key: of the text that tells how long it may be.
    """
    if not SHORTEST <= len(title) <= most:
        return say(key, language, most=most)
    return say("form.wrong.code", language) if names_a_person(title) else ""
