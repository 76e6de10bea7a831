"""Patterns of words by their dictionary forms: ``otsus <4> =vastu <2> võtma``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Final

from perenou.language.morphology import Analysis

_GAP: Final = re.compile(r"<(\d)>")
_ELEMENT: Final = re.compile(
    r"(?P<form>=)?(?P<words>[^/:]+)(?:/(?P<kinds>[A-Z]+))?(?::(?P<forms>[\w,]+))?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence: characters ``start`` up to ``end``, and what it can be.

    ``is_joined``: whether nothing but space stands between it and the word before.
    """

    start: int
    end: int
    text: str
    analyses: tuple[Analysis, ...]
    is_joined: bool


@dataclass(frozen=True, slots=True)
class Element:
    """A word that is looked for; ``gap``: how many words may stand before it.

    Attributes:
        exact: the words themselves; empty where some are told by a part alone.
    """

    words: re.Pattern[str]
    exact: frozenset[str]
    by_form: bool
    kinds: frozenset[str]
    forms: frozenset[str]
    gap: int

    def fits(self, token: Token) -> bool:
        """Whether a word is it."""
        if self.by_form:
            return self.words.fullmatch(token.text.lower()) is not None
        return any(
            self.words.fullmatch(each.lemma)
            and (not self.kinds or each.kind in self.kinds)
            and (not self.forms or self.forms & each.forms)
            for each in token.analyses
        )


@dataclass(frozen=True, slots=True)
class LemmaPattern:
    """Words in their order, or in any of several orders."""

    orders: tuple[tuple[Element, ...], ...]

    @classmethod
    def read(cls, text: str, either: bool) -> LemmaPattern:
        """Read a pattern; ``either``: its words may stand in any order.

        Raises:
            ValueError: it is no pattern.
        """
        gap, found = 0, []
        for piece in text.split():
            is_gap = _GAP.fullmatch(piece)
            if is_gap:
                gap = int(is_gap[1])
                continue
            found.append(_element(piece, gap))
            gap = 0
        if not found or gap:
            raise ValueError(f"no pattern of words: {text!r}")
        elements = tuple(found)
        return cls(tuple(_orders(elements)) if either else (elements,))

    def may_stand(self, lemmas: Set[str], forms: Set[str]) -> bool:
        """Whether every word that has to be there is among those of a sentence."""
        return all(
            not each.exact or not each.exact.isdisjoint(forms if each.by_form else lemmas)
            for each in self.orders[0]
        )

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """First and last word of every place, none overlapping."""
        past = -1
        for at in range(len(tokens)):
            if at <= past:
                continue
            ends = [end for order in self.orders if (end := _end(order, tokens, at)) is not None]
            if ends:
                past = min(ends)
                yield at, past


def _orders(elements: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """The elements in every order, with the widest gap between any two."""
    gap = max(each.gap for each in elements)
    for order in permutations(elements):
        yield tuple(replace(each, gap=gap if at else 0) for at, each in enumerate(order))


def _end(elements: Sequence[Element], tokens: Sequence[Token], at: int) -> int | None:
    """The last word of a match that begins at a word."""
    if not elements[0].fits(tokens[at]):
        return None
    if len(elements) == 1:
        return at
    gap = elements[1].gap
    for following in range(at + 1, min(at + gap + 2, len(tokens))):
        if gap == 0 and not tokens[following].is_joined:
            return None
        end = _end(elements[1:], tokens, following)
        if end is not None:
            return end
    return None


def _element(piece: str, gap: int) -> Element:
    found = _ELEMENT.fullmatch(piece)
    if found is None:
        raise ValueError(f"no word: {piece!r}")
    named = found["words"].split("|")
    words = "|".join(re.escape(each).replace(r"\*", ".*") for each in named)
    exact = frozenset[str]() if "*" in found["words"] else frozenset(named)
    forms = frozenset(each.replace("_", " ") for each in (found["forms"] or "").split(",") if each)
    return Element(
        re.compile(words),
        exact,
        found["form"] is not None,
        frozenset(found["kinds"] or ""),
        forms,
        gap,
    )
