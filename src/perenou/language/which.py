"""Which of three languages a text is in, by its commonest words and letters."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from perenou.language.grammar import Language

_WORD: Final = re.compile(r"[^\W\d_]+")
_ESTONIAN: Final = frozenset(
    "ja on ei see et kui või teie teil te mis kes ning oma sest selle seda kuni alates kohta "  # noqa: SIM905
    "lapse eest otsus".split()
)
_ENGLISH: Final = frozenset(
    "the of and to is in you your for that this with from are not has been will be by a".split()  # noqa: SIM905
)
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]{2,}")


def language_counts(text: str) -> Counter[Language]:
    """How much of each language there is: its commonest words, a third of the Russian ones."""
    words = [each.lower() for each in _WORD.findall(text)]
    return Counter(
        {
            "et": sum(each in _ESTONIAN for each in words),
            "en": sum(each in _ENGLISH for each in words),
            "ru": len(_CYRILLIC.findall(text)) // 3,
        }
    )


def language_of(text: str) -> Language:
    """The language of a text; Estonian where nothing tells."""
    counts = language_counts(text)
    best: Language = max(("et", "en", "ru"), key=lambda each: counts[each])
    return best if counts[best] > counts["et"] else "et"
