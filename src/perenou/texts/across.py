"""A set of texts beside each other: facts that they tell differently, and near-duplicates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.words import Words
from perenou.language.grammar import Language
from perenou.rules.types import Day
from perenou.texts.law_values import on

_WORD: Final = re.compile(r"\w+")
_SHINGLE: Final = 5
"""Words in a row that two texts are compared by."""

_ALIKE: Final = 80
"""Per cent of such rows of the shorter text from which two texts are near-duplicates."""

_SHORTEST: Final = 30
_COMMONEST: Final = 50
"""A row of words in more texts than so many is a phrase of the house and tells nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text states of one figure as of now; ``text``: its name."""

    name: str
    figure: str
    value: int


@dataclass(frozen=True, slots=True)
class ToldValue:
    """A value and the texts that state it; ``is_right``: whether the law of the day has it."""

    text: str
    names: tuple[str, ...]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure to which texts give different values."""

    label: str
    values: tuple[ToldValue, ...]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two texts that are nearly the same; ``share``: per cent of the shorter one."""

    first: str
    second: str
    share: int


def contradictions(
    told: Sequence[Told], today: Day, language: Language
) -> tuple[Contradiction, ...]:
    """The figures to which texts of a set give different values, each with who tells what."""
    by_figure: dict[str, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for each in told:
        by_figure[each.figure][each.value].setdefault(each.name)
    words = Words(language)
    return tuple(
        Contradiction(words.label(figure), tuple(_values(figure, values, today, words)))
        for figure, values in by_figure.items()
        if len(values) > 1
    )


def _values(
    figure: str, values: dict[int, dict[str, None]], today: Day, words: Words
) -> Iterator[ToldValue]:
    right = {each.value for each in on((figure,), today, today)}
    gives = LAWBOOK.parameters[figure].gives
    for value, names in sorted(values.items(), key=lambda each: each[0] not in right):
        yield ToldValue(words.value(value, gives), tuple(names), value in right)


def shingles(text: str) -> frozenset[int]:
    """The rows of words of a text, as numbers; empty for a text too short to compare."""
    words = [each.lower() for each in _WORD.findall(text)]
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(
        _number(" ".join(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1)
    )


def _number(text: str) -> int:
    """The same in every process, unlike ``hash``."""
    from zlib import crc32

    return crc32(text.encode())


def twins(texts: Sequence[tuple[str, frozenset[int]]]) -> tuple[Twins, ...]:
    """Pairs of texts that are nearly the same, the likest first."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, (_, rows) in enumerate(texts):
        for row in rows:
            holders[row].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        if 1 < len(numbers) <= _COMMONEST:
            for at, first in enumerate(numbers):
                for second in numbers[at + 1 :]:
                    shared[first, second] += 1
    found = []
    for (first, second), count in shared.items():
        share = 100 * count // min(len(texts[first][1]), len(texts[second][1]))
        if share >= _ALIKE:
            found.append(Twins(texts[first][0], texts[second][0], share))
    return tuple(sorted(found, key=lambda each: (-each.share, each.first, each.second)))
