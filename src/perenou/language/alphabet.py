"""The Estonian alphabet, for putting what people read in order.

Letters come first, then their marks, then small before large, so that neither parts two words
that otherwise differ: the order that dictionaries keep and that ICU calls ``et``.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, TypeAlias

LETTERS: Final = "abcdefghijklmnopqrsšzžtuvwõäöüxy"

_RANKS: Final = {letter: rank for rank, letter in enumerate(LETTERS)}
_OWN: Final = frozenset({"й"})
"""Letters of their own in other alphabets that look like another one with a mark."""

_SPACE, _SIGN, _DIGIT, _LATIN, _OTHER = range(5)

Key: TypeAlias = tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[bool, ...]]


@lru_cache(maxsize=4096)
def alphabetical(text: str) -> Key:
    """What a text is sorted by: its letters, their marks, and which of them are large."""
    letters, marks, large = [], [], []
    for sign in unicodedata.normalize("NFC", text):
        small = sign.lower()
        bare, mark = _bare(small)
        letters.append(_place(bare))
        marks.append(mark)
        large.append(sign != small)
    return tuple(letters), tuple(marks), tuple(large)


def _bare(small: str) -> tuple[str, int]:
    """A letter without a mark that the alphabet does not know, and that mark."""
    if small in _RANKS or small in _OWN:
        return small, 0
    apart = unicodedata.normalize("NFD", small)
    return apart[0], ord(apart[1]) if len(apart) > 1 else 0


def _place(small: str) -> tuple[int, int]:
    if small in _RANKS:
        return _LATIN, _RANKS[small]
    if small.isalpha():
        return _OTHER, ord(small)
    if small.isspace():
        return _SPACE, ord(small)
    return (_DIGIT if small.isdigit() else _SIGN), ord(small)
