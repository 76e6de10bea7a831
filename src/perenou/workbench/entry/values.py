"""Values as people type them, in the words of the case file; and back again for a form.

Whatever cannot be understood stays as it was typed: the case file's own checks say what is wrong.
"""

from __future__ import annotations

import re
from typing import Final

from perenou.casework.answers import NO, YES, day_text
from perenou.casework.case_file.fields import UNKNOWN
from perenou.language.grammar import Language
from perenou.workbench.entry.shapes import Sort

UNKNOWN_WORDS: Final = frozenset(
    {UNKNOWN, "ei tea", "teadmata", "not known", "don't know", "не знаю", "неизвестно", "?"}
)
_DAY: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})[./](\d{4})")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d\d)")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?")
_AMOUNT: Final = re.compile(r"\d+\.\d\d")
_SAID: Final[dict[Language, tuple[str, str]]] = {
    "et": ("ei", "ei tea"),
    "en": ("no", "not known"),
    "ru": ("нет", "неизвестно"),
}
"""By language: how "no" and "unknown" are shown in a field that takes text."""


def written(sort: Sort, text: str) -> str:
    """A value of a sort as the case file writes it."""
    told = " ".join(text.split())
    plain = told.casefold()
    if plain in UNKNOWN_WORDS:
        return UNKNOWN
    if sort in ("day", "day_or_no"):
        if sort == "day_or_no" and plain in NO:
            return "false"
        return day_written(told)
    if sort == "month" and (found := _MONTH.fullmatch(told)):
        return f"{found[2]}-{int(found[1]):02}"
    if sort == "amount":
        return amount_written(told)
    if sort == "flag":
        return "true" if plain in YES else "false" if plain in NO else told
    return told


def day_written(text: str) -> str:
    """A day or month of 23.11.2026, 11.2026 or as the case file writes it."""
    if found := _MONTH.fullmatch(text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := _DAY.fullmatch(text):
        # Also one that no calendar has: the case file's own checks say so.
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return day_text(text) or text


def amount_written(text: str) -> str:
    """An amount without the spaces between thousands and without its unit."""
    told = text.removesuffix("€").strip()
    return re.sub(r"\s", "", told) if _GROUPED.fullmatch(told) else told


def typed(sort: Sort, value: str, language: Language) -> str:
    """A value of the case file as people type it: 23.11.2026, 80,00."""
    no, unknown = _SAID[language]
    if value == UNKNOWN:
        return unknown
    if sort == "day_or_no" and value == "false":
        return no
    if sort in ("day", "day_or_no", "month"):
        if found := _ISO_DAY.fullmatch(value):
            return f"{found[3]}.{found[2]}.{found[1]}"
        if found := _ISO_MONTH.fullmatch(value):
            return f"{found[2]}.{found[1]}"
    if sort == "amount" and language != "en" and _AMOUNT.fullmatch(value):
        return value.replace(".", ",")
    return value
