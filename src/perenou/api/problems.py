"""What was wrong with a question, said once and so that it can be mended."""

from __future__ import annotations

import re
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

_WANTED: Final = (
    ("date", "day"),
    ("int", "whole"),
    ("bool", "yes_or_no"),
    ("literal", "choice"),
    ("enum", "choice"),
    ("string_too_short", "words"),
    ("string", "text"),
    ("greater_than_equal", "least"),
    ("less_than_equal", "most"),
    ("list", "list"),
    ("dict", "object"),
    ("model", "object"),
)
"""By how a kind of fault begins: what should stand there."""

_CHOICE: Final = re.compile(r"'([^']+)'")


def problem(error: Exception, language: Language) -> str | None:
    """The message for a question that cannot be answered; None: the fault is not the question's."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(
            part for part in map(str, first["loc"]) if part.isidentifier() or part.isdigit()
        )
        if first["type"] in _TOLD:
            return say(f"api.error.field_{first['type']}", language, place=place)
        wanted = next((key for begin, key in _WANTED if first["type"].startswith(begin)), "other")
        told = {name: str(value) for name, value in first.get("ctx", {}).items()}
        slots = {
            "choice": {"choices": ", ".join(_CHOICE.findall(told.get("expected", "")))},
            "least": {"least": told.get("ge", "")},
            "most": {"most": told.get("le", "")},
        }.get(wanted, {})
        return say(f"api.error.wanted_{wanted}", language, place=place, **slots)
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
