"""What states and territories are called."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from perenou.language.grammar import LANGUAGES, Language


def state_name(code: str, language: Language) -> str:
    """The everyday name of a state, by its ISO 3166 code of two letters.

    Raises:
        KeyError: no state has this code.
    """
    return _names()[code.upper()][LANGUAGES.index(language)]


@cache
def _names() -> dict[str, list[str]]:
    text = files("perenou.language").joinpath("states.json").read_text(encoding="utf-8")
    names: dict[str, list[str]] = json.loads(text)
    return names


def state_names(language: Language) -> dict[str, str]:
    """What every state is called, by its code."""
    return {code: names[LANGUAGES.index(language)] for code, names in _names().items()}
