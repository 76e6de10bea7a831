"""Words that mean nearly the same to people who ask: an analyser that also tells their group.

Two askers call one thing by different words (taotlus, avaldus; tudeng, üliõpilane). Search by terms
must keep such words apart, for the law does; finding what was asked before must not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from perenou.language.morphology import Analyser, Word

_FILE: Final = Path(__file__).with_name("near_words.yaml")
_NUMBER: Final = re.compile(r"(?<![\d.,/-])(\d{1,2})(?![\d,/]|\.\d|[-–]\d)")
_ONES: Final = (
    "null",
    "üks",
    "kaks",
    "kolm",
    "neli",
    "viis",
    "kuus",
    "seitse",
    "kaheksa",
    "üheksa",
)
_MARK: Final = "≈"
"""Before the key of a group, so that no word of the language is taken for one."""


class NearWords:
    """An analyser that tells, besides what another one tells, the groups that a word is in."""

    def __init__(self, by: Analyser) -> None:
        self.name = f"{by.name} near"
        self._by = by
        words = groups()
        forms = list(words)
        analysed = dict(zip(forms, by.words(forms), strict=True))
        self._of: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, Word] = {}
        for form in forms:
            for lemma in (form, *analysed[form].lemmas[:1]):
                merged = (*self._of.get(lemma, ()), *words[form])
                self._of[lemma] = tuple(dict.fromkeys(merged))

    def words(self, forms: Sequence[str]) -> list[Word]:
        """One answer for each form, in their order."""
        new = [form for form in dict.fromkeys(forms) if form not in self._known]
        for form, word in zip(new, self._by.words(new), strict=True):
            self._known[form] = self._with_groups(form, word)
        return [self._known[form] for form in forms]

    def _with_groups(self, form: str, word: Word) -> Word:
        keys = (form, *word.lemmas, *word.parts, *word.verbs)
        found = dict.fromkeys(each for key in keys for each in self._of.get(key, ()))
        return replace(word, groups=(*word.groups, *found)) if found else word


def with_numbers(text: str) -> str:
    """A text with its small numbers in words, which search does not read as figures."""
    return _NUMBER.sub(lambda found: f"{_in_words(int(found[1]))} ", text)


def _in_words(number: int) -> str:
    """A number below a hundred in Estonian words."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _ONES[ones]
    if tens == 1:
        return f"{_ONES[ones]}teist" if ones else "kümme"
    return f"{_ONES[tens]}kümmend{f' {_ONES[ones]}' if ones else ''}"


@lru_cache(maxsize=1)
def groups() -> dict[str, tuple[str, ...]]:
    """By word in its dictionary form: the marked keys of its groups."""
    import yaml

    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for key, words in rows.items():
        for word in words.split():
            found.setdefault(word, []).append(f"{_MARK}{key}")
    return {word: tuple(keys) for word, keys in found.items()}
