"""What was wrong with a question, said once and so that it can be mended."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from perenou.api.operation import RefusedError
from perenou.casework.case_file.errors import CaseFileError
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language
from perenou.rules.reform import ReformError
from perenou.statutes.errors import StatutesError

_TOLD: Final = frozenset({"extra_forbidden", "missing", "string_too_long"})
"""Faults of a field that have a text of their own."""


def problem(error: Exception, language: Language) -> str | None:
    """The message for a question that cannot be answered; None: the fault is not the question's."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        if first["type"] in _TOLD:
            return say(f"api.error.field_{first['type']}", language, place=place)
        return say("api.error.field_value", language, place=place, what=first["msg"])
    if isinstance(error, RefusedError):
        return say(f"api.error.{error.key}", language, **error.slots)
    if isinstance(error, ReformError):
        texts = Catalogue.load("perenou.casework", "texts")
        return texts.text(f"reform.error.{error.key}", language, **error.slots)
    if isinstance(error, (CaseFileError, StatutesError)):
        return error.text(language)
    return None


def language_of(told: object) -> Language:
    """The language that a question asks for, even where the rest of it is wrong."""
    wanted = told.get("language") if isinstance(told, dict) else None
    return next((each for each in LANGUAGES if each == wanted), "et")


def say(key: str, language: Language, **slots: str) -> str:
    """A text of this room."""
    return Catalogue.load("perenou.api", "texts").text(key, language, **slots)
