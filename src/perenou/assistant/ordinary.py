"""Which words are ordinary ones, and which could be somebody's name: when in doubt, a name.

A word is ordinary where it stands in our own texts in small letters or in the list of ordinary
ones, or is a form or a compound of such words. Names that nobody listed are therefore masked, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import perenou
from perenou.assistant.listed import words as listed_words
from perenou.language.grammar import LANGUAGES, lexicon
from perenou.language.personal.names_in_text import is_given
from perenou.language.states import state_names
from perenou.language.term_base import term_base

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUT: Final = re.compile(r"['’-]")
_STEM: Final = 4
"""So many letters two forms of a word have in common at least."""
_ENDINGS: Final = frozenset(
    ("", *(joint + case for joint in ("", *"aeiu") for case in (
        "sse", "s", "st", "le", "l", "lt", "ks", "ni", "na", "ta", "ga", "d", "t",
        "de", "te", "dele", "tele", "del", "tel", "dest", "test", "dega", "tega", "id", "sid",
        "n", "b", "me", "vad", "ma", "da", "mas", "mast", "mata", "nud", "tud", "takse", "ti", "v",
        "vat", "va", "sin", "sid", "sime", "ks", "ksin", "mine", "mise", "mist", "misel", "misest",
        "miseks", "use", "ust", "usega", "usest", "us", "ne", "se", "sel", "sed", "is",
    )), *"aeiu",
     "'s", "es", "ed", "ing", "ly",
     *"аеиоуыюяьй", "ой", "ей", "ий", "ый", "ая", "яя", "ое", "ее", "ую", "юю", "ых", "их", "ым",
     "им", "ыми", "ими", "ого", "его", "ому", "ему", "ом", "ем", "ам", "ям", "ами", "ями", "ах",
     "ях", "ию", "ия", "ии", "ть", "ти", "ет", "ит", "ут", "ют", "ат", "ят", "ешь", "ете", "ите",
     "л", "ла", "ло", "ли", "ал", "ала", "али", "ил", "ила", "или", "лся", "лась", "лись", "тся",
     "ется", "ются", "аю", "ает", "ают", "аем", "ать", "ить", "ние", "ния", "нии")
)  # fmt: skip
"""What forms of one word end in: of nouns and verbs, in three languages."""
_LONGEST: Final = max(map(len, _ENDINGS))
_CASES: Final = (
    "",
    "'s",
    "le",
    "l",
    "lt",
    "ga",
    "st",
    "sse",
    "ks",
    "t",
    "d",
    "а",
    "у",
    "ом",
    "е",
    "ы",
    "и",
    "ой",
)
"""Endings of names that are written onto them."""
_PART: Final = 4
"""Letters of the shortest part of a compound."""


def folded(word: str) -> str:
    """A word as it is looked up."""
    return word.casefold().replace("ё", "е").replace("’", "'")


@lru_cache(maxsize=65536)
def is_ordinary(word: str) -> bool:
    """Whether a word is known to be no name: itself, another form of it, or its parts."""
    whole = folded(word)
    if is_listed(whole) or whole in _seen():
        return True
    parts = [part for part in _CUT.split(whole) if part]
    if len(parts) > 1:
        return all(is_ordinary(part) for part in parts)
    if whole in _names() or is_given(word):
        return False
    return _is_form(whole) or _is_compound(whole)


def is_listed(word: str) -> bool:
    """Whether a word is in the list of ordinary words itself, which holds no rare ones."""
    exact, starts = _listed()
    whole = folded(word)
    return whole in exact or any(whole[:at] in starts for at in range(3, len(whole) + 1))


def is_name_as_is(word: str) -> bool:
    """Whether a word is a name of people in its first form, without an ending."""
    return folded(word) in _names()


def is_also_name(word: str) -> bool:
    """Whether an ordinary word is a name of people, too."""
    whole = folded(word)
    return any(
        whole.removesuffix(ending) in _names()
        for ending in _CASES if len(whole) - len(ending) > 2 or not ending
    )  # fmt: skip


def _is_form(word: str) -> bool:
    least = max(_STEM, len(word) - _LONGEST)
    return any(
        word[at:] in _ENDINGS and word[:at] in _stems() for at in range(len(word), least - 1, -1)
    )


def _is_compound(word: str) -> bool:
    known = _seen()
    return any(
        (word[:at] in known or is_listed(word[:at])) and (word[at:] in known or _is_form(word[at:]))
        for at in range(_PART, len(word) - _PART + 1)
    )


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """What is left of known words without an ending."""
    return frozenset(
        word[:at]
        for word in _seen() | _listed()[0]
        if word not in _names()
        for at in range(max(_STEM, len(word) - _LONGEST), len(word) + 1)
        if word[at:] in _ENDINGS
    )


@lru_cache(maxsize=1)
def _seen() -> frozenset[str]:
    """Words of our own texts that stand there in small letters, but for names."""
    found = {folded(word) for text in _texts() for word in _WORD.findall(text) if word.islower()}
    for nouns in lexicon().values():
        for noun in nouns.values():
            found |= {folded(form) for form in (*noun.singular, *noun.plural)}
    for language in LANGUAGES:
        found |= {folded(part) for name in state_names(language) for part in _WORD.findall(name)}
    return frozenset(found - _names())


def _texts() -> Iterator[str]:
    root = Path(perenou.__file__).parent
    for language in LANGUAGES:
        for path in root.glob(f"**/texts/{language}/*.yaml"):
            yield path.read_text(encoding="utf-8")
    for term in term_base().values():
        for names in (term.names(language) for language in LANGUAGES):
            yield " ".join(names)
        yield term.means


@lru_cache(maxsize=1)
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """Whole words, and beginnings of words."""
    words = list(map(folded, listed_words("ordinary")))
    starts = {word.removesuffix("*") for word in words if word.endswith("*")}
    return frozenset(words) - starts, frozenset(starts)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(map(folded, listed_words("names")))
