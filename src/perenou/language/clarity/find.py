"""What the rules of plain language find in a text, and what could stand there instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from perenou.language.clarity.lemma_pattern import Token
from perenou.language.clarity.measures import DOCUMENT, PARAGRAPH, SENTENCE, Measured, abbreviation
from perenou.language.clarity.rules import Rule
from perenou.language.clarity.unchanged import same_facts
from perenou.language.morphology import tagger
from perenou.language.sentences import sentences

_WORDS: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_QUOTED: Final = re.compile(r"[„“«\"][^„“”«»\"]{40,}[“”»\"]")
"""Somebody else's words, which are not ours to mend."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text; ``is_running``: neither heading nor table cell."""

    text: str
    is_running: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule is broken: characters ``start`` up to ``end`` of a block, counted from 0.

    Attributes:
        block: None where the text as a whole breaks it. instead: what could stand there; None
            where nothing is safe. value: what was measured.
    """

    rule: Rule
    block: int | None = None
    start: int = 0
    end: int = 0
    instead: str | None = None
    value: float | None = None


def find(
    blocks: Sequence[Block], rules: Iterable[Rule], *, is_letter: bool, is_estonian: bool
) -> tuple[Spot, ...]:
    """What the rules find, in the order of the rules.

    What lies inside a place that another rule of the same category found is left out, and a term
    that needs explaining is told where it first stands.

    Args:
        is_letter: whether rules for letters count. is_estonian: whether words are analysed.
    """
    found = list(_find(blocks, rules, is_letter=is_letter, is_estonian=is_estonian))
    kept: list[Spot] = []
    terms: set[str] = set()
    for at, spot in enumerate(found):
        rule = spot.rule
        if rule.category == _TERMS and rule.id in terms:
            continue
        beside = ((other, at > before) for before, other in enumerate(found) if before != at)
        if spot.block is not None and any(_covers(*each, spot) for each in beside):
            continue
        terms.add(rule.id)
        kept.append(spot)
    return tuple(kept)


_TERMS: Final = "termin"
_RANKS: Final = {"error": 0, "warn": 1, "info": 2}


def _covers(other: Spot, is_earlier: bool, spot: Spot) -> bool:
    """Whether another spot tells the same and more: of a larger place, or more severely."""
    if other.block != spot.block or not (other.start <= spot.start and spot.end <= other.end):
        return False
    one, two = other.rule, spot.rule
    if one.bounds or two.bounds:
        same = {bound.measure for bound in one.bounds} & {bound.measure for bound in two.bounds}
        return bool(same) and _RANKS[one.severity] < _RANKS[two.severity]
    if one.category != two.category:
        return False
    if (other.start, other.end) != (spot.start, spot.end):
        return True
    ranks = _RANKS[one.severity], _RANKS[two.severity]
    return ranks[0] < ranks[1] or (ranks[0] == ranks[1] and is_earlier)


def _find(
    blocks: Sequence[Block], rules: Iterable[Rule], *, is_letter: bool, is_estonian: bool
) -> Iterator[Spot]:
    read = [
        (number, start, Measured(block.text[start:end], _tokens(block.text[start:end], is_estonian),
                                 block.is_running))
        for number, block in enumerate(blocks)
        for start, end in sentences(block.text)
    ]  # fmt: skip
    for rule in rules:
        if rule.is_for_letters and not is_letter:
            continue
        if rule.bounds:
            yield from _measured(rule, blocks, read)
            continue
        for number, start, sentence in read:
            if rule.unless is not None and rule.unless.search(sentence.text):
                continue
            quoted = [found.span() for found in _QUOTED.finditer(sentence.text)]
            for first, last in _places(rule, sentence):
                if not any(begin <= first and last <= end for begin, end in quoted):
                    instead = _instead(rule, sentence.text, first)
                    end = last if instead is None else instead[1]
                    put = None if instead is None else instead[0]
                    yield Spot(rule, number, start + first, start + end, put)


def _places(rule: Rule, sentence: Measured) -> Iterator[tuple[int, int]]:
    if rule.pattern is not None:
        for found in rule.pattern.finditer(sentence.text):
            yield found.span()
    elif rule.words is not None and rule.words.may_stand(sentence.lemmas, sentence.forms):
        for first, last in rule.words.find(sentence.tokens):
            yield sentence.tokens[first].start, sentence.tokens[last].end


def _instead(rule: Rule, text: str, start: int) -> tuple[str, int] | None:
    """What could stand at a place, and where it then ends; None where nothing is safe."""
    for rewrite in rule.rewrites:
        found = rewrite.find.match(text, start)
        if found is None:
            continue
        put = found.expand(rewrite.put)
        if text[start].isupper() and put[:1].islower():
            put = put[0].upper() + put[1:]
        after = text[:start] + put + text[found.end() :]
        if same_facts(text, after):
            return put, max(found.end(), start + 1)
    return None


# ------------------------------------------------------------------------------ measures


def _measured(
    rule: Rule, blocks: Sequence[Block], read: Sequence[tuple[int, int, Measured]]
) -> Iterator[Spot]:
    for bound in rule.bounds:
        if bound.measure in SENTENCE:
            for number, start, sentence in read:
                if not sentence.is_running and bound.measure not in _EVERYWHERE:
                    continue
                value = SENTENCE[bound.measure](sentence)
                if bound.is_broken(value):
                    yield Spot(rule, number, start, start + len(sentence.text), value=value)
        elif bound.measure in PARAGRAPH:
            for number, block in enumerate(blocks):
                value = PARAGRAPH[bound.measure](block.text) if block.is_running else 0
                if bound.is_broken(value):
                    yield Spot(rule, number, 0, len(block.text), value=value)
        else:
            every = [sentence for _, _, sentence in read]
            value = DOCUMENT[bound.measure](every)
            if every and bound.is_broken(value):
                yield _of_text(rule, bound.measure, read, value)


_EVERYWHERE: Final = frozenset({"compound_parts", "word_chars"})


def _of_text(
    rule: Rule, measure: str, read: Sequence[tuple[int, int, Measured]], value: float
) -> Spot:
    found = (
        abbreviation([each for _, _, each in read]) if measure == "undefined_abbreviation" else None
    )
    if found is None:
        return Spot(rule, value=value)
    number, start, _ = read[found[0]]
    return Spot(rule, number, start + found[1], start + found[2], value=value)


# ------------------------------------------------------------------------------ words


@lru_cache(maxsize=4096)
def _tokens(text: str, is_estonian: bool) -> tuple[Token, ...]:
    """The words of a sentence; analysed where it is Estonian and a dictionary is installed."""
    found = list(_WORDS.finditer(text))
    by = tagger() if is_estonian and found else None
    words = [each[0] for each in found]
    if words and words[0].istitle():
        # The first word is written with a capital whatever it is; as a name it would be no verb.
        words[0] = words[0].lower()
    analyses = by.sentence(words) if by is not None else [()] * len(found)
    ends = [0, *(each.end() for each in found)]
    return tuple(
        Token(*each.span(), each[0], told, not text[before : each.start()].strip())
        for each, told, before in zip(found, analyses, ends, strict=False)
    )
