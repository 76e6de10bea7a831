"""One thing called by several names in a set of texts, by the base of terms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from perenou.language.grammar import LANGUAGES, Language
from perenou.language.term_base import term_base

_SHORTEST: Final = 5
"""Letters of a name below which its forms cannot be told from other words."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A term that texts call differently: names with the texts that use each."""

    term: str
    names: tuple[tuple[str, tuple[str, ...]], ...]


def names_used(text: str, language: Language) -> frozenset[tuple[str, str]]:
    """Term and name of everything that a text calls by a name of the base."""
    pattern, terms = _patterns(language)
    found = (each[0].casefold() for each in pattern.finditer(text))
    used = set()
    for words in found:
        plain = " ".join(words.split())
        name = next((each for each in terms if plain.startswith(each)), None)
        if name is not None:
            used.add((terms[name], name))
    return frozenset(used)


def named_differently(
    texts: Sequence[tuple[str, str, Iterable[tuple[str, str]]]],
) -> tuple[Naming, ...]:
    """Terms that texts of one language call by several names.

    Args:
        texts: name, language and the names used of each.
    """
    by_term: dict[tuple[str, str], dict[str, dict[str, None]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for name, language, used in texts:
        for term, called in used:
            by_term[language, term][called].setdefault(name)
    found = []
    for (_, term), names in sorted(by_term.items()):
        if len(names) > 1:
            told = sorted(names.items(), key=lambda each: (-len(each[1]), each[0]))
            found.append(Naming(term, tuple((called, tuple(where)) for called, where in told)))
    return tuple(found)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds a name in any form, and by name, the longest first, its term."""
    assert language in LANGUAGES
    terms: dict[str, str] = {}
    for term, of in term_base().items():
        for name in of.names(language):
            plain = name.casefold()
            if len(plain) >= _SHORTEST:
                terms.setdefault(plain, term)
    # The forms of one name are no two names.
    kept = {
        name: term
        for name, term in terms.items()
        if not any(
            other != name and terms[other] == term and name.startswith(other) and " " not in name
            for other in terms
        )
    }
    longest = dict(sorted(kept.items(), key=lambda each: -len(each[0])))
    every = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest)
    return re.compile(rf"(?<!\w)(?:{every})\w*", re.IGNORECASE), longest
