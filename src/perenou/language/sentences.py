"""A paragraph in sentences, with care for ordinal numbers, dates and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ENDS: Final = re.compile(r"(?<![.!?…])[.!?…]+[\"”»)]*\s+(?=[\"„«(]*[A-ZÕÄÖÜŠŽА-ЯЁ0-9])")
_SHORT: Final = frozenset(
    "lg p nr jj jt nt st vt tn mnt pst art ap ls lk sh kd dr tel e-r c g a s s.o s.t nn hrl".split()  # noqa: SIM905
)
_WORD_BEFORE: Final = re.compile(r"([\w.-]+)$")
_INITIAL: Final = re.compile(r"[A-ZÕÄÖÜŠŽ]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """First and last place of every sentence."""
    start = 0
    for found in _ENDS.finditer(text):
        before = _WORD_BEFORE.search(text[start : found.start()])
        word = "" if before is None else before[1]
        following = text[found.end() : found.end() + 1]
        if found[0].startswith("."):
            if word.lower() in _SHORT or _INITIAL.fullmatch(word):
                continue
            if word.isdigit() and (
                following.isdigit() or not text[start : found.start() - len(word)].strip()
            ):
                continue
            if word.replace(".", "").isdigit() and following.isdigit():
                continue
        yield start, found.end() - (len(found[0]) - len(found[0].rstrip()))
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
