"""Which benefits a text speaks of, by any of their names in three languages and any case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from perenou.benefits.estonia.vocabulary import BENEFITS
from perenou.language.grammar import LANGUAGES
from perenou.language.term_base import term_base

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_IS_BENEFIT: Final = re.compile(
    r"toetu|hüviti|raha\b|tasu\b|elatisabi|pension|allowance|benefit|пособи|компенсац|пенси",
    re.IGNORECASE,
)
_ENDING: Final = 4
"""Letters that a case may put onto a name."""


class NamedBenefit(NamedTuple):
    """A benefit in a text: first and last character, and its key, or its name where it has none."""

    start: int
    end: int
    key: str


def benefits_in(text: str) -> list[NamedBenefit]:
    """The benefits that are named, in order; the longest name counts."""
    words = [(found.span(), found[0].casefold()) for found in _WORD.finditer(text)]
    named: list[NamedBenefit] = []
    at = 0
    while at < len(words):
        found = next(_names_at([word for _, word in words[at : at + 8]]), None)
        if found is None:
            at += 1
            continue
        key, length = found
        named.append(NamedBenefit(words[at][0][0], words[at + length - 1][0][1], key))
        at += length
    return named


def _names_at(words: list[str]) -> Iterator[tuple[str, int]]:
    for name, key in _names():
        if len(name) <= len(words) and all(map(_is_form, words, name)):
            yield key, len(name)


def _is_form(word: str, name: str) -> bool:
    if word == name:
        return True
    kept = max(4, len(name) - 2)
    return len(name) > 4 and word[:kept] == name[:kept] and len(word) <= len(name) + _ENDING


@lru_cache(maxsize=1)
def _names() -> list[tuple[tuple[str, ...], str]]:
    """Every name as its words, the longest first."""
    terms = term_base()
    keys = {labels.in_language("et"): key for key, labels in BENEFITS.items()}
    found: dict[tuple[str, ...], str] = {}
    for key, labels in BENEFITS.items():
        for language in LANGUAGES:
            found.setdefault(_words(labels.in_language(language)), key)
    for term in terms.values():
        if not _IS_BENEFIT.search(term.name):
            continue
        for language in LANGUAGES:
            for name in term.names(language):
                if _IS_BENEFIT.search(name):
                    found.setdefault(_words(name), keys.get(term.name, term.name))
    return sorted(found.items(), key=lambda each: -len(each[0]))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(name))
