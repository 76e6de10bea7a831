"""Counted nouns in the case that a sentence needs: 3 last, 3 children, 3 ребёнка.

The forms are stored, not derived: ``lexicon.yaml`` holds every noun that texts count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["et", "en", "ru"]
Number: TypeAlias = Literal["singular", "plural"]

LANGUAGES: Final[tuple[Language, ...]] = ("et", "en", "ru")

CASES: Final[dict[Language, tuple[str, ...]]] = {
    "et": (
        "nominative",
        "genitive",
        "partitive",
        "illative",
        "inessive",
        "elative",
        "allative",
        "adessive",
        "ablative",
        "translative",
        "terminative",
        "essive",
        "abessive",
        "comitative",
    ),
    "en": ("nominative",),
    "ru": ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"),
}
"""By language: the grammatical cases, in the order in which the lexicon lists a noun's forms."""

NARROW_SPACE: Final = "\u202f"
"""Groups the thousands in Estonian and Russian; a line never breaks at it."""

MINUS: Final = "\u2212"
"""Stands before a negative number, wide as a plus sign."""

_AND: Final[dict[Language, str]] = {"et": "ja", "en": "and", "ru": "и"}
_OR: Final[dict[Language, str]] = {"et": "või", "en": "or", "ru": "или"}
_LEXICON: Final = Path(__file__).with_name("lexicon.yaml")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun's forms in one language, in the order of ``CASES``."""

    singular: tuple[str, ...]
    plural: tuple[str, ...]
    few: str = ""
    """Russian only: the form after 2, 3 and 4 in the nominative."""


@lru_cache(maxsize=1)
def lexicon() -> dict[str, dict[Language, Noun]]:
    """Every noun that can be counted, by its English key and by language."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    words = yaml.load(_LEXICON.read_text(encoding="utf-8"), loader)
    return {
        key: {
            language: Noun(
                tuple(words[key][language]["singular"].split(", ")),
                tuple(words[key][language]["plural"].split(", ")),
                words[key][language].get("few", ""),
            )
            for language in LANGUAGES
        }
        for key in words
    }


def case_index(language: Language, case: str) -> int:
    """The place of a case among a language's cases.

    Raises:
        ValueError: the language has no such case.
    """
    try:
        return CASES[language].index(case)
    except ValueError:
        known = ", ".join(CASES[language])
        raise ValueError(f"{language} has no case {case!r} (it has {known})") from None


def form(
    noun: str, language: Language, case: str = "nominative", number: Number = "singular"
) -> str:
    """One form of a noun, such as ``lastele``.

    Raises:
        ValueError: the lexicon has no such noun, or the language no such case.
    """
    found = _noun(noun, language)
    forms = found.singular if number == "singular" else found.plural
    return forms[case_index(language, case)]


def counted(number: int, noun: str, language: Language, case: str = "nominative") -> str:
    """A number of things, such as ``3 last``, ``3 lapse`` or ``21 ребёнок``.

    Raises:
        ValueError: the number is negative, or the noun or the case is unknown.
    """
    if number < 0:
        raise ValueError(f"cannot count {number} of {noun!r}")
    return f"{grouped(number, language)} {after_number(number, noun, language, case)}"


def after_number(number: int, noun: str, language: Language, case: str = "nominative") -> str:
    """The form of a noun that stands after a whole number.

    Estonian keeps the singular after every numeral, in the partitive where the phrase is in the
    nominative (EKI, Eesti keele käsiraamat, "Hulgafraas"). Russian goes by the last figures.

    Raises:
        ValueError: the lexicon has no such noun, or the language no such case.
    """
    found = _noun(noun, language)
    index = case_index(language, case)
    if language == "et":
        if index == 0 and number != 1:
            return found.singular[CASES["et"].index("partitive")]
        return found.singular[index]
    if language == "en":
        return (found.singular if number == 1 else found.plural)[index]
    return _russian(number, found, case, index)


def _russian(number: int, noun: Noun, case: str, index: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return noun.singular[index]
    genitive = noun.plural[CASES["ru"].index("genitive")]
    animate = noun.plural[CASES["ru"].index("accusative")] == genitive
    if case == "nominative" or (case == "accusative" and not animate):
        few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
        return noun.few if few else genitive
    return noun.plural[index]


def grouped(number: int, language: Language) -> str:
    """A whole number with its thousands grouped: ``12 345``, in English ``12,345``."""
    text = f"{abs(number):,}"
    if language != "en":
        text = text.replace(",", NARROW_SPACE)
    return MINUS + text if number < 0 else text


def listed(items: Sequence[str], language: Language) -> str:
    """Items as running text: ``Mari, Juku ja Jaan``; empty for no items."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_AND[language]} {items[-1]}"


def alternatives(items: Sequence[str], language: Language) -> str:
    """Items of which one is asked for: ``Eesti, Soome või Rootsi``; empty for no items."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_OR[language]} {items[-1]}"


def _noun(noun: str, language: Language) -> Noun:
    found = lexicon().get(noun)
    if found is None:
        raise ValueError(f"{noun!r} is not in {_LEXICON.name}")
    return found[language]
